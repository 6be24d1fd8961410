"""YAML source of a policy file, or of another file of settings: its content, and the line of each key for located errors."""

import difflib
import re
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import PolicyError

Place = tuple[str | int, ...]

TEXT_TAG = "tag:yaml.org,2002:str"
LONGEST_LIST = 20


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file.

    Arguments:
        path: the file.
        content: the parsed content.
        lines: path of keys and indices -> line number of that key or list item.
    """

    path: Path
    content: dict[str, Any]
    lines: Mapping[Place, int]

    def known_place(self, location: Place) -> Place:
        """Return a location without steps that are not in the file, such as pydantic's type names."""
        place: Place = ()
        for step in location:
            if (*place, step) in self.lines:
                place = (*place, step)
        return place

    def line(self, location: Place) -> int:
        """Return the line number of a location, or of the nearest enclosing key."""
        return self.lines.get(self.known_place(location), 1)

    def error(self, location: Place, message: str) -> PolicyError:
        """Return an error with the file name and the line of a location."""
        return PolicyError(f"{self.path.name}:{self.line(location)}: {message}")


def read(
    path: Path,
    shape: str = "a policy must be a mapping that starts with 'classification: ...'",
    *,
    may_be_empty: bool = False,
) -> Source:
    """Parse a file.

    Arguments:
        path: the file.
        shape: what the file must be, for messages.
        may_be_empty: whether a file without any key is a mapping, too.

    Raises:
        PolicyError: the file cannot be read; the message has the location of a syntax error.
    """
    try:
        loader = _Loader(path.read_text(encoding="utf-8-sig"))
        node = loader.get_single_node()
        if node is None and may_be_empty:
            return Source(path, {}, {})
        if not isinstance(node, yaml.MappingNode):
            raise PolicyError(f"{path.name}:1: {shape}")
        lines = dict(_index(path.name, node))
        return Source(path, loader.construct_document(node), lines)
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyError(f"cannot read {path}: {getattr(error, 'strerror', None) or 'not UTF-8'}") from None
    except yaml.reader.ReaderError as error:
        raise PolicyError(f"{path.name}: not YAML: the character at offset {error.position} is not allowed") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{mark.line + 1}:{mark.column + 1}" if mark else "1"
        raise PolicyError(f"{path.name}:{place}: not YAML: {error.problem}") from None
    except (ValueError, RecursionError):
        raise PolicyError(
            f"{path.name}: not YAML: a value does not match its tag, or the nesting is too deep"
        ) from None


def nearest(word: str, known: Collection[str]) -> str:
    """Return a suffix for an error message: the most similar known word, or the list of known words if it is short."""
    folded = {name.casefold(): name for name in known}
    matches = difflib.get_close_matches(word.casefold(), sorted(folded), n=1, cutoff=0.6)
    if matches:
        return f" - did you mean {folded[matches[0]]}?"
    return f" - one of {', '.join(sorted(known))}" if len(known) <= LONGEST_LIST else ""


class _Loader(yaml.SafeLoader):
    """Resolves plain scalars as in YAML 1.2: `off`, `no` and dates are strings."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in ("bool", "timestamp", "merge")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def _index(name: str, root: yaml.MappingNode) -> Iterator[tuple[Place, int]]:
    """Yield the line of every key and item; raises PolicyError for aliases, duplicate keys and keys that are not strings."""
    pending: deque[tuple[Place, int, yaml.Node]] = deque([((), 1, root)])
    seen: set[int] = set()
    while pending:
        place, line, node = pending.popleft()
        # An alias is the same node object: visiting it again may not terminate.
        if id(node) in seen:
            raise PolicyError(f"{name}:{line}: aliases are not allowed: write the value out")
        if isinstance(node, yaml.CollectionNode):
            seen.add(id(node))
        for key, child_line, child in _children(name, node):
            yield (*place, key), child_line
            pending.append(((*place, key), child_line, child))


def _children(name: str, node: yaml.Node) -> Iterator[tuple[str | int, int, yaml.Node]]:
    if isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            yield position, item.start_mark.line + 1, item
    if not isinstance(node, yaml.MappingNode):
        return
    keys: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.tag != TEXT_TAG:
            raise PolicyError(f"{name}:{line}: a key must be a string: put it in quotes")
        if key.value in keys:
            raise PolicyError(f"{name}:{line}: duplicate key {key.value!r}")
        keys.add(key.value)
        yield key.value, line, value
