"""A JSON text with its texts marked, those inside of strings that hold JSON included."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.records.json_scan import NUMBER, Leaf, encode
from pipeline.spans import Text


@dataclass(frozen=True, slots=True)
class Slot:
    """A leaf that is text: the text, or the JSON text inside the string."""

    leaf: Leaf
    text: Text | None
    inner: "JsonText | None"


@dataclass(frozen=True, slots=True)
class JsonText:
    """A JSON text and the places of its texts."""

    raw: str
    slots: tuple[Slot, ...]

    def texts(self) -> Iterator[Text]:
        """Yield the texts in order, those of nested JSON included."""
        for slot in self.slots:
            if slot.inner:
                yield from slot.inner.texts()
            elif slot.text:
                yield slot.text

    def render(self, values: Iterator[str]) -> str:
        """Write the JSON text with other values; a value that did not change stays byte for byte."""
        pieces, position = [], 0
        for slot in self.slots:
            pieces.append(self.raw[position : slot.leaf.start])
            pieces.append(self._literal(slot, values))
            position = slot.leaf.end
        return "".join(pieces) + self.raw[position:]

    def _literal(self, slot: Slot, values: Iterator[str]) -> str:
        old = self.raw[slot.leaf.start : slot.leaf.end]
        new = slot.inner.render(values) if slot.inner else next(values)
        before = slot.inner.raw if slot.inner else slot.text.value if slot.text else ""
        if new == before:
            return old
        if slot.leaf.is_number and NUMBER.fullmatch(new):
            return new
        return encode(new, old)
