"""Windows of training documents: the same pieces and layout as in detection, and a label for each piece."""

import random

import pytest
from tokenizers import Tokenizer

from recognizers.model.labels import LABELS, NAMES
from recognizers.model.tagger import END, FOLDER, START, TOKENIZER, WINDOW, layouts
from training.model.documents import Document
from training.model.windows import IGNORED, KEPT, PARTLY_MARKED, windows_of

TEXT = "Ask Ana Ruiz about Java 17."
DOCUMENT = Document(TEXT, [(4, 12, "PERSON")], [(19, 26)])


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(FOLDER / TOKENIZER))


def test_a_piece_has_the_label_of_its_first_character(tokenizer: Tokenizer) -> None:
    encoding = tokenizer.encode(TEXT, add_special_tokens=False)
    (window,) = windows_of(DOCUMENT, tokenizer, random.Random(1))

    assert window.ids.tolist() == [START, *encoding.ids, END]
    assert window.layout.tolist() == [0, *layouts(TEXT, encoding.offsets), 0]
    inner = list(zip(encoding.offsets, window.labels.tolist()[1:-1], window.flags.tolist()[1:-1], strict=True))
    assert {LABELS[label] for (start, _), label, _ in inner if 4 <= start < 12} == {"PERSON"}
    assert {LABELS[label] for (start, _), label, _ in inner if not 4 <= start < 12} == {LABELS[0]}
    assert {flag for (start, _), _, flag in inner if 19 <= start < 26} == {KEPT}
    assert window.labels[0] == window.labels[-1] == IGNORED


def test_outside_of_names_another_entity_may_stand_where_only_names_were_marked(tokenizer: Tokenizer) -> None:
    (window,) = windows_of(Document(TEXT, DOCUMENT.spans, [], NAMES), tokenizer, random.Random(1))
    flags = {flag for flag, label in zip(window.flags[1:-1], window.labels[1:-1], strict=True) if not label}

    assert {PARTLY_MARKED[flag] for flag in flags} == {NAMES}


@pytest.mark.parametrize("words", [0, 1, WINDOW, 5 * WINDOW])
def test_windows_cover_a_document_and_are_no_longer_than_in_detection(words: int, tokenizer: Tokenizer) -> None:
    text = " ".join(f"w{number}" for number in range(words))
    ids = tokenizer.encode(text, add_special_tokens=False).ids
    windows = windows_of(Document(text, []), tokenizer, random.Random(3))
    pieces = [piece for window in windows for piece in window.ids.tolist()[1:-1]]

    assert set(pieces) == set(ids)
    assert len(pieces) >= len(ids)
    assert all(len(window.ids) <= WINDOW + 2 for window in windows)
