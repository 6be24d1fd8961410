"""Office files: DOCX, XLSX, PPTX, ODT and ODS, changed in place; a file is one record."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from pipeline.errors import RecordError, RefusedError, XmlError
from pipeline.records.bytes_format import BytesFormat
from pipeline.records.formats import OpenFile
from pipeline.records.model import BrokenRecord, FilePlan, ReadOptions, Record
from pipeline.records.office.dates import StyleReader
from pipeline.records.office.opendocument import OpenDocumentReader, SheetsReader
from pipeline.records.office.parts import Found, PartReader
from pipeline.records.office.rules import (
    MACRO_FOLDERS,
    MACRO_PARTS,
    MACRO_TYPES,
    NO_CONTENT,
    SIGNATURES,
    XML_SUFFIXES,
)
from pipeline.records.office.sheets import SharedStringReader, SharedStrings, WorksheetReader
from pipeline.records.office.thumbnails import blank_thumbnail, is_made_again, is_thumbnail
from pipeline.records.office.xml import Edit, Reader, apply, decoded, encoded, walk
from pipeline.records.office.zip import Archive, open_archive, write_archive
from pipeline.records.units import Unit, whole
from pipeline.text.document import Text

ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
IS_1904 = re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*[\"'](?:1|true|on)[\"']")
# Roots of parts that others need: they are read first.
FIRST = ("sst", "styleSheet", "workbook", "document-content")


@dataclass(frozen=True, slots=True)
class Part:
    """An XML part, as UTF-8."""

    name: str
    data: bytes
    encoding: str
    root: str


class OfficeFormat(BytesFormat):
    """A file that is refused as a whole if it cannot be read, so that no empty copy is written."""

    __slots__ = ()

    def plan(self, opened: OpenFile, format_name: str) -> FilePlan:
        """Plan a file as one shard; raises RecordError for a file that is damaged, encrypted, signed or has macros."""
        try:
            return BytesFormat.plan(self, opened, format_name)
        except RefusedError as error:
            raise RecordError(f"{opened.name}: {error}") from None


def units(stream: BinaryIO) -> Iterator[Unit]:
    """Yield a whole file; raises RefusedError for one that is damaged, encrypted, signed or has macros."""
    for unit in whole(stream):
        if not isinstance(unit, bytes):
            raise RefusedError("the file has more than 64 MiB: divide it")
        check(open_archive(unit))
        yield unit


def check(archive: Archive) -> None:
    """Refuse an archive that cannot be changed.

    Arguments:
        archive: the archive.

    Raises:
        RefusedError: it is no office file, is encrypted or signed, or has macros.
    """
    names = [name.casefold() for name in archive.contents]
    types = archive.contents.get("[Content_Types].xml", b"")
    manifest = archive.contents.get("META-INF/manifest.xml", b"")
    if not types and "content.xml" not in names:
        raise RefusedError(
            "the file is not DOCX, XLSX, PPTX, ODT or ODS: open it in its program and save it as one of them"
        )
    if any(name.startswith(SIGNATURES) for name in names):
        raise RefusedError("the file has a digital signature, which a changed copy would break: remove the signature")
    if b"encryption-data" in manifest or "encryptedpackage" in names:
        raise RefusedError("the file is encrypted: remove the password and save it again")
    has_part = any(name.endswith(MACRO_PARTS) or name.startswith(MACRO_FOLDERS) for name in names)
    if has_part or any(kind in types for kind in MACRO_TYPES):
        raise RefusedError("the file contains macros: save it without macros, as DOCX, XLSX, PPTX, ODT or ODS")


def office_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    """Read an office file as a record.

    Arguments:
        raw: the bytes of the file.
        number: the number of the record, which is 1.
        options: the user's declarations about fields.
    """
    try:
        archive = open_archive(raw)
        check(archive)
        parts = _parts(archive)
        found, shared = _read(archive, parts, options)
    except RefusedError as error:
        return BrokenRecord(number, str(error))
    except XmlError as error:
        return BrokenRecord(number, f"{error}: open the file in its program and save it again")
    office = _Office(archive, {part.name: part for part in parts}, found, shared)
    return Record(number, office.texts(), None, tuple(found.unscannable), office.render)


def _parts(archive: Archive) -> list[Part]:
    """Return the XML parts, those first that others need."""
    parts = []
    for name, content in archive.contents.items():
        if name.casefold().endswith(XML_SUFFIXES) and content.strip():
            data, encoding = decoded(content)
            root = ROOT.search(data)
            parts.append(Part(name, data, encoding, root[1].decode() if root else ""))
    return sorted(parts, key=lambda part: FIRST.index(part.root) if part.root in FIRST else len(FIRST))


def _read(archive: Archive, parts: Sequence[Part], options: ReadOptions) -> tuple[Found, SharedStrings]:
    found, shared = Found(options), SharedStrings()
    found.unscannable += [name for name in archive.contents if _is_unscannable(name, archive.contents[name])]
    is_spreadsheet = b"spreadsheet" in archive.contents.get("mimetype", b"")
    is_document = "content.xml" in archive.contents
    styles = StyleReader()
    is_1904 = any(part.root == "workbook" and IS_1904.search(part.data) for part in parts)
    for part in parts:
        reader: Reader
        if part.root == "sst":
            reader = SharedStringReader(part.name, part.data, found, shared)
        elif part.root == "worksheet":
            dates = frozenset(styles.dates)
            reader = WorksheetReader(part.name, part.data, found, shared, dates, is_1904=is_1904)
        elif is_document:
            is_sheets = is_spreadsheet and part.root == "document-content"
            reader = (SheetsReader if is_sheets else OpenDocumentReader)(part.name, part.data, found)
        else:
            reader = PartReader(part.name, part.data, found)
        walk(part.data, reader)
        if part.root == "styleSheet":
            walk(part.data, styles)
    shared.add_unused()
    return found, shared


def _is_unscannable(name: str, content: bytes) -> bool:
    is_text = name.casefold().endswith(XML_SUFFIXES) or name in NO_CONTENT or name.endswith("/")
    return bool(content) and not is_text and not is_thumbnail(name, content) and not is_made_again(name)


@dataclass(frozen=True, slots=True)
class _Office:
    archive: Archive
    parts: dict[str, Part]
    found: Found
    shared: SharedStrings

    def texts(self) -> tuple[Text, ...]:
        names = list(self.found.names.texts.values())
        return (*names, *self.shared.texts(), *(slot.text for slot in self.found.slots))

    def render(self, values: Sequence[str]) -> bytes:
        """Return the file with other texts; unchanged parts keep their bytes."""
        changed = self._edits(values)
        has_other_texts = bool(changed)
        for part, edit in self.found.removed:
            changed.setdefault(part, []).append(edit)
        contents = {name: self._content(self.parts[name], edits) for name, edits in changed.items()}
        contents |= {name: b"" for name, content in self.archive.contents.items() if content and is_made_again(name)}
        if has_other_texts:
            contents |= {
                name: blank_thumbnail(content)
                for name, content in self.archive.contents.items()
                if is_thumbnail(name, content)
            }
        return write_archive(self.archive, contents)

    def _edits(self, values: Sequence[str]) -> dict[str, list[Edit]]:
        remaining = list(values)
        names = {name: remaining.pop(0) for name in self.found.names.texts}
        count = len(self.shared.texts())
        data = {name: part.data for name, part in self.parts.items()}
        edits = [
            *self.found.names.edits(self.found.names.renamed(names), data),
            *self.shared.edits(remaining[:count]),
            *(
                (slot.part, edit)
                for slot, new in zip(self.found.slots, remaining[count:], strict=True)
                if new != slot.text.value
                for edit in slot.edits(new)
            ),
        ]
        changed: dict[str, list[Edit]] = {}
        for part, edit in edits:
            changed.setdefault(part, []).append(edit)
        return changed

    def _content(self, part: Part, edits: Sequence[Edit]) -> bytes:
        return encoded(apply(part.data, edits), part.encoding, self.archive.contents[part.name])


OFFICE = OfficeFormat((".docx", ".xlsx", ".pptx", ".odt", ".ods"), units, office_record)
