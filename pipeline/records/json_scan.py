"""Scanner of JSON texts: the places of leaves, so that one can be replaced and every other byte is unchanged."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import regex

TOKEN = regex.compile(
    r'[\s,:]*+(?:(?P<string>"(?:[^"\\]++|\\.)*+")|(?P<open>[\[{])|(?P<close>[\]}])|(?P<scalar>[^\s,:\[\]{}"]++))'
)
NUMBER = regex.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")

MAX_DEPTH = 200

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A string or number of a JSON text.

    Arguments:
        start, end: the place of its literal.
        path: the keys and positions that lead to it.
        is_number: whether it is a number.
        is_key: whether it is the name of a field; its path leads to the value.
    """

    start: int
    end: int
    path: Path
    is_number: bool = False
    is_key: bool = False


def parse(text: str) -> Any:
    """Parse JSON strictly; numbers stay strings, so that none is too long.

    Raises ValueError with the place, never the content.
    """
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg.lower()} at line {error.lineno} column {error.colno}") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None


def leaves(text: str, *, with_keys: bool = False) -> Iterator[Leaf]:
    """Yield the strings and numbers of a valid JSON text in order, duplicate keys included.

    Arguments:
        text: the JSON text.
        with_keys: yield the names of fields as well.
    """
    path: list[str | int] = []  # the key or position we are at, in each object and list around it
    are_objects: list[bool] = []
    awaiting_key = False
    for token in TOKEN.finditer(text):
        kind = token.lastgroup or ""
        start, end = token.span(kind)
        if kind == "close":
            path.pop()
            are_objects.pop()
            awaiting_key = bool(are_objects) and are_objects[-1]
            continue
        if awaiting_key:
            path[-1] = decode(text[start:end])
            awaiting_key = False
            if with_keys:
                yield Leaf(start, end, tuple(path), is_key=True)
            continue
        if path and not are_objects[-1]:
            path[-1] = int(path[-1]) + 1
        if kind == "open":
            awaiting_key = text[start] == "{"
            are_objects.append(awaiting_key)
            path.append("" if awaiting_key else -1)
            continue
        if kind == "string" or NUMBER.fullmatch(text, start, end):
            yield Leaf(start, end, tuple(path), kind == "scalar")
        awaiting_key = bool(are_objects) and are_objects[-1]


def objects(value: Any, *, is_cut: bool = False) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield path -> object for every object of a parsed JSON value.

    Arguments:
        value: the parsed value.
        is_cut: whether objects deeper than MAX_DEPTH are left out.

    Raises RecursionError for deeper ones that are not left out: their paths would fill the memory.
    """
    for path, one in containers(value):
        if len(path) > MAX_DEPTH and not is_cut:
            raise RecursionError("nested too deeply")
        if isinstance(one, dict) and len(path) <= MAX_DEPTH:
            yield path, one


def containers(value: Any) -> Iterator[tuple[Path, Any]]:
    """Yield path -> object or array for every one of a parsed JSON value, down to one level below MAX_DEPTH."""
    waiting: list[tuple[Path, Any]] = [((), value)]
    while waiting:
        path, one = waiting.pop()
        if len(path) > MAX_DEPTH:
            yield path, one
        elif isinstance(one, dict):
            yield path, one
            waiting += [((*path, key), item) for key, item in one.items() if isinstance(item, dict | list)]
        elif isinstance(one, list):
            yield path, one
            waiting += [((*path, place), item) for place, item in enumerate(one) if isinstance(item, dict | list)]


def dotted(path: Sequence[str | int]) -> str:
    """Write a path for people: messages[0].content."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def names_of(path: Path) -> tuple[str, ...]:
    """Return the keys of a path, without positions."""
    return tuple(step for step in path if isinstance(step, str))


def decode(literal: str) -> str:
    """Read a string literal."""
    said: str = json.loads(literal) if "\\" in literal else literal[1:-1]
    return said


def encode(value: str, like: str) -> str:
    """Write a string literal, escaped to ASCII where the literal it replaces is."""
    has_lone_surrogate = not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value)
    return json.dumps(value, ensure_ascii="\\u" in like or has_lone_surrogate)


def _refuse(_: str) -> None:
    raise ValueError("not JSON: NaN and Infinity are no JSON numbers")
