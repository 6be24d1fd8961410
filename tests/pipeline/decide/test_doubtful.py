"""Values that the model reports at few of their places are no findings; other values stay."""

import pytest

from pipeline.decide.doubtful import without_doubtful
from pipeline.text.spans import Span
from recognizers.model.labels import MODEL

COMMANDS = "\n".join(f"playwright-cli click e{number}" for number in range(10))


def kept(value: str, entity: str, reported: int, *, source: str = MODEL, text: str = COMMANDS) -> int:
    places = [match for match in range(len(text)) if text.startswith(value, match)][:reported]
    spans = [Span(place, place + len(value), entity, 0.4, source) for place in places]
    return len(without_doubtful([text], [spans])[0])


@pytest.mark.parametrize(
    ("entity", "reported", "source", "expected"),
    [
        ("HOSTNAME", 2, MODEL, 0),
        ("USERNAME", 3, MODEL, 0),
        ("USERNAME", 4, MODEL, 4),
        ("HOSTNAME", 2, "labelled_host", 2),
        ("PERSON", 2, MODEL, 2),
        ("PASSWORD", 1, MODEL, 1),
    ],
)
def test_a_value_reported_at_few_of_its_ten_places_is_dropped(
    entity: str, reported: int, source: str, expected: int
) -> None:
    assert kept("playwright-cli", entity, reported, source=source) == expected


def test_a_value_with_few_places_stays() -> None:
    assert kept("kfk-ams", "HOSTNAME", 1, text="ssh kfk-ams, then ping kfk-ams twice") == 1


def test_places_in_all_texts_of_a_document_count() -> None:
    texts = ["onnx", "onnx", "onnx", "onnx", "onnx"]
    findings = [[Span(0, 4, "USERNAME", 0.4, MODEL)], [], [], [], []]

    assert without_doubtful(texts, findings) == [[], [], [], [], []]
