"""Worlds: the names that the people of the originals have under a key, ours or another one.

A copy is made from the originals and a key. To somebody who has not seen the copy, our key is one of many equally likely
keys. The names are therefore made again from the originals, and not read from the copy: only then are those
of other keys made in the same way.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.audit.originals import values_in
from pipeline.audit.search import Setting
from pipeline.errors import HeteronymError, RecordError
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action
from pipeline.replace.keyed.keys import FamilyKey, Key
from pipeline.replace.people.people import Domain, Person, Surrogate, domain_of, surrogate_person
from pipeline.replace.scopes import scope_of
from pipeline.run.batch import Progress
from recognizers.lexicon.pools import canonical

Name = tuple[str, str]  # given and family name, in canonical form
PURPOSE, KEY_BYTES = "lineage", 32


@dataclass(frozen=True, slots=True)
class People:
    """The people of the originals whose given and family name are pseudonymized, and how.

    Arguments:
        people: the people.
        is_whole: whether full names are mapped as a whole; else members of a family share a surname.
        shows: the attributes of a person that the surrogate preserves.
        unread: the number of records whose people are unknown.
    """

    people: tuple[Person, ...] = field(repr=False)
    is_whole: bool = True
    shows: frozenset[str] = frozenset()
    unread: int = 0

    @property
    def own_names(self) -> frozenset[Name]:
        """The names of the people themselves, which are no evidence: who has seen the originals knows them."""
        return frozenset((one.given, one.family) for one in self.people)


@dataclass(frozen=True, slots=True)
class World:
    """The pseudonyms of one copy.

    Arguments:
        scope: the scope within which the pseudonyms agree, such as `dataset:default` or `recipient:lab`.
        key: the key of people in it.
        others: the keys that are compared with it.
    """

    scope: str
    key: FamilyKey = field(repr=False)
    others: tuple[FamilyKey, ...] = field(default=(), repr=False)


def people_of(originals: Sequence[str], setting: Setting, on_progress: Progress = lambda _: None) -> People:
    """Return the people that a run finds in its inputs.

    Arguments:
        originals: the inputs of the run.
        setting: how the run read and replaced them.
        on_progress: receives the completed share of the work, 0 to 1.

    Raises:
        RecordError: an input is missing, or no person has a given and a family name.
        HeteronymError: the policy does not pseudonymize people, or as in `pipeline.run.batch.scan`.
    """
    policy = setting.source.policy
    _check(policy)
    found, _ = values_in(originals, setting, on_progress)
    people = tuple(_most_frequent(found.people))
    if not people:
        raise RecordError(f"no person with given and family name is found in {', '.join(originals)}: nothing to test")
    return People(people, policy.people == "whole", frozenset(policy.people_show), found.unread)


def _check(policy: Policy) -> None:
    if policy.rule("PERSON").do is not Action.PSEUDONYMIZE:
        raise HeteronymError(
            f"the policy {policy.classification} does not pseudonymize people: its copies have no names"
        )
    if policy.scope == "document":
        raise HeteronymError(f"the policy {policy.classification} has scope document: each document has other names")


def _most_frequent(counted: Counter[tuple[str, str, str, str, str]]) -> Iterator[Person]:
    """Yield each person once, with the title and particle that most records have."""
    seen: set[str] = set()
    for (given, family, title, mark, particle), _ in sorted(counted.items(), key=lambda one: (-one[1], one[0])):
        person = Person(given, family, title, mark, particle=particle)
        if person.label not in seen:
            seen.add(person.label)
            yield person


def worlds_of(setting: Setting, recipients: Sequence[str], others: int) -> list[World]:
    """Return the world of a run, or one of each recipient.

    Arguments:
        setting: how the run replaced the originals.
        recipients: the recipients that got a copy; none for the copy of the setting alone.
        others: the number of other keys.

    Raises:
        HeteronymError: the recipients have no pseudonyms of their own.
    """
    policy, key = setting.source.policy, setting.source.key.load()
    if recipients and policy.scope != "recipient":
        raise HeteronymError(
            f"the policy {policy.classification} has no scope recipient: all copies have the same names"
        )
    scopes = [
        scope_of(policy, setting.source.dataset, recipient, "")
        for recipient in recipients or [setting.source.recipient]
    ]
    return [world_of(key, scope, others) for scope in scopes]


def world_of(key: Key, scope: str, others: int) -> World:
    """Return the world of a key in a scope, with other keys, which are derived from it so that everybody who has it gets the same."""
    derived = (Key(key.derive(PURPOSE, f"other key {number}", KEY_BYTES)) for number in range(others))
    return World(scope, key.family(scope, "people"), tuple(other.family(scope, "people") for other in derived))


def surrogate_under(key: FamilyKey, person: Person, people: People) -> Surrogate:
    """Return the surrogate of a person under a key, as a run chooses it unless another person of the run has it already."""
    return surrogate_person(key, person, (), by_part=not people.is_whole, shows=people.shows)


def names_under(key: FamilyKey, people: People) -> Iterator[Name]:
    """Yield the name of each person under a key."""
    for person in people.people:
        made = surrogate_under(key, person, people)
        yield canonical(made.given), canonical(made.family)


def domains_under(key: FamilyKey, people: People) -> Iterator[Domain]:
    """Yield the domain that each name is drawn from, if names are mapped as a whole."""
    return (domain_of(key, person, people.shows) for person in people.people)
