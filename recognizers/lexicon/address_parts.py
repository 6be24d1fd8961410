"""Address parser: splits an address into street, city, number and postcode."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from recognizers.lexicon.address_formats import ALSO_CITIES, AddressFormat, country_names, region_names, regions_of

# Street types that follow the name of a street, and those that precede it.
TYPES_BEHIND = frozenset(
    """street st avenue ave av road rd boulevard blvd lane ln drive dr court ct place pl square sq terrace ter parkway pkwy highway hwy
    circle cir trail trl way crescent cres close grove row alley plaza loop mews quay gate marg nagar apartments society layout enclave colony vihar chowk""".split()
)
TYPES_BEFORE = frozenset(
    """rue boulevard avenue quai impasse chemin allée place calle plaza paseo avenida av avda carrer via viale piazza corso largo vicolo rua
    travessa alameda rodovia c pza plza ctra carretera ronda travesía camino urb cours square rte bd bld imp chaussée laan ul ulica al aleja
    aleje os osiedle plac""".split()
)
UNITS = frozenset(
    """apt apartment suite ste unit floor fl flat room rm bldg building box po level block platform terminal plot sector phase ward tower wing door
    no nr house h postfach whg stock og top stiege bât bat bâtiment résidence étage esc bp cs cedex lot bloque blq portal planta piso pta puerta
    bajo ático izda izq izquierda dcha dcho derecha apartado int interno scala piano esq dto dta andar fração lok blok m kv postbus""".split()
)
DIRECTIONS = frozenset("north south east west n s e w ne nw se sw nne".split())
PARTICLES = frozenset(
    "de du des del della dei delle degli di da do dos das la le les los las el l d und and of the am an der den van von zur zum upon on sur in at nel nella na no em à w".split()
)
JOINED_STREET = regex.compile(
    r"(?<name>\p{L}[\p{L}'’ -]*?)(?<type>[ ]*(?:straße|strasse|str|weg|gasse|allee|platz|ufer|damm|ring|straat|gracht|laan|plein|kade|singel|pad|dijk|dreef|steeg|hof|chaussee|steig|gatan|vägen|gränd|gade|vej|veien|gata))",
    regex.IGNORECASE,
)
WORD = r"[\p{L}\p{M}]+(?:[.'’-][\p{L}\p{M}]+)*"
BETWEEN = regex.compile(r"\.?\s+")
# Indian streets with a number: "14th Cross", "3rd Main".
NUMBERED = frozenset("cross main block stage phase".split())
# Additions to a house number: "8 bis", "20-II".
ADDITIONS = frozenset("bis ter quater".split())
ROMAN = regex.compile(r"[IVX]{1,4}")
SEPARATOR = regex.compile(r"[,;|\n]|\s[-–]\s")
MAX_CODE_LETTERS = 3


class Token(NamedTuple):
    """A token of an address.

    Arguments:
        kind: `postcode`, `region`, `country`, `number` or `word`.
        start, end: offsets into the address, half open.
        text: the text of the token.
    """

    kind: str
    start: int
    end: int
    text: str

    @property
    def plain(self) -> str:
        """The word without a final full stop, in lower case."""
        return self.text.casefold().rstrip(".")


def parts_of(surface: str, form: AddressFormat) -> Iterator[tuple[str, int, int]]:
    """Yield the parts of an address that a surrogate replaces, in order.

    Arguments:
        surface: the address as it is written.
        form: the address format of its country.

    Yields:
        (kind, start, end) with kind `postcode`, `number`, `street` or `city`, and offsets into the address.
    """
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
                is_city = run[0].start >= place
                named = run if is_city and all(token.text.islower() for token in run) else _trimmed(run)
                if named:
                    yield ("city" if is_city else "street"), named[0].start, named[-1].end
                    city_seen |= is_city
                run = []
            if joins:
                run.append(token)
            elif token.kind in ("postcode", "number"):
                yield token.kind, token.start, token.end


def _trimmed(run: list[Token]) -> list[Token]:
    """Remove lower-case particles around a name, such as "de la" in "de la Paix"."""
    while run and run[0].text in PARTICLES:
        run = run[1:]
    while run and run[-1].text in PARTICLES:
        run = run[:-1]
    return run


def _is_name(token: Token, segment: list[Token], is_place: bool, *, may_be_region: bool) -> bool:
    """Return whether a token belongs to the name of a street or city."""
    if token.kind == "region":
        return _is_city_first(token) and not may_be_region if is_place else len(token.text) > MAX_CODE_LETTERS
    if token.kind != "word" or _is_unit(token, segment) or _is_addition(token, segment):
        return False
    if is_place:
        return len(token.text) > 1
    if len(token.text) == 1 or token.plain in DIRECTIONS or token.plain in PARTICLES:
        return False
    return token.plain not in TYPES_BEHIND | TYPES_BEFORE


def _is_city_first(token: Token) -> bool:
    """Return whether a region token means a city if no other city precedes it: New York, Berlin, provinces of Spain."""
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


def _is_addition(token: Token, segment: list[Token]) -> bool:
    """Return whether a word is an addition to the house number before it, or what an ordinal counts: "14th Cross"."""
    place = segment.index(token)
    before = segment[place - 1] if place else None
    if before is None or before.kind != "number":
        return False
    is_counted = token.plain in NUMBERED and not before.text.isdecimal() and not segment[place + 1 :]
    return token.plain in ADDITIONS or ROMAN.fullmatch(token.text) is not None or is_counted


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
    """Return the offset at which the city begins: after street and number, or at the start of a segment without them."""
    postcode = next((place for place, token in enumerate(segment) if token.kind == "postcode"), None)
    behind = [
        place
        for place, token in enumerate(segment)
        if place
        and _is_type(token)
        and not _is_addition(token, segment)
        and segment[place - 1].kind in ("word", "number")
    ]
    first = next((token for token in segment if token.text not in PARTICLES), segment[0])
    is_before = first.plain in TYPES_BEFORE or (
        len(segment) > 1 and segment[0].kind == "number" and _behind_additions(segment).plain in TYPES_BEFORE
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


def _behind_additions(segment: list[Token]) -> Token:
    """Return the first token behind the number of a segment and the additions to it; the last one if there is none."""
    return next((token for token in segment[1:] if not _is_addition(token, segment)), segment[-1])


def _is_type(token: Token) -> bool:
    return token.kind == "word" and token.plain in TYPES_BEHIND


def _tokens(surface: str, form: AddressFormat) -> list[Token]:
    """Split an address into tokens; at the same offset, a region or country takes precedence over a word."""
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
    """Return the end of a country name that begins at `start` and ends a line or clause; 0 if there is none."""
    end = regex.compile(r"[^,;|\n]*").match(surface, start).end()  # type: ignore[union-attr]
    name = surface[start:end].rstrip(" .")
    return start + len(name) if name.casefold() in country_names() else 0
