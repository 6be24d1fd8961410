"""Russian and Ukrainian names in their cases, and capitalized words that are no names."""

import pytest

from recognizers.families.people.cyrillic import names_in_cyrillic


def found(text: str) -> list[str]:
    return [text[start:end] for start, end, _, _ in names_in_cyrillic(text)]


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("we spoke to ", "Анастасія Терещук", " yesterday"),
        ("Мы говорили с ", "Олегом Новиковым", " вчера"),
        ("Клиент: ", "Дарья Селиверстова", " просит перезвонить"),
        ("Жалоба от ", "Петровой Анны Сергеевны", " получена"),
        ("", "Иванов И. И.", " подписал"),
        ("Писав ", "Шевченко Орися Максимівна", ", директор"),
        ("договор передан ", "Ивану Петровичу", "."),
        ("В Киеве ", "Мария Петренко", " ждёт"),
    ],
)
def test_a_given_name_beside_a_family_name_is_a_person(before: str, name: str, after: str) -> None:
    assert found(f"{before}{name}{after}") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Москва Сити открыта",
        "Новый Год и Рождество",
        "Вера, Надежда и Любовь",
        "Санкт-Петербург Пулково",
        "Министерство Обороны",
    ],
)
def test_other_capitalized_words_are_no_person(text: str) -> None:
    assert found(text) == []
