"""LiteLLM's Generic Guardrail API: a LiteLLM proxy has its prompts pseudonymized and its answers restored."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.errors import PromptError
from pipeline.gateway.accounting.audit_log import AuditEntry
from pipeline.gateway.accounting.quotas import estimate_tokens
from pipeline.gateway.exchange import FLOOR
from pipeline.gateway.http.errors import Failure, error_answer, failure_of
from pipeline.gateway.http.origins import is_own_origin
from pipeline.gateway.http.request import address_of, body_of, check, check_may, counted_as
from pipeline.gateway.litellm_tickets import Call, Tickets
from pipeline.gateway.protocol.protocols import Protocol
from pipeline.gateway.scanning.messages import Scanned
from pipeline.gateway.scanning.scanner import Choice
from pipeline.gateway.services import Services
from pipeline.gateway.settings import Client
from pipeline.restore.restore_map import RestoreMap
from pipeline.restore.restorer import Restorer

PATH = "/beta/litellm_basic_guardrail_api"
NOTHING = {"action": "NONE"}
# Reasons to refuse a caller that is not a permitted LiteLLM proxy: the response has an error status and no action.
NO_CLIENTS_OF_LITELLM = ("unknown_key", "not_allowed", "other_site", "client_gone")


def litellm_routes(services: Services) -> list[Route]:
    """Return the routes for a LiteLLM proxy."""
    tickets = Tickets()

    async def guard(request: Request) -> Response:
        return await Guardrail(services, tickets, request).answer()

    return [Route(PATH, guard, methods=["POST"])]


@dataclass(slots=True)
class Guardrail:
    """Answers one request of a LiteLLM proxy, and writes its entry of the audit log."""

    services: Services
    tickets: Tickets
    request: Request
    entry: AuditEntry = field(init=False)

    def __post_init__(self) -> None:
        config = self.services.scanner_pool.config
        self.entry = AuditEntry("unknown", "litellm", PATH, config.policy, config.key.id, 200, "answered")

    async def answer(self) -> Response:
        """Return the response: what LiteLLM sends instead, the restored texts of an answer, or a refusal."""
        try:
            self.services.check_log()
            return _answer(await self._content())
        except asyncio.CancelledError:
            self._note(status=503, outcome="failed", reason="cut_off")
            raise
        except Exception as error:
            return self._refusal(failure_of(await self.services.take_unknown(address_of(self.request), error)))
        finally:
            self.services.write(self.entry)

    async def _content(self) -> Mapping[str, Any]:
        check(self.request)
        name, client = self.services.client_of(self.request)
        self._note(client=name)
        check_may(client, "guardrail")
        _check_origin(self.request)
        who = counted_as(self.request, name, client)
        asked = await self._asked(who)
        choice = _choice(asked, self.services, client)
        self._note(policy=choice.policy, reason=FLOOR if choice.is_overruled else "")
        call = self.tickets.call(name, _key_hash(asked), asked.get("litellm_call_id"))
        if asked.get("input_type") == "response":
            return _restored(asked, call, self.tickets)
        return await self._prompt(asked, choice.policy, name, who, call)

    async def _asked(self, who: str) -> dict[str, Any]:
        settings = self.services.settings
        with self.services.bodies.held(who) as hold:
            raw = await body_of(self.request, settings.max_body_bytes, settings.timeouts.body, hold)
        return _object(raw)

    async def _prompt(
        self, asked: Mapping[str, Any], policy: str, client: str, who: str, call: Call | None
    ) -> Mapping[str, Any]:
        await self.services.take(who, policy, {"requests": 1, "tokens": 0, "scan_seconds": 0})
        answer, given, scanned = await _cleared(asked, self.services, policy, client)
        cleared = scanned.cleared
        self._note(policy=scanned.policy, key_id=scanned.key_id, crowded=cleared.crowded)
        self._note(counts=dict(cleared.counts), tokens_in=_tokens(asked))
        await self.services.take(who, policy, {"tokens": self.entry.tokens_in})
        if call:
            self.tickets.open(call, given, cleared.restore_map if scanned.restores else RestoreMap({}))
        return answer

    def _refusal(self, failure: Failure) -> Response:
        self._note(outcome=failure.outcome, reason=failure.code)
        if failure.status < 500 and failure.code not in NO_CLIENTS_OF_LITELLM:
            return _answer({"action": "BLOCKED", "blocked_reason": f"heteronym: {failure.message}"})
        self._note(status=failure.status)  # on an error status LiteLLM lets nothing pass
        return error_answer(Protocol.OTHER, failure.status, failure.message, failure.code)

    def _note(self, **changes: Any) -> None:
        self.entry = replace(self.entry, **changes)


def _answer(content: Mapping[str, Any]) -> Response:
    # In ASCII: a text may contain a lone surrogate, which has no UTF-8 bytes.
    return Response(json.dumps(content).encode("ascii"), media_type="application/json")


def _check_origin(request: Request) -> None:
    if not is_own_origin(request.headers):
        raise PromptError("the header Origin names another site: its pages may not send requests", "other_site", 403)


async def _cleared(
    asked: Mapping[str, Any], services: Services, policy: str, client: str
) -> tuple[dict[str, Any], bytes, Scanned]:
    """Return what LiteLLM sends instead, and what was scanned; raises PromptError where it must send nothing."""
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
            "the calls of tools contain values to replace, and LiteLLM accepts no changed calls", "in_fixed_field"
        )
    if cleared.body == raw:
        return NOTHING, raw, scanned
    changed = {"texts": out["texts"], "structured_messages": out["messages"], "tools": out["tools"]}
    answer = {"action": "GUARDRAIL_INTERVENED", **{name: value for name, value in changed.items() if value}}
    return answer, raw, scanned


def _restored(asked: Mapping[str, Any], call: Call | None, tickets: Tickets) -> dict[str, Any]:
    """Return the restored texts of an answer; of a streamed one, LiteLLM holds back the end that may still change."""
    answered = asked.get("texts") or []
    restore_map = tickets.lend(call, answered) if call else None
    if restore_map is None:
        return NOTHING
    texts, held = [], []
    for text in answered:
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
    """Estimate the tokens of a prompt: LiteLLM lists each of its texts once, and repeats some in other fields."""
    return estimate_tokens(sum(len(text) for text in asked.get("texts") or () if isinstance(text, str)))


def _key_hash(asked: Mapping[str, Any]) -> object:
    """Return the hash of the key of LiteLLM's client."""
    about = asked.get("request_data")
    return about.get("user_api_key_hash") if isinstance(about, dict) else None


def _choice(asked: Mapping[str, Any], services: Services, client: Client | None) -> Choice:
    """Return the policy; LiteLLM's configuration and the header of its client can each select a stricter one."""
    config = services.scanner_pool.config
    headers, parameters = asked.get("request_headers"), asked.get("additional_provider_specific_params")
    header = headers.get("x-data-classification") if isinstance(headers, dict) else ""
    configured = parameters.get("classification") if isinstance(parameters, dict) else ""
    floor = config.named(client.classification if client else "")
    may_choose = client.may_choose if client else ()
    first = config.policy_of(configured if isinstance(configured, str) else "", floor, may_choose)
    second = config.policy_of(header if isinstance(header, str) else "", first.policy, () if configured else may_choose)
    return Choice(second.policy, first.is_overruled or second.is_overruled)
