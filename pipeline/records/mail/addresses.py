"""Address fields of mail: display names, addresses, comments and groups."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.records.mail.ranges import WORDS, Range, prose
from pipeline.records.mail.words import ENCODED_WORD, encoded_words, header_text
from pipeline.records.model import ReadOptions
from pipeline.text.document import Text
from recognizers.lexicon.not_names import is_not_name
from recognizers.lexicon.organization_names import GENERAL

MAX_QUOTED = 1_000  # characters; the end of a longer quotation is not looked for from each of its quotes
TOKEN = re.compile(
    rf"""(?P<word>{re.sub(r"[?]P<[a-z]+>", "?:", ENCODED_WORD.pattern)})
    | (?P<quoted>"(?:[^"\\]|\\.){{0,{MAX_QUOTED}}}+")
    | (?P<comment>\((?:[^()\\]|\\.){{0,{MAX_QUOTED}}}+\))
    | (?P<angle><[^<>]*+>)
    | (?P<mark>[,;:])
    | (?P<space>\s++)
    | (?P<atom>[^\s,;:<>()"]++|.)""",
    re.VERBOSE | re.DOTALL,
)
QUOTED = re.compile(rf'"((?:[^"\\]|\\.){{0,{MAX_QUOTED}}}+)"', re.DOTALL)
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
ADDRESS = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+")
USER = re.compile(r"[\w.+-]*[^\W_][\w.+-]*")
# Words in what stands for a program or a list rather than for a person.
ROLES = frozenset(
    """undisclosed recipient recipients list mailer daemon postmaster root nobody noreply reply newsletter notification
    notifications alerts delivery subsystem system mail invoices billing sales support info service team""".split()
)
SPECIALS = re.compile(r"[()<>\[\]:;@\\,.\"]")
WORD = re.compile(r"\w[\w'’.&-]*")
ADDED = re.compile(r"(?<!\s)\s+(?:via|at|bei|[-–—|/([])(?!\w-).*| ?[(\[|/].*", re.DOTALL)
MAX_NAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    start: int
    end: int


def address_ranges(name: str, raw: str, options: ReadOptions) -> Iterator[Range]:
    """Yield the names and addresses of an address field.

    Arguments:
        name: the name of the field.
        raw: its value.
        options: the user's declarations about fields.
    """
    pending: list[_Token] = []
    for match in TOKEN.finditer(raw):
        token = _Token(match.lastgroup or "", match.start(), match.end())
        if token.kind == "comment":
            yield from _phrase(name, raw, pending, options)
            pending = []
            yield from _name(name, raw, token.start + 1, token.end - 1, options)
        elif token.kind == "angle":
            yield from _phrase(name, raw, pending, options)
            yield from _address(name, raw, token.start + 1, token.end - 1, options)
            pending = []
        elif token.kind == "mark":
            yield from _phrase(name, raw, pending, options)
            pending = []
        elif token.kind != "space":
            pending.append(token)
    yield from _phrase(name, raw, pending, options)


def address_entity(address: str) -> str:
    """Return the entity of the text where an address is expected: an address, a user of the own host, or free text."""
    if ADDRESS.fullmatch(address):
        return "EMAIL_ADDRESS"
    return "USERNAME" if USER.fullmatch(address) and not ROLES.intersection(address.casefold().split("-")) else ""


def _phrase(name: str, raw: str, tokens: list[_Token], options: ReadOptions) -> Iterator[Range]:
    """Yield the range of words before an address, or of an address without angle brackets."""
    if not tokens:
        return
    start, end = tokens[0].start, tokens[-1].end
    if ADDRESS.fullmatch(raw[start:end]) or '"@' in raw[start:end]:  # an address, or one with a quoted user name
        yield from _address(name, raw, start, end, options)
    else:
        yield from _name(name, raw, start, end, options)


def _address(name: str, raw: str, start: int, end: int, options: ReadOptions) -> Iterator[Range]:
    found = prose(f"{name} email", raw, start, end, options, address_entity(raw[start:end]))
    if found:
        yield found


def _name(name: str, raw: str, start: int, end: int, options: ReadOptions) -> Iterator[Range]:
    literal = raw[start:end]
    text = header_text(QUOTED.sub(lambda quoted: ESCAPE.sub(r"\1", quoted[1]), literal)).value
    if not WORDS.search(text):
        return
    word = ENCODED_WORD.search(literal)
    label, encoding = (word["charset"], word["encoding"]) if word else ("utf-8", "Q")
    is_raw = not literal.isascii()

    def encode(new: str) -> str:
        if not new.isascii() and not is_raw:
            return encoded_words(new, label, encoding)
        if '"' in literal or SPECIALS.search(new):
            return '"' + new.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return new

    yield Range(start, end, tuple(_name_texts(name, text)), encode)


def _name_texts(name: str, text: str) -> Iterator[Text]:
    """Yield a display name as texts: an address, or a name and what is added to it, such as "(Sales)" or "via Lists"."""
    added = ADDED.search(text)
    proper, rest = (text[: added.start()], text[added.start() :]) if added else (text, "")
    if ADDRESS.fullmatch(text.strip()):
        yield Text(text, "EMAIL_ADDRESS")
    elif may_be_person(proper):
        yield Text(proper, "PERSON")
        if rest:
            yield Text(rest, context=f"{name} name")
    else:
        yield Text(text, context=f"{name} name")


def may_be_person(text: str) -> bool:
    """Return whether a display name is that of a person, and not of a team, a service or a company."""
    words: list[str] = WORD.findall(text)
    if not words or len(words) > MAX_NAME_WORDS or any(map(str.isdecimal, text)) or re.search(r"[@/|#()\[\]]", text):
        return False
    parts = [part for word in words for part in (word, *word.split("-"))]
    return not any(is_not_name(part) or part.casefold().strip(".") in GENERAL | ROLES for part in parts)
