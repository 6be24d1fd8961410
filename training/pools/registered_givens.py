"""Registered given names: those of lists that the register of a country has as well, so that people of today have them."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from training.pools.name_lists import FEMALE, MALE, Names, columns_of
from training.pools.name_registers import polish_base_forms

MIN_RUSSIANS = 150  # in the register of the package; fewer have names of the calendar of saints, such as "Новомир"


def of_living_people(culture: str, lists: Iterable[tuple[str, Names]]) -> Iterator[tuple[str, Names]]:
    """Yield the pool kinds and names of a culture, without given names that its register does not have.

    Arguments:
        culture: the culture; one without a register here keeps all names.
        lists: the pool kinds and names of lists that count nobody.
    """
    register = REGISTERS[culture]() if culture in REGISTERS else None
    for kind, names in lists:
        is_checked = register is not None and kind in (FEMALE, MALE)
        yield kind, {name: score for name, score in names.items() if not is_checked or name in (register or ())}


def _polish() -> frozenset[str]:
    """Return the given names of 200 people or more in the register of Poland."""
    return frozenset(polish_base_forms("first"))


def _russian() -> frozenset[str]:
    rows = columns_of("russiannames", "data/names.parquet")
    counted = zip(rows["text"], rows["count"], strict=True)
    return frozenset(name for name, count in counted if (count or 0) >= MIN_RUSSIANS)


REGISTERS: Mapping[str, Callable[[], frozenset[str]]] = {"pl": _polish, "ru": _russian}
