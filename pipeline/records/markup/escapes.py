"""Escapes: writes new text so that it means the same at its position and does not end it."""

import unicodedata
from collections.abc import Callable

import regex

from pipeline.records.markup.tokens import Kind

ATTRIBUTES = (Kind.DOUBLE, Kind.SINGLE, Kind.BARE)
WITH_REFERENCES = (Kind.TEXT, *ATTRIBUTES)
MUST_ESCAPE = {
    Kind.TEXT: regex.compile(r"[&<>\r]"),
    Kind.DOUBLE: regex.compile(r'[&<"\r\n\t]'),
    Kind.SINGLE: regex.compile(r"[&<'\r\n\t]"),
    Kind.BARE: regex.compile(r"[&<>\s\"'`=]"),
}
NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
SPECIAL_IN_CODE = regex.compile(r"""[<>"'`\\${}\r\n]""")
NOT_IN_NAMES = regex.compile(r"""[\s"'<>/=]+""")


def escaped(new: str, old: str, kind: Kind, codec: str, *, code: str = "") -> str:
    """Return new text as it is written at a position.

    Arguments:
        new: the text.
        old: the text that it replaces, whose special characters are known to be harmless in code.
        kind: the kind of content.
        codec: the encoding of the file.
        code: `script`, `style` or `json` if the content is code of this kind.
    """
    if code:
        new = _in_code(new, old, code, codec)
    if kind in WITH_REFERENCES:
        new = MUST_ESCAPE[kind].sub(lambda match: NAMED.get(match[0], f"&#{ord(match[0])};"), new)
        return encodable(new, codec, lambda character: f"&#{ord(character)};")
    if kind is Kind.CDATA:
        return encodable(new, codec, lambda character: f"]]>&#{ord(character)};<![CDATA[")
    if kind is Kind.CODE and not code:  # of <xmp>, <iframe> and the like, which browsers show as it is
        new = new.replace("<", "&lt;")
    elif kind is Kind.NAME:
        new = NOT_IN_NAMES.sub("_", new)
    elif kind is Kind.BOGUS:
        new = new.replace(">", " ")
    elif kind is Kind.INSTRUCTION:
        new = regex.sub(r"\?(?=>|$)", "? ", new)
    elif kind is Kind.COMMENT:
        new = _in_comment(new)
    return encodable(new, codec, _plain)


def joined(content: str, kind: Kind) -> str:
    """Return the content of a CDATA section in which new text together with old text would end it."""
    if kind is not Kind.CDATA:
        return content
    # The sections that `escaped` made to write a reference stay.
    return regex.sub(r"\]\]>(?!&#\d+;<!\[CDATA\[)", "]]]]><![CDATA[>", content)


def encodable(text: str, codec: str, written: Callable[[str], str]) -> str:
    """Return a text in which `written` replaces the characters that an encoding lacks."""
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return "".join(character if _has(codec, character) else written(character) for character in text)
    return text


def in_script(character: str) -> str:
    """Return a character as an escape of JavaScript and JSON."""
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))


def _in_comment(new: str) -> str:
    """Return text without "--" and without "-" and ">" at its ends, where they could make one with their neighbours."""
    new = regex.sub("-(?=-)", "- ", new)
    return regex.sub("^(?=[->!])|(?<=-)$", " ", new)


def _in_code(new: str, old: str, code: str, codec: str) -> str:
    """Escape what could end a string of JavaScript or CSS, or the code itself."""

    def written(character: str) -> str:
        return f"\\{ord(character):x} " if code == "style" else in_script(character)

    if code == "json":  # its strings have their escapes
        return encodable(new.replace("<", in_script("<")), codec, in_script)
    new = SPECIAL_IN_CODE.sub(lambda match: match[0] if match[0] in old and match[0] != "<" else written(match[0]), new)
    return encodable(new, codec, written)


def _plain(character: str) -> str:
    """Return a character that has no reference here in plain letters, or "?"."""
    return "".join(filter(str.isascii, unicodedata.normalize("NFKD", character))) or "?"


def _has(codec: str, character: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
