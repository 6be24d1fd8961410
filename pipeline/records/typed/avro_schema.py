"""Avro schemas: what a copy keeps of one, the schema by which values are decoded, and their nodes.

https://avro.apache.org/docs/1.12.0/specification/
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import regex

from pipeline.errors import RecordError
from pipeline.records.typed.nodes import Kind, Node

MAX_DEPTH = 64
MAX_FIELDS = 10_000  # types that contain others twice, and these others twice, soon have billions
MAX_DECIMAL_DIGITS = 76
PRIMITIVES: Mapping[str, tuple[Kind, pa.DataType]] = {
    "null": ("other", pa.null()),
    "boolean": ("other", pa.bool_()),
    "int": ("number", pa.int32()),
    "long": ("number", pa.int64()),
    "float": ("number", pa.float32()),
    "double": ("number", pa.float64()),
    "bytes": ("binary", pa.binary()),
    "string": ("text", pa.string()),
}
# (type, logical type) -> what the values are. All other logical types are free text, and are removed.
LOGICAL: Mapping[tuple[str, str], tuple[Kind, pa.DataType]] = {
    ("int", "date"): ("date", pa.date32()),
    ("int", "time-millis"): ("date", pa.time32("ms")),
    ("long", "time-micros"): ("date", pa.time64("us")),
    ("string", "uuid"): ("uuid", pa.string()),
    ("fixed", "uuid"): ("uuid", pa.binary(16)),
    ("fixed", "duration"): ("binary", pa.binary(12)),
    **{
        ("long", f"{local}timestamp-{name}"): ("date", pa.timestamp(unit, zone))
        for local, zone in (("", "UTC"), ("local-", None))
        for name, unit in (("millis", "ms"), ("micros", "us"), ("nanos", "ns"))
    },
}
WIDER = {"int": "long", "float": "double"}
NAME = regex.compile(r"[A-Za-z_]\w*+", regex.ASCII)
NOT_IN_NAMES = regex.compile(r"\W", regex.ASCII)
Parts = tuple[Any, Any, Node]  # shown schema, coded schema, node


@dataclass(frozen=True, slots=True)
class AvroSchema:
    """The schema of a file.

    Arguments:
        shown: the schema of the copy, without documentation, aliases, name spaces, properties and defaults that are values.
        coded: the schema by which values are decoded and encoded: dates and times are numbers in it.
        node: the node of a record.
        names: the names of types and fields, and the symbols of enums.
    """

    shown: Any
    coded: Any
    node: Node
    names: Sequence[str]


def read_schema(schema: Any, new_names: Sequence[str] = ()) -> AvroSchema:
    """Read a parsed schema.

    Arguments:
        schema: the schema.
        new_names: the names of the copy, in the order of `AvroSchema.names`; by default those of the file.

    Raises:
        RecordError: it is not valid, or a type contains itself.
    """
    reader = _Reader(new_names)
    try:
        shown, coded, node = reader.read(schema, 0)
    except (KeyError, TypeError, ValueError, RecursionError):
        raise RecordError("the Avro schema is not valid") from None
    return AvroSchema(shown, coded, node, reader.names)


def valid_name(name: str) -> str:
    """Return a new name in the characters that Avro allows in names."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = NOT_IN_NAMES.sub("_", plain)
    return plain if NAME.fullmatch(plain) else f"_{plain}"


