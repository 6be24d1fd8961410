"""Shared fixtures. The model is loaded once per session."""

import os
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pipeline import Key, Policy, Sanitizer

MASTER = sha256(b"a key of the tests").digest()  # a key file must hold what nobody would guess

settings.register_profile("suite", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def key() -> Key:
    return Key(MASTER)


@pytest.fixture(scope="session")
def confidential(key: Key) -> Sanitizer:
    return Sanitizer(Policy.load("confidential"), key)


@pytest.fixture(scope="session")
def without_model(key: Key) -> Sanitizer:
    """Return a sanitizer of `confidential` without the NER model, for tests with many examples."""
    policy = Policy.load("confidential")
    detection = policy.detection.model_copy(update={"ner": "off"})
    return Sanitizer(policy.model_copy(update={"detection": detection}), key)


@pytest.fixture(scope="session")
def key_file(key: Key, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("key") / "key"
    key.save(path)
    return path


@pytest.fixture
def heteronym(tmp_path: Path, key_file: Path) -> Command:
    """Return a function that runs the command in an empty folder, with the session's key."""

    def command(*arguments: str, stdin: str | None = None, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "pipeline.cli", *arguments],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=300,
            env={**os.environ, "HETERONYM_KEY_FILE": str(key_file), "COLUMNS": "200", **environment},
        )

    return command
