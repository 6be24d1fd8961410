"""Text of LaTeX: accents, escapes and commands decoded, and new text written so that it says the same."""

import unicodedata
from collections.abc import Callable
from functools import partial

import regex

from pipeline.records.markup.changes import changes
from pipeline.records.markup.references import Decoded
from pipeline.records.structured.escapes import LINE_BREAKS, NOT_PRINTABLE, decoded
from pipeline.records.structured.parts import Style

# Command of an accent -> the combining character.
ACCENTS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "r": "\u030a", "k": "\u0328",
}  # fmt: skip
COMBINING = {character: command for command, character in ACCENTS.items()}
LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "th": "þ", "TH": "Þ",
    "S": "§", "P": "¶", "copyright": "©", "textregistered": "®", "pounds": "£", "texteuro": "€", "euro": "€", "textdegree": "°",
    "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—", "textquoteright": "’",
    "textquoteleft": "‘", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_",
    "textbraceleft": "{", "textbraceright": "}", "textless": "<", "textgreater": ">", "textbar": "|", "textquotedbl": '"',
    "textdollar": "$", "textperiodcentered": "·", "LaTeX": "LaTeX", "TeX": "TeX",
}  # fmt: skip
NAMES = {value: name for name, value in reversed(LETTERS.items())}
DOTLESS = {"ı": "i", "ȷ": "j"}
# Commands at which a word ends.
BREAKING = frozenset(
    """item par newline linebreak and quad qquad tab hfill cr tabularnewline footnote footnotetext endnote marginpar caption thanks
    part chapter section subsection subsubsection paragraph subparagraph centering maketitle""".split()
)
EMPTY_BRACES = regex.compile(r"(?<![A-Za-z@*}\]])\{\}")
IN_LINK = regex.compile(r"\\([%#&_~$])")
NOT_IN_LINK = regex.compile(r"[{}\\\s]+")
MARK = regex.compile(
    r"""\\(?P<accent>["'`^~=.])(?:\{(?P<letter>\\?[A-Za-z]?)\}|(?P<letter>\\[ij](?![A-Za-z])|[A-Za-z]))
    | \\(?P<accent>[uvHcdbrk])(?:[ \t]*\{(?P<letter>\\?[A-Za-z]?)\}|[ \t]+(?P<letter>\\[ij](?![A-Za-z])|[A-Za-z]))
    | \\(?P<escaped>[&%$\#_{}])
    | \\\\(?P<break>\*?(?:\[[0-9.a-z +-]{0,20}\])?)
    | \\(?P<space>[ ,;:!/@\-\n\t])
    | \\(?P<command>[A-Za-z@]++\*?)(?:[ \t]*\{\}|[ \t]*)
    | (?P<fold>[ \t]*(?:%[ \t]*)?(?:\r\n|\r|\n)[ \t]*)
    | (?P<tie>~) | (?P<cell>&) | (?P<brace>[{}])""",
    regex.VERBOSE,
)
SPECIAL = frozenset("&%$#_{}")
WRITTEN = {"~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "\\": "\\textbackslash{}"}


def latex_style(content: str, *, is_ascii: bool) -> Style:
    """Return the style of a text with commands.

    Arguments:
        content: the text in the file.
        is_ascii: whether the file has only ASCII characters, and so letters with accents are written as commands.
    """
    write = partial(_escaped, is_ascii=is_ascii)
    return Style(_decode, write, partial(_guarded, content, write), _kept)


def plain(content: str) -> str:
    """Return what a text says."""
    return _decode(content).value


def _decode(content: str) -> Decoded:
    return decoded(content, MARK, _meaning)


def _guarded(content: str, write: Callable[[str], str], new: str) -> str:
    """Return a text with new pieces between empty braces, where a command before or behind them would take a letter."""
    old, new = _decode(content), plain(write(new))  # what can be written, without line breaks
    pieces, position = [], 0
    for change in changes(old.value, new):
        start, end = old.raw_range(change.start, change.end)
        pieces += [content[position:start], "{}", write(change.new), "{}", _kept(content[max(start, position) : end])]
        position = max(end, position)
    written = "".join(pieces) + content[position:]
    return written if plain(written) == new else write(new) + _kept(content)


def _kept(content: str) -> str:
    """Return the commands and braces of a text, which stay when it is replaced; not braces around a letter."""
    found = "".join(match[0] for match in MARK.finditer(content) if match["brace"] or _is_silent(match))
    while (fewer := EMPTY_BRACES.sub("", found)) != found:
        found = fewer
    return found


def _is_silent(match: "regex.Match[str]") -> bool:
    command = (match["command"] or "").rstrip("*")
    return bool(command) and command not in LETTERS and command not in BREAKING


def _meaning(match: "regex.Match[str]") -> str:
    kind = match.lastgroup
    if kind == "command":
        name = match["command"].rstrip("*")
        return LETTERS.get(name, "\n" if name in BREAKING else "")
    if kind in ("accent", "letter"):
        return _accented(match["accent"], match["letter"] or "")
    if kind == "escaped":
        return match["escaped"]
    if kind == "fold":
        return "" if "%" in match[0] else " "
    if kind == "space":
        return "" if match["space"] in "!/@-" else " "
    return {"tie": " ", "cell": "\t", "break": "\n"}.get(kind or "", "")


def _accented(accent: str, letter: str) -> str:
    base = DOTLESS.get(LETTERS.get(letter.removeprefix("\\"), ""), letter.removeprefix("\\"))
    return unicodedata.normalize("NFC", base + ACCENTS[accent]) if base else ACCENTS[accent]


def _escaped(value: str, *, is_ascii: bool) -> str:
    text = NOT_PRINTABLE.sub(" ", LINE_BREAKS.sub(" ", value)).replace("\t", " ")
    return "".join(_character(one, is_ascii) for one in unicodedata.normalize("NFC", text))


def _character(character: str, is_ascii: bool) -> str:
    if character in SPECIAL:
        return f"\\{character}"
    if character in WRITTEN:
        return WRITTEN[character]
    if not is_ascii or character.isascii():
        return character
    parted = unicodedata.normalize("NFD", character)
    if len(parted) == 2 and parted[0].isascii() and parted[1] in COMBINING:
        return f"\\{COMBINING[parted[1]]}{{{parted[0]}}}"
    return f"\\{NAMES[character]}{{}}" if character in NAMES else character


def _link(value: str) -> str:
    return NOT_IN_LINK.sub("", value).replace("%", "\\%")


# The address of a link, in which most characters need no escape.
LINK_STYLE = Style(lambda content: decoded(content, IN_LINK, lambda match: match[1]), _link, _link)
