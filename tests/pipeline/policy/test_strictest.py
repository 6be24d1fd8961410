"""A combination of two policies is weaker than neither of them, in every setting."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from pipeline import Key, Policy
from pipeline.errors import PolicyError
from pipeline.policy import strictest
from pipeline.policy.costs import Costs
from pipeline.policy.dictionaries import Dictionary
from pipeline.policy.inheritance import loosens
from pipeline.policy.lists import Allow
from pipeline.policy.model import Action, Crowded, Detection, Restore, Rule, Scope, SmallDomain
from pipeline.policy.strictest import strictest_of
from pipeline.records.model import ReadOptions
from pipeline.replace.keyed.keys import KeySource
from pipeline.run import batch
from pipeline.sanitizer_source import SanitizerSource

ENTITIES = ("PERSON", "MONEY", "DATE_TIME", "BADGE")
SCORES = st.none() | st.sampled_from([0.0, 0.3, 0.6, 1.0])
# `foreign` and `other` are actions of installed packages, whose order is not known.
ACTIONS = (*Action, "foreign", "other")


def subsets(*values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), unique=True).map(tuple)


def a_rule(do: Action | str) -> st.SearchStrategy[Rule]:
    options: dict[str, st.SearchStrategy[Any]] = {"min_score": SCORES}
    if do is Action.SHIFT:
        options |= {"days": st.sampled_from([7, 100, 2000]), "percent": st.sampled_from([1, 10, 50])}
        options |= {"time": st.sampled_from(["keep", "jitter", "hour"]), "day_first": st.booleans()}
    if do is Action.GENERALIZE:
        options["before"] = st.sampled_from([None, 1900, 1950])
    if do is Action.PSEUDONYMIZE:
        options["with_"] = st.sampled_from([None, "ORGANIZATION"])
    if do is Action.MASK:
        options["keep_last"] = st.sampled_from([0, 2, 4])
    # `model_copy` does not check: the actions of packages are not installed here.
    return st.fixed_dictionaries(options).map(
        lambda values: Rule(do=Action.KEEP).model_copy(update={"do": do, **values})
    )


RULES = st.sampled_from(ACTIONS).flatmap(a_rule)
DETECTIONS = st.builds(
    Detection,
    ner=st.sampled_from(["off", "fast", "accurate"]),
    countries=subsets("us", "de", "uk"),
    min_score=st.sampled_from([0.1, 0.35, 0.9]),
    propagate=st.booleans(),
    dictionaries=subsets("a.txt", "b.txt"),
    patterns=subsets("BADGE", "PLACE").map(lambda names: {name: rf"{name}-\d+" for name in names}),
    recognizers=subsets("a:A", "b:B"),
)
SETTINGS: Mapping[str, st.SearchStrategy[Any]] = {
    "classification": st.sampled_from(["one", "other"]),
    "description": st.just(""),
    "detection": DETECTIONS,
    "entities": st.dictionaries(st.sampled_from(ENTITIES), RULES),
    "otherwise": RULES,
    "allow": subsets("Acme", "Support", Allow(regex="A.*")),
    "scope": st.sampled_from(get_args(Scope)),
    "crowded": st.builds(Crowded, over=st.integers(1, 99), do=st.sampled_from(["flag", "own_world", "block"])),
    "people": st.sampled_from(["whole", "by_part"]),
    "people_show": subsets("gender", "culture"),
    "small_domain": st.none()
    | st.builds(
        SmallDomain,
        below=st.integers(2, 10**6),
        do=st.sampled_from([Action.GENERALIZE, Action.REDACT, Action.BLOCK]),
    ),
    "pools": st.sampled_from([None, 6]),
    "reversible": st.booleans(),
    "unscannable": st.sampled_from(["block", "pass"]),
    "keys": st.sampled_from(["scan", "keep"]),
    "tool_definitions": st.sampled_from(["scan", "pass"]),
    "restore": st.booleans()
    | st.builds(Restore, tools=st.none() | subsets("mail", "search"), links=st.sampled_from(["never", "known", "any"])),
    "costs": st.none() | st.builds(Costs, record=st.none() | st.integers(0, 500)),
    "recognized": st.dictionaries(st.sampled_from(["a:A", "b:B"]), subsets("PERSON", "BADGE")),
}


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> st.SearchStrategy[Policy]:
    dictionaries = []
    for word in ("Falcon", "Condor"):
        path: Path = tmp_path_factory.mktemp("words") / "words.txt"
        path.write_text(word)
        dictionaries.append(Dictionary.read(path))
    terms = st.dictionaries(st.sampled_from(["PROJECT", "BADGE"]), subsets(*dictionaries))
    lists = st.dictionaries(st.sampled_from(["PROJECT", "BADGE"]), st.sampled_from(dictionaries))
    files = {"terms": terms, "allowed": subsets(*dictionaries), "lists": lists}
    return st.fixed_dictionaries({**SETTINGS, **files}).map(lambda values: Policy.model_construct(**values))


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_combination_is_weaker_than_neither(data: st.DataObject, policies: st.SearchStrategy[Policy]) -> None:
    one, other = data.draw(policies), data.draw(policies)

    joined = strictest_of(one, other)

    assert not loosens(joined, one)
    assert not loosens(joined, other)
    assert joined.classification == one.classification
    encrypts = Action.ENCRYPT in {rule.do for rule in (*joined.entities.values(), joined.otherwise)}
    assert joined.reversible or not encrypts


@pytest.mark.parametrize("do", [Action.SHIFT, Action.GENERALIZE, Action.MASK])
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_each_option_of_an_action_is_the_stricter_one(do: Action, data: st.DataObject) -> None:
    policy, rules = Policy.load("restricted"), a_rule(do)
    one, other = (policy.model_copy(update={"otherwise": data.draw(rules)}) for _ in range(2))

    joined = strictest_of(one, other)

    assert not loosens(joined, one)
    assert not loosens(joined, other)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_combination_with_itself_is_as_strict(data: st.DataObject, policies: st.SearchStrategy[Policy]) -> None:
    one = data.draw(policies.filter(lambda policy: policy.reversible))
    assert not loosens(one, strictest_of(one, one))


@pytest.mark.parametrize(
    ("model", "table"),
    [
        (Policy, {**strictest.OF_POLICY, **strictest.OF_RULES}),
        (Detection, strictest.OF_DETECTION),
        (Rule, strictest.OF_RULE),
        (SmallDomain, strictest.OF_SMALL_DOMAIN),
        (Crowded, strictest.OF_CROWDED),
        (Restore, strictest.OF_RESTORE),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_every_field_is_combined(model: type[BaseModel], table: Mapping[str, object]) -> None:
    assert set(table) == set(model.model_fields)


def test_policies_here_have_every_field_and_scope() -> None:
    assert {*SETTINGS, "terms", "allowed", "lists"} == set(Policy.model_fields)
    assert set(strictest.SCOPES) == set(get_args(Scope))


def test_each_setting_of_an_own_policy_that_is_stricter_applies() -> None:
    restricted = Policy.load("restricted")
    small, crowded = SmallDomain(below=10**9, do=Action.BLOCK), Crowded(over=5, do="block")
    own = restricted.model_copy(update={"scope": "client", "small_domain": small, "crowded": crowded})

    joined = strictest_of(restricted, own)

    assert (joined.scope, joined.small_domain, joined.crowded) == ("client", small, crowded)


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (Restore(links="never"), Restore(links="any"), Restore(links="never")),
        (Restore(tools=("mail", "search")), Restore(tools=("mail",)), Restore(tools=("mail",))),
        (Restore(tools=("mail",)), Restore(), Restore(tools=())),
        (Restore(links="never", tools=("mail",)), True, Restore(links="never", tools=())),
        (Restore(), False, False),
        (True, True, True),
    ],
)
def test_originals_are_restored_where_both_policies_restore_them(
    one: bool | Restore, other: bool | Restore, joined: bool | Restore
) -> None:
    policy = Policy.load("restricted")
    first, second = (policy.model_copy(update={"restore": restore}) for restore in (one, other))
    assert strictest_of(first, second).restore == joined
    assert strictest_of(second, first).restore == joined


@pytest.mark.parametrize(("one", "own", "joined"), [("accurate", "fast", "accurate"), ("accurate", "spacy:de", "spacy:de"), ("spacy:de", "off", "spacy:de")])  # fmt: skip
def test_the_model_that_finds_more_is_used(one: str, own: str, joined: str) -> None:
    policy = Policy.load("restricted")
    first, second = (
        policy.model_copy(update={"detection": policy.detection.model_copy(update={"ner": ner})}) for ner in (one, own)
    )
    assert strictest_of(first, second).detection.ner == joined


def test_different_patterns_of_one_entity_are_an_error() -> None:
    policy = Policy.load("restricted")
    first, second = (
        policy.model_copy(update={"detection": policy.detection.model_copy(update={"patterns": {"BADGE": pattern}})})
        for pattern in (r"B-\d+", r"C-\d+")
    )
    with pytest.raises(PolicyError, match="BADGE by different patterns"):
        strictest_of(first, second)


def test_scope_client_with_a_class_field_is_a_clear_error_in_a_run(tmp_path: Path, key: Key) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "Maria Delgado"}')
    own = Policy.load("confidential").model_copy(update={"classification": "own", "scope": "client"})
    key.save(tmp_path / "key")
    source = SanitizerSource(own, KeySource(str(tmp_path / "key")), by_record=True)

    assert source.fallback().scope == "client"
    with pytest.raises(PolicyError, match="policy own has scope client, which only a gateway has"):
        batch.scan([str(tmp_path / "in.jsonl")], source, ReadOptions())
