"""National ids: replaced by other ids that the validator of the format accepts."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, product

from stdnum.exceptions import ValidationError

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.permutation import cycle
from pipeline.replace.keyed.shapes import DIGITS, LETTERS, alphabets, characters, fill, number_of, spread, text_of
from pipeline.replace.numbers.national_id_formats import ALPHABETS, ID_FORMATS, IdFormat
from recognizers.entities import where

MAX_WALKS = 2000
# Entities of unspecified ids: all formats are tried in order.
ANY_ID = where(surrogate="any_id")


def surrogate_id(key: FamilyKey, entity: str, surface: str, attempt: int = 0) -> str:
    """Return the surrogate of a national id.

    The free characters are permuted and the check digits are set. If the validator rejects the result, the walk
    continues (cycle walking: Black and Rogaway, 2002). Collisions are therefore possible only if the range that was
    never issued is smaller than the issued one.

    Arguments:
        key: the family key of numbers.
        entity: the entity of the id; for NATIONAL_ID and TAX_ID, every strict format is tried.
        surface: the id as it is written; separators stay.
        attempt: number of the candidate; increased if an earlier one is already in use.

    Returns:
        The surrogate; an empty string if no format matches.
    """
    text = characters(surface)
    if not text.isascii():
        return ""
    for id_format, masks in _formats_for(entity, len(text)):
        if _accepts(id_format, surface, text) or (id_format.reserved and entity not in ANY_ID):
            return _walk(key, id_format, masks, surface, text, attempt)
    return ""


@lru_cache(maxsize=4096)
def _formats_for(entity: str, length: int) -> tuple[tuple[IdFormat, tuple[str, ...]], ...]:
    """Return the formats of an entity that have ids of a length, with their masks for this length."""
    return tuple((id_format, masks) for id_format in formats_of(entity) if (masks := id_format.masks_of(length)))


@cache
def formats_of(entity: str) -> tuple[IdFormat, ...]:
    """Return the formats of an entity, in the order in which they are tried."""
    return tuple(
        id_format
        for id_format in ID_FORMATS
        if entity in id_format.entities or (entity in ANY_ID and id_format.is_strict)
    )


def _accepts(id_format: IdFormat, surface: str, text: str) -> bool:
    """Return whether the validator accepts an id without separators, or with the separators of `surface`.

    A separator may encode the century.
    """
    valid = id_format.validator()
    try:
        if valid(text):
            return True
        written = fill(surface, text).strip()
        return written != text and bool(valid(written))
    except (ValueError, IndexError, KeyError):
        return False


def _walk(key: FamilyKey, id_format: IdFormat, masks: Sequence[str], surface: str, text: str, attempt: int) -> str:
    may = _may(masks[0], text)
    body = "".join(character for character, mark in zip(text, masks[0], strict=True) if mark != "?")
    free = [alphabet for alphabet, mark in zip(may, masks[0], strict=True) if mark != "?"]
    held = "".join(character for character, alphabet in zip(body, free, strict=True) if len(alphabet) == 1)
    number, size = number_of(body, free)
    label = f"{id_format.name}|{len(text)}|{held}|{attempt}"
    size *= len(masks)
    for index in islice(_indices(key, label, number, size, id_format.reserved), MAX_WALKS):
        choice, rest = divmod(index, size // len(masks))
        made = _completed(id_format, masks[choice], surface, text, text_of(rest, free))
        if made and made != text:
            return fill(surface, made)
    return ""


def _indices(key: FamilyKey, label: str, number: int, size: int, reserved: bool) -> Iterator[int]:
    """Yield candidate indices: along a keyed cycle from the original, or from an index in the reserved range."""
    if reserved:
        number = spread(key, label, number, size)
        yield number
    yield from cycle(key, f"{label}|{size}", number, size)


def _may(mask: str, text: str) -> list[str]:
    """Return the alphabet of each position; if the original is not in the mask's alphabet, all letters or digits."""
    may = alphabets(text) if mask[0] not in DIGITS else [DIGITS if c.isdecimal() else LETTERS for c in text]
    for place, (character, mark) in enumerate(zip(text, mask, strict=True)):
        if mark in ALPHABETS and character in ALPHABETS[mark]:
            narrowed = "".join(letter for letter in ALPHABETS[mark] if letter in may[place])
            may[place] = narrowed
        elif mark not in ALPHABETS and mark not in ".?":
            may[place] = character
    return may


def _completed(id_format: IdFormat, mask: str, surface: str, text: str, body: str) -> str:
    """Return the id with check digits if the validator accepts it, else an empty string."""
    stream = iter(body)
    places = [place for place, mark in enumerate(mask) if mark == "?"]
    made = ["?" if mark == "?" else _of_mark(mark, next(stream)) for mark in mask]
    for checks in _checks(id_format, "".join(character for character in made if character != "?"), text, places):
        for place, check in zip(places, checks, strict=True):
            made[place] = check
        whole = "".join(made)
        if not id_format.is_future(whole) and _accepts(id_format, surface, whole):
            return whole
    return ""


def _of_mark(mark: str, drawn: str) -> str:
    return mark if mark in DIGITS or mark in LETTERS else drawn


def _checks(id_format: IdFormat, body: str, text: str, places: Sequence[int]) -> list[str]:
    """Return the check digits to try: the computed ones, or all letters or digits like those of the original."""
    kinds = [DIGITS if text[place].isdecimal() else LETTERS for place in places]
    calculate = id_format.calculator()
    if calculate is None:
        return ["".join(checks) for checks in product(*kinds)]
    try:
        checks = calculate(body)
    except (ValidationError, ValueError, IndexError, KeyError):
        return []
    fits = len(checks) == len(kinds) and all(check in kind for check, kind in zip(checks, kinds, strict=True))
    return [checks] if fits else []
