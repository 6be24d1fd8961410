"""Alphabets: which encoding makes a text of letters of one language, and of signs where they are allowed.

charset-normalizer takes short texts of European languages for texts of others, such as Shift-JIS for German in cp850.
"""

from dataclasses import dataclass
from functools import cache

import regex

WESTERN = "cp1252"
WINDOWS = "cp125"  # and a digit
CONTROLS = range(0x80, 0xA0)
SAMPLE_BYTES = 16 << 10
MAX_STRANGE_SHARE = 0.03  # of the characters beyond ASCII
MAX_FOREIGN_SHARE = 0.5  # of the letters, in a text of a European language
MAX_RUN, MAX_LONG_RUN = 2, 4  # letters beyond ASCII in a row: "Größe", "żółć"; in other scripts, whole words are
# Signs may be between words, some at a word, few inside of one. In a wrong encoding, letters become such signs.
BETWEEN_WORDS = frozenset("’‘“”„‚‹›–—…«»¿¡°ºª€£§\xa0\xad·•´™®©²³×±½¼¾µ÷†‡‰¢¥¹¶")
BEFORE_WORDS = frozenset("’‘“„‚‹›«»–—…¿¡°€§µ\xa0\xad·•")
AFTER_WORDS = frozenset("’‘“”‹›«»–—…°€ºª™®©\xa0\xad·•")
IN_WORDS = frozenset("’‘–—…\xad·")
# (whether a letter is before, whether one is after) -> the signs that may be there.
SIGNS = {
    (True, True): IN_WORDS,
    (True, False): AFTER_WORDS,
    (False, True): BEFORE_WORDS,
    (False, False): BETWEEN_WORDS,
}
MEASURE = regex.compile(r"(?<=m)[²³](?!\p{L})")  # m², but not "by³", which is "był" in Windows-1250
STRANGE_CASE = regex.compile(r"(?!ß|[a-z][A-Z])\p{Ll}\p{Lu}")
MIXED = regex.compile(r"(?<=[A-Za-z])[^\P{L}\x00-\x7f]|[^\P{L}\x00-\x7f](?=[A-Za-z])")
FOREIGN_RUN = regex.compile(r"[^\P{L}\x00-\x7f]++")


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The letters beyond ASCII of a language, or of several that one encoding has.

    Arguments:
        encoding: the encoding.
        letters: the small letters; capitals are those of the same letters.
        max_run: the largest number of such letters in a row; 0 for another script than Latin, without a limit.
    """

    encoding: str
    letters: str
    max_run: int = MAX_RUN

    def strange_share(self, sample: bytes) -> float:
        """Return the share of the characters beyond ASCII that have no place in a text of these languages."""
        try:
            text = sample.decode(self.encoding, "surrogateescape" if self.encoding == WESTERN else "strict")
        except UnicodeDecodeError:
            return 1
        text = MEASURE.sub("", text.translate(holes_of(self.encoding)))
        foreign = [place for place, character in enumerate(text) if not character.isascii()]
        if not foreign:
            return 0
        if not self._is_possible(text, "".join(text[place] for place in foreign if text[place].isalpha())):
            return 1
        known = frozenset(self.letters + self.letters.upper())
        strange = sum(text[place] not in known and not _is_sign_in_place(text, place) for place in foreign)
        return (strange + self._in_strange_words(text) + len(STRANGE_CASE.findall(text))) / len(foreign)

    def _in_strange_words(self, text: str) -> int:
        """Return how many letters beyond ASCII are too many in a row, or in another script beside ASCII letters."""
        if not self.max_run:
            return len(MIXED.findall(text))
        return sum(len(run) for run in FOREIGN_RUN.findall(text) if len(run) > self.max_run)

    def _is_possible(self, text: str, letters: str) -> bool:
        """Return whether a text may have these letters beyond ASCII.

        In other scripts, encodings differ in what is small and what is capital: only texts with both show which it is.
        """
        if self.max_run:
            return len(letters) <= MAX_FOREIGN_SHARE * sum(map(str.isalpha, text))
        return bool(letters) and not letters.islower() and not letters.isupper()


LETTERS_OF_THE_WEST = "àâäáãåæçèéêëìíîïñòóôöõøœùúûüÿß"
TURKISH = "çğıöşüâîûİ"
CENTRAL_EUROPE = {
    "Polish": "ąćęłńóśźż",
    "Czech": "áčďéěíňóřšťúůýž",
    "Slovak": "áäčďéíĺľňóôŕšťúýž",
    "Hungarian": "áéíóöőúüű",
    "Croatian": "čćđšž",
    "Romanian": "ăâîşţ",
}
GREEK = "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋ"  # without ΰ, which is rare, and the Russian а in cp1251
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўђјљњћџ№"
# The first of those that fit best: encodings that programs of today write come first.
ALPHABETS = (
    Alphabet(WESTERN, LETTERS_OF_THE_WEST),
    Alphabet("cp1254", TURKISH, MAX_LONG_RUN),
    Alphabet(WESTERN, "áæéíðóöúýþ", MAX_LONG_RUN),  # Icelandic
    *(Alphabet("cp1250", letters, MAX_LONG_RUN) for letters in CENTRAL_EUROPE.values()),
    *(Alphabet("iso8859_2", letters, MAX_LONG_RUN) for letters in CENTRAL_EUROPE.values()),
    Alphabet("iso8859_15", LETTERS_OF_THE_WEST),
    *(Alphabet(encoding, GREEK, 0) for encoding in ("cp1253", "iso8859_7")),
    *(Alphabet(encoding, CYRILLIC, 0) for encoding in ("cp1251", "koi8_r", "iso8859_5", "cp866")),
    Alphabet("cp850", LETTERS_OF_THE_WEST),
    Alphabet("mac_roman", LETTERS_OF_THE_WEST),
    *(Alphabet("cp852", letters, MAX_LONG_RUN) for letters in CENTRAL_EUROPE.values()),
    Alphabet("cp857", TURKISH, MAX_LONG_RUN),
)


@cache
def holes_of(encoding: str) -> dict[int, int]:
    """Return surrogate -> control character for each byte that an encoding of Windows leaves undefined.

    Browsers read them so as well (WHATWG Encoding).
    """
    holes = (byte for byte in CONTROLS if encoding.startswith(WINDOWS) and not bytes([byte]).decode(encoding, "ignore"))
    return {0xDC00 + byte: byte for byte in holes}


def likely_encoding(sample: bytes) -> str:
    """Return the encoding in which lines that are not UTF-8 are text of a European language; empty if none fits.

    Arguments:
        sample: the lines.
    """
    best, least = "", MAX_STRANGE_SHARE
    for alphabet in ALPHABETS:
        share = alphabet.strange_share(sample[:SAMPLE_BYTES])
        if share < least:
            best, least = alphabet.encoding, share
        if not least:
            break
    return best


def _is_sign_in_place(text: str, place: int) -> bool:
    """Return whether the character at a place is a sign that may occur between its neighbours."""
    return text[place] in SIGNS[text[place - 1 : place].isalpha(), text[place + 1 : place + 2].isalpha()]
