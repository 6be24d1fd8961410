"""Files of every format that is text: a copy without new values has the bytes of its original, however it is divided."""

import io

import pytest

from pipeline.records import plan
from pipeline.records.formats import BUILT_IN
from tests.exports_files import PACKED, TABLE, TEXTS, text
from tests.pipeline.records.copies import copy

# The copy of a binary format is written anew: it has the same content, not the same bytes.
BINARY = frozenset({"arrow", "avro", "office", "orc", "parquet", "pdf", "sqlite", "tar", "zip"})
ENCODED = {name: change(text(source)) for name, (source, change) in PACKED.items() if "archive" not in name}
EXPORTS = {
    **{path.relative_to(TEXTS).as_posix(): path.read_bytes() for path in sorted(TEXTS.rglob("*")) if path.is_file()},
    **{name: content for name, content in ENCODED.items() if not name.endswith((".gz", ".xz"))},
}
WITH_BLOCKED_ROWS = {"crm/returns.csv", TABLE.name}


@pytest.mark.parametrize("shard_bytes", [1, 300, 1 << 20])
def test_a_file_without_findings_keeps_its_bytes(shard_bytes: int) -> None:
    changed = [
        name
        for name, content in EXPORTS.items()
        if name not in WITH_BLOCKED_ROWS
        and copy(content, name, shard_bytes=shard_bytes, may_be_broken=False) != content
    ]

    assert changed == []


def test_the_files_are_of_every_format_that_is_text() -> None:
    formats = {plan(io.BytesIO(content), name).format for name, content in EXPORTS.items()}

    assert BUILT_IN.keys() - formats - BINARY == {"fixed_width"}  # which needs a schema
