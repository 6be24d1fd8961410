"""Descriptions of data sets: types stay, labels, names of features and the rest are text; the copy of a folder opens."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.pipeline.records.copies import copy, texts_of

FEATURES = {
    "manager": {"dtype": "string", "_type": "Value"},
    "user": {"email": {"dtype": "large_string", "_type": "Value"}, "dob": {"dtype": "timestamp[ns, tz=Europe/Warsaw]", "_type": "Value"}},
    "first_name": {"feature": {"dtype": "decimal128(12, 2)", "_type": "Value"}, "_type": "List"},
    "contact": {"_type": "Image", "mode": "RGB"},
    "author": {"languages": ["de", "pt_BR"], "_type": "Translation"},
    "ssn": {"shape": [2, 2], "dtype": "float32", "_type": "Array2D"},
}  # fmt: skip
LABELS = {"names": ["ok", "Ana Ruiz"], "_type": "ClassLabel"}


def test_types_of_features_are_no_text() -> None:
    info = {"description": "by Ana Ruiz", "features": {**FEATURES, "label": LABELS}}

    found = [text.value for text in texts_of(json.dumps(info), "dataset_info.json") if not text.is_label]

    assert found == ["by Ana Ruiz", "ok", "Ana Ruiz"]


@pytest.mark.parametrize(
    "other",
    [
        {"features": [{"_type": "Ana", "mode": "RUIZ"}]},  # as of a map
        {"features": {"_type": "Ana"}},
        {"hits": {"features": {"a": {"_type": "Ana"}}}},
        {"features": {"who": {"dtype": "Ana Ruiz", "_type": "ana", "mode": "Ruiz"}}},
    ],
)
def test_other_json_with_such_keys_is_text(other: dict[str, object]) -> None:
    text = json.dumps(other)
    assert not {"Ana", "Ruiz", "RUIZ", "ana"} & set(copy(text.encode(), "a.json", lambda _: "x").decode().split('"'))


def test_the_copy_of_a_saved_dictionary_of_data_sets_opens(heteronym: Command, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    people = datasets.Dataset.from_dict(
        {"user": [{"email": "ana.ruiz@hexmoor.net"}], "manager": ["nobody"], "label": [1]}
    )
    people = people.cast_column("label", datasets.ClassLabel(names=["ok", "ana.ruiz@hexmoor.net"]))
    datasets.DatasetDict({"train": people, "test": people.select([0])}).save_to_disk(tmp_path / "in")
    (tmp_path / "off.yaml").write_text(
        "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
    )

    done = heteronym("run", "in", "-c", "off.yaml", "-o", "out", "--direct_num_workers=1")

    assert done.returncode == 0, done.stderr
    copied = datasets.load_from_disk(tmp_path / "out")
    assert list(copied) == ["train", "test"]
    assert copied["train"].features["user"] == people.features["user"]
    new = copied["train"][0]
    assert new["user"]["email"] != "ana.ruiz@hexmoor.net"
    assert copied["train"].features["label"].int2str(new["label"]) == new["user"]["email"]
