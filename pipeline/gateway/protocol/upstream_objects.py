"""Upstream objects: stored answers, files, containers and conversations, each usable only by the client who created it.

Where several clients of the gateway share one key of the upstream, the upstream treats them as one and shows each the
objects of all. So the gateway stores, as keyed tags, which client received an id, and refuses it from other clients.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from typing import Any

import regex
from cachetools import FIFOCache

from pipeline.errors import PromptError

MAX_IDS = 65_536  # some 12 MB
# Fields of a request that name an object.
REFERENCES = frozenset(
    "previous_response_id response_id conversation conversation_id container container_id file_id file_ids input_file_id "
    "training_file validation_file vector_store_id vector_store_ids assistant_id thread_id run_id batch_id".split()
)
OBJECT = regex.compile(
    r"(?:resp|conv|file|cntr|container|vs|batch|thread|asst|run|ftjob|msgbatch|upload)[-_][A-Za-z0-9_-]{8,}"
)
ITEM = frozenset({"id", "type"})  # of an item that refers to another item
# Fields for the arguments of tools and for text; an id in them does not name an object.
CONTENT = frozenset("arguments content_text metadata parameters schema input_schema properties text output".split())
# Fields of an answer that name new objects.
MADE = frozenset("id container_id file_id".split())
HOLDERS = frozenset(
    "response output item content content_block content_part part annotations annotation container conversation message "
    "results result outputs data".split()
)


class UpstreamObjects:
    """The client that received each id; limited in number, and lost when the gateway ends."""

    def __init__(self) -> None:
        """Keep no ids yet, and later at most `MAX_IDS`; the oldest is removed first."""
        self._secret = secrets.token_bytes(32)
        self._owners: FIFOCache[bytes, str] = FIFOCache(MAX_IDS)

    def remember(self, client: str, ids: Iterable[str]) -> None:
        """Store that a client received ids; an id that is stored already keeps its client."""
        for one in ids:
            self._owners.setdefault(self._tag(one), client)

    def check(self, client: str, ids: Iterable[str]) -> None:
        """Raise PromptError for an id that this client did not receive since the gateway started."""
        if any(self._owners.get(self._tag(one)) != client for one in ids):
            raise PromptError(
                "unknown object: clients that share a key of the upstream may name only objects that they have created "
                "since the gateway started; give each client its own project at the upstream",
                "no_such_object",
                404,
            )

    def _tag(self, name: str) -> bytes:
        return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16, key=self._secret).digest()


def named_ids(value: Any, name: str = "") -> Iterator[str]:
    """Yield the ids of upstream objects that a request names."""
    if isinstance(value, str):
        if name in REFERENCES or (name not in CONTENT and OBJECT.fullmatch(value)):
            yield value
    elif isinstance(value, list):
        for one in value:
            yield from named_ids(one, name)
    elif isinstance(value, dict):
        own = value.get("id")
        if isinstance(own, str) and (name in REFERENCES or _is_reference(value, name)):
            yield own
        for key, one in value.items():
            is_content = key in CONTENT or (key == "input" and isinstance(one, dict))
            if not is_content:
                yield from named_ids(one, key)


def _is_reference(item: dict[str, Any], name: str) -> bool:
    """Return whether an object with an id is a reference to another object."""
    if item.keys() <= ITEM or item.get("type") == "item_reference":
        return True
    return name == "input" and item.get("type") is None and not item.keys() & {"role", "content"}


def made_ids(value: Any) -> Iterator[str]:
    """Yield the ids of new objects in an answer or an event; ids that a client sent are echoed in other fields."""
    if isinstance(value, list):
        for one in value:
            yield from made_ids(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if isinstance(one, str) and (key in MADE or key == "conversation"):
                yield one
            elif key in HOLDERS and isinstance(one, dict | list):
                yield from made_ids(one)
