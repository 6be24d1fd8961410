"""Secrets are found in a generated set of lines; placeholders, digests and words after the same labels are not."""

from collections import Counter

import pytest

from recognizers.families import rules
from recognizers.families.secrets.placeholders import is_placeholder
from recognizers.families.secrets.prefixes import PREFIX, TOKENS
from recognizers.rules import RuleRecognizer
from tests.recognizers.families.secrets_set import SEEN, UNSEEN, Line, lines

RECOGNIZERS = [RuleRecognizer(rule) for rule in rules() if rule.entity in ("API_KEY", "SECRET", "PASSWORD")]


def found(text: str) -> list[str]:
    results = [one for recognizer in RECOGNIZERS for one in recognizer.analyze(text, recognizer.supported_entities)]
    return [text[one.start : one.end] for one in results]


def is_found(line: Line) -> bool:
    start = line.text.index(line.secret)
    covered: set[int] = set()
    for recognizer in RECOGNIZERS:
        for one in recognizer.analyze(line.text, recognizer.supported_entities):
            covered.update(range(one.start, one.end))
    return covered.issuperset(range(start, start + len(line.secret)))


@pytest.mark.slow
def test_secrets_of_the_generated_set_are_found() -> None:
    every = list(lines())
    missed = Counter(line.vendor for line in every if not is_found(line))

    assert missed.total() <= len(every) * 0.02, missed.most_common(20)


def test_two_vendors_in_five_of_the_set_are_unknown_to_the_rules() -> None:
    assert len({vendor for vendor, _, _ in UNSEEN}) * 3 >= len({vendor for vendor, _, _ in SEEN}) * 2
    assert len(TOKENS) >= 80


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("x-api-key: 9f8e7d6c5b4a", "9f8e7d6c5b4a"),
        ("API key: abcd1fgh-ijk2mnop.", "abcd1fgh-ijk2mnop"),
        ("Authorization: Bearer kBvCxEzGqIjKwMnOpQr5tU", "kBvCxEzGqIjKwMnOpQr5tU"),
    ],
)
def test_labelled_key_is_found(text: str, secret: str) -> None:
    assert set(found(text)) == {secret}


@pytest.mark.parametrize(
    "text",
    [
        "API key: authentication fails",
        "the API key is misconfigured.",
        "a bearer internationalization",
        "",
        'integrity="sha512-' + "aB3" * 28 + 'zz=="',
        "commit 3f786850e387550fdab836ed7e6dc881de23001b",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "id: 550e8400-e29b-41d4-a716-446655440000",
        'src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4"',
        'ETag: W/"1f-9hbm6QkX2mPz8vRt5Wn1bQ"',
        "password = os.environ['DB_PASSWORD']",
        "token: ${{ secrets.GITHUB_TOKEN }}",
        "api_key = AKIAIOSFODNN7EXAMPLE",
    ],
)
def test_what_looks_like_a_secret_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "value",
    [
        "changeme",
        "xxxxxxxx",
        "****",
        "<token>",
        "${VAR}",
        "$VAR",
        "{{ var }}",
        "%ENV%",
        "your-api-key",
        "None",
        "true",
        "password",
        "process.env.KEY",
        "get_password()",
    ],
)
def test_placeholder_is_no_secret(value: str) -> None:
    assert is_placeholder(value)


def test_the_prefix_of_a_dummy_is_the_longest_published_one() -> None:
    for value, prefix in (
        ("sk-ant-api03-a", "sk-ant-api03-"),
        ("ghp_a", "ghp_"),
        ("eyJa", "eyJ"),
        ("sk_live_a", "sk_live_"),
    ):
        match = PREFIX.match(value)
        assert match
        assert match[0] == prefix
