"""Gold files: every malformed line is named with what to do, and without its content."""

import json
from pathlib import Path

import pytest

from pipeline.errors import RecordError
from pipeline.evaluate.gold import Gold, read_gold

SECRET = "Quackenbush"
TEXT = f"Ask {SECRET} today."


def line(**changes: object) -> str:
    return json.dumps({"text": TEXT, "spans": [[4, 15, "PERSON"]], **changes})


def test_a_gold_file_holds_texts_values_and_look_alikes(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(f"\ufeff{line(keep=[[16, 21]], id='a1')}\r\n\n{line(id=None)}".encode())

    assert read_gold([path]) == [
        Gold("a1", TEXT, ((4, 15, "PERSON"),), ((16, 21),)),
        Gold("line 3", TEXT, ((4, 15, "PERSON"),)),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (f'{{"text": "{SECRET}', "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        (json.dumps([SECRET]), "has no text and spans"),
        (json.dumps({"text": SECRET}), "has no text and spans"),
        (json.dumps({"text": [SECRET], "spans": []}), "has no text and spans"),
        (line(spans=[[4, 15]]), "span 1 is not [start, end,"),
        (line(spans=[{"start": 4}]), "span 1 is not [start, end,"),
        (line(spans=[[4, 15, f"is {SECRET}"]]), "span 1: the entity is not a name"),
        (line(spans=[[4, 15, "PERSON"], [4, "15", "PERSON"]]), "span 2 is not [start, end]"),
        (line(spans=[[True, 15, "PERSON"]]), "span 1 is not [start, end]"),
        (line(spans=[[4, 99, "PERSON"]]), "[4, 99] is not a range of the text, which has 22 code points"),
        (line(spans=[[4, 4, "PERSON"]]), "is not a range"),
        (line(spans=[[-1, 4, "PERSON"]]), "is not a range"),
        (line(keep=SECRET), "keep is not a list"),
        (line(keep=["ab"]), "keep 1 is not [start, end]"),
        (line(keep=[[0, 3, 4]]), "keep 1 is not [start, end]"),
    ],
)
def test_a_malformed_line_is_named_without_its_content(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{line()}\n{content}\n")

    with pytest.raises(RecordError) as raised:
        read_gold([path])

    assert f"{path} line 2" in str(raised.value)
    assert says in str(raised.value)
    assert SECRET not in str(raised.value)


def test_a_line_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(line().encode() + b"\n\xff\n")

    with pytest.raises(RecordError, match="line 2 is not UTF-8"):
        read_gold([path])


def test_an_empty_or_missing_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n\n")

    with pytest.raises(RecordError, match="has no document"):
        read_gold([tmp_path / "empty.jsonl"])
    with pytest.raises(RecordError, match=r"cannot read .*gone\.jsonl: No such file"):
        read_gold([tmp_path / "gone.jsonl"])
