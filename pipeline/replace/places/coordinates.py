"""Coordinates: replaced by others in range, in the notation of the original."""

import regex

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.numbers.numbers import surrogate_number

NUMBER = regex.compile(r"(?P<sixty>(?<=\d\s?[°º'’′-]\s?))?(?P<whole>\d{1,3})(?P<fraction>[.,]\d{1,15})?(?!\d)")
# Grid references, plus codes and metres of UTM have no degrees.
DEGREES = regex.compile(r"\d{1,3}(?:[.,]\d|\s?[°º])|\d{1,3}-\d{2}")
LARGEST = {1: 9, 2: 89, 3: 179}  # by the number of digits before the decimal point
SIXTY = 60


def surrogate_coordinates(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return other coordinates in range; signs, directions, separators and the number of digits stay.

    Arguments:
        key: the family key of places.
        surface: the coordinates as they are written, or one of the two.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    if not DEGREES.search(surface):
        return surrogate_number(key, "GEO_COORDINATES", surface, attempt)

    def replaced(found: "regex.Match[str]") -> str:
        whole, fraction = found["whole"], found["fraction"] or ""
        largest = SIXTY - 1 if found["sixty"] is not None else LARGEST[len(whole)]
        number = key.number(f"geo|{found[0]}|{attempt}", largest + 1)
        places = len(fraction) - 1
        digits = f"{key.number(f'geo fraction|{found[0]}|{attempt}', 10**places):0{places}}" if fraction else ""
        return f"{number:0{len(whole)}}"[-len(whole) :] + fraction[:1] + digits

    return NUMBER.sub(replaced, surface)
