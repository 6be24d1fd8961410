"""Vault: originals are stored only for reversible policies, returned only to granted logins, and accesses are logged."""

import hmac
import json
import os
import sqlite3
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import create_engine, make_url, text

from pipeline import Key
from pipeline.errors import OutputError, RecordError, VaultError
from pipeline.restore.vault import METADATA, ORIGINALS, Entry, Vault, login_here
from tests.conftest import MASTER, Command

POLICY = """
classification: case-files
extends: confidential
loosen: [reversible]
reversible: true
"""
SCOPE = "organization:all"
OTHER = Key(bytes(32))
ENTRY = Entry("PERSON", "Anna Keller", "Zebulon Quackenbush")
PLANTED = (b"Zebulon", b"Quackenbush", b"zq@quackenbush.com", b"sk-proj-q7Rw2Xz9Lm4TbV8cKp3N")


POSTGRESQL = os.environ.get("HETERONYM_TEST_POSTGRESQL", "")
NO_SERVER = pytest.mark.skipif(not POSTGRESQL, reason="HETERONYM_TEST_POSTGRESQL names no empty database")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=NO_SERVER)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the place of a new vault: a file, or a database server if one is available."""
    if request.param == "sqlite":
        return str(tmp_path / "vault.sqlite")
    METADATA.drop_all(create_engine(POSTGRESQL))
    return POSTGRESQL


@pytest.fixture
def login(place: str) -> str:
    """Return the login that the vault sees."""
    return make_url(place).username or login_here() if "://" in place else login_here()


@pytest.fixture
def vault(place: str, key: Key, login: str) -> Vault:
    vault = Vault(place, [OTHER, key])
    vault.grant(login, ["PERSON"])
    return vault


def damage(place: str, *statements: str) -> None:
    """Change the database of a vault directly."""
    engine = create_engine(place if "://" in place else f"sqlite:///{place}")
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("vault.sqlite*")))


@pytest.mark.slow
def test_authorized_login_restores_a_run_and_access_is_logged(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text(POLICY)
    (tmp_path / "people.csv").write_text(
        "full_name,email,api_key\nZebulon Quackenbush,zq@quackenbush.com,sk-proj-q7Rw2Xz9Lm4TbV8cKp3N\n"
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
        "--reason",
        "complaint 17",
        "--json",
    )
    refused = heteronym(*find)
    granted = heteronym("vault", "grant", login_here(), "PERSON", "--vault", "vault.sqlite")
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
    assert rows == [("",), ("",)]  # person and address once each, no secret, and the entity is not visible
    assert not [planted for planted in PLANTED if planted in everything_in(tmp_path)]
    assert surrogate.encode() not in everything_in(tmp_path)


def test_vault_stores_nothing_for_an_irreversible_policy(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("full_name\nZebulon Quackenbush\n")

    done = heteronym("run", "people.csv", "-c", "confidential", "-o", "out", "--vault", "vault.sqlite")

    assert done.returncode == 2
    assert "reversible: true" in done.stderr
    assert not (tmp_path / "vault.sqlite").exists()
    assert not (tmp_path / "out").exists()


def test_original_is_returned_exactly_under_its_own_key_only(vault: Vault, place: str, key: Key) -> None:
    odd = Entry("PERSON", "Ana 👩‍👩‍👧", "Zoë\udcff\n")
    vault.store([ENTRY, odd], key, SCOPE)
    vault.store([Entry("PERSON", "Anna Keller", "Under Another")], OTHER, SCOPE)

    assert {one.original for one in vault.find("ANNA KELLER ", "test")} == {ENTRY.original, "Under Another"}
    assert [one.original for one in vault.find(odd.surrogate, "test")] == [odd.original]
    assert [one.key_id for one in Vault(place, [key]).find("Anna Keller", "test")] == [key.id]
    with pytest.raises(VaultError, match=f"the key {key.id}"):
        Vault(place, [OTHER]).find("Anna Keller", "test")


def test_originals_may_share_a_surrogate_and_are_stored_once(vault: Vault, key: Key) -> None:
    other = Entry("PERSON", "Anna Keller", "Ermintrude Fothergill")

    for _ in range(3):
        vault.store([ENTRY, other, ENTRY], key, SCOPE)

    assert {one.original for one in vault.find("Anna Keller", "test")} == {ENTRY.original, other.original}
    assert len(vault.find("Anna Keller", "test")) == 2


@pytest.mark.parametrize(
    ("entities", "reason", "message"),
    [(["PERSON"], "  ", "reason"), ([], "curious", "may not"), (["EMAIL_ADDRESS"], "ticket 3", "may not")],
)
def test_login_without_grant_is_refused(
    vault: Vault, key: Key, login: str, entities: list[str], reason: str, message: str
) -> None:
    vault.revoke(login)
    vault.grant("somebody else", ["*"])
    for entity in entities:
        vault.grant(login, [entity])
    vault.store([ENTRY], key, SCOPE)

    with pytest.raises(VaultError, match=message) as caught:
        vault.find("Anna Keller", reason)

    assert "Quackenbush" not in str(caught.value)
    assert reason.strip() == "" or vault.log()[-1].outcome == "refused"


@pytest.mark.parametrize("entities", [[], ["PERSON EMAIL"], ["x: y"], [""]])
def test_grant_of_an_invalid_entity_name_is_rejected(vault: Vault, entities: list[str]) -> None:
    with pytest.raises(VaultError, match="no valid entities"):
        vault.grant("dpo", entities)


def test_revoked_login_cannot_read(vault: Vault, key: Key, login: str) -> None:
    vault.store([ENTRY], key, SCOPE)
    vault.revoke(login)

    with pytest.raises(VaultError, match="may not"):
        vault.find("Anna Keller", "test")


@pytest.mark.parametrize(
    "change",
    [
        "update heteronym_accesses set reason = 'routine' where number = 2",
        "delete from heteronym_accesses where number = 2",
        "delete from heteronym_accesses where number = 3",
    ],
)
def test_changed_log_is_detected(vault: Vault, key: Key, place: str, change: str) -> None:
    for reason in ("first", "second"):
        vault.find("Anna Keller", reason)
    head = vault.verify().digest
    assert vault.verify(head).digest == head

    damage(place, change)

    with pytest.raises(VaultError, match="log was changed"):
        vault.verify(head)


def test_altered_entry_is_not_decrypted(vault: Vault, key: Key, place: str, login: str) -> None:
    vault.store([ENTRY], key, SCOPE)
    damage(place, "update heteronym_originals set entity = 'EMAIL_ADDRESS'")
    vault.grant(login, ["EMAIL_ADDRESS"])

    with pytest.raises(VaultError, match="cannot be decrypted"):
        vault.find("Anna Keller", "test")


@pytest.mark.slow
def test_concurrent_processes_write_and_read(vault: Vault, key: Key, place: str) -> None:
    program = """
