"""Unicode folding for detection, with an offset map back to the text as it came."""

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

import regex

from pipeline.spans import Span

# Look-alikes of ASCII letters that spoof names and addresses in mixed-script words
# (the single-letter confusables of Unicode Technical Standard 39, Cyrillic and Greek).
LOOK_ALIKES = str.maketrans(
    "АВСЕНІЈКМОРЅТХУавсеһіјкмоорѕтухԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧανοριτυγ",
    "ABCEHIJKMOPSTXYaBcehijKMoopsTyxdqwABEZHIKMNOPTYXavopituy",
)
PUNCTUATION = str.maketrans("‐‑‒–—―−‘’‚‛“”„‟′″⁄∕․。．", "------" + "-" + "''''" + '""""' + "'\"" + "//...")
MIXED_SCRIPT_WORD = regex.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\p{Cyrillic}\p{Greek}])\w+\b")
# A character as JSON writes it in ASCII, once or inside of another string; two halves of one character are one. A row of
# backslashes is looked at once, from its first: from each of them, a long row would take its length squared.
BACKSLASHES = r"(?<!\\)\\++"
ESCAPED = rf"{BACKSLASHES}u(?:[dD][89abAB][0-9a-fA-F]{{2}}\\++u[dD][c-fC-F]|[0-9a-fA-F]{{2}})[0-9a-fA-F]{{2}}"
ESCAPED_UNIT = regex.compile(rf"{BACKSLASHES}u([0-9a-fA-F]{{4}})")
# What else JSON escapes: words that have it before them are words all the same.
ESCAPED_SPACE = regex.compile(rf'{BACKSLASHES}(?:[nrt]|(?="))')
CLUSTER = regex.compile(rf"{ESCAPED}|[^\p{{M}}]\p{{M}}+|[^\x00-\x7F]")
OTHER_SCRIPT = r"(?:[^\p{Latin}\p{Common}\p{Inherited}]|[ーｰ])"
SCRIPT_BORDER = regex.compile(rf"(?<=[0-9A-Za-z_])(?={OTHER_SCRIPT})|(?<={OTHER_SCRIPT})(?=[0-9A-Za-z_])")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `starts` and `ends` give each folded character's place in the original.

    Both are None where folding changed nothing, which is the case for all plain ASCII.
    """

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def original(self, span: Span) -> Span:
        """Move a span found in the folded text to the original text."""
        if self.starts is None or self.ends is None:
            return span
        start, end = self.starts[span.start], self.ends[span.end - 1]
        return Span(start, end, span.entity, span.score, span.source)


def fold(text: str) -> Folded:
    """Fold what hides a value from a recognizer, and remember where each character came from.

    Zero-width and soft-hyphen characters vanish; every kind of space becomes a space;
    full-width, mathematical and other compatibility forms of ASCII become ASCII, as do typographic
    dashes and quotes and all decimal digits; combining marks are composed (NFC); Cyrillic and
    Greek look-alikes become Latin, but only in words that mix scripts; half of a surrogate pair, which
    no encoding takes, becomes what its reader sees; escapes such as "\\u00fc", which JSON inside of a text
    has, become the characters that they stand for.
    """
    if text.isascii() and "\\u" not in text:
        return Folded(text)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for cluster in CLUSTER.finditer(text):
        start, end = cluster.span()
        pieces += [text[position:start], piece := _fold_cluster(cluster[0])]
        starts += [*range(position, start), *[start] * len(piece)]
        ends += [*range(position + 1, start + 1), *[end] * len(piece)]
        position = end
    pieces.append(text[position:])
    starts += range(position, len(text))
    ends += range(position + 1, len(text) + 1)
    read = MIXED_SCRIPT_WORD.sub(lambda word: word[0].translate(LOOK_ALIKES), "".join(pieces))
    return Folded(text) if read == text else Folded(read, starts, ends)


def folded(text: str) -> str:
    """Return a text folded, without the places of its characters."""
    return text if text.isascii() and "\\u" not in text else fold(text).text


def part_scripts(whole: Folded) -> Folded | None:
    """Put a space between ASCII and other scripts, where a value may end that no pattern sees the end of.

    Returns None for a text without such places, of which "zora@example.com으로" has one.
    """
    text = whole.text
    if text.isascii():
        return None
    borders = [border.start() for border in SCRIPT_BORDER.finditer(text)]
    if not borders:
        return None
    all_starts, all_ends = whole.starts or range(len(text)), whole.ends or range(1, len(text) + 1)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in pairwise([0, *borders, len(text)]):
        pieces.append(text[start:end])
        starts += all_starts[start : end + 1]  # the space starts where the next character does,
        ends += [*all_ends[start:end], all_ends[end - 1]]  # and ends where the last one does: it takes no place
    return Folded(" ".join(pieces), starts, ends)


def part_escapes(whole: Folded) -> Folded | None:
    """Put spaces in the place of escapes such as "\\n"; returns None for a text without any."""
    if "\\" not in whole.text:
        return None
    parted = ESCAPED_SPACE.sub(lambda escape: " " * len(escape[0]), whole.text)
    return None if parted == whole.text else Folded(parted, whole.starts, whole.ends)


def unescape(text: str) -> str:
    """Write the characters of a text that JSON has escaped, as "\\u00fc", as they are."""
    if "\\u" not in text:
        return text
    units = ESCAPED_UNIT.sub(lambda unit: chr(int(unit[1], 16)), text)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _fold_cluster(cluster: str) -> str:
    cluster = unescape(cluster)
    composed = unicodedata.normalize("NFC", cluster).translate(PUNCTUATION)
    if len(composed) > 1:
        return "".join(_fold_character(character) for character in composed)
    return _fold_character(composed)


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    if category == "Zs":
        return " "
    if category in ("Zl", "Zp"):
        return "\n"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    compatible = unicodedata.normalize("NFKC", character)
    return compatible if compatible.isascii() else character
