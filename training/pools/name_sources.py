"""Sources of the names of surrogates: all lists of a culture together."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from recognizers.lexicon.pools import canonical, cultures, pool
from training.pools.composed_names import AFRICAN, composed, from_composed
from training.pools.name_lists import (
    FAKER,
    FAMILY,
    FEMALE,
    MALE,
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

WITH_IMMIGRANTS = frozenset({"es", "fr", "pl", "pt"})  # their registers hold given names of everywhere
MIN_SPANISH = 0.8  # share of the bearers of a surname who call themselves Hispanic, for one that is Portuguese as well
RATHER_PORTUGUESE = 150  # added to the score of the others


def people(culture: str) -> dict[str, Names]:
    """Return pool kind -> names of a culture, from all sources."""
    registers = (from_registers(culture), from_national_registers(culture))
    curated = merged(chain(_pools(culture), from_faker(culture), from_composed(culture)))
    found = merged(chain(curated.items(), from_mimesis(culture), *registers))
    for kind in (FEMALE, MALE):
        if culture in WITH_IMMIGRANTS:
            found[kind] = {name: score for name, score in found[kind].items() if name in curated[kind]}
    if culture in AFRICAN:
        _leave_to_others(found, composed(culture))
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


def _leave_to_others(found: dict[str, Names], stated: Mapping[str, tuple[str, ...]]) -> None:
    """Drop the family names that are rather of other cultures, and the given names that are stated to be of another gender or of both."""
    shared = set(stated.get(SHARED, ()))
    found[FAMILY] = {name: score for name, score in found[FAMILY].items() if name not in shared}
    for kind in (FEMALE, MALE):
        others = {name for other in (FEMALE, MALE, UNISEX) if other != kind for name in stated.get(other, ())}
        others -= set(stated.get(kind, ()))
        found[kind] = {name: score for name, score in found[kind].items() if name not in others}


def _is_spanish(name: str) -> bool:
    """Return whether a surname is not rather a Portuguese one: most of the Americans who have it are Hispanic."""
    share = _hispanic_shares().get(canonical(name))
    return share is None or share >= MIN_SPANISH


@cache
def _hispanic_shares() -> dict[str, float]:
    return {canonical(name): share for name, (share, _) in census_shares().items()}
