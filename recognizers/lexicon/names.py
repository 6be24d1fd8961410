"""Reading a person's name: which word plays which part."""

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, cast

import regex

from recognizers.lexicon.cultures import culture_of_family, culture_of_given
from recognizers.lexicon.nicknames import formal_name
from recognizers.lexicon.pools import canonical

TITLES = frozenset(
    """mr mrs ms miss mx dr doc doctor prof professor sir madam dame lord lady rev reverend fr father sister brother sr sra srta don doña dona
    herr frau fraulein hr fru m mme mlle monsieur madame mademoiselle me maitre signor signora signorina sig dott dottssa ing avv shri sri smt
    kumari pak bu bapak ibu dhr mevr mw capt captain col colonel gen general lt sgt maj major cmdr judge justice hon señor señora senor senora senhor senhora seu pan pani
    mag dipl rer nat phil sheikh shaykh hajji haji ustad imam rabbi uncle aunt г-н г-жа гн гжа господин госпожа κ κα κος""".split()
)
SUFFIXES = frozenset("jr sr ii iii iv phd md esq dds cpa mba obe rn dvm cfa pe jd msc bsc".split())
GENERATIONS = frozenset("jr sr ii iii iv".split())
# What East and South Asia puts behind a name: "Tanaka-san", "Sharma ji".
HONORIFICS = frozenset("san sama kun chan sensei ssi nim ji bhai didi".split())
PARTICLES = frozenset(
    """van der den de von zu zur vom da do dos das di del della delle du la le los las bin ibn bint ben al el ul ter ten af av abu umm abd y
    e af mc""".split()
)
PARTICLES_AND_NAMES = frozenset("al ben del abu umm abd mc".split())
# Those that only stand before a family name; "bin" and "abd" stand before a father's or God's name.
OF_FAMILY = PARTICLES - {"bin", "ibn", "bint", "ben", "al", "el", "ul", "abu", "umm", "abd", "y", "e", "mc"}
SPECIAL_WORDS = TITLES | SUFFIXES | HONORIFICS | PARTICLES
CASELESS = regex.compile(r"[\p{Arabic}\p{Hebrew}\p{Devanagari}\p{Thai}]+")
NATIVE_HONORIFIC = regex.compile(r"\s*(?:さん|様|さま|君|くん|ちゃん|先生|氏|殿|선생님|님|씨|女士|小姐|太太|同志)$")
PATRONYMIC = regex.compile(r".{2,}(?:ович|евич|ична|овна|евна|инична)")
# The s of a possessive is no word of the name; "Al-Farsi" and "Tanaka-san" are two words.
WORD = regex.compile(
    r"""(?!(?<=[\p{L}\p{M}]['’])[sS]\b)
    (?:(?:[Aa]l|[Ee]l)(?=-\p{L}) | г-н | г-жа
    |[\p{L}\p{M}]+(?:[-'’](?![sS]\b|(?:san|sama|kun|chan|sensei|ssi|nim|ji)\b)[\p{L}\p{M}]+)*)\.?""",
    regex.VERBOSE,
)
EAST_ASIAN = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー]+(?:[ 　・·][\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー]+)?"
)
# A given name as Chinese, Japanese and Korean ones are written in Latin letters.
ROMANIZED_GIVEN = regex.compile(
    r"(?:(?:[bcdfghjklmnpqrstwxyz]|zh|ch|sh|ts|ky|ry|gy|hy|ny|my)?(?:[aeiou]|ai|ao|ei|ia|iao|ie|io|iu|ou|ua|uai|ui|uo|eo|eu|ae|oo|yeo|yu|yo|ya|wo)"
    r"(?:ng|n|k|l|m|p)?-?){2,4}"
)
FAMILY_FIRST = frozenset(("zh-latin", "ko-latin", "ja-latin", "vi"))


class Role(StrEnum):
    """The part a word plays in a name."""

    TITLE = "title"
    GIVEN = "given"
    MIDDLE = "middle"
    PARTICLE = "particle"
    FAMILY = "family"
    SUFFIX = "suffix"


class Word(NamedTuple):
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


class Name(NamedTuple):
    """A parsed name.

    Arguments:
        spelled: its words in the order they are written; of a plain name just the two texts.
        title: the titles in lower case, or an empty string.
        given: the given name in canonical form; one letter where it is an initial.
        middle: further given names in canonical form, or an empty string.
        family: the family names in canonical form, without particles.
        generation: what tells a father from his son, or an empty string.
        written: given and family names in lower case as they are written.
        is_plain: whether it is just "Given Family", both with a capital.
    """

    spelled: "tuple[Word, ...] | tuple[str, str]"
    title: str
    given: str
    middle: str
    family: str
    generation: str
    written: tuple[str, str]
    is_plain: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        """Return its words in the order they are written: most plain names are never asked for them."""
        if not self.is_plain:
            return cast(tuple[Word, ...], self.spelled)
        first, last = cast(tuple[str, str], self.spelled)
        end = len(first)
        family = Word(end + 1, end + 1 + len(last), last, Role.FAMILY, False)
        return Word(0, end, first, Role.GIVEN, False), family


