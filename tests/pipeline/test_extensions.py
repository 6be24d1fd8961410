"""Extensions: a package adds a recognizer, a format, an operator and a surrogate family by entry points."""

import json
import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

from pipeline import Key
from pipeline.errors import HeteronymError
from pipeline.extensions import extensions
from pipeline.records import formats
from pipeline.replace import operators, surrogates
from recognizers import BUILT_IN
from recognizers.extensions import FORMATS, OPERATORS, RECOGNIZERS, SURROGATES
from recognizers.own import as_recognizers
from tests.conftest import Command

PROJECT = Path(__file__).parents[2]
CODE = """
from presidio_analyzer import Pattern, PatternRecognizer

from pipeline.records.bytes_format import BytesFormat
from pipeline.records.model import Record
from pipeline.records.units import lines
from pipeline.replace.operators import Anonymizer
from pipeline.text.document import Text


class Badge(PatternRecognizer):
    def __init__(self):
        super().__init__("BADGE_NUMBER", patterns=[Pattern("badge", r"\\bB-\\d{4}\\b", 0.95)], name="Badge")


def piped(raw, number, options):
    cells = raw.decode().rstrip("\\n").split("|")
    return Record(
        number, tuple(map(Text, cells)), None, (), lambda values: ("|".join(values) + "\\n").encode()
    )


class Buffered:
    def __init__(self, target):
        self.target, self.rows = target, []

    def write(self, rendered):
        self.rows.append(rendered)

    def close(self):
        self.target.write(b"".join(self.rows))


class PipesFormat(BytesFormat):
    __slots__ = ()

    def writer(self, target, source, shard):
        return Buffered(target)


PIPES = PipesFormat((".pipes",), lines, piped)


class Backwards(Anonymizer):
    def operate(self, text, params):
        return f"[{params['entity_type'].lower()}]"


def badge(keys, entity, surface, document, attempt):
    return f"B-{keys['installed'].number(f'{surface}|{attempt}', 9000) + 1000}"
"""
ENTRY_POINTS = """
[heteronym.recognizers]
badges = badges:Badge
[heteronym.formats]
pipes = badges:PIPES
[heteronym.operators]
bracket = badges:Backwards
[heteronym.surrogates]
BADGE_NUMBER = badges:badge
"""
POLICY = """
classification: mine
extends: internal
loosen: [ner, EMAIL_ADDRESS]
detection: {ner: off}
entities:
  BADGE_NUMBER: pseudonymize
  EMAIL_ADDRESS: bracket
"""
TEXT = "Badge B-4711 of maria@delgado-lab.com"


def install(site: Path, entry_points: str, name: str = "badges", code: str = CODE) -> None:
    """Install a package into a folder on the path, as pip does."""
    information = site / f"{name}-1.0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(entry_points)
    (site / f"{name}.py").write_text(code)


@pytest.fixture
def folder(tmp_path: Path, key: Key) -> Path:
    key.save(tmp_path / "key")
    (tmp_path / "mine.yaml").write_text(POLICY)
    return tmp_path


