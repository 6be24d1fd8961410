"""Parameters of MIME fields (RFC 2231): file names and other values, in all their spellings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from urllib.parse import quote, unquote_to_bytes

from pipeline.errors import MailError
from pipeline.records.mail.charsets import reading_codec
from pipeline.records.mail.ranges import WORDS, Range, prose, silent
from pipeline.records.mail.words import one_line
from pipeline.records.model import ReadOptions
from pipeline.text.document import Text

PARAMETER = re.compile(
    r"""(?P<lead>;\s*)(?P<name>[^\s;=*"]+)(?:\*(?P<place>\d{1,4}))?(?P<star>\*)?\s*=\s*"""
    r"""(?:"(?P<quoted>(?:[^"\\]|\\.)*+)"|(?P<bare>[^\s;"][^;\r\n"]*))?""",
    re.DOTALL,
)
TYPE = re.compile(r"\s*[\w!#$&^.+-]+(?:/[\w!#$&^.+-]+)?\s*(?=;|\Z)")
EXTENDED = re.compile(r"(?P<charset>[^']*)'(?P<language>[^']*)'(?P<content>.*)", re.DOTALL)
# What programs need in order to read the parts. These values stay.
OF_THE_PROTOCOL = frozenset("boundary charset format delsp type micalg protocol report-type size method".split())
FILE_NAME = "file name"
SUFFIX = re.compile(
    r"(?<=.)(?:\.(?:7z|avi|bmp|csv|docx?|eml|gif|gz|heic|html?|ics|jpe?g|json|log|m4a|md|mov|mp[34]|msg|od[pst]|p7[ms]|pdf|png|pptx?|rar|rtf|svg|tar|tiff?"
    r"|tsv|txt|vcf|wav|webp|xlsx?|xml|zip))+\Z",
    re.IGNORECASE,
)
# A boundary with a space, an address or an encoded word is scanned: if it holds a value, the message is blocked.
TOKEN = re.compile(r"[^\s@?]*")


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    place: int
    is_extended: bool
    value: str
    value_start: int
    value_end: int
    is_quoted: bool
    lead: str
    name: str


def parameter_ranges(raw: str, options: ReadOptions) -> Iterator[Range]:
    """Yield the texts of the parameters of a field, and silent ranges for what is of the protocol.

    Arguments:
        raw: the value of the field.
        options: the user's declarations about fields.

    Raises:
        MailError: a value cannot be decoded.
    """
    kind = TYPE.match(raw)
    if kind and kind[0].strip():
        yield silent(0, kind.end(), raw)
    divided: dict[str, list[_Piece]] = {}
    for match in PARAMETER.finditer(raw):
        piece = _piece(match)
        if piece.name in OF_THE_PROTOCOL and TOKEN.fullmatch(piece.value):
            yield silent(piece.start, piece.end, raw)
        elif match["place"] is None and not piece.is_extended:
            yield _without_suffix(_simple(raw, piece, options))
        else:
            divided.setdefault(piece.name if match["place"] else f"{piece.name}*", []).append(piece)
    for pieces in divided.values():
        yield _without_suffix(_extended(raw, pieces))


def _piece(match: "re.Match[str]") -> _Piece:
    is_quoted = match["quoted"] is not None
    value = match["quoted"] if is_quoted else match["bare"] or ""
    value_start = match.start("quoted") - 1 if is_quoted else match.end() - len(value)
    place, star = int(match["place"] or 0), match["star"] is not None
    name = match["name"].casefold()
    return _Piece(
        match.start(), match.end(), place, star, value, value_start, match.end(), is_quoted, match["lead"], name
    )


def _simple(raw: str, piece: _Piece, options: ReadOptions) -> Range:
    start, end = (
        (piece.value_start + 1, piece.value_end - 1) if piece.is_quoted else (piece.value_start, piece.value_end)
    )
    found = prose(_context(piece.name), raw, start, end, options)
    if not found:
        return silent(piece.start, piece.end, raw)
    return Range(piece.start, piece.end, found.texts, partial(_written_value, found, piece))


def _written_value(found: Range, piece: _Piece, new: str) -> str:
    encoded = found.encode(new)
    if "=?" in encoded and "=?" not in piece.value:
        return _written_extended(piece.lead, piece.name, new)
    return f'{piece.lead}{piece.name}="{encoded if "=?" in encoded else _escaped(encoded)}"'


def _extended(raw: str, pieces: list[_Piece]) -> Range:
    """Return the text of a parameter with a character set, which may be divided; the first piece is written anew."""
    in_order = sorted(pieces, key=lambda piece: piece.place)
    head = EXTENDED.fullmatch(in_order[0].value) if in_order[0].is_extended else None
    label = head["charset"] if head else ""
    values = [head["content"] if head else in_order[0].value, *(piece.value for piece in in_order[1:])]
    content = b"".join(
        unquote_to_bytes(value) if piece.is_extended else value.encode()
        for piece, value in zip(in_order, values, strict=True)
    )
    text = one_line(content.decode(reading_codec(content, label)))
    if "=?" in text:
        raise MailError("a parameter has an encoded word within its encoding")
    by_offset = sorted(pieces, key=lambda piece: piece.start)
    if any(raw[one.end : other.start].strip() for one, other in pairwise(by_offset)):
        raise MailError("the pieces of a parameter are not beside each other")
    first, end = by_offset[0], by_offset[-1].end
    if not WORDS.search(text):
        return silent(first.start, end, raw)
    found = (Text(text, context=_context(first.name)),)
    return Range(first.start, end, found, partial(_written_extended, first.lead, first.name))


def _written_extended(lead: str, name: str, new: str) -> str:
    if new.isascii():
        return f'{lead}{name}="{_escaped(new.replace(chr(92), ""))}"'
    return f"{lead}{name}*=utf-8''{quote(new, safe='!#$&+-.^_`|~')}"


def _without_suffix(found: Range) -> Range:
    """Return a file name as a text without its suffix, with which a model takes it for no name. All else is returned as it is."""
    text = found.texts[0] if found.texts else Text("")
    suffix = SUFFIX.search(text.value)
    if not suffix or text.context != FILE_NAME or text.entity or text.is_dropped:
        return found
    stem = replace(text, value=text.value[: suffix.start()])
    return replace(found, texts=(stem,), encode=lambda new: found.encode(new + suffix[0]))


def _escaped(value: str) -> str:
    return re.sub(r'(?<!\\)"', r"\"", value)


def _context(name: str) -> str:
    return FILE_NAME if name in ("name", "filename") else name
