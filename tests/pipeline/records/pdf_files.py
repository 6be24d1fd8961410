"""PDF files for tests, built from pages of text."""

import io
from collections.abc import Mapping, Sequence

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

HELVETICA = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}


def names(values: Mapping[str, str]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in values.items()})


def writer(
    pages: Sequence[str], font: Mapping[str, str] = HELVETICA, properties: Mapping[str, str] | None = None
) -> PdfWriter:
    """Return a writer with one page a text; each line of a text is a line on the page."""
    out = PdfWriter()
    for text in pages:
        page = out.add_blank_page(595, 842)
        lines = [f"({line}) Tj 0 -14 Td" for line in text.split("\n") if line]
        content = DecodedStreamObject()
        content.set_data(("BT /F1 12 Tf 72 720 Td\n" + "\n".join(lines) + "\nET").encode("cp1252"))
        page[NameObject("/Contents")] = out._add_object(content)
        fonts = DictionaryObject({NameObject("/F1"): out._add_object(names(font))})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    out.add_metadata({f"/{name}": value for name, value in (properties or {}).items()})
    return out


def written(out: PdfWriter) -> bytes:
    content = io.BytesIO()
    out.write(content)
    return content.getvalue()


def pdf(pages: Sequence[str], **properties: str) -> bytes:
    """Return a PDF file with one page a text, and properties such as `Author`."""
    return written(writer(pages, properties=properties))
