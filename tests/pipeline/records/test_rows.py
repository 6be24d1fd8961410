"""Rows of CSV files: forgotten quotes, ragged rows, blank lines, files without column names."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RecordError
from pipeline.records import BrokenRecord, ReadOptions, Record, plan, read
from pipeline.records.headers import is_doubtful
from pipeline.records.rows import rows

OPTIONS = ReadOptions()
HEADER = b"name,note\n"


def found(content: bytes, options: ReadOptions = OPTIONS, shard_bytes: int = 1 << 20) -> list[Record | BrokenRecord]:
    planned = plan(io.BytesIO(content), "in.csv", shard_bytes, options=options)
    return [record for shard in planned.shards for record in read(io.BytesIO(content), shard, options)]


def copied(content: bytes, shard_bytes: int = 1 << 20) -> bytes:
    prefix = plan(io.BytesIO(content), "in.csv", shard_bytes).prefix
    kept = [record for record in found(content, shard_bytes=shard_bytes) if isinstance(record, Record)]
    return prefix + b"".join(record.render([text.value for text in record.texts]) for record in kept)


BROKEN = {
    "a quote that is never closed": (b'a,"b\nc,d\ne,f\n', {2: "never closed"}),
    "a quote that another one seems to close": (b'a,"b\nc,d\n"e","f"\ng,h\n', {2: "never closed"}),
    "two of them": (b'a,"b\nc,"d\ne,f\n', {2: "never closed", 3: "never closed"}),
    "one at the end": (b'a,b\nc,"d', {3: "never closed"}),
    "text after a quoted cell": (b'"a" b,c\nd,e\n', {2: "not followed by a delimiter"}),
    "too many cells": (b"a,b,c\nd,e\n", {2: "3 cells, the header has 2"}),
    "too few cells, after a cell of two lines": (b'"a\nb",c\nd\ne,f\n', {4: "1 cells, the header has 2"}),
    "too many cells after blank lines": (b"\n\na,b,c\n", {4: "3 cells"}),
    "a quote inside of a bare cell": (b'a 5" pipe,b\nc,d 7"\n', {}),
    "doubled quotes": (b'"a ""b"" c","d\n""e"""\nf,g\n', {}),
}


@pytest.mark.parametrize("shard_bytes", [1, 1 << 20])
@pytest.mark.parametrize("case", BROKEN)
def test_broken_row_is_reported_with_its_line_and_alone(case: str, shard_bytes: int) -> None:
    content, expected = BROKEN[case]

    records = found(HEADER + content, shard_bytes=shard_bytes)

    reasons = {record.number: record.reason for record in records if isinstance(record, BrokenRecord)}
    assert set(reasons) == set(expected)
    assert all(expected[line] in reason for line, reason in reasons.items())


def test_rows_after_a_forgotten_quote_are_copied() -> None:
    content = b'a,"b\n' + b"c,d\n" * 1_000

    assert copied(HEADER + content) == HEADER + b"c,d\n" * 1_000
    assert copied(HEADER + content, 100) == HEADER + b"c,d\n" * 1_000


@given(st.lists(st.sampled_from([b'"', b'""', b",", b"\n", b"\r\n", b"a", b";", b" "]), max_size=40).map(b"".join))
def test_rows_are_all_of_any_file(content: bytes) -> None:
    pieces = [unit for unit in rows(io.BytesIO(content)) if isinstance(unit, bytes)]

    assert b"".join(pieces) == content
    for cut in range(len(pieces)):  # a part of a file that starts at a row has the same rows
        assert list(rows(io.BytesIO(b"".join(pieces[cut:])))) == pieces[cut:]
        assert list(rows(io.BytesIO(b"".join(pieces[:cut])))) == pieces[:cut]


@pytest.mark.parametrize("line", [b'a,"b\n', b'a",""\n', b'a","\n'])
def test_many_forgotten_quotes_take_linear_time(line: bytes) -> None:
    assert sum(1 for _ in rows(io.BytesIO(line * 50_000))) == 50_000


FIRST_ROWS = {
    "Maria Delgado,maria@delgado.com,42": True,
    "Maria Delgado;Berlin": True,
    "1002,2024-05-01,Jo": True,
    "4711,open,+49 30 1234567": True,
    "name,email,age": False,
    "Vorname;Nachname;Ort": False,
    "month,Maria Delgado,Jo Smith": False,
    "region,2022,2023": False,
    "id,q1,q2": False,
    "Zebulon,Quux": False,
    "customer_name,customer_phone,note": False,
}


