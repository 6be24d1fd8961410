"""Nodes: the types of values and of the values in them, of Arrow and of Avro in one form."""

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

Kind = Literal["text", "number", "date", "uuid", "symbol", "binary", "other", "struct", "list", "map", "union"]
CONTAINERS = frozenset({"struct", "list", "map", "union"})


@dataclass(frozen=True, slots=True)
class Node:
    """The type of a value.

    A struct is a dict, a map a list of pairs or a dict, a branch of a union a pair of its name and its value or the value
    alone. A date, time or time stamp is the integer that is stored.

    Arguments:
        kind: what the value is.
        type: the Arrow type of a single value; null for a container.
        is_nullable: whether the value may be null.
        children: name -> node, for the fields of a struct, the item of a list, the key and the value of a map, the
            branches of a union.
        symbols: the values that an enum allows.
        size: how many nodes a container of Avro consists of.
    """

    kind: Kind
    type: pa.DataType = pa.null()  # noqa: RUF009  (a constant)
    is_nullable: bool = True
    children: tuple[tuple[str, "Node"], ...] = ()
    symbols: tuple[str, ...] = ()
    size: int = 1

    @property
    def item(self) -> "Node":
        """The node of the items of a list, or of the values of a map."""
        return self.children[-1][1]
