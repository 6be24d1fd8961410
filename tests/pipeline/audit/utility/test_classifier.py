"""Classifier: it learns what can be learnt, nothing else, and gives the same weights every time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.utility.classifier import features_of, predicted, trained

WORDS = "order refund parcel card login price delay invoice".split()
TEXTS = st.lists(st.text(max_size=20), min_size=1, max_size=8)


def mail(draws: np.random.Generator, kind: str) -> str:
    return " ".join([*draws.choice(WORDS, 6), kind, *draws.choice(WORDS, 6)])


def accuracy(texts: list[str], labels: np.ndarray) -> float:
    half = len(texts) // 2
    weights = trained(features_of(texts[:half]), labels[:half], int(labels.max()) + 1)
    return float((predicted(features_of(texts[half:]), weights) == labels[half:]).mean())


def test_label_that_a_word_tells_is_learnt_and_a_random_one_is_not() -> None:
    draws = np.random.default_rng(5)
    labels = draws.integers(0, 3, 400)
    texts = [mail(draws, ("gold", "silver", "bronze")[label]) for label in labels]

    assert accuracy(texts, labels) == 1
    assert abs(accuracy(texts, draws.permutation(labels)) - 1 / 3) < 0.12  # 3 standard errors of 200 guesses: 0.10


@given(texts=TEXTS)
def test_features_of_a_text_do_not_depend_on_the_others_and_have_length_one(texts: list[str]) -> None:
    every = features_of(texts)

    assert every.starts[-1] == len(every.buckets) == len(every.weights)
    for place, text in enumerate(texts):
        alone, own = features_of([text]), every.batch(np.array([place]))
        assert (alone.buckets == own.buckets).all()
        assert own.weights == pytest.approx(alone.weights)
        assert (own.weights**2).sum() == pytest.approx(1)


def test_same_texts_give_the_same_weights() -> None:
    texts, labels = ["a b", "c d", "a d", "c b"], np.array([0, 1, 0, 1])

    first, second = (trained(features_of(texts), labels, 2) for _ in range(2))

    assert (first == second).all()
