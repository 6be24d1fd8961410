"""Tokens of an SQL statement, and the styles of its literals."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from pipeline.records.markup.references import Decoded
from pipeline.records.structured.escapes import ESCAPE, decoded, escape_meaning
from pipeline.records.structured.parts import Style, line_of

PREFIXES = frozenset({"", "n", "e", "x", "b"})  # of strings; the names of character sets of MySQL begin with "_"
NUMBER = regex.compile(r"\d+(?:\.\d*)?(?:[eE][+-]?\d+)?")
MYSQL_MARKS = regex.compile(r"''|\"\"|\\(?P<one>[^%_])", regex.DOTALL)
MYSQL_NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "0": "\0", "Z": "\x1a"}
COPY_MARKS = regex.compile(r"\\(?:x(?P<hex>[0-9a-fA-F]{1,2})|(?P<octal>[0-7]{1,3})|(?P<one>.))", regex.DOTALL)
COPY_NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
COPY_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})
MYSQL_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\0": "\\0", "'": "''", '"': '\\"'})
HEXADECIMAL = regex.compile(r"(?:0[xX]|\\x)(?P<digits>[0-9a-fA-F]*+)")
MAX_DIGITS = 64  # of a binary value that may be a hash or an id; a longer one may be a file
MIN_TEXT_BYTES = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A token.

    Arguments:
        kind: `comment`, `block`, `text`, `dollar`, `name`, `number`, `binary`, `word` or `sign`.
        start, end: its offsets, half open.
        opening, closing: the lengths of its quotes.
        raw: the token.
        quote: the quote of a text or name, with "E" before it if a backslash escapes it.
    """

    kind: str
    start: int
    end: int
    raw: str
    opening: int = 0
    closing: int = 0
    quote: str = ""

    @property
    def content(self) -> str:
        """The token without its quotes."""
        return self.raw[self.opening : len(self.raw) - self.closing]


def tokens(text: str, *, is_mysql: bool) -> Iterator[Token]:
    """Yield the tokens of a statement, without white space.

    Raises:
        ValueError: a string or a comment is not closed, or what is a string depends on a dialect that is not known.
    """
    position = 0
    last: Token | None = None
    pattern = _pattern(is_mysql)
    while position < len(text):
        match = pattern.match(text, position)
        if not match:
            raise ValueError(f"a quote or a comment is opened but never closed, in its line {line_of(text, position)}")
        position = match.end()
        kind = match.lastgroup or ""
        if kind == "space":
            last = None
            continue
        token = _token(kind, match, is_mysql=is_mysql)
        if last and last.kind == "text" and kind in ("text", "word", "number", "name"):
            place = line_of(text, match.start())
            raise ValueError(f"text is directly after a closing quote, in its line {place}: its escapes are not known")
        yield token
        last = token


def _token(kind: str, match: "regex.Match[str]", *, is_mysql: bool) -> Token:
    start, end = match.span()
    if kind == "text":
        return _text_token(match, is_mysql=is_mysql)
    if kind == "name":
        is_text = is_mysql and match[0][0] == '"'
        return Token("text" if is_text else "name", start, end, match[0], 1, 1, 'E"' if is_text else match[0][0])
    if kind == "comment":
        return Token(kind, start, end, match[0], 1 if match[0][0] == "#" else 2)
    if kind == "block":
        return Token(kind, start, end, match[0], 2, 2)
    if kind == "dollar":
        length = len(match["tag"]) + 2
        return Token(kind, start, end, match[0], length, length)
    return Token(kind, start, end, match[0])


def _text_token(match: "regex.Match[str]", *, is_mysql: bool) -> Token:
    prefix = match[0].partition("'")[0]
    if prefix.lower() not in PREFIXES and not prefix.startswith("_"):
        raise ValueError("text is directly before a quote: its escapes are not known")
    is_binary = prefix.lower() in ("x", "b")
    quote = "M'" if is_mysql else "E'" if prefix.lower() == "e" else "'"
    return Token("binary" if is_binary else "text", *match.span(), match[0], len(prefix) + 1, 1, quote)


def is_file(token: Token) -> bool:
    """Return whether a token is a binary value that may be a file or hide a text."""
    return _may_be_file(token.content) if token.kind == "binary" and token.quote else is_hidden(token.content)


def is_hidden(content: str) -> bool:
    """Return whether the content of a literal is a binary value that may be a file or hide a text."""
    match = HEXADECIMAL.fullmatch(content)
    return bool(match and _may_be_file(match["digits"]))


def _may_be_file(digits: str) -> bool:
    if len(digits) > MAX_DIGITS:
        return True
    try:
        content = bytes.fromhex(digits).decode("utf-8")
    except ValueError:
        return False
    return len(content) >= MIN_TEXT_BYTES and content.isprintable()


