"""URLs in an answer: detects those whose host does not occur in the prompt.

Opening a URL, or displaying its image, sends the URL to its host. An attacker whose text the model has read may have
influenced the answer, so originals are restored only in URLs whose hosts occur in the prompt (OWASP LLM05:2025).
"""

import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv6Address
from typing import NamedTuple

import regex

from recognizers.lexicon.domain_names import parts_of_domain
from recognizers.lexicon.folding import unescape

# The characters before a host, as lenient HTML and Markdown parsers accept them: "https://", "//", "\\\\", "https:",
# "www.", and an escaped colon or slash. Browsers ignore tabs and line breaks within them.
HEAD = regex.compile(
    r"[/\\](?:(?:[\t\r\n]{0,8}[/\\])+|[\t\r\n]{9,}+[/\\]*)|(?<=\b(?:https?|wss?|ftps?|mailto|sms)):[/\\]*|(?<=\bdata):(?=[a-z]+/[a-z])"
    r"|(?<=\b(?:javascript|vbscript)):|(?<![\w.@/\\-])www\.|&(?:\#|(?:colon|sol|bsol|tab|newline);)",
    regex.IGNORECASE,
)
# An incomplete HEAD at the end of an unfinished text.
HALF_HEAD = regex.compile(
    r"(?:[/\\][\t\r\n]{0,8}|(?<=\b(?:https?|wss?|ftps?|mailto|sms)):[/\\]*|(?<=\bdata):(?:[a-z]{1,12}/?)?"
    r"|(?<![\w.@/\\-])w{1,3}|&\w{0,7})$",
    regex.IGNORECASE,
)
MAY_HEAD = regex.compile(r"[/\\:&]|www|w{1,2}$", regex.IGNORECASE)  # cheap precheck for HEAD, which most pieces lack
SCHEME = regex.compile(r"([a-z][a-z0-9+.-]{0,30}):?$", regex.IGNORECASE)
HOST = regex.compile(r"[^\s/\\?#\"'<>()`{}|^]{0,300}")
# Characters after a host that may still belong to it: punctuation that browsers accept or Markdown escapes, and
# characters that browsers ignore.
MORE_HOST = regex.compile(r"[^\s/?#<>\"|^]{0,300}")
MORE_QUOTED_HOST = regex.compile(r"(?:[\t\r\n]*+[^\s/?#<>\"|^]){0,300}[\t\r\n]*+")
IS_MORE = regex.compile(r"@|[.．。｡]\w")
MARKS = frozenset("'`{}()\\")
QUOTED, BROKEN = frozenset("\"'`\0"), frozenset("\t\r\n")
LEADS_ALL = regex.compile(r"<(?:base|form)\b[^<>]*$", regex.IGNORECASE)  # redirects everything that follows
MAIL, SEVERAL = regex.compile(r"\bmailto$", regex.IGNORECASE), regex.compile(r"[%,;]")
WORD = regex.compile(r"(?!\d)[A-Za-z0-9_-]*")  # not a host, as in "//TODO" and "C:\\\\Users"
PORT = regex.compile(r":\d*$")
BEHIND_HOST = ".,;:!*_~]"
CLOSERS = {"(": ")", "<": ">", '"': '"', "'": "'", "`": "`"}
NEVER = "\0"
ENDS = {
    closer: regex.compile(ends)
    for closer, ends in {
        "": r"[ \t\r\n\f<>\"]",
        ")": r"(?<!\\)\)|[(\n]",  # in Markdown, "\\)" is part of the URL
        ">": ">",
        '"': '"',
        "'": "'",
        "`": "`",
        NEVER: NEVER,
    }.items()
}
MAX_SPACE = 32
MAX_HEAD = 2_000  # longer hosts are suspicious, and buffering them would take quadratic time
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
# Commands whose argument is a host with any ending.
REACHES = regex.compile(
    r"(?<![\w.-])(?:curl|wget|nc|ncat|netcat|socat|ssh|scp|sftp|rsync|ftp|telnet|ping|dig|nslookup|host|iwr|irm|openssl"
    r"|Invoke-(?:WebRequest|RestMethod))\s",
    regex.IGNORECASE,
)
# Domain endings that are rarely file extensions and never attributes in source code.
HOST_ENDINGS = frozenset("com net org edu gov mil io co dev biz xyz top online site cloud tech example".split())
FILE_ENDINGS = frozenset("py sh rs md pl so cc zip mov ps app rs ai vi mm ml".split())


