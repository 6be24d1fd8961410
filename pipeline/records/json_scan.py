"""JSON scanner: offsets of strings and numbers in a JSON text, so that they can be replaced without other changes."""

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
MAX_NESTING = 8  # JSON texts inside strings of JSON texts

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A string or number of a JSON text.

    Arguments:
        start, end: offsets of the literal in the text, half open.
        path: the keys and indices that lead to the leaf.
        is_number: whether the leaf is a number, or a constant.
        is_key: whether the leaf is a key; its path is that of the value.
    """

    start: int
    end: int
    path: Path
    is_number: bool = False
    is_key: bool = False


def parse(text: str) -> Any:
    """Parse JSON strictly. Numbers are returned as strings, so that their length is not limited.

    Raises:
        ValueError: the text is not JSON; the message contains the position, never the content.
    """
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg.lower()} at line {error.lineno} column {error.colno}") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None


def leaves(text: str, *, with_keys: bool = False, with_constants: bool = False) -> Iterator[Leaf]:
    """Yield the strings and numbers of a valid JSON text in order, including values of duplicate keys.

    Arguments:
        text: the JSON text.
        with_keys: whether to yield keys as well.
        with_constants: whether to yield true, false and null as well.
    """
    path: list[str | int] = []  # the current key or index in each enclosing object and array
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
        if kind == "string" or (with_constants and text[start] in "tfn") or NUMBER.fullmatch(text, start, end):
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
    """Return the value of a string literal."""
    value: str = json.loads(literal) if "\\" in literal else literal[1:-1]
    return value


def encode(value: str, like: str) -> str:
    """Return a string as a literal, with non-ASCII characters escaped if the replaced literal `like` has escapes."""
    has_lone_surrogate = not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value)
    return json.dumps(value, ensure_ascii="\\u" in like or has_lone_surrogate)


def _refuse(_: str) -> None:
    raise ValueError("not JSON: NaN and Infinity are not JSON numbers")


def may_be_nested(content: str, depth: int) -> bool:
    """Return whether a string has the brackets of a JSON object or array, and is not nested too deeply to be read as one.

    Arguments:
        content: the string.
        depth: its nesting depth in strings of other JSON texts.
    """
    return depth < MAX_NESTING and content[:1] in ("{", "[") and content.rstrip()[-1] in ("}", "]")
