"""Literals of a regular expression: strings of which every match contains at least one."""

from collections.abc import Sequence
from re import _constants as code  # type: ignore[attr-defined]
from typing import Any

from pipeline.detect.syntax import REPEATS, parsed

Literals = frozenset[str]

NONE: Literals = frozenset()
EMPTY: Literals = frozenset({""})
MAX_LITERALS, MAX_CLASS = 256, 6
MIN_CHARACTERS, MANY_CHARACTERS = 3, 8
# Letters outside ASCII that match an ASCII letter if case is ignored, and the form of sigma at the end of a word.
FOLDED = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k", "ς": "σ"})


def lower(text: str) -> str:
    """Return a text in the form in which literals are searched for: in lower case."""
    return (text if text.isascii() else text.translate(FOLDED)).lower()


def literals_of(pattern: str) -> Literals:
    """Return strings of which `lower(text)` contains at least one if a pattern matches in the text, in any case.

    Arguments:
        pattern: a regular expression of the package regex.

    Returns:
        The strings; none if the pattern cannot be analyzed, or matches without a telling string.
    """
    items = parsed(pattern)
    return NONE if items is None else _best_of_sequence(items)


def _best_of_sequence(items: Any) -> Literals:
    """Return the most telling literals of consecutive items."""
    candidates, run = [NONE], EMPTY
    for item in items:
        exact = _exact(item)
        joined = None if exact is None else _joined(run, exact)
        if joined is None:
            candidates += [run, _best_inside(item)]
            run = EMPTY if exact is None else exact
        else:
            run = joined
    return max([*candidates, run], key=_telling)


def _telling(literals: Literals) -> tuple[int, int]:
    """Return how telling literals are: the length of the shortest one, up to a limit, then how few there are."""
    shortest = min(map(len, literals), default=0)
    return (min(shortest, MANY_CHARACTERS), -len(literals)) if is_telling(literals) else (0, -len(literals))


def is_telling(literals: Literals) -> bool:
    """Return whether few texts contain one of the literals. Most texts contain short words."""
    return bool(literals) and all(
        len(literal) >= MIN_CHARACTERS or (len(literal) == 2 and not literal.isalnum() and not literal.isspace())
        for literal in literals
    )


def _best_inside(item: tuple[Any, Any]) -> Literals:
    operation, argument = item
    if operation is code.SUBPATTERN:
        return _best_of_sequence(argument[-1])
    if operation is code.ATOMIC_GROUP:
        return _best_of_sequence(argument)
    if operation in REPEATS:
        return _best_of_sequence(argument[2]) if argument[0] else NONE
    if operation is code.BRANCH:
        branches = [_best_of_sequence(branch) for branch in argument[1]]
        return NONE.union(*branches) if all(map(is_telling, branches)) else NONE
    return NONE


def _exact(item: tuple[Any, Any]) -> Literals | None:
    """Return all strings that an item matches, in lower case; None if they are many or unknown."""
    operation, argument = item
    if operation in (code.ASSERT, code.ASSERT_NOT, code.AT):
        return EMPTY
    if operation is code.SUBPATTERN:
        return _exact_sequence(argument[-1])
    if operation is code.ATOMIC_GROUP:
        return _exact_sequence(argument)
    if operation is code.BRANCH:
        branches = [exact for branch in argument[1] if (exact := _exact_sequence(branch))]
        return _few(NONE.union(*branches)) if len(branches) == len(argument[1]) else None
    if operation in REPEATS:
        least, most, repeated = argument
        once = _exact_sequence(repeated) if most == 1 else None
        return once if once is None or least else _few(once | EMPTY)
    if operation is code.LITERAL:
        return frozenset({lower(chr(argument))})
    return _members(argument) if operation is code.IN else None


def _exact_sequence(items: Any) -> Literals | None:
    run = EMPTY
    for item in items:
        exact = _exact(item)
        joined = None if exact is None else _joined(run, exact)
        if joined is None:
            return None
        run = joined
    return run


def _joined(first: Literals, second: Literals) -> Literals | None:
    return (
        frozenset(start + end for start in first for end in second)
        if len(first) * len(second) <= MAX_LITERALS
        else None
    )


def _few(literals: Literals) -> Literals | None:
    return literals if len(literals) <= MAX_LITERALS else None


def _members(items: Sequence[tuple[Any, Any]]) -> Literals | None:
    """Return the characters of a small class."""
    if any(operation is not code.LITERAL for operation, _ in items):
        return None
    characters = frozenset(lower(chr(argument)) for _, argument in items)
    return characters if len(characters) <= MAX_CLASS else None
