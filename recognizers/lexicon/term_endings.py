"""Term endings: the plural and case endings that a declared term may have in a text."""

MIN_STEM, MIN_STEM_OF_VOWEL = 4, 5
# English, German, Dutch: plural and genitive. Nordic: definite, genitive, plural, Finnish cases. Polish and Czech: cases.
PLURAL = frozenset({"s"})
ENDINGS = PLURAL | frozenset(
    """es n en ens er ern e
    et ets ar ars arna arnas erna ernas or orna in lle lla llä lta ltä ssa ssä sta stä ksi
    a u y i ą ę em om owi ie ów ami ach iem emu ego im ym imi ymi ich ych ę owie ovi ova ové""".split()
)
# Endings that replace the final a of a Polish or Czech name: "Wydra", "Wydry".
AFTER_A = frozenset({"y", "i", "ę", "ą", "ie", "o", "u", "as", "ans"})
LONGEST = max(map(len, ENDINGS | AFTER_A))
POSSIBLE = ENDINGS | AFTER_A | {"", "a"}


def may_end(text: str, place: int) -> bool:
    """Return whether a word may end at an offset, or after an ending there. Checked first, since it rejects most."""
    return text[place : place + LONGEST + 1].partition(" ")[0] in POSSIBLE


def can_replace_a(word: str) -> bool:
    """Return whether the final letter of a word in lower case is an a that endings replace."""
    return len(word) >= MIN_STEM_OF_VOWEL and word.endswith("a") and word.isalpha()


def is_inflected(word: str, ending: str) -> bool:
    """Return whether a term may have an ending.

    Arguments:
        word: the last word of the term, in lower case.
        ending: the letters behind it, in lower case.
    """
    if not word.isalpha():
        return False
    return ending in (PLURAL if len(word) < MIN_STEM_OF_VOWEL else ENDINGS) and len(word) >= MIN_STEM
