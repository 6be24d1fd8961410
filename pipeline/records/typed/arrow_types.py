"""Arrow types: which are read, their nodes, and the types of a copy, without metadata."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import pyarrow as pa
import pyarrow.types as kinds
import regex

from pipeline.errors import RecordError
from pipeline.records.typed.nodes import Kind, Node
from pipeline.records.typed.scalars import storage_of, written

# The extension types of Arrow that are kept. Others have parameters, which can be any text: their storage is kept.
EXTENSIONS: Mapping[str, Kind] = {"arrow.uuid": "uuid", "arrow.json": "text", "arrow.bool8": "other"}
# An array of numbers of the library `datasets`, whose shape and type are its metadata: [[2, 3], "float32"].
DATASETS_ARRAY = regex.compile(rb"datasets\.features\.features\.Array[2-5]DExtensionType")
DATASETS_SHAPE = regex.compile(rb'\[\[(?:\d+|null)(?:, (?:\d+|null))*\], "(?:bool|string|u?int\d+|float\d+)"\]')
VIEWS = {pa.string_view(): pa.large_string(), pa.binary_view(): pa.large_binary()}
TESTS: tuple[tuple[Callable[[pa.DataType], bool], Kind], ...] = (
    (lambda kind: kinds.is_string(kind) or kinds.is_large_string(kind), "text"),
    (lambda kind: kinds.is_binary(kind) or kinds.is_large_binary(kind) or kinds.is_fixed_size_binary(kind), "binary"),
    (lambda kind: kinds.is_date(kind) or kinds.is_time(kind) or kinds.is_timestamp(kind), "date"),
    (lambda kind: kinds.is_integer(kind) or kinds.is_floating(kind) or kinds.is_decimal(kind), "number"),
    (lambda kind: kinds.is_boolean(kind) or kinds.is_null(kind), "other"),
    (lambda kind: kinds.is_duration(kind) or kinds.is_interval(kind), "other"),
    (kinds.is_struct, "struct"),
    (kinds.is_map, "map"),
    (lambda kind: kinds.is_list(kind) or kinds.is_large_list(kind) or kinds.is_fixed_size_list(kind), "list"),
)


def mapped(
    kind: pa.DataType, leaf: Callable[[pa.DataType], pa.DataType], name: Callable[[str], str] = str
) -> pa.DataType:
    """Return a type in which the types of single values are replaced, without metadata.

    Arguments:
        kind: the type.
        leaf: returns the new type of single values.
        name: returns the new name of a field; called in the order of `names`.
    """
    change = partial(_mapped_field, leaf=leaf, name=name)
    if isinstance(kind, pa.BaseExtensionType) and kind.extension_name not in EXTENSIONS:
        return mapped(kind.storage_type, leaf, name)
    if kinds.is_struct(kind):
        return pa.struct([change(field) for field in kind.fields])
    if kinds.is_map(kind):
        name(kind.field(0).name)  # of its entries, which every map calls the same
        return pa.map_(change(kind.key_field), change(kind.item_field), keys_sorted=kind.keys_sorted)
    if kinds.is_fixed_size_list(kind):
        return pa.list_(change(kind.value_field), kind.list_size)
    if kinds.is_large_list(kind):
        return pa.large_list(change(kind.value_field))
    if kinds.is_list(kind):
        return pa.list_(change(kind.value_field))
    return leaf(kind)


def bare(schema: pa.Schema, new_names: Sequence[str] = ()) -> pa.Schema:
    """Return the schema of a copy: names and types without metadata, which is free text.

    Arguments:
        schema: the schema of the file.
        new_names: the names of the copy, in the order of `names`; by default those of the file.
    """
    remaining = iter(new_names)
    name = (lambda _: next(remaining)) if new_names else str
    return pa.schema([_mapped_field(field, lambda kind: kind, name) for field in schema])


def plain(schema: pa.Schema) -> pa.Schema:
    """Return a schema for the same values without dictionaries, views and extension types."""
    return pa.schema([_mapped_field(field, plain_leaf) for field in schema])


def plain_leaf(kind: pa.DataType) -> pa.DataType:
    """Return the type of the values of a dictionary, of a view, or of an extension type."""
    if isinstance(kind, pa.BaseExtensionType):
        return plain_leaf(kind.storage_type)
    if kinds.is_dictionary(kind):
        return plain_leaf(kind.value_type)
    return VIEWS.get(kind, kind)


def stored(kind: pa.DataType) -> pa.DataType:
    """Return the type in which Python reads values of a plain type: dates, times and durations are integers."""
    return mapped(kind, storage_of)


def nodes(schema: pa.Schema) -> list[Node]:
    """Return the nodes of the columns.

    Raises:
        RecordError: a column has a type, or a time zone, that is not read.
    """
    return [_node(field, place) for place, field in enumerate(schema, 1)]


def names(fields: "pa.Schema | pa.DataType") -> Iterator[str]:
    """Yield the names of columns and of nested fields."""
    for field in fields if isinstance(fields, pa.Schema) else map(fields.field, range(fields.num_fields)):
        yield field.name
        yield from names(field.type)


def _node(field: pa.Field, place: int) -> Node:
    kind = plain_leaf(field.type)
    what = next((name for test, name in TESTS if test(kind)), None)
    if what is None:
        raise RecordError(
            f"column {place} has the Arrow type {str(kind).partition('<')[0]}, which is not read: convert it, or leave it out"
        )
    what = EXTENSIONS.get(getattr(field.type, "extension_name", ""), what)
    fields = [kind.key_field, kind.item_field] if kinds.is_map(kind) else list(map(kind.field, range(kind.num_fields)))
    if kinds.is_struct(kind) and len({one.name for one in fields}) < len(fields):
        raise RecordError(f"column {place} has two fields of the same name: rename one")
    node = Node(what, kind, field.nullable, tuple((one.name, _node(one, place)) for one in fields))
    if kinds.is_timestamp(kind):
        _check_zone(node, place)
    return node


def _check_zone(node: Node, place: int) -> None:
    """Raise RecordError for an unknown time zone: it can be any text."""
    try:
        written(node, 0)
    except (ValueError, pa.ArrowException):  # its message contains the zone
        raise RecordError(f"column {place} has an unknown time zone: convert it to UTC") from None


def _mapped_field(
    field: pa.Field, leaf: Callable[[pa.DataType], pa.DataType], name: Callable[[str], str] = str
) -> pa.Field:
    new = name(field.name)
    return pa.field(new, mapped(field.type, leaf, name), field.nullable, _kept(field))


def _kept(field: pa.Field) -> dict[bytes, bytes] | None:
    """Return the metadata of a field that is kept: that of an array of `datasets`, which could not be opened without it."""
    if isinstance(field.type, pa.ExtensionType):  # the library is imported, and has registered its types
        name, shape = field.type.extension_name.encode(), field.type.__arrow_ext_serialize__()
    else:
        said = field.metadata or {}
        name, shape = (said.get(key, b"") for key in (b"ARROW:extension:name", b"ARROW:extension:metadata"))
    if not DATASETS_ARRAY.fullmatch(name) or not DATASETS_SHAPE.fullmatch(shape):
        return None
    return {b"ARROW:extension:name": name, b"ARROW:extension:metadata": shape}
