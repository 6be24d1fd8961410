"""Extension points: objects registered by name, ours in tables, those of installed packages as entry points.

Ours are listed as `module:name` in one table a group instead of as entry points of our own package: metadata of a
package that is not installed cannot be read, and our own tree must work from PYTHONPATH alone. Both kinds are loaded here.
"""

import importlib
from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any

RECOGNIZERS = "heteronym.recognizers"
FORMATS = "heteronym.formats"
OPERATORS = "heteronym.operators"
SURROGATES = "heteronym.surrogates"


def registered(group: str, built_in: Mapping[str, str]) -> dict[str, Any]:
    """Return what is registered in a group by its name: ours, then that of installed packages, sorted by name.

    Arguments:
        group: the group of entry points.
        built_in: name -> `module:name` of ours.

    Raises ValueError with the package and what to do where an entry point cannot be loaded or its name is taken.
    """
    found = {name: imported(reference) for name, reference in built_in.items()}
    owners = dict.fromkeys(found, "Heteronym")
    for entry in sorted(entry_points(group=group), key=lambda entry: (entry.name, package_of(entry))):
        if entry.name in found:
            raise ValueError(
                f"the package {package_of(entry)} registers {entry.name!r} in {group}, which {owners[entry.name]} "
                "registers already: rename one of them, or uninstall its package"
            )
        found[entry.name], owners[entry.name] = _loaded(entry), package_of(entry)
    return found


def imported(reference: str) -> Any:
    """Return the object at `module:name`; raises ImportError or AttributeError where there is none."""
    module, _, name = reference.partition(":")
    found: Any = importlib.import_module(module)
    for step in name.split("."):
        found = getattr(found, step)
    return found


def package_of(entry: EntryPoint) -> str:
    """Return the name of the package that registers an entry point."""
    return entry.dist.name if entry.dist else entry.module


def _loaded(entry: EntryPoint) -> Any:
    try:
        return entry.load()
    except Exception as error:  # of code that is not ours: its importing may raise anything
        raise ValueError(
            f"the package {package_of(entry)} registers {entry.name!r} in {entry.group} as {entry.value}, which cannot "
            f"be loaded: {type(error).__name__}: {error}; repair the package, or uninstall it"
        ) from None