class Stretch(NamedTuple):
    """A span of a text in which no originals are restored.

    Arguments:
        start, end: offsets into the text, half open; the end is that of the text if the span is not finished.
        closer: the character that ends the span; empty for white space.
        depth: the number of open brackets at the start.
        is_open: whether the span continues after the text.
    """

    start: int
    end: int
    closer: str
    depth: int
    is_open: bool


class Inside(NamedTuple):
    """State within an unfinished URL of a text that arrives in pieces.

    Arguments:
        closer: the character that ends the URL; empty for white space.
        depth: the number of open brackets.
    """

    closer: str
    depth: int


@dataclass(frozen=True, slots=True)
class Links:
    """The links and tool calls in which originals may be restored.

    Arguments:
        hosts: the hosts of the prompt, originals and surrogates, in lower case.
        rule: `known` for links to these hosts, `any` for all links, `never` for none.
        tools: the tools whose calls get originals, with any links; None for all calls without other hosts.
    """

    hosts: frozenset[str] = frozenset()
    rule: str = "known"
    tools: tuple[str, ...] | None = None

    def foreign(
        self, text: str, start: int, inside: Inside | None, *, is_last: bool, is_value: bool = False
    ) -> tuple[list[Stretch], int]:
        """Find the spans of a text in which no originals may be restored.

        Arguments:
            text: the text so far.
            start: the offset at which to begin.
            inside: the unfinished URL that contains `start`, if any.
            is_last: whether the text is complete.
            is_value: whether the text is a complete value, so that a URL at its start extends to its end.

        Returns:
            The spans, and the offset from which an incomplete URL may begin.
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
        """Return whether a host occurs in the prompt or is the local machine."""
        plain = PORT.sub("", host.rpartition("@")[2]).rstrip(BEHIND_HOST).casefold()
        return self.rule == "any" or (self.rule == "known" and (plain in self.hosts or plain in LOCAL))

    def of_call(self, tool: str, arguments: object) -> "Links | None":
        """Return the links in which originals may be restored for a tool call.

        Arguments:
            tool: the name of the tool.
            arguments: the arguments of the call: a JSON value, or a JSON text.

        Returns:
            The links; None if no originals may be restored anywhere in the call.
        """
        if self.tools is not None:
            return Links(rule="any") if tool in self.tools else None
        return None if any(map(self._leads_out, _texts(arguments))) else self

    def _leads_out(self, text: str) -> bool:
        """Return whether a text contains a URL, e-mail address or host that does not occur in the prompt."""
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
            return False  # a local path
        end = head.end() + len(host)
        if MAIL.search(text, max(0, head.start() - 7), head.start()) and (
            SEVERAL.search(host) or text[end : end + 1] == "?"
        ):
            return True  # may contain further recipients after the first address
        if not host:
            return bool(opened) and (has_scheme or text[end : end + 1] in BROKEN)
        if not has_scheme and WORD.fullmatch(host):
            return False
        return not self.is_known(host)


def inside_at(text: str, found: Collection[Stretch], place: int) -> Inside | None:
    """Return the state of the unfinished URL at an offset of a text; None outside of URLs."""
    for start, end, closer, depth, is_open in found:
        if start < place < end or (is_open and start < place == end):
            return Inside(closer, depth + _depth(text[start:place]))
    return None


def _texts(value: object) -> Iterator[str]:
    """Yield every string of a JSON value, including keys and the strings of nested JSON."""
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
    """Return the number of brackets that a piece of a URL opens and does not close."""
    return text.count("(") + text.count("\\)") - text.count(")")


def _more_host(text: str, place: int, opened: str) -> str:
    """Return the characters after a host that may still belong to it."""
    first = text[place : place + 1]
    if opened in QUOTED and (first in BROKEN or (first in MARKS and first != opened)):
        match = MORE_QUOTED_HOST.match(text, place)
    else:
        match = MORE_HOST.match(text, place) if first in MARKS and first != opened else None
    return match[0] if match else ""


def _opened(text: str, head: int, *, is_value: bool) -> str:
    """Return the character that ends a URL, from the quote or bracket before it; an empty string for white space."""
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
    if not any(map(str.isdecimal, text)):  # "a::b" is a name in source code
        return False
    try:
        return not IPv6Address(text).is_loopback
    except ValueError:
        return False


def _has_public_suffix(host: str) -> bool:
    return bool(parts_of_domain(host.casefold()).suffix)
