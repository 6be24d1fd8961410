"""Names of people that surrogates are chosen from, by culture. Detection knows the smaller pools of this package instead."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache

from recognizers.lexicon.name_model import NameModel, row_of
from recognizers.lexicon.pools import FIRST_GREEK, verified
from recognizers.lexicon.pools.name_list import NameList
from recognizers.lexicon.pools.name_table import NameTable

DATA = "people.zip"
FAMILIES, FAMILIES_OF_OTHER_SCRIPTS, GIVENS = "families.txt", "families_of_other_scripts.txt", "givens.txt"
FURTHER_FAMILIES = "further_families.txt"
ANY_GENDER = "u"
GENDERS = {"f": "given_female", "m": "given_male", ANY_GENDER: ""}
UNKNOWN: Mapping[str, str] = {}
FAMILY_MODEL, GIVEN_MODEL, GENDER_MODEL = "family.model", "given.model", "gender.model"


@cache
def names_of_culture(culture: str) -> dict[str, NameList]:
    """Return pool kind -> names of a culture, in their fixed order.

    Kinds are `given_female`, `given_male`, `family`, `family_female` where women have forms of their own, which are at the
    index of men's, and `family van der` and the like for names with a particle.
    """
    pools = (block.partition("\n") for block in _member(culture).decode().split("\n\n"))
    return {kind: NameList(names) for kind, _, names in pools}


def culture_of_family(name: str) -> str:
    """Return the culture that a family name in canonical form belongs to; an empty string for an unknown one."""
    return _cultures_of_families(FAMILIES if name[:1] < FIRST_GREEK else FAMILIES_OF_OTHER_SCRIPTS).get(name, "")


def further_cultures_of_family(name: str) -> tuple[str, ...]:
    """Return the cultures that have a family name in canonical form beside the one it belongs to."""
    return _further_cultures().get(name, ())


def origins_of_given(name: str) -> Mapping[str, str]:
    """Return culture -> pool kind of a given name in canonical form, the likeliest culture first; an empty kind for any gender."""
    return _origins_of_givens().get(name, UNKNOWN)


def family_model() -> NameModel:
    """Return the model that estimates the culture of a family name in Latin letters."""
    return _model(FAMILY_MODEL)


def given_model() -> NameModel:
    """Return the model that estimates the culture of a given name in Latin letters."""
    return _model(GIVEN_MODEL)


def gender_model() -> NameModel:
    """Return the model that estimates the gender of a given name, as a pool kind."""
    return _model(GENDER_MODEL)


@cache
def _cultures_of_families(member: str) -> NameTable[str]:
    return NameTable.of_lines(_lines(member))


@cache
def _further_cultures() -> NameTable[tuple[str, ...]]:
    return NameTable.of_lines((tuple(listed.split(",")), names) for listed, names in _lines(FURTHER_FAMILIES))


@cache
def _origins_of_givens() -> NameTable[Mapping[str, str]]:
    return NameTable.of_lines(
        ({origin[:-2]: GENDERS[origin[-1]] for origin in listed.split(",")}, names) for listed, names in _lines(GIVENS)
    )


def _lines(member: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what each line of a file says of the names behind its tab, and these names."""
    for line in _member(member).decode().split("\n"):
        listed, _, names = line.partition("\t")
        yield listed, names.split(",")


@cache
def _model(member: str) -> NameModel:
    text, _, packed = _member(member).partition(b"\0")
    names = json.loads(text)
    width = len(names["labels"])
    rows = {group: row_of(packed[place * width : (place + 1) * width]) for place, group in enumerate(names["groups"])}
    return NameModel(tuple(names["labels"]), rows)


def _member(name: str) -> bytes:
    return _archive().read(name)


@cache
def _archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(verified(DATA)))
