"""Documents in formats that are not read, each with what to do."""

import re
from pathlib import PurePath

from pipeline.errors import RecordError, UnscannableError
from pipeline.records.streams import COMPRESSED

OLD = {
    **dict.fromkeys((".doc", ".dot"), "DOCX"),
    **dict.fromkeys((".xls", ".xlt", ".xlsb"), "XLSX"),
    **dict.fromkeys((".ppt", ".pps", ".pot"), "PPTX"),
    **dict.fromkeys((".rtf", ".dotx"), "DOCX"),
    ".xltx": "XLSX",
    **dict.fromkeys((".potx", ".ppsx", ".odp", ".otp", ".odg"), "PPTX"),
    ".ott": "ODT",
    ".ots": "ODS",
}
WITH_MACROS = {
    **dict.fromkeys((".docm", ".dotm"), "DOCX"),
    **dict.fromkeys((".xlsm", ".xltm", ".xlam"), "XLSX"),
    **dict.fromkeys((".pptm", ".potm", ".ppsm", ".ppam"), "PPTX"),
}
# OpenDocument in one XML file, which names its fonts and styles as it names its texts.
FLAT = re.compile(rb"<office:document\s[^<>]*?office:mimetype\s*=\s*[\"']application/vnd\.oasis\.opendocument\.(\w+)")
FLAT_AS = {b"text": "ODT", b"spreadsheet": "ODS"}
OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods")
PDF, RTF, OLE, ZIP = b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"


def is_office(sample: bytes, path: str) -> bool:
    """Return whether a file is a zip archive with the name of an office file.

    Arguments:
        sample: the first bytes of the file.
        path: the name of the file.

    Raises:
        UnscannableError: the file is a document in a format that is not read; the message says what to do.
        RecordError: the file is not what its name says.
    """
    suffix = _suffix(path)
    if suffix in WITH_MACROS:
        raise UnscannableError(f"{path}: the format may contain macros: save the file as {WITH_MACROS[suffix]}")
    if sample.startswith(PDF) or (b"\x00" in sample and suffix == ".pdf"):
        raise UnscannableError(f"{path}: the file is PDF: pass --pdf text to copy its text, or save its source as DOCX")
    named = suffix[1:].upper() if suffix in OFFICE else ""
    if sample.startswith(OLE) and named:
        raise UnscannableError(
            f"{path}: the file has a password or an older format: remove it and save the file as {named}"
        )
    is_old = sample.startswith((RTF, OLE)) or b"\x00" in sample or sample.startswith(ZIP)
    if suffix in OLD and is_old:
        raise UnscannableError(f"{path}: the format is not read: open the file and save it as {OLD[suffix]}")
    if sample.startswith((RTF, OLE)):
        raise UnscannableError(f"{path}: the format is not read: open the file and save it as DOCX, XLSX or PPTX")
    if flat := FLAT.search(sample):
        raise UnscannableError(
            f"{path}: the format is not read: open the file and save it as {FLAT_AS.get(flat[1], 'PPTX')}"
        )
    if named and not sample.startswith(ZIP):
        raise RecordError(f"{path}: the file is not {named}: open it and save it again")
    return bool(named)


def _suffix(path: str) -> str:
    suffixes = [suffix.lower() for suffix in PurePath(path).suffixes if suffix.lower() not in COMPRESSED]
    return suffixes[-1] if suffixes else ""
