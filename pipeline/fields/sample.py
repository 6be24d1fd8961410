"""Sample: reads the first records of files as a run does, and returns what each field is taken for."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline import records
from pipeline.decide.settle import Settler
from pipeline.detect.detector import Detector
from pipeline.detect.documents import detect_documents
from pipeline.errors import RecordError
from pipeline.fields.advice import Advice, advice_of
from pipeline.fields.names import printable, shown_paths
from pipeline.fields.tally import LABEL, Detect, Notes, Path, Tally, is_entity, word_of
from pipeline.policy.loading import Policy
from pipeline.policy.model import STRICTEST
from pipeline.records import BrokenRecord, ReadOptions
from pipeline.records.declarations import entity_of_path, may_name_a_person
from pipeline.records.fields import taken_for
from pipeline.records.patterns import stated_name
from pipeline.replace.numbers.numbers import domain_size
from pipeline.run.declared_names import check_names
from pipeline.run.input_files import find_files
from pipeline.run.model import InputFile
from pipeline.run.output_names import without_model
from pipeline.run.storage import BeamStorage
from pipeline.text.document import Text
from pipeline.text.spans import Span
from recognizers.model.labels import CLEARED

NAME, OPTION, FORMAT = "name", "--field", "format"  # what decides what a field is taken for
ANY_VALUE = "value"


@dataclass(frozen=True, slots=True)
class Field:
    """What a column or key is taken for.

    Arguments:
        path: the names that lead to it; `*` in place of those that may be values.
        by: what decides: its name, `--field`, the line of a file, or the format, as in chats; empty for nothing.
        word: what most of its values are taken for.
        tally: the counts of its values.
        advice: what its values contradict, or suggest.
    """

    path: Path
    by: str
    word: str
    tally: Tally
    advice: Advice | None

    @property
    def name(self) -> str:
        """The dotted path, to be shown."""
        return printable(self.path)


@dataclass(frozen=True, slots=True)
class FileFields:
    """The fields of a file, in the order in which they occur.

    Arguments:
        name: the name of the file.
        format: its format; empty if it cannot be read.
        records, broken, unscannable: the number of sampled records, of those that cannot be read, and of those with
            images or files.
        fields: its fields.
        problem: why the file cannot be read; empty if it can.
    """

    name: str
    format: str = ""
    records: int = 0
    broken: int = 0
    unscannable: int = 0
    fields: tuple[Field, ...] = ()
    problem: str = ""


def sample_fields(
    inputs: Sequence[str],
    options: ReadOptions,
    policy: Policy | None,
    secret_files: Sequence[str],
    on_progress: Callable[[float], None] = lambda _: None,
) -> Iterator[FileFields]:
    """Yield the fields of each file.

    Arguments:
        inputs: files, folders and patterns.
        options: the user's declarations, with the number of records to read of each file.
        policy: the policy whose detection reads the values; None to read none.
        secret_files: the key files, which must not be read as data.
        on_progress: receives the completed share of the work, 0 to 1.

    Raises:
        RecordError: an input is missing, or no input has a declared field.
    """
    files = find_files(inputs, "", secret_files)
    check_names(files, options)
    of_values = _detect(policy) if policy else None
    sampler = _Sampler(options, policy, of_values, of_values or _detect(without_model(Policy.load(STRICTEST))))
    for number, file in enumerate(files):

        def on_share(share: float, done: int = number) -> None:
            on_progress((done + share) / len(files))

        try:
            yield sampler.fields_of(file, on_share)
        except RecordError as error:
            yield FileFields(file.name, problem=str(error).removeprefix(f"{file.name}: "))
        except OSError as error:
            yield FileFields(file.name, problem=f"cannot be read: {error.strerror or type(error).__name__}")


def _detect(policy: Policy) -> Detect:
    """Return a function that finds the spans of texts as a run does; nothing is replaced, so it needs no key."""
    detector, settler = Detector(policy), Settler(policy, domain_size)

    def detect(texts: Sequence[Text]) -> list[list[Span]]:
        found = settler.resolve(texts, detect_documents(detector, policy, [texts], [""])[0])
        return [[span for span in spans if span.entity != CLEARED] for spans in found]

    return detect


@dataclass(frozen=True, slots=True)
class _Sampler:
    """Reads files.

    Arguments:
        options, policy: as in `sample_fields`.
        of_values: finds the spans of values; None to read none.
        of_names: finds the spans of names.
    """

    options: ReadOptions
    policy: Policy | None
    of_values: Detect | None
    of_names: Detect

    def fields_of(self, file: InputFile, on_share: Callable[[float], None]) -> FileFields:
        """Return the fields of a file. `on_share` receives the share of the file that is read, 0 to 1."""
        storage = BeamStorage()
        with storage.open(file.path, file.identity) as stream:
            plan = records.plan(stream, file.path, sys.maxsize, name=file.name, options=self.options)
        notes = Notes(self.of_values)
        readable = broken = unscannable = 0
        for shard in plan.shards:
            with storage.open(file.path, file.identity) as stream:
                for record in records.read(stream, shard, replace(self.options, note=notes.add)):
                    if isinstance(record, BrokenRecord):
                        broken += 1
                    elif not record.is_blank:
                        readable += 1
                        unscannable += bool(record.unscannable)
                    on_share((readable + broken) / self.options.limit if self.options.limit else 0)
        notes.scan()
        shown = shown_paths(notes.tallies, self.options, self.of_names)
        fields = tuple(self._field(path, tally) for path, tally in shown.items())
        return FileFields(file.name, plan.format, readable + broken, broken, unscannable, fields)

    def _field(self, path: Path, tally: Tally) -> Field:
        taken = tally.taken.most_common(1)
        word = taken[0][0] if taken else word_of(taken_for(path, ANY_VALUE, self.options))
        by = _decides(path, tally, self.options)
        return Field(path, by, word, tally, advice_of(tally, word, by == "", self.policy))


def _decides(path: Path, tally: Tally, options: ReadOptions) -> str:
    """Return what decides what a field is taken for; empty for nothing."""
    around = (path[:end] for end in range(len(path), 0, -1))
    names = [".".join(path), *path[-1:], *(".".join(outer) for outer in around)]
    if name := next(filter(None, (stated_name(options.fields, name) for name in names)), ""):
        return options.places.get(name, OPTION)
    is_declared = any(map(is_entity, tally.taken))
    says = entity_of_path(path)[0] or may_name_a_person(path)
    if says and (is_declared or not tally.taken):
        return NAME
    return FORMAT if is_declared or LABEL in tally.taken else ""
