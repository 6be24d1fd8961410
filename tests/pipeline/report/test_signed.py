"""Signed JSON: its canonical form, and every change of a signed text."""

import base64
import json
import math
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Key
from pipeline.errors import SecretKeyError
from pipeline.replace.keyed.signing import Signer, fingerprints_in
from pipeline.report.signed import canonical, signature_fault, signed, signer_of
from tests.conftest import MASTER

# RFC 8785: the example of section 3.2.3, then numbers and escapes of section 3.2.2.
EXAMPLES: dict[str, tuple[Any, str]] = {
    "names are sorted by their UTF-16 units": (
        {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7},
        '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}',
    ),
    "text is escaped as little as possible": (
        {"string": "\u20ac$\u000f\nA'\u0042\u0022\u005c\\\"/"},
        '{"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    ),
    "numbers and words": ([4.5, 2e-3, 56.0, -0.0, True, False, None], "[4.5,0.002,56,0,true,false,null]"),
    "a file name that is not UTF-8": (["\udce9.txt"], '["\\udce9.txt"]'),
}


@pytest.mark.parametrize("case", EXAMPLES)
def test_canonical_form_is_that_of_the_standard(case: str) -> None:
    value, expected = EXAMPLES[case]

    assert canonical(value) == expected.encode()


@pytest.mark.parametrize("number", [2**53, -(2**53), 1e-5, 1e300, math.nan, math.inf, {1, 2}, b"x"])
def test_what_two_programs_could_write_differently_is_refused(number: Any) -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical({"number": number})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=20)
@given(value=JSON)
def test_canonical_form_keeps_the_value_and_is_its_own_canonical_form(value: Any) -> None:
    content = canonical(value)

    assert json.loads(content) == value
    assert canonical(json.loads(content)) == content


@settings(max_examples=30)
@given(value=st.dictionaries(st.text(max_size=9), st.text(max_size=9), max_size=3), change=st.data())
def test_any_changed_byte_of_a_signed_text_is_noticed(value: dict[str, Any], change: st.DataObject) -> None:
    signer = Signer(Key(MASTER))
    content = canonical(signed(value, signer))
    place = change.draw(st.integers(0, len(content) - 1))
    byte = change.draw(st.integers(0, 255).filter(lambda byte: byte != content[place]))
    changed = content[:place] + bytes([byte]) + content[place + 1 :]

    assert signature_fault(json.loads(content), {signer.fingerprint}) == ""
    assert is_noticed(changed, signer.fingerprint)


def is_noticed(changed: bytes, signer: str) -> bool:
    try:
        parsed = json.loads(changed)
        return canonical(parsed) != changed or signature_fault(parsed, {signer}) != ""
    except (ValueError, AttributeError):
        return True


def test_signing_key_follows_the_key_and_tells_nothing_of_it(key: Key) -> None:
    signer, other = Signer(key), Signer(Key.generate())

    assert Signer(key).fingerprint == signer.fingerprint != other.fingerprint
    assert MASTER.hex() not in signer.pem() + repr(signer) + signer.public_key
    assert signature_fault(signed({"a": 1}, other), {signer.fingerprint}) == (
        f"is signed by another key, with the fingerprint {other.fingerprint}"
    )
    assert signer_of(signed({"a": 1}, other)) == other.fingerprint


def test_signing_key_stays_the_same_in_every_version(key: Key) -> None:
    assert Signer(key).fingerprint == "f9b0fc39d0d4bbcdb606d8367e34ec676d06caa9894f6d1b7317800611d447d7"


def test_fingerprint_is_the_digest_of_the_key_in_its_standard_form(key: Key, tmp_path: Path) -> None:
    public = tmp_path / "signer.pem"
    public.write_text(f"key {key.id}\n{Signer(key).pem()}", encoding="utf-8")
    der = base64.b64decode("".join(Signer(key).pem().splitlines()[1:-1]))

    assert fingerprints_in(str(public)) == {sha256(der).hexdigest()} == {Signer(key).fingerprint}


def test_file_of_public_keys_may_hold_several(key: Key, tmp_path: Path) -> None:
    signers = [Signer(key), Signer(Key.generate())]
    public = tmp_path / "signers.pem"
    public.write_text("".join(signer.pem() for signer in signers), encoding="utf-8")

    assert fingerprints_in(str(public)) == {signer.fingerprint for signer in signers}
    assert fingerprints_in(signers[0].fingerprint.upper()) == {signers[0].fingerprint}


RSA = """-----BEGIN PUBLIC KEY-----
MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf
9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQ==
-----END PUBLIC KEY-----
"""


@pytest.mark.parametrize("content", ["", "Jane Keller", RSA, RSA[:60] + "\n-----END PUBLIC KEY-----\n"])
def test_what_is_no_public_key_of_a_signer_is_refused_without_its_content(content: str, tmp_path: Path) -> None:
    (tmp_path / "other").write_text(content, encoding="utf-8")

    with pytest.raises(SecretKeyError, match="does not hold public keys") as refused:
        fingerprints_in(str(tmp_path / "other"))

    assert "Keller" not in str(refused.value)
