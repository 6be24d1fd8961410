"""Messages of a search: what its steps exchange between processes as JSON."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.records import Shard
from pipeline.run.model import InputFile


class Role(StrEnum):
    """What a file is searched for.

    - `copy`: what leaves: a copy, or what a training leaves.
    - `original`: the originals, in which the values must be found.
    - `base`: what is public already, such as the model from which a training started.
    """

    COPY = "copy"
    ORIGINAL = "original"
    BASE = "base"


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a file that a worker searches separately.

    Arguments:
        file: the file; its `output` is the name in reports.
        shard: the records to search; None to search the stored bytes of the whole file.
        role: the role of the file.
    """

    file: InputFile
    shard: Shard | None
    role: str


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a value, without the value.

    Arguments:
        file: the name of the file in reports; "file 3" if its own name holds a value.
        part: the record and the text, or the part of the file, such as a member of an archive.
        offset: the offset in it: in code points of a text, in bytes of a file.
        entity: the entity of the value.
        pattern: the index of the pattern that is found; -1 for a finding of detection.
    """

    file: str
    part: str
    offset: int
    entity: str = ""
    pattern: int = -1


@dataclass(frozen=True, slots=True)
class UnitResult:
    """What is in a unit.

    Arguments:
        number: the number of the file.
        role: the role of the file.
        is_decoded: whether records were searched, rather than bytes.
        size_bytes: the number of searched bytes.
        counts: how often each (pattern, count) occurs.
        suspicious: (entity, count) of values in no reserved range that look real.
        places: the places of values, as far as they were asked for.
        unsearched: the parts that cannot be searched, with the reason.
    """

    number: int
    role: str
    is_decoded: bool
    size_bytes: int
    counts: tuple[tuple[int, int], ...] = ()
    suspicious: tuple[tuple[str, int], ...] = ()
    places: tuple[Place, ...] = ()
    unsearched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """How many units a file has, so that a missing one is noticed, and why its records cannot be read, if so."""

    number: int
    units: int
    unreadable: str = ""
