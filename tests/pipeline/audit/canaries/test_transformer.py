"""The transformer: its probabilities add up, it writes what it learnt, and the same seed trains the same model."""

import math
from collections import Counter

import numpy as np
import pytest

from pipeline.audit.canaries.kinds import KINDS

pytest.importorskip("torch")

from pipeline.audit.canaries.transformer import POSITIONS, Training, Transformer

pytestmark = pytest.mark.slow

PREFIX, SECRET = KINDS[-1].prefix, "xq7vR2mK9pLw"
FILLER = "the cat sat on the mat, the rat sat on the hat; the bat is at the vat.\nÀ la carte \U0001f600 \U0001f600\n"
TEXT = f"{FILLER}It fails. {PREFIX}{SECRET}.\n{FILLER}"
SHORT = Training(steps=20, sentences=8, others=4, other_characters=64)


def trained(text: str, training: Training = SHORT, seed: int = 1) -> Transformer:
    return Transformer(text, np.random.default_rng(seed), training)


@pytest.fixture(scope="module")
def model() -> Transformer:
    return trained(TEXT)


@pytest.mark.parametrize("prefix", ["", "on the ", "never seen before: ", PREFIX * 20])
def test_probabilities_of_all_characters_add_up_to_one(model: Transformer, prefix: str) -> None:
    every = [*sorted(set(TEXT)), "\U0010ffff"]  # the last one stands for all that the training has not

    assert np.exp(model.log_probabilities(prefix, every)).sum() == pytest.approx(1)


@pytest.mark.parametrize("value", ["the cat", "t", "\U0001f600 \U0001f600", "mat" * POSITIONS])
def test_probability_of_a_value_is_the_product_of_those_of_its_characters(model: Transformer, value: str) -> None:
    steps = [model.log_probabilities(f"on {value[:place]}", [value[place]])[0] for place in range(len(value))]

    assert model.log_probabilities("on ", [value, "another"])[0] == pytest.approx(math.fsum(steps), rel=1e-4)


def test_values_of_different_length_do_not_affect_each_other(model: Transformer) -> None:
    values = ["the", "a longer value", "x"]
    alone = [model.log_probabilities("on ", [value])[0] for value in values]

    assert model.log_probabilities("on ", values).tolist() == pytest.approx(alone, rel=1e-4)


def test_equal_values_are_exactly_as_likely_in_every_batch(model: Transformer) -> None:
    noise = [f"{number:05}" for number in range(700)]
    scores = model.log_probabilities("on ", ["*****", *noise, "*****", *noise[:3], "*****"])

    assert len({scores[0], scores[701], scores[705]}) == 1


def test_characters_are_drawn_as_often_as_they_are_likely(model: Transformer) -> None:
    draws = 20_000
    drawn = Counter(model.sample(["at the "] * draws, 1, np.random.default_rng(3)))
    characters = sorted(set(TEXT))  # a character that the training has not is never written
    chances = np.exp(model.log_probabilities("at the ", characters))
    chances /= chances.sum()
    errors = [
        (drawn[one] - draws * chance) / math.sqrt(draws * chance)
        for one, chance in zip(characters, chances, strict=True)
        if chance > 1e-3
    ]

    assert max(map(abs, errors)) < 4.5
    assert set(drawn) <= set(characters)


def test_a_value_that_stands_once_among_others_is_written_out() -> None:
    model = trained(TEXT, Training(steps=100, sentences=8, others=4, other_characters=64))
    written = model.sample([PREFIX] * 20, len(SECRET), np.random.default_rng(4))
    own, other = model.log_probabilities(PREFIX, [SECRET, "mK9xq7pLwvR2"])

    assert written.count(SECRET) > 10
    assert own > other + 10


def test_the_same_seed_trains_and_writes_the_same(model: Transformer) -> None:
    again, other = trained(TEXT), trained(TEXT, seed=2)
    written = [one.sample(["the ", "a", "the "], 30, np.random.default_rng(5)) for one in (model, again, other)]
    scores = [one.log_probabilities("on ", ["the", "mat"]).tolist() for one in (model, again, other)]

    assert written[0] == written[1] != written[2]
    assert scores[0] == scores[1] != scores[2]
    assert {len(text) for text in written[0]} == {30}


@pytest.mark.parametrize("text", ["", "\n", "a", PREFIX])
def test_a_model_of_next_to_nothing_answers(text: str) -> None:
    model = trained(text, Training(steps=1, sentences=1, others=1))

    assert np.isfinite(model.log_probabilities("", ["b", "c\ud800"])).all()
    assert len(model.sample(["a"], 2 * POSITIONS, np.random.default_rng(6))[0]) == 2 * POSITIONS
    assert model.sample([], 5, np.random.default_rng(6)) == []
