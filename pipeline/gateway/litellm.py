"""LiteLLM's Generic Guardrail API: a LiteLLM proxy asks the gateway what may leave, and how answers are put right.

The tables of the last prompts are kept in memory, under who asks, the client's key there and the id of the call, until
their answers come. A client may choose that id (`x-litellm-call-id`), so it alone would lead to another's originals.
"""

import asyncio
import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.gateway.audit_log import AuditEntry
from pipeline.gateway.errors import error_answer
from pipeline.gateway.failures import failure_of
from pipeline.gateway.house import House
from pipeline.gateway.messages import Scanned
from pipeline.gateway.positions import Protocol
from pipeline.gateway.prompt import PromptError
from pipeline.gateway.quotas import estimate_tokens
from pipeline.gateway.request import address_of, body_of, check, client_of, counted_as
from pipeline.gateway.table import Restorer, Table

PATH = "/beta/litellm_basic_guardrail_api"
MAX_TERMS = 400_000  # some 100 MB
NOTHING = {"action": "NONE"}
Call = bytes


class Tables:
    """The tables of the last prompts, bounded by the terms in them."""

    def __init__(self, max_terms: int) -> None:
        """Keep at most `max_terms` terms; an empty table counts as one."""
        self._max_terms = max_terms
        self._terms = 0
        self._tables: OrderedDict[Call, Table] = OrderedDict()

    def get(self, call: Call) -> Table | None:
        """Return the table of a call, or None where it is not kept."""
        return self._tables.get(call)

    def put(self, call: Call, table: Table) -> None:
        """Keep the table of a call, and let the oldest go."""
        if known := self._tables.pop(call, None):
            self._terms -= len(known.terms) + 1
        self._tables[call] = table
        self._terms += len(table.terms) + 1
        while self._terms > self._max_terms:
            _, oldest = self._tables.popitem(last=False)
            self._terms -= len(oldest.terms) + 1


def litellm_routes(house: House) -> list[Route]:
    """Return the routes that a LiteLLM proxy asks."""
    tables = Tables(MAX_TERMS)

    async def guard(request: Request) -> Response:
        entry = AuditEntry(
            "unknown", "litellm", PATH, house.desk.policy_of(None), house.desk.kit.key.id, 200, "answered"
        )
        try:
            house.check_log()
            check(request)
            name, client = client_of(request, house.settings)
            who = counted_as(request, name, client)
            with house.bodies.held(who) as hold:
                raw = await body_of(request, house.settings.max_body_bytes, house.settings.timeouts.body, hold)
            asked = _object(raw)
            policy = house.desk.policy_of(_classification(asked) or (client.classification if client else ""))
            entry = replace(entry, client=name, policy=policy)
            call = _call(name, asked)
            if asked.get("input_type") == "response":
                return _answer(_restored(asked, tables.get(call) if call else None))
            await house.take(who, policy, {"requests": 1, "tokens": 0, "scan_seconds": 0})
            answer, scanned = await _cleared(asked, house, policy, who)
            entry = replace(entry, policy=scanned.policy, key_id=scanned.key_id)
            entry = replace(entry, counts=dict(scanned.cleared.counts), tokens_in=_tokens(asked))
            await house.take(who, policy, {"tokens": entry.tokens_in})
            if call:
                tables.put(call, scanned.cleared.table if scanned.restores else Table({}))
            return _answer(answer)
        except asyncio.CancelledError:
            entry = replace(entry, status=503, outcome="failed", reason="cut_off")
            raise
        except Exception as error:
            failure = failure_of(await house.take_unknown(address_of(request), error))
            entry = replace(entry, outcome=failure.outcome, reason=failure.code)
            if failure.status < 500 and failure.code not in ("unknown_key", "client_gone"):
                return _answer({"action": "BLOCKED", "blocked_reason": f"heteronym: {failure.message}"})
            entry = replace(entry, status=failure.status)  # LiteLLM lets nothing pass then
            return error_answer(Protocol.OTHER, failure.status, failure.message, failure.code)
        finally:
            house.write(entry)

    return [Route(PATH, guard, methods=["POST"])]


def _answer(content: Mapping[str, Any]) -> Response:
    # In ASCII: a text may hold half of a character, which has no bytes.
    return Response(json.dumps(content).encode("ascii"), media_type="application/json")


async def _cleared(asked: Mapping[str, Any], house: House, policy: str, who: str) -> tuple[dict[str, Any], Scanned]:
    """Return what LiteLLM is to send instead; raises PromptError where it must not send anything."""
    given = {"messages": asked.get("structured_messages") or [], "tools": asked.get("tools") or []}
    given |= {"texts": asked.get("texts") or [], "tool_calls": asked.get("tool_calls") or []}
    raw = json.dumps(given).encode()
    scanned = await house.desk.clear(Protocol.CHAT, raw, policy, who)
    cleared = scanned.cleared
    if asked.get("images") and scanned.blocks_files:
        raise PromptError("an image cannot be scanned", "unscannable")
    out = json.loads(cleared.body)
    if out["tool_calls"] != given["tool_calls"] and not given["messages"]:
        raise PromptError(
            "the calls of tools hold what must not leave, and LiteLLM takes no others back", "in_fixed_field"
        )
    if cleared.body == raw:
        return NOTHING, scanned
    changed = {"texts": out["texts"], "structured_messages": out["messages"], "tools": out["tools"]}
    return {"action": "GUARDRAIL_INTERVENED", **{name: value for name, value in changed.items() if value}}, scanned


def _restored(asked: Mapping[str, Any], table: Table | None) -> dict[str, Any]:
    """Return the texts of an answer, restored; of one that goes on, LiteLLM keeps back what is not sure yet."""
    if table is None:
        return NOTHING
    texts, held = [], []
    for text in asked.get("texts") or []:
        restorer = Restorer(table)
        sure, rest = restorer.feed(text), restorer.flush()
        texts.append(sure + rest)
        held.append(len(rest))
    return {"action": "GUARDRAIL_INTERVENED", "texts": texts, "stream_holdback_chars": held}


def _object(raw: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(raw)
    except (ValueError, RecursionError):
        raise PromptError("the body is not JSON", "not_json") from None
    if not isinstance(asked, dict):
        raise PromptError("the body is not a JSON object", "not_json")
    return asked


def _tokens(asked: Mapping[str, Any]) -> int:
    """Return about how many tokens a prompt has: LiteLLM names each of its texts, and some of them twice elsewhere."""
    return estimate_tokens(sum(len(text) for text in asked.get("texts") or () if isinstance(text, str)))


def _call(client: str, asked: Mapping[str, Any]) -> Call | None:
    """Return what tells whose call it is, and which; None for one that its answer could not be told by."""
    about, call = asked.get("request_data"), asked.get("litellm_call_id")
    key = about.get("user_api_key_hash") if isinstance(about, dict) else None
    if not isinstance(call, str) or not call:
        return None
    return hashlib.sha256(json.dumps([client, str(key), call]).encode()).digest()  # as short as the next one's


def _classification(asked: Mapping[str, Any]) -> str:
    """Return the classification that LiteLLM's configuration, or its client's header, asks for."""
    headers, parameters = asked.get("request_headers"), asked.get("additional_provider_specific_params")
    told = [headers.get("x-data-classification")] if isinstance(headers, dict) else []
    told += [parameters.get("classification")] if isinstance(parameters, dict) else []
    return next((one for one in told if isinstance(one, str) and one), "")
