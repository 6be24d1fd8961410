"""Identifier shapes: the characters allowed at each position, and keyed permutations within a shape."""

from collections.abc import Sequence

import regex

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.permutation import cycle, permute
from pipeline.replace.keyed.type_tags import has_tags, is_type_tag, leading_letters

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ISSUE = regex.compile(r"[A-Z]{2,10}-\d{1,7}")
LARGE = 1 << 24  # larger domains are permuted without tables
# A round of the permutation mixes up to 256 bits per half, which is enough for 64 characters.
BLOCK_CHARACTERS = 64


def same_shape(key: FamilyKey, entity: str, surface: str, attempt: int = 0) -> str:
    """Permute an identifier within its shape: digits become digits, letters become letters of the same case.

    A known type tag ("ORD-", "INC"), separators and leading zeros stay. Other leading letters are permuted with the
    digits, because they may be a name; those of issues ("OPS-1423") by themselves, so that the issues of a project
    stay together.

    Arguments:
        key: the family key.
        entity: the entity; each one has its own permutation, but of issues and ids with a tag, as what detection takes
            these for depends on the text.
        surface: the identifier as it is written.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    kept, rest, text, may = _layout(entity, surface)
    if not kept and _is_issue(entity, surface):
        project, dash, number = surface.partition("-")
        made = permute_characters(key, f"project|{attempt}", project, [LETTERS] * len(project))
        return made + dash + permute_digits(key, f"issue|{project}", number, attempt)
    label = f"tagged|{kept}|{attempt}" if kept else f"{entity}|{kept}|{attempt}"
    return kept + fill(rest, permute_characters(key, label, text, may))


def _is_issue(entity: str, surface: str) -> bool:
    return ISSUE.fullmatch(surface) is not None and has_tags(entity)


def shape_size(entity: str, surface: str) -> int:
    """Return the number of identifiers with the shape of this one, which `same_shape` permutes."""
    kept, _, text, may = _layout(entity, surface)
    if not kept and _is_issue(entity, surface):
        return int(10 ** len(surface.partition("-")[2]))  # whoever knows the project
    return number_of(text, may)[1]


def _layout(entity: str, surface: str) -> tuple[str, str, str, list[str]]:
    """Return the kept prefix of an identifier, the rest, the characters of the rest, and the alphabet of each."""
    letters = leading_letters(surface)
    kept = letters if letters and is_type_tag(entity, surface, letters) else ""
    rest = surface[len(kept) :]
    text = characters(rest)
    free = 0 if kept else len(letters)
    return kept, rest, text, [LETTERS] * free + alphabets(text[free:])


def characters(surface: str) -> str:
    """Return the letters and digits of a text without separators; ASCII letters in upper case."""
    return "".join(
        character.upper() if character.isascii() else character for character in surface if _is_filled(character)
    )


def fill(surface: str, new: str) -> str:
    """Replace the letters and digits of a text by new characters, in the case of the old ones."""
    stream = iter(new)
    filled = []
    for old in surface:
        made = next(stream) if _is_filled(old) else old
        filled.append(made.lower() if old.islower() else made)
    return "".join(filled)


def fill_digits(surface: str, digits: str) -> str:
    """Replace the digits of a text by new ones."""
    new = iter(digits)
    return "".join(next(new) if character.isdecimal() else character for character in surface)


def alphabets(text: str) -> list[str]:
    """Return the alphabet of each position of a text. Leading zeros stay, and no other digit becomes a leading zero."""
    may = [DIGITS if character.isdecimal() else LETTERS for character in text]
    for place, character in enumerate(text):
        if not character.isdecimal():
            break
        if character != "0" or set(text) == {"0"}:
            may[place] = DIGITS[1:] if character != "0" else DIGITS
            break
        may[place] = "0"
    return may


def permute_characters(key: FamilyKey, label: str, text: str, may: Sequence[str]) -> str:
    """Permute a text among those of the same alphabets, without collisions and without fixed points.

    Arguments:
        key: the family key.
        label: names the domain.
        text: letters and digits.
        may: the alphabet of each position.
    """
    made = []
    for start in range(0, len(text), BLOCK_CHARACTERS):
        block, alphabet = text[start : start + BLOCK_CHARACTERS], may[start : start + BLOCK_CHARACTERS]
        index, size = number_of(block, alphabet)
        made.append(text_of(_another(key, f"{label}|{text[:start]}|{size}", index, size), alphabet))
    return "".join(made)


def _another(key: FamilyKey, label: str, index: int, size: int) -> int:
    """Permute a number to a different one. In large domains one step suffices, since fixed points are rare."""
    if size > LARGE and (permuted := permute(key, label, index, size)) != index:
        return permuted
    return next(cycle(key, label, index, size), index)


def digits_like(key: FamilyKey, salt: str, digits: str) -> str:
    """Return as many keyed digits, different from the original ones.

    Arguments:
        key: the family key.
        salt: names the context, so that equal digits in other contexts get other results.
        digits: the original digits.
    """
    size = 10 ** len(digits)
    own = int(digits) if digits.isdecimal() else 0  # digits that this Python's Unicode data lacks
    number = key.number(f"digits|{salt}|{digits}", size - 1)
    return str(number if number < own else number + 1).zfill(len(digits))


def permute_digits(key: FamilyKey, label: str, digits: str, attempt: int = 0) -> str:
    """Permute a digit string among those with the same length and leading zeros."""
    return permute_characters(key, f"{label}|{attempt}", digits, alphabets(digits))


def number_of(text: str, may: Sequence[str]) -> tuple[int, int]:
    """Return the index of a text among all texts of the same alphabets, and the number of these texts."""
    number, size = 0, 1
    for character, alphabet in zip(text, may, strict=True):
        place = alphabet.find(character)
        if place < 0:  # a letter or digit of another script
            place = ord(character) % len(alphabet)
        number, size = number * len(alphabet) + place, size * len(alphabet)
    return number, size


def text_of(number: int, may: Sequence[str]) -> str:
    """Return the text at an index: the inverse of `number_of`."""
    made = []
    for alphabet in reversed(may):
        number, place = divmod(number, len(alphabet))
        made.append(alphabet[place])
    return "".join(reversed(made))


def spread(key: FamilyKey, label: str, number: int, size: int) -> int:
    """Map a number of any size into [0, size), without collisions within a block of `size` consecutive numbers.

    Used where a reserved range is smaller than the issued range, so that no permutation exists.

    Arguments:
        key: the family key.
        label: names the domain.
        number: the number to map.
        size: the size of the reserved range.
    """
    block, offset = divmod(number, size)
    return permute(key, f"{label}|{size}|{block}", offset, size)


def _is_filled(character: str) -> bool:
    return character.isdecimal() or character.isalpha()
