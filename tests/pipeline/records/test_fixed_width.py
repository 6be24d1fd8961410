"""Fixed-width files: cells by offsets, new values within the width of their column, and schemas."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import HeteronymError, RecordError
from pipeline.records import ReadOptions, Record, plan, read
from pipeline.records.fixed_width.schema import Column, Layout, load_schema
from tests.conftest import Command
from tests.pipeline.records.copies import copy, swap

PERSON = Layout("D", (Column("customer_id", 1, 6), Column("full_name", 6, 18), Column("note", 20, 30)))
OPTIONS = ReadOptions(fixed_width=(PERSON, Layout("", (Column("note", 0, 10),))))
LINE = "D00482Anna Keller --call Anna x\r\n"


def texts(content: str, options: ReadOptions = OPTIONS) -> dict[str, str]:
    return {text.value: text.entity for record in records(content, options) for text in record.texts}


def records(content: str, options: ReadOptions = OPTIONS) -> list[Record]:
    raw = content.encode()
    planned = plan(io.BytesIO(raw), "in.dat", options=options)
    found = [record for shard in planned.shards for record in read(io.BytesIO(raw), shard, options)]
    assert all(isinstance(record, Record) for record in found), found
    return [record for record in found if isinstance(record, Record)]


def test_columns_declare_their_values_and_what_is_between_them_is_text() -> None:
    assert texts(LINE) == {"D": "", "00482": "CUSTOMER_ID", "Anna Keller": "PERSON", "--": "", "call Anna": "", "x": ""}


@pytest.mark.parametrize(
    ("line", "new", "expected"),
    [
        ("D00482Anna Keller --x", "Zoe", "D00482Zoe Keller  --x"),
        ("D00482Anna         --x", "Zoe Quinn-Smith", "D00482Zoe Quinn-Sm --x"),
        ("D00482        Anna  x", "Zoe", "D00482         Zoe  x"),
        ("D00482  Anna        x", "Zoe", "D00482  Zoe         x"),
        ("D00482Anna", "Zoe Quinn", "D00482Zoe Quinn"),
        ("D00482x           --Anna", "Zoe and many others", "D00482x           --Zoe and ma"),
        ("D00482x             x         y Anna z  ", "Zoe Quinn", "D00482x             x         y Zoe Quinn z  "),
        ("D00482Anna\t       --x", "a\nb", "D00482a b         --x"),
    ],
)
def test_a_new_value_is_padded_or_cut_to_the_width_of_its_column(line: str, new: str, expected: str) -> None:
    changed = copy(line.encode(), "in.dat", swap("Anna", new), options=OPTIONS, may_be_broken=False).decode()

    assert changed == expected


def test_zeros_before_a_number_stay() -> None:
    changed = copy(LINE.encode(), "in.dat", swap("00482", "77"), options=OPTIONS, may_be_broken=False).decode()

    assert changed == LINE.replace("00482", "00077")


def test_a_value_that_is_an_original_when_it_is_cut_blocks_its_record() -> None:
    (record,) = records("D00482Zoe Quinn-Sm--Anna")

    with pytest.raises(RecordError):
        record.render([text.value.replace("Anna", "Zoe Quinn-Smith") if "Anna" in text.value else "Zoe Quinn-Smith" for text in record.texts])  # fmt: skip


def test_lines_are_read_by_their_prefix_and_others_as_text() -> None:
    only_d = ReadOptions(fixed_width=(PERSON,))

    assert texts("Hx Anna Keller, called", only_d) == {"Hx Anna Keller, called": ""}
    assert texts("Hx Anna Ke Anna") == {"Hx Anna Ke": "", "Anna": ""}
    changed = copy(b"Hx Anna, called", "in.dat", swap("Anna", "Zoe Quinn-Smith"), options=only_d)
    assert changed == b"Hx Zoe Quinn-Smith, called"


def test_characters_that_the_encoding_lacks_do_not_change_the_width() -> None:
    line = "D00482Ann\u00e9 Keller --x".encode("cp1252")
    options = ReadOptions(fixed_width=(PERSON,), encoding="cp1252")

    changed = copy(line, "in.dat", swap("Ann\u00e9", "\u0141\u6771"), options=options, may_be_broken=False)

    assert changed.decode("cp1252") == "D00482L\\u6771 Kell--x"


def test_fields_are_kept_dropped_or_name_the_classification() -> None:
    options = ReadOptions({"full_name": "keep", "note": "drop"}, class_field="full_name", fixed_width=(PERSON,))

    (record,) = records(LINE, options)

    assert record.classification == "Anna Keller"
    changed = copy(LINE.encode(), "in.dat", options=options)
    assert changed.decode() == LINE.replace("call Anna ", " " * 10)


def test_blank_lines_and_shards_keep_every_byte() -> None:
    content = (LINE + "\r\n" + "  \n").encode() * 20

    assert copy(content, "in.dat", options=OPTIONS, shard_bytes=10) == content
    assert [record.is_blank for record in records(content.decode())][:3] == [False, True, True]


@pytest.mark.parametrize(
    ("name", "format_name"),
    [
        ("x.txt", "fixed_width"),
        ("x.dat", "fixed_width"),
        ("x", "fixed_width"),
        ("x.md", "text"),
        ("x.csv", "csv"),
        ("x.log", "log"),
    ],
)
def test_a_schema_is_for_files_whose_name_says_no_other_format(name: str, format_name: str) -> None:
    assert plan(io.BytesIO(b"Dx\n"), name, options=OPTIONS).format == format_name


@given(
    lines=st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=50), max_size=4
    ),
    has_end=st.booleans(),
)
def test_any_file_round_trips(lines: list[str], has_end: bool) -> None:
    content = ("\n".join(["D" + line for line in lines]) + "\n" * has_end).encode()
    assert copy(content, "in.txt", options=OPTIONS, may_be_broken=False) == content


@given(before=st.text(st.sampled_from("aD 1\n"), max_size=40), after=st.text(st.sampled_from("aD 1\n"), max_size=40))
def test_a_value_is_found_wherever_it_stands(before: str, after: str) -> None:
    content = f"{before}Q{after}".encode()
    assert b"Q" not in copy(content, "in.txt", swap("Q", ""), options=OPTIONS, may_be_broken=False)


def schema(tmp_path: Path, content: str) -> tuple[Layout, ...]:
    (tmp_path / "schema.yaml").write_text(content)
    return load_schema(str(tmp_path / "schema.yaml"))


def test_a_schema_has_columns_or_kinds_of_records(tmp_path: Path) -> None:
    columns = "columns:\n- {name: b, start: 4, end: 6}\n- {name: a, start: 1, width: 3}\n"
    expected = (Column("a", 0, 3), Column("b", 3, 6))

    assert schema(tmp_path, columns) == (Layout("", expected),)
    kinds = f"records:\n- prefix: D\n  {columns}- prefix: DX\n  {columns}".replace("\n- {", "\n  - {")
    assert schema(tmp_path, kinds) == (Layout("DX", expected), Layout("D", expected))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("columns: [{name: a, start: 1}]", "columns[0]: give either width or end"),
        ("columns: [{name: a, start: 1, width: 1, end: 1}]", "columns[0]: give either width or end"),
        ("columns: [{name: a, start: 5, end: 1}]", "columns[0]: end is before start"),
        ("columns: [{name: a, start: 0, width: 1}]", "columns[0].start: Input should be greater than or equal to 1"),
        ("columns: [{name: a, start: 1, width: 1, kind: x}]", "columns[0].kind: Extra inputs are not permitted"),
        ("columns: [{name: a, start: 1, width: 2}, {name: b, start: 2, width: 1}]", "the columns a and b overlap"),
        ("columns: [{name: a, start: 1, width: 1}, {name: a, start: 2, width: 1}]", "two columns have one name"),
        ("columns: []", "columns: List should have at least 1 item"),
        ("x: 1", "give `columns`"),
        ("", "give `columns`"),
        ("columns: [", "not YAML: error in line 1"),
    ],
)
def test_a_wrong_schema_is_an_error_that_says_where(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(HeteronymError) as error:
        schema(tmp_path, content)

    assert str(error.value).startswith(f"--fixed-width {tmp_path / 'schema.yaml'}: {reason}")


def test_the_command_reads_a_schema(heteronym: Command, tmp_path: Path) -> None:
    assert heteronym("scan", "x", "-c", "public", "--fixed-width", "none.yaml").returncode == 2


@pytest.mark.slow
def test_a_run_leaves_no_planted_value(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "schema.yaml").write_text(
        "columns: [{name: full_name, start: 1, width: 20}, {name: note, start: 21, width: 30}]"
    )
    (tmp_path / "a.dat").write_text("Zebulon Quackenbush SSN 536-90-4399               x\n")

    done = heteronym("run", "a.dat", "-c", "public", "-o", "out", "--fixed-width", "schema.yaml", "--field", "full_name=EMAIL_ADDRESS")  # fmt: skip

    assert done.returncode == 0, done.stderr
    changed = (tmp_path / "out/a.dat").read_text()
    assert len(changed) == 52
    assert changed.endswith("x\n")
    assert "Quackenbush" not in changed
    assert "536-90-4399" not in changed
