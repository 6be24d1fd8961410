"""Reader of HL7 v2 messages: the parts of each field, by the tables of segments."""

from collections.abc import Sequence

import regex

from pipeline.records.hl7.fields import (
    AREA,
    BINARY,
    CODED,
    ENCODED,
    FAMILY,
    FIELDS,
    IDENTIFIERS,
    LOCAL,
    NUMBER,
    OBSERVED,
    PUBLIC_CODES,
    TEXT,
    TYPES,
    VARIES,
)
from pipeline.records.hl7.styles import Separators
from pipeline.records.structured.dates import DATES, date_style
from pipeline.records.structured.escapes import LINE
from pipeline.records.structured.parts import VERBATIM, Found, Part, Style

Range = tuple[int, int]
SEGMENT = regex.compile(r"[^\r\n\x0b\x1c]++")
NAME = regex.compile(r"[A-Z][A-Z0-9]{2}")
HEADERS = ("MSH", "BHS", "FHS")
HEADER = regex.compile(r"[A-Z]{3}(?P<field>[^\w\s])(?P<others>(?:(?!(?P=field))[^\w\s]){2,5})(?=(?P=field)|\Z)")
# A date in a field that no table names.
PLAUSIBLE_DATE = regex.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[0-2]\d[0-5]\d(?:[0-5]\d(?:\.\d{1,4})?)?)?(?:[+-]\d{4})?"
)


def hl7_parts(text: str) -> Found:
    """Find the parts of a message, or of the header of a batch.

    Raises:
        ValueError: the header names no separators.
    """
    reader = _Reader(text)
    for number, segment in enumerate(SEGMENT.finditer(text), start=1):
        reader.add(number, *segment.span())
    return reader.found


