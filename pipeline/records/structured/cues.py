"""Subtitles and transcripts: WebVTT and SRT. The lines of a cue are one text, divided where the speaker changes."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

import regex

from pipeline.records.mail.addresses import may_be_person
from pipeline.records.markup.references import Decoded
from pipeline.records.structured.escapes import LINE, LINE_BREAKS, decoded, in_one_line
from pipeline.records.structured.parts import Found, Part, Style
from recognizers.lexicon.names import is_given_name
from recognizers.lexicon.not_names import is_ordinary

Range = tuple[int, int]
PERSON = "PERSON"
NOTHING = "-"  # in place of an empty text, which would end a cue
LINES = regex.compile(r"(?P<line>[^\r\n]*+)(?:\r\n|\r|\n)|(?P<line>[^\r\n]++)")
WORD = regex.compile(r"\S++")
CLOCK = r"(?:\d{1,4}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?"
TIMING = regex.compile(rf"[ \t]*+{CLOCK}[ \t]*+-->[ \t]*+{CLOCK}")
NUMBER = regex.compile(r"[ \t]*\d{1,7}[ \t]*")
SETTING = regex.compile(
    r"(?:(?:vertical|line|position|size|align|width|lines|regionanchor|viewportanchor|scroll):[a-z0-9%.,-]{1,24}|[XY][12]:\d{1,5})"
)
OPENING = regex.compile(r"(?:(?P<prose>WEBVTT|NOTE)|(?P<style>STYLE)|REGION)(?=[ \t\r\n]|\Z)(?:[ \t]*-[ \t])?")
# A style sheet without its strings and comments names tags and colours only.
IN_STYLE = regex.compile(
    r"voice=[\"'](?P<voice>[^\"'\n]+)[\"']|/\*(?P<text>.*?)\*/|[\"'](?P<text>[^\"'\n]+)[\"']", regex.DOTALL
)
NOT_IN_STYLE = regex.compile(r"[\"'\\*/{}<>\r\n]+")
VOICE = r"<v(?:\.[\w.-]*+)?[ \t]++(?P<voice>[^<>\r\n]++)>"
TAG = r"</?(?:c|i|b|u|v|ruby|rt)(?:\.[\w.-]*+)?[ \t]*>|</?lang(?:[ \t]+[\w-]{1,12})?>|<[\d:.]{5,16}>"
SRT_TAG = r"</?(?:i|b|u|s|font)(?:[ \t]+(?:color|face|size)[ \t]*=[ \t]*(?:\"[\w#,. -]{1,30}\"|[\w#]{1,20}))*[ \t]*>|\{\\[\w&(),.\\*-]{1,60}\}"
REFERENCE = r"(?P<reference>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
BREAK = r"(?P<break>[ \t]*(?:\r\n|\r|\n)[ \t]*)"
VTT_MARKS = regex.compile(f"{TAG}|{REFERENCE}|{BREAK}")
SRT_MARKS = regex.compile(f"{SRT_TAG}|{BREAK}")
DASH = r"(?:[-–—]|>>+|&gt;&gt;(?:&gt;)?)[ \t]*"
LABEL = r"(?P<label>\p{Lu}[\p{L}\p{M}'’.-]*+(?:[ ](?:\p{Lu}[\p{L}\p{M}'’.-]*+|van|von|de|da|der|den|la|le|di|bin|al)){0,4})[ ]?:(?!\S)"
TURN = regex.compile(rf"{VOICE}|(?:(?<=[\r\n])|\A)[ \t]*(?P<dash>{DASH})?(?:(?:{TAG}|{SRT_TAG})[ \t]*)*(?:{LABEL})?")
BLANK_LINE = regex.compile(r"\A[ \t]*(?:[\r\n]|\Z)|(?>\r\n|\r|\n)[ \t]*(?:[\r\n]|\Z)")
REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
MIN_TURNS = 2  # of a label that is no given name


@dataclass(frozen=True, slots=True)
class _Dialect:
    is_vtt: bool
    payload: Style


def vtt_parts(text: str) -> Found:
    """Find the parts of a WebVTT file, or of a piece of one."""
    return _Reader(text, VTT).read()


def srt_parts(text: str) -> Found:
    """Find the parts of an SRT file, or of a piece of one."""
    return _Reader(text, SRT).read()


class _Reader:
    def __init__(self, text: str, dialect: _Dialect) -> None:
        self._text = text
        self._dialect = dialect
        self._found = Found()
        self._labels = Counter(match["label"].casefold() for match in TURN.finditer(text) if match["label"])

    def read(self) -> Found:
        for block in _blocks(self._text):
            if self._dialect.is_vtt and (opening := OPENING.match(self._text, *block[0])):
                self._special(opening, block)
            else:
                self._cue(block)
        return self._found

    def _special(self, opening: "regex.Match[str]", block: Sequence[Range]) -> None:
        """Add a block that is no cue: the header, a note, a style sheet or a region."""
        start, end = opening.end(), block[-1][1]
        if opening["prose"]:
            self._add(start, end, NOTE_STYLE)
        elif opening["style"]:
            self._style_sheet(start, end)
        else:
            self._settings(start, end)

    def _style_sheet(self, start: int, end: int) -> None:
        """Add strings and comments, and what is between them as names."""
        for found in IN_STYLE.finditer(self._text, start, end):
            self._add(start, found.start(), STRING_STYLE, is_name=True)
            self._add(
                *found.span("voice" if found["voice"] else "text"), STRING_STYLE, PERSON if found["voice"] else ""
            )
            start = found.end()
        self._add(start, end, STRING_STYLE, is_name=True)

    def _cue(self, block: Sequence[Range]) -> None:
        timings = [TIMING.match(self._text, *line) for line in block[:2]]
        place = next((place for place, timing in enumerate(timings) if timing), -1)
        if place > 0 and not NUMBER.fullmatch(self._text, *block[0]):
            self._add(*block[0], LINE)
        if timing := timings[place] if place >= 0 else None:
            self._settings(timing.end(), block[place][1])
        if place + 1 < len(block):
            self._payload(block[place + 1][0], block[-1][1])

    def _settings(self, start: int, end: int) -> None:
        """Add what is no setting among the settings of a cue or a region, and the names of regions."""
        for word in WORD.finditer(self._text, start, end):
            if not SETTING.fullmatch(word[0]):
                named = word[0].partition(":")[0] in ("id", "region")
                first = word.start() + (word[0].index(":") + 1 if named else 0)
                path = (self._text[first : word.end()],)
                self._found.parts.append(Part(first, word.end(), path, WORD_STYLE, is_name=True))

    def _payload(self, start: int, end: int) -> None:
        """Add the turns of a cue, each with its speaker."""
        position = start
        for turn in TURN.finditer(self._text, start, end):
            is_speaker = bool(turn["voice"]) or self._is_speaker(turn["label"])
            if not is_speaker and not turn["dash"]:
                continue
            self._add(position, turn.start(), self._dialect.payload)
            position = turn.end() if is_speaker else turn.end("dash")
            if turn["voice"]:
                self._add(*turn.span("voice"), self._dialect.payload, PERSON if may_be_person(turn["voice"]) else "")
            elif is_speaker:
                self._add(*turn.span("label"), self._dialect.payload, PERSON)
        self._add(position, end, self._dialect.payload)

    def _is_speaker(self, label: str | None) -> bool:
        """Return whether a label before a colon is a name: of several turns, or one that begins with a given name."""
        if not label or not may_be_person(label) or any(map(is_ordinary, label.split())):
            return False
        return self._labels[label.casefold()] >= MIN_TURNS or is_given_name(label.split()[0])

    def _add(self, start: int, end: int, style: Style, meaning: str = "", *, is_name: bool = False) -> None:
        content = self._text[start:end]
        start += len(content) - len(content.lstrip())
        end -= len(content) - len(content.rstrip())
        if start < end:
            path = ("speaker",) if meaning else ()
            self._found.parts.append(Part(start, end, path, style, meaning=meaning, is_name=is_name))


def _blocks(text: str) -> Iterator[list[Range]]:
    """Yield the lines between blank lines, each as its offsets without its line end."""
    block: list[Range] = []
    for line in LINES.finditer(text):
        if not line[0].strip():
            if block:
                yield block
            block = []
        else:
            block.append(line.span("line"))
    if block:
        yield block


def _style(marks: "regex.Pattern[str]", escape: Callable[[str], str], line_break: str = " ") -> Style:
    """Return the style of a text of several lines, none of them blank.

    Arguments:
        marks: matches tags, which are no text and stay, references, and line breaks.
        escape: returns a text as it is written.
        line_break: how a line break is read.
    """

    def meaning(match: "regex.Match[str]") -> str:
        found = match.groupdict()
        return line_break if found.get("break") else unescape(found.get("reference") or "")

    def decode(content: str) -> Decoded | None:
        return None if BLANK_LINE.search(content) else decoded(content, marks, meaning)

    def kept(content: str) -> str:
        return "".join(match[0] for match in marks.finditer(content) if not meaning(match))

    return Style(decode, escape, lambda value: escape(value).strip() or NOTHING, kept)


def _referenced(value: str) -> str:
    return "".join(REFERENCES.get(one, one) for one in in_one_line(value))


def _plain(value: str) -> str:
    return in_one_line(value).replace("-->", "->")


def _string(value: str) -> str:
    return NOT_IN_STYLE.sub(" ", value)


def _word(value: str) -> str:
    return "".join(value.split()) or NOTHING


NOTE_STYLE = _style(regex.compile(BREAK), _plain, "\n")
STRING_STYLE = Style(Decoded, _string, _string)
WORD_STYLE = Style(
    lambda content: Decoded(content) if content and not LINE_BREAKS.search(content) else None, _word, _word
)
VTT = _Dialect(True, _style(VTT_MARKS, _referenced))
SRT = _Dialect(False, _style(SRT_MARKS, _plain))
