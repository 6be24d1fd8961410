"""Drawing: half of each kind as far as there are enough, from every format that a run reads."""

import random
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import Policy
from pipeline.errors import RecordError
from pipeline.evaluate import draw as drawing
from pipeline.evaluate.contenders import Ours
from pipeline.evaluate.draw import _allocated, _Pool, draw
from pipeline.records import ReadOptions


@pytest.fixture(scope="module")
def ours() -> Ours:
    policy = Policy.load("confidential")
    return Ours(policy.model_copy(update={"detection": policy.detection.model_copy(update={"ner": "off"})}))


@pytest.mark.parametrize(
    ("count", "available", "expected"),
    [
        (10, (50, 50), (5, 5)),
        (11, (50, 50), (6, 5)),
        (10, (2, 50), (2, 8)),
        (10, (50, 3), (7, 3)),
        (10, (4, 3), (4, 3)),
        (10, (0, 3), (0, 3)),
        (1, (9, 9), (1, 0)),
    ],
)
def test_each_half_gets_what_the_other_lacks(count: int, available: tuple[int, int], expected: tuple[int, int]) -> None:
    assert _allocated(count, available) == expected


def test_every_record_of_a_stream_is_drawn_with_the_same_probability() -> None:
    drawn: Counter[str] = Counter()
    for seed in range(2_000):
        pool = _Pool(5, random.Random(seed))
        for number in range(20):
            pool.add(drawing.Candidate(str(number), ()))
        drawn.update(one.id for one in pool.drawn)

    assert set(drawn) == {str(number) for number in range(20)}
    assert all(400 < count < 600 for count in drawn.values())  # 500 expected, 19 is the standard deviation


def test_records_of_every_format_are_drawn(tmp_path: Path, ours: Ours) -> None:
    (tmp_path / "a.jsonl").write_text('{"messages": [{"role": "user", "content": "mail a.lee@acme.com"}]}\nnot JSON\n')
    (tmp_path / "b.csv").write_bytes(b'email,note\r\nb.lee@acme.com,"two\r\nlines"\r\n')
    (tmp_path / "c.txt").write_text("Nothing here.\n")
    pq.write_table(pa.table({"note": ["ask c.lee@acme.com"]}), tmp_path / "d.parquet")

    drawn = draw([str(tmp_path)], ReadOptions(), (), ours, rows=9, seed=0)

    texts = {row.id: row.text for row in drawn.rows}
    assert texts == {
        "a.jsonl:1": "mail ⟦EMAIL_ADDRESS|a.lee@acme.com⟧",
        "b.csv:2": "⟦EMAIL_ADDRESS|b.lee@acme.com⟧\n⟦next text⟧\ntwo\nlines",
        "c.txt:1": texts["c.txt:1"],
        "d.parquet:1": "ask ⟦EMAIL_ADDRESS|c.lee@acme.com⟧",
    }
    assert (drawn.records, drawn.pool_records, drawn.left_out) == (4, 4, 1)
    assert {row.id: row.stratum_records for row in drawn.rows}["c.txt:1"] == 1


def test_texts_that_a_sheet_cannot_show_are_counted(tmp_path: Path, ours: Ours) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"text": "a ⟦ b"}\n{"text": "a \\u0000 b"}\n{"text": "\\ud800"}\n{"text": "a"}\n'
    )

    drawn = draw([str(tmp_path / "a.jsonl")], ReadOptions(), (), ours, rows=9, seed=0)

    assert (drawn.records, drawn.left_out) == (1, 3)


def test_only_a_part_of_large_data_is_scanned(tmp_path: Path, ours: Ours, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "MIN_POOL", 30)
    (tmp_path / "a.jsonl").write_text("".join(f'{{"text": "ticket {number}"}}\n' for number in range(100)))

    drawn = draw([str(tmp_path / "a.jsonl")], ReadOptions(), (), ours, rows=1, seed=0)

    assert (drawn.records, drawn.pool_records, len(drawn.rows)) == (100, 30, 1)


def test_data_without_text_is_an_error(tmp_path: Path, ours: Ours) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": " "}\n')

    with pytest.raises(RecordError, match="no record with text"):
        draw([str(tmp_path / "a.jsonl")], ReadOptions(), (), ours, rows=1, seed=0)
