"""Sources of the names of surrogates: all lists of a culture together."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from recognizers.lexicon.pools import canonical, cultures, pool
from training.pools.name_lists import (
    AFRICAN_FAMILY_SCORE,
    AFRICAN_GIVEN_SCORE,
    FAKER,
    FAMILY,
    FEMALE,
    MALE,
    MIMESIS_SCORE,
    POOLS_SCORE,
    SHARED,
    UNISEX,
    Names,
    census_shares,
    from_faker,
    from_mimesis,
    merged,
)
from training.pools.name_registers import from_registers
from training.pools.national_registers import from_national_registers
from training.pools.own_names import AFRICAN_NAMES, OWN_NAMES, SURE_FAMILIES

MIN_SPANISH = 0.8  # share of the bearers of a surname who call themselves Hispanic, for one that is Portuguese as well
RATHER_PORTUGUESE = 150  # added to the score of the others


def people(culture: str) -> dict[str, Names]:
    """Return pool kind -> names of a culture, from all sources."""
    registers = (from_registers(culture), from_national_registers(culture))
    lists = (_pools(culture), from_faker(culture), from_mimesis(culture), *registers, _own(culture))
    found = merged(chain(*lists, _african(culture)))
    _leave_to_others(found, AFRICAN_NAMES.get(culture, {}))
    if culture == "en":  # the census says how frequent a name is, and the other lists hold names of all Americans
        found[FAMILY] = merged(from_registers("en"))[FAMILY]
    if culture == "es":
        own = found[FAMILY].items()
        found[FAMILY] = {name: score + RATHER_PORTUGUESE * (not _is_spanish(name)) for name, score in own}
    return found


def _pools(culture: str) -> Iterator[tuple[str, Names]]:
    """Yield the names that detection knows; of family names only those that no list of Faker has."""
    kinds = (FEMALE, MALE) if culture in FAKER else (FEMALE, MALE, FAMILY)
    for kind in kinds:
        if culture in cultures():
            yield kind, dict.fromkeys(pool(culture, kind), POOLS_SCORE)


def _own(culture: str) -> Iterator[tuple[str, Names]]:
    """Yield the names that the authors of Heteronym wrote down, since no list has them."""
    for kind, names in OWN_NAMES.get(culture, {}).items():
        yield kind, dict.fromkeys(names.split(), MIMESIS_SCORE)
    yield FAMILY, dict.fromkeys(SURE_FAMILIES.get(culture, "").split(), AFRICAN_FAMILY_SCORE)


def _african(culture: str) -> Iterator[tuple[str, Names]]:
    """Yield the names of an African culture that the authors of Heteronym wrote down, each with its particle."""
    for kind, names in AFRICAN_NAMES.get(culture, {}).items():
        base, _, particle = kind.partition(" ")
        score = AFRICAN_GIVEN_SCORE if base in (FEMALE, MALE) else AFRICAN_FAMILY_SCORE
        if base in (FEMALE, MALE, FAMILY):
            yield base, {f"{particle} {name}".lstrip(): score for name in names.split()}


def _leave_to_others(found: dict[str, Names], stated: Mapping[str, str]) -> None:
    """Drop the family names that are rather of other cultures, and the given names that are stated to be of another gender or of both."""
    shared = set(stated.get(SHARED, "").split())
    found[FAMILY] = {name: score for name, score in found[FAMILY].items() if name not in shared}
    for kind in (FEMALE, MALE):
        others = {name for other in (FEMALE, MALE, UNISEX) if other != kind for name in stated.get(other, "").split()}
        others -= set(stated.get(kind, "").split())
        found[kind] = {name: score for name, score in found[kind].items() if name not in others}


def _is_spanish(name: str) -> bool:
    """Return whether a surname is not rather a Portuguese one: most of the Americans who have it are Hispanic."""
    share = _hispanic_shares().get(canonical(name))
    return share is None or share >= MIN_SPANISH


@cache
def _hispanic_shares() -> dict[str, float]:
    return {canonical(name): share for name, (share, _) in census_shares().items()}
