"""Extension points: registries of objects by name, built-in ones in tables, those of installed packages as entry points.

Built-in objects are listed as `module:name` in one table per group rather than as entry points of this package, so that
the source tree works from PYTHONPATH without being installed.
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

Built = TypeVar("Built")


def registered(group: str, built_in: Mapping[str, Any], make: Callable[[Any, str], Built]) -> dict[str, Built]:
    """Return the registered objects of a group by name: built-in ones, then those of installed packages in name order.

    Arguments:
        group: the group of entry points.
        built_in: name -> built-in object, or `module:name` to import it on first use.
        make: converts a registered object, given its name; raises ValueError if the object is invalid.

    Returns:
        The converted objects by name.

    Raises:
        ValueError: an entry point cannot be loaded, or its name is registered twice. The message names the package.
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
        except Exception as error:  # third-party code may raise anything
            reason = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
            raise ValueError(
                f"the package {package} registers {entry.name!r} in {group} as {entry.value}, which cannot be loaded: "
                f"{reason}; repair the package, or uninstall it"
            ) from None
    return found


def imported(reference: str) -> Any:
    """Return the object at `module:name`; raises ImportError or AttributeError if it does not exist."""
    module, _, name = reference.partition(":")
    found: Any = importlib.import_module(module)
    for step in name.split("."):
        found = getattr(found, step)
    return found


@cache
def _entry_points() -> Any:  # Python 3.11 and 3.12 have different types, with one method `select`
    """Return the entry points of all packages, which are read once."""
    return entry_points()


def _package_of(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else entry.module
