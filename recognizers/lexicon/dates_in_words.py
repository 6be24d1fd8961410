"""Dates in number words: "siebzehnter neunter achtundachtzig", "doce de marzo de ochenta y dos"."""

from functools import cache

import regex

from recognizers.lexicon.calendar_words import ANY_MONTH
from recognizers.lexicon.number_words import languages

FEWEST = 3
# A scan shows the letters O, l and I for the digits 0 and 1: "13.O3. 197O".
SCANNED_DATE = r"[\dOolI]{1,2}[ ]?[.,/-][ ]?[\dOolI]{1,2}[ ]?[.,/-][ ]?[\dOolI]{4}(?![\p{L}\d])"
SCANNED = regex.compile(SCANNED_DATE)
MIN_DIGITS = 3
WORD = regex.compile(r"[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*")
CONNECTORS = frozenset("de del do da di e y et und en of the and year of año ano roku".split())
HUNDREDS = frozenset(
    "neunzehnhundert zweitausend zweitausendund mille mil millenovecento duemila dos neunzehn cent cents novecento novecentos novecientos hundred thousand tysiąc tysiące dziewięćset negentienhonderd tweeduizend".split()
)
# Ordinals by their stems: "zwölfter", "dwunastego", "first", "premier".
ORDINAL = regex.compile(
    r"(?:erste|zweite|dritte|vierte|fünfte|sechste|siebte|siebente|achte|neunte|zehnte|elfte|zwölfte|(?:drei|vier|fünf|sech|sieb|acht|neun)zehnte|\p{L}*(?:zwanzigste|dreißigste))[rnms]?"
    r"|(?:pierwsz|drug|trzec|czwart|piąt|szóst|siódm|ósm|dziewiąt|dziesiąt|jedenast|dwunast|trzynast|czternast|piętnast|szesnast|siedemnast|osiemnast|dziewiętnast|dwudziest|trzydziest|czterdziest|pięćdziesiąt|sześćdziesiąt|siedemdziesiąt|osiemdziesiąt|dziewięćdziesiąt)(?:iego|ego|y|a|i|ej)?"
    r"|premier|primero|primo|primeiro|eerste|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\p{L}+teenth|(?:twentie|thirtie)th"
)


@cache
def _number_words() -> frozenset[str]:
    spoken = {word for words in languages().values() for form in words.below_hundred for word in (form, *form.split())}
    return frozenset(spoken) | HUNDREDS | frozenset(ANY_MONTH)


def date_in_words(value: str) -> tuple[int, int]:
    """Return the offsets of the date at the start of a value: three words or more of numbers and months; else an empty range."""
    end, count = 0, 0
    for match in WORD.finditer(value):
        word = match[0].lower()
        if word in CONNECTORS:
            continue
        if not all(part in _number_words() or ORDINAL.fullmatch(part) for part in _parts(word)):
            break
        end, count = match.end(), count + 1
    return (0, end) if count >= FEWEST else (0, 0)


def _parts(word: str) -> list[str]:
    """Return the parts of "twenty-second", or a word of which the language has one form."""
    return [word] if word in _number_words() else word.split("-")


def is_date_in_words(value: str) -> bool:
    """Return whether a value consists of a date in number words and no digits."""
    start, end = date_in_words(value)
    return start < end == len(value.rstrip(" .,"))


def is_scanned_date(value: str) -> bool:
    """Return whether a value is a date of digits, some of which a scan shows as letters."""
    is_date = SCANNED.fullmatch(value.strip()) is not None and any(map(str.isalpha, value))
    return is_date and sum(map(str.isdecimal, value)) >= MIN_DIGITS
