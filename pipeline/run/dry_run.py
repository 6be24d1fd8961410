"""Dry run: what a run would read and write, and which of its checks would fail. It writes nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline import records
from pipeline.errors import HeteronymError, RecordError
from pipeline.records import ReadOptions
from pipeline.replace.keyed.keys import Key
from pipeline.run.batch import named_files, secret_files
from pipeline.run.declared_names import check_names
from pipeline.run.input_files import check_apart, skipped_in
from pipeline.run.model import InputFile
from pipeline.run.publishing import check_no_copies, check_output, check_writable
from pipeline.run.storage import BeamStorage
from pipeline.run.work_folder import check_interrupted, check_same, facts_of, interrupted_in
from pipeline.sanitizer_source import SanitizerSource

Check = Callable[[], None]


@dataclass(frozen=True, slots=True)
class PlannedInput:
    """An input of a run.

    Arguments:
        name: its path below the input folder.
        format, compression, encoding: as in `records.Look`; empty if it would be left out.
        size_bytes: its size.
        shards: the approximate number of its shards.
        records: the number of its records; None if that needs reading all of it.
        copy: the path of its copy below the output folder.
        problem: why it would be left out; empty if it would not.
    """

    name: str
    size_bytes: int
    copy: str
    format: str = ""
    compression: str = ""
    encoding: str = ""
    shards: int = 0
    records: int | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DryRun:
    """The plan of a run.

    Arguments:
        inputs: the inputs, in order.
        problems: the messages of the checks that would stop the run.
        skipped: as in `batch.Run`.
    """

    inputs: tuple[PlannedInput, ...]
    problems: tuple[str, ...]
    skipped: Mapping[str, int]

    @property
    def left_out(self) -> int:
        """The number of inputs that would be left out."""
        return sum(1 for one in self.inputs if one.problem)


def dry_run(
    inputs: Sequence[str],
    output: str,
    source: SanitizerSource,
    options: ReadOptions,
    key: Key,
    *,
    force: bool = False,
    resume: bool = False,
) -> DryRun:
    """Return what a run would do, from the first bytes of each input.

    Arguments:
        inputs, output, source, options, force, resume: as in `batch.run`.
        key: the key for the names of copies.

    Raises:
        RecordError: an input is missing.
    """
    files = named_files(inputs, output, source, key, options)
    left = interrupted_in(output)[:1] if resume else []
    checks: list[Check] = [
        lambda: check_apart(inputs, files, output),
        lambda: check_names(files, options),
        lambda: check_output(files, output, secret_files(source)),
        lambda: check_writable(output),
        lambda: check_interrupted(output, resume=resume, force=force),
        *(partial(check_same, folder, facts_of(files, source, options), key) for folder in left),
        lambda: check_no_copies(files, output, {}, force=force or bool(left)),
        *(partial(_check_readable, file) for file in files),
    ]
    planned = tuple(_looked_at(file, options) for file in files)
    return DryRun(planned, tuple(_problems(checks)), skipped_in(inputs, output))


def _problems(checks: Sequence[Check]) -> Iterator[str]:
    for check in checks:
        try:
            check()
        except HeteronymError as error:
            yield str(error)
        except OSError as error:
            yield error.strerror or type(error).__name__


def _check_readable(file: InputFile) -> None:
    try:
        BeamStorage().open(file.path, file.identity).close()
    except OSError as error:
        raise RecordError(f"cannot read {file.name}: {error.strerror or type(error).__name__}") from None


def _looked_at(file: InputFile, options: ReadOptions) -> PlannedInput:
    planned = PlannedInput(file.name, file.size_bytes, file.output)
    try:
        with BeamStorage().open(file.path, file.identity) as stream:
            look = records.look(stream, file.name, options)
    except RecordError as error:
        return replace(planned, problem=str(error))
    except OSError:  # one of the problems
        return planned
    is_split = look.is_split and not options.limit
    return replace(
        planned,
        format=look.format,
        compression=look.compression,
        encoding=look.encoding,
        shards=file.expected_shards if is_split else 1,
        records=look.records,
    )
