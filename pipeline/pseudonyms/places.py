"""Places and addresses: countries and regions stay, cities and streets are invented, the layout is kept."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from pipeline.pseudonyms.address_formats import AddressFormat, format_of, region_codes, region_names, regions_of
from pipeline.pseudonyms.cultures import culture_of_script
from pipeline.pseudonyms.keys import FamilyKey
from pipeline.pseudonyms.pools import cultures, has_pool, pool, pool_index
from pipeline.pseudonyms.postcodes import surrogate_postcode
from pipeline.pseudonyms.shapes import permute_digits, spread

# Beside Faker's list of countries: what people also call them, and what is larger than one.
ALSO_KEPT = frozenset(
    """usa us u.s. u.s.a. uk u.k. gb britain england scotland wales america russia korea czechia holland emirates uae eu europe asia
    africa oceania antarctica arctic atlantic pacific mediterranean earth deutschland españa italia nederland brasil""".split()
) | {
    "south america", "north america", "latin america", "middle east", "the united states", "the united kingdom", "united states",
    "south korea", "north korea", "the netherlands", "european union", "the uk", "the us", "the usa", "northern ireland",
}  # fmt: skip
# States that are called like their largest city, which is meant more often.
ALSO_CITIES = frozenset(
    {"new york", "washington", "berlin", "hamburg", "bremen", "delhi", "rio de janeiro", "são paulo", "puducherry"}
)
# What follows the name of a street, and what comes before it.
TYPES_BEHIND = frozenset(
    """street st avenue ave av road rd boulevard blvd lane ln drive dr court ct place pl square sq terrace ter parkway pkwy highway hwy
    circle cir trail trl way crescent cres close grove row alley plaza loop mews quay gate marg nagar""".split()
)
TYPES_BEFORE = frozenset(
    """rue boulevard avenue quai impasse chemin allée place calle plaza paseo avenida av avda carrer via viale piazza corso largo vicolo rua
    travessa alameda rodovia""".split()
)
UNITS = frozenset(
    "apt apartment suite ste unit floor fl flat room rm bldg building box po level block platform terminal".split()
)
DIRECTIONS = frozenset("north south east west n s e w ne nw se sw nne".split())
PARTICLES = frozenset(
    "de du des del della dei delle degli di da do dos das la le les los las el l d und and of the am an der den van von zur zum upon on sur".split()
)
JOINED_STREET = regex.compile(
    r"(?<name>\p{L}[\p{L}'’-]*?)(?<type>straße|strasse|str|weg|gasse|allee|platz|ufer|damm|ring|straat|gracht|laan|plein|kade|singel)",
    regex.IGNORECASE,
)
WORD = r"[\p{L}\p{M}]+(?:[.'’-][\p{L}\p{M}]+)*"
BETWEEN = regex.compile(r"\.?\s+")
ADDRESS_MARK = regex.compile(r"[\d,\n]")
SEPARATOR = regex.compile(r"[,;|\n]|\s[-–]\s")
LARGEST_ENDING, SMALLEST_ENDING, MIN_ALIKE = 6, 5, 3
MAX_CODE_LETTERS = 3
MAX_INITIALS = 2  # "MG Road"


class Token(NamedTuple):
    """A piece of an address.

    Arguments:
        kind: `postcode`, `region`, `country`, `number` or `word`.
        start, end: where it stands.
        text: what it says.
    """

    kind: str
    start: int
    end: int
    text: str

    @property
    def plain(self) -> str:
        """Return the word without its dot, in lower case."""
        return self.text.casefold().rstrip(".")


def surrogate_location(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return an invented city, the same alone and in an address; "Springfield, IL" is taken for an address."""
    words = surface.split()
    is_address = ADDRESS_MARK.search(surface) or (len(words) > 1 and words[-1] in region_codes())
    return surrogate_address(key, surface, attempt) if is_address else _city(key, surface, attempt)


def is_kept(surface: str) -> bool:
    """Tell whether a place is a country or larger, or a state of a large one that no city is called like: it identifies nobody."""
    parts = [part for part in surface.split(",") if part.strip()]
    return bool(parts) and all(_is_kept_part(part) for part in parts)


def _is_kept_part(surface: str) -> bool:
    name = surface.strip(" .").casefold()
    is_state = name in region_names() - ALSO_CITIES or surface.strip() in region_codes()
    return is_state or name in _kept_places() or surface.strip().casefold() in ALSO_KEPT


