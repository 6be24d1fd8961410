"""Originals of one person that share a surrogate: of "Kate Hollis" and "Katherine Hollis" the full name is restored."""

from recognizers.lexicon.names import parse
from recognizers.lexicon.nicknames import is_short_form


def fuller(one: str, other: str) -> str:
    """Return that one of two names of which the other one has a short form of the given name; an empty string if neither is.

    Arguments:
        one, other: the names as they are written.
    """
    first, second = parse(one, ""), parse(other, "")
    if (first.family, first.middle, first.title) != (second.family, second.middle, second.title):
        return ""
    if is_short_form(second.given, first.given):
        return one
    return other if is_short_form(first.given, second.given) else ""
