"""Where the leaves of a JSON text stand, so that one can be replaced and all else stays byte for byte."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import regex

TOKEN = regex.compile(
    r'[\s,:]*+(?:(?P<string>"(?:[^"\\]++|\\.)*+")|(?P<open>[\[{])|(?P<close>[\]}])|(?P<scalar>[^\s,:\[\]{}"]++))'
)
NUMBER = regex.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A string or number of a JSON text.

    Arguments:
        start, end: where its literal stands.
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
    stack: list[tuple[bool, str | int]] = []  # (is an object, the key or position we are at)
    awaiting_key = False
    for token in TOKEN.finditer(text):
        if token["close"]:
            stack.pop()
            awaiting_key = bool(stack) and stack[-1][0]
            continue
        if awaiting_key:
            stack[-1] = (True, json.loads(token["string"]))
            awaiting_key = False
            if with_keys:
                yield Leaf(*token.span("string"), tuple(place for _, place in stack), is_key=True)
            continue
        if stack and not stack[-1][0]:
            stack[-1] = (False, int(stack[-1][1]) + 1)
        if token["open"]:
            is_object = token["open"] == "{"
            stack.append((is_object, "" if is_object else -1))
            awaiting_key = is_object
            continue
        kind = "string" if token["string"] else "scalar"
        if kind == "string" or NUMBER.fullmatch(token["scalar"]):
            yield Leaf(*token.span(kind), tuple(place for _, place in stack), kind == "scalar")
        awaiting_key = bool(stack) and stack[-1][0]


def encode(value: str, like: str) -> str:
    """Write a string literal, escaped to ASCII where the literal it replaces is."""
    has_lone_surrogate = not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value)
    return json.dumps(value, ensure_ascii="\\u" in like or has_lone_surrogate)


def _refuse(_: str) -> None:
    raise ValueError("not JSON: NaN and Infinity are no JSON numbers")
