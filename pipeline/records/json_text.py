"""JSON texts with marked texts, including those in strings that contain JSON."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.records.json_scan import NUMBER, Leaf, Path, decode, encode, leaves
from pipeline.records.key_names import distinct, written_like
from pipeline.text.document import Text


@dataclass(frozen=True, slots=True)
class Slot:
    """A leaf to be scanned.

    Arguments:
        leaf: the leaf.
        text: the text of the leaf; None if the leaf contains JSON.
        inner: the JSON text in the leaf; None if the leaf is a plain text.
    """

    leaf: Leaf
    text: Text | None
    inner: "JsonText | None"


@dataclass(frozen=True, slots=True)
class JsonText:
    """A JSON text and the leaves that are scanned."""

    raw: str
    slots: tuple[Slot, ...]

    def texts(self) -> Iterator[Text]:
        """Yield the texts in order, including those of nested JSON."""
        for slot in self.slots:
            if slot.inner:
                yield from slot.inner.texts()
            elif slot.text:
                yield slot.text

    def render(self, values: Iterator[str]) -> str:
        """Return the JSON text with other values. Unchanged values keep their exact literals.

        Arguments:
            values: the new value of each text, in order.
        """
        literals = [self._literal(slot, values) for slot in self.slots]
        pieces, position = [], 0
        for slot, literal in zip(self.slots, self._with_distinct_keys(literals), strict=True):
            pieces += [self.raw[position : slot.leaf.start], literal]
            position = slot.leaf.end
        return "".join(pieces) + self.raw[position:]

    def _literal(self, slot: Slot, values: Iterator[str]) -> str:
        old = self.raw[slot.leaf.start : slot.leaf.end]
        new = slot.inner.render(values) if slot.inner else next(values)
        before = slot.inner.raw if slot.inner else slot.text.value if slot.text else ""
        if new == before:
            return old
        if slot.leaf.is_number and (not new or NUMBER.fullmatch(new)):
            return new or "null"
        if slot.leaf.is_key and before != (name := decode(old)):
            new = written_like(name, new)
        return encode(new, old)

    def _with_distinct_keys(self, literals: list[str]) -> list[str]:
        """Make new keys of an object distinct: with duplicate keys, a JSON parser would drop values."""
        changed = {
            slot.leaf.start: literal
            for slot, literal in zip(self.slots, literals, strict=True)
            if slot.leaf.is_key and literal != self.raw[slot.leaf.start : slot.leaf.end]
        }
        if not changed:
            return literals
        objects: dict[Path, list[tuple[int, str, str]]] = {}
        for leaf in leaves(self.raw, with_keys=True):
            if leaf.is_key:
                old = self.raw[leaf.start : leaf.end]
                key = leaf.start, decode(old), decode(changed.get(leaf.start, old))
                objects.setdefault(leaf.path[:-1], []).append(key)
        names = {
            start: name
            for keys in objects.values()
            for (start, _, _), name in zip(keys, distinct([(old, new) for _, old, new in keys]), strict=True)
        }
        return [
            encode(names[slot.leaf.start], literal) if slot.leaf.start in changed else literal
            for slot, literal in zip(self.slots, literals, strict=True)
        ]
