"""Unicode folding, with an offset map to the original text."""

import unicodedata
from dataclasses import dataclass

import regex

from recognizers.lexicon.look_alikes import BY_SCRIPT

LOOK_ALIKES = str.maketrans(*("".join(letters) for letters in zip(*BY_SCRIPT.values(), strict=True)))
PUNCTUATION = str.maketrans("‐‑‒–—―−‘’‚‛“”„‟′″⁄∕․。．", "------" + "-" + "''''" + '""""' + "'\"" + "//...")
OTHER_SCRIPTS = "".join(rf"\p{{{script}}}" for script in BY_SCRIPT)
MIXED_SCRIPT_WORD = regex.compile(rf"\b(?=\w*[A-Za-z])(?=\w*[{OTHER_SCRIPTS}])\w+\b")
# A JSON escape such as \u00fc, possibly escaped again within another string; a surrogate pair is one character. A run of
# backslashes is matched from its first only: from each of them, matching would take quadratic time.
BACKSLASHES = r"(?<!\\)\\++"
ESCAPED = rf"{BACKSLASHES}u(?:[dD][89abAB][0-9a-fA-F]{{2}}\\++u[dD][c-fC-F]|[0-9a-fA-F]{{2}})[0-9a-fA-F]{{2}}"
ESCAPED_UNIT = regex.compile(rf"{BACKSLASHES}u([0-9a-fA-F]{{4}})")
ORDINALS = frozenset("ºª")
CLUSTER = regex.compile(rf"{ESCAPED}|[^\p{{M}}]\p{{M}}+|[^\x00-\x7F]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with an offset map to the original.

    Arguments:
        text: the folded text.
        starts, ends: offsets in the original of each folded character; None if folding changed nothing.
    """

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original text of a span of the folded text, half open."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Normalize characters that hide a value from a recognizer, and record the original offset of each.

    - Zero-width characters and soft hyphens are removed.
    - Every kind of space becomes a space, every line separator a line feed.
    - Compatibility forms of ASCII (full-width, mathematical), typographic dashes and quotes, and all decimal digits
      become ASCII.
    - Combining marks are composed (NFC).
    - Look-alikes of Latin letters (Unicode Technical Standard 39) become Latin, in words that mix scripts only.
    - A lone surrogate becomes the replacement character.
    - JSON escapes within a text, such as "\\u00fc", become the characters that they encode.
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
    """Return the folded text without its offset map."""
    return text if text.isascii() and "\\u" not in text else fold(text).text


def unescape(text: str) -> str:
    """Decode the JSON escapes in a text, such as "\\u00fc"."""
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
    if character in ORDINALS:  # "3º" is no "3o"
        return character
    if category == "Nd":
        return str(unicodedata.decimal(character))
    compatible = unicodedata.normalize("NFKC", character)
    return compatible if compatible.isascii() else character
