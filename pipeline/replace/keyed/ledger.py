"""Who gives way where two values would share a surrogate: decided once for a whole run, without any text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

TAG_BYTES = 8  # two of ten million tags meet with a probability of 3e-6
CANDIDATES = 6

# The keyed tag of a value -> the keyed tags of the surrogates it would take, first choice first, run together.
Claims = dict[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Which of its candidates each value takes, where it is not the first.

    Arguments:
        attempts: the tag of a value -> the place of its surrogate among the candidates.
    """

    attempts: Mapping[bytes, int] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, claims: Mapping[bytes, bytes]) -> "Ledger":
        """Settle claims in the order of their tags, which no shard or process can change."""
        taken: set[bytes] = set()
        attempts: dict[bytes, int] = {}
        for tag in sorted(claims):
            candidates = claims[tag]
            choices = [candidates[start : start + TAG_BYTES] for start in range(0, len(candidates), TAG_BYTES)]
            place = next((place for place, choice in enumerate(choices) if choice not in taken), None)
            if place is None:  # all its candidates are taken: it shares the first of them
                continue
            taken.add(choices[place])
            if place:
                attempts[tag] = place
        return cls(attempts)

    def attempt(self, tag: bytes) -> int:
        """Return the place of a value's surrogate among its candidates."""
        return self.attempts.get(tag, 0)


EMPTY = Ledger()
