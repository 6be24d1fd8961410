"""Extension points of the pipeline: extensions of installed packages. Failures are raised as HeteronymError."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from pipeline.errors import HeteronymError
from recognizers.entities import KNOWN
from recognizers.extensions import OPERATORS, registered
from recognizers.own import entities_of, installed_recognizers

Built = TypeVar("Built")


def extensions(group: str, built_in: Mapping[str, Any], make: Callable[[Any, str], Built]) -> Mapping[str, Built]:
    """Return the extensions of an entry-point group by name.

    Arguments:
        group: the name of the group.
        built_in: the extensions that the project itself registers, by name.
        make: builds an extension from the loaded object and its name.

    Returns:
        The built extensions by name, built-in ones on first use, as from `recognizers.extensions.registered`.

    Raises:
        HeteronymError: an extension cannot be loaded, or a name is registered twice.
    """
    try:
        return registered(group, built_in, make)
    except ValueError as error:
        raise HeteronymError(str(error)) from None


@cache
def known_entities() -> frozenset[str]:
    """Return the entities that are known without a policy: the built-in ones and those of installed packages.

    Raises:
        HeteronymError: a recognizer of an installed package cannot be loaded.
    """
    try:
        return KNOWN | set(entities_of(installed_recognizers()))
    except ValueError as error:
        raise HeteronymError(str(error)) from None


@cache
def installed_actions() -> frozenset[str]:
    """Return the names of the actions that installed packages add.

    Raises:
        HeteronymError: an action cannot be loaded.
    """
    return frozenset(extensions(OPERATORS, {}, lambda operator, _: operator))
