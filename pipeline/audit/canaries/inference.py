"""Inference: an attacker knows that one of 64 values is in the data, and takes the one that the model finds most likely."""

import numpy as np

from pipeline.audit.canaries.exposure import Scores, ranks_of

CHOICES = 64


def inferred(canaries: Scores, references: Scores, chance: np.random.Generator) -> int:
    """Return for how many canaries the attacker is right; one in CHOICES is chance.

    Arguments:
        canaries: the log-probability of each planted canary.
        references: the log-probabilities of look-alikes, in random order; each canary is mixed with others of them.
        chance: the source of randomness.
    """
    others = CHOICES - 1
    groups = np.resize(references, (len(canaries), others))
    return sum(int(ranks_of(canaries[[place]], group, chance)[0] == 1) for place, group in enumerate(groups))
