"""Links in an answer: which of them lead to hosts that the prompt did not have.

Who opens a link, or shows its picture, sends all of it to its host. An answer may have been written by an attacker whose text
the model has read, so originals are put only into links whose hosts the prompt had (OWASP LLM05:2025).
"""

import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv6Address
from typing import NamedTuple

import regex
import tldextract

from recognizers.lexicon.folding import unescape

# What begins the host of a link, as lenient readers of HTML and Markdown see it: "https://", "//", "\\\\", "https:", "www.",
# and an escaped colon or slash. What leads to its scheme is not needed to know it.
# Browsers drop tabs and line breaks inside of it.
HEAD = regex.compile(
    r"[/\\](?:(?:[\t\r\n]{0,8}[/\\])+|[\t\r\n]{9,}+[/\\]*)|(?<=\b(?:https?|wss?|ftps?|mailto|sms)):[/\\]*|(?<=\bdata):(?=[a-z]+/[a-z])"
    r"|(?<=\b(?:javascript|vbscript)):|(?<![\w.@/\\-])www\.|&(?:\#|(?:colon|sol|bsol|tab|newline);)",
    regex.IGNORECASE,
)
# What may become such a beginning when the text goes on.
HALF_HEAD = regex.compile(
    r"(?:[/\\][\t\r\n]{0,8}|(?<=\b(?:https?|wss?|ftps?|mailto|sms)):[/\\]*|(?<=\bdata):(?:[a-z]{1,12}/?)?"
    r"|(?<![\w.@/\\-])w{1,3}|&\w{0,7})$",
    regex.IGNORECASE,
)
MAY_HEAD = regex.compile(r"[/\\:&]|www|w{1,2}$", regex.IGNORECASE)  # cheaper than HEAD: most pieces of a text have none
SCHEME = regex.compile(r"([a-z][a-z0-9+.-]{0,30}):?$", regex.IGNORECASE)
HOST = regex.compile(r"[^\s/\\?#\"'<>()`{}|^]{0,300}")
# What may stand behind a host and be a part of it all the same: marks that browsers take, or that Markdown escapes, and what
# browsers drop.
MORE_HOST = regex.compile(r"[^\s/?#<>\"|^]{0,300}")
MORE_QUOTED_HOST = regex.compile(r"(?:[\t\r\n]*+[^\s/?#<>\"|^]){0,300}[\t\r\n]*+")
IS_MORE = regex.compile(r"@|[.．。｡]\w")
MARKS = frozenset("'`{}()\\")
QUOTED, BROKEN = frozenset("\"'`\0"), frozenset("\t\r\n")
LEADS_ALL = regex.compile(r"<(?:base|form)\b[^<>]*$", regex.IGNORECASE)  # where it leads, all behind it leads
MAIL, SEVERAL = regex.compile(r"\bmailto$", regex.IGNORECASE), regex.compile(r"[%,;]")
WORD = regex.compile(r"(?!\d)[A-Za-z0-9_-]*")  # "//TODO" and "C:\\\\Users" are no hosts
PORT = regex.compile(r":\d*$")
BEHIND_HOST = ".,;:!*_~]"
CLOSERS = {"(": ")", "<": ">", '"': '"', "'": "'", "`": "`"}
NEVER = "\0"
ENDS = {
    closer: regex.compile(ends)
    for closer, ends in {
        "": r"[ \t\r\n\f<>\"]",
        ")": r"(?<!\\)\)|[(\n]",  # Markdown takes "\\)" for a part of the link
        ">": ">",
        '"': '"',
        "'": "'",
        "`": "`",
        NEVER: NEVER,
    }.items()
}
MAX_SPACE = 32
MAX_HEAD = 2_000  # what is longer before its path leads nowhere good, and holding it back would take its length squared
LOCAL = frozenset({"localhost", "127.0.0.1", "0.0.0.0", "[::1"})
ADDRESS = regex.compile(r"(?<=[\w.+%-]|\w[\"'])(?:@|%40)\[?(?<host>[\w-]++(?:\.[\w-]++)+)")
BARE = regex.compile(
    r"(?<![^\s\"'`=(,;:@/|&<>\[])(?<host>(?:[\w-]++\.)+(?<end>[a-z]{2,24}|\d{1,3}))(?=\.?(?:[/?:\s\"'`),;|&<>\]]|$))",
    regex.IGNORECASE,
)
IPV6 = regex.compile(
    r"(?<![\w:.])(?=[:.]*+[\da-f])[\da-f]{0,4}+(?::[\da-f]{0,4}+){2,7}(?:\.\d{1,3}){0,3}(?![\w:])", regex.IGNORECASE
)
DOTS = str.maketrans("．。｡", "...")
# Commands that lead to a host, whatever its ending is.
REACHES = regex.compile(
    r"(?<![\w.-])(?:curl|wget|nc|ncat|netcat|socat|ssh|scp|sftp|rsync|ftp|telnet|ping|dig|nslookup|host|iwr|irm|openssl"
    r"|Invoke-(?:WebRequest|RestMethod))\s",
    regex.IGNORECASE,
)
# Endings that few files and no fields of a program have.
HOST_ENDINGS = frozenset("com net org edu gov mil io co dev biz xyz top online site cloud tech example".split())
FILE_ENDINGS = frozenset("py sh rs md pl so cc zip mov ps app rs ai vi mm ml".split())


