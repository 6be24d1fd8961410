"""Search of records: counts patterns in their texts, and looks for values that look real.

Copies repeat themselves: prompts, greetings, status lines, whole files. What was found in a record is kept, so that one
with the same bytes is not read again.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import BinaryIO, NamedTuple, TypeVar

from pipeline import records
from pipeline.audit.searcher import TextSearcher
from pipeline.audit.suspicious import suspicious
from pipeline.audit.windows import joined
from pipeline.records import BrokenRecord, RawRecords, ReadOptions, Record, Shard
from pipeline.records.units import Oversized
from pipeline.sanitizer_source import Sanitizers

BATCH_BYTES, MAX_BATCH = 128 << 10, 4_096
DIGEST_BYTES = 16
MAX_KNOWN = 50_000  # about 20 MB; all are forgotten when there are more


class Found(NamedTuple):
    """What is in a record. It has no text.

    Arguments:
        number, inside: as in Record.
        size_bytes: the size of its texts.
        counts: how often each (pattern, count) occurs.
        suspicious: (index of the text, offset, entity) of each value that looks real.
    """

    number: int
    inside: str
    size_bytes: int
    counts: tuple[tuple[int, int], ...] = ()
    suspicious: tuple[tuple[int, int, str], ...] = ()


class Unknown(NamedTuple):
    """A record that was not searched yet, and the digest of its bytes."""

    digest: bytes
    record: Record


One = TypeVar("One", Record, Found | Unknown)


class RecordSearch:
    """Searches records, and keeps what is in them."""

    def __init__(self, searcher: TextSearcher, sanitizers: Sanitizers | None = None) -> None:
        """Begin without known records.

        Arguments:
            searcher: finds the patterns.
            sanitizers: the sanitizers that find what looks real; None to look only for patterns.
        """
        self._searcher, self._sanitizers = searcher, sanitizers
        self._known: dict[bytes, Found] = {}

    def found(self, file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Found]:
        """Yield what is in each record of a shard. Broken ones are searched as they are stored.

        Arguments:
            file: the file of the shard, opened for reading, seekable.
            shard: the part of the file to read.
            options: the user's declarations about fields.
        """
        raw = records.raw(file, shard, options)
        if raw:
            for batch in _grouped(self._read(raw)):
                yield from self._completed(batch)
        else:
            for several in batches(records.read(file, shard, options)):
                yield from self._in(several)

    def _read(self, raw: RawRecords) -> Iterator[Found | Unknown]:
        """Yield what is known of each record, or the record."""
        salt = blake2b(raw.read_by).digest()
        for number, content in raw.numbered:
            if isinstance(content, Oversized):
                continue
            digest = blake2b(content, digest_size=DIGEST_BYTES, key=salt).digest()
            if known := self._known.get(digest):
                yield known._replace(number=number)
            elif isinstance(record := raw.read(content, number), Record):
                yield Unknown(digest, record)

    def _completed(self, batch: Sequence[Found | Unknown]) -> Iterator[Found]:
        """Yield what is in a batch of records, in their order."""
        unknown = [one for one in batch if isinstance(one, Unknown)]
        if len(self._known) + len(unknown) > MAX_KNOWN:
            self._known.clear()
        searched = self._in([one.record for one in unknown])
        for one in batch:
            if isinstance(one, Unknown):
                found = self._known[one.digest] = next(searched)
                yield found
            else:
                yield one

    def _in(self, batch: Sequence[Record]) -> Iterator[Found]:
        """Yield what is in each of some records, which are searched together."""
        texts = [joined(text.value.encode("utf-8", "replace") for text in record.texts)[0] for record in batch]
        content, starts = joined(texts)
        suspicious_in: dict[int, list[tuple[int, int, str]]] = {}
        for place, text, span in suspicious(batch, self._sanitizers) if self._sanitizers else ():
            suspicious_in.setdefault(place, []).append((text, span.start, span.entity))
        for place, counts in enumerate(self._searcher.count_each(content, starts)):
            record, size = batch[place], len(texts[place])
            yield Found(record.number, record.inside, size, tuple(counts.items()), tuple(suspicious_in.get(place, ())))


def batches(found: Iterable[Record | BrokenRecord]) -> Iterator[list[Record]]:
    """Group records, so that short texts are searched together. Broken ones are searched as they are stored."""
    return _grouped(one for one in found if isinstance(one, Record))


def _grouped(found: Iterable[One]) -> Iterator[list[One]]:
    batch: list[One] = []
    size = 0
    for one in found:
        batch.append(one)
        if not isinstance(one, Found):
            record = one.record if isinstance(one, Unknown) else one
            size += sum(len(text.value) for text in record.texts)
        if size >= BATCH_BYTES or len(batch) >= MAX_BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
