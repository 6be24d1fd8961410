"""Costs: what an exposed record costs, and what a stolen value fetches, from a policy or from public sources."""

from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml
from pydantic import Field

from pipeline.policy.strict import StrictModel
from pipeline.policy.values import Entity
from recognizers.entities import general

DEFAULTS_FILE = "costs.yaml"
OWN = "the policy"
NOTHING = "no source: it fetches nothing by itself"


class Costs(StrictModel):
    """What a policy says about costs. What it does not say follows `costs.yaml`, if the currency is the same.

    Arguments:
        currency: the code of the currency (ISO 4217).
        record: what one exposed record of this classification costs; None for the default.
        entities: entity -> what one of its values fetches.
    """

    currency: str = Field("USD", pattern="^[A-Z]{3}$")
    record: float | None = Field(None, ge=0)
    entities: dict[Entity, float] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cost:
    """An amount, and where it comes from.

    Arguments:
        amount: the amount in the currency of its table.
        source: who says so.
        year: in which year; 0 for a policy.
    """

    amount: float
    source: str
    year: int = 0


@dataclass(frozen=True, slots=True)
class CostTable:
    """All costs of a policy.

    Arguments:
        currency: the code of the currency.
        records: classification -> what one exposed record costs.
        entities: entity -> what one value fetches.
    """

    currency: str
    records: dict[str, Cost]
    entities: dict[str, Cost] = field(default_factory=dict)

    def of_value(self, entity: str) -> Cost:
        """Return what one value of an entity fetches; a kind of a general entity fetches what that one does."""
        return self.entities.get(entity) or self.entities.get(general(entity)) or Cost(0, NOTHING)

    def of_record(self, classification: str) -> Cost:
        """Return what one record costs; what the strictest class costs if the classification has no line."""
        return self.records.get(classification) or max(self.records.values(), key=lambda one: one.amount)


def cost_table(costs: Costs | None, classification: str) -> CostTable:
    """Return the costs of a policy, completed from the public sources if its currency is theirs.

    Arguments:
        costs: what the policy says; None for nothing.
        classification: the classification of the policy.
    """
    defaults = default_costs()
    own = costs or Costs(currency=defaults.currency)
    is_same = own.currency == defaults.currency
    records = dict(defaults.records) if is_same else {classification: Cost(0, OWN)}
    if own.record is not None:
        records[classification] = Cost(own.record, OWN)
    stated = {entity: Cost(amount, OWN) for entity, amount in own.entities.items()}
    return CostTable(own.currency, records, {**(defaults.entities if is_same else {}), **stated})


@cache
def default_costs() -> CostTable:
    """Return the costs of the public sources."""
    content = yaml.safe_load(resources.files("pipeline.policy").joinpath(DEFAULTS_FILE).read_text("utf-8"))
    return CostTable(content["currency"], _read(content["records"]), _read(content["entities"]))


def _read(rows: dict[str, dict[str, Any]]) -> dict[str, Cost]:
    return {name: Cost(float(row["amount"]), row["source"], row["year"]) for name, row in rows.items()}
