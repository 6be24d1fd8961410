"""Collisions: finds values of a document with the same surrogate, and assigns them different ones."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from pipeline.replace.keyed.ledger import CANDIDATES, CANDIDATES_OF_PHONES, EMPTY, Ledger
from pipeline.replace.numbers.phones import identity_of, national_like
from recognizers.entities import where

KEPT_APART_IN_RUN = where(kept_apart="run")
KEPT_APART = KEPT_APART_IN_RUN | where(kept_apart="document")
PHONES = where(surrogate="phone")

Value = tuple[str, str]  # entity, surface
Claim = Callable[[str, str], tuple[bytes, bytes]]  # entity, surface -> tag of the value, tags of its candidates


def identifying(entity: str, value: str, like: str = "") -> str:
    """Return what the spellings of a value share: a number without its layout, other values without case and separators.

    Arguments:
        entity: the entity of the value.
        value: the value as it is written.
        like: a phone number in the same layout, which saves reading the value; empty for none.
    """
    if entity in PHONES:
        return "|".join(national_like(value, like) if like else identity_of(value))
    if entity == "IP_ADDRESS":
        return value.casefold().partition("/")[0].strip("[]")
    return "".join(character for character in value.casefold() if character.isalnum())


def candidate_count(entity: str) -> int:
    """Return how many surrogates a value of an entity may choose from."""
    return CANDIDATES_OF_PHONES if entity in PHONES else CANDIDATES


def surrogates_of(values: Iterable[Value], surrogate: Callable[[str, str], str]) -> dict[Value, str]:
    """Return the surrogates of the values of a document that may collide.

    Arguments:
        values: the replaced values of the document that are kept apart, in any order.
        surrogate: returns the surrogate of an entity's value in the document.

    Returns:
        Value -> surrogate.
    """
    by_entity = defaultdict(list)
    for entity, surface in sorted(set(values)):
        by_entity[entity].append((entity, surface))
    return {value: surrogate(*value) for alike in by_entity.values() if len(alike) > 1 for value in alike}


def ledger_of(surrogates: Mapping[Value, str], claim: Claim) -> Ledger:
    """Return a ledger that assigns later candidates to colliding values.

    Two spellings of one value have the same candidates, and keep the same surrogate.

    Arguments:
        surrogates: the values of a document with their first candidates, from `surrogates_of`.
        claim: returns the tag of a value and the tags of its candidates.

    Returns:
        The ledger; EMPTY if there is no collision.
    """
    colliding = _colliding(surrogates)
    if not colliding:
        return EMPTY
    claims = dict(claim(*value) for value in surrogates if value[0] in colliding)
    first_of = {claims[tag]: tag for tag in sorted(claims, reverse=True)}
    ledger = Ledger.of({tag: candidates for candidates, tag in first_of.items()})
    attempts = {tag: ledger.attempt(first_of[candidates]) for tag, candidates in claims.items()}
    return Ledger({tag: attempt for tag, attempt in attempts.items() if attempt})


def _colliding(surrogates: Mapping[Value, str]) -> set[str]:
    """Return the entities with at least one collision."""
    owners: dict[Value, str] = {}
    colliding = set()
    for (entity, surface), surrogate in surrogates.items():
        value = identifying(entity, surface)
        if owners.setdefault((entity, identifying(entity, surrogate, surface)), value) != value:
            colliding.add(entity)
    return colliding
