"""Sample: draws records of the input at random, as a run reads them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline import records
from pipeline.audit.canaries.planting import free_texts
from pipeline.errors import RecordError
from pipeline.records import BrokenRecord, ReadOptions, Record
from pipeline.run.input_files import find_files
from pipeline.run.model import InputFile
from pipeline.run.storage import BeamStorage

MAX_RECORDS = 1_000
MAX_CHARACTERS = 200_000


@dataclass(slots=True)
class Sample:
    """Records drawn at random.

    Arguments:
        drawn: the records, in random order.
        seen: the number of records with free text.
        without_text: the number of the other records.
        unread: the number of records and files that cannot be read.
    """

    drawn: list[Record] = field(default_factory=list, repr=False)
    seen: int = 0
    without_text: int = 0
    unread: int = 0

    def add(self, record: Record | BrokenRecord, chance: random.Random) -> None:
        """Draw a record or leave it out, so that all records are drawn with one probability (Algorithm R, Vitter 1985)."""
        if isinstance(record, BrokenRecord):
            self.unread += 1
        elif not free_texts(record.texts):
            self.without_text += not record.is_blank
        else:
            if len(self.drawn) < MAX_RECORDS:
                self.drawn.append(record)
            elif (place := chance.randrange(self.seen + 1)) < MAX_RECORDS:
                self.drawn[place] = record
            self.seen += 1

    def cut(self, chance: random.Random) -> None:
        """Keep only as many records as have MAX_CHARACTERS together, at least one."""
        chance.shuffle(self.drawn)
        left, kept = MAX_CHARACTERS, list[Record]()
        for record in self.drawn:
            size = sum(len(text.value) for text in record.texts)
            if size <= left or not kept:
                kept.append(record)
                left -= size
        self.drawn = kept


def draw_sample(
    inputs: Sequence[str], options: ReadOptions, secret_files: Sequence[str], chance: random.Random
) -> Sample:
    """Draw records of files.

    Arguments:
        inputs: files, folders and patterns.
        options: the user's declarations about fields.
        secret_files: the key files, which must not be read as data.
        chance: the source of randomness.

    Raises:
        RecordError: an input is missing, or no record has free text.
    """
    sample = Sample()
    for file in find_files(inputs, "", secret_files):
        try:
            for record in _records_of(file, options):
                sample.add(record, chance)
        except (RecordError, OSError):  # its other records may be drawn
            sample.unread += 1
    if not sample.drawn:
        raise RecordError(
            f"no record with free text is in {', '.join(inputs)}: canaries are planted in texts; pass other data"
        )
    sample.cut(chance)
    return sample


def _records_of(file: InputFile, options: ReadOptions) -> Iterator[Record | BrokenRecord]:
    storage = BeamStorage()
    with storage.open(file.path, file.identity) as stream:
        plan = records.plan(stream, file.path, name=file.name, options=options)
    for shard in plan.shards:
        with storage.open(file.path, file.identity) as stream:
            yield from records.read(stream, shard, options)
