"""Shapes of chats and requests: how to recognize one, and which of its top-level fields belong to a protocol."""

from typing import Any

# Fields that hold the turns of a chat.
TURNS = ("messages", "conversations", "conversation", "input")
# Fields that hold what a model is asked; together with `model` they make a request.
ASKED = ("messages", "input", "prompt")
# Top-level fields of requests. All others of a chat record are the record's own, such as its id or source.
REQUEST_FIELDS = frozenset(TURNS) | frozenset(
    """system instructions prompt suffix tools functions tool_choice function_call response_format output_format
    output_config text_format text model user safety_identifier metadata prediction stop stop_sequences reasoning
    reasoning_effort thinking verbosity service_tier modalities include truncation stream_options prompt_cache_key
    prompt_cache_retention previous_response_id container context_management mcp_servers web_search_options audio
    cache_control inference_geo anthropic_version encoding_format""".split()
)


def is_chat(record: Any) -> bool:
    """Tell whether a parsed record is a chat of one of the known shapes."""
    if not isinstance(record, dict):
        return False
    lists = [record[key] for key in TURNS if isinstance(record.get(key), list)]
    return any(isinstance(turn, dict) and {"role", "from"} & set(turn) for turns in lists for turn in turns[:1])


def is_request(value: Any) -> bool:
    """Tell whether a parsed JSON value is the body of a request to a model."""
    if not isinstance(value, dict):
        return False
    turns = value.get("messages")
    has_roles = isinstance(turns, list) and any(isinstance(turn, dict) and "role" in turn for turn in turns[:1])
    return has_roles or ("model" in value and any(key in value for key in ASKED))
