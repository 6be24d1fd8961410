"""What columns and keys are taken for: in each format, with the reading code of a run, and without any value."""

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Policy, RecordError, Sanitizer
from pipeline.fields.sample import FileFields, sample_fields
from pipeline.records import BrokenRecord, ReadOptions, json_record
from pipeline.records.model import Note
from pipeline.records.patterns import Patterns
from pipeline.text.document import Text
from tests.pipeline.records.office_files import xlsx

PLANTED = "zora.quackenbush@hexmoor.net"
Rows = dict[str, tuple[str, str, str]]


def sampled(folder: Path, name: str, content: bytes | str, policy: Policy | None = None, **fields: str) -> FileFields:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    options = ReadOptions(Patterns({field.replace("__", "."): kind for field, kind in fields.items()}), limit=100)
    (found,) = sample_fields([str(path)], options, policy, ())
    return found


def rows(found: FileFields) -> Rows:
    return {one.name: (one.word, one.by, f"{one.tally.filled} of {one.tally.sampled}") for one in found.fields}


def parquet() -> bytes:
    table = {
        "email": ["a@hexmoor.net", None],
        "size": [1, 20_000],
        "ok": [True, None],
        "zip": [94107, 10001],
        "who": [{"phone": "1", "note": "hi"}, {"phone": "2", "note": None}],
    }
    out = io.BytesIO()
    pq.write_table(pa.table(table), out)
    return out.getvalue()


SHEET = xlsx(
    '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>'
    '<row><c t="s"><v>3</v></c><c t="s"><v>4</v></c><c><v>12</v></c></row>'
    '<row><c t="s"><v>5</v></c><c t="s"><v>4</v></c><c><v>48210</v></c></row>',
    shared=("Email", "Note", "Size", "a@hexmoor.net", "hello", "b@hexmoor.net"),
)
CSV = "email,note,status,first_name\na@hexmoor.net,hello,open,Ann\nn/a,,closed,b@hexmoor.net\n"
CHAT = {
    "messages": [{"role": "user", "content": "hi"}, {"role": "tool", "tool_call_id": "c1", "content": '{"email": "a@b.org"}'}],
    "ticket": 471,
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "in.csv",
            CSV,
            {
                "email": ("EMAIL_ADDRESS", "name", "1 of 2"),
                "note": ("free text", "", "1 of 2"),
                "status": ("category", "", "2 of 2"),
                "first_name": ("PERSON", "name", "2 of 2"),
            },
        ),
        ("in.csv", "a@hexmoor.net,7\nb@hexmoor.net,8\n", {"1": ("free text", "", "2 of 2"), "2": ("free text", "", "2 of 2")}),
        ("in.csv", 'data\n"{""email"": ""a@b.org"", ""n"": 1}"\n', {"data.email": ("EMAIL_ADDRESS", "name", "1 of 1"), "data.n": ("kept", "", "1 of 1")}),
        (
            "in.jsonl",
            '{"a": {"phone": "1", "tags": ["x", "y"]}, "n": 7, "id": 48210, "ok": true, "no": null}\n\n{"n": 8}\n',
            {
                "a.phone": ("PHONE_NUMBER", "name", "1 of 1"),
                "a.tags": ("free text", "", "2 of 2"),
                "n": ("kept", "", "2 of 2"),
                "id": ("number", "", "1 of 1"),
                "ok": ("kept", "", "1 of 1"),
                "no": ("free text", "", "0 of 1"),
            },
        ),
        (
            "in.json",
            json.dumps(CHAT),
            {
                "messages.role": ("kept", "", "2 of 2"),
                "messages.content": ("free text", "", "1 of 1"),
                "messages.tool_call_id": ("label", "format", "1 of 1"),
                "messages.content.email": ("EMAIL_ADDRESS", "name", "1 of 1"),
                "ticket": ("kept", "", "1 of 1"),
            },
        ),
        (
            "in.parquet",
            parquet(),
            {
                "email": ("EMAIL_ADDRESS", "name", "1 of 2"),
                "size": ("kept", "", "2 of 2"),
                "ok": ("kept", "", "1 of 2"),
                "zip": ("ZIP_CODE", "name", "2 of 2"),
                "who.phone": ("PHONE_NUMBER", "name", "2 of 2"),
                "who.note": ("free text", "", "1 of 2"),
            },
        ),
        (
            "in.xml",
            '<all><one id="7"><email>a@b.org</email><field name="phone">1</field></one><!-- hi --></all>',
            {
                "all.one.id": ("number", "", "1 of 1"),
                "all.one.email": ("EMAIL_ADDRESS", "name", "1 of 1"),
                "all.one.field.name": ("free text", "", "1 of 1"),
                "all.one.field.phone": ("PHONE_NUMBER", "name", "1 of 1"),
                "(no name)": ("free text", "", "1 of 1"),
            },
        ),
        (
            "in.html",
            "<table><tr><th>Phone</th><th>Note</th></tr><tr><td>1</td><td>hi</td></tr></table>",
            {
                "(no name)": ("free text", "", "2 of 2"),
                "Phone": ("PHONE_NUMBER", "name", "1 of 1"),
                "Note": ("free text", "", "1 of 1"),
            },
        ),
        (
            "in.yaml",
            "db:\n  password: x\n  port: 12\nnotes: [a, b]\n",
            {
                "db.password": ("PASSWORD", "name", "1 of 1"),
                "db.port": ("kept", "", "1 of 1"),
                "notes": ("free text", "", "2 of 2"),
            },
        ),
        ("in.toml", '[db]\nemail = "a@b.org"\nport = 12\n', {"db.email": ("EMAIL_ADDRESS", "name", "1 of 1"), "db.port": ("kept", "", "1 of 1")}),
        ("in.ini", "[db]\nemail = a@b.org\nnote = hi\n", {"db.email": ("EMAIL_ADDRESS", "name", "1 of 1"), "db.note": ("free text", "", "1 of 1")}),
        (
            "in.sql",
            "CREATE TABLE t (id int, email text, note text);\nINSERT INTO t VALUES (1, 'a@b.org', 'hi'), (2, NULL, '');\n",
            {
                "id": ("kept", "", "2 of 2"),
                "email": ("EMAIL_ADDRESS", "name", "1 of 1"),
                "note": ("free text", "", "1 of 1"),
            },
        ),
        (
            "in.xlsx",
            SHEET,
            {
                "Email": ("EMAIL_ADDRESS", "name", "2 of 2"),
                "Note": ("free text", "", "2 of 2"),
                "Size": ("kept", "", "2 of 2"),
            },
        ),
        (
            "in.eml",
            "From: Anna <a@b.org>\nSubject: Hello\n\nBody\n",
            {"from": ("PERSON", "format", "2 of 2"), "subject": ("free text", "", "1 of 1")},
        ),
        ("in.txt", "hello\n", {}),
        ("in.csv", "", {}),
        ("in.jsonl", "", {}),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("in.") else "",
)  # fmt: skip
def test_each_format_says_what_its_fields_are_taken_for(
    name: str, content: bytes | str, expected: Rows, tmp_path: Path
) -> None:
    found = sampled(tmp_path, name, content)

    assert (found.problem, rows(found)) == ("", expected)


