"""Syntax of regular expressions: parses patterns of the package regex with the parser of the standard library."""

import re
from functools import lru_cache
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

REPEATS = frozenset({code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT})
CACHED_PATTERNS = 8  # several analyses of one pattern follow one another
# Syntax that only the package regex supports: `\K` matches nothing, `\p{Lu}` one of too many characters to list, and
# a name may be given to several groups.
KEEP = re.compile(r"(?<!\\)((?:\\\\)*)\\K")
PROPERTY = re.compile(r"(?<!\\)((?:\\\\)*)\\[pP]\{\^?\w+\}")
NAMED_GROUP = re.compile(r"(?<!\\)((?:\\\\)*)\(\?P<\w+>")
# Syntax that the parser interprets differently: named classes, fuzzy matching and branch reset.
OTHERWISE = re.compile(r"\[\[|\[:\^?\w+:\]|\{[^{}]*[eids][^{}]*\}|\(\?\|")


@lru_cache(CACHED_PATTERNS)
def parsed(pattern: str) -> Any | None:
    """Return the parse tree of a pattern of the package regex; None if it cannot be parsed.

    A property such as `\\p{Lu}` becomes a class of unknown characters.
    """
    plain = PROPERTY.sub(r"\1\\w", KEEP.sub(r"\1", pattern))
    if "(?P=" not in plain:
        plain = NAMED_GROUP.sub(r"\1(", plain)
    if OTHERWISE.search(plain):
        return None
    try:
        return parser.parse(plain)
    except (re.error, RecursionError, OverflowError):  # further syntax that only regex supports
        return None
