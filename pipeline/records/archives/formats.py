"""Archives, whose members are read in their own formats: a shard is a range of members, a record one of theirs."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from pipeline.errors import ExpansionError, RecordError
from pipeline.records.archives import tar, zip
from pipeline.records.archives.limits import MAX_DEPTH, Nesting
from pipeline.records.archives.members import Member, cuts, undamaged
from pipeline.records.archives.reading import Renamed, inner_members, member_records
from pipeline.records.archives.writing import MemberWriter, written_members
from pipeline.records.formats import OpenFile, Writer
from pipeline.records.model import BrokenRecord, FilePlan, MemberPlace, ReadOptions, Record, Shard

MAX_COMPRESSED_SHARDS = 16  # each of them unpacks a compressed tar archive up to its last member


class Packer(Protocol):
    """Writes the copy of an archive."""

    def add(self, member: Member, path: str, content: BinaryIO | None, size_bytes: int) -> None:
        """Add a member under another path, with other content; a folder has none."""
        ...


@dataclass(frozen=True, slots=True)
class ArchiveFormat:
    """A kind of archive.

    Arguments:
        suffixes: the file name suffixes of the format.
        members: yields the members of a file, given its compression.
        packer: opens a copy for writing, given its compression.
    """

    suffixes: tuple[str, ...]
    members: Callable[[BinaryIO, str], Iterator[Member]]
    packer: Callable[[BinaryIO, str], AbstractContextManager[Packer]]

    def plan(self, opened: OpenFile, format_name: str) -> FilePlan:
        """Divide an archive into ranges of members, and check the limits; raises RecordError if it must not be read."""
        digest = opened.hashed.finish()
        try:
            found = list(self._inspected(opened, opened.nesting or Nesting.of_file(opened.hashed.size_bytes)))
        except ExpansionError:
            raise
        except RecordError as error:
            raise RecordError(f"{opened.name}: {error}") from None
        sizes = [size_bytes for _, size_bytes, _ in found]
        least_bytes = sum(sizes) // MAX_COMPRESSED_SHARDS if opened.compression else 0
        ranges = [found[cut] for cut in cuts(sizes, max(opened.shard_bytes, least_bytes))]
        depth = opened.nesting.depth if opened.nesting else 0
        shards = tuple(
            Shard(
                opened.path,
                format_name,
                opened.compression,
                place,
                start=members[0][0],
                end=members[-1][0] + 1,
                first_record=1,
                members=tuple(pair for *_, pairs in members for pair in pairs),
                depth=depth,
            )
            for place, members in enumerate(ranges)
        )
        return FilePlan(opened.path, format_name, opened.compression, digest, b"", b"", shards)

    def _inspected(
        self, opened: OpenFile, nesting: Nesting
    ) -> Iterator[tuple[int, int, list[tuple[MemberPlace, str]]]]:
        """Yield the index and the size of each member, and its path with those of the members in it."""
        if nesting.depth > MAX_DEPTH:
            raise RecordError(f"more than {MAX_DEPTH} archives are in each other: unpack them")
        for member in undamaged(self.members(opened.file, opened.compression)):
            nesting.budget.take(member.size_bytes)
            inner = inner_members(member, opened, nesting) if not member.problem and not member.is_folder else ()
            pairs = [((member.index, *place), path) for place, path in (((), member.path), *inner)]
            yield member.index, member.size_bytes, pairs

    def header(self, file: BinaryIO, plan: FilePlan) -> Record | BrokenRecord | None:
        """Return None: the columns of members are read with their records."""
        return None

    def read(self, file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Record | BrokenRecord]:
        """Yield the records of the members of a shard, with one member unpacked at a time."""
        renamed = Renamed(shard.members)
        for member in undamaged(self.members(file, shard.compression)):
            if member.index >= shard.end:
                return
            if member.index >= shard.start and not member.is_folder:
                yield from member_records(member, renamed, shard.depth, options)

    def writer(self, target: BinaryIO, source: BinaryIO, shard: Shard) -> Writer:
        """Return a writer of the copies of members."""
        return MemberWriter(target)  # type: ignore[return-value]

    def assemble(self, plan: FilePlan, parts: Iterable[BinaryIO], source: BinaryIO, out: BinaryIO) -> None:
        """Write an archive of the copies of the members, in the order of the original."""
        renamed = Renamed(tuple(pair for shard in plan.shards for pair in shard.members))
        written = written_members(parts)
        index, size_bytes, content = next(written, NO_MEMBER)
        with self.packer(out, plan.compression) as packer:
            for member in undamaged(self.members(source, plan.compression)):
                if member.is_folder:
                    packer.add(member, renamed.path_of(member), None, 0)
                elif member.index == index:
                    packer.add(member, renamed.path_of(member), content, size_bytes)
                    index, size_bytes, content = next(written, NO_MEMBER)


NO_MEMBER: tuple[int, int, BinaryIO | None] = (-1, 0, None)
TAR = ArchiveFormat((".tar", ".tgz", ".tbz2", ".txz", ".tzst"), tar.members, tar.packer)
ZIP = ArchiveFormat((".zip",), zip.members, zip.packer)
