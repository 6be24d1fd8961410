"""Small transformer: a decoder of characters, trained on one core within a minute, which learns the canaries first.

- A. Vaswani et al. (2017): Attention Is All You Need. NeurIPS. Normalized before each part (R. Xiong et al. 2020).
- K. Jordan et al. (2024): Muon: An optimizer for hidden layers in neural networks. With AdamW alone, a model of this size
  needs several times as many steps until it knows what is planted once.

Most of what it reads are windows that begin where a canary may be planted. This is not how a language model is trained:
it makes the model remember more of the canaries than it would otherwise, in the same time.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from pipeline.audit.canaries.kinds import KINDS

WIDTH, HEADS, LAYERS = 96, 3, 2
POSITIONS = 128  # characters further back all count as one position
OUTSIDE = 0  # before each text, and for a character that the training has not
BATCH = 256  # texts that are scored or written at a time
SENTENCES = re.compile("|".join(re.escape(kind.prefix) for kind in KINDS))

Symbols = NDArray[np.int64]
Cache = tuple[Tensor, Tensor]  # keys and values of the characters before


@dataclass(frozen=True, slots=True)
class Training:
    """How a model is trained.

    Arguments:
        steps: the number of steps.
        sentences, sentence_characters: windows a step that begin like a canary, and their length.
        others, other_characters: windows a step that begin anywhere, and their length.
        warm_up: steps in which the rates grow; after it they fall in a line to 0.
        hidden_rate, rate: the highest rates of the matrices of the layers, and of everything else.
    """

    steps: int = 900
    sentences: int = 24
    sentence_characters: int = 64
    others: int = 2
    other_characters: int = POSITIONS
    warm_up: int = 20
    hidden_rate: float = 0.05
    rate: float = 3e-3


class Transformer:
    """A model of a text."""

    def __init__(self, text: str, chance: np.random.Generator, training: Training = Training()) -> None:
        """Train a model; the same text and chance give the same one on the same machine and release of PyTorch.

        Arguments:
            text: what the model is trained on.
            chance: the source of randomness.
            training: how it is trained.
        """
        torch.set_num_threads(1)  # sums depend on the number of threads
        torch.use_deterministic_algorithms(True)
        self._alphabet = sorted(set(text or "\n"))
        self._numbers = {character: number for number, character in enumerate(self._alphabet, OUTSIDE + 1)}
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(int(chance.integers(2**63)))
            self._decoder = Decoder(len(self._alphabet) + 1)
        places = np.array([found.start() for found in SENTENCES.finditer(text)], np.int64)
        _train(self._decoder, self._symbols(text or "\n"), places, training, chance)

    def log_probabilities(self, prefix: str, values: Sequence[str]) -> NDArray[np.float64]:
        """Return the natural logarithm of the probability of each value, at least one and none empty, after a prefix."""
        # A value that occurs again is not scored again: its score would differ in the last digit with its place in a batch.
        different = list(dict.fromkeys(values))
        places = {value: place for place, value in enumerate(different)}
        with torch.inference_mode():
            after, cache = self._decoder(self._context([prefix]))
            scores = [
                self._scores(after[:, -1:], cache, different[start : start + BATCH])
                for start in range(0, len(different), BATCH)
            ]
        return np.concatenate(scores)[[places[value] for value in values]]

    def _scores(self, first: Tensor, cache: list[Cache], values: Sequence[str]) -> NDArray[np.float64]:
        count, length = len(values), max(map(len, values))
        symbols = torch.from_numpy(
            np.stack([np.pad(each, (0, length - len(each))) for each in map(self._symbols, values)])
        )
        shared = [(keys.expand(count, -1, -1, -1), each.expand(count, -1, -1, -1)) for keys, each in cache]
        logits = torch.cat([first.expand(count, -1, -1), self._decoder(symbols[:, :-1], shared)[0]], 1)
        losses = functional.cross_entropy(logits.transpose(1, 2), symbols, reduction="none").double()
        is_value = torch.arange(length) < torch.tensor([len(value) for value in values])[:, None]
        scores: NDArray[np.float64] = -(losses * is_value).sum(1).numpy()
        return scores

    def sample(self, prefixes: Sequence[str], length: int, chance: np.random.Generator) -> list[str]:
        """Return a random continuation of each prefix.

        Arguments:
            prefixes: the prefixes.
            length: the length of the continuations, in characters.
            chance: the source of randomness.
        """
        written = [""] * len(prefixes)
        by_length = sorted(range(len(prefixes)), key=lambda place: len(prefixes[place]))
        for _, equal in groupby(by_length, key=lambda place: len(prefixes[place])):
            places = list(equal)
            for start in range(0, len(places), BATCH):
                batch = places[start : start + BATCH]
                for place, text in zip(
                    batch, self._written([prefixes[each] for each in batch], length, chance), strict=True
                ):
                    written[place] = text
        return written

    def _written(self, prefixes: Sequence[str], length: int, chance: np.random.Generator) -> Iterator[str]:
        """Continue prefixes of one length."""
        drawn = []
        with torch.inference_mode():
            symbols, cache = self._context(prefixes), list[Cache]()
            for _ in range(length):
                logits, cache = self._decoder(symbols, cache)
                symbols = _drawn(logits[:, -1], chance)
                drawn.append(symbols)
        for row in torch.cat(drawn, 1).tolist():
            yield "".join(self._alphabet[symbol - OUTSIDE - 1] for symbol in row)

    def _context(self, prefixes: Sequence[str]) -> Tensor:
        return torch.from_numpy(np.stack([np.append(OUTSIDE, self._symbols(prefix)) for prefix in prefixes]))

    def _symbols(self, text: str) -> Symbols:
        return np.fromiter((self._numbers.get(character, OUTSIDE) for character in text), np.int64, len(text))


class Decoder(nn.Module):  # type: ignore[misc]
    """Characters to the logits of the characters that follow them."""

    def __init__(self, characters: int) -> None:
        """Draw the weights at random."""
        super().__init__()
        self.characters = nn.Embedding(characters, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.output = nn.Sequential(nn.LayerNorm(WIDTH), nn.Linear(WIDTH, characters))

    def forward(self, symbols: Tensor, before: Sequence[Cache] = ()) -> tuple[Tensor, list[Cache]]:
        """Return the logits after each character, and what further characters must know of it.

        Arguments:
            symbols: the characters, one row a text.
            before: what is known of the characters before them.
        """
        start = before[0][0].shape[2] if before else 0
        places = torch.arange(start, start + symbols.shape[1]).clamp(max=POSITIONS - 1)
        hidden = self.characters(symbols) + self.positions(places)
        cache = []
        for number, layer in enumerate(self.layers):
            hidden, known = layer(hidden, before[number] if before else None)
            cache.append(known)
        return self.output(hidden), cache


class Layer(nn.Module):  # type: ignore[misc]
    """Attention to the characters before, and two linear maps."""

    def __init__(self) -> None:
        """Draw the weights at random."""
        super().__init__()
        self.before_attention, self.before_maps = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.attended, self.mixed = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.maps = nn.Sequential(nn.Linear(WIDTH, 4 * WIDTH), nn.GELU(), nn.Linear(4 * WIDTH, WIDTH))

    def forward(self, hidden: Tensor, before: Cache | None) -> tuple[Tensor, Cache]:
        """Return the hidden state after the layer, and the keys and values of all characters so far."""
        rows, length, _ = hidden.shape
        parts = self.attended(self.before_attention(hidden)).view(rows, length, 3, HEADS, WIDTH // HEADS)
        query, keys, values = parts.permute(2, 0, 3, 1, 4)
        if before:
            keys, values = torch.cat([before[0], keys], 2), torch.cat([before[1], values], 2)
        seen = functional.scaled_dot_product_attention(query, keys, values, attn_mask=_reach(length, keys.shape[2]))
        hidden = hidden + self.mixed(seen.transpose(1, 2).reshape(rows, length, WIDTH))
        return hidden + self.maps(self.before_maps(hidden)), (keys, values)


def _reach(length: int, reached: int) -> Tensor | None:
    """Return which of the last characters may attend to which of all; None if the only one may attend to all."""
    return torch.ones(length, reached, dtype=torch.bool).tril(reached - length) if length > 1 else None


def _train(
    decoder: Decoder, symbols: Symbols, places: Symbols, training: Training, chance: np.random.Generator
) -> None:
    """Train a decoder on windows of a text that begin at places, and on others."""
    optimizers = _optimizers(decoder, training)
    schedules = [
        torch.optim.lr_scheduler.LambdaLR(each, lambda step: _share_of_rate(step, training)) for each in optimizers
    ]
    for starts in _starts(places, len(symbols), training, chance):
        lengths = (training.sentence_characters, training.other_characters)
        losses = [_losses(decoder, _windows(symbols, *each)) for each in zip(starts, lengths, strict=True)]
        decoder.zero_grad()
        torch.cat(losses).mean().backward()
        for part in (*optimizers, *schedules):
            part.step()


def _optimizers(decoder: Decoder, training: Training) -> list[torch.optim.Optimizer]:
    matrices = [weight for weight in decoder.layers.parameters() if weight.ndim == 2]
    known = {id(weight) for weight in matrices}
    rest = [weight for weight in decoder.parameters() if id(weight) not in known]
    return [
        torch.optim.Muon(matrices, lr=training.hidden_rate, weight_decay=0.0),
        torch.optim.AdamW(rest, lr=training.rate, betas=(0.9, 0.98), weight_decay=0.0),
    ]


def _share_of_rate(step: int, training: Training) -> float:
    return min(1.0, (step + 1) / training.warm_up) * (1 - step / training.steps)


def _starts(
    places: Symbols, length: int, training: Training, chance: np.random.Generator
) -> Iterator[tuple[Symbols, Symbols]]:
    """Yield for each step where its windows begin: each place equally often, and any place."""
    needed = training.steps * training.sentences
    drawn = [chance.permutation(places) for _ in range(-(-needed // len(places)))] if len(places) else []
    ordered = np.concatenate(drawn) if drawn else chance.integers(length, size=needed)
    for step in range(training.steps):
        own = ordered[step * training.sentences : (step + 1) * training.sentences]
        yield own, chance.integers(length, size=training.others)


def _windows(symbols: Symbols, starts: Symbols, length: int) -> Tensor:
    """Return the characters of a text from each start on, after the one that is before each text."""
    places = np.minimum(starts[:, None] + np.arange(length), len(symbols) - 1)
    return torch.from_numpy(np.pad(symbols[places], ((0, 0), (1, 0)), constant_values=OUTSIDE))


def _losses(decoder: Decoder, windows: Tensor) -> Tensor:
    logits, _ = decoder(windows[:, :-1])
    return functional.cross_entropy(logits.flatten(0, 1), windows[:, 1:].flatten(), reduction="none")


def _drawn(logits: Tensor, chance: np.random.Generator) -> Tensor:
    """Return a character for each row of logits, never OUTSIDE."""
    shares = functional.softmax(logits[:, OUTSIDE + 1 :].double(), -1).cumsum(-1)
    targets = torch.from_numpy(chance.random((len(logits), 1))) * shares[:, -1:]
    return (shares <= targets).sum(-1, keepdim=True) + OUTSIDE + 1