class _Reader:
    def __init__(self, text: str) -> None:
        self.found = Found()
        self._text = text
        self._signs = Separators()
        self._number = 0
        self._observed = TEXT  # the type of the value of an OBX segment
        self._label = TEXT  # what that value is

    def add(self, number: int, start: int, end: int) -> None:
        """Add the parts of a segment, the `number`th one of the message."""
        self._number = number
        name = self._text[start : start + 3]
        first = 1
        if name in HEADERS:
            start = self._header(start, end)
            first = 3  # the separators are fields
        elif not NAME.fullmatch(name) or self._text[start + 3 : min(start + 4, end)] not in (self._signs.field, ""):
            self._add((), start, end, LINE)
            return
        _, *fields = self._split(start, end, self._signs.field)
        if name == "OBX":
            self._observe(fields)
        for field, span in enumerate(fields, start=first):
            self._field(f"{name}-{field}", *span)

    def _header(self, start: int, end: int) -> int:
        """Read the separators, and return the offset at which they end."""
        found = HEADER.match(self._text, start, end)
        if not found:
            raise ValueError(f"the header names no separators, in segment {self._number}")
        self._signs = Separators(found["field"], *(*found["others"], "", "")[:4])
        return found.end()

    def _observe(self, fields: Sequence[Range]) -> None:
        """Remember what the value of an OBX segment is."""
        kind, labels = ([self._text[slice(*one)] for one in fields[1:3]] + ["", ""])[:2]
        code, label, *_ = [*labels.split(self._signs.component), ""]
        self._observed = OBSERVED.get(kind.strip(), "")
        self._label = label or code or TEXT

    def _field(self, name: str, start: int, end: int) -> None:
        kind = FIELDS.get(name, "")
        if kind == VARIES:
            kind = self._observed
        if kind == TEXT:
            self._add((name,), start, end, self._signs.prose, self._label if FIELDS[name] == VARIES else TEXT)
            return
        for span in self._split(start, end, self._signs.repetition):
            self._repetition(name, kind, self._split(*span, self._signs.component))

    def _repetition(self, name: str, kind: str, components: list[Range]) -> None:
        if kind == BINARY and {self._text[slice(*one)].upper() for one in components} & ENCODED:
            what = f"a binary value in segment {self._number}"
            start, end = components[0][0], components[-1][1]
            self.found.parts.append(Part(start, end, (name,), VERBATIM, unscannable=what))
            return
        separator = self._signs.component
        if kind == "NDL":
            self._components(name, TEXT, components[1:])
            components, separator = self._split(*components[0], self._signs.subcomponent), self._signs.subcomponent
        if kind in FAMILY:
            place = FAMILY[kind] - 1
            self._name(name, components[place : place + 3], separator)
            components[place : place + 3] = [(0, 0)] * len(components[place : place + 3])
        elif kind == "XTN" and len(components) >= LOCAL:
            area, local = components[AREA - 1], components[LOCAL - 1]
            if area[0] < area[1] and local[0] < local[1]:
                self._add((name,), area[0], local[1], self._signs.divided, TYPES[kind][1])
                components[AREA - 1 : LOCAL] = [(0, 0)] * 2
        self._components(name, kind, components)

    def _name(self, name: str, components: Sequence[Range], separator: str) -> None:
        """Add a person, as one text if it has a family name and a given name."""
        if not components:
            return
        start, end = components[0][0], components[-1][1]
        raw = self._text[start:end]
        has_others = separator != self._signs.subcomponent and self._signs.subcomponent in raw
        if style := None if has_others else self._signs.name(separator, raw):
            self._add((name,), start, end, style, "PERSON")
            return
        for place, component in enumerate(components):
            for span in self._split(*component, self._signs.subcomponent):
                self._add((name,), *span, self._signs.value, "PERSON:given" if place else "PERSON:family")

    def _components(self, name: str, kind: str, components: Sequence[Range]) -> None:
        held = TYPES.get(kind, {1: kind})
        if kind == IDENTIFIERS[""] and len(components) > 4:
            held = {1: IDENTIFIERS.get(self._text[slice(*components[4])], kind)}
        public = self._public_codes(components) if kind in CODED else ()
        for place, component in enumerate(components, start=1):
            if component in public:
                self.found.parts.append(Part(*component, (name,), self._signs.value, is_kept=True))
                continue
            for span in self._split(*component, self._signs.subcomponent):
                self._value(name, held.get(place) or TEXT, *span)

    def _public_codes(self, components: Sequence[Range]) -> set[Range]:
        """Return the codes of public terminologies, and the names of these, such as `718-7` and `LN`."""
        found = set()
        for code, system in zip(components, components[2:], strict=False):
            form = PUBLIC_CODES.get(self._text[slice(*system)])
            if form and regex.fullmatch(form, self._text[slice(*code)]):
                found |= {code, system}
        return found

    def _value(self, name: str, kind: str, start: int, end: int) -> None:
        raw = self._text[start:end]
        date = kind if kind in DATES else "date" if kind == TEXT and PLAUSIBLE_DATE.fullmatch(raw) else ""
        if date:
            style = date_style(raw, is_full=False) or self._signs.value
            self._add((name,), start, end, style, DATES[date])
        else:
            is_number = kind == NUMBER
            kind = "EMAIL_ADDRESS" if "@" in raw and kind != TEXT else kind
            self._add((name,), start, end, self._signs.value, self._label if is_number else kind, is_number=is_number)

    def _split(self, start: int, end: int, sign: str) -> list[Range]:
        if not sign:
            return [(start, end)]
        found, position = [], start
        while (place := self._text.find(sign, position, end)) >= 0:
            found.append((position, place))
            position = place + len(sign)
        return [*found, (position, end)]

    def _add(
        self, path: tuple[str, ...], start: int, end: int, style: Style, meaning: str = "", *, is_number: bool = False
    ) -> None:
        if self._text[start:end].strip():
            self.found.parts.append(Part(start, end, path, style, meaning=meaning, is_number=is_number))
