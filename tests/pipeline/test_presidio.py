"""Presidio's engine with the operator."""

import pytest
from presidio_analyzer import RecognizerResult
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import InvalidParamError, OperatorConfig

from pipeline import Key, Sanitizer, SecretKeyError, Span
from pipeline.presidio import Pseudonymize, operators

TEXT = "John Okafor wrote from j.okafor@tessaly.com. Mr. Okafor's phone: (212) 736-5000."
FOUND = {
    "John Okafor": "PERSON",
    "j.okafor@tessaly.com": "EMAIL_ADDRESS",
    "Mr. Okafor": "PERSON",
    "(212) 736-5000": "PHONE_NUMBER",
}
RESULTS = [
    RecognizerResult(entity, TEXT.index(value), TEXT.index(value) + len(value), 0.9) for value, entity in FOUND.items()
]


@pytest.fixture
def engine() -> AnonymizerEngine:
    engine = AnonymizerEngine()
    engine.add_anonymizer(Pseudonymize)
    return engine


def test_presidio_output_equals_the_sanitizers(engine: AnonymizerEngine, without_model: Sanitizer, key: Key) -> None:
    spans = [Span(one.start, one.end, one.entity_type, one.score, "presidio") for one in RESULTS]

    ours = without_model.replace([TEXT], [spans])[0].text

    assert engine.anonymize(TEXT, RESULTS, operators(TEXT, RESULTS, key)).text == ours
    assert "okafor" not in ours.casefold()


def test_without_the_document_each_mention_is_replaced_by_itself(engine: AnonymizerEngine, key: Key) -> None:
    config = {"DEFAULT": OperatorConfig("pseudonymize", {"key": key})}

    once, again = (engine.anonymize(TEXT, RESULTS, config).text for _ in range(2))

    assert once == again
    assert not any(value in once for value in FOUND)


def test_invalid_client_key_is_rejected(engine: AnonymizerEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HETERONYM_KEY", raising=False)
    monkeypatch.delenv("HETERONYM_KEY_FILE", raising=False)
    for parameters, error in (({"key": "secret"}, InvalidParamError), ({}, SecretKeyError)):
        with pytest.raises(error) as raised:
            engine.anonymize(TEXT, RESULTS, {"DEFAULT": OperatorConfig("pseudonymize", parameters)})
        assert "secret" not in str(raised.value)


def test_repr_of_operators_contains_no_key(key: Key) -> None:
    assert "\\x01\\x02" not in repr(operators(TEXT, RESULTS, key))
    assert "Okafor" not in repr(operators(TEXT, RESULTS, key)["DEFAULT"])
