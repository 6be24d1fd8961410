"""Literals of a regular expression: strings of which every match contains at least one, and where in the match."""

from collections.abc import Iterable, Sequence
from functools import cache
from math import fsum, prod
from re import _constants as code  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import regex

from pipeline.detect.syntax import REPEATS, parsed

Literals = frozenset[str]

NONE: Literals = frozenset()
EMPTY: Literals = frozenset({""})
MAX_LITERALS, MAX_CLASS, MAX_CHARACTERS = 400, 8, 7
MAX_SPREAD = 120  # the number of places at which a match may begin, for each literal found
UNBOUNDED = 10_000
MAX_COST, MAX_FREQUENCY, MAX_OF_ONE = 0.5, 0.02, 0.011
ZERO = "0"  # stands for every digit
LINE_START = "\n"  # also before the text
# Letters outside ASCII that match an ASCII letter if case is ignored, and the form of sigma at the end of a word.
FOLDED = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k", "ς": "σ"})
DIGIT = regex.compile(r"\d")
ASCII_DIGITS = str.maketrans(dict.fromkeys("123456789", ZERO))
DIGITS = frozenset("0123456789")
LETTER = r"\\(?:w|p\{L\})"  # in the syntax of patterns
NO_LETTER = rf"\(\?<!(?:{LETTER}|\[(?!\^)(?:[^\]\\]|\\[^wp]|\\p\{{\w+\}})*?{LETTER})"
AFTER_NO_LETTER = regex.compile(rf"(?:\((?:\?(?:[ims]+\)|[ims]*:|P<\w+>))?)*{NO_LETTER}")


class Anchor(NamedTuple):
    """Literals of a pattern.

    Arguments:
        literals: strings of which `lower(text)` contains at least one if the pattern matches.
        nearest, farthest: the offset of that string from the start of the match; equal to 0 and UNBOUNDED if unknown.
        after_no_letter: whether no letter precedes a match.
    """

    literals: Literals
    nearest: int = 0
    farthest: int = UNBOUNDED
    after_no_letter: bool = False

    @property
    def is_placed(self) -> bool:
        """Whether a match can begin at few places for each literal found."""
        return self.farthest - self.nearest <= MAX_SPREAD

    @property
    def frequency(self) -> float:
        """About how often one of the literals occurs for each character of ordinary text."""
        return fsum(map(_frequency, self.literals))  # exact, so that the order of a set does not decide

    @property
    def cost(self) -> float:
        """The time of a search in ordinary text, relative to an attempt to match at each character."""
        return self.frequency * (self.farthest - self.nearest + 1)


def lower(text: str) -> str:
    """Return a text in the form in which literals are searched for, of equal length: lower case, and 0 as each digit."""
    if text.isascii():
        return text.lower().translate(ASCII_DIGITS)
    return DIGIT.sub(ZERO, text.translate(FOLDED)).lower()


class Anchors(NamedTuple):
    """The most selective literals of a pattern or a part of it.

    Arguments:
        placed: those from which a search takes the least time; None if a match may begin anywhere.
        rarest: those that the fewest texts contain.
    """

    placed: Anchor | None = None
    rarest: Anchor | None = None


def anchors_of(pattern: str) -> Anchors:
    """Return the most selective literals of a pattern of the package regex, whose case is ignored."""
    items = parsed(pattern)
    if items is None:
        return Anchors()
    anchors = _best(items, 0, 0)
    if anchors.placed and _begins_with_condition(items) and AFTER_NO_LETTER.match(pattern):
        return anchors._replace(placed=anchors.placed._replace(after_no_letter=True))
    return anchors


def _begins_with_condition(items: Any) -> bool:
    """Return whether every match begins with the same negative lookaround."""
    while items and items[0][0] is code.SUBPATTERN:
        items = items[0][1][-1]
    return bool(items) and items[0][0] is code.ASSERT_NOT


def _frequency(literal: str) -> float:
    """Return about how often a literal occurs for each character of ordinary text."""
    return prod(map(_frequency_of_character, " " + literal, literal))


@cache
def _frequency_of_character(before: str, character: str) -> float:
    if character == ZERO:
        return 0.4 if before == ZERO else 0.01
    return 0.1 if character == " " else 0.06 if "a" <= character <= "z" else 0.01


def _best(items: Any, nearest: int, farthest: int) -> Anchors:
    """Return the most selective literals of consecutive items that begin at these offsets from the start of the match."""
    best = Anchors()
    whole = list(items)
    for place, item in enumerate(whole):
        best = _better(best, _inside(item, nearest, farthest))
        if item[0] is not code.ASSERT:
            best = _better(best, _anchors(_beginnings(whole[place:]), nearest, farthest))
        least, most = _width(item)
        nearest, farthest = nearest + least, min(farthest + most, UNBOUNDED)
    return best


def _better(first: Anchors, second: Anchors) -> Anchors:
    placed = [anchors.placed for anchors in (first, second) if anchors.placed]
    rarest = [anchors.rarest for anchors in (first, second) if anchors.rarest]
    return Anchors(
        min(placed, key=lambda anchor: anchor.cost, default=None),
        min(rarest, key=lambda anchor: anchor.frequency, default=None),
    )


def _anchors(literals: Literals, nearest: int, farthest: int) -> Anchors:
    """Return anchors with these literals, unless they are in almost every text."""
    if not literals or "" in literals or max(map(_frequency, literals)) > MAX_OF_ONE:
        return Anchors()
    anchor = Anchor(literals, nearest, farthest)
    return Anchors(
        anchor if anchor.is_placed and anchor.cost < MAX_COST else None,
        Anchor(literals) if anchor.frequency < MAX_FREQUENCY else None,
    )


def _inside(item: tuple[Any, Any], nearest: int, farthest: int) -> Anchors:
    operation, argument = item
    if operation is code.AT:
        is_start = argument is code.AT_BEGINNING
        return _anchors(frozenset({LINE_START}), nearest - 1, farthest - 1) if is_start else Anchors()
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
        return _best(argument[2], nearest, farthest) if argument[0] else Anchors()
    if operation is code.BRANCH:
        branches = [_best(branch, nearest, farthest) for branch in argument[1]]
        placed, rarest = _union([one.placed for one in branches]), _union([one.rarest for one in branches])
        return Anchors(placed.placed, rarest.rarest)
    return Anchors()


def _union(branches: Sequence[Anchor | None]) -> Anchors:
    """Return the literals of alternatives."""
    anchors = [anchor for anchor in branches if anchor]
    if len(anchors) < len(branches):
        return Anchors()
    return _anchors(
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
    if most == 1 or once == (frozenset({ZERO}), NONE):  # a number of digits is selective
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
        return EMPTY, once[0] | once[1]
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
