"""What an identifier looks like, and the keyed permutation of all that look so."""

from collections.abc import Sequence

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.permutation import cycle, permute
from pipeline.replace.keyed.type_tags import is_type_tag, leading_letters

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LARGE = 1 << 24  # a domain without tables
# The two halves of a block of the permutation are mixed by 256 bits each: as many as 64 characters need, and more.
BLOCK_CHARACTERS = 64


def same_shape(key: FamilyKey, entity: str, surface: str, attempt: int = 0) -> str:
    """Permute an identifier among those of its shape: digits for digits, letters for letters of their case.

    A known type tag ("ORD-", "INC"), separators, and the zeros that the digits begin with stay. Other letters in front
    are permuted with the digits: they may be a name.

    Arguments:
        key: the family key.
        entity: keeps the identifiers of one entity apart from those of another.
        surface: the identifier as it is written.
        attempt: counts up where an earlier surrogate was taken.
    """
    kept, rest, text, may = _layout(entity, surface)
    return kept + fill(rest, permute_characters(key, f"{entity}|{kept}|{attempt}", text, may))


def shape_size(entity: str, surface: str) -> int:
    """Return how many identifiers have the shape of this one: as many as `same_shape` permutes."""
    _, _, text, may = _layout(entity, surface)
    return number_of(text, may)[1]


def _layout(entity: str, surface: str) -> tuple[str, str, str, list[str]]:
    """Return the kept prefix of an identifier, the rest of it, its characters, and the choices for each."""
    letters = leading_letters(surface)
    kept = letters if letters and is_type_tag(entity, surface, letters) else ""
    rest = surface[len(kept) :]
    text = characters(rest)
    free = 0 if kept else len(letters)
    return kept, rest, text, [LETTERS] * free + alphabets(text[free:])


def characters(surface: str) -> str:
    """Return the letters and digits of a surface, without its separators; ASCII letters in upper case."""
    return "".join(
        character.upper() if character.isascii() else character for character in surface if _is_filled(character)
    )


def fill(surface: str, new: str) -> str:
    """Write new characters where the letters and digits of a surface stand, in its case."""
    stream = iter(new)
    filled = []
    for old in surface:
        made = next(stream) if _is_filled(old) else old
        filled.append(made.lower() if old.islower() else made)
    return "".join(filled)


def fill_digits(surface: str, digits: str) -> str:
    """Write new digits where the old ones stand."""
    new = iter(digits)
    return "".join(next(new) if character.isdecimal() else character for character in surface)


def alphabets(text: str) -> list[str]:
    """Return what may stand at each place of a text: zeros that lead stay, and no other digit becomes one that does."""
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
    """Permute a text among those of the same alphabets: two never meet, and none stays.

    Arguments:
        key: the family key.
        label: names the domain.
        text: letters and digits.
        may: the alphabet of each place.
    """
    made = []
    for start in range(0, len(text), BLOCK_CHARACTERS):
        block, alphabet = text[start : start + BLOCK_CHARACTERS], may[start : start + BLOCK_CHARACTERS]
        index, size = number_of(block, alphabet)
        made.append(text_of(_another(key, f"{label}|{text[:start]}|{size}", index, size), alphabet))
    return "".join(made)


def _another(key: FamilyKey, label: str, index: int, size: int) -> int:
    """Permute a number below a size, to another one; of a large domain, where it hardly ever stays, in half the steps."""
    if size > LARGE and (other := permute(key, label, index, size)) != index:
        return other
    return next(cycle(key, label, index, size), index)


def digits_like(key: FamilyKey, salt: str, digits: str) -> str:
    """Return keyed digits of the same number, never the same ones."""
    size = 10 ** len(digits)
    own = int(digits) if digits.isdecimal() else 0  # digits that are newer than this Python
    number = key.number(f"digits|{salt}|{digits}", size - 1)
    return str(number if number < own else number + 1).zfill(len(digits))


def permute_digits(key: FamilyKey, label: str, digits: str, attempt: int = 0) -> str:
    """Permute a digit string among those of its length and leading zeros."""
    return permute_characters(key, f"{label}|{attempt}", digits, alphabets(digits))


def number_of(text: str, may: Sequence[str]) -> tuple[int, int]:
    """Return the number of a text among all of the same alphabets, and how many these are."""
    number, size = 0, 1
    for character, alphabet in zip(text, may, strict=True):
        place = alphabet.find(character)
        if place < 0:  # a letter or digit of another script
            place = ord(character) % len(alphabet)
        number, size = number * len(alphabet) + place, size * len(alphabet)
    return number, size


def text_of(number: int, may: Sequence[str]) -> str:
    """Return the text that has a number: the inverse of `number_of`."""
    made = []
    for alphabet in reversed(may):
        number, place = divmod(number, len(alphabet))
        made.append(alphabet[place])
    return "".join(reversed(made))


def spread(key: FamilyKey, label: str, number: int, size: int) -> int:
    """Map a number of any size into [0, size): those of one block of `size` consecutive numbers never meet.

    Where a reserved range is smaller than the numbers that are issued, this is as near to a permutation as there is.
    """
    block, offset = divmod(number, size)
    return permute(key, f"{label}|{size}|{block}", offset, size)


def _is_filled(character: str) -> bool:
    return character.isdecimal() or character.isalpha()
