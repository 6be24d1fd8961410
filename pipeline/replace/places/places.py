"""Places and addresses: countries, regions and layout stay; cities and streets are replaced by invented ones."""

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.permutation import permute
from pipeline.replace.keyed.shapes import permute_digits, spread
from pipeline.replace.places.postcodes import surrogate_postcode
from recognizers.lexicon.address_formats import (
    AddressFormat,
    format_of,
    region_codes,
)
from recognizers.lexicon.address_parts import JOINED_STREET, parts_of
from recognizers.lexicon.calendar_words import without_accents
from recognizers.lexicon.company_names import language_of
from recognizers.lexicon.cultures import culture_of_script
from recognizers.lexicon.letter_case import in_case
from recognizers.lexicon.pools import canonical, cultures, has_pool, pool, pool_index
from recognizers.lexicon.pools.name_table import NameTable
from recognizers.lexicon.pools.people import names_of_culture

ADDRESS_MARK = regex.compile(r"[\d,\n]")
INDIAN = "in"
# Letters and words of the names of places -> culture.
LETTERS = {
    "pl": regex.compile(r"[łąęśźżńć]"),
    "cs": regex.compile(r"[ěřůčšž]"),
    "pt": regex.compile(r"[ãõ]|\bsão\b"),
    "es": regex.compile(r"ñ|\b(?:los|las|villa|el|san|santa)\s"),
    "fr": regex.compile(r"[œèêç]|\b(?:les|saint|sainte|sur|résidence)[\s-]|\bl['’]"),
    "de": regex.compile(r"[äüß]|\b(?:bad|sankt|am|ober|unter)\s"),
    "nl": regex.compile(r"^(?:den|'s)[\s-]"),
}
LARGEST_ENDING, SMALLEST_ENDING, MIN_ALIKE = 6, 5, 3
# A place with a word that says what it is: "Lake Tahoe", "Swindon depot".
FEATURE = regex.compile(
    r"(?P<before>(?:(?:Lake|Mount|Mt\.?|River|Cape|Lac|Lago|Mont|Monte|Rio|Río|Isle of)\s+)?)"
    r"(?P<name>\p{Lu}[\p{L}\p{M}'’.-]*(?:\s\p{Lu}[\p{L}\p{M}'’.-]*){0,2})"
    r"(?P<behind>(?:\s(?:depot|branch|office|warehouse|plant|site|campus|area|region|store|airport|station|clinic|hub|factory))?)"
)
WORD_BREAK = regex.compile(r"[\s'’-]+")
# Words before the names of streets, and the ending of names behind them: "rue des Tanneurs".
ENDINGS_BEHIND = {"des": "s", "dei": "i", "degli": "i", "delle": "e", "das": "s", "dos": "s"}
# Polish streets have family names that are adjectives, "ulica" being a woman's word; Czech ones a form of the family name.
POLISH, CZECH, POLISH_ENDING = "pl", "cs", "ski"
CZECH_FORMS = tuple(
    (regex.compile(ending), form)
    for ending, form in (
        ("ý$", "ého"),
        ("ek$", "kova"),
        ("ec$", "cova"),
        ("a$", "ova"),
        (r"(?<=[^aeiouyáéíóúůýě])$", "ova"),
    )
)
PREFIXED = regex.compile(r"(?<=^Mc)\p{Ll}(?=\p{L}{3})")  # "McGuire"
MIN_CAPITALS = 3  # "MG" in "MG Road" are initials


