"""Surrogates of national ids are valid, differ from the original, and lie in unissued ranges if there are any."""

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
from pipeline.replace.numbers.national_id_formats import ID_FORMATS, SAME_SHAPE, IdFormat
from pipeline.replace.numbers.national_ids import formats_of
from pipeline.replace.numbers.numbers import KINDS, surrogate_number
from recognizers.entities import CATALOGUE

KEY: FamilyKey = Key(bytes(range(32))).family("organization:all", "numbers")
BY_NAME = {id_format.name: id_format for id_format in ID_FORMATS}
CASES = [
    (id_format, surface) for name, surfaces in IDS.items() for id_format in [BY_NAME[name]] for surface in surfaces
]
PAGE = Path(__file__).parents[3] / "docs/numbers.md"


def entity_of(id_format: IdFormat) -> str:
    """Return an entity whose first format this is; most formats have no entity of their own."""
    return id_format.entities[0] if id_format.entities else "NATIONAL_ID"


def layout(text: str) -> str:
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", text))


def valid(id_format: IdFormat, surface: str) -> bool:
    return bool(id_format.validator()(characters(surface)) or id_format.validator()(surface))


@pytest.mark.parametrize(
    ("id_format", "surface"), CASES, ids=[f"{id_format.name} {surface}" for id_format, surface in CASES]
)
def test_valid_id_becomes_another_valid_id_of_its_layout(id_format: IdFormat, surface: str) -> None:
    assert valid(id_format, surface)
    surrogate = surrogate_number(KEY, entity_of(id_format), surface)

    accepting = [other for other in formats_of(entity_of(id_format)) if other.masks_of(len(characters(surface)))]
    took = next(other for other in accepting if valid(other, surface))
    assert valid(took, surrogate)
    assert surrogate != surface
    if id_format.name != "Vehicle identification number":  # a VIN may begin with a letter
        assert layout(surrogate) == layout(surface)
    assert re.sub(r"\w", "", surrogate) == re.sub(r"\w", "", surface)
    assert len(surrogate) == len(surface)
    assert surrogate == surrogate_number(KEY, entity_of(id_format), surface)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(CASES), st.integers(0, 50), st.integers(0, 50))
def test_generated_id_becomes_another_valid_id_of_its_layout(
    case: tuple[IdFormat, str], first: int, second: int
) -> None:
    id_format, surface = case
    one = surrogate_number(KEY, entity_of(id_format), surface, first)
    other = surrogate_number(KEY, entity_of(id_format), one, second)
    taking = [
        id_format
        for id_format in formats_of(entity_of(id_format))
        if id_format.masks_of(len(characters(one))) and valid(id_format, one)
    ]
    assert taking
    assert valid(taking[0], other)
    assert other != one
    assert len(other) == len(one)


@pytest.mark.parametrize("entity", ["NATIONAL_ID", "TAX_ID"])
def test_unspecified_id_is_identified_by_its_validator(entity: str) -> None:
    surrogate = surrogate_number(KEY, entity, "RCCMNL83S18D969H")
    assert valid(BY_NAME["Italian codice fiscale"], surrogate)
    assert surrogate[11:13] == "M9"


def test_unspecified_ssn_is_identified_by_its_layout() -> None:
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
def test_id_that_no_validator_accepts_keeps_its_shape(entity: str, surface: str) -> None:
    assert layout(surrogate_number(KEY, entity, surface)) == layout(surface)


def test_invalid_id_also_maps_to_the_unissued_range() -> None:
    assert surrogate_number(KEY, "UK_NHS", "943 476 5871").startswith("999 ")


@pytest.mark.parametrize("name", ["Spanish DNI", "Swiss AHV number", "Turkish identity number", "Indian Aadhaar"])
def test_ids_without_a_reserved_range_never_collide(name: str) -> None:
    id_format = BY_NAME[name]
    ids, one = set(), characters(IDS[name][0])
    for _ in range(400):
        one = surrogate_number(KEY, entity_of(id_format), one)
        assert one not in ids  # each id is the surrogate of the previous one, so that a permutation visits all of them
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
def test_date_of_birth_in_an_id_is_replaced(name: str, start: int) -> None:
    surface = IDS[name][0]
    surrogate = surrogate_number(KEY, entity_of(BY_NAME[name]), surface)
    assert characters(surrogate)[start : start + 5] != characters(surface)[start : start + 5]


def presidio_recognizers() -> dict[str, PatternRecognizer]:
    """Return Presidio's recognizer for each entity."""
    found: dict[str, PatternRecognizer] = {}
    for name in predefined_recognizers.__all__:
        with suppress(ImportError, TypeError, ValueError):  # recognizers that call a service or require arguments
            recognizer = getattr(predefined_recognizers, name)()
            if isinstance(recognizer, PatternRecognizer):
                found |= dict.fromkeys(recognizer.supported_entities, recognizer)
    return found


def test_presidio_recognizes_the_surrogate_like_the_original() -> None:
    recognizers = presidio_recognizers()
    for id_format, surface in CASES:
        for entity in set(id_format.entities) & set(recognizers) - {"UK_POSTCODE"}:  # its recognizer rejects area Q
            recognizer = recognizers[entity]
            if recognizer.analyze(surface, [entity], None):
                surrogates = [surrogate_number(KEY, entity, surface, attempt) for attempt in range(5)]
                assert all(recognizer.analyze(surrogate, [entity], None) for surrogate in surrogates), (entity, surface)


def test_every_presidio_country_id_has_a_format_or_keeps_its_shape() -> None:
    ruled = {entity for id_format in ID_FORMATS for entity in id_format.entities} | {
        row.name for row in CATALOGUE if row.surrogate in KINDS
    }
    entities = {row.name for row in CATALOGUE if row.country}
    assert entities - ruled == SAME_SHAPE
    assert not SAME_SHAPE & ruled


def test_python_stdnum_validates_at_least_60_formats() -> None:
    assert len({id_format.valid for id_format in ID_FORMATS if isinstance(id_format.valid, str)}) >= 60


def test_documentation_lists_every_format_and_its_range() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for id_format in ID_FORMATS:
        assert f"| {id_format.name} | `{id_format.validator_name}` | {id_format.never or 'none exists'} |" in page
    for entity in SAME_SHAPE:
        assert f"`{entity}`" in page
