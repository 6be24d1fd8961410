"""Places and addresses: countries stay, cities and streets are others, the layout is kept."""

from functools import cache

import regex

from pipeline.pseudonyms.keys import FamilyKey
from pipeline.pseudonyms.numbers import surrogate_number
from pipeline.pseudonyms.permutation import permute
from pipeline.pseudonyms.pools import cultures, pool, pool_index
from pipeline.pseudonyms.shapes import permute_digits

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
GERMAN_STREET = regex.compile(
    r"(?<name>\p{L}+?)(?<type>straße|strasse|str|weg|gasse|allee|platz|ufer|damm|ring)\b", regex.IGNORECASE
)
AFTER_STREET = regex.compile(
    r",|\n|\b(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|way)\b\.?(?=.*\s)",
    regex.IGNORECASE,
)
LETTERS = "ABCEGHJKLMNPRSTVWXYZ"  # those that postcodes use
# Italian codes begin with 00 for Rome, and none with 99.
ITALIAN = regex.compile(r"\b(?:via|viale|piazza|corso|largo|vicolo)\b", regex.IGNORECASE)
BEFORE_ZIP = regex.compile(r"\s+\d{5}")
# British, Canadian and Dutch postcodes; five digits behind a state, or before a city.
POSTCODE = r"""(?-i:(?<british>\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b)|(?<canadian>\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b)
|(?<dutch>\b[1-9]\d{3}\s?[A-Z]{2}\b))""".replace("\n", "")
TOKEN = regex.compile(
    POSTCODE
    + r"|(?<zip>(?<=(?:\b[A-Z]{2}|,)\s+)\d{5}(?:-\d{4})?\b|(?<=[,\n]\s*)\d{5}\b(?=\s+\p{L}))|(?<number>\d+)(?<ordinal>st|nd|rd|th)?|(?<word>[\p{L}\p{M}]+(?:[.'’-][\p{L}\p{M}]+)*)",
    regex.IGNORECASE,
)


def surrogate_location(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return another city; one with a number in it is taken for an address."""
    if any(character.isdecimal() for character in surface):
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

    House numbers keep their length, street types, unit words, states and countries stay, names become
    others, postcodes become ones that no place has.
    """
    pieces: list[str] = []
    position = 0
    for run in _runs(surface):
        pieces += [surface[position : run[0].start()], _replace_run(key, surface, run, attempt)]
        position = run[-1].end()
    return "".join(pieces) + surface[position:]


def _runs(surface: str) -> "list[list[regex.Match[str]]]":
    """Group the words of a name ("San Mateo"); every other token is a group of its own."""
    runs: list[list[regex.Match[str]]] = []
    for token in TOKEN.finditer(surface):
        is_name = bool(token["word"]) and not _stays(token)
        if is_name and runs and _is_name(runs[-1]) and not surface[runs[-1][-1].end() : token.start()].strip():
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _is_name(run: "list[regex.Match[str]]") -> bool:
    return bool(run[-1]["word"]) and not _stays(run[-1])


def _replace_run(key: FamilyKey, surface: str, run: "list[regex.Match[str]]", attempt: int) -> str:
    first = run[0]
    text = surface[first.start() : run[-1].end()]
    if first["british"] or first["canadian"] or first["dutch"]:
        return _postcode(key, first, attempt)
    if first["zip"] and ITALIAN.search(surface):
        return "99" + surrogate_number(key, "ZIP_CODE", text, attempt)[2:]
    if first["zip"]:
        return surrogate_number(key, "ZIP_CODE", text, attempt)
    if first["number"]:
        number = permute_digits(key, "house", first["number"], attempt)
        return number + _ordinal(number) if first["ordinal"] else number
    if _stays(first):
        return text
    if german := GERMAN_STREET.fullmatch(text):
        return _street(key, german["name"], pool("de", "family"), attempt) + german["type"]
    if AFTER_STREET.search(surface, 0, first.start()):
        return surrogate_location(key, text, attempt)  # as the city alone is replaced elsewhere
    return _in_case(_street(key, text, pool("en", "street"), attempt), text)


def _street(key: FamilyKey, name: str, streets: tuple[str, ...], attempt: int) -> str:
    return streets[key.number(f"street|{name.casefold()}|{attempt}", len(streets))]


def _stays(token: "regex.Match[str]") -> bool:
    """Tell whether a word of an address names a type of street, a direction, a state or a country."""
    text = token[0]
    is_state = text in _states() or (text.upper() in _states() and BEFORE_ZIP.match(token.string, token.end()))
    return bool(len(text) == 1 or is_state or is_kept(text) or text.casefold().rstrip(".") in STREET_WORDS)


def _postcode(key: FamilyKey, token: "regex.Match[str]", attempt: int) -> str:
    """Return a postcode that no place has: of the British area QZ, the Canadian district Z, the Dutch region 0."""
    text = token[0]
    digest = key.digest(f"postcode|{text.upper()}|{attempt}")
    letters = "".join(LETTERS[byte % len(LETTERS)] for byte in digest)
    gap = " " if " " in text else ""
    if token["british"]:
        return f"QZ{digest[0] % 10}{gap}{digest[1] % 10}{letters[2:4]}"
    if token["canadian"]:
        return f"Z{digest[0] % 10}{letters[0]}{gap}{digest[1] % 10}{letters[1]}{digest[2] % 10}"
    return f"0{int.from_bytes(digest[:4]) % 1000:03}{gap}{letters[:2]}"


def _ordinal(number: str) -> str:
    if len(number) > 1 and number[-2] == "1":
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


@cache
def _states() -> frozenset[str]:
    return frozenset((*pool("any", "region_us"), *pool("any", "region_code_us")))


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
