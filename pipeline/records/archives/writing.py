"""Copies of the members of an archive: a part of a run is a tar archive of them, named by their numbers."""

import tarfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

from pipeline import records
from pipeline.errors import RecordError
from pipeline.records.archives.members import Spool
from pipeline.records.archives.reading import Opening
from pipeline.records.model import Piece

NO_COLUMNS = "the names of the columns of its member are blocked"


class MemberWriter:
    """Writes the members of a shard. One whose opening or all of whose records were blocked is left out."""

    def __init__(self, target: BinaryIO) -> None:
        """Write into `target`."""
        self._parts = tarfile.open(fileobj=target, mode="w|")  # noqa: SIM115  (closed by `close`)
        self._copy: _Copy | None = None

    def write(self, piece: Piece) -> None:
        """Write the opening of a member, or one of its records; raises RecordError if its opening was blocked."""
        if isinstance(piece.content, Opening):
            self._finish()
            self._copy = _Copy(piece.member, piece.content)
        elif self._copy and self._copy.member == piece.member:
            self._copy.write(piece.content)
        else:
            raise RecordError(NO_COLUMNS)

    def close(self) -> None:
        """Write the last member."""
        self._finish()
        self._parts.close()

    def _finish(self) -> None:
        found = self._copy.finished() if self._copy else None
        if self._copy and found:
            entry = tarfile.TarInfo(str(self._copy.member))
            entry.size = found.size_bytes
            self._parts.addfile(entry, found.opened())
        self._copy = None


class _Copy:
    """The copy of a member that is being written."""

    def __init__(self, member: int, opening: Opening) -> None:
        self.member = member
        self._plan, self._source = opening.plan, opening.content
        self._part = Spool()
        shards = opening.plan.shards if opening.plan else ()
        self._writer = records.writer(self._part.file, self._source.opened(), shards[0]) if shards else None
        self._has_records = False

    def write(self, rendered: bytes) -> None:
        """Write a record."""
        if self._writer:
            self._writer.write(rendered)
            self._has_records = True

    def finished(self) -> Spool | None:
        """Return the content of the copy; None if all records were blocked."""
        if not self._plan:
            return self._source
        if self._writer and not self._has_records:
            return None
        if self._writer and self._writer is not self._part.file:  # closing the file itself would empty it
            self._writer.close()
        out = Spool()
        parts = [self._part.opened()] if self._writer else []
        records.assemble(self._plan, parts, self._source.opened(), out.file)
        return out


def written_members(parts: Iterable[BinaryIO]) -> Iterator[tuple[int, int, BinaryIO]]:
    """Yield the number, the size and the content of each copy, in order. Each must be read before the next one is taken."""
    for part in parts:
        with tarfile.open(fileobj=part, mode="r|") as archive:
            while entry := archive.next():
                archive.members = []  # type: ignore[attr-defined]
                yield int(entry.name), entry.size, cast(BinaryIO, archive.extractfile(entry))
