"""Month and weekday names, written in the language, length and case of the names that they replace."""

import regex

from recognizers.lexicon.calendar_words import ANY_MONTH, LANGUAGES, MONTHS, WEEKDAYS, without_accents
from recognizers.lexicon.letter_case import capitalized

WORD = regex.compile(r"\p{L}+(?:-feira)?")
GERMAN_ORDINAL = regex.compile(r"\d\.\s*\p{L}")
WORDS = {name: frozenset({*MONTHS[name], *WEEKDAYS[name], *language.other}) for name, language in LANGUAGES.items()}


def language_of(text: str) -> str:
    """Return the language that most calendar words of a text belong to."""
    words = WORD.findall(text)
    scores = {name: sum(_speaks(name, word) for word in words) for name in LANGUAGES}
    scores["de"] += bool(GERMAN_ORDINAL.search(text))
    return max(scores, key=scores.__getitem__)


def month_number(word: str) -> int:
    """Return the number of a month, 1 to 12."""
    return ANY_MONTH[word.casefold()]


def write_month(number: int, like: str, language: str, is_compact: bool) -> str:
    """Return the name of a month in the language, length and case of another.

    Arguments:
        number: the month, 1 to 12.
        like: the name that is replaced.
        language: the language of the text.
        is_compact: whether a name with the same full and short form ("May") is replaced by a short form.
    """
    words = LANGUAGES[language if like.casefold() in MONTHS[language] else _speaker(like)]
    name = _spelled_out(like, (*words.months, *words.short_months))
    is_full = name in words.months and not (is_compact and name in words.short_months)
    return _written((words.months if is_full else words.short_months)[number - 1], name, like)


def shift_weekday(like: str, days: int, language: str) -> str:
    """Return the weekday a number of days after another, in its length and case.

    Arguments:
        like: the name of the weekday that is replaced.
        days: the offset in days.
        language: the language of the text.
    """
    words = LANGUAGES[language]
    name = _spelled_out(like, (*words.weekdays, *words.short_weekdays))
    names = words.weekdays if name in words.weekdays else words.short_weekdays
    return _written(names[(WEEKDAYS[language][like.casefold()] + days) % 7], name, like)


def _speaks(language: str, word: str) -> bool:
    """Return whether a word belongs to a language. German nouns are capitalized, so lower-case month names do not."""
    folded = word.casefold()
    return folded in WORDS[language] and not (language == "de" and folded in MONTHS["de"] and word.islower())


def _speaker(month: str) -> str:
    return next(name for name, words in MONTHS.items() if month.casefold() in words)


def _spelled_out(word: str, names: tuple[str, ...]) -> str:
    """Return the name that a word stands for if the word is written without accents; else the word."""
    old = word.casefold()
    return old if old in names else next((name for name in names if without_accents(name) == old), old)


def _written(new: str, name: str, like: str) -> str:
    """Write a name in the case of the old one, and without accents if the old one lacks them."""
    return capitalized(new if like.casefold() == name else without_accents(new), like)
