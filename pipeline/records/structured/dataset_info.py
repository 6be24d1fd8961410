"""`dataset_info.json` of the library `datasets`: the types of features are words of the format, labels and the rest are text."""

from typing import Any

import regex

from pipeline.records.json_scan import Path, names_of, parse
from pipeline.records.model import BrokenRecord, ReadOptions, Record
from pipeline.records.structured.json_parts import NOTHING, Describe, Said, described_record

MARKS = (b'"features"', b'"_type"')
FEATURES = "features"
WORDS = {
    "_type": regex.compile(r'"[A-Z][A-Za-z\d]{2,40}"'),
    "dtype": regex.compile(
        r'''"(?:null|bool|u?int\d\d?|float(?:\d\d)?|double|(?:large_)?(?:string|binary|utf8)(?:_view)?|date(?:32|64)|dict|list|json
        |PIL\.Image\.Image|(?:time(?:32|64)|timestamp|duration|decimal(?:\d{2,3})?)[\[(][\w, =/+:-]{0,60}[\])])"''',
        regex.ASCII | regex.VERBOSE,
    ),
    "languages": regex.compile(r'"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?"'),
    "mode": regex.compile(r'"[A-Z]{1,6}"'),
}


def is_dataset_info(raw: bytes) -> bool:
    """Return whether JSON is a description of a data set."""
    if not all(mark in raw for mark in MARKS):
        return False
    try:
        value = parse(raw.decode("utf-8"))
    except ValueError:
        return False
    features = value.get(FEATURES) if isinstance(value, dict) else None
    return isinstance(features, dict) and all(isinstance(one, dict | list) for one in features.values())


def dataset_info_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    """Read a description of a data set as a record.

    Arguments:
        raw: the bytes.
        number: the number of the record in its file, from 1.
        options: the user's declarations about fields.
    """
    return described_record(raw, number, options, _describer)


def _describer(info: Any) -> Describe:
    return _describe


def _describe(path: Path, literal: str) -> Said:
    names = names_of(path)
    word = WORDS.get(names[-1]) if len(names) > 1 and names[0] == FEATURES else None
    return Said(is_word=True) if word and word.fullmatch(literal) else NOTHING
