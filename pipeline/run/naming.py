"""Beam steps that name what a run writes: copies, columns and members of archives, with the values of the whole run."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from apache_beam.pvalue import TaggedOutput

from pipeline import records
from pipeline.decide.known_values import KnownValues
from pipeline.errors import HeteronymError, RecordError
from pipeline.records import BrokenRecord, FilePlan
from pipeline.records.headers import RENAME_COLUMN
from pipeline.run.model import FAULTS, InputFile, NamedCopy, PlannedFile, Unreadable, from_json, to_json
from pipeline.run.output_names import known_name, member_names, name_sanitizer
from pipeline.run.steps import KnowingStep
from pipeline.run.storage import BeamStorage
from pipeline.sanitize_record import RunKnowledge, detect_records, replace_record
from pipeline.transforms import BLOCKED


class NamingStep(KnowingStep):
    """A step that replaces the values of the run in names."""

    def setup(self) -> None:
        """Load the sanitizer for names once; without the key, each element becomes a fault."""
        super().setup()
        self._sanitizer = None if self._failure else name_sanitizer(self._source, self._sanitizers.key)

    def _values(self, run: RunKnowledge) -> KnownValues | None:
        """Return the values to look for in names of files; None if the policy does not look for them elsewhere."""
        return run.values if self._sanitizer and self._sanitizer.policy.detection.propagate else None


class NameCopies(NamingStep):
    """Names the copies of the files."""

    def process(self, element: str, gathered: bytes | str) -> Iterator[Any]:
        """Yield the name of the copy of a file; nothing if the first pass failed, which reports its own fault."""
        file = from_json(InputFile, element)
        return self._results(self._named(file, gathered), file.output)

    def _named(self, file: InputFile, gathered: bytes | str) -> Iterator[Any]:
        if isinstance(gathered, str) or self._sanitizer is None:
            return
        known = self._values(self._known(gathered))
        name = known_name(file, self._sanitizer, self._sanitizers.key, self._options, known)
        yield to_json(NamedCopy(file.number, name))


class NameContents(NamingStep):
    """Names the columns of the copies, and the members of archives."""

    def process(self, element: str, gathered: bytes | str) -> Iterator[Any]:
        """Yield the plan with the names of the copy, or the reason why a name cannot be replaced as a blocked element."""
        planned = from_json(PlannedFile, element)
        return self._results(self._named(planned, gathered), planned.file.output)

    def _named(self, planned: PlannedFile, gathered: bytes | str) -> Iterator[Any]:
        if isinstance(gathered, str):
            yield TaggedOutput(FAULTS, gathered)
            return
        file = planned.file
        try:
            plan = self._with_names(planned, self._known(gathered))
        except HeteronymError as error:
            yield TaggedOutput(BLOCKED, to_json(Unreadable(file.number, file.output, str(error))))
            return
        yield to_json(PlannedFile(file, plan))

    def _with_names(self, planned: PlannedFile, run: RunKnowledge) -> FilePlan:
        file = planned.file
        with BeamStorage().open(file.path, file.identity) as stream:
            plan = planned.original(self._seal)
            return self._with_members(self._with_columns(records.header(stream, plan), plan, file, run), run)

    def _with_columns(
        self, header: records.Record | BrokenRecord | None, plan: FilePlan, file: InputFile, run: RunKnowledge
    ) -> FilePlan:
        """Replace sensitive values in column names; raises RecordError if a name cannot be replaced."""
        if isinstance(header, BrokenRecord):
            raise RecordError(f"{file.output}: {header.reason}")
        if header is None or not header.texts:
            return plan
        findings = detect_records([header], self._sanitizers)[0]
        outcome = replace_record(header, findings, self._sanitizers, run)
        if isinstance(outcome, str):
            raise RecordError(f"{file.output}: the column names cannot be sanitized: {outcome}")
        rendered, _ = outcome
        if rendered is None:
            raise RecordError(f"{file.output}: {RENAME_COLUMN}")
        return rendered if isinstance(rendered, FilePlan) else plan

    def _with_members(self, plan: FilePlan, run: RunKnowledge) -> FilePlan:
        """Replace sensitive parts of the names of an archive's members. Only the names that change are kept."""
        members = [pair for shard in plan.shards for pair in shard.members]
        if not members or self._sanitizer is None:
            return plan
        names = member_names(members, self._sanitizer, self._sanitizers.key, self._options, self._values(run))
        shards = (
            replace(shard, members=tuple((place, names[place]) for place, old in shard.members if names[place] != old))
            for shard in plan.shards
        )
        return replace(plan, shards=tuple(shards))
