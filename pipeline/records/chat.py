"""Chat records: identifies the strings that belong to the protocol (roles, types, ids, tool definitions) and stay."""

from typing import Any

from pipeline.records.json_scan import Path

CHAT_KEYS = ("messages", "conversations", "conversation", "input")
WHOLE_SUBTREES = frozenset({"tools", "functions", "tool_choice", "function_call", "response_format", "model"})
PROTOCOL_KEYS = frozenset(
    "role from type id tool_call_id tool_use_id call_id cache_control media_type detail format stop_reason model object status".split()
)
# Keys of the inputs and outputs of tools. Everything below them is data, whatever its keys are.
DATA_KEYS = frozenset({"input", "arguments", "output"})
FILE_KEYS = frozenset({"data", "url", "file_data", "image_url", "image", "audio", "file"})
DATA_URI = "data:"
MIN_BASE64_CHARACTERS = 256


def is_chat(record: Any) -> bool:
    """Return whether a parsed record is a chat in one of the known formats."""
    if not isinstance(record, dict):
        return False
    lists = [record[key] for key in CHAT_KEYS if isinstance(record.get(key), list)]
    return any(isinstance(turn, dict) and {"role", "from"} & set(turn) for turns in lists for turn in turns[:1])


def is_protocol(path: Path) -> bool:
    """Return whether a leaf of a chat belongs to the protocol."""
    keys = [step for step in path if isinstance(step, str)]
    if keys[0] in WHOLE_SUBTREES:
        return True
    if keys[0] not in (*CHAT_KEYS, "system") or set(keys[1:-1]) & DATA_KEYS:
        return False
    is_tool_name = keys[-1] == "name" and len(keys) > 2
    return keys[-1] in PROTOCOL_KEYS or is_tool_name or "cache_control" in keys


def is_file(path: Path, value: str) -> bool:
    """Return whether a string is the encoded content of an image, sound or file."""
    if value.startswith(DATA_URI) and ";base64," in value[:128]:
        return True
    keys = {step for step in path if isinstance(step, str)}
    is_long = len(value) >= MIN_BASE64_CHARACTERS and " " not in value
    return bool(keys & FILE_KEYS) and is_long and "://" not in value[:16]
