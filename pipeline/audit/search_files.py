"""Beam steps of a search: every file of the copy and of the originals, decoded record by record, and as it is stored."""

from collections.abc import Iterator, Mapping
from typing import Any

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems
from apache_beam.pvalue import TaggedOutput
from cachetools import LRUCache

from pipeline import records
from pipeline.audit.messages import Planned, Role, Unit
from pipeline.audit.patterns import load_searcher
from pipeline.audit.pieces import pieces
from pipeline.audit.record_search import RecordSearch, batches
from pipeline.audit.tally import MAX_KNOWN, KnownPieces, UnitTally
from pipeline.errors import HeteronymError
from pipeline.run.model import FAULTS, InputFile, from_json, to_json
from pipeline.run.steps import RunStep
from pipeline.run.storage import BeamStorage
from pipeline.run.work import Work

FOUND, PLANNED = "found", "planned"


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
            self._known: KnownPieces = LRUCache(MAX_KNOWN)
            self._searches = {
                True: RecordSearch(self._searcher, self._sanitizers),
                False: RecordSearch(self._searcher),
            }

    def process(self, element: str) -> Iterator[Any]:
        """Yield the result of a unit."""
        unit = from_json(Unit, element)
        return self._results(self._found(unit), unit.file.output)

    def _found(self, unit: Unit) -> Iterator[str]:
        tally = UnitTally(self._searcher, unit, self._with_places, self._known)
        with BeamStorage().open(unit.file.path, unit.file.identity) as stream:
            if unit.shard is None:
                for piece in pieces(stream):
                    tally.add_piece(piece)
            elif self._with_places:
                for batch in batches(records.read(stream, unit.shard, self._options)):
                    tally.list_places(batch)
            else:
                search = self._searches[self._with_detection and unit.role == Role.COPY]
                tally.add_records(search.found(stream, unit.shard, self._options))
        # The progress of a run is computed from the files of its parts.
        name = f"{unit.file.number:06}-{unit.shard.index if unit.shard else 'stored'}.part"
        with BeamStorage().completed(FileSystems.join(self._work.folder, name)):
            pass
        yield to_json(tally.result())
