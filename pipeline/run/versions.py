"""Versions of everything that determines the findings and surrogates of a run, apart from its policy and key."""

from importlib.metadata import version
from typing import Any

from pipeline.policy.loading import Policy
from recognizers.lexicon import pools
from recognizers.model.tagger import TIERS, model_digest

PACKAGES = ("heteronym", "presidio-analyzer", "presidio-anonymizer", "spacy", "apache-beam", "faker")


def versions(policy: Policy) -> dict[str, Any]:
    """Return the versions of the model of a policy, the pools of names and the packages."""
    return {
        "model": _model(policy),
        "pools_version": pools.version(),
        "packages": {name: version(name) for name in PACKAGES},
    }


def _model(policy: Policy) -> str | None:
    ner = policy.detection.ner
    if ner == "off":
        return None
    return f"{ner} {model_digest()}" if ner in TIERS else ner
