"""Extension points: objects registered by name, ours in tables, those of installed packages as entry points.

Ours are listed as `module:name` in one table a group instead of as entry points of our own package: metadata of a
package that is not installed cannot be read, and our own tree must work from PYTHONPATH alone. Both kinds are loaded here.
"""

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeVar

RECOGNIZERS = "heteronym.recognizers"
FORMATS = "heteronym.formats"
OPERATORS = "heteronym.operators"
SURROGATES = "heteronym.surrogates"

Made = TypeVar("Made")


def registered(group: str, built_in: Mapping[str, Any], make: Callable[[Any, str], Made]) -> dict[str, Made]:
    """Return what is registered in a group by its name: ours, then that of installed packages, sorted by name.

    Arguments:
        group: the group of entry points.
        built_in: name -> ours: the object, or `module:name` where it need not be imported before it is used.
        make: takes the object that is registered and its name, and returns what is used; raises ValueError for one that
            is not as it must be.

    Raises ValueError with the package and what to do where an entry point cannot be loaded or its name is taken.
    """
    ours = {name: imported(one) if isinstance(one, str) else one for name, one in built_in.items()}
    found = {name: make(one, name) for name, one in ours.items()}
    owners = dict.fromkeys(found, "Heteronym")
    for entry in sorted(_entry_points().select(group=group), key=lambda entry: (entry.name, _package_of(entry))):
        package = _package_of(entry)
        if entry.name in found:
            raise ValueError(
                f"the package {package} registers {entry.name!r} in {group}, which {owners[entry.name]} registers "
                "already: rename one of them, or uninstall its package"
            )
        try:
            found[entry.name], owners[entry.name] = make(entry.load(), entry.name), package
        except Exception as error:  # of code that is not ours: it may raise anything
            reason = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
            raise ValueError(
                f"the package {package} registers {entry.name!r} in {group} as {entry.value}, which cannot be loaded: "
                f"{reason}; repair the package, or uninstall it"
            ) from None
    return found


def imported(reference: str) -> Any:
    """Return the object at `module:name`; raises ImportError or AttributeError where there is none."""
    module, _, name = reference.partition(":")
    found: Any = importlib.import_module(module)
    for step in name.split("."):
        found = getattr(found, step)
    return found


@cache
def _entry_points() -> Any:  # Python 3.11 and 3.12 have different types, with one method `select`
    """Return those of all packages: their files are read once."""
    return entry_points()


def _package_of(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else entry.module
