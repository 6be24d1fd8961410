"""Impact: what a thief of the originals gets, and what a thief of the copy gets."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pipeline.audit.impact.exposure import Wanted
from pipeline.audit.impact.facts import Digester
from pipeline.audit.impact.measure import Measured, measured
from pipeline.audit.residue import Residue, audit_residue
from pipeline.audit.search import Setting
from pipeline.policy.costs import CostTable, cost_table
from pipeline.replace.keyed.keys import Key
from pipeline.run.batch import Progress

SHARE_OF_RESIDUE = 0.6  # of the progress bar


@dataclass(frozen=True, slots=True)
class Impact:
    """What was found, and what it costs.

    Arguments:
        measured: the facts of all records.
        costs: what records and values cost.
        wanted: the declared fields.
        residue: what is left in the copy; None without a copy, where the policy's word is taken for it.
    """

    measured: Measured
    costs: CostTable
    wanted: Wanted
    residue: Residue | None = None


@contextmanager
def audit_impact(
    originals: Sequence[str],
    copies: Sequence[str],
    setting: Setting,
    wanted: Wanted,
    on_progress: Progress = lambda _: None,
) -> Iterator[Impact]:
    """Measure what data is worth to a thief, before and after a run.

    Arguments:
        originals: the inputs of the run.
        copies: the copy, which is searched for the values of the originals; empty to take the policy's word.
        setting: how the run reads and replaces.
        wanted: the declared quasi-identifiers and sensitive fields.
        on_progress: receives the completed share of the work, 0 to 1.

    Raises:
        RecordError: an input is missing, a declared field occurs in none, or a copy is given and no value is found.
        HeteronymError: as in `pipeline.run.batch.scan`.
    """
    policy, key, done = setting.source.policy, setting.source.key.load(), 0.0
    residue, left = None, frozenset[str]()
    if copies:
        done = SHARE_OF_RESIDUE
        residue = audit_residue(copies, originals, setting, None, lambda share: on_progress(share * done))
        left = left_in(residue, key)
    costs = cost_table(policy.costs, policy.classification)
    with measured(originals, setting, wanted, left, lambda share: on_progress(done + share * (1 - done))) as every:
        yield Impact(every, costs, wanted, residue)


def left_in(residue: Residue, key: Key) -> frozenset[str]:
    """Return the digests of the values, and of the words of values, that a copy still has."""
    digests, targets = Digester(key), residue.sought.targets
    values = {targets.patterns[pattern].value for pattern in residue.judged.patterns}
    return frozenset(digests.of_value(targets.values[one].entity, targets.values[one].form) for one in values)
