"""JSON in all its shapes: which strings of a record are text, and how to put others in their place."""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from pipeline.records.chat import is_chat, is_file, is_protocol
from pipeline.records.fields import declared
from pipeline.records.json_scan import decode, leaves, parse
from pipeline.records.json_text import JsonText, Slot
from pipeline.records.key_names import key_text
from pipeline.records.model import Broken, ReadOptions, Record

MAX_NESTING = 8


def json_record(raw: bytes, number: int, options: ReadOptions) -> Record | Broken:
    """Read one JSON value with the white space around it."""
    try:
        text = raw.decode("utf-8")
        value = parse(text)
    except UnicodeDecodeError as error:
        return Broken(number, f"not UTF-8 at byte {error.start + 1}")
    except ValueError as error:
        return Broken(number, str(error))
    unscannable: list[str] = []
    found = scan(text, value, options, unscannable)
    return Record(
        number=number,
        texts=tuple(found.texts()),
        classification=_classification(value, options.class_field),
        unscannable=tuple(unscannable),
        render=partial(_render, found),
    )


def scan(
    text: str, value: Any, options: ReadOptions, unscannable: list[str], outer: tuple[str, ...] = (), depth: int = 0
) -> JsonText:
    """Find the texts of a JSON text.

    Arguments:
        text: the JSON text.
        value: the same, parsed.
        options: what the user says of fields.
        unscannable: receives the paths of what is no text.
        outer: the keys that lead to a nested text.
        depth: how deep it is nested in strings of other JSON texts.
    """
    chat = is_chat(value)
    slots = []
    for leaf in leaves(text, with_keys=True):
        if chat and is_protocol(leaf.path):
            continue
        if leaf.is_key:
            name = decode(text[leaf.start : leaf.end])
            if name not in options.fields and (found := key_text(name)):
                slots.append(Slot(leaf, found, None))
            continue
        keys = (*outer, *(step for step in leaf.path if isinstance(step, str)))
        literal = text[leaf.start : leaf.end]
        content = literal if leaf.is_number else json.loads(literal)
        if not leaf.is_number and is_file(leaf.path, content):
            unscannable.append(_dotted(leaf.path))
        elif not leaf.is_number and (inner := _nested(content, options, unscannable, keys, depth)):
            slots.append(Slot(leaf, None, inner))
        elif (found := declared(keys, content, options)) and (found.entity or not leaf.is_number):
            slots.append(Slot(leaf, found, None))
    return JsonText(text, tuple(slots))


def _nested(
    content: str, options: ReadOptions, unscannable: list[str], keys: tuple[str, ...], depth: int
) -> JsonText | None:
    """Scan a string that is itself a JSON object or array, as tool arguments are."""
    if depth >= MAX_NESTING or content[:1] not in ("{", "[") or content.rstrip()[-1] not in ("}", "]"):
        return None
    try:
        value = parse(content)
    except ValueError:
        return None
    return scan(content, value, options, unscannable, keys, depth + 1)


def _render(found: JsonText, values: Sequence[str]) -> bytes:
    # A lone surrogate can stand in a JSON string as an escape; it has no bytes of its own.
    return found.render(iter(values)).encode("utf-8", "surrogatepass")


def _classification(value: Any, path: str) -> str | None:
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else None


def _dotted(path: Sequence[str | int]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
