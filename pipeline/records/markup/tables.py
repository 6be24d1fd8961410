"""Headers in HTML: the cell of a table is named by its header, and a description by its term."""

from dataclasses import dataclass, field

MAX_HEADER_CHARACTERS = 40
CELLS = ("td", "th")


@dataclass(slots=True)
class _Table:
    columns: dict[int, str] = field(default_factory=dict)
    column: int = -1
    row: str = ""  # the header of the row
    is_regular: bool = True  # without cells over several columns or rows


class Headers:
    """The headers that apply at the present place of a page."""

    def __init__(self) -> None:
        self._tables: list[_Table] = []
        self._term = ""

    def start(self, element: str, *, is_wide: bool = False) -> str:
        """Enter an element.

        Arguments:
            element: its name.
            is_wide: whether it is a cell over several columns or rows.

        Returns:
            The header of its text; an empty string if it has none.
        """
        if element == "table":
            self._tables.append(_Table())
        elif element == "dd":
            return self._term
        elif element == "dt":
            self._term = ""
        if not self._tables:
            return ""
        table = self._tables[-1]
        if element == "tr":
            table.column, table.row = -1, ""
        elif element in CELLS:
            table.column += 1
            table.is_regular &= not is_wide
        if element != "td":
            return ""
        return (table.columns.get(table.column, "") if table.is_regular else "") or table.row

    def end(self, element: str) -> None:
        """Leave an element."""
        if element == "table" and self._tables:
            self._tables.pop()

    def text(self, element: str, value: str) -> None:
        """Take the text of a header.

        Arguments:
            element: the element of the text; only `th` and `dt` are headers.
            value: the text.
        """
        name = " ".join(value.split()).rstrip(" :")
        if element not in ("th", "dt") or len(name) > MAX_HEADER_CHARACTERS:
            return
        if element == "dt":
            self._term = name
        elif self._tables:
            table = self._tables[-1]
            table.columns.setdefault(table.column, name)
            table.row = name
