"""Vocabulary: declared terms are found in every spelling, and never inside a longer word."""

import random
import string
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recognizers.lexicon.term_endings import ENDINGS
from recognizers.lexicon.vocabulary import Case, TermList, Vocabulary

TERMS = (
    "Velvet Anvil",
    "Orange",
    "Target",
    "Marigold",
    "Tessaly",
    "Hexmoor",
    "Kowalski",
    "Hank Durfee",
    "Nowak, Ewa",
    "Szmaragdowa Wydra",
    "Ostrava",
    "IT",
    "PayBridge",
    "Nightjar",
    "O'Brien & Sons, Ltd.",
    "Yahoo!",
    "C++",
    "AT&T",
    "AB-12",
    "codename 7",
    "東京塔",
    "saltbox",
)
FOUND = Vocabulary(TERMS)


def found(text: str, vocabulary: Vocabulary = FOUND) -> list[str]:
    return [text[start:end] for start, end in sorted(set(vocabulary.find(text)))]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        # Case.
        ("an orange tent is on target", []),
        ("Orange and ORANGE bid", ["Orange", "ORANGE"]),
        ("Target the right people", ["Target"]),  # ambiguous at the start of a sentence: found, since a miss is a leak
        ("it is, It is, ask IT", ["IT"]),
        ("the marigold budget, MARIGOLD", ["marigold", "MARIGOLD"]),
        ("VELVET ANVIL, velvet anvil", ["VELVET ANVIL", "velvet anvil"]),
        ("Saltbox, saltbox, SALTBOX", ["Saltbox", "saltbox", "SALTBOX"]),
        # Gaps between words.
        ("Velvet\nAnvil", ["Velvet\nAnvil"]),
        ("> of Velvet\n> Anvil", ["Velvet\n> Anvil"]),
        ("velvet-anvil velvet_anvil", ["velvet-anvil", "velvet_anvil"]),
        ("VelvetAnvil, velvetAnvilTeam", ["VelvetAnvil", "velvetAnvil"]),
        ("git.velvet.anvil.example", ["velvet.anvil"]),
        ("made of velvet. Anvil makers", []),
        ("velvet, anvil", []),
        ("Velvet\n\nAnvil", []),
        ("paybridge, PAYBRIDGE, PayBridge, pay-bridge", ["paybridge", "PAYBRIDGE", "PayBridge", "pay-bridge"]),
        ("NightJar, nightjar", ["NightJar", "nightjar"]),
        # Endings.
        ("Tessaly's and Tessaly’s", ["Tessaly", "Tessaly"]),
        ("Hexmoors Lager, Marigolds", ["Hexmoors", "Marigolds"]),
        ("HEXMOORS", ["HEXMOORS"]),
        ("marigolds grow", []),
        ("Kowalskiemu, Kowalskiego", ["Kowalskiemu", "Kowalskiego"]),
        ("Ostravy, Ostravu, OSTRAVA", ["Ostravy", "Ostravu", "OSTRAVA"]),
        ("Szmaragdowa Wydrę", ["Szmaragdowa Wydrę"]),
        ("das Marigold-Team", ["Marigold"]),
        ("Oranges, Targeting", []),
        # Boundaries.
        ("Orange_team, Orangery, OrangeTeam", ["Orange"]),
        ("Marigold2, MarigoldTeam, myMarigold", ["Marigold", "Marigold", "Marigold"]),
        ("AB-12, AB12, ab 12, AB-123, AB12x, 3AB12", ["AB-12", "AB12", "ab 12"]),
        ("codename 7, codename 77, codename7", ["codename 7", "codename7"]),
        ("我在東京塔下", ["東京塔"]),
        (r"C:\nightjar and a\nNightjar", ["nightjar", "Nightjar"]),
        # Punctuation.
        ("o’brien & sons ltd, O'Brien &\nSons, Ltd.", ["o’brien & sons ltd", "O'Brien &\nSons, Ltd."]),
        ("Yahoo! and Yahoo", ["Yahoo!", "Yahoo"]),
        ("C++, not C or c", ["C++"]),
        ("AT&T, look at t", ["AT&T"]),
        # Names.
        ("DURFEE, Hank", ["DURFEE, Hank"]),
        ("Dear Durfee, Hank,", ["Durfee, Hank"]),
        ("Durfee,\nHank J.", ["Durfee,\nHank"]),
        ("Hank J. Durfee, hank durfee, HANK DURFEE", ["Hank J. Durfee", "hank durfee", "HANK DURFEE"]),
        ("Ewa Nowak, or Nowak, Ewa, or NOWAK, Ewa", ["Ewa Nowak", "Nowak, Ewa", "NOWAK, Ewa"]),
        ("Hank, Durfee and Sons", []),
        ("Hankdurfee", []),
    ],
)
def test_terms_in_a_text(text: str, surfaces: list[str]) -> None:
    assert found(text) == surfaces


