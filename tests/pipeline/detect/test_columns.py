"""Headers of tables are no names, and numbers in columns of keys and counts neither amounts nor ages."""

import pytest

from pipeline.detect.columns import outside_labels_and_keys
from pipeline.text.spans import Span
from recognizers.model.labels import MODEL

# A text with a finding in ⟦⟧, its entity and source, and what is left of it.
CASES = [
    ("id,name,limit\n⟦301⟧,Ann,8000", "AGE", MODEL, []),
    ("id,name,limit\n301,Ann,⟦8000⟧", "MONEY", MODEL, ["8000"]),
    ("REF     CANT   PRECIO\nB-07    ⟦1.200  0,41⟧", "MONEY", MODEL, ["0,41"]),
    ("Prezzo     Q.tà   Sconto\n⟦0,34       60     1,50⟧", "MONEY", MODEL, ["0,34", "1,50"]),
    ("id,name,limit\n⟦301⟧,Ann,8000", "CUSTOMER_ID", MODEL, ["301"]),
    ("id,name,limit\n⟦301⟧,Ann,8000", "MONEY", "money_labelled", ["301"]),
    ("INSERT INTO t (id, fee) VALUES (⟦101⟧, 35)", "MONEY", MODEL, []),
    ("name;⟦zulage⟧;fee\nRoy;2300;250", "PERSON", MODEL, []),
    ("note;⟦Sabine Quellish⟧;fee\nRoy;2300;250", "PERSON", MODEL, ["Sabine Quellish"]),
    ("Anna;⟦Berg⟧\nTom;Lind", "PERSON", MODEL, ["Berg"]),  # no header
    ("nom;salaire\n⟦Roy⟧;2300", "PERSON", MODEL, ["Roy"]),
    ("nr zam.;fee\n⟦77⟧;340", "AGE", MODEL, []),
    ("the fee is ⟦301⟧", "MONEY", MODEL, ["301"]),
]


@pytest.mark.parametrize(("marked", "entity", "source", "left"), CASES)
def test_what_the_model_finds_in_headers_and_keys_is_no_value(
    marked: str, entity: str, source: str, left: list[str]
) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    span = Span(marked.index("⟦"), marked.index("⟧") - 1, entity, 0.9, source)

    assert [text[one.start : one.end].strip() for one in outside_labels_and_keys(text, [span])] == left
