"""The network: a BERT encoder with an embedding of the layout before a token, and one label a token."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from recognizers.model.labels import LABELS, LAYOUTS

HIDDEN, HEADS, INNER, POSITIONS = 384, 12, 1536, 512
WIDTH = HIDDEN // HEADS
DROPOUT = 0.1  # of the states before the labels; inside of the layers it costs a tenth of the time


class Layer(nn.Module):
    """One layer of the encoder, normalized after each block."""

    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.attended = nn.Linear(HIDDEN, HIDDEN)
        self.attended_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.inner = nn.Linear(HIDDEN, INNER)
        self.outer = nn.Linear(INNER, HIDDEN)
        self.outer_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.activation: Callable[[Tensor], Tensor] = functional.gelu  # another one for export

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """Return the states (batch, tokens, HIDDEN) after this layer; the mask is added to the attention scores."""
        batch, length = states.shape[0], states.shape[1]
        parts = self.query_key_value(states).view(batch, length, 3, HEADS, WIDTH)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        # Written out, since the fused attention of PyTorch is four times slower backwards on a CPU in bfloat16.
        with torch.autocast("cpu", enabled=False):
            scores = (query * WIDTH**-0.5) @ key.transpose(2, 3)
            weights = torch.softmax(scores if mask is None else scores + mask.to(query.dtype), -1)
        mixed = self.attended((weights @ value).transpose(1, 2).reshape(batch, length, HIDDEN))
        states = self.attended_norm(states + mixed)
        normalized: Tensor = self.outer_norm(states + self.outer(self.activation(self.inner(states))))
        return normalized


class Tagger(nn.Module):
    """The encoder with a linear layer over the labels."""

    def __init__(self, vocabulary: int, layers: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.layout = nn.Embedding(len(LAYOUTS), HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.dropout = nn.Dropout(DROPOUT)
        self.labels = nn.Linear(HIDDEN, len(LABELS))
        nn.init.zeros_(self.layout.weight)

    def below(self, layers: int) -> list[nn.Module]:
        """Return the parts below layer `layers`: the embeddings of places and layout, their norm, and the layers."""
        return [self.positions, self.layout, self.norm, *self.layers[:layers]] if layers else []

    def forward(self, ids: Tensor, layout: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the scores of the labels, (batch, tokens, labels).

        Args:
            ids: pieces of the vocabulary, (batch, tokens).
            layout: what is before each token, an index into LAYOUTS, (batch, tokens).
            mask: 1 for a token, 0 for padding, (batch, tokens); None if nothing is padded.
        """
        return self.from_words(self.words(ids), layout, mask)

    def from_words(self, words: Tensor, layout: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the scores as `forward` does, from the embeddings of the pieces, (batch, tokens, HIDDEN)."""
        place = self.positions.weight[: words.shape[1]]
        states = self.norm(words + place + self.layout(layout))
        added = None if mask is None else (1.0 - mask[:, None, None, :].to(states.dtype)) * -10_000.0
        for layer in self.layers:
            states = layer(states, added)
        scores: Tensor = self.labels(self.dropout(states))
        return scores


def from_base(folder: Path, kept_layers: list[int]) -> Tagger:
    """Return a tagger with the weights of the base model.

    Args:
        folder: what training.model.vocabulary wrote.
        kept_layers: the layers of the base to take, in order.
    """
    tensors = {name: torch.from_numpy(values.copy()) for name, values in np.load(folder / "base.npz").items()}
    tagger = Tagger(len(tensors["emb.word"]), len(kept_layers))
    state = {
        "words.weight": tensors["emb.word"],
        "positions.weight": tensors["emb.pos"].view(-1, HIDDEN) + tensors["emb.type"].view(-1, HIDDEN)[0],
        "norm.weight": tensors["emb.ln.w"],
        "norm.bias": tensors["emb.ln.b"],
    }
    for index, source in enumerate(kept_layers):
        state |= _layer(tensors, f"l{source}.", f"layers.{index}.")
    tagger.load_state_dict(state, strict=False)
    return tagger


def _layer(tensors: dict[str, Tensor], source: str, target: str) -> dict[str, Tensor]:
    state = {
        target + "query_key_value.weight": torch.cat([tensors[f"{source}{x}.w"] for x in "qkv"]).view(-1, HIDDEN),
        target + "query_key_value.bias": torch.cat([tensors[f"{source}{x}.b"] for x in "qkv"]),
    }
    linear = {"attended": ("ao", HIDDEN), "inner": ("fi", HIDDEN), "outer": ("fo", INNER)}
    for name, (short, width) in linear.items():
        state[f"{target}{name}.weight"] = tensors[f"{source}{short}.w"].view(-1, width)
        state[f"{target}{name}.bias"] = tensors[f"{source}{short}.b"]
    for name, short in {"attended_norm": "aln", "outer_norm": "oln"}.items():
        state[f"{target}{name}.weight"] = tensors[f"{source}{short}.w"]
        state[f"{target}{name}.bias"] = tensors[f"{source}{short}.b"]
    return state
