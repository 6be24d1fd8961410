"""The page about impact shows the tables that decide, and a policy that loads."""

from pathlib import Path

import pytest

from pipeline import Policy
from pipeline.policy.classes import ClassRule, class_rules
from pipeline.policy.costs import default_costs
from tests.documentation import PROJECT, blocks

PAGE = PROJECT / "docs/impact.md"


def class_row(rule: ClassRule) -> str:
    entities = f": {' '.join(f'`{entity}`' for entity in sorted(rule.entities))}" if rule.entities else ""
    least = (f"{rule.min_values} or more", f"{rule.min_percent:g} % or more") if rule.entities else ("", "")
    return f"| `{rule.classification}` | {rule.what}{entities} | {least[0]} | {least[1]} |"


def cost_rows() -> list[str]:
    costs = default_costs()
    named = {
        **{f"one exposed record, `{name}`": one for name, one in costs.records.items()},
        **{f"one `{name}`": one for name, one in costs.entities.items()},
    }
    return [f"| {name} | {one.amount:g} | {one.source} | {one.year} |" for name, one in named.items()]


@pytest.mark.parametrize("rows", [[*map(class_row, class_rules())], cost_rows()], ids=["classes", "costs"])
def test_page_has_each_row_in_order(rows: list[str]) -> None:
    assert "\n" + "\n".join(rows) + "\n" in PAGE.read_text("utf-8")


def test_policy_of_the_page_loads(tmp_path: Path) -> None:
    (tmp_path / "claims.yaml").write_text(blocks(PAGE, "yaml")[0])

    costs = Policy.load(tmp_path / "claims.yaml").costs

    assert costs is not None
    assert (costs.currency, costs.record) == ("EUR", 210)
