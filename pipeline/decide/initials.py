"""Initials: finds those of the people whom a document names in full: "HN" beside Heath Nakamura."""

from collections.abc import Iterable, Iterator

import regex

from recognizers.lexicon.names import parse
from recognizers.lexicon.spellings import NAME_ROLES, given_and_family

# Two or three capitals. Capitals or a name beside them make a longer term ("SS Carpathia", "DA VERIFICARE"), and a
# number after them a reference ("KL/1", "IP 10.2.3.4").
ALONE = regex.compile(
    r"(?<![\w.&@$\\-])(?<!(?<!\p{Lu})/)(?<!\p{Lu}[ ])(?P<value>\p{Lu}{2,3})(?![\w&@\\-]|\.\w|[ ]?/[ ]?\d|[ ]\d|\.?[ ]\p{Lu}\p{L})"
)
# Abbreviations that are also initials: of states, units, roles, replies, departments.
ABBREVIATIONS = frozenset(
    """AC AD AE AG AI AK AL AM AP AR AS AT AW AZ BA BC BE BP BR BV BW CA CC CD CE CET CI CO CR CV DA DB DC DE DI DJ DM DNS DR EC EG EHR EN ER ES EU
    FA FC FM FR FW FYI GB GM GP GPS HD HP HQ HR IA ID IE II III IM IN IP IPO IS IT IV KB KG KM KO KS LA LE LED LP LS LTD MA MB MC MD MM MO MR MRI MS
    MX NA NB NC ND NHS NL NO NS NV NY OF OH OK ON OP OR OS OT PA PC PDF PHP PI PIN PIP PL PM PO PP PR PS PT PTO QA QR RAM RE RF RN ROI RSI RV SA SAP SD SE
    SEO SI SLA SMS SN SO SOS SQL SS SSH SSL SSO ST STD SV TB TC TEL TLS TN TO TR TV TX UAT UI UK UN UP US USB UX VAT VM VP VPN WC WG WI WP XL ZIP""".split()
)
FEWEST, MOST = 2, 3


def initials_of_people(values: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the initials of people.

    Arguments:
        values: the (value, entity) pairs that were found in a document.
    """
    names = {value for value, entity in values if entity == "PERSON"}
    return frozenset(letters for name in names for letters in _initials(name) if letters not in ABBREVIATIONS)


def find_initials(text: str, initials: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the offsets of initials that are alone in a text."""
    for match in ALONE.finditer(text) if initials else ():
        if match["value"] in initials:
            yield match.span("value")


def _initials(name: str) -> Iterator[str]:
    """Yield the initials of a full name: of the first and the last name, and of all."""
    named = [word for word in parse(name, "").words if word.role in NAME_ROLES and not word.is_initial]
    if not FEWEST <= len(named) <= MOST or not all(word.text[0].isupper() for word in named):
        return
    given, family = given_and_family(named)
    yield given[0] + family[0]
    if len(named) == MOST:
        yield "".join(word.text[0] for word in named)
