import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize import fold
from pipeline.spans import Span


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("plain ASCII", "plain ASCII"),
        ("Jo\u200bhn\u00ad", "John"),
        ("a\u00a0b\u2009c", "a b c"),
        ("\uff21\uff42\uff10\uff11", "Ab01"),
        ("٣٤", "34"),
        ("cafe\u0301", "café"),
        ("O’Brien — “x”", 'O\'Brien - "x"'),
        ("p\u0430yp\u0430l", "paypal"),
        ("Иван", "Иван"),
        ("ﬁne", "fine"),
        ("👩\u200d🚀 ok", "👩🚀 ok"),
    ],
)
def test_what_hides_a_value_is_folded(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_plain_ascii_costs_no_map() -> None:
    assert fold("John Smith").starts is None


def test_a_span_moves_back_over_what_was_folded_away() -> None:
    text = "«Jo\u200bhn\u200b Smi\u0301th»"
    folded = fold(text)
    start = folded.text.index("John")

    span = folded.original(Span(start, start + len("John Smíth"), "PERSON", 1.0, "test"))

    assert text[span.start : span.end] == "Jo\u200bhn\u200b Smi\u0301th"


@given(st.text())
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)
    for place in range(len(folded.text)):
        span = folded.original(Span(place, place + 1, "X", 1.0, "test"))
        assert 0 <= span.start < span.end <= len(text)
