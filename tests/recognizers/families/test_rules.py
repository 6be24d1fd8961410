"""Every rule finds its true examples and nothing in its false ones."""

import re
from collections import Counter
from types import ModuleType

import pytest

from pipeline.detect.look_alikes import without_look_alikes
from pipeline.detect.needs import needs_of
from pipeline.detect.prefilter import Prefilter
from pipeline.text.spans import Cover, Span
from recognizers.families import modules, rules
from recognizers.families.amounts import amounts_of_a_ledger
from recognizers.rules import LOOK_ALIKE, Rule, RuleRecognizer

RULES = rules()


def found(rule: Rule, text: str) -> list[str]:
    spans = {(one.start, one.end) for one in RuleRecognizer(rule).analyze(text, [rule.entity])}
    return [text[start:end] for start, end in sorted(spans)]


def spans_of(recognizer: RuleRecognizer, text: str) -> list[Span]:
    results = recognizer.analyze(text, recognizer.supported_entities)
    return [Span(one.start, one.end, one.entity_type, one.score, recognizer.name) for one in results]


def test_names_of_rules_are_unique() -> None:
    assert [name for name, count in Counter(rule.name for rule in RULES).items() if count > 1] == []


def test_names_of_rules_are_lower_case_words_with_underscores() -> None:
    style = re.compile(r"(?:field:)?[a-z0-9]+(?:_[a-z0-9]+)*")  # "field:" marks the values of fields that declare them

    assert [rule.name for rule in RULES if not style.fullmatch(rule.name)] == []


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
def test_a_family_says_what_it_finds_and_what_it_does_not_find(module: ModuleType) -> None:
    assert module.__doc__
    if hasattr(module, "RULES") or hasattr(module, "recognizers"):
        assert module.LIMITS


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


def test_a_rate_in_its_tag_is_no_amount() -> None:
    text = "<Divisa>EUR</Divisa><AliquotaIVA>10.00</AliquotaIVA><Imposta>12.50</Imposta>"
    assert [text[start:end] for start, end, _, _ in amounts_of_a_ledger(text)] == ["12.50"]


@pytest.mark.slow
def test_no_look_alike_hides_a_true_example() -> None:
    found_by = {rule.name: RuleRecognizer(rule) for rule in RULES}
    recognizers = list(found_by.values())
    prefilter = Prefilter(recognizers, [needs_of(one) for one in recognizers])
    hidden = []
    for rule in RULES:
        for example in rule.true if rule.entity != LOOK_ALIKE else ():
            text = example.replace("⟦", "").replace("⟧", "")
            spans = spans_of(found_by[rule.name], text)
            others = [span for recognizer, _ in prefilter.candidates(text) for span in spans_of(recognizer, text)]
            kept = Cover(without_look_alikes(others))
            hidden += [f"{rule.name}: {example}" for span in spans if not kept.holds(span)]
    assert hidden == []
