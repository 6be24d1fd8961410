"""A gateway in front of a recording upstream, both listening on ports of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.gateway.app import application
from pipeline.gateway.house import House
from pipeline.gateway.settings import Settings
from pipeline.pseudonyms.keys import KeySource
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
def session_house(session_upstream: Upstream, key_file: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    log = tmp_path_factory.mktemp("audit") / "gateway.log"
    settings = Settings(
        classification="confidential",
        openai=session_upstream.url,
        anthropic=session_upstream.url,
        audit_log=str(log),
        passthrough=("GET /v1/models",),
    )
    return House(settings, KeySource(str(key_file)))


@pytest.fixture(scope="session")
def gateway(session_house: House) -> Iterator[str]:
    """Return the address of a gateway under `confidential`."""
    with Served(application(session_house)) as url:
        yield url


@pytest.fixture
def log(session_house: House) -> Path:
    return Path(session_house.settings.audit_log)