def parse(surface: str, part: str) -> Name:
    """Read a name.

    Arguments:
        surface: the name as it is written, in any case and order.
        part: `given` or `family` where a column says that it is only that, else an empty string.
    """
    first, _, last = surface.partition(" ")
    if not part and _is_plain_word(first) and _is_plain_word(last) and (name := _plain(first, last)):
        return name
    return _parse(surface, part)


@lru_cache(maxsize=4_096)
def _parse(surface: str, part: str) -> Name:
    bare = NATIVE_HONORIFIC.sub("", surface)
    if not part and len(bare) >= 2 and EAST_ASIAN.fullmatch(bare):
        return _name(tuple(_east_asian(bare, is_honored=bare != surface)))
    found = [(match.start(), match.end(), match[0].rstrip(".")) for match in WORD.finditer(bare)]
    roles = _roles([text for _, _, text in found], bare, part)
    return _name(
        tuple(
            Word(start, end, text, role, len(text) == 1 and role in (Role.GIVEN, Role.MIDDLE))
            for (start, end, text), role in zip(found, roles, strict=True)
        )
    )


def _is_plain_word(word: str) -> bool:
    """Tell a word in the usual case of its script, which is not an East Asian one."""
    return len(word) > 1 and ((word.istitle() and word.isalpha()) or CASELESS.fullmatch(word) is not None)


def _plain(first: str, last: str) -> Name | None:
    """Read a given and a family name, by far the most frequent form, without ado."""
    given, family = canonical(first), canonical(last)
    if given in SPECIAL_WORDS or family in SPECIAL_WORDS or (family[0] > "\u0400" and PATRONYMIC.fullmatch(family)):
        return None
    if (other := culture_of_family(given)) and (other in FAMILY_FIRST or not culture_of_given(given)):
        return None
    return Name((first, last), "", given, "", family, "", (first.lower(), last.lower()), True)


def _name(words: tuple[Word, ...]) -> Name:
    said: dict[Role, list[str]] = defaultdict(list)
    for word in words:
        said[word.role].append(word.text.casefold())
    title, given, middle, family = (
        " ".join(said[role]) if role in said else "" for role in (Role.TITLE, Role.GIVEN, Role.MIDDLE, Role.FAMILY)
    )
    generation = next((suffix for suffix in said[Role.SUFFIX] if suffix in GENERATIONS), "")
    canonical_names = canonical(title), canonical(given), canonical(middle), canonical(family)
    return Name(words, *canonical_names, generation, (given, family))


def is_given_name(word: str) -> bool:
    """Tell whether any culture's pool has `word` as a given name, or a well-known short form."""
    name = canonical(word)
    return bool(culture_of_given(name)) or formal_name(name) != name


def is_family_name(word: str) -> bool:
    """Tell whether any culture's pool has `word` as a family name."""
    return bool(culture_of_family(canonical(word)))


def _east_asian(surface: str, *, is_honored: bool) -> Iterator[Word]:
    """Split a name at its space, else after the longest family name of a pool, else after one character."""
    longest = max(
        (length for length in (1, 2, 3) if is_family_name(surface[:length]) and length < len(surface)), default=1
    )
    end = next((place for place, character in enumerate(surface) if character in " 　・·"), 0)
    if not end and is_honored and (is_family_name(surface) or len(surface) <= 2):
        yield Word(0, len(surface), surface, Role.FAMILY, is_initial=False)
        return
    if not end and is_given_name(surface) and not is_family_name(surface[:longest]):
        yield Word(0, len(surface), surface, Role.GIVEN, is_initial=False)
        return
    start = end + 1 if end else longest
    first, last = surface[: end or longest], surface[start:]
    is_turned = bool(end) and is_family_name(last) and not is_family_name(first)
    yield Word(0, len(first), first, Role.GIVEN if is_turned else Role.FAMILY, is_initial=False)
    yield Word(start, len(surface), last, Role.FAMILY if is_turned else Role.GIVEN, is_initial=False)


def _roles(words: list[str], surface: str, part: str) -> list[Role]:
    folded = [canonical(word) for word in words]
    start = next((i for i, word in enumerate(folded) if word not in TITLES), len(words))
    if start == len(words):  # "Don" alone is a name
        start = 0
    end = len(words)
    while end - start > 1 and folded[end - 1] in SUFFIXES | HONORIFICS:
        end -= 1
    honored = [Role.TITLE if word in HONORIFICS else Role.SUFFIX for word in folded[end:]]
    has_title = start > 0 or Role.TITLE in honored
    return [Role.TITLE] * start + _core_roles(words[start:end], surface, part, has_title=has_title) + honored


