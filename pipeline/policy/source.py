"""A policy file as YAML: what it says, and in which line, so that an error can point there."""

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
    """A policy file as it was read.

    Arguments:
        path: the file.
        said: its content.
        lines: the line of every key and list item, by the keys that lead there.
    """

    path: Path
    said: dict[str, Any]
    lines: Mapping[Place, int]

    def known_place(self, location: Place) -> Place:
        """Drop the steps of a location that are not in the file, such as pydantic's names of types."""
        place: Place = ()
        for step in location:
            if (*place, step) in self.lines:
                place = (*place, step)
        return place

    def line(self, location: Place) -> int:
        """Return the line of a location, or of the nearest key around it."""
        return self.lines.get(self.known_place(location), 1)

    def error(self, location: Place, message: str) -> PolicyError:
        """Make the error about one location of the file."""
        return PolicyError(f"{self.path.name}:{self.line(location)}: {message}")


def read(path: Path) -> Source:
    """Read a policy file; raises PolicyError with the place of what is not YAML."""
    try:
        loader = _Loader(path.read_text(encoding="utf-8-sig"))
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise PolicyError(f"{path.name}:1: a policy is a mapping that begins with 'classification: ...'")
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
        raise PolicyError(f"{path.name}: not YAML: a value does not fit its tag, or lists nest too deep") from None


def nearest(word: str, known: Collection[str]) -> str:
    """Return the end of an error message: the known word that is meant, or what there is to choose from."""
    folded = {name.casefold(): name for name in known}
    matches = difflib.get_close_matches(word.casefold(), sorted(folded), n=1, cutoff=0.6)
    if matches:
        return f" - did you mean {folded[matches[0]]}?"
    return f" - one of {', '.join(sorted(known))}" if len(known) <= LONGEST_LIST else ""


class _Loader(yaml.SafeLoader):
    """YAML 1.2's idea of a plain word: `off` and `no` are words, and a date is no date."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in ("bool", "timestamp", "merge")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def _index(name: str, root: yaml.MappingNode) -> Iterator[tuple[Place, int]]:
    """Yield the line of every key and item; raises PolicyError for what a policy file may not hold."""
    pending: deque[tuple[Place, int, yaml.Node]] = deque([((), 1, root)])
    seen: set[int] = set()
    while pending:
        place, line, node = pending.popleft()
        # An alias is the node that it names: walking it again could take for ever.
        if id(node) in seen:
            raise PolicyError(f"{name}:{line}: a policy has no aliases: write the value out")
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
            raise PolicyError(f"{name}:{line}: a key is a word; put quotes around anything else")
        if key.value in keys:
            raise PolicyError(f"{name}:{line}: the key {key.value!r} stands here a second time")
        keys.add(key.value)
        yield key.value, line, value
