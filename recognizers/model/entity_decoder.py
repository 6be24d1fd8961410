"""Entity decoder: batch decoding of a spaCy NER model; spaCy itself decodes token by token.

spaCy's parser evaluates its model at every token, which takes half of the time of the small model. But outside of an
entity the result depends on the token alone, and inside of an entity on the token and on the entity's first token. So
all tokens are scored together, and tokens inside of entities once more.

The moves and their preconditions are defined in `spacy/pipeline/_parser_internals/ner.pyx` of spaCy 3.8.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc

from recognizers.model.token_vectors import Floats, TokenVectors

FEATURES = 3  # the token, the first token of the open entity, the previous token
LOOKAHEAD = 8  # tokens of an entity that are scored together


class Move(NamedTuple):
    """A tag in the BILUO scheme: the position of a token in an entity, and the label of the entity."""

    kind: str
    label: str


BEGIN, INSIDE, LAST, UNIT = "B", "I", "L", "U"
OUTSIDE = Move("O", "")


class Entity(NamedTuple):
    """An entity of a document: token offsets, half open, and its label."""

    start: int
    end: int
    label: str


class EntityDecoder:
    """Faster replacement for the decoding of spaCy's NER component, with the same results."""

    def __init__(self, component: EntityRecognizer) -> None:
        """Copy the weights of a component that `can_decode` accepts."""
        model = component.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        tok2vec = model.get_ref("tok2vec")
        self._vectors = TokenVectors(tok2vec) if TokenVectors.can_compute(tok2vec) else tok2vec
        inputs, hidden, pieces = (lower.get_dim(name) for name in ("nI", "nO", "nP"))
        self._shape = (-1, FEATURES, pieces, hidden)
        self._features = np.ascontiguousarray(lower.get_param("W").swapaxes(1, 2).reshape(-1, inputs).T)
        self._bias, padding = lower.get_param("b").T, lower.get_param("pad")[0].swapaxes(1, 2)
        self._no_entity = padding[1] + padding[2] + self._bias
        self._scores, self._scores_bias = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        self._moves = _moves(component)
        self._columns = {move: column for column, move in enumerate(self._moves)}
        self._outside = self._columns[OUTSIDE]
        self._begins = np.array([move.kind == BEGIN for move in self._moves])
        # A "U" without a label is spaCy's internal mark for a token outside of entities; the model never predicts it.
        may_be = [move == OUTSIDE or (move.kind in (BEGIN, UNIT) and move.label != "") for move in self._moves]
        self._never = np.where(may_be, 0, -np.inf).astype(np.float32)

    @staticmethod
    def can_decode(component: object) -> bool:
        """Return whether this decoder supports a pipeline component."""
        if not isinstance(component, EntityRecognizer) or component.cfg.get("beam_width") != 1:
            return False
        model, moves = component.model, set(_moves(component))
        return bool(
            model.attrs.get("has_upper")
            and not model.attrs.get("unseen_classes")
            and model.get_ref("lower").get_dim("nF") == FEATURES
            and model.get_ref("lower").get_dim("nP") > 1
            and all({Move(INSIDE, move.label), Move(LAST, move.label)} <= moves for move in moves if move.kind == BEGIN)
        )

    def decode(self, documents: Sequence[Doc]) -> list[list[Entity]]:
        """Return the entities of each document. The documents must not have annotations yet."""
        lengths = [len(document) for document in documents]
        if not any(lengths):
            return [[] for _ in documents]
        vectors = self._vectors.predict(documents)
        features = (vectors @ self._features).reshape(self._shape)
        choices = self._choices(features[:, 0], documents)
        found: list[list[Entity]] = []
        first = 0
        for length in lengths:
            chosen = slice(first, first + length)
            found.append(list(self._entities(features[chosen], choices[chosen])))
            first += length
        return found

    def _choices(self, tokens: Floats, documents: Sequence[Doc]) -> NDArray[np.intp]:
        """Return the best move of each token under the assumption that no entity is open."""
        scores = self._scored(tokens + self._no_entity) + self._never
        ends = np.cumsum([len(document) for document in documents if len(document)]) - 1
        scores[np.ix_(ends, self._begins)] = -np.inf  # no multi-token entity begins at the last token
        choices = scores.argmax(axis=1)
        is_space = np.concatenate([document.to_array("IS_SPACE") for document in documents])
        return np.where(is_space, self._outside, choices)

    def _entities(self, features: Floats, choices: NDArray[np.intp]) -> Iterator[Entity]:
        """Yield the entities of one document."""
        end = 0
        for start in np.flatnonzero(choices != self._outside).tolist():
            if start < end:
                continue
            kind, label = self._moves[choices[start]]
            end = start + 1 if kind == UNIT else self._end(features, start, label)
            yield Entity(start, end, label)

    def _end(self, features: Floats, start: int, label: str) -> int:
        """Return the end of the entity that begins at token `start`."""
        goes_on, ends = self._columns[Move(INSIDE, label)], self._columns[Move(LAST, label)]
        for near in range(start + 1, len(features), LOOKAHEAD):
            far = min(near + LOOKAHEAD, len(features))
            states = features[near:far, 0] + features[start, 1] + features[near - 1 : far - 1, 2] + self._bias
            scores = self._scored(states)
            is_last = scores[:, ends] > scores[:, goes_on]
            if is_last.any():
                return near + int(is_last.argmax()) + 1
        return len(features)

    def _scored(self, states: Floats) -> Floats:
        scores: Floats = states.max(axis=-2) @ self._scores + self._scores_bias
        return scores


def _moves(component: EntityRecognizer) -> list[Move]:
    """Return the moves of a component in the order of its score columns."""
    names = (component.moves.get_class_name(number) for number in range(component.moves.n_moves))
    return [Move(kind, label) for kind, _, label in (name.partition("-") for name in names)]
