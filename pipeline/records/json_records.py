"""JSON records: finds the strings of a record that are text, and writes the record with other texts."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from pipeline.records.encodings import not_utf_8
from pipeline.records.fields import declared, is_dropped, noted, option_of
from pipeline.records.json_scan import Leaf, decode, dotted, leaves, may_be_nested, names_of, parse
from pipeline.records.json_text import JsonText, Slot
from pipeline.records.key_names import key_text, person_text
from pipeline.records.model import DROP, BrokenRecord, ReadOptions, Record
from pipeline.records.people_keys import PeopleKeys
from pipeline.records.prompts.reader import Profile, PromptReader
from pipeline.records.prompts.shapes import REQUEST_FIELDS, is_chat
from pipeline.records.prompts.unscannable import is_file

CONSTANTS = ("true", "false", "null")
MIN_DIGITS = 4  # shorter numbers under a name that declares nothing identify no one


def json_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    """Read one JSON value, with the white space around it, as a record.

    Arguments:
        raw: the bytes of the record.
        number: the number of the record in its file, from 1.
        options: the user's declarations about fields.
    """
    try:
        text = raw.decode("utf-8")
        value = parse(text)
    except UnicodeDecodeError as error:
        return BrokenRecord(number, not_utf_8(error))
    except ValueError as error:
        return BrokenRecord(number, str(error))
    unscannable: list[str] = []
    found = scan(text, value, options, unscannable)
    return Record(
        number=number,
        texts=tuple(found.texts()),
        classification=classification_of(value, options.class_field),
        unscannable=tuple(unscannable),
        render=partial(rendered, found),
    )


def scan(
    text: str, value: Any, options: ReadOptions, unscannable: list[str], outer: tuple[str, ...] = (), depth: int = 0
) -> JsonText:
    """Find the texts of a JSON text.

    The fields that a chat has from a protocol are read as prompts are; the other ones by their names.

    Arguments:
        text: the JSON text.
        value: the parsed value of the text.
        options: the user's declarations about fields.
        unscannable: list to which the paths of files and images are appended.
        outer: the keys that lead to a nested JSON text.
        depth: the nesting depth in strings of other JSON texts.
    """
    chat = PromptReader(value, Profile(is_strict=False, options=options, outer=outer)) if is_chat(value) else None
    people = PeopleKeys(value, outer)
    slots = []
    with_constants = options.note is not None or DROP in options.fields.values()
    for leaf in leaves(text, with_keys=True, with_constants=with_constants):
        literal = text[leaf.start : leaf.end]
        keys = (*outer, *names_of(leaf.path))
        is_declared = leaf.is_key and option_of(keys, options)
        if not leaf.is_key and is_dropped(keys, options):
            slot: Slot | None = _dropped(leaf, literal, keys, options)
        elif literal in CONSTANTS:
            noted(keys, literal, None, options)
            continue
        elif chat and leaf.path[0] in REQUEST_FIELDS:
            slot = chat.slot(leaf, literal)
        elif is_declared:
            continue  # a name that the user knows is no value
        elif leaf.is_key and people.has(leaf.path):
            slot = Slot(leaf, person_text(decode(literal)), None)
        else:
            slot = _slot(leaf, literal, options, unscannable, outer, depth)
        if slot:
            slots.append(slot)
    unscannable += chat.unscannable if chat else ()
    return JsonText(text, tuple(slots))


def _dropped(leaf: Leaf, literal: str, keys: Sequence[str], options: ReadOptions) -> Slot:
    return Slot(leaf, declared(keys, literal if leaf.is_number else decode(literal), options), None)


def _slot(
    leaf: Leaf, literal: str, options: ReadOptions, unscannable: list[str], outer: tuple[str, ...], depth: int
) -> Slot | None:
    """Return the text of a leaf that belongs to no protocol, or None where the leaf stays."""
    content = literal if leaf.is_number else decode(literal)
    if leaf.is_key:
        name = key_text(content)
        return Slot(leaf, name, None) if name else None
    keys = (*outer, *names_of(leaf.path))
    if not leaf.is_number and is_file(leaf.path, content):
        unscannable.append(dotted(leaf.path))
        noted(keys, content, None, options)
        return None
    if not leaf.is_number and (inner := _nested(content, options, unscannable, keys, depth)):
        return Slot(leaf, None, inner)
    found = declared(keys, content, options, MIN_DIGITS if leaf.is_number else 0)
    return Slot(leaf, found, None) if found else None


def _nested(
    content: str, options: ReadOptions, unscannable: list[str], keys: tuple[str, ...], depth: int
) -> JsonText | None:
    """Scan a string that is itself a JSON object or array, as tool arguments are."""
    if not may_be_nested(content, depth):
        return None
    try:
        value = parse(content)
    except ValueError:
        return None
    return scan(content, value, options, unscannable, keys, depth + 1)


def rendered(found: JsonText, values: Sequence[str]) -> bytes:
    """Return a scanned JSON text with one new value per text."""
    # A JSON string may contain a lone surrogate as an escape, which has no UTF-8 encoding.
    return found.render(iter(values)).encode("utf-8", "surrogatepass")


def classification_of(value: Any, path: str) -> str | None:
    """Return the classification that a parsed record has under a dotted path; None if it has none."""
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else None
