"""Labelled credentials are found; words after the same labels are not."""

import pytest

from recognizers.families import secrets

RECOGNIZERS = secrets.recognizers()


def found(text: str) -> list[str]:
    results = [one for recognizer in RECOGNIZERS for one in recognizer.analyze(text, recognizer.supported_entities)]
    return [text[one.start : one.end] for one in results]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("x-api-key: 9f8e7d6c5b4a", "9f8e7d6c5b4a"),
        ("API key: abcdefgh-ijklmnop.", "abcdefgh-ijklmnop."),
        ("api_key=ABCDEFGHIJKLMNOP", "ABCDEFGHIJKLMNOP"),
        ("api key is abcdefghijklmnop1", "abcdefghijklmnop1"),
        ("Authorization: Bearer AbCdEfGhIjKlMnOpQr", "AbCdEfGhIjKlMnOpQr"),
    ],
)
def test_labelled_key_is_found(text: str, secret: str) -> None:
    assert found(text) == [secret]


@pytest.mark.parametrize(
    "text", ["API key: authentication fails", "the API key is misconfigured.", "a bearer internationalization", ""]
)
def test_word_after_label_is_not_a_key(text: str) -> None:
    assert found(text) == []