def _core_roles(words: list[str], surface: str, part: str, *, has_title: bool) -> list[Role]:
    folded = [canonical(word) for word in words]
    if not words:
        return []
    if part:
        return _with_particles(folded, [Role.GIVEN if part == "given" else Role.FAMILY] * len(words))
    if len(words) == 1:
        return [_role_alone(folded[0], has_title=has_title)]
    if comma := _words_before_comma(surface, words):
        return _with_particles(folded[:comma], [Role.FAMILY] * comma) + _given_then_middle(folded[comma:])
    if _is_family_first(words):
        given = _given_then_middle(folded[1:])
        is_last_called = culture_of_family(folded[0]) == "vi"  # "Nguyen Van Minh" is called Minh
        return [Role.FAMILY, *(reversed(given) if is_last_called else given)]
    if _begins_family(folded[0], surface):
        return _with_particles(folded, [Role.FAMILY] * len(words))
    if PATRONYMIC.fullmatch(folded[-1]):  # "Иван Петрович"
        return [Role.GIVEN] * (len(words) - 1) + [Role.MIDDLE]
    return _western(folded, has_title=has_title)


def _begins_family(word: str, surface: str) -> bool:
    """Tell "van der Berg" and "Al-Farsi", which are family names alone, from "Ben Foster" and "Al Foster"."""
    is_name = word in PARTICLES_AND_NAMES or culture_of_given(word)
    return word in PARTICLES and (not is_name or f"{word}-" in surface.casefold())


def _western(folded: list[str], *, has_title: bool) -> list[Role]:
    """Read given names first; the family name begins where particles or a second surname begin."""
    family_start = next((place for place, word in enumerate(folded[1:], 1) if word in OF_FAMILY), len(folded) - 1)
    while family_start > 1 and (folded[family_start - 1] in PARTICLES or _is_second_surname(folded[family_start - 1])):
        family_start -= 1
    has_no_given = has_title or is_family_name(folded[-1])
    if family_start == 1 and has_no_given and _is_second_surname(folded[0]):  # "Sra. García Márquez"
        family_start = 0
    families = _with_particles(folded[family_start:], [Role.FAMILY] * (len(folded) - family_start))
    return _given_then_middle(folded[:family_start]) + families


def _role_alone(word: str, *, has_title: bool) -> Role:
    """Tell what a lone word is: with a title, or where no pool knows it as a given name, the family name."""
    is_given = is_given_name(word) and not (has_title or (is_family_name(word) and not culture_of_given(word)))
    return Role.GIVEN if is_given else Role.FAMILY


def _is_family_first(words: list[str]) -> bool:
    """Tell "Wang Xiaoming", "DUPONT Jean", "Smith J." and "Сидоров Иван Петрович" from names that begin with the given one."""
    folded = [canonical(word) for word in words]
    if len(words[0]) > 1 and all(len(word) == 1 for word in words[1:]):
        return True
    if len(words[0]) > 2 and words[0].isupper() and not any(word.isupper() for word in words[1:]):
        return True
    if len(words) == 3 and PATRONYMIC.fullmatch(folded[-1]) and not PATRONYMIC.fullmatch(folded[1]):
        return True
    other = culture_of_family(folded[-1])
    if culture_of_family(folded[0]) not in FAMILY_FIRST or (other and other not in FAMILY_FIRST):
        return False
    given = "".join(folded[1:])
    is_surely_family = not culture_of_given(folded[0]) or "-" in given  # Kim Novak, but Kim Min-jun
    return (
        culture_of_given(folded[-1]) in FAMILY_FIRST
        or bool(other)
        or (is_surely_family and bool(ROMANIZED_GIVEN.fullmatch(given)))
    )


def _is_second_surname(word: str) -> bool:
    return len(word) > 1 and is_family_name(word) and not is_given_name(word)


def _words_before_comma(surface: str, words: list[str]) -> int:
    """Count the words before the comma of "Last, First"; 0 where it is none."""
    before, comma, after = surface.partition(",")
    count = len([word for word in WORD.findall(before) if word.rstrip(".").casefold() not in TITLES])
    has_given = any(word.rstrip(".").casefold() not in SUFFIXES for word in WORD.findall(after))
    return count if comma and has_given and 0 < count < len(words) else 0


def _given_then_middle(folded: list[str]) -> list[Role]:
    """Read given names; of an initial and a name in full, the name is the one that is used: "J. Robert"."""
    roles = [Role.GIVEN] + [Role.MIDDLE] * (len(folded) - 1) if folded else []
    if len(folded) > 1 and len(folded[0]) == 1 and len(folded[1]) > 1:
        roles[:2] = [Role.MIDDLE, Role.GIVEN]
    return [
        Role.PARTICLE if word in PARTICLES and role is Role.MIDDLE and len(word) > 1 else role
        for word, role in zip(folded, roles, strict=True)
    ]


def _with_particles(words: list[str], roles: list[Role]) -> list[Role]:
    """Mark particles, except where nothing else would be left."""
    marked = [Role.PARTICLE if word in PARTICLES else role for word, role in zip(words, roles, strict=True)]
    return marked if Role.FAMILY in marked else roles