@pytest.mark.parametrize(
    ("case", "surfaces"),
    [
        (Case.SMART, ["Orange", "ORANGE", "velvet anvil", "Velvet Anvil"]),
        (Case.ANY, ["orange", "Orange", "ORANGE", "velvet anvil", "Velvet Anvil"]),
        (Case.EXACT, ["Orange", "Velvet Anvil"]),
    ],
)
def test_case_is_an_option(case: Case, surfaces: list[str]) -> None:
    assert found("orange Orange ORANGE velvet anvil Velvet Anvil", Vocabulary(TERMS, case)) == surfaces


def test_exact_case_keeps_endings_and_reordered_names() -> None:
    exact = Vocabulary(["Tessaly", "Ostrava", "Hank Durfee"], Case.EXACT)

    assert found("Tessalys tessalys Ostravy Durfee, Hank DURFEE, Hank", exact) == [
        "Tessalys",
        "Ostravy",
        "Durfee, Hank",
    ]


def test_a_word_that_the_file_has_in_lower_case_is_found_in_any_case() -> None:
    assert found("orange Orange", Vocabulary(["orange"])) == ["orange", "Orange"]


def test_terms_with_one_normal_form_are_all_found() -> None:
    assert found("orange, a b corp, A-B Corp", Vocabulary(["Orange", "orange", "A-B Corp", "A B Corp"])) == [
        "orange",
        "a b corp",
        "A-B Corp",
    ]


LETTERS = st.text(string.ascii_lowercase, min_size=4, max_size=9)
WORDS = LETTERS.map(lambda word: f"Zq{word}")  # no everyday word
PHRASES = st.lists(WORDS, min_size=1, max_size=3)


def spellings(words: Sequence[str]) -> list[str]:
    joined = [gap.join(words) for gap in (" ", "-", "_", "\n", "  ", "")]
    return [*joined, " ".join(words).lower(), " ".join(words).upper(), "-".join(words).lower()]


@settings(max_examples=150, deadline=None)
@given(PHRASES, st.lists(PHRASES, max_size=5))
@example(["Zqabcda"], [])
@example(["Zqaaaa"], [["Zqaaaa", "Zqaaaa"]])
def test_every_term_is_found_in_each_of_its_spellings(words: list[str], others: list[list[str]]) -> None:
    vocabulary = Vocabulary([" ".join(words), *map(" ".join, others)])
    for written in spellings(words):
        for text in (written, f"ask {written}, today", f"({written})", f"{written}'s", f"東{written}京"):
            start = text.index(written)
            assert (start, start + len(written)) in set(vocabulary.find(text)), text


@settings(max_examples=150, deadline=None)
@given(PHRASES, LETTERS)
@example(["Zqwxyz"], "craft")
def test_no_term_is_found_inside_a_longer_word(words: list[str], more: str) -> None:
    term = " ".join(words)
    vocabulary = Vocabulary([term])
    longer = [f"{more}{term.lower()}", f"{term}{more}xq", f"{more}{term.lower()}{more}", f"{term.lower()}{more}xq"]
    assert f"{more}xq" not in ENDINGS
    for text in longer:
        assert not found(text, vocabulary), text


@settings(max_examples=200, deadline=None)
@given(st.text("aA1 -_.,'\nZé東\\n", max_size=60), st.lists(st.text("aA1 -.'Zé東", max_size=8), max_size=6))
def test_places_are_within_the_text(text: str, terms: list[str]) -> None:
    for start, end in Vocabulary(terms).find(text):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "run", ["a", "A", "aA", "1", ".", " ", "\\n", "Zq, ", "A. ", "東", "Durfee, ", "'", "(", "Aa Bb, "]
)
def test_time_grows_linearly_with_the_text(run: str) -> None:
    """Count the checked candidates, not seconds."""
    vocabulary = Vocabulary(["aa", "a a", "11", "Zq Zq", "東東", "Durfee Durfee", "A A A"])
    checked: list[int] = []
    vocabulary._checked = lambda *_: checked.append(1)  # type: ignore[method-assign,assignment]
    counts = []
    for times in (1_000, 2_000):
        checked.clear()
        list(vocabulary.find(run * times))
        counts.append(len(checked))
    assert counts[1] <= 2 * counts[0] + 10


def test_a_list_is_compared_by_its_identity() -> None:
    one, other = TermList.of(["Heron"]), TermList.of(["Heron"], Case.ANY)

    assert one.identity == TermList.of(["Heron"]).identity
    assert one.identity != other.identity


def test_a_term_that_is_too_long_is_an_error() -> None:
    with pytest.raises(ValueError, match="longer than 500"):
        Vocabulary(["Z" * 2_000])


def test_many_terms_are_found_in_one_pass() -> None:
    draw = random.Random(1)
    terms = ["".join(draw.choices(string.ascii_lowercase, k=9)).title() for _ in range(20_000)]
    text = " ".join(terms[::100])

    assert len(set(Vocabulary(terms).find(text))) >= 200
