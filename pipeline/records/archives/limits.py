"""Limits of archives: how much an archive may unpack to, together with the archives in it."""

import sys
from dataclasses import dataclass

from pipeline.errors import ExpansionError, RecordError
from pipeline.records.streams import EXPANSION_FREE_BYTES, MAX_EXPANSION

MAX_DEPTH = 3  # of archives in each other
MAX_MEMBERS = 1_000_000


@dataclass(slots=True)
class Budget:
    """What an archive and the archives in it may still unpack to.

    Arguments:
        left_bytes: the size of further members, in bytes.
        left_members: their number.
    """

    left_bytes: int
    left_members: int = MAX_MEMBERS

    def take(self, size_bytes: int) -> None:
        """Count a member; raises ExpansionError or RecordError if there are too many, or they are too large."""
        self.left_bytes -= size_bytes
        self.left_members -= 1
        self.check()

    def check(self) -> None:
        """Raise ExpansionError or RecordError if the limits are exceeded."""
        if self.left_bytes < 0:
            raise ExpansionError(f"the archive unpacks to more than {MAX_EXPANSION} times its size: unpack it")
        if self.left_members < 0:
            raise RecordError(f"the archive has more than {MAX_MEMBERS:,} members: unpack it")


@dataclass(frozen=True, slots=True)
class Nesting:
    """Where an archive is.

    Arguments:
        depth: how many archives it is in.
        budget: what it may unpack to.
    """

    depth: int
    budget: Budget

    @classmethod
    def of_file(cls, size_bytes: int) -> "Nesting":
        """Return the place of an archive that is a file of its own, given its size in bytes."""
        return cls(0, Budget(EXPANSION_FREE_BYTES + MAX_EXPANSION * size_bytes))

    @classmethod
    def checked(cls, depth: int) -> "Nesting":
        """Return the place of an archive whose limits were checked when the file was planned."""
        return cls(depth, Budget(sys.maxsize, sys.maxsize))

    def inner(self) -> "Nesting":
        """Return the place of an archive in this one."""
        return Nesting(self.depth + 1, self.budget)
