"""Token vectors: the embedding layers of spaCy's small models, computed in fewer steps than by thinc.

The model is spaCy's HashEmbedCNN: a token is embedded by hashes of its features (norm, prefix, suffix and shape), then
convolution layers combine it with its neighbours. thinc keeps data for training and rearranges the weights for every
product. Here the weights are arranged once, and the embeddings are multiplied by their weights in advance.

The layers are defined in `spacy/ml/models/tok2vec.py` of spaCy 3.8 and `thinc/layers` of thinc 8.3.
"""

from collections.abc import Sequence
from functools import reduce
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

EPSILON = 1e-8  # added to the variance, as in thinc's LayerNorm
OPS = NumpyOps()

Floats = NDArray[np.float32]
AnyModel = Model[Any, Any]


class TokenVectors:
    """Inference of a thinc model of known layers, with the same results up to rounding."""

    def __init__(self, model: AnyModel) -> None:
        """Copy the weights of a model that `can_compute` accepts."""
        pairs = zip(_layers(model, "maxout"), _layers(model, "layernorm"), strict=True)
        mix, *self._layers = (_Maxout(maxout, norm) for maxout, norm in pairs)
        embeddings = _layers(model, "hashembed")
        tables = [_weights(embedding, "E") for embedding in embeddings]
        (features,), (linear,) = _layers(model, "extract_features"), _layers(model, "linear")
        self._columns = [features.attrs["columns"][embedding.attrs["column"]] for embedding in embeddings]
        first_rows = accumulate(map(len, tables), initial=0)
        self._hashes = [
            (embedding.attrs["seed"], np.uint32(len(table)), np.uint32(first_row))
            for embedding, table, first_row in zip(embeddings, tables, first_rows, strict=False)
        ]
        parts = zip(tables, np.split(mix.weights, len(tables)), strict=True)
        self._mix, self._mixed = mix, np.concatenate([table @ weights for table, weights in parts])
        self._out, self._out_bias = np.ascontiguousarray(_weights(linear, "W").T), _weights(linear, "b")

    @staticmethod
    def can_compute(model: AnyModel) -> bool:
        """Return whether a model consists of the supported layers; thinc derives the name of a model from its layers."""
        tables, layers = (len(_layers(model, name)) for name in ("hashembed", "expand_window"))
        hashed = "|".join(["ints-getitem>>hashembed"] * tables)
        maxout = "maxout>>layernorm>>dropout"
        convolution = ">>".join([f"residual(expand_window>>{maxout})"] * layers)
        return bool(
            model.name
            == f"extract_features>>list2ragged>>with_array({hashed})>>with_array({maxout})"
            f">>ragged2list>>with_array({convolution})>>list2array>>linear"
            and tables > 1
            and all(layer.attrs["window_size"] == 1 for layer in _layers(model, "expand_window"))
        )

    def predict(self, documents: Sequence[Doc]) -> Floats:
        """Return the vectors of all tokens of the documents, concatenated. There must be at least one token."""
        lengths = [len(document) for document in documents if len(document)]
        ids = np.concatenate([document.to_array(self._columns) for document in documents])
        hashed = [
            OPS.hash(np.ascontiguousarray(column), seed) % rows + first_row
            for column, (seed, rows, first_row) in zip(ids.T, self._hashes, strict=True)
        ]
        embedded = self._mix.of_products(OPS.gather_add(self._mixed, np.concatenate(hashed, axis=1)))
        # Zero rows, one per layer, separate the documents, so that no token is combined with another document's.
        padding = len(self._layers)
        places = np.arange(len(ids)) + np.repeat(np.arange(1, len(lengths) + 1) * padding, lengths)
        vectors = np.zeros((places[-1] + 1 + padding, embedded.shape[1]), dtype=np.float32)
        vectors[places] = embedded
        for layer in self._layers:
            vectors += layer.of_products(OPS.seq2col(vectors, 1) @ layer.weights)
        out: Floats = vectors[places] @ self._out + self._out_bias
        return out


class _Maxout:
    """A maxout layer with layer normalization."""

    def __init__(self, maxout: AnyModel, norm: AnyModel) -> None:
        """Arrange the weights so that each piece is one block of columns."""
        self._width, inputs = maxout.get_dim("nO"), maxout.get_dim("nI")
        self.weights: Floats = np.ascontiguousarray(_weights(maxout, "W").transpose(1, 0, 2).reshape(-1, inputs).T)
        self._bias = _weights(maxout, "b").T.ravel()
        self._mean = np.full(self._width, 1 / self._width, dtype=np.float32)
        self._scale, self._shift = _weights(norm, "G"), _weights(norm, "b")

    def of_products(self, products: Floats) -> Floats:
        """Return the outputs of the layer for the products of inputs and weights, which are overwritten."""
        products += self._bias
        pieces = (products[:, first : first + self._width] for first in range(0, products.shape[1], self._width))
        best = reduce(np.maximum, pieces)
        best -= (best @ self._mean)[:, np.newaxis]
        variance = np.einsum("ij,ij->i", best, best) / self._width + EPSILON
        best *= (1 / np.sqrt(variance))[:, np.newaxis]
        best *= self._scale
        best += self._shift
        return best


def _layers(model: AnyModel, name: str) -> list[AnyModel]:
    return [layer for layer in model.walk() if layer.name == name]


def _weights(layer: AnyModel, name: str) -> Floats:
    return np.asarray(layer.get_param(name))
