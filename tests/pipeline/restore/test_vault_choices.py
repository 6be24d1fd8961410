"""Vault choices: a vault tells later runs which surrogates earlier ones gave, and nothing more."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from pipeline import Key, Policy, Sanitizer
from pipeline.errors import VaultError
from pipeline.replace.keyed.ledger import NO_CHOICES
from pipeline.restore.vault import Entry, Vault, login_here
from pipeline.restore.vault_rows import CHOSEN, entries_of

SCOPE, OTHER_SCOPE = "dataset:a", "dataset:b"
CHOICE, OTHER_CHOICE = b"value...made....", b"another.other..."
PHONE = Entry("PHONE_NUMBER", "07700 900127", "07400 123456", CHOICE)
OTHER = Entry("PHONE_NUMBER", "07700 900128", "07400 123457", OTHER_CHOICE)
PLAIN = Entry("EMAIL_ADDRESS", "a@b.example", "zq@quackenbush.com")
REVERSIBLE = "classification: case-files\nextends: confidential\nloosen: [reversible, ner]\nreversible: true\ndetection: {ner: off}\n"
TEXT = "Call 07400 123456 or zq@quackenbush.com, the order is ORD-4711."


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "vault.sqlite")


@pytest.fixture
def vault(place: str, key: Key) -> Vault:
    vault = Vault(place, [key])
    vault.store([PHONE, PLAIN], key, SCOPE)
    vault.store([OTHER], key, OTHER_SCOPE)
    return vault


def changed(place: str, statement: str) -> None:
    with create_engine(f"sqlite:///{place}").begin() as connection:
        connection.execute(text(statement))


def test_choices_are_those_of_the_named_scopes(vault: Vault, key: Key) -> None:
    assert vault.choices(key, [SCOPE]).pairs == {CHOICE}
    assert vault.choices(key, [SCOPE, OTHER_SCOPE]).pairs == {CHOICE, OTHER_CHOICE}
    assert vault.choices(key, []) == vault.choices(key, ["dataset:c"]) == NO_CHOICES


def test_original_with_a_choice_is_found_under_its_scope_and_once(vault: Vault, key: Key) -> None:
    vault.grant(login_here(), ["*"])
    vault.store([PHONE, Entry(PHONE.entity, PHONE.surrogate, PHONE.original)], key, SCOPE)  # as an older version did

    found = vault.find(PHONE.surrogate, "test")

    assert [(one.entity, one.original, one.scope) for one in found] == [("PHONE_NUMBER", PHONE.original, SCOPE)]
    vault.verify()


def test_choice_is_erased_with_its_original(vault: Vault, key: Key) -> None:
    assert vault.forget([PHONE.original], "erasure request 9") == 1

    assert vault.choices(key, [SCOPE]) == NO_CHOICES
    vault.verify()


@pytest.mark.parametrize(
    "statement",
    [
        f"delete from heteronym_originals where scope = '{CHOSEN}{SCOPE}'",
        f"update heteronym_originals set scope = '{CHOSEN}{SCOPE}' where scope = '{CHOSEN}{OTHER_SCOPE}'",
        f"update heteronym_originals set id = zeroblob(32) where scope = '{CHOSEN}{SCOPE}'",
        "delete from heteronym_state",
    ],
)
def test_changed_choices_are_refused(vault: Vault, place: str, key: Key, statement: str) -> None:
    changed(place, statement)

    with pytest.raises(VaultError):
        vault.choices(key, [SCOPE])


@pytest.mark.parametrize(
    ("policy", "entities"),
    [
        (REVERSIBLE, {"PHONE_NUMBER"}),
        (REVERSIBLE + "entities: {PHONE_NUMBER: hash}\n", set()),
        (REVERSIBLE + "scope: document\n", set()),
        (REVERSIBLE + "crowded: {over: 1, do: own_world}\n", set()),
        (REVERSIBLE.replace("[reversible, ner]", "[ner]").replace("reversible: true\n", ""), set()),
    ],
)
def test_only_surrogates_that_agree_in_the_scope_have_a_choice(
    tmp_path: Path, key: Key, policy: str, entities: set[str]
) -> None:
    (tmp_path / "policy.yaml").write_text(policy)
    sanitizer = Sanitizer(Policy.load(tmp_path / "policy.yaml"), key)
    text = TEXT + " Then call 07400 123457."

    stored = list(entries_of([sanitizer.sanitize_text(text)]))

    assert {one.entity for one in stored if one.choice} == entities
    assert all(part not in one.choice for one in stored for part in (b"7400", b"7700"))
