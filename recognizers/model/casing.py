"""Letter case of texts that the model reads: a text without a mix of cases gets the capitals of names."""

from itertools import pairwise

MIN_LETTERS = 8
# Shares of capitals among the letters, outside of which the case says nothing about names.
FEW, MOST = 0.03, 0.9


def readable(text: str) -> str:
    """Return a text as the model reads it, with the same offsets.

    The model was trained on text in which most names have a capital. In a text all in lower case or all in capitals, each
    word gets a capital; benchmarks/letter_case.py shows what that brings.
    """
    letters = [letter for letter in text if letter.isalpha()]
    share = sum(map(str.isupper, letters)) / max(len(letters), 1)
    if len(letters) < MIN_LETTERS or FEW < share < MOST:
        return text
    return "".join(_recased(letter, before) for before, letter in pairwise(" " + text))


def _recased(letter: str, before: str) -> str:
    """Return a letter as a capital at the start of a word, else as a small one; the same if it would become two."""
    new = letter.lower() if before.isalnum() or before in "'’" else letter.upper()
    return new if len(new) == 1 else letter
