"""Reading a person's name: which word plays which part."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import regex

from pipeline.pseudonyms.pools import cultures, pool_index

TITLES = frozenset(
    """mr mrs ms miss mx dr prof professor sir madam dame lord lady rev fr sr sra srta don doña dona herr frau m mme mlle monsieur madame
    signor signora sig dott shri smt capt captain col gen lt sgt judge hon señor señora pan pani""".split()
)
SUFFIXES = frozenset("jr sr ii iii iv phd md esq dds cpa mba obe".split())
PARTICLES = frozenset(
    "van der den de von zu zur vom da do dos das di del della delle du la le los las bin ibn bint ben al el ter ten af av".split()
)
GIVEN_POOLS = ("given_female", "given_male")
# The s of a possessive is no word of the name.
WORD = regex.compile(r"(?!(?<=[\p{L}\p{M}]['’])[sS]\b)[\p{L}\p{M}]+(?:[-'’](?![sS]\b)[\p{L}\p{M}]+)*\.?")
EAST_ASIAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]+")


class Role(StrEnum):
    """The part a word plays in a name."""

    TITLE = "title"
    GIVEN = "given"
    MIDDLE = "middle"
    PARTICLE = "particle"
    FAMILY = "family"
    SUFFIX = "suffix"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name.

    Arguments:
        start, end: its place in the surface.
        text: the word, without the full stop of an abbreviation.
        role: the part it plays.
        is_initial: whether it is one letter that stands for a name.
    """

    start: int
    end: int
    text: str
    role: Role
    is_initial: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A parsed name: its words in the order they are written."""

    words: tuple[Word, ...]

    @property
    def title(self) -> str:
        """Return the title in lower case, or an empty string."""
        return self._joined(Role.TITLE)

    @property
    def given(self) -> str:
        """Return the given name in canonical form; one letter where it is an initial."""
        return self._joined(Role.GIVEN)

    @property
    def family(self) -> str:
        """Return the family name in canonical form, without particles."""
        return self._joined(Role.FAMILY)

    def _joined(self, role: Role) -> str:
        return " ".join(word.text.casefold() for word in self.words if word.role is role)


@lru_cache(maxsize=65_536)
def parse(surface: str, part: str = "") -> Name:
    """Read a name.

    Arguments:
        surface: the name as it is written, in any case and order.
        part: `given` or `family` where a column says that it is only that.
    """
    if EAST_ASIAN.fullmatch(surface) and len(surface) >= 2 and not part:
        return Name(tuple(_east_asian(surface)))
    found = [(match.start(), match.end(), match[0].rstrip(".")) for match in WORD.finditer(surface)]
    roles = _roles([text for _, _, text in found], surface, part)
    return Name(
        tuple(
            Word(start, end, text, role, len(text) == 1 and role in (Role.GIVEN, Role.MIDDLE))
            for (start, end, text), role in zip(found, roles, strict=True)
        )
    )


@lru_cache(maxsize=65_536)
def is_given_name(word: str) -> bool:
    """Tell whether any culture's pool has `word` as a given name."""
    return any(word.casefold() in pool_index(culture, kind) for culture in cultures() for kind in GIVEN_POOLS)


@lru_cache(maxsize=65_536)
def is_family_name(word: str) -> bool:
    """Tell whether any culture's pool has `word` as a family name."""
    return any(word.casefold() in pool_index(culture, "family") for culture in cultures())


def _east_asian(surface: str) -> Iterator[Word]:
    """Split a name without spaces: the longest family name of a pool, else one character, comes first."""
    longest = max(
        (length for length in (1, 2, 3) if is_family_name(surface[:length]) and length < len(surface)), default=1
    )
    yield Word(0, longest, surface[:longest], Role.FAMILY, is_initial=False)
    yield Word(longest, len(surface), surface[longest:], Role.GIVEN, is_initial=False)


def _roles(words: list[str], surface: str, part: str) -> list[Role]:
    folded = [word.casefold() for word in words]
    start = next((i for i, word in enumerate(folded) if word not in TITLES), len(words))
    if start == len(words):  # "Don" alone is a name
        start = 0
    end = len(words)
    while end - start > 1 and folded[end - 1] in SUFFIXES:
        end -= 1
    core = _core_roles(folded[start:end], surface, part, has_title=start > 0)
    return [Role.TITLE] * start + core + [Role.SUFFIX] * (len(words) - end)


def _core_roles(words: list[str], surface: str, part: str, *, has_title: bool) -> list[Role]:
    if not words:
        return []
    if part:
        return [Role.GIVEN if part == "given" else Role.FAMILY] * len(words)
    if len(words) == 1:
        alone_is_family = has_title or (is_family_name(words[0]) and not is_given_name(words[0]))
        return [Role.FAMILY if alone_is_family or not is_given_name(words[0]) else Role.GIVEN]
    comma = _words_before_comma(surface, words)
    if comma:
        return _with_particles(words[:comma], [Role.FAMILY] * comma) + _given_then_middle(len(words) - comma)
    if len(words[0]) > 1 and all(len(word) == 1 for word in words[1:]):  # "Smith J", "Петров И. И."
        return [Role.FAMILY, *_given_then_middle(len(words) - 1)]
    family_start = len(words) - 1
    while family_start > 1 and (words[family_start - 1] in PARTICLES or _is_second_surname(words, family_start - 1)):
        family_start -= 1
    if words[0] in PARTICLES:  # "van der Berg" alone
        return _with_particles(words, [Role.FAMILY] * len(words))
    families = _with_particles(words[family_start:], [Role.FAMILY] * (len(words) - family_start))
    return _given_then_middle(family_start) + families


def _is_second_surname(words: list[str], position: int) -> bool:
    word = words[position]
    return len(word) > 1 and is_family_name(word) and not is_given_name(word)


def _words_before_comma(surface: str, words: list[str]) -> int:
    """Count the words before the comma of "Last, First"; 0 where it is none."""
    before, comma, after = surface.partition(",")
    count = len([word for word in WORD.findall(before) if word.rstrip(".").casefold() not in TITLES])
    has_given = any(word.rstrip(".").casefold() not in SUFFIXES for word in WORD.findall(after))
    return count if comma and has_given and count < len(words) else 0


def _given_then_middle(count: int) -> list[Role]:
    return [Role.GIVEN] + [Role.MIDDLE] * (count - 1) if count else []


def _with_particles(words: list[str], roles: list[Role]) -> list[Role]:
    """Mark particles, except where nothing else would be left."""
    marked = [Role.PARTICLE if word in PARTICLES else role for word, role in zip(words, roles, strict=True)]
    return marked if Role.FAMILY in marked else roles
