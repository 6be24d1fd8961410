"""Reader of LaTeX: paragraphs as texts, arguments of commands by what they hold, comments and verbatim text."""

import re
from collections.abc import Iterator

import regex

from pipeline.records.latex.styles import LINK_STYLE, latex_style, plain
from pipeline.records.mail.addresses import ADDRESS, may_be_person
from pipeline.records.markup.references import Decoded
from pipeline.records.structured.escapes import LINE
from pipeline.records.structured.parts import Found, Part, Style

Range = tuple[int, int]
PERSON = "PERSON"
NAMES = "names"  # several names of people, with what is said of them
FILE, KEY, LINK = "file name", "key", "link"
BOTH_NAMES = ("PERSON:given", "PERSON:family")
# Command -> what its arguments hold, in order; the last one stands for all further ones.
COMMANDS = {
    **dict.fromkeys("author signature supervisor advisor examiner presenter speaker".split(), (NAMES,)),
    "name": BOTH_NAMES,
    **dict.fromkeys("firstname givenname".split(), ("PERSON:given",)),
    **dict.fromkeys("familyname lastname surname".split(), ("PERSON:family",)),
    **dict.fromkeys("email emailAdd mail".split(), ("EMAIL_ADDRESS",)),
    **dict.fromkeys("phone mobile telephone tel fax".split(), ("PHONE_NUMBER",)),
    "address": ("ADDRESS", "ADDRESS", "country"),
    **dict.fromkeys("institute affiliation institution affil department university company".split(), ("affiliation",)),
    **dict.fromkeys("url nolinkurl homepage path".split(), (LINK,)),
    "href": (LINK, ""),
    **dict.fromkeys("includegraphics input include includepdf addbibresource bibliography lstinputlisting".split(), (FILE,)),
    **dict.fromkeys(
        """label ref pageref eqref autoref cref Cref nameref vref hyperref cite citep citet citealp citealt citeauthor citeyear
        parencite textcite footcite autocite nocite fullcite bibitem usepackage RequirePackage documentclass bibliographystyle
        pagestyle thispagestyle newcommand renewcommand providecommand newenvironment setcounter begin end""".split(),
        (KEY,),
    ),
}  # fmt: skip
CODE = "verbatim|Verbatim|lstlisting|minted|alltt|comment|filecontents"
VERBATIM_TEXT = rf"""\\begin[ ]?\{{(?P<env>(?:{CODE})\*?)\}}(?P<code>.*?)(?:\\end[ ]?\{{(?P=env)\}}|\Z)
    | \\(?:verb\*?|lstinline)(?P<delimiter>[^\s\w\\{{}}\[])(?P<code>[^\r\n]*?)(?P=delimiter)"""
BLANK = r"(?P<blank>(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*)"
TOKEN = regex.compile(
    rf"{VERBATIM_TEXT} | \\(?P<command>[A-Za-z@]++)\*? | \\. | %(?P<comment>[^\r\n]*+) | {BLANK}",
    regex.VERBOSE | regex.DOTALL,
)
BRACE = regex.compile(
    rf"{VERBATIM_TEXT} | \\. | %[^\r\n]*+ | {BLANK} | (?P<brace>[{{}}])", regex.VERBOSE | regex.DOTALL
)
OPTION = re.compile(r"\s*\[(?P<text>[^\[\]]{0,400}+)\]|\s*<[\w,|@*+-]{1,20}>")
OPENING = re.compile(r"\s*\{")
# What divides names, and what divides them from what is said of them.
BETWEEN_NAMES = regex.compile(
    r"(?P<names>\\(?:and|And|AND)(?![A-Za-z])|,|;|(?<![\p{L}\\])(?:and|und|et|y)(?!\p{L})|\\quad|&)|(?P<others>\\\\|\\(?:thanks|inst|footnote|orcid\w*|email|textsuperscript|affiliation|institute)\b|[<(])"
)
AND = regex.compile(r"\\(?:and|And|AND)(?![A-Za-z])")
WORDS = regex.compile(r"[^\W_]")
VERBATIM = Style(
    Decoded, lambda value: value.replace("\\end", "\\ end"), lambda value: value.replace("\\end", "\\ end")
)


def latex_parts(text: str) -> Found:
    """Find the parts of a LaTeX file, or of a piece of one."""
    return _Reader(text).read()


