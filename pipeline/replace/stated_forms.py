"""Surrogates in a form that the policy states: an entry of a list, or what a provider of Faker makes."""

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import Any, Protocol

from faker import Faker

from pipeline.policy.forms import PATTERN, FakerCall, faker_call, provider_method
from pipeline.policy.loading import Policy
from pipeline.replace.keyed.keys import FamilyKey
from recognizers.lexicon.spellings import in_case

PLAIN_ATTEMPTS = 3  # later candidates for a value get a number, so that a short list can stand for many values
NUMBERS = 10_000
_lock = Lock()  # seeding and calling belong together


class StatedForm(Protocol):
    """Makes surrogates of one form."""

    def surrogate(self, key: FamilyKey, value: str, surface: str, attempt: int) -> str:
        """Return a surrogate.

        Arguments:
            key: the key of the family.
            value: the entity and the value in canonical form.
            surface: the value as it is written.
            attempt: the number of the candidate.
        """


class ListForm:
    """Surrogates from a list, in its spelling, or in capitals or small letters like the value."""

    def __init__(self, entries: Sequence[str]) -> None:
        """Keep the entries, of which there is at least one."""
        self._entries = entries

    def surrogate(self, key: FamilyKey, value: str, surface: str, attempt: int) -> str:
        """Return an entry; from the fourth candidate on with a number."""
        entry = self._entries[key.number(f"list|{value}|{attempt}", len(self._entries))]
        if surface.isupper() or surface.islower():
            entry = in_case(entry, surface)
        return entry if attempt < PLAIN_ATTEMPTS else f"{entry} {2 + key.number(f'number|{value}|{attempt}', NUMBERS)}"


class FakerForm:
    """Surrogates that a provider of Faker makes. They are the same for one version of Faker only."""

    def __init__(self, call: FakerCall) -> None:
        """Keep the call."""
        self._call = call

    def surrogate(self, key: FamilyKey, value: str, surface: str, attempt: int) -> str:
        """Return what the provider makes, in one line."""
        fake = _faker(self._call.locale)
        with _lock:
            fake.seed_instance(int.from_bytes(key.digest(f"faker|{value}|{attempt}")))
            made = provider_method(fake, self._call)(**self._call.arguments)
        return ", ".join(str(made).split("\n"))


def stated(policy: Policy) -> dict[str, Any]:
    """Return the forms that a policy states, as the pseudonymizer takes them; raises PolicyError for an unreadable list."""
    stated = {entity: rule.with_ for entity, rule in policy.entities.items() if rule.with_ and rule.with_ != PATTERN}
    forms: dict[str, StatedForm] = {}
    for entity, form in stated.items():
        if entity in policy.lists:
            forms[entity] = ListForm(policy.lists[entity].words)
        elif call := faker_call(form):
            forms[entity] = FakerForm(call)
    return {"forms": forms, "like": {entity: form for entity, form in stated.items() if entity not in forms}}


@cache
def _faker(locale: str) -> Faker:
    return Faker(locale)
