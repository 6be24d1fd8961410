"""Vocabulary: searches for millions of declared terms at once, in every spelling, case and with endings.

An Aho-Corasick automaton holds one normal form of each term; the text is normalized in the same way. Each match is then
checked at its place in the text: case, gaps between words, the ending, and the boundaries.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

import ahocorasick
import regex

from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.folding import folded
from recognizers.lexicon.term_endings import AFTER_A, can_replace_a, is_inflected, may_end
from recognizers.lexicon.term_finder import is_inside_word, lower
from recognizers.lexicon.term_readings import FAMILY_FIRST, HUMP, HUMPED_WORD, Span, readings, word_pattern

MAX_CHARACTERS = 500  # of a term
MIN_GLUED = 5  # letters of a term that is found within "OrbitanTeam" or before digits
MIN_FREE = 6  # letters of a term whose gaps may be written differently: "AT&T" is not "at t"
MIN_WITHOUT_SIGN = 4  # letters of a term whose outer punctuation may be missing: "Yahoo!", but not "C++"
# What may be between two words of any term; a term's own punctuation is accepted as well.
GAP = regex.compile(
    r"[ \t]{0,3}|[ \t]?[-_][ \t]?|\.|[ \t]{0,3}-?(?:\r?\n|\\n)[ \t>#*|]{0,8}|[ ]\p{Lu}\.?[ ]", flags=regex.V1
)
# The packed value of an entry of the automaton: index of the term, length of the normal form, whether its a is missing.
LENGTH_BITS = 10
DROPPED = 1


class Case(StrEnum):
    """Which case of a term counts.

    - `smart`: any case, but a term that is one everyday word only with the capitals that it has: "Orange", "ORANGE".
    - `any`: any case.
    - `exact`: as the term is written.
    """

    SMART = "smart"
    ANY = "any"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class TermList:
    """Terms with the identity by which they are shared.

    Arguments:
        identity: equal for equal terms; comparing two lists does not read the terms.
        terms: the terms.
        case: which case of them counts.
    """

    identity: str
    terms: Sequence[str]
    case: Case = Case.SMART

    @classmethod
    def of(cls, terms: Sequence[str], case: Case = Case.SMART) -> "TermList":
        """Return a list of terms, with an identity computed from them."""
        joined = "\n".join((case, *terms)).encode("utf-8", "surrogatepass")
        return cls(hashlib.sha256(joined).hexdigest(), terms, case)


class Vocabulary:
    """Finds terms, in time linear in the text and independent of the number of terms."""

    def __init__(self, terms: Sequence[str], case: Case = Case.SMART) -> None:
        """Build the automaton.

        Arguments:
            terms: the terms.
            case: which case of them counts.
        """
        self._terms, self._case = terms, case
        self._automaton: Any = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        self._alike: dict[int, list[int]] = {}  # entry -> further terms with the same normal form
        for index, term in enumerate(terms):
            for normal in normal_forms(term):
                self._add(index, normal)
        self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Span]:
        """Yield (start, end) of every occurrence, including overlapping ones; one occurrence may be yielded twice."""
        if not self._automaton:
            return
        for reading in readings(text):
            for last, entry in self._automaton.iter(reading.normal):
                if not may_end(reading.normal, last + 1):
                    continue
                length = entry >> 1 & (1 << LENGTH_BITS) - 1
                words, covered = reading.covered(last + 2 - length, last + 1)
                spans = (self._checked(text, words, covered, one) for one in self._with_alike(entry))
                yield from (span for span in spans if span)
        yield from self._family_first(text)

    def _with_alike(self, entry: int) -> tuple[int, ...]:
        return entry, *self._alike.get(entry, ())

    def _add(self, index: int, normal: str) -> None:
        word = normal.rpartition(" ")[2]
        is_dropped = can_replace_a(word)
        key = normal[:-1] if is_dropped else normal
        if len(key) >> LENGTH_BITS:
            raise ValueError(f"a term is longer than {MAX_CHARACTERS} characters")
        entry = (index << LENGTH_BITS | len(key)) << 1 | is_dropped
        first = self._automaton.get(key, -1)
        if first < 0:
            self._automaton.add_word(key, entry)
        else:
            self._alike.setdefault(first, []).append(entry)

    def _checked(self, text: str, words: Sequence[Span], covered: int, entry: int) -> Span | None:
        """Return the place of a term among the words whose normal form begins with it; None if it is not there."""
        term = self._terms[entry >> 1 + LENGTH_BITS]
        start, end = words[0][0], words[-1][1]
        stem_end = words[-1][0] + covered
        ending = text[stem_end:end]
        if entry & DROPPED and ending in ("a", "A"):
            ending, stem_end = "", end
        elif entry & DROPPED and not ending:
            return None
        if ending and not _is_ending(term, text[start:end], text[words[-1][0] : stem_end], ending, entry & DROPPED):
            return None
        is_written = self._has_case(term, "".join(text[one:other] for one, other in words), len(ending))
        if is_written and _is_bounded(term, text, start, end) and _has_gaps(term, text, words):
            return _with_signs(term, text, start, end)
        return None

    def _has_case(self, term: str, letters: str, ending: int) -> bool:
        """Return whether the letters of an occurrence, the last of which are an ending, have the case of its term."""
        if self._case is Case.EXACT:
            own = "".join(word_pattern(term).findall(folded(term)))
            stem = letters[: len(letters) - ending]
            return own == stem or (bool(ending) and own[:-1] == stem)
        if self._case is Case.ANY or not term[0].isupper() or not is_everyday(term):
            return True
        return letters.isupper() if term.isupper() and len(term) > 1 else letters[0].isupper()

    def _family_first(self, text: str) -> Iterator[Span]:
        """Yield the places where a term of two or more words is written as "DURFEE, Hank"."""
        for match in FAMILY_FIRST.finditer(text, overlapped=True):
            family, _, given = match[0].partition(",")
            pattern = word_pattern(match[0])
            names = [name.span() for name in pattern.finditer(given)]
            for count in range(1, len(names) + 1):
                letters = [*(given[start:end] for start, end in names[:count]), *pattern.findall(family)]
                key = lower(" ".join(("", *letters)))
                entry = self._automaton.get(key[:-1] if can_replace_a(lower(letters[-1])) else key, -1)
                found = (self._terms[one >> 1 + LENGTH_BITS] for one in self._with_alike(entry) if one >= 0)
                if any(self._has_case(term, "".join(letters), 0) for term in found):
                    yield match.start(), match.start() + len(family) + 1 + names[count - 1][1]


def normal_forms(term: str) -> tuple[str, ...]:
    """Return the forms of a term for which the automaton searches; usually one.

    A term with a capital within a word, such as "VelvetAnvil", is also found as two words, and "Durfee, Hank" as
    "Hank Durfee".
    """
    if term.isascii() and (term.istitle() or term.islower() or term.isupper()) and term.replace(" ", "").isalpha():
        return (f" {' '.join(term.lower().split())}",)  # most terms, ten times as fast
    plain = folded(term)
    small = lower(plain)
    forms = [" ".join(("", *word_pattern(plain).findall(small)))]
    if HUMP.search(plain) and all(len(word) > 2 and word.isalpha() for word in HUMPED_WORD.findall(plain)):
        forms.append(lower(" ".join(("", *HUMPED_WORD.findall(plain)))))
    if "," in plain and FAMILY_FIRST.fullmatch(plain):
        family, _, given = small.partition(", ")
        forms.append(" ".join(("", *word_pattern(plain).findall(f"{given} {family}"))))
    return tuple(dict.fromkeys(form for form in forms if form.strip()))


def _is_ending(term: str, surface: str, word: str, ending: str, replaces_a: int) -> bool:
    """Return whether the letters behind a term are an ending of it."""
    if is_everyday(term) or not (ending.islower() or surface.isupper()):
        return False
    if term[0].isupper() and not surface[0].isupper():  # "marigolds" are flowers
        return False
    small = lower(ending)
    return (bool(replaces_a) and small in AFTER_A) or is_inflected(lower(word), small)


def _is_bounded(term: str, text: str, start: int, end: int) -> bool:
    """Return whether an occurrence is not part of a longer word; long rare terms may be part of "OrbitanTeam"."""
    before, after = is_inside_word(text, start), is_inside_word(text, end)
    if not before and not after:
        return True
    if (before and text[start].isdecimal()) or (after and text[end - 1].isdecimal()):
        return False
    return sum(map(str.isalpha, term)) >= MIN_GLUED and not is_everyday(term)


def _has_gaps(term: str, text: str, words: Sequence[Span]) -> bool:
    """Return whether the text between the words of an occurrence is allowed between those of a term."""
    if len(words) < 2:
        return True
    gaps = [text[one[1] : other[0]] for one, other in pairwise(words)]
    letters = sum(map(str.isalpha, term))
    is_free = letters >= MIN_FREE or any(map(str.isdecimal, term))
    odd = [gap for gap in gaps if not (is_free and GAP.fullmatch(gap))]
    if not odd:
        return True
    plain = folded(term)
    words_of_term = [match.span() for match in word_pattern(plain).finditer(plain)]
    own = {_without_spaces(plain[one[1] : other[0]]) for one, other in pairwise(words_of_term)}
    return all(gap.count("\n") < 2 and _without_spaces(folded(gap)) in own for gap in odd)


def _without_spaces(gap: str) -> str:
    return "".join(gap.split()) or (gap[:1] and " ")


def _with_signs(term: str, text: str, start: int, end: int) -> Span | None:
    """Return the place of a term with its outer punctuation; None if that is missing and distinguishes it from a word."""
    if term[0].isalnum() and term[-1].isalnum():
        return start, end
    plain = folded(term)
    words = [match.span() for match in word_pattern(plain).finditer(plain)]
    if not words:
        return start, end
    lead, trail = plain[: words[0][0]], plain[words[-1][1] :]
    has_both = text.endswith(lead, 0, start) and text.startswith(trail, end)
    if not has_both:
        bare = plain[words[0][0] : words[-1][1]]
        is_sure = sum(map(str.isalnum, bare)) >= MIN_WITHOUT_SIGN and not is_everyday(bare)
        return (start, end) if is_sure else None
    return start - len(lead), end + len(trail)
