"""Names composed by the authors of Heteronym from general knowledge, where packages have no open list of enough names.

`composed/CULTURE.txt` has a line `[kind]` before the names of each kind. Kinds of their own: `given_unisex`, given names
of both genders; `shared`, family names that rather belong to another culture; `sure_family`, those that are of the
culture although lists of others have them, too; `family van der`, family names with a particle.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from training.pools.name_lists import FAMILY, FEMALE, MALE, MIMESIS_SCORE, Names

FOLDER = Path(__file__).parent / "composed"
SURE_FAMILY = "sure_family"
# Of these, all family names are rare elsewhere.
AFRICAN = frozenset("ke yo ig ha ak za af am sn".split())
SURE_FAMILY_SCORE, COMPOSED_GIVEN_SCORE = 60, 200


@cache
def composed(culture: str) -> Mapping[str, tuple[str, ...]]:
    """Return kind -> the composed names of a culture."""
    path = FOLDER / f"{culture}.txt"
    if not path.exists():
        return {}
    sections = path.read_text(encoding="utf-8").split("[")[1:]
    return {kind: tuple(names.split()) for kind, _, names in (section.partition("]") for section in sections)}


def from_composed(culture: str) -> Iterator[tuple[str, Names]]:
    """Yield the pool kinds and composed names of a culture, each with its particle."""
    family_score = SURE_FAMILY_SCORE if culture in AFRICAN else MIMESIS_SCORE
    for kind, names in composed(culture).items():
        base, _, particle = kind.partition(" ")
        if base in (FEMALE, MALE):
            yield base, dict.fromkeys(names, COMPOSED_GIVEN_SCORE)
        elif base == FAMILY:
            yield base, {f"{particle} {name}".lstrip(): family_score for name in names}
        elif base == SURE_FAMILY:
            yield FAMILY, dict.fromkeys(names, SURE_FAMILY_SCORE)
