"""Security properties that earlier versions already had and that no other test covers."""

import base64
import math
import pickle
import shlex
import stat
import sys
from collections import Counter
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Key, Sanitizer
from pipeline.detect.cache import SpanCache
from pipeline.errors import SecretKeyError
from pipeline.gateway.app import application
from pipeline.gateway.services import Services
from pipeline.gateway.settings import Settings
from pipeline.replace.keyed.keys import KeySource, rotate
from pipeline.replace.keyed.permutation import permute
from pipeline.replace.pseudonymizer import KEY_PURPOSES
from pipeline.restore.restore_map import RestoreMap
from pipeline.text.spans import Span
from tests.pipeline.gateway.upstream import Served, Upstream, echo

KEY = Key(sha256(b"kept properties").digest())
PURPOSES = [*KEY_PURPOSES, "hash", "encrypt", "vault tag", "vault seal", "vault id"]
SCOPES = st.text(st.sampled_from("ab|:"), max_size=6) | st.sampled_from([f"organization:all|{one}" for one in PURPOSES])
# The 99.9 % quantiles of the chi-squared distribution; keys are fixed, so that the test is deterministic.
CRITICAL = {5: 20.5, 23: 49.7}


def keys(number: int) -> list[Key]:
    return [Key(sha256(b"%d" % one).digest()) for one in range(number)]


@given(SCOPES, st.sampled_from(PURPOSES), SCOPES, st.sampled_from(PURPOSES))
def test_derived_keys_differ_by_scope_and_purpose(scope: str, purpose: str, other: str, another: str) -> None:
    is_same = KEY.derive(scope, purpose, 32) == KEY.derive(other, another, 32)

    assert is_same == ((scope, purpose) == (other, another))


def test_derived_key_depends_on_the_master() -> None:
    derived = [key.derive("organization:all", "people", 32) for key in keys(200)]

    assert len({*derived}) == 200
    assert KEY.derive("organization:all", "people", 32) == Key(sha256(b"kept properties").digest()).derive(
        "organization:all", "people", 32
    )


@pytest.mark.parametrize("size", [3, 4])
def test_permutations_of_a_small_domain_are_equally_likely(size: int) -> None:
    times = 200 * math.factorial(size)
    families = [key.family("organization:all", "numbers") for key in keys(times)]
    drawn = Counter(tuple(permute(family, "domain", index, size) for index in range(size)) for family in families)

    assert set(drawn) == set(permutations(range(size)))
    expected = times / len(drawn)
    assert sum((count - expected) ** 2 / expected for count in drawn.values()) < CRITICAL[len(drawn) - 1]


def test_domains_of_equal_size_are_permuted_independently() -> None:
    family = KEY.family("organization:all", "numbers")
    maps = {tuple(permute(family, f"domain {label}", index, 50) for index in range(50)) for label in range(50)}

    assert len(maps) == 50


def test_rotated_key_file_is_private_and_well_formed(tmp_path: Path) -> None:
    path = tmp_path / "key"
    Key.generate().save(path)
    for count in range(2, 5):
        rotate(path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert len(KeySource(str(path)).ring()) == count
    assert sorted(file.name for file in tmp_path.iterdir()) == ["key", "key.lock"]
    assert (tmp_path / "key.lock").read_bytes() == b""


@pytest.mark.parametrize("name", ["HETERONYM_KEY", "HETERONYM_KEY_FILE", "HETERONYM_KEY_COMMAND"])
def test_key_command_is_not_run_in_a_shell(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = base64.b64encode(sha256(b"a key of the tests").digest()).decode()
    witness = tmp_path / "witness"
    command = (
        f"{shlex.quote(sys.executable)} -c 'print(\"{line}\")' ; touch {witness} $(touch {witness}) `touch {witness}`"
    )
    for one in ("HETERONYM_KEY", "HETERONYM_KEY_FILE", "HETERONYM_KEY_COMMAND"):
        monkeypatch.delenv(one, raising=False)
    monkeypatch.setenv(name, command)

    if name == "HETERONYM_KEY_COMMAND":
        assert KeySource().load().id == Key(base64.b64decode(line)).id
    else:
        with pytest.raises(SecretKeyError):
            KeySource().load()
    assert not witness.exists()


def test_answer_gets_no_originals_of_another_prompt(without_model: Sanitizer) -> None:
    mine, theirs = (
        without_model.sanitize_text(f"Write to {name}@delgado-lab.com or call 212-555-{number}.")
        for name, number in (("maria", "0147"), ("tomasz", "0198"))
    )
    assert mine.text != theirs.text

    restored = RestoreMap.of([mine]).restore(f"{mine.text} {theirs.text}")

    assert "maria@delgado-lab.com" in restored
    assert "tomasz" not in restored


@pytest.mark.slow
def test_gateway_ignores_proxy_variables(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.setenv(name.lower(), "http://127.0.0.1:9")
    body = {"model": "m", "messages": [{"role": "user", "content": "hello"}]}
    with Upstream() as upstream:
        upstream.model, upstream.fault = echo, None
        settings = Settings(classification="public", openai=upstream.url)
        with Served(application(Services(settings, KeySource(str(key_file))))) as url:
            answer = httpx.post(f"{url}/v1/chat/completions", json=body, trust_env=False, timeout=60)

        assert answer.status_code == 200, answer.text
        assert len(upstream.asked) == 1


@given(st.text(st.characters(categories=("Lu", "Ll")), min_size=8, max_size=60))
def test_span_cache_contains_no_text(text: str) -> None:
    cache = SpanCache(10**6)
    cache.put(b"salt", text, (Span(0, len(text), "PERSON", 1.0, "test"),))

    assert text not in repr(vars(cache))
    assert text.encode() not in pickle.dumps(vars(cache))
