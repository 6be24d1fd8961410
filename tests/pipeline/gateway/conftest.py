"""A gateway in front of a recording upstream, both listening on ports of their own."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.gateway.app import application
from pipeline.gateway.services import Services
from pipeline.gateway.settings import Settings
from pipeline.replace.keyed.keys import KeySource
from tests.pipeline.gateway.upstream import Served, Upstream, echo, in_characters

Gateway = Callable[..., str]


@pytest.fixture(scope="session")
def session_upstream() -> Iterator[Upstream]:
    with Upstream() as upstream:
        yield upstream


@pytest.fixture
def upstream(session_upstream: Upstream) -> Upstream:
    session_upstream.model, session_upstream.fault, session_upstream.pause = echo, None, 0.0
    session_upstream.cut = in_characters
    session_upstream.asked.clear()
    return session_upstream


@pytest.fixture(scope="session")
def session_services(session_upstream: Upstream, key_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Services:
    log = tmp_path_factory.mktemp("audit") / "gateway.log"
    settings = Settings(
        classification="confidential",
        openai=session_upstream.url,
        anthropic=session_upstream.url,
        audit_log=str(log),
        passthrough=("GET /v1/models", "GET /v1/models/*"),
    )
    return Services(settings, KeySource(str(key_file)))


@pytest.fixture(scope="session")
def gateway(session_services: Services) -> Iterator[str]:
    """Return the address of a gateway under `confidential`."""
    with Served(application(session_services)) as url:
        yield url


@pytest.fixture
def log(session_services: Services) -> Path:
    return Path(session_services.settings.audit_log)


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URL of a Redis of its own."""
    program = shutil.which("redis-server")
    if program is None:
        assert "CI" not in os.environ
        pytest.skip("there is no redis-server on this machine")
    folder, port = tmp_path_factory.mktemp("redis"), free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    server = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"async+redis://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("redis-server does not start")
