"""The gateway as an ASGI application: its routes, and nothing that is not one of them."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from pipeline.errors import HeteronymError
from pipeline.gateway.exchange import Exchange
from pipeline.gateway.http.errors import Failure
from pipeline.gateway.http.origins import is_own_host, is_own_origin, own_names
from pipeline.gateway.http.request import is_local
from pipeline.gateway.litellm import litellm_routes
from pipeline.gateway.protocol.protocols import Protocol
from pipeline.gateway.review.routes import review_routes
from pipeline.gateway.services import Services

ROUTES = {
    "/v1/chat/completions": Protocol.CHAT,
    "/v1/responses": Protocol.RESPONSES,
    "/v1/completions": Protocol.COMPLETIONS,
    "/v1/embeddings": Protocol.EMBEDDINGS,
    "/v1/messages": Protocol.MESSAGES,
    "/v1/messages/count_tokens": Protocol.COUNT_TOKENS,
}
FOREIGN = Failure(
    403,
    "the header Host or Origin names another site: ask at an address of this machine, or add the name to 'hosts' in the settings",
    "other_site",
    "refused",
)
NO_ROUTE = "unknown"  # what the audit log says instead of a path, which may hold content
logger = logging.getLogger("heteronym")


def application(services: Services) -> Starlette:
    """Return the application of a house."""
    nowhere = _nowhere(services)
    routes: list[BaseRoute] = [
        *(_prompts(services, protocol, path) for path, protocol in ROUTES.items()),
        *(_prompts(services, _protocol_of(route), route) for route in services.settings.passthrough),
        *(litellm_routes(services) if services.settings.litellm else []),
        *(_review(services) if services.settings.serves_review else []),
        *_routes_of_operators(services),
        Mount("/", nowhere),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        with _reloading(services):
            yield
        await services.close()

    app = Starlette(routes=routes, lifespan=lifespan, middleware=[Middleware(OwnSite, services=services)])
    app.router.default = nowhere  # a target that is no path: a whole URL, "*"
    return app


class OwnSite:
    """Refuses requests that a foreign web page may have sent, where clients need no key."""

    def __init__(self, app: ASGIApp, services: Services) -> None:
        """Stand before an application."""
        self._app, self._house = app, services
        self._names = own_names(services.settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application."""
        headers = Headers(scope=scope) if scope["type"] == "http" and not self._house.settings.clients else None
        if headers is None or (is_own_host(headers, self._names) and is_own_origin(headers)):
            await self._app(scope, receive, send)
            return
        exchange = Exchange(self._house, Protocol.OTHER, NO_ROUTE, Request(scope, receive))
        await exchange.refuse(FOREIGN)(scope, receive, send)


def _prompts(services: Services, protocol: Protocol, route: str) -> Route:
    """Return a route that takes prompts: `POST` where it names no method."""

    async def answer(request: Request) -> Response:
        return await Exchange(services, protocol, route, request).answer()

    method, _, path = route.rpartition(" ")
    return Route(path.replace("/*", "/{rest}"), answer, methods=[method or "POST"])


def _review(services: Services) -> list[Route]:
    settings = services.settings
    seconds, only_here = settings.timeouts.body, settings.review is None
    return review_routes(
        services.scanner_pool.call,
        lambda: _policies(services),
        seconds=seconds,
        only_here=only_here,
        bodies=services.bodies,
    )


def _routes_of_operators(services: Services) -> list[Route]:
    """Return the routes that tell how the gateway does; all but the first only to those who may know."""

    nothing = PlainTextResponse("only this machine may ask: see 'metrics' in the settings\n", status_code=403)

    def may_watch(request: Request) -> bool:
        return services.settings.metrics == "open" or is_local(request)

    async def healthy(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def ready(request: Request) -> Response:
        if not may_watch(request):
            return nothing
        if not services.scanner_pool.is_ready():
            return PlainTextResponse("no scanner is there\n", status_code=503)
        return JSONResponse(
            {"policies": services.scanner_pool.config.policies, "key_id": services.scanner_pool.config.key.id}
        )

    async def metrics(request: Request) -> Response:
        if not may_watch(request):
            return nothing
        content, kind = services.metrics.render()
        return Response(content, headers={"content-type": kind})

    return [Route("/healthz", healthy), Route("/readyz", ready), Route("/metrics", metrics)]


def _nowhere(services: Services) -> ASGIApp:
    """Return what answers everything else, whatever its method is."""

    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        protocol = Protocol.MESSAGES if "anthropic-version" in request.headers else Protocol.OTHER
        await Exchange(services, protocol, NO_ROUTE, request).no_route()(scope, receive, send)

    return refuse


@contextmanager
def _reloading(services: Services) -> Iterator[None]:
    """Load policies and key anew whenever the process gets SIGHUP; wrong ones are refused, and the old ones stay."""
    loop = asyncio.get_running_loop()
    works: set[asyncio.Task[None]] = set()

    def begin() -> None:
        work = loop.create_task(_reload(services))
        works.add(work)
        work.add_done_callback(works.discard)

    with suppress(RuntimeError, ValueError):  # only the main thread hears signals
        loop.add_signal_handler(signal.SIGHUP, begin)
    yield
    with suppress(RuntimeError, ValueError):
        loop.remove_signal_handler(signal.SIGHUP)


async def _reload(services: Services) -> None:
    try:
        await services.scanner_pool.reload()
    except HeteronymError as error:
        logger.error("not loaded anew, all stays as it was: %s", error)
    else:
        logger.warning("policies and key loaded anew: key %s", services.scanner_pool.config.key.id)


def _policies(services: Services) -> list[str]:
    """Return the names of the policies, the default first."""
    default = services.scanner_pool.config.policy
    return [default, *(name for name in services.scanner_pool.config.policies if name != default)]


def _protocol_of(route: str) -> Protocol:
    """Tell whose error shapes and upstream a further route has."""
    return Protocol.MESSAGES if "/messages" in route else Protocol.OTHER
