"""Collision ledger: which values of a run use a later candidate, because their surrogates would collide. Holds no text."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

TAG_BYTES = 8  # probability of a collision among ten million tags: 3e-6
SIGN_BYTES = 1  # of a gender
PLACE_BYTES = 2  # of a name among the formal names and short forms of another
CANDIDATES = 6
CANDIDATES_OF_PHONES = 24  # some reserved ranges have a thousand numbers, of which a run may use the half

# Keyed tag of a value -> keyed tags of its surrogate candidates in order, concatenated.
Claims = dict[bytes, bytes]


# Tags of people with a user name that has their full name; tags of an initial with a family name and of the only person
# whose user name it is, concatenated; tags of people with the sign of the gender that a title implies; tags of people with
# the place of the form of the given name that their user name has. Holds no text.
Links = frozenset[bytes]


def followers(links: Links) -> frozenset[bytes]:
    """Return the tags of the people whose surrogates follow user names such as "jsmith".

    A person follows it who has no user name with the full name, if no other person has one with this initial.
    """
    people = defaultdict(set)
    for link in links:
        if len(link) == 2 * TAG_BYTES:
            people[link[:TAG_BYTES]].add(link[TAG_BYTES:])
    return frozenset(tag for alike in people.values() if len(alike) == 1 for tag in alike if tag not in links)


def genders_of_titles(links: Links) -> dict[bytes, bytes]:
    """Return the tags of people -> the sign of the gender that titles of the run imply; nobody whose titles disagree."""
    return _agreed(links, SIGN_BYTES)


def form_places(links: Links) -> dict[bytes, int]:
    """Return the tags of people ("Nick Farrow") -> the place of the other form that their only user name has
    ("nicholas.farrow"); nobody with a user name that has their own form.
    """
    places = _agreed(links, PLACE_BYTES)
    return {tag: int.from_bytes(place) for tag, place in places.items() if tag not in links}


def _agreed(links: Links, length: int) -> dict[bytes, bytes]:
    """Return the tags of people -> what follows them in the links of a length, if all of these agree."""
    following: dict[bytes, set[bytes]] = defaultdict(set)
    for link in links:
        if len(link) == TAG_BYTES + length:
            following[link[:TAG_BYTES]].add(link[TAG_BYTES:])
    return {tag: next(iter(of)) for tag, of in following.items() if len(of) == 1}


@dataclass(frozen=True)
class Choices:
    """The surrogates that earlier runs chose. Holds no text.

    Arguments:
        pairs: the tag of a value and the tag of its surrogate, concatenated.
    """

    pairs: frozenset[bytes] = field(default=frozenset(), repr=False)

    @cached_property
    def surrogates(self) -> frozenset[bytes]:
        """The tags of the surrogates."""
        return frozenset(pair[TAG_BYTES:] for pair in self.pairs)


NO_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The candidate that each value uses, if it is not the first.

    Arguments:
        attempts: tag of a value -> index of its surrogate among the candidates.
        followers: the tags of the people of the run whose surrogates follow a user name; None outside of a run.
        genders: the tags of the people of the run -> the sign of the gender that titles imply.
        forms: the tags of the people of the run -> the place of the form that their user names have; None outside of a run.
    """

    attempts: Mapping[bytes, int] = field(default_factory=dict, repr=False)
    followers: frozenset[bytes] | None = None
    genders: Mapping[bytes, bytes] = field(default_factory=dict, repr=False)
    forms: Mapping[bytes, int] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, claims: Mapping[bytes, bytes], links: Links | None = None, earlier: Choices = NO_CHOICES) -> "Ledger":
        """Assign candidates in the order of the tags, which does not depend on shards or processes.

        Values with a single candidate come first: they have no other choice. A value of an earlier run keeps its
        surrogate, and no other value gets it.

        Arguments:
            claims: tag of a value -> tags of its candidates.
            links: the people of the run and their user names; None outside of a run.
            earlier: the choices of earlier runs.
        """
        taken = {claim for claim in claims.values() if len(claim) == TAG_BYTES}
        attempts: dict[bytes, int] = {}
        for tag in sorted(tag for tag, claim in claims.items() if len(claim) != TAG_BYTES):
            candidates = claims[tag]
            choices = [candidates[start : start + TAG_BYTES] for start in range(0, len(candidates), TAG_BYTES)]
            kept = (place for place, choice in enumerate(choices) if tag + choice in earlier.pairs)
            free = (
                place
                for place, choice in enumerate(choices)
                if choice not in taken and choice not in earlier.surrogates
            )
            place = next(chain(kept, free), None)
            if place is None:  # no candidate is free: the value shares the first one
                continue
            taken.add(choices[place])
            if place:
                attempts[tag] = place
        if links is None:
            return cls(attempts)
        return cls(attempts, followers(links), genders_of_titles(links), form_places(links))

    def attempt(self, tag: bytes) -> int:
        """Return the index of a value's surrogate among its candidates."""
        return self.attempts.get(tag, 0)


EMPTY = Ledger()
