"""Advice: where the values of a field contradict what it is declared as, or suggest a declaration."""

from dataclasses import dataclass

from pipeline.fields.tally import Tally, is_entity
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action

MIN_VALUES = 3
SUGGESTS = 0.9  # the share of values of one entity in a field that declares nothing
CONTRADICTS = 0.5  # the share of values of another entity, or without what the declared one has


@dataclass(frozen=True, slots=True)
class Advice:
    """What a user should look at.

    Arguments:
        reason: what the values are, with their number.
        declare: what to declare: an entity, or `text`.
    """

    reason: str
    declare: str


def advice_of(tally: Tally, word: str, is_undeclared: bool, policy: Policy | None) -> Advice | None:
    """Return what is to be said about a field; None for nothing.

    Arguments:
        tally: the counts of its values.
        word: what most of them are taken for.
        is_undeclared: whether neither its name, nor the user, nor the format declares it.
        policy: the policy; an entity that it keeps need not be declared.
    """
    if tally.filled < MIN_VALUES:
        return None
    for entity, count in tally.whole.most_common(1):
        if is_undeclared and count >= SUGGESTS * tally.filled and not (policy and _is_kept(entity, policy)):
            return Advice(f"{count:,} of {tally.filled:,} values are {entity}", entity)
        if is_entity(word) and count >= CONTRADICTS * tally.filled:
            return Advice(f"{count:,} of {tally.filled:,} values look like {entity}", entity)
    for missing, count in tally.lacks.most_common(1):
        if count >= CONTRADICTS * tally.filled:
            return Advice(f"{count:,} of {tally.filled:,} values have no {missing}", "text")
    return None


def _is_kept(entity: str, policy: Policy) -> bool:
    return policy.rule(entity).do is Action.KEEP
