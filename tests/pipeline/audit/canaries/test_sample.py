"""The sample: records of any format, drawn at random, and what has no text or cannot be read is counted."""

import random
from pathlib import Path

import pytest

from pipeline.audit.canaries import sample
from pipeline.audit.canaries.sample import Sample, draw_sample
from pipeline.records import ReadOptions

TEXT = "My order is late again."
FILES = {
    "chat.jsonl": f'{{"messages": [{{"role": "user", "content": "{TEXT}"}}]}}\n' * 3,
    "table.csv": f"email,notes\na@hexmoor.eu,{TEXT}\nb@hexmoor.eu,ok\n",
    "note.txt": f"{TEXT}\n",
    "page.html": f"<html><body><p>{TEXT}</p></body></html>",
}


def drawn(folder: Path, seed: int = 1) -> Sample:
    return draw_sample([str(folder)], ReadOptions(), [], random.Random(seed))


@pytest.mark.parametrize("name", FILES)
def test_records_of_each_format_are_drawn(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FILES[name])

    assert any(text.value.strip() == TEXT for record in drawn(tmp_path).drawn for text in record.texts)


def test_what_is_not_drawn_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"note": "{TEXT}"}}\n{{"email": "a@hexmoor.eu"}}\n{{"note": \n\n')
    (tmp_path / "b.jsonl.gz").write_bytes(b"\x1f\x8b damaged")
    found = drawn(tmp_path)

    assert (len(found.drawn), found.seen, found.without_text, found.unread) == (1, 1, 1, 2)


def test_all_records_are_drawn_equally_often(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "MAX_RECORDS", 5)
    (tmp_path / "a.jsonl").write_text("".join(f'{{"note": "{TEXT} {number}"}}\n' for number in range(20)))
    counts = [0] * 20
    for seed in range(200):
        for record in drawn(tmp_path, seed).drawn:
            counts[record.number - 1] += 1

    assert sum(counts) == 1_000
    assert sum((count - 50) ** 2 / 50 for count in counts) * 20 / 15 < 44  # probability 0.001 for 19 degrees of freedom


def test_sample_is_cut_but_never_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"note": "{TEXT}"}}\n' * 20)
    for limit, count in ((len(TEXT) * 7, 7), (1, 1)):
        monkeypatch.setattr(sample, "MAX_CHARACTERS", limit)
        assert len(drawn(tmp_path).drawn) == count
