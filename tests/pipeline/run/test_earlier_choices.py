"""Runs that share a vault: values keep their surrogates from run to run, and no two values share one."""

import csv
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import Key, Policy
from pipeline.errors import OutputError
from pipeline.records import ReadOptions
from pipeline.replace.keyed.keys import KeySource
from pipeline.restore.vault import Entry, Vault
from pipeline.run.earlier_choices import CHOICES, read_choices, write_choices
from pipeline.run.work import Work
from pipeline.sanitizer_source import SanitizerSource
from tests.conftest import Command

POLICY = """\
classification: case-files
extends: confidential
loosen: [reversible, ner]
reversible: true
detection: {ner: off}
"""
# More than half of the 1,000 British mobile numbers that are reserved, so that many values collide.
FIRST, SECOND = ([f"07{400_000_000 + place * 7919}" for place in range(*places)] for places in ((0, 350), (150, 500)))
KOREAN = [f"김{first}{second}" for first in "가나다라마바사아자차카타" for second in "거너더러머버"]


def run(heteronym: Command, folder: Path, name: str, rows: Sequence[tuple[str, str]], *options: str) -> dict[str, str]:
    """Copy a table of phones and names; return value -> surrogate."""
    (folder / "policy.yaml").write_text(POLICY)
    with (folder / f"{name}.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("phone", "full_name"), *rows])
    done = heteronym("run", f"{name}.csv", "-c", "policy.yaml", "-o", f"{name}-copy", "--dataset", "joins", *options)
    assert done.returncode == 0, done.stderr
    with (folder / f"{name}-copy/{name}.csv").open(newline="") as file:
        copied = list(csv.reader(file))[1:]
    made = {}
    for row, copy in zip(rows, copied, strict=True):
        for value, surrogate in zip(row, copy, strict=True):
            assert made.setdefault(value, surrogate) == surrogate
    return made


def rows_of(phones: Sequence[str], names: Sequence[str]) -> list[tuple[str, str]]:
    return [(phone, names[place % len(names)]) for place, phone in enumerate(phones)]


def test_resumed_run_goes_on_with_the_choices_that_it_began_with(tmp_path: Path, key: Key) -> None:
    (tmp_path / "policy.yaml").write_text(POLICY)
    key.save(tmp_path / "key")
    place = str(tmp_path / "vault.sqlite")
    source = SanitizerSource(Policy.load(tmp_path / "policy.yaml"), KeySource(str(tmp_path / "key")), vault=place)
    work = Work(source, ReadOptions(), str(tmp_path), "run", str(tmp_path))
    vault = Vault(place, [key])
    vault.store([Entry("PHONE_NUMBER", "07700 900127", FIRST[0], b"value...made....")], key, "dataset:default")

    write_choices(work, key)
    vault.store([Entry("PHONE_NUMBER", "07700 900128", FIRST[1], b"another.other...")], key, "dataset:default")
    write_choices(replace(work, resumed=True), key)

    assert read_choices(work, key).pairs == {b"value...made...."}
    (tmp_path / CHOICES).write_bytes((tmp_path / CHOICES).read_bytes()[:-1])
    with pytest.raises(OutputError):
        read_choices(work, key)


@pytest.mark.slow
def test_runs_that_share_a_vault_join_exactly_as_their_originals(heteronym: Command, tmp_path: Path) -> None:
    rows = rows_of(FIRST, KOREAN[:48]), rows_of(SECOND, KOREAN[24:])

    first = run(heteronym, tmp_path, "users", rows[0], "--vault", "vault.sqlite")
    (tmp_path / "before.sqlite").touch(0o600)
    with sqlite3.connect(tmp_path / "vault.sqlite") as vault, sqlite3.connect(tmp_path / "before.sqlite") as before:
        vault.backup(before)
    second = run(heteronym, tmp_path, "logins", rows[1], "--vault", "vault.sqlite")
    by_two = run(heteronym, tmp_path, "again", rows[1], "--vault", "before.sqlite", "--direct_num_workers=2")

    assert {value: second[value] for value in second if value in first} == {
        value: first[value] for value in first if value in second
    }
    made = first | second
    assert len(set(made.values())) == len(made) == 500 + len(KOREAN)
    assert by_two == second
    assert CHOICES not in {path.name for path in tmp_path.rglob("*")}


@pytest.mark.slow
def test_changed_vault_stops_the_run_before_anything_is_written(heteronym: Command, tmp_path: Path) -> None:
    run(heteronym, tmp_path, "users", rows_of(FIRST[:3], KOREAN[:1]), "--vault", "vault.sqlite")
    with sqlite3.connect(tmp_path / "vault.sqlite") as connection:
        connection.execute("delete from heteronym_originals where rowid = (select min(rowid) from heteronym_originals)")

    done = heteronym(
        "run", "users.csv", "-c", "policy.yaml", "-o", "out", "--dataset", "joins", "--vault", "vault.sqlite"
    )

    assert done.returncode == 2
    assert "the vault was changed" in done.stderr
    assert FIRST[0] not in done.stderr + done.stdout
    assert not list((tmp_path / "out").glob("**/*"))
