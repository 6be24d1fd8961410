"""Copies of files in memory, made as a run makes them."""

import io
from collections.abc import Callable, Collection

from pipeline import Text
from pipeline.records import ReadOptions, Record, assemble, plan, read, writer

Change = Callable[[Text], str]


def unchanged(text: Text) -> str:
    return text.value


def copy(
    content: bytes,
    name: str,
    change: Change = unchanged,
    *,
    shard_bytes: int = 1 << 20,
    options: ReadOptions | None = None,
    leave_out: Collection[int] = (),
    may_be_broken: bool = True,
) -> bytes:
    """Read a file by shards, change its texts, and assemble the copy, without broken records."""
    options = options or ReadOptions()
    planned = plan(io.BytesIO(content), name, shard_bytes, options=options)
    parts = []
    for shard in planned.shards:
        part = io.BytesIO()
        target = writer(part, io.BytesIO(content), shard)
        for record in read(io.BytesIO(content), shard, options):
            assert may_be_broken or isinstance(record, Record), record
            if isinstance(record, Record) and record.number not in leave_out:
                target.write(record.render([change(text) for text in record.scanned]))
        if target is not part:
            target.close()
        parts.append(io.BytesIO(part.getvalue()))
    out = io.BytesIO()
    assemble(planned, parts, io.BytesIO(content), out)
    return out.getvalue()