@pytest.mark.parametrize("row", FIRST_ROWS)
def test_first_row_with_values_is_a_record(row: str) -> None:
    records = found(f"{row}\n".encode() * 2)

    assert [record.number for record in records] == ([1, 2] if FIRST_ROWS[row] else [2])
    assert plan(io.BytesIO(f"\ufeff{row}\n".encode()), "in.csv").prefix.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("line", [b"sep=;\n", b'"sep=;"\r\n', b"\xef\xbb\xbf\r\nSEP=;\r\n\r\n"])
def test_the_line_of_excel_that_tells_the_delimiter_is_no_header(line: bytes) -> None:
    content = line + b"first_name;ssn\nZebulon;536904399\n"
    (one,) = found(content)
    assert isinstance(one, Record)
    assert [text.entity for text in one.texts] == ["PERSON", "US_SSN"]
    assert copied(content) == content

    assert copied(line + b"Maria Delgado;maria@delgado.com\n" * 2) == line + b"Maria Delgado;maria@delgado.com\n" * 2
    assert len([one for one in found(line + b"x@y.example;2\n") if isinstance(one, Record) and not one.is_blank]) == 1


def test_a_table_whose_lines_end_with_cr_alone_is_refused() -> None:
    with pytest.raises(RecordError, match="CR alone"):
        plan(io.BytesIO(b"first_name,ssn\rZebulon,536904399\r"), "in.csv")


TWO_ROWS = {
    "Province/State,Lat,1/22/20,1/23/20\n,33.9,0,17": False,
    "name,contact,2025-01-15,2025-02-15\nMaria Delgado,maria@delgado.com,3,4": False,
    "country,2019-20,2020-21\nFrance,12345,23456": False,
    "Region,0-4,5-9,10-14\nNorth,1,2,3": False,
    "month,0.5,1.5\n3,0.1,0.2": False,
    "10000,20000\n1,2": False,
    "2025-01-15,12.50,new\n2025-01-16,3.00,open": True,
    "4711,10-14\n4712,15-19": True,
    "2025-01-15,N/A\n2025-01-16,3": True,
    "2025-01-15;note": True,
    "Quellish,Thornley,gold\nBrenthovel,Halwick,silver\nZorbane,Marsden,gold": True,
    "Quellish;offen\nBrenthovel;zu\nZorbane;offen": True,
    "Nachname;Ort;Stufe\nQuellish;Thornley;gold\nNachname;Ort;Stufe\nZorbane;Marsden;gold": False,
    "email,Quux,status\na,b,status": False,
    "product,status\nx,status": False,
    "Frage,Quux\nja,nein\nja,ja": False,
}


@pytest.mark.parametrize("content", TWO_ROWS)
def test_dates_and_ranges_name_columns_if_other_values_are_below_them(content: str) -> None:
    planned = plan(io.BytesIO(content.encode()), "in.csv")

    assert (not planned.prefix) == TWO_ROWS[content]


def test_columns_without_names_are_numbered() -> None:
    records = found(b"Zebulon,x\nQuux,y\n", ReadOptions({"1": "PERSON", "2": "keep"}, no_header=True))

    assert [
        [(text.value, text.entity) for text in record.texts] for record in records if isinstance(record, Record)
    ] == [
        [("Zebulon", "PERSON")],
        [("Quux", "PERSON")],
    ]


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"\n\nname,note\n\na,b\n\n", b"\xef\xbb\xbf\r\nname,note\r\na,b\r\n  \r\n"]
)
def test_blank_lines_stay_and_are_no_records(content: bytes) -> None:
    records = found(content)

    assert copied(content) == content
    assert sum(1 for record in records if isinstance(record, Record) and not record.is_blank) == (b"a,b" in content)


HEADERS = {
    "Quellish,Thornley\nBrenthovel,Halwick\n": True,
    "Quellish;1\nBrenthovel;2\n": True,
    "Nachname;Quux\nBrenthovel;2\n": False,
    "month,Quellish\n1,2\n": False,
    "a,b\nx,y\n": False,
    "Maria Delgado;Berlin\nMaria Delgado;Berlin\n": False,  # rows of data
}


@pytest.mark.parametrize("content", HEADERS)
def test_header_without_a_known_word_is_doubtful(content: str) -> None:
    assert is_doubtful(plan(io.BytesIO(content.encode()), "in.csv")) is HEADERS[content]
