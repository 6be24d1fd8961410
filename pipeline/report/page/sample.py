"""Sample of a copy: a few records with the replaced stretches marked, and with their originals for the owner.

The records are those with the smallest digests of file and place, so that nobody chooses them and every report of the
same run shows the same ones.
"""

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from apache_beam.io.filesystems import FileSystems

from pipeline import records
from pipeline.records import ReadOptions, Record
from pipeline.report.model import FileEntry, RunManifest
from pipeline.report.page.blocked import Blocked
from pipeline.report.page.marks import Mark, marks
from pipeline.run.model import InputFile
from pipeline.run.storage import BeamStorage
from pipeline.sanitize_record import Outcome, detect_records, replace_record
from pipeline.sanitizer_source import Sanitizers
from pipeline.text.document import Text

SAMPLE_RECORDS = 10
MAX_TEXTS = 12
MAX_CHARACTERS = 600
BEFORE_A_MARK = 120  # characters
CUT = "…"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text.

    Arguments:
        text: the characters.
        entity: the entity of what was replaced; None for what is in the original too.
    """

    text: str = field(repr=False)
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text of a record.

    Arguments:
        where: its column or key in the copy; empty if it has none.
        copy, original: the text in the copy, and in the original.
    """

    where: str
    copy: tuple[Stretch, ...]
    original: tuple[Stretch, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """A record of the sample.

    Arguments:
        file: the name of the copy.
        number: the number of the record in the copy.
        texts: its texts.
        more: the number of further texts.
    """

    file: str
    number: int
    texts: tuple[ShownText, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample of a copy.

    Arguments:
        records: the records.
        drawn: the number of drawn records; those that are not shown cannot be compared with their originals.
    """

    records: tuple[ShownRecord, ...]
    drawn: int


Pair = tuple[FileEntry, Record, Record]  # the file, a record of its input, and the same one in the copy


def sample_of(
    manifest: RunManifest,
    output: str,
    originals: Mapping[str, InputFile],
    blocked: Blocked,
    options: ReadOptions,
    sanitizers: Sanitizers,
) -> Sample:
    """Return a sample of a copy.

    Arguments:
        manifest: the manifest of the run.
        output: its output folder.
        originals: the input of each copy, by the name of the copy.
        blocked: the records that were left out.
        options: the options with which the run read its inputs.
        sanitizers: the sanitizers of the run.
    """
    drawn = _drawn(manifest)
    pairs = [
        pair
        for file in manifest.files
        if file.name in drawn
        for pair in _pairs(file, drawn[file.name], output, originals[file.name], blocked, options)
    ]
    found = detect_records([original for _, original, _ in pairs], sanitizers)
    shown = [
        _shown(pair, replace_record(pair[1], findings, sanitizers)) for pair, findings in zip(pairs, found, strict=True)
    ]
    return Sample(tuple(one for one in shown if one), sum(map(len, drawn.values())))


def _drawn(manifest: RunManifest) -> dict[str, set[int]]:
    """Return the indices of the drawn records of each file, counted over those that are in its copy."""
    every = (
        (_digest(file.name, index), file.name, index) for file in manifest.files for index in range(file.records.out)
    )
    drawn: dict[str, set[int]] = defaultdict(set)
    for _, name, index in heapq.nsmallest(SAMPLE_RECORDS, every):
        drawn[name].add(index)
    return drawn


def _digest(name: str, index: int) -> bytes:
    return hashlib.sha256(f"{name}\0{index}".encode("utf-8", "surrogateescape")).digest()


def _pairs(
    file: FileEntry, drawn: set[int], output: str, original: InputFile, blocked: Blocked, options: ReadOptions
) -> Iterator[Pair]:
    """Yield the drawn records of a file; nothing if its blocked records cannot be identified."""
    left_out = blocked.records.get(file.name, frozenset())
    if len(left_out) != file.records.blocked or any(inside for inside, _ in left_out):
        return
    reading = replace(options, encoding=file.encoding or options.encoding)
    originals = (one for one in _records(original, file, reading) if (one.inside, one.number) not in left_out)
    copies = _records(InputFile(FileSystems.join(output, file.name), file.name, 0), file, reading)
    last = max(drawn)
    for index, (one, other) in enumerate(zip(originals, copies, strict=False)):
        if index in drawn and len(one.texts) == len(other.texts):
            yield file, one, other
        if index == last:
            return


def _records(file: InputFile, entry: FileEntry, options: ReadOptions) -> Iterator[Record]:
    """Yield the records of an input or a copy that count; nothing if it has another format, as the text of a PDF has."""
    storage = BeamStorage()
    with storage.open(file.path, file.identity) as stream:
        plan = records.plan(stream, file.path, name=file.name, options=options)
    for shard in plan.shards if plan.format == entry.format else ():
        with storage.open(file.path, file.identity) as stream:
            for record in records.read(stream, shard, options):
                if isinstance(record, Record) and not record.is_blank:
                    yield record


def _shown(pair: Pair, outcome: Outcome) -> ShownRecord | None:
    """Return a record as the page shows it; None if it cannot be compared with its original."""
    file, original, copy = pair
    if isinstance(outcome, str):
        return None
    texts = []
    for before, after, sanitized in zip(original.texts, copy.texts, outcome[1], strict=True):
        found = marks(sanitized, after.value)
        if found is None:
            return None
        if found or not after.is_label:
            texts.append(_shown_text(before, after, found))
    shown = [text for text in texts if any(one.text.strip() for one in text.copy)]
    return ShownRecord(file.name, copy.number, tuple(shown[:MAX_TEXTS]), len(shown[MAX_TEXTS:]))


def _shown_text(original: Text, copy: Text, found: Sequence[Mark]) -> ShownText:
    in_copy = [(one.start, one.end, one.entity) for one in found]
    in_original = [(one.original_start, one.original_end, one.entity) for one in found]
    return ShownText(
        copy.column or copy.context, _stretches(copy.value, in_copy), _stretches(original.value, in_original)
    )


def _stretches(text: str, found: Sequence[tuple[int, int, str]]) -> tuple[Stretch, ...]:
    """Return a text in parts, cut to MAX_CHARACTERS around the first mark."""
    first = found[0][0] if found else 0
    begin = max(0, min(first - BEFORE_A_MARK, len(text) - MAX_CHARACTERS))
    stop = min(len(text), begin + MAX_CHARACTERS)
    parts, position = [Stretch(CUT)] if begin else [], begin
    for start, end, entity in found:
        if start >= stop:
            break
        parts += [Stretch(text[position:start]), Stretch(text[start : min(end, stop)], entity)]
        position = min(end, stop)
    parts += [Stretch(text[position:stop]), *([Stretch(CUT)] if stop < len(text) else [])]
    return tuple(part for part in parts if part.text)
