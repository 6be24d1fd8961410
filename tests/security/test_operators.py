"""Low: information about a value that `hash`, `mask`, `encrypt` and pseudonymized secrets reveal."""

import base64
import re

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Key
from pipeline.errors import SecretKeyError
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action, Rule
from pipeline.replace.operators import World, decrypt, operate
from pipeline.replace.pseudonymizer import NOBODY

SCOPE = "organization:all"
KEY = Key(bytes(range(32)))
WORLD = World(KEY, SCOPE, Policy.load("confidential"))
SECRETS = ("Summer2024!", "Winter2024!", "hunter2", "correct horse battery staple", "Tr0ub4dor&3" * 4)


def replaced(action: Action, entity: str, text: str, keep_last: int = 0) -> str:
    return operate(Rule(do=action, keep_last=keep_last), entity, text, NOBODY, WORLD)


def test_equal_texts_of_different_entities_have_different_hashes() -> None:
    pin, customer = (replaced(Action.HASH, entity, "4711") for entity in ("PIN", "CUSTOMER_ID"))

    assert pin != customer
    assert re.fullmatch("[0-9a-f]{64}", pin)
    assert pin == replaced(Action.HASH, "PIN", "4711")
    assert replaced(Action.HASH, "AB", "C") != replaced(Action.HASH, "A", "BC")


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60), st.integers(0, 30))
def test_mask_shows_at_most_a_quarter_and_not_the_length(value: str, keep_last: int) -> None:
    masked = replaced(Action.MASK, "CUSTOMER_ID", value, keep_last)

    shown = masked.removeprefix("*" * 8)
    assert masked == "*" * 8 + shown
    assert len(shown) <= min(keep_last, len(value) / 4)
    assert value.endswith(shown)


@pytest.mark.parametrize("keep_last", [4, 8, 100])
def test_mask_of_a_short_value_shows_few_characters(keep_last: int) -> None:
    assert replaced(Action.MASK, "PIN", "4711", keep_last).strip("*") in ("", "1")


@pytest.mark.parametrize("entity", ["PASSWORD", "SECRET", "API_KEY", "CRYPTO"])
def test_dummy_of_a_secret_hides_length_characters_and_equality(entity: str) -> None:
    assert len({replaced(Action.PSEUDONYMIZE, entity, secret) for secret in SECRETS}) == 1


@pytest.mark.parametrize("prefix", ["sk-proj-", "ghp_", "AKIA", "sk_live_"])
def test_dummy_of_a_secret_shows_only_the_published_prefix(prefix: str) -> None:
    dummies = {replaced(Action.PSEUDONYMIZE, "API_KEY", prefix + secret) for secret in SECRETS}

    assert len(dummies) == 1
    assert dummies.pop().startswith(f"{prefix}EXAMPLE")


def test_token_reveals_length_in_steps_of_32_bytes() -> None:
    tokens = [replaced(Action.ENCRYPT, "CUSTOMER_ID", "7" * length) for length in range(1, 100)]

    assert len({len(token) for token in tokens}) <= 4
    assert [decrypt(token, KEY, SCOPE) for token in tokens] == ["7" * length for length in range(1, 100)]


def test_token_of_version_1_opens_and_versions_are_not_confused() -> None:
    sealed = AESSIV(KEY.derive(SCOPE, "encrypt", 64)).encrypt(b"4711", [b"CUSTOMER_ID"])
    old = f"<CUSTOMER_ID:{base64.urlsafe_b64encode(sealed).decode()}>"
    new = replaced(Action.ENCRYPT, "CUSTOMER_ID", "4711")

    assert decrypt(old, KEY, SCOPE) == "4711"
    for changed in (old.replace(":", ":2."), new.replace(":2.", ":"), new.replace("CUSTOMER_ID", "PIN")):
        with pytest.raises(SecretKeyError):
            decrypt(changed, KEY, SCOPE)
