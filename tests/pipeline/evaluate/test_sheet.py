"""Labelling sheets: what is written can be read back, and every change but that of marks is refused with its line."""

import csv
import json
import stat
from dataclasses import asdict, replace
from io import StringIO
from pathlib import Path

import pytest

from pipeline.errors import OutputError, RecordError
from pipeline.evaluate.gold import Gold
from pipeline.evaluate.labelled import read_sheet
from pipeline.evaluate.marks import marked
from pipeline.evaluate.sheet import WITH_FINDINGS, WITHOUT_FINDINGS, Row, declared_part, digest_of, write_sheet
from pipeline.text.document import Text
from pipeline.text.spans import Span

KNOWN = frozenset({"PERSON", "US_SSN"})
FIRST = (Text('=HYPERLINK("x"), said Bo Ray;\n\n"yes", he said.\n'), Text("Quackenbush", "PERSON", "family"), Text(" "))
SECOND = (Text("'Nothing', <b>&amp;</b> 😀 {{rows}} a,b\tc"),)


def row(name: str, texts: tuple[Text, ...], *spans: list[Span]) -> Row:
    values = [text.value for text in texts]
    findings = spans or [[] for _ in texts]
    stratum = WITH_FINDINGS if spans else WITHOUT_FINDINGS
    parts = [declared_part(text) for text in texts]
    return Row(name, False, marked(values, findings), stratum, 40, 100, 300, parts, digest_of(values))


ROWS = (
    row("a.jsonl:1", FIRST, [Span(22, 28, "PERSON", 0.85, "Names")], [Span(0, 11, "PERSON", 1.0, "field")], []),
    row("=b.csv:7", SECOND),
)


def check(path: Path) -> None:
    """Set `checked` in all rows."""
    if path.suffix == ".jsonl":
        rows = [{**json.loads(line), "checked": True} for line in path.read_text("utf-8").splitlines()]
        path.write_text("".join(f"{json.dumps(one)}\n" for one in rows), "utf-8")
        return
    table = list(csv.reader(StringIO(path.read_text("utf-8-sig"), newline="")))
    written = StringIO()
    csv.writer(written, delimiter=";").writerows([table[0], *([line[0], "x", *line[2:]] for line in table[1:])])
    path.write_bytes(written.getvalue().encode())


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_a_checked_sheet_holds_the_texts_and_the_marks(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"sheet{suffix}"
    write_sheet(path, ROWS, KNOWN)
    assert read_sheet(path, KNOWN) == ([], 2)
    check(path)

    (first, second), count = read_sheet(path, KNOWN)

    assert count == 2
    assert [tuple(one.document) for one in (first, second)] == [FIRST, SECOND]
    assert first.marks == [((22, 28, "PERSON"),), ((0, 11, "PERSON"),), ()]
    assert first.row == replace(ROWS[0], checked=True)
    joined = first.joined()
    assert [joined.text[start:end] for start, end, _ in joined.marks] == ["Bo Ray", "Quackenbush"]
    assert second.joined() == Gold("=b.csv:7", SECOND[0].value, ())


def test_a_sheet_is_private_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    write_sheet(path, ROWS, KNOWN)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(OutputError, match=r"sheet\.csv exists already"):
        write_sheet(path, ROWS, KNOWN)
    assert [one.name for one in tmp_path.iterdir()] == ["sheet.csv"]


def test_no_cell_of_a_sheet_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    write_sheet(path, ROWS, KNOWN)

    for line in csv.reader(StringIO(path.read_text("utf-8-sig"), newline="")):
        assert not [cell for cell in line if cell.startswith(("=", "+", "-", "@"))]


def changed(**changes: object) -> str:
    return json.dumps({**asdict(ROWS[0]), "checked": True, **changes})


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (changed(text=ROWS[0].text.replace("⟦PERSON|Bo Ray⟧", "⟦PERSON|Bo Ray")), "a mark is damaged"),
        (changed(text=ROWS[0].text.replace("⟦PERSON|Bo Ray⟧", "⟦PERSON Bo Ray⟧")), "a mark is damaged"),
        (changed(text=ROWS[0].text.replace("⟦PERSON|Bo Ray⟧", "⟦PERSON|Bo ⟦PERSON|Ray⟧⟧")), "a mark is damaged"),
        (changed(text=ROWS[0].text.replace("PERSON|Bo", "QUACKENBUSH|Bo")), "unknown entity"),
        (changed(text=ROWS[0].text.replace("said", "says")), "the text was changed"),
        (changed(text=ROWS[0].text.replace("\n⟦next text⟧\n", "\n", 1)), "⟦next text⟧ was added or removed"),
        (changed(text=3), "is not a row of a sheet"),
        (changed(parts=[{"colour": 1}, {}, {}]), "the column parts was changed"),
        (changed(parts="x"), "only the columns text and checked may be changed"),
        (changed(stratum="other"), "only the columns text and checked may be changed"),
        (changed(stratum_records=0), "only the columns text and checked may be changed"),
        (changed(pool_records="many"), "a number of records was changed"),
        (changed(id=ROWS[1].id), "repeats the record of"),
        (changed(records=301), "is of another sample than the lines above"),
        ("{}", "is not a row of a sheet"),
        ("Quackenbush", "is not JSON"),
    ],
)
def test_a_damaged_row_is_named_without_its_content(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "sheet.jsonl"
    path.write_text(f"{json.dumps(asdict(ROWS[1]))}\n{line}\n", "utf-8")

    with pytest.raises(RecordError) as raised:
        read_sheet(path, KNOWN)

    assert f"{path} line 2" in str(raised.value)
    assert says in str(raised.value)
    assert "uackenbush" not in str(raised.value)


def test_a_damaged_row_of_a_csv_sheet_is_named_by_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    write_sheet(path, [ROWS[0], ROWS[0]], KNOWN)

    with pytest.raises(RecordError, match=r"line 10 repeats the record of .*line 2"):
        read_sheet(path, KNOWN)


def test_marks_may_be_added_and_removed(tmp_path: Path) -> None:
    path = tmp_path / "sheet.jsonl"
    text = ROWS[0].text.replace("⟦PERSON|Bo Ray⟧", "Bo ⟦US_SSN|Ray⟧")
    path.write_text(f"{changed(text=text)}\n", "utf-8")

    (read,), _ = read_sheet(path, KNOWN)

    assert read.marks[0] == ((25, 28, "US_SSN"),)


def test_the_page_is_not_a_sheet_to_read(tmp_path: Path) -> None:
    write_sheet(tmp_path / "sheet.html", ROWS, KNOWN)

    with pytest.raises(RecordError, match="press Save"):
        read_sheet(tmp_path / "sheet.html", KNOWN)
    with pytest.raises(RecordError, match=r"a sheet is a \.jsonl, \.csv or \.html file"):
        write_sheet(tmp_path / "sheet.xlsx", ROWS, KNOWN)
