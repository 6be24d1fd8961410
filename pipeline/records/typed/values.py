"""Values of typed fields: which of them are texts, and the values that contain new texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pipeline.errors import RecordError
from pipeline.records.declarations import entity_of_path
from pipeline.records.fields import declared, is_dropped, noted, option_of
from pipeline.records.json_records import scan
from pipeline.records.json_scan import may_be_nested, parse
from pipeline.records.json_text import JsonText
from pipeline.records.key_names import distinct, key_text, written_like
from pipeline.records.model import FREE_TEXT, KEEP, ReadOptions
from pipeline.records.typed.nodes import CONTAINERS, Kind, Node
from pipeline.records.typed.scalars import nothing, parsed, written
from pipeline.text.document import Text

Path = tuple[str, ...]
# The values of a branch of a union that come without the name of the branch.
UNNAMED: dict[Kind, type] = {"text": str, "date": int, "binary": bytes, "other": bool, "map": dict, "list": list}


@dataclass(frozen=True, slots=True)
class Slot:
    """A value that is scanned, or a key of a map.

    Arguments:
        node: its type.
        path: the names that lead to it; for a key, those of its map.
        value: the value.
        content: its text, or the JSON text in it.
        is_key: whether it is a key.
    """

    node: Node
    path: Path
    value: Any = field(repr=False)
    content: Text | JsonText
    is_key: bool = False

    def texts(self) -> Iterator[Text]:
        """Yield its texts."""
        if isinstance(self.content, JsonText):
            yield from self.content.texts()
        else:
            yield self.content

    def render(self, new: Iterator[str]) -> Any:
        """Return the value for the next new texts; raises RecordError if a text does not fit the type."""
        if isinstance(self.content, JsonText):
            return self.content.render(new)
        text = next(new)
        if self.content.is_dropped:
            return "" if self.node.kind == "text" else nothing(self.node, self._name)
        if text == self.content.value:
            return self.value
        if self.is_key and self.node.kind == "text":
            return written_like(self.value, text)
        return parsed(self.node, text, self._name)

    @property
    def _name(self) -> str:
        """The name of its column, for messages."""
        return self.path[0] if self.path else "the value"


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a map that is scanned.

    Arguments:
        kind: list or dict, as the map is written.
        pairs: the keys and values, with slots.
    """

    kind: type
    pairs: list[tuple[Any, Any]]

    def render(self, new: Iterator[str]) -> Any:
        """Return the map with new texts; new keys are distinct.

        Raises:
            RecordError: keys that are no strings become equal.
        """
        pairs = [(rendered(key, new), rendered(value, new)) for key, value in self.pairs]
        old = [key.value if isinstance(key, Slot) else key for key, _ in self.pairs]
        keys = [key for key, _ in pairs]
        if all(isinstance(key, str) for key in keys):
            keys = distinct(list(zip(old, keys, strict=True)))
        elif len(set(keys)) < len(set(old)):
            raise RecordError("two keys of a map get the same value: declare the field with --field NAME=keep")
        return self.kind(zip(keys, (value for _, value in pairs), strict=True))


