"""Token vectors equal those of thinc up to rounding."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.ml.models import build_hash_embed_cnn_tok2vec
from spacy.ml.models.parser import build_tb_parser_model
from thinc.api import Model

from recognizers.model.shipped_model import SHIPPED_MODEL
from recognizers.model.spacy_ner import UNNEEDED_COMPONENTS
from recognizers.model.token_vectors import TokenVectors

LINES = Path("tests/data/people.txt").read_text(encoding="utf-8").splitlines()
SIZES = {"width": 16, "depth": 2, "embed_size": 50, "window_size": 1, "maxout_pieces": 2, "subword_features": True}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(SHIPPED_MODEL, exclude=[*UNNEEDED_COMPONENTS, "tok2vec"])


@pytest.fixture(scope="module")
def model(nlp: Language) -> Model:
    return nlp.get_pipe("ner").model.get_ref("tok2vec")


@pytest.mark.parametrize("batch", [LINES, [Path("README.md").read_text(encoding="utf-8")], ["", "x", "", "a b"]])
def test_vectors_of_prose_equal_those_of_thinc(nlp: Language, model: Model, batch: list[str]) -> None:
    documents = [nlp.make_doc(text) for text in batch]

    assert TokenVectors(model).predict(documents) == pytest.approx(model.predict(documents), abs=1e-4)


@given(texts=st.lists(st.text(max_size=60), min_size=1, max_size=4).filter(any))
def test_vectors_of_any_text_equal_those_of_thinc(nlp: Language, model: Model, texts: list[str]) -> None:
    documents = [nlp.make_doc(text) for text in texts]

    assert TokenVectors(model).predict(documents) == pytest.approx(model.predict(documents), abs=1e-4)


def test_vectors_do_not_depend_on_other_texts_in_the_batch(nlp: Language, model: Model) -> None:
    vectors, documents = TokenVectors(model), [nlp.make_doc(line) for line in filter(None, LINES[:16])]

    alone = np.concatenate([vectors.predict([document]) for document in documents])

    assert vectors.predict(documents) == pytest.approx(alone, abs=1e-4)


@pytest.mark.parametrize(
    ("changed", "known"),
    [
        ({}, True),
        ({"depth": 1, "maxout_pieces": 3}, True),
        ({"window_size": 2}, False),
        ({"subword_features": False}, False),
        ({"pretrained_vectors": True}, False),
    ],
)
def test_only_models_with_known_layers_are_computed(nlp: Language, changed: dict, known: bool) -> None:
    settings = SIZES | {"pretrained_vectors": False} | changed
    tok2vec = build_hash_embed_cnn_tok2vec(**settings)
    model = build_tb_parser_model(tok2vec, "ner", False, 8, 2, True, nO=5).get_ref("tok2vec")

    assert TokenVectors.can_compute(model) is known
    assert not TokenVectors.can_compute(tok2vec)
    if known:
        documents = [nlp.make_doc(line) for line in LINES[:5]]
        model.initialize(X=documents)
        assert TokenVectors(model).predict(documents) == pytest.approx(model.predict(documents), abs=1e-4)
