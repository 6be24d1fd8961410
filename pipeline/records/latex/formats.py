"""The formats of LaTeX and BibTeX."""

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from pipeline.records.bytes_format import BytesFormat
from pipeline.records.latex.bibtex import bibtex_parts
from pipeline.records.latex.reader import latex_parts
from pipeline.records.structured.parts import structured_record
from pipeline.records.units import Unit, paragraphs, starting_at

ENTRY = re.compile(rb"(?<=[\r\n])@[A-Za-z]{1,40}[ \t]*[{(]")


def _entries(stream: BinaryIO) -> Iterator[Unit]:
    return starting_at(stream, ENTRY)


LATEX = BytesFormat(
    (".tex", ".ltx"), paragraphs, partial(structured_record, latex_parts), is_text=True, numbers_are_lines=True
)
BIBTEX = BytesFormat(
    (".bib",), _entries, partial(structured_record, bibtex_parts), is_text=True, numbers_are_lines=True
)
