"""A small student: a model of words that learns from texts, generates texts, and gives log-probabilities."""

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

START, END = "<s>", "</s>"
ORDER = 3
VOCABULARY = 100_000  # words that the model has not seen share what is left
WORD = re.compile(r"\w+|[^\w\s]")


class WordStudent:
    """A model of the next word after two words, with Witten-Bell smoothing (1991)."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._after: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for text in texts:
            words = [START] * (ORDER - 1) + WORD.findall(text) + [END]
            for place in range(ORDER - 1, len(words)):
                for length in range(ORDER):
                    self._after[tuple(words[place - length : place])][words[place]] += 1

    def generate(self, number: int, seed: int) -> list[str]:
        draw = random.Random(seed)
        return [self._text(draw) for _ in range(number)]

    def _text(self, draw: random.Random) -> str:
        words = [START] * (ORDER - 1)
        while words[-1] != END:
            following = self._after[tuple(words[1 - ORDER :])]
            words += draw.choices(list(following), list(following.values()))
        return " ".join(words[ORDER - 1 : -1])

    def log_probability(self, text: str) -> float:
        words = [START] * (ORDER - 1) + WORD.findall(text)
        shares = (
            self._share(tuple(words[place + 1 - ORDER : place]), words[place]) for place in range(ORDER - 1, len(words))
        )
        return math.fsum(map(math.log, shares))

    def _share(self, context: tuple[str, ...], word: str) -> float:
        shorter = self._share(context[1:], word) if context else 1 / VOCABULARY
        following = self._after.get(context, Counter())
        kinds, total = len(following), following.total()
        return (following[word] + kinds * shorter) / (total + kinds) if total else shorter
