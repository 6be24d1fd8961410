"""Reader of markup: goes through the elements of a file and joins the text that belongs together over inline tags."""

from dataclasses import dataclass
from functools import partial

from pipeline.records.declarations import entity_of, entity_of_path, may_name_a_person
from pipeline.records.fields import is_dropped, option_of
from pipeline.records.key_names import is_like_a_person
from pipeline.records.markup.names import (
    IDENTIFIERS,
    IMPLIED_ENDS,
    INLINE,
    VALUES,
    VOID,
    element_name,
    is_kept,
    local,
    naming,
)
from pipeline.records.markup.references import Decoded
from pipeline.records.markup.slots import Run
from pipeline.records.markup.tables import Headers
from pipeline.records.markup.texts import CODE, MAX_TEXT_CHARACTERS, Texts, is_value
from pipeline.records.markup.tokens import STARTS, Attribute, Kind, Token, tokens
from pipeline.records.model import ReadOptions

MAX_DEPTH = 200
MAX_DISTANCE = 100  # open elements in which the start of an end tag of HTML is looked for
LINE_BREAK = Decoded("\n")
SPANS = ("colspan", "rowspan")


def read_markup(text: str, options: ReadOptions, *, is_xml: bool, depth: int = 0) -> Texts:
    """Find the texts of a file.

    Arguments:
        text: the file.
        options: the user's declarations about fields: elements, attributes, and names given by attributes and headers.
        is_xml: whether it is well-formed XML; HTML need not be well-formed.
        depth: how many texts of markup this one is in.

    Raises:
        ValueError: the elements of an XML file are nested too deeply.
    """
    texts = Texts(
        text, options, depth, partial(read_markup, options=options, is_xml=False, depth=depth + 1), is_xml=is_xml
    )
    _Reader(text, options, texts).read()
    return texts


@dataclass(frozen=True, slots=True)
class _Element:
    """An open element.

    Arguments:
        name: its name.
        path: the names of the elements that lead to it, and its own.
        text_path: the names that say something about its text.
        is_inline: whether its text belongs to the text around it.
        flows: whether the elements in it are inline because it has text of its own.
        given: the name that an attribute gives to its content.
    """

    name: str
    path: tuple[str, ...]
    text_path: tuple[str, ...]
    is_inline: bool = False
    flows: bool = False
    given: str = ""


