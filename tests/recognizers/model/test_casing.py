import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.model.casing import readable


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("please call anna keller", "Please Call Anna Keller"),
        ("PLEASE CALL ANNA KELLER", "Please Call Anna Keller"),
        ("call o'neil's straße", "Call O'neil's Straße"),
        ("Please call Anna Keller", "Please call Anna Keller"),
        ("PLEASE call ANNA KELLER", "PLEASE call ANNA KELLER"),
        ("USD 4200", "USD 4200"),
    ],
)
def test_a_text_in_one_case_gets_the_capitals_of_names(text: str, read: str) -> None:
    assert readable(text) == read


@given(st.text())
def test_offsets_stay(text: str) -> None:
    for old, new in zip(text, readable(text), strict=True):
        assert new in (old, old.upper(), old.lower())
