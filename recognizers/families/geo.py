"""Geographic coordinates: decimal degrees, degrees with minutes, UTM and MGRS, plus codes, links of maps."""

import regex

from recognizers.rules import Rule

LIMITS = "Decimal degrees with fewer than four places, and coordinates in words, are not found without a label."

LATITUDE = r"[-–−+]?(?:90(?:[.,]0{3,8})|[1-8]?\d[.,]\d{3,15})"
LONGITUDE = r"[-–−+]?(?:180(?:[.,]0{3,8})|(?:1[0-7]\d|\d{1,2})[.,]\d{3,15})"
END = r"(?![\d]|[.,]\d)"
# 52°31'12.3"N  N 50° 23.118'  24.0123N  05-41.2N
MARKS = r"(?:\s?[°º]\s?|\s?deg\s?|-)"
DEGREES = rf"\d{{1,3}}(?:[.,]\d{{1,8}})?(?:{MARKS}(?:\d{{1,2}}(?:[.,]\d{{1,5}})?\s?(?:['’′]{{1,2}}|m\b)?(?:\s?\d{{1,2}}(?:[.,]\d{{1,4}})?\s?(?:[\"”″]|''|’’|s\b)?)?)?)?"
LETTER = r"[NSEWO]"
SIDED = rf"(?:(?:{LETTER}\s?)[-+]?{DEGREES}|{DEGREES}\s?{LETTER}(?!\p{{L}}))"
NUMBER = regex.compile(r"\d+(?:[.,]\d+)?")


def has_precision(value: str) -> bool:
    """Return whether coordinates have minutes or at least three decimal places in both numbers."""
    numbers = NUMBER.findall(value)
    decimals = [
        number for number in numbers if len(regex.split("[.,]", number)[-1]) >= 3 and regex.search("[.,]", number)
    ]
    return len(decimals) >= 2 or len(numbers) >= 4


def is_pair(value: str) -> bool:
    """Return whether two decimal numbers are in range, and one has four decimal places; more than 12 are those of a computation."""
    numbers = regex.findall(r"[-–−+]?\d{1,3}[.,]\d{3,15}", value)
    return (
        len(set(numbers)) == 2
        and any(len(regex.split("[.,]", number)[0].strip("-–−+")) > 1 for number in numbers)
        and max(len(regex.split("[.,]", number)[-1]) for number in numbers) >= 4
        and min(len(regex.split("[.,]", number)[-1]) for number in numbers) <= 12
    )