class _Reader:
    def __init__(self, text: str, options: ReadOptions, texts: Texts) -> None:
        self._text = text
        self._options = options
        self._texts = texts
        self._is_xml = texts.is_xml
        self._open = [_Element("", (), ())]
        self._headers = Headers()
        self._block: list[Run] = []
        self._block_element = self._open[0]
        self._block_size = 0

    def read(self) -> None:
        # The tokens of a large file take much more memory than the file: they are made twice rather than kept.
        mixed = _mixed(self._text) if self._is_xml else frozenset()
        for place, token in enumerate(tokens(self._text, is_xml=self._is_xml)):
            if token.kind in STARTS:
                self._start(token, place in mixed)
            elif token.kind is Kind.END:
                self._end(token.name)
                for attribute in token.attributes:
                    self._texts.add_attribute(attribute, (local(attribute.name),))
            elif token.kind in (Kind.TEXT, Kind.CDATA):
                self._add_text(token)
            else:
                self._texts.add_other(token, self._open[-1].text_path)
        self._flush()

    def _start(self, token: Token, is_mixed: bool) -> None:
        self._end_implied(token)
        around = self._open[-1]
        element = self._element(token, around, is_mixed)
        if not element.is_inline and token.name != "br":
            self._flush()
        for attribute in token.attributes:
            if self._is_xml and is_kept(attribute.name):
                continue
            own = local(attribute.name)
            is_named = is_value(attribute) and element.given
            self._texts.add_attribute(
                attribute, element.text_path if is_named else (*self._around(attribute, around, element), own)
            )
        if token.name == "br" and self._block:
            self._block.append(Run(token.start, token.start, Kind.TEXT, LINE_BREAK))
        if token.kind is Kind.START or (not self._is_xml and element.path == around.path):
            self._push(token, element)

    def _element(self, token: Token, around: _Element, is_mixed: bool) -> _Element:
        said = element_name(token, is_xml=self._is_xml)
        outer = around.text_path if is_dropped(around.text_path, self._options) else around.path
        path = (*outer, said) if said else outer
        given = naming(token, self._text, is_xml=self._is_xml)
        header = "" if self._is_xml else self._header(token)
        if said and (entity_of(said)[0] or option_of(path, self._options)):
            given = ""  # the name of the element says more
        if is_like_a_person(given) and may_name_a_person((said, "name")):
            given = ""  # it is a value: <user name="vexmoor_hallitan">
        text_path = path
        if given or header:
            text_path = (*path, given or header)
        elif around.given and said.lower() in VALUES:
            text_path = around.text_path
        is_inline = (around.flows and self._is_xml) or local(token.name).lower() in INLINE
        is_own = bool(said or given) and self._is_declared(text_path)
        flows = is_mixed or (is_inline and around.flows)
        return _Element(token.name, path, text_path, is_inline and not is_own, flows, given)

    def _around(self, attribute: Attribute, around: _Element, element: _Element) -> tuple[str, ...]:
        """Return the path of what an attribute is in: in a dropped element, it is dropped too, unless it names the element."""
        own, value = local(attribute.name).lower(), self._text[attribute.start : attribute.end]
        is_label = own in IDENTIFIERS and (not self._is_xml or value == element.given)
        is_inside = is_dropped((around if is_label else element).text_path, self._options)
        return element.text_path if is_inside else element.path

    def _header(self, token: Token) -> str:
        is_wide = any(attribute.name.lower() in SPANS for attribute in token.attributes)
        return self._headers.start(token.name, is_wide=is_wide)

    def _is_declared(self, path: tuple[str, ...]) -> bool:
        return bool(path) and bool(entity_of_path(path)[0] or option_of(path, self._options))

    def _push(self, token: Token, element: _Element) -> None:
        if not self._is_xml and token.name in VOID:
            return
        if len(self._open) <= MAX_DEPTH:
            self._open.append(element)
        elif self._is_xml:
            raise ValueError(f"elements are nested more than {MAX_DEPTH} deep in line {self._texts.line(token.start)}")

    def _end_implied(self, token: Token) -> None:
        """End the elements of HTML that a start tag ends."""
        for name in () if self._is_xml else IMPLIED_ENDS.get(token.name, ()):
            if self._open[-1].name == name:
                self._end(name)

    def _end(self, name: str) -> None:
        for place in range(len(self._open) - 1, max(len(self._open) - MAX_DISTANCE, 0), -1):
            if self._open[place].name == name:
                if not all(element.is_inline for element in self._open[place:]):
                    self._flush()
                del self._open[place:]
                break
        else:
            if local(name).lower() not in INLINE:
                self._flush()
        if not self._is_xml:
            self._headers.end(name)

    def _add_text(self, token: Token) -> None:
        """Add text to the block that it belongs to."""
        element = self._open[-1]
        if not self._block:
            self._block_element = next((one for one in reversed(self._open) if not one.is_inline), element)
        name = local(element.name).lower()
        for run in self._texts.runs(token, name if name in CODE else ""):
            if self._block_size + len(run.decoded.value) > MAX_TEXT_CHARACTERS:
                self._flush()
            self._block.append(run)
            self._block_size += len(run.decoded.value)

    def _flush(self) -> None:
        """End the block, and add its text."""
        runs, self._block, self._block_size = self._block, [], 0
        while runs and runs[-1].start == runs[-1].end:
            runs.pop()
        self._texts.add_block(runs, self._block_element.text_path)
        if not self._is_xml and runs:
            text = "".join(run.decoded.value for run in runs)
            self._headers.text(self._block_element.name, text)


def _mixed(text: str) -> frozenset[int]:
    """Return the places, among all tokens, of the start tags whose elements have both text and elements in them."""
    mixed: set[int] = set()
    opened: list[tuple[int, bool, bool]] = [(-1, False, False)]  # place, has text, has elements
    for place, token in enumerate(tokens(text, is_xml=True)):
        start, has_text, has_elements = opened[-1]
        if token.kind in STARTS:
            opened[-1] = start, has_text, True
            if token.kind is Kind.START:
                opened.append((place, False, False))
        elif token.kind is Kind.END:
            opened.pop()
            if has_text and has_elements:
                mixed.add(start)
        elif token.kind in (Kind.TEXT, Kind.CDATA) and not text[token.start : token.end].isspace():
            opened[-1] = start, True, has_elements
    return frozenset(mixed)
