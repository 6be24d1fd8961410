"""Results of a run: encrypted files that transfer them from the workers to the main process."""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems

from pipeline.errors import HeteronymError, OutputError, SecretKeyError
from pipeline.replace.keyed.keys import Key, KeySource
from pipeline.replace.keyed.sealing import Seal
from pipeline.run.model import FAULTS, NAMES, Fault, FileResult, InputFile, NamedCopy, Unreadable, from_json
from pipeline.run.output_names import with_known_names
from pipeline.run.storage import BeamStorage, answering
from pipeline.transforms import BLOCKED

RESULTS = "results"
WITHOUT_KEY = "without-key"
Named = TypeVar("Named", FileResult, Unreadable)


class KeepResults(beam.DoFn):  # type: ignore[misc]
    """Writes each result to a separate encrypted file, so that results cannot be forged without the key."""

    def __init__(self, kind: str, results: str, run: str, source: KeySource) -> None:
        """Create the step.

        Arguments:
            kind: the kind of the results: COPIES, NAMES, BLOCKED or FAULTS.
            results: the folder for results.
            run: the name of the run.
            source: the source from which workers load the key.
        """
        self._kind = kind
        self._folder = results
        self._run = run
        self._source = source

    def setup(self) -> None:
        """Derive the key of the seal. A worker without the key only reports its absence."""
        try:
            self._seal: Seal | None = Seal(self._source.load(), self._run, RESULTS)
        except HeteronymError:
            self._seal = None

    def process(self, result: str) -> None:
        """Write a result. `read_results` raises an error for a file that could not be written."""
        try:
            if self._seal is None:
                self._write(WITHOUT_KEY, b"")
            else:
                self._write(secrets.token_hex(8), self._seal.close(json.dumps([self._kind, result]).encode()))
        except OSError:
            return

    def _write(self, name: str, content: bytes) -> None:
        with BeamStorage().completed(FileSystems.join(self._folder, name)) as file:
            file.write(content)


def read_results(
    results: str, key: Key, run: str, files: Sequence[InputFile]
) -> tuple[list[InputFile], tuple[FileResult, ...], tuple[Unreadable, ...]]:
    """Return the inputs with the final names of their copies; the finished files and the unreadable inputs, by name.

    Arguments:
        results, key, run: the folder of the results, the key and the name of the run.
        files: the inputs, each of which must have a result.

    Raises:
        HeteronymError: the error of a fault.
        SecretKeyError: a worker could not load the key.
        OutputError: results are missing or were not written by this run.
    """
    copies: dict[int, FileResult] = {}
    unreadable: dict[int, Unreadable] = {}
    names: dict[int, str] = {}
    for kind, result in kept_results(results, key, run):
        if kind == NAMES:
            named = from_json(NamedCopy, result)
            names[named.number] = named.name
        elif kind == BLOCKED:
            found = from_json(Unreadable, result)
            unreadable[found.number] = found
        else:
            copy = from_json(FileResult, result)
            copies[copy.number] = copy
    if not {*copies, *unreadable} == {*names} == {file.number for file in files}:
        raise OutputError(
            "results of the run are missing: make sure that every worker can write to the output folder (for a scan: to "
            "--temp_location), that it has space left, and that no other process writes to it"
        )
    return _renamed(with_known_names(files, names), files, copies.values(), unreadable.values())


def kept_results(results: str, key: Key, run: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, message as JSON) of each result that `KeepResults` wrote.

    Arguments:
        results, key, run: as in `read_results`.

    Raises:
        HeteronymError: the error of a fault.
        SecretKeyError: a worker could not load the key.
        OutputError: a result was not written by this run.
    """
    seal = Seal(key, run, RESULTS)
    with answering(results):
        matches = FileSystems.match([FileSystems.join(results, "*")])[0].metadata_list
    for match in matches:
        if match.path.endswith(WITHOUT_KEY):
            raise SecretKeyError(
                "a worker could not load the key: set HETERONYM_KEY or HETERONYM_KEY_FILE on every worker"
            )
        with BeamStorage().open(match.path) as file:
            kind, result = json.loads(seal.open(file.read()))
        if kind == FAULTS:
            raise from_json(Fault, result).error()
        yield kind, result


def _renamed(
    named: list[InputFile], files: Sequence[InputFile], copies: Iterable[FileResult], unreadable: Iterable[Unreadable]
) -> tuple[list[InputFile], tuple[FileResult, ...], tuple[Unreadable, ...]]:
    """Return the inputs, and the results under the final names; a reason names its file, too."""
    renamed = {file.number: (file.output, new.output) for file, new in zip(files, named, strict=True)}
    with_new_names = [replace(one, reason=one.reason.replace(*renamed[one.number])) for one in unreadable]
    return named, _by_name(copies, renamed), _by_name(with_new_names, renamed)


def _by_name(results: Iterable[Named], renamed: Mapping[int, tuple[str, str]]) -> tuple[Named, ...]:
    named = (replace(result, name=renamed[result.number][1]) for result in results)
    return tuple(sorted(named, key=lambda result: result.name))
