"""Lists of given names: three or more known names are people, whatever the sentence around them."""

import pytest

from recognizers.families.people.pools import SURE, names_of_the_pools


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Emma, Levin und Nils-Ole brauchen noch die Unterschrift.", ["Emma", "Levin", "Nils-Ole"]),
        ("Nie zapłacili: Antek, Hania i Staś.", ["Antek", "Hania", "Staś"]),
        ("Kees, Truus en Ineke regelen de koffie", ["Kees", "Truus", "Ineke"]),
        ("Inma, Chema y Begoña llevan las bebidas", ["Inma", "Chema", "Begoña"]),
        ("Emma, Kuchen und Nils", []),
        ("Paris, Florence and Milan", []),
        ("Emma und Levin", []),
        ("red, green and blue", []),
    ],
)
def test_a_list_of_given_names_is_a_list_of_people(text: str, names: list[str]) -> None:
    found = sorted(one for one in names_of_the_pools(text) if one[-1] == SURE)

    assert [text[start:end] for start, end, _, _ in found] == names
