"""The requests to a scanner and its answers, as data for the channel and back; answers are checked."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import regex

from pipeline.errors import BrokenMessageError, HeteronymError, PolicyError, PromptError, SecretKeyError
from pipeline.gateway.prompt import Cleared
from pipeline.gateway.protocol.protocols import Protocol
from pipeline.restore.restore_map import RestoreMap

# The only functions that a scanner calls, by the names that cross the channel.
SCAN, OFFERED, REVIEW = "scan", "offered", "review"
ERRORS = {one.__name__: one for one in (HeteronymError, PolicyError, SecretKeyError)}
# These go into headers, labels of metrics and the log.
REASON = regex.compile("[a-z][a-z0-9_]{0,39}")
ENTITY = regex.compile("[A-Z][A-Z0-9_]{0,99}")
POLICY = regex.compile("[a-z][a-z0-9_-]{0,63}")
KEY_ID = regex.compile(r"[\w.-]{0,64}", regex.ASCII)


class Request(NamedTuple):
    """A request to be scanned.

    Arguments:
        protocol: whose way of asking it is.
        raw: its body.
        policy: the name of the policy that holds for it.
        client: the name of the client, whose pseudonyms are its own.
    """

    protocol: Protocol
    raw: bytes
    policy: str
    client: str


class Scanned(NamedTuple):
    """A request that may leave.

    Arguments:
        cleared: what leaves of it, and the way back.
        policy: the name of its policy.
        key_id: the id of the key of its pseudonyms.
        restores: whether its policy puts the originals back into answers.
        blocks_files: whether its policy lets only text out.
        is_json: whether it asks for an answer in JSON.
        characters: how much text it holds.
        objects: the ids of upstream objects that it names.
    """

    cleared: Cleared
    policy: str
    key_id: str
    restores: bool
    blocks_files: bool
    is_json: bool
    characters: int
    objects: tuple[str, ...] = ()


def question(function: str, arguments: Sequence[Any]) -> list[Any]:
    """Return a question to a scanner as data: requests to scan, or arguments that are data already."""
    if function == SCAN:
        return [SCAN, [[str(one.protocol), _text(one.raw), one.policy, one.client] for one in arguments]]
    return [function, list(arguments)]


def requests_of(arguments: Sequence[Any]) -> list[Request]:
    """Return the requests of a question."""
    return [Request(Protocol(protocol), _raw(body), policy, client) for protocol, body, policy, client in arguments]


def answer(result: Any) -> list[Any]:
    """Return an answer to the gateway as data: an error, a request that may leave, some of both, or what is data already."""
    match result:
        case HeteronymError():
            return ["error", *_error_as_data(result)]
        case Scanned():
            cleared = result.cleared
            own = [_text(cleared.body), cleared.restore_map.as_data(), dict(cleared.counts), cleared.crowded]
            return ["scanned", *own, *result[1:]]
        case list():
            return ["several", *map(answer, result)]
        case _:
            return ["data", result]


def result_of(data: Any, function: str, count: int) -> Any:
    """Return the content of an answer.

    Arguments:
        data: the answer.
        function: what was asked.
        count: how many requests were to be scanned.

    Raises BrokenMessageError for what is no answer to that.
    """
    try:
        match data:
            case ["error", *error]:
                return error_of(error)
            case ["several", *several] if function == SCAN and len(several) == count:
                return [_scanned_or_error(one) for one in several]
            case ["data", dict() as value] if function != SCAN:
                return value
    except (ValueError, TypeError, KeyError, RecursionError):
        pass  # its message may hold content
    raise BrokenMessageError("an answer is not what was asked for")


def error_of(data: Sequence[Any]) -> HeteronymError:
    """Return an error of data; raises ValueError or KeyError for what is none."""
    name, message, *rest = data
    _check(isinstance(name, str) and isinstance(message, str))
    if name != PromptError.__name__:
        _check(not rest)
        return ERRORS[name](message)
    reason, status = rest
    _check(_is(reason, REASON) and _is_number(status) and 400 <= status < 600)
    return PromptError(message, reason, status)


def _error_as_data(error: HeteronymError) -> list[Any]:
    if isinstance(error, PromptError):
        return [PromptError.__name__, str(error), error.reason, error.status]
    known = next(name for name, kind in reversed(ERRORS.items()) if isinstance(error, kind))
    return [known, str(error)]


def _scanned_or_error(data: Any) -> Scanned | HeteronymError:
    kind, *values = data
    if kind == "error":
        return error_of(values)
    _check(kind == "scanned")
    body, restore_map, counts, crowded, policy, key_id, restores, blocks_files, is_json, characters, objects = values
    _check(_is(policy, POLICY) and _is(key_id, KEY_ID) and _is_number(characters))
    _check(all(isinstance(one, bool) for one in (restores, blocks_files, is_json)))
    _check(isinstance(counts, dict) and all(_is(name, ENTITY) and _is_number(one) for name, one in counts.items()))
    _check(isinstance(crowded, list) and all(_is(one, ENTITY) for one in crowded))
    _check(isinstance(objects, list) and all(isinstance(one, str) for one in objects))
    cleared = Cleared(_raw(body), RestoreMap.from_data(restore_map), counts, tuple(crowded))
    return Scanned(cleared, policy, key_id, restores, blocks_files, is_json, characters, tuple(objects))


def _text(raw: bytes) -> str:
    """Return bytes as a string of JSON: those that are no UTF-8 as halves of characters, so that `_raw` has them again."""
    return raw.decode("utf-8", "surrogateescape")


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _is(value: Any, pattern: "regex.Pattern[str]") -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _check(is_so: bool) -> None:
    if not is_so:
        raise ValueError
