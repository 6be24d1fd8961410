"""Shared fixtures. The model is loaded once per session."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from hashlib import sha256
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pipeline import Key, Policy, Sanitizer
from pipeline.cli.main import main
from pipeline.cli.screen import output_console

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
    """Return a function that runs the command in this process, in an empty folder, with the key of the session."""

    def command(*arguments: str, stdin: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
        return in_process(tmp_path, arguments, stdin, environment_of(key_file, environment))

    return command


@pytest.fixture
def heteronym_process(tmp_path: Path, key_file: Path) -> Command:
    """Return a function that runs the command in a process of its own, for tests of the process."""

    def command(*arguments: str, stdin: str | None = None, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "pipeline.cli", *arguments],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=300,
            env={**os.environ, **environment_of(key_file, environment)},
        )

    return command


def environment_of(key_file: Path, changes: dict[str, str]) -> dict[str, str]:
    return {"HETERONYM_KEY_FILE": str(key_file), "COLUMNS": "200", **changes}


def in_process(
    folder: Path, arguments: tuple[str, ...], stdin: str, environment: dict[str, str]
) -> "subprocess.CompletedProcess[str]":
    """Run the command's main function as a process would see it; what it changes in this process is undone."""
    out, err = (TextIOWrapper(BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["heteronym", *arguments])
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin.encode()), "utf-8"))
        patch.setattr(logging.root.manager, "disable", logging.root.manager.disable)
        for name, value in {"OPENBLAS_NUM_THREADS": "1", **environment}.items():
            patch.setenv(name, value)
        patch.setattr(output_console, "size", (int(environment["COLUMNS"]), 25))  # read from the environment at import
        with pytest.raises(SystemExit) as left:
            main()
    texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
    return subprocess.CompletedProcess(["heteronym", *arguments], left.value.code or 0, *texts)
