"""Classifier: multinomial logistic regression over hashed n-grams of words and characters.

- K. Weinberger et al. (2009): Feature hashing for large scale multitask learning. ICML.
- J. Duchi, E. Hazan, Y. Singer (2011): Adaptive subgradient methods (AdaGrad). JMLR 12, 2121-2159.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

BUCKETS = 1 << 15
CHARACTERS = 4  # of an n-gram of characters
EPOCHS, BATCH, RATE, SEED = 8, 32, 0.5, 0
WORD = re.compile(r"\w+|[^\w\s]")
Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Features:
    """The features of texts.

    Arguments:
        starts: where the features of each text begin, and at the end where the last ones end.
        buckets, weights: the features of all texts, one text after the other; those of a text have length 1.
    """

    starts: Integers
    buckets: Integers
    weights: Floats

    def batch(self, rows: Integers) -> "Features":
        """Return the features of some texts."""
        counts = self.starts[rows + 1] - self.starts[rows]
        starts = np.concatenate(([0], np.cumsum(counts)))
        places = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], counts)
        return Features(starts, self.buckets[places], self.weights[places])


def features_of(texts: Sequence[str]) -> Features:
    """Return the features of texts: words, pairs of words, and n-grams of characters, in hashed buckets."""
    starts, buckets, weights = [0], [np.zeros(0, np.int64)], [np.zeros(0)]
    for text in texts:
        counts = Counter(crc32(gram.encode("utf-8", "surrogatepass")) % BUCKETS for gram in _grams(text))
        values = np.sqrt(np.fromiter(counts.values(), np.float64, len(counts)))
        buckets.append(np.fromiter(counts, np.int64, len(counts)))
        weights.append(values / np.linalg.norm(values))
        starts.append(starts[-1] + len(counts))
    return Features(np.array(starts), np.concatenate(buckets), np.concatenate(weights))


def _grams(text: str) -> Iterator[str]:
    words = WORD.findall(text.casefold())
    yield ""  # a text without words has a feature, too
    yield from words
    yield from (f"{one} {other}" for one, other in itertools.pairwise(words))
    for word in words:
        padded = f"<{word}>"
        yield from (f"#{padded[place : place + CHARACTERS]}" for place in range(len(padded) - CHARACTERS + 1))


def trained(features: Features, labels: Integers, classes: int) -> Floats:
    """Return the weights of each (bucket, class) of a classifier.

    Arguments:
        features, labels: the features and the class of each text.
        classes: the number of classes.
    """
    weights = np.zeros((BUCKETS, classes))
    squares = np.full((BUCKETS, classes), 1e-8)
    order, draws = np.arange(len(labels)), np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        draws.shuffle(order)
        for first in range(0, len(order), BATCH):
            rows = order[first : first + BATCH]
            batch = features.batch(rows)
            errors = _softmax(_scores(batch, weights))
            errors[np.arange(len(rows)), labels[rows]] -= 1
            spread = np.repeat(errors, np.diff(batch.starts), axis=0) * batch.weights[:, None] / len(rows)
            touched, places = np.unique(batch.buckets, return_inverse=True)
            gradient = np.zeros((len(touched), classes))
            np.add.at(gradient, places, spread)
            squares[touched] += gradient**2
            weights[touched] -= RATE * gradient / np.sqrt(squares[touched])
    return weights


def predicted(features: Features, weights: Floats) -> Integers:
    """Return the class of each text; the first one of several that are as likely."""
    classes: Integers = _scores(features, weights).argmax(axis=1)
    return classes


def _scores(features: Features, weights: Floats) -> Floats:
    scores: Floats = np.add.reduceat(weights[features.buckets] * features.weights[:, None], features.starts[:-1])
    return scores


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    likely: Floats = powers / powers.sum(axis=1, keepdims=True)
    return likely
