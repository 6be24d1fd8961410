"""The names of months and weekdays, in the languages in which dates are read and written back."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import regex

WORD = regex.compile(r"\p{L}+(?:-feira)?")
GERMAN_ORDINAL = regex.compile(r"\d\.\s*\p{L}")


@dataclass(frozen=True, slots=True)
class Language:
    """The calendar words of a language, in lower case; months begin with January, weekdays with Monday.

    Arguments:
        months, short_months: the names in full and abbreviated.
        weekdays, short_weekdays: the same of the days.
        other: further words that stand in a date and tell the language.
    """

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    other: tuple[str, ...] = ()


def _language(months: str, short_months: str, weekdays: str, short_weekdays: str, other: str = "") -> Language:
    return Language(*(tuple(words.split()) for words in (months, short_months, weekdays, short_weekdays, other)))


# English stands first: where a text fits several languages ("4 april", "5 abril"), the first of them is taken.
# Italian goes before Spanish, which is told by its "de".
LANGUAGES = {
    "en": _language(
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue wed thu fri sat sun",
        "of the st nd rd th",
    ),
    "de": _language(
        "januar februar märz april mai juni juli august september oktober november dezember",
        "jan feb mär apr mai jun jul aug sep okt nov dez",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "mo di mi do fr sa so",
        "am den bis",
    ),
    "fr": _language(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv févr mars avr mai juin juil août sept oct nov déc",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "lun mar mer jeu ven sam dim",
        "le du au",
    ),
    "it": _language(
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "lunedì martedì mercoledì giovedì venerdì sabato domenica",
        "lun mar mer gio ven sab dom",
        "il di dal",
    ),
    "es": _language(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene feb mar abr may jun jul ago sep oct nov dic",
        "lunes martes miércoles jueves viernes sábado domingo",
        "lun mar mié jue vie sáb dom",
        "de del el al",
    ),
    "nl": _language(
        "januari februari maart april mei juni juli augustus september oktober november december",
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "ma di wo do vr za zo",
        "op tot",
    ),
    "pt": _language(
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "jan fev mar abr mai jun jul ago set out nov dez",
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
        "seg ter qua qui sex sáb dom",
        "de do em até",
    ),
}
# Spellings that are read, and written back as the usual short ones.
MORE_MONTHS = {"en": {"sept": 9}, "de": {"mrz": 3, "jän": 1, "maerz": 3}, "fr": {"fév": 2, "juill": 7}}
MORE_WEEKDAYS = {"en": {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}, "de": {"sonnabend": 5}}


def without_accents(word: str) -> str:
    """Return a word as it is typed on a keyboard without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _numbered(first: int, *lists: tuple[str, ...]) -> dict[str, int]:
    return {word: first + place for words in lists for place, word in enumerate(words)}


def _with_plain_spellings(words: dict[str, int]) -> dict[str, int]:
    return {without_accents(word): number for word, number in words.items()} | words


MONTHS = {
    name: _with_plain_spellings(_numbered(1, it.months, it.short_months) | MORE_MONTHS.get(name, {}))
    for name, it in LANGUAGES.items()
}
WEEKDAYS = {
    name: _with_plain_spellings(_numbered(0, it.weekdays, it.short_weekdays) | MORE_WEEKDAYS.get(name, {}))
    for name, it in LANGUAGES.items()
}
ANY_MONTH = {word: number for months in reversed(MONTHS.values()) for word, number in months.items()}
WORDS = {name: frozenset({*MONTHS[name], *WEEKDAYS[name], *it.other}) for name, it in LANGUAGES.items()}


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, the longest first."""
    return "|".join(sorted(map(regex.escape, words), key=len, reverse=True))


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
        number: 1 to 12.
        like: the name that is replaced.
        language: the language of the text.
        is_compact: whether a name that is no shorter in full ("May") is followed by an abbreviation.
    """
    words = LANGUAGES[language if like.casefold() in MONTHS[language] else _speaker(like)]
    name = _spelled_out(like, (*words.months, *words.short_months))
    is_full = name in words.months and not (is_compact and name in words.short_months)
    return _written((words.months if is_full else words.short_months)[number - 1], name, like)


def shift_weekday(like: str, days: int, language: str) -> str:
    """Return the weekday that many days after `like`, in its length and case."""
    words = LANGUAGES[language]
    name = _spelled_out(like, (*words.weekdays, *words.short_weekdays))
    names = words.weekdays if name in words.weekdays else words.short_weekdays
    return _written(names[(WEEKDAYS[language][like.casefold()] + days) % 7], name, like)


def in_case(new: str, like: str) -> str:
    """Write a word in the case of another."""
    if like.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if like[:1].isupper() else new


def _speaks(language: str, word: str) -> bool:
    """Tell whether a word is one of the language; German writes its nouns with a capital."""
    folded = word.casefold()
    return folded in WORDS[language] and not (language == "de" and folded in MONTHS["de"] and word.islower())


def _speaker(month: str) -> str:
    return next(name for name, words in MONTHS.items() if month.casefold() in words)


def _spelled_out(word: str, names: tuple[str, ...]) -> str:
    """Return a word with the accents that it was typed without."""
    old = word.casefold()
    return old if old in names else next((name for name in names if without_accents(name) == old), old)


def _written(new: str, name: str, like: str) -> str:
    """Write a name as the old one was: with or without accents, and in its case."""
    return in_case(new if like.casefold() == name else without_accents(new), like)
