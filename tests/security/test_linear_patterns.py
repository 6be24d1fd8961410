"""H7: every rule and every reading takes time linear in the text, shown by counting steps and calls, not by a clock.

A search tries to match at each offset of a text. Its time is linear if an attempt takes a number of steps that does not
depend on the length of the text, or that grows with the match only, since the search goes on behind the match.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest
import regex
from hostile_patterns import PIECES, hostile

from pipeline.detect.readings import DECODERS, RESPELLINGS, UNFOLDED, EditsOf
from recognizers.families import rules
from recognizers.lexicon import disguises
from recognizers.rules import FLAGS, Rule
from tests.recognizers.steps import StepCounter, TooManyStepsError

RULES = rules()
RUNS = (
    "1",
    ".",
    " ",
    "a",
    "A",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ": ",
    '"',
    "=",
    "-",
    "\n",
    "a.",
    "1 ",
    "Aa ",
    "A1",
    " a",
)
SIZES = (2_000, 4_000)
MOST_STEPS = 100_000  # of an attempt, for each character of its match
GROWTH, FEW_STEPS = 1.2, 100
SMALL, LARGE = 4_000, 16_000  # characters of texts for readings
CALLS_GROWTH = 1.1 * LARGE / SMALL
EXAMPLES = 2
END = "\0"  # no pattern matches it


def _steps(counter: StepCounter, text: str, start: int) -> float:
    try:
        end = counter.match(text, start)
    except TooManyStepsError:
        return float("inf")
    return counter.steps / max(1, (end or start) - start)


def is_linear(steps: dict[int, float]) -> bool:
    """Return whether the steps of an attempt are few and do not grow with the text."""
    small, large = (steps[size] for size in SIZES)
    return large <= MOST_STEPS and (large <= FEW_STEPS or large <= small * GROWTH)


def slow_runs(counter: StepCounter, pieces: tuple[str, ...]) -> Iterator[tuple[str, dict[int, float]]]:
    """Yield the repeated pieces within which an attempt takes a growing number of steps, with these numbers."""
    for piece in pieces:
        steps = {size: _most_steps_within(counter, piece, size) for size in SIZES}
        if not is_linear(steps):
            yield piece, steps


def _most_steps_within(counter: StepCounter, piece: str, size: int) -> float:
    """Return the largest number of steps of an attempt within a run, for each character of its match."""
    text = hostile(piece, size) + END
    return max(_steps(counter, text, start) for start in _middle(text, piece))


def _middle(text: str, piece: str) -> range:
    start = len(text) // 2 // len(piece) * len(piece)
    return range(start, start + min(len(piece), 4))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_repeats_nothing_without_a_bound_and_takes_few_steps_within_a_run(rule: Rule) -> None:
    counter = StepCounter(rule.pattern, FLAGS, most=MOST_STEPS * 2)

    assert not counter.is_unbounded, "write {0,60} instead of *, and {1,60} instead of +"
    assert list(slow_runs(counter, RUNS)) == []


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_an_attempt_of_a_rule_takes_few_steps_before_a_run(rule: Rule) -> None:
    counter = StepCounter(rule.pattern, FLAGS, most=MOST_STEPS * 2)

    assert list(slow_runs(counter, PIECES)) == []
    for head in heads(rule):
        for piece in RUNS:
            steps = max(_steps(counter, head + hostile(piece, SIZES[1]) + END, start) for start in range(len(head) + 1))
            assert steps <= MOST_STEPS, (head, piece)


def heads(rule: Rule) -> set[str]:
    """Return the beginnings of the first examples, up to, within and behind their first value."""
    found = set()
    for example in rule.true[:EXAMPLES]:
        start, end = example.index("⟦"), example.index("⟧") - 1
        text = example.replace("⟦", "").replace("⟧", "")
        found |= {text[:start], text[: (start + end) // 2], text[:end], text}
    return found


@pytest.mark.parametrize(
    "pattern",
    ["(?:a|aa)+$", "(?:a+)+b", "a*a*b", "[a-z]+b", "a(?=.*b)", "(?:a{1,60}b?){1,60}c", "(?<=b.*)a", "(?:a|a){30}b"],
)
def test_patterns_that_are_not_linear_are_seen(pattern: str) -> None:
    assert list(slow_runs(StepCounter(pattern, FLAGS, most=MOST_STEPS * 2), RUNS))


@pytest.mark.parametrize(
    "pattern", ["a++b?", r"(?<!\w)\w{1,60}+=", "(?:ab?){1,60}+", r"\b\d{3}(?!\d)", "(?i)straße|x.{0,9}y"]
)
def test_patterns_that_are_linear_are_accepted(pattern: str) -> None:
    assert list(slow_runs(StepCounter(pattern, FLAGS, most=MOST_STEPS * 2), RUNS)) == []


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_counted_matcher_matches_what_the_package_matches(rule: Rule) -> None:
    counter, compiled = StepCounter(rule.pattern, FLAGS), regex.compile(rule.pattern, FLAGS)
    for example in (*rule.true, *rule.false):
        text = example.replace("⟦", "").replace("⟧", "")
        for start in range(len(text) + 1):
            match = compiled.match(text, start)
            assert counter.match(text, start) == (match and match.end()), (text, start)


def disguise_patterns() -> list[tuple[str, "regex.Pattern[str]"]]:
    """Return the patterns of the modules that read disguised text, with their names."""
    modules = [
        importlib.import_module(f"{disguises.__name__}.{one.name}") for one in pkgutil.iter_modules(disguises.__path__)
    ]
    return [(f"{module.__name__}.{name}", pattern) for module in modules for name, pattern in _patterns(module)]


def _patterns(module: ModuleType) -> Iterator[tuple[str, "regex.Pattern[str]"]]:
    for name, value in vars(module).items():
        if isinstance(getattr(value, "pattern", None), str):
            yield name, value


@pytest.mark.parametrize(
    "pattern", [one for _, one in disguise_patterns()], ids=[name for name, _ in disguise_patterns()]
)
def test_an_attempt_of_a_reading_takes_few_steps_within_a_run(pattern: "regex.Pattern[str]") -> None:
    flags = int(pattern.flags) & int(regex.MULTILINE | regex.IGNORECASE | regex.DOTALL | regex.VERBOSE)

    assert list(slow_runs(StepCounter(pattern.pattern, flags, most=MOST_STEPS * 2), RUNS)) == []


@pytest.mark.parametrize("edits_of", [*UNFOLDED, *DECODERS, *RESPELLINGS], ids=lambda one: one.__name__)
def test_the_calls_of_a_reading_grow_with_the_text(edits_of: EditsOf) -> None:
    for piece in (
        *RUNS,
        "one ",
        "at ",
        "dot ",
        "%41",
        "&#65;",
        "QUJD",
        "=41",
        "\\u0041",
        "j o ",
        "1 2 ",
        "moc.",
        "\u202e",
    ):
        small, large = (counted_calls(edits_of, hostile(piece, size)) for size in (SMALL, LARGE))
        assert large <= small * CALLS_GROWTH + FEW_STEPS, piece


def counted_calls(edits_of: EditsOf, text: str) -> int:
    """Return the number of calls of functions, of Python and of libraries, that find the edits of a text."""
    calls = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        list(edits_of(text))
    finally:
        sys.setprofile(None)
    return calls
