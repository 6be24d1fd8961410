"""Where the text of a prompt stands: what each string of a request or an answer is, in each protocol.

A string is text unless the protocol says that it is a name or a token of its own, and it looks like one. So a
field that a vendor adds tomorrow is scanned, not passed.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

import regex

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
    TOKEN = "token"  # the protocol's own: stays
    SEALED = "sealed"  # text that its maker has signed: must not change by a byte
    USER = "user"  # names the person who asks


# Names and tokens of the protocols, wherever they stand outside of data.
TOKENS = frozenset(
    """type role model id object status call_id tool_call_id tool_use_id item_id previous_response_id container
    signature encrypted_content media_type detail format encoding_format finish_reason stop_reason ttl effort service_tier
    phase syntax anthropic_version native_finish_reason system_fingerprint""".split()
)
# Of a part that is opaque as a whole, the key that holds it.
OPAQUE = frozenset({("redacted_thinking", "data"), ("compaction", "encrypted_content"), ("encrypted", "data")})
TOKEN = regex.compile(r"[\w.:/+=|~*-]*")
USERS = frozenset({"user", "safety_identifier", "user_id"})
NAMED_ROLES = frozenset({"user", "assistant", "system", "developer"})
# Below these stands what a tool was given or gave back: data, whatever its keys are called.
DATA = frozenset({"arguments", "input", "metadata", "action"})
# What describes tools and the shape of answers; of it these are text.
DEFINITIONS = frozenset({"tools", "functions", "response_format", "output_format", "output_config", "text_format"})
DESCRIPTIONS = frozenset({"description", "title", "default", "examples", "enum", "const", "input_examples"})
SETTINGS = frozenset(
    {"tool_choice", "function_call", "thinking", "reasoning", "stream_options", "modalities", "include"}
)

# Parts of a message whose text can be scanned.
TEXT_PARTS = frozenset(
    """text input_text output_text refusal summary_text reasoning_text message tool_use tool_result server_tool_use
    web_search_tool_result web_search_result web_fetch_tool_result web_fetch_result code_execution_tool_result
    code_execution_result bash_code_execution_tool_result bash_code_execution_result
    text_editor_code_execution_tool_result mcp_tool_use mcp_tool_result search_result document content thinking
    redacted_thinking compaction tool_reference function function_call function_call_output custom custom_tool_call
    custom_tool_call_output reasoning item_reference web_search_call file_search_call code_interpreter_call
    local_shell_call local_shell_call_output shell_call shell_call_output apply_patch_call apply_patch_call_output mcp_call
    mcp_list_tools mcp_approval_request mcp_approval_response computer_call ephemeral char_location page_location
    content_block_location search_result_location web_search_result_location url_citation file_citation
    container_file_citation file_path logs encrypted enabled""".split()
)
# Below these keys of a request stand messages and their parts, each with a `type`.
PARTS = frozenset({"messages", "system", "input", "instructions", "prompt"})


class Number(str):
    """A number of a JSON text, as it is written."""

    __slots__ = ()


def unscannable(body: Mapping[str, Any]) -> Iterator[str]:
    """Yield the paths of images, sounds, files, token ids and of parts that are not known.

    Arguments:
        body: the request, parsed; its numbers are Numbers.
    """
    for key in PARTS & body.keys():
        yield from _unscannable(body[key], key)


def _unscannable(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from _unscannable(item, f"{path}[{place}]")
    elif isinstance(value, Number):
        yield path  # "input": [15496, 995] are the words of a text
    elif isinstance(value, dict):
        kind = value.get("type")
        if isinstance(kind, str) and kind not in TEXT_PARTS:
            yield path
            return
        for key, item in value.items():
            if key not in DATA and not isinstance(item, Number):
                yield from _unscannable(item, f"{path}.{key}")


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
    if _is_sealed(key, parent):
        return Kind.SEALED
    if (parent.get("type"), key) in OPAQUE or (_is_token(keys, key, parent) and TOKEN.fullmatch(content)):
        return Kind.TOKEN
    if key == "name" and parent.get("role") in NAMED_ROLES:
        return Kind.USER
    return Kind.TEXT


def is_data(path: Path) -> bool:
    """Tell whether a place lies in what a tool was given or gave back, or in free fields of the client."""
    return not is_definition(path) and (path[:1] == ("metadata",) or any(step in DATA for step in path[1:]))


def is_definition(path: Sequence[str | int]) -> bool:
    """Tell whether a place lies in the definition of a tool, or of the shape of answers."""
    return path[0] in DEFINITIONS or list(path[:2]) == ["text", "format"]


def _is_sealed(key: str, parent: Mapping[str, Any]) -> bool:
    return key == "thinking" and parent.get("type") == "thinking" and bool(parent.get("signature"))


def _is_token(keys: list[str], key: str, parent: Mapping[str, Any]) -> bool:
    if is_definition(keys):
        return not DESCRIPTIONS & set(keys)
    if key in TOKENS or keys[0] in SETTINGS or "cache_control" in keys:
        return True
    return key == "name" and parent.get("role") not in NAMED_ROLES
