"""The shipped model, in both tiers."""

import pytest

from recognizers.model.labels import ENTITIES
from recognizers.model.tagger import TIERS, Tagger

TEXTS = {
    "Please call Maria Delgado in Rotterdam about it.": {"Maria Delgado"},
    "Frau Haverkamp aus Tübingen hat die Bestellung storniert.": {"Haverkamp"},
    "Le dossier de Thierry Vasseur est en attente.": {"Thierry Vasseur"},
    "La señora Lucía Ferreyra no contestó al correo.": {"Lucía Ferreyra"},
    "Il signor Matteo Brunelli ha chiamato ieri.": {"Matteo Brunelli"},
    "Mevrouw Sanne de Wit heeft gebeld over de factuur.": {"Sanne de Wit"},
    "O senhor Tiago Bettencourt pediu o reembolso.": {"Tiago Bettencourt"},
    "Pani Agnieszka Wrońska prosi o kontakt.": {"Agnieszka Wrońska"},
    "hi its thandiwe mokoena again, still no refund": {"thandiwe mokoena"},
    "REFUND FOR MATTEO BRUNELLI WAS SENT ON MONDAY": {"MATTEO BRUNELLI"},
}
NOTHING = [
    "The build failed on Java 17 with error E4012 after 840 ms.",
    "Kafka and Jenkins run in the cluster; see RFC 7231 and release 3.11.2.",
    "Die Rechnung wird im Januar nach dem neuen Verfahren gebucht.",
    "Order ID, Phone, Status, Priority",
    "",
]


@pytest.fixture(scope="module", params=TIERS)
def model(request: pytest.FixtureRequest) -> Tagger:
    return Tagger(request.param)


def found(model: Tagger, text: str) -> set[str]:
    return {text[one.start : one.end] for one in model.analyze(text, ["PERSON"])}


@pytest.mark.parametrize("text", TEXTS)
def test_people_are_found_in_eight_languages(model: Tagger, text: str) -> None:
    assert TEXTS[text] <= found(model, text)


@pytest.mark.parametrize("text", NOTHING)
def test_ordinary_text_is_left_alone(model: Tagger, text: str) -> None:
    assert model.analyze(text, list(ENTITIES)) == []


def test_findings_do_not_depend_on_other_texts(model: Tagger) -> None:
    texts = [*TEXTS, *NOTHING]

    assert model.analyze_batch(texts) == [model.analyze_batch([text])[0] for text in texts]


def test_nothing_is_cut_off_at_the_end_of_a_long_text(model: Tagger) -> None:
    text = "The shipment was late again and nobody called back. " * 200 + "Please write to Maria Delgado."

    assert "Maria Delgado" in found(model, text)
