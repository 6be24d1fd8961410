"""Texts of a markup file that may continue over inline tags, and the file with other texts."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.records.json_text import JsonText
from pipeline.records.markup.changes import Change, changes
from pipeline.records.markup.escapes import ATTRIBUTES, WITH_REFERENCES, escaped, joined
from pipeline.records.markup.references import Decoded, decode_references
from pipeline.records.markup.tokens import Kind
from pipeline.text.document import Text


@dataclass(frozen=True, slots=True)
class Run:
    """A part of the file without tags; part of one text or, where it can be read in two ways, of two.

    Arguments:
        start, end: offsets in the file, half open; an empty run is a line break made by a tag, and cannot change.
        kind: the kind of content.
        decoded: the content with its references decoded.
        code: `script` or `style` if the content is code of this kind.
        is_identifier: whether new content must not contain spaces if the old one does not.
    """

    start: int
    end: int
    kind: Kind
    decoded: Decoded
    code: str = ""
    is_identifier: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A text of the file.

    Arguments:
        runs: its parts, whose decoded contents make up the text.
        content: the text; JSON or markup if the text is one of these.
    """

    runs: tuple[Run, ...]
    content: "Text | JsonText | Markup"

    def texts(self) -> Iterator[Text]:
        """Yield the texts in order."""
        if isinstance(self.content, Text):
            yield self.content
        else:
            yield from self.content.texts()

    def render(self, values: Iterator[str]) -> tuple[str, str]:
        """Return the text and its new form."""
        if isinstance(self.content, Text):
            return self.content.value, next(values)
        return self.content.raw, self.content.render(values)


@dataclass(frozen=True, slots=True)
class Markup:
    """A markup file, or a text that is markup, and the texts in it.

    Arguments:
        raw: the file as text.
        codec: its encoding.
        is_xml: whether it is XML.
        slots: the texts.
    """

    raw: str
    codec: str
    is_xml: bool
    slots: tuple[Slot, ...]

    def texts(self) -> Iterator[Text]:
        """Yield the texts in order."""
        for slot in self.slots:
            yield from slot.texts()

    def render(self, values: Iterator[str]) -> str:
        """Return the file with other texts. Everything that does not change is the same.

        Arguments:
            values: the new value of each text, in order.
        """
        changed: dict[int, tuple[Run, list[Change]]] = {}
        for slot in self.slots:
            for run, change in _placed(slot.runs, *slot.render(values)):
                _add(changed.setdefault(run.start, (run, []))[1], change)
        pieces, position = [], 0
        for start in sorted(changed):
            run, found = changed[start]
            pieces += [self.raw[position:start], self._content(run, found)]
            position = run.end
        return "".join(pieces) + self.raw[position:]

    def _content(self, run: Run, found: list[Change]) -> str:
        raw, old = self.raw[run.start : run.end], run.decoded.value
        pieces, meaning, position, place = [], [], 0, 0
        for change in sorted(found, key=lambda change: change.start):
            start, end = run.decoded.raw_range(change.start, change.end)
            new = _like_identifier(change.new, old) if run.is_identifier else change.new
            new = escaped(new, old[change.start : change.end], run.kind, self.codec, code=run.code)
            pieces += [raw[position:start], new]
            position = max(end, position)
            meaning += [old[place : change.start], self._decode(new, run.kind)]
            place = change.end
        content = joined("".join(pieces) + raw[position:], run.kind)
        expected = "".join(meaning) + old[place:]
        if run.kind in WITH_REFERENCES and self._decode(content, run.kind) != expected:
            # A bare "&" before a change, or a reference without ";", takes new letters into it.
            content = escaped(expected, old, run.kind, self.codec)
        return content if content or run.kind is not Kind.BARE else '""'

    def _decode(self, raw: str, kind: Kind) -> str:
        if kind not in WITH_REFERENCES:
            return raw
        return decode_references(raw, is_xml=self.is_xml, is_attribute=kind in ATTRIBUTES).value


def _placed(runs: Sequence[Run], old: str, new: str) -> Iterator[tuple[Run, Change]]:
    """Yield the changes of a text with the run in which they are, and offsets in the run.

    A change over several runs puts its new text into the first of them.
    """
    offsets = [0, *accumulate(len(run.decoded.value) for run in runs)]
    for change in changes(old, new):
        piece = change.new
        place = min(bisect_right(offsets, change.start) - 1, len(runs) - 1)
        while place < len(runs) and (offsets[place] < change.end or piece):
            run, length = runs[place], offsets[place + 1] - offsets[place]
            start = min(max(change.start - offsets[place], 0), length)
            end = max(min(change.end - offsets[place], length), start)
            if run.start < run.end and (start < end or piece):
                yield run, Change(start, end, piece)
                piece = ""
            place += 1


def _add(found: list[Change], change: Change) -> None:
    """Add a change of the second reading of a run: what the first one did not replace is replaced or removed."""
    others = sorted(
        (one for one in found if one.start < change.end and change.start < one.end), key=lambda one: one.start
    )
    if not others:
        if not any(one.start == change.start and one.end == change.end for one in found):
            found.append(change)
        return
    start = change.start
    for other in others:
        if start < other.start:
            found.append(Change(start, other.start, ""))
        start = max(start, other.end)
    if start < change.end:
        found.append(Change(start, change.end, ""))


def _like_identifier(new: str, old: str) -> str:
    return new if " " in old else "_".join(new.split())
