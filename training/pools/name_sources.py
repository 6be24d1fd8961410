"""Sources of the names of surrogates: all lists of a culture together."""

from collections import Counter
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
from training.pools.registered_givens import of_living_people

WITH_IMMIGRANTS = frozenset({"es", "fr", "pl", "pt"})  # their registers hold given names of everywhere
MIN_SPANISH = 0.8  # share of the bearers of a surname who call themselves Hispanic, for one that is Portuguese as well
MIN_WITH_CHARACTER = 6  # given names of a Chinese list with the same character
NO_CHINESE_FAMILIES = frozenset("家母公时师")  # with "old" before it, a word: "老家"
RATHER_PORTUGUESE = 150  # added to the score of the others


def people(culture: str) -> dict[str, Names]:
    """Return pool kind -> names of a culture, from all sources."""
    registers = (from_registers(culture), from_national_registers(culture))
    lists = chain(_pools(culture), from_faker(culture), from_composed(culture))
    curated = merged(of_living_people(culture, lists))
    found = merged(chain(curated.items(), from_mimesis(culture), *registers))
    for kind in (FEMALE, MALE):
        if culture in WITH_IMMIGRANTS:
            found[kind] = {name: score for name, score in found[kind].items() if name in curated[kind]}
    if culture in AFRICAN:
        _leave_to_others(found, composed(culture))
    if culture == "zh":
        for kind in (FEMALE, MALE):
            found[kind] = _of_usual_characters(found[kind], curated[kind])
        found[FAMILY] = {name: score for name, score in found[FAMILY].items() if name not in NO_CHINESE_FAMILIES}
    if culture == "en":  # the census says how frequent a name is, and the other lists hold names of all Americans
        found[FAMILY] = merged(from_registers("en"))[FAMILY]
    if culture == "es":
        own = found[FAMILY].items()
        found[FAMILY] = {name: score + RATHER_PORTUGUESE * (not _is_spanish(name)) for name, score in own}
    return found


def _of_usual_characters(names: Names, curated: Names) -> Names:
    """Return the Chinese given names of a list without those with a character that other names do not have: "米痔"."""
    counts = Counter(character for name in names for character in set(name))
    known = {character for name in curated for character in name}
    usual = known | {character for character, count in counts.items() if count >= MIN_WITH_CHARACTER}
    return {name: score for name, score in names.items() if usual.issuperset(name)}


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
