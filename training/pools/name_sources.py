"""Sources of the names of surrogates: all lists of a culture together."""

from collections.abc import Iterator
from functools import cache
from itertools import chain

from recognizers.lexicon.pools import canonical, cultures, pool
from training.pools.name_lists import (
    FAKER,
    FAMILY,
    FEMALE,
    MALE,
    MIMESIS_SCORE,
    POOLS_SCORE,
    Names,
    census_shares,
    from_faker,
    from_mimesis,
    merged,
)
from training.pools.name_registers import from_registers
from training.pools.own_names import OWN_NAMES

MIN_SPANISH = 0.8  # share of the bearers of a surname who call themselves Hispanic, for one that is Portuguese as well
RATHER_PORTUGUESE = 150  # added to the score of the others


def people(culture: str) -> dict[str, Names]:
    """Return pool kind -> names of a culture, from all sources."""
    lists = (_pools(culture), from_faker(culture), from_mimesis(culture), from_registers(culture), _own(culture))
    found = merged(chain(*lists))
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


def _is_spanish(name: str) -> bool:
    """Return whether a surname is not rather a Portuguese one: most of the Americans who have it are Hispanic."""
    share = _hispanic_shares().get(canonical(name))
    return share is None or share >= MIN_SPANISH


@cache
def _hispanic_shares() -> dict[str, float]:
    return {canonical(name): share for name, (share, _) in census_shares().items()}
