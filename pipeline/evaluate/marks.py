"""Marks: values marked inside a text, as a person reads and edits them: "Ask ⟦PERSON|Ann Lee⟧ today"."""

import re
from collections.abc import Collection, Iterable, Sequence

from pipeline.errors import RecordError
from pipeline.evaluate.gold import Mark
from pipeline.text.spans import Span

MARK = re.compile(r"⟦(?P<entity>[A-Z][A-Z0-9_]*)\|(?P<value>[^⟦⟧]+)⟧")
BRACKETS = "⟦⟧"
SEPARATOR = "\n⟦next text⟧\n"
HOW = "write ⟦ENTITY|value⟧ around the value, without marks inside"


def marked(texts: Sequence[str], findings: Sequence[Sequence[Span]]) -> str:
    """Return the texts of a record as one text with marks.

    Arguments:
        texts: the texts, which must not contain the brackets of marks.
        findings: for each text the disjoint spans to mark, in text order.
    """
    return SEPARATOR.join(_with_marks(text, spans) for text, spans in zip(texts, findings, strict=True))


def read_marks(text: str, known: Collection[str], where: str) -> list[tuple[str, tuple[Mark, ...]]]:
    """Return the texts of a record without marks, and the marked values of each.

    Arguments:
        text: a text with marks, as `marked` writes it.
        known: the names of entities that a mark may have.
        where: the file and line, for messages.

    Raises:
        RecordError: a mark is damaged or names an unknown entity.
    """
    return [_without_marks(one, known, where) for one in text.split(SEPARATOR)]


def _with_marks(text: str, spans: Iterable[Span]) -> str:
    pieces, position = [], 0
    for span in spans:
        pieces += [text[position : span.start], f"⟦{span.entity}|{text[span.start : span.end]}⟧"]
        position = span.end
    return "".join([*pieces, text[position:]])


def _without_marks(text: str, known: Collection[str], where: str) -> tuple[str, tuple[Mark, ...]]:
    pieces: list[str] = []
    marks: list[Mark] = []
    position = length = 0
    for found in MARK.finditer(text):
        before, value = text[position : found.start()], found["value"]
        if found["entity"] not in known:
            raise RecordError(
                f"{where}: a mark names an unknown entity: write one that the policy knows, such as PERSON"
            )
        start = length + len(before)
        position, length = found.end(), start + len(value)
        marks.append((start, length, found["entity"]))
        pieces += [before, value]
    plain = "".join([*pieces, text[position:]])
    if any(bracket in plain for bracket in BRACKETS):
        raise RecordError(f"{where}: a mark is damaged: {HOW}")
    return plain, tuple(marks)
