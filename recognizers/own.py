"""Recognizers of users: those that a policy names, and those that installed packages register."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from presidio_analyzer import EntityRecognizer

from recognizers.extensions import RECOGNIZERS, imported, registered


@cache
def own_recognizers(reference: str) -> tuple[EntityRecognizer, ...]:
    """Return the recognizers at `module:name`, which are made once a process.

    Arguments:
        reference: names a recognizer, or a class or function that is called without arguments and returns one or several.

    Raises ValueError with what to do where there is none.
    """
    try:
        found = imported(reference)
    except Exception as error:  # of code that is not ours: its importing may raise anything
        raise ValueError(
            f"cannot import {reference!r} ({type(error).__name__}: {error}): install its package, or add its folder to "
            "PYTHONPATH"
        ) from None
    return made(found, reference)


@cache
def installed_recognizers() -> tuple[EntityRecognizer, ...]:
    """Return the recognizers of installed packages, sorted by the names of their entry points; raises ValueError."""
    return tuple(one for several in registered(RECOGNIZERS, {}, made).values() for one in several)


def made(found: Any, name: str) -> tuple[EntityRecognizer, ...]:
    """Return the recognizers that an object is or makes; raises ValueError where it is or makes something else."""
    if not isinstance(found, EntityRecognizer) and callable(found):
        try:
            found = found()
        except Exception as error:  # of code that is not ours
            raise ValueError(f"{name!r} raised {type(error).__name__} when it was called: {error}") from None
    several = tuple(found) if isinstance(found, Iterable) else (found,)
    for one in several:
        if not isinstance(one, EntityRecognizer):
            raise ValueError(
                f"{name!r} is or returns a {type(one).__name__}: it must be a Presidio EntityRecognizer, or a class or "
                "function that returns one when called without arguments"
            )
    return several


def entities_of(recognizers: Iterable[EntityRecognizer]) -> tuple[str, ...]:
    """Return the entities that recognizers report."""
    return tuple(dict.fromkeys(entity for one in recognizers for entity in one.supported_entities))
