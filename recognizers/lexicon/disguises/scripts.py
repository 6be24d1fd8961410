"""Disguised characters: invisible ones that carry text, reversed text, look-alikes of Latin letters, added marks."""

from collections.abc import Iterator

import regex

from recognizers.lexicon.disguises.edits import Edit
from recognizers.lexicon.folding import LOOK_ALIKES, OTHER_SCRIPTS

TAGS = regex.compile(r"[\U000e0020-\U000e007e]+")
RIGHT_TO_LEFT = "\u202e"
REVERSED = regex.compile(r"\u202e([^\u202a-\u202e\u2066-\u2069\n]{1,400})[\u202c\u2069]?")
# Reversed without a control character, such as "moc.emca@knah".
MIRRORED = regex.compile(r"(?<![\w.@])(?:moc|gro|ten|ude|vog|ed|rf|ku\.oc)\.[\w.-]{1,60}@[\w.+-]{2,60}(?![\w@])")
ROTATED = regex.compile(r"(?<![\w.@])[A-Za-z0-9._+-]{2,60}@[A-Za-z0-9.-]{2,60}\.(?:pbz|bet|arg)\b")
ROT13 = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm"
)
WHOLE_WORD = regex.compile(rf"(?<!\w)[{OTHER_SCRIPTS}]++(?!\w)")
# Marks that do not form a letter with the ASCII character before them: stacked, struck through, of a key cap.
MARKS = regex.compile(r"[0-9A-Za-z@.]\p{M}+")
# Letters as symbols, to which no compatibility form belongs: blocks of the letters A to Z.
BLOCKS = (0x1F150, 0x1F170, 0x1F1E6)
SYMBOLS = {chr(first + place): letter for first in BLOCKS for place, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
SYMBOL_RUN = regex.compile(rf"[{''.join(SYMBOLS)}](?:[ ]?[{''.join(SYMBOLS)}]){{2,}}")


def hidden_text(text: str) -> Iterator[Edit]:
    """Yield the edits that show text written in invisible tag characters, of a text that has not been folded."""
    if not text.isascii():
        for found in TAGS.finditer(text):
            yield Edit(*found.span(), "".join(chr(ord(one) - 0xE0000) for one in found[0]))


def right_to_left(text: str) -> Iterator[Edit]:
    """Yield the edits that reverse what a control character shows reversed, of a text that has not been folded."""
    if RIGHT_TO_LEFT in text:
        for found in REVERSED.finditer(text):
            yield Edit(*found.span(), found[1][::-1])


def mirrored(text: str) -> Iterator[Edit]:
    """Yield the edits that reverse e-mail addresses, or rotate their letters by thirteen places."""
    if "@" not in text:
        return
    yield from (Edit(*found.span(), found[0][::-1]) for found in MIRRORED.finditer(text))
    yield from (Edit(*found.span(), found[0].translate(ROT13)) for found in ROTATED.finditer(text))


def look_alike_letters(text: str) -> Iterator[Edit]:
    """Yield the edits that write letters of other scripts, symbols and marked letters as the ASCII that they look like."""
    if text.isascii():
        return
    yield from (Edit(*found.span(), found[0][0]) for found in MARKS.finditer(text))
    for found in SYMBOL_RUN.finditer(text):
        yield from (Edit(place, place + 1, SYMBOLS.get(one, "")) for place, one in enumerate(found[0], found.start()))
    for found in WHOLE_WORD.finditer(text):
        if (latin := found[0].translate(LOOK_ALIKES)).isascii():
            yield from (Edit(place, place + 1, one) for place, one in enumerate(latin, found.start()))
