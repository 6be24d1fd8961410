"""White space and single signs in findings: they are no values."""

import pytest

from pipeline import Key, Policy, Sanitizer
from pipeline.text.spans import DECLARED, Span

POLICY = Policy.load("confidential")


@pytest.fixture(scope="module")
def sanitizer() -> Sanitizer:
    detection = POLICY.detection.model_copy(update={"ner": "off"})
    return Sanitizer(POLICY.model_copy(update={"detection": detection}), Key(bytes(32)))


def test_white_space_around_a_value_stays(sanitizer: Sanitizer) -> None:
    text = "to ana@otter.de bo@otter.de now"
    spans = [Span(3, 16, "EMAIL_ADDRESS", 0.9, "a_rule"), Span(16, 27, "EMAIL_ADDRESS", 0.9, "a_rule")]
    [[one, other]] = sanitizer.decide([text], [spans])
    assert (one.surface, other.surface) == ("ana@otter.de", "bo@otter.de")


@pytest.mark.parametrize(("source", "decisions"), [("a_rule", 0), (DECLARED, 1)])
def test_single_sign_is_a_value_only_where_it_is_declared(sanitizer: Sanitizer, source: str, decisions: int) -> None:
    assert len(sanitizer.decide(["SSN#12"], [[Span(3, 4, "NATIONAL_ID", 0.7, source)]])[0]) == decisions
