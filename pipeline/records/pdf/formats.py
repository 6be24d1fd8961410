"""PDF files with `--pdf text`: a file is one record, and its copy is a text with form feeds between pages."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import starmap
from typing import BinaryIO

from pipeline.errors import RecordError
from pipeline.records.formats import OpenFile, Writer
from pipeline.records.model import BrokenRecord, FilePlan, ReadOptions, Record, Shard
from pipeline.records.pdf.extraction import MAX_FILE_BYTES, Extracted, extracted
from pipeline.records.streams import HashingReader, copy_compressed, decompressed
from pipeline.text.document import Text

KEY_IN_TEXT = "a line is a secret key: a key file must not be an input"
END_OF_PAGE = "\f"


class PdfFormat:
    """PDF files, of which a text copy is made."""

    suffixes = (".pdf",)

    def plan(self, opened: OpenFile, format_name: str) -> FilePlan:
        """Return the plan of a file: one shard; raises RecordError if its text cannot be extracted."""
        raw = opened.content.read(MAX_FILE_BYTES + 1)
        digest = opened.hashed.finish()
        try:
            found = extracted(raw)
        except RecordError as error:
            raise RecordError(f"{opened.name}: {error}") from None
        if any(opened.is_secret(text.encode()) for text in found.pages):
            raise RecordError(f"{opened.name}: {KEY_IN_TEXT}")
        shard = Shard(opened.path, format_name, opened.compression, 0, 0, len(raw), 1)
        return FilePlan(opened.path, format_name, opened.compression, digest, b"", b"", (shard,))

    def header(self, file: BinaryIO, plan: FilePlan) -> Record | BrokenRecord | None:
        """Return None: there are no columns."""
        return None

    def read(self, file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Record | BrokenRecord]:
        """Yield the file as one record."""
        file.seek(0)
        found = extracted(decompressed(HashingReader(file, None), shard.compression).read(MAX_FILE_BYTES + 1))
        texts = (*starmap(_property, found.properties), *map(Text, found.pages))
        yield Record(1, texts, None, found.left_out, partial(_render, found))

    def writer(self, target: BinaryIO, source: BinaryIO, shard: Shard) -> Writer:
        """Return the target itself: the record renders to bytes."""
        return target

    def assemble(self, plan: FilePlan, parts: Iterable[BinaryIO], source: BinaryIO, out: BinaryIO) -> None:
        """Write the text with the compression of the input."""
        for part in parts:
            copy_compressed(part, out, plan.compression)


def _property(name: str, value: str) -> Text:
    is_person = name == "Author" and "@" not in value
    return Text(value, "PERSON") if is_person else Text(value, context=name)


def _render(found: Extracted, values: Sequence[str]) -> bytes:
    count = len(found.properties)
    lines = [f"{name}: {value}\n" for (name, _), value in zip(found.properties, values[:count], strict=True)]
    head = "".join(lines) + "\n" if lines else ""
    return (head + END_OF_PAGE.join(page + "\n" for page in values[count:])).encode("utf-8", "replace")


PDF = PdfFormat()
