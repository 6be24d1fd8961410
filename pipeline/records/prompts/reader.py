"""Prompt reader: classifies the strings of a chat or a request as texts, kept values, and values that must not change.

There are two profiles. The strict profile is for a request that is sent to a model: it collects signed text, called
addresses and credentials separately, so that the caller can reject the request. The lenient profile is for a record that
is copied or shown: it treats these strings as texts, applies the user's declarations of fields, and rejects nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import regex

from pipeline.records.fields import declared, free_text, noted, option_of, taken_for
from pipeline.records.json_scan import Leaf, Path, decode, dotted, leaves, may_be_nested, names_of, objects
from pipeline.records.json_text import JsonText, Slot
from pipeline.records.key_names import key_text
from pipeline.records.model import KEEP, ReadOptions
from pipeline.records.prompts.field_kinds import Kind, is_data, is_definition, kind_of
from pipeline.records.prompts.shapes import SPEAKERS, TURNS
from pipeline.records.prompts.unscannable import is_file
from pipeline.records.prompts.vocabulary import FIELDS, WORDS
from pipeline.text.document import Text

MIN_DIGITS = 6  # shorter numbers identify no one
MIN_SETTING_DIGITS = 9  # the minimum for a number that is a setting
COUNTED = regex.compile(r"seed|created|index|\w+_(?:at|tokens|ms|bytes)")
# Field names in source code style, unlike "Quackenbush" or "c4539148803436467".
# "maxTokens", or "API_HOST" as variables of an environment are called; "Zora" may be a value.
IDENTIFIER = regex.compile(r"(?!.*\d{5})(?:[a-z_$][\w$-]{0,63}|[A-Z][A-Z0-9_]{0,63})", regex.ASCII)
NO_OPTIONS = ReadOptions()
JSON = json.JSONDecoder(parse_int=str, parse_float=str)
SPACE = regex.compile(r"[ \t\r\n]*+")


@dataclass(frozen=True, slots=True)
class Profile:
    """The purpose for which a prompt is read.

    Arguments:
        is_strict: whether the prompt is a request to be sent rather than a record to be copied.
        scans_definitions: whether the descriptions of tools are texts.
        options: the declared fields; only for records.
        outer: the keys of the path to a record inside another one.
    """

    is_strict: bool
    scans_definitions: bool = True
    options: ReadOptions = NO_OPTIONS
    outer: tuple[str, ...] = ()


class PromptReader:
    """Reads the strings, numbers and field names of one prompt.

    Attributes:
        sealed: path -> text that its issuer has signed; only in the strict profile.
        called: path -> address that the upstream calls; only in the strict profile.
        credentials: the paths of secrets for such addresses; only in the strict profile.
        unscannable: the paths of the contents of files.
    """

    def __init__(self, body: Any, profile: Profile) -> None:
        """Create a reader for one prompt.

        Arguments:
            body: the parsed prompt.
            profile: the profile.
        """
        self._profile = profile
        self._parents: Mapping[Path, Any] = dict(objects(body, is_cut=True))
        self.sealed: dict[str, str] = {}
        self.called: dict[str, str] = {}
        self.credentials: list[str] = []
        self.unscannable: list[str] = []

    def slot(self, leaf: Leaf, literal: str) -> Slot | None:
        """Return the text of a leaf, or None if the leaf is kept.

        Arguments:
            leaf: a string, number or field name of the prompt.
            literal: the leaf as written.
        """
        if leaf.is_number:
            return self._data(leaf, literal) if is_data(leaf.path) else self._number(leaf, literal)
        if is_definition(leaf.path) and not self._profile.scans_definitions:
            return None
        content = decode(literal)
        if leaf.is_key:
            return self._key(leaf, content)
        kind = self._kind(leaf.path, content)
        if kind is not Kind.TOKEN and is_file(leaf.path, content):
            self.unscannable.append(dotted(leaf.path))
            return None
        return self._string(leaf, content, kind)

    def _kind(self, path: Path, content: str) -> Kind:
        """Return the kind of a string. In records, signed text and called addresses are texts, and turns have more names."""
        kind = kind_of(path, content, self._parents)
        if self._profile.is_strict:
            return kind
        if path[0] in TURNS[1:] and len(path) == 3 and kind is Kind.LABEL and path[2] == "name":
            return Kind.USER
        if path[0] in TURNS and path[2:] == ("from",):
            return Kind.TOKEN if content in SPEAKERS else Kind.LABEL
        if option_of(self._keys(path), self._profile.options, is_whole_path=kind is Kind.LABEL):
            return Kind.TEXT
        return Kind.TEXT if kind in (Kind.SEALED, Kind.CALLED) else kind

    def _string(self, leaf: Leaf, content: str, kind: Kind) -> Slot | None:
        if kind is Kind.TEXT:
            is_declared = is_data(leaf.path) or not self._profile.is_strict
            return self._data(leaf, content) if is_declared else self._free(leaf, content, ())
        found = self._setting(leaf, content, kind)
        return _slot(leaf, noted(self._keys(leaf.path), content, found, self._profile.options))

    def _setting(self, leaf: Leaf, content: str, kind: Kind) -> Text | None:
        """Return the text of a string that is no content of the chat; None for one that is kept."""
        match kind:
            case Kind.LABEL:
                return Text(content, is_label=True)
            case Kind.USER:
                return Text(content, "USERNAME") if content else None
            case Kind.SEALED:
                self.sealed[dotted(leaf.path)] = content
            case Kind.CALLED:
                self.called[dotted(leaf.path)] = content
            case Kind.CREDENTIAL if self._profile.is_strict:
                self.credentials.append(dotted(leaf.path))
            case Kind.CREDENTIAL:
                return Text(content, "SECRET") if content.strip() else None
        return None

    def _number(self, leaf: Leaf, content: str) -> Slot | None:
        """Return the text of a number that is not data: only if it is long, and not a counter or timestamp."""
        keys, options = self._keys(leaf.path), self._profile.options
        if not self._profile.is_strict and not is_definition(leaf.path):
            found = taken_for(keys, content, options)
            if found is None or found.entity:
                return _slot(leaf, noted(keys, content, found, options))
        is_long = sum(map(str.isdecimal, content)) >= MIN_SETTING_DIGITS
        is_id = is_long and not COUNTED.fullmatch(str(leaf.path[-1]))
        return _slot(leaf, noted(keys, content, Text(content) if is_id else None, options))

    def _key(self, leaf: Leaf, content: str) -> Slot | None:
        """Return the text of a field name; None for those of the protocols."""
        is_number = content.isdecimal() and len(content) <= MIN_DIGITS and not is_data(leaf.path)
        if content in FIELDS or content in WORDS or is_number:
            return None
        if self._profile.is_strict or is_definition(leaf.path):
            return Slot(leaf, Text(content, is_label=bool(IDENTIFIER.fullmatch(content)), is_name=True), None)
        found = None if content in self._profile.options.fields else key_text(content)
        return Slot(leaf, found, None) if found else None

    def _data(self, leaf: Leaf, content: str, outer: tuple[str, ...] = (), depth: int = 0) -> Slot | None:
        """Return the text of a string, number or field name whose key may declare an entity."""
        if leaf.is_key:
            return self._key(leaf, content)
        keys = (*(outer or self._profile.outer), *names_of(leaf.path))
        options = self._profile.options
        if leaf.is_number:
            return _slot(leaf, declared(keys, content, options, MIN_DIGITS))
        found = taken_for(keys, content, options)
        if (found and (found.entity or found.is_dropped)) or option_of(keys, options) == KEEP:
            return _slot(leaf, noted(keys, content, found, options))
        return self._free(leaf, content, keys, depth)

    def _free(self, leaf: Leaf, content: str, keys: tuple[str, ...], depth: int = 0) -> Slot | None:
        """Return a string as a text, or as nested JSON if it contains JSON."""
        if not content or content.isspace():
            return None
        if inner := self._inner(content, keys, depth):
            return Slot(leaf, None, inner)
        return _slot(leaf, noted(keys, content, free_text(keys, content), self._profile.options))

    def _inner(self, content: str, keys: tuple[str, ...], depth: int) -> JsonText | None:
        if not may_be_nested(content, depth) or not _is_json(content):
            return None
        slots = []
        for leaf in leaves(content, with_keys=True):
            literal = content[leaf.start : leaf.end]
            value = literal if leaf.is_number else decode(literal)
            if not self._profile.is_strict and not (leaf.is_number or leaf.is_key) and is_file(leaf.path, value):
                self.unscannable.append(dotted(leaf.path))
            elif slot := self._data(leaf, value, keys, depth + 1):
                slots.append(slot)
        return JsonText(content, tuple(slots))

    def _keys(self, path: Path) -> tuple[str, ...]:
        return (*self._profile.outer, *names_of(path))


def _slot(leaf: Leaf, text: Text | None) -> Slot | None:
    return Slot(leaf, text, None) if text else None


def _is_json(content: str) -> bool:
    """Return whether a text is JSON: one value, or several as in JSON Lines."""
    place = 0
    try:
        while place < len(content):
            _, place = JSON.raw_decode(content, place)
            place = SPACE.match(content, place).end()  # type: ignore[union-attr]
    except (ValueError, RecursionError):
        return False
    return True
