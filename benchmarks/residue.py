"""Residue benchmark: speed and memory of the search of a copy, beside `grep -F -f` with the same forms in the same run.

The values are full names of the pools, in every spelling that identifies. The text is a file, repeated to the wanted
size, into which every thousandth line gets one of the names. Each measurement is a process of its own; speeds are by
processor time. What takes long is measured on a hundredth of the text. The whole is what an audit does with a copy; on
lines that are all different, nothing that was found before helps it.

python benchmarks/residue.py FILE [--megabytes 200] [--values 10000] [--write]
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cachetools import LRUCache
from report import show, write

from pipeline import Key, Policy, records
from pipeline.audit.messages import Role, Unit
from pipeline.audit.pieces import Piece, pieces
from pipeline.audit.record_search import RecordSearch
from pipeline.audit.searcher import Searcher
from pipeline.audit.stored import count_stored
from pipeline.audit.suspicious import rules_only, suspicious
from pipeline.audit.tally import MAX_KNOWN, UnitTally
from pipeline.audit.targets import Targets, targets_of
from pipeline.audit.windows import joined
from pipeline.records import BrokenRecord, ReadOptions, Record
from pipeline.replace.keyed.keys import KeySource
from pipeline.run.model import InputFile
from pipeline.sanitize_record import batches
from pipeline.sanitizer_source import Sanitizers, SanitizerSource
from recognizers.lexicon.pools import pool

COLUMNS = ("what", "MB", "MB/s per core", "of the speed of grep", "peak memory, MB", "names found")
EVERY, BATCH_BYTES = 1_000, 128 << 10


class Measured(NamedTuple):
    """The processor time of a search in seconds, the peak memory of its process in MB, and how many names it found."""

    seconds: float
    memory: float
    found: int


def main() -> None:
    """Measure each way in a separate process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="a text to repeat")
    parser.add_argument("--megabytes", type=int, default=200, help="the size of the copy")
    parser.add_argument("--values", type=int, default=10_000, help="the number of names")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    parser.add_argument("--measure", choices=("stored", "decoded", "detected", "whole"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        way, path = arguments.measure, arguments.file
        targets = targets_of(names(arguments.values))
        found = {"detected": lambda: detected(path), "whole": lambda: audited(path, targets)}.get(
            way, lambda: searched(way, path, targets)
        )
        print(json.dumps(found()))
        return
    with tempfile.TemporaryDirectory() as folder:
        rows = list(measurements(Path(folder), arguments))
    show(f"residue: {arguments.values:,} names", COLUMNS, rows)
    if arguments.write:
        write("residue", COLUMNS, rows)


def measurements(folder: Path, arguments: argparse.Namespace) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table."""
    hundredth, tenth, whole = folder / "hundredth.jsonl", folder / "tenth.jsonl", folder / "copy.jsonl"
    write_copy(arguments.file, hundredth, arguments.megabytes // 100, arguments.values)
    write_copy(arguments.file, tenth, arguments.megabytes // 10, arguments.values)
    write_copy(arguments.file, whole, arguments.megabytes, arguments.values)
    different = folder / "different.jsonl"
    with hundredth.open("rb") as lines, different.open("wb") as file:
        file.writelines(b'{"line": %d, %b' % (number, line[1:]) for number, line in enumerate(lines))
    forms = folder / "forms.txt"
    targets = targets_of(names(arguments.values))
    forms.write_text("".join(f"{form}\n" for form in targets.words))
    by_grep = grep(whole, forms)
    speed_of_grep = whole.stat().st_size / by_grep.seconds
    yield row(f"grep -F -i -c -f, {len(targets.words):,} forms", whole, by_grep, speed_of_grep)
    for what, way, path in (
        ("search of stored bytes", "stored", tenth),
        ("search of stored bytes", "stored", whole),
        ("reading records, and second detection", "detected", hundredth),
        ("reading records, and search of their texts", "decoded", whole),
        ("the whole, all lines different", "whole", different),
        ("the whole", "whole", whole),
    ):
        command = [sys.executable, __file__, str(path), "--measure", way, "--values", str(arguments.values)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        yield row(what, path, Measured(*json.loads(done.stdout)), speed_of_grep)


def row(what: str, path: Path, measured: Measured, speed_of_grep: float) -> tuple[str, ...]:
    """Return a row of the table."""
    size = path.stat().st_size
    speed = size / measured.seconds
    shares = f"{speed / 1e6:.3g}", f"{speed / speed_of_grep:.2f}", f"{measured.memory:.0f}", f"{measured.found:,}"
    return what, f"{size / 1e6:,.0f}", *shares


def names(count: int) -> set[tuple[str, str]]:
    """Return full names of the pools."""
    draw = random.Random(count)
    given, family = (
        (*pool("en", "given_female"), *pool("de", "given_male")),
        (*pool("en", "family"), *pool("es", "family")),
    )
    found: set[str] = set()
    while len(found) < count:
        found.add(f"{draw.choice(given)} {draw.choice(family)}")
    return {("PERSON", name) for name in found}


def write_copy(source: Path, target: Path, megabytes: int, values: int) -> None:
    """Write a text of a size, in which some lines have a name."""
    draw, known = random.Random(megabytes), sorted(names(values))
    lines = source.read_bytes().splitlines(keepends=True)
    number = 0
    with target.open("wb") as file:
        while file.tell() < megabytes * 1_000_000:
            for line in lines:
                number += 1
                if number % EVERY == 0:
                    file.write(json.dumps({"text": f"Ask {draw.choice(known)[1]} today."}).encode() + b"\n")
                file.write(line)


def grep(path: Path, forms: Path) -> Measured:
    """Count the lines with a form by `grep`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = ["grep", "-F", "-i", "-c", "-f", str(forms), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Measured(after.ru_utime - before.ru_utime, after.ru_maxrss / 1e3, int(done.stdout))


def searched(way: str, path: Path, targets: Targets) -> Measured:
    """Search a file as an audit does, and count the full names."""
    searcher = Searcher(list(targets.words), list(targets.numbers))
    full = {index for index, form in enumerate(targets.words) if form == targets.values[targets.words[form].value].form}
    started = time.process_time()
    texts = stored(path, searcher) if way == "stored" else decoded(path, searcher)
    found = sum(count for counts in texts for index, count in counts.items() if index in full)
    return Measured(time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, found)


def audited(path: Path, targets: Targets) -> Measured:
    """Search a file as an audit does as a whole, and count the full names in its records."""
    searcher = Searcher(list(targets.words), list(targets.numbers))
    full = {index for index, form in enumerate(targets.words) if form == targets.values[targets.words[form].value].form}
    source = rules_only(SanitizerSource(Policy.load("confidential"), KeySource()))
    search = RecordSearch(searcher, Sanitizers(source, Key.generate()))
    known: dict[bytes, tuple[tuple[int, int], ...]] = LRUCache(MAX_KNOWN)
    unit = Unit(InputFile(str(path), path.name, path.stat().st_size), None, Role.COPY)
    started = time.process_time()
    tally = UnitTally(searcher, unit, False, known)
    with path.open("rb") as file:
        for piece in pieces(file):
            tally.add_piece(piece)
    with path.open("rb") as file:
        shards = records.plan(file, str(path)).shards
    tally = UnitTally(searcher, unit, False, known)
    for shard in shards:
        with path.open("rb") as file:
            tally.add_records(search.found(file, shard, ReadOptions()))
    found = sum(count for index, count in tally.result().counts if index in full)
    return Measured(time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, found)


def detected(path: Path) -> Measured:
    """Look for values that look real in the records of a file, as an audit does, and count them in place of names."""
    sanitizers = Sanitizers(rules_only(SanitizerSource(Policy.load("confidential"), KeySource())), Key.generate())
    started = time.process_time()
    texts = (record for record in read(path) if isinstance(record, Record))
    found = sum(1 for batch in batches(texts) for _ in suspicious(batch, sanitizers))
    return Measured(time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, found)


def read(path: Path) -> Iterator[Record | BrokenRecord]:
    """Yield the records of a file."""
    with path.open("rb") as file:
        shards = records.plan(file, str(path)).shards
    for shard in shards:
        with path.open("rb") as file:
            yield from records.read(file, shard, ReadOptions())


def stored(path: Path, searcher: Searcher) -> Iterator[dict[int, int]]:
    """Search the bytes of a file, piece by piece."""
    with path.open("rb") as file:
        yield from (
            count_stored(searcher, piece.content)
            for piece in pieces(file)
            if isinstance(piece, Piece) and not piece.seam
        )


def decoded(path: Path, searcher: Searcher) -> Iterator[dict[int, int]]:
    """Read the records of a file, and search their texts in batches."""
    batch: list[bytes] = []
    size = 0
    for record in read(path):
        if isinstance(record, Record):
            batch += [text.value.encode("utf-8", "replace") for text in record.texts]
            size += sum(len(text.value) for text in record.texts)
        if size >= BATCH_BYTES:
            yield searcher.count(joined(batch)[0])
            batch, size = [], 0
    if batch:
        yield searcher.count(joined(batch)[0])


if __name__ == "__main__":
    main()