# Near one of these words coordinates are those of a public place.
PUBLIC_PLACES = (
    "town hall", "city hall", "rådhus", "rådhuset", "raadhuis", "stadhuis", "rathaus", "mairie", "ayuntamiento", "municipio", "ratusz*", "summit", "peak", "everest", "mount", "m high", "m hoch", "lighthouse", "leuchtturm",
    "cathedral", "kathedrale", "museum", "opera house", "eiffel", "landmark*", "sehenswürdigkeit*", "volcano", "monument*", "demo*", "sample", "for example", "zum beispiel", "par exemple", "por ejemplo",
)  # fmt: skip
LABEL = r"(?:gps|geo|coord(?:inates?|s|enadas|inate|onate\p{L}{0,3})?|koordinaten|koordynaty|coordonnées|coordinate|position|posn?|loc(?:ation)?|pin|ping|fix|lat[ /]?l(?:on|ng)|scene|site|grid|waypoint|punto|ortung|standort)"
# fmt: off
RULES = (
    Rule("geo_decimal_pair", "GEO_COORDINATES",
        rf"(?<![\p{{L}}\d.])(?<!\d,)(?<!\d\.\d{{3,15}}[,;]?\s{{0,2}}|\[[^\]\n]{{0,20}}[,e][^\]\n]{{0,20}})(?P<value>{LATITUDE}\s?°?(?:\s?[,;/]\s?|[ ]){LONGITUDE})(?!\d|\.\d|[,\s]\s{{0,2}}-?\d{{1,9}}\.\d{{3}}|-1\.e)(?!\s?(?:[€$£%]|EUR|USD|kg|mm|cm))",
        0.8, check=is_pair, unless=(*PUBLIC_PLACES, "version", "price", "euro", "vector", "embedding", "weights", "loss", "tensor", "array", "usd", "eur"),
        true=("the pin is ⟦43.5683, -101.6642⟧.", "⟦-23.6509,-70.3975⟧ desde", "Tracker ⟦47,08213 / 15,41270⟧ (Eggenberg)"), false=("0.12, 3.45", "loss 0.1234, 0.5678", "demo point 59.9139, 10.7522 (Oslo rådhus)", "1.234.567,8901", "('AA', 20.082559339525282, 12.825593395252838),", "[ 45.5597513593433  1.27721006042799  0.317662687717978]")),
    Rule("geo_with_directions", "GEO_COORDINATES",
        rf"(?<![\p{{L}}\d.])(?P<value>{SIDED}\s{{0,2}}(?:[,;/]\s?)?\s?{SIDED})(?![\p{{L}}\d])",
        0.9, check=has_precision, unless=PUBLIC_PLACES,
        true=("at ⟦51°27'19\"N 2°35'44\"W⟧ now", "⟦N 50° 23.118' E 012° 07.940'⟧. nix", "⟦27.8069° N, 86.7140° E⟧,", "GPS ⟦24.0123N 90.3187E⟧", "POSN ⟦05-41.2N 079-58.8E⟧"),
        false=("5N 6E", "12 N 13 E", "9 W, 10 W", "8,848 m high, at about 27.9881 N, 86.9250 E")),
    Rule("geo_labelled_pair", "GEO_COORDINATES",
        rf"(?i)(?<![\p{{L}}]){LABEL}[\"'”]?\s{{0,3}}[:=(]{{0,2}}\s{{0,3}}[\[(\"']{{0,2}}(?!\d{{1,2}},\d{{3}},\d{{3}},\d{{3}})(?P<value>[-–]?\d{{1,2}}[.,]\d{{2,8}}\s?[,;/ ]\s?[-–]?\d{{1,3}}[.,]\d{{2,8}}){END}",
        0.85,
        true=("GPS: ⟦52.52, 13.40⟧", "location=⟦48.64,9.45⟧"), false=("position 1, 2", "loc: 12", "GPS 5.2", 'coords="31,460,195,498"')),
    Rule("geo_labelled_value", "GEO_COORDINATES",
        rf"(?i)(?<![\p{{L}}])(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng|breite|länge|latitud|longitud|latitudine|longitudine|szerokość|długość)[\"'”]?\s{{0,3}}[:=>]?\s{{0,3}}[\"'“]?(?P<value>[-–]?\d{{1,3}}[.,]\d{{2,15}}){END}(?!\s?(?:cm|m\b|km|mm|kg|€))",
        0.9,
        true=('"lat":⟦42.87462⟧,"lon":⟦74.61218⟧', "latitude = ⟦-77.9031⟧ long ⟦166.2250⟧"), false=("long 12", "lat: n/a", "late 5.20", "long 2.50 m")),
    Rule("geo_uri", "GEO_COORDINATES",
        r"(?:\bgeo:|[/?&@](?:q=|ll=|loc:)?@?|POINT\s?\(\s?)(?P<value>[-+]?\d{1,3}\.\d{3,15}[, ]\s?[-+]?\d{1,3}\.\d{3,15})(?![\d.])",
        0.96,
        true=("geo:⟦-77.9155,166.1912⟧;u=35", "https://www.google.com/maps/@⟦52.5163,13.3777⟧,17z", "POINT(⟦-9.4911 13.0349⟧)"), false=("geo:unknown", "maps/@here", "POINT(1 2)")),
    Rule("geo_mgrs", "GEO_COORDINATES",
        r"(?<![\p{L}\d])(?P<value>(?:[1-9]|[1-5]\d|60)[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}|[A-Z]{2}\s\d{3,5}\s\d{3,5}|(?:[1-9]|[1-5]\d|60)[C-HJ-NP-X]\s\d{6}\s?m?E?[, ]\s?\d{7}\s?m?N?)(?![\p{L}\d])",
        0, with_context=0.8, context=("grid", "mgrs", "utm", "grid ref*", "position", "location", "coords", "coordinates", "koordinaten", "cairn", "glacier", "lane", "site", "os grid", "map"),
        true=("grid ref ⟦SP 14882 22019⟧", "MGRS ⟦32V MP 62718 35420⟧"), false=("AB 123 456 order", "form SP 14882 22019", "4 DX 12 34")),
    Rule("geo_plus_code", "GEO_COORDINATES",
        r"(?<![\p{L}\d])(?P<value>[2-9CFGHJMPQRVWX]{4,8}\+[2-9CFGHJMPQRVWX]{2,3})(?![\p{L}\d])",
        0, with_context=0.85, context=("plus code", "maps", "location", "open location code", "address", "pin"),
        true=("plus code ⟦9F4MGC22+22⟧", "maps: ⟦GC8F+M3⟧ Berlin"), false=("2222+22", "C++ CHPX+XC library")),
    Rule("geo_what3words", "GEO_COORDINATES",
        r"(?i)(?:(?<!file:)///|what3words[:\s/]{1,4}(?:///)?|\bw3w[:\s/.]{1,6}(?:co/)?)(?P<value>\p{Ll}{3,20}\.\p{Ll}{3,20}\.\p{Ll}{3,20})(?![\p{L}.])",
        0.9,
        true=("we are at ///⟦filled.count.soap⟧ now", "what3words: ⟦daring.lion.race⟧"), false=("module a.b.c", "file:///etc.conf.bak/x", "os.path.join")),
)
# fmt: on
