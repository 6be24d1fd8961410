"""Ranges that the model cleared: a name that is an ordinary word is not searched for there."""

import re

import pytest

from pipeline import Key, Policy, Sanitizer
from pipeline.text.spans import Span
from recognizers.model.labels import CLEARED, MODEL

POLICY = Policy.load("confidential")
TEXT = "fra Liv Berg: båten er mitt liv. hilsen liv"
NAME = Span(4, 12, "PERSON", 0.9, "a_rule")
WORD = slice(28, 31)


@pytest.fixture(scope="module")
def sanitizer() -> Sanitizer:
    detection = POLICY.detection.model_copy(update={"ner": "off"})
    return Sanitizer(POLICY.model_copy(update={"detection": detection}), Key(bytes(32)))


@pytest.mark.parametrize(
    ("cleared", "is_replaced"),
    [
        pytest.param([], True, id="without a model, every mention is replaced"),
        pytest.param([Span(12, 32, CLEARED, 0.95, MODEL)], False, id="the word in the cleared range stays"),
        pytest.param([Span(32, 43, CLEARED, 0.95, MODEL)], True, id="another cleared range changes nothing"),
        pytest.param([Span(12, 30, CLEARED, 0.95, MODEL)], True, id="nor one that contains a part of the word"),
    ],
)
def test_a_name_that_is_a_word(sanitizer: Sanitizer, cleared: list[Span], is_replaced: bool) -> None:
    (found,) = sanitizer.settle([TEXT], [[NAME, *cleared]]).texts
    replaced = {TEXT[one.span.start : one.span.end] for one in found if one.span.start == WORD.start}

    assert replaced == ({TEXT[WORD]} if is_replaced else set())


@pytest.mark.parametrize("mention", ["Berg", "berg"])
def test_capitalized_mentions_are_always_replaced(sanitizer: Sanitizer, mention: str) -> None:
    text = f"fra Liv Berg: på {mention} i dag"
    (found,) = sanitizer.settle([text], [[NAME, Span(12, len(text), CLEARED, 0.95, MODEL)]]).texts

    assert [text[one.span.start : one.span.end] for one in found] == ["Liv Berg", *["Berg"] * (mention == "Berg")]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Jana Engels fragt, ob Friedrich Engels gemeint ist. Frau Engels lacht.", ["Jana Engels", "Engels"]),
        ("Jana Engels fragt, ob Sigrid Engels gemeint ist.", ["Jana Engels", "Engels"]),
        ("Jana Marburg klagt vor dem Amtsgericht Marburg.", ["Jana Marburg"]),
        ("Name: Friedrich Engels. Das ist Friedrich Engels, nicht Karl.", ["Friedrich Engels", "Friedrich Engels"]),
    ],
)
def test_parts_of_public_names_are_no_mentions(sanitizer: Sanitizer, text: str, mentions: list[str]) -> None:
    first = Span(text.index(mentions[0]), text.index(mentions[0]) + len(mentions[0]), "PERSON", 0.9, "a_rule")
    public = [
        Span(match.start(), match.end(), CLEARED, 0.945, "person_of_history")
        for match in re.finditer(r"(?<!: )Friedrich Engels|Amtsgericht Marburg", text)
    ]
    (found,) = sanitizer.settle([text], [[first, *public]]).texts

    assert [text[one.span.start : one.span.end] for one in found] == mentions


@pytest.mark.parametrize(
    ("before", "is_word"),
    [("Den ", True), ("Der alte ", True), ("Frau ", False), ("Oft hat ", False), ("The ", False), ("Un ", False)],
)
def test_where_the_model_doubts_a_name_it_is_a_word_after_an_article(
    sanitizer: Sanitizer, before: str, is_word: bool
) -> None:
    text = f"Emeka Bischof hier. {before}Bischof sahen wir."
    found = [Span(0, 13, "PERSON", 0.9, "a_rule"), Span(14, len(text), CLEARED, 0.92, MODEL)]
    (decided,) = sanitizer.settle([text], [found]).texts

    assert (len(decided) == 1) is is_word


def test_cleared_ranges_follow_the_findings_and_are_no_decisions(sanitizer: Sanitizer) -> None:
    cleared = Span(12, 32, CLEARED, 0.95, MODEL)

    assert sanitizer.decide([TEXT], [[NAME, cleared]])[0][0].span == NAME
    assert len(sanitizer.decide([TEXT], [[NAME, cleared]])[0]) == 1


@pytest.mark.parametrize(
    ("before", "name", "after", "is_word"),
    [
        ("Herr Winter kommt, auch im ", "Winter", " 2023.", True),
        ("April Moss will miss the ", "April", " date.", True),
        ("May Lindqvist was told in ", "May", ", not later.", True),
        ("Jens Kirchhof klagt. Der ", "Kirchhof", " ist zu.", True),
        ("Frau Koch berichtet, der neue ", "Koch", " in der Kantine sei jung.", True),
        ("Pastor Bischof predigt. Unseren ", "Bischof", " sahen wir nicht.", True),
        ("Will Ames left. My brother ", "Will", " stays.", False),
        ("Geir Moe is here. ", "Geir", " waits.", False),
        ("Consuelo Paz llama. La hija de ", "Consuelo", " vino.", False),
        ("Ginger Smith left. ", "Ginger", " biscuits are free.", True),
        ("Mr Sterling is in. ", "Sterling", " has fallen.", True),
        ("Mr Sterling is in. Ask Mr. ", "Sterling", " has it.", False),
        ("Willow Tan is out. ", "Willow", "'s cat is here.", False),
    ],
)
def test_a_name_after_an_article_or_in_the_calendar_may_be_a_word(
    sanitizer: Sanitizer, before: str, name: str, after: str, is_word: bool
) -> None:
    text, at = before + name + after, before.index(name)
    found = [
        Span(at, at + len(name), "PERSON", 0.9, "a_rule"),
        Span(at + len(name), len(text), CLEARED, 0.95, MODEL),
    ]
    (decided,) = sanitizer.settle([text], [found]).texts

    assert (len(decided) == 1) is is_word
