"""A fake model API with configured answers that records every request byte."""

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from tests.pipeline.gateway.events import Events, chat, completions, messages, responses


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the model: a text, and calls of the tool `send` with JSON arguments."""

    text: str = ""
    arguments: tuple[str, ...] = ()


Model = Callable[[dict[str, Any]], Reply]
Fault = Callable[[Request], "Response | AsyncIterator[bytes]"]


def texts_of(value: Any) -> list[str]:
    """Return all texts of a prompt, in order."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in texts_of(item)]
    keys = ("system", "instructions", "prompt", "messages", "input", "content", "text")
    return [text for key in keys if isinstance(value, dict) and key in value for text in texts_of(value[key])]


def echo(body: dict[str, Any]) -> Reply:
    """Repeat the last text."""
    return Reply(texts_of(body)[-1])


def echo_all(body: dict[str, Any]) -> Reply:
    """Repeat all texts."""
    return Reply("\n".join(texts_of(body)))


def in_characters(text: str) -> Sequence[str]:
    """Split a text into characters, the smallest chunks of a model."""
    return list(text) or [""]


@dataclass
class Upstream:
    """The API on a free port within a context.

    Arguments:
        model: what it answers.
        fault: what it does instead of answering.
        cut: how a text is cut for a stream.
        pause: seconds between two events.
        tls: PEM files of a certificate and its key, to listen with TLS.
    """

    model: Model = echo
    fault: Fault | None = None
    cut: Callable[[str], Sequence[str]] = in_characters
    pause: float = 0.0
    tls: tuple[Path, Path] | None = None
    asked: list[bytes] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._served = Served(self._app(), self.tls)
        self.url = self._served.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._served.__exit__(*error)

    def everything(self) -> bytes:
        """Return all requests: lines, headers and bodies."""
        return b"\n".join(self.asked)

    def last(self) -> Any:
        """Return the last body, parsed."""
        return json.loads(self.asked[-1].partition(b"\r\n\r\n")[2])

    def _app(self) -> Starlette:
        routes = {
            "/v1/chat/completions": (chat, self._chat),
            "/v1/completions": (completions, self._completion),
            "/v1/messages": (messages, self._message),
            "/v1/responses": (responses, self._response),
        }
        return Starlette(
            routes=[
                *(
                    Route(path, self._endpoint(events, whole), methods=["POST"])
                    for path, (events, whole) in routes.items()
                ),
                Route("/v1/embeddings", self._endpoint(chat, self._embedding), methods=["POST"]),
                Route("/v1/messages/count_tokens", self._endpoint(chat, self._count), methods=["POST"]),
                Route("/v1/models", self._endpoint(chat, self._models)),
                Route("/{rest:path}", self._endpoint(chat, self._models), methods=["GET", "POST", "PUT", "DELETE"]),
            ]
        )

    def _endpoint(self, events: Callable[..., Events], whole: Callable[[Reply], Any]) -> Callable[..., Any]:
        async def answer(request: Request) -> Response:
            raw = await request.body()
            head = f"{request.method} {request.url}\n" + "\n".join(
                f"{name}: {value}" for name, value in request.headers.items()
            )
            self.asked.append(head.encode("latin-1") + b"\r\n\r\n" + raw)
            if self.fault:
                faulty = self.fault(request)
                return (
                    faulty
                    if isinstance(faulty, Response)
                    else StreamingResponse(faulty, media_type="text/event-stream")
                )
            body = json.loads(raw or b"{}")
            reply = self.model(body) if raw else Reply()
            if not body.get("stream"):
                return JSONResponse(whole(reply))
            stream = events(self.cut(reply.text), [piece for one in reply.arguments[:1] for piece in self.cut(one)])
            is_openai_chat = request.url.path.endswith("completions")
            return StreamingResponse(self._stream(stream, with_end=is_openai_chat), media_type="text/event-stream")

        return answer

    async def _stream(self, events: Events, *, with_end: bool) -> AsyncIterator[bytes]:
        for name, data in events:
            if self.pause:
                await asyncio.sleep(self.pause)
            yield ((f"event: {name}\n" if name else "") + f"data: {json.dumps(data)}\n\n").encode()
        if with_end:
            yield b"data: [DONE]\n\n"

    def _chat(self, reply: Reply) -> Any:
        calls = [
            {"id": f"call_{place}", "type": "function", "function": {"name": "send", "arguments": one}}
            for place, one in enumerate(reply.arguments)
        ]
        message = {"role": "assistant", "content": reply.text, **({"tool_calls": calls} if calls else {})}
        choice = {"index": 0, "message": message, "finish_reason": "tool_calls" if calls else "stop", "logprobs": None}
        usage = {"prompt_tokens": 9, "completion_tokens": 7, "total_tokens": 16}
        return {
            "id": "c1",
            "object": "chat.completion",
            "created": 1,
            "model": "m",
            "choices": [choice],
            "usage": usage,
        }

    def _completion(self, reply: Reply) -> Any:
        choice = {"text": reply.text, "index": 0, "logprobs": None, "finish_reason": "stop"}
        return {"id": "c1", "object": "text_completion", "created": 1, "model": "m", "choices": [choice]}

    def _message(self, reply: Reply) -> Any:
        uses = [
            {"type": "tool_use", "id": f"toolu_{place}", "name": "send", "input": json.loads(one)}
            for place, one in enumerate(reply.arguments)
        ]
        content = [{"type": "text", "text": reply.text}, *uses]
        usage = {"input_tokens": 9, "output_tokens": 7}
        said = {"type": "message", "role": "assistant", "model": "m", "content": content, "usage": usage}
        return {"id": "msg_1", **said, "stop_reason": "tool_use" if uses else "end_turn", "stop_sequence": None}

    def _response(self, reply: Reply) -> Any:
        part = {"type": "output_text", "text": reply.text, "annotations": []}
        said = {"id": "msg_1", "type": "message", "role": "assistant", "status": "completed", "content": [part]}
        calls = [
            {
                "id": f"fc_{place}",
                "type": "function_call",
                "call_id": f"call_{place}",
                "name": "send",
                "arguments": one,
                "status": "completed",
            }
            for place, one in enumerate(reply.arguments)
        ]
        always = {"tools": [], "tool_choice": "auto", "parallel_tool_calls": True, "model": "m", "created_at": 1}
        return {"id": "resp_1", "object": "response", "status": "completed", **always, "output": [said, *calls]}

    def _embedding(self, reply: Reply) -> Any:
        data = [{"object": "embedding", "index": 0, "embedding": [0.5, 0.25]}]
        return {"object": "list", "model": "m", "data": data, "usage": {"prompt_tokens": 1, "total_tokens": 1}}

    def _count(self, reply: Reply) -> Any:
        return {"input_tokens": len(reply.text)}

    def _models(self, _: Reply) -> Any:
        return {"object": "list", "data": [{"id": "m", "object": "model", "created": 1, "owned_by": "us"}]}


class Served:
    """An application in a thread on a free port within a context."""

    def __init__(self, app: ASGIApp, tls: tuple[Path, Path] | None = None, http: Any = "h11") -> None:
        certificate, key = tls or (None, None)
        config = uvicorn.Config(
            app,
            port=0,
            http=http,
            log_config=None,
            timeout_graceful_shutdown=1,
            ssl_certfile=certificate,
            ssl_keyfile=key,
        )
        self._scheme = "https" if tls else "http"
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the server did not start")
            time.sleep(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"{self._scheme}://127.0.0.1:{port}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        with suppress(RuntimeError):
            self._thread.join(timeout=10)
