import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from presidio_analyzer import EntityRecognizer, PatternRecognizer, RecognizerResult

import recognizers
from pipeline.detect.analysis import analysis
from pipeline.detect.literals import LINE_START, Anchor, lower
from pipeline.detect.needs import NOTHING, contents, needs_of, needs_of_pattern
from pipeline.detect.prefilter import Prefilter
from pipeline.detect.stored import analyses
from recognizers.entities import COUNTRIES
from recognizers.families import rules
from recognizers.families.terms import DictionaryRecognizer

PRESIDIO_FLAGS = regex.DOTALL | regex.MULTILINE | regex.IGNORECASE


class Expected(NamedTuple):
    """What a test expects of needs. `signs` and `literals` are sets of alternatives, `run` is a length."""

    digits: int = 0
    signs: tuple[str, ...] = ()
    run: int = 0
    literals: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\d{3}-\d{2}-\d{4}", Expected(9, ("-",), 11, ("000-00-",))),
        (r"\d{3}[- ]\d{4}", Expected(7, run=4, literals=("000 000", "000-000"))),
        (r"[0-9]{2,3}[.:][1-4]", Expected(3, (".:",), 4, ("00.0", "000.0", "000:0", "00:0"))),
        (r"\w+@\w+\.com", Expected(0, (".", "@"), 7, (".com",))),
        (r"\w+@?", Expected(run=1)),
        (r"(?:\d\d|\d-\d{3})", Expected(2, run=2, literals=("0-000", "00"))),
        (r"(?:a@b|c#d)", Expected(0, ("#@",), 3, ("a@b", "c#d"))),
        (r"(?:a@b|cd)", Expected(run=2, literals=("a@b", "cd"))),
        (r"(?=\d{3})\d{2}", Expected(3, run=3, literals=("000",))),
        (r"(?!\d)\w(?<!@)", Expected(run=1)),
        (r"(?<=@)\w", Expected(0, ("@",), 1, ("@",))),
        (r"id:\K\d{4}", Expected(4, (":",), 7, ("id:0000",))),
        (r"\p{Lu}[\p{L}’-]+ \d", Expected(1, run=2, literals=(" 0",))),
        (r"[^\d]\D.", Expected()),
        (r"(?P<twice>\d)(?P=twice)", Expected(1, run=1, literals=("0",))),
        (r"(?>\d\d)\d++", Expected(3, run=3, literals=("000",))),
        (r"(?-i:K\d)(?:\.\d)+", Expected(2, (".",), 4, ("k0.0",))),
        (r"(?x) \d  # @", Expected(1, run=1, literals=("0",))),
        (r"\d\\K", Expected(1, ("\\",), 3, ("0\\k",))),
        (r"(?:12345){e<=2}", Expected()),
        (r"[[:digit:]@]", Expected()),
        (r"\d(?|@|a)", Expected()),
        (r"(\d", Expected()),
        (
            r"\b(?:Box|ID)[ _]?no\b",
            Expected(run=2, literals=("box no", "box_no", "boxno", "id no", "id_no", "idno")),
        ),
        (r"(?P<value>abcd)|(?P<value>bcde)", Expected(run=4, literals=("abcd", "bcde"))),
        (r"stra(?:ß|ss)e\s+\d", Expected(1, run=6, literals=("strasse", "straße"))),
        (r"\p{Lu}\w+ GmbH", Expected(run=4, literals=(" gmbh",))),
    ],
)
def test_needs_are_read_from_the_pattern(pattern: str, expected: Expected) -> None:
    needs = needs_of_pattern(pattern)

    signs = tuple(sorted("".join(sorted(alternatives)) for alternatives in needs.signs))
    assert (needs.digits, signs, needs.run) == expected[:3]
    assert [sorted(literals) for literals in needs.literals] == ([list(expected.literals)] if expected.literals else [])


@pytest.mark.parametrize(
    ("pattern", "literals", "nearest", "farthest"),
    [
        (r"^Name: (\w+)", {"name: "}, 0, 0),
        (r"(?<=@)\w", {"@"}, -1, -1),
        (r"\p{Lu}{2,4} EUR\b", {" eur"}, 2, 4),
        (r"(?:Mr|Herr)\. \w+", {"mr. ", "herr. "}, 0, 0),
    ],
)
def test_the_place_of_a_literal_tells_where_a_match_begins(
    pattern: str, literals: set[str], nearest: int, farthest: int
) -> None:
    assert needs_of_pattern(pattern).anchor == Anchor(frozenset(literals), nearest, farthest)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?<![\w.])id: \d", True),
        (r"(?<![.\p{L}\d])id: \d", True),
        (r"(?m)(?<![\p{L}])id: \d", True),
        (r"(?P<value>(?i:(?<!\p{L})id: \d))", True),
        (r"(?:(?<!\p{L})id: \d|x-id: \d)", False),
        (r"(?:(?<!\p{L})id)?: \d", False),
        (r"(?<![^\w])id: \d", False),
        (r"(?<![\d.])id: \d", False),
        (r"(?<![\p{Lu}])id: \d", False),
        (r"(?<![\w])id: \d|x-id: \d", False),
        (r"id: \d", False),
    ],
)
def test_patterns_that_begin_behind_no_letter_are_known(pattern: str, expected: bool) -> None:
    anchor = needs_of_pattern(pattern).anchor

    assert anchor
    assert anchor.after_no_letter is expected


