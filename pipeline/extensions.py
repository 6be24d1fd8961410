"""Extension points of the pipeline: what installed packages register, with errors that the command line shows."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from pipeline.errors import HeteronymError
from recognizers.entities import KNOWN
from recognizers.extensions import OPERATORS, registered
from recognizers.own import entities_of, installed_recognizers

Made = TypeVar("Made")


def extensions(group: str, built_in: Mapping[str, Any], make: Callable[[Any, str], Made]) -> dict[str, Made]:
    """Return what is registered in a group by its name, as `recognizers.extensions.registered`; raises HeteronymError."""
    try:
        return registered(group, built_in, make)
    except ValueError as error:
        raise HeteronymError(str(error)) from None


@cache
def known_entities() -> frozenset[str]:
    """Return the entities that are known without a policy: ours, and those of installed packages; raises HeteronymError."""
    try:
        return KNOWN | set(entities_of(installed_recognizers()))
    except ValueError as error:
        raise HeteronymError(str(error)) from None


@cache
def installed_actions() -> frozenset[str]:
    """Return the names of the actions that installed packages add; raises HeteronymError."""
    return frozenset(extensions(OPERATORS, {}, lambda operator, _: operator))
