"""Recognizer families: modules with a table `RULES`, or a function `recognizers` for what is no rule."""

from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

from presidio_analyzer import EntityRecognizer

from recognizers.rules import Rule, RuleRecognizer


def recognizers() -> list[EntityRecognizer]:
    """Return the recognizers of all families, in the order of the modules' names."""
    found: list[EntityRecognizer] = [RuleRecognizer(rule) for rule in rules()]
    for module in modules():
        if hasattr(module, "recognizers"):
            found += module.recognizers()
    return found


def rules() -> list[Rule]:
    """Return the rules of all families, in the order of the modules' names."""
    return [rule for module in modules() for rule in getattr(module, "RULES", ())]


def modules() -> list[ModuleType]:
    """Return the modules of all families, in the order of their names."""
    return [import_module(info.name) for info in walk_packages(__path__, f"{__name__}.")]
