"""Parts of a structured text file: values, names and comments with offsets, and the file with other texts."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from pipeline.records.encodings import not_utf_8
from pipeline.records.fields import declared, is_dropped, noted, option_of
from pipeline.records.json_records import MIN_DIGITS, scan
from pipeline.records.json_scan import may_be_nested, parse
from pipeline.records.json_text import JsonText
from pipeline.records.key_names import distinct, key_text, person_text, written_like
from pipeline.records.markup.changes import changes
from pipeline.records.markup.reader import read_markup
from pipeline.records.markup.references import Decoded
from pipeline.records.markup.slots import Markup
from pipeline.records.model import BrokenRecord, ReadOptions, Record
from pipeline.records.prompts.unscannable import is_file
from pipeline.text.document import Text

Content = Text | JsonText | Markup


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of literal is written.

    Arguments:
        decode: returns what the content of a literal says; None if the content is not valid between its quotes.
        escape: returns a new piece of text as it is written in the content.
        otherwise: returns a whole literal for a value that cannot be written in this style.
        kept: returns what of a replaced piece of content stays, such as tags in it.
    """

    decode: Callable[[str], Decoded | None]
    escape: Callable[[str], str]
    otherwise: Callable[[str], str]
    kept: Callable[[str], str] = lambda _: ""


@dataclass(frozen=True, slots=True)
class Part:
    """A literal of the file.

    Arguments:
        start, end: offsets of the literal in the file, with its quotes, half open.
        path: the names that lead to it, outermost first; for a name, with the name itself.
        style: how it is written.
        opening, closing: the lengths of its quotes.
        is_name: whether it is a name, such as a key.
        is_number: whether it is a number, which is a text only if it is long or declared.
        scope: for a name: the place in which it must differ from other names; None if it need not.
        meaning: what the format says of the value, as in `fields.declared`; `PERSON` for a name that is one of a person.
        is_markup: whether it is HTML.
        nothing: the whole literal of a dropped value; None for an empty text in its style.
        is_kept: whether it is no text, as `true` is: all that a user can do is to drop it.
        unscannable: what it is if it is not text; empty for a text.
    """

    start: int
    end: int
    path: tuple[str, ...]
    style: Style
    opening: int = 0
    closing: int = 0
    is_name: bool = False
    is_number: bool = False
    scope: Hashable = None
    meaning: str = ""
    is_markup: bool = False
    nothing: str | None = None
    is_kept: bool = False
    unscannable: str = ""


VERBATIM = Style(Decoded, str, str)  # of what is no text


@dataclass(slots=True)
class Found:
    """What a reader finds in a file: its parts, and the places of what is not text."""

    parts: list[Part] = field(default_factory=list)
    unscannable: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Slot:
    part: Part
    decoded: Decoded
    content: Content | None

    @property
    def is_dropped(self) -> bool:
        return isinstance(self.content, Text) and self.content.is_dropped


def structured_record(
    read: Callable[[str], Found], raw: bytes, number: int, options: ReadOptions
) -> Record | BrokenRecord:
    """Read a file, or a piece of one, as a record.

    Arguments:
        read: finds the parts of the text; raises ValueError with a reason, without content of the text.
        raw: the bytes.
        number: the number of the record in its file, from 1.
        options: the user's declarations about fields.
    """
    try:
        text = raw.decode("utf-8")
        return parts_record(text, number, read(text), options)
    except UnicodeDecodeError as error:
        return BrokenRecord(number, not_utf_8(error))
    except ValueError as error:
        return BrokenRecord(number, str(error))


def parts_record(
    text: str, number: int, found: Found, options: ReadOptions, line: Callable[[int], int] | None = None
) -> Record:
    """Return the record of a text whose parts are known.

    Arguments:
        text: the text.
        number: the number of the record in its file, from 1.
        found: its parts, disjoint, in any order.
        options: the user's declarations about fields.
        line: returns the line of an offset in the file; by default, the text is the file.

    Raises:
        ValueError: a part is not valid in its style.
    """
    line = line or partial(line_of, text)
    unscannable = list(found.unscannable)
    slots: list[_Slot] = []
    classification: str | None = None
    for part, is_left_out in _texts_of(found, options, unscannable):
        decoded = part.style.decode(text[part.start + part.opening : part.end - part.closing])
        if decoded is None:
            raise ValueError(f"a value cannot be read, in line {line(part.start)}")
        if not part.is_name and _is_class(part.path, options):
            classification = classification or decoded.value.strip()
        if not part.is_name and not is_left_out and part.path and is_file(part.path, decoded.value):
            unscannable.append(f"a value in line {line(part.start)}")
            noted(part.path, decoded.value, None, options)
            continue
        content = _content(part, decoded.value, options, unscannable)
        if content or part.scope is not None:
            slots.append(_Slot(part, decoded, content))
    texts = tuple(one for slot in slots for one in _texts(slot.content))
    return Record(number, texts, classification, tuple(unscannable), partial(_render, text, slots))