class _Reader:
    """Reads a schema. Types have their names without name space, which often names a company."""

    def __init__(self, new_names: Sequence[str]) -> None:
        self.names: list[str] = []
        self._new_names = new_names
        self._shown: dict[str, str] = {}  # the names of types in the copy
        self._known: dict[str, Node | None] = {}  # None for a type that is being read
        self._complex: dict[str, Callable[[Any, int], Parts]] = {
            "record": self._record,
            "error": self._record,
            "array": self._array,
            "map": self._map,
            "enum": self._enum,
            "fixed": self._fixed,
        }

    def read(self, schema: Any, depth: int) -> Parts:
        """Return the shown schema, the coded schema and the node of a schema."""
        if depth > MAX_DEPTH:
            raise RecordError(f"the Avro schema is nested more than {MAX_DEPTH} deep: convert the file")
        if isinstance(schema, list):
            return self._union(schema, depth)
        if isinstance(schema, str):
            return self._simple(schema, {})
        kind = schema["type"]
        if not isinstance(kind, str):
            return self.read(kind, depth + 1)
        return self._complex[kind](schema, depth) if kind in self._complex else self._simple(kind, schema)

    def _simple(self, kind: str, schema: Any) -> Parts:
        """Read a primitive type, or the name of a type that was read before."""
        if kind in PRIMITIVES:
            return _logical(kind, {}, schema, PRIMITIVES[kind])
        name = _last(kind)
        node = self._known[name]
        if node is None:
            raise RecordError("an Avro type contains itself: convert the file to JSON lines")
        return self._shown[name], name, node

    def _record(self, schema: Any, depth: int) -> Parts:
        name = self._named(schema)
        shown, coded, children = [], [], []
        for one in schema["fields"]:
            inner_shown, inner_coded, node = self.read(one["type"], depth + 1)
            label = _checked(one["name"])
            new = self._noted(label)
            children.append((label, node))
            kept = {key: one[key] for key in ("default", "order") if key in one and _is_harmless_default(one[key])}
            shown.append({"name": new, "type": inner_shown, **kept})
            coded.append({"name": label, "type": inner_coded})
        node = _container("struct", children)
        if len(dict(children)) < len(children):
            raise RecordError("an Avro type has two fields of the same name: rename one")
        head = {"type": "record", "name": self._shown[name]}
        return self._done(name, {**head, "fields": shown}, {**head, "name": name, "fields": coded}, node)

    def _array(self, schema: Any, depth: int) -> Parts:
        shown, coded, item = self.read(schema["items"], depth + 1)
        _refuse_empty(item)
        node = _container("list", [("item", item)])
        return {"type": "array", "items": shown}, {"type": "array", "items": coded}, node

    def _map(self, schema: Any, depth: int) -> Parts:
        shown, coded, value = self.read(schema["values"], depth + 1)
        key = Node("text", pa.string(), is_nullable=False)
        node = _container("map", [("key", key), ("value", value)])
        return {"type": "map", "values": shown}, {"type": "map", "values": coded}, node

    def _enum(self, schema: Any, _: int) -> Parts:
        name = self._named(schema)
        symbols = tuple(map(_checked, schema["symbols"]))
        new = {symbol: self._noted(symbol) for symbol in symbols}
        coded = {"type": "enum", "name": name, "symbols": list(symbols)}
        default = {"default": new[schema["default"]]} if schema.get("default") in symbols else {}
        shown = {**coded, "name": self._shown[name], "symbols": [new[symbol] for symbol in symbols], **default}
        return self._done(name, shown, coded, Node("symbol", pa.string(), is_nullable=False, symbols=symbols))

    def _fixed(self, schema: Any, _: int) -> Parts:
        name = self._named(schema)
        size = int(schema["size"])
        shown, coded, node = _logical("fixed", {"name": name, "size": size}, schema, ("binary", pa.binary(size)))
        return self._done(name, {**shown, "name": self._shown[name]}, coded, node)

    def _union(self, schema: list[Any], depth: int) -> Parts:
        branches = [self.read(branch, depth + 1) for branch in schema]
        is_nullable = "null" in schema
        children = []
        for _, coded, node in branches:
            name = _branch_name(coded)
            if name != "null":
                wide = WIDER.get(name, "") if node.kind == "number" else ""
                kind = PRIMITIVES[wide][1] if wide in schema else node.type
                children.append((name, replace(node, type=kind, is_nullable=is_nullable)))
        integers = [node.kind for _, node in children if node.kind == "date" or pa.types.is_integer(node.type)]
        if len(integers) > 1 and "date" in integers:
            raise RecordError("an Avro union of dates and other numbers is not read: convert the file")
        node = _container("union", children, is_nullable=is_nullable)
        return [shown for shown, _, _ in branches], [coded for _, coded, _ in branches], node

    def _named(self, schema: Any) -> str:
        """Note the name of a type that begins."""
        name = _checked(_last(schema["name"]) or f"record_{len(self._known)}")  # polars writes an empty name
        if name in self._known:
            raise RecordError("two Avro types differ only in their name space: rename one")
        self._known[name] = None
        self._shown[name] = self._noted(name)
        return name

    def _noted(self, name: str) -> str:
        """Note a name of the schema, and return that of the copy."""
        self.names.append(name)
        return self._new_names[len(self.names) - 1] if self._new_names else name

    def _done(self, name: str, shown: Any, coded: Any, node: Node) -> Parts:
        self._known[name] = node
        return shown, coded, node


def _container(kind: Kind, children: Sequence[tuple[str, Node]], *, is_nullable: bool = False) -> Node:
    size = 1 + sum(node.size for _, node in children)
    if size > MAX_FIELDS:
        raise RecordError(f"the Avro schema has more than {MAX_FIELDS:,} fields: leave some out")
    return Node(kind, is_nullable=is_nullable, children=tuple(children), size=size)


def _logical(kind: str, rest: Mapping[str, Any], schema: Any, physical: tuple[Kind, pa.DataType]) -> Parts:
    """Read a type that may have a logical type, which is only kept if it is known."""
    name = schema.get("logicalType") if isinstance(schema, dict) else None
    plain = {"type": kind, **rest} if rest else kind
    if name == "decimal" and kind in ("bytes", "fixed") and (digits := _decimal(schema)):
        both = {"type": kind, **rest, "logicalType": name, "precision": digits.precision, "scale": digits.scale}
        return both, both, Node("number", digits, is_nullable=False)
    known = LOGICAL.get((kind, str(name)))
    if known is None or (rest and rest["size"] != known[1].byte_width):
        return plain, plain, Node(*physical, is_nullable=False)
    return {"type": kind, **rest, "logicalType": name}, plain, Node(*known, is_nullable=False)


def _decimal(schema: Any) -> pa.DataType | None:
    precision, scale = int(schema["precision"]), int(schema.get("scale", 0))
    if not 0 < precision <= MAX_DECIMAL_DIGITS or not 0 <= scale <= precision:
        return None
    return pa.decimal128(precision, scale) if precision <= 38 else pa.decimal256(precision, scale)


def _is_harmless_default(default: Any) -> bool:
    """Return whether a default is no value that anybody may look for, or an order of fields."""
    return not default or default in (True, "ascending", "descending", "ignore")


def _refuse_empty(item: Node) -> None:
    """Raise RecordError for items without bytes: a file of some bytes could state any number of them."""
    if _is_empty(item):
        raise RecordError("an Avro array has items without content: leave the field out")


def _is_empty(node: Node) -> bool:
    if node.kind == "struct":
        return all(_is_empty(inner) for _, inner in node.children)
    width = node.type.byte_width if pa.types.is_fixed_size_binary(node.type) else 1
    return not width or (node.kind, node.type) == PRIMITIVES["null"]


def _branch_name(coded: Any) -> str:
    return str(coded.get("name", coded["type"]) if isinstance(coded, dict) else coded)


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _checked(name: Any) -> str:
    if not NAME.fullmatch(name):
        raise ValueError("a name in the schema is not valid")
    return str(name)
