"""Asides in a name: a nickname in quotes or brackets, and the family name that somebody had at birth."""

from collections.abc import Iterator
from typing import NamedTuple

import regex

NICKNAME, BIRTH, MARKER = "nickname", "birth", "marker"
# The words before a name at birth, in lower case: a surname "Born" or "Nee" is none.
BIRTH_MARK = regex.compile(
    r"(?<![\p{L}\p{M}])(?:née?|nee|geb(?:\.|orene[rn]?)?|z\s+domu|roz(?:\.|ená)|rodená|f(?:ø|ö)dt?d?|nata|o\.s\.|de\s+soltera|née?s|born|formerly)"
    r"(?![\p{L}\p{M}])"
)
ASIDE = regex.compile(
    r"""(?P<in>\([^()]+\)|\[[^\[\]]+\]|"[^"]+"|“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|(?<!\p{L})['‘](?=\p{L})[^'‘’]+(?<=\p{L})['’](?!\p{L}))"""
)


class Aside(NamedTuple):
    """A part of a name that is not in its order.

    Arguments:
        start, end: offsets into the name, half open.
        kind: `nickname`, `birth`, or `marker` for the words before a name at birth.
    """

    start: int
    end: int
    kind: str


def asides(surface: str) -> list[Aside]:
    """Return the asides of a name, in order; none if nothing would remain beside them.

    Arguments:
        surface: the name as it is written: 'Robert "Buzz" Hartnell', "Ellen Frost (née Carver)", "Hannelore Pohl, geb. Ziegler".
    """
    found = list(_each(surface))
    return found if any(character.isalpha() for character in without(surface, found)) else []


def without(surface: str, found: list[Aside]) -> str:
    """Return a name with spaces in place of its asides."""
    pieces, position = [], 0
    for aside in found:
        pieces += [surface[position : aside.start], " " * (aside.end - aside.start)]
        position = aside.end
    return "".join(pieces) + surface[position:]


def _each(surface: str) -> Iterator[Aside]:
    if mark := BIRTH_MARK.search(surface):
        if not any(map(str.isalpha, surface[: mark.start()])):  # only the name at birth
            yield Aside(0, mark.end(), MARKER)
            return
        before = surface[: mark.start()].rstrip(" ,([")
        yield from _nicknames(before)
        yield Aside(len(before), mark.end(), MARKER)
        yield Aside(mark.end(), len(surface), BIRTH)
    else:
        yield from _nicknames(surface)


def _nicknames(surface: str) -> Iterator[Aside]:
    for found in ASIDE.finditer(surface):
        yield Aside(found.start(), found.end(), NICKNAME)
