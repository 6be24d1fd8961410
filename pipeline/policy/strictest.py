"""Policy combination: a policy that is as strict as both of two policies."""

from pipeline.policy.inheritance import is_weaker
from pipeline.policy.loading import Policy
from pipeline.policy.model import Detection, Rule

# Scopes in ascending order of the number of documents that share pseudonyms.
SCOPES = ("document", "recipient", "dataset", "organization")


def strictest_of(policy: Policy, own: Policy) -> Policy:
    """Return a policy that detects what either policy detects, and applies the stricter of their rules.

    Arguments:
        policy: provides the classification, and the rule if both are equally strict.
        own: the other policy, whose patterns take precedence over those of `policy`.
    """
    named = {**policy.entities, **own.entities, **dict.fromkeys(own.declared)}
    return policy.model_copy(
        update={
            "detection": _detection(policy.detection, own.detection),
            "entities": {entity: _rule(entity, policy, own) for entity in named},
            "otherwise": _stricter(policy.otherwise, own.otherwise),
            "allow": tuple(entry for entry in policy.allow if entry in own.allow),
            "scope": min(policy.scope, own.scope, key=SCOPES.index),
            "people": "whole" if "whole" in (policy.people, own.people) else "by_part",
            "reversible": policy.reversible and own.reversible,
            "unscannable": "block" if "block" in (policy.unscannable, own.unscannable) else "pass",
            "tool_definitions": "scan" if "scan" in (policy.tool_definitions, own.tool_definitions) else "pass",
            "restore": policy.restore and own.restore,
            "recognized": {**policy.recognized, **own.recognized},
            "terms": {
                entity: tuple(dict.fromkeys((*policy.terms.get(entity, ()), *own.terms.get(entity, ()))))
                for entity in {**policy.terms, **own.terms}
            },
        }
    )


def _rule(entity: str, policy: Policy, own: Policy) -> Rule:
    rule = _stricter(policy.rule(entity), own.rule(entity))
    return rule.model_copy(update={"min_score": min(policy.min_score(entity), own.min_score(entity))})


def _stricter(rule: Rule, own: Rule) -> Rule:
    return own if is_weaker(rule, own) else rule


def _detection(detection: Detection, own: Detection) -> Detection:
    return detection.model_copy(
        update={
            "ner": own.ner if own.ner != "off" else detection.ner,
            "countries": tuple(dict.fromkeys((*detection.countries, *own.countries))),
            "min_score": min(detection.min_score, own.min_score),
            "propagate": detection.propagate or own.propagate,
            "dictionaries": (*detection.dictionaries, *own.dictionaries),
            "patterns": {**detection.patterns, **own.patterns},
            "recognizers": tuple(dict.fromkeys((*detection.recognizers, *own.recognizers))),
        }
    )