@pytest.mark.parametrize("pattern", [r"\w+@\w+\.com", r"\p{Lu}\w+ GmbH", r"\w+"])
def test_without_a_literal_near_the_start_a_match_may_begin_anywhere(pattern: str) -> None:
    assert needs_of_pattern(pattern).anchor is None


@pytest.mark.parametrize(
    ("text", "pattern", "met"),
    [
        ("call 555", r"\d{3}", True),
        ("call 55", r"\d{3}", False),
        ("call ٥٥٥", r"\d{3}", True),  # regex takes decimal digits of any script
        ("a@b", r"@", True),
        ("a at b", r"@", False),
        ("", r"\w", False),
        ("", r"\w?", True),
        ("12 34", r"\d{2}-\d", False),
        ("a bc", r"\w{3}", False),
    ],
)
def test_texts_are_compared_with_needs(text: str, pattern: str, met: bool) -> None:
    assert needs_of_pattern(pattern).are_met(contents(text)) is met


@cache
def shipped_patterns() -> list[str]:
    shipped = recognizers.registry(countries=COUNTRIES, model="off").recognizers
    patterns = [p.regex for r in shipped if isinstance(r, PatternRecognizer) for p in r.patterns]
    assert len(patterns) > 150
    return [pattern for pattern in patterns if needs_of_pattern(pattern) != NOTHING]


def batched(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (texts[start : start + size] for start in range(0, len(texts), size))


EXAMPLES = [example.replace("⟦", "").replace("⟧", "") for rule in rules() for example in (*rule.true, *rule.false)]


@cache
def shipped() -> tuple[Sequence[EntityRecognizer], Prefilter]:
    everything = recognizers.registry(countries=COUNTRIES, model="off").recognizers
    return everything, Prefilter(everything, [needs_of(one) for one in everything])


def missed(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Return the recognizers that find something although they are no candidates, with the texts."""
    everything, prefilter = shipped()
    return [
        (one.name, text)
        for text in texts
        for candidates in [{id(candidate) for candidate, _ in prefilter.candidates(text)}]
        for one in everything
        if id(one) not in candidates and one.analyze(text, one.supported_entities)
    ]


def found_at_places(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Return the recognizers that find less at the places of the prefilter than in a search, with the texts."""
    return [
        (one.name, text)
        for text in texts
        for one, starts in shipped()[1].candidates(text)
        if starts is not None
        if spans_of(one.analyze_at(text, starts)) != spans_of(one.analyze(text, one.supported_entities))
    ]


def spans_of(results: Sequence[RecognizerResult]) -> list[tuple[int, int, float]]:
    return [(one.start, one.end, one.score) for one in results]


@pytest.mark.slow
def test_a_text_needs_few_recognizers_and_the_others_find_nothing() -> None:
    assert missed(EXAMPLES[::60]) == []


@pytest.mark.slow
def test_matches_begin_at_the_places_of_the_prefilter() -> None:
    assert found_at_places([*EXAMPLES[::8], *map("\n".join, batched(EXAMPLES, 40))]) == []


@pytest.mark.slow
def test_the_prefilter_loses_nothing_in_all_examples() -> None:
    assert missed(EXAMPLES) == []
    assert found_at_places(EXAMPLES) == []


@pytest.mark.slow
@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_matches_of_shipped_patterns_meet_their_needs(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(shipped_patterns()))
    text = data.draw(texts_of(pattern) | st.text("0123456789٣ab@.:/-_ ", max_size=40))

    if regex.search(pattern, text, PRESIDIO_FLAGS):
        needed = needs_of_pattern(pattern)
        assert needed.are_met(contents(text))
        searched = LINE_START + lower(text)
        assert all(any(literal in searched for literal in literals) for literals in needed.literals)


LOOKBEHIND = regex.compile(r"\(\?<[=!](?P<nested>(?:\\.|\[\^?\]?(?:\\.|[^\]\\])*+\]|[^()\[\]\\]|\((?&nested)\))*)\)")


def texts_of(pattern: str) -> st.SearchStrategy[str]:
    """Return texts that mostly match a pattern, generated from it without its lookbehinds."""
    taken = pattern.replace(r"\K", "").replace(r"\p{Lu}", "[A-Z]").replace("(?P<value>", "(?:")
    taken = regex.sub(r"\\p\{\w+\}", "a-z", taken)
    plain = LOOKBEHIND.sub("", taken)
    try:
        re.compile(plain)  # strategies compile a pattern when they are drawn
    except re.error:  # syntax that only the package regex supports
        return st.nothing()
    return st.from_regex(plain)


def test_recognizers_that_do_more_than_match_patterns_always_run() -> None:
    class Watchful(PatternRecognizer):
        def analyze(self, text, entities, nlp_artifacts=None, regex_flags=None):
            return []

    patterns = [recognizers.families.terms.Pattern(name="digits", regex=r"\d{9}", score=0.5)]

    assert needs_of(Watchful(supported_entity="ID", patterns=patterns)) == NOTHING
    assert needs_of(DictionaryRecognizer("CODENAME", ["Bluebird"])) == NOTHING
    assert needs_of(PatternRecognizer(supported_entity="ID", patterns=patterns)).digits == 9


@pytest.mark.slow
def test_the_stored_analysis_is_that_of_the_patterns() -> None:
    assert analyses() == json.loads(json.dumps(analysis())), "run python -m pipeline.detect.analysis"
