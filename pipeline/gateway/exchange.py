"""Exchange: one request, from its first byte to the last byte of its answer."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx2
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from pipeline.errors import BrokenStreamError, PromptError, UpstreamError
from pipeline.gateway.accounting.audit_log import AuditEntry
from pipeline.gateway.accounting.quotas import estimate_tokens
from pipeline.gateway.accounting.tracing import record
from pipeline.gateway.accounting.usage import AnswerTokens
from pipeline.gateway.answer_stream import AnswerStream
from pipeline.gateway.answers import RestoreContext, restore_answer
from pipeline.gateway.http.errors import Failure, error_answer, error_body, failure_of
from pipeline.gateway.http.request import address_of, body_of, check, check_may, counted_as
from pipeline.gateway.http.upstream import Bounds, headers_to_return, headers_to_send, pieces, whole
from pipeline.gateway.prompt import Cleared
from pipeline.gateway.protocol.events import Event, EventReader
from pipeline.gateway.protocol.protocols import Protocol
from pipeline.gateway.protocol.upstream_objects import made_ids
from pipeline.gateway.scanning.messages import Scanned
from pipeline.gateway.services import Services
from pipeline.gateway.settings import Client, Side
from pipeline.restore.restore_map import RestoreMap

FLOOR = "classification_floor"  # reason of a request that has another policy than it selected
NO_OBJECTS = ("/v1/models",)  # the same for all who share a key of the upstream
EVENT_STREAM = "text/event-stream"
NOTHING_TO_RESTORE = RestoreMap({})


@dataclass(slots=True)
class Exchange:
    """Processes one request, and writes its entry of the audit log."""

    services: Services
    protocol: Protocol
    route: str
    request: Request
    noted: dict[str, Any] = field(init=False)
    _reason: str = ""
    _shares_key: bool = False
    _counted_as: str = ""
    _started: float = field(default_factory=time.perf_counter)

    def __post_init__(self) -> None:
        scanner_pool = self.services.scanner_pool
        self.noted = {
            "client": "unknown",
            "protocol": self.protocol,
            "path": self.route,
            "policy": scanner_pool.config.policy,
            "key_id": scanner_pool.config.key.id,
            "status": 500,
            "outcome": "failed",
            "reason": "fault",
            "counts": {},
            "tokens_in": 0,
        }

    async def answer(self) -> Response:
        """Return the answer of the upstream with the originals restored, or the error response."""
        try:
            self.services.check_log()
            return await self._answer()
        except asyncio.CancelledError:  # the gateway ends; a prompt that was sent is logged all the same
            self._note(status=503, outcome="failed", reason="cut_off")
            self._write()
            raise
        except Exception as error:
            return self.refuse(failure_of(await self.services.take_unknown(address_of(self.request), error)))

    def no_route(self) -> Response:
        """Refuse a request for which there is no route."""
        with suppress(PromptError):  # an unknown client gets the same response
            self._note(client=self.services.client_of(self.request)[0])
        message = "unknown route: add it to 'passthrough' in the settings"
        return self.refuse(Failure(404, message, "no_route", "refused"))

    async def _answer(self) -> Response:
        check(self.request)
        name, client = self.services.client_of(self.request)
        self._note(client=name)
        check_may(client, "prompts")
        policy_name = self._policy(client)
        self._counted_as = counted_as(self.request, name, client)
        await self.services.take(self._counted_as, policy_name, {"requests": 1, "tokens": 0, "scan_seconds": 0})
        settings = self.services.settings
        with self.services.bodies.held(self._counted_as) as hold:
            raw = await body_of(self.request, settings.max_body_bytes, settings.timeouts.body, hold)
            self._note(bytes_in=len(raw))
            scanned = await self._scanned(raw, policy_name)
        await self.services.take(self._counted_as, policy_name, {"tokens": self.noted["tokens_in"]})
        is_anthropic = self.protocol.is_anthropic
        side: Side = "anthropic" if is_anthropic else "openai"
        self._shares_key = settings.shares_upstream_key(client, side)
        self._check_objects(scanned.objects)
        key = settings.upstream_key(client, side) if client else ""
        headers = headers_to_send(self.request.headers, key, is_anthropic=is_anthropic)
        context = RestoreContext(
            self.protocol, scanned.cleared.restore_map if scanned.restores else NOTHING_TO_RESTORE, scanned.is_json
        )
        return await self._ask(scanned.cleared.body, headers, context)

    def _policy(self, client: Client | None) -> str:
        """Return the policy of a request, which can select a stricter one than its client's, or one that it may choose."""
        config = self.services.scanner_pool.config
        asked = self.request.headers.get("x-data-classification", "")
        floor = config.named(client.classification if client else "")
        choice = config.policy_of(asked, floor, client.may_choose if client else ())
        self._reason = FLOOR if choice.is_overruled else ""
        self._note(policy=choice.policy)
        return choice.policy

    def _check_objects(self, named: Sequence[str]) -> None:
        """Raise PromptError where a request names an object of another client, or lists the objects of all."""
        path, rest = self.request.url.path, self.request.path_params.get("rest")
        if not self._shares_key or path.startswith(NO_OBJECTS):
            return
        in_path = [rest] if rest is not None else [] if self.request.method == "POST" else [path]
        self.services.objects.check(self.noted["client"], (*named, *in_path))

    def _remember_objects(self, answer: str) -> None:
        """Store that the new objects of an answer belong to this client."""
        if self._shares_key and self.request.method == "POST" and 'id"' in answer:
            self.services.objects.remember(self.noted["client"], made_ids(json.loads(answer)))

    async def _scanned(self, raw: bytes, policy: str) -> Scanned:
        if not raw and self.request.method in ("GET", "DELETE"):
            return Scanned(Cleared(b"", NOTHING_TO_RESTORE, {}), policy, self.noted["key_id"], True, True, False, 0)
        started = time.perf_counter()
        client = self.noted["client"]
        scan = self.services.scanner_pool.clear(self.protocol, raw, policy, client, self._counted_as)
        scanned = await self._unless_gone(scan)
        self._note(
            policy=scanned.policy,  # policy and key may have been reloaded since the start
            key_id=scanned.key_id,
            counts=dict(scanned.cleared.counts),
            crowded=scanned.cleared.crowded,
            seconds_detection=time.perf_counter() - started,
            tokens_in=estimate_tokens(scanned.characters),
        )
        return scanned

    async def _unless_gone(self, work: Coroutine[Any, Any, Scanned]) -> Scanned:
        """Wait for a scan, and cancel it if the client disconnects; raises ClientDisconnect."""
        scan, gone = asyncio.create_task(work), asyncio.create_task(_gone(self.request))
        try:
            await asyncio.wait((scan, gone), return_when=asyncio.FIRST_COMPLETED)
            if not scan.done():
                raise ClientDisconnect
            return scan.result()
        finally:
            scan.cancel()
            gone.cancel()

    async def _ask(self, body: bytes, headers: dict[str, str], context: RestoreContext) -> Response:
        path, query = self.request.url.path, self.request.url.query
        started = time.perf_counter()
        async with AsyncExitStack() as stack:
            response = await stack.enter_async_context(
                self.services.upstream.ask(self.protocol, self.request.method, path, query, body, headers)
            )
            self._note(seconds_upstream=time.perf_counter() - started)
            returned = {**headers_to_return(response), **self._own_headers()}
            kind = response.headers.get("content-type", "").partition(";")[0].strip().casefold()
            if kind == EVENT_STREAM and response.status_code == 200:
                self._note(status=200, outcome="failed", reason="client_gone", stream=True)
                streamed = self._events(response, context, stack.pop_all())
                return StreamingResponse(
                    streamed, headers={**returned, "content-type": EVENT_STREAM, "cache-control": "no-cache"}
                )
            settings = self.services.settings
            bounds = Bounds(settings.max_answer_bytes, settings.timeouts.answer, "max_answer_bytes")
            raw = await whole(response, bounds)
        return await self._whole(response, raw, kind, context, returned)

    async def _whole(
        self, response: httpx2.Response, raw: bytes, kind: str, context: RestoreContext, headers: dict[str, str]
    ) -> Response:
        try:
            if raw and kind != "application/json":
                raise ValueError
            content, restored = await restore_answer(raw, context) if raw else (raw, 0)
            tokens = AnswerTokens()
            tokens.feed(raw.decode())
            self._remember_objects(raw.decode())
        except (ValueError, RecursionError):
            raise UpstreamError(
                f"the upstream answered {response.status_code} with a body that is not JSON", "no_json"
            ) from None
        self._note(
            status=response.status_code,
            outcome="answered",
            reason=self._reason,
            restored=restored,
            bytes_out=len(content),
            tokens_out=tokens.count,
        )
        await self._done()
        return Response(content, response.status_code, {**headers, "content-type": "application/json"})

    async def _events(
        self, response: httpx2.Response, context: RestoreContext, stack: AsyncExitStack
    ) -> AsyncIterator[bytes]:
        """Stream an answer; an error after its start is sent as an event of the protocol."""
        answer, tokens, length = AnswerStream(context), AnswerTokens(), 0
        settings = self.services.settings
        bounds = Bounds(settings.max_stream_bytes, settings.timeouts.answer, "max_stream_bytes")
        async with stack:
            try:
                with self.services.metrics.stream():
                    async for events in _restored(response, answer, bounds):
                        for event in events:
                            tokens.feed(event.data)
                            self._remember_objects(event.data)
                        out = b"".join(event.raw for event in events)
                        length += len(out)
                        yield out
                self._note(outcome="answered", reason=self._reason)
            except (UpstreamError, BrokenStreamError, ValueError, RecursionError) as error:
                message = (
                    str(error)
                    if isinstance(error, UpstreamError | BrokenStreamError)
                    else "the answer is not a stream of events"
                )
                self._note(outcome="failed", reason=getattr(error, "code", "upstream_broke_off"))
                yield _error_event(self.protocol, message)
            finally:
                self._note(restored=answer.restored, bytes_out=length, tokens_out=tokens.count)
                await self._done()

    def refuse(self, failure: Failure) -> Response:
        """Return an error response, and write the entry of the audit log."""
        self._note(status=failure.status, outcome=failure.outcome, reason=failure.code)
        self._write()
        headers = {**self._own_headers(), **failure.headers}
        return error_answer(self.protocol, failure.status, failure.message, failure.code, headers)

    async def _done(self) -> None:
        entry = self._write()
        booked = self.services.book(self._counted_as, entry.policy, {"tokens": entry.tokens_out})
        await asyncio.shield(booked)  # also if the client disconnects

    def _note(self, **changes: Any) -> None:
        self.noted |= changes

    def _write(self) -> AuditEntry:
        """Write the entry of the audit log, the metrics and the span."""
        entry = AuditEntry(**self.noted, seconds_total=time.perf_counter() - self._started)
        self.services.write(entry)
        record(entry, self.request.headers)
        return entry

    def _own_headers(self) -> dict[str, str]:
        counts = " ".join(f"{entity}={count}" for entity, count in sorted(self.noted["counts"].items()))
        return {
            "x-heteronym-policy": self.noted["policy"],
            "x-heteronym-key-id": self.noted["key_id"],
            "x-heteronym-replaced": counts or "0",
        }


async def _gone(request: Request) -> None:
    """Wait until a client that has sent its body disconnects."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _restored(response: httpx2.Response, answer: AnswerStream, bounds: Bounds) -> AsyncIterator[list[Event]]:
    """Yield the restored events of an answer, grouped as they arrive."""
    reader = EventReader()
    async for piece in pieces(response, bounds):
        if events := [one for event in reader.feed(piece) for one in answer.feed(event)]:
            yield events
    reader.close()
    if events := list(answer.close()):
        yield events


def _error_event(protocol: Protocol, message: str) -> bytes:
    body = json.dumps(error_body(protocol, 502, message, "upstream_broke_off"))
    name = "event: error\n" if protocol.is_anthropic or protocol is Protocol.RESPONSES else ""
    return Event(f"{name}data: {body}\n\n".encode(), body).raw
