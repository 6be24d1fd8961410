"""Marks: outside the replaced stretches, the copy and the original are the same text."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.policy.model import Action
from pipeline.report.page.marks import ELSEWHERE, MAX_COMPARED, marks
from pipeline.sanitized import Replacement, Sanitized

Part = str | tuple[str, str]  # a kept text, or the original and the surrogate of a person
WORDS = st.text("ab .é", min_size=1, max_size=6)
PARTS = st.lists(WORDS | st.tuples(WORDS, WORDS), max_size=6)


def sanitized(*parts: Part) -> Sanitized:
    """Return a text that was sanitized alone."""
    text, replacements = "", []
    for part in parts:
        if isinstance(part, tuple):
            start = len(text)
            text += part[1]
            replacements.append(Replacement(start, len(text), "PERSON", Action.PSEUDONYMIZE, part[0]))
        else:
            text += part
    return Sanitized(text, tuple(replacements), ())


def original_of(parts: Sequence[Part]) -> str:
    return "".join(part if isinstance(part, str) else part[0] for part in parts)


CASES = {
    "the same copy": (["Ask ", ("Ann Lee", "Kim Roe"), "."], "Ask Kim Roe.", [("Ann Lee", "Kim Roe", "PERSON")]),
    "another surrogate, after a collision": (
        ["Ask ", ("Ann Lee", "Kim Roe"), "."],
        "Ask Kim Orr.",
        [("Ann Lee", "Kim Orr", "PERSON")],
    ),
    "a value that another record tells": (
        ["Ask ", ("Ann", "Kim"), " of Falcon."],
        "Ask Kim of Osprey Hill.",
        [("Ann", "Kim", "PERSON"), ("Falcon", "Osprey Hill", ELSEWHERE)],
    ),
    "a value that begins and ends as its surrogate does": (
        ["Ask Falcon."],
        "Ask Falken.",
        [("Falcon", "Falken", ELSEWHERE)],
    ),
    "a value that the copy lacks": (["Ask ", "Ann."], "Ask .", [("Ann", "", ELSEWHERE)]),
    "nothing replaced": (["Ask."], "Ask.", []),
    "an empty text": ([], "", []),
}


@pytest.mark.parametrize("case", CASES)
def test_a_mark_covers_what_was_replaced(case: str) -> None:
    parts, copy, expected = CASES[case]
    original, found = original_of(parts), marks(sanitized(*parts), copy)

    assert found is not None
    marked = [(original[m.original_start : m.original_end], copy[m.start : m.end], m.entity) for m in found]
    assert marked == expected


@given(PARTS, PARTS)
@example([(" ", "."), (".", ".")], [". a."])  # the copy has more text between two adjacent values
def test_outside_the_marks_every_copy_is_the_original(parts: list[Part], others: list[Part]) -> None:
    one, other = sanitized(*parts), sanitized(*others)
    for copy in (one.text, other.text):
        found = marks(one, copy)
        assert found is not None
        assert rebuilt(copy, original_of(parts), found) == original_of(parts)


def rebuilt(copy: str, original: str, found: Sequence[object]) -> str:
    pieces, position = [], 0
    for mark in found:
        assert position <= mark.start <= mark.end
        pieces += [copy[position : mark.start], original[mark.original_start : mark.original_end]]
        position = mark.end
    return "".join([*pieces, copy[position:]])


def test_long_texts_are_compared_only_where_they_are_the_same() -> None:
    words = "word " * MAX_COMPARED

    assert marks(sanitized(words), words) == []
    assert marks(sanitized(words), words.upper()) is None
