"""Extension points: registries of objects by name, built-in ones in tables, those of installed packages as entry points.

Built-in objects are listed as `module:name` in one table per group rather than as entry points of this package, so that
the source tree works from PYTHONPATH without being installed.
"""

import importlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeVar

RECOGNIZERS = "heteronym.recognizers"
FORMATS = "heteronym.formats"
OPERATORS = "heteronym.operators"
SURROGATES = "heteronym.surrogates"

Built = TypeVar("Built")


class Registry(Mapping[str, Built]):
    """Objects of a group by name: built-in ones in the order of their table, then those of installed packages by name."""

    def __init__(
        self, built_in: Mapping[str, Any], make: Callable[[Any, str], Built], installed: Mapping[str, Built]
    ) -> None:
        """Arguments as for `registered`; `installed`: the objects of installed packages."""
        self._built_in, self._make = built_in, make
        self._made = dict(installed)
        self._names = tuple({**built_in, **installed})

    def __getitem__(self, name: str) -> Built:
        if name not in self._made:
            found = self._built_in[name]
            self._made[name] = self._make(imported(found) if isinstance(found, str) else found, name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def registered(group: str, built_in: Mapping[str, Any], make: Callable[[Any, str], Built]) -> Mapping[str, Built]:
    """Return the registered objects of a group by name. Objects of installed packages are loaded now.

    Arguments:
        group: the group of entry points.
        built_in: name -> built-in object, or `module:name` to import it on first use, which saves the memory of
            libraries that a process does not need.
        make: converts a registered object, given its name; raises ValueError if the object is invalid.

    Returns:
        The converted objects by name.

    Raises:
        ValueError: an entry point cannot be loaded, or its name is registered twice. The message names the package.
    """
    found: dict[str, Built] = {}
    owners = dict.fromkeys(built_in, "Heteronym")
    for entry in sorted(_entry_points().select(group=group), key=lambda entry: (entry.name, _package_of(entry))):
        package = _package_of(entry)
        if entry.name in owners:
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
    return Registry(built_in, make, found)


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
