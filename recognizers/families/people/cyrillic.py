"""Names in Russian and Ukrainian: a given name, a patronymic or initials beside a family name, in any case."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from recognizers.functions import Found, FunctionRecognizer
from recognizers.lexicon.inflections import readings
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.pools.people import culture_of_family, origins_of_given
from recognizers.rules import FLAGS

LIMITS = "A given name, a patronymic or a family name alone is not found; nor are names in other Cyrillic alphabets."

SCORE = 0.65
WHOLE = frozenset({"family", "patronymic"})  # what makes a name of words of which another is a given name or initials
CACHED_WORDS = 16_384
CULTURES = frozenset({"ru", "uk"})
WORD = (
    r"[\p{Lu}&&\p{Cyrillic}][[\p{Ll}&&\p{Cyrillic}]’'ʼ]{1,24}(?:-[\p{Lu}&&\p{Cyrillic}][[\p{Ll}&&\p{Cyrillic}]]{1,24})?"
)
INITIALS = r"[\p{Lu}&&\p{Cyrillic}]\.[ ]?(?:[\p{Lu}&&\p{Cyrillic}]\.)?"
SEQUENCE = regex.compile(
    rf"(?<![\p{{L}}\d_])(?:{WORD}|{INITIALS})(?:[ ](?:{WORD}|{INITIALS})){{1,3}}(?![\p{{L}}\d_])", FLAGS | regex.V1
)
IN_SEQUENCE = regex.compile(r"[^ ]+")
PATRONYMIC = regex.compile(
    r".{2,20}(?:(?:ов|ев|ьов|йов)ич(?:а|у|ем|ем|е|і|у)?|(?:ов|ев|инич)н(?:а|ы|е|у|ой)|[иі]вн(?:а|и|і|у|ою))"
)
# Endings of family names and of their cases; "московский" and "первым" begin with a small letter or are no pair with a given name.
FAMILY = regex.compile(
    r".{2,20}(?:(?:[оеё]в|[иы]н)(?:а|у|ым|е|ой|ою)?|ск(?:ий|ого|ому|им|ом|ая|ой|ую)|ськ(?:ий|ого|ому|им|а|ої|ій|у|ою)|енко|(?:чук|щук|юк)(?:а|у|ом|ові)?|(?:ян|дзе|швили))"
)

CITIES = regex.compile(
    r"(?:Кие|Льво|Росто|Сарато|Тамбо|Пско|Могилё|Могиле|Черниго|Харько|Крако|Азо|Серпухо|Калуж|Кишинё|Кишине)в(?:а|у|ом|е|і)?"
)


def names_in_cyrillic(text: str) -> Iterator[Found]:
    """Find Russian and Ukrainian names of at least two words."""
    for match in SEQUENCE.finditer(text):
        words = list(IN_SEQUENCE.finditer(match[0]))
        kinds = [_kind(word[0]) for word in words]
        named = [place for place, kind in enumerate(kinds) if kind]
        if not WHOLE.isdisjoint(kinds) and len(set(kinds) - {""}) > 1:
            start, end = words[named[0]].start(), words[named[-1]].end()
            yield match.start() + start, match.start() + end, "PERSON", SCORE


@lru_cache(CACHED_WORDS)
def _kind(word: str) -> str:
    """Return `given`, `patronymic`, `initials` or `family` for a word of a name; an empty string for another word."""
    if word.endswith("."):
        return "initials"
    if PATRONYMIC.fullmatch(word):
        return "patronymic"
    if CITIES.fullmatch(word):
        return ""
    forms = [
        canonical(word),
        *(canonical(reading.base) for reading in readings(canonical(word)) if reading.language == "ru"),
    ]
    if any(origin in CULTURES for form in forms for origin in origins_of_given(form)):
        return "given"
    return "family" if FAMILY.fullmatch(word) or any(culture_of_family(form) in CULTURES for form in forms) else ""


def recognizers() -> list[FunctionRecognizer]:
    """Return the recognizers of this family."""
    return [FunctionRecognizer("person_in_cyrillic", ["PERSON"], names_in_cyrillic)]