import sys
from pipeline import Key
from pipeline.restore.vault import Entry, Vault
key = Key(bytes.fromhex(sys.argv[3]))
vault = Vault(sys.argv[1], [Key(bytes(32)), key])
for number in range(20):
    vault.store([Entry("PERSON", f"Anna {number}", f"Original {number}")], key, "organization:all")
    vault.store([Entry("PERSON", f"Own {sys.argv[2]} {number}", f"Own {number}")], key, "organization:all")
    vault.find(f"Anna {number}", "at once")
"""
    command = [sys.executable, "-c", program, place]
    workers = [
        subprocess.Popen([*command, str(one), MASTER.hex()], stderr=subprocess.PIPE, text=True) for one in range(3)
    ]

    reported = [worker.communicate(timeout=120)[1] for worker in workers]

    assert [worker.returncode for worker in workers] == [0, 0, 0], reported
    assert len(vault.log()) == 1 + 3 * 20
    assert [count.rows for count in vault.verify().counts.values()] == [20 + 3 * 20]
    assert [one.original for one in vault.find("Anna 7", "test")] == ["Original 7"]


def make_version_1(place: str, key: Key) -> None:
    """Create a vault of version 1: no state, grants in a table, a log without a key."""
    METADATA.create_all(engine := create_engine(f"sqlite:///{place}"))
    Path(place).chmod(0o600)
    entity, nonce = ENTRY.entity.encode(), bytes(12)
    tag = hmac.digest(key.derive(SCOPE, "vault tag", 32), ENTRY.surrogate.casefold().encode(), "sha256")
    sealed = AESGCM(key.derive(SCOPE, "vault seal", 32)).encrypt(nonce, ENTRY.original.encode(), tag + entity)
    line = ["1", "2026-01-01T00:00:00+00:00", "owner", "grant", "dpo: PERSON", "", "done"]
    digest = sha256("\0".join(["0" * 64, *line]).encode()).hexdigest()
    with engine.begin() as connection:
        connection.execute(text("drop table heteronym_state"))
        connection.execute(text("create table heteronym_grants (reader varchar, entity varchar)"))
        connection.execute(text("insert into heteronym_grants values ('dpo', 'PERSON')"))
        row = {"id": b"1", "tag": tag, "key_id": key.id, "scope": SCOPE, "entity": "PERSON", "sealed": nonce + sealed}
        connection.execute(ORIGINALS.insert(), row)
        connection.exec_driver_sql("insert into heteronym_accesses values (?, ?, ?, ?, ?, ?, ?, ?)", (*line, digest))


def test_vault_of_version_1_is_upgraded_on_request(tmp_path: Path, key: Key) -> None:
    place = str(tmp_path / "vault.sqlite")
    make_version_1(place, key)
    vault = Vault(place, [key])

    for use in (vault.verify, lambda: vault.find("Anna Keller", "test"), lambda: vault.store([ENTRY], key, SCOPE)):
        with pytest.raises(VaultError, match="vault upgrade"):
            use()
    assert vault.upgrade() == [("dpo", "PERSON")]
    with pytest.raises(VaultError, match="may not"):
        vault.find("Anna Keller", "test")
    vault.grant(login_here(), ["PERSON"])

    assert [one.original for one in vault.find("Anna Keller", "test")] == [ENTRY.original]
    assert [(line.action, ":" in line.digest) for line in vault.log()[:2]] == [("grant", False), ("upgrade", True)]
    assert [count.rows for count in vault.verify().counts.values()] == [1]
    with pytest.raises(VaultError, match="already of this version"):
        vault.upgrade()
    damage(place, "update heteronym_accesses set about = 'nobody: PERSON' where number = 1")
    with pytest.raises(VaultError, match="changed at line 1"):
        vault.verify()


def test_anchor_of_another_vault_is_rejected_and_unchanged(tmp_path: Path, key: Key) -> None:
    first, second = (Vault(str(tmp_path / name), [key]) for name in ("one", "two"))
    first.grant("dpo", ["PERSON"])
    first.verify_with(tmp_path / "anchor")
    noted = (tmp_path / "anchor").read_bytes()

    with pytest.raises(VaultError, match="anchor"):
        second.verify_with(tmp_path / "anchor")

    assert (tmp_path / "anchor").read_bytes() == noted
    (tmp_path / "anchor").write_text("{")
    with pytest.raises(RecordError, match="not an anchor"):
        first.verify_with(tmp_path / "anchor")


def test_vault_file_is_accessible_to_its_owner_only(tmp_path: Path, key: Key) -> None:
    vault = Vault(str(tmp_path / "vault.sqlite"), [key])
    vault.store([ENTRY], key, SCOPE)

    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize(
    ("unusable", "reported"),
    [
        ("postgresql+nodriver://user@hunter22/vault", "driver"),
        ("postgresql+psycopg://user:hunter22@host/vault", "PGPASSWORD"),
        ("postgresql+psycopg://user@host/vault?password=hunter22", "PGPASSWORD"),
        ("nonsense://hunter22", "driver"),
        ("/no/such/folder/vault", "No such file"),
    ],
)
def test_error_for_unusable_vault_omits_the_password(unusable: str, reported: str) -> None:
    with pytest.raises((VaultError, OutputError), match=reported) as caught:
        Vault(unusable, [OTHER])

    assert "hunter22" not in str(caught.value)
    assert caught.value.__cause__ is None
