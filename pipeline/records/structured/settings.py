"""Settings files: `.ini` and `.cfg`, Java `.properties`, and `.env`, line by line.

What is no name, sign or white space is a value or a comment, so nothing in a line is left out, whatever it looks like.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace

import regex

from pipeline.records.markup.references import Decoded
from pipeline.records.structured.escapes import LINE, NAMED, NOT_PRINTABLE, SHORT, decoded, escaped, in_one_line
from pipeline.records.structured.parts import Found, Part, Style

SECTIONS = "sections"  # the scope of their names
LINE_TEXT = re.compile(r"[^\r\n]*+")
LINE_BREAK = re.compile(r"\r\n|\r|\n")
MARKED = re.compile(r"[ \t\f]*+(?:[#;!]|//)?+[ \t]*+")  # before a comment, or any other line
SECTION = re.compile(r"[ \t]*+\[(?P<name>[^\]\r\n]*+)\]")
COMMENT = {name: re.compile(rf"[ \t\f]*+[{marks}]") for name, marks in (("ini", "#;"), ("env", "#"), ("java", "#!"))}
INI_NAME = re.compile(r"[ \t]*+(?P<name>[^\s=:\[#;](?:[^=:\r\n]*[^\s=:])?)[ \t]*+[=:][ \t]*+")
# In an indented line, which may continue a value, only what is surely a name is one, as in `.gitconfig`.
INDENTED_NAME = re.compile(r"[ \t]++(?P<name>[\w.\-]++)[ \t]*+=[ \t]*+")
ENV_NAME = re.compile(r"[ \t]*+(?:export[ \t]++)?+(?P<name>[\w.\-]++)[ \t]*+=[ \t]*+")
JAVA_NAME = re.compile(r"[ \t\f]*+(?P<name>(?:[^\\\s=:]|\\[^\r\n])++)[ \t\f]*+[=:]?+[ \t\f]*+")
JAVA_REST = re.compile(r"(?:[^\\\r\n]|\\(?:\r\n|.)|\\\Z)*+", re.DOTALL)
QUOTED = re.compile(r"""(?=(?P<q>["'`]))(?:"(?:[^"\\]|\\.)*+"|'[^']*+'|`[^`]*+`)(?=[ \t]*+(?:[#\r\n]|\Z))""", re.DOTALL)
INI_QUOTED = re.compile(r"""(?=(?P<q>["'`]))(?:"[^"\r\n]*+"|'[^'\r\n]*+')(?=[ \t]*+(?:[#;\r\n]|\Z))""")
INLINE_COMMENT = {"ini": re.compile(r"[ \t]++[#;]"), "env": re.compile(r"[ \t]++#")}
BARE_WORD = re.compile(r"[^\s#'\"`\\$;&|<>()*?!]++")
BARE_LINE = re.compile(r"(?! )(?:[^\s#'\"`\\$;&|<>()*?!]|(?<! ) )*+(?<! )")
ENV_ESCAPE = regex.compile(r"\\([\"\\$`nrt])")
JAVA_ESCAPE = regex.compile(
    r"(?P<units>(?:\\u[0-9a-fA-F]{4})++)|\\(?:(?P<fold>(?:\r\n|\r|\n)[ \t\f]*+)|(?P<one>.))", regex.DOTALL
)
JAVA_NAMED = {name: NAMED[name] for name in "ntrf"}


def ini_parts(text: str) -> Found:
    """Find the parts of an `.ini` or `.cfg` file. An indented line continues the value before it."""
    return _Reader(text).ini()


def env_parts(text: str) -> Found:
    """Find the parts of an `.env` file. A quoted value may have several lines."""
    return _Reader(text).env()


def properties_parts(text: str) -> Found:
    """Find the parts of a Java `.properties` file."""
    return _Reader(text).properties()


class _Reader:
    """Reads one file from its start to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = Found()
        self._path: tuple[str, ...] = ()

    def ini(self) -> Found:
        section: tuple[str, ...] = ()
        position = 0
        while position < len(self._text):
            is_indented = self._text[position] in " \t"
            if COMMENT["ini"].match(self._text, position):
                position = self._line(position, ())
            elif match := SECTION.match(self._text, position):
                self._name(match, (match["name"],), SECTIONS, NAME)
                section = self._path = (match["name"],)
                position = self._line(match.end(), ())
            elif is_indented and not INDENTED_NAME.match(self._text, position):
                position = self._line(position, self._path)
            elif match := INI_NAME.match(self._text, position):
                self._path = (*section, match["name"])
                self._name(match, self._path, section, NAME)
                position = self._value(match.end(), "ini", INI_QUOTED, INI_STYLES)
            else:
                position = self._line(position, ())
        return self._found

    def env(self) -> Found:
        position = 0
        while position < len(self._text):
            match = None if COMMENT["env"].match(self._text, position) else ENV_NAME.match(self._text, position)
            if match:
                self._path = (match["name"],)
                self._name(match, self._path, (), WORD_NAME)
                position = self._value(match.end(), "env", QUOTED, ENV_STYLES)
            else:
                position = self._line(position, ())
        return self._found

    def properties(self) -> Found:
        styles = [_java_style(is_ascii=self._text.isascii(), is_name=is_name) for is_name in (False, True)]
        position = 0
        while position < len(self._text):
            match = None if COMMENT["java"].match(self._text, position) else JAVA_NAME.match(self._text, position)
            if not match:
                position = self._line(position, ())
                continue
            name = _decode_java(match["name"]).value
            self._name(match, (name,), (), styles[1])
            end = self._skip(JAVA_REST, match.end())
            self._add(Part(match.end(), end, (name,), styles[0]))
            position = self._skip(LINE_BREAK, end)
        return self._found

    def _name(self, match: "re.Match[str]", path: tuple[str, ...], scope: Hashable, style: Style) -> None:
        self._add(Part(*match.span("name"), path, style, is_name=True, scope=scope))

    def _value(self, start: int, dialect: str, quoted: "re.Pattern[str]", styles: Mapping[str, Style]) -> int:
        """Add a value, and the comment after it; return the start of the next line."""
        if match := quoted.match(self._text, start):
            self._add(Part(start, match.end(), self._path, styles[match["q"]], 1, 1))
            return self._line(match.end(), ())
        end = self._skip(LINE_TEXT, start)
        comment = INLINE_COMMENT[dialect].search(self._text, start, end)
        stop = comment.start() if comment else end
        bare = _bare_env_style(self._text[start:stop].rstrip(" \t")) if dialect == "env" else LINE
        self._add(Part(start, stop, self._path, bare))
        return self._line(stop, ())

    def _line(self, start: int, path: tuple[str, ...]) -> int:
        """Add what a line has from an offset on, without the mark of a comment; return the start of the next line."""
        first = self._skip(MARKED, start)
        end = self._skip(LINE_TEXT, first)
        self._add(Part(first, end, path, LINE))
        return self._skip(LINE_BREAK, end)

    def _skip(self, pattern: "re.Pattern[str]", start: int) -> int:
        match = pattern.match(self._text, start)
        return match.end() if match else start

    def _add(self, part: Part) -> None:
        stop = part.end if part.closing else part.start + len(self._text[part.start : part.end].rstrip(" \t"))
        if part.start < stop:
            self._found.parts.append(replace(part, end=stop))


def _bare_env_style(old: str) -> Style:
    """Return the style of a value without quotes; a new one gets quotes unless it is as harmless as the old one."""
    allowed = BARE_LINE if " " in old else BARE_WORD

    def decode(content: str) -> Decoded | None:
        return Decoded(content) if content == old or allowed.fullmatch(content) else None

    return Style(decode, str, _env_literal)


def _env_literal(value: str) -> str:
    """Return a value in quotes. A "$" stays as it is: which tools expand it is not known."""
    return f'"{escaped(value)}"'


def _decode_env(content: str) -> Decoded:
    return decoded(content, ENV_ESCAPE, lambda match: NAMED.get(match[1], match[1]))


def _verbatim(quote: str, otherwise: Callable[[str], str]) -> Style:
    """Return the style of quoted text without escapes."""
    return Style(lambda content: None if quote in content else Decoded(content), str, otherwise)


def _ini_quoted(quote: str, other: str) -> Style:
    def whole(value: str) -> str:
        return quote + in_one_line(value).replace(quote, other) + quote

    return Style(lambda content: LINE.decode(content) if quote not in content else None, in_one_line, whole)


def _name_style(forbidden: "re.Pattern[str]") -> Style:
    def escape(value: str) -> str:
        return forbidden.sub("_", value)

    return Style(LINE.decode, escape, escape)


def _decode_java(content: str) -> Decoded:
    return decoded(content, JAVA_ESCAPE, _java_meaning)


def _java_meaning(match: "regex.Match[str]") -> str:
    if match["units"]:
        return bytes.fromhex(match["units"].replace("\\u", "")).decode("utf-16-be", "surrogatepass")
    return "" if match["fold"] else JAVA_NAMED.get(match["one"], match["one"])


def _java_style(*, is_ascii: bool, is_name: bool) -> Style:
    """Return the style of names or values. A file in ASCII stays so: old versions of Java read it as Latin-1."""

    def escape(value: str) -> str:
        return "".join(_java_character(one, is_ascii=is_ascii, is_name=is_name) for one in value)

    def whole(value: str) -> str:
        written = escape(value)
        return "\\" + written if written[:1] == " " and not is_name else written

    return Style(_decode_java, escape, whole)


def _java_character(character: str, *, is_ascii: bool, is_name: bool) -> str:
    if character != '"' and character in SHORT:
        return SHORT[character]
    if NOT_PRINTABLE.match(character) or (is_ascii and not character.isascii()):
        units = character.encode("utf-16-be", "surrogatepass").hex()
        return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))
    return "\\" + character if is_name and character in " =:#!" else character


NAME = _name_style(re.compile(r"[=:\[\]#;\r\n]+"))
WORD_NAME = _name_style(re.compile(r"[^A-Za-z0-9_.\-]+"))
INI_STYLES = {'"': _ini_quoted('"', "'"), "'": _ini_quoted("'", '"')}
ENV_STYLES = {
    '"': Style(_decode_env, escaped, _env_literal),
    "'": _verbatim("'", _env_literal),
    "`": _verbatim("`", _env_literal),
}
