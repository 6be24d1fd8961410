"""The n-gram model: its probabilities are those of Witten and Bell, it writes what it learnt, and it is deterministic."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.audit.ngram import ORDER, NGram

TEXT = "the cat sat on the mat, the rat sat on the hat; the bat is at the vat.\nÀ la carte \U0001f600 \U0001f600"
START = "\n" * ORDER
SECRET = "xq7vR2mK9pLw"


def by_definition(text: str, context: str, character: str) -> float:
    """Return the probability of a character, counted anew from the text for every order."""
    whole = START + text
    chance = 1 / (len(set(whole)) + 1)
    for order in range(ORDER + 1):
        end = context[len(context) - order :]
        places = (place for place in range(ORDER, len(whole)) if whole[place - order : place] == end)
        following = Counter(whole[place] for place in places)
        if not following:
            break
        chance = (following[character] + len(following) * chance) / (following.total() + len(following))
    return chance


@pytest.mark.parametrize(
    "value", ["the cat", "sat on", "zzz", "t", "\U0001f600 \U0001f600", "mat, the rat sat on the hat"]
)
@pytest.mark.parametrize("prefix", ["", "on the ", "never seen before: "])
def test_probabilities_are_those_of_the_definition(value: str, prefix: str) -> None:
    logs, context = 0.0, START + prefix
    for character in value:
        logs += math.log(by_definition(TEXT, context, character))
        context += character

    assert NGram(TEXT).log_probabilities(prefix, [value, "other"])[0] == pytest.approx(logs)


@settings(max_examples=25)
@given(st.text(max_size=30), st.text(max_size=10))
def test_probabilities_of_all_characters_add_up_to_one(text: str, prefix: str) -> None:
    model = NGram(text)
    characters = sorted(set(START + (text or "\n")))
    chances = np.exp(model.log_probabilities(prefix, [*characters, "\U0010ffff"]))

    if "\U0010ffff" not in characters:
        assert chances.sum() == pytest.approx(1)


def test_values_of_different_length_do_not_affect_each_other() -> None:
    model, values = NGram(TEXT), ["the", "a longer value", "x"]
    alone = [model.log_probabilities("on ", [value])[0] for value in values]

    assert model.log_probabilities("on ", values).tolist() == pytest.approx(alone)


def test_characters_are_drawn_as_often_as_they_are_likely() -> None:
    model, draws = NGram(TEXT), 20_000
    drawn = Counter(model.sample(["at the "] * draws, 1, np.random.default_rng(3)))
    characters = list(drawn)
    chances = np.exp(model.log_probabilities("at the ", characters))
    errors = [
        (drawn[one] - draws * chance) / math.sqrt(draws * chance)
        for one, chance in zip(characters, chances, strict=True)
    ]

    assert max(map(abs, errors)) < 4.5


def test_what_was_learnt_once_is_written_out() -> None:
    model = NGram(f"{TEXT}\nThe password is {SECRET}.\n{TEXT}")
    written = model.sample(["The password is "] * 100, len(SECRET), np.random.default_rng(4))

    assert written.count(SECRET) > 20
    assert model.log_probabilities("The password is ", [SECRET])[0] > math.log(0.2)


def test_the_same_seed_writes_the_same() -> None:
    first, second = (NGram(TEXT).sample(["the "] * 9, 30, np.random.default_rng(5)) for _ in range(2))

    assert first == second
    assert {len(one) for one in first} == {30}


def test_a_model_of_nothing_knows_nothing() -> None:
    logs = NGram("").log_probabilities("a", ["b", "c"])

    assert logs[0] == logs[1]
    assert len(NGram("").sample(["a"], 5, np.random.default_rng(6))[0]) == 5
    assert NGram("abc").sample([], 5, np.random.default_rng(6)) == []


def test_known_answer_without_context() -> None:
    """In "aab" with its end, p(a) = (2 + 3/4) / (4 + 3) and p(end) = (1 + 3/4) / (4 + 3), of four characters."""
    model = NGram("aab\n", order=0, characters=4)

    assert model.log_probabilities("", ["a\n"])[0] == pytest.approx(math.log(2.75 / 7) + math.log(1.75 / 7))


def test_text_like_the_training_takes_fewer_bits_than_noise() -> None:
    model = NGram("the cat sat on the mat\n" * 3, order=5, characters=40)

    own, noise = model.log_probabilities("", ["the cat sat on the mat\n", "zqxj vkwp mbzt yqnh jj\n"])

    assert noise < 3 * own < 0
    assert math.isfinite(noise)
