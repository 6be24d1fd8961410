"""Aliases: finds the initials that a text defines as the short form of an organization: 'Kestrel Timber Traders Ltd ("KTT")'."""

from collections.abc import Iterable, Iterator, Sequence

import regex

from pipeline.decide.known_values import ORGANIZATIONS
from pipeline.text.spans import Span
from recognizers.lexicon.organization_names import initials

# What stands between the name and its short form: ' (hereinafter the "', ' (ci-après « '.
DEFINED = regex.compile(
    r"\.?,?\s{1,2}[(\[](?:[\p{L}’'-]{1,14}[ ,:]{1,2}){0,4}[\"“”„«‘']{0,2}\s?(?P<value>[\p{Lu}\d&]{3,6})\s?[\"“”»’']{0,2}[)\]]"
)
# As long as a short form, and no part of a longer term.
ALONE = regex.compile(r"(?<![\w.&@/-])(?P<value>[\p{Lu}\d&]{3,6})(?![\w&@]|\.\w|-\d)")


def aliases_of_organizations(texts: Sequence[str], findings: Sequence[Sequence[Span]]) -> frozenset[str]:
    """Return the initials of organizations in brackets behind their names.

    Arguments:
        texts: the texts of a document.
        findings: the spans of each text.
    """
    return frozenset(alias for text, spans in zip(texts, findings, strict=True) for alias in _defined(text, spans))


def _defined(text: str, spans: Iterable[Span]) -> Iterator[str]:
    for span in spans:
        match = DEFINED.match(text, span.end) if span.entity in ORGANIZATIONS else None
        if match and match["value"].replace("&", "") in initials(text[span.start : span.end]):
            yield match["value"]


def find_aliases(text: str, aliases: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the offsets of aliases in a text, as they are written."""
    for match in ALONE.finditer(text) if aliases else ():
        if match["value"] in aliases:
            yield match.span()
