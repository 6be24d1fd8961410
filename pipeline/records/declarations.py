"""Declarations: what the name of a column or key says about the entity of its values."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import regex

from pipeline.records.column_names import (
    CATEGORIES,
    CATEGORY_ENDINGS,
    FIRST_CATEGORIES,
    GROUPS_OF_PEOPLE,
    MAY_BE_IDS,
    MAYBE_PEOPLE,
    NAMES,
    NAMES_OF_CATEGORIES,
    NAMES_OF_SOMETHING,
    PATHS,
    PEOPLE,
    PREFIXES,
    SUFFIXES,
)
from recognizers.entities import CATALOGUE

Declared = tuple[str, str]  # entity, part of a name
UNDECLARED: Declared = ("", "")
CACHED_NAMES = 8_192
MAX_NAME_CHARACTERS = 200
MIN_JOINED_CHARACTERS = 6  # "kundennr" is `kunden_nr`, but "v_in" is no `vin`
MIN_NUMBERED_CHARACTERS = 5  # "email2", "phone 2"; but "cell_1" is a cell of a table
CAMEL_HUMP = regex.compile(r"(?<=\p{Ll}|\d)(?=\p{Lu})")
SEPARATORS = regex.compile(r"[^\p{L}\p{N}]+")
CUSTOM_FIELD = regex.compile(r"__p?c$", regex.IGNORECASE)  # in Salesforce
NUMBER = regex.compile(r"_?\d{1,2}$")
ONE_OR_TWO_WORDS = regex.compile(r"\s*+[\p{L}\p{M}'’.-]++(?:[ /][\p{L}\p{M}'’.-]++)?\s*+")
PREFIX = regex.compile("(?:" + "|".join(sorted(PREFIXES, key=len, reverse=True)) + ")_(?=.)")
SUFFIX = regex.compile("(?<=.)_(?:" + "|".join(sorted(SUFFIXES, key=len, reverse=True)) + ")$")

CATEGORY_ENDING = regex.compile(r"(?<=\w{4})(?:" + "|".join(CATEGORY_ENDINGS) + ")$")


def _table() -> dict[str, Declared]:
    """Return normalized name -> what it declares."""
    table = {
        name: (row.name, part)
        for row in CATALOGUE
        for part, names in (("", row.columns), ("given", row.given_columns), ("family", row.family_columns))
        for name in names.split()
    }
    for kind, names in NAMES.items():
        entity, _, part = kind.partition(":")
        table.update(dict.fromkeys(names.split(), (entity, part)))
    return {f"{role}_name": ("PERSON", "") for role in PEOPLE} | table


DECLARED = _table()
# Columns of religions and nationalities declare an entity, and their values are words of a list as well.
OF_LISTS = CATEGORIES | {name for name, (entity, _) in DECLARED.items() if entity == "NRP"}
JOINED = {
    joined: declared
    for name, declared in DECLARED.items()
    if len(joined := name.replace("_", "")) >= MIN_JOINED_CHARACTERS
}
PAIRS = {f"{role}.name": ("PERSON", "") for role in PEOPLE} | {path: (entity, "") for path, entity in PATHS.items()}


@lru_cache(CACHED_NAMES)
def entity_of(name: str) -> Declared:
    """Return (entity, part of a name) that the name of a column or key declares; empty strings if none."""
    normal = normalized(name)
    found = _within(normal)
    return found if found[0] else _within(SUFFIX.sub("", normal))


def entity_of_path(path: Sequence[str]) -> Declared:
    """Return (entity, part of a name) that the path of a value declares; empty strings if none.

    Arguments:
        path: the keys that lead to the value, outermost first; a name with dots is a path too.
    """
    return _entity_of_pair(path[-2] if len(path) > 1 else "", path[-1]) if path else UNDECLARED


def may_be_id(name: str) -> bool:
    """Return whether the values of a field for people may also be their ids."""
    return normalized(name.rpartition(".")[2]) in MAY_BE_IDS


def may_name_a_person(path: Sequence[str]) -> bool:
    """Return whether a value is the name of somebody or something, such as `<user name="...">`, as its path says."""
    return len(path) > 1 and _may_name_a_person(path[-2], path[-1])


@lru_cache(CACHED_NAMES)
def _may_name_a_person(outer: str, name: str) -> bool:
    owner = normalized(outer.rpartition(".")[2])
    return normalized(name) in NAMES_OF_SOMETHING and (owner in MAYBE_PEOPLE or owner in GROUPS_OF_PEOPLE)


def is_category(path: Sequence[str], value: str) -> bool:
    """Return whether a value is a word of a list, such as a status, as its name says: it has one or two words.

    Arguments:
        path: the keys that lead to the value, outermost first.
        value: the value.
    """
    if not path:
        return False
    is_its_name = len(path) > 1 and path[-1].lower() in NAMES_OF_CATEGORIES  # {"priority": {"name": "Medium"}}
    is_one = _names_category(path[-1]) or (is_its_name and _names_category(path[-2]))
    return is_one and ONE_OR_TWO_WORDS.fullmatch(value) is not None


@lru_cache(CACHED_NAMES)
def _names_category(name: str) -> bool:
    normal = NUMBER.sub("", normalized(name.rpartition(".")[2]))
    last = normal.rpartition("_")[2]
    first = normal.partition("_")[0]
    is_compound = CATEGORY_ENDING.search(last) is not None
    return normal in OF_LISTS or last in OF_LISTS or first in FIRST_CATEGORIES or is_compound


def normalized(name: str) -> str:
    """Return a name in lower case, without accents, with underscores between its words; empty for a long one."""
    if len(name) > MAX_NAME_CHARACTERS:
        return ""
    plain = unicodedata.normalize("NFKD", CUSTOM_FIELD.sub("", name.strip()))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return SEPARATORS.sub("_", CAMEL_HUMP.sub("_", plain)).casefold().replace("ł", "l").strip("_")


@lru_cache(CACHED_NAMES)
def _entity_of_pair(outer: str, name: str) -> Declared:
    found = entity_of(name)
    if found[0]:
        return found
    before, _, last = name.rpartition(".")
    if before and (found := entity_of(last))[0]:
        return found
    owner = normalized(before.rpartition(".")[2] or outer)
    inner = normalized(last)
    return PAIRS.get(f"{owner}.{inner}") or PAIRS.get(f"{owner.removesuffix('s')}.{inner}") or UNDECLARED


def _within(normal: str) -> Declared:
    """Return what a normalized name declares, without the words before it that say whose value it is."""
    while normal:
        if found := _exact(normal):
            return found
        prefix = PREFIX.match(normal)
        if not prefix:
            break
        normal = normal[prefix.end() :]
    return UNDECLARED


def _exact(normal: str) -> Declared | None:
    if found := DECLARED.get(normal) or JOINED.get(normal.replace("_", "")):
        return found
    unnumbered = NUMBER.sub("", normal)
    return DECLARED.get(unnumbered) if len(unnumbered) >= MIN_NUMBERED_CHARACTERS else None
