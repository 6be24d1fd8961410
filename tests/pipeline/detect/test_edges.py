"""White space, single signs and what joins values: they belong to no value."""

import pytest

from pipeline.detect.edges import values_in
from pipeline.text.spans import Span
from recognizers.model.labels import MODEL

TEXT = "to ana@otter.de bo@otter.de # now"


def span(surface: str, source: str = "a_rule") -> Span:
    start = TEXT.index(surface)
    return Span(start, start + len(surface), "EMAIL_ADDRESS", 0.9, source)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([span(" bo@otter.de ")], [span("bo@otter.de")], id="white space around a value stays"),
        pytest.param([span("#")], [], id="a single sign is no value"),
        pytest.param(
            [span("ana@otter.de"), span("bo@otter.de"), span("ana@otter.de bo@otter.de", MODEL)],
            [span("ana@otter.de"), span("bo@otter.de")],
            id="the model does not join values of others",
        ),
        pytest.param(
            [span("ana@otter.de"), span("ana@otter.de bo@otter.de", MODEL)],
            [span("ana@otter.de"), span("ana@otter.de bo@otter.de", MODEL)],
            id="what no other finds stays found",
        ),
    ],
)
def test_a_finding_ends_where_its_value_ends(spans: list[Span], expected: list[Span]) -> None:
    assert list(values_in(TEXT, spans)) == expected


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("il a cinquante-quatre ans", "cinquante-", "cinquante-quatre"),
        ("elle a quatre-vingt-dix-sept ans", "quatre-", "quatre-vingt-dix-sept"),
        ("a 25-year-old man", "25-", "25-"),
        ("Smith- Jones", "Smith-", "Smith-"),
        ("sie ist sechzig, ja", "sechzig", "sechzig"),
    ],
)
def test_a_finding_that_ends_at_a_hyphen_reaches_the_end_of_the_word(text: str, found: str, value: str) -> None:
    start = text.index(found)

    (one,) = values_in(text, [Span(start, start + len(found), "AGE", 0.9, MODEL)])

    assert text[one.start : one.end] == value
