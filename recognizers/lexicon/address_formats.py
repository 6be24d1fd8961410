"""Address formats of countries: country names, postcodes, street words and regions."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import regex

from recognizers.lexicon.countries import is_country
from recognizers.lexicon.pools import has_pool, pool

# In addition to Faker's list of countries: other names of countries, continents, oceans and unions.
ALSO_KEPT = frozenset(
    """usa us u.s. u.s.a. uk u.k. gb britain england scotland wales america russia korea czechia holland emirates uae eu europe asia
    africa oceania antarctica arctic atlantic pacific mediterranean earth deutschland españa italia nederland brasil""".split()
) | {
    "south america", "north america", "latin america", "middle east", "the united states", "the united kingdom", "united states",
    "south korea", "north korea", "the netherlands", "european union", "the uk", "the us", "the usa", "northern ireland",
}  # fmt: skip
# States that share their name with a city. The city is meant more often.
ALSO_CITIES = frozenset(
    {"new york", "washington", "berlin", "hamburg", "bremen", "delhi", "rio de janeiro", "são paulo", "puducherry"}
)
LETTERS_OF_STATE = 2
# Postcodes with letters identify their country. Digits count as a postcode only in the position that a country uses.
LETTERED = r"(?-i:\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z][ -]?\d[A-Z]\d\b|\b[1-9]\d{3}\s?[A-Z]{2}\b)"
BEFORE_CITY = r"\b\d{5}\b(?=\s+\p{L})"
BEHIND_CITY = r"(?<=\p{L}[,.)]*\s+(?:-\s+)?)\d{5}(?:-\d{4})?\b(?=\s*(?:$|[,;\n]|\p{L}{2,}\s*$))"
# Only Americans have house numbers of five digits.
FIVE = rf"{BEHIND_CITY}|(?<=(?:^|[,\n]|\d\p{{L}}?)\s*(?:[A-Z]{{1,2}}-)?){BEFORE_CITY}"
ENGLISH_STREET = regex.compile(
    r"(?:^|[,\n])\s*\d{5}\s+[^,\n]*\b(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|way|highway|hwy|parkway|trail)\b",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AddressFormat:
    """The address format of a country.

    Arguments:
        country: the country code; the pools list its regions under it.
        culture: the culture whose family names are used as street names.
        names: names of the country in addresses, in lower case.
        postcode: regular expression for a postcode in an address.
        street: regular expression for street words that only this country uses; empty if there are none.
    """

    country: str
    culture: str
    names: frozenset[str]
    postcode: str
    street: str = ""


def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split(","))


FOUR = r"(?<=(?:^|[,\n]|\d\p{L}?)\s*(?:[A-Z]{1,2}-)?)\b[1-9]\d{3}\b(?=\s+\p{L})"
THREE_AND_TWO = r"\b\d{3}\s\d{2}\b(?=\s+\p{L})"
GERMAN_STREETS = r"\p{L}(?:straße|strasse|str\.|weg|gasse|allee|platz|ufer|damm)(?!\p{L})|\bpostfach\b"
DANISH_STREETS = r"\p{L}(?:vej|gade|veien|gata|allé)\b"
SWEDISH_STREETS = r"\p{L}(?:gatan|vägen|gränd|väg)\b"
DUTCH_STREETS = r"\p{L}(?:straat|gracht|laan|plein|kade|singel)\b"
FORMATS = {
    form.country: form
    for form in (
        AddressFormat("us", "en", _names("usa, us, u.s.a., u.s., united states, united states of america, america"), BEHIND_CITY),
        AddressFormat(
            "gb", "en",
            _names("uk, u.k., united kingdom, great britain, england, scotland, wales, northern ireland, britain, gb"), LETTERED,
        ),
        AddressFormat("ca", "en", _names("canada"), LETTERED),
        AddressFormat("au", "en", _names("australia"), r"(?<=\p{L}\s+)\d{4}\b(?=\s*(?:$|[,;\n]))"),
        AddressFormat("de", "de", _names("germany, deutschland, allemagne, alemania"), FIVE, GERMAN_STREETS),
        AddressFormat("fr", "fr", _names("france, frankreich, francia"), FIVE, r"\b(?:rue|allée|impasse|chemin|quai|résidence|bât|cedex)\b|^\s*\d+(?:\s?(?:bis|ter))?,?\s+(?:boulevard|avenue|place|cours|square)\s"),
        AddressFormat("es", "es", _names("spain, españa, espagne"), FIVE, r"\b(?:calle|paseo|carrer|c/|avda|pza|plza|ctra|travesía)(?!\p{L})"),
        AddressFormat("it", "it", _names("italy, italia, italie"), FIVE, r"\b(?:via|viale|piazza|corso|largo|vicolo)\b"),
        AddressFormat("nl", "nl", _names("netherlands, the netherlands, nederland, holland"), LETTERED, DUTCH_STREETS),
        AddressFormat("in", "in", _names("india, bharat"), r"\b[1-9]\d{2}\s?\d{3}\b(?=\s*(?:$|[,;.\n]))"),
        AddressFormat("br", "pt", _names("brazil, brasil"), r"\b\d{5}-\d{3}\b", r"\b(?:rua|travessa|alameda|avenida \p{L}+, \d+ -)(?!\p{L})"),
        AddressFormat("pl", "pl", _names("poland, polska"), r"\b\d{2}-\d{3}\b(?=\s+\p{L})", r"(?:^|[\s,])(?:ul|al|os)\.\s"),
        AddressFormat("at", "de", _names("austria, österreich, switzerland, schweiz, suisse, liechtenstein"), FOUR),
        AddressFormat("be", "fr", _names("belgium, belgique, luxembourg"), FOUR),
        AddressFormat("dk", "da", _names("denmark, danmark, norway, norge"), FOUR, DANISH_STREETS),
        AddressFormat("se", "sv", _names("sweden, sverige"), THREE_AND_TWO, SWEDISH_STREETS),
        AddressFormat("cz", "cs", _names("czechia, czech republic, česko"), THREE_AND_TWO),
        AddressFormat("jp", "ja-latin", _names("japan, nippon"), r"\b\d{3}-\d{4}\b", r"\p{L}-(?:ku|shi|cho|machi)\b"),
    )
}  # fmt: skip
LETTERED_COUNTRIES = (
    ("gb", regex.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")),
    ("ca", regex.compile(r"\b[A-Z]\d[A-Z][ -]?\d[A-Z]\d\b")),
    ("nl", regex.compile(r"(?<=\S\s*)\b[1-9]\d{3}\s?[A-Z]{2}\b")),
    ("br", regex.compile(r"\b\d{5}-\d{3}\b")),
    ("jp", regex.compile(r"(?<![\d-])\d{3}-\d{4}(?![\d-])")),
    ("pl", regex.compile(r"(?<![\d-])\d{2}-\d{3}\s+\p{Lu}")),
)
# Countries with postcodes of four or five digits before the city, and a word for streets or a letter of each.
BEFORE_CITIES = (
    ("se", regex.compile(rf"{THREE_AND_TWO}(?=.)(?<={SWEDISH_STREETS}.*)", regex.IGNORECASE)),
    ("cz", regex.compile(rf"(?<=[\s,]){THREE_AND_TWO}")),
    ("dk", regex.compile(rf"(?<={DANISH_STREETS}.*){FOUR}", regex.IGNORECASE)),
    (
        "at",
        regex.compile(
            rf"(?<=\p{{L}}(?:straße|strasse|str\.|weg|gasse|allee|platz|ring)(?!\p{{L}}).*){FOUR}|(?<=\s(?:straße|strasse|platz|gasse|weg|allee|ring)\s.*){FOUR}",
            regex.IGNORECASE,
        ),
    ),
    ("be", regex.compile(rf"(?<=\b(?:rue|avenue|chaussée|boulevard|place|chemin|quai)\s.*){FOUR}", regex.IGNORECASE)),
)
STATE_AND_DIGITS = (("au", r"\s+\d{4}\b"), ("us", r"\s+\d{5}\b"), ("ca", r"\s*$"), ("au", r"\s*$"))
DEFAULT = "us"
NO_REGION = regex.compile(r"(?!)")


def format_of(address: str) -> AddressFormat:
    """Return the format of an address, by country name, else postcode, else state, else street word.

    Arguments:
        address: the address as it is written.

    Returns:
        The format of the country; that of DEFAULT if nothing identifies one.
    """
    ending = address.rsplit(",", 1)[-1].rsplit("\n", 1)[-1].strip(" .").casefold()
    named = (form for form in FORMATS.values() if ending in form.names or _last_word(ending) in form.names)
    if form := next(named, None):
        return form
    for country, postcode in LETTERED_COUNTRIES:
        if postcode.search(address):
            return FORMATS[country]
    for country, mark in BEFORE_CITIES:
        if mark.search(address):
            return FORMATS[country]
    for country, digits in STATE_AND_DIGITS:
        if _state_before(country, digits).search(address):
            return FORMATS[country]
    for form in FORMATS.values():
        if form.street and regex.search(form.street, address, regex.IGNORECASE):
            return form
    if regex.search(FORMATS["in"].postcode, address):
        return FORMATS["in"]
    is_before_city = regex.search(rf"(?:^|[,\n])\s*{BEFORE_CITY}", address) and not ENGLISH_STREET.search(address)
    return FORMATS["de" if is_before_city else DEFAULT]


@cache
def regions_of(country: str) -> "regex.Pattern[str]":
    """Return a pattern that matches regions of a country: names in any case, codes in capitals or before a postcode."""
    if not has_pool("any", f"region_{country}"):
        return NO_REGION
    names = _either(pool("any", f"region_{country}"))
    codes = _either(pool("any", f"region_code_{country}"))
    coded = rf"|(?-i:\b(?:{codes})\b(?!['’.]\p{{L}}))|\b(?:{codes})(?=\s+\d{{5}}\b)" if codes else ""
    countries = _either(FORMATS[country].names)
    longer = rf"[-'’]\p{{L}}|\s+(?!(?:{countries})\b)\p{{L}}{{4}}"  # not the state in "Colorado Springs"
    return regex.compile(rf"\b(?:{names})\b(?!{longer}){coded}", regex.IGNORECASE)


@cache
def region_names() -> frozenset[str]:
    """Return the names, in lower case, of states and provinces of countries with large ones."""
    return frozenset(
        name.casefold() for country in ("us", "ca", "au", "de", "in", "br") for name in pool("any", f"region_{country}")
    )


@cache
def large_states() -> frozenset[str]:
    """Return the case-folded names of regions without those that are also cities."""
    return region_names() - ALSO_CITIES


@cache
def country_names() -> frozenset[str]:
    """Return the names, in lower case, of countries and larger areas."""
    return frozenset(country.casefold() for country in pool("any", "country")) | ALSO_KEPT


@cache
def region_codes() -> frozenset[str]:
    """Return the codes of states and provinces that are also written without a postcode."""
    return frozenset(code for country in ("us", "ca", "au") for code in pool("any", f"region_code_{country}"))


@cache
def _state_before(country: str, what: str) -> "regex.Pattern[str]":
    return regex.compile(
        rf"\b(?:{_either(pool('any', f'region_code_{country}'))}){what}", regex.IGNORECASE if country == "us" else 0
    )


def _either(names: Iterable[str]) -> str:
    return "|".join(regex.escape(name) for name in sorted(names, key=len, reverse=True))


def _last_word(text: str) -> str:
    return text.rsplit(" ", 1)[-1]


def is_wide_area(surface: str, *, is_declared: bool = False) -> bool:
    """Return whether every part of a place is a country, a larger area or a large state.

    Such a place identifies nobody. States that share their name with a city do not count.

    Arguments:
        surface: the place as it is written, with its parts separated by commas.
        is_declared: whether its column or key is one of places, where codes of states need no capitals: "ny".
    """
    if is_declared and len(surface) == LETTERS_OF_STATE:
        surface = surface.upper()
    parts = [part for part in surface.split(",") if part.strip()]
    return bool(parts) and all(_is_wide_area_part(part) for part in parts)


def _is_wide_area_part(surface: str) -> bool:
    name = surface.strip(" .").casefold()
    is_state = name in large_states() or surface.strip() in region_codes()
    return is_state or name in country_names() or surface.strip().casefold() in country_names() or is_country(name)
