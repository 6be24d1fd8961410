from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import Key, Policy, Sanitizer
from pipeline.errors import HeteronymError, PolicyError
from pipeline.policy.inheritance import loosens
from pipeline.policy.model import Action
from pipeline.policy.strictest import strictest_of

BADGES = "tests.pipeline.detect.recognizers"
MINE = "classification: mine\nextends: internal\ndetection:\n  ner: off\n  recognizers: [{}]\n"
LOOSEN = "loosen: [ner]\n"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(content: str, name: str = "mine.yaml") -> Path:
        (tmp_path / name).write_text(content)
        return tmp_path / name

    return written


def mine(reference: str, rest: str = "") -> str:
    return MINE.format(reference) + LOOSEN + rest


@pytest.mark.parametrize("name", ["Badge", "instance", "factory", "several"])
def test_a_class_an_object_or_a_function_adds_a_recognizer(write: Write, key: Key, name: str) -> None:
    policy = Policy.load(write(mine(f"{BADGES}:{name}", "entities: {BADGE_NUMBER: pseudonymize}\n")))

    text = Sanitizer(policy, key).sanitize_text("Badge B-4711 is lost.").text

    assert "B-4711" not in text
    assert text.startswith("Badge ")
    assert text.endswith(" is lost.")
    assert "BADGE_NUMBER" in policy.declared


@pytest.mark.parametrize("name", ["BeforeText", "BehindText"])
def test_a_span_outside_the_text_is_an_error_that_names_the_recognizer(write: Write, key: Key, name: str) -> None:
    sanitizer = Sanitizer(Policy.load(write(mine(f"{BADGES}:{name}"))), key)

    with pytest.raises(HeteronymError, match=f"the recognizer {name} reported a span outside the text"):
        sanitizer.sanitize_text("Maria lost her badge.")


def test_entity_without_a_rule_follows_otherwise(write: Write, key: Key) -> None:
    policy = Policy.load(write(mine(f"{BADGES}:Badge")))

    assert policy.rule("BADGE_NUMBER").do is Action.REDACT
    assert Sanitizer(policy, key).sanitize_text("Badge B-4711").text == "Badge <BADGE_NUMBER>"


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("Badge", "mine.yaml:5: recognizers: 'Badge' names no recognizer: write <module>:<class>"),
        ("missing_package:Badge", "mine.yaml:5: cannot import 'missing_package:Badge' (ModuleNotFoundError: No module"),
        (f"{BADGES}:Badges", "mine.yaml:5: cannot import '{BADGES}:Badges' (AttributeError: module"),
        (f"{BADGES}:not_a_recognizer", "mine.yaml:5: '{BADGES}:not_a_recognizer' is or returns a int: it must be a"),
        (f"{BADGES}:wrong_factory", "mine.yaml:5: '{BADGES}:wrong_factory' is or returns a str: it must be a"),
        (f"{BADGES}:broken_factory", "'{BADGES}:broken_factory' raised RuntimeError when it was called: no licence"),
        (f"{BADGES}:SmallLetters", "mine.yaml:5: {BADGES}:SmallLetters reports 'badge number': an entity has capitals"),
    ],
)
def test_an_error_names_the_line_and_what_to_do(write: Write, reference: str, message: str) -> None:
    with pytest.raises(PolicyError) as raised:
        Policy.load(write(mine(reference)))

    assert message.replace("{BADGES}", BADGES) in str(raised.value)


def test_recognizer_whose_findings_are_kept_is_rejected(write: Write) -> None:
    path = write(f"classification: mine\nextends: public\ndetection: {{recognizers: ['{BADGES}:Badge']}}\n")

    with pytest.raises(PolicyError, match=r"mine\.yaml:3: BADGE_NUMBER is detected but kept"):
        Policy.load(path)


def test_recognizers_add_to_those_of_the_parent(write: Write) -> None:
    write(mine(f"{BADGES}:Badge"), "base.yaml")
    child = Policy.load(
        write(f"classification: child\nextends: base.yaml\ndetection: {{recognizers: ['{BADGES}:Counted']}}\n")
    )

    assert child.detection.recognizers == (f"{BADGES}:Badge", f"{BADGES}:Counted")
    assert child.recognized == {f"{BADGES}:Badge": ("BADGE_NUMBER",), f"{BADGES}:Counted": ("PERSON",)}
    assert "recognized" not in child.as_yaml()


def test_policy_without_a_recognizer_is_weaker(write: Write) -> None:
    with_it = Policy.load(write(mine(f"{BADGES}:Badge")))
    without = Policy.load(write("classification: mine\nextends: internal\nloosen: [ner]\ndetection: {ner: off}\n"))

    assert loosens(without, with_it)
    assert not loosens(with_it, without)
    joined = strictest_of(Policy.load("restricted"), with_it)
    assert joined.detection.recognizers == with_it.detection.recognizers
    assert "BADGE_NUMBER" in joined.declared


def test_recognizer_is_created_once_per_process(write: Write, key: Key) -> None:
    policies = [Policy.load(write(mine(f"{BADGES}:Counted"), f"{name}.yaml")) for name in ("one", "two")]

    made = {
        id(one)
        for policy in policies
        for one in Sanitizer(policy, key)._detector.registry.recognizers
        if one.name == "Counted"
    }
    assert len(made) == 1
