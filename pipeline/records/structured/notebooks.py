"""Jupyter notebooks: the lines of a cell or an output are one text, HTML outputs are HTML, images are no text."""

from typing import Any

import regex

from pipeline.records.json_scan import Path, names_of
from pipeline.records.model import BrokenRecord, ReadOptions, Record
from pipeline.records.structured.json_parts import NOTHING, Describe, Said, described_record

# Where the lines of one text are; `worksheets` is of version 3.
LINES = frozenset(
    {
        ("cells", "source"),
        ("cells", "outputs", "text"),
        ("worksheets", "cells", "source"),
        ("worksheets", "cells", "input"),
        ("worksheets", "cells", "outputs", "text"),
    }
)
MIME_TYPE = regex.compile(
    r"(?P<kind>application|audio|chemical|font|image|message|model|multipart|text|video)/(?P<name>[\w.+-]+)"
)
TEXT_NAMES = regex.compile(r"(?:.*\+)?(?:json|xml)|javascript|ecmascript|x-?latex|sql|yaml|x-sh")
MARKUP = frozenset({"html", "xhtml+xml", "svg+xml", "xml"})
BINARY_3 = frozenset({"png", "jpeg", "pdf"})  # outputs of version 3
MARKUP_3 = frozenset({"html", "svg"})
# Words that programs write, in which no name is to be looked for, and whose keys would declare one.
WORDS = frozenset(
    """cell_type output_type mimetype file_extension pygments_lexer nbconvert_exporter codemirror_mode nbformat execution_count
    language""".split()
)
OF_PROGRAMS = frozenset({"kernelspec", "language_info"})
STREAMS = frozenset({'"stdout"', '"stderr"'})
WORD = regex.compile(r'"[\w./ ()+-]{0,40}"')


def notebook_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    """Read a notebook as a record.

    Arguments:
        raw: the bytes.
        number: the number of the record in its file, from 1.
        options: the user's declarations about fields.
    """
    return described_record(raw, number, options, _describer)


def _describer(notebook: Any) -> Describe:
    return _describe


def _describe(path: Path, literal: str) -> Said:
    names = names_of(path)
    key = names[-1] if names else ""
    if (key in WORDS or (len(names) > 1 and names[1] in OF_PROGRAMS)) and WORD.fullmatch(literal):
        return Said(is_word=True)
    if "outputs" in names and key in ("name", "stream") and literal in STREAMS:
        return Said(is_word=True)
    if mime := MIME_TYPE.fullmatch(key):
        return _of_type(mime["kind"], mime["name"])
    if "outputs" in names and key in BINARY_3:
        return Said(is_file=True)
    if "outputs" in names and key in MARKUP_3:
        return Said(is_line=True, is_markup=True)
    if names in LINES:
        return Said(meaning="text", is_line=True)
    return Said(meaning="PERSON") if names[-2:] == ("authors", "name") else NOTHING


def _of_type(kind: str, name: str) -> Said:
    """Return what an output of a content type is."""
    if name in MARKUP:
        return Said(is_line=True, is_markup=True)
    is_text = kind in ("text", "message") or (kind == "application" and TEXT_NAMES.fullmatch(name))
    return Said(meaning="text", is_line=True) if is_text else Said(is_file=True)
