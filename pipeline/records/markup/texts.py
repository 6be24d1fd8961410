"""Texts of markup: makes the slots of blocks, attributes, comments and code, and finds what is not text."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import regex

from pipeline.records.declarations import entity_of_path
from pipeline.records.fields import declared, is_dropped, noted, option_of
from pipeline.records.json_records import scan
from pipeline.records.json_scan import may_be_nested, parse
from pipeline.records.json_text import JsonText
from pipeline.records.key_names import key_text
from pipeline.records.markup.escapes import ATTRIBUTES, WITH_REFERENCES
from pipeline.records.markup.names import IDENTIFIERS, VALUES, local
from pipeline.records.markup.references import Decoded, decode_references
from pipeline.records.markup.slots import Markup, Run, Slot
from pipeline.records.markup.tokens import Attribute, Kind, Token
from pipeline.records.model import FREE_TEXT, KEEP, ReadOptions
from pipeline.records.prompts.unscannable import is_file
from pipeline.text.document import Text

MAX_TEXT_CHARACTERS = 128 << 10  # a longer text is divided, as a text file is
MAX_NESTING = 3  # of markup in texts of markup
CODE = ("script", "style")
DATA_URI = regex.compile(r"data:[\w.+/\-]*+[;\w=\-]*;base64,", regex.IGNORECASE)
LAST_SPACE = regex.compile(r"(?r)\s")
HAS_TAGS = regex.compile(r"</[A-Za-z][\w:\-]*\s*>|<(?:!--|(?:a|br|div|hr|img|p)\b[^<>]*>)", regex.IGNORECASE)


class Texts:
    """The texts of one file, in order.

    Arguments:
        raw: the file.
        options: the user's declarations about fields.
        is_xml: whether the file is XML.
        depth: how many texts of markup this one is in.
        read_markup: reads a text that is markup, as the RSS feed's description is.
    """

    def __init__(
        self, raw: str, options: ReadOptions, depth: int, read_markup: Callable[[str], "Texts"], *, is_xml: bool
    ) -> None:
        self.slots: list[Slot] = []
        self.unscannable: list[str] = []
        self.classification: str | None = None
        self.is_xml = is_xml
        self._raw = raw
        self._options = options
        self._depth = depth
        self._read_markup = read_markup

    def markup(self, codec: str) -> Markup:
        """Return the file with its texts."""
        return Markup(self._raw, codec, self.is_xml, tuple(self.slots))

    def runs(self, token: Token, code: str = "") -> Iterator[Run]:
        """Yield the content of a token, in parts if it is very long."""
        start = token.start
        while token.end - start > MAX_TEXT_CHARACTERS:
            limit = start + MAX_TEXT_CHARACTERS
            space = LAST_SPACE.search(self._raw, start + MAX_TEXT_CHARACTERS // 2, limit)
            end = space.end() if space else limit
            yield self._run(start, end, token.kind, code)
            start = end
        if start < token.end:
            yield self._run(start, token.end, token.kind, code)

    def add_block(self, runs: Sequence[Run], path: tuple[str, ...]) -> None:
        """Add neighbouring text, which may continue over inline tags.

        Arguments:
            runs: the parts of the text.
            path: the names that say something about it.
        """
        value = "".join(run.decoded.value for run in runs)
        if not value.strip():
            return
        self._classify(path, value)
        if not is_dropped(path, self._options) and is_file((), value.strip()):
            self._add_unscannable("a text", runs[0].start)
            return
        content = self._content(value, path)
        self._add(runs, content)
        if isinstance(content, Text):
            for part in _apart(runs):
                joined = "".join(run.decoded.value for run in part)
                self._add(part, replace(content, value=joined))

    def add_attribute(self, attribute: Attribute, path: tuple[str, ...]) -> None:
        """Add the value of an attribute.

        Arguments:
            attribute: the attribute.
            path: the names that say something about it, the last of them its own or one that its element gives to it.
        """
        run = self._run(attribute.start, attribute.end, attribute.kind)
        value, own = run.decoded.value, local(attribute.name).lower()
        self._classify(path, value)
        if is_dropped(path, self._options):
            self._add([run], declared(path, value, self._options))
        elif is_file((own,), value.strip()) or DATA_URI.search(value):
            self._add_unscannable(f"the attribute {own}" if own.isascii() else "an attribute", attribute.start)
        elif attribute.kind is Kind.NAME or (not self.is_xml and own in IDENTIFIERS and path[-1].lower() == own):
            text = Text(value, is_label=True) if attribute.kind is Kind.NAME else key_text(value)
            found = None if option_of(path, self._options) == KEEP else text
            self._add([replace(run, is_identifier=True)], noted(path, value, found, self._options))
        elif own == "style" or (own.startswith("on") and not self.is_xml):
            self._add([replace(run, code="style" if own == "style" else "script")], Text(value))
        else:
            content = self._content(value, path)
            self._add([run], content)

    def add_other(self, token: Token, path: tuple[str, ...]) -> None:
        """Add a comment, an instruction, code, or what else is a text for itself.

        Arguments:
            token: the token.
            path: the names of the elements that it is in.
        """
        code = token.name if token.name in CODE else ""
        if is_dropped(path, self._options):
            for run in self.runs(token, code):
                self._add([run], declared(path, run.decoded.value, self._options))
            return
        for run in self.runs(token, code):
            value = run.decoded.value
            content = Text(value) if token.kind is Kind.CODE and code == "style" else self._content(value, ())
            if isinstance(content, JsonText):
                run = replace(run, code="json" if code else "")
            elif isinstance(content, Markup) and code:
                content = Text(value)  # code that writes markup
            if value.strip():
                self._add([run], content)
        if found := DATA_URI.search(self._raw, token.start, token.end):
            self._add_unscannable(token.name if code else "a comment", found.start())

    def line(self, offset: int) -> int:
        """Return the number of the line of an offset, from 1."""
        return bisect_right(self._line_starts, offset)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in regex.finditer("\n", self._raw))]

    def _content(self, value: str, path: tuple[str, ...]) -> "Text | JsonText | Markup | None":
        """Return a value as JSON or markup if it is that, else as a text; None if it is kept."""
        if is_dropped(path, self._options):
            return declared(path, value, self._options)
        option = option_of(path, self._options)
        is_free = option in ("", FREE_TEXT) and not entity_of_path(path)[0]
        if is_free and may_be_nested(value.strip(), self._depth):
            try:
                return scan(value, parse(value), self._options, self.unscannable, path, self._depth + 1)
            except ValueError:
                pass  # not JSON, although it begins like it
        if is_free and self._depth < MAX_NESTING and HAS_TAGS.search(value):
            found = self._read_markup(value)
            self.unscannable += found.unscannable
            return found.markup("utf-8")
        return declared(path, value, self._options)

    def _run(self, start: int, end: int, kind: Kind, code: str = "") -> Run:
        raw = self._raw[start:end]
        if kind not in WITH_REFERENCES:
            return Run(start, end, kind, Decoded(raw), code)
        return Run(start, end, kind, decode_references(raw, is_xml=self.is_xml, is_attribute=kind in ATTRIBUTES), code)

    def _add(self, runs: Sequence[Run], content: "Text | JsonText | Markup | None") -> None:
        if content:
            self.slots.append(Slot(tuple(runs), content))

    def _add_unscannable(self, what: str, offset: int) -> None:
        self.unscannable.append(f"{what} in line {self.line(offset)}")

    def _classify(self, path: tuple[str, ...], value: str) -> None:
        field = self._options.class_field
        if field and self.classification is None and path and field in (path[-1], ".".join(path)):
            self.classification = value.strip()


def is_value(attribute: Attribute) -> bool:
    """Return whether an attribute contains what another attribute of its element names."""
    return local(attribute.name).lower() in VALUES


def _apart(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the parts of a block that may be words of their own; none if all tags in it are between words.

    `<b>A</b>nna` is one word, `<span>Phone</span><span>555 0137</span>` are two: such a block is read in both ways.
    """
    parts: list[list[Run]] = [[]]
    for run in runs:
        last = parts[-1][-1].decoded.value[-1:] if parts[-1] else ""
        if last.isalnum() and run.decoded.value[:1].isalnum():
            parts.append([])
        parts[-1].append(run)
    return parts if len(parts) > 1 else []
