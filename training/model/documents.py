"""Training documents: marked text files, gold files in JSON Lines, and plain text."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from recognizers.model.labels import ENTITIES, NAMES

MARK = re.compile(r"⟦([A-Z_]+)\|([^⟦⟧]*)⟧|⟪([^⟪⟫]*)⟫")
SEPARATOR = re.compile(r"(?m)^=====[ \t]*$")
# What source code of a library does not contain; it contains names, addresses and links.
NOT_IN_CODE = tuple(
    entity
    for entity in ENTITIES
    if entity not in {*NAMES, "EMAIL_ADDRESS", "URL", "USERNAME", "ADDRESS", "PHONE_NUMBER", "HOSTNAME", "IP_ADDRESS"}
)
Span = tuple[int, int, str]


@dataclass(frozen=True)
class Document:
    """A text with its gold spans.

    Attributes:
        text: the text.
        spans: (start, end, entity), offsets in code points, half open, no nesting.
        keep: look-alikes that must stay, as (start, end).
        entities: the entities that were marked; None if all were. Outside of spans, any other entity may stand.
        source: the set and, for documents composed in series, the series.
    """

    text: str
    spans: list[Span]
    keep: list[tuple[int, int]] = field(default_factory=list)
    entities: tuple[str, ...] | None = None
    source: str = ""


def is_held_out(document: Document) -> bool:
    """Return whether a document is left out of training, for calibration: one of 25, by the hash of its text."""
    return hashlib.sha256(document.text.encode()).digest()[0] < 10


def read_all(names: Iterable[str]) -> list[Document]:
    """Return the documents of gold files and of folders of marked text files, including those that are held out."""
    documents: list[Document] = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            documents += [document for file in sorted(path.rglob("*.txt")) for document in read_marked(file)]
        else:
            documents += read_gold(path)
    return documents


def read_marked(path: Path) -> Iterator[Document]:
    """Yield the documents of a text file with inline marks (docs: training/model/README.md)."""
    for part in SEPARATOR.split(path.read_text(encoding="utf-8")):
        header, _, body = part.strip("\n").partition("\n")
        if body:
            yield _unmarked(body, source=path.parent.name)
        elif header.strip():
            raise ValueError(f"{path}: the document {header[:40]!r} has no text")


def _unmarked(body: str, source: str) -> Document:
    pieces: list[str] = []
    spans: list[Span] = []
    keep: list[tuple[int, int]] = []
    length = at = 0
    for mark in MARK.finditer(body):
        surface = mark[2] if mark[1] else mark[3]
        before = body[at : mark.start()]
        pieces += [before, surface]
        start = length + len(before)
        length = start + len(surface)
        if mark[1]:
            spans.append((start, length, mark[1]))
        else:
            keep.append((start, length))
        at = mark.end()
    pieces.append(body[at:])
    return Document("".join(pieces), spans, keep, None, source)


def read_gold(path: Path, entities: tuple[str, ...] | None = None) -> Iterator[Document]:
    """Yield the documents of a JSON Lines file with gold spans.

    Args:
        path: the file.
        entities: the entities that are marked in it; None if all are.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            spans = [(start, end, entity) for start, end, entity in record["spans"]]
            keep = [(start, end) for start, end in record.get("keep", [])]
            source = f"{path.stem}/{record.get('author', '')}".rstrip("/")
            yield Document(record["text"], spans, keep, entities, source)
