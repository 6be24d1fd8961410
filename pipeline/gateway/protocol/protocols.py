"""Protocols: the APIs of models that the gateway serves, and their paths."""

from enum import StrEnum


class Protocol(StrEnum):
    """A protocol of requests to models."""

    CHAT = "openai-chat"
    RESPONSES = "openai-responses"
    COMPLETIONS = "openai-completions"
    EMBEDDINGS = "openai-embeddings"
    MESSAGES = "anthropic-messages"
    COUNT_TOKENS = "anthropic-count-tokens"
    OTHER = "other"

    @property
    def is_anthropic(self) -> bool:
        """Return whether errors and events have Anthropic's shapes."""
        return self in (Protocol.MESSAGES, Protocol.COUNT_TOKENS)


# The path of each protocol.
ROUTES = {
    "/v1/chat/completions": Protocol.CHAT,
    "/v1/responses": Protocol.RESPONSES,
    "/v1/completions": Protocol.COMPLETIONS,
    "/v1/embeddings": Protocol.EMBEDDINGS,
    "/v1/messages": Protocol.MESSAGES,
    "/v1/messages/count_tokens": Protocol.COUNT_TOKENS,
}
