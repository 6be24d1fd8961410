"""Classification: the table decides, row by row, and its rows fit what their words say."""

from pathlib import Path

import pytest

from pipeline.audit.impact.classify import classify, strictness
from pipeline.audit.impact.facts import Facts
from pipeline.audit.impact.gathering import ShardFacts
from pipeline.audit.impact.measure import Measured
from pipeline.audit.impact.sums import sums_in
from pipeline.policy.classes import class_rules
from pipeline.policy.loading import shipped_names
from pipeline.run.model import Counts, FileResult
from recognizers.entities import KNOWN, general

Found = dict[tuple[str, str], tuple[int, int]]  # (field, entity) -> its values, and the records that have them


def proposed(folder: Path, found: Found, records: int, *, is_sample: bool = False):
    facts = Facts()
    facts.totals["records"] = records
    for (field, entity), (values, count) in found.items():
        facts.values.update({(field, entity, f"{number}"): 1 for number in range(values)})
        facts.in_records[field, entity] = count
        facts.with_entity[entity,] = max(count, facts.with_entity[entity,])
        facts.filled[field,] = records
    with sums_in(folder) as sums:
        sums.add(ShardFacts(0, facts))
        file = FileResult(0, "a.jsonl", "jsonl", "", Counts())
        return classify(Measured(sums, (file,), ()), ["a.jsonl"], is_sample=is_sample)[0]


# what is found, in how many records, the class
CLASSES: list[tuple[Found, int, str]] = [
    ({}, 10, "public"),
    ({}, 0, "public"),
    ({("", "MONEY"): (9, 9), ("", "ORGANIZATION"): (9, 9)}, 10, "public"),
    ({("", "HOSTNAME"): (1, 1)}, 10, "internal"),
    ({("", "BADGE"): (3, 3)}, 10, "internal"),  # only a policy declares it
    ({("text", "PERSON"): (120, 90), ("text", "CREDIT_CARD"): (14, 14)}, 100, "confidential"),
    ({("text", "PERSON"): (1, 1)}, 10_000, "public"),  # one in 10,000 lines is a false alarm
    ({("ssn", "US_SSN"): (98, 98)}, 100, "restricted"),
    ({("text", "US_SSN"): (1, 1)}, 100, "confidential"),  # one in 100 tickets
    ({("id", "ES_NIF"): (9, 9)}, 100, "restricted"),  # a kind of NATIONAL_ID
]


@pytest.mark.parametrize(("found", "records", "classification"), CLASSES)
def test_table_decides(tmp_path: Path, found: Found, records: int, classification: str) -> None:
    assert proposed(tmp_path, found, records).whole.classification == classification


def test_fields_that_make_a_file_stricter_are_named(tmp_path: Path) -> None:
    one = proposed(
        tmp_path, {("ssn", "US_SSN"): (98, 98), ("note", "PERSON"): (40, 40), ("kind", "MONEY"): (9, 9)}, 100
    )

    assert [(field.name, field.classification) for field in one.fields] == [
        ("ssn", "restricted"),
        ("note", "confidential"),
    ]
    assert (one.decisive, one.without) == (("ssn",), "confidential")
    assert one.whole.reasons[0].share.share == 0.98


def test_sample_is_judged_by_what_the_whole_may_have(tmp_path: Path) -> None:
    found: Found = {("", "US_SSN"): (1, 1)}
    (tmp_path / "sample").mkdir()

    assert proposed(tmp_path, found, 100).whole.classification == "confidential"
    assert proposed(tmp_path / "sample", found, 100, is_sample=True).whole.classification == "restricted"  # up to 5.4 %


def test_rows_name_shipped_policies_and_known_entities_from_strict_to_mild() -> None:
    rules = class_rules()

    assert {rule.classification for rule in rules} == set(shipped_names())
    assert [strictness(rule.classification) for rule in rules] == sorted(
        strictness(rule.classification) for rule in rules
    )
    assert not rules[-1].entities
    assert all(rule.entities <= KNOWN for rule in rules)
    assert all(general(entity) == entity for rule in rules for entity in rule.entities)
