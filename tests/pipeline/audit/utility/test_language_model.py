"""Language model: its probabilities are those of the formula, and sum up to one."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.utility.ngram import NgramModel

TEXTS = st.lists(st.text("abc \U0001f600", max_size=12), min_size=1, max_size=6)
END = "$"


def by_the_formula(trained: list[str], tested: str, order: int, alphabet: int) -> float:
    """Return the bits of a text, computed with one dictionary per length of context."""
    grams: list[Counter[tuple[str, str]]] = [Counter() for _ in range(order)]
    for text in trained:
        padded = "^" * order + text + END
        for place in range(order, len(padded)):
            for length in range(order):
                grams[length][padded[place - length : place], padded[place]] += 1
    bits = 0.0
    padded = "^" * order + tested + END
    for place in range(order, len(padded)):
        likely = 1 / alphabet
        for length in range(order):
            context = padded[place - length : place]
            counts = [count for (own, _), count in grams[length].items() if own == context]
            if counts:
                likely = (grams[length][context, padded[place]] + len(counts) * likely) / (sum(counts) + len(counts))
        bits -= math.log2(likely)
    return bits


def test_known_answer() -> None:
    """After "aab" with its end: p(a) = (2 + 3/4) / (4 + 3), without context and with four characters."""
    model = NgramModel(["aab"], order=1, alphabet=4)

    assert model.bits(["a"])[0] == pytest.approx(-math.log2(2.75 / 7) - math.log2(1.75 / 7))


@given(trained=TEXTS, tested=TEXTS, order=st.integers(1, 4))
def test_bits_are_those_of_the_formula(trained: list[str], tested: list[str], order: int) -> None:
    bits = NgramModel(trained, order, 6).bits(tested)

    assert bits == pytest.approx([by_the_formula(trained, text, order, 6) for text in tested])


@given(trained=TEXTS, order=st.integers(1, 4), before=st.text("abc", max_size=4))
def test_probabilities_of_the_next_character_sum_up_to_one(trained: list[str], order: int, before: str) -> None:
    model = NgramModel(trained, order, 7)  # five characters, one that no text has, and the end

    followed = sum(model.likelihoods([before + one])[len(before)] for one in "abc \U0001f600?")
    ended = model.likelihoods([before])[-1]

    assert followed + ended == pytest.approx(1)


def test_text_like_the_training_takes_fewer_bits_than_noise() -> None:
    model = NgramModel(["the cat sat on the mat"] * 3, order=4, alphabet=40)

    own, noise = model.bits(["the cat sat on the mat", "zqxj vkwp mbzt yqnh jj"])

    assert own < noise / 3
    assert np.all(np.isfinite([own, noise]))
