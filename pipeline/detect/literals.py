"""Literals of a regular expression: strings of which every match contains at least one, and where in the match."""

from collections.abc import Iterable, Sequence
from math import prod
from re import _constants as code  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import regex

from pipeline.detect.syntax import REPEATS, parsed

Literals = frozenset[str]

NONE: Literals = frozenset()
EMPTY: Literals = frozenset({""})
MAX_LITERALS, MAX_CLASS, MAX_CHARACTERS = 400, 8, 7
MIN_CHARACTERS = 3
MAX_SPREAD = 120  # the number of places at which a match may begin, for each literal found
UNBOUNDED = 10_000
ANYWHERE_COST = 60  # of a search in the whole text, compared with an attempt at one place
GOOD_COST = 0.002
ZERO = "0"  # stands for every digit
LINE_START = "\n"  # also stands before the text
# Letters outside ASCII that match an ASCII letter if case is ignored, and the form of sigma at the end of a word.
FOLDED = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k", "ς": "σ"})
DIGIT = regex.compile(r"\d")
ASCII_DIGITS = str.maketrans(dict.fromkeys("123456789", ZERO))
DIGITS = frozenset("0123456789")


class Anchor(NamedTuple):
    """Literals of a pattern.

    Arguments:
        literals: strings of which `lower(text)` contains at least one if the pattern matches.
        nearest, farthest: the offset of that string from the start of the match; equal to 0 and UNBOUNDED if unknown.
    """

    literals: Literals
    nearest: int = 0
    farthest: int = UNBOUNDED

    @property
    def is_placed(self) -> bool:
        """Whether a match can begin at few places for each literal found."""
        return self.farthest - self.nearest <= MAX_SPREAD

    @property
    def cost(self) -> float:
        """The time of a search in ordinary text, relative to an attempt to match at each character."""
        frequency = sum(map(_frequency, self.literals))
        return frequency * (self.farthest - self.nearest + 1 if self.is_placed else ANYWHERE_COST)


def lower(text: str) -> str:
    """Return a text in the form in which literals are searched for, of equal length: lower case, and 0 as each digit."""
    if text.isascii():
        return text.lower().translate(ASCII_DIGITS)
    return DIGIT.sub(ZERO, text.translate(FOLDED)).lower()


def anchor_of(pattern: str) -> Anchor | None:
    """Return the most telling literals of a pattern, whose case is ignored.

    Arguments:
        pattern: a regular expression of the package regex.

    Returns:
        The literals; None if the pattern cannot be analyzed, or matches without a telling string.
    """
    items = parsed(pattern)
    return None if items is None else _best(items, 0, 0)


def is_telling(literals: Literals) -> bool:
    """Return whether few texts contain one of the literals. Most texts contain short words."""
    return bool(literals) and all(
        len(literal) >= MIN_CHARACTERS or (len(literal) == 2 and not literal.isalnum() and not literal.isspace())
        for literal in literals
    )


def _frequency(literal: str) -> float:
    """Return about how often a literal occurs for each character of ordinary text."""
    return prod(0.1 if one == " " else 0.06 if "a" <= one <= "z" else 0.01 for one in literal)


def _best(items: Any, nearest: int, farthest: int) -> Anchor | None:
    """Return the most telling literals of consecutive items that begin at these offsets from the start of the match."""
    best: Anchor | None = None
    whole = list(items)
    for place, item in enumerate(whole):
        found = [_inside(item, nearest, farthest)]
        if item[0] is not code.ASSERT:
            found.append(_placed(_beginnings(whole[place:]), nearest, farthest))
        for anchor in found:
            if anchor and (best is None or anchor.cost < best.cost):
                best = anchor
        if best and best.cost < GOOD_COST:
            break
        least, most = _width(item)
        nearest, farthest = nearest + least, min(farthest + most, UNBOUNDED)
    return best


def _placed(literals: Literals, nearest: int, farthest: int) -> Anchor | None:
    """Return an anchor, unless its literals are in almost every text."""
    if not literals or "" in literals:
        return None
    anchor = Anchor(literals, nearest, farthest)
    if anchor.is_placed:
        return anchor if anchor.cost < 1 else None
    return Anchor(literals) if is_telling(literals) else None


def _inside(item: tuple[Any, Any], nearest: int, farthest: int) -> Anchor | None:
    operation, argument = item
    if operation is code.AT:
        return Anchor(frozenset({LINE_START}), nearest - 1, farthest - 1) if argument is code.AT_BEGINNING else None
    if operation is code.SUBPATTERN:
        return _best(argument[-1], nearest, farthest)
    if operation is code.ATOMIC_GROUP:
        return _best(argument, nearest, farthest)
    if operation is code.ASSERT:
        direction, content = argument
        if direction > 0:
            return _best(content, nearest, farthest)
        least, most = _width_of_sequence(content)
        return _best(content, nearest - most, farthest - least)
    if operation in REPEATS:
        return _best(argument[2], nearest, farthest) if argument[0] else None
    if operation is code.BRANCH:
        branches = [_best(branch, nearest, farthest) for branch in argument[1]]
        return _any_of(branches)
    return None


def _any_of(branches: Sequence[Anchor | None]) -> Anchor | None:
    anchors = [anchor for anchor in branches if anchor]
    if len(anchors) < len(branches):
        return None
    return _placed(
        _shortest(NONE.union(*(anchor.literals for anchor in anchors))),
        min(anchor.nearest for anchor in anchors),
        max(anchor.farthest for anchor in anchors),
    )


