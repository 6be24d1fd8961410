"""One small run, for all tests of its report."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import Key
from pipeline.replace.keyed.signing import Signer
from pipeline.report.audits import sealed
from pipeline.report.signed import SIGNATURE, signed
from pipeline.report.stored import rendered
from tests.conftest import environment_of, in_process

OFF = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
PLANTED = ("Zora Quackenbush", "zora.quackenbush@hexmoor.net", "Blue Harbour Ltd")
LINES = json.dumps({"name": PLANTED[0], "email": PLANTED[1], "note": "hello"}) + "\nno JSON\n"
RUN = ("run", "in", "-c", "off.yaml", "-o", "out", "--recipient", PLANTED[2], "--direct_num_workers=1")

Change = Callable[[Path], object]


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory, key_file: Path) -> Path:
    """Return a folder with the inputs and the output of a run: a copy, a blocked record and a file that is left out."""
    folder = tmp_path_factory.mktemp("released")
    (folder / "off.yaml").write_text(OFF, encoding="utf-8")
    (folder / "in").mkdir()
    (folder / "in/people.jsonl").write_text(LINES, encoding="utf-8")
    (folder / "in/zebra.bin").write_bytes(b"\x00\x01")
    done = in_process(folder, RUN, "", environment_of(key_file, {"HETERONYM_OPERATOR": "dpo"}))
    assert done.returncode == 3, done.stderr
    return folder


@pytest.fixture
def copy(released: Path, tmp_path: Path) -> Path:
    """Return a copy of the output folder, to change it."""
    return shutil.copytree(released / "out", tmp_path / "out")


@pytest.fixture
def signer(key: Key) -> str:
    """Return the fingerprint of the signer of the run."""
    return Signer(key).fingerprint


def resigned(content: dict[str, Any], signer: Signer) -> bytes:
    """Return a changed manifest as somebody with a key would store it."""
    return rendered(signed({name: value for name, value in content.items() if name != SIGNATURE}, signer))


def audited(path: Path, result: Any, key: Key) -> Path:
    """Write the result of an audit as `audit ... --json` prints it, signed with a key."""
    path.write_text(json.dumps(sealed(result, Signer(key)) if isinstance(result, dict) else result))
    return path
