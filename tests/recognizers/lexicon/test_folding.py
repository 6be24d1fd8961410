"""Look-alike letters become ASCII letters in words that mix scripts, and nowhere else."""

import string

import pytest
from faker import Faker

from recognizers.lexicon import look_alikes
from recognizers.lexicon.folding import LOOK_ALIKES, fold
from training.pools import build_look_alikes


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zоrа Smіth", "Zora Smith"),  # Cyrillic
        ("Ζorα", "Zora"),  # Greek
        ("Ꮪmith", "Smith"),  # Cherokee
        ("ꓢmith", "Smith"),  # Lisu
        ("Sոith", "Snith"),  # Armenian
        ("gооgӏe.com", "googie.com"),
        ("ⲥap", "cap"),  # Coptic
        ("Нello", "Hello"),
        ("Ԍrace", "Grace"),
    ],
)
def test_a_look_alike_in_a_word_of_two_scripts_becomes_latin(text: str, folded: str) -> None:
    found = fold(text)

    assert found.text == folded
    assert found.starts == list(range(len(text)))


@pytest.mark.parametrize("locale", ["ru_RU", "uk_UA", "bg_BG", "el_GR", "hy_AM", "ka_GE"])
def test_texts_of_one_script_stay(locale: str) -> None:
    faker = Faker(locale)
    faker.seed_instance(4)
    text = " ".join(f"{faker.name()} {faker.text(200)}" for _ in range(50))
    one_script = " ".join(word for word in text.split() if not any(letter in string.ascii_letters for letter in word))

    assert len(one_script) > 500
    assert one_script.translate(LOOK_ALIKES) != one_script
    assert fold(one_script).text == one_script


@pytest.mark.parametrize("text", ["example.comのメール", "zora@example.com으로", "والiPhone", "בGoogle"])
def test_particles_of_scripts_that_attach_to_latin_words_stay(text: str) -> None:
    assert fold(text).text == text


def test_every_letter_looks_like_one_ascii_letter() -> None:
    letters = "".join(own for own, _ in look_alikes.BY_SCRIPT.values())

    assert len(set(letters)) == len(letters) == len(LOOK_ALIKES) > 190
    assert {chr(code) for code in LOOK_ALIKES.values()} <= set(string.ascii_letters)


def test_the_table_is_the_generated_one() -> None:
    assert build_look_alikes.TARGET.read_text(encoding="utf-8") == build_look_alikes.module()
