"""Initials that a text defines as the short form of an organization."""

import pytest

from pipeline.decide.aliases import aliases_of_organizations, find_aliases
from pipeline.text.spans import Span


@pytest.mark.parametrize(
    ("marked", "aliases"),
    [
        ('⟦Kestrel Timber Traders Ltd⟧ ("KTT") sold it', {"KTT"}),
        ("⟦Nordlicht Windkraft Service GmbH⟧ (nachfolgend „NWS“)", {"NWS"}),
        ("⟦Société Bretonne de Salaisons⟧ (ci-après « SBS »)", {"SBS"}),
        ("⟦Kestrel Timber Traders⟧ (KTT), the seller", {"KTT"}),
        ('⟦Kestrel Timber Traders⟧ ("Seller")', set()),
        ("⟦Kestrel Timber Traders⟧ (VAT)", set()),
        ("⟦Kestrel Timber Traders⟧ of KTT", set()),
    ],
)
def test_an_alias_consists_of_the_initials_of_its_organization(marked: str, aliases: set[str]) -> None:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")

    assert aliases_of_organizations([text], [[Span(start, end, "ORGANIZATION", 0.9, "Model")]]) == aliases


def test_an_alias_is_found_as_it_is_written_and_alone() -> None:
    text = "Die NWS zahlt, NWS's yard; nws, NWS.net, NWS-12 and KNWS stay."

    assert [text[start:end] for start, end in find_aliases(text, frozenset({"NWS"}))] == ["NWS", "NWS"]
