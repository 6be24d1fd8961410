"""Families of recognizers: each module here that has a function `recognizers` is one."""

from importlib import import_module
from pkgutil import iter_modules

from presidio_analyzer import EntityRecognizer


def recognizers() -> list[EntityRecognizer]:
    """Return the recognizers of all families, in the order of the modules' names."""
    modules = [import_module(f"{__name__}.{one.name}") for one in iter_modules(__path__)]
    return [found for module in modules if hasattr(module, "recognizers") for found in module.recognizers()]
