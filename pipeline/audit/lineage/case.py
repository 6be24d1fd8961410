"""Case: the people and worlds of a lineage test, what is committed to before it, and the test itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.audit.lineage.black_box import others_for
from pipeline.audit.lineage.commitment import check_commitment, commitment_of, write_commitment
from pipeline.audit.lineage.trial import Suspect, Trial, try_suspects
from pipeline.audit.lineage.white_box import Query, queries_of, written
from pipeline.audit.lineage.worlds import People, World, people_of, worlds_of
from pipeline.audit.search import Setting
from pipeline.evaluate.private_files import write_private
from pipeline.replace.keyed.keys import Key
from pipeline.run.batch import Progress, secret_files


@dataclass(frozen=True, slots=True)
class Case:
    """What a test is about.

    Arguments:
        setting: how the run read and replaced the originals.
        key: the key of the copies.
        people: the people of the originals.
        worlds: the worlds to test.
    """

    setting: Setting
    key: Key
    people: People = field(repr=False)
    worlds: tuple[World, ...]

    @classmethod
    def of(
        cls,
        originals: Sequence[str],
        setting: Setting,
        recipients: Sequence[str] = (),
        on_progress: Progress = lambda _: None,
    ) -> "Case":
        """Find the people of the originals.

        Arguments:
            originals: the inputs of the run.
            setting: how the run read and replaced them.
            recipients: the recipients that got a copy; none for the copy of the setting alone.
            on_progress: receives the completed share of the work, 0 to 1.

        Raises:
            HeteronymError: as in `people_of` and `worlds_of`.
        """
        worlds_of(setting, recipients, 0)  # its errors come before the long work
        people = people_of(originals, setting, on_progress)
        worlds = worlds_of(setting, recipients, others_for(people))
        return cls(setting, setting.source.key.load(), people, tuple(worlds))

    def commit(self, path: Path, frame: str, queries_path: Path | None) -> str:
        """Write a commitment to this test, and its queries.

        Arguments:
            path: the file of the commitment.
            frame: the text around each name of the queries.
            queries_path: the file of the queries; None to write none.

        Returns:
            The SHA-256 of the file, to be deposited.

        Raises:
            OutputError: a file exists already, or cannot be written.
        """
        queries = queries_of(self.worlds, self.people, frame)
        if queries_path:
            write_private(queries_path, written(queries), overwrite=False)
        return write_commitment(path, self._commitment(queries, frame))

    def tried(
        self, suspects: Sequence[Suspect], copy: Sequence[str], path: Path, commitment: Mapping[str, Any]
    ) -> Trial:
        """Return the results of the test.

        Arguments:
            suspects: the suspects.
            copy: a copy, for the control; none for no control.
            path, commitment: the file of a commitment, and its entries; empty if there is none.

        Raises:
            RecordError: the commitment is to another test, or a file cannot be read.
        """
        queries: list[Query] = []
        if commitment:
            queries = queries_of(self.worlds, self.people, commitment["frame"])
            check_commitment(path, commitment, self._commitment(queries, commitment["frame"]))
        secret = secret_files(self.setting.source)
        return try_suspects(self.people, self.worlds, suspects, copy, queries, secret)

    def _commitment(self, queries: Sequence[Query], frame: str) -> dict[str, Any]:
        return commitment_of(self.key, self.worlds, self.people, queries, frame)
