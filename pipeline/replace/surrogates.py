"""Surrogate families: name in the entity catalogue -> function that returns the surrogate of a value.

People, dates and ages are handled by `Pseudonymizer`, since their surrogates depend on the whole document.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

import regex

from pipeline.extensions import extensions
from pipeline.policy.forms import is_independent
from pipeline.policy.values import ENTITY_NAME
from pipeline.replace import internet, jobs, links, organizations, secrets
from pipeline.replace.document import DocumentView
from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.type_tags import is_type_tag, leading_letters
from pipeline.replace.links import ANY_ID
from pipeline.replace.numbers import numbers
from pipeline.replace.people.surrogate_handles import Handles
from pipeline.replace.places import coordinates, places, postcodes
from recognizers.extensions import SURROGATES
from recognizers.lexicon.organization_names import initials

TAGGED = regex.compile(r"[A-Z]{2,8}[-_#:/.]\d{3,}")
Keys = Mapping[str, FamilyKey]
# keys, entity, surface, document, attempt -> surrogate
SurrogateFamily = Callable[[Keys, str, str, DocumentView, int], str]


class Parts(NamedTuple):
    """Makes the surrogates of the parts of other values: of handles, and of identifiers within links."""

    handles: Handles
    ids: links.Ids


def _email(keys: Keys, parts: Parts, surface: str, document: DocumentView, attempt: int) -> str:
    return internet.surrogate_email(parts.handles, surface, keys["organizations"], attempt)


def _link(keys: Keys, parts: Parts, surface: str, document: DocumentView, attempt: int) -> str:
    return links.surrogate_url(
        keys["internet"], surface, *parts, list(document.surrogates), keys["organizations"], attempt
    )


def _username(keys: Keys, parts: Parts, surface: str, document: DocumentView, attempt: int) -> str:
    if TAGGED.fullmatch(surface) and is_type_tag(ANY_ID, surface, leading_letters(surface)):  # "CUS-118820" in user_id
        return parts.ids.make(ANY_ID, surface, attempt)
    domain, mark, name = surface.rpartition("\\")  # of Windows
    if domain and name:
        return (
            internet.surrogate_host(keys["organizations"], domain, attempt)
            + mark
            + parts.handles.surrogate(name, attempt)
        )
    return parts.handles.surrogate(surface, attempt)


def _organization(keys: Keys, entity: str, surface: str, document: DocumentView, attempt: int) -> str:
    """Return an invented name; for an acronym of the document, the initials of the invented full name."""
    key = keys["organizations"]
    if name := document.acronyms.get(surface):
        made = organizations.surrogate_organization(key, name, attempt)
        if short := initials(made):  # an invented name of one word has none
            return _as_long(max(short, key=lambda letters: (len(letters) == len(surface), letters)), made, surface)
    return organizations.surrogate_organization(key, surface, attempt)


def _as_long(short: str, name: str, surface: str) -> str:
    """Return an acronym with further letters of the first word, so that LO and LFO of one name do not become the same."""
    return (name[: 1 + len(surface) - len(short)] + short[1:]).upper() if len(surface) > len(short) else short


def _secret(keys: Keys, entity: str, surface: str, document: DocumentView, attempt: int) -> str:
    return secrets.dummy_secret(surface, attempt)


def _number(keys: Keys, entity: str, surface: str, document: DocumentView, attempt: int) -> str:
    return numbers.surrogate_number(keys["numbers"], entity, surface, attempt)


def _alone(make: Callable[[FamilyKey, str, int], str], purpose: str) -> SurrogateFamily:
    """Return a family whose surrogates depend only on the value and one key."""

    def family(keys: Keys, entity: str, surface: str, document: DocumentView, attempt: int) -> str:
        return make(keys[purpose], surface, attempt)

    return family


# Built-in families by name. Installed packages register theirs by entity in the group `heteronym.surrogates`.
BUILT_IN: dict[str, SurrogateFamily] = {
    **dict.fromkeys(("number", "amount", "any_id", *numbers.KINDS), _number),
    "address": _alone(places.surrogate_address, "places"),
    "codename": _alone(organizations.surrogate_codename, "organizations"),
    "domain": _alone(internet.surrogate_domain, "organizations"),
    "geo": _alone(coordinates.surrogate_coordinates, "places"),
    "host": _alone(internet.surrogate_host, "organizations"),
    "ip": _alone(internet.surrogate_ip, "internet"),
    "job": _alone(jobs.surrogate_job, "jobs"),
    "mac": _alone(internet.surrogate_mac, "internet"),
    "organization": _organization,
    "place": _alone(places.surrogate_location, "places"),
    "postcode": _alone(postcodes.surrogate_postcode, "places"),
    "secret": _secret,
    "zip": _alone(postcodes.surrogate_postcode, "places"),
}
# Families that contain user names.
OF_HANDLES: dict[str, Callable[[Keys, Parts, str, DocumentView, int], str]] = {
    "email": _email,
    "link": _link,
    "username": _username,
}


@cache
def surrogates() -> Mapping[str, SurrogateFamily]:
    """Return the built-in surrogate families by name and those of installed packages by entity; raises HeteronymError."""
    return extensions(SURROGATES, BUILT_IN, _family)


def _family(found: SurrogateFamily, name: str) -> SurrogateFamily:
    if not callable(found):
        raise ValueError(f"{name!r} is a {type(found).__name__}: it must be a function that returns a surrogate")
    is_entity = re.fullmatch(ENTITY_NAME, name) and is_independent(name)
    if name not in BUILT_IN and not is_entity:
        raise ValueError(
            f"{name!r} cannot name a surrogate family: it must be an entity other than a person, date or age"
        )
    return found
