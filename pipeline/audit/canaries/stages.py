"""Stages: a teacher learns from data, a student only from the teacher's outputs, an auxiliary model only from the student's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.audit.canaries.kinds import KINDS
from pipeline.audit.canaries.students import LanguageModel, Train

STAGES = ("teacher", "student", "auxiliary")
CONTINUATIONS = 10_000  # after the prefixes of canaries: what an attacker asks for
CONTINUATION_CHARACTERS = 48
OTHER_OUTPUTS = 2_000  # after beginnings of the texts: what everybody else asks for
OTHER_CHARACTERS = 100
BEGINNING = 24


@dataclass(frozen=True, slots=True)
class Stage:
    """A trained model and what it writes.

    Arguments:
        name: one of STAGES.
        model: the model.
        continuations: continuations of the prefixes of all kinds, in equal numbers.
    """

    name: str
    model: LanguageModel = field(repr=False)
    continuations: list[str] = field(repr=False)


def stages_of(texts: Sequence[str], train: Train, chance: np.random.Generator) -> Iterator[Stage]:
    """Train the models, each on the outputs of the one before.

    Arguments:
        texts: the texts on which the teacher is trained.
        train: trains a model.
        chance: the source of randomness.
    """
    prefixes = [KINDS[number % len(KINDS)].prefix for number in range(CONTINUATIONS)]
    beginnings = (
        [texts[place][:BEGINNING] for place in chance.integers(len(texts), size=OTHER_OUTPUTS)] if texts else []
    )
    data = texts
    for name in STAGES:
        model = train("\n".join(data), chance)
        continuations = model.sample(prefixes, CONTINUATION_CHARACTERS, chance)
        yield Stage(name, model, continuations)
        others = model.sample(beginnings, OTHER_CHARACTERS, chance)
        outputs = zip((*prefixes, *beginnings), (*continuations, *others), strict=True)
        data = [prompt + answer for prompt, answer in outputs]
