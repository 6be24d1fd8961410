"""Collisions: values that would share a surrogate, and the ledger that keeps those of one document apart."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from pipeline.replace.internet import MAIL_DOMAIN
from pipeline.replace.keyed.ledger import EMPTY, Ledger
from recognizers.entities import where

KEPT_APART_IN_RUN = where(kept_apart="run")
KEPT_APART = KEPT_APART_IN_RUN | where(kept_apart="document")

Value = tuple[str, str]  # entity, surface
Claim = Callable[[str, str], tuple[bytes, bytes]]  # entity, surface -> its tag, and the tags of its candidates


def identifying(entity: str, value: str) -> str:
    """Return the characters that identify a value, without case and separators; the points of an IP address stay."""
    if entity == "IP_ADDRESS":
        return value.casefold().partition("/")[0].strip("[]")
    return "".join(character for character in value.casefold() if character.isalnum())


def surrogates_of(values: Iterable[Value], surrogate: Callable[[str, str], str]) -> dict[Value, str]:
    """Return the surrogates of those values of a document that another value of it might share.

    Arguments:
        values: the values of the document that get a surrogate, in any order.
        surrogate: returns the surrogate of a value in the document.

    Returns:
        Value -> surrogate, without the public mail providers, which all become one domain.
    """
    by_entity = defaultdict(list)
    for entity, surface in sorted(set(values)):
        if entity in KEPT_APART:
            by_entity[entity].append((entity, surface))
    made = {value: surrogate(*value) for alike in by_entity.values() if len(alike) > 1 for value in alike}
    return {value: text for value, text in made.items() if text != MAIL_DOMAIN}


def ledger_of(surrogates: Mapping[Value, str], claim: Claim) -> Ledger:
    """Return which values take a later candidate, so that no two of them share a surrogate.

    Two spellings of one value have all their candidates in common, and keep the same one.

    Arguments:
        surrogates: the values of a document with the surrogates that they would have.
        claim: returns which candidates a value has.
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
    """Return the entities of which two values share a surrogate."""
    owners: dict[Value, str] = {}
    colliding = set()
    for (entity, surface), made in surrogates.items():
        value = identifying(entity, surface)
        if owners.setdefault((entity, identifying(entity, made)), value) != value:
            colliding.add(entity)
    return colliding
