"""Dates and amounts with a policy: day-month order, noise and HIPAA's Safe Harbor."""

from pathlib import Path

import pytest
import regex

from pipeline import Key, Policy, Sanitizer, Span, Text
from pipeline.records.json_records import json_record
from pipeline.records.model import ReadOptions

EXAMPLE = Path(__file__).parents[2] / "docs" / "hipaa-safe-harbor.yaml"
QUIET = "classification: mine\ndetection: {ner: off}\n"


@pytest.fixture
def sanitizer(tmp_path: Path, key: Key):
    """Return a function that creates a sanitizer from the text of a policy."""

    def make(policy: str) -> Sanitizer:
        path = tmp_path / "own.yaml"
        path.write_text(QUIET + policy, encoding="utf-8")
        return Sanitizer(Policy.load(path), key)

    return make


def replaced(sanitizer: Sanitizer, entity: str, *values: str) -> list[str]:
    """Return the surrogates of the values of a declared column."""
    return [done.text for done in sanitizer.sanitize([[Text(value, entity) for value in values]])[0]]


def found(sanitizer: Sanitizer, entity: str, text: str) -> str:
    """Return the surrogate of a text that is one finding."""
    return sanitizer.replace([text], [[Span(0, len(text), entity, 0.6, "test")]])[0].text


def test_policy_sets_the_day_month_order(sanitizer) -> None:
    day_first = sanitizer("entities: {DATE_TIME: {do: shift, days: 7, day_first: true}}")
    month_first = sanitizer("entities: {DATE_TIME: {do: shift, days: 7, time: keep}}")
    assert replaced(day_first, "DATE_TIME", "9/4/2025")[0] in ("2/4/2025", "16/4/2025")
    assert replaced(month_first, "DATE_TIME", "9/4/2025")[0] in ("8/28/2025", "9/11/2025")


