"""Exposure: what a thief of the copy can still read of a record, and whom it singles out."""

import json

import pytest

from pipeline import Key, Policy, Sanitizer
from pipeline.audit.impact.exposure import Cell, Exposure, Wanted
from pipeline.audit.impact.facts import Digester, Facts, Kind, Stage, is_direct
from pipeline.policy.model import Rule
from pipeline.text.document import Text

NOTHING = Wanted()
ROW = {"full_name": "Zebulon Quackenbush", "zip": "97201", "dob": "1990-04-17", "ssn": "219-09-9999"}
ENTITIES = {"full_name": "PERSON", "zip": "ZIP_CODE", "dob": "DATE_OF_BIRTH", "ssn": "US_SSN", "city": "LOCATION"}


def sanitizer(key: Key, **entities: str) -> Sanitizer:
    policy = Policy.load("confidential")
    rules = {name: Rule.model_validate({"do": do}) for name, do in entities.items()}
    detection = policy.detection.model_copy(update={"ner": "off"})
    return Sanitizer(policy.model_copy(update={"detection": detection, "entities": {**policy.entities, **rules}}), key)


def facts_of(
    rows: list[dict[str, str]], one: Sanitizer, wanted: Wanted = NOTHING, left: frozenset[str] = frozenset()
) -> Facts:
    facts = Facts()
    exposure = Exposure(facts, Digester(one.key), wanted, left)
    for row in rows:
        texts = [Text(value, ENTITIES.get(name, ""), column=name) for name, value in row.items()]
        cells = [Cell((name,), text.value, text) for name, text in zip(row, texts, strict=True)]
        cells.append(Cell(("sex",), "F", None))
        exposure.add(texts, one.sanitize([texts])[0], cells, "confidential", is_written=True)
    return facts


def sizes(facts: Facts, kind: Kind, stage: Stage) -> list[int]:
    return sorted(count for (own, when, _), count in facts.cells.items() if (own, when) == (kind, stage))


def test_record_under_pseudonyms_exposes_no_value_and_every_row_looks_alike(key: Key) -> None:
    rows = [ROW, {**ROW, "zip": "97202"}, {**ROW, "zip": "97203"}]

    facts = facts_of(rows, sanitizer(key))

    assert not facts.exposed
    assert sizes(facts, Kind.COLUMNS, Stage.BEFORE) == [1, 1, 1]
    assert sizes(facts, Kind.COLUMNS, Stage.AFTER) == [3]
    assert (facts.classes["confidential", "before"], facts.classes["confidential", "after"]) == (3, 0)


def test_kept_entity_is_exposed_and_its_person_is_not_protected(key: Key) -> None:
    facts = facts_of([ROW], sanitizer(key, US_SSN="keep"))

    assert [entity for _, entity, _ in facts.exposed] == ["US_SSN"]
    assert {count for (_, _, name), count in facts.subjects.items() if name == "direct"} == {1}
    assert facts.classes["confidential", "after"] == 1


def test_generalized_values_join_the_records_that_share_them(key: Key) -> None:
    rows = [{**ROW, "zip": code} for code in ("97201", "97209", "10001")]

    facts = facts_of(rows, sanitizer(key, ZIP_CODE="generalize"))

    assert sizes(facts, Kind.COLUMNS, Stage.AFTER) == [1, 2]  # 972**, 972**, 100**


def test_value_that_the_copy_still_has_is_exposed_whatever_the_policy_says(key: Key) -> None:
    left = frozenset({Digester(key).of_value("PERSON", "quackenbush"), Digester(key).of_value("US_SSN", "219099999")})

    facts = facts_of([ROW, {**ROW, "full_name": "Anna Berg", "ssn": "536-90-4399"}], sanitizer(key), left=left)

    assert sorted(entity for _, entity, _ in facts.exposed) == ["PERSON", "US_SSN"]


def test_declared_quasi_identifiers_replace_those_that_the_columns_declare(key: Key) -> None:
    facts = facts_of([ROW, {**ROW, "zip": "97202"}], sanitizer(key), Wanted(quasi=("sex",)))

    assert sizes(facts, Kind.COLUMNS, Stage.BEFORE) == [2]
    assert facts.seen == {"sex"}


def test_sensitive_value_that_is_replaced_is_recognized_by_no_cell(key: Key) -> None:
    facts = facts_of([ROW], sanitizer(key), Wanted(sensitive=("ssn", "sex")))

    stages = {(name, when) for name, when, _, _ in facts.sensitive}
    assert stages == {("ssn", "before"), ("sex", "before"), ("sex", "after")}


def test_one_person_is_one_value_in_whatever_form_the_name_is_written(key: Key) -> None:
    row = {"note": "", "full_name": "Zebulon Quackenbush", "contact": "QUACKENBUSH, Zebulon"}
    entities = {"PERSON"}

    facts = facts_of([row], sanitizer(key))
    facts_of_both = facts_of([row, {"full_name": "Zebulon  Quackenbush"}], sanitizer(key))

    for one in (facts, facts_of_both):
        assert len({digest for _, entity, digest in one.values if entity in entities}) == 1


def test_blocked_record_exposes_nothing_after(key: Key) -> None:
    facts = Facts()
    texts = [Text(ROW["ssn"], "US_SSN")]
    sanitized = sanitizer(key, US_SSN="block").sanitize([texts])[0]

    Exposure(facts, Digester(key), Wanted(), frozenset()).add(texts, sanitized, [], "own", is_written=False)

    assert (facts.classes["own", "before"], facts.classes["own", "after"]) == (1, 0)
    assert not facts.exposed


def test_facts_have_no_value(key: Key) -> None:
    written = facts_of([ROW], sanitizer(key, PERSON="keep", ZIP_CODE="keep"), Wanted(sensitive=("ssn",))).as_json()

    for value in (*ROW.values(), "quackenbush", "219099999"):
        assert value not in written.decode()
    assert json.loads(written)["values"]


# entity, whether it leads to a person or into a system by itself
DIRECT = [("PERSON", True), ("US_SSN", True), ("PASSWORD", True), ("ADDRESS", True), ("BADGE", True), ("ZIP_CODE", False), ("AGE", False), ("ORGANIZATION", False), ("MONEY", False), ("URL", False), ("DATE_OF_BIRTH", False), ("TITLE", False)]  # fmt: skip


@pytest.mark.parametrize(("entity", "is_one"), DIRECT)
def test_direct_identifiers(entity: str, is_one: bool) -> None:
    assert is_direct(entity) is is_one
