"""The way back: only where a policy allows it, only for those who may, and never unseen."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from pipeline import Key
from pipeline.errors import OutputError
from pipeline.vault import METADATA, Entry, Vault, VaultError
from tests.conftest import Command

POLICY = """
classification: case-files
extends: confidential
loosen: [reversible]
reversible: true
"""
SCOPE = "organization:all"
ENTRY = Entry("PERSON", "Anna Keller", "Zebulon Quackenbush")
PLANTED = (b"Zebulon", b"Quackenbush", b"zq@quackenbush.com", b"sk-proj-abcdefghijklmnop1234")


POSTGRESQL = os.environ.get("HETERONYM_TEST_POSTGRESQL", "")
NO_SERVER = pytest.mark.skipif(not POSTGRESQL, reason="HETERONYM_TEST_POSTGRESQL names no empty database")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=NO_SERVER)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where an empty vault may be made: a file, and a server where there is one."""
    if request.param == "sqlite":
        return str(tmp_path / "vault.sqlite")
    METADATA.drop_all(create_engine(POSTGRESQL))
    return POSTGRESQL


@pytest.fixture
def vault(place: str) -> Vault:
    vault = Vault(place)
    vault.grant("dpo", ["PERSON"], "owner")
    return vault


def damage(place: str, *statements: str) -> None:
    """Change a vault behind its back."""
    engine = create_engine(place if "://" in place else f"sqlite:///{place}")
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("vault.sqlite*")))


