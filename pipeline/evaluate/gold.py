"""Gold files: labelled texts, one JSON object a line."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import RecordError

SHAPE = 'one JSON object: {"text": "...", "spans": [[start, end, "PERSON"], ...], "keep": [[start, end], ...]}'
ENTITY_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
Mark = tuple[int, int, str]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled text.

    Arguments:
        id: the name of the document in reports.
        text: the text; excluded from `repr`.
        marks: the sensitive values as (start, end, entity), in code points, half open, in text order.
        keep: the look-alikes that must stay, as (start, end).
    """

    id: str
    text: str = field(repr=False)
    marks: tuple[Mark, ...]
    keep: tuple[Range, ...] = ()


def read_gold(paths: Iterable[Path]) -> list[Gold]:
    """Read gold files.

    Arguments:
        paths: the files. Each line is an object with `text`, `spans`, and optionally `keep` and `id`; blank lines are skipped.

    Returns:
        The documents of all files, in order.

    Raises:
        RecordError: a file cannot be read, has no document or a malformed line. The message names the file and the line.
    """
    return [document for path in paths for document in _of_file(path)]


def _of_file(path: Path) -> list[Gold]:
    found = [_document(line, number, f"{path} line {number}") for number, line in lines_of(path) if line.strip()]
    if not found:
        raise RecordError(f"{path} has no document: each line is {SHAPE}")
    return found


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a UTF-8 file with their numbers; raises RecordError if it cannot be read."""
    try:
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise RecordError(f"cannot read {path}: {error.strerror}") from None
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            yield number, line.decode("utf-8")
        except UnicodeDecodeError:
            raise RecordError(f"{path} line {number} is not UTF-8: save the file as UTF-8") from None


def _document(line: str, number: int, where: str) -> Gold:
    try:
        read = json.loads(line)
    except (ValueError, RecursionError):
        raise RecordError(f"{where} is not JSON: write {SHAPE}") from None
    if not isinstance(read, dict) or not isinstance(read.get("text"), str) or not isinstance(read.get("spans"), list):
        raise RecordError(f"{where} has no text and spans: write {SHAPE}")
    text, keep = read["text"], read.get("keep") or []
    if not isinstance(keep, list):
        raise RecordError(f"{where}: keep is not a list: write {SHAPE}")
    marks = [_mark(item, text, f"{where}, span {place}") for place, item in enumerate(read["spans"], 1)]
    ranges = [_range(item, text, f"{where}, keep {place}") for place, item in enumerate(keep, 1)]
    name = read.get("id")
    return Gold(
        str(name) if isinstance(name, str | int) else f"line {number}", text, tuple(sorted(marks)), tuple(ranges)
    )


def _mark(item: Any, text: str, where: str) -> Mark:
    if not isinstance(item, list) or len(item) != 3 or not isinstance(item[2], str):
        raise RecordError(f'{where} is not [start, end, "ENTITY"]: write for example [0, 5, "PERSON"]')
    if not ENTITY_NAME.fullmatch(item[2]):
        raise RecordError(f"{where}: the entity is not a name: write letters, digits and underscores, such as PERSON")
    return (*_range(item[:2], text, where), item[2])


def _range(item: Any, text: str, where: str) -> Range:
    if not _are_numbers(item):
        raise RecordError(f"{where} is not [start, end]: write two numbers, the offsets in code points, end excluded")
    start, end = item
    if not 0 <= start < end <= len(text):
        raise RecordError(
            f"{where}: [{start}, {end}] is not a range of the text, which has {len(text)} code points: correct the "
            "offsets (code points, not bytes or UTF-16 units; end excluded)"
        )
    return start, end


def _are_numbers(item: Any) -> bool:
    is_pair = isinstance(item, Sequence) and not isinstance(item, str) and len(item) == 2
    return is_pair and all(isinstance(one, int) and not isinstance(one, bool) for one in item)