def test_what_the_user_states_is_said_with_its_place(tmp_path: Path) -> None:
    fields = {"note": "keep", "a__b": "drop", "x_*": "CUSTOMER_ID", "city": "text"}

    found = sampled(tmp_path, "in.json", '{"note": "x", "a": {"b": {"c": "y"}}, "x_1": "7", "city": "z"}', **fields)

    assert rows(found) == {
        "note": ("kept", "--field", "1 of 1"),
        "a.b.c": ("dropped", "--field", "1 of 1"),
        "x_1": ("CUSTOMER_ID", "--field", "1 of 1"),
        "city": ("free text", "--field", "1 of 1"),
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 10**6) | st.sampled_from(["hi", "", "n/a", "a@b.org", '{"phone": "1"}']),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "email", "content", "status"]), inner)
    ),
    max_leaves=12,
)
MESSAGES = st.lists(
    st.fixed_dictionaries({"role": st.sampled_from(["user", "tool"]), "content": st.sampled_from(["hi", '{"email": "x"}'])}),
    min_size=1,
    max_size=2,
)  # fmt: skip


@given(value=JSON | st.fixed_dictionaries({"messages": MESSAGES}, optional={"id": JSON, "name": JSON}))
def test_a_sample_is_informed_of_each_text_that_a_run_scans_and_of_no_other(value: Any) -> None:
    reported: list[Text] = []
    note: Note = lambda _path, _value, text: reported.append(text) if text else None  # noqa: E731

    record = json_record(json.dumps(value).encode(), 1, ReadOptions(note=note))

    assert not isinstance(record, BrokenRecord)
    assert Counter(reported) == Counter(text for text in record.texts if not text.is_name)