def python(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    path = os.pathsep.join((str(PROJECT), str(folder / "site")))
    environment = {**os.environ, "PYTHONPATH": path, "HETERONYM_KEY_FILE": str(folder / "key"), "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, timeout=300, env=environment
    )


def installed(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return python(folder, "-m", "pipeline.cli", *arguments)


@pytest.mark.slow
def test_extensions_of_a_package_work_in_a_text(folder: Path) -> None:
    install(folder / "site", ENTRY_POINTS)

    done = installed(folder, "text", TEXT, "-c", "mine.yaml")

    assert done.returncode == 0, done.stderr
    words = done.stdout.split()
    assert words[0] == "Badge"
    assert words[1].startswith("B-")
    assert words[1] != "B-4711"
    assert words[2:] == ["of", "[email_address]"]


@pytest.mark.slow
def test_a_recognizer_of_a_package_is_created_once_per_process(folder: Path) -> None:
    code = CODE.replace("    def __init__(self):\n", "    def __init__(self):\n        print('made')\n")
    install(folder / "site", ENTRY_POINTS, code=code)

    done = installed(folder, "text", TEXT, "-c", "mine.yaml")

    assert done.stdout.splitlines().count("made") == 1


@pytest.mark.slow
def test_extensions_of_a_package_work_in_worker_processes(folder: Path) -> None:
    install(folder / "site", ENTRY_POINTS)
    (folder / "in.pipes").write_text(f"{TEXT}|nothing\nB-4711|twice\n")

    done = installed(folder, "run", "in.pipes", "-c", "mine.yaml", "-o", "out", "--direct_num_workers=2")

    assert done.returncode == 0, done.stderr
    first, second = (folder / "out/in.pipes").read_text().splitlines()
    badge = second.removesuffix("|twice")
    assert first == f"Badge {badge} of [email_address]|nothing"
    assert badge.startswith("B-")
    assert badge != "B-4711"
    manifest = json.loads((folder / "out/report/manifest.json").read_text())
    assert '"pipes"' in json.dumps(manifest)


SCAN = """
import asyncio
from pipeline.gateway.protocol.protocols import Protocol
from pipeline.gateway.scanning.scanner import ScannerSource
from pipeline.gateway.scanning.scanner_pool import ScannerPool
from pipeline.replace.keyed.keys import KeySource

async def main():
    pool = ScannerPool(ScannerSource("mine.yaml", KeySource("key")), scanners=1, seconds=60)
    try:
        scanned = await pool.clear(Protocol.EMBEDDINGS, b'{"model":"m","input":"%s"}', "mine", "client")
        print(scanned.cleared.body.decode())
    finally:
        pool.close()

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.slow
def test_extensions_of_a_package_work_in_a_scanner(folder: Path) -> None:
    install(folder / "site", ENTRY_POINTS)
    (folder / "scan.py").write_text(SCAN % TEXT)

    done = python(folder, "scan.py")

    assert done.returncode == 0, done.stderr
    sent = json.loads(done.stdout)["input"].split()
    assert sent[1].startswith("B-")
    assert sent[1] != "B-4711"
    assert sent[3] == "[email_address]"


REGISTRIES: dict[str, tuple[Any, Any]] = {
    RECOGNIZERS: (BUILT_IN, as_recognizers),
    FORMATS: (formats.BUILT_IN, formats._format),
    OPERATORS: (operators.BUILT_IN, operators._operator),
    SURROGATES: (surrogates.BUILT_IN, surrogates._family),
}


@pytest.mark.parametrize(
    ("group", "line", "message"),
    [
        (
            RECOGNIZERS,
            "badges = badges:Missing",
            "the package badges registers 'badges' in heteronym.recognizers as badges:Missing, which cannot be loaded: "
            "AttributeError: module 'badges' has no attribute 'Missing'; repair the package, or uninstall it",
        ),
        (RECOGNIZERS, "badges = badges:PIPES", "'badges' is or returns a PipesFormat: it must be a Presidio"),
        (OPERATORS, "mask = badges:Backwards", "'mask' in heteronym.operators, which Heteronym registers already"),
        (OPERATORS, "block = badges:Backwards", "'block' cannot name an action"),
        (OPERATORS, "bracket = badges:badge", "'bracket' is a function: it must be a Presidio Operator"),
        (FORMATS, "pipes = badges:badge", "'pipes' is a function: it must be a pipeline.records.formats.Format"),
        (SURROGATES, "PERSON = badges:badge", "'PERSON' cannot name a surrogate family"),
    ],
)
def test_error_for_a_package_that_cannot_be_loaded_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: str, line: str, message: str
) -> None:
    install(tmp_path, f"[{group}]\n{line}\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "badges", raising=False)
    monkeypatch.setattr("recognizers.extensions._entry_points", entry_points)

    with pytest.raises(HeteronymError) as raised:
        extensions(group, *REGISTRIES[group])

    assert message in str(raised.value)


def test_a_built_in_object_is_imported_on_first_use() -> None:
    found = extensions(FORMATS, {"ours": "json:loads", "missing": "no_such_module:LOADS"}, lambda one, _: one)

    assert {"ours", "missing"} <= set(found)
    assert found["ours"] is json.loads
    with pytest.raises(ImportError):
        found["missing"]


@pytest.mark.slow
def test_a_command_that_two_packages_break_fails_without_a_traceback(folder: Path) -> None:
    install(folder / "site", ENTRY_POINTS)
    install(folder / "site", "[heteronym.recognizers]\nbadges = tags:Badge\n", "tags")

    done = installed(folder, "text", TEXT, "-c", "mine.yaml")

    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "the package tags registers 'badges' in heteronym.recognizers, which badges registers already" in done.stderr


def test_an_action_that_no_package_adds_is_unknown(folder: Path, heteronym: Command) -> None:
    done = heteronym("text", TEXT, "-c", "mine.yaml")

    assert "mine.yaml:8: unknown action 'bracket'" in done.stderr


def test_two_packages_may_not_register_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, ENTRY_POINTS)
    install(tmp_path, "[heteronym.recognizers]\nbadges = tags:Badge\n", "tags")
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("badges", "tags"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr("recognizers.extensions._entry_points", entry_points)

    with pytest.raises(HeteronymError) as raised:
        extensions(RECOGNIZERS, *REGISTRIES[RECOGNIZERS])

    assert "the package tags registers 'badges' in heteronym.recognizers, which badges registers already" in str(
        raised.value
    )


def test_an_action_of_a_package_may_be_weaker_than_a_pseudonym(folder: Path) -> None:
    install(folder / "site", ENTRY_POINTS)
    (folder / "mine.yaml").write_text(POLICY.replace(", EMAIL_ADDRESS]", "]"))

    done = installed(folder, "text", TEXT, "-c", "mine.yaml")

    assert "mine.yaml:8: EMAIL_ADDRESS is weaker here than in internal" in done.stderr
