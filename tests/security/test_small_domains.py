"""Low, domains below 10**6: numbers of small domains are not pseudonymized if the policy says so."""

from pathlib import Path

import pytest

from pipeline import Key, Policy, PolicyError, Sanitizer, Span

MASTER = Key(bytes(range(32)))


def sanitizer(policy: Policy) -> Sanitizer:
    quiet = policy.detection.model_copy(update={"ner": "off"})
    return Sanitizer(policy.model_copy(update={"detection": quiet}), MASTER)


def replaced(own: Sanitizer, entity: str, surface: str) -> str:
    (done,) = own.replace([surface], [[Span(0, len(surface), entity, 1.0, "test")]])
    return done.text or f"blocked for {done.blocked}"


SMALL = [
    ("CUSTOMER_ID", "4711"),
    ("CUSTOMER_ID", "CUS-204881"),
    ("ORDER_ID", "ORD-4711"),
    ("MEDICAL_RECORD_NUMBER", "448201"),
    ("BANK_ACCOUNT", "000123"),
    ("EMPLOYEE_ID", "EMP-4711"),
]
LARGE = [
    ("CUSTOMER_ID", "48201177"),
    ("US_SSN", "536-90-4399"),
    ("CREDIT_CARD", "4539 1488 0343 6467"),
    ("PERSON", "Mary Jones"),
    ("ORDER_ID", "KX71RT"),
]


@pytest.mark.parametrize(("entity", "surface"), SMALL)
def test_restricted_redacts_numbers_of_small_domains(entity: str, surface: str) -> None:
    assert replaced(sanitizer(Policy.load("restricted")), entity, surface) == f"<{entity}>"


@pytest.mark.parametrize(("entity", "surface"), LARGE)
def test_restricted_pseudonymizes_numbers_of_large_domains(entity: str, surface: str) -> None:
    assert not replaced(sanitizer(Policy.load("restricted")), entity, surface).startswith("<")


@pytest.mark.parametrize(("entity", "surface"), SMALL)
def test_confidential_pseudonymizes_numbers_of_small_domains(entity: str, surface: str) -> None:
    assert not replaced(sanitizer(Policy.load("confidential")), entity, surface).startswith("<")


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("{below: 10000, do: redact}", "<CUSTOMER_ID>"),
        ("{below: 10000, do: generalize}", "<CUSTOMER_ID>"),
        ("{below: 10000, do: block}", "blocked for CUSTOMER_ID"),
        ("{below: 10000}", "<CUSTOMER_ID>"),
    ],
)
def test_policy_sets_size_and_action_of_small_domains(tmp_path: Path, said: str, left: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(f"classification: own\nextends: confidential\nsmall_domain: {said}\n", encoding="utf-8")
    own = sanitizer(Policy.load(path))
    assert replaced(own, "CUSTOMER_ID", "4711") == left
    assert not replaced(own, "CUSTOMER_ID", "47112").startswith("<")


def test_child_policy_cannot_lower_the_small_domain_limit(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("classification: own\nextends: restricted\nsmall_domain: {below: 1000}\n", encoding="utf-8")
    with pytest.raises(PolicyError, match="small_domain is weaker here"):
        Policy.load(path)
