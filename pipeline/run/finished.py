"""Finished parts of a run: sealed results of planned files and shards, which a resumed run takes over.

A part counts as finished only if its mark can be opened with the key of the run, and its files still have the digests in
the mark: a kill or a power loss may leave any of them half-written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from apache_beam.io.filesystems import FileSystems

from pipeline.errors import OutputError, RecordError
from pipeline.records import Shard
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import Seal
from pipeline.run.model import InputFile, ShardTask, from_json, to_json
from pipeline.run.storage import BeamStorage, digest_of

PLANNED, DETECTED, REPLACED = "planned", "detected", "replaced"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a finished shard.

    Arguments:
        shard: the shard, without the path of its file, which may be written otherwise when the run is resumed.
        digests: the SHA-256 of each file that the step wrote.
        result: the result of the step.
    """

    shard: Shard
    digests: tuple[str, ...]
    result: bytes


class Finished:
    """Keeps the results of the steps of a run in its folder."""

    def __init__(self, folder: str, run: str, key: Key, *, keeps: bool) -> None:
        """Open the folder of a run.

        Arguments:
            folder, run, key: the folder, the name and the key of the run.
            keeps: whether the run can be resumed; otherwise nothing is kept.
        """
        self._folder = folder
        self._run = run
        self._key = key
        self._keeps = keeps

    def check_input(self, file: InputFile, digest: str) -> None:
        """Keep the digest of an input, which must be the same when the run is resumed.

        Arguments:
            file: the input.
            digest: its keyed digest; empty if it cannot be read in any format.

        Raises:
            RecordError: the input has changed since the run was interrupted.
        """
        name = f"{file.number:06}"
        before = self._read(name, PLANNED)
        if before is None:
            self._write(name, PLANNED, digest.encode())
        elif before != digest.encode():
            raise RecordError(
                "the input was changed after the interrupted run had begun: restore it, or pass --force in place of --resume"
            )

    def result_of(self, step: str, task: ShardTask, files: Sequence[str]) -> bytes | None:
        """Return the result of a step for a shard; None if the step is not finished.

        Arguments:
            step: DETECTED or REPLACED.
            task: the shard.
            files: the files that the step writes.
        """
        content = self._read(_name(task), step)
        if content is None:
            return None
        mark = from_json(Mark, content)
        if mark.shard != _bare(task.shard):
            return None
        try:
            return mark.result if mark.digests == tuple(map(digest_of, files)) else None
        except OSError:
            return None

    def keep(self, step: str, task: ShardTask, files: Sequence[str], result: bytes) -> None:
        """Keep the result of a step for a shard. The arguments are those of `result_of`."""
        if self._keeps:
            mark = Mark(_bare(task.shard), tuple(map(digest_of, files)), result)
            self._write(_name(task), step, to_json(mark).encode())

    def _read(self, name: str, step: str) -> bytes | None:
        """Return the content of a mark; None if there is none, or it is not whole."""
        if not self._keeps:
            return None
        try:
            with BeamStorage().open(self._path(name, step)) as file:
                return self._seal(name, step).open(file.read())
        except (OSError, OutputError):
            return None

    def _write(self, name: str, step: str, content: bytes) -> None:
        if self._keeps:
            with BeamStorage().completed(self._path(name, step)) as file:
                file.write(self._seal(name, step).close(content))

    def _path(self, name: str, step: str) -> str:
        return str(FileSystems.join(self._folder, f"{name}.{step}"))

    def _seal(self, name: str, step: str) -> Seal:
        return Seal(self._key, self._run, f"{step} {name}")  # of its own: marks cannot be exchanged


def _name(task: ShardTask) -> str:
    return f"{task.number:06}-{task.shard.index:06}"


def _bare(shard: Shard) -> Shard:
    return replace(shard, path="")