def _texts_of(found: Found, options: ReadOptions, unscannable: list[str]) -> Iterator[tuple[Part, bool]]:
    """Yield the parts that are texts or are dropped, in order, and whether the user drops them; note the unscannable ones."""
    dropped_end = 0
    for part in sorted(found.parts, key=lambda part: (part.start, -part.end)):
        is_left_out = not part.is_name and is_dropped(part.path, options)
        if part.start < dropped_end or (part.is_kept and not is_left_out):
            continue
        if part.unscannable and not is_left_out:
            unscannable.append(part.unscannable)
            continue
        dropped_end = part.end if is_left_out else dropped_end
        yield part, is_left_out


def line_of(text: str, offset: int) -> int:
    """Return the line of an offset, from 1."""
    return text.count("\n", 0, offset) + 1


def _is_class(path: tuple[str, ...], options: ReadOptions) -> bool:
    return bool(path and options.class_field) and options.class_field in (path[-1], ".".join(path))


def _content(part: Part, value: str, options: ReadOptions, unscannable: list[str]) -> Content | None:
    if part.is_name:
        if option_of(part.path, options):
            return None  # a name that the user knows is no value
        return person_text(value) if part.meaning == "PERSON" else key_text(value)
    if is_dropped(part.path, options):
        return declared(part.path, value, options)
    if not value.strip():
        return noted(part.path, value, None, options)
    if part.is_markup and not option_of(part.path, options):
        found = read_markup(value, options, is_xml=False, depth=1)
        unscannable += found.unscannable
        return found.markup("utf-8")
    if not part.is_number and may_be_nested(value, 0):
        try:
            return scan(value, parse(value), options, unscannable, part.path, 1)
        except ValueError:
            pass  # not JSON, although it begins like it
    return declared(part.path, value, options, MIN_DIGITS if part.is_number else 0, part.meaning)


def _texts(content: Content | None) -> Iterator[Text]:
    if isinstance(content, Text):
        yield content
    elif content:
        yield from content.texts()


def _render(text: str, slots: Sequence[_Slot], values: Sequence[str]) -> bytes:
    remaining = iter(values)
    fresh = _with_distinct_names(slots, [_new_value(slot, remaining) for slot in slots])
    pieces, position = [], 0
    for slot, new in zip(slots, fresh, strict=True):
        if new != slot.decoded.value or slot.is_dropped:
            pieces += [text[position : slot.part.start], _literal(text, slot, new)]
            position = slot.part.end
    return ("".join(pieces) + text[position:]).encode("utf-8", "surrogatepass")


def _new_value(slot: _Slot, values: Iterator[str]) -> str:
    old = slot.decoded.value
    if slot.content is None:
        return old
    if not isinstance(slot.content, Text):
        return slot.content.render(values)
    new = next(values)
    if new == slot.content.value:
        return old
    return written_like(old, new) if slot.part.is_name else new


def _with_distinct_names(slots: Sequence[_Slot], fresh: list[str]) -> list[str]:
    """Make new names in one place distinct: with duplicate keys, a parser would refuse the file or drop values."""
    scopes: dict[Hashable, list[int]] = {}
    for place, slot in enumerate(slots):
        if slot.part.scope is not None:
            scopes.setdefault(slot.part.scope, []).append(place)
    for places in scopes.values():
        pairs = [(slots[place].decoded.value, fresh[place]) for place in places]
        if any(old != new for old, new in pairs):
            for place, name in zip(places, distinct(pairs), strict=True):
                fresh[place] = name
    return fresh


def _literal(text: str, slot: _Slot, new: str) -> str:
    """Return the literal of a new value: what does not change in it keeps its writing, if the result says the value."""
    part, style = slot.part, slot.part.style
    if slot.is_dropped and part.nothing is not None:
        return part.nothing
    old = text[part.start : part.end]
    content = old[part.opening : len(old) - part.closing]
    pieces, position = [], 0
    for change in changes(slot.decoded.value, new):
        start, end = slot.decoded.raw_range(change.start, change.end)
        pieces += [content[position:start], style.escape(change.new), style.kept(content[max(start, position) : end])]
        position = max(end, position)
    written = "".join(pieces) + content[position:]
    decoded = style.decode(written)
    if decoded is None or decoded.value != new:
        return style.otherwise(new)
    return old[: part.opening] + written + old[len(old) - part.closing :]
