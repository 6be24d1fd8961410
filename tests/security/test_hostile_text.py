"""H7: every recognizer and the whole detection take time linear in the text, for any text.

CPU time is bounded, not measured: the kernel ends a process that goes beyond a limit many times the linear cost.
"""

import multiprocessing
import resource
import signal
from collections.abc import Callable
from functools import cache

import presidio_analyzer.pattern_recognizer
import pytest
from hostile_patterns import PIECES, hostile
from presidio_analyzer import EntityRecognizer

import recognizers
from pipeline import Key, Policy, Sanitizer
from recognizers.entities import COUNTRIES
from recognizers.families import rules, terms
from recognizers.rules import RuleRecognizer

CHARACTERS = 20_000
# The slowest linear recognizer, phone numbers, takes 1 s for its worst text; quadratic ones took 6 s and more.
CPU_SECONDS = 4
LINK = "see www.quarryhill.com now"
WHOLE = ("\\", "sk-", "Mr ", "1.1.1.")


def ended_by_its_limit(work: Callable[[], object], cpu_seconds: int) -> bool:
    """Run a function in a separate process and return whether it exceeded a limit of CPU time."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        work()

    process = multiprocessing.get_context("fork").Process(target=limited)
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGXCPU, -signal.SIGKILL)
    return process.exitcode != 0


@pytest.mark.parametrize("piece", ["a.", "a.a-", "www."])
def test_url_next_to_domain_characters_is_found(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        presidio_analyzer.pattern_recognizer, "REGEX_TIMEOUT_SECONDS", 0.5
    )  # Presidio skips slower patterns
    links = RuleRecognizer(next(rule for rule in rules() if rule.name == "domain"))
    text = f"{hostile(piece, 3_000)} {LINK}"

    found = {text[one.start : one.end] for one in links.analyze(text, ["URL"])}

    assert "www.quarryhill.com" in found


@pytest.mark.parametrize("piece", WHOLE)
def test_detection_of_hostile_text_takes_linear_time(piece: str) -> None:
    policy = Policy.load("confidential")
    quick = policy.model_copy(update={"detection": policy.detection.model_copy(update={"ner": "off"})})
    sanitizer = Sanitizer(quick, Key.generate())

    assert not ended_by_its_limit(lambda: sanitizer.sanitize_text(hostile(piece, 40_000)), 20)


def test_timeout_of_a_policy_pattern_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presidio_analyzer.pattern_recognizer, "REGEX_TIMEOUT_SECONDS", 0.3)
    monkeypatch.setattr(terms, "PATTERN_SECONDS", 0.3, raising=False)
    recognizer = terms.pattern_recognizer("CODE", r"(?:[a-z]|[a-z][a-z])+!|CODE-\d")
    text = f"{'a' * 60} CODE-7"

    with pytest.raises(TimeoutError):
        recognizer.analyze(text, ["CODE"])


@cache
def every_recognizer() -> list[EntityRecognizer]:
    found: list[EntityRecognizer] = recognizers.registry(countries=COUNTRIES, model="off").recognizers
    return found


@pytest.mark.slow
@pytest.mark.parametrize("place", range(len(every_recognizer())), ids=[one.name for one in every_recognizer()])
def test_every_recognizer_takes_linear_time_on_hostile_texts(place: int) -> None:
    recognizer = every_recognizer()[place]
    recognizer.analyze("warm up 1", recognizer.supported_entities, None)

    def work() -> None:
        for piece in PIECES:
            used = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (used + CPU_SECONDS, resource.RLIM_INFINITY))
            recognizer.analyze(hostile(piece, CHARACTERS), recognizer.supported_entities, None)

    assert not ended_by_its_limit(work, CPU_SECONDS)
