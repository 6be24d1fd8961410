"""M3: a user with write access to a vault's database and without the key cannot read, grant, or change rows undetected."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from pwd import getpwuid

import pytest

from pipeline import Key
from pipeline.errors import VaultError
from pipeline.restore.vault import Vault

pytestmark = pytest.mark.slow

POLICY = "classification: case-files\nextends: confidential\nloosen: [reversible, ner]\nreversible: true\ndetection: {ner: 'off'}\n"
ROWS = "full_name,email\nZebulon Quackenbush,zq@quackenbush.com\nErmintrude Fothergill,erma@fothergill.org\n"
COLUMNS = ("number", "at", "who", "action", "about", "reason", "outcome")
ME = getpwuid(os.getuid()).pw_name
FIRST = "0" * 64

Attack = Callable[[sqlite3.Connection], object]


class Case:
    """A vault with two grants, two accesses and some rows."""

    def __init__(self, folder: Path, key_file: Path) -> None:
        self.folder, self.key_file = folder, key_file

    def command(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "pipeline.cli", *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=300,
            env={**os.environ, "HETERONYM_KEY_FILE": str(self.key_file), **environment},
        )

    def vault(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return self.command("vault", *arguments, "--vault", "vault.sqlite", **environment)

    @property
    def surrogate(self) -> str:
        return (self.folder / "out/people.csv").read_text().splitlines()[1].split(",")[0]

    def find(self, reason: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return self.vault("find", self.surrogate, "--reason", reason, **environment)

    def verify(self, *more: str) -> "subprocess.CompletedProcess[str]":
        return self.vault("log", "--verify", *more)

    def write(self, attack: Attack) -> None:
        with sqlite3.connect(self.folder / "vault.sqlite") as connection:
            attack(connection)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, key_file: Path) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "policy.yaml").write_text(POLICY)
    (folder / "people.csv").write_text(ROWS)
    case = Case(folder, key_file)
    done = [
        case.command("run", "people.csv", "-c", "policy.yaml", "-o", "out", "--vault", "vault.sqlite"),
        case.vault("grant", ME, "PERSON"),
        case.vault("grant", "auditor", "EMAIL_ADDRESS"),
        case.find("complaint 1"),
        case.find("complaint 2"),
        case.verify(),
    ]
    assert [one.returncode for one in done] == [0] * len(done), [one.stderr for one in done]
    return folder


@pytest.fixture
def case(made: Path, tmp_path: Path, key_file: Path) -> Case:
    shutil.copytree(made, tmp_path / "case")
    return Case(tmp_path / "case", key_file)


def rechained(connection: sqlite3.Connection, keep: Callable[[tuple[str, ...]], bool]) -> None:
    """Rewrite the log without some lines, with digests of version 1."""
    lines = connection.execute(f"select {', '.join(COLUMNS)} from heteronym_accesses order by number").fetchall()
    connection.execute("delete from heteronym_accesses")
    previous = FIRST
    for number, (_, *line) in enumerate((line for line in lines if keep(line)), 1):
        previous = sha256("\0".join([previous, str(number), *line]).encode()).hexdigest()
        connection.execute("insert into heteronym_accesses values (?, ?, ?, ?, ?, ?, ?, ?)", (number, *line, previous))


def without_own_lines(connection: sqlite3.Connection) -> None:
    rechained(connection, lambda line: line[3] != "find")


def with_another_reason(connection: sqlite3.Connection) -> None:
    connection.execute("update heteronym_accesses set reason = 'routine' where action = 'find'")
    rechained(connection, lambda line: True)


def without_the_end(connection: sqlite3.Connection) -> None:
    connection.execute("delete from heteronym_accesses where number = (select max(number) from heteronym_accesses)")


def without_a_row(connection: sqlite3.Connection) -> None:
    connection.execute("delete from heteronym_originals where rowid = (select min(rowid) from heteronym_originals)")


def without_rows(connection: sqlite3.Connection) -> None:
    connection.execute("delete from heteronym_originals")


def with_a_second_row(connection: sqlite3.Connection) -> None:
    connection.execute(
        "insert into heteronym_originals select zeroblob(32), tag, key_id, scope, entity, sealed "
        "from heteronym_originals limit 1"
    )


def with_a_grant(connection: sqlite3.Connection) -> None:
    connection.execute("create table if not exists heteronym_grants (reader varchar, entity varchar)")
    connection.execute("insert into heteronym_grants values ('mallory', '*')")


def with_a_logged_grant(connection: sqlite3.Connection) -> None:
    connection.execute(
        "insert into heteronym_accesses select number + 1, at, who, 'grant', 'mallory: *', '', 'done', digest "
        "from heteronym_accesses order by number desc limit 1"
    )
    rechained(connection, lambda line: True)


def without_log_and_state(connection: sqlite3.Connection) -> None:
    for (restore_map,) in connection.execute("select name from sqlite_master where type = 'table'").fetchall():
        if restore_map != "heteronym_originals":
            connection.execute(f"delete from {restore_map}")


@pytest.mark.parametrize(
    "attack",
    [
        without_own_lines,
        with_another_reason,
        without_the_end,
        without_a_row,
        without_rows,
        with_a_second_row,
        with_a_grant,
        with_a_logged_grant,
        without_log_and_state,
    ],
)
def test_changes_without_the_key_are_detected(case: Case, attack: Attack) -> None:
    case.write(attack)

    attacked = case.verify()

    assert attacked.returncode != 0, attacked.stdout


def test_grant_without_the_key_has_no_effect(case: Case) -> None:
    case.vault("revoke", ME)

    case.write(
        lambda connection: connection.executescript(
            f"""create table if not exists heteronym_grants (reader varchar, entity varchar);
        insert into heteronym_grants values ('{ME}', '*');"""
        )
    )
    found = case.find("just looking")

    assert found.returncode != 0
    assert "Quackenbush" not in found.stdout


def test_reader_is_the_login_regardless_of_variables_and_options(case: Case) -> None:
    case.vault("revoke", ME)
    case.vault("grant", "dpo", "PERSON")

    disguised = case.find("just looking", LOGNAME="dpo", USER="dpo")
    typed = case.vault("find", case.surrogate, "--reason", "just looking", "--reader", "dpo")
    log = case.vault("log").stdout

    assert "Quackenbush" not in disguised.stdout + typed.stdout
    assert disguised.returncode != 0
    assert typed.returncode != 0
    assert " dpo  find " not in log


def test_anchor_detects_rollback_to_an_older_vault(case: Case) -> None:
    older = case.folder / "older"
    older.mkdir()
    for file in case.folder.glob("vault.sqlite*"):
        shutil.copy(file, older)
    assert case.find("complaint 3").returncode == 0
    anchored = [case.vault("log", "--anchor", "anchor") for _ in range(2)]

    for file in case.folder.glob("vault.sqlite*"):
        file.unlink()
    for file in older.iterdir():
        shutil.copy(file, case.folder)
    after = case.vault("log", "--anchor", "anchor")

    assert [one.returncode for one in anchored] == [0, 0], anchored[0].stderr
    assert after.returncode != 0


def test_row_reveals_neither_entity_nor_exact_length(case: Case) -> None:
    connection = sqlite3.connect(case.folder / "vault.sqlite")
    rows = connection.execute("select entity, length(sealed) from heteronym_originals").fetchall()

    assert len(rows) >= 4
    assert {(entity, (length - 28) % 32) for entity, length in rows} == {("", 0)}  # 28: nonce and tag


def test_log_lines_have_distinct_digests(tmp_path: Path, key: Key) -> None:
    place = str(tmp_path / "vault.sqlite")
    reason = "routine\0audit"
    try:
        vault, asked = Vault(place, [key]), ("Anna Keller", reason)
    except TypeError:  # signature of the earlier version
        vault, asked = Vault(place), ("Anna Keller", [key], "dpo", reason)
    with pytest.raises(VaultError, match="may not"):
        vault.find(*asked)
    vault.verify()

    with sqlite3.connect(place) as connection:  # joined by NUL, both lines would be equal
        connection.execute("update heteronym_accesses set about = about || char(0) || 'routine', reason = 'audit'")

    with pytest.raises(VaultError, match="log was changed"):
        vault.verify()


def test_vault_file_accessible_to_others_is_rejected(case: Case) -> None:
    (case.folder / "vault.sqlite").chmod(0o666)

    refused = case.find("complaint 3")

    mode = stat.S_IMODE((case.folder / "vault.sqlite").stat().st_mode)
    assert refused.returncode != 0 or mode == 0o600
    assert "0666" in refused.stderr
