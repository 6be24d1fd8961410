"""Pseudonym worlds: consistency of surrogates between clients, data sets, gateways and batch runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from pipeline import Key, Policy, Sanitizer
from pipeline.errors import SettingsError, VaultError
from pipeline.gateway.app import application
from pipeline.gateway.services import Services
from pipeline.gateway.settings import Settings
from pipeline.replace.keyed.keys import KeySource
from pipeline.replace.keyed.ledger import TAG_BYTES, Choices, Ledger
from pipeline.restore.vault import Vault
from pipeline.restore.vault_rows import entries_of
from tests.pipeline.gateway.upstream import Served, Upstream

pytestmark = pytest.mark.slow

TEXT = "Write to annette.kowalski@tessaly.com, SSN 536-22-8417."
LIGHT = "classification: light\nextends: confidential\nloosen: [ner{loosen}]\ndetection: {{ner: off}}\n{more}"
Policies = Callable[..., str]


@pytest.fixture
def policies(tmp_path: Path) -> Policies:
    def write(more: str = "", loosen: str = "") -> str:
        path = tmp_path / "light.yaml"
        path.write_text(LIGHT.format(more=more, loosen=loosen))
        return str(path)

    return write


@contextmanager
def served(upstream: Upstream, key_file: Path, **settings: object) -> Iterator[str]:
    made = Settings.model_validate({"openai": upstream.url, **settings})
    with Served(application(Services(made, KeySource(str(key_file))))) as url:
        yield url


def sent(url: str, upstream: Upstream, key: str = "") -> str:
    """Return the text that is sent for a client."""
    headers = {"authorization": f"Bearer {key}"} if key else {}
    body = {"model": "m", "messages": [{"role": "user", "content": TEXT}]}
    answer = httpx.post(f"{url}/v1/chat/completions", json=body, headers=headers, timeout=60)
    assert answer.json()["choices"][0]["message"]["content"] == TEXT
    left: str = upstream.last()["messages"][0]["content"]
    return left


def test_each_client_has_a_world_of_its_own_that_any_gateway_gives_it(
    upstream: Upstream, key_file: Path, policies: Policies
) -> None:
    clients = ("alice", "bob", "")
    seen = []
    for _ in range(2):
        with served(upstream, key_file, classification=policies()) as url:
            seen.append([sent(url, upstream, key) for key in clients])

    assert len(set(seen[0])) == 3
    assert seen[0] == seen[1]


def test_configured_data_set_joins_clients_but_no_batch_run(
    upstream: Upstream, key: Key, key_file: Path, policies: Policies
) -> None:
    with served(upstream, key_file, classification=policies(), dataset="desk") as url:
        seen = {sent(url, upstream, name) for name in ("alice", "bob")}

    assert len(seen) == 1
    assert Sanitizer(Policy.load(policies()), key, dataset="desk").sanitize_text(TEXT).text not in seen


def test_only_a_policy_that_loosens_its_scope_joins_a_gateway_and_batch_runs(
    upstream: Upstream, key: Key, key_file: Path, policies: Policies
) -> None:
    policy = policies("scope: organization\n", ", scope")
    with served(upstream, key_file, classification=policy) as url:
        seen = {sent(url, upstream, name) for name in ("alice", "bob")}

    assert seen == {Sanitizer(Policy.load(policy), key).sanitize_text(TEXT).text}


def test_gateway_keeps_the_surrogates_of_runs_whose_vault_it_reads(
    upstream: Upstream, key: Key, key_file: Path, policies: Policies, tmp_path: Path
) -> None:
    place = str(tmp_path / "vault.sqlite")
    policy = policies("scope: organization\nreversible: true\n", ", scope, reversible")
    sanitizer = Sanitizer(Policy.load(policy), key)
    (findings,) = sanitizer.detect([[TEXT]])
    claims = sanitizer.claims([TEXT], sanitizer.decide([TEXT], findings))
    others = Choices(frozenset(b"another." + candidates[:TAG_BYTES] for candidates in claims.values()))
    moved = sanitizer.replace([TEXT], findings, ledger=Ledger.of(claims, earlier=others))
    Vault(place, [key]).store(entries_of(moved), key, sanitizer.scope)

    with served(upstream, key_file, classification=policy, vault=place) as url:
        assert sent(url, upstream, "alice") == moved[0].text
    assert sanitizer.sanitize_text(TEXT).text != moved[0].text


def test_vault_of_a_gateway_that_joins_no_run_is_an_error(
    upstream: Upstream, key_file: Path, policies: Policies, tmp_path: Path
) -> None:
    settings = Settings.model_validate({"classification": policies(), "vault": str(tmp_path / "vault.sqlite")})

    with pytest.raises(VaultError, match="scope: organization"):
        Services(settings, KeySource(str(key_file)))
    assert not (tmp_path / "vault.sqlite").exists()


@pytest.mark.parametrize("scope", ["document", "client", "recipient"])
def test_other_scopes_separate_clients_too(
    upstream: Upstream, key: Key, key_file: Path, policies: Policies, scope: str
) -> None:
    with served(upstream, key_file, classification=policies(f"scope: {scope}\n"), recipient="acme") as url:
        seen = [sent(url, upstream, name) for name in ("alice", "alice", "bob")]

    assert len(set(seen)) == 2
    assert seen[0] == seen[1]


def test_a_sanitizer_of_a_client_shares_the_recognizers(confidential: Sanitizer) -> None:
    alice = confidential.for_client("alice")

    assert alice._detector is confidential._detector
    assert alice.scope == "gateway|client:alice"
    assert alice.sanitize_text(TEXT).text != confidential.sanitize_text(TEXT).text
    assert alice.sanitize_text(TEXT).restore() == TEXT


def test_client_choices_must_be_policies(upstream: Upstream, key_file: Path, policies: Policies) -> None:
    clients = {"desk": {"key_sha256": "0" * 64, "may_choose": ["publik"]}}
    settings = Settings.model_validate({"classification": policies(), "clients": clients})

    with pytest.raises(SettingsError, match="unknown policy publik"):
        Services(settings, KeySource(str(key_file)))


def test_client_can_choose_its_allowed_weaker_policies(
    upstream: Upstream, key_file: Path, policies: Policies, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hashlib import sha256

    monkeypatch.setenv("DESK", "sk-upstream")
    desk = {"key_sha256": sha256(b"k").hexdigest(), "openai_key_env": "DESK", "may_choose": ["public"]}
    with served(upstream, key_file, classification=policies(), clients={"desk": desk}) as url:
        body = {"model": "m", "messages": [{"role": "user", "content": "On 3 May 2024."}]}
        chosen = {
            asked: httpx.post(
                f"{url}/v1/chat/completions",
                json=body,
                headers={"authorization": "Bearer k", "x-data-classification": asked},
                timeout=60,
            ).headers["x-heteronym-policy"]
            for asked in ("public", "internal", "restricted", "nonsense")
        }

    # The policy `light` has no model, and all others have: none of them is weaker but by its own rules.
    assert chosen == {"public": "public", "internal": "light", "restricted": "restricted", "nonsense": "restricted"}
