"""M1: the span cache is not shared between clients, so response times reveal nothing about other clients' texts."""

from pathlib import Path

import pytest

from tests.pipeline.gateway.conftest import session_upstream, upstream  # noqa: F401
from tests.pipeline.gateway.upstream import Upstream
from tests.security.gateways import chat, gateway

LETTER = "Dear board, we offer forty million for all of the company. Keep this to yourselves."
POLICY = "classification: counted\nextends: confidential\ndetection: {ner: 'tests.security.counting:Counting'}\n"


def test_text_of_another_client_is_analyzed_again(
    upstream: Upstream,  # noqa: F811
    key_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    count = tmp_path / "count"
    monkeypatch.setenv("HETERONYM_TEST_COUNT", str(count))
    (tmp_path / "counted.yaml").write_text(POLICY)

    def analyses_for(url: str, key: str) -> int:
        count.write_text("")
        chat(url, key, LETTER)
        return count.read_text().split().count(str(len(LETTER)))

    with gateway(upstream, key_file, classification=str(tmp_path / "counted.yaml")) as url:
        analyses = [analyses_for(url, key) for key in ("alice", "alice", "mallory", "mallory", "alice")]

    assert analyses == [1, 0, 1, 0, 0]
