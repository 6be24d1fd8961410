"""M3: changes of the gateway's audit log without the key are detected."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.gateway.accounting.audit_log import AuditEntry
from pipeline.gateway.services import Services
from pipeline.gateway.settings import Settings
from pipeline.replace.keyed.keys import KeySource

pytestmark = pytest.mark.slow

Attack = Callable[[list[str]], list[str]]
FIRST = "0" * 64


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory, key_file: Path) -> list[str]:
    """Return the lines of a gateway's log."""
    path = tmp_path_factory.mktemp("gateway") / "gateway.log"
    services = Services(Settings(classification="public", audit_log=str(path)), KeySource(str(key_file)))
    try:
        for number, client in enumerate(["desk", "mallory", "desk", "mallory", "desk"]):
            services.write(AuditEntry(client, "openai", "/v1", "public", "3f9a", 200, "answered", bytes_in=number))
    finally:
        services.scanner_pool.close()
    return path.read_text().splitlines()


def rehashed(lines: list[str]) -> list[str]:
    """Renumber and rechain lines with their hashes, which requires no key."""
    previous, made = FIRST, []
    for number, line in enumerate(lines, 1):
        entry = {name: value for name, value in json.loads(line).items() if name != "hash"}
        content = json.dumps({**entry, "number": number, "previous": previous}, separators=(",", ":"))
        previous = sha256(content.encode()).hexdigest()
        made.append(f'{content[:-1]},"hash":"{previous}"}}')
    return made


def without_macs(lines: list[str]) -> list[str]:
    return rehashed([re.sub(r',"mac":"[^"]*"', "", line) for line in lines])


def without_mallory(lines: list[str]) -> list[str]:
    return rehashed([line for line in lines if '"client":"mallory"' not in line])


def with_another_client(lines: list[str]) -> list[str]:
    return rehashed([line.replace("mallory", "desk") for line in lines])


def with_a_line_more(lines: list[str]) -> list[str]:
    return rehashed([*lines, lines[-1]])


def with_a_line_without_mac(lines: list[str]) -> list[str]:
    return [*lines[:-1], *without_macs(lines)[-1:]]


def verified(folder: Path, key_file: Path, lines: list[str], *more: str) -> "subprocess.CompletedProcess[str]":
    (folder / "gateway.log").write_text("".join(f"{line}\n" for line in lines))
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "audit", "log", "gateway.log", "--verify", *more],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "HETERONYM_KEY_FILE": str(key_file)},
        check=False,
    )


def test_unchanged_log_verifies(tmp_path: Path, key_file: Path, lines: list[str]) -> None:
    done = verified(tmp_path, key_file, lines)

    assert done.returncode == 0, done.stderr
    assert "5 entries" in done.stdout


@pytest.mark.parametrize(
    "attack", [without_macs, without_mallory, with_another_client, with_a_line_more, with_a_line_without_mac]
)
def test_log_rechained_without_the_key_is_detected(
    tmp_path: Path, key_file: Path, lines: list[str], attack: Attack
) -> None:
    assert verified(tmp_path, key_file, attack(lines)).returncode != 0


def test_anchor_detects_truncation(tmp_path: Path, key_file: Path, lines: list[str]) -> None:
    anchored = [verified(tmp_path, key_file, lines[:count], "--anchor", "anchor").returncode for count in (3, 5)]

    assert anchored == [0, 0]
    assert verified(tmp_path, key_file, lines[:4], "--anchor", "anchor").returncode != 0
