import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.model.decoding import Finding, cleared, decode, may_be_value, over_words, trimmed
from recognizers.model.labels import LABELS
from recognizers.model.tagger import WINDOW, layouts, windows

HALF = 0.5


def decoded(text: str, tokens: list[tuple[str, str, float]]) -> list[Finding]:
    """Decode tokens given as (surface, label, probability of the label); the rest is that of O, or of PERSON for O."""
    offsets, rows, at = [], [], 0
    for surface, label, probability in tokens:
        start = text.index(surface, at)
        at = start + len(surface)
        offsets.append((start, at))
        row = np.zeros(len(LABELS), np.float32)
        row[0 if label != "O" else LABELS.index("PERSON")] = 1 - probability
        row[LABELS.index(label)] += probability
        rows.append(row)
    return decode(text, offsets, over_words(text, offsets, np.array(rows)), HALF)


def surfaces(text: str, tokens: list[tuple[str, str, float]]) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.entity) for found in decoded(text, tokens)]


def test_tokens_of_one_entity_are_one_span() -> None:
    text = "Ask Ana Ruiz now"

    assert surfaces(text, [("Ask", "O", 0.9), ("Ana", "PERSON", 0.9), ("Ruiz", "PERSON", 0.8), ("now", "O", 0.9)]) == [
        ("Ana Ruiz", "PERSON")
    ]


def test_a_word_is_never_split() -> None:
    text = "Haverkamp called"

    assert surfaces(text, [("Haver", "PERSON", 0.9), ("kamp", "O", 0.6), ("called", "O", 0.9)]) == [
        ("Haverkamp", "PERSON")
    ]


@pytest.mark.parametrize(("last", "found"), [(0.4, ["tilly_b"]), (0.1, ["tilly_"])])
def test_a_value_in_one_piece_is_found_as_a_whole_if_its_mean_is(last: float, found: list[str]) -> None:
    tokens = [("tilly", "USERNAME", 0.6), ("_", "USERNAME", 0.6), ("b", "USERNAME", last)]

    assert [surface for surface, _ in surfaces("tilly_b", tokens)] == found


@pytest.mark.parametrize(
    ("text", "tokens", "found"),
    [
        ("CUS-118730", [("CUS", "ORDER_ID", 0.9), ("-11", "ORDER_ID", 0.6), ("8730", "US_SSN", 0.7)], "ORDER_ID"),
        ("Smith-Rodino", [("Smith", "PERSON", 0.9), ("-", "ORGANIZATION", 0.9), ("Rodino", "PERSON", 0.8)], "PERSON"),
        ("405.97.8", [("405.9", "PHONE_NUMBER", 0.8), ("7.8", "NATIONAL_ID", 0.9)], "NATIONAL_ID"),
    ],
)
def test_a_value_in_one_piece_has_one_entity(text: str, tokens: list[tuple[str, str, float]], found: str) -> None:
    assert surfaces(text, tokens) == [(text, found)]


@pytest.mark.parametrize(
    ("value", "entity", "expected"),
    [
        ("of", "PERSON", False),
        ("I", "PERSON", False),
        ("Of", "PERSON", True),  # a family name
        ("T", "PERSON", True),  # an initial
        ("t", "URL", False),
        ("of", "SECRET", True),
        ("@", "USERNAME", False),
        ("subject", "EMAIL_ADDRESS", False),  # of a link: mailto:a@b.c?subject=x
        ("/user?email=", "URL", False),
        ("&ssn", "URL", False),
        ("/users/sable.moreau/avatar.png", "URL", True),
        ("?cc", "EMAIL_ADDRESS", False),
        ("body", "PERSON", True),
        ("e", "CUSTOMER_ID", True),  # a letter of an id that is read out
        ("9093", "IP_ADDRESS", False),  # a port
        ("94", "IP_ADDRESS", True),  # an octet of an address that is split
        ("9093", "CUSTOMER_ID", True),
        ("200", "USERNAME", False),  # the status of an answer behind a link
        ("48210", "USERNAME", True),
        ("https://docs.python.org/3/library/re.html", "URL", False),
        ("https://tarnholm.internal/wiki", "URL", True),
        ("Patient", "PERSON", False),
        ("DOB", "PERSON", False),
        ("info", "USERNAME", False),
        ("Patient Otter", "PERSON", True),
    ],
)
def test_a_finding_without_the_form_of_its_entity_is_no_value(value: str, entity: str, expected: bool) -> None:
    assert may_be_value(value, entity) is expected