class Stretch(NamedTuple):
    """A stretch of a text in which nothing is put back.

    Arguments:
        start, end: its place; the end is that of the text where it goes on.
        closer: what ends it; empty for white space.
        depth: how many brackets were open at its start.
        is_open: whether it goes on behind the text.
    """

    start: int
    end: int
    closer: str
    depth: int
    is_open: bool


class Inside(NamedTuple):
    """What a text that comes in pieces is in the middle of.

    Arguments:
        closer: what ends the link; empty for white space.
        depth: how many brackets are open.
    """

    closer: str
    depth: int


@dataclass(frozen=True, slots=True)
class Links:
    """Tells the links into which originals may be put.

    Arguments:
        hosts: the hosts that the prompt had, in lower case, as originals or as surrogates.
        rule: `known` for links to these hosts, `any` for all, `never` for none.
        tools: the tools whose calls get originals, whatever links they hold; None for all calls that do not lead out.
    """

    hosts: frozenset[str] = frozenset()
    rule: str = "known"
    tools: tuple[str, ...] | None = None

    def foreign(
        self, text: str, start: int, inside: Inside | None, *, is_last: bool, is_value: bool = False
    ) -> tuple[list[Stretch], int]:
        """Find the stretches of a text in which nothing may be put back.

        Arguments:
            text: what is known so far.
            start: where to begin.
            inside: the link in whose middle that is.
            is_last: whether the text ends here.
            is_value: whether the text is a value by itself, so that a link at its start goes on to its end.

        Returns:
            The stretches, and from where on a link may begin of which not enough is known.
        """
        if self.rule == "any" or (inside is None and not MAY_HEAD.search(text, start)):
            return [], len(text)
        found: list[Stretch] = []
        if inside:
            found.append(_stretch(text, start, start, inside))
            start = found[0].end
        while head := HEAD.search(text, start):
            host = HOST.match(text, head.end())
            start = host.end() if host else head.end()
            opened = _opened(text, head.start(), is_value=is_value)
            more = _more_host(text, start, opened)
            is_long = start + len(more) - head.start() > MAX_HEAD
            if start + len(more) == len(text) and not is_last and not is_long:
                return found, head.start()
            is_hidden = is_long or IS_MORE.search(more.partition(opened)[0] if opened else more)
            if is_hidden or self._is_foreign(text, head, text[head.end() : start], opened):
                closer = NEVER if LEADS_ALL.search(text, max(0, head.start() - 200), head.start()) else opened
                found.append(_stretch(text, head.start(), start, Inside(closer, 0)))
                start = found[-1].end
        half = None if is_last else HALF_HEAD.search(text, max(start, len(text) - 16))
        return found, half.start() if half else len(text)

    def is_known(self, host: str) -> bool:
        """Return whether the prompt had a host, or it is this machine."""
        plain = PORT.sub("", host.rpartition("@")[2]).rstrip(BEHIND_HOST).casefold()
        return self.rule == "any" or (self.rule == "known" and (plain in self.hosts or plain in LOCAL))

    def of_call(self, tool: str, arguments: object) -> "Links | None":
        """Return into which links of a call's arguments originals may be put; None for none of them in any place.

        Arguments:
            tool: the name of the tool.
            arguments: what it is called with: JSON, or a JSON text.
        """
        if self.tools is not None:
            return Links(rule="any") if tool in self.tools else None
        return None if any(map(self._leads_out, _texts(arguments))) else self

    def _leads_out(self, text: str) -> bool:
        """Return whether a text has a link, an e-mail address or a host that the prompt did not have."""
        if self.rule == "any":
            return False
        if self.foreign(text, 0, None, is_last=True, is_value=True)[0]:
            return True
        return any(host.casefold() not in self.hosts and host not in LOCAL for host in _hosts(text))

    def _is_foreign(self, text: str, head: "regex.Match[str]", host: str, opened: str) -> bool:
        mark = head[0]
        if mark[0] == "&":
            return True
        if mark[0] in "wW":
            return not self.is_known(mark + host)
        has_scheme = mark[0] == ":" or text[head.start() - 1 : head.start()] == ":"
        if has_scheme and len(mark) > 2 and text[max(0, head.start() - 5) : head.start()].casefold() == "file:":
            return False  # a path of this machine
        end = head.end() + len(host)
        if MAIL.search(text, max(0, head.start() - 7), head.start()) and (
            SEVERAL.search(host) or text[end : end + 1] == "?"
        ):
            return True  # to whom else it goes may stand behind the first address
        if not host:
            return bool(opened) and (has_scheme or text[end : end + 1] in BROKEN)
        if not has_scheme and WORD.fullmatch(host):
            return False
        return not self.is_known(host)


