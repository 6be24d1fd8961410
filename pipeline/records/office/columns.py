"""Columns of a sheet: its first row names them where it looks like a header."""

from collections.abc import Sequence
from dataclasses import dataclass, field

MAX_NAME_CHARACTERS = 64
MAX_NAME_DIGITS = 4  # as in "Sales 2024"; more are a value


@dataclass(slots=True)
class Columns:
    """The names of the columns of a sheet.

    Arguments:
        names: the name of each column, by its index from 0.
        rows: the number of rows that were read.
        is_open: whether the header may still follow, since all rows had one cell, as titles have.
    """

    names: dict[int, str] = field(default_factory=dict)
    rows: int = 0
    is_open: bool = True

    def is_header(self, values: Sequence[str | None]) -> bool:
        """Return whether a row names the columns: the first row, or the first one with several cells below a title.

        Arguments:
            values: the value of each cell of the next row; None for a number or a date.
        """
        self.rows += 1
        may_be = self.is_open and (self.rows == 1 or len(values) > 1)
        self.is_open = self.is_open and len(values) == 1
        return may_be and all(map(_may_be_name, values))

    def path(self, column: int) -> tuple[str, ...]:
        """Return the path of a cell as fields have it: the name of its column."""
        name = self.names.get(column, "").strip()
        return (name,) if name else ()


def _may_be_name(value: str | None) -> bool:
    if value is None or len(value) > MAX_NAME_CHARACTERS or "@" in value:
        return False
    return sum(map(str.isdecimal, value)) <= MAX_NAME_DIGITS
