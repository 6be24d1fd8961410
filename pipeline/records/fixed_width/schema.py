"""Schemas of fixed-width files: which columns a line has, by the prefix that says what kind of record it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.errors import HeteronymError

MAX_WIDTH = 1_000_000
Offset = Annotated[int, Field(ge=1, le=MAX_WIDTH)]


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Arguments:
        name: its name.
        start, end: its offsets in a line, in characters, half open.
    """

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of the lines of one kind.

    Arguments:
        prefix: what these lines begin with; empty for all.
        columns: their columns, in the order of their offsets.
    """

    prefix: str
    columns: tuple[Column, ...]


class _Column(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    name: Annotated[str, Field(min_length=1)]
    start: Offset
    width: Offset | None = None
    end: Offset | None = None

    @model_validator(mode="after")
    def _has_an_end(self) -> "_Column":
        if (self.width is None) == (self.end is None):
            raise ValueError("give either width or end")
        if self.end is not None and self.end < self.start:
            raise ValueError("end is before start")
        return self

    def column(self) -> Column:
        """Return the column with offsets from 0."""
        return Column(self.name, self.start - 1, self.end or self.start - 1 + (self.width or 0))


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    prefix: str = ""
    columns: Annotated[list[_Column], Field(min_length=1)]

    @model_validator(mode="after")
    def _is_disjoint(self) -> "_Record":
        in_order = self.layout().columns
        for before, column in pairwise(in_order):
            if column.start < before.end:
                raise ValueError(f"the columns {before.name} and {column.name} overlap")
        if len({column.name for column in in_order}) < len(in_order):
            raise ValueError("two columns have one name")
        return self

    def layout(self) -> Layout:
        """Return the columns in the order of their offsets."""
        columns = sorted((column.column() for column in self.columns), key=lambda column: column.start)
        return Layout(self.prefix, tuple(columns))


class _Records(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    records: Annotated[list[_Record], Field(min_length=1)]


def load_schema(path: str) -> tuple[Layout, ...]:
    """Read the schema of fixed-width files.

    Arguments:
        path: a YAML file with `columns`, or with `records` that each have a `prefix` and `columns`.

    Returns:
        The layouts, longest prefix first.

    Raises:
        HeteronymError: the file cannot be read, or is no schema; the message says what and where.
    """
    try:
        content: Any = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
        is_plain = isinstance(content, dict) and "columns" in content
        read = _Records.model_validate({"records": [content]} if is_plain else content)
    except OSError as error:
        raise HeteronymError(f"--fixed-width {path}: {error.strerror or 'cannot be read'}") from None
    except UnicodeDecodeError:
        raise HeteronymError(f"--fixed-width {path}: not UTF-8") from None
    except yaml.MarkedYAMLError as error:
        line = f" in line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise HeteronymError(f"--fixed-width {path}: not YAML: error{line}") from None
    except (yaml.YAMLError, RecursionError):
        raise HeteronymError(f"--fixed-width {path}: not YAML") from None
    except ValidationError as error:
        raise HeteronymError(f"--fixed-width {path}: {_reason(error, is_plain=is_plain)}") from None
    return tuple(sorted((one.layout() for one in read.records), key=lambda layout: -len(layout.prefix)))


def layout_of(layouts: Sequence[Layout], line: str) -> Layout | None:
    """Return the layout of a line; None if it has the prefix of none."""
    return next((layout for layout in layouts if line.startswith(layout.prefix)), None)


def _reason(error: ValidationError, *, is_plain: bool) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    place = first["loc"][2:] if is_plain else first["loc"]
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).lstrip(".")
    message = first["msg"].removeprefix("Value error, ")
    if where in ("", "records") and first["type"] != "value_error":
        return "give `columns`, each with name, start, and width or end, or `records` with a prefix and columns"
    return f"{where}: {message}" if where else message