def _beginnings(items: Iterable[Any]) -> Literals:
    """Return strings with one of which every match of consecutive items begins."""
    exact, begun = _strings_of_sequence(items)
    return _shortest(exact | begun)


def _shortest(literals: Literals) -> Literals:
    """Return the literals that do not begin with another one."""
    lengths = sorted({len(literal) for literal in literals})
    return frozenset(
        literal
        for literal in literals
        if not any(literal[:length] in literals for length in lengths if length < len(literal))
    )


# All strings that an item matches, and beginnings of those strings that are longer or unknown.
Strings = tuple[Literals, Literals]
UNKNOWN: Strings = (NONE, EMPTY)
ONE_CHARACTER = frozenset({code.LITERAL, code.NOT_LITERAL, code.IN, code.ANY})


def _strings_of_sequence(items: Iterable[Any]) -> Strings:
    exact, begun = EMPTY, NONE
    for item in items:
        exact, begun = _followed((exact, begun), _strings(item))
        if not exact:
            break
    return exact, begun


def _followed(first: Strings, second: Strings) -> Strings:
    """Return the strings of two consecutive items."""
    exact, begun = first
    if len(exact) * (len(second[0]) + len(second[1])) + len(begun) > MAX_LITERALS:
        return NONE, exact | begun
    joined = {start + end for start in exact for end in second[0]}
    begun |= {(start + end)[:MAX_CHARACTERS] for start in exact for end in second[1]}
    long = {string for string in joined if len(string) >= MAX_CHARACTERS}
    return frozenset(joined - long), begun | {string[:MAX_CHARACTERS] for string in long}


def _strings(item: tuple[Any, Any]) -> Strings:
    operation, argument = item
    if operation in (code.ASSERT, code.ASSERT_NOT, code.AT):
        return EMPTY, NONE
    if operation is code.SUBPATTERN:
        return _strings_of_sequence(argument[-1])
    if operation is code.ATOMIC_GROUP:
        return _strings_of_sequence(argument)
    if operation is code.BRANCH:
        branches = [_strings_of_sequence(branch) for branch in argument[1]]
        exact, begun = NONE.union(*(one for one, _ in branches)), NONE.union(*(one for _, one in branches))
        return (exact, begun) if len(exact) + len(begun) <= MAX_LITERALS else UNKNOWN
    if operation in REPEATS:
        return _strings_of_repeat(*argument)
    if operation is code.LITERAL:
        return frozenset({lower(chr(argument))}), NONE
    return (members, NONE) if operation is code.IN and (members := _members(argument)) else UNKNOWN


def _strings_of_repeat(least: int, most: int, repeated: Any) -> Strings:
    once = _strings_of_sequence(repeated)
    if most == 1 or once == (frozenset({ZERO}), NONE):  # a number of digits is telling
        total: Strings = (EMPTY, NONE)
        for _ in range(min(least, MAX_CHARACTERS)):
            total = _followed(total, once)
        if least >= MAX_CHARACTERS:
            return total
        exact, begun = total
        for _ in range(min(most, MAX_CHARACTERS) - least):
            total = _followed(total, once)
            exact, begun = exact | total[0], begun | total[1]
        return exact, begun
    if not least:
        return UNKNOWN
    total = once
    for _ in range(min(least, MAX_CHARACTERS) - 1):
        total = _followed(total, once)
    return total if least == most and least < MAX_CHARACTERS else (NONE, total[0] | total[1])


def _members(items: Sequence[tuple[Any, Any]]) -> Literals | None:
    """Return the characters of a small class."""
    found: set[str] = set()
    for operation, argument in items:
        if operation is code.LITERAL:
            found.add(lower(chr(argument)))
        elif operation is code.CATEGORY and argument is code.CATEGORY_DIGIT:
            found.add(ZERO)
        elif operation is code.RANGE and argument[1] - argument[0] <= len(DIGITS):
            found |= {lower(chr(point)) for point in range(argument[0], argument[1] + 1)}
        else:
            return None
    return frozenset(found) if len(found) <= MAX_CLASS else None


def _width(item: tuple[Any, Any]) -> tuple[int, int]:
    """Return the minimum and maximum length of what an item matches."""
    operation, argument = item
    if operation in (code.ASSERT, code.ASSERT_NOT, code.AT):
        return 0, 0
    if operation is code.SUBPATTERN:
        return _width_of_sequence(argument[-1])
    if operation is code.ATOMIC_GROUP:
        return _width_of_sequence(argument)
    if operation is code.BRANCH:
        widths = [_width_of_sequence(branch) for branch in argument[1]]
        return min(least for least, _ in widths), max(most for _, most in widths)
    if operation in REPEATS:
        fewest, most_times, repeated = argument
        least, most = _width_of_sequence(repeated)
        return min(least * fewest, UNBOUNDED), min(most * min(most_times, UNBOUNDED), UNBOUNDED)
    return (1, 1) if operation in ONE_CHARACTER else (0, UNBOUNDED)


def _width_of_sequence(items: Any) -> tuple[int, int]:
    # The parser computes and stores the widths of sequences.
    least, most = items.getwidth()
    return min(least, UNBOUNDED), min(most, UNBOUNDED)
