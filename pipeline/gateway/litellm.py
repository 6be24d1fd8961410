"""LiteLLM's Generic Guardrail API: a LiteLLM proxy asks the gateway what may leave, and how answers are put right."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.errors import PromptError
from pipeline.gateway.accounting.audit_log import AuditEntry
from pipeline.gateway.accounting.quotas import estimate_tokens
from pipeline.gateway.exchange import FLOOR
from pipeline.gateway.http.errors import error_answer
from pipeline.gateway.http.failures import failure_of
from pipeline.gateway.http.origins import is_own_origin
from pipeline.gateway.http.request import address_of, body_of, check, check_may, counted_as
from pipeline.gateway.litellm_tickets import Call, Tickets
from pipeline.gateway.protocol.field_kinds import Protocol
from pipeline.gateway.scanning.messages import Scanned
from pipeline.gateway.scanning.scanner import Choice
from pipeline.gateway.services import Services
from pipeline.gateway.settings import Client
from pipeline.restore.restore_map import RestoreMap
from pipeline.restore.restorer import Restorer

PATH = "/beta/litellm_basic_guardrail_api"
NOTHING = {"action": "NONE"}
# Reasons to refuse a caller that is no permitted LiteLLM proxy: the answer has the status alone.
NO_CLIENTS_OF_LITELLM = ("unknown_key", "not_allowed", "other_site", "client_gone")


def litellm_routes(services: Services) -> list[Route]:
    """Return the routes that a LiteLLM proxy asks."""
    tickets = Tickets()

    async def guard(request: Request) -> Response:
        entry = AuditEntry(
            "unknown",
            "litellm",
            PATH,
            services.scanner_pool.config.policy,
            services.scanner_pool.config.key.id,
            200,
            "answered",
        )
        try:
            services.check_log()
            check(request)
            name, client = services.client_of(request)
            entry = replace(entry, client=name)
            check_may(client, "guardrail")
            _check_origin(request)
            who = counted_as(request, name, client)
            with services.bodies.held(who) as hold:
                raw = await body_of(request, services.settings.max_body_bytes, services.settings.timeouts.body, hold)
            asked = _object(raw)
            choice = _choice(asked, services, client)
            policy = choice.policy
            entry = replace(entry, policy=policy, reason=FLOOR if choice.is_overruled else "")
            call = tickets.call(name, _key_hash(asked), asked.get("litellm_call_id"))
            if asked.get("input_type") == "response":
                return _answer(_restored(asked, call, tickets))
            await services.take(who, policy, {"requests": 1, "tokens": 0, "scan_seconds": 0})
            answer, given, scanned = await _cleared(asked, services, policy, name)
            entry = replace(entry, policy=scanned.policy, key_id=scanned.key_id)
            entry = replace(entry, counts=dict(scanned.cleared.counts), tokens_in=_tokens(asked))
            entry = replace(entry, crowded=scanned.cleared.crowded)
            await services.take(who, policy, {"tokens": entry.tokens_in})
            if call:
                tickets.open(call, given, scanned.cleared.restore_map if scanned.restores else RestoreMap({}))
            return _answer(answer)
        except asyncio.CancelledError:
            entry = replace(entry, status=503, outcome="failed", reason="cut_off")
            raise
        except Exception as error:
            failure = failure_of(await services.take_unknown(address_of(request), error))
            entry = replace(entry, outcome=failure.outcome, reason=failure.code)
            if failure.status < 500 and failure.code not in NO_CLIENTS_OF_LITELLM:
                return _answer({"action": "BLOCKED", "blocked_reason": f"heteronym: {failure.message}"})
            entry = replace(entry, status=failure.status)  # LiteLLM lets nothing pass then
            return error_answer(Protocol.OTHER, failure.status, failure.message, failure.code)
        finally:
            services.write(entry)

    return [Route(PATH, guard, methods=["POST"])]


def _answer(content: Mapping[str, Any]) -> Response:
    # In ASCII: a text may hold half of a character, which has no bytes.
    return Response(json.dumps(content).encode("ascii"), media_type="application/json")


def _check_origin(request: Request) -> None:
    if not is_own_origin(request.headers):
        raise PromptError("a page of another site may not ask: the header Origin names it", "other_site", 403)


async def _cleared(
    asked: Mapping[str, Any], services: Services, policy: str, client: str
) -> tuple[dict[str, Any], bytes, Scanned]:
    """Return what LiteLLM is to send instead, and what was scanned; raises PromptError where it must not send anything."""
    given = {"messages": asked.get("structured_messages") or [], "tools": asked.get("tools") or []}
    given |= {"texts": asked.get("texts") or [], "tool_calls": asked.get("tool_calls") or []}
    raw = json.dumps(given).encode()
    scanned = await services.scanner_pool.clear(Protocol.CHAT, raw, policy, client, counted_as=client)
    cleared = scanned.cleared
    if asked.get("images") and scanned.blocks_files:
        raise PromptError("an image cannot be scanned", "unscannable")
    out = json.loads(cleared.body)
    if out["tool_calls"] != given["tool_calls"] and not given["messages"]:
        raise PromptError(
            "the calls of tools hold what must not leave, and LiteLLM takes no others back", "in_fixed_field"
        )
    if cleared.body == raw:
        return NOTHING, raw, scanned
    changed = {"texts": out["texts"], "structured_messages": out["messages"], "tools": out["tools"]}
    answer = {"action": "GUARDRAIL_INTERVENED", **{name: value for name, value in changed.items() if value}}
    return answer, raw, scanned


def _restored(asked: Mapping[str, Any], call: Call | None, tickets: Tickets) -> dict[str, Any]:
    """Return the texts of an answer, restored; of one that goes on, LiteLLM keeps back what is not sure yet."""
    said = asked.get("texts") or []
    restore_map = tickets.lend(call, said) if call else None
    if restore_map is None:
        return NOTHING
    texts, held = [], []
    for text in said:
        restorer = Restorer(restore_map)
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


def _key_hash(asked: Mapping[str, Any]) -> object:
    """Return the hash of the key that LiteLLM's client has shown."""
    about = asked.get("request_data")
    return about.get("user_api_key_hash") if isinstance(about, dict) else None


def _choice(asked: Mapping[str, Any], services: Services, client: Client | None) -> Choice:
    """Return the policy: LiteLLM's configuration, and the header of its client, can each make it stricter."""
    config = services.scanner_pool.config
    headers, parameters = asked.get("request_headers"), asked.get("additional_provider_specific_params")
    header = headers.get("x-data-classification") if isinstance(headers, dict) else ""
    configured = parameters.get("classification") if isinstance(parameters, dict) else ""
    floor = config.named(client.classification if client else "")
    may_choose = client.may_choose if client else ()
    first = config.policy_of(configured if isinstance(configured, str) else "", floor, may_choose)
    second = config.policy_of(header if isinstance(header, str) else "", first.policy, () if configured else may_choose)
    return Choice(second.policy, first.is_overruled or second.is_overruled)
