"""Learned shapes: finds identifiers without a label whose shape a labelled identifier of the document or run has."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import regex

from recognizers.entities import where

LEARNING = where(learns_shape=True)
# A run counts distinct values: three labelled ones of a shape are no coincidence. A document is about few things.
MIN_VALUES_IN_RUN = 3
MIN_NUMBERS_IN_DOCUMENT = 2
MIN_DIGITS = 3
MIN_DIGITS_AFTER_ONE_LETTER = 4
MIN_DIGITS_OF_NUMBER = 8
MIN_DIGITS_OF_GROUPS = 9
CACHED_SHAPES = 8_192

TOKEN = regex.compile(r"(?<![\p{L}\p{N}])\p{Alnum}{1,24}+(?:[-/_]\p{Alnum}{1,24}+){0,6}+(?![\p{L}\p{N}])")
PREFIXED = regex.compile(r"(?P<prefix>\p{L}{1,8}[-/_]?(?:\p{L}{1,8}[-/_])?)\d.*")
GROUPS = regex.compile(r"\d{2,8}(?:-\d{2,8}){1,4}")
# The forms of phone numbers, social security numbers and dates say nothing about identifiers.
COMMON_GROUPS = regex.compile(
    r"\d{3}-\d{3}-\d{3,4}|\d{3}-\d{2}-\d{4}|\d{2}-\d{2}-\d{4}|\d{4}-\d{2}-\d{2}|\d{2}-\d{2}-\d{2}"
)
DIGITS, LETTERS = regex.compile(r"\d"), regex.compile(r"\p{L}")


class ShapeFinder:
    """Finds the identifiers of known shapes, in time linear in the text and independent of the number of shapes."""

    def __init__(self, shapes: Mapping[str, str]) -> None:
        """Create a finder of `shapes`: shape -> entity."""
        self._shapes = shapes

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, entity) of every identifier in a text."""
        if not self._shapes:
            return
        for match in TOKEN.finditer(text):
            if entity := self._shapes.get(shape_of(match.group())):
                yield match.start(), match.end(), entity


def shapes_of_document(values: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the shapes that the values of a document teach.

    One value is enough for a shape with a prefix of letters, two different ones for a shape of digits only.

    Arguments:
        values: the (value, entity) pairs that were found in the document.

    Returns:
        The entity of each shape.
    """
    return _shapes(((value, entity, 1) for value, entity in values), 1, MIN_NUMBERS_IN_DOCUMENT)


def shapes_of_run(counts: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Return the shapes that the values of a run teach: those of at least three different values.

    Arguments:
        counts: the number of occurrences of each (value, entity) in the run, in any order.

    Returns:
        The entity of each shape.
    """
    values = ((value, entity, count) for (value, entity), count in counts.items())
    return _shapes(values, MIN_VALUES_IN_RUN, MIN_VALUES_IN_RUN)


@lru_cache(CACHED_SHAPES)
def shape_of(value: str) -> str:
    """Return the shape of an identifier; empty if others than identifiers have the same.

    The shape is the prefix in lower case with every digit as "9" and every later letter as "a": "CUS-204881" has the
    shape "cus-999999". For digits only, the first two remain: "70033694" has the shape "70999999".
    """
    digits = DIGITS.findall(value)
    if len(digits) < MIN_DIGITS or len(set(digits)) == 1:
        return ""
    if match := PREFIXED.fullmatch(value):
        prefix = match["prefix"].lower()
        letters = len(LETTERS.findall(prefix))
        if letters == 1 and len(digits) < MIN_DIGITS_AFTER_ONE_LETTER:
            return ""
        return prefix + LETTERS.sub("a", DIGITS.sub("9", value[len(prefix) :]))
    is_number = value.isdecimal() and len(digits) >= MIN_DIGITS_OF_NUMBER
    is_grouped = GROUPS.fullmatch(value) and len(digits) >= MIN_DIGITS_OF_GROUPS and not COMMON_GROUPS.fullmatch(value)
    return value[:2] + DIGITS.sub("9", value[2:]) if is_number or is_grouped else ""


def _shapes(values: Iterable[tuple[str, str, int]], min_prefixed: int, min_numbers: int) -> dict[str, str]:
    """Return the shapes with enough distinct values, each with its most frequent entity."""
    distinct: defaultdict[str, set[str]] = defaultdict(set)
    entities: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for value, entity, count in values:
        if entity in LEARNING and (shape := shape_of(value.strip().removeprefix("#"))):
            distinct[shape].add(value.lower())
            entities[shape][entity] += count
    return {
        shape: max(entities[shape].items(), key=lambda item: (item[1], item[0]))[0]
        for shape, found in distinct.items()
        if len(found) >= (min_numbers if shape[0].isdecimal() else min_prefixed)
    }
