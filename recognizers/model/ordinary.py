"""Findings of the model that are ordinary words of a sentence: "They", "the city", "Iraqi troops", "a Dutch customer"."""

import regex

from recognizers.lexicon.everyday_words import is_plain_word
from recognizers.lexicon.nationalities import is_nationality
from recognizers.lexicon.not_names import FUNCTION_WORDS
from recognizers.model.labels import NAMES

OF_ORDINARY_WORDS = frozenset(NAMES) - {"PERSON"}  # what the model takes groups and surroundings for
PRONOUNS = frozenset("he she it we they him them us you".split())
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
# Beside a part of a longer name: "Los" in "Los Angeles", "down" in "#down".
CAPITAL_AFTER = regex.compile(r"[ -]\p{Lu}")
CAPITAL_BEFORE = regex.compile(r"(\p{Lu}[\p{L}\p{M}.]*+)[ -]$")
TAG_SIGN = regex.compile(r"[@#]\s?")
SENTENCE_END = regex.compile(r"[.!?][\"”’)]*\s|\n")
# Nationalities and religions that alone are as often the short name of a company.
COMPANIES_AS_WELL = frozenset("nordic orthodox quaker scandinavian western".split())
NEAR, SENTENCE = 40, 300  # characters that are searched for a word, and for the start of a sentence


def is_ordinary(text: str, start: int, end: int, entity: str) -> bool:
    """Return whether a finding consists of words that are no name.

    Words in small letters count as ordinary only in a sentence that begins with a capital: elsewhere names are written
    like them. Nationalities do everywhere: alone, they identify nobody.

    Arguments:
        text: the text, in its own case.
        start, end: the offsets of the finding.
        entity: its entity.
    """
    words = WORD.findall(text, start, end)
    if entity == "PERSON":
        return all(word.lower() in PRONOUNS and not word.isupper() for word in words)
    if entity not in OF_ORDINARY_WORDS or all(map(str.isdecimal, words)) or _is_part_of_a_name(text, start, end):
        return False
    if words[-1].istitle() and words[-1].lower() in COMPANIES_AS_WELL:
        return False
    unclear = [word for word in words if not _is_never_a_name(word)]
    return not unclear or (all(map(is_plain_word, unclear)) and _is_in_a_cased_sentence(text, start))


def _is_part_of_a_name(text: str, start: int, end: int) -> bool:
    before = CAPITAL_BEFORE.search(text[max(0, start - NEAR) : start]) if text[start].isupper() else None
    is_after_a_name = before is not None and before[1].lower() not in FUNCTION_WORDS
    return is_after_a_name or bool(
        CAPITAL_AFTER.match(text, end) or TAG_SIGN.search(text, max(0, start - 1), start + 1)
    )


def _is_in_a_cased_sentence(text: str, start: int) -> bool:
    """Return whether the sentence of an offset begins with a capital before it."""
    sentence = SENTENCE_END.split(text[max(0, start - SENTENCE) : start])[-1]
    return next((letter.isupper() for letter in sentence if letter.isalpha()), False)


def _is_never_a_name(word: str) -> bool:
    return is_nationality(word) or word.isdecimal() or (not word.isupper() and word.lower() in FUNCTION_WORDS)
