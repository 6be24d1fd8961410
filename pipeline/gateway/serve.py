"""Server process of the gateway: finishes open answers before it ends."""

import logging
import sys

import uvicorn

from pipeline.gateway.app import application
from pipeline.gateway.http.connection_timeouts import timed_protocol
from pipeline.gateway.http.request import MAX_HEADER_BYTES
from pipeline.gateway.services import Services
from pipeline.gateway.settings import Settings
from pipeline.replace.keyed.keys import KeySource


def serve(settings: Settings, key: KeySource) -> None:
    """Serve until the process receives a signal to end; raises HeteronymError before the first request.

    Arguments:
        settings: the gateway's settings.
        key: where to load the key from.
    """
    services = Services(settings, key)
    _log_to_terminal()
    config = uvicorn.Config(
        application(services),
        host=settings.host,
        port=settings.port,
        http=timed_protocol(settings.timeouts.head, settings.timeouts.write),
        ws="none",
        log_config=None,
        access_log=False,  # a path or a header may hold content; the audit log names the clients
        server_header=False,
        proxy_headers=False,
        limit_concurrency=settings.max_connections,
        timeout_keep_alive=settings.timeouts.idle,
        h11_max_incomplete_event_size=MAX_HEADER_BYTES,
        timeout_graceful_shutdown=settings.timeouts.shutdown,
        ssl_certfile=settings.tls_certificate or None,
        ssl_keyfile=settings.tls_key or None,
    )
    logging.getLogger("heteronym").warning(
        "listening on http%s://%s:%d, policy %s, key %s",
        "s" if settings.tls_certificate else "",
        settings.host,
        settings.port,
        services.scanner_pool.config.policy,
        services.scanner_pool.config.key.id,
    )
    uvicorn.Server(config).run()


def _log_to_terminal() -> None:
    """Print the log lines of the gateway, which hold no content, and suppress those of libraries."""
    logging.disable(logging.NOTSET)
    logging.getLogger().handlers[:] = []
    logging.getLogger().addHandler(logging.NullHandler())
    own = logging.getLogger("heteronym")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("heteronym: %(message)s"))
    own.handlers[:] = [handler]
    own.propagate = False
