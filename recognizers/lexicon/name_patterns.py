"""Patterns of person names as they are written: words, particles, initials, suffixes, "Last, First", and their checks."""

from collections.abc import Sequence

import regex

from recognizers.lexicon.account_words import PLACEHOLDER_PARTS
from recognizers.lexicon.address_formats import country_names
from recognizers.lexicon.decorators import TOOLS
from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.names import is_family_name, is_given_name
from recognizers.lexicon.not_names import NO_SURNAMES, TITLES, is_not_name, is_ordinary
from recognizers.lexicon.organization_names import is_general_word

# A possessive 's is no part of a name; "O'Brien", "d'Arcy", "Fa'asalele" and "Jean-Luc" are one word each.
TAIL = r"[\p{L}\p{M}]{0,30}+(?:[-‐][\p{L}\p{M}]{1,30}+|['’ʼʻ`](?![sS](?![\p{L}\p{M}]))[\p{L}\p{M}]{1,30}+){0,3}+"
CAPITALIZED = rf"[\p{{Lu}}\p{{Lt}}\p{{Lo}}](?=[\p{{L}}\p{{M}}'’ʼʻ]){TAIL}|d['’]\p{{Lu}}{TAIL}"
CAPITALIZED = rf"(?:{CAPITALIZED})"
INITIALS = r"\p{Lu}\.(?:[ ]?-?\p{Lu}\.){0,2}"
INITIAL = r"\p{Lu}(?:\.|(?![\p{L}\p{M}\p{N}.'’-]))"
PARTICLE = (
    r"(?:[Vv]an|[Vv]on|[Dd]er|[Dd]en|[Dd]e|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os?|[Dd]as|[Dd]u|[Ll]a|[Ll]os|[Ll]as|[Ll]e|"
    r"[Tt]er|[Tt]en|[Tt]e|[Zz]u|[Zz]ur|[Zz]um|[Vv]om|[Bb]in|[Ii]bn|[Bb]int|[Aa]l|[Ee]l|[Aa]f|[Aa]v|ap|y|e|i|['’]t|op|ould|na|ka)"
)
BLANK = r"[ \t\u00a0]{1,2}"
QUOTED = rf"(?:{BLANK}[\"“„«'‘(]\p{{Lu}}[\p{{L}}\p{{M}}-]{{1,20}}+[\"”“»'’)](?={BLANK}\p{{Lu}}))?"
SUFFIX = r"(?:,?[ ](?:Jr\.?|Sr\.|II|III|IV)(?![\p{L}\p{N}]))?"
FURTHER = rf"{QUOTED}{BLANK}(?:{PARTICLE}{BLANK}){{0,3}}(?:{CAPITALIZED}|{INITIAL})"
LEADING = rf"(?:{PARTICLE}{BLANK}){{0,2}}"
BEGIN = r"(?<![\p{L}\p{M}\p{N}_])"
END = r"(?![\p{L}\p{M}\p{N}_@(\[\\=]|\.\p{L}|:(?!mailto)\p{L}|::)"  # no identifier of code


def _name(fewest: int, most: int) -> str:
    """Return the pattern of a name of so many words; an initial alone is no name."""
    first = rf"(?:{CAPITALIZED}|{INITIALS}{BLANK}?{LEADING}{CAPITALIZED})"
    return rf"{BEGIN}{LEADING}{first}(?:{FURTHER}){{{fewest - 1},{most - 1}}}{SUFFIX}{END}"


NAME = _name(1, 5)
SHORT_NAME = _name(1, 3)
FULL_NAME = _name(2, 5)
# "Smith, John A."
LAST_FIRST = (
    rf"{BEGIN}{LEADING}{CAPITALIZED}(?:[ ]{CAPITALIZED}){{0,2}},[ ]{{1,2}}(?:{CAPITALIZED}|{INITIALS})"
    rf"(?:[ ](?:{CAPITALIZED}|{INITIAL})){{0,2}}{END}"
)
# Names in any case, as forms and chats contain them.
ANY_WORD = rf"{BEGIN}\p{{L}}(?=[\p{{L}}\p{{M}}]){TAIL}"
ANY_CASE = rf"{ANY_WORD}(?:[ ]{{1,2}}(?:\p{{L}}{TAIL}|\p{{L}}\.)){{0,3}}{END}"
NAME_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’ʼʻ‐-][\p{L}\p{M}]+)*")
MIN_LETTERS = 2
NO_NAMES_ALONE = frozenset(
    "emeritus emerita pana pani idempotency greek latin arabic cyrillic na nan ast exraw".split()
)
# "ConfigMap" is no name, unlike "McBride" and "DiMaggio".
CONTRACTION = regex.compile(r"(?i)(?:I|you|he|she|it|we|they|that|there|who|what)['’](?:ll|re|ve|d|m|s)")
CAMEL_CASE = regex.compile(
    r"(?!(?:Mc|Mac|Nic|Ni|Mag|Fitz|De|Del|Della|Di|Da|Du|Do|Dos|La|Le|Lo|Van|Von|Vander|St|Ap|Al|El|Abu|Bar|Ben|Ter|O)\p{Lu})\p{Lu}+\p{Ll}+\p{Lu}|\p{Lu}{2,}\p{Ll}{2,}"
)

