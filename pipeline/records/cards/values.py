"""Values of vCard and iCalendar: the parts of one value, by its kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import regex

from pipeline.records.cards.properties import ADDRESS, HTML, LINK, PERSON, RULE, TEXT, TOKEN, TOKENS, UID, ZONE
from pipeline.records.cards.styles import LINK_STYLE
from pipeline.records.mail.addresses import ADDED, address_entity, may_be_person
from pipeline.records.markup.texts import HAS_TAGS
from pipeline.records.structured.dates import DATES, date_style
from pipeline.records.structured.parts import Part, Style

SCHEME = regex.compile(r"(?P<name>[A-Za-z][A-Za-z0-9+.-]{1,20}+):(?!//)")
PHONE_SCHEMES = frozenset({"tel", "sms", "fax", "callto"})
ADDRESS_SCHEMES = frozenset("mailto sip sips xmpp skype im aim msnim ymsgr icq facetime gtalk jabber h323".split())
SCHEMES = PHONE_SCHEMES | ADDRESS_SCHEMES | {"geo"}
WEB = regex.compile(r"(?:\w++://|www\.)\S+", regex.IGNORECASE)
# Numbers, durations, offsets, languages and media types.
PLAIN = regex.compile(
    r"[\d.:;/+-]{1,8}|[+-]?P[\dWDTHMS]{2,20}|[a-z]{2}(?:-[A-Za-z]{2,4})?|[a-z]{3,12}/[a-z.+-]{1,30}|-//IETF//[\w /]{1,30}"
)
# Names of time zones: of the IANA database, of Windows, and abbreviations.
ZONE_NAME = regex.compile(
    r"/?(?:[\w.-]+/)*(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)"
    r"(?:/[A-Za-z_+-]{1,20}\d{0,2}){1,2}|[\p{L}. ]{3,40} (?:Standard|Daylight|Summer) Time|[A-Z]{1,5}(?:[+-]?\d{1,2})?|[+-]\d\d:?\d\d"
)
UUID = regex.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", regex.IGNORECASE)
RECURRENCE = regex.compile(r"[A-Z0-9=;,:+-]*", regex.IGNORECASE)
UNTIL = regex.compile(r"(?<=\bUNTIL=)[\dTZ-]++", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """A value, or a component of one.

    Arguments:
        text: the text that it is in.
        start, end: its offsets, half open.
        path: the name of its property, and of its parameter or component.
        style: how it is written.
        words: what its name says, such as "employee id" for X-EMPLOYEE-ID.
        has_full_dates: whether its format has no dates without day.
    """

    text: str
    start: int
    end: int
    path: tuple[str, ...]
    style: Style
    words: str
    has_full_dates: bool

    @property
    def raw(self) -> str:
        """The value as it is written."""
        return self.text[self.start : self.end]

    def part(self, meaning: str = "", style: Style | None = None) -> Part:
        """Return the value as a part."""
        return Part(self.start, self.end, self.path, style or self.style, meaning=meaning or self.words)


def value_parts(kind: str, value: Value) -> Iterator[Part]:
    """Yield the parts of a value.

    Arguments:
        kind: an entity, words, or a kind that the tables of properties name.
        value: the value.
    """
    if handler := HANDLERS.get(kind):
        yield from handler(value)
        return
    scheme = SCHEME.match(value.text, value.start, value.end)
    is_link = scheme is not None and scheme["name"].lower() in SCHEMES
    yield (replace(value, start=scheme.end()) if scheme and is_link else value).part(kind)


def _person(value: Value) -> Iterator[Part]:
    """Yield a display name, and what is added to it, such as "(Sales)"."""
    decoded = value.style.decode(value.raw)
    added = ADDED.search(value.raw) if decoded and decoded.value == value.raw else None
    proper = replace(value, end=value.start + added.start()) if added else value
    name = decoded.value if decoded and not added else proper.raw
    entity = address_entity(name.strip())
    if entity == "EMAIL_ADDRESS" or not may_be_person(name):
        yield value.part(entity if "@" in name else "name")
        return
    yield proper.part("PERSON")
    if added:
        yield replace(value, start=proper.end).part("name")


def _address(value: Value) -> Iterator[Part]:
    """Yield a link to a person or a machine, without its scheme."""
    scheme = SCHEME.match(value.text, value.start, value.end)
    name = scheme["name"].lower() if scheme else ""
    inner = replace(value, start=scheme.end()) if scheme else value
    if name in PHONE_SCHEMES:
        yield inner.part("PHONE_NUMBER")
    elif name in ADDRESS_SCHEMES or "@" in value.raw:
        yield inner.part(address_entity(inner.raw) or "email")
    elif may_be_person(value.raw) and " " in value.raw:  # RELATED;VALUE=text
        yield value.part("PERSON")
    else:
        yield from _link(value)


def _link(value: Value) -> Iterator[Part]:
    scheme = SCHEME.match(value.text, value.start, value.end)
    if scheme and scheme["name"].lower() in PHONE_SCHEMES | ADDRESS_SCHEMES:
        yield from _address(value)
    else:
        decoded = LINK_STYLE.decode(value.raw)
        yield value.part("URL" if decoded and WEB.fullmatch(decoded.value) else "", LINK_STYLE)


def _free(value: Value) -> Iterator[Part]:
    decoded = value.style.decode(value.raw)
    is_markup = decoded is not None and HAS_TAGS.search(decoded.value) is not None
    yield replace(value.part(), is_markup=is_markup)


def _html(value: Value) -> Iterator[Part]:
    yield replace(value.part(), is_markup=True)


def _uid(value: Value) -> Iterator[Part]:
    """Yield the id of a contact, by which other exports name the same person."""
    found = UUID.search(value.text, value.start, value.end)
    yield replace(value, start=found.start(), end=found.end()).part("UUID") if found else value.part()


def _token(value: Value) -> Iterator[Part]:
    """Yield a word that is none of the format. It names something, as a key does."""
    if value.raw.upper() not in TOKENS and not PLAIN.fullmatch(value.raw):
        yield Part(value.start, value.end, (value.raw,), value.style, is_name=True)


def _zone(value: Value) -> Iterator[Part]:
    if not ZONE_NAME.fullmatch(value.raw):
        yield from _token(value)


def _rule(value: Value) -> Iterator[Part]:
    """Yield the end of a recurrence rule."""
    if not RECURRENCE.fullmatch(value.raw):
        yield value.part()
    elif until := UNTIL.search(value.text, value.start, value.end):
        yield from _date("date", replace(value, start=until.start(), end=until.end()))


def _date(kind: str, value: Value) -> Iterator[Part]:
    """Yield a date, or the start and the end of a period."""
    first, slash, _ = value.raw.partition("/")
    if slash:
        middle = value.start + len(first)
        yield from _date(kind, replace(value, end=middle))
        yield from _date(kind, replace(value, start=middle + 1))
    elif style := date_style(value.raw, is_full=value.has_full_dates):
        yield value.part(DATES[kind], style)
    elif not PLAIN.fullmatch(value.raw):
        yield value.part(DATES[kind])


HANDLERS: dict[str, Callable[[Value], Iterator[Part]]] = {
    PERSON: _person,
    ADDRESS: _address,
    LINK: _link,
    TEXT: _free,
    HTML: _html,
    UID: _uid,
    TOKEN: _token,
    ZONE: _zone,
    RULE: _rule,
    **{kind: partial(_date, kind) for kind in DATES},
}
