"""Drawing: takes a random sample of the records of a user's data for a labelling sheet.

Records are drawn in two phases. A simple random sample of the data, the pool, is scanned. From the pool, half of the
rows are drawn from the records with findings and half from those without: most misses of a good detector are beside
other findings, but only the second half can show records that it overlooks entirely.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline import records
from pipeline.errors import RecordError
from pipeline.evaluate.contenders import BATCH_TEXTS, Ours, Progress
from pipeline.evaluate.marks import BRACKETS, marked
from pipeline.evaluate.sheet import (
    STRATA,
    WITH_FINDINGS,
    WITHOUT_FINDINGS,
    Row,
    declared_part,
    digest_of,
    with_line_feeds,
)
from pipeline.records import BrokenRecord, ReadOptions
from pipeline.records.model import joined
from pipeline.run.input_files import find_files
from pipeline.run.model import InputFile
from pipeline.run.storage import BeamStorage
from pipeline.text.document import Findings, Text

POOL_PER_ROW, MIN_POOL = 20, 1_000
# Spreadsheets and browsers change these characters, and marks consist of the brackets.
NOT_SHOWABLE = re.compile(rf"[{BRACKETS}\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be drawn.

    Arguments:
        id: the file and the number of the record.
        texts: its texts.
    """

    id: str
    texts: tuple[Text, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample.

    Arguments:
        rows: the rows of the sheet, in random order.
        records, pool_records: the number of records in the data, and of those that were scanned.
        left_out: the number of records that a sheet cannot show, or that cannot be read.
    """

    rows: tuple[Row, ...]
    records: int
    pool_records: int
    left_out: int

    def count(self, stratum: str) -> int:
        """Return the number of rows of a stratum."""
        return sum(row.stratum == stratum for row in self.rows)


class _Pool:
    """A simple random sample of a stream (Algorithm R, Vitter 1985)."""

    def __init__(self, size: int, chance: random.Random) -> None:
        self._size, self._chance = size, chance
        self.seen = self.left_out = 0
        self.drawn: list[Candidate] = []

    def add(self, candidate: Candidate) -> None:
        if len(self.drawn) < self._size:
            self.drawn.append(candidate)
        elif (place := self._chance.randrange(self.seen + 1)) < self._size:
            self.drawn[place] = candidate
        self.seen += 1


def draw(
    inputs: Sequence[str],
    reading: ReadOptions,
    secret_files: Sequence[str],
    ours: Ours,
    *,
    rows: int,
    seed: int,
    on_progress: Progress = lambda _: None,
) -> Drawn:
    """Draw records, with their findings marked.

    Arguments:
        inputs: files, folders and patterns.
        reading: the declared fields of the records.
        secret_files: the key files, which must not be read as data.
        ours: finds what the policy replaces.
        rows: the number of records to draw.
        seed: determines the draw.
        on_progress: receives the completed share of the work, 0 to 1.

    Raises:
        RecordError: an input is missing or cannot be read, or there is no record.
    """
    chance = random.Random(seed)
    pool = _Pool(max(POOL_PER_ROW * rows, MIN_POOL), chance)
    for file in find_files(inputs, "", secret_files):
        for candidate in _candidates(file, reading):
            if candidate is None or any(NOT_SHOWABLE.search(text.value) for text in candidate.texts):
                pool.left_out += 1
            else:
                pool.add(candidate)
    if not pool.drawn:
        raise RecordError(f"no record with text is in {', '.join(inputs)}: pass other data")
    found = _found(pool.drawn, ours, on_progress)
    return Drawn(tuple(_rows(pool, found, rows, chance)), pool.seen, len(pool.drawn), pool.left_out)


def _candidates(file: InputFile, reading: ReadOptions) -> Iterator[Candidate | None]:
    """Yield the records of a file that have text; None for one that cannot be read."""
    storage = BeamStorage()
    with storage.open(file.path, file.identity) as stream:
        plan = records.plan(stream, file.path, name=file.name, options=reading)
    for shard in plan.shards:
        with storage.open(file.path, file.identity) as stream:
            for record in records.read(stream, shard, reading):
                if isinstance(record, BrokenRecord):
                    yield None
                    continue
                texts = tuple(replace(text, value=with_line_feeds(text.value)) for text in record.scanned)
                if any(text.value.strip() for text in texts) and not record.is_blank:
                    yield Candidate(f"{joined(file.name, record.inside)}:{record.number}", texts)


def _found(candidates: Sequence[Candidate], ours: Ours, on_progress: Progress) -> list[Findings]:
    found: list[Findings] = []
    for start in range(0, len(candidates), BATCH_TEXTS):
        found += ours.found_in([one.texts for one in candidates[start : start + BATCH_TEXTS]])
        on_progress(len(found) / len(candidates))
    return found


def _rows(pool: _Pool, found: Sequence[Findings], count: int, chance: random.Random) -> list[Row]:
    """Draw the rows from the pool, half from each stratum as far as it has enough."""
    strata: dict[str, list[int]] = {stratum: [] for stratum in STRATA}
    for place, findings in enumerate(found):
        strata[WITH_FINDINGS if any(findings) else WITHOUT_FINDINGS].append(place)
    sizes = _allocated(count, [len(strata[stratum]) for stratum in STRATA])
    drawn = [
        (place, stratum)
        for stratum, size in zip(STRATA, sizes, strict=True)
        for place in chance.sample(strata[stratum], size)
    ]
    chance.shuffle(drawn)
    return [_row(pool, place, stratum, len(strata[stratum]), found[place]) for place, stratum in drawn]


def _allocated(count: int, available: Sequence[int]) -> tuple[int, int]:
    """Return how many rows each of two strata gets: half each, and what one lacks from the other."""
    first, second = available
    of_first = min(first, max(count - count // 2, count - second))
    return of_first, min(second, count - of_first)


def _row(pool: _Pool, place: int, stratum: str, stratum_records: int, findings: Findings) -> Row:
    candidate = pool.drawn[place]
    values = [text.value for text in candidate.texts]
    return Row(
        id=candidate.id,
        checked=False,
        text=marked(values, findings),
        stratum=stratum,
        stratum_records=stratum_records,
        pool_records=len(pool.drawn),
        records=pool.seen,
        parts=[declared_part(text) for text in candidate.texts],
        sha256=digest_of(values),
    )