@cache
def _pattern(is_mysql: bool) -> "regex.Pattern[str]":
    quoted = r"(?:[^'\\]++|''|\\.)*+" if is_mysql else r"(?:[^']++|'')*+"
    double = r'(?:[^"\\]++|""|\\.)*+' if is_mysql else r'(?:[^"]++|"")*+'
    dollar = r"(?!)(?P<tag>)" if is_mysql else r"\$(?P<tag>(?:[A-Za-z_]\w*+)?+)\$.*?\$(?P=tag)\$"
    comment = r"--[^\r\n]*+|\#[^\r\n]*+" if is_mysql else r"--[^\r\n]*+"
    # The content of a comment for certain versions of MySQL is code.
    code = r"|/\*[!M]\d*+|\*/" if is_mysql else ""
    return regex.compile(
        rf"(?P<space>\s++{code})|(?P<comment>{comment})|(?P<block>/\*.*?\*/)"
        rf"|(?P<text>[eE]'(?:[^'\\]++|''|\\.)*+'|(?:[uU]&|[^\W\d]\w*+)?+'{quoted}')"
        rf"|(?P<dollar>{dollar})"
        rf'|(?P<name>"{double}"|`(?:[^`]++|``)*+`|(?<![\w\]])\[[^\[\]\r\n\'"]++\])'
        r"|(?P<binary>0[xX][0-9a-fA-F]++)|(?P<number>\d++(?:\.\d*+)?+(?:[eE][+-]?\d++)?+)"
        r"|(?P<word>[^\W\d][\w$]*+)|(?P<sign>(?!/\*)[^\s\"'`])",
        regex.DOTALL,
    )


BREAKS = {"''": "'", "\\n": "\n", "\\r": "\r"}
BREAK_MARKS = regex.compile(r"''|\\[nr]")


def _doubled(quote: str) -> Style:
    """Return the style of a text or a name in which two quotes are one."""

    def escape(value: str) -> str:
        return value.replace(quote, quote * 2)

    def whole(value: str) -> str:
        return quote + escape(value) + quote

    marks = regex.compile(regex.escape(quote * 2))
    return Style(lambda content: decoded(content, marks, lambda _: quote), escape, whole)


def _decode_mysql(content: str) -> Decoded:
    return decoded(
        content, MYSQL_MARKS, lambda match: MYSQL_NAMED.get(match["one"], match["one"]) if match["one"] else match[0][0]
    )


def _escape_mysql(value: str) -> str:
    return value.translate(MYSQL_ESCAPES)


def _mysql(quote: str) -> Style:
    return Style(_decode_mysql, _escape_mysql, lambda value: quote + _escape_mysql(value) + quote)


def _decode_escapes(content: str) -> Decoded:
    marks = regex.compile("''|" + ESCAPE.pattern, regex.DOTALL)
    return decoded(content, marks, lambda match: "'" if match[0] == "''" else escape_meaning(match))


def _copy_meaning(match: "regex.Match[str]") -> str:
    if match["hex"]:
        return chr(int(match["hex"], 16))
    if match["octal"]:
        return chr(int(match["octal"], 8) & 0xFF)
    return COPY_NAMED.get(match["one"], match["one"])


def _escape_copy(value: str) -> str:
    return value.translate(COPY_ESCAPES)


def _bracketed(value: str) -> str:
    return regex.sub(r"[\[\]\r\n]+", "_", value)


def _word(value: str) -> str:
    return regex.sub(r"[^\w$]+", "_", value)


def _block(value: str) -> str:
    return value.replace("*/", "* /").replace("/*", "/ *")


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "").replace("'", "''") + "'"


def _decode_breaks(content: str) -> Decoded:
    return decoded(content, BREAK_MARKS, lambda match: BREAKS[match[0]])


def _escape_breaks(value: str) -> str:
    for meaning, written in (("'", "''"), ("\n", "\\n"), ("\r", "\\r")):
        value = value.replace(meaning, written)
    return value


STYLES = {
    "'": _doubled("'"),
    '"': _doubled('"'),
    "`": _doubled("`"),
    "M'": _mysql("'"),
    'E"': _mysql('"'),
    "E'": Style(_decode_escapes, _escape_mysql, lambda value: f"E'{_escape_mysql(value)}'"),
    "[": Style(Decoded, _bracketed, lambda value: f"[{_bracketed(value)}]"),
}
WITH_BREAKS = Style(_decode_breaks, _escape_breaks, lambda value: f"'{_escape_breaks(value)}'")
COPY_CELL = Style(lambda content: decoded(content, COPY_MARKS, _copy_meaning), _escape_copy, _escape_copy)
WORD = Style(lambda content: Decoded(content) if regex.fullmatch(r"[^\W\d][\w$]*", content) else None, _word, _word)
DIGITS = Style(lambda content: Decoded(content) if NUMBER.fullmatch(content) else None, str, _quoted)
BINARY = Style(Decoded, str, _quoted)
BLOCK = Style(lambda content: None if "*/" in content else Decoded(content), _block, _block)
