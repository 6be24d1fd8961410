"""Kinds of strings in requests and answers: text, label, token, signed text, address, credential or user.

A string is text unless the protocol defines a word, a name or a token for its field and the string has that form.
So a field that a vendor adds tomorrow is scanned.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any

import regex

from pipeline.records.json_scan import Path
from pipeline.records.prompts.vocabulary import WORDS


class Kind(StrEnum):
    """The kind of a string."""

    TEXT = "text"  # scanned
    LABEL = "label"  # a name, an id or a setting, not prose: only certain findings are replaced
    TOKEN = "token"  # a value of the protocol: stays
    SEALED = "sealed"  # signed text: must not change by a byte
    CALLED = "called"  # an address that the upstream calls: a surrogate of it would not answer
    CREDENTIAL = "credential"  # a secret for such an address
    USER = "user"  # identifies the person who asks


# Keys whose values are the arguments or results of tools, or free fields of the client: data, whatever its keys are.
DATA = frozenset({"arguments", "input", "metadata", "action", "variables", "attributes"})
USERS = frozenset({"user", "safety_identifier", "user_id"})
# Fields that define tools and the shape of answers.
DEFINITIONS = frozenset({"tools", "functions", "response_format", "output_format", "output_config", "text_format"})
# Keys of definitions whose values are text.
DESCRIPTIONS = frozenset({"description", "title", "default", "examples", "enum", "const", "input_examples"})
# Keys of names and settings that are not words of the protocol, and of everything below them.
LABELS = frozenset(
    """name tool_name tool_names toolset_name server_label server_name mcp_server_name namespace allowed_tools
    exclude_tools clear_tool_inputs allowed_callers stop stop_sequences timezone version voice size inference_geo
    type role object status detail format encoding_format finish_reason stop_reason ttl effort reasoning_effort
    service_tier phase syntax media_type verbosity truncation prompt_cache_retention native_finish_reason model
    anthropic_version tool_choice function_call thinking reasoning stream_options modalities
    include cache_control caller environment""".split()
)
LABEL = regex.compile(r"\s*\S{1,256}\s*")
CALLED = frozenset({"server_url", "allowed_domains", "blocked_domains"})
CREDENTIALS = frozenset({"authorization", "authorization_token", "headers", "domain_secrets"})
# Signatures and encrypted content that only their maker can read, in strings of at least 40 characters.
SEALS = regex.compile(r"signature|\w+_signature|encrypted_\w+|\w*fingerprint|fallback_credit_token")
SEALED_DATA = frozenset({("redacted_thinking", "data"), ("encrypted", "data")})
SEAL = regex.compile(r"[A-Za-z0-9+/_-]{40,}={0,2}")
# Random ids with a prefix for their type: "msg_01XFDUDYJgAACzvnptvVoYEL".
IDS = regex.compile(r"(?:\w*_)?ids?|container|conversation")
ID = regex.compile(r"(?=.*\d)(?!.*\d{9})[a-z]{1,12}(?:_[a-z]{1,12})?[-_][A-Za-z0-9]{16,128}")
# Objects that the upstream stores may be named by a UUID; elsewhere a UUID may belong to a customer.
KEPT_UPSTREAM = regex.compile(r"previous_\w+_id|container(?:_id)?|conversation|file_ids?|vector_store_ids|skill_id")
UUID = regex.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MODEL = regex.compile(r"(?!.*\d{9})[a-zA-Z@][\w.:/+-]{0,127}")
VERSION = regex.compile(r"1\d{15}|\d{1,4}(?:\.\d{1,4}){0,3}")  # of a skill: microseconds since 1970
# (name of a field, form of a value that stays); a value of another form is scanned.
FIXED = (
    (SEALS, SEAL),
    (IDS, ID),
    (KEPT_UPSTREAM, UUID),
    (regex.compile("model"), MODEL),
    (regex.compile("version"), VERSION),
    (regex.compile(r"\$schema"), regex.compile(r"https?://json-schema\.org/(?:draft[/-][\d-]{2,7}/)?schema#?")),
)


CACHED_NAMES = 1_024


class Number(str):
    """A number of a JSON text, as written."""

    __slots__ = ()


def kind_of(path: Path, content: str, parents: Mapping[Path, Any]) -> Kind:
    """Return the kind of a string of a request or an answer.

    Arguments:
        path: the keys and positions that lead to it.
        content: the string.
        parents: path -> object at that path.
    """
    keys = [step for step in path if isinstance(step, str)]
    key = keys[-1] if keys else ""
    parent = parents.get(path[:-1]) or {}
    if is_data(path):
        return Kind.USER if key in USERS and keys[0] == "metadata" else Kind.TEXT
    if len(path) == 1 and key in USERS:
        return Kind.USER
    if key == "thinking" and parent.get("type") == "thinking" and parent.get("signature"):
        return Kind.SEALED
    if content in WORDS:
        return Kind.TOKEN
    if CREDENTIALS & set(keys):
        return Kind.CREDENTIAL
    if (key in CALLED or (keys[:1] == ["mcp_servers"] and key == "url")) and LABEL.fullmatch(content):
        return Kind.CALLED
    return _kind_of_name(keys, content, parent)


def _kind_of_name(keys: Sequence[str], content: str, parent: Mapping[str, Any]) -> Kind:
    """Distinguish a name, an id or a setting from text."""
    key = keys[-1] if keys else ""
    if keys == ["messages", "name"] and parent.get("role") not in ("tool", "function"):
        return Kind.USER
    if (str(parent.get("type")), key) in SEALED_DATA:
        key = "encrypted_data"
    if any(form.fullmatch(content) for form in _forms_of(key)):
        return Kind.TOKEN
    is_defined = is_definition(keys) and not DESCRIPTIONS & set(keys)
    is_name = is_defined or SEALS.fullmatch(key) or IDS.fullmatch(key) or LABELS & set(keys)
    return Kind.LABEL if is_name and LABEL.fullmatch(content) else Kind.TEXT


@lru_cache(CACHED_NAMES)
def _forms_of(key: str) -> "tuple[regex.Pattern[str], ...]":
    """Return the forms of values that stay in a field of this name."""
    return tuple(form for field, form in FIXED if field.fullmatch(key))


def is_data(path: Path) -> bool:
    """Tell whether a path lies in the arguments or results of a tool, or in free fields of the client."""
    if is_definition(path):
        return path[2:3] == ("filters",)  # tools[0].filters: selects files by their attributes
    return path[:1] == ("metadata",) or any(step in DATA for step in path[1:])


def is_definition(path: Sequence[str | int]) -> bool:
    """Tell whether a path lies in the definition of a tool, or of the shape of answers."""
    return bool(path) and (path[0] in DEFINITIONS or list(path[:2]) == ["text", "format"])