def test_a_token_of_two_words_joins_them() -> None:
    text = "12-34"

    assert surfaces(text, [("12-3", "ORDER_ID", 0.9), ("4", "O", 0.6)]) == [("12-34", "ORDER_ID")]


def test_names_on_two_lines_are_two_spans_and_an_address_is_one() -> None:
    text = "Ana\nRuiz"

    assert surfaces(text, [("Ana", "PERSON", 0.9), ("Ruiz", "PERSON", 0.9)]) == [("Ana", "PERSON"), ("Ruiz", "PERSON")]
    assert surfaces(text, [("Ana", "ADDRESS", 0.9), ("Ruiz", "ADDRESS", 0.9)]) == [("Ana\nRuiz", "ADDRESS")]


def test_names_in_two_columns_are_two_spans() -> None:
    text = "Ana Ruiz\tBob Keller"
    tokens = [(word, "PERSON", 0.9) for word in ("Ana", "Ruiz", "Bob", "Keller")]

    assert surfaces(text, tokens) == [("Ana Ruiz", "PERSON"), ("Bob Keller", "PERSON")]


@pytest.mark.parametrize(("text", "ranges"), [("all is well", ["all is well"]), ("is ж well", []), ("Ж ж\nis", ["is"])])
def test_only_latin_lines_are_cleared(text: str, ranges: list[str]) -> None:
    offsets = [match.span() for match in re.finditer(r"\S+", text)]
    row = np.zeros((len(offsets), len(LABELS)), np.float32)
    row[:, 0] = 1

    assert [text[start:end] for start, end in cleared(text, offsets, row, 0.1)] == ranges


def test_unsure_between_two_entities_is_still_found() -> None:
    row = np.zeros((1, len(LABELS)), np.float32)
    row[0, [0, LABELS.index("ORDER_ID"), LABELS.index("CUSTOMER_ID")]] = [0.4, 0.35, 0.25]

    assert [one.entity for one in decode("4417-B", [(0, 6)], row, HALF)] == ["ORDER_ID"]


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ('"Ana Ruiz",', "PERSON", "Ana Ruiz"),
        ("Ana's", "PERSON", "Ana"),
        ("John F.", "PERSON", "John F."),
        ("MS. RUIZ", "PERSON", "RUIZ"),
        ("Frau Dr. Ruiz", "PERSON", "Ruiz"),
        ("Ms", "PERSON", ""),
        ("Ana.", "PERSON", "Ana"),
        ("Ana (Nuria)", "PERSON", "Ana (Nuria)"),
        ("(555) 010-4477.", "PHONE_NUMBER", "(555) 010-4477"),
        ("Pa$$w0rd!", "SECRET", "Pa$$w0rd!"),
        ("K****** C****", "PERSON", "K****** C****"),
        ("...", "PERSON", ""),
    ],
)
def test_punctuation_around_a_value_is_left(text: str, entity: str, value: str) -> None:
    start, end = trimmed(text, 0, len(text), entity)

    assert text[start:end] == value


@given(st.integers(0, 2000))
def test_windows_use_every_token_once(count: int) -> None:
    cut = list(windows(count))

    assert [token for _, _, first, last in cut for token in range(first, last)] == list(range(count))
    assert all(start <= first <= last <= end <= start + WINDOW for start, end, first, last in cut)


def test_layout_is_what_stands_before_a_token() -> None:
    assert layouts("a b\tc\nde", [(0, 1), (2, 3), (4, 5), (6, 7), (7, 8)]) == [0, 1, 2, 3, 0]