@pytest.mark.parametrize(
    ("column", "values", "advice"),
    [
        ("notes", ["a@b.org", "c@d.org", "e@f.org"], ("3 of 3 values are EMAIL_ADDRESS", "EMAIL_ADDRESS")),
        ("notes", ["a@b.org", "c@d.org"], None),  # too few
        ("notes", ["a@b.org", "c@d.org", "write to e@f.org"], None),
        ("price", ["$5.10", "$6.20", "$7.30"], None),  # the policy keeps MONEY
        ("phone", ["a@b.org", "c@d.org", "+49 30 1234567"], ("2 of 3 values look like EMAIL_ADDRESS", "EMAIL_ADDRESS")),
        ("phone", ["+49 30 1234567", "+49 30 1234568", "+49 30 1234569"], None),
        ("phone", ["yes", "no", "no"], ("3 of 3 values have no digit", "text")),
        ("email", ["yes", "no", "no"], ("3 of 3 values have no @", "text")),
        ("city", ["17", "18", "19"], ("3 of 3 values have no letter", "text")),
        ("first_name", ["Ann", "Zora", "Li"], None),
        ("ssn", ["536-90-4399", "219-09-9999", "457-55-5462"], None),
        ("national_id", ["n/a", "", "-"], None),
    ],
)
def test_a_contradiction_and_a_column_of_one_entity_are_reported(
    column: str, values: list[str], advice: tuple[str, str] | None, tmp_path: Path, without_model: Sanitizer
) -> None:
    content = "\n".join([column, *(f'"{value}"' for value in values), ""])

    (field,) = sampled(tmp_path, "in.csv", content, without_model.policy).fields

    assert (field.advice and (field.advice.reason, field.advice.declare)) == advice


def test_shares_are_of_the_values_that_are_filled(tmp_path: Path, without_model: Sanitizer) -> None:
    content = "note\nn/a\nfrom a@b.org to c@d.org\nhello\nhi\nsee +49 30 1234567\n"

    (field,) = sampled(tmp_path, "in.csv", content, without_model.policy).fields

    assert (field.tally.sampled, field.tally.filled) == (5, 4)
    assert field.tally.found == {"EMAIL_ADDRESS": 1, "PHONE_NUMBER": 1}


def test_without_a_policy_nothing_is_looked_for_in_values(tmp_path: Path) -> None:
    (field,) = sampled(tmp_path, "in.csv", "note\na@b.org\nc@d.org\ne@f.org\n").fields

    assert (field.tally.found, field.advice) == ({}, None)


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ({"votes": {PLANTED: 3, "b@hexmoor.net": 4}}, ["votes.*"]),
        ({"by": {"Annette Kowalski": {"email": "x"}}}, ["by.*.email"]),
        ({"ids": {"user_8472913": "x"}}, ["ids.*"]),
        ({"words": {f"qord{'x' * n}": "v" for n in range(51)}}, ["words.*"]),
        ({f"Spalte{'x' * n}": "v" for n in range(51)}, [f"Spalte{'x' * n}" for n in range(51)]),
        ({"votes": {"Bemerkung": "x", "note": "y"}}, ["votes.Bemerkung", "votes.note"]),
        ({"a\x1b[31m": "x", "\ud800": "y", " ": "z"}, ["a\\u001b[31m", "\\ud800", "(no name)"]),
    ],
)
def test_a_name_that_may_be_a_value_is_not_shown(content: dict[str, Any], names: list[str], tmp_path: Path) -> None:
    found = sampled(tmp_path, "in.json", json.dumps(content))

    assert [field.name for field in found.fields] == names


def test_a_policy_that_keeps_names_does_not_show_values_in_them(tmp_path: Path, without_model: Sanitizer) -> None:
    policy = without_model.policy.model_copy(update={"keys": "keep"})

    (field,) = sampled(tmp_path, "in.json", json.dumps({"votes": {PLANTED: 3}}), policy).fields

    assert field.name == "votes.*"


def test_a_name_that_the_user_states_is_shown_and_those_around_it_are_not(tmp_path: Path) -> None:
    found = sampled(tmp_path, "in.json", json.dumps({PLANTED: {"Zora": "x"}, "a": {"b": 1}}), Zora="keep")

    assert [field.name for field in found.fields] == ["*.Zora", "a.b"]


def test_a_file_that_cannot_be_read_says_why_and_the_others_follow(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 damaged")
    (tmp_path / "b.csv").write_text(f'note\n"{PLANTED}\nhello\n')

    first, second = sample_fields([str(tmp_path)], ReadOptions(limit=100), None, ())

    assert first.problem == "the Parquet file is damaged: get it again, or leave it out"
    assert (second.records, second.broken, rows(second)) == (2, 1, {"note": ("free text", "", "1 of 1")})


def test_records_with_images_are_counted(tmp_path: Path) -> None:
    image = {"content": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}], "role": "user"}

    found = sampled(tmp_path, "in.json", json.dumps({"messages": [image]}))

    assert found.unscannable == 1


def test_a_stated_name_that_no_input_has_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="--field emial: no input has such a column or key - did you mean email"):
        sampled(tmp_path, "in.csv", CSV, emial="keep")
