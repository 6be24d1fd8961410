"""Originals: what a run finds in them, as what to search for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.audit.patterns import Patterns
from pipeline.audit.search import Setting, counts_in_values
from pipeline.audit.targets import Reason, Targets, targets_of
from pipeline.errors import RecordError
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action
from pipeline.run import batch
from pipeline.run.batch import Progress
from pipeline.run.found_values import FoundValues
from recognizers.lexicon.disguises.plain_forms import plain_form


@dataclass(frozen=True, slots=True)
class Sought:
    """What to search for.

    Arguments:
        targets: the values, with their patterns.
        patterns: the same patterns, as a search takes them.
        in_values: how often each pattern is in the found values.
        written: how often it is in what the run writes for other values, or keeps.
        unread_records, unread_files: the number of records and files of the originals whose values are unknown.
    """

    targets: Targets = field(repr=False)
    patterns: Patterns = field(default=Patterns(), repr=False)
    in_values: Counter[int] = field(default_factory=Counter, repr=False)
    written: Counter[int] = field(default_factory=Counter, repr=False)
    unread_records: int = 0
    unread_files: int = 0


def sought_in(originals: Sequence[str], setting: Setting, on_progress: Progress = lambda _: None) -> Sought:
    """Return what to search for: every value that a run finds, and every term of the dictionaries of its policy.

    Arguments:
        originals: the inputs of the run.
        setting: how the run read and replaced them.
        on_progress: receives the completed share of the work, 0 to 1.

    Raises:
        RecordError: an input is missing, or no value is found.
        HeteronymError: as in `pipeline.run.batch.scan`.
    """
    policy = setting.source.policy
    found, unreadable = values_in(originals, setting, on_progress)
    targets = targets_of(values_of(found), _terms(policy))
    for entity in _kept(found):
        targets.left_out[entity, Reason.KEPT] += 1
    if not any(value.is_found for value in targets.values):
        name = policy.classification
        raise RecordError(
            f"no value is found in {', '.join(originals)} under the policy {name}: a search proves nothing"
        )
    patterns = Patterns(list(targets.words), list(targets.numbers))
    searcher = patterns.searcher(setting.source.key.load())
    in_values, written = counts_in_values(searcher, found, [*targets.words, *targets.numbers], targets.sure)
    return Sought(targets, patterns, in_values, written, found.unread, unreadable)


def values_in(originals: Sequence[str], setting: Setting, on_progress: Progress) -> tuple[FoundValues, int]:
    """Return the values that a run finds in its inputs, and the number of files that it cannot read.

    The arguments and errors are those of `sought_in`.
    """
    found = FoundValues()
    done = batch.scan(
        originals,
        setting.source,
        setting.options,
        beam_arguments=setting.beam_arguments,
        on_progress=on_progress,
        on_values=found.merge,
    )
    return found, len(done.unreadable)


def values_of(found: FoundValues) -> set[tuple[str, str]]:
    """Return (entity, value) of what a run replaces, without the disguise in which it is written."""
    return {(entity, plain_form(entity, surface).text.strip()) for entity, surface, _ in found.replaced}


def _terms(policy: Policy) -> set[tuple[str, str]]:
    """Return (entity, term) of all terms of the dictionaries of a policy, whether the originals have them or not."""
    acted = (entity for entity in policy.terms if policy.rule(entity).do is not Action.KEEP)
    return {(entity, term) for entity in acted for term in policy.words(entity) if not policy.allows(term)}


def _kept(found: FoundValues) -> list[str]:
    """Return the entity of each value that the policy keeps everywhere."""
    replaced = {(entity, surface) for entity, surface, _ in found.replaced}
    return [entity for entity, _ in found.kept.keys() - replaced]
