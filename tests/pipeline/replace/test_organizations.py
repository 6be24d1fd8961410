"""Organizations: number of invented words, and consistency between spellings and domains."""

import pytest
import regex

from pipeline.replace.internet import surrogate_domain
from pipeline.replace.keyed.keys import FamilyKey, Key
from pipeline.replace.organizations import surrogate_organization
from pipeline.replace.pseudonymizer import Pseudonymizer
from pipeline.text.spans import Span

MASTER = Key(bytes(range(32)))
KEY: FamilyKey = MASTER.family("organization:all", "organizations")
WORLD = Pseudonymizer(MASTER, "organization:all")


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("Tessaly Foods Inc.", r"(\w+) Foods Inc\."),
        ("Northgate Harbor Systems Inc.", r"(\w+) (\w+) Systems Inc\."),
        ("NORTHGATE HARBOR GMBH", r"([A-Z]+) ([A-Z]+) GMBH"),
        ("Nordic Freight Logistics GmbH", r"(\w+) Freight Logistics GmbH"),
        ("International Business Machines", r"International (\w+) (\w+)"),
        ("Tessaly & Hexmoor Co.", r"(\w+) & (\w+) Co\."),
        ("Coca-Cola", r"(\w+)-(\w+)"),
        ("One Two Three Four Five Ltd", r"(\w+) (\w+) (\w+) Ltd"),
        ("IBM Schweiz AG", r"([A-Z][a-z]+) ([A-Z][a-z]+) AG"),
    ],
)
def test_surrogate_name_has_up_to_three_invented_words(name: str, layout: str) -> None:
    surrogate = regex.fullmatch(layout, surrogate_organization(KEY, name))

    assert surrogate, surrogate_organization(KEY, name)
    assert not {word.casefold() for word in surrogate.groups()} & {word.casefold() for word in name.split()}


@pytest.mark.parametrize(
    ("names", "domains"),
    [
        (
            ("Nordic Freight", "Nordic Freight GmbH", "NORDIC FREIGHT", "Nordic Freight Logistics", "Nordic"),
            ("nordicfreight.com", "nordic-freight.de", "nordic.com", "www.nordicfreight.co.uk"),
        ),
        (
            ("Northgate Harbor", "Northgate Harbor Systems Inc."),
            ("northgateharbor.com", "northgate-harbor.com", "northgateharborsystems.com"),
        ),
        (("Coca-Cola Company", "Coca Cola"), ("cocacola.com", "coca-cola.com")),
        (("Citigroup", "Citi Group Inc."), ("citigroup.com",)),
    ],
)
def test_all_spellings_and_the_domain_share_the_first_invented_word(
    names: tuple[str, ...], domains: tuple[str, ...]
) -> None:
    first = {regex.findall(r"\w+", surrogate_organization(KEY, name))[0].casefold() for name in names}
    hosts = {surrogate_domain(KEY, domain).removesuffix(".example").split(".")[-1].split("-")[0] for domain in domains}

    assert first == hosts
    assert len(first) == 1


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("International Business Machines", "IBM"),
        ("Nordic Tessaly GmbH", "NT"),
        ("Nordic Freight Logistics GmbH", "NFL"),
    ],
)
def test_acronym_consists_of_initials_of_the_invented_words(name: str, short: str) -> None:
    text = f"{name} ({short})"
    places = [(0, len(name)), (len(name) + 2, len(text) - 1)]
    view = WORLD.view([text], [[Span(start, end, "ORGANIZATION", 1.0, "test") for start, end in places]])

    words = WORLD.surrogate("ORGANIZATION", name, view).removesuffix(" GmbH").split()

    assert WORLD.surrogate("ORGANIZATION", short, view) == "".join(word[0] for word in words)
