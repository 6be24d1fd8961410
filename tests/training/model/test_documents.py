import random
from pathlib import Path

import pytest

from recognizers.model.labels import ENTITIES
from training.model.augment import Augmenter
from training.model.documents import Document, read_marked

FOLDER = Path(__file__).parents[3] / "training/model/documents"
FILES = sorted(FOLDER.rglob("*.txt"))
MARKED = """# id: x001 | genre: mail | lang: en
Ask ⟦PERSON|Ana Ruiz⟧ (⟦PHONE_NUMBER|+34 600 100 200⟧) about ⟪Java 17⟫.
"""


def test_marks_become_offsets(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(MARKED)
    (document,) = read_marked(tmp_path / "x.txt")

    assert document.text == "Ask Ana Ruiz (+34 600 100 200) about Java 17."
    assert [(document.text[start:end], entity) for start, end, entity in document.spans] == [
        ("Ana Ruiz", "PERSON"),
        ("+34 600 100 200", "PHONE_NUMBER"),
    ]
    assert [document.text[start:end] for start, end in document.keep] == ["Java 17"]


def test_composed_documents_are_well_formed() -> None:
    documents = [document for path in FILES for document in read_marked(path)]

    assert len(documents) > 1_000
    for document in documents:
        assert not set("⟦⟧⟪⟫") & set(document.text), document.text[:60]
        assert {entity for *_, entity in document.spans} <= set(ENTITIES), document.text[:60]


@pytest.mark.parametrize("seed", range(40))
def test_marks_follow_when_a_document_is_varied(seed: int, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(MARKED)
    (document,) = read_marked(tmp_path / "x.txt")
    varied = Augmenter(random.Random(seed)).vary(document)

    assert [entity for *_, entity in varied.spans] == ["PERSON", "PHONE_NUMBER"]
    assert [_outside(varied).count(mark) for mark in "(),"] == [_outside(document).count(mark) for mark in "(),"]
    (start, end, _), (phone, phone_end, _) = varied.spans
    assert varied.text[start:end] == varied.text[start:end].strip()
    assert varied.text[end:phone] == " ("
    assert varied.text[phone_end] == ")"


def _outside(document: Document) -> str:
    """Return the text between the marks."""
    characters = list(document.text)
    for start, end, _ in document.spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)
