"""Column names of tables, which may be values: in a pivot table by customer, or in a file without a header."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from pipeline.errors import RecordError
from pipeline.records.key_names import distinct, key_text, written_like
from pipeline.records.model import BrokenRecord, FilePlan, Record
from pipeline.records.rows import without_lead
from pipeline.records.tables import LINE_END, split_row, written_cell
from pipeline.text.document import Text

RENAME_COLUMN = "the name of a column contains a sensitive value: rename the column"


def table_header(plan: FilePlan) -> Record | BrokenRecord:
    """Return the header row of a CSV file as a record that renders to a plan with the new names."""
    delimiter = plan.shards[0].delimiter if plan.shards else ","
    start = without_lead(plan.prefix)
    text = start.decode("utf-8", "surrogateescape")
    cells = split_row(LINE_END.sub("", text), delimiter) if text else []
    if cells is None:
        return BrokenRecord(1, "a closing quote of the header is not followed by a delimiter")
    names = [cell.value for cell in cells]

    def render(values: Sequence[str]) -> FilePlan:
        pieces, position = [], 0
        for cell, new in zip(cells, _renamed(names, values), strict=True):
            if new != cell.value:
                pieces += [text[position : cell.start], written_cell(new, cell, delimiter)]
                position = cell.end
        header = "".join(pieces) + text[position:]
        mark = plan.prefix[: len(plan.prefix) - len(start)]
        return replace(plan, prefix=mark + header.encode("utf-8", "surrogateescape"))

    return Record(1, _texts(names), None, (), render)


def is_doubtful(plan: FilePlan) -> bool:
    """Return whether no cell of the header row of a CSV file is made of known words, so that it may be data."""
    if plan.format != "csv" or not plan.prefix:
        return False
    start = without_lead(plan.prefix).decode("utf-8", "replace")
    cells = split_row(LINE_END.sub("", start), plan.shards[0].delimiter) if plan.shards else None
    words = [cell.value for cell in cells or () if any(map(str.isalpha, cell.value))]
    return bool(words) and all(key_text(word) for word in words)


def names_record(names: Sequence[str]) -> Record:
    """Return the names of columns as a record that renders to the new names, in order."""
    return Record(1, _texts(names), None, (), partial(_renamed, names))


def schema_header(plan: FilePlan, names: Sequence[str], valid: Callable[[str], str] = str) -> Record:
    """Return the names in the schema of a file as a record that renders to a plan with the new names.

    Arguments:
        plan: the plan of the file.
        names: the names, in the order of the schema.
        valid: returns a name in the characters that the format allows.
    """

    def render(values: Sequence[str]) -> FilePlan:
        new = _renamed(names, values)
        written = [name if name == old else valid(name) for old, name in zip(names, new, strict=True)]
        if len(set(written)) < len(set(names)):
            raise RecordError(RENAME_COLUMN)
        return replace(plan, names=() if written == list(names) else tuple(written))

    return Record(0, _texts(names), None, (), render)


def _texts(names: Sequence[str]) -> tuple[Text, ...]:
    return tuple(text for name in names if (text := key_text(name)))


def _renamed(names: Sequence[str], values: Sequence[str]) -> list[str]:
    remaining = iter(values)
    renamed = []
    for name in names:
        text = key_text(name)
        new = next(remaining) if text else name
        renamed.append((name, name if not text or new == text.value else written_like(name, new)))
    return distinct(renamed)
