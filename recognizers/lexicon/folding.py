"""Unicode folding, with an offset map to the original text."""

import unicodedata
from dataclasses import dataclass

import regex

from recognizers.lexicon.look_alikes import BY_SCRIPT

LOOK_ALIKES = str.maketrans(*("".join(letters) for letters in zip(*BY_SCRIPT.values(), strict=True)))
PUNCTUATION = str.maketrans("‐‑‒–—―−‘’‚‛“”„‟′″⁄∕․。．", "------" + "-" + "''''" + '""""' + "'\"" + "//...")
OTHER_SCRIPTS = "".join(rf"\p{{{script}}}" for script in BY_SCRIPT)
MIXED_SCRIPT_WORD = regex.compile(rf"\b(?=\w*[A-Za-z])(?=\w*[{OTHER_SCRIPTS}])\w+\b")
# A character as JSON writes it in ASCII, once or inside of another string; two halves of one character are one. A row of
# backslashes is looked at once, from its first: from each of them, a long row would take its length squared.
BACKSLASHES = r"(?<!\\)\\++"
ESCAPED = rf"{BACKSLASHES}u(?:[dD][89abAB][0-9a-fA-F]{{2}}\\++u[dD][c-fC-F]|[0-9a-fA-F]{{2}})[0-9a-fA-F]{{2}}"
ESCAPED_UNIT = regex.compile(rf"{BACKSLASHES}u([0-9a-fA-F]{{4}})")
CLUSTER = regex.compile(rf"{ESCAPED}|[^\p{{M}}]\p{{M}}+|[^\x00-\x7F]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `starts` and `ends` give each folded character's place in the original.

    Both are None where folding changed nothing, which is the case for all plain ASCII.
    """

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original text of a stretch of the folded text, half open."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold what hides a value from a recognizer, and remember where each character came from.

    Zero-width and soft-hyphen characters vanish; every kind of space becomes a space;
    full-width, mathematical and other compatibility forms of ASCII become ASCII, as do typographic
    dashes and quotes and all decimal digits; combining marks are composed (NFC); look-alikes of Latin letters
    (Unicode Technical Standard 39) become Latin, but only in words that mix scripts; half of a surrogate pair, which
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
