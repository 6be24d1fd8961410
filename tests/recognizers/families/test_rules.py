"""Every rule finds its true examples and nothing in its false ones."""

from collections import Counter

import pytest

from recognizers.families import rules
from recognizers.rules import Rule, RuleRecognizer

RULES = rules()


def found(rule: Rule, text: str) -> list[str]:
    spans = {(one.start, one.end) for one in RuleRecognizer(rule).analyze(text, [rule.entity])}
    return [text[start:end] for start, end in sorted(spans)]


def test_names_of_rules_are_unique() -> None:
    assert [name for name, count in Counter(rule.name for rule in RULES).items() if count > 1] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_the_marked_values_of_its_examples(rule: Rule) -> None:
    for example in rule.true:
        values = [marked.split("⟧")[0] for marked in example.split("⟦")[1:]]
        text = example.replace("⟦", "").replace("⟧", "")
        assert found(rule, text) == values, example
    for example in rule.false:
        assert found(rule, example) == [], example


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_two_true_and_two_false_examples(rule: Rule) -> None:
    assert len(rule.true) >= 2
    assert len(rule.false) >= 2
