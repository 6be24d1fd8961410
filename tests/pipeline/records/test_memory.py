"""Memory of streaming formats: a file that is ten times larger takes no more of it."""

import io
import json
import sqlite3
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import fastavro
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import orc

from pipeline.records import BrokenRecord, ReadOptions, assemble, plan, read, writer
from pipeline.records.fixed_width.schema import Column, Layout
from pipeline.records.formats import BUILT_IN

RECORD_BYTES = 20_000
SMALL, LARGE = 75, 750  # records
SHARD_BYTES = 256 << 10
WORDS = "the pump was late again and nobody called back "
NOTE = (WORDS * (RECORD_BYTES // len(WORDS) + 1))[:RECORD_BYTES]
# Formats that are read as one record, with a limit that docs/formats.md states.
WHOLE = frozenset("eml env html ini ipynb json office pdf properties toml xml yaml".split())
EACH: dict[str, tuple[str, str, str]] = {  # format -> start of the file, a record, end of the file
    "array": ("[0", ',{"note": "%s"}', "]"),
    "bibtex": ("", "@book{k,\n note = {%s}\n}\n", ""),
    "csv": ("note,day\n", '"%s",1\n', ""),
    "fixed_width": ("", "%s\n", ""),
    "hl7": ("", "MSH|^~\\&|A|B\rOBX|1|TX|N||%s\r", ""),
    "icalendar": ("BEGIN:VCALENDAR\r\n", "BEGIN:VEVENT\r\nSUMMARY:%s\r\nEND:VEVENT\r\n", "END:VCALENDAR\r\n"),
    "jsonl": ("", '{"note": "%s"}\n', ""),
    "latex": ("", "%s\n\n", ""),
    "log": ("", "level=info %s\n", ""),
    "mbox": ("", "From a@b.de Tue Mar  4 10:00:00 2025\nSubject: x\n\n%s\n\n", ""),
    "rest": ("", "%s\n\n", ""),
    "sql": ("CREATE TABLE t (note text);\n", "INSERT INTO t VALUES ('%s');\n", ""),
    "srt": ("", "1\n00:00:01,000 --> 00:00:02,000\n%s\n\n", ""),
    "text": ("", "%s\n\n", ""),
    "vcard": ("", "BEGIN:VCARD\r\nNOTE:%s\r\nEND:VCARD\r\n", ""),
    "vtt": ("WEBVTT\n\n", "00:01.000 --> 00:02.000\n%s\n\n", ""),
}
SUFFIXES = {"array": "json", "bibtex": "bib", "fixed_width": "dat", "icalendar": "ics", "latex": "tex", "rest": "rst",
            "text": "txt", "vcard": "vcf"}  # fmt: skip


def text_file(path: Path, name: str, count: int) -> None:
    start, record, end = EACH[name]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(start)
        file.writelines(record % NOTE for _ in range(count))
        file.write(end)


def tables(count: int) -> Iterator[pa.Table]:
    yield from (pa.table({"note": [NOTE] * 25}) for _ in range(count // 25))


def parquet(path: Path, count: int) -> None:
    with pq.ParquetWriter(path, pa.schema([("note", pa.string())])) as out:
        for table in tables(count):
            out.write_table(table)


def arrow(path: Path, count: int) -> None:
    with pa.ipc.new_file(path, pa.schema([("note", pa.string())])) as out:
        for table in tables(count):
            out.write_table(table)


def orc_file(path: Path, count: int) -> None:
    with orc.ORCWriter(
        path, stripe_size=SHARD_BYTES, compression="uncompressed", dictionary_key_size_threshold=0
    ) as out:
        for table in tables(count):
            out.write(table)


def avro(path: Path, count: int) -> None:
    schema = {"type": "record", "name": "row", "fields": [{"name": "note", "type": "string"}]}
    with path.open("wb") as file:
        fastavro.writer(file, schema, ({"note": NOTE} for _ in range(count)), sync_interval=SHARD_BYTES)


def sqlite(path: Path, count: int) -> None:
    with sqlite3.connect(path) as opened:
        opened.execute("CREATE TABLE t (note TEXT)")
        opened.executemany("INSERT INTO t VALUES (?)", ((NOTE,) for _ in range(count)))


def zip_file(path: Path, count: int) -> None:
    with zipfile.ZipFile(path, "w") as out:
        for number in range(count):
            out.writestr(f"{number}.json", json.dumps({"note": NOTE}))


def tar_file(path: Path, count: int) -> None:
    content = json.dumps({"note": NOTE}).encode()
    with tarfile.open(path, "w") as out:
        for number in range(count):
            entry = tarfile.TarInfo(f"{number}.json")
            entry.size = len(content)
            out.addfile(entry, io.BytesIO(content))


BINARY: dict[str, Callable[[Path, int], None]] = {
    "arrow": arrow, "avro": avro, "orc": orc_file, "parquet": parquet, "sqlite": sqlite, "tar": tar_file, "zip": zip_file,
}  # fmt: skip


def test_every_format_streams_or_is_read_as_a_whole_up_to_its_limit() -> None:
    assert {*EACH, *BINARY, *WHOLE} == set(BUILT_IN)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*EACH, *BINARY])
def test_a_file_ten_times_larger_takes_no_more_memory(name: str, tmp_path: Path) -> None:
    peaks = []
    for count in (SMALL, LARGE):
        path = tmp_path / f"{count}.{SUFFIXES.get(name, name)}"
        BINARY[name](path, count) if name in BINARY else text_file(path, name, count)
        peaks.append(peak_of_a_copy(path, name, tmp_path))
    assert peaks[1] < 1.5 * peaks[0] + SHARD_BYTES, peaks


def peak_of_a_copy(path: Path, name: str, folder: Path) -> int:
    """Return the most memory that a copy takes, of Python and of Arrow, in bytes."""
    layouts = (Layout("", (Column("note", 0, RECORD_BYTES),)),) if name == "fixed_width" else ()
    options = ReadOptions(fixed_width=layouts)
    before = pa.total_allocated_bytes()
    arrow_peak = 0
    tracemalloc.start()
    with path.open("rb") as source:
        planned = plan(source, str(path), SHARD_BYTES, options=options)
        assert planned.format == name
        parts = []
        for shard in planned.shards:
            parts.append(folder / f"{len(parts)}.part")
            with parts[-1].open("wb") as part, path.open("rb") as layout, path.open("rb") as content:
                out = writer(part, layout, shard)
                for record in read(content, shard, options):
                    assert not isinstance(record, BrokenRecord), record
                    out.write(record.render([text.value for text in record.texts]))
                    arrow_peak = max(arrow_peak, pa.total_allocated_bytes() - before)
                out.close()
        with (folder / "copy").open("wb") as out_file:
            assemble(planned, (part.open("rb") for part in parts), source, out_file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak + arrow_peak
