"""Columns of a sheet: its first row names them where it looks like a header."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.records.sniff import COLUMN_NAME


@dataclass(slots=True)
class Columns:
    """The names of the columns of a sheet.

    Arguments:
        names: the name of each column, by its index from 0; empty if the first row is none of names.
        has_first_row: whether the first row was read.
    """

    names: dict[int, str] = field(default_factory=dict)
    has_first_row: bool = False

    def read_first_row(self, values: Sequence[str | None]) -> bool:
        """Return whether the first row looks like a header: short texts without marks of prose only.

        Arguments:
            values: the value of each cell; None for a number or a date.
        """
        self.has_first_row = True
        written = [value for value in values if value is None or value.strip()]
        return bool(written) and all(value is not None and COLUMN_NAME.fullmatch(value.strip()) for value in written)

    def path(self, column: int) -> tuple[str, ...]:
        """Return the path of a cell as fields have it: the name of its column."""
        name = self.names.get(column, "").strip()
        return (name,) if name else ()