def surrogate_location(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return an invented city, which is the same alone and within an address; "Springfield, IL" counts as an address.

    Arguments:
        key: the family key of places.
        surface: the place as it is written.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    words = surface.split()
    is_address = ADDRESS_MARK.search(surface) or (len(words) > 1 and words[-1] in region_codes())
    if is_address:
        return surrogate_address(key, surface, attempt)
    if of := FEATURE.fullmatch(surface):
        return f"{of['before']}{_city(key, of['name'], attempt)}{of['behind']}"
    return _city(key, surface, attempt)


def surrogate_address(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return another address in the same layout.

    Street types, unit words, regions and countries stay. House numbers keep their length. Streets and cities are
    invented. Postcodes are unassigned ones, of the same region if the postcode encodes it.

    Arguments:
        key: the family key of places.
        surface: the address as it is written.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    form = format_of(surface)
    pieces: list[str] = []
    position = 0
    for kind, start, end in parts_of(surface, form):
        text = surface[start:end]
        before = surface[:start].split()[-1:] or [""]
        pieces += [surface[position:start], _replace(key, form, kind, text, attempt, before[0].casefold())]
        position = end
    return "".join(pieces) + surface[position:]


def _replace(key: FamilyKey, form: AddressFormat, kind: str, text: str, attempt: int, before: str) -> str:
    if kind == "postcode":
        return surrogate_postcode(key, text, attempt)
    if kind == "city":
        return _city(key, text, attempt)
    if kind == "number":
        digits, ordinal = regex.fullmatch(r"(\d+)(\D*)", text).groups()  # type: ignore[union-attr]
        number = _house_number(key, digits, attempt)
        return number + _ordinal(number) if ordinal else number
    if joined := JOINED_STREET.fullmatch(text):
        return _street(key, form, joined["name"], attempt) + joined["type"]
    return in_case(_street(key, form, text, attempt, before), text, min_capitals=MIN_CAPITALS)


def _house_number(key: FamilyKey, digits: str, attempt: int) -> str:
    """Return a house number of as many digits, without a zero at the start."""
    least = 10 ** (len(digits) - 1)
    if not digits.isdecimal() or int(digits) < least:  # the package regex knows digits of Unicode that Python does not
        return permute_digits(key, "house", digits, attempt)
    return str(least + permute(key, f"house|{len(digits)}|{attempt}", int(digits) - least, 9 * least))


def _city(key: FamilyKey, surface: str, attempt: int) -> str:
    name = " ".join(surface.casefold().split())
    culture = _culture(name)
    cities = pool(culture, "coined_city")
    index = pool_index(culture, "city").get(name, None) if has_pool(culture, "city") else None
    if index is None or attempt:
        index = key.number(f"city|{name}|{attempt}", len(cities))
    else:
        index = spread(key, f"city|{culture}", index, len(cities))
    start = len(surface) - len(surface.lstrip())
    chosen = cities[index] if culture != INDIAN or not surface.isascii() else without_accents(cities[index])
    city = in_case(chosen, surface.strip(), min_capitals=MIN_CAPITALS)
    return surface[:start] + city + surface[len(surface.rstrip()) :]


def _street(key: FamilyKey, form: AddressFormat, name: str, attempt: int, before: str = "") -> str:
    """Return another name of a street, in the form that such names have behind the word before it."""
    streets = _streets(form.culture, ENDINGS_BEHIND.get(before, ""))
    others = key.rotated(f"street|{name.casefold()}|{attempt}", streets)
    return _as_street(next(one for one in others if one.casefold() != name.casefold()), form.culture, name)


@cache
def _streets(culture: str, ending: str) -> Sequence[str]:
    """Return the names of streets of a culture that have an ending."""
    if ending := POLISH_ENDING if culture == POLISH else ending:
        names = names_of_culture(culture)["family"]
        return names.selected(name.endswith(ending) for name in names)
    return pool("en", "street") if culture == "en" else pool(culture, "family")


def _as_street(name: str, culture: str, like: str) -> str:
    """Return a family name as a street has it: "ul. Malinowskiego", or "ul. Malinowska" like "ul. Wiosenna"; "Čermákova"."""
    if culture == POLISH:
        return name[:-1] + ("a" if like.endswith("a") else "iego")
    if culture == CZECH:
        forms = (pattern.sub(form, name) for pattern, form in CZECH_FORMS if pattern.search(name))
        return next(forms, name)
    return PREFIXED.sub(lambda found: found[0].upper(), name) if culture == "en" else name


def _ordinal(number: str) -> str:
    if len(number) > 1 and number[-2] == "1":
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


@cache
def _cultures_of_cities() -> tuple[str, ...]:
    return tuple(culture for culture in cultures() if has_pool(culture, "city"))


def _cities(culture: str) -> Iterator[str]:
    return map(str.casefold, pool(culture, "city"))


@cache
def _known_cities() -> NameTable[str]:
    """Return city -> the first culture whose pool contains it."""
    return NameTable.of_lines((culture, list(_cities(culture))) for culture in _cultures_of_cities())


def _culture(name: str) -> str:
    """Return the culture of a city: from the pools, else from the ending of the name, else from its script."""
    if known := _known_cities().get(name, ""):
        return known
    for length in range(min(len(name), LARGEST_ENDING), SMALLEST_ENDING - 1, -1):
        if culture := _endings().get(name[-length:]):
            return culture
    by_letters = (culture for culture, letters in LETTERS.items() if letters.search(name))
    language = language_of(canonical(WORD_BREAK.sub("", name)))
    is_of_language = language in LETTERS or language in ("it", "sv")
    return next(by_letters, "") or (language if is_of_language else culture_of_script(name))


@cache
def _endings() -> dict[str, str]:
    """Return endings of city names -> the culture of most of these cities; rare or ambiguous endings are left out."""
    counts: dict[str, dict[str, int]] = {}
    for culture in _cultures_of_cities():
        for name in set(_cities(culture)):
            for length in range(SMALLEST_ENDING, min(len(name) - 1, LARGEST_ENDING) + 1):
                of_ending = counts.setdefault(name[-length:], {})
                of_ending[culture] = of_ending.get(culture, 0) + 1
    return {
        ending: best
        for ending, of_ending in counts.items()
        if of_ending[best := max(of_ending, key=lambda culture: (of_ending[culture], culture))] >= MIN_ALIKE
        and 2 * of_ending[best] > sum(of_ending.values())
    }
