"""Prompts: which fields of a request hold text, and how they are read and written."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import regex

from pipeline.errors import PromptError
from pipeline.gateway.protocol.field_kinds import Kind, Number, Protocol, is_data, is_definition, kind_of
from pipeline.gateway.protocol.unscannable import unscannable
from pipeline.gateway.protocol.vocabulary import FIELDS, WORDS
from pipeline.records.chat import is_file
from pipeline.records.fields import declared
from pipeline.records.json_scan import Leaf, Path, leaves
from pipeline.records.json_text import JsonText, Slot
from pipeline.records.model import ReadOptions
from pipeline.text.document import Text

MAX_DEPTH = 200
MAX_INNER = 8
MIN_DIGITS = 6  # a shorter number says nothing by itself
MIN_SETTING_DIGITS = 9  # nor does one of a setting
COUNTED = regex.compile(r"seed|created|index|\w+_(?:at|tokens|ms|bytes)")
# The name of a field as programmers make them up. "Quackenbush" is none, nor is "c4539148803436467".
IDENTIFIER = regex.compile(r"(?!.*\d{5})[a-z_$][\w$-]{0,63}", regex.ASCII)
NO_OPTIONS = ReadOptions()
JSON = json.JSONDecoder(parse_int=str, parse_float=str)
SPACE = regex.compile(r"[ \t\r\n]*+")


@dataclass(frozen=True)
class Prompt:
    """A request, read but not yet scanned.

    Arguments:
        protocol: whose way of asking it is.
        body: the request, parsed.
        text: the JSON text with its texts marked.
        sealed: path -> text that its maker has signed, and that must not change.
        called: path -> address that the upstream is to call.
        credentials: the paths of what it is to show there.
        unscannable: the paths of what cannot be scanned.
    """

    protocol: Protocol
    body: Mapping[str, Any]
    text: JsonText
    sealed: Mapping[str, str]
    called: Mapping[str, str]
    credentials: tuple[str, ...]
    unscannable: tuple[str, ...]

    @cached_property
    def texts(self) -> list[Text]:
        """Return its texts in order."""
        return list(self.text.texts())

    @property
    def characters(self) -> int:
        """Return how much text it holds."""
        return sum(len(text.value) for text in self.texts)


def read(protocol: Protocol, raw: bytes, *, scan_definitions: bool = True) -> Prompt:
    """Read a request.

    Arguments:
        protocol: whose way of asking it is.
        raw: its body.
        scan_definitions: whether the descriptions of tools are text as well.

    Raises PromptError for what is no JSON object, or has a key twice.
    """
    try:
        text = raw.decode("utf-8")
        body = json.loads(
            text, object_pairs_hook=_no_key_twice, parse_constant=_no_constant, parse_int=Number, parse_float=Number
        )
    except UnicodeDecodeError as error:
        raise PromptError(f"the body is not UTF-8 at byte {error.start + 1}", "not_utf8") from None
    except json.JSONDecodeError as error:
        raise PromptError(
            f"the body is not JSON: {error.msg.lower()} at character {error.pos + 1}", "not_json"
        ) from None
    except RecursionError:
        raise PromptError("the body is nested too deeply", "too_deep") from None
    if not isinstance(body, dict):
        raise PromptError("the body is not a JSON object", "not_json")
    return _Reader(protocol, scan_definitions).read(text, body)


class _Reader:
    """Sorts the strings of a request into texts, fixed ones and sealed ones."""

    def __init__(self, protocol: Protocol, scan_definitions: bool) -> None:
        self._protocol = protocol
        self._scan_definitions = scan_definitions
        self._sealed: dict[str, str] = {}
        self._called: dict[str, str] = {}
        self._credentials: list[str] = []
        self._unscannable: list[str] = []

    def read(self, text: str, body: dict[str, Any]) -> Prompt:
        self._unscannable += unscannable(body)
        parents = dict(objects(body, ()))
        slots = tuple(slot for leaf in leaves(text, with_keys=True) if (slot := self._slot(text, leaf, parents)))
        return Prompt(
            self._protocol,
            body,
            JsonText(text, slots),
            self._sealed,
            self._called,
            tuple(self._credentials),
            tuple(dict.fromkeys(self._unscannable)),
        )

    def _slot(self, text: str, leaf: Leaf, parents: Mapping[Path, Any]) -> Slot | None:
        literal = text[leaf.start : leaf.end]
        if leaf.is_number:
            return self._data(leaf, literal) if is_data(leaf.path) else self._number(leaf, literal)
        content = json.loads(literal)
        if is_definition(leaf.path) and not self._scan_definitions:
            return None
        if leaf.is_key:
            return self._key(leaf, content)
        kind = kind_of(leaf.path, content, parents)
        if kind is not Kind.TOKEN and is_file(leaf.path, content):
            self._unscannable.append(dotted(leaf.path))
            return None
        return self._string(leaf, content, kind)

    def _string(self, leaf: Leaf, content: str, kind: Kind) -> Slot | None:
        match kind:
            case Kind.TEXT:
                return self._data(leaf, content) if is_data(leaf.path) else self._free(leaf, content, ())
            case Kind.LABEL:
                return Slot(leaf, Text(content, is_label=True), None)
            case Kind.USER:
                return Slot(leaf, Text(content, "USERNAME"), None) if content else None
            case Kind.SEALED:
                self._sealed[dotted(leaf.path)] = content
            case Kind.CALLED:
                self._called[dotted(leaf.path)] = content
            case Kind.CREDENTIAL:
                self._credentials.append(dotted(leaf.path))
        return None

    def _number(self, leaf: Leaf, content: str) -> Slot | None:
        """Take a number of a setting, which may be no setting where it is long."""
        is_long = sum(map(str.isdecimal, content)) >= MIN_SETTING_DIGITS
        return Slot(leaf, Text(content), None) if is_long and not COUNTED.fullmatch(str(leaf.path[-1])) else None

    def _key(self, leaf: Leaf, content: str) -> Slot | None:
        """Take the name of a field: one of the protocols' stays."""
        is_number = content.isdecimal() and len(content) <= MIN_DIGITS and not is_data(leaf.path)
        if content in FIELDS or content in WORDS or is_number:
            return None
        return Slot(leaf, Text(content, is_label=bool(IDENTIFIER.fullmatch(content))), None)

    def _data(self, leaf: Leaf, content: str, outer: tuple[str, ...] = (), depth: int = 0) -> Slot | None:
        """Take a string, number or name of a field that a tool was given: its key may tell what it is."""
        if leaf.is_key:
            return self._key(leaf, content)
        keys = (*outer, *(step for step in leaf.path if isinstance(step, str)))
        found = declared(keys, content, NO_OPTIONS)
        if leaf.is_number:
            is_telling = sum(map(str.isdecimal, content)) >= MIN_DIGITS
            return Slot(leaf, found, None) if found and (found.entity or is_telling) else None
        if found and found.entity:
            return Slot(leaf, found, None)
        return self._free(leaf, content, keys, depth)

    def _free(self, leaf: Leaf, content: str, keys: tuple[str, ...], depth: int = 0) -> Slot | None:
        """Take a text, or the JSON that it holds."""
        if not content or content.isspace():
            return None
        if inner := self._inner(content, keys, depth):
            return Slot(leaf, None, inner)
        return Slot(leaf, Text(content), None)

    def _inner(self, content: str, keys: tuple[str, ...], depth: int) -> JsonText | None:
        if depth >= MAX_INNER or content[0] not in "{[" or content.rstrip()[-1] not in "}]" or not _is_json(content):
            return None
        slots = []
        for leaf in leaves(content, with_keys=True):
            literal = content[leaf.start : leaf.end]
            value = literal if leaf.is_number else json.loads(literal)
            if slot := self._data(leaf, value, keys, depth + 1):
                slots.append(slot)
        return JsonText(content, tuple(slots))


def dotted(path: Path) -> str:
    """Write a path as people do: messages[0].content."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def objects(value: Any, path: Path, depth: int = 0) -> Iterator[tuple[Path, Any]]:
    """Yield path -> object for every object of a parsed body."""
    if depth > MAX_DEPTH:
        raise PromptError("the body is nested too deeply", "too_deep")
    if isinstance(value, dict):
        yield path, value
        for key, item in value.items():
            yield from objects(item, (*path, key), depth + 1)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from objects(item, (*path, place), depth + 1)


def _is_json(content: str) -> bool:
    """Tell whether a text is JSON: one value, or one after another, as in JSON Lines."""
    place = 0
    try:
        while place < len(content):
            _, place = JSON.raw_decode(content, place)
            place = SPACE.match(content, place).end()  # type: ignore[union-attr]
    except (ValueError, RecursionError):
        return False
    return True


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise PromptError("the body has a key twice in one object: which of the two counts is not sure", "key_twice")
    return found


def _no_constant(_: str) -> Any:
    raise PromptError("the body is not JSON: NaN and Infinity are no JSON numbers", "not_json")
