"""Names of files, sheets, columns and members that are the surname of a person whom the run finds elsewhere."""

import json
import zipfile
from pathlib import Path

import pytest

from pipeline import Sanitizer, Text
from pipeline.decide.known_values import KnownValues
from tests.conftest import Command
from tests.pipeline.records.office_files import all_text, xlsx

ONE = "--direct_num_workers=1"
PEOPLE = {("orlanda quellish", "PERSON"): 2, ("ann brown", "PERSON"): 1, ("hexmoor trading", "ORGANIZATION"): 1}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Quellish", ["Quellish"]),
        ("invoices quellish 3", ["quellish"]),
        ("InvoicesQuellish", ["Quellish"]),
        ("QUELLISH", ["QUELLISH"]),
        ("Brown", []),  # an ordinary word
        ("Ann", []),
        ("Trading", []),
        ("Quellishes", []),
    ],
)
def test_a_rare_word_of_a_known_person_is_found_in_a_name(name: str, found: list[str]) -> None:
    known = KnownValues(PEOPLE)

    assert [name[span.start : span.end] for span in known.find_in_name(name)] == found


@pytest.mark.parametrize(
    ("name", "is_replaced"),
    [
        (Text("Quellish", is_label=True, is_name=True), True),
        (Text("Total Quellish", is_label=True, is_name=True), True),
        (Text("quellish", is_label=True, is_name=True), False),  # may be a key of a program
        (Text("Quellish", is_label=True), False),  # an identifier
        (Text("Brown", is_label=True, is_name=True), False),
    ],
)
def test_a_surname_in_a_name_follows_the_person_of_the_record(
    name: Text, is_replaced: bool, without_model: Sanitizer
) -> None:
    people = [Text("Orlanda Quellish", "PERSON"), Text("Ann Brown", "PERSON")]

    sanitized = without_model.sanitize([[*people, name]])[0]

    assert (sanitized[2].text != name.value) is is_replaced
    if is_replaced:
        assert sanitized[2].text.split()[-1] == sanitized[0].text.split()[-1]


def test_no_surname_of_a_person_of_the_run_is_left_in_names(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    files = {
        "people.csv": "full_name\nTavin Brenthovel\nMirelle Zorbane\n",
        "pivot.csv": "month,Brenthovel,Zorbane total\n1,2,3\n",
        "brenthovel_invoices.txt": "nothing\n",
        "reps.json": json.dumps({"reps": {"Zorbane": 3}}),
    }
    for name, content in files.items():
        (tmp_path / "in" / name).write_text(content)
    (tmp_path / "in/Brenthovel.xlsx").write_bytes(xlsx("", book='<sheets><sheet name="Zorbane"/></sheets>'))
    with zipfile.ZipFile(tmp_path / "in/pack.zip", "w") as archive:
        archive.writestr("Zorbane/Brenthovel.txt", "nothing\n")

    done = heteronym("run", "in", "-c", "confidential", "-o", "out", ONE)

    assert done.returncode == 0, done.stderr
    copies = [path for path in (tmp_path / "out").iterdir() if path.is_file()]
    written = " ".join(path.name for path in copies)
    for path in copies:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                written += " ".join(archive.namelist())
        else:
            written += all_text(path.read_bytes()) if path.suffix == ".xlsx" else path.read_text()
    assert len(copies) == 6
    assert "brenthovel" not in written.lower()
    assert "zorbane" not in written.lower()
    family = (tmp_path / "out/people.csv").read_text().splitlines()[1].split()[-1]
    assert {f"{family}.xlsx", f"{family.lower()}_invoices.txt"} <= {path.name for path in copies}


@pytest.mark.parametrize(
    ("word", "person"),
    [
        ("katherine", 0),
        ("kate", 0),
        ("hollis", 0),
        ("nick", 2),
        ("nicholas", 1),
        ("farrow", 1),
        ("reed", 2),
        ("kathy", 0),
    ],
)
def test_a_short_form_is_the_only_person_of_the_run_with_the_name(word: str, person: int) -> None:
    names = ("katherine hollis", "nicholas farrow", "nick reed")
    known = KnownValues({(name, "PERSON"): 1 for name in names})

    assert known.person_named(word) == names[person]
