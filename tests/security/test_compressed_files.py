"""H7: decompression bombs and records without end take bounded memory, and other records are processed."""

import gzip
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import RecordError
from pipeline.records import BrokenRecord, ReadOptions, plan, read
from pipeline.records.streams import zstd

pytestmark = pytest.mark.slow

GIB = 1 << 30
MIB = 1 << 20
# Reads part of a small file that decompresses to a gigabyte, with a memory limit of 400 MiB above that of the imports.
MEASURE = """
import resource, sys
from pipeline.records.streams import decompressed
pages = int(open("/proc/self/statm").read().split()[0])
limit = pages * resource.getpagesize() + (400 << 20)
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open(sys.argv[1], "rb") as file:
    data = decompressed(file, sys.argv[2]).read(10)
print(len(data), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) << 10)
"""


def zstd_of_zeros(size: int) -> bytes:
    out = io.BytesIO()
    with zstd.ZstdFile(out, "w") as writer:
        for _ in range(size // MIB):
            writer.write(bytes(MIB))
    return out.getvalue()


@pytest.fixture(scope="module")
def bomb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bomb") / "in.jsonl.zst"
    path.write_bytes(zstd_of_zeros(GIB))
    assert path.stat().st_size < 100_000
    return path


def test_reading_part_of_a_decompression_bomb_takes_little_memory(bomb: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(bomb), "zst"], capture_output=True, text=True, timeout=300, env=os.environ
    )

    assert done.returncode == 0, done.stderr[-400:]
    count, grown_bytes = map(int, done.stdout.split())
    assert count == 10
    assert grown_bytes < 100 * MIB


def test_decompression_bomb_is_rejected_early() -> None:
    letters = b"a" * MIB
    out = io.BytesIO()
    with zstd.ZstdFile(out, "w") as writer:
        for _ in range(300):
            writer.write(letters)
    with pytest.raises(RecordError, match="times its size"):
        plan(io.BytesIO(out.getvalue()), "in.txt.zst")


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "": lambda content: content,
    ".gz": gzip.compress,
    ".zst": zstd.compress,
}


@pytest.mark.parametrize("suffix", PACKED)
def test_oversized_record_is_blocked_and_others_are_processed(suffix: str) -> None:
    noise = os.urandom(1 << 16).hex()
    large = json.dumps({"text": noise * (65 * MIB // len(noise) + 1)})
    content = PACKED[suffix](f'{{"n": 1}}\n{large}\n{{"n": 3}}\n'.encode())

    planned = plan(io.BytesIO(content), f"in.jsonl{suffix}")
    found = [r for shard in planned.shards for r in read(io.BytesIO(content), shard, ReadOptions())]

    assert [record.number for record in found] == [1, 2, 3]
    assert [isinstance(record, BrokenRecord) for record in found] == [False, True, False]
    assert "MiB" in found[1].reason  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "start"), [("in.csv", b'a,b\n1,"'), ("in.json", b'{"a": "'), ("in.json", b'[{"a": 1}, {"a": "')]
)
def test_record_without_end_is_blocked(name: str, start: bytes) -> None:
    content = start + b"x" * (66 * MIB)

    planned = plan(io.BytesIO(content), name)
    found = [r for shard in planned.shards for r in read(io.BytesIO(content), shard, ReadOptions())]

    broken = [record.reason for record in found if isinstance(record, BrokenRecord)]
    assert len(broken) == 1
    assert "MiB" in broken[0]
    assert len(found) == 1 + start.count(b"1}")
