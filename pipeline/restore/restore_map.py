"""Restore map: maps the surrogates of a prompt, and parts of them, to their originals."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import regex

from pipeline.decide.further_mentions import COORDINATED, DocumentTerm
from pipeline.decide.known_values import is_distinctive
from pipeline.policy.inheritance import OPENNESS
from pipeline.policy.model import Action, Restore
from pipeline.restore.links import HEAD, HOST, Links
from pipeline.restore.one_person import fuller
from pipeline.restore.restorer import LOOK_AHEAD, LOOK_BEHIND, Restorer
from pipeline.sanitized import Sanitized
from recognizers.entities import where
from recognizers.lexicon.digits import digits_of
from recognizers.lexicon.folding import fold, unescape
from recognizers.lexicon.spellings import (
    NumberFinder,
    host_of,
    in_case,
    in_layout,
    is_telling,
    is_written,
    pairs,
)
from recognizers.lexicon.term_finder import TermFinder, is_inside_word, lower

# Actions whose result identifies one value; results of redact, mask and generalize are shared by many values.
COMES_BACK = frozenset({Action.PSEUDONYMIZE, Action.SHIFT, Action.HASH, Action.ENCRYPT})
MIN_HANDLE = 4
HOSTED = where(has_host=True)
NO_HOSTS, EVERYWHERE = Links(), Restore()
# Characters that folding may join to the text before them: combining marks, invisible characters, escapes.
MAY_CHANGE = regex.compile(r"[\p{M}\p{Cf}]|\\(?![nrt\"])")
SPACE = regex.compile(r"\s")
LOOK_ALIKE, JOINS = regex.compile(r"[\p{Cyrillic}\p{Greek}]"), regex.compile(r"\w")


@dataclass(slots=True)
class Term:
    """The original of a surrogate or of a part of one.

    Arguments:
        entity: the entity of the original.
        usual: the form of the original for spellings that the prompt does not contain; empty if it is ambiguous.
        is_word: whether the surrogate may be a common word.
        is_number: whether surrogate and original are digit strings.
        originals: surrogate as written in the prompt -> its original.
        written: the forms of the original of which every occurrence means the value.
    """

    entity: str
    usual: str = field(repr=False)
    is_word: bool = False
    is_number: bool = False
    originals: dict[str, str] = field(default_factory=dict, repr=False)
    written: set[str] = field(default_factory=set, repr=False)

    def as_data(self) -> list[Any]:
        """Return the fields as JSON data."""
        return [self.entity, self.usual, self.is_word, self.is_number, self.originals, sorted(self.written)]

    def is_meant(self, text: str, start: int, end: int) -> bool:
        """Return whether an occurrence of the term refers to the surrogate and is not a common word."""
        if text[start:end] in self.originals:
            return True
        return bool(self.usual) and (not self.is_word or DocumentTerm("PERSON").is_meant(text, start, end))

    def original(self, found: str) -> str:
        """Return the original in the case or layout of an occurrence; an empty string if it has no such form."""
        if self.is_number:
            return in_layout(self.usual, found) or (self.usual if found.isdecimal() else "")
        return self.originals.get(found) or in_case(self.usual, found)

    def is_found_again(self, before: str, original: str, after: str) -> bool:
        """Return whether detection finds a restored original again, so that it is replaced in the next prompt.

        Arguments:
            before, after: the text around the original.
            original: the original as it will be written.
        """
        known = COORDINATED.match(after) or SPACE.search(after)  # what follows may be restored itself
        after = after[: known.end()] if known else after
        if MAY_CHANGE.search(after) or (LOOK_ALIKE.search(original) and JOINS.match(after)):
            return False
        text, start, end = before + original + after, len(before), len(before) + len(original)
        if text.isascii() and "\\u" not in text:
            return self._is_found_in(text, start, end)
        folded = fold(text)
        if len(before) == LOOK_BEHIND and len(folded.text) < LOOK_BEHIND // 2:
            return False  # too little context remains after folding, on which detection works
        if folded.starts is not None and folded.ends is not None:
            start, end = bisect_left(folded.starts, start), bisect_left(folded.starts, end)
            if (
                start == end
                or folded.starts[start] != len(before)
                or folded.ends[end - 1] != len(before) + len(original)
            ):
                return False
        is_looked_for = any(_are_one(known, folded.text[start:end]) for known in (self.usual, *self.originals.values()))
        return (self.is_number or is_looked_for) and self._is_found_in(folded.text, start, end)

    def _is_found_in(self, text: str, start: int, end: int) -> bool:
        if is_inside_word(text, start) or is_inside_word(text, end):
            return False
        return self.is_number or DocumentTerm(self.entity, written=self.written).is_meant(
            text, start, end, anywhere=True
        )


class RestoreMap:
    """The surrogates of one prompt with their originals."""

    def __init__(
        self,
        terms: dict[str, Term],
        numbers: dict[str, Term] | None = None,
        links: Links = NO_HOSTS,
        unsure: frozenset[str] = frozenset(),
    ) -> None:
        """Create a restore map.

        Arguments:
            terms: surrogate or part of one, in lower case -> its original.
            numbers: digits of a surrogate -> the original number.
            links: the links and tool calls in which originals may be restored.
            unsure: surrogates or parts with two possible originals.
        """
        self.terms = terms
        self.numbers = numbers or {}
        self.links = links
        self.unsure = unsure

    def as_data(self) -> list[Any]:
        """Return the map as JSON data, for `from_data`."""
        terms, numbers = (
            [[term, *known.as_data()] for term, known in some.items()] for some in (self.terms, self.numbers)
        )
        tools = None if self.links.tools is None else list(self.links.tools)
        return [terms, numbers, [sorted(self.links.hosts), self.links.rule, tools]]

    @classmethod
    def from_data(cls, data: Any) -> "RestoreMap":
        """Return the map of data from `as_data`, of this process or another.

        Raises:
            ValueError: the data is not valid.
        """
        terms, numbers, (hosts, rule, tools) = data
        if not all(isinstance(name, str) for name in (*hosts, *(tools or ()))) or rule not in OPENNESS:
            raise ValueError
        links = Links(frozenset(hosts), rule, None if tools is None else tuple(tools))
        return cls(dict(map(_term_of_data, terms)), dict(map(_term_of_data, numbers)), links)

    def __bool__(self) -> bool:
        return bool(self.terms or self.numbers)

    @cached_property
    def _finder(self) -> TermFinder:
        return TermFinder(dict.fromkeys(self.terms, ""))

    @cached_property
    def _by_digits(self) -> NumberFinder:
        return NumberFinder(self.numbers)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.terms)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.terms), default=0)

    @cached_property
    def distinctive(self) -> "RestoreMap":
        """The terms that are distinctive enough to be detected outside of prose as well, such as in names of tools."""
        terms = {name: term for name, term in self.terms.items() if is_distinctive(term.entity, term.usual)}
        numbers = {digits: term for digits, term in self.numbers.items() if is_distinctive(term.entity, term.usual)}
        return RestoreMap(terms, numbers, self.links)

    @classmethod
    def of(cls, sanitized: Sequence[Sanitized], restore: Restore = EVERYWHERE) -> "RestoreMap":
        """Return the restore map of a prompt. Surrogates with two possible originals are left out.

        Arguments:
            sanitized: the texts of the prompt.
            restore: the policy's settings for restoring.
        """
        found = _TermCollector()
        found.add(sanitized)
        links = Links(frozenset(_hosts(sanitized)), restore.links, restore.tools)
        while True:
            restore_map = cls(found.sure(found.terms), found.sure(found.numbers), links, frozenset(found.unsure))
            outside = {term for text in sanitized for term in restore_map._outside(text)}
            if not outside:
                return restore_map
            found.unsure |= outside

    def restore(self, text: str) -> str:
        """Return a text with its originals restored."""
        restorer = Restorer(self)
        return restorer.feed(text) + restorer.flush()

    def is_in(self, text: str) -> bool:
        """Return whether a text contains any term, regardless of its meaning there."""
        return next(self._finder.find(text), next(self._by_digits.find(text), None)) is not None

    def found(self, text: str, start: int) -> list[tuple[int, int, Term]]:
        """Return (start, end, term) of the terms in a text from an offset on, sorted by start, the longest first."""
        found = [
            (begin, end, self.terms[lower(text[begin:end])])
            for begin, end, _ in self._finder.find(text, from_place=start)
        ]
        found += [(begin, end, self.numbers[digits]) for begin, end, digits in self._by_digits.find(text, start)]
        return sorted(found, key=lambda match: (match[0], -match[1], match[2].is_number))

    def held_from(self, text: str, start: int) -> int:
        """Return the offset from which an unfinished text may still become a term; its length if there is none."""
        held = self._by_digits.held_from(text, start, LOOK_AHEAD)
        small = lower(text)
        for place in range(max(start, len(text) - self._longest - LOOK_AHEAD), held):
            if is_inside_word(text, place):
                continue
            if self._begins(small[place:]) or self._ends_late(small, place):
                return place
        return held

    def _begins(self, text: str) -> bool:
        """Return whether a term begins with a text, by binary search."""
        place = bisect_left(self._sorted, text)
        return place < len(self._sorted) and self._sorted[place].startswith(text)

    def _ends_late(self, small: str, start: int) -> bool:
        """Return whether a term ends so late that its meaning depends on text that has not arrived yet."""
        ends = range(max(start + 1, len(small) - LOOK_AHEAD + 1), len(small))
        return any(small[start:end] in self.terms for end in ends)

    def _outside(self, sanitized: Sanitized) -> Iterator[str]:
        """Yield the terms that also occur in a prompt outside of its replacements."""
        text = sanitized.text
        places = [(replacement.start, replacement.end) for replacement in sanitized.replacements]
        here = position = 0
        for start, end, term in self.found(text, 0):
            if start < position or not term.is_meant(text, start, end):
                continue
            position = end
            while here < len(places) and places[here][1] <= start:
                here += 1
            if here == len(places) or start < places[here][0] or end > places[here][1]:
                found = text[start:end]
                yield digits_of(found) if term.is_number else lower(found)


@dataclass(slots=True)
class _TermCollector:
    """Builder of the terms of a restore map.

    Arguments:
        terms: surrogate or part of one, in lower case -> its original.
        numbers: digits of a surrogate -> the original number.
        unsure: surrogates or parts with two possible originals.
    """

    terms: dict[str, Term] = field(default_factory=dict)
    numbers: dict[str, Term] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)

    def sure(self, terms: dict[str, Term]) -> dict[str, Term]:
        """Return the terms with one original."""
        return {name: term for name, term in terms.items() if name not in self.unsure}

    def add(self, sanitized: Iterable[Sanitized]) -> None:
        """Add the replacements of a prompt, first whole values, then their parts."""
        replaced = [
            (text.text[replacement.start : replacement.end], replacement.entity, unescape(replacement.original))
            for text in sanitized
            for replacement in text.replacements
            if replacement.action in COMES_BACK
        ]
        for surrogate, entity, original in replaced:
            self._add(surrogate, original, entity, is_word=entity == "PERSON" and surrogate.isalpha(), is_whole=True)
        whole = frozenset(self.terms)
        for surrogate, entity, original in dict.fromkeys(replaced):
            for part in pairs(entity, surrogate, fold(original).text):
                if part.is_number:
                    self._add_number(part.surrogate, part.original, part.entity)
                elif lower(part.surrogate) not in whole:
                    is_word = part.entity == "PERSON" and " " not in part.surrogate
                    self._add(part.surrogate, part.original, part.entity, is_word=is_word, is_whole=False)

    def _add(self, surrogate: str, original: str, entity: str, *, is_word: bool, is_whole: bool) -> None:
        name = lower(surrogate)
        if not is_telling(name) or not is_telling(original) or name == lower(original):
            return
        term = self.terms.setdefault(name, Term(entity, original, is_word))
        if entity == "PERSON" and not _are_one(term.usual, original) and (full := fuller(term.usual, original)):
            term.written.update(fold(form).text.strip() for form in (original, term.usual) if is_whole)
            known, term.usual = term.originals.get(surrogate, original), full
            term.originals[surrogate] = known if _are_one(known, original) else fuller(known, original) or full
            return
        if not _are_one(term.usual, original):
            term.usual = ""
            if not term.originals and not is_whole:
                self.unsure.add(name)
        elif term.usual.isupper() or term.usual.islower():  # prefer "Smith" to "SMITH"
            term.usual = original
        if is_whole and not _are_one(term.originals.setdefault(surrogate, original), original):
            self.unsure.add(name)
        if is_whole or is_written(entity, original):
            term.written.add(fold(original).text.strip())

    def _add_number(self, surrogate: str, original: str, entity: str) -> None:
        term = self.numbers.setdefault(surrogate, Term(entity, original, is_number=True))
        if term.usual != original:
            self.unsure.add(surrogate)


def _hosts(sanitized: Iterable[Sanitized]) -> Iterator[str]:
    """Yield the hosts of a prompt, in lower case: those of the sanitized texts, and their originals."""
    for text in sanitized:
        for head in HEAD.finditer(text.text):
            host = HOST.match(text.text, head.end())
            if host and "." in host[0]:
                yield host_of("x://" + (head[0] if head[0][0] in "wW" else "") + host[0]).casefold()
        for replacement in text.replacements:
            if replacement.entity in HOSTED and replacement.action in COMES_BACK:
                surrogate = text.text[replacement.start : replacement.end]
                original = fold(unescape(replacement.original)).text
                yield from (host_of(address).casefold() for address in (surrogate, original))
                for part in pairs(replacement.entity, surrogate, original):
                    yield from (host.casefold() for host in (part.surrogate, part.original) if "." in host)


def _are_one(original: str, other: str) -> bool:
    return lower(fold(original).text) == lower(fold(other).text)


def _term_of_data(data: Any) -> tuple[str, Term]:
    """Return a surrogate and its term from data of `as_data`; raises ValueError for other data."""
    term, entity, usual, is_word, is_number, originals, written = data
    texts = (term, entity, usual, *originals, *originals.values(), *written)
    flags = (is_word, is_number)
    if not all(isinstance(text, str) for text in texts) or not all(isinstance(flag, bool) for flag in flags):
        raise ValueError
    return term, Term(entity, usual, is_word, is_number, originals, set(written))
