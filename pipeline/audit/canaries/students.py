"""Students: the kinds of models that are trained. All stages of an audit are models of one kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.audit.ngram import NGram
from pipeline.errors import HeteronymError

INSTALL = "pip install 'heteronym[audit]'"


class LanguageModel(Protocol):
    """Knows how likely a text is, and writes texts."""

    def log_probabilities(self, prefix: str, values: Sequence[str]) -> NDArray[np.float64]:
        """Return the natural logarithm of the probability of each value after a prefix; equal values have equal ones."""
        ...

    def sample(self, prefixes: Sequence[str], length: int, chance: np.random.Generator) -> list[str]:
        """Return a random continuation of each prefix, in as many characters as `length` says."""
        ...


Train = Callable[[str, np.random.Generator], LanguageModel]


@dataclass(frozen=True, slots=True)
class Student:
    """A kind of models.

    Arguments:
        models: what its models are, for a sentence.
        copied: the share of the work of an audit, 0 to 1, that is done when the copy is made.
        load: returns what trains a model on a text; raises HeteronymError if it needs a package.
    """

    models: str
    copied: float
    load: Callable[[], Train]


def _ngram() -> Train:
    return lambda text, _: NGram(text)


def _transformer() -> Train:
    try:
        from pipeline.audit.canaries.transformer import Transformer
    except ImportError:
        raise HeteronymError(f"the transformer needs PyTorch: {INSTALL}") from None
    return Transformer


DEFAULT = "ngram"
STUDENTS: Mapping[str, Student] = {
    DEFAULT: Student("character n-gram models", 0.6, _ngram),
    "transformer": Student("small transformers", 0.1, _transformer),
}


def student_of(name: str) -> Student:
    """Return the kind of models with a name; raises HeteronymError if there is none."""
    if name not in STUDENTS:
        raise HeteronymError(f"--student {name}: use {' or '.join(STUDENTS)}")
    return STUDENTS[name]
