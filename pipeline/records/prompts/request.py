"""Requests to models, read strictly: the texts of a body, and what of it must not change or cannot be scanned."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.errors import PromptError
from pipeline.records.json_scan import MAX_DEPTH, containers, leaves
from pipeline.records.json_text import JsonText
from pipeline.records.prompts.field_kinds import Number
from pipeline.records.prompts.reader import Profile, PromptReader
from pipeline.records.prompts.unscannable import unscannable
from pipeline.text.document import Text


@dataclass(frozen=True)
class Prompt:
    """A request that was read and not yet scanned.

    Arguments:
        body: the parsed request.
        text: the JSON text with its texts marked.
        sealed: path -> text that its maker has signed, and that must not change.
        called: path -> address that the upstream calls.
        credentials: the paths of secrets for such addresses.
        unscannable: the paths of parts that cannot be scanned.
    """

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
        """Return the number of characters of its texts."""
        return sum(len(text.value) for text in self.texts)


def read(raw: bytes, *, scan_definitions: bool = True) -> Prompt:
    """Read a request.

    Arguments:
        raw: its body.
        scan_definitions: whether the descriptions of tools are texts.

    Raises PromptError where the body is not a JSON object, is nested too deeply, or has a duplicate key.
    """
    text, body = _parsed(raw)
    not_scannable = list(unscannable(body))
    reader = PromptReader(body, Profile(is_strict=True, scans_definitions=scan_definitions))
    slots = [reader.slot(leaf, text[leaf.start : leaf.end]) for leaf in leaves(text, with_keys=True)]
    return Prompt(
        body,
        JsonText(text, tuple(filter(None, slots))),
        reader.sealed,
        reader.called,
        tuple(reader.credentials),
        tuple(dict.fromkeys(not_scannable + reader.unscannable)),
    )


def _parsed(raw: bytes) -> tuple[str, dict[str, Any]]:
    try:
        text = raw.decode("utf-8")
        body = json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_constant=_refuse_constant,
            parse_int=Number,
            parse_float=Number,
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
    if any(len(path) > MAX_DEPTH for path, _ in containers(body)):
        raise PromptError("the body is nested too deeply", "too_deep")
    return text, body


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise PromptError("the body has a duplicate key in an object: send each key once", "key_twice")
    return found


def _refuse_constant(_: str) -> Any:
    raise PromptError("the body is not JSON: NaN and Infinity are not JSON numbers", "not_json")