OF_DUTCH = frozenset(("van", "von"))
OF = frozenset("von van de di from of bei".split())  # between a person and a company, and in names


def part(value: str) -> tuple[int, int]:
    """Return the offsets of the name within a match: without titles before it and from the first word on that is no name."""
    words = list(NAME_WORD.finditer(value))
    while words and words[0][0].casefold() in TITLES:
        words.pop(0)
    foreign = [place for place, word in enumerate(words) if _is_foreign(word[0], value[word.end() : word.end() + 1])]
    if not words or foreign[:1] == [0]:
        return 0, 0
    if foreign:
        return words[0].start(), words[foreign[0] - 1].end()
    return words[0].start(), before_company(value, words)


def before_company(value: str, words: "list[regex.Match[str]]") -> int:
    """Return where a name ends before the company that somebody is of: "Anna Koch von Tannenfels Feinmechanik"."""
    places = [place for place, word in enumerate(words) if place > 1 and word[0] in OF]
    if places and is_general_word(words[-1]) and places[0] < len(words) - 2:
        return words[places[0] - 1].end()
    second = [
        place for place in places if place > 3 and words[place][0] in OF_DUTCH and words[place - 1][0][0].isupper()
    ]
    has_own = any(word[0] in OF_DUTCH for word in words[1:3])  # "Piet van der Zwaluw van Zwaluw"
    return words[second[0] - 1].end() if second and has_own else len(value)


def _is_foreign(word: str, following: str) -> bool:
    """Return whether a word is part of no name; an initial with its full stop may be."""
    is_initial = len(word) == 1 and following == "."
    is_other = CAMEL_CASE.match(word) is not None or CONTRACTION.fullmatch(word) is not None
    return (is_not_name(word) and not is_initial) or is_other


def is_name(value: str) -> bool:
    """Return whether a value contains a word that is no ordinary word, or begins with a given name."""
    words = [word for word in NAME_WORD.findall(value) if len(word) >= MIN_LETTERS]
    if not words or is_given_name(words[0]):
        return bool(words)
    return not all(map(is_ordinary, words)) and not (len(words) > 1 and all(map(is_everyday, words)))  # "Blade Runner"


def is_labelled_name(value: str) -> bool:
    """Return whether a value behind a label is a name, and no lone word, title or list of codes.

    "display name: Profile", "attention:: Stable" and "patient: NE NL" contain no name.
    """
    words = NAME_WORD.findall(value)
    if len(words) > 1:
        if words[-1].casefold() in {"software", "foundation", "project", "team"}:
            return False
        return is_name(value) and not all(len(word) == MIN_LETTERS and word.isupper() for word in words)
    return is_name(value) and not any(map(_is_lone, words))


def _is_lone(word: str) -> bool:
    if len(set(word)) == 1:  # "ZZ"
        return True
    if "-" in word:
        return all(map(_is_lone, word.split("-")))
    lower = word.casefold()
    is_known = is_given_name(word) or is_family_name(word)
    return (
        lower in NO_NAMES_ALONE
        or lower in PLACEHOLDER_PARTS
        or ((is_everyday(word) or lower in TOOLS or lower in country_names()) and not is_known)
    )


def is_known_name(value: str) -> bool:
    """Return whether a word of a value is in the pools of names and no ordinary word."""
    words = NAME_WORD.findall(value)
    return not (_is_measure(words) or _is_place(words)) and any(
        (is_given_name(word) or is_family_name(word)) and not is_ordinary(word) for word in words
    )


def _is_place(words: Sequence[str]) -> bool:
    """Return whether words name a place or a building: "Los Angeles", "Golden Gate Bridge"."""
    last = words[-1] if words else ""
    is_saint = len(words) == 2 and words[0].lower() in {"san", "santa", "los", "las"}
    return is_saint or (len(words) > 2 and last.lower() in NO_SURNAMES and not is_family_name(last))


def _is_measure(words: Sequence[str]) -> bool:
    """Return whether words name a measure, such as "Max Speed" and "min value"."""
    return len(words) > 1 and words[0].lower() in {"max", "min"} and is_everyday(words[1])


def is_given(value: str) -> bool:
    """Return whether the first word of a value is a given name and no ordinary word."""
    first = NAME_WORD.search(value)
    return first is not None and is_given_name(first[0]) and not is_ordinary(first[0])


def is_likely_name(value: str) -> bool:
    """Return whether a value is a known name, or has several words none of which is an ordinary word."""
    words = [word for word in NAME_WORD.findall(value) if len(word) >= MIN_LETTERS]
    if _is_measure(words) or _is_place(words):
        return False
    if len(words) > 1 and _has_tool(words):
        return is_given_name(words[0])
    return is_known_name(value) or (len(words) > 1 and not any(map(is_ordinary, words)))


def _has_tool(words: Sequence[str]) -> bool:
    """Return whether a word is the name of software: "Apache Software", "Followed Hyperlink" is none."""
    return any(word.lower() in TOOLS for word in words)
