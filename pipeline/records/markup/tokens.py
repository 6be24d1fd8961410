"""Tokens of XML and HTML with offsets. Every character that is not a name or a sign of markup is in some content."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

import regex


class Kind(Enum):
    """What a token is; for its content, also the rules that a new content must follow."""

    START = auto()
    EMPTY = auto()  # <br/>
    END = auto()
    TEXT = auto()
    CDATA = auto()
    COMMENT = auto()
    BOGUS = auto()  # what browsers read as a comment that ends at ">"
    INSTRUCTION = auto()
    CODE = auto()  # of <script> and <style>, without character references
    DOUBLE = auto()  # values of attributes, by their quotes
    SINGLE = auto()
    BARE = auto()
    NAME = auto()  # a name of an attribute that is no name


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a tag.

    Arguments:
        name: the name.
        kind: DOUBLE, SINGLE, BARE; NAME for a name that may be a value.
        start, end: offsets of the value, or of the name, half open.
    """

    name: str
    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """A tag, or a part of the file that has content.

    Arguments:
        kind: the kind.
        start, end: offsets of the content, half open.
        name: the name of the tag, in lower case if it is HTML; the target of an instruction.
        attributes: the attributes of a start tag; of an end tag of HTML, where browsers ignore them.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()


BYTE_ORDER_MARK = "\ufeff"
STARTS = (Kind.START, Kind.EMPTY)
RAW_CONTENT = {"script": Kind.CODE, "style": Kind.CODE, "textarea": Kind.TEXT, "title": Kind.TEXT}
RAW_CONTENT |= dict.fromkeys(("xmp", "iframe", "noembed", "noframes"), Kind.CODE)

# A tag as browsers read it; well-formed XML is a part of that.
ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])[^\s>]++))?+"""
TAG = regex.compile(rf"<(?P<slash>/?)(?P<name>[\p{{L}}_:][^\s/>]*+)(?P<attributes>(?:[\s/]++|{ATTRIBUTE})*+)>")
ATTRIBUTES = regex.compile(
    r"""(?P<name>[^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>(?!["'])[^\s>]++)))?+"""
)
HTML_TAG = regex.compile("</?[A-Za-z]")
TAG_NAME = regex.compile(r"[\p{L}_:][\p{L}\p{M}\p{N}_:.\-]*")
# Also the names of templates: @click, :prop, (event), [prop], *ngIf, #ref, v-on:click.prevent
ATTRIBUTE_NAME = regex.compile(r"[@#*:(\[]*[\p{L}\p{M}\p{N}_:.\-]+[)\]]*")
MANY_DIGITS = regex.compile(r"(?:\D*\d){5}")  # as an account number has, <DE89370400440532013000>
# A document type as pages have it. What else browsers skip there is a text.
HTML_DOCTYPE = regex.compile(
    r"""<!doctype\s+\w+(?:\s+(?:public|system))?(?:\s*(?:"[^"<>@]*+"|'[^'<>@]*+'))*+\s*+>""", regex.IGNORECASE
)
COMMENT_END = regex.compile(r"--!?>")
SUBSET_KINDS = {"comment": Kind.COMMENT, "double": Kind.DOUBLE, "single": Kind.SINGLE}
IN_SUBSET = regex.compile(r"""<!--(?P<comment>.*?)-->|"(?P<double>[^"]*)"|'(?P<single>[^']*)'""", regex.DOTALL)


def tokens(text: str, *, is_xml: bool) -> Iterator[Token]:
    """Yield the tokens of a file in order.

    Arguments:
        text: the file.
        is_xml: whether it is well-formed XML; HTML need not be well-formed, and is read as browsers do.
    """
    position = start = int(text.startswith(BYTE_ORDER_MARK))
    while (opening := text.find("<", position)) >= 0:
        found, end = _markup(text, opening, is_xml)
        if not end:
            position = opening + 1
            continue
        if start < opening:
            yield Token(Kind.TEXT, start, opening)
        yield from found
        start = position = end
        if not is_xml and found and found[0].kind in STARTS and found[0].name in RAW_CONTENT:
            start = position = _raw_end(text, end, found[0].name)
            yield Token(RAW_CONTENT[found[0].name], end, position, found[0].name)
    if start < len(text):
        yield Token(Kind.TEXT, start, len(text))