def test_child_policy_inherits_date_settings(sanitizer, tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(f"{QUIET}entities: {{DATE_TIME: {{do: shift, days: 7, day_first: true}}}}\n")
    child = sanitizer("extends: base.yaml")
    assert replaced(child, "DATE_TIME", "9/4/2025")[0] in ("2/4/2025", "16/4/2025")


def test_numbers_of_a_column_of_dates_stay_numbers(sanitizer) -> None:
    shifting = sanitizer("entities: {DATE_TIME: {do: shift, days: 7, time: keep}}")
    seconds, milliseconds, basic = replaced(shifting, "DATE_TIME", "1741082400", "1741082400123", "20250304")
    assert abs(int(seconds) - 1741082400) == 7 * 86_400
    assert abs(int(milliseconds) - 1741082400123) == 7 * 86_400_000
    assert basic in ("20250225", "20250311")
    assert found(shifting, "DATE_TIME", "1741082400") == "1741082400"  # elsewhere it may be any number


def test_numbers_of_a_json_record_are_written_as_numbers(sanitizer) -> None:
    shifting = sanitizer("entities: {DATE_OF_BIRTH: generalize, MONEY: shift}")
    options = ReadOptions(fields={"price": "MONEY"})
    record = json_record(b'{"dob": 310348800, "price": 1200.50}', 1, options)
    done = record.render([one.text for one in shifting.sanitize([record.texts])[0]])
    assert regex.fullmatch(rb'\{"dob": 1979, "price": 1\d{3}\.\d{2}\}', done)


def test_unparsable_value_in_a_date_column_is_replaced(sanitizer) -> None:
    shifting = sanitizer("entities: {DATE_OF_BIRTH: shift}")
    assert replaced(shifting, "DATE_OF_BIRTH", "31/13/1979", "born 79", "19791302") == ["<DATE_OF_BIRTH>"] * 3


def test_a_birthday_and_the_dates_of_a_document_keep_their_intervals(sanitizer) -> None:
    shifting = sanitizer("entities: {DATE_OF_BIRTH: shift, DATE_TIME: {do: shift, time: keep}}")
    texts = [Text("1979-11-02", "DATE_OF_BIRTH"), Text("1741082400", "DATE_TIME"), Text("1741168800", "DATE_TIME")]
    birth, one, other = (done.text for done in shifting.sanitize([texts])[0])
    assert int(other) - int(one) == 86_400
    assert birth != "1979-11-02"


def test_amounts_of_a_column_stay_numbers_and_change(sanitizer) -> None:
    noisy = sanitizer("entities: {MONEY: {do: shift, percent: 20}}")
    values = replaced(noisy, "MONEY", "1200.50", "1200.50", "87000", "$1,200.50")
    assert values[0] == values[1] != "1200.50"
    assert values[3] == f"${values[0][:-6]},{values[0][-6:]}"
    assert abs(int(values[2]) - 87_000) <= 17_400


SAFE_HARBOR = [
    ("PERSON", "Ada Lindqvist", "<PERSON>"),
    ("ADDRESS", "12 Oak Street, Springfield", "<ADDRESS>"),
    ("LOCATION", "Springfield", "<LOCATION>"),
    ("LOCATION", "Norway", "Norway"),
    ("ZIP_CODE", "62704", "627**"),
    ("ZIP_CODE", "89310-1234", "000**"),
    ("DATE_TIME", "March 4, 2025", "2025"),
    ("DATE_TIME", "3-5 March 2025", "2025"),
    ("DATE_TIME", "March 4", "<DATE_TIME>"),
    ("DATE_TIME", "November", "<DATE_TIME>"),
    ("DATE_TIME", "next Tuesday", "<DATE_TIME>"),
    ("DATE_TIME", "two weeks ago", "two weeks ago"),
    ("DATE_TIME", "spring of 1931", "before 1936"),
    ("DATE_OF_BIRTH", "1979-11-02", "1979"),
    ("DATE_OF_BIRTH", "1931-11-02", "before 1936"),
    ("AGE", "42 years old", "40-49 years old"),
    ("AGE", "93-year-old", "90+-year-old"),
    ("PHONE_NUMBER", "(212) 736-5000", "<PHONE_NUMBER>"),
    ("EMAIL_ADDRESS", "ada@acme.com", "<EMAIL_ADDRESS>"),
    ("US_SSN", "536-90-4399", "<US_SSN>"),
    ("MEDICAL_RECORD_NUMBER", "MRN-204881", "<MEDICAL_RECORD_NUMBER>"),
    ("HEALTH_INSURANCE_ID", "H204881", "<HEALTH_INSURANCE_ID>"),
    ("BANK_ACCOUNT", "021000021", "<BANK_ACCOUNT>"),
    ("MEDICAL_LICENSE", "BL1234567", "<MEDICAL_LICENSE>"),
    ("LICENSE_PLATE", "7ABC123", "<LICENSE_PLATE>"),
    ("IMEI", "356718092549648", "<IMEI>"),
    ("URL", "https://acme.com/u/ada", "<URL>"),
    ("IP_ADDRESS", "10.1.2.3", "<IP_ADDRESS>"),
    ("UUID", "123e4567-e89b-12d3-a456-426614174000", "<UUID>"),
    ("SOMETHING_NEW", "x9", "<SOMETHING_NEW>"),
]


@pytest.fixture(scope="module")
def safe_harbor(key: Key) -> Sanitizer:
    policy = Policy.load(EXAMPLE)
    quiet = policy.detection.model_copy(update={"ner": "off"})
    return Sanitizer(policy.model_copy(update={"detection": quiet}), key)


@pytest.mark.parametrize(("entity", "surface", "left"), SAFE_HARBOR)
def test_the_safe_harbor_example_leaves_what_the_rule_allows(
    safe_harbor: Sanitizer, entity: str, surface: str, left: str
) -> None:
    assert found(safe_harbor, entity, surface) == left


def test_the_safe_harbor_example_names_all_eighteen_identifiers_and_blocks_images() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert [letter for letter in "ABCDEFGHIJKLMNOPQR" if f"({letter})" not in text] == []
    policy = Policy.load(EXAMPLE)
    assert policy.unscannable == "block"
    kept = {entity for entity, rule in policy.entities.items() if rule.do == "keep"}
    assert kept == {"MONEY", "NRP", "TITLE"}
