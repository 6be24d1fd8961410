"""The way back: from the surrogates of a prompt, whole or in part, to what stood there before."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from pipeline.mentions import DocumentTerm
from pipeline.normalize import fold, unescape
from pipeline.policy import Action
from pipeline.pseudonyms.handles import TOKEN, handles
from pipeline.pseudonyms.names import Role, parse
from pipeline.pseudonyms.organizations import name_proper
from pipeline.sanitizer import Sanitized
from recognizers.terms import TermFinder, is_inside_word, lower

# What stands for one value alone; what is redacted, masked or generalized stands for many.
COMES_BACK = frozenset({Action.PSEUDONYMIZE, Action.SHIFT, Action.HASH, Action.ENCRYPT})
NAME_PARTS = frozenset({Role.GIVEN, Role.MIDDLE, Role.FAMILY})
MIN_HANDLE = 4
MIN_NUMBER = 3  # "41" may be any number of an answer; "41 years old" is a value
CACHED_PARTS = 4_096
# A part of the surrogate, the same part of the original, and the entity of what may be a common word.
Part = tuple[str, str, str | None]
LOOK_BEHIND, LOOK_AHEAD = 400, 4  # as far as the rules look that tell a name from a word


@dataclass(slots=True)
class Term:
    """What a surrogate, or a part of one, stands for.

    Arguments:
        mention: what tells a mention of a part from a common word; None for what is sure in itself.
        originals: the surrogate as the prompt writes it -> what stood there.
        usual: the original as it is to be written where the prompt has no example; empty where it would be one of two.
    """

    mention: DocumentTerm | None
    usual: str = field(repr=False)
    originals: dict[str, str] = field(default_factory=dict, repr=False)

    def is_meant(self, text: str, start: int, end: int) -> bool:
        """Tell whether a term that was found is meant, and is no common word."""
        if text[start:end] in self.originals:
            return True
        return bool(self.usual) and (self.mention is None or self.mention.is_meant(text, start, end))

    def original(self, found: str) -> str:
        """Return what stood there before, in the case of what was found."""
        return self.originals.get(found) or in_case(self.usual, found)


class Table:
    """The surrogates of one prompt and what they stand for."""

    def __init__(self, terms: dict[str, Term], unsure: frozenset[str] = frozenset()) -> None:
        """Take the terms by their lower case, and those that might have stood for two values."""
        self.terms = terms
        self.unsure = unsure

    def as_data(self) -> list[Any]:
        """Return the terms as JSON has it, for `from_data`."""
        return [
            [term, known.mention.entity if known.mention else None, known.usual, known.originals]
            for term, known in self.terms.items()
        ]

    @classmethod
    def from_data(cls, data: Any) -> "Table":
        """Return the table of data that `as_data` made, in this process or another; raises ValueError for other data."""
        terms = {}
        for term, entity, usual, originals in data:
            texts = (term, usual, *originals, *originals.values())
            if not all(isinstance(one, str) for one in texts) or not isinstance(entity, str | None):
                raise ValueError
            terms[term] = Term(DocumentTerm(entity) if entity is not None else None, usual, originals)
        return cls(terms)

    @cached_property
    def _finder(self) -> TermFinder:
        return TermFinder(dict.fromkeys(self.terms, ""))

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(term[:length] for term in self.terms for length in range(1, len(term) + 1))

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.terms), default=0)

    @classmethod
    def of(cls, sanitized: Sequence[Sanitized]) -> "Table":
        """Make the table of a prompt; what would be taken for two values stands for none."""
        terms, unsure = _terms(sanitized)
        while True:
            table = cls(terms, frozenset(unsure))
            outside = {term for one in sanitized for term in table._outside(one)}
            if not outside:
                return table
            unsure |= outside
            terms = {term: known for term, known in terms.items() if term not in outside}

    def restore(self, text: str) -> str:
        """Put the originals back into a text."""
        restorer = Restorer(self)
        return restorer.feed(text) + restorer.flush()

    def is_in(self, text: str) -> bool:
        """Tell whether any term stands in a text, whether or not it is meant there."""
        return next(self._finder.find(text), None) is not None

    def matches(self, text: str, start: int) -> Iterator[tuple[int, int, Term]]:
        """Yield the terms in a text from a place on, the first and longest where several overlap."""
        found = sorted(
            ((begin, end) for begin, end, _ in self._finder.find(text, from_place=start)),
            key=lambda place: (place[0], -place[1]),
        )
        for begin, end in found:
            term = self.terms[lower(text[begin:end])]
            if begin >= start and term.is_meant(text, begin, end):
                yield begin, end, term
                start = end

    def held_from(self, text: str, start: int) -> int:
        """Return from where on a text may turn out to be a term when it goes on; its length where nothing may."""
        small = lower(text)
        for place in range(max(start, len(text) - self._longest - LOOK_AHEAD), len(text)):
            if is_inside_word(text, place):
                continue
            if small[place:] in self._beginnings or self._ends_late(small, place):
                return place
        return len(text)

    def _ends_late(self, small: str, start: int) -> bool:
        """Tell whether a whole term ends so late that what follows may still speak against it."""
        return any(
            small[start:end] in self.terms for end in range(max(start + 1, len(small) - LOOK_AHEAD + 1), len(small))
        )

    def _outside(self, sanitized: Sanitized) -> Iterator[str]:
        """Yield the terms that a prompt has as words of its own as well."""
        places = [(one.start, one.end) for one in sanitized.replacements]
        here = 0
        for start, end, _ in self.matches(sanitized.text, 0):
            while here < len(places) and places[here][1] <= start:
                here += 1
            if here == len(places) or start < places[here][0] or end > places[here][1]:
                yield lower(sanitized.text[start:end])


class Restorer:
    """Puts the originals back into a text that comes in pieces.

    What it gives out is the same however the text is cut. It keeps back only what may become a surrogate.
    """

    def __init__(self, table: Table, write: Callable[[str], str] = str) -> None:
        """Begin a text.

        Arguments:
            table: the way back.
            write: how an original is written in the place of a surrogate: as it is, or escaped.
        """
        self._table = table
        self._write = write
        self._seen = ""
        self._text = ""
        self._raw: list[str] = []
        self.restored = 0

    def feed(self, text: str, raw: Sequence[str] = ()) -> str:
        """Take the next piece, and return what is sure by now.

        Arguments:
            text: the piece.
            raw: its characters as they are to be given out, if not as they are.
        """
        self._text += text
        self._raw += raw or text
        return self._give(is_last=False) if self._table.terms else self._give_all()

    def flush(self) -> str:
        """Return the rest: the text is over."""
        return self._give(is_last=True) if self._text else ""

    def _give(self, *, is_last: bool) -> str:
        whole = self._seen + self._text
        offset = position = len(self._seen)
        pieces: list[str] = []
        limit = len(whole) if is_last else self._table.held_from(whole, position)
        for start, end, term in self._table.matches(whole, position):
            if start >= limit:
                break
            pieces += self._raw[position - offset : start - offset]
            pieces.append(self._write(term.original(whole[start:end])))
            self.restored += 1
            position = end
            if end > limit:  # what was held was the end of this term
                limit = len(whole) if is_last else self._table.held_from(whole, position)
        limit = max(limit, position)
        pieces += self._raw[position - offset : limit - offset]
        self._seen = whole[:limit][-LOOK_BEHIND:]
        self._text, self._raw = whole[limit:], self._raw[limit - offset :]
        return "".join(pieces)

    def _give_all(self) -> str:
        given = "".join(self._raw)
        self._text, self._raw = "", []
        return given


def in_case(original: str, found: str) -> str:
    """Write an original in the case of the surrogate that was found."""
    if found.isupper() and len(found) > 1:
        return original.upper()
    if found.islower():
        return original.lower()
    return original.title() if original.islower() or (original.isupper() and len(original) > 3) else original


def _terms(sanitized: Iterable[Sanitized]) -> tuple[dict[str, Term], set[str]]:
    """Return what each surrogate and its parts stand for, and which of them would stand for two values."""
    terms: dict[str, Term] = {}
    unsure: set[str] = set()
    for one in sanitized:
        for replacement in one.replacements:
            if replacement.action not in COMES_BACK:
                continue
            surrogate = one.text[replacement.start : replacement.end]
            is_one_word = replacement.entity == "PERSON" and surrogate.isalpha()
            original = unescape(replacement.original)
            _add(terms, unsure, surrogate, original, "PERSON" if is_one_word else None, is_written=True)
    whole = frozenset(terms)
    for one in sanitized:
        for replacement in one.replacements:
            if replacement.action in COMES_BACK:
                surrogate = one.text[replacement.start : replacement.end]
                for part, original, entity in _parts(replacement.entity, surrogate, replacement.original):
                    if lower(part) not in whole:
                        _add(terms, unsure, part, original, entity, is_written=False)
    return {term: known for term, known in terms.items() if term not in unsure}, unsure


def _add(
    terms: dict[str, Term], unsure: set[str], surrogate: str, original: str, entity: str | None, *, is_written: bool
) -> None:
    """Add what a surrogate stands for; one that would stand for two values stands for none."""
    folded = lower(surrogate)
    if not _is_telling(folded) or folded == lower(original):
        return
    mention = DocumentTerm(entity) if entity else None
    term = terms.setdefault(folded, Term(mention, original))
    if not _are_one(term.usual, original):
        term.usual = ""
        if not term.originals and not is_written:
            unsure.add(folded)
    elif term.usual.isupper() or term.usual.islower():  # "Smith" tells more than "SMITH"
        term.usual = original
    if is_written and not _are_one(term.originals.setdefault(surrogate, original), original):
        unsure.add(folded)


def _are_one(original: str, other: str) -> bool:
    return lower(fold(original).text) == lower(fold(other).text)


def _is_telling(term: str) -> bool:
    characters = [character for character in term if character.isalnum()]
    return len(characters) >= (MIN_NUMBER if all(map(str.isdecimal, characters)) else 2)


@lru_cache(CACHED_PARTS)
def _parts(entity: str, surrogate: str, original: str) -> tuple[Part, ...]:
    """Return what parts of a surrogate stand for; a history that is sent again asks about the same ones."""
    return tuple(_each_part(entity, surrogate, fold(original).text))


def _each_part(entity: str, surrogate: str, original: str) -> Iterator[Part]:
    match entity:
        case "PERSON":
            yield from _name_parts(surrogate, original)
        case "EMAIL_ADDRESS":
            yield from _mail_parts(surrogate, original)
        case "ORGANIZATION":
            yield name_proper(surrogate), name_proper(original), None
        case "ADDRESS":
            yield from ((new, old, None) for new, old in _aligned(surrogate, original, ","))
        case "URL" | "DOMAIN_NAME" | "HOSTNAME":
            yield from _host_parts(_host(surrogate), _host(original))
    if _is_number(surrogate) and _is_number(original):
        yield _compact(surrogate), _compact(original), None


def _name_parts(surrogate: str, original: str) -> Iterator[Part]:
    new, old = parse(surrogate, "").words, parse(original, "").words
    if len(new) != len(old):
        return
    pairs = [(one.text, other.text) for one, other in zip(new, old, strict=True) if one.text != other.text]
    pairs = [(one, other) for one, other in pairs if len(one) > 1 and len(other) > 1]
    yield from ((one, other, "PERSON") for one, other in pairs)
    if len(pairs) < 2 or not all(one.isascii() or one[0].isupper() for one, _ in pairs):
        return
    (given, own_given), (family, own_family) = pairs[0], pairs[-1]
    for first, second in ((0, -1), (-1, 0)):
        yield f"{pairs[first][0]} {pairs[second][0]}", f"{pairs[first][1]} {pairs[second][1]}", None
    made = zip(handles(given, family), handles(own_given, own_family), strict=False)
    yield from ((new, old, None) for new, old in made if len(new) >= MIN_HANDLE)


def _mail_parts(surrogate: str, original: str) -> Iterator[Part]:
    (local, _, host), (own_local, _, own_host) = surrogate.rpartition("@"), original.rpartition("@")
    yield from _host_parts(host, own_host)
    if len(local) >= MIN_HANDLE:
        yield local, own_local, None
    words, own_words = (TOKEN.findall(one) for one in (local, own_local))
    if len(words) == len(own_words) > 1:
        yield from ((new, old, "PERSON") for new, old in zip(words, own_words, strict=True) if len(new) >= MIN_HANDLE)


def _host_parts(surrogate: str, original: str) -> Iterator[Part]:
    """Yield a host, and what is left of it without the labels that both begin with: "www", "mail"."""
    yield surrogate, original, None
    new, old = surrogate.split("."), original.split(".")
    while len(new) > 2 and len(old) > 2 and new[0].casefold() == old[0].casefold():
        new, old = new[1:], old[1:]
        yield ".".join(new), ".".join(old), None


def _host(address: str) -> str:
    host = address.partition("://")[2] or address
    for end in "/?#":
        host = host.partition(end)[0]
    return host.rpartition("@")[2].partition(":")[0]


def _aligned(surrogate: str, original: str, mark: str) -> Iterator[tuple[str, str]]:
    new, old = ([part.strip() for part in one.split(mark)] for one in (surrogate, original))
    if len(new) == len(old) > 1:
        yield from ((one, other) for one, other in zip(new, old, strict=True) if one != other and len(one) > 3)


def _is_number(value: str) -> bool:
    return sum(map(str.isdecimal, value)) >= 6 and not any(map(str.isalpha, value))


def _compact(value: str) -> str:
    return "".join(filter(str.isdecimal, value))