def _markup(text: str, start: int, is_xml: bool) -> tuple[list[Token], int]:
    """Return the tokens of the markup at "<" and its end; an end of 0 if the "<" is text."""
    following = text[start + 1 : start + 2]
    if following == "!":
        return _declaration(text, start, is_xml)
    if following == "?":
        return _instruction(text, start, is_xml)
    if is_xml or HTML_TAG.match(text, start):
        tag = TAG.match(text, start)
        # Browsers drop the rest of the file after a tag that is not closed.
        return _tag(tag, is_xml) if tag else ([Token(Kind.BOGUS, start + 1, len(text))], len(text))
    return _until(text, start + 2, ">", Kind.BOGUS) if following == "/" else ([], 0)


def _declaration(text: str, start: int, is_xml: bool) -> tuple[list[Token], int]:
    if text.startswith("<!--", start):
        if not is_xml and text.startswith((">", "->"), start + 4):
            return [], text.index(">", start) + 1
        ending = COMMENT_END.search(text, start + 4)
        content_end, end = ending.span() if ending else (len(text), len(text))
        return [Token(Kind.COMMENT, start + 4, content_end)], end
    if is_xml and text.startswith("<![CDATA[", start):
        return _until(text, start + 9, "]]>", Kind.CDATA)
    if text[start : start + 9].upper() == "<!DOCTYPE":
        if is_xml:
            return _doctype(text, start)
        if usual := HTML_DOCTYPE.match(text, start):
            return [], usual.end()
    return _until(text, start + 2, ">", Kind.BOGUS)


def _doctype(text: str, start: int) -> tuple[list[Token], int]:
    """Return comments and default values in a document type, whose other parts are names."""
    found: list[Token] = []
    position = start
    while text[position] not in "[>":
        literal = IN_SUBSET.match(text, position)
        position = literal.end() if literal else position + 1
    if text[position] == ">":
        return [], position + 1
    while text[position] != "]":
        literal = IN_SUBSET.match(text, position)
        if literal and literal.lastgroup:
            found.append(Token(SUBSET_KINDS[literal.lastgroup], *literal.span(literal.lastgroup)))
        elif text.startswith("<?", position):
            instruction, end = _instruction(text, position, True)
            found += instruction
            position = end
            continue
        position = literal.end() if literal else position + 1
    return found, text.index(">", position) + 1


def _instruction(text: str, start: int, is_xml: bool) -> tuple[list[Token], int]:
    if not is_xml:
        return _until(text, start + 1, ">", Kind.BOGUS)
    found, end = _until(text, start + 2, "?>", Kind.INSTRUCTION)
    target, _, data = text[start + 2 : found[0].end].partition(" ")
    if not data:  # the target may be followed by a line end
        target = (target.split() or [""])[0]
    if target.casefold() == "xml":
        return [], end
    return [Token(Kind.INSTRUCTION, min(start + 2 + len(target), found[0].end), found[0].end, target)], end


def _until(text: str, start: int, ending: str, kind: Kind) -> tuple[list[Token], int]:
    end = text.find(ending, start)
    if end < 0:
        return [Token(kind, start, len(text))], len(text)
    return [Token(kind, start, end)], end + len(ending)


def _tag(tag: "regex.Match[str]", is_xml: bool) -> tuple[list[Token], int]:
    if not is_xml and not _is_name(tag["name"], TAG_NAME):  # <anna@example.com>, as pasted from a mail
        return [Token(Kind.BOGUS, tag.start() + 1, tag.end() - 1)], tag.end()
    name = tag["name"] if is_xml else tag["name"].lower()
    attributes = tuple(_attributes(tag, is_xml))
    kind = Kind.END if tag["slash"] else Kind.EMPTY if tag["attributes"].endswith("/") else Kind.START
    return [Token(kind, tag.start(), tag.end(), name, attributes)], tag.end()


def _attributes(tag: "regex.Match[str]", is_xml: bool) -> Iterator[Attribute]:
    for match in ATTRIBUTES.finditer(tag.string, *tag.span("attributes")):
        name = match["name"]
        if not is_xml and not _is_name(name, ATTRIBUTE_NAME):
            yield Attribute(name, Kind.NAME, *match.span("name"))
        for group, kind in (("double", Kind.DOUBLE), ("single", Kind.SINGLE), ("bare", Kind.BARE)):
            if match[group]:
                yield Attribute(name, kind, *match.span(group))


def _is_name(name: str, pattern: "regex.Pattern[str]") -> bool:
    return pattern.fullmatch(name) is not None and not MANY_DIGITS.match(name)


def _raw_end(text: str, start: int, name: str) -> int:
    """Return the end of a content that ends only with its own end tag."""
    ending = _raw_ending(name).search(text, start)
    return ending.start() if ending else len(text)


@cache
def _raw_ending(name: str) -> "regex.Pattern[str]":
    return regex.compile(rf"</{name}(?=[\s/>])", regex.IGNORECASE)
