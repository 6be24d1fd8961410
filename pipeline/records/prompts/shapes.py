"""Shapes of chats and requests: recognizes them, and lists the top-level fields of the protocols."""

from typing import Any

# The names that data sets in the form of ShareGPT give to the speakers of a chat.
SPEAKERS = frozenset("human user gpt chatgpt assistant system tool function_call function_response observation".split())
# Fields that contain the turns of a chat.
TURNS = ("messages", "conversations", "conversation", "input")
# Fields that contain the input of a model. A request has one of them and `model`.
ASKED = ("messages", "input", "prompt")
# Top-level fields of requests. All other fields of a chat record belong to the record, such as its id or source.
REQUEST_FIELDS = frozenset(TURNS) | frozenset(
    """system instructions prompt suffix tools functions tool_choice function_call response_format output_format
    output_config text_format text model user safety_identifier metadata prediction stop stop_sequences reasoning
    reasoning_effort thinking verbosity service_tier modalities include truncation stream_options prompt_cache_key
    prompt_cache_retention previous_response_id container context_management mcp_servers web_search_options audio
    cache_control inference_geo anthropic_version encoding_format""".split()
)


def is_chat(record: Any) -> bool:
    """Return whether a parsed record is a chat of one of the known shapes."""
    if not isinstance(record, dict):
        return False
    lists = [record[key] for key in TURNS if isinstance(record.get(key), list)]
    return any(isinstance(turn, dict) and {"role", "from"} & set(turn) for turns in lists for turn in turns[:1])


def is_request(value: Any) -> bool:
    """Return whether a parsed JSON value is the body of a request to a model."""
    if not isinstance(value, dict):
        return False
    turns = value.get("messages")
    has_roles = isinstance(turns, list) and any(isinstance(turn, dict) and "role" in turn for turn in turns[:1])
    return has_roles or ("model" in value and any(key in value for key in ASKED))
