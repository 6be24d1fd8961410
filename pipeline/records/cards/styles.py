"""How values of vCard and iCalendar are written: with escapes, in parameters, in quoted-printable."""

import binascii
from functools import partial

import regex

from pipeline.errors import MailError
from pipeline.records.encodings import encode
from pipeline.records.mail.charsets import codec_of, reading_codec
from pipeline.records.mail.lines import ESCAPED
from pipeline.records.markup.references import Decoded, Reference
from pipeline.records.structured.escapes import NOT_PRINTABLE, decoded, in_one_line
from pipeline.records.structured.parts import Style

ESCAPE = regex.compile(r"\\(?P<one>.)")
CARET = regex.compile(r"\^(?P<one>[nN^'])")
CARETS = {"n": "\n", "N": "\n", "^": "^", "'": '"'}
WRITTEN = {"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"}
WRITTEN_IN_PARAMETER = {"^": "^^", "\n": "^n", '"': "^'"}
NOT_BARE = regex.compile('[",;:]')
NOT_IN_NAME = regex.compile(r"[^A-Za-z0-9-]+")
LINE_END = regex.compile(r"\r\n?")


def quoted_printable(charset: str) -> Style:
    """Return the style of a value of vCard 2.1 in quoted-printable; a changed value is written anew as a whole.

    Arguments:
        charset: the declared character set; empty for none.
    """
    return Style(partial(_decode_printable, charset), lambda _: "=", partial(_printable, charset))


def _meaning(match: "regex.Match[str]") -> str:
    return "\n" if match["one"] in "nN" else match["one"]


def _escape(value: str) -> str:
    lines = LINE_END.sub("\n", value)
    return "".join(WRITTEN.get(one, one) for one in NOT_PRINTABLE.sub(" ", lines))


def _caret_escape(value: str) -> str:
    lines = LINE_END.sub("\n", value)
    return "".join(WRITTEN_IN_PARAMETER.get(one, one) for one in NOT_PRINTABLE.sub(" ", lines))


def _decode_parameter(is_quoted: bool, content: str) -> Decoded | None:
    if not is_quoted and NOT_BARE.search(content):
        return None
    return decoded(content, CARET, lambda match: CARETS[match["one"]])


def _name(value: str) -> str:
    return NOT_IN_NAME.sub("-", value) or "-"


def _decode_printable(charset: str, content: str) -> Decoded | None:
    if content.endswith("="):  # a broken line, or what `escape` returns: a value is written as a whole, never in pieces
        return None
    raw = ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), content.encode("utf-8", "surrogatepass"))
    try:
        text = raw.decode(reading_codec(raw, charset))
    except MailError:
        return None
    value = decoded(LINE_END.sub("\n", text), ESCAPE, _meaning).value
    return Decoded(value, (Reference(0, len(content), 0, len(value)),))


def _printable(charset: str, value: str) -> str:
    text = NOT_PRINTABLE.sub(" ", LINE_END.sub("\n", value))
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace("\n", "\r\n")
    packed = binascii.b2a_qp(encode(text, codec_of(charset) or "utf-8"), istext=False)
    return packed.replace(b"=\n", b"").decode("ascii").replace(":", "=3A").replace(",", "=2C")


VALUE_STYLE = Style(lambda content: decoded(content, ESCAPE, _meaning), _escape, _escape)
# A link: its commas and semicolons are its own, but some programs write escapes in it.
LINK_STYLE = Style(VALUE_STYLE.decode, in_one_line, in_one_line)
PARAMETER_STYLES = {
    True: Style(partial(_decode_parameter, True), _caret_escape, _caret_escape),
    False: Style(partial(_decode_parameter, False), _caret_escape, lambda value: f'"{_caret_escape(value)}"'),
}
NAME_STYLE = Style(lambda content: Decoded(content) if content else None, _name, _name)
