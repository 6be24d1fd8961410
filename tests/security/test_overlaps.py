"""Overlapping findings: a number within a wider, less certain span is replaced as a number."""

import pytest

from pipeline import Key, Policy, Sanitizer
from pipeline.text.spans import Span

PEOPLE = ["Anna Smith", "John Okafor", "Priya Raman", "Joshua Wood"]
NUMBERS = {
    "521-46-7731": "US_SSN",
    "(415) 555-2671": "PHONE_NUMBER",
    "+1 415 555 2671": "PHONE_NUMBER",
    "415-555-2671": "PHONE_NUMBER",
    "4111 1111 1111 1111": "CREDIT_CARD",
    "DE89 3704 0044 0532 0130 00": "IBAN_CODE",
    "192.168.10.24": "IP_ADDRESS",
}
NAMES = ("PERSON", "ORGANIZATION", "LOCATION")
STRICT = ("internal", "confidential", "restricted")


@pytest.fixture(scope="module")
def sanitizers(key: Key) -> dict[str, Sanitizer]:
    return {name: Sanitizer(Policy.load(name), key, dataset="test") for name in ("public", *STRICT)}


@pytest.mark.parametrize("policy", STRICT)
def test_number_next_to_a_name_is_replaced(sanitizers: dict[str, Sanitizer], policy: str) -> None:
    pairs = [(name, number) for name in PEOPLE for number in NUMBERS]
    results = sanitizers[policy].sanitize([[f"{name} - {number}"] for name, number in pairs])
    left = [pair for pair, [result] in zip(pairs, results, strict=True) if pair[1] in result.text]
    assert left == []


@pytest.mark.parametrize("name_entity", NAMES)
@pytest.mark.parametrize(("number", "entity"), NUMBERS.items())
def test_number_within_a_name_span_is_replaced_as_a_number(
    without_model: Sanitizer, name_entity: str, number: str, entity: str
) -> None:
    text = f"Anna Smith - {number}"
    start = text.index(number)
    spans = [Span(0, len(text), name_entity, 0.85, "model"), Span(start, len(text), entity, 0.5, "pattern")]
    [result] = without_model.replace([text], [spans])
    assert number not in result.text
    assert [replacement.entity for replacement in result.replacements] == [name_entity, entity]


@pytest.mark.parametrize("number", [*NUMBERS, "88213", "A1234567", "4521-88"])
def test_name_with_a_number_keeps_no_digits(without_model: Sanitizer, number: str) -> None:
    text = f"Anna Smith - {number}"
    [result] = without_model.replace([text], [[Span(0, len(text), "PERSON", 0.99, "model")]])
    runs = [run for run in number.replace("-", " ").replace(".", " ").split() if sum(map(str.isdecimal, run)) > 1]
    assert all(run.strip("()+A") not in result.text for run in runs)


def test_time_of_day_next_to_a_name_is_kept(without_model: Sanitizer) -> None:
    text = "08:51:06 Anna Smith"
    [result] = without_model.replace([text], [[Span(0, len(text), "PERSON", 0.99, "model")]])
    assert result.text.startswith("08:51:06 ")


def test_replaced_interpretation_of_an_ambiguous_number_applies(sanitizers: dict[str, Sanitizer]) -> None:
    text = "Call 415-555-2671."  # also a valid NHS number, which the policy `public` keeps
    assert "415-555-2671" not in sanitizers["public"].sanitize_text(text).text


@pytest.mark.parametrize("call", ["sanitize", "detect"])
def test_string_is_not_a_document_of_characters(without_model: Sanitizer, call: str) -> None:
    with pytest.raises(TypeError, match=r"\[\[text\]\]"):
        getattr(without_model, call)(["Write to anna.smith@acme.com."])
