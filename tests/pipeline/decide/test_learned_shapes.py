"""Learned shapes: a labelled identifier teaches its shape to the document, three of them to the run."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Sanitizer
from pipeline.decide.known_values import KnownValues
from pipeline.decide.learned_shapes import ShapeFinder, shape_of, shapes_of_document, shapes_of_run


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("CUS-204881", "cus-999999"),
        ("H25-464039-M", "h99-999999-a"),
        ("FF2821", "ff9999"),
        ("ALB-GOLD-05781", "alb-gold-99999"),
        ("70033694", "70999999"),
        ("6035-0690-2294", "6099-9999-9999"),
        ("A12", ""),
        ("CUS-000000", ""),
        ("4821", ""),
        ("555-014-2233", ""),
        ("2024-11-03", ""),
        ("customer", ""),
    ],
)
def test_only_a_distinctive_value_has_a_shape(value: str, shape: str) -> None:
    assert shape_of(value) == shape


def test_a_document_labels_an_identifier_once(without_model: Sanitizer) -> None:
    text = "Customer no. QXB-20488 called about the bill of QXB-20917. (QXB-31442, too)"
    kept = without_model.sanitize_text(text).text
    assert not any(value in kept for value in ("20488", "20917", "31442"))
    unlabelled = "We called QXB-20488 about QXB-20917."
    assert without_model.sanitize_text(unlabelled).text == unlabelled


def test_shapes_are_learned_across_the_texts_of_a_document(without_model: Sanitizer) -> None:
    first, second = without_model.sanitize([["Customer no. QXB-20488", "ask QXB-20917"]])[0]
    assert "20488" not in first.text
    assert "20917" not in second.text


def test_digits_alone_need_two_labelled_values_in_a_document() -> None:
    assert shapes_of_document([("70033694", "CUSTOMER_ID")]) == {}
    assert shapes_of_document([("70033694", "CUSTOMER_ID"), ("70005102", "CUSTOMER_ID")]) == {"70999999": "CUSTOMER_ID"}


def test_a_run_needs_three_labelled_values() -> None:
    counts = Counter({("qxb-20488", "CUSTOMER_ID"): 9, ("qxb-20917", "CUSTOMER_ID"): 1})
    assert list(KnownValues(counts).find("see QXB-31442")) == []
    counts["qxb-11203", "CUSTOMER_ID"] = 1
    assert [(one.start, one.end, one.entity) for one in KnownValues(counts).find("see QXB-31442")] == [
        (4, 13, "CUSTOMER_ID")
    ]


def test_only_identifiers_teach() -> None:
    assert shapes_of_document([("QXB-20488", "PROJECT_CODENAME"), ("4821QX", "SECRET")]) == {}


VALUES = st.lists(
    st.tuples(st.from_regex(r"[a-c]{2}-[0-9]{4}", fullmatch=True), st.sampled_from(["ORDER_ID", "CUSTOMER_ID"])),
    unique=True,
    max_size=12,
)


@given(VALUES, st.randoms())
def test_the_shapes_of_a_run_are_independent_of_the_order_of_its_shards(values, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(values, len(values))
    assert shapes_of_run(Counter(values)) == shapes_of_run(Counter(shuffled))


@given(st.integers(100_000, 999_998), st.integers(100_000, 999_998))
def test_every_value_of_a_learned_shape_is_found(first: int, second: int) -> None:
    finder = ShapeFinder({"qx-999999": "ORDER_ID"})
    text = f"see QX-{first}, and (QX-{second})"
    assert len(list(finder.find(text))) == sum(len(set(str(number))) > 1 for number in (first, second))
