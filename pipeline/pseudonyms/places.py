"""Places and addresses: countries stay, cities and streets are others, the layout is kept."""

from functools import cache

import regex

from pipeline.pseudonyms.keys import FamilyKey
from pipeline.pseudonyms.numbers import permute_digits, surrogate_number
from pipeline.pseudonyms.permutation import permute
from pipeline.pseudonyms.pools import cultures, pool, pool_index

# Beside Faker's list of countries: what people also call them, and what is larger than one.
ALSO_KEPT = frozenset(
    """usa us u.s. u.s.a. uk u.k. gb britain england scotland wales america russia korea czechia holland emirates uae eu europe asia
    africa oceania antarctica arctic atlantic pacific mediterranean earth""".split()
) | {
    "south america", "north america", "latin america", "middle east", "the united states", "the united kingdom", "united states",
    "south korea", "north korea", "the netherlands", "european union", "the uk", "the us", "the usa", "northern ireland",
}  # fmt: skip
STREET_WORDS = frozenset(
    """street st avenue ave av road rd boulevard blvd lane ln drive dr court ct place pl square sq terrace ter parkway pkwy highway hwy
    circle cir trail trl way crescent cres close grove row alley plaza loop mews quay apt apartment suite ste unit floor fl flat room rm
    bldg building box po p.o. p o north south east west n s e w ne nw se sw rue calle via piazza rua de du des del della la le los las da
    do dos d l und and of gate terminal platform block level""".split()
)
GERMAN_STREET = regex.compile(r"(?<name>\p{L}+?)(?<type>straße|strasse|str|weg|gasse|allee|platz|ufer|damm|ring)\b", regex.IGNORECASE)
BEFORE_ZIP = regex.compile(r"\s+\d{5}")
UK_POSTCODE = r"(?<postcode>(?-i:\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b))"
TOKEN = regex.compile(
    UK_POSTCODE + r"|(?<zip>(?<=(?:\b[A-Z]{2}|,)\s+)\d{5}(?:-\d{4})?\b)|(?<number>\d+)(?<ordinal>st|nd|rd|th)?|(?<word>[\p{L}\p{M}]+(?:[.'’-][\p{L}\p{M}]+)*)",
    regex.IGNORECASE,
)


def surrogate_location(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return another city; one with a number in it is taken for an address."""
    if any(character.isdigit() for character in surface):
        return surrogate_address(key, surface, attempt)
    culture = _culture(surface)
    cities = pool(culture, "city")
    index = pool_index(culture, "city").get(surface.casefold())
    if index is None or attempt:
        index = key.number(f"city|{surface.casefold()}|{attempt}", len(cities))
    else:
        index = permute(key, f"city|{culture}", index, len(cities))
    start = len(surface) - len(surface.lstrip())
    return surface[:start] + _in_case(cities[index], surface.strip()) + surface[len(surface.rstrip()) :]


def is_kept(surface: str) -> bool:
    """Tell whether a place is a country or larger: it identifies nobody."""
    return surface.strip(" .,").casefold() in _kept_places() or surface.strip().casefold() in ALSO_KEPT


def surrogate_address(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return another address in the same layout.

    House numbers keep their length, street types and unit words stay, names become others, ZIP codes
    become ones that no place has (00000 to 00499), as do UK postcodes (area QZ).
    """
    identity = f"{surface.casefold()}|{attempt}"
    pieces: list[str] = []
    position = 0
    in_name = False
    for token in TOKEN.finditer(surface):
        between = surface[position : token.start()]
        replacement = _replace_token(key, token, identity)
        if in_name and token["word"] and replacement != token[0] and not between.strip():
            position = token.end()  # one invented word stands for all words of a name
            continue
        pieces += [between, replacement]
        position = token.end()
        in_name = bool(token["word"]) and replacement != token[0]
    return "".join(pieces) + surface[position:]


def _replace_token(key: FamilyKey, token: "regex.Match[str]", identity: str) -> str:
    text = token[0]
    if token["postcode"]:
        return _postcode(key, text, identity)
    if token["zip"]:
        return surrogate_number(key, "ZIP_CODE", text)
    if token["number"]:
        number = permute_digits(key, f"house|{identity}", token["number"])
        return number + _ordinal(number) if token["ordinal"] else number
    if _stays(token):
        return text
    if german := GERMAN_STREET.fullmatch(text):
        streets = pool("de", "family")
        return streets[key.number(f"street|{german['name'].casefold()}", len(streets))] + german["type"]
    streets = pool("en", "street")
    return _in_case(streets[key.number(f"street|{text.casefold()}|{identity[-1]}", len(streets))], text)


def _stays(token: "regex.Match[str]") -> bool:
    """Tell whether a word of an address names a type of street, a direction, a state or a country."""
    text = token[0]
    is_state = text in pool("any", "state") or (text.upper() in pool("any", "state") and BEFORE_ZIP.match(token.string, token.end()))
    return bool(len(text) == 1 or is_state or is_kept(text) or text.casefold().rstrip(".") in STREET_WORDS)


def _postcode(key: FamilyKey, text: str, identity: str) -> str:
    digest = key.digest(f"postcode|{identity}|{text}")
    letters = "".join(chr(ord("A") + byte % 26) for byte in digest)
    return f"QZ{digest[0] % 10}{' ' if ' ' in text else ''}{digest[1] % 10}{letters[2:4]}"


def _ordinal(number: str) -> str:
    if len(number) > 1 and number[-2] == "1":
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


@cache
def _kept_places() -> frozenset[str]:
    return frozenset(country.casefold() for country in pool("any", "country")) | ALSO_KEPT


def _culture(surface: str) -> str:
    """Return the culture whose cities a city is among, else `en`."""
    name = surface.strip().casefold()
    return next((culture for culture in cultures() if name in pool_index(culture, "city")), "en") if name else "en"


def _in_case(new: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return new.upper()
    return new.lower() if like.islower() else new
