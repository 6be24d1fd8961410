"""XML and HTML files: texts, attributes, comments and code, with everything between them unchanged."""

from collections.abc import Sequence
from functools import partial
from io import BufferedReader
from typing import NoReturn
from xml.parsers import expat

from pipeline.records.bytes_format import BytesFormat
from pipeline.records.markup.encoding import decoded
from pipeline.records.markup.reader import read_markup
from pipeline.records.markup.slots import Markup
from pipeline.records.model import BrokenRecord, ReadOptions, Record
from pipeline.records.units import whole

ENTITIES = (
    "the document type declares entities, which could hide or multiply text: "
    "write their values into the file and remove the declarations"
)


class MarkupFormat(BytesFormat):
    """A file that is read as one record, with its byte order mark, which decides about its encoding."""

    __slots__ = ()

    def _prefix(self, stream: BufferedReader, name: str, columns: int) -> bytes:
        return b""


def xml_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    """Read an XML file as a record.

    Arguments:
        raw: the file.
        number: the number of the record in its file, from 1.
        options: the user's declarations about fields.

    Returns:
        The record; a BrokenRecord if the file is not well-formed, or if its document type declares entities.
    """
    return _record(raw, number, options, is_xml=True)


def html_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    """Read an HTML file as a record, as browsers do: nothing in it is an error.

    Arguments:
        raw: the file.
        number: the number of the record in its file, from 1.
        options: the user's declarations about fields.
    """
    return _record(raw, number, options, is_xml=False)


def _record(raw: bytes, number: int, options: ReadOptions, *, is_xml: bool) -> Record | BrokenRecord:
    try:
        text, codec = decoded(raw, is_xml=is_xml, stated=options.encoding)
        if is_xml:
            _check(text)
        found = read_markup(text, options, is_xml=is_xml)
    except ValueError as error:
        return BrokenRecord(number, str(error))
    markup = found.markup(codec)
    return Record(
        number=number,
        texts=tuple(markup.texts()),
        classification=found.classification,
        unscannable=tuple(found.unscannable),
        render=partial(_render, markup, codec),
    )


def _render(markup: Markup, codec: str, values: Sequence[str]) -> bytes:
    return markup.render(iter(values)).encode(codec)


def _check(text: str) -> None:
    """Raise ValueError if a text is not well-formed XML. Nothing outside of the text is read."""
    parser = expat.ParserCreate("utf-8")  # the text is decoded, whatever it declares
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise ValueError(f"not well-formed XML: {reason} in line {error.lineno} column {error.offset + 1}") from None


def _refuse(*_: object) -> NoReturn:
    raise ValueError(ENTITIES)


XML = MarkupFormat((".xml", ".svg", ".xhtml", ".rss", ".kml", ".gpx"), whole, xml_record)
HTML = MarkupFormat((".html", ".htm"), whole, html_record)
