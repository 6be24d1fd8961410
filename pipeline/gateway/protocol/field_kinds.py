"""What each string of a request or an answer is, in each protocol.

A string is text unless the protocol has a word, a name or a token in its place, and it looks like one. So a field
that a vendor adds tomorrow is scanned, not passed.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import regex

from pipeline.gateway.protocol.vocabulary import WORDS
from pipeline.records.json_scan import Path


class Protocol(StrEnum):
    """A way of asking a model."""

    CHAT = "openai-chat"
    RESPONSES = "openai-responses"
    COMPLETIONS = "openai-completions"
    EMBEDDINGS = "openai-embeddings"
    MESSAGES = "anthropic-messages"
    COUNT_TOKENS = "anthropic-count-tokens"
    OTHER = "other"

    @property
    def is_anthropic(self) -> bool:
        """Tell whether Anthropic's shapes are spoken, of errors and of events."""
        return self in (Protocol.MESSAGES, Protocol.COUNT_TOKENS)


class Kind(StrEnum):
    """What a string is."""

    TEXT = "text"  # scanned
    LABEL = "label"  # a name, an id or a setting, and no prose: only what is sure is replaced
    TOKEN = "token"  # the protocol's own: stays
    SEALED = "sealed"  # text that its maker has signed: must not change by a byte
    CALLED = "called"  # an address that the upstream is to call: a surrogate would not answer
    CREDENTIAL = "credential"  # what the upstream is to show there
    USER = "user"  # names the person who asks


# Below these stands what a tool was given or gave back, or what the client made up: data, whatever its keys are called.
DATA = frozenset({"arguments", "input", "metadata", "action", "variables", "attributes"})
USERS = frozenset({"user", "safety_identifier", "user_id"})
# What describes tools and the shape of answers; of it these are text.
DEFINITIONS = frozenset({"tools", "functions", "response_format", "output_format", "output_config", "text_format"})
DESCRIPTIONS = frozenset({"description", "title", "default", "examples", "enum", "const", "input_examples"})
# Names and settings that are no words of the protocol, and all that stands below such as these.
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
# What only its maker can read, and what it is called by; of a short one it is not sure what it is.
SEALS = regex.compile(r"signature|\w+_signature|encrypted_\w+|\w*fingerprint|fallback_credit_token")
SEALED_DATA = frozenset({("redacted_thinking", "data"), ("encrypted", "data")})
SEAL = regex.compile(r"[A-Za-z0-9+/_-]{40,}={0,2}")
# An id is made up at random, and tells of what it is one: "msg_01XFDUDYJgAACzvnptvVoYEL".
IDS = regex.compile(r"(?:\w*_)?ids?|container|conversation")
ID = regex.compile(r"(?=.*\d)(?!.*\d{9})[a-z]{1,12}(?:_[a-z]{1,12})?[-_][A-Za-z0-9]{16,128}")
# What the upstream keeps may have a UUID, which elsewhere may be a customer's.
KEPT_UPSTREAM = regex.compile(r"previous_\w+_id|container(?:_id)?|conversation|file_ids?|vector_store_ids|skill_id")
UUID = regex.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MODEL = regex.compile(r"(?!.*\d{9})[a-zA-Z@][\w.:/+-]{0,127}")
VERSION = regex.compile(r"1\d{15}|\d{1,4}(?:\.\d{1,4}){0,3}")  # of a skill: microseconds since 1970
# Name of a field -> what stays there as it is; what looks otherwise is scanned.
FIXED = (
    (SEALS, SEAL),
    (IDS, ID),
    (KEPT_UPSTREAM, UUID),
    (regex.compile("model"), MODEL),
    (regex.compile("version"), VERSION),
    (regex.compile(r"\$schema"), regex.compile(r"https?://json-schema\.org/(?:draft[/-][\d-]{2,7}/)?schema#?")),
)


class Number(str):
    """A number of a JSON text, as it is written."""

    __slots__ = ()


def kind_of(path: Path, content: str, parents: "Mapping[Path, Any]") -> Kind:
    """Tell what a string of a request or an answer is.

    Arguments:
        path: the keys and positions that lead to it.
        content: the string.
        parents: path -> object that stands there.
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
    """Tell a name, an id or a setting from text."""
    key = keys[-1] if keys else ""
    if keys == ["messages", "name"] and parent.get("role") not in ("tool", "function"):
        return Kind.USER
    if (str(parent.get("type")), key) in SEALED_DATA:
        key = "encrypted_data"
    if any(field.fullmatch(key) and shape.fullmatch(content) for field, shape in FIXED):
        return Kind.TOKEN
    is_defined = is_definition(keys) and not DESCRIPTIONS & set(keys)
    is_name = is_defined or SEALS.fullmatch(key) or IDS.fullmatch(key) or LABELS & set(keys)
    return Kind.LABEL if is_name and LABEL.fullmatch(content) else Kind.TEXT


def is_data(path: Path) -> bool:
    """Tell whether a place lies in what a tool was given or gave back, or in free fields of the client."""
    if is_definition(path):
        return path[2:3] == ("filters",)  # tools[0].filters: which files to search, by their attributes
    return path[:1] == ("metadata",) or any(step in DATA for step in path[1:])


def is_definition(path: Sequence[str | int]) -> bool:
    """Tell whether a place lies in the definition of a tool, or of the shape of answers."""
    return bool(path) and (path[0] in DEFINITIONS or list(path[:2]) == ["text", "format"])
