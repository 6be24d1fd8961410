"""Collision ledger: which values of a run use a later candidate, because their surrogates would collide. Holds no text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

TAG_BYTES = 8  # probability of a collision among ten million tags: 3e-6
CANDIDATES = 6

# Keyed tag of a value -> keyed tags of its surrogate candidates in order, concatenated.
Claims = dict[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The candidate that each value uses, if it is not the first.

    Arguments:
        attempts: tag of a value -> index of its surrogate among the candidates.
    """

    attempts: Mapping[bytes, int] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, claims: Mapping[bytes, bytes]) -> "Ledger":
        """Assign candidates in the order of the tags, which does not depend on shards or processes.

        Values with a single candidate come first: they cannot give way to others.

        Arguments:
            claims: tag of a value -> tags of its candidates.
        """
        taken = {claim for claim in claims.values() if len(claim) == TAG_BYTES}
        attempts: dict[bytes, int] = {}
        for tag in sorted(tag for tag, claim in claims.items() if len(claim) != TAG_BYTES):
            candidates = claims[tag]
            choices = [candidates[start : start + TAG_BYTES] for start in range(0, len(candidates), TAG_BYTES)]
            place = next((place for place, choice in enumerate(choices) if choice not in taken), None)
            if place is None:  # no candidate is free: the value shares the first one
                continue
            taken.add(choices[place])
            if place:
                attempts[tag] = place
        return cls(attempts)

    def attempt(self, tag: bytes) -> int:
        """Return the index of a value's surrogate among its candidates."""
        return self.attempts.get(tag, 0)


EMPTY = Ledger()
