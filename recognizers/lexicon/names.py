"""Name parser: assigns a role (title, given, family ...) to each word of a person's name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, cast

import regex

from recognizers.lexicon.cultures import culture_of_family, culture_of_given
from recognizers.lexicon.name_asides import MARKER, Aside, asides, without
from recognizers.lexicon.name_order import (
    PATRONYMIC,
    are_east_asian_families,
    east_asian_culture,
    has_syllables_apart,
    is_family_first,
    is_known_family_first,
    is_known_given_first,
)
from recognizers.lexicon.name_words import (
    BEY,
    FURTHER_TITLES,
    GENERATIONS,
    HONORIFICS,
    NATIVE_HONORIFIC,
    NOBLE_TITLES,
    OF_FAMILY,
    PARTICLES,
    PARTICLES_AND_NAMES,
    SMALL_HONORIFICS,
    SPECIAL_WORDS,
    SUFFIXES,
    TITLES,
    WORD,
    are_one_name,
    devout_words,
    found_words,
    is_noble_title_before,
    is_small_title,
    is_surname,
)
from recognizers.lexicon.nicknames import formal_name, is_any_short_form
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.pools.people import culture_of_family as culture_in_full_pools
from recognizers.lexicon.pools.people import origins_of_given
from recognizers.lexicon.short_names import SHORT_NAMES

CASELESS = regex.compile(r"[\p{Arabic}\p{Hebrew}\p{Devanagari}\p{Thai}]+")
FIRST_IDEOGRAPH = "\u2e80"
CALLED = frozenset("老小阿")  # before a family name of one character: "老王"
FREQUENT = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫朱胡郭何罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭蔡潘袁董余叶葉"
)
EAST_ASIAN = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー]+(?:[ 　・·][\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー]+)?"
)


class Role(StrEnum):
    """The role of a word in a name."""

    TITLE = "title"
    GIVEN = "given"
    MIDDLE = "middle"
    PARTICLE = "particle"
    FAMILY = "family"
    NICKNAME = "nickname"
    BIRTH = "birth"
    SUFFIX = "suffix"


class NameWord(NamedTuple):
    """One word of a name.

    Arguments:
        start, end: offsets into the name as it is written, half open.
        text: the word, without the full stop of an abbreviation.
        role: the role of the word.
        is_initial: whether the word is the initial of a given or middle name.
    """

    start: int
    end: int
    text: str
    role: Role
    is_initial: bool


class Name(NamedTuple):
    """A parsed name. A part that is missing is an empty string.

    Arguments:
        spelled: the words in the order in which they are written; for a plain name only the two texts.
        title: the titles, in lower case.
        given: the given name in canonical form; one letter if it is an initial.
        middle: further given names in canonical form.
        family: the family names in canonical form, without particles.
        generation: the generational suffix, such as "jr" or "iii".
        written: given and family names as they are written, in lower case.
        is_plain: whether the name has the form "Given Family", both capitalized.
        nickname, birth: a nickname in quotes or brackets, and the family name at birth, in canonical form.
    """

    spelled: "tuple[NameWord, ...] | tuple[str, str]"
    title: str
    given: str
    middle: str
    family: str
    generation: str
    written: tuple[str, str]
    is_plain: bool = False
    nickname: str = ""
    birth: str = ""

    @property
    def words(self) -> tuple[NameWord, ...]:
        """The words in the order in which they are written; for plain names they are created on demand."""
        if not self.is_plain:
            return cast(tuple[NameWord, ...], self.spelled)
        first, last = cast(tuple[str, str], self.spelled)
        end = len(first)
        family = NameWord(end + 1, end + 1 + len(last), last, Role.FAMILY, False)
        return NameWord(0, end, first, Role.GIVEN, False), family


@lru_cache(maxsize=4_096)
def parse(surface: str, part: str) -> Name:
    """Parse a name. A mention is parsed to find its person, and again to write the surrogate in its form.

    Arguments:
        surface: the name as it is written, in any case and order.
        part: `given` or `family` if a column declares that it holds only this part, else an empty string.
    """
    first, _, last = surface.partition(" ")
    if not part and _is_plain_word(first) and _is_plain_word(last) and (name := _plain(first, last)):
        return name
    return _parse(surface, part)


def _parse(surface: str, part: str) -> Name:
    bare = NATIVE_HONORIFIC.sub("", surface.rstrip()).rstrip()
    if (not part or _is_called(bare)) and len(bare) >= 2 and EAST_ASIAN.fullmatch(bare):
        is_family = len(bare) == 2 and culture_in_full_pools(bare) == "ja"
        return _name(tuple(_east_asian(bare, is_honored=is_family or bare != surface.rstrip())))
    beside = asides(bare)
    if beside and beside[0].kind == MARKER and not beside[0].start:  # "née Cavanagh"
        part = "family"
    elif part:
        beside = []
    main = without(bare, beside)
    found = found_words(main)
    roles = _roles([text for _, _, text in found], main, part)
    words = [
        NameWord(start, end, text, role, len(text) == 1 and role in (Role.GIVEN, Role.MIDDLE))
        for (start, end, text), role in zip(found, roles, strict=True)
    ]
    return _name(tuple(sorted([*words, *_words_beside(bare, beside)])))


def _words_beside(text: str, beside: Iterable[Aside]) -> Iterator[NameWord]:
    """Yield the words of nicknames and of names at birth. Titles and degrees in brackets are no nicknames."""
    for aside in beside:
        for match in WORD.finditer(text, aside.start, aside.end):
            word = match[0].rstrip(".")
            stays = aside.kind == MARKER or canonical(word) in TITLES or canonical(word) in SUFFIXES
            role = Role.SUFFIX if stays else Role(aside.kind)
            yield NameWord(match.start(), match.end(), word, role, is_initial=False)


def _is_plain_word(word: str) -> bool:
    """Return whether a word is capitalized, or written in a script without case other than the East Asian ones."""
    return len(word) > 1 and ((word.istitle() and word.isalpha()) or CASELESS.fullmatch(word) is not None)


def _plain(first: str, last: str) -> Name | None:
    """Return a name of the form "Given Family", the most frequent one, without the full parser; None if unclear."""
    given, family = canonical(first), canonical(last)
    if given in SPECIAL_WORDS or family in SPECIAL_WORDS or (family[0] > "\u0400" and PATRONYMIC.fullmatch(family)):
        return None
    if (
        is_known_family_first((given, family))
        or are_one_name(first, last)
        or (culture_of_family(given) and not culture_of_given(given))
    ):
        return None
    return Name((first, last), "", given, "", family, "", (first.lower(), last.lower()), True)


def _name(words: tuple[NameWord, ...]) -> Name:
    by_role: dict[Role, list[str]] = defaultdict(list)
    for word in words:
        by_role[word.role].append(word.text.casefold())
    title, given, middle, family = (
        " ".join(by_role[role]) if role in by_role else ""
        for role in (Role.TITLE, Role.GIVEN, Role.MIDDLE, Role.FAMILY)
    )
    generation = next((suffix for suffix in by_role[Role.SUFFIX] if suffix in GENERATIONS), "")
    canonical_names = canonical(title), canonical(given), canonical(middle), without_apostrophes(canonical(family))
    nickname, birth = (canonical(" ".join(by_role[role])) for role in (Role.NICKNAME, Role.BIRTH))
    return Name(words, *canonical_names, generation, (given, family), nickname=nickname, birth=birth)


def without_apostrophes(family: str) -> str:
    """Return a canonical family name as the pools have it: "oconnell" for "O'Connell"."""
    return family.replace("'", "")


def is_initial(given: str) -> bool:
    """Return whether a canonical given name is an initial; Chinese given names of one character are none."""
    return len(given) == 1 and given < FIRST_IDEOGRAPH


def is_full(name: Name) -> bool:
    """Return whether a name has a given and a family name; "小明" may be a given name alone."""
    is_short = len(name.given) == 1 and name.given >= FIRST_IDEOGRAPH
    return bool(name.given and name.family) and not is_initial(name.given) and (not is_short or name.family in FREQUENT)


def is_given_name(word: str) -> bool:
    """Return whether a word is a given name of any pool, or a well-known short form of one."""
    name = canonical(word)
    return bool(culture_of_given(name)) or formal_name(name) != name or name in SHORT_NAMES


def is_family_name(word: str) -> bool:
    """Return whether a word is a family name of any pool."""
    return bool(culture_of_family(canonical(word)))


def _east_asian(surface: str, *, is_honored: bool) -> Iterator[NameWord]:
    """Split a name at its space, else after the longest known family name, else after one character."""
    if _is_called(surface):
        yield NameWord(1, 2, surface[1], Role.FAMILY, is_initial=False)
        return
    longest = max(
        (length for length in (1, 2, 3) if culture_in_full_pools(surface[:length]) and length < len(surface)), default=1
    )
    end = next((place for place, character in enumerate(surface) if character in " 　・·"), 0)
    if not end and is_honored and (is_family_name(surface) or len(surface) <= 2):
        yield NameWord(0, len(surface), surface, Role.FAMILY, is_initial=False)
        return
    if not end and is_given_name(surface) and not is_family_name(surface[:longest]):
        yield NameWord(0, len(surface), surface, Role.GIVEN, is_initial=False)
        return
    start = end + 1 if end else longest
    first, last = surface[: end or longest], surface[start:]
    is_given_first = bool(end) and is_family_name(last) and not is_family_name(first)
    yield NameWord(0, len(first), first, Role.GIVEN if is_given_first else Role.FAMILY, is_initial=False)
    yield NameWord(start, len(surface), last, Role.FAMILY if is_given_first else Role.GIVEN, is_initial=False)


def _is_called(surface: str) -> bool:
    """Return whether a name is "old" or "little" before a frequent Chinese family name."""
    return len(surface) == 2 and surface[0] in CALLED and surface[1] in FREQUENT and not is_family_name(surface)


def _roles(words: list[str], surface: str, part: str) -> list[Role]:
    folded = [canonical(word) for word in words]
    start = next((i for i, word in enumerate(folded) if not _is_title(word, words[i:])), len(words))
    if start == len(words) or is_surname(surface, start):  # "Don" alone is a name
        start = 0
    end = len(words)
    while end - start > 1 and (folded[end - 1] in SUFFIXES or _is_honorific(folded[start:end], words[end - 1])):
        end -= 1
    honored = [Role.SUFFIX if word in SUFFIXES else Role.TITLE for word in folded[end:]]
    has_title = start > 0 or Role.TITLE in honored
    core, comma = words[start:end], _words_before_comma(surface, end - start, start)
    return [Role.TITLE] * start + _core_roles(core, surface, part, comma, has_title=has_title) + honored


def _is_honorific(folded: list[str], written: str) -> bool:
    """Return whether the last word of a name is an honorific; "Bey" is one after a Turkish given name only."""
    is_turkish = folded[-1] == BEY and len(folded) == 2 and next(iter(origins_of_given(folded[0])), "") == "tr"
    return folded[-1] in HONORIFICS or written in SMALL_HONORIFICS or is_turkish


def _is_title(folded: str, words: list[str]) -> bool:
    """Return whether the first of some words is a title; in canonical form it is `folded`."""
    is_noble = words[0].casefold() in NOBLE_TITLES and len(words) > 2 and words[1] in PARTICLES
    return folded in TITLES or folded in FURTHER_TITLES or is_small_title(words) or is_noble


def _core_roles(words: list[str], surface: str, part: str, comma: int, *, has_title: bool) -> list[Role]:
    folded = [canonical(word) for word in words]
    if not words:
        return []
    if part:
        return _with_particles(folded, [Role.GIVEN if part == "given" else Role.FAMILY] * len(words))
    if len(words) == 1:
        return [_role_alone(folded[0], has_title=has_title)]
    if comma:
        return _families_and_suffixes(folded[:comma]) + _titled_given(folded[comma:])
    if is_known_given_first(folded):
        return [Role.GIVEN, Role.FAMILY]
    if is_family_first(words):
        given = [Role.GIVEN, Role.GIVEN] if has_syllables_apart(folded) else _given_then_middle(folded[1:])
        is_vietnamese = "vi" in (
            culture_of_family(folded[0]),
            east_asian_culture(folded[0]),
        )  # the given name of "Nguyen Van Minh" is Minh
        return [Role.FAMILY, *(reversed(given) if is_vietnamese else given)]
    if _begins_family(folded[0], surface):
        return _with_particles(folded, [Role.FAMILY] * len(words))
    if PATRONYMIC.fullmatch(folded[-1]):  # "Иван Петрович"
        return [Role.GIVEN] * (len(words) - 1) + [Role.MIDDLE]
    return _western(folded, has_title=has_title)


def _begins_family(word: str, surface: str) -> bool:
    """Return whether a name consists of a family name only, as "van der Berg" and "Al-Farsi" do, unlike "Al Foster"."""
    is_name = word in PARTICLES_AND_NAMES or culture_of_given(word)
    return word in PARTICLES and (not is_name or f"{word}-" in surface.casefold())


def _western(folded: list[str], *, has_title: bool) -> list[Role]:
    """Return roles for given names first; the family name begins at its first particle or at a second surname."""
    given = devout_words(folded)
    begins = (place for place, word in enumerate(folded) if place >= given and word in OF_FAMILY)
    family_start = next(begins, max(given, len(folded) - 1))
    while (
        family_start > given
        and not is_noble_title_before(folded, family_start)
        and (folded[family_start - 1] in PARTICLES or _is_second_surname(folded[family_start - 1].partition("-")[0]))
    ):
        family_start -= 1
    has_no_given = has_title or (is_family_name(folded[-1]) and not origins_of_given(folded[0]))
    is_of_one = are_east_asian_families(folded[0], folded[-1]) or not _is_second_surname(folded[0])
    if family_start == 1 and has_no_given and not is_of_one:  # "Sra. García Márquez"
        family_start = 0
    families = _with_particles(folded[family_start:], [Role.FAMILY] * (len(folded) - family_start))
    givens = _given_then_middle(folded[:family_start])
    return [*givens[:-1], Role.TITLE, *families] if is_noble_title_before(folded, family_start) else givens + families


def _role_alone(word: str, *, has_title: bool) -> Role:
    """Return the role of a lone word: family name with a title or if no pool has it as a given name, else given name."""
    return Role.FAMILY if has_title or not is_given_alone(word) else Role.GIVEN


def is_given_alone(word: str) -> bool:
    """Return whether a lone word in canonical form is rather a given name: "Will", "Jean-Baptiste"."""
    first, hyphen, second = word.partition("-")
    if hyphen and not is_family_name(word):
        return all(is_given_name(part) or origins_of_given(part) for part in (first, second))
    if is_family_name(word) and not culture_of_given(word):
        return False
    is_rare = bool(origins_of_given(word)) and not culture_in_full_pools(word)
    return is_given_name(word) or is_any_short_form(word) or is_rare


def _is_second_surname(word: str) -> bool:
    is_iberian = culture_in_full_pools(word) in ("es", "pt") and not origins_of_given(word)
    is_family = is_iberian or (len(word) > 1 and culture_of_family(word) not in ("", "in"))  # Indians have one
    return is_family and not is_given_name(word) and not is_any_short_form(word)


def _words_before_comma(surface: str, count: int, titles: int) -> int:
    """Return the number of words before the comma of "Last, First"; 0 if the name does not have this form.

    Arguments:
        surface: the name.
        count: the number of its words without titles and suffixes.
        titles: the number of titles before them.
    """
    before, comma, after = surface.partition(",")
    families = len(found_words(before)) - titles if comma else 0
    has_given = any(word.rstrip(".").casefold() not in SUFFIXES for word in WORD.findall(after))
    return families if has_given and 0 < families < count else 0


def _titled_given(folded: list[str]) -> list[Role]:
    """Return the roles of the words after a comma, as in "Smith, Dr. John"."""
    titles = next((place for place, word in enumerate(folded) if word not in TITLES), 0)
    return [Role.TITLE] * titles + _given_then_middle(folded[titles:])


def _given_then_middle(folded: list[str]) -> list[Role]:
    """Return roles for given names; the full name after an initial is the given name: "J. Robert"."""
    roles = [Role.GIVEN] + [Role.MIDDLE] * (len(folded) - 1) if folded else []
    if len(folded) > 1 and len(folded[0]) == 1 and len(folded[1]) > 1 and folded[1] not in PARTICLES:
        roles[:2] = [Role.MIDDLE, Role.GIVEN]
    return [
        Role.PARTICLE if word in PARTICLES and role is Role.MIDDLE and len(word) > 1 else role
        for word, role in zip(folded, roles, strict=True)
    ]


def _families_and_suffixes(words: list[str]) -> list[Role]:
    """Return the roles of the words before a comma, as in "Tolliver III, Charles"."""
    end = next((place for place, word in enumerate(words) if place and word in SUFFIXES), len(words))
    return _with_particles(words[:end], [Role.FAMILY] * end) + [Role.SUFFIX] * (len(words) - end)


def _with_particles(words: list[str], roles: list[Role]) -> list[Role]:
    """Mark particles, unless no family name would remain."""
    marked = [Role.PARTICLE if word in PARTICLES else role for word, role in zip(words, roles, strict=True)]
    return marked if Role.FAMILY in marked else roles
