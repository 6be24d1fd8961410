"""Beam steps of a search: every file of the copy and of the originals, decoded record by record, and as it is stored."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems
from apache_beam.pvalue import TaggedOutput

from pipeline import records
from pipeline.audit.messages import Place, Planned, Role, Unit, UnitResult
from pipeline.audit.patterns import load_searcher
from pipeline.audit.pieces import Piece, Unsearched, pieces
from pipeline.audit.searcher import TextSearcher
from pipeline.audit.stored import count_stored, find_stored
from pipeline.audit.suspicious import suspicious
from pipeline.audit.windows import joined, number_at
from pipeline.errors import HeteronymError
from pipeline.records import BrokenRecord, Record
from pipeline.run.model import FAULTS, InputFile, from_json, to_json
from pipeline.run.steps import RunStep
from pipeline.run.storage import BeamStorage
from pipeline.run.work import Work

FOUND, PLANNED = "found", "planned"
BATCH_BYTES = 128 << 10
MAX_PLACES = 1_000  # of one unit


class SearchFiles(beam.PTransform):  # type: ignore[misc]
    """Searches files."""

    def __init__(self, work: Work, roles: Mapping[int, Role], *, with_places: bool, with_detection: bool) -> None:
        """Create the transform.

        Arguments:
            work: the configuration of the steps, with the patterns in its folder.
            roles: the role of each file, by its number.
            with_places: list the places of the patterns, rather than count them.
            with_detection: also look for values of the copy that look real.
        """
        super().__init__()
        self._work, self._roles = work, roles
        self._with_places, self._with_detection = with_places, with_detection

    def expand(self, files: beam.PCollection) -> dict[str, beam.PCollection]:
        """Return the results of the units, the number of units of each file, and the faults, all as JSON."""
        listed = files | "List units" >> beam.ParDo(ListUnits(self._work, self._roles)).with_outputs(
            PLANNED, FAULTS, main="units"
        )
        search = SearchUnits(self._work, self._with_places, self._with_detection)
        found = (
            listed.units
            | "Spread units" >> beam.Reshuffle()
            | "Search" >> beam.ParDo(search).with_outputs(FAULTS, main=FOUND)
        )
        faults = (listed[FAULTS], found[FAULTS]) | "All faults" >> beam.Flatten()
        return {FOUND: found[FOUND], PLANNED: listed[PLANNED], FAULTS: faults}


class ListUnits(RunStep):
    """Divides each file into shards of records. A file that has no format of records is searched as it is stored."""

    def __init__(self, work: Work, roles: Mapping[int, Role]) -> None:
        super().__init__(work)
        self._roles = roles

    def process(self, element: str) -> Iterator[Any]:
        """Yield the units of a file, and their number."""
        file = from_json(InputFile, element)
        return self._results(self._units(file), file.output)

    def _units(self, file: InputFile) -> Iterator[Any]:
        shards: tuple[records.Shard, ...] = ()
        unreadable = ""
        try:
            with BeamStorage().open(file.path, file.identity) as stream:
                plan = records.plan(stream, file.path, file.shard_bytes, name=file.output, options=self._options)
            shards = plan.shards
        except HeteronymError as error:
            unreadable = str(error)
        yield TaggedOutput(PLANNED, to_json(Planned(file.number, len(shards) + 1, unreadable)))
        yield from (to_json(Unit(file, shard, self._roles[file.number])) for shard in (None, *shards))


class SearchUnits(RunStep):
    """Searches each unit."""

    def __init__(self, work: Work, with_places: bool, with_detection: bool) -> None:
        super().__init__(work)
        self._with_places, self._with_detection = with_places, with_detection

    def setup(self) -> None:
        """Load the sanitizers of the second detection, and the patterns, once per process."""
        super().setup()
        if not self._failure:
            self._searcher = load_searcher(self._work, self._sanitizers.key)

    def process(self, element: str) -> Iterator[Any]:
        """Yield the result of a unit."""
        unit = from_json(Unit, element)
        return self._results(self._found(unit), unit.file.output)

    def _found(self, unit: Unit) -> Iterator[str]:
        tally = UnitTally(self._searcher, unit, self._with_places)
        with BeamStorage().open(unit.file.path, unit.file.identity) as stream:
            if unit.shard is None:
                for piece in pieces(stream):
                    tally.add_piece(piece)
            else:
                for batch in _batches(records.read(stream, unit.shard, self._options)):
                    tally.add_records(batch)
                    if self._with_detection and unit.role == Role.COPY:
                        tally.add_suspicious(batch, self._sanitizers)
        # The progress of a run is told by the files of its parts.
        name = f"{unit.file.number:06}-{unit.shard.index if unit.shard else 'stored'}.part"
        with BeamStorage().completed(FileSystems.join(self._work.folder, name)):
            pass
        yield to_json(tally.result())


class UnitTally:
    """Adds up what is in a unit."""

    def __init__(self, searcher: TextSearcher, unit: Unit, with_places: bool) -> None:
        """Create a tally. With `with_places`, places are listed; else patterns are counted."""
        self._searcher, self._unit, self._with_places = searcher, unit, with_places
        self._counts: Counter[int] = Counter()
        self._suspicious: Counter[str] = Counter()
        self._places: list[Place] = []
        self._unsearched: list[str] = []
        self._size_bytes = 0

    def add_piece(self, piece: Piece | Unsearched) -> None:
        """Search a piece of the stored file. Of a piece across a cut, only what lies across it counts."""
        if isinstance(piece, Unsearched):
            self._unsearched.append(f"{piece.part}: {piece.reason}" if piece.part else piece.reason)
            return
        if piece.seam:
            across = self._counted(piece.content)
            for side in (piece.content[: piece.seam], piece.content[piece.seam :]):
                across.subtract(self._counted(side))
            self._counts += across  # only positive counts stay
            self._list(self._place(piece.part, piece.offset, pattern) for pattern in (+across).elements())
            return
        self._size_bytes += len(piece.content)
        if self._with_places:
            hits = find_stored(self._searcher, piece.content)
            self._list(self._place(piece.part, piece.offset + hit.place, hit.pattern) for hit in hits)
        else:
            self._counts.update(self._counted(piece.content))

    def _counted(self, content: bytes) -> Counter[int]:
        return count_stored(self._searcher, content)

    def add_records(self, batch: list[Record]) -> None:
        """Search the texts of records, all together."""
        labels = [(record, number) for record in batch for number in range(len(record.texts))]
        content, starts = joined(text.value.encode("utf-8", "replace") for record in batch for text in record.texts)
        self._size_bytes += len(content)
        if not self._with_places:
            self._counts.update(self._searcher.count(content))
            return
        for hit in self._searcher.find(content):
            number = number_at(starts, hit.place)
            characters = len(content[starts[number] : hit.place].decode("utf-8", "replace"))
            self._list([self._place(self._part(*labels[number]), characters, hit.pattern)])

    def add_suspicious(self, batch: list[Record], sanitizers: Any) -> None:
        """Count what looks real in the texts of records, and list its places."""
        for record, number, span in suspicious(batch, sanitizers):
            self._suspicious[span.entity] += 1
            self._list([Place(self._unit.file.output, self._part(record, number), span.start, span.entity)])

    def _place(self, part: str, offset: int, pattern: int) -> Place:
        return Place(self._unit.file.output, part, offset, pattern=pattern)

    def _part(self, record: Record, number: int) -> str:
        """Return the place of a text, with the name of its member in an archive unless that may hold a value."""
        place = f"record {record.number}, text {number + 1}"
        if not record.inside:
            return place
        is_told = not self._searcher.count(record.inside.encode("utf-8", "replace"))
        return f"{record.inside if is_told else 'a member'}, {place}"

    def _list(self, places: Iterable[Place]) -> None:
        self._places += islice(places, max(0, MAX_PLACES - len(self._places)))

    def result(self) -> UnitResult:
        """Return the result of the unit."""
        unit = self._unit
        return UnitResult(
            unit.file.number,
            unit.role,
            unit.shard is not None,
            self._size_bytes,
            tuple(sorted(self._counts.items())),
            tuple(sorted(self._suspicious.items())),
            tuple(self._places),
            tuple(self._unsearched),
        )


def _batches(found: Iterable[Record | BrokenRecord]) -> Iterator[list[Record]]:
    """Group records, so that short texts are searched together. Broken ones are searched as they are stored."""
    batch: list[Record] = []
    size = 0
    for record in found:
        if isinstance(record, BrokenRecord):
            continue
        batch.append(record)
        size += sum(len(text.value) for text in record.texts)
        if size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
