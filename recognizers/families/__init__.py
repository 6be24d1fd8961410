"""Recognizer families: every module of this package with a function `recognizers`."""

from importlib import import_module
from pkgutil import iter_modules

from presidio_analyzer import EntityRecognizer


def recognizers() -> list[EntityRecognizer]:
    """Return the recognizers of all families, in the order of the modules' names."""
    modules = [import_module(f"{__name__}.{info.name}") for info in iter_modules(__path__)]
    return [recognizer for module in modules if hasattr(module, "recognizers") for recognizer in module.recognizers()]
