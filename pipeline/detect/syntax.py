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
SOLID_PROPERTY = re.compile(r"(?<!\\)((?:\\\\)*)\\p\{(?:L[ultmo]?|N[dlo]?|M[nce]?|P[a-z]?|S[mcko]|Alnum)\}")
PROPERTY = re.compile(r"(?<!\\)((?:\\\\)*)\\[pP]\{\^?\w+\}")
NAMED_GROUP = re.compile(r"(?<!\\)((?:\\\\)*)\(\?P<\w+>")
SAME_TEXT = re.compile(r"\(\?P=\w+\)")
IF_MATCHED = re.compile(r"(?<!\\)((?:\\\\)*)\(\?\(\w+\)")
ANY_TEXT, ANY_BRANCH = r"[\\s\\S]*", r"\1(?:|"
# Syntax that the parser interprets differently: named classes, fuzzy matching and branch reset.
OTHERWISE = re.compile(r"\[:\^?\w+:\]|(?<!\\)\{[\s\d<=,+]*[eids][^{}]*\}|\(\?\|")


@lru_cache(CACHED_PATTERNS)
def parsed(pattern: str) -> Any | None:
    """Return the parse tree of a pattern of the package regex; None if it cannot be parsed.

    A property such as `\\p{Lu}` becomes a class of unknown characters: `\\w` without spaces, `\\D` perhaps with them. A reference to a group any text, and a condition on a group any of its branches.
    """
    plain = PROPERTY.sub(r"\1\\D", SOLID_PROPERTY.sub(r"\1\\w", KEEP.sub(r"\1", pattern)))
    plain = NAMED_GROUP.sub(r"\1(", SAME_TEXT.sub(ANY_TEXT, IF_MATCHED.sub(ANY_BRANCH, plain)))
    if OTHERWISE.search(plain):
        return None
    try:
        return parser.parse(plain)
    except (re.error, RecursionError, OverflowError):  # further syntax that only regex supports
        return None
