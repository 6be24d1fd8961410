"""The rule of inheritance: a policy lets nothing through that the policy it extends would stop."""

from collections.abc import Iterator

from pipeline.policy.model import Action, Crowded, PolicyFile, ResolvedPolicy, Restore, Rule, SmallDomain
from pipeline.policy.source import Place, Source, nearest
from recognizers.entities import KNOWN

OPENNESS = ("never", "known", "any")  # of links
# How much of a value an action lets through, from all to nothing; a policy may go up, not down.
STRICTNESS = {
    Action.KEEP: 0,
    Action.SHIFT: 1,
    Action.PSEUDONYMIZE: 2,
    Action.GENERALIZE: 2,
    Action.MASK: 2,
    Action.HASH: 2,
    Action.ENCRYPT: 2,
    Action.REDACT: 3,
    Action.BLOCK: 4,
}


# How far pseudonyms agree under each scope; only `organization` joins batch runs and gateways.
WIDTH = {"document": 0, "client": 1, "dataset": 1, "recipient": 1, "organization": 2}
CROWDED_STRICTNESS = {"flag": 0, "own_world": 1, "block": 2}


def loosens(policy: ResolvedPolicy, floor: ResolvedPolicy) -> bool:
    """Tell whether a policy lets anything through that another would stop, whichever of them extends the other."""
    own, before = policy.detection, floor.detection
    misses = (
        not set(before.patterns.items()) <= set(own.patterns.items())
        or any(not set(words) <= set(policy.terms.get(entity, ())) for entity, words in floor.terms.items())
        or not set(before.countries) <= set(own.countries)
        or (before.ner not in (own.ner, "off") and (before.ner, own.ner) != ("fast", "accurate"))
        or not set(policy.allow) <= set(floor.allow)
    )
    return misses or any(True for _ in _loosened(policy, floor))


def check_loosening(source: Source, file: PolicyFile, policy: ResolvedPolicy, parent: ResolvedPolicy | None) -> None:
    """Compare a resolved policy with its parent; raises PolicyError for what is weaker and not in `loosen`."""
    loosened = dict(_loosened_by_file(file, policy, parent)) if parent else {}
    for name, place in loosened.items():
        if name not in file.loosen:
            raise source.error(
                place, f"{name} is weaker here than in {file.extends}: mend it, or add it to 'loosen: [{name}]'"
            )
    for position, name in enumerate(file.loosen):
        if name not in loosened:
            hint = nearest(name, loosened) if loosened else ""
            raise source.error(("loosen", position), f"loosen names {name!r}, which nothing here weakens{hint}")


def _loosened_by_file(file: PolicyFile, policy: ResolvedPolicy, parent: ResolvedPolicy) -> Iterator[tuple[str, Place]]:
    yield from _loosened(policy, parent)
    if file.allow:
        yield "allow", ("allow",)


def _loosened(policy: ResolvedPolicy, parent: ResolvedPolicy) -> Iterator[tuple[str, Place]]:
    """Yield (name, place) of everything that lets more through than the parent does."""
    own, before = policy.detection, parent.detection
    new = {*own.patterns, *policy.terms} - {*before.patterns, *parent.terms} - KNOWN
    for entity in {**parent.entities, **policy.entities}:
        if entity not in new and _is_weaker_for(entity, policy, parent):
            yield entity, ("entities", entity)
    for entity, pattern in before.patterns.items():
        if own.patterns.get(entity) != pattern:
            yield entity, ("detection", "patterns", entity)
    if is_weaker(policy.otherwise, parent.otherwise) or _raises_score(
        policy.otherwise, parent.otherwise, policy, parent
    ):
        yield "otherwise", ("otherwise",)
    if own.min_score > before.min_score:
        yield "min_score", ("detection", "min_score")
    if before.propagate and not own.propagate:
        yield "propagate", ("detection", "propagate")
    if before.ner != "off" and own.ner == "off":
        yield "ner", ("detection", "ner")
    if parent.unscannable == "block" and policy.unscannable == "pass":
        yield "unscannable", ("unscannable",)
    if parent.tool_definitions == "scan" and policy.tool_definitions == "pass":
        yield "tool_definitions", ("tool_definitions",)
    if policy.restore and (not parent.restore or _restores_more(policy.restoring, parent.restoring)):
        yield "restore", ("restore",)
    if policy.people == "by_part" and parent.people == "whole":
        yield "people", ("people",)
    if not set(policy.people_show) <= set(parent.people_show):
        yield "people_show", ("people_show",)
    if _is_smaller(policy.small_domain, parent.small_domain):
        yield "small_domain", ("small_domain",)
    if policy.reversible and not parent.reversible:
        yield "reversible", ("reversible",)
    if WIDTH[policy.scope] > WIDTH[parent.scope]:
        yield "scope", ("scope",)
    if _is_more_lenient(policy.crowded, parent.crowded):
        yield "crowded", ("crowded",)


def _restores_more(own: Restore, parent: Restore) -> bool:
    """Tell whether links or tools get originals that would not get them: a tool that is named may lead anywhere."""
    is_wider = OPENNESS.index(own.links) > OPENNESS.index(parent.links)
    return (
        is_wider
        or not set(own.tools or ()) <= set(parent.tools or ())
        or (own.tools is None and parent.tools is not None)
    )


def _is_weaker_for(entity: str, policy: ResolvedPolicy, parent: ResolvedPolicy) -> bool:
    """Compare what becomes of one entity.

    To name an entity that the parent redacts only as one of all others is to add to the parent:
    it may be pseudonymized.
    """
    rule, before = policy.rule(entity), parent.rule(entity)
    is_refined = entity not in parent.entities and before.do is Action.REDACT
    floor = Rule(do=Action.PSEUDONYMIZE) if is_refined else before
    return is_weaker(rule, floor) or _raises_score(rule, before, policy, parent)


def is_weaker(rule: Rule, before: Rule) -> bool:
    """Tell whether a rule lets more through than another."""
    if STRICTNESS[rule.do] != STRICTNESS[before.do]:
        return STRICTNESS[rule.do] < STRICTNESS[before.do]
    if rule.keep_last > before.keep_last or (rule.before or 0) < (before.before or 0):
        return True
    if rule.time == "keep" != before.time:
        return True
    return rule.days < before.days or rule.percent < before.percent


def _is_smaller(own: SmallDomain | None, before: SmallDomain | None) -> bool:
    """Tell whether numbers become pseudonyms again that the parent takes for too few."""
    if before is None:
        return False
    return own is None or own.below < before.below or STRICTNESS[own.do] < STRICTNESS[before.do]


def _is_more_lenient(crowded: Crowded, before: Crowded) -> bool:
    return crowded.over > before.over or CROWDED_STRICTNESS[crowded.do] < CROWDED_STRICTNESS[before.do]


def _raises_score(rule: Rule, before: Rule, policy: ResolvedPolicy, parent: ResolvedPolicy) -> bool:
    """Tell whether a rule itself, not the policy's common threshold, drops findings that the parent reports."""
    if rule.min_score == before.min_score:
        return False
    return _threshold(rule, policy) > _threshold(before, parent)


def _threshold(rule: Rule, policy: ResolvedPolicy) -> float:
    return policy.detection.min_score if rule.min_score is None else rule.min_score
