"""Calendar words: names of months and weekdays in the supported languages."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True)
class Language:
    """The calendar words of a language, in lower case; months begin with January, weekdays with Monday.

    Arguments:
        months, short_months: full and abbreviated names of months.
        weekdays, short_weekdays: full and abbreviated names of weekdays.
        other: further words that occur in dates and identify the language.
    """

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    other: tuple[str, ...] = ()


def _language(months: str, short_months: str, weekdays: str, short_weekdays: str, other: str = "") -> Language:
    return Language(*(tuple(words.split()) for words in (months, short_months, weekdays, short_weekdays, other)))


# The order matters: a text that fits several languages ("4 april", "5 abril") is read in the first of them.
# Italian precedes Spanish, because "de" identifies Spanish.
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
    # Of the following languages the full names are those of a day, and the short ones those of a month alone.
    "pl": _language(
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
        "poniedziałek wtorek środa czwartek piątek sobota niedziela",
        "pon wt śr czw pt sob niedz",
        "dnia roku r",
    ),
    "ru": _language(
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
        "понедельник вторник среда четверг пятница суббота воскресенье",
        "пн вт ср чт пт сб вс",
        "года г",
    ),
}
# Variant spellings that are read; the usual short form is written in their place.
MORE_MONTHS = {"en": {"sept": 9}, "de": {"mrz": 3, "jän": 1, "maerz": 3}, "fr": {"fév": 2, "juill": 7}}
MORE_WEEKDAYS = {"en": {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}, "de": {"sonnabend": 5}}


def without_accents(word: str) -> str:
    """Return a word without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _numbered(first: int, *lists: tuple[str, ...]) -> dict[str, int]:
    return {word: first + place for words in lists for place, word in enumerate(words)}


def _with_plain_spellings(words: dict[str, int]) -> dict[str, int]:
    return {without_accents(word): number for word, number in words.items()} | words


MONTHS = {
    name: _with_plain_spellings(_numbered(1, language.months, language.short_months) | MORE_MONTHS.get(name, {}))
    for name, language in LANGUAGES.items()
}
WEEKDAYS = {
    name: _with_plain_spellings(_numbered(0, language.weekdays, language.short_weekdays) | MORE_WEEKDAYS.get(name, {}))
    for name, language in LANGUAGES.items()
}
ANY_MONTH = {word: number for months in reversed(MONTHS.values()) for word, number in months.items()}


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of the words, the longest first.

    Common prefixes are factored out, so that each is tried only once.
    """
    endings: dict[str, list[str]] = {}
    for word in sorted(words):
        endings.setdefault(word[:1], []).append(word[1:])
    may_end = endings.pop("", None)
    branches = "|".join(regex.escape(first) + alternatives(rest) for first, rest in endings.items())
    return f"(?:{branches}){'?' if may_end else ''}" if branches else ""
