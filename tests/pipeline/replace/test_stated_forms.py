"""Surrogates in a form that the policy states with `with`."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
import regex

from pipeline import Key, Policy, Sanitizer
from pipeline.errors import PolicyError
from pipeline.replace.keyed.ledger import Ledger
from pipeline.replace.operators import World
from pipeline.text.spans import Span
from recognizers.lexicon.pools import canonical

KEY = Key(bytes(range(32)))
POLICY = """\
classification: garden
extends: confidential
detection:
  patterns: {BADGE: 'B-\\d{5}', TEAM: 'Team [A-Z]\\w+', KEEPER: 'Keeper: \\K[A-Z]\\w+ [A-Z]\\w+'}
  dictionaries: [{PLANT: names.txt}]
entities:
"""
Load = Callable[..., Policy]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Return a function that loads a policy with these rules for entities."""
    (tmp_path / "names.txt").write_text("".join(f"Plant{number}\n" for number in range(300)))
    (tmp_path / "plants.txt").write_text("Fern\nMoss\nIvy\nSage\n")

    def load(*rules: str) -> Policy:
        path = tmp_path / "garden.yaml"
        path.write_text(POLICY + "".join(f"  {rule}\n" for rule in rules))
        policy = Policy.load(path)
        return policy.model_copy(update={"detection": policy.detection.model_copy(update={"ner": "off"})})

    return load


def copy(policy: Policy, text: str) -> str:
    return Sanitizer(pickle.loads(pickle.dumps(policy)), KEY).sanitize_text(text).text


@pytest.mark.parametrize(
    ("rule", "text", "form"),
    [
        ("PLANT: {do: pseudonymize, with: 'list:plants.txt'}", "Plant7", "Fern|Moss|Ivy|Sage"),
        ("PLANT: {do: pseudonymize, with: 'list:plants.txt'}", "PLANT7", "FERN|MOSS|IVY|SAGE"),
        ("BADGE: {do: pseudonymize, with: \"faker:bothify(text='??-####')\"}", "B-12345", r"[A-Za-z]{2}-\d{4}"),
        ("BADGE: {do: pseudonymize, with: 'faker:de_DE:city()'}", "B-12345", r"\p{Lu}[\p{L} ().-]+"),
        ("BADGE: {do: pseudonymize, with: 'faker:address'}", "B-12345", "[^\n]+, [^\n]+"),
        ("BADGE: {do: pseudonymize, with: pattern}", "B-12345", r"B-\d{5}"),
        ("TEAM: {do: pseudonymize, with: ORGANIZATION}", "Team Alpha", r"\w+(?: \w+)*"),
    ],
)
def test_surrogate_has_the_stated_form(rule: str, text: str, form: str, load: Load) -> None:
    made = copy(load(rule), text)
    assert regex.fullmatch(form, made), made
    assert made != text


def test_people_under_an_own_name_are_linked(load: Load) -> None:
    text = copy(load("KEEPER: {do: pseudonymize, with: PERSON}"), "Keeper: Maria Delgado, mail maria.delgado@acme.com")
    given, family = text.removeprefix("Keeper: ").partition(",")[0].split()
    assert f"{canonical(given)}.{canonical(family)}@" in text


@pytest.mark.parametrize("form", ["list:plants.txt", 'faker:bothify(text="??")'])
def test_values_of_a_document_share_no_surrogate(form: str, load: Load) -> None:
    policy = load(f"PLANT: {{do: pseudonymize, with: '{form}'}}")
    text = " and ".join(f"Plant{number}" for number in range(20))
    made = copy(policy, text).split(" and ")
    assert len(set(made)) == 20
    assert made == copy(policy, text).split(" and ")


def test_values_of_a_run_share_no_surrogate(load: Load) -> None:
    world = World(KEY, "dataset:default", load("PLANT: {do: pseudonymize, with: 'list:plants.txt'}")).pseudonymizer
    documents = [([f"Plant{number}"], [[Span(0, len(f"Plant{number}"), "PLANT", 1, "own")]]) for number in range(300)]
    ledger = Ledger.of({tag: claim for document in documents for tag, claim in world.claims(*document).items()})
    made = {world.surrogate("PLANT", texts[0], world.view(texts, spans, ledger)) for texts, spans in documents}
    assert len(made) == 300


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("PLANT: {do: redact, with: ORGANIZATION}", "'with' applies to pseudonymize, not to redact"),
        ("PLANT: {do: pseudonymize, with: ORGANISATION}", "did you mean ORGANIZATION"),
        ("PLANT: {do: pseudonymize, with: plants.txt}", "no form of surrogates"),
        ("PLANT: {do: pseudonymize, with: 'list:plant.txt'}", "cannot read the list plant.txt"),
        ("PLANT: {do: pseudonymize, with: pattern}", "has no pattern"),
        ("PERSON: {do: pseudonymize, with: 'faker:name()'}", "depend on the document"),
        ("BADGE: {do: pseudonymize, with: 'faker:citty()'}", "Faker has no 'citty'"),
        ("BADGE: {do: pseudonymize, with: 'faker:xx_XX:city()'}", "xx_XX"),
        ("BADGE: {do: pseudonymize, with: 'faker:seed_instance(seed=1)'}", "Faker has no 'seed_instance'"),
        ("BADGE: {do: pseudonymize, with: \"faker:bothify(open('x'))\"}", "arguments are named"),
        ("BADGE: {do: pseudonymize, with: 'faker:bothify(txt=1)'}", "faker:bothify(txt=1)"),
        ("BADGE: {do: pseudonymize, with: 'faker:profile()'}", "it makes a dict"),
        ("BADGE: {do: pseudonymize, wit: 'faker:city()'}", "did you mean with"),
    ],
)  # fmt: skip
def test_wrong_form_is_named_with_its_line(rule: str, message: str, load: Load) -> None:
    with pytest.raises(PolicyError) as raised:
        load(rule)
    assert message in str(raised.value)
    assert "garden.yaml:7" in str(raised.value)


def test_policy_with_another_version_of_the_pools_is_refused(load: Load, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text("classification: old\nextends: confidential\npools: 3\n")
    with pytest.raises(PolicyError, match=r"old\.yaml:3: this release has version 7"):
        Policy.load(tmp_path / "old.yaml")
    (tmp_path / "new.yaml").write_text("classification: new\nextends: confidential\npools: 7\n")
    assert Policy.load(tmp_path / "new.yaml").pools == 7
