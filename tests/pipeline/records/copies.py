"""Copies of files in memory, made as a run makes them."""

import io
from collections.abc import Callable, Collection

from pipeline import Text
from pipeline.records import BrokenRecord, ReadOptions, Record, assemble, plan, read, writer

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


def records_of(content: str | bytes, name: str, options: ReadOptions | None = None) -> list[Record | BrokenRecord]:
    raw = content.encode() if isinstance(content, str) else content
    planned = plan(io.BytesIO(raw), name)
    return [record for shard in planned.shards for record in read(io.BytesIO(raw), shard, options or ReadOptions())]


def texts_of(content: str | bytes, name: str, options: ReadOptions | None = None) -> list[Text]:
    found = records_of(content, name, options)
    assert not [record for record in found if isinstance(record, BrokenRecord)], found
    return [text for record in found if isinstance(record, Record) for text in record.texts]


def values_of(content: str | bytes, name: str, options: ReadOptions | None = None) -> dict[str, str]:
    """Return each value with its entity and the part of a name."""
    return {
        text.value: f"{text.entity}:{text.part}" if text.part else text.entity
        for text in texts_of(content, name, options)
    }


def swap(old: str, new: str) -> Change:
    return lambda text: text.value.replace(old, new)