def test_a_run_can_be_undone_by_who_may_and_the_log_tells(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text(POLICY)
    (tmp_path / "people.csv").write_text(
        "full_name,email,api_key\nZebulon Quackenbush,zq@quackenbush.com,sk-proj-abcdefghijklmnop1234\n"
    )
    run = ("run", "people.csv", "-c", "policy.yaml", "-o", "out", "--vault", "vault.sqlite", "--force")

    assert [heteronym(*run).returncode for _ in range(2)] == [0, 0]
    surrogate = (tmp_path / "out/people.csv").read_text().splitlines()[1].split(",")[0]
    find = (
        "vault",
        "find",
        surrogate,
        "--vault",
        "vault.sqlite",
        "--reader",
        "dpo",
        "--reason",
        "complaint 17",
        "--json",
    )
    refused = heteronym(*find)
    granted = heteronym("vault", "grant", "dpo", "PERSON", "--vault", "vault.sqlite")
    found = heteronym(*find)
    log = heteronym("vault", "log", "--vault", "vault.sqlite", "--json")

    assert (refused.returncode, granted.returncode, found.returncode) == (2, 0, 0), (refused.stderr, found.stderr)
    assert "Zebulon" not in refused.stdout + refused.stderr + log.stdout
    assert json.loads(found.stdout)["original"] == "Zebulon Quackenbush"
    lines = [json.loads(line) for line in log.stdout.splitlines()]
    assert [(line["action"], line["outcome"]) for line in lines] == [
        ("find", "refused"),
        ("grant", "done"),
        ("find", "1"),
    ]
    assert lines[0]["reason"] == "complaint 17"
    rows = sqlite3.connect(tmp_path / "vault.sqlite").execute("select entity from heteronym_originals").fetchall()
    assert sorted(entity for (entity,) in rows) == ["EMAIL_ADDRESS", "PERSON"]  # once each, and no secret
    assert not [planted for planted in PLANTED if planted in everything_in(tmp_path)]
    assert surrogate.encode() not in everything_in(tmp_path)


def test_nothing_is_kept_where_the_policy_does_not_say_so(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("full_name\nZebulon Quackenbush\n")

    done = heteronym("run", "people.csv", "-c", "confidential", "-o", "out", "--vault", "vault.sqlite")

    assert done.returncode == 2
    assert "reversible: true" in done.stderr
    assert not (tmp_path / "vault.sqlite").exists()
    assert not (tmp_path / "out").exists()


def test_a_value_comes_back_whole_under_its_own_key_only(vault: Vault, key: Key) -> None:
    odd = Entry("PERSON", "Ana 👩‍👩‍👧", "Zoë\udcff\n")
    vault.store([ENTRY, odd], key, SCOPE)

    assert [one.original for one in vault.find("ANNA KELLER ", [key], "dpo", "test")] == [ENTRY.original]
    assert [one.original for one in vault.find(odd.surrogate, [key], "dpo", "test")] == [odd.original]
    assert vault.find("Anna Keller", [Key(bytes(32))], "dpo", "test") == []
    assert [one.key_id for one in vault.find("Anna Keller", [Key(bytes(32)), key], "dpo", "test")] == [key.id]


def test_two_originals_may_share_a_surrogate_and_nothing_is_kept_twice(vault: Vault, key: Key) -> None:
    other = Entry("PERSON", "Anna Keller", "Ermintrude Fothergill")

    for _ in range(3):
        vault.store([ENTRY, other, ENTRY], key, SCOPE)

    assert {one.original for one in vault.find("Anna Keller", [key], "dpo", "test")} == {ENTRY.original, other.original}
    assert len(vault.find("Anna Keller", [key], "dpo", "test")) == 2


@pytest.mark.parametrize(
    ("reader", "reason", "message"),
    [("dpo", "  ", "reason"), ("intern", "curious", "may not"), ("reader-of-mail", "ticket 3", "may not")],
)
def test_who_may_not_read_is_refused(vault: Vault, key: Key, reader: str, reason: str, message: str) -> None:
    vault.grant("reader-of-mail", ["EMAIL_ADDRESS"], "owner")
    vault.store([ENTRY], key, SCOPE)

    with pytest.raises(VaultError, match=message) as caught:
        vault.find("Anna Keller", [key], reader, reason)

    assert "Quackenbush" not in str(caught.value)
    assert reason.strip() == "" or vault.log()[-1].outcome == "refused"


def test_a_revoked_reader_reads_no_longer(vault: Vault, key: Key) -> None:
    vault.store([ENTRY], key, SCOPE)
    vault.revoke("dpo", "owner")

    with pytest.raises(VaultError, match="may not"):
        vault.find("Anna Keller", [key], "dpo", "test")


@pytest.mark.parametrize(
    "change",
    [
        "update heteronym_accesses set reason = 'routine' where number = 2",
        "delete from heteronym_accesses where number = 2",
        "delete from heteronym_accesses where number = 3",
    ],
)
def test_a_changed_log_is_told(vault: Vault, key: Key, place: str, change: str) -> None:
    for reason in ("first", "second"):
        vault.find("Anna Keller", [key], "dpo", reason)
    head = vault.verify()
    assert vault.verify(head) == head

    damage(place, change)

    with pytest.raises(VaultError, match="log was changed"):
        vault.verify(head)


def test_an_entry_that_was_made_another_does_not_open(vault: Vault, key: Key, place: str) -> None:
    vault.store([ENTRY], key, SCOPE)
    damage(place, "update heteronym_originals set entity = 'EMAIL_ADDRESS'")
    vault.grant("dpo", ["EMAIL_ADDRESS"], "owner")

    with pytest.raises(VaultError, match="does not open"):
        vault.find("Anna Keller", [key], "dpo", "test")


def test_several_processes_write_and_read_at_once(vault: Vault, key: Key, place: str) -> None:
    program = """
import sys
from pipeline import Key
from pipeline.vault import Entry, Vault
vault, key = Vault(sys.argv[1]), Key(bytes(range(32)))
for number in range(20):
    vault.store([Entry("PERSON", f"Anna {number}", f"Original {number}")], key, "organization:all")
    vault.find(f"Anna {number}", [key], "dpo", "at once")
"""
    command = [sys.executable, "-c", program, place]
    workers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]

    told = [worker.communicate(timeout=120)[1] for worker in workers]

    assert [worker.returncode for worker in workers] == [0, 0, 0], told
    assert len(vault.log()) == 1 + 3 * 20
    assert vault.verify()
    assert [one.original for one in vault.find("Anna 7", [key], "dpo", "test")] == ["Original 7"]


def test_the_file_of_a_vault_is_for_its_owner_alone(tmp_path: Path, key: Key) -> None:
    vault = Vault(str(tmp_path / "vault.sqlite"))
    vault.store([ENTRY], key, SCOPE)

    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize(
    ("unusable", "told"),
    [
        ("postgresql+nodriver://user@hunter22/vault", "driver"),
        ("postgresql+psycopg://user:hunter22@host/vault", "PGPASSWORD"),
        ("postgresql+psycopg://user@host/vault?password=hunter22", "PGPASSWORD"),
        ("nonsense://hunter22", "driver"),
        ("/no/such/folder/vault", "No such file"),
    ],
)
def test_a_place_that_cannot_be_used_is_told_without_its_password(unusable: str, told: str) -> None:
    with pytest.raises((VaultError, OutputError), match=told) as caught:
        Vault(unusable)

    assert "hunter22" not in str(caught.value)
    assert caught.value.__cause__ is None
