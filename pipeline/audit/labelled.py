"""Labelled texts: how much detection misses, for the bound of an audit."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.evaluate.evaluation import counted, evaluate_gold
from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.miss_rate import MissRate, Stratum, miss_rate
from pipeline.policy.loading import Policy


def miss_rate_of(paths: Sequence[Path], policy: Policy) -> MissRate:
    """Return the miss rate of detection on labelled texts, which should be a random sample of the originals.

    Arguments:
        paths: gold files, as `heteronym evaluate` reads them.
        policy: the policy; values that it keeps are not missed.

    Raises:
        RecordError: a file cannot be read.
    """
    checked = tuple(counted(evaluate_gold(read_gold(paths), policy)))
    return miss_rate([Stratum("labelled", len(checked), checked)], is_whole=True)
