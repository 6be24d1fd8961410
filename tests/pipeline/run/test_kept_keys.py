"""A policy with `keys: keep`: values in keys, columns and sheets stay; those in text and in file names do not."""

import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.conftest import Command
from tests.pipeline.records.office_files import all_text, xlsx

POLICY = "classification: own\nextends: confidential\nloosen: [ner{also}]\ndetection: {{ner: off}}\nkeys: {keys}\n"
ONE = "--direct_num_workers=1"
MAIL, NAME = "zora@hexmoor.net", "Annette Kowalski"


def parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({NAME: ["hello"]}), out)
    return out.getvalue()


FILES = {
    "in.jsonl": json.dumps({"votes": {MAIL: 3}, "note": f"{MAIL} and {NAME}", "by": {NAME: "x"}}).encode() + b"\n",
    "in.csv": f"votes,{NAME}\n{MAIL},x\n".encode(),
    "in.yaml": f"votes:\n  {NAME}: {MAIL}\n".encode(),
    "in.xlsx": xlsx(f'<row><c t="inlineStr"><is><t>{MAIL}</t></is></c></row>', book=f'<sheets><sheet name="{NAME}"/></sheets>'),
    "annette_kowalski.txt": b"hello\n",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for keys, also in (("keep", ", keys"), ("scan", "")):
        (tmp_path / f"{keys}.yaml").write_text(POLICY.format(keys=keys, also=also), encoding="utf-8")
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def text_of(path: Path) -> str:
    return all_text(path.read_bytes()) if path.suffix == ".xlsx" else path.read_text()


@pytest.mark.parametrize("keys", ["keep", "scan"])
def test_names_of_fields_follow_the_policy_and_all_else_is_replaced(
    keys: str, folder: Path, heteronym: Command
) -> None:
    done = heteronym("run", *FILES, "-c", f"{keys}.yaml", "-o", "out", ONE)

    assert done.returncode == 0, done.stderr
    copies = {path.name: text_of(path) for path in (folder / "out").iterdir() if path.is_file()}
    assert set(FILES) - set(copies) == {"annette_kowalski.txt"}  # names of files have no key of their own
    assert {name: NAME in copies[name] for name in copies if name in FILES} == dict.fromkeys(
        ["in.jsonl", "in.csv", "in.yaml", "in.xlsx"], keys == "keep"
    )
    record = json.loads(copies["in.jsonl"])
    assert (MAIL in record["votes"]) is (keys == "keep")
    assert MAIL not in record["note"]
    assert NAME not in record["note"]
    assert MAIL not in copies["in.csv"] + copies["in.yaml"] + copies["in.xlsx"]


@pytest.mark.parametrize("keys", ["keep", "scan"])
def test_a_name_in_the_schema_of_a_parquet_file_stays_only_if_keys_do(
    keys: str, folder: Path, heteronym: Command
) -> None:
    (folder / "in.parquet").write_bytes(parquet())

    assert heteronym("run", "in.parquet", "-c", f"{keys}.yaml", "-o", "out", ONE).returncode == 0

    (name,) = pq.read_schema(folder / "out/in.parquet").names
    assert (name == NAME) is (keys == "keep")
