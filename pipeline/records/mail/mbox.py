"""Mbox files: the messages of a file, and the `From ` line before each of them."""

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from pipeline.errors import MailError
from pipeline.records.mail.addresses import address_entity
from pipeline.records.mail.sniff import is_start
from pipeline.records.mail.words import one_line
from pipeline.records.model import Record
from pipeline.records.units import MAX_RECORD_BYTES, READ_BYTES, Oversized, Unit
from pipeline.text.document import Text

WIDE_DAY = re.compile(r"(?<=[a-z])  (?=\d\d )")


def messages(stream: BinaryIO) -> Iterator[Unit]:
    """Yield the messages of an mbox file, each with its `From ` line, with one message in memory at a time."""
    unit: list[bytes] = []
    size = line_ends = 0
    before = b"\n"
    for line, following in _with_next(stream):
        is_line = before.endswith(b"\n")
        if size and is_line and is_start(line, following, is_after_blank=not before.strip()):
            yield b"".join(unit) if unit else Oversized(size, line_ends)
            unit, size, line_ends = [], 0, 0
        size += len(line)
        line_ends += line.endswith(b"\n")
        if size <= MAX_RECORD_BYTES:
            unit.append(line)
        else:
            unit.clear()
        before = line
    if size:
        yield b"".join(unit) if unit else Oversized(size, line_ends)


def envelope_record(raw: bytes) -> Record:
    """Return the `From ` line of an mbox message: the address of the sender, and the date.

    Raises:
        MailError: the line is not ASCII.
    """
    line = raw.decode("utf-8", "surrogateescape")
    if not line.isascii():
        raise MailError("the `From ` line of the message is not ASCII")
    content = line.rstrip("\r\n")
    lead, end = line[: len("From ")], line[len(content) :]
    sender, space, date = content[len(lead) :].partition(" ")
    entity = address_entity(sender)
    found = (Text(sender, entity, context="" if entity else "sender"), Text(space + date, context="date"))

    def render(values: Sequence[str]) -> bytes:
        if list(values) == [text.value for text in found]:
            return raw
        # "Mar  3" may become "Aug  13", which some programs do not read.
        return (lead + WIDE_DAY.sub(" ", one_line("".join(values))) + end).encode("utf-8")

    return Record(1, found, None, (), render)


def _with_next(stream: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Yield each line with the line after it. A line that is longer than one read is several."""
    line = stream.readline(READ_BYTES)
    while line:
        following = stream.readline(READ_BYTES)
        yield line, following
        line = following
