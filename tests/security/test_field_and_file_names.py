"""H1: names of JSON fields, columns, map entries, files and folders contain no identifiers in the copy."""

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.conftest import Command

PLANTED = ("annette", "kowalski", "536-22-8417", "acme.com")
VOTES = {"annette.kowalski@acme.com": 3, "536-22-8417": 1, "Annette Kowalski": 2, "annette_kowalski": 4}
SCHEMA = {"votes": VOTES, "tool_calls": 1, "invoiceDate": 2, "line_2": 3, "service.name": 4, "customer_id": None}


def assert_silent(*texts: str) -> None:
    for planted in PLANTED:
        assert all(planted not in text.casefold() for text in texts), planted


def run(heteronym: Command, *arguments: str) -> int:
    done = heteronym("run", *arguments, "-o", "out", "--dataset", "d", "--direct_num_workers=1")
    assert done.returncode in (0, 3), done.stderr
    assert_silent(done.stdout, done.stderr)
    return done.returncode


def tree(output: Path) -> list[str]:
    """Return the names and contents of all written files."""
    return [
        text
        for path in output.rglob("*")
        for text in (path.relative_to(output).as_posix(), path.read_text("latin-1") if path.is_file() else "")
    ]


@pytest.mark.parametrize("policy", ["confidential", "restricted"])
def test_values_used_as_field_names_are_replaced(policy: str, heteronym: Command, tmp_path: Path) -> None:
    rows = [SCHEMA, {"note": "Write to annette.kowalski@acme.com.", "arguments": json.dumps({"a": VOTES})}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    assert run(heteronym, "in.jsonl", "-c", policy) == 0

    first, second = map(json.loads, (tmp_path / "out/in.jsonl").read_text().splitlines())
    assert_silent(*tree(tmp_path / "out"))
    assert list(first) == list(SCHEMA)
    assert list(first["votes"].values()) == list(VOTES.values())
    address = next(iter(first["votes"]))
    assert address in second["note"]
    assert list(json.loads(second["arguments"])["a"]) == list(first["votes"])


def test_colliding_field_names_lose_no_value(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("classification: placeholders\nextends: restricted\nentities:\n  US_SSN: redact\n")
    votes = {"536-22-8417": 1, "536-22-8418": 2, "536-22-8419": 3, "total": 6}
    (tmp_path / "in.jsonl").write_text(json.dumps({"votes": votes}) + "\n")

    assert run(heteronym, "in.jsonl", "-c", "p.yaml") == 0

    found = json.loads((tmp_path / "out/in.jsonl").read_text())["votes"]
    assert list(found.values()) == [1, 2, 3, 6]
    assert len(found) == 4
    assert_silent(*tree(tmp_path / "out"))


def test_column_names_are_scanned(heteronym: Command, tmp_path: Path) -> None:
    header = ["invoice_date", "annette.kowalski@acme.com", "536-22-8417", "Annette Kowalski"]
    rows = [header, ["2024-01-02", "1", "2", "3"]]
    with (tmp_path / "in.csv").open("w", newline="") as file:
        csv.writer(file).writerows(rows)

    assert run(heteronym, "in.csv", "-c", "restricted") == 0

    with (tmp_path / "out/in.csv").open(newline="") as file:
        names, cells = list(csv.reader(file))
    assert names[0] == "invoice_date"
    assert len(set(names)) == 4
    assert cells[1:] == ["1", "2", "3"]
    assert_silent(*tree(tmp_path / "out"))


def test_parquet_metadata_is_removed(heteronym: Command, tmp_path: Path) -> None:
    said = {"author": "Annette Kowalski, 536-22-8417", "pandas": '{"creator": "annette.kowalski@acme.com"}'}
    inner = pa.field("n", pa.int64(), metadata=said)
    lists = [pa.list_(inner), pa.large_list(inner), pa.list_(inner, 1), pa.list_(pa.field("s", pa.struct([inner])))]
    fields = [pa.field(f"l{place}", kind) for place, kind in enumerate(lists)]
    fields += [pa.field("m", pa.map_(pa.string(), inner)), pa.field("text", pa.string(), metadata=said)]
    row = {"l0": [1], "l1": [2], "l2": [3], "l3": [{"n": 4}], "m": [("total", 5)], "text": "All is well."}
    table = pa.Table.from_pylist([row], schema=pa.schema(fields, metadata=said))
    pq.write_table(table, tmp_path / "in.parquet")

    assert run(heteronym, "in.parquet", "-c", "confidential") == 0

    schema = pq.read_schema(tmp_path / "out/in.parquet")
    assert schema.equals(table.schema)
    assert_silent(*tree(tmp_path / "out"), str(schema.to_string()), str(schema.metadata))
    assert pq.read_table(tmp_path / "out/in.parquet").to_pylist() == [row]


def test_names_in_the_schema_of_a_parquet_file_are_replaced(heteronym: Command, tmp_path: Path) -> None:
    table = pa.table({"annette.kowalski@acme.com": [1], "n": [2]})
    pq.write_table(table, tmp_path / "in.parquet")

    assert run(heteronym, "in.parquet", "-c", "restricted") == 0

    copy = pq.read_table(tmp_path / "out/in.parquet")
    assert (copy.schema.types, copy.num_rows) == (table.schema.types, 1)
    assert_silent(*tree(tmp_path / "out"), *copy.schema.names)


def test_parquet_map_entries_are_replaced(heteronym: Command, tmp_path: Path) -> None:
    kind = pa.map_(pa.string(), pa.int64())
    table = pa.table({"votes": pa.array([list(VOTES.items())], type=kind)})
    pq.write_table(table, tmp_path / "in.parquet")

    assert run(heteronym, "in.parquet", "-c", "confidential") == 0

    entries = pq.read_table(tmp_path / "out/in.parquet")["votes"].to_pylist()[0]
    assert [count for _, count in entries] == list(VOTES.values())
    assert len({name for name, _ in entries}) == len(VOTES)
    assert_silent(*(name for name, _ in entries))


def test_sensitive_file_and_folder_names_are_replaced(heteronym: Command, tmp_path: Path) -> None:
    names = (
        "annette_kowalski_536-22-8417.jsonl",
        "kowalski-annette.jsonl",
        "people/Annette Kowalski/notes.txt",
        "mail of annette.kowalski@acme.com.jsonl",
        "support_tickets.jsonl",
        "notes/part-00012.jsonl",
        "bad/annette_kowalski.json",
    )
    for name in names:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"n": 1}\n' if not name.startswith("bad") else '{"n": ')

    assert run(heteronym, "in", "-c", "confidential") == 3

    out = tmp_path / "out"
    copies = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {"support_tickets.jsonl", "notes/part-00012.jsonl"} <= copies
    manifest = json.loads((out / "report/manifest.json").read_text())
    assert {file["name"] for file in manifest["files"]} <= copies
    assert len(manifest["files"]) == len(names)
    assert all(name.endswith((".json", ".jsonl", ".txt")) for name in copies)
    assert_silent(*tree(out))


def test_a_person_of_the_contents_is_replaced_in_file_names(heteronym: Command, tmp_path: Path) -> None:
    """No pool has the name; reports contain the names of files with blocked records, and of unreadable files."""
    person = "Thorvald Kjærgaard"
    contents = {
        "people.csv": f"customer_id,name\nCUST-482917,{person}\nCUST-482918\n",
        "review_Thorvald_Kjærgaard.csv": "customer_id,name\nCUST-482917\n",
        "kjærgaard-thorvald.txt": "Nothing is open.",
        "KjærgaardThorvald.md": "Nothing is open.",
        f"{person}/photo.png": "\0\0",
        "thorvald.txt": "Nothing is open.",
    }
    for name, content in contents.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(content)
    (tmp_path / "p.yaml").write_text("classification: p\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n")

    assert run(heteronym, "in", "-c", "p.yaml") == 3

    out = tmp_path / "out"
    written = [text.casefold() for text in tree(out)]
    parts = ("thorvald", "kjærgaard", "kj\\u00e6rgaard")
    assert [text for text in written if any(part in text for part in parts)] == []
    assert "people.csv" in {path.name for path in out.iterdir()}
    assert len(list((out / "blocked").rglob("*.jsonl"))) == 3
    named = [json.loads(path.read_text())["file"] for path in (out / "blocked").rglob("*.jsonl")]
    assert {f"{name}.jsonl" for name in named} == {
        path.relative_to(out / "blocked").as_posix() for path in (out / "blocked").rglob("*.jsonl")
    }
    assert heteronym("report", "verify", "out", "in", "-c", "p.yaml").returncode == 0
    assert heteronym("run", "in", "-c", "p.yaml", "-o", "out").returncode == 2  # the copies exist


def test_colliding_file_names_are_kept_apart(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("classification: placeholders\nextends: restricted\nentities:\n  US_SSN: redact\n")
    for number, ssn in enumerate(("536-22-8417", "536-22-8418", "536-22-8419")):
        path = tmp_path / f"in/case {ssn}.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({"n": number}) + "\n")

    assert run(heteronym, "in", "-c", "p.yaml") == 0

    copies = sorted(path.read_text() for path in (tmp_path / "out").glob("*.jsonl"))
    assert copies == ['{"n": 0}\n', '{"n": 1}\n', '{"n": 2}\n']
    assert all("536-22" not in text for text in tree(tmp_path / "out"))