def inside_at(text: str, found: Collection[Stretch], place: int) -> Inside | None:
    """Return what a place of a text is in the middle of."""
    for start, end, closer, depth, is_open in found:
        if start < place < end or (is_open and start < place == end):
            return Inside(closer, depth + _depth(text[start:place]))
    return None


def _texts(value: object) -> Iterator[str]:
    """Yield every string of a JSON value, names of fields included; of one that is JSON again, those of it as well."""
    if isinstance(value, str):
        yield unescape(value.replace("\\/", "/"))
        with suppress(ValueError, RecursionError):
            inner = json.loads(value) if value.lstrip()[:1] in ("{", "[", '"') else None
            yield from _texts(inner)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from _texts(item)


def _stretch(text: str, start: int, search_from: int, inside: Inside) -> Stretch:
    depth = inside.depth
    for end in ENDS[inside.closer].finditer(text, search_from):
        if end[0] == "(":
            depth += 1
        elif end[0] == ")" and depth:
            depth -= 1
        else:
            return Stretch(start, end.start(), *inside, is_open=False)
    return Stretch(start, len(text), *inside, is_open=True)


def _depth(text: str) -> int:
    """Return how many brackets a piece of a link opens and does not close."""
    return text.count("(") + text.count("\\)") - text.count(")")


def _more_host(text: str, place: int, opened: str) -> str:
    """Return what stands behind a host and may be a part of it all the same."""
    first = text[place : place + 1]
    if opened in QUOTED and (first in BROKEN or (first in MARKS and first != opened)):
        match = MORE_QUOTED_HOST.match(text, place)
    else:
        match = MORE_HOST.match(text, place) if first in MARKS and first != opened else None
    return match[0] if match else ""


def _opened(text: str, head: int, *, is_value: bool) -> str:
    """Return the character that ends a link, from the text before it; white space where no quote or bracket opens it."""
    scheme = SCHEME.search(text, max(0, head - 32), head)
    before = scheme.start() if scheme else head
    if is_value and not before:
        return NEVER
    opener = text[max(0, before - MAX_SPACE) : before].rstrip()[-1:]
    return CLOSERS.get(opener, "")


def _hosts(text: str) -> Iterator[str]:
    text = text.translate(DOTS)
    yield from (match["host"] for match in ADDRESS.finditer(text))
    yield from (match[0] for match in IPV6.finditer(text) if _is_ipv6(match[0]))
    may_reach = REACHES.search(text) is not None
    for match in BARE.finditer(text):
        end, is_whole = match["end"].casefold(), match["host"] == text.rstrip(".")
        if end.isdecimal():
            is_host = match["host"].count(".") == 3
        else:
            is_host = end in HOST_ENDINGS or (
                (is_whole or may_reach) and end not in FILE_ENDINGS and _has_public_suffix(match["host"])
            )
        if is_host:
            yield match["host"]


def _is_ipv6(text: str) -> bool:
    if not any(map(str.isdecimal, text)):  # "a::b" is a name of a program
        return False
    try:
        return not IPv6Address(text).is_loopback
    except ValueError:
        return False


def _has_public_suffix(host: str) -> bool:
    return bool(EXTRACT(host.casefold()).suffix)


EXTRACT = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)  # the list that ships with it; never fetched
