from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from recognizers.model.entity_decoder import EntityDecoder
from recognizers.model.shipped_model import SHIPPED_MODEL
from recognizers.model.spacy_ner import UNNEEDED_COMPONENTS

WORDS = """Anna Keller Dr. Smith's New York Acme Corp. in on the said that of and Monday 3rd March 2024 $40 million
French Microsoft Bank of America Saint-Étienne ... , ( ) " \n\n \t \u3000 zora@example.com 5% three""".split(" ")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load(SHIPPED_MODEL, exclude=[*UNNEEDED_COMPONENTS, "tok2vec"])


def spacys(model: Language, documents: list[Doc]) -> list[list[tuple[int, int, str]]]:
    parsed = model.get_pipe("ner").pipe([document.copy() for document in documents])
    return [[(entity.start, entity.end, entity.label_) for entity in document.ents] for document in parsed]


def test_entities_in_prose_equal_those_of_spacy(model: Language) -> None:
    lines = Path("tests/data/people.txt").read_text(encoding="utf-8").splitlines()
    documents = [model.make_doc(line) for line in (*lines, Path("README.md").read_text(encoding="utf-8"), "", " ")]
    found = EntityDecoder(model.get_pipe("ner")).decode(documents)
    assert found == spacys(model, documents)
    assert sum(map(len, found)) > 100


@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_entities_in_random_words_equal_those_of_spacy(model: Language, texts: list[str]) -> None:
    documents = [model.make_doc(text) for text in texts]
    assert EntityDecoder(model.get_pipe("ner")).decode(documents) == spacys(model, documents)


def test_only_components_with_known_moves_are_decoded(model: Language) -> None:
    assert EntityDecoder.can_decode(model.get_pipe("ner"))
    assert not EntityDecoder.can_decode(spacy.blank("en").add_pipe("entity_ruler"))
    other = spacy.blank("en").add_pipe("beam_ner")
    assert not EntityDecoder.can_decode(other)
    assert not EntityDecoder.can_decode(None)
