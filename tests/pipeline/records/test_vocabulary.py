"""What the gateway knows of the protocols, held against the types that the official clients' packages publish."""

import typing
from collections.abc import Iterator
from typing import Any

import typing_extensions
from anthropic.types import message_count_tokens_params, message_create_params
from anthropic.types.beta import message_create_params as beta_message_create_params
from openai.types import completion_create_params, embedding_create_params
from openai.types.chat import completion_create_params as chat_create_params
from openai.types.responses import response_create_params

from pipeline.records.prompts.unscannable import PARTS, TEXT_PARTS
from pipeline.records.prompts.vocabulary import FIELDS, WORDS

REQUESTS = (
    chat_create_params.CompletionCreateParamsNonStreaming,
    response_create_params.ResponseCreateParamsNonStreaming,
    completion_create_params.CompletionCreateParamsNonStreaming,
    embedding_create_params.EmbeddingCreateParams,
    message_create_params.MessageCreateParamsNonStreaming,
    beta_message_create_params.MessageCreateParamsNonStreaming,
    message_count_tokens_params.MessageCountTokensParams,
)
NOT_WORDS = {"model", "betas"}  # names of models, and of what is sent as a header
FILES = set(
    """base64 computer_screenshot container_upload file image image_generation_call image_url input_audio input_file
    input_image url""".split()
)


def test_every_word_and_field_of_the_protocols_is_known() -> None:
    said = {value for field, kind in fields() for value in literals(kind) if field not in NOT_WORDS}

    assert said - WORDS == set()
    assert {field for field, _ in fields()} - FIELDS == set()


def test_every_part_that_the_protocols_know_is_text_or_a_file() -> None:
    assert parts() - FILES == TEXT_PARTS & parts()
    assert not TEXT_PARTS & FILES


def fields() -> Iterator[tuple[str, Any]]:
    """Yield the fields of all objects that a request may hold, and their types."""
    seen: set[Any] = set()
    waiting: list[Any] = list(REQUESTS)
    while waiting:
        kind = waiting.pop()
        if kind in seen:
            continue
        seen.add(kind)
        if typing_extensions.is_typeddict(kind):
            hints = typing_extensions.get_type_hints(kind)
            yield from hints.items()
            waiting += hints.values()
        else:
            waiting += members(kind)


def members(kind: Any) -> list[Any]:
    """Return the types that a type is made of."""
    is_literal = typing_extensions.get_origin(kind) is typing_extensions.Literal
    return [] if is_literal else [one for one in typing.get_args(kind) if not isinstance(one, str)]


def literals(kind: Any) -> set[str]:
    """Return the words that a field may hold."""
    if typing_extensions.get_origin(kind) is typing_extensions.Literal:
        return {one for one in typing.get_args(kind) if isinstance(one, str)}
    if typing_extensions.is_typeddict(kind):
        return set()
    return {word for one in members(kind) for word in literals(one)}


def parts() -> set[str]:
    """Return the types of all parts of messages and items."""
    return {
        word
        for field, kind in fields()
        if field in PARTS
        for one in objects(kind)
        for word in literals(typing_extensions.get_type_hints(one).get("type"))
    }


def objects(kind: Any) -> Iterator[Any]:
    """Yield the objects that a field may hold."""
    if typing_extensions.is_typeddict(kind):
        yield kind
    else:
        for one in members(kind):
            yield from objects(one)
