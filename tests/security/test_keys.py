"""Low, keys: guessable keys are rejected, and a warning is printed for key files that others can read."""

import base64
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Key
from pipeline.errors import SecretKeyError
from pipeline.replace.keyed.keys import KeySource
from tests.conftest import Command

WEAK = {
    "zeros": bytes(32),
    "one byte": b"\xa7" * 32,
    "a word four times": b"password" * 4,
    "a half twice": sha256(b"any").digest()[:16] * 2,
    "a sentence": b"correct horse battery staple 123",
    "hexadecimal digits": sha256(b"secret").hexdigest()[:32].encode(),
    "0, 1, 2 ...": bytes(range(32)),
    "255, 254 ...": bytes(range(255, 223, -1)),
    "0, 7, 14 ...": bytes(7 * number % 256 for number in range(32)),
    "a word, then zeros": b"password".ljust(32, b"\0"),
}


@pytest.mark.parametrize("master", WEAK.values(), ids=WEAK)
@pytest.mark.parametrize("place", ["file", "environment"])
def test_guessable_key_is_rejected(master: bytes, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = base64.b64encode(master).decode()
    path = tmp_path / "key"
    path.touch(mode=0o600)
    path.write_text(f"{line}\n")
    monkeypatch.setenv("HETERONYM_KEY", line)

    with pytest.raises(SecretKeyError, match="heteronym key new") as caught:
        KeySource(str(path) if place == "file" else "").load()

    assert line not in str(caught.value)


@given(st.integers(0, 2**64))
def test_random_key_is_accepted(seed: int) -> None:
    master = Random(seed).randbytes(32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HETERONYM_KEY", base64.b64encode(master).decode())
        assert KeySource().load().id == Key(master).id


@pytest.mark.parametrize(("mode", "is_reported"), [(0o600, False), (0o400, False), (0o640, True), (0o644, True)])
@pytest.mark.parametrize("by", ["option", "variable", "default"])
def test_warning_for_a_key_file_readable_by_others(
    heteronym: Command, tmp_path: Path, mode: int, is_reported: bool, by: str
) -> None:
    path = tmp_path / (".heteronym/key" if by == "default" else "team.key")
    Key.generate().save(path)
    path.chmod(mode)

    variable = {"variable": str(path), "default": ""}.get(by)
    options = ["--key-file", str(path)] if by == "option" else []
    done = heteronym("key", "id", *options, **({} if variable is None else {"HETERONYM_KEY_FILE": variable}))

    assert done.returncode == 0, done.stderr
    assert (f"{mode:04o}" in done.stderr) == is_reported
    assert len(done.stderr.splitlines()) == int(is_reported)
