import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.spans import Span, resolve


def span(start: int, end: int, entity: str = "PERSON", score: float = 0.85) -> Span:
    return Span(start, end, entity, score, "test")


@pytest.mark.parametrize(
    ("text", "spans", "settled"),
    [
        ("abc def", [span(0, 3), span(4, 7)], [(0, 3, "PERSON"), (4, 7, "PERSON")]),
        ("John Smith", [span(0, 4), span(0, 10)], [(0, 10, "PERSON")]),
        ("jo@acme.com", [span(3, 11, "URL", 0.5), span(0, 11, "EMAIL_ADDRESS", 1.0)], [(0, 11, "EMAIL_ADDRESS")]),
        ("1 Elm St, Ely", [span(0, 13, "ADDRESS", 0.7), span(10, 13, "LOCATION")], [(0, 13, "ADDRESS")]),
        (
            "IBAN GB82WEST",
            [span(0, 13, "ORGANIZATION"), span(5, 13, "IBAN_CODE", 1.0)],
            [(0, 5, "ORGANIZATION"), (5, 13, "IBAN_CODE")],
        ),
        ("May 2, Bob", [span(0, 10, "DATE_TIME", 0.6), span(7, 10)], [(0, 7, "DATE_TIME"), (7, 10, "PERSON")]),
        ("Bob, x", [span(0, 4, "DATE_TIME", 0.6), span(0, 3)], [(0, 4, "PERSON")]),
        ("x", [span(1, 1)], []),
    ],
    ids=[
        "apart",
        "the longer of two",
        "the certain one",
        "the structured one",
        "a certain one inside another",
        "a loose one gives way",
        "a bare mark goes to its neighbour",
        "an empty span is none",
    ],
)
def test_the_best_span_of_an_overlap_stays_whole(
    text: str, spans: list[Span], settled: list[tuple[int, int, str]]
) -> None:
    assert [(s.start, s.end, s.entity) for s in resolve(text, spans)] == settled


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(alphabet="ab .,é\u0301👩‍👩‍👧שלום\r\n", min_size=1, max_size=30))
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    entities = st.sampled_from(["PERSON", "URL", "DATE_TIME", "US_SSN"])
    spans = draw(st.lists(st.tuples(bounds, entities, st.sampled_from([0.4, 0.85, 1.0])), max_size=8))
    return text, [Span(min(b), max(b), entity, score, "test") for b, entity, score in spans]


@given(texts_with_spans())
def test_resolving_preserves_the_union_of_spans(case: tuple[str, list[Span]]) -> None:
    text, spans = case

    settled = resolve(text, spans)

    assert {i for s in settled for i in range(s.start, s.end)} == {i for s in spans for i in range(s.start, s.end)}
    assert all(before.end <= after.start for before, after in itertools.pairwise(settled))


@given(texts_with_spans(), st.randoms())
def test_the_order_of_spans_does_not_matter(case: tuple[str, list[Span]], random: "st.randoms") -> None:
    text, spans = case
    shuffled = list(spans)
    random.shuffle(shuffled)

    assert resolve(text, shuffled) == resolve(text, spans)
