"""The gateway as an ASGI application: its routes, and nothing that is not one of them."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from pipeline.errors import HeteronymError
from pipeline.gateway.errors import error_answer
from pipeline.gateway.exchange import Exchange
from pipeline.gateway.house import House
from pipeline.gateway.litellm import litellm_routes
from pipeline.gateway.positions import Protocol
from pipeline.gateway.review import review_routes
from pipeline.gateway.scanner import is_there

ROUTES = {
    "/v1/chat/completions": Protocol.CHAT,
    "/v1/responses": Protocol.RESPONSES,
    "/v1/completions": Protocol.COMPLETIONS,
    "/v1/embeddings": Protocol.EMBEDDINGS,
    "/v1/messages": Protocol.MESSAGES,
    "/v1/messages/count_tokens": Protocol.COUNT_TOKENS,
}
logger = logging.getLogger("heteronym")


def application(house: House) -> Starlette:
    """Return the application of a house."""

    def endpoint(protocol: Protocol, route: str) -> Route:
        async def answer(request: Request) -> Response:
            return await Exchange(house, protocol, route, request).answer()

        method, _, path = route.rpartition(" ")
        pattern = path.replace("/*", "/{rest}")
        return Route(pattern, answer, methods=[method or "POST"])

    async def healthy(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def ready(_: Request) -> Response:
        try:
            await house.desk.call(is_there)
        except HeteronymError as error:
            return PlainTextResponse(f"{error}\n", status_code=503)
        return JSONResponse({"policies": house.desk.policies, "key_id": house.desk.about.key_id})

    async def metrics(_: Request) -> Response:
        content, kind = house.metrics.render()
        return Response(content, headers={"content-type": kind})

    async def nowhere(request: Request) -> Response:
        protocol = Protocol.MESSAGES if "anthropic-version" in request.headers else Protocol.OTHER
        return error_answer(protocol, 404, "no such route: 'passthrough' in the settings can add one", "no_route")

    routes = [
        *(endpoint(protocol, path) for path, protocol in ROUTES.items()),
        *(endpoint(_protocol_of(route), route) for route in house.settings.passthrough),
        *litellm_routes(house),
        *(review_routes(house.desk.call, _policies(house)) if house.settings.serves_review else []),
        Route("/healthz", healthy),
        Route("/readyz", ready),
        Route("/metrics", metrics),
        Route("/{rest:path}", nowhere, methods=["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        with _reloading(house):
            yield
        await house.close()

    return Starlette(routes=routes, lifespan=lifespan)


@contextmanager
def _reloading(house: House) -> Iterator[None]:
    """Load policies and key anew whenever the process gets SIGHUP; wrong ones are refused, and the old ones stay."""
    loop = asyncio.get_running_loop()
    works: set[asyncio.Task[None]] = set()

    def begin() -> None:
        work = loop.create_task(_reload(house))
        works.add(work)
        work.add_done_callback(works.discard)

    with suppress(RuntimeError, ValueError):  # only the main thread hears signals
        loop.add_signal_handler(signal.SIGHUP, begin)
    yield
    with suppress(RuntimeError, ValueError):
        loop.remove_signal_handler(signal.SIGHUP)


async def _reload(house: House) -> None:
    try:
        await house.desk.reload()
    except HeteronymError as error:
        logger.error("not loaded anew, all stays as it was: %s", error)
    else:
        logger.warning("policies and key loaded anew: key %s", house.desk.about.key_id)


def _policies(house: House) -> list[str]:
    """Return the names of the policies, the default first."""
    default = house.desk.about.policy
    return [default, *(name for name in house.desk.policies if name != default)]


def _protocol_of(route: str) -> Protocol:
    """Tell whose error shapes and upstream a further route has."""
    return Protocol.MESSAGES if "/messages" in route else Protocol.OTHER
