"""Invented names of companies: the language of a name, and what the lists of a language contain."""

import pytest

from recognizers.lexicon.company_names import (
    ANY,
    BEGINNINGS,
    ENDINGS,
    ENGLISH,
    EXISTING,
    MAX_LETTERS,
    company_words,
    further_words,
    is_free,
    language_of,
)
from recognizers.lexicon.organization_names import KEPT, slug

LANGUAGES = (ENGLISH, *BEGINNINGS)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            "de",
            "Müller Maschinenbau GmbH|Brückner & Söhne|Schwarzwald Energie AG|Grünwalder Brauerei|Kessler, Braun & Partner",
        ),
        ("fr", "Boulangerie Dupont SARL|Étoile Mervant SA|Delacroix & Fils|Charpentier|Transports Gaillard Frères"),
        ("es", "Construcciones Ibarra, S.A.|Hermosilla|Torreblanca|Caballero Hijos"),
        ("it", "Fratelli Moretti S.r.l.|Officine Bellini|Vetreria Foscarini|Tessitura Zanetti S.p.A.|Galluzzo"),
        ("nl", "Meerdijk|Rijnstroom|Oosterhuis Vastgoed"),
        ("pl", "Kowalczyk Transport Sp. z o.o.|Drzewiarz|Krakowiak|Stolarnia Zając|Chmielnik"),
        ("pt", "Ferreira & Filhos|Pinheiro, Lda|Madeiras Teixeira"),
        ("sv", "Lindqvist Bygg AB|Hallström|Bergström Fastigheter"),
        ("en", "Larchfield Outdoor|Stonebridge|Whitfield & Sons|Cloudpath|Copperfield Ltd|Silverline"),
        ("ru", "ООО Ромашка|Завод Прогресс"),
        (ANY, "Acme SARL|Acme GmbH|Tessaly GmbH & Co. KG|Yılmaz İnşaat A.Ş.|株式会社山田"),
    ],
)
def test_the_letters_of_a_name_tell_its_language(language: str, names: str) -> None:
    assert {name: language_of(slug(name)) for name in names.split("|")} == dict.fromkeys(names.split("|"), language)


@pytest.mark.parametrize("language", BEGINNINGS)
def test_every_language_has_many_parts_without_repetition(language: str) -> None:
    beginnings, endings = BEGINNINGS[language].split(), ENDINGS[language].split()

    assert len(set(beginnings)) == len(beginnings) >= 150
    assert len(set(endings)) == len(endings) >= 60
    assert len(company_words(language)) >= 9_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_short_words_and_rarely_those_of_people_and_cities(language: str) -> None:
    words = company_words(language)

    assert list(words) == sorted(set(words))
    assert [
        word
        for word in words
        if not word.isalpha() or len(word) > MAX_LETTERS or (language != "ru" and not word.isascii())
    ] == []
    assert sum(not is_free(word, language) for word in words) < len(words) / 20


def test_names_of_brands_are_not_used() -> None:
    assert [word for word in EXISTING if any(is_free(word, language) for language in LANGUAGES)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_further_words_are_different_and_no_words_that_surrogates_keep(language: str) -> None:
    words = [word.casefold() for word in further_words(language)]

    assert len(set(words)) == len(words) >= 55
    assert [word for word in words if word in KEPT] == []
