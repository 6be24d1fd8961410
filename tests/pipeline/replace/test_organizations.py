"""Organizations: number of invented words, and consistency between spellings and domains."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from pipeline.replace.internet import surrogate_domain
from pipeline.replace.keyed.keys import FamilyKey, Key
from pipeline.replace.organizations import surrogate_organization
from pipeline.replace.pseudonymizer import Pseudonymizer
from pipeline.text.spans import Span
from recognizers.lexicon.company_names import company_words, further_words
from recognizers.lexicon.company_words import JOINING, PLACING, PREFIXES, SECOND_WORDS
from recognizers.lexicon.organization_names import KEPT
from recognizers.lexicon.pools import pool

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
    ("name", "layout"),
    [
        ("Barrow & Sons", r"[A-Z][a-z]+ & Sons"),
        ("Hollis, Pratt & Wynn LLP", r"[A-Z][a-z]+, [A-Z][a-z]+ & [A-Z][a-z]+ LLP"),
        ("Dumont et Fils SARL", r"[A-Z][a-z]+ et Fils SARL"),
        ("Novák a syn s.r.o.", r"[A-Z][a-z]+ a syn s\.r\.o\."),
        ("Kowalczyk Transport Sp. z o.o.", r"[A-Z][a-z]+ Transport Sp\. z o\.o\."),
        ("Stadtwerke Arnsberg", r"Stadtwerke [A-Z][a-z]+"),
        ("Universität Heidelberg", r"Universität [A-Z][a-z]+"),
        ("St. Mary's Hospital", r"St\. [A-Z][a-z]+'s Hospital"),
        ("Bristol City Council", r"[A-Z][a-z]+ City Council"),
        ("Royal Infirmary of Edinburgh", r"[A-Z][a-z]+"),
        ("Crédit du Midi", r"[A-Z][a-z]+"),
        ("Save the Children", r"[A-Z][a-z]+"),
        ("Johnson & Johnson", r"([A-Z][a-z]+) & \1"),
        ("Rolls-Royce", r"[A-Z][a-z]+-[A-Z][a-z]+"),
        ("P&O Ferries", r"[A-Z]&[A-Z] Ferries"),
        ("AT&T", r"[A-Z]{2}&[A-Z]"),
        ("PwC", r"[A-Z][a-z][A-Z]"),
        ("3M", r"\d[A-Z]"),
        ("Eni", r"[AEIOU][a-z][aeiou]"),
        ("Ford Foundation", r"[A-Z][a-z]{4,} Foundation"),
        ("El Corte Grande S.A.", r"El [A-Z][a-z]+ [A-Z][a-z]+ S\.A\."),
        ("Solicitors", r"[A-Z][a-z]+"),
    ],
)
def test_invented_name_reads_like_a_name_of_its_kind(name: str, layout: str) -> None:
    made = surrogate_organization(KEY, name)

    assert regex.fullmatch(layout, made), made
    assert made != name


def test_second_word_of_an_invented_name_is_no_word_that_surrogates_keep() -> None:
    assert [word for word in SECOND_WORDS if word.casefold() in KEPT] == []


@pytest.mark.parametrize(
    ("name", "language", "layout"),
    [
        ("Müller Maschinenbau GmbH", "de", r"(\w+) Maschinenbau GmbH"),
        ("Brückner & Söhne KG", "de", r"(\w+) & Söhne KG"),
        ("Boulangerie Dupont SARL", "fr", r"Boulangerie (\w+) SARL"),
        ("Construcciones Ibarra, S.A.", "es", r"Construcciones (\w+), S\.A\."),
        ("Fratelli Moretti S.r.l.", "it", r"Fratelli (\w+) S\.r\.l\."),
        ("Kwekerij Oosterhuis B.V.", "nl", r"Kwekerij (\w+) B\.V\."),
        ("Stolarnia Zając Sp. z o.o.", "pl", r"Stolarnia (\w+) Sp\. z o\.o\."),
        ("Ferreira & Filhos, Lda", "pt", r"(\w+) & Filhos, Lda"),
        ("Завод Прогресс", "ru", r"Завод (\w+)"),
        ("Acme SARL", "any", r"(\w+) SARL"),
        ("Whitfield Foods Ltd", "en", r"(\w+) Foods Ltd"),
    ],
)
def test_invented_name_has_the_language_of_the_name(name: str, language: str, layout: str) -> None:
    surrogate = regex.fullmatch(layout, surrogate_organization(KEY, name))

    assert surrogate, surrogate_organization(KEY, name)
    assert surrogate[1].casefold() in company_words(language)


def test_partners_and_further_words_have_the_language_of_the_name() -> None:
    first, second = regex.findall(r"\w+", surrogate_organization(KEY, "Kessler & Braun"))
    assert (first.casefold() in company_words("de"), second in pool("de", "family")) == (True, True)

    first, second, _ = regex.findall(r"\w+", surrogate_organization(KEY, "Étoile Mervant SA"))
    assert (first.casefold() in company_words("fr"), second in further_words("fr")) == (True, True)


@pytest.mark.parametrize(
    ("domain", "layout"),
    [
        ("crm.acme.com", r"crm\.\w+\.example"),
        ("jira.acme.internal", r"jira\.\w+\.internal"),
        ("falcon.acme.com", r"(?!falcon)\w+\.\w+\.example"),
    ],
)
def test_roles_of_hosts_stay_within_a_domain(domain: str, layout: str) -> None:
    assert regex.fullmatch(layout, surrogate_domain(KEY, domain))


WORDS = st.one_of(
    st.sampled_from(sorted(KEPT | JOINING | PLACING | PREFIXES)),
    st.sampled_from("Acme 3M P&O O'Neil & - ,".split()),
    st.text(max_size=5),
)


@given(st.lists(WORDS, max_size=6).map(" ".join))
def test_every_name_has_a_surrogate_that_is_another_name(name: str) -> None:
    made = [surrogate_organization(KEY, name, attempt) for attempt in range(4)]

    assert made == [surrogate_organization(KEY, name, attempt) for attempt in range(4)]
    assert set(made) != {name} or not any(map(str.isalpha, name))


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
        (("Brückner & Söhne Maschinenbau GmbH", "BRÜCKNER"), ("brueckner-maschinenbau.de", "bruckner.com")),
        (("Larkspur Bicycle Works",), ("larkspur-bicycles.co.uk", "larkspurbicycleworks.com")),
        (("Mühlhauser Bäckerei",), ("muehlhauser-baeckerei.de", "muehlhauser.com")),
        (("Étoile Mervant SA",), ("etoile-mervant.fr",)),
        (("Łódzka Manufaktura Sp. z o.o.",), ("lodzka-manufaktura.pl",)),
        (("Officine Taverniti S.r.l.", "Taverniti"), ("officinetaverniti.it", "taverniti.it")),
        (("Stadtwerke Arnsberg",), ("stadtwerkearnsberg.de", "stadtwerke-arnsberg.de")),
        (("Piekarnia Bednarczyk",), ("piekarniabednarczyk.pl",)),
    ],
)
def test_all_spellings_and_the_domain_share_the_first_invented_word(
    names: tuple[str, ...], domains: tuple[str, ...]
) -> None:
    words = (regex.findall(r"\w+", surrogate_organization(KEY, name)) for name in names)
    first = {next(word.casefold() for word in name if word.casefold() not in KEPT) for name in words}
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
