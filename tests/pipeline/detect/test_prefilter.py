import re
from collections.abc import Iterable
from functools import cache

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from presidio_analyzer import PatternRecognizer

import recognizers
from pipeline.detect.literals import lower
from pipeline.detect.needs import NOTHING, Needs, contents, needs_of, needs_of_pattern
from pipeline.detect.prefilter import Prefilter
from recognizers.entities import COUNTRIES
from recognizers.families import rules
from recognizers.families.terms import DictionaryRecognizer

PRESIDIO_FLAGS = regex.DOTALL | regex.MULTILINE | regex.IGNORECASE


def needs(digits: int = 0, *signs: str, literals: Iterable[str] = ()) -> Needs:
    of_one_set = frozenset({frozenset(literals)}) if literals else frozenset()
    return Needs(digits, frozenset(map(frozenset, signs)), literals=of_one_set)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\d{3}-\d{2}-\d{4}", needs(9, "-")),
        (r"\d{3}[- ]\d{4}", needs(7)),
        (r"[0-9]{2,5}[.:][1-4]", needs(3, ".:")),
        (r"\w+@\w+\.com", needs(0, "@", ".", literals=[".com"])),
        (r"\w+@?", NOTHING),
        (r"(?:\d\d|\d-\d{3})", needs(2)),
        (r"(?:a@b|c#d)", needs(0, "@#", literals=["a@b", "c#d"])),
        (r"(?:a@b|cd)", NOTHING),
        (r"(?=\d{3})\d{2}", needs(3)),
        (r"(?!\d)\w(?<!@)", NOTHING),
        (r"(?<=@)\w", needs(0, "@")),
        (r"id:\K\d{4}", needs(4, ":", literals=["id:"])),
        (r"\p{Lu}[\p{L}’-]+ \d", needs(1)),
        (r"[^\d]\D.", NOTHING),
        (r"(?P<twice>\d)(?P=twice)", needs(1)),
        (r"(?>\d\d)\d++", needs(3)),
        (r"(?-i:K\d)(?:\.\d)+", needs(2, ".")),
        (r"(?x) \d  # @", needs(1)),
        (r"\d\\K", needs(1, "\\", literals=["\\k"])),
        (r"(?:12345){e<=2}", NOTHING),
        (r"[[:digit:]@]", NOTHING),
        (r"\d(?|@|a)", NOTHING),
        (r"(\d", NOTHING),
        (
            r"\b(?:Order|INVOICE)[ _-]?(?:no|id)\b",
            needs(
                literals=[
                    f"{a}{sep}{b}" for a in ("order", "invoice") for sep in (" ", "_", "-", "") for b in ("no", "id")
                ]
            ),
        ),
        (r"(?P<value>abcd)|(?P<value>bcde)", needs(literals=["abcd", "bcde"])),
        (r"stra(?:ß|ss)e\s+\d", needs(1, literals=["straße", "strasse"])),
        (r"\p{Lu}\w+ GmbH", needs(literals=[" gmbh"])),
    ],
)
def test_needs_are_read_from_the_pattern(pattern: str, expected: Needs) -> None:
    assert needs_of_pattern(pattern) == expected


@pytest.mark.parametrize(
    ("text", "pattern", "met"),
    [
        ("call 555", r"\d{3}", True),
        ("call 55", r"\d{3}", False),
        ("call ٥٥٥", r"\d{3}", True),  # regex takes decimal digits of any script
        ("a@b", r"@", True),
        ("a at b", r"@", False),
        ("", r"\w", True),
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


EXAMPLES = [example.replace("⟦", "").replace("⟧", "") for rule in rules() for example in (*rule.true, *rule.false)]


def test_recognizers_that_are_not_candidates_find_nothing() -> None:
    shipped = recognizers.registry(countries=COUNTRIES, model="off").recognizers
    prefilter = Prefilter(shipped, [needs_of(one) for one in shipped])

    for text in EXAMPLES:
        skipped = [one for one in shipped if one not in prefilter.candidates(text)]
        assert [one.name for one in skipped if one.analyze(text, one.supported_entities)] == [], text


@pytest.mark.slow
@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_matches_of_shipped_patterns_meet_their_needs(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(shipped_patterns()))
    text = data.draw(texts_of(pattern) | st.text("0123456789٣ab@.:/-_ ", max_size=40))

    if regex.search(pattern, text, PRESIDIO_FLAGS):
        needed = needs_of_pattern(pattern)
        assert needed.are_met(contents(text))
        assert all(any(literal in lower(text) for literal in literals) for literals in needed.literals)


def texts_of(pattern: str) -> st.SearchStrategy[str]:
    """Return texts that mostly match a pattern, generated from it without its lookbehinds."""
    taken = pattern.replace(r"\K", "").replace(r"\p{Lu}", "[A-Z]").replace("(?P<value>", "(?:")
    taken = regex.sub(r"\\p\{\w+\}", "a-z", taken)
    try:
        return st.from_regex(regex.sub(r"\(\?<[=!](?P<nested>(?:[^()]|\((?&nested)\))*)\)", "", taken))
    except re.error:  # syntax that only the package regex supports
        return st.nothing()


def test_recognizers_that_do_more_than_match_patterns_always_run() -> None:
    class Watchful(PatternRecognizer):
        def analyze(self, text, entities, nlp_artifacts=None, regex_flags=None):
            return []

    patterns = [recognizers.families.terms.Pattern(name="digits", regex=r"\d{9}", score=0.5)]

    assert needs_of(Watchful(supported_entity="ID", patterns=patterns)) == NOTHING
    assert needs_of(DictionaryRecognizer("CODENAME", ["Bluebird"])) == NOTHING
    assert needs_of(PatternRecognizer(supported_entity="ID", patterns=patterns)) == needs(9)
