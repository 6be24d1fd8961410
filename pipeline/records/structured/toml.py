"""TOML files: names, values and comments with offsets."""

import sys
import tomllib

import regex

from pipeline.records.markup.references import Decoded
from pipeline.records.structured.escapes import ESCAPE, LINE, decoded, double_quoted, escape_meaning, escaped
from pipeline.records.structured.parts import VERBATIM, Found, Part, Style

TOKEN = regex.compile(
    r"(?P<space>[ \t]++)|(?P<line>\r?\n)|(?P<comment>\#[^\r\n]*+)"
    r'|(?P<text>"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*+\'{3,5}'
    r'|"(?:[^"\\\r\n]|\\.)*+"|\'[^\'\r\n]*+\')'
    r"|(?P<bare>\d{4}-\d\d-\d\d \d\d:\d\d[^\s#,\]}]*+|[^\s#\"',=\[\]{}]++)|(?P<sign>[\[\]{},=])",
    regex.DOTALL,
)
PLACE = regex.compile(r"line (\d+)")
BARE_NAME = regex.compile(r"[A-Za-z0-9_-]+")
BARE_VALUE = regex.compile(r"[^\s#\"',=\[\]{}](?:[^\r\n#\"',=\[\]{}]*[^\s#\"',=\[\]{}])?")
OTHER_SCALARS = frozenset({"true", "false", "inf", "+inf", "-inf", "nan", "+nan", "-nan"})
NUMBER = regex.compile(r"[+-]?[\d_.]+(?:[eE][+-]?[\d_]+)?|0[xob][0-9a-fA-F_]+")
MAX_DEPTH = 200


def toml_parts(text: str) -> Found:
    """Find the parts of a TOML file; raises ValueError if it is not TOML."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:  # its message may have a key of the file
        place = PLACE.search(str(error))
        raise ValueError("not TOML: error " + (f"in line {place[1]}" if place else "at the end")) from None
    except ValueError:  # Python converts no longer numbers, since that takes quadratic time
        raise ValueError(f"a number has more than {sys.get_int_max_str_digits():,} digits") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return _Reader(text).read()


class _Reader:
    """Reads a file that is well-formed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = Found()
        self._table: tuple[str, ...] = ()
        self._open: list[tuple[str, tuple[str, ...]]] = []  # the brackets around, with the path before each
        self._path: tuple[str, ...] = ()  # of the value or the table whose name is being read
        self._is_name = True  # whether a name comes next, rather than a value
        self._is_header = False

    def read(self) -> Found:
        position = 0
        while position < len(self._text):
            match = TOKEN.match(self._text, position)
            if not match:
                line = self._text.count("\n", 0, position) + 1
                raise ValueError(f"not TOML: error in line {line}")
            self._token(match)
            position = match.end()
        return self._found

    def _token(self, match: "regex.Match[str]") -> None:
        kind = match.lastgroup
        if kind == "comment":
            if match[0].strip("# \t"):
                self._found.parts.append(Part(match.start() + 1, match.end(), (), LINE))
        elif kind == "line":
            self._end_of_line()
        elif kind == "sign":
            self._sign(match[0])
        elif kind in ("text", "bare"):
            self._name(match) if self._is_name else self._value(match)

    def _end_of_line(self) -> None:
        if self._open:
            return
        if self._is_header:
            self._table, self._is_header = self._path, False
        self._is_name, self._path = True, self._table

    def _sign(self, sign: str) -> None:
        if sign == "=":
            self._is_name = False
        elif sign == ",":
            bracket, before = self._open[-1]
            self._path, self._is_name = before, bracket == "{"
        elif sign == "[" and self._is_name and not self._open:
            self._path, self._is_header = (), True
        elif sign in "[{":
            self._open.append((sign, self._path))
            self._is_name = sign == "{"
        elif self._open:
            self._path = self._open.pop()[1]
            self._is_name = False

    def _name(self, match: "regex.Match[str]") -> None:
        quotes = _quotes(match[0])
        if quotes:
            style = TEXT_STYLES[quotes]
            self._add_name(match.start(), match.end(), style, 1, _content(match[0], 1))
            return
        start = match.start()
        for name in match[0].split("."):
            if name:
                self._add_name(start, start + len(name), NAME, 0, name)
            start += len(name) + 1

    def _add_name(self, start: int, end: int, style: Style, quote: int, content: str) -> None:
        name = style.decode(content)
        scope, self._path = self._path, (*self._path, name.value if name else "")
        self._found.parts.append(Part(start, end, self._path, style, quote, quote, is_name=True, scope=scope))

    def _value(self, match: "regex.Match[str]") -> None:
        start, end = match.span()
        if quotes := _quotes(match[0]):
            first = len(quotes)
            if first > 1 and (lead := FIRST_BREAK.match(match[0], first)):
                first = lead.end()
            part = Part(start, end, self._path, TEXT_STYLES[quotes], first, len(quotes))
            self._found.parts.append(part)
        elif match[0] in OTHER_SCALARS:
            self._found.parts.append(Part(start, end, self._path, VERBATIM, nothing='""', is_kept=True))
        else:
            is_number = NUMBER.fullmatch(match[0]) is not None
            self._found.parts.append(Part(start, end, self._path, BARE, is_number=is_number))


FIRST_BREAK = regex.compile(r"\r?\n")


def _quotes(literal: str) -> str:
    """Return the quotes with which a literal begins; empty for a bare one."""
    if literal[:3] in ('"""', "'''"):
        return literal[:3]
    return literal[0] if literal[0] in "\"'" else ""


def _content(literal: str, quotes: int) -> str:
    return literal[quotes : len(literal) - quotes]


def _decode_escapes(content: str) -> Decoded | None:
    return decoded(content, ESCAPE, escape_meaning)


def _decode_bare(content: str) -> Decoded | None:
    """Return a number or a date; None for anything else."""
    if not BARE_VALUE.fullmatch(content) or content in OTHER_SCALARS:
        return None
    try:
        tomllib.loads(f"x = {content}")
    except (ValueError, RecursionError):
        return None
    return Decoded(content)


def _decode_name(content: str) -> Decoded | None:
    return Decoded(content) if BARE_NAME.fullmatch(content) else None


def _literal_style(quotes: str, otherwise: "regex.Pattern[str]") -> Style:
    def decode(content: str) -> Decoded | None:
        return None if otherwise.search(content) else Decoded(content)

    return Style(decode, str, _long_text if len(quotes) > 1 else double_quoted)


def _long_text(value: str) -> str:
    return f'"""\n{escaped(value, keep=chr(10))}"""'


def _escaped_lines(value: str) -> str:
    return escaped(value, keep="\n")


NAME = Style(_decode_name, str, double_quoted)
BARE = Style(_decode_bare, str, double_quoted)
CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff"
TEXT_STYLES = {
    '"': Style(_decode_escapes, escaped, double_quoted),
    "'": _literal_style("'", regex.compile(rf"['\r\n{CONTROLS}]")),
    '"""': Style(_decode_escapes, _escaped_lines, _long_text),
    # One or two quotes may be the last characters of the content, before the three that close it.
    "'''": _literal_style("'''", regex.compile(rf"'''(?!\Z)|[{CONTROLS}]")),
}
