"""Encodings: what decodes to text is read as that text."""

import base64
import binascii
import html
import re
import string
from collections.abc import Callable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header

import regex

from recognizers.lexicon.disguises.edits import Edit, digits_in
from recognizers.lexicon.folding import unescape

PRINTABLE = frozenset(string.printable) - frozenset("\x0b\x0c")
MIN_TEXT, MAX_TOKEN = 6, 8_192
LETTERS_SHARE = 0.6  # of decoded text: letters, digits and spaces
MIN_BASE64, MIN_BASE32, MIN_HEX = 11, 16, 8
# These mark no hidden value, and occur in every page; but a space between two letters may be within a name.
MARKUP = frozenset("amp lt gt quot apos nbsp".split())

PERCENT = regex.compile(r"(?:%[0-9A-Fa-f]{2})++")
SPACE_IN_A_NAME = regex.compile(r"(?<=\p{L})&nbsp;(?=\p{Lu})")
ENTITY = regex.compile(r"&(?:amp;){0,2}(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
SOFT_BREAK = regex.compile(r"(?<=[\w.@-])=\r?\n(?=[\w.@])")
QUOTED = regex.compile(r"(?:=[0-9A-F]{2})++")
# A line break, "=", "@", white space before a line break, or a letter of two or more bytes of UTF-8.
QUOTED_SIGN = regex.compile(r"=(?:\r?\n|3D|40|20\n|[C-F][0-9A-F]=[89AB][0-9A-F])")
HEADER = regex.compile(r"=\?[\w-]{2,20}\?[bBqQ]\?[^?\s]{1,300}\?=")
BYTES = regex.compile(r"(?:\\{1,4}x[0-9a-fA-F]{2})++")
CODE_POINT = regex.compile(r"U\+00([0-9A-Fa-f]{2})|\\{0,4}u\{([0-9A-Fa-f]{2,6})\}")
JSON_ESCAPES = regex.compile(r"(?:\\{1,4}u[0-9a-fA-F]{4})++")
OCTAL = regex.compile(r"(?:\\[01][0-7]{2})++")
BASE64 = regex.compile(rf"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{{{MIN_BASE64},{MAX_TOKEN}}}+(?![A-Za-z0-9+/_-])={{0,2}}")
BASE64_PART = regex.compile(r"[A-Za-z0-9]{11,}+={0,2}")
HEX = regex.compile(
    rf"(?<![0-9A-Za-z])(?:(?:0[xX])?+(?:[0-9a-fA-F]{{2}}){{8,{MAX_TOKEN}}}+(?![0-9A-Za-z])"
    rf"|[0-9a-fA-F]{{2}}(?:[ :][0-9a-fA-F]{{2}}(?![0-9A-Za-z])){{7,{MAX_TOKEN}}}+)"
)
BASE32 = regex.compile(rf"(?<![A-Za-z0-9])[A-Z2-7]{{{MIN_BASE32},{MAX_TOKEN}}}+={{0,6}}(?![A-Za-z0-9])")


def percent(text: str) -> Iterator[Edit]:
    """Yield the edits that decode percent encoding (RFC 3986)."""
    if "%" in text:
        yield from _decoded(text, PERCENT, lambda coded: _utf8(bytes.fromhex(coded.replace("%", "")), 1))


def entities(text: str) -> Iterator[Edit]:
    """Yield the edits that decode character references of HTML, except those of markup."""
    if "&" not in text or ";" not in text:
        return
    for found in ENTITY.finditer(text):
        if found[0][1:-1] in MARKUP and not SPACE_IN_A_NAME.match(text, found.start()):
            continue
        decoded = html.unescape(found[0].replace("&amp;", "&"))
        if decoded != found[0] and not decoded.startswith("&"):
            yield Edit(*found.span(), " " if decoded == "\xa0" else decoded)


def quoted_printable(text: str) -> Iterator[Edit]:
    """Yield the edits that decode quoted-printable bodies (RFC 2045) and encoded words of headers (RFC 2047)."""
    if "=?" in text:
        yield from _decoded(text, HEADER, _header)
    if QUOTED_SIGN.search(text):
        yield from _quoted_body(text)


def quoted(text: str) -> Iterator[Edit]:
    """Yield the edits of `quoted_printable` for any text, and those of Windows-1252; "x=20" is read otherwise, too."""
    yield from _decoded(text, HEADER, _header)
    yield from _quoted_body(text, "cp1252")


def _quoted_body(text: str, other: str = "utf-8") -> Iterator[Edit]:
    """Yield the edits that decode a body in UTF-8, or in another encoding where it is not UTF-8."""
    yield from (Edit(*found.span(), "") for found in SOFT_BREAK.finditer(text))
    for found in QUOTED.finditer(text):
        coded = bytes.fromhex(found[0].replace("=", ""))
        if decoded := _utf8(coded, 1) or _utf8(coded.decode(other, "ignore").encode(), 1):
            yield Edit(*found.span(), decoded)


def escapes(text: str) -> Iterator[Edit]:
    """Yield the edits that decode escapes of programming languages: bytes, octal numbers and code points."""
    if "\\" in text:
        yield from _decoded(text, BYTES, lambda coded: _utf8(bytes.fromhex(re.sub(r"\\+x", "", coded)), 1))
        yield from _decoded(text, OCTAL, lambda coded: _utf8(bytes(int(one, 8) for one in coded.split("\\")[1:]), 1))
    if "U+" in text or "u{" in text:
        yield from _decoded(text, CODE_POINT, _code_point)


def json_escapes(text: str) -> Iterator[Edit]:
    """Yield the edits that decode the escapes of JSON (RFC 8259), such as "\\u00fc". Detection folds them."""
    if "\\u" in text:
        yield from (Edit(*found.span(), unescape(found[0])) for found in JSON_ESCAPES.finditer(text))


def base_64(text: str) -> Iterator[Edit]:
    """Yield the edits that decode tokens of base64 and base64url (RFC 4648) which encode text."""
    if not any(len(word) >= MIN_BASE64 and not word[1:].islower() for word in text.split()):
        return
    for found in BASE64.finditer(text):
        if decoded := _base64(found[0]):
            yield Edit(*found.span(), decoded)
        elif not found[0].isalnum():  # perhaps a part of a path
            for part in BASE64_PART.finditer(text, *found.span()):
                if decoded := _base64(part[0]):
                    yield Edit(*part.span(), decoded)


def base_32(text: str) -> Iterator[Edit]:
    """Yield the edits that decode tokens of base32 (RFC 4648) which encode text."""
    if any(len(word) >= MIN_BASE32 and not word.islower() for word in text.split()):
        yield from _decoded(text, BASE32, _base32)


def hexadecimal(text: str) -> Iterator[Edit]:
    """Yield the edits that decode tokens of hexadecimal digits which encode text."""
    if digits_in(text) >= MIN_HEX:
        yield from _decoded(text, HEX, _hexadecimal)


def _decoded(text: str, pattern: regex.Pattern[str], decode: Callable[[str], str]) -> Iterator[Edit]:
    for found in pattern.finditer(text):
        if decoded := decode(found[0]):
            yield Edit(*found.span(), decoded)


def _utf8(coded: bytes, least: int = MIN_TEXT) -> str:
    """Return the text that bytes encode; an empty string if they encode none."""
    try:
        decoded = coded.decode()
    except UnicodeDecodeError:
        return ""
    is_text = len(decoded) >= least and all(one in PRINTABLE or (one > "\x9f" and one.isprintable()) for one in decoded)
    return decoded if is_text else ""


def _prose(coded: bytes) -> str:
    """Return the text that bytes encode if it looks like writing, rather than like a chance result."""
    decoded = _utf8(coded)
    usual = sum(one.isalnum() or one == " " for one in decoded)
    return decoded if decoded and usual >= LETTERS_SHARE * len(decoded) else ""


def _base64(coded: str) -> str:
    digits = coded.rstrip("=")
    if digits[1:].islower() or digits.isupper() or digits.isdecimal() or len(digits) % 4 == 1:
        return ""
    plain = digits.replace("-", "+").replace("_", "/")
    try:
        first = base64.b64decode(plain[:8])
        if any(byte < 9 or 13 < byte < 32 or byte == 127 for byte in first):
            return ""
        return _prose(base64.b64decode(plain + "=" * (-len(plain) % 4)))
    except binascii.Error:
        return ""


def _base32(coded: str) -> str:
    digits = coded.rstrip("=")
    try:
        return _prose(base64.b32decode(digits + "=" * (-len(digits) % 8)))
    except binascii.Error:
        return ""


def _hexadecimal(coded: str) -> str:
    digits = re.sub(r"^0[xX]|[ :]", "", coded)
    return (
        "" if digits.isdecimal() and len(digits) < 24 else _prose(bytes.fromhex(digits)) if len(digits) % 2 == 0 else ""
    )


def _header(coded: str) -> str:
    try:
        return str(make_header(decode_header(coded)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return ""


def _code_point(coded: str) -> str:
    number = int(coded.strip("\\U+u{}"), 16)
    return chr(number) if 31 < number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
