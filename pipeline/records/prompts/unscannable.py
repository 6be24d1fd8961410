"""Parts of a prompt that are not text: images, audio, files, token ids, and parts of an unknown type."""

from collections.abc import Iterator
from typing import Any

from pipeline.records.json_scan import Path
from pipeline.records.prompts.field_kinds import DATA, Number

# Types of parts whose strings can all be scanned.
TEXT_PARTS = frozenset(
    """additional_tools advisor_redacted_result advisor_result advisor_tool_result advisor_tool_result_error
    apply_patch_call apply_patch_call_output bash_code_execution_output bash_code_execution_result
    bash_code_execution_tool_result bash_code_execution_tool_result_error browser_state code_execution_output
    code_execution_result code_execution_tool_result code_execution_tool_result_error code_interpreter_call compaction
    compaction_trigger computer_call computer_call_output configuration_update content custom_tool_call
    custom_tool_call_output document encrypted_code_execution_result fallback file_search_call function_call
    function_call_output item_reference local_shell_call local_shell_call_output logs mcp_approval_request
    mcp_approval_response mcp_call mcp_list_tools mcp_tool_listing mcp_tool_result mcp_tool_use message input_text
    output_text program program_output reasoning reasoning_text redacted_thinking refusal search_result
    server_tool_use shell_call shell_call_output summary_text text text_editor_code_execution_create_result
    text_editor_code_execution_str_replace_result text_editor_code_execution_tool_result
    text_editor_code_execution_tool_result_error text_editor_code_execution_view_result thinking tool_addition
    tool_reference tool_removal tool_result tool_search_call tool_search_output tool_search_tool_result
    tool_search_tool_result_error tool_search_tool_search_result tool_use web_fetch_result web_fetch_tool_result
    web_fetch_tool_result_error web_search_call web_search_result web_search_tool_result
    web_search_tool_result_error""".split()
)
# Keys whose values are messages, items and their parts.
PARTS = frozenset("messages system input instructions prompt items content output outputs source variables".split())
# Keys whose values are schemas: their "type" is that of JSON Schema.
SHAPES = frozenset(
    """functions response_format output_format output_config text_format format schema input_schema output_schema
    parameters""".split()
)
FILES = frozenset({"input_image_mask"})
# Keys whose values may be the content of a file, where they look like it.
FILE_KEYS = frozenset({"data", "url", "file_data", "image_url", "image", "audio", "file"})
DATA_URI = "data:"
MIN_BASE64_CHARACTERS = 256


def is_file(path: Path, value: str) -> bool:
    """Tell whether a string is the content of an image, audio or file, rather than text."""
    if value.startswith(DATA_URI) and ";base64," in value[:128]:
        return True
    keys = {step for step in path if isinstance(step, str)}
    is_long = len(value) >= MIN_BASE64_CHARACTERS and " " not in value
    return bool(keys & FILE_KEYS) and is_long and "://" not in value[:16]


def unscannable(body: Any) -> Iterator[str]:
    """Yield the paths of the parts of a request that cannot be scanned.

    Arguments:
        body: the parsed request; its numbers are Numbers.
    """
    yield from _unscannable(body, "", is_part=False)


def _unscannable(value: Any, path: str, *, is_part: bool) -> Iterator[str]:
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from _unscannable(item, f"{path}[{place}]", is_part=is_part)
    elif isinstance(value, Number):
        if is_part and path.endswith("]"):
            yield path  # "input": [15496, 995] is a text as token ids
    elif isinstance(value, dict):
        kind = value.get("type")
        if is_part and isinstance(kind, str) and kind not in TEXT_PARTS:
            yield path
            return
        for key, item in value.items():
            here = f"{path}.{key}".lstrip(".")
            if key in FILES:
                yield here
            elif key not in SHAPES and not (is_part and key in DATA):
                yield from _unscannable(item, here, is_part=key in PARTS or path.endswith("variables"))
