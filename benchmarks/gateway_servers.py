"""Servers for the gateway benchmark: a model that answers immediately, and a proxy that calls Presidio.

python benchmarks/gateway_servers.py model PORT
python benchmarks/gateway_servers.py presidio PORT UPSTREAM
"""

import asyncio
import json
import logging
import sys
import time
from collections.abc import AsyncIterator

import httpx2
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

WORDS_AN_EVENT = 4


def model() -> Starlette:
    """Return a model that repeats the last message immediately."""

    async def chat(request: Request) -> Response:
        body = await request.json()
        content = body["messages"][-1]["content"]
        if body.get("stream"):
            return StreamingResponse(_events(content, body.get("pause", 0)), media_type="text/event-stream")
        choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
        return JSONResponse({"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]})

    return Starlette(routes=[Route("/v1/chat/completions", chat, methods=["POST"])])


async def _events(content: str, pause: float) -> AsyncIterator[bytes]:
    """Yield an answer, a few words per event; each event contains its time by the clock of the machine."""
    words = content.split(" ")
    for start in range(0, len(words), WORDS_AN_EVENT):
        piece = " ".join(words[start : start + WORDS_AN_EVENT]) + " "
        choice = {"index": 0, "delta": {"content": piece}, "finish_reason": None}
        if pause:
            await asyncio.sleep(pause)
        event = {"id": "c", "object": "chat.completion.chunk", "created": time.monotonic_ns(), "choices": [choice]}
        yield f"data: {json.dumps(event)}\n\n".encode()
    yield b"data: [DONE]\n\n"


def presidio(upstream: str) -> Starlette:
    """Return a minimal proxy: it analyzes every message with Presidio, replaces the findings, and forwards the request."""
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine
    from presidio_anonymizer import AnonymizerEngine

    from pipeline.evaluate.presidio import MODEL

    nlp = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": MODEL}])
    nlp.load()
    analyzer, anonymizer = AnalyzerEngine(nlp_engine=nlp), AnonymizerEngine()
    client = httpx2.AsyncClient(timeout=120)

    async def chat(request: Request) -> Response:
        body = await request.json()
        for message in body["messages"]:
            found = analyzer.analyze(message["content"], language="en")
            message["content"] = anonymizer.anonymize(message["content"], found).text
        answer = await client.post(f"{upstream}/v1/chat/completions", json=body)
        return Response(answer.content, answer.status_code, media_type="application/json")

    return Starlette(routes=[Route("/v1/chat/completions", chat, methods=["POST"])])


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    app = model() if sys.argv[1] == "model" else presidio(sys.argv[3])
    # Keep connections open while a proxy processes a prompt.
    uvicorn.run(app, port=int(sys.argv[2]), log_config=None, timeout_keep_alive=600)