def surrogate_address(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return another address in the same layout, whose parts agree.

    Street types, unit words, regions and countries stay, house numbers keep their length, streets and cities are
    invented, postcodes become ones that no place has, of the same region where postcodes tell it.
    """
    form = format_of(surface)
    pieces: list[str] = []
    position = 0
    for kind, start, end in _parts(surface, form):
        text = surface[start:end]
        pieces += [surface[position:start], _replace(key, form, kind, text, attempt)]
        position = end
    return "".join(pieces) + surface[position:]


def _replace(key: FamilyKey, form: AddressFormat, kind: str, text: str, attempt: int) -> str:
    if kind == "postcode":
        return surrogate_postcode(key, text, attempt)
    if kind == "city":
        return _city(key, text, attempt)
    if kind == "number":
        digits, ordinal = regex.fullmatch(r"(\d+)(\D*)", text).groups()  # type: ignore[union-attr]
        number = permute_digits(key, "house", digits, attempt)
        return number + _ordinal(number) if ordinal else number
    if joined := JOINED_STREET.fullmatch(text):
        return _street(key, form, joined["name"], attempt) + joined["type"]
    return _in_case(_street(key, form, text, attempt), text)


def _city(key: FamilyKey, surface: str, attempt: int) -> str:
    name = " ".join(surface.casefold().split())
    culture = _culture(name)
    cities = pool(culture, "coined_city")
    index = pool_index(culture, "city").get(name) if has_pool(culture, "city") else None
    if index is None or attempt:
        index = key.number(f"city|{name}|{attempt}", len(cities))
    else:
        index = spread(key, f"city|{culture}", index, len(cities))
    start = len(surface) - len(surface.lstrip())
    return surface[:start] + _in_case(cities[index], surface.strip()) + surface[len(surface.rstrip()) :]


def _parts(surface: str, form: AddressFormat) -> Iterator[tuple[str, int, int]]:
    """Yield what is replaced, in order: postcodes, numbers, names of streets and of cities."""
    city_seen = False
    tokens = _tokens(surface, form)
    last_region = max((token.start for token in tokens if token.kind == "region"), default=0)
    for segment in _segments(tokens, surface):
        place = _place_from(segment)
        run: list[Token] = []
        for token in [*segment, Token("end", len(surface), len(surface), "")]:
            is_place = token.start >= place
            may_be_region = token.start >= last_region and (city_seen or bool(run and is_place))
            joins = _is_name(token, segment, is_place, may_be_region=may_be_region)
            gap = surface[run[-1].end : token.start] if run else ""
            if run and (not joins or not BETWEEN.fullmatch(gap) or (run[0].start >= place) != is_place):
                named = _trimmed(run)
                is_city = run[0].start >= place
                if named:
                    yield ("city" if is_city else "street"), named[0].start, named[-1].end
                    city_seen |= is_city
                run = []
            if joins:
                run.append(token)
            elif token.kind in ("postcode", "number"):
                yield token.kind, token.start, token.end


def _trimmed(run: list[Token]) -> list[Token]:
    """Leave out the particles around a name, in small letters: "de la Paix"."""
    while run and run[0].text in PARTICLES:
        run = run[1:]
    while run and run[-1].text in PARTICLES:
        run = run[:-1]
    return run


def _is_name(token: Token, segment: list[Token], is_place: bool, *, may_be_region: bool) -> bool:
    """Tell whether a word belongs to the name of a street or city."""
    if token.kind == "region":
        return _is_city_first(token) and not may_be_region if is_place else len(token.text) > MAX_CODE_LETTERS
    if token.kind != "word" or _is_unit(token, segment):
        return False
    if is_place:
        return len(token.text) > 1
    if len(token.text) == 1 or token.plain in DIRECTIONS or token.plain in PARTICLES:
        return False
    return token.plain not in TYPES_BEHIND | TYPES_BEFORE


def _is_city_first(token: Token) -> bool:
    """Tell whether a region is a city unless another city stands before it: New York, Berlin, the provinces of Spain."""
    return len(token.text) > MAX_CODE_LETTERS and (token.plain in ALSO_CITIES or token.plain not in region_names())


def _is_unit(token: Token, segment: list[Token]) -> bool:
    place = segment.index(token)
    following = segment[place + 1 : place + 2]
    return token.plain in UNITS and (
        place == 0
        or not following
        or following[0].kind == "number"
        or len(following[0].text) == 1
        or following[0].plain in UNITS
    )


def _segments(tokens: list[Token], surface: str) -> Iterator[list[Token]]:
    """Group tokens between commas, lines and dashes."""
    segment: list[Token] = []
    for token in tokens:
        if segment and SEPARATOR.search(surface[segment[-1].end : token.start]):
            yield segment
            segment = []
        segment.append(token)
    if segment:
        yield segment


def _place_from(segment: list[Token]) -> int:
    """Return where in a segment the city begins: after the street and its number, or at its start where there is none."""
    postcode = next((place for place, token in enumerate(segment) if token.kind == "postcode"), None)
    behind = [
        place
        for place, token in enumerate(segment)
        if place and _is_type(token) and segment[place - 1].kind in ("word", "number")
    ]
    is_before = segment[0].plain in TYPES_BEFORE or (
        len(segment) > 1 and segment[0].kind == "number" and segment[1].plain in TYPES_BEFORE
    )
    has_number = any(token.kind == "number" for token in segment)
    joined = any(token.kind == "word" and JOINED_STREET.fullmatch(token.text) for token in segment)
    if behind and not is_before:
        street_end = behind[-1]
        following = segment[street_end + 1 : street_end + 2]
        is_last = len([token for token in segment[street_end + 1 :] if token.kind == "word"]) == 1
        if following and following[0].plain in DIRECTIONS and (is_last or following[0].text.isupper()):
            street_end += 1  # "King Street West"
        return segment[street_end].end
    if not (is_before or has_number or joined):
        return segment[0].start
    return segment[postcode].end if postcode is not None else segment[-1].end + 1


def _is_type(token: Token) -> bool:
    return token.kind == "word" and token.plain in TYPES_BEHIND


def _tokens(surface: str, form: AddressFormat) -> list[Token]:
    """Split an address into what it says; the first region or country of its place wins over a word."""
    regions = regions_of(form.country)
    tokens = []
    position = 0
    while match := _token_pattern(form.postcode).search(surface, position):
        region = regions.match(surface, match.start())
        kept = match.lastgroup == "word" and _country_at(surface, match.start())
        if kept:
            token = Token("country", match.start(), kept, surface[match.start() : kept])
        elif region and region.end() > match.start() and match.lastgroup == "word":
            token = Token("region", *region.span(), region[0])
        else:
            token = Token(match.lastgroup or "word", *match.span(), match[0])
        tokens.append(token)
        position = token.end
    return tokens


@cache
def _token_pattern(postcode: str) -> "regex.Pattern[str]":
    return regex.compile(rf"(?<postcode>{postcode})|(?<number>\d+(?:st|nd|rd|th)?)|(?<word>{WORD})", regex.IGNORECASE)


def _country_at(surface: str, start: int) -> int:
    """Return where the country ends that begins somewhere and ends a line or a clause; 0 where there is none."""
    end = regex.compile(r"[^,;|\n]*").match(surface, start).end()  # type: ignore[union-attr]
    name = surface[start:end].rstrip(" .")
    return start + len(name) if name.casefold() in _kept_places() else 0


def _street(key: FamilyKey, form: AddressFormat, name: str, attempt: int) -> str:
    streets = pool("en", "street") if form.culture == "en" else pool(form.culture, "family")
    return streets[key.number(f"street|{name.casefold()}|{attempt}", len(streets))]


def _ordinal(number: str) -> str:
    if len(number) > 1 and number[-2] == "1":
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


@cache
def _kept_places() -> frozenset[str]:
    return frozenset(country.casefold() for country in pool("any", "country")) | ALSO_KEPT


@cache
def _cultures_of_cities() -> tuple[str, ...]:
    return tuple(culture for culture in cultures() if has_pool(culture, "city"))


@cache
def _known_cities() -> dict[str, str]:
    """Return each city that a pool knows with its culture, the first that has it."""
    return {name: culture for culture in reversed(_cultures_of_cities()) for name in pool_index(culture, "city")}


def _culture(name: str) -> str:
    """Return the culture that knows a city; else the one whose cities end like it, else that of its script."""
    if culture := _known_cities().get(name):
        return culture
    for length in range(min(len(name), LARGEST_ENDING), SMALLEST_ENDING - 1, -1):
        if culture := _endings().get(name[-length:]):
            return culture
    return culture_of_script(name)


@cache
def _endings() -> dict[str, str]:
    """Return endings of cities with the culture that most of them are of; of few cities nothing is learned."""
    counts: dict[str, dict[str, int]] = {}
    for culture in _cultures_of_cities():
        for name in pool_index(culture, "city"):
            for length in range(SMALLEST_ENDING, min(len(name) - 1, LARGEST_ENDING) + 1):
                of_ending = counts.setdefault(name[-length:], {})
                of_ending[culture] = of_ending.get(culture, 0) + 1
    return {
        ending: best
        for ending, of_ending in counts.items()
        if of_ending[best := max(of_ending, key=lambda culture: (of_ending[culture], culture))] >= MIN_ALIKE
        and 2 * of_ending[best] > sum(of_ending.values())
    }


def _in_case(new: str, like: str) -> str:
    if like.isupper() and len(like) > MAX_INITIALS:
        return new.upper()
    return new.lower() if like.islower() else new
