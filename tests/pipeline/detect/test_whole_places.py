"""Places of the model are completed by the state behind them, and no other finding."""

import pytest

from pipeline.detect.whole_places import whole_places
from pipeline.text.spans import Span
from recognizers.model.labels import MODEL


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("out of ⟦Joplin⟧, Missouri and back", "Joplin, Missouri"),
        ("near ⟦Dubbo⟧, New South Wales.", "Dubbo, New South Wales"),
        ("⟦Bangor⟧, Maine-based", "Bangor, Maine"),
        ("in ⟦Macon⟧, Georgia Bell met", "Macon"),
        ("in ⟦Hannover⟧, Hamburg und Kiel", "Hannover"),
        ("in ⟦Joplin⟧. Missouri is", "Joplin"),
    ],
)
def test_a_city_is_completed_by_its_state(marked: str, expected: str) -> None:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")

    (found,) = whole_places(text, [Span(start, end, "LOCATION", 0.4, MODEL)])

    assert text[found.start : found.end] == expected


@pytest.mark.parametrize(("entity", "source"), [("PERSON", MODEL), ("LOCATION", "a_rule")])
def test_other_findings_stay(entity: str, source: str) -> None:
    span = Span(0, 6, entity, 0.4, source)

    assert list(whole_places("Joplin, Missouri", [span])) == [span]
