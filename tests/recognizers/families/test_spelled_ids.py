"""Number plates and identity numbers that are spelled out."""

import pytest

from recognizers.families.spelled_ids import spelled_ids


@pytest.mark.parametrize(
    ("marked", "entity"),
    [
        ("placa do carro é ⟦quê tê xis quatro bê sete um⟧, viu?", "LICENSE_PLATE"),
        ("mustang blue tag ⟦quebec tango five five hotel⟧ vin", "LICENSE_PLATE"),
        ("Um Hiace. Matrícula ⟦A-F-Q, quatro um oito, M-C⟧.", "LICENSE_PLATE"),
        ("la targa è ⟦ef zeta 118 elle ka⟧, grazie", "LICENSE_PLATE"),
        ("dowód osobisty: ⟦de be vu jeden jeden osiem osiem⟧", "NATIONAL_ID"),
        ("codice fiscale ⟦di elle elle effe ti enne sei uno ci uno quattro⟧", "NATIONAL_ID"),
    ],
)
def test_letters_and_number_words_behind_a_label_are_found(marked: str, entity: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")

    assert [(text[start:end], name) for start, end, name, _ in spelled_ids(text)] == [
        (marked[marked.index("⟦") + 1 : marked.index("⟧")], entity)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a placa é de um dos dois carros",
        "das Kennzeichen habe ich in zwei a vier Minuten",
        "il documento è di due o tre pagine",
        "L'autre plaque avait un F-150, un monsieur",
        "the tag of a five or six page document",
        "placa V7K-844, el 29 de marzo",
    ],
)
def test_numbers_of_a_sentence_are_not(text: str) -> None:
    assert list(spelled_ids(text)) == []
