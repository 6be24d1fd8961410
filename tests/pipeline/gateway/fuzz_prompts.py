"""A fuzzer of prompts: bends requests, led by what code each reaches, and stops at one that leaves with its secret.

python -m tests.pipeline.gateway.fuzz_prompts [libFuzzer's options, such as -runs=10000 -seed=1] FOLDER_OF_SEEDS
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["pipeline.gateway", "pipeline.records"], enable_loader_override=False):
    from pipeline import Key, Policy, Sanitizer
    from pipeline.errors import PromptError
    from pipeline.gateway.prompt import clear
    from pipeline.gateway.protocol.protocols import Protocol
    from pipeline.records.prompts.field_kinds import CALLED, CREDENTIALS, DATA, DEFINITIONS, LABELS, USERS
    from pipeline.records.prompts.request import read
    from pipeline.records.prompts.unscannable import PARTS, SHAPES, TEXT_PARTS
    from pipeline.records.prompts.vocabulary import FIELDS, WORDS
    from recognizers.lexicon.folding import unescape

SECRET = "zora@tessaly.com"
WHOLE_SECRET = re.compile(rf"(?<![\w.%+@-]){re.escape(SECRET)}(?![\w.@-])", re.ASCII)
SAID = f"Ask {SECRET} now."
SEEDS: dict[Protocol, Any] = {
    Protocol.CHAT: {
        "model": "m",
        "metadata": {"case": SAID},
        "messages": [
            {"role": "user", "name": "zora", "content": [{"type": "text", "text": SAID}]},
            {
                "role": "assistant",
                "tool_calls": [
                    {
                        "id": "c1",
                        "type": "function",
                        "function": {"name": "send", "arguments": json.dumps({"to": [SECRET]})},
                    }
                ],
            },
            {"role": "tool", "tool_call_id": "c1", "content": SAID},
        ],
    },
    Protocol.RESPONSES: {
        "model": "m",
        "instructions": SAID,
        "input": [
            {"type": "message", "role": "user", "content": [{"type": "input_text", "text": SAID}]},
            {"type": "function_call", "call_id": "c1", "name": "send", "arguments": json.dumps({"to": SECRET})},
            {"type": "function_call_output", "call_id": "c1", "output": SAID},
            {"type": "reasoning", "summary": [{"type": "summary_text", "text": SAID}], "encrypted_content": "gAA="},
        ],
    },
    Protocol.MESSAGES: {
        "model": "m",
        "system": [{"type": "text", "text": SAID, "cache_control": {"type": "ephemeral"}}],
        "tools": [{"name": "send", "description": SAID, "input_schema": {"type": "object", "properties": {}}}],
        "messages": [
            {"role": "user", "content": [{"type": "document", "source": {"type": "text", "data": SAID}}]},
            {"role": "assistant", "content": [{"type": "thinking", "thinking": "Well.", "signature": "c2ln"}]},
            {
                "role": "assistant",
                "content": [{"type": "tool_use", "id": "t", "name": "send", "input": {"to": SECRET}}],
            },
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": SAID}]},
        ],
    },
    Protocol.EMBEDDINGS: {"model": "m", "input": [SAID]},
    Protocol.OTHER: {
        "requests": [{"params": {"messages": [{"role": "user", "content": SAID}], "stop": [SECRET]}}],
        "prompt": {"id": "pmpt_1", "variables": {"id": SECRET, SECRET: 1}},
        "mcp_servers": [{"type": "url", "url": "https://crm.example/", "name": "crm"}],
        "tools": [{"type": "file_search", "filters": {"type": "eq", "value": SECRET}}],
        "container": {"skills": [{"skill_id": "pdf", "version": "1759178010641129"}]},
    },
    Protocol.COMPLETIONS: {"model": "m", "prompt": SAID, "suffix": SAID},
}


def main() -> None:
    """Run until the options say enough; ends with another status than 0 where a secret leaves."""
    folder = Path(sys.argv[-1])
    for protocol, body in SEEDS.items():
        (folder / protocol.value).write_bytes(json.dumps(body).encode())
    words = PARTS | SHAPES | TEXT_PARTS | CALLED | CREDENTIALS | DATA | DEFINITIONS | LABELS | USERS | FIELDS | WORDS
    strings = [
        *(json.dumps(word) for word in sorted(words)),
        json.dumps(SAID),
        json.dumps(SECRET),
        SECRET.replace("@", "\\u0040"),
        SECRET.replace("@", "\\\\u0040"),
        "\\u0000",
        "\\ud800",
    ]
    lines = [
        '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"\n' for text in [*strings, '\\"', "{}", "[]", ":"]
    ]
    dictionary = folder.with_suffix(".dictionary")
    dictionary.write_text("".join(lines))
    atheris.Setup([*sys.argv, f"-dict={dictionary}", f"-artifact_prefix={folder.parent}/"], try_one)
    atheris.Fuzz()


def without_model() -> Sanitizer:
    """Sanitize as `confidential` does, without the statistical model: the secret is one that patterns find."""
    policy = Policy.load("confidential")
    detection = policy.detection.model_copy(update={"ner": "off"})
    return Sanitizer(policy.model_copy(update={"detection": detection}), Key(bytes(32)))


SANITIZER = without_model()


def try_one(data: bytes) -> None:
    """Clear one request."""
    try:
        body = clear(read(data), SANITIZER).body
    except PromptError:
        return
    for text in strings_of(json.loads(body)):
        if WHOLE_SECRET.search(unescape(text)):
            raise AssertionError(f"left: {body!r}")


def strings_of(value: Any) -> Iterator[str]:
    """Yield every string of a parsed body, those in JSON that a string holds as well."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings_of(item)
    elif isinstance(value, str):
        yield value
        try:
            inner = json.loads(value)
        except (ValueError, RecursionError):
            return
        yield from strings_of(inner)


if __name__ == "__main__":
    main()
