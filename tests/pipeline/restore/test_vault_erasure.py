"""Erasure: what belongs to a person leaves the vault for good, and the log and anchors say that it was meant to."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import Key
from pipeline.errors import VaultError
from pipeline.restore import vault as vault_module
from pipeline.restore.vault import Entry, Vault, login_here
from tests.conftest import Command

SCOPE = "dataset:default"
MARIA = [
    Entry("PERSON", "Ann Keller", "Maria Delgado"),
    Entry("PERSON", "KELLER, Ann", "DELGADO, Maria"),
    Entry("PERSON", "Keller", "Delgado"),
    Entry("EMAIL_ADDRESS", "ann.keller@mail.example", "maria.delgado@gmail.com"),
    Entry("USERNAME", "akeller", "mdelgado"),
]
OTHERS = [
    Entry("PERSON", "Rosa Weber", "Ines Moreau"),
    Entry("ORGANIZATION", "Larch", "Delgado"),
    Entry("CUSTOMER_ID", "CUS-77", "CUS-2048"),
]


@pytest.fixture
def vault(tmp_path: Path, key: Key) -> Vault:
    vault = Vault(str(tmp_path / "vault.sqlite"), [key])
    vault.store([*MARIA, *OTHERS], key, SCOPE)
    vault.grant(login_here(), ["*"])
    return vault


def left(vault: Vault) -> list[str]:
    entries = [*MARIA, *OTHERS]
    return [one.original for one in entries if one.original in {o.original for o in vault.find(one.surrogate, "test")}]


@pytest.mark.parametrize(
    ("values", "is_exact", "erased"),
    [
        (["Maria Delgado"], False, MARIA),
        (["maria  DELGADO"], False, MARIA),
        (["Maria Delgado"], True, MARIA[:1]),
        (["maria.delgado@gmail.com", "cus 2048"], False, [MARIA[3], OTHERS[2]]),
        (["Nobody Here"], False, []),
    ],
)
def test_all_entries_of_a_person_or_value_are_erased_and_no_other(
    values: list[str], is_exact: bool, erased: list[Entry], vault: Vault
) -> None:
    assert vault.forget(values, "request 9", is_exact=is_exact) == len(erased)
    assert left(vault) == [one.original for one in (*MARIA, *OTHERS) if one not in erased]
    vault.verify()


def test_short_forms_are_erased_with_the_name(vault: Vault, key: Key) -> None:
    vault.store([Entry("PERSON", "Maile", "Maggie"), Entry("PERSON", "Maile Hare", "Maggie Frost")], key, SCOPE)

    assert vault.forget(["Margaret Frost"], "request 9") == 2


def test_log_of_an_erasure_has_a_reason_and_no_value(vault: Vault, key: Key) -> None:
    vault.forget(["Maria Delgado"], "request 9")
    last = vault.log()[-1]
    assert (last.action, last.reason, last.outcome) == ("forget", "request 9", f'[["{key.id}","{SCOPE}",5]]')
    assert not any(word in str(last).casefold() for word in ("maria", "delgado"))
    with pytest.raises(VaultError, match="reason is missing"):
        vault.forget(["Maria Delgado"], " ")


def test_erased_rows_are_nowhere_in_the_files(vault: Vault, tmp_path: Path) -> None:
    with vault._reading() as connection:
        sealed = [bytes(row[0]) for row in connection.exec_driver_sql("SELECT sealed FROM heteronym_originals")]
    vault.forget(["Maria Delgado"], "request 9")
    content = b"".join(path.read_bytes() for path in tmp_path.glob("vault.sqlite*"))
    assert sum(one in content for one in sealed) == len(OTHERS)


def test_anchor_accepts_what_the_log_says_was_erased_and_nothing_else(vault: Vault, tmp_path: Path) -> None:
    anchor = tmp_path / "anchor"
    vault.verify_with(anchor)
    vault.forget(["Maria Delgado"], "request 9")
    vault.verify_with(anchor)
    with vault._writing() as connection:
        connection.exec_driver_sql("DELETE FROM heteronym_originals")
    with pytest.raises(VaultError, match="rows of key"):
        vault.verify_with(anchor)


def test_entries_older_than_the_retention_expire(vault: Vault, key: Key, monkeypatch: pytest.MonkeyPatch) -> None:
    assert vault.expire(30, "retention") == 0

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2999, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(vault_module, "datetime", Later)
    vault.store([Entry("PERSON", "Uwe Lang", "Jan Novak")], key, SCOPE)
    assert vault.expire(30, "retention") == len(MARIA) + len(OTHERS)
    assert [one.original for one in vault.find("Uwe Lang", "test")] == ["Jan Novak"]
    vault.verify()


def test_rows_of_a_missing_key_are_an_error_and_nothing_is_erased(vault: Vault, tmp_path: Path) -> None:
    other = Vault(str(tmp_path / "vault.sqlite"), [Key(bytes(32))])
    with pytest.raises(VaultError):
        other.forget(["Maria Delgado"], "request 9")
    assert len(left(vault)) == len(MARIA) + len(OTHERS)


def test_whole_name_finds_the_parts_that_columns_hold(tmp_path: Path, key: Key) -> None:
    vault = Vault(str(tmp_path / "parts.sqlite"), [key])
    vault.store([Entry("PERSON", "Ann", "Maria"), Entry("PERSON", "Keller", "Delgado")], key, SCOPE)
    vault.grant(login_here(), ["PERSON"])
    assert [one.original for one in vault.find("Ann Keller", "test")] == ["Maria", "Delgado"]


@pytest.mark.slow
def test_commands_say_how_many_entries_were_erased(
    heteronym: Command, vault: Vault, tmp_path: Path, key_file: Path
) -> None:
    options = ("--vault", str(tmp_path / "vault.sqlite"), "--reason", "request 9", "--key-file", str(key_file))
    done = heteronym("vault", "forget", "Maria Delgado", *options)
    assert (done.stdout, done.returncode) == ("5 entries erased\n", 0), done.stderr
    assert heteronym("vault", "expire", "--older-than", "30", *options).stdout == "0 entries erased\n"
