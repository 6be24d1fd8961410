"""The format of HL7 v2 files: messages and batches."""

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from pipeline.records.bytes_format import BytesFormat
from pipeline.records.hl7.reader import hl7_parts
from pipeline.records.structured.parts import structured_record
from pipeline.records.units import Unit, starting_at

# A message, or the header or trailer of a batch or a file, also framed as on a connection (MLLP).
START = re.compile(rb"(?<=[\r\n\x0b\x1c])\x0b?(?:MSH|BHS|BTS|FHS|FTS)(?=[^\w\s])")


def _messages(stream: BinaryIO) -> Iterator[Unit]:
    return starting_at(stream, START)


HL7 = BytesFormat((".hl7", ".hl7v2"), _messages, partial(structured_record, hl7_parts), is_text=True)
