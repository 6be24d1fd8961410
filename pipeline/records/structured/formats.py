"""The formats of structured text: settings, YAML, TOML, SQL dumps, subtitles, logs, notebooks and reStructuredText."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from io import BufferedReader
from typing import BinaryIO

from pipeline.records.bytes_format import BytesFormat
from pipeline.records.formats import OpenFile
from pipeline.records.model import BrokenRecord, FilePlan, ReadOptions, ReadRecord, Record, Shard
from pipeline.records.structured.cues import srt_parts, vtt_parts
from pipeline.records.structured.logs import log_record
from pipeline.records.structured.notebooks import notebook_record
from pipeline.records.structured.parts import Found, structured_record
from pipeline.records.structured.rest import rest_parts
from pipeline.records.structured.rest_tables import redrawn
from pipeline.records.structured.settings import env_parts, ini_parts, properties_parts
from pipeline.records.structured.sql import SqlReader
from pipeline.records.structured.sql_units import dialect_of, statements
from pipeline.records.structured.toml import toml_parts
from pipeline.records.structured.yaml import yaml_parts
from pipeline.records.units import Unit, lines_of, paragraphs, whole

SAMPLE_BYTES = 1 << 20


class SqlFormat(BytesFormat):
    """A dump, whose statements and COPY rows are the records.

    It has one shard, since the columns of a row may have been named anywhere before it.
    """

    __slots__ = ()

    @property
    def is_each_apart(self) -> bool:
        """False: a statement may name the columns of later ones."""
        return False

    def plan(self, opened: OpenFile, format_name: str) -> FilePlan:
        """Return the plan of a dump: one shard."""
        return BytesFormat.plan(self, replace(opened, shard_bytes=sys.maxsize), format_name)

    def _units(self, stream: BinaryIO, delimiter: str) -> Iterator[Unit]:
        return statements(stream, delimiter)

    def _numbers(self, unit: Unit) -> int:
        return lines_of(unit) or 1

    def _delimiter(self, stream: BufferedReader, prefix: bytes) -> str:
        return dialect_of(stream.peek(SAMPLE_BYTES)[:SAMPLE_BYTES])

    def _reader(self, prefix: bytes, shard: Shard, options: ReadOptions) -> ReadRecord:
        return SqlReader(shard.delimiter, options).record


def _format(suffixes: tuple[str, ...], read: Callable[[str], Found]) -> BytesFormat:
    return BytesFormat(suffixes, whole, partial(structured_record, read), is_text=True)


def _pieces(suffixes: tuple[str, ...], read: Callable[[str], Found]) -> BytesFormat:
    """Return a format of texts, whose records are files, or pieces of large ones, so that people are linked."""
    return BytesFormat(suffixes, paragraphs, partial(structured_record, read), is_text=True, numbers_are_lines=True)


def _sql_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    return SqlReader(dialect_of(raw), options).record(raw, number)


def _rest_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    record = structured_record(rest_parts, raw, number, options)
    if isinstance(record, BrokenRecord):
        return record

    def render(values: Sequence[str]) -> bytes:
        new: bytes = record.render(values)
        return new if new == raw else redrawn(raw.decode(), new.decode()).encode()

    return replace(record, render=render)


ENV = _format((".env",), env_parts)
INI = _format((".ini", ".cfg"), ini_parts)
IPYNB = BytesFormat((".ipynb",), whole, notebook_record, is_text=True)
LOG = BytesFormat((".log",), paragraphs, log_record, is_text=True, numbers_are_lines=True)
PROPERTIES = _format((".properties",), properties_parts)
SRT = _pieces((".srt",), srt_parts)
REST = BytesFormat((".rst", ".rest"), paragraphs, _rest_record, is_text=True, numbers_are_lines=True)
SQL = SqlFormat((".sql",), whole, _sql_record, is_text=True)
TOML = _format((".toml",), toml_parts)
VTT = _pieces((".vtt",), vtt_parts)
YAML = _format((".yaml", ".yml"), yaml_parts)
