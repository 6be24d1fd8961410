"""Low, supply chain: the shipped model is loaded only if its files match their checksums."""

import shutil
from pathlib import Path

import pytest

from recognizers.model import tagger
from recognizers.model.tagger import FOLDER, Tagger

FILES = ("tokenizer.json", "words.npy", "fast.onnx")


@pytest.mark.parametrize(
    ("harm", "name"), [*((harm, name) for harm in ("altered", "missing") for name in FILES), ("missing", "model.json")]
)
def test_an_altered_or_missing_file_is_refused(
    name: str, harm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(FOLDER, tmp_path / "weights")
    if harm == "altered":
        (copy / name).write_bytes((copy / name).read_bytes() + b"\n")
    else:
        (copy / name).unlink()
    monkeypatch.setattr(tagger, "FOLDER", copy)

    with pytest.raises(ValueError, match=f"{name}.*install Heteronym again"):
        Tagger("fast")
