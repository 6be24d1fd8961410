"""Policy combination: a policy that is as strict as both of two policies."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pipeline.errors import PolicyError
from pipeline.policy.inheritance import CROWDED_STRICTNESS, OPENNESS, STRICTER_FIRST, STRICTNESS, is_weaker, threshold
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action, Restore, Rule, SmallDomain
from pipeline.policy.strict import StrictModel
from pipeline.policy.values import MODELS

# Scopes in ascending order of the number of documents that share pseudonyms.
SCOPES = ("document", "recipient", "client", "dataset", "organization")
Model = TypeVar("Model", bound=StrictModel)
Combine = Callable[[Any, Any], Any]


def strictest_of(policy: Policy, own: Policy) -> Policy:
    """Return a policy that detects what either policy detects, and applies the stricter of their settings.

    Arguments:
        policy: provides the classification, and each setting that is equally strict in both.
        own: the other policy; its model is used if the two models cannot be compared.

    Raises PolicyError if the policies look for one entity by different patterns.
    """
    return policy.model_copy(
        update={
            name: OF_RULES[name](policy, own)
            if name in OF_RULES
            else OF_POLICY[name](getattr(policy, name), getattr(own, name))
            for name in Policy.model_fields
        }
    )


def _combined(one: Model, other: Model, table: Mapping[str, Combine]) -> Model:
    """Return a model with the stricter value of each field; raises KeyError for a field that the table lacks."""
    fields = type(one).model_fields
    return one.model_copy(update={name: table[name](getattr(one, name), getattr(other, name)) for name in fields})


def _entities(policy: Policy, own: Policy) -> dict[str, Rule]:
    named = {**policy.entities, **own.entities, **dict.fromkeys(own.declared)}
    return {entity: _rule(policy, own, policy.rule(entity), own.rule(entity)) for entity in named}


def _otherwise(policy: Policy, own: Policy) -> Rule:
    return _rule(policy, own, policy.otherwise, own.otherwise)


def _rule(policy: Policy, own: Policy, rule: Rule, other: Rule) -> Rule:
    stricter = _stricter(rule, other)
    if stricter.do is Action.ENCRYPT and not (policy.reversible and own.reversible):
        stricter = Rule(do=Action.REDACT)
    return stricter.model_copy(update={"min_score": min(threshold(rule, policy), threshold(other, own))})


def _stricter(rule: Rule, other: Rule) -> Rule:
    """Return the stricter rule; `redact` for actions of installed packages, whose order is not known."""
    if rule.do == other.do:
        return _combined(rule, other, OF_RULE)
    if not is_weaker(rule, other):
        return rule
    return Rule(do=Action.REDACT) if is_weaker(other, rule) else other


def _first(one: Any, _: Any) -> Any:
    return one


def _either(one: Any, other: Any) -> Any:
    return one or other


def _both(one: bool, other: bool) -> bool:
    return one and other


def _common(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(item for item in one if item in other)


def _joined(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*one, *(item for item in other if item not in one))


def _joined_by_name(one: Mapping[str, tuple[Any, ...]], other: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
    return {name: _joined(one.get(name, ()), other.get(name, ())) for name in {**one, **other}}


def _first_of(*values: str) -> Combine:
    """Return what chooses the value that is listed first."""
    return lambda one, other: min(one, other, key=values.index)


def _model(one: str, other: str) -> str:
    if other in MODELS and one in MODELS:
        return max(one, other, key=MODELS.index)
    return one if other == "off" else other


def _patterns(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    for entity, pattern in one.items():
        if other.get(entity, pattern) != pattern:
            raise PolicyError(
                f"two policies look for {entity} by different patterns: name the entity of one differently"
            )
    return {**one, **other}


def _small_domain(one: SmallDomain | None, other: SmallDomain | None) -> SmallDomain | None:
    return _combined(one, other, OF_SMALL_DOMAIN) if one and other else one or other


def _restore(one: bool | Restore, other: bool | Restore) -> bool | Restore:
    if one == other or not (one and other):
        return one and other
    one, other = (restore if isinstance(restore, Restore) else Restore() for restore in (one, other))
    return _combined(one, other, OF_RESTORE)


def _tools(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Return the tools that get originals by both: without names only known links do, with names all links do."""
    return None if one is None and other is None else _common(one or (), other or ())


# The stricter value of each field of a model; a field without an entry is a KeyError.
OF_DETECTION: Mapping[str, Combine] = {
    "ner": _model,
    "countries": _joined,
    "min_score": min,
    "propagate": _either,
    "dictionaries": _joined,
    "patterns": _patterns,
    "recognizers": _joined,
}
OF_RULE: Mapping[str, Combine] = {
    "do": _first,
    "min_score": _first,  # depends on the threshold of the policy: see _rule
    "days": max,
    "day_first": _first,
    "percent": max,
    "time": lambda one, other: other if one == "keep" else one,
    "before": lambda one, other: max(one or 0, other or 0) or None,
    "keep_last": min,
    "with_": _first,
}
OF_SMALL_DOMAIN: Mapping[str, Combine] = {
    "below": max,
    "do": lambda one, other: max(one, other, key=STRICTNESS.__getitem__),
}
OF_CROWDED: Mapping[str, Combine] = {
    "over": min,
    "do": lambda one, other: max(one, other, key=CROWDED_STRICTNESS.__getitem__),
}
OF_RESTORE: Mapping[str, Combine] = {"tools": _tools, "links": _first_of(*OPENNESS)}
OF_POLICY: Mapping[str, Combine] = {
    "classification": _first,
    "description": _first,
    "detection": lambda one, other: _combined(one, other, OF_DETECTION),
    "allow": _common,
    "allowed": _common,
    "scope": _first_of(*SCOPES),
    "crowded": lambda one, other: _combined(one, other, OF_CROWDED),
    "people_show": _common,
    "small_domain": _small_domain,
    "reversible": _both,
    "restore": _restore,
    "costs": _either,
    "terms": _joined_by_name,
    "recognized": _joined_by_name,
    "lists": lambda one, other: {**other, **one},
    "pools": _either,
    **{name: _first_of(*values) for name, values in STRICTER_FIRST.items()},
}
# Fields of a policy whose stricter value depends on other fields.
OF_RULES: Mapping[str, Callable[[Policy, Policy], Any]] = {"entities": _entities, "otherwise": _otherwise}
