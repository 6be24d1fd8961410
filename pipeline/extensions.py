"""Extension points of the pipeline: what installed packages register, loaded once a process."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.errors import HeteronymError
from recognizers.entities import KNOWN
from recognizers.extensions import registered
from recognizers.own import entities_of, installed_recognizers


def extensions(group: str, built_in: Mapping[str, str]) -> dict[str, Any]:
    """Return what is registered in a group by its name, as `recognizers.extensions.registered`; raises HeteronymError."""
    try:
        return registered(group, built_in)
    except ValueError as error:
        raise HeteronymError(str(error)) from None


@cache
def known_entities() -> frozenset[str]:
    """Return the entities that are known without a policy: ours, and those of installed packages; raises HeteronymError."""
    try:
        return KNOWN | set(entities_of(installed_recognizers()))
    except ValueError as error:
        raise HeteronymError(str(error)) from None
