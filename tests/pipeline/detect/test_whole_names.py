"""Names of which the model found one word are completed, and no other finding."""

import pytest

from pipeline.detect.whole_names import whole_names
from pipeline.text.spans import Span
from recognizers.model.labels import MODEL


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("REDACTED: ⟦Kevin⟧ Smith was removed", "Kevin Smith"),
        ("and Dolores ⟦Jenkins⟧ called", "Dolores Jenkins"),
        ("ask ⟦Anna⟧ King.", "Anna King"),
        ("ask ⟦Anna⟧ King Hotel", "Anna"),
        ("ask ⟦Anna⟧ Monday", "Anna"),
        ("ask ⟦Anna⟧. Smith left", "Anna"),
        ("the Kevin-⟦Smith⟧ case", "Smith"),
        ("Dear ⟦Jenkins⟧,", "Jenkins"),
    ],
)
def test_a_name_of_one_word_is_completed(marked: str, expected: str) -> None:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")

    (found,) = whole_names(text, [Span(start, end, "PERSON", 0.4, MODEL)])

    assert text[found.start : found.end] == expected


@pytest.mark.parametrize(("entity", "source"), [("LOCATION", MODEL), ("PERSON", "a_rule")])
def test_other_findings_stay(entity: str, source: str) -> None:
    span = Span(0, 5, entity, 0.4, source)

    assert list(whole_names("Kevin Smith", [span])) == [span]
