"""Figures: the observations of a kind and stage as numbers, and the verdict on all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from pipeline.audit.canaries.exposure import exposures, rank_test
from pipeline.audit.canaries.inference import CHOICES
from pipeline.audit.canaries.observing import ALL, OUTSIDER_VALUES, VALUES, Observation
from pipeline.audit.canaries.one_run import chance_of, detectable_epsilon, epsilon_bound, right_guesses
from pipeline.audit.significance import holm
from pipeline.evaluate.intervals import CONFIDENCE, clopper_pearson, incomplete_beta

CONTROL_BITS = 8  # a model of the raw sample that remembers less would remember too little of the copy as well


class Outcome(StrEnum):
    """What an audit says."""

    PASSED = "passed"
    FAILED = "failed"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Figures:
    """What the model of one stage knows of the planted canaries of one kind.

    Arguments:
        kind, model: the names of the kind and the stage.
        canaries: the number of planted canaries.
        exposure_bits, p_value: the mean exposure, and the probability of such ranks by chance.
        highest_bits: the highest exposure.
        bits_by_times: how often canaries are planted -> their mean exposure.
        extracted: how many canaries the model wrote out.
        inferred, inferred_low, inferred_high: the share of canaries for which an attacker takes the right one of 64,
            with the limits of its 95 % interval.
        inferred_p_value: the probability of such a share, or a higher one, by chance.
        guesses, right_guesses: of the one-run audit.
        epsilon, detectable_epsilon: the lower bound, and the epsilon that would have been noticed with probability 0.8.
        epsilon_p_value: the probability of so many right guesses, or more, by chance.
        outsider_bits, outsider_p_value: the mean exposure of what somebody without the key gets for the canaries, and the
            probability of it by chance; None if that was not tested.
    """

    kind: str
    model: str
    canaries: int
    exposure_bits: float
    p_value: float
    highest_bits: float
    bits_by_times: Mapping[int, float]
    extracted: int
    inferred: float
    inferred_low: float
    inferred_high: float
    inferred_p_value: float
    guesses: int
    right_guesses: int
    epsilon: float
    epsilon_p_value: float
    detectable_epsilon: float
    outsider_bits: float | None
    outsider_p_value: float | None


def figures_of(one: Observation) -> Figures:
    """Return the figures of an observation."""
    ranks, count = one.planted_ranks, len(one.planted_ranks)
    bits, planted = exposures(ranks, VALUES), one.times[one.times > 0]
    low, high = clopper_pearson(one.inferred, count)
    guesses, right = right_guesses(one.ranks, one.times > 0)
    outsider = one.outsider_ranks
    return Figures(
        one.kind,
        one.stage,
        count,
        float(bits.mean()),
        rank_test(ranks, VALUES),
        float(bits.max()),
        {int(times): float(bits[planted == times].mean()) for times in np.unique(planted)},
        one.extracted,
        one.inferred / count,
        low,
        high,
        incomplete_beta(1 / CHOICES, one.inferred, count - one.inferred + 1) if one.inferred else 1.0,
        guesses,
        right,
        epsilon_bound(guesses, right),
        chance_of(guesses, right),
        detectable_epsilon(guesses),
        float(exposures(outsider, OUTSIDER_VALUES).mean()) if len(outsider) else None,
        rank_test(outsider, OUTSIDER_VALUES) if len(outsider) else None,
    )


def weak_models(raw: Sequence[Figures]) -> list[str]:
    """Return the models of the raw sample that remember too little for the test to say anything."""
    return [one.model for one in raw if one.kind == ALL and one.exposure_bits < CONTROL_BITS]


def weak_kinds(raw: Sequence[Figures]) -> list[str]:
    """Return the kinds of which the models of the raw sample remember too little."""
    return sorted({one.kind for one in raw if one.kind != ALL and one.exposure_bits < CONTROL_BITS})


def remembered(copy: Sequence[Figures]) -> list[Figures]:
    """Return the figures that show that models of the copy know canaries.

    An original that is written out shows it by itself. The tests are corrected for their number (S. Holm 1979), so that
    an audit of a copy that gives nothing away fails with a probability of at most 5 %.
    """
    tests = [(place, p_value) for place, one in enumerate(copy) for p_value in _p_values(one)]
    corrected = holm([p_value for _, p_value in tests])
    shown = {place for place, one in enumerate(copy) if one.extracted}
    shown |= {place for (place, _), p_value in zip(tests, corrected, strict=True) if p_value <= 1 - CONFIDENCE}
    return [copy[place] for place in sorted(shown)]


def _p_values(one: Figures) -> list[float]:
    tests = (one.p_value, one.inferred_p_value, one.epsilon_p_value, one.outsider_p_value)
    return [p_value for p_value in tests if p_value is not None]


def outcome_of(raw: Sequence[Figures], copy: Sequence[Figures]) -> Outcome:
    """Return what the audit says: what is found counts, and what is not found only if it would be found in the raw data."""
    if remembered(copy):
        return Outcome.FAILED
    return Outcome.VOID if weak_models(raw) else Outcome.PASSED
