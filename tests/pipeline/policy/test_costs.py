"""Costs: what a policy says of them precedes the public sources, and changes no copy."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import Policy
from pipeline.errors import PolicyError
from pipeline.policy.costs import Costs, CostTable, cost_table, default_costs
from recognizers.entities import KNOWN

OWN = "classification: own\nextends: confidential\ncosts: {}\n"
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(costs: str) -> Path:
        path = tmp_path / "own.yaml"
        path.write_text(OWN.format(costs))
        return path

    return written


def table(costs: Costs | None) -> CostTable:
    return cost_table(costs, "own")


def test_each_default_has_a_source_and_a_year() -> None:
    rows = {**default_costs().records, **default_costs().entities}

    assert all(row.source and 2015 <= row.year <= 2026 and row.amount >= 0 for row in rows.values())
    assert set(default_costs().entities) <= KNOWN
    assert {"public", "internal", "confidential", "restricted"} == set(default_costs().records)


# costs of a policy, entity, what one value fetches
VALUES = [
    (None, "CREDIT_CARD", 13),
    (None, "ES_NIF", 5.25),  # a kind of NATIONAL_ID
    (None, "MONEY", 0),
    (Costs(entities={"CREDIT_CARD": 40}), "CREDIT_CARD", 40),
    (Costs(entities={"CREDIT_CARD": 40}), "PASSPORT", 10.5),
    (Costs(entities={"ES_NIF": 7}), "ES_NIF", 7),
    (Costs(currency="EUR", entities={"CREDIT_CARD": 40}), "PASSPORT", 0),  # dollars do not add up with euros
]


@pytest.mark.parametrize(("costs", "entity", "amount"), VALUES)
def test_value_fetches_what_the_policy_or_else_a_source_says(costs: Costs | None, entity: str, amount: float) -> None:
    assert table(costs).of_value(entity).amount == amount


def test_record_of_an_own_class_costs_what_the_policy_says_and_otherwise_most() -> None:
    assert table(Costs(record=99)).of_record("own").amount == 99
    assert table(Costs(record=99)).of_record("confidential").amount == 150
    assert table(None).of_record("own").amount == 408


def test_costs_are_inherited_and_leave_the_digest_as_it_is(write: Write) -> None:
    digest = Policy.load(write("{}")).digest

    policy = Policy.load(write("{currency: EUR, record: 12.5, entities: {PERSON: 3}}"))

    assert policy.costs == Costs(currency="EUR", record=12.5, entities={"PERSON": 3})
    assert policy.digest == digest


# what is wrong, what the message says
WRONG = [
    ("{entities: {CREDIT_CRAD: 3}}", "unknown entity 'CREDIT_CRAD' - did you mean CREDIT_CARD?"),
    ("{record: -1}", "own.yaml:3"),
    ("{currency: euros}", "own.yaml:3"),
    ("{records: 3}", "unknown key 'records' - did you mean record?"),
]


@pytest.mark.parametrize(("costs", "message"), WRONG)
def test_wrong_costs_name_the_line_and_the_right_spelling(write: Write, costs: str, message: str) -> None:
    with pytest.raises(PolicyError) as caught:
        Policy.load(write(costs))

    assert message in str(caught.value)