def name_ranges(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the offsets of names of people, and of what is said of them, with what they are.

    Arguments:
        text: the text.
        start, end: the offsets of the names.
    """
    position, is_name = start, True
    marks = [*((match.span(), match) for match in BETWEEN_NAMES.finditer(text, start, end)), ((end, end), None)]
    for (first, last), match in marks:
        if match and not is_name and not AND.fullmatch(match[0]):
            continue  # what is said of a person goes on to the next one
        is_person = is_name and may_be_person(plain(text[position:first]))
        yield position, first, PERSON if is_person else "author" if is_name else "affiliation"
        is_name = match is None or match["others"] is None
        position = last + text.startswith("{", last)


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._found = Found()
        self._is_ascii = text.isascii()
        self._closings = _closings(text)
        self._rest = 0  # where the text begins that belongs to no part yet

    def read(self) -> Found:
        position = 0
        while token := TOKEN.search(self._text, position):
            position = self._token(token)
        self._flush(len(self._text), len(self._text))
        return self._found

    def _token(self, token: "regex.Match[str]") -> int:
        """Add the parts of a token, and return the offset behind it."""
        end = token.end()
        if token["code"] is not None:
            self._flush(token.start(), end)
            self._add(*token.span("code"), "", VERBATIM)
        elif token["comment"] is not None:
            if token["comment"].strip():
                self._flush(token.start(), end)
                self._add(*token.span("comment"), "", LINE)
        elif token["blank"]:
            self._flush(token.start(), end)
        elif token["command"] in COMMANDS:
            return self._command(token.start(), end, token["command"])
        return end

    def _command(self, start: int, end: int, command: str) -> int:
        """Add the arguments of a command that says what they hold."""
        held = COMMANDS[command]
        options: list[Range] = []
        arguments: list[Range] = []
        position = end
        while len(arguments) < len(held):
            if option := OPTION.match(self._text, position):
                options.append(option.span("text"))
                position = option.end()
                continue
            opening = OPENING.match(self._text, position)
            closing = self._closings.get(opening.end() - 1) if opening else None
            if not opening or closing is None:
                break
            arguments.append((opening.end(), closing))
            position = closing + 1
        if not arguments:
            return end
        self._flush(start, position)
        for option_start, option_end in options:
            self._add(option_start, option_end, "")
        held = (NAMES,) if held == BOTH_NAMES and len(arguments) == 1 else held
        for (first, last), kind in zip(arguments, held, strict=False):
            self._argument(first, last, kind)
        return position

    def _argument(self, start: int, end: int, held: str) -> None:
        if held == NAMES:
            for first, last, meaning in name_ranges(self._text, start, end):
                self._add(first, last, meaning)
        elif held == KEY:
            for first, last in _divided(self._text, start, end):
                key = self._text[first:last]
                style = latex_style(key, is_ascii=self._is_ascii)
                self._found.parts.append(Part(first, last, (key,), style, is_name=True))
        elif held == LINK:
            self._add(start, end, "URL" if "://" in self._text[start:end] else "", LINK_STYLE)
        elif held == "EMAIL_ADDRESS" and not ADDRESS.fullmatch(plain(self._text[start:end])):
            self._add(start, end, "contact")
        else:
            self._add(start, end, held)

    def _flush(self, start: int, end: int) -> None:
        """Add the text before an offset; the next one begins at `end`."""
        self._add(self._rest, start, "")
        self._rest = end

    def _add(self, start: int, end: int, meaning: str, style: Style | None = None) -> None:
        content = self._text[start:end]
        start += len(content) - len(content.lstrip())
        end -= len(content) - len(content.rstrip())
        if start < end and WORDS.search(self._text, start, end):
            style = style or latex_style(self._text[start:end], is_ascii=self._is_ascii)
            path = (meaning,) if meaning else ()
            self._found.parts.append(Part(start, end, path, style, meaning=meaning))


def _divided(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the keys of a list, without spaces."""
    for word in regex.finditer(r"[^\s,][^,\r\n]*", text, pos=start, endpos=end):
        yield word.start(), word.start() + len(word[0].rstrip())


def _closings(text: str) -> dict[int, int]:
    """Return the offset of each brace that opens -> that of the brace that closes it in its paragraph."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in BRACE.finditer(text):
        if match["blank"]:
            opened.clear()
        elif match["brace"] == "{":
            opened.append(match.start())
        elif match["brace"] and opened:
            found[opened.pop()] = match.start()
    return found
