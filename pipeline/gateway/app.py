"""ASGI application of the gateway: its routes; every other request is refused."""

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
from pipeline.gateway.protocol.protocols import ROUTES, Protocol
from pipeline.gateway.review.routes import review_routes
from pipeline.gateway.services import Services

FOREIGN = Failure(
    403,
    "the header Host or Origin names another site: use an address of this machine, or add the name to 'hosts' in the settings",
    "other_site",
    "refused",
)
NO_ROUTE = "unknown"  # in the audit log, instead of a path, which may hold content
logger = logging.getLogger("heteronym")


def application(services: Services) -> Starlette:
    """Return the application that serves requests with the services."""
    not_found = _not_found(services)
    routes: list[BaseRoute] = [
        *(_prompts(services, protocol, path) for path, protocol in ROUTES.items()),
        *(_prompts(services, _protocol_of(route), route) for route in services.settings.passthrough),
        *(litellm_routes(services) if services.settings.litellm else []),
        *(_review(services) if services.settings.serves_review else []),
        *_operator_routes(services),
        Mount("/", not_found),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        with _reloading(services):
            yield
        await services.close()

    app = Starlette(routes=routes, lifespan=lifespan, middleware=[Middleware(OwnSite, services=services)])
    app.router.default = not_found  # for a target that is not a path: a whole URL, "*"
    return app


class OwnSite:
    """Refuses requests that a page of another site may have sent, where clients need no key."""

    def __init__(self, app: ASGIApp, services: Services) -> None:
        """Wrap an application."""
        self._app, self._services = app, services
        self._names = own_names(services.settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or pass it to the application."""
        headers = Headers(scope=scope) if scope["type"] == "http" and not self._services.settings.clients else None
        if headers is None or (is_own_host(headers, self._names) and is_own_origin(headers)):
            await self._app(scope, receive, send)
            return
        exchange = Exchange(self._services, Protocol.OTHER, NO_ROUTE, Request(scope, receive))
        await exchange.refuse(FOREIGN)(scope, receive, send)


def _prompts(services: Services, protocol: Protocol, route: str) -> Route:
    """Return a route for prompts; its method is `POST` where the route names none."""

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


def _operator_routes(services: Services) -> list[Route]:
    """Return the routes for health, readiness and metrics; the latter two only for those whom the settings allow."""

    refused = PlainTextResponse("only this machine may read this: see 'metrics' in the settings\n", status_code=403)

    def may_watch(request: Request) -> bool:
        return services.settings.metrics == "open" or is_local(request)

    async def healthy(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def ready(request: Request) -> Response:
        if not may_watch(request):
            return refused
        if not services.scanner_pool.is_ready():
            return PlainTextResponse("no scanner is ready\n", status_code=503)
        return JSONResponse(
            {"policies": services.scanner_pool.config.policies, "key_id": services.scanner_pool.config.key.id}
        )

    async def metrics(request: Request) -> Response:
        if not may_watch(request):
            return refused
        content, kind = services.metrics.render()
        return Response(content, headers={"content-type": kind})

    return [Route("/healthz", healthy), Route("/readyz", ready), Route("/metrics", metrics)]


def _not_found(services: Services) -> ASGIApp:
    """Return an application that refuses requests without a route, whatever their method is."""

    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        protocol = Protocol.MESSAGES if "anthropic-version" in request.headers else Protocol.OTHER
        await Exchange(services, protocol, NO_ROUTE, request).no_route()(scope, receive, send)

    return refuse


@contextmanager
def _reloading(services: Services) -> Iterator[None]:
    """Reload policies and key at SIGHUP; where they are wrong, the loaded ones stay in use."""
    loop = asyncio.get_running_loop()
    tasks: set[asyncio.Task[None]] = set()

    def begin() -> None:
        task = loop.create_task(_reload(services))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    with suppress(RuntimeError, ValueError):  # only the main thread receives signals
        loop.add_signal_handler(signal.SIGHUP, begin)
    yield
    with suppress(RuntimeError, ValueError):
        loop.remove_signal_handler(signal.SIGHUP)


async def _reload(services: Services) -> None:
    try:
        await services.scanner_pool.reload()
    except HeteronymError as error:
        logger.error("not reloaded, the loaded policies and key stay in use: %s", error)
    else:
        logger.warning("policies and key reloaded: key %s", services.scanner_pool.config.key.id)


def _policies(services: Services) -> list[str]:
    """Return the names of the policies, the default first."""
    default = services.scanner_pool.config.policy
    return [default, *(name for name in services.scanner_pool.config.policies if name != default)]


def _protocol_of(route: str) -> Protocol:
    """Return the protocol of a passthrough route, which selects its error shapes and upstream."""
    return Protocol.MESSAGES if "/messages" in route else Protocol.OTHER