class ValueReader:
    """Finds the texts in the values of one record.

    Attributes:
        slots: what is scanned, in order.
        unscannable: the paths of values that are bytes.
    """

    def __init__(self, options: ReadOptions) -> None:
        """Read with the user's declarations about fields."""
        self._options = options
        self.slots: list[Slot] = []
        self.unscannable: list[str] = []

    def read(self, node: Node, value: Any, path: Path) -> Any:
        """Return a value in which a Slot stands for each value that is scanned."""
        if value is None:
            noted(path, "", None, self._options)
            return None
        if node.kind == "struct":
            return {name: self.read(inner, value[name], (*path, name)) for name, inner in node.children}
        if node.kind == "list":
            return [self.read(node.item, inner, path) for inner in value]
        if node.kind == "map":
            return self._entries(node, value, path)
        if node.kind == "union":
            return self._branch(node, value, path)
        content = self._content(node, value, path)
        return self._slot(Slot(node, path, value, content)) if content else value

    def _entries(self, node: Node, value: Any, path: Path) -> Entries:
        pairs = value.items() if isinstance(value, dict) else value
        read = [
            (self._key(node.children[0][1], key, path), self.read(node.item, inner, (*path, str(key))))
            for key, inner in pairs
        ]
        return Entries(type(value), read)

    def _key(self, node: Node, key: Any, path: Path) -> Any:
        label = written(node, key)
        name = None if option_of((*path, label), self._options) else key_text(label)
        return self._slot(Slot(node, path, key, name, is_key=True)) if name else key

    def _branch(self, node: Node, value: Any, path: Path) -> Any:
        if isinstance(value, tuple):
            name, inner = value
            return name, self.read(dict(node.children)[name], inner, path)
        branches = [inner for _, inner in node.children if type(value) is _python_type(inner)]
        return self.read(branches[0], value, path)

    def _slot(self, slot: Slot) -> Slot:
        self.slots.append(slot)
        return slot

    def _content(self, node: Node, value: Any, path: Path) -> Text | JsonText | None:
        """Return the text of a single value; None if it stays."""
        options = self._options
        if is_dropped(path, options):
            return noted(path, node.kind, Text(value if node.kind == "text" else "", is_dropped=True), options)
        if node.kind == "binary" and value:
            self.unscannable.append(".".join(path))
        stated = option_of(path, options)
        if node.kind in ("binary", "other") or KEEP in (stated, not stated and option_of(path[:1], options)):
            return noted(path, node.kind, None, options)
        if node.kind == "text" and may_be_nested(value, 0):
            try:
                return scan(value, parse(value), options, self.unscannable, path, 1)
            except ValueError:
                pass  # not JSON, although it begins like it
        if node.kind in ("number", "symbol") and not stated and not entity_of_path(path)[0]:
            return noted(path, written(node, value), None, options) if options.note else None  # to write all takes long
        text = declared(path, written(node, value), options)
        if text and node.kind in ("number", "symbol") and not text.entity and stated != FREE_TEXT:
            return None
        return replace(text, is_label=True) if text and node.kind == "date" else text


def may_have_texts(node: Node, path: Path, options: ReadOptions) -> bool:
    """Return whether values of a type, or values in them, may be texts. Looks up the name of each field."""
    if options.note:
        return True
    stated = option_of(path, options)
    if node.kind in CONTAINERS:
        is_struct = node.kind == "struct"
        parts = [may_have_texts(inner, (*path, name) if is_struct else path, options) for name, inner in node.children]
        return node.kind == "map" or any(parts)
    if is_dropped(path, options) or node.kind == "binary":
        return True
    if node.kind in ("number", "symbol"):
        return bool(stated or entity_of_path(path)[0])
    return node.kind != "other" and stated != KEEP


def rendered(found: Any, new: Iterator[str]) -> Any:
    """Return a value that a ValueReader has read, with new texts.

    Arguments:
        found: the value with its slots.
        new: the new texts of all slots, in order.

    Raises:
        RecordError: a new text does not fit its type.
    """
    if isinstance(found, Slot | Entries):
        return found.render(new)
    if isinstance(found, dict):
        return {name: rendered(inner, new) for name, inner in found.items()}
    if isinstance(found, list):
        return [rendered(inner, new) for inner in found]
    if isinstance(found, tuple):  # a branch of a union; null is another one
        inner = rendered(found[1], new)
        return None if inner is None else (found[0], inner)
    return found


def text_at(value: Any, path: Iterable[str]) -> str | None:
    """Return the text under the names of a path in a value that is not read yet; None if there is none."""
    for name in path:
        inner = value[1] if isinstance(value, tuple) else value  # a branch of a union
        value = inner.get(name) if isinstance(inner, dict) else None
    return value if isinstance(value, str) else None


def _python_type(node: Node) -> type | None:
    """Return the type of the values of a branch of a union; None for one whose values come with its name."""
    if node.kind != "number":
        return UNNAMED.get(node.kind)
    if pa.types.is_decimal(node.type):
        return Decimal
    return float if pa.types.is_floating(node.type) else int
