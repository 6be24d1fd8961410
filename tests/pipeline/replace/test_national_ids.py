"""Surrogates of national ids: valid as their originals, of ranges never issued where there are any, and never the same."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from presidio_analyzer import PatternRecognizer, predefined_recognizers

from examples import IDS
from pipeline.replace.keyed.keys import FamilyKey, Key
from pipeline.replace.keyed.shapes import characters
from pipeline.replace.numbers.national_id_rules import RULES, SAME_SHAPE, Rule
from pipeline.replace.numbers.national_ids import rules_of
from pipeline.replace.numbers.numbers import KINDS, surrogate_number
from recognizers.entities import CATALOGUE

KEY: FamilyKey = Key(bytes(range(32))).family("organization:all", "numbers")
BY_NAME = {rule.name: rule for rule in RULES}
CASES = [(rule, surface) for name, surfaces in IDS.items() for rule in [BY_NAME[name]] for surface in surfaces]
PAGE = Path(__file__).parents[3] / "docs/numbers.md"


def entity_of(rule: Rule) -> str:
    """Return an entity whose first rule this is; most ids have none of their own."""
    return rule.entities[0] if rule.entities else "NATIONAL_ID"


def layout(text: str) -> str:
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", text))


def valid(rule: Rule, surface: str) -> bool:
    return bool(rule.validator()(characters(surface)) or rule.validator()(surface))


@pytest.mark.parametrize(("rule", "surface"), CASES, ids=[f"{rule.name} {surface}" for rule, surface in CASES])
def test_a_valid_id_becomes_another_valid_id_of_its_layout(rule: Rule, surface: str) -> None:
    assert valid(rule, surface)
    surrogate = surrogate_number(KEY, entity_of(rule), surface)

    accepting = [other for other in rules_of(entity_of(rule)) if other.masks_of(len(characters(surface)))]
    took = next(other for other in accepting if valid(other, surface))
    assert valid(took, surrogate)
    assert surrogate != surface
    if rule.name != "Vehicle identification number":  # which may begin with a letter
        assert layout(surrogate) == layout(surface)
    assert re.sub(r"\w", "", surrogate) == re.sub(r"\w", "", surface)
    assert len(surrogate) == len(surface)
    assert surrogate == surrogate_number(KEY, entity_of(rule), surface)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(CASES), st.integers(0, 50), st.integers(0, 50))
def test_so_does_every_id_that_the_rules_make(case: tuple[Rule, str], first: int, second: int) -> None:
    rule, surface = case
    one = surrogate_number(KEY, entity_of(rule), surface, first)
    other = surrogate_number(KEY, entity_of(rule), one, second)
    taking = [rule for rule in rules_of(entity_of(rule)) if rule.masks_of(len(characters(one))) and valid(rule, one)]
    assert taking
    assert valid(taking[0], other)
    assert other != one
    assert len(other) == len(one)


@pytest.mark.parametrize("entity", ["NATIONAL_ID", "TAX_ID"])
def test_an_unnamed_id_is_told_by_its_validator(entity: str) -> None:
    surrogate = surrogate_number(KEY, entity, "RCCMNL83S18D969H")
    assert valid(BY_NAME["Italian codice fiscale"], surrogate)
    assert surrogate[11:13] == "M9"


def test_an_american_number_is_told_by_its_layout() -> None:
    assert surrogate_number(KEY, "NATIONAL_ID", "536-90-4399").startswith("9")


@pytest.mark.parametrize(
    ("entity", "surface"),
    [
        ("ES_NIF", "54362315-A"),
        ("DE_TAX_ID", "11111111111"),
        ("NATIONAL_ID", "12-AB/7"),
        ("NATIONAL_ID", "?"),
        ("PL_PESEL", "١٢٣٤٥٦٧٨٩٠١"),
        ("UK_NHS", "12"),
    ],
)
def test_what_no_validator_takes_keeps_its_shape(entity: str, surface: str) -> None:
    assert layout(surrogate_number(KEY, entity, surface)) == layout(surface)


def test_a_mistyped_id_still_goes_to_the_range_that_was_never_issued() -> None:
    assert surrogate_number(KEY, "UK_NHS", "943 476 5871").startswith("999 ")


@pytest.mark.parametrize("name", ["Spanish DNI", "Swiss AHV number", "Turkish identity number", "Indian Aadhaar"])
def test_ids_without_a_reserved_range_never_meet(name: str) -> None:
    rule = BY_NAME[name]
    ids, one = set(), characters(IDS[name][0])
    for _ in range(400):
        one = surrogate_number(KEY, entity_of(rule), one)
        assert one not in ids  # each is the surrogate of the one before: a permutation leads through all of them
        ids.add(one)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("Italian codice fiscale", 6),
        ("Mexican CURP", 4),
        ("Chinese resident identity number", 8),
        ("South African identity number", 0),
        ("South Korean resident registration number", 0),
        ("Swedish personnummer", 0),
        ("Polish PESEL", 0),
        ("Norwegian fødselsnummer", 0),
        ("Finnish henkilötunnus", 0),
        ("Danish CPR number", 0),
    ],
)
def test_a_date_of_birth_does_not_stay(name: str, start: int) -> None:
    surface = IDS[name][0]
    surrogate = surrogate_number(KEY, entity_of(BY_NAME[name]), surface)
    assert characters(surrogate)[start : start + 5] != characters(surface)[start : start + 5]


def presidio_recognizers() -> dict[str, PatternRecognizer]:
    """Return Presidio's recognizer of each entity."""
    found: dict[str, PatternRecognizer] = {}
    for name in predefined_recognizers.__all__:
        with suppress(ImportError, TypeError, ValueError):  # those that call a service, or ask for arguments
            recognizer = getattr(predefined_recognizers, name)()
            if isinstance(recognizer, PatternRecognizer):
                found |= dict.fromkeys(recognizer.supported_entities, recognizer)
    return found


def test_presidio_takes_a_surrogate_for_what_it_took_the_original_for() -> None:
    recognizers = presidio_recognizers()
    for rule, surface in CASES:
        for entity in set(rule.entities) & set(recognizers) - {"UK_POSTCODE"}:  # whose recognizer knows no area Q
            recognizer = recognizers[entity]
            if recognizer.analyze(surface, [entity], None):
                surrogates = [surrogate_number(KEY, entity, surface, attempt) for attempt in range(5)]
                assert all(recognizer.analyze(surrogate, [entity], None) for surrogate in surrogates), (entity, surface)


def test_every_country_id_of_presidio_has_a_rule_or_keeps_its_shape() -> None:
    ruled = {entity for rule in RULES for entity in rule.entities} | {
        row.name for row in CATALOGUE if row.surrogate in KINDS
    }
    entities = {row.name for row in CATALOGUE if row.country}
    assert entities - ruled == SAME_SHAPE
    assert not SAME_SHAPE & ruled


def test_python_stdnum_validates_at_least_25_of_them() -> None:
    assert len({rule.valid for rule in RULES if isinstance(rule.valid, str)}) >= 60


def test_the_page_lists_every_rule_and_its_range() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for rule in RULES:
        assert f"| {rule.name} | `{rule.validator_name}` | {rule.never or 'none exists'} |" in page
    for entity in SAME_SHAPE:
        assert f"`{entity}`" in page
