"""Originals of one person that share a surrogate: which of them is restored."""

from recognizers.lexicon.handle_forms import UMLAUTS, to_ascii
from recognizers.lexicon.names import Name, parse
from recognizers.lexicon.nicknames import is_short_form


def fuller(one: str, other: str) -> str:
    """Return the fuller one of two names of one person; an empty string if they are names of two.

    Of "Kate Hollis" and "Katherine Hollis" it is the one with the formal name, of "Höning" and "Honing" or "Hoening" the one
    with the accents.

    Arguments:
        one, other: the names as they are written.
    """
    first, second = parse(one, ""), parse(other, "")
    if (first.middle, first.title) != (second.middle, second.title):
        return ""
    if _spellings(first) & _spellings(second):
        return max(one, other, key=lambda name: sum(not character.isascii() for character in name))
    if first.family != second.family:
        return ""
    if is_short_form(second.given, first.given):
        return one
    return other if is_short_form(first.given, second.given) else ""


def _spellings(name: Name) -> set[tuple[str, ...]]:
    """Return the given and the family name in ASCII letters, with umlauts as one letter and as two."""
    return {tuple(to_ascii(part.translate(table)) for part in name.written) for table in ({}, UMLAUTS)}
