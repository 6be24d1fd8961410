"""Policy inheritance: a policy must not be weaker than the policy it extends, except where it declares so."""

from collections.abc import Iterator

from pipeline.policy.model import Action, Crowded, PolicyFile, ResolvedPolicy, Restore, Rule, SmallDomain
from pipeline.policy.source import Place, Source, nearest
from recognizers.entities import KNOWN, where
from recognizers.lexicon.vocabulary import Case

OPENNESS = ("never", "known", "any")  # of links
# Actions ordered by strictness, from keeping the whole value to blocking the record.
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
MAY_STAY = where(may_stay=True)
LEAST, MOST = STRICTNESS[Action.SHIFT], STRICTNESS[Action.PSEUDONYMIZE]  # of actions that replace values


# Scopes ordered by the number of documents that share pseudonyms; only `organization` joins batch runs and gateways.
WIDTH = {"document": 0, "client": 1, "dataset": 1, "recipient": 1, "organization": 2}
WIDTH_OF_CASE = {Case.EXACT: 0, Case.SMART: 1, Case.ANY: 2}
CROWDED_STRICTNESS = {"flag": 0, "own_world": 1, "block": 2}
# Settings with two values, the stricter one first.
STRICTER_FIRST = {
    "unscannable": ("block", "pass"),
    "keys": ("scan", "keep"),
    "tool_definitions": ("scan", "pass"),
    "people": ("whole", "by_part"),
}


def loosens(policy: ResolvedPolicy, floor: ResolvedPolicy) -> bool:
    """Return whether a policy is weaker than another in any respect, regardless of inheritance.

    Arguments:
        policy: the policy to check.
        floor: the policy to compare with.
    """
    own, before = policy.detection, floor.detection
    misses = (
        not set(before.patterns.items()) <= set(own.patterns.items())
        or any(_misses_words(entity, policy, floor) for entity in floor.terms)
        or not set(before.recognizers) <= set(own.recognizers)
        or not set(before.countries) <= set(own.countries)
        or (before.ner not in (own.ner, "off") and (before.ner, own.ner) != ("fast", "accurate"))
        or not set(policy.allow) <= set(floor.allow)
        or not {one.digest for one in policy.allowed} <= {one.digest for one in floor.allowed}
    )
    return misses or any(True for _ in _loosened(policy, floor))


def _misses_words(entity: str, policy: ResolvedPolicy, floor: ResolvedPolicy) -> bool:
    """Return whether the floor's dictionaries of an entity have words that the policy's do not find in every such case."""
    own = policy.terms.get(entity, ())
    known = {one.identity for one in own}
    for dictionary in floor.terms[entity]:
        if dictionary.identity in known:  # the usual case, without reading millions of words
            continue
        as_wide = (one for one in own if WIDTH_OF_CASE[one.case] >= WIDTH_OF_CASE[dictionary.case])
        if not set(dictionary.words) <= {word for one in as_wide for word in one.words}:
            return True
    return False


def check_loosening(source: Source, file: PolicyFile, policy: ResolvedPolicy, parent: ResolvedPolicy | None) -> None:
    """Compare a resolved policy with its parent.

    Arguments:
        source: the policy file, for error messages.
        file: the content of the policy file.
        policy: the resolved policy.
        parent: the resolved policy that it extends, if any.

    Raises:
        PolicyError: a setting is weaker and not listed in `loosen`, or is listed but not weaker.
    """
    loosened = dict(_loosened_by_file(file, policy, parent)) if parent else {}
    for name, place in loosened.items():
        if name not in file.loosen:
            raise source.error(
                place,
                f"{name} is weaker here than in {file.extends}: make it as strict, or add it to 'loosen: [{name}]'",
            )
    for position, name in enumerate(file.loosen):
        if name not in loosened:
            hint = nearest(name, loosened) if loosened else ""
            raise source.error(("loosen", position), f"loosen lists {name!r}, which this file does not weaken{hint}")


def _loosened_by_file(file: PolicyFile, policy: ResolvedPolicy, parent: ResolvedPolicy) -> Iterator[tuple[str, Place]]:
    yield from _loosened(policy, parent)
    if file.allow:
        yield "allow", ("allow",)


def _loosened(policy: ResolvedPolicy, parent: ResolvedPolicy) -> Iterator[tuple[str, Place]]:
    """Yield (name, location in the file) of every setting that is weaker than in the parent."""
    own, before = policy.detection, parent.detection
    new = set(policy.declared) - set(parent.declared) - KNOWN
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
    for name, (stricter, weaker) in STRICTER_FIRST.items():
        if (getattr(parent, name), getattr(policy, name)) == (stricter, weaker):
            yield name, (name,)
    if policy.restore and (not parent.restore or _restores_more(policy.restoring, parent.restoring)):
        yield "restore", ("restore",)
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
    """Return whether originals are restored in more links or tools. A named tool gets originals with any link."""
    is_wider = OPENNESS.index(own.links) > OPENNESS.index(parent.links)
    return (
        is_wider
        or not set(own.tools or ()) <= set(parent.tools or ())
        or (own.tools is None and parent.tools is not None)
    )


def _is_weaker_for(entity: str, policy: ResolvedPolicy, parent: ResolvedPolicy) -> bool:
    """Return whether the rule for an entity is weaker.

    If the parent redacts the entity only by its rule for all other entities, the policy may pseudonymize it.
    """
    rule, before = policy.rule(entity), parent.rule(entity)
    if entity in MAY_STAY and (rule.do, before.do) == (Action.KEEP, Action.SHIFT):
        return False
    is_refined = entity not in parent.entities and before.do is Action.REDACT
    floor = Rule(do=Action.PSEUDONYMIZE) if is_refined else before
    return is_weaker(rule, floor) or _raises_score(rule, before, policy, parent)


def is_weaker(rule: Rule, before: Rule) -> bool:
    """Return whether a rule is weaker than the rule `before`."""
    if rule.do != before.do and (own := _strictness(rule.do, LEAST)) != (floor := _strictness(before.do, MOST)):
        return own < floor
    if rule.keep_last > before.keep_last or (rule.before or 0) < (before.before or 0):
        return True
    if rule.time == "keep" != before.time:
        return True
    return rule.days < before.days or rule.percent < before.percent


def _strictness(action: str, of_others: int) -> int:
    """Return the strictness of an action; `of_others` for an action that a package adds, whose strictness is unknown."""
    return STRICTNESS[Action(action)] if action in {*Action} else of_others


def _is_smaller(own: SmallDomain | None, before: SmallDomain | None) -> bool:
    """Return whether numbers are pseudonymized whose domain is too small according to the parent."""
    if before is None:
        return False
    return own is None or own.below < before.below or STRICTNESS[own.do] < STRICTNESS[before.do]


def _is_more_lenient(crowded: Crowded, before: Crowded) -> bool:
    return crowded.over > before.over or CROWDED_STRICTNESS[crowded.do] < CROWDED_STRICTNESS[before.do]


def _raises_score(rule: Rule, before: Rule, policy: ResolvedPolicy, parent: ResolvedPolicy) -> bool:
    """Return whether the threshold of a rule itself drops findings that the parent reports."""
    if rule.min_score == before.min_score:
        return False
    return threshold(rule, policy) > threshold(before, parent)


def threshold(rule: Rule, policy: ResolvedPolicy) -> float:
    """Return the lowest score at which a policy reports the entities of a rule."""
    return policy.detection.min_score if rule.min_score is None else rule.min_score
