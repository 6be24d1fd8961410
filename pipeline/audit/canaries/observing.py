"""Observations: what the models of one world, raw or copy, know of the canaries of each kind."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.audit.canaries.exposure import REFERENCES, Ranks, ranks_of
from pipeline.audit.canaries.extraction import extracted
from pipeline.audit.canaries.inference import inferred
from pipeline.audit.canaries.kinds import Kind
from pipeline.audit.canaries.stages import STAGES, Stage, stages_of
from pipeline.audit.canaries.students import Train
from pipeline.run.batch import Progress

ALL = "all"
VALUES = REFERENCES + 1  # among which a canary has its rank
OUTSIDER_VALUES = 2**9


@dataclass(frozen=True, slots=True)
class Group:
    """The canaries of a kind, and look-alikes.

    Arguments:
        kind: the kind.
        canaries: their values, planted or not.
        times: how often each is planted; 0 for those that are not.
        references: the look-alikes.
        guessed, guessed_references: what somebody without the key gets for the planted canaries and for look-alikes with
            the same policy; empty if the policy does not replace the values.
    """

    kind: Kind
    canaries: Sequence[str] = field(repr=False)
    times: NDArray[np.int64] = field(repr=False)
    references: Sequence[str] = field(repr=False)
    guessed: Sequence[str] = field(default=(), repr=False)
    guessed_references: Sequence[str] = field(default=(), repr=False)

    @property
    def planted(self) -> list[str]:
        """The values that are in the raw sample."""
        return [value for value, times in zip(self.canaries, self.times, strict=True) if times]


@dataclass(frozen=True, slots=True)
class Observation:
    """What the model of one stage knows of the canaries of one kind, or of all.

    Arguments:
        kind: the name of the kind; ALL for all of them.
        stage: the name of the stage.
        ranks: the rank of each canary among VALUES, planted or not.
        times: how often each is planted; 0 for those that are not.
        extracted: how many planted canaries the model wrote out.
        inferred: for how many of them an attacker takes the right one of 64.
        outsider_ranks: the rank of what somebody without the key gets for each planted canary among OUTSIDER_VALUES;
            empty if that was not tested.
    """

    kind: str
    stage: str
    ranks: Ranks
    times: NDArray[np.int64]
    extracted: int
    inferred: int
    outsider_ranks: Ranks

    @property
    def planted_ranks(self) -> Ranks:
        """The ranks of the planted canaries."""
        return self.ranks[self.times > 0]


def observations_of(
    texts: Sequence[str], groups: Sequence[Group], train: Train, chance: np.random.Generator, on_progress: Progress
) -> list[Observation]:
    """Train the models of all stages, and return what each knows of each kind, and of all kinds together.

    Arguments:
        texts: the texts on which the teacher is trained.
        groups: the canaries of each kind.
        train: trains a model.
        chance: the source of randomness.
        on_progress: receives the completed share of the stages, 0 to 1.
    """
    observations = []
    for number, stage in enumerate(stages_of(texts, train, chance), 1):
        of_kinds = [_observation(stage, group, chance) for group in groups]
        observations += [*of_kinds, together(of_kinds)]
        on_progress(number / len(STAGES))
    return observations


def _observation(stage: Stage, group: Group, chance: np.random.Generator) -> Observation:
    scores = stage.model.log_probabilities(group.kind.prefix, [*group.canaries, *group.references])
    own, others = scores[: len(group.canaries)], scores[len(group.canaries) :]
    outsider_ranks = np.zeros(0, np.int64)
    if group.guessed:
        guesses = stage.model.log_probabilities(group.kind.prefix, [*group.guessed, *group.guessed_references])
        outsider_ranks = ranks_of(guesses[: len(group.guessed)], guesses[len(group.guessed) :], chance)
    return Observation(
        group.kind.name,
        stage.name,
        ranks_of(own, others, chance),
        group.times,
        extracted(group.planted, stage.continuations),
        inferred(own[group.times > 0], others, chance),
        outsider_ranks,
    )


def together(each: Sequence[Observation]) -> Observation:
    """Return one observation of all kinds."""
    return Observation(
        ALL,
        each[0].stage,
        np.concatenate([one.ranks for one in each]),
        np.concatenate([one.times for one in each]),
        sum(one.extracted for one in each),
        sum(one.inferred for one in each),
        np.concatenate([one.outsider_ranks for one in each]),
    )
