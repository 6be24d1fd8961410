"""Decisions: reported decisions equal applied ones, one per span, in batch, on the review page and in the gateway."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Key, KeySource, Policy, Sanitized, Text
from pipeline.decide.settle import Decided
from pipeline.errors import PromptError
from pipeline.gateway.prompt import clear
from pipeline.gateway.review.findings import review
from pipeline.policy.lists import Allow
from pipeline.policy.model import Action, Crowded, Rule, SmallDomain
from pipeline.records import ReadOptions, Record, json_record
from pipeline.records.prompts.request import read
from pipeline.sanitize_record import detect_records, replace_record
from pipeline.sanitizer_source import Sanitizers, SanitizerSource

PIECES = [
    "Anna Keller", "Mr. Keller", "maria@delgado-lab.com", "noreply@github.com", "(243) 335-5463", "(292) 653-3280", "536-22-8417",
    "4539 1488 0343 6467", "yesterday", "two weeks", "14:30", "10:15:37", "3 March 2021 at 10:15", "2024-05-06T07:08:09Z", "March 2021",
    "Norway", "Bergen", "12 Oak Street, Bergen", "EMP-20418", "PIN: 4711", "$1,250.00", "https://delgado-lab.com/anna-keller?id=7",
    "10.1.2.3", "order ORD-204881", "I am 45 years old", "born on 1985-02-11", "api_key=sk-proj-q7Rw2Xz9Lm4TbV8cKp3N", "aboyd",
]  # fmt: skip
DECLARED = [
    ("Anna", "PERSON"), ("Norway", "LOCATION"), ("Bergen", "LOCATION"), ("10:15:37", "DATE_TIME"), ("1985", "DATE_OF_BIRTH"),
    ("akline", "USERNAME"), ("4711", "EMPLOYEE_ID"), ("Howe Inc.", "ORGANIZATION"), ("  ", "PERSON"),
]  # fmt: skip
LABELS = ["customer", "user_Anna Keller", "customers.maria@delgado-lab.com", "EMP-20418"]
ENTITIES = sorted({*(entity for _, entity in DECLARED), *"""EMAIL_ADDRESS PHONE_NUMBER US_SSN CREDIT_CARD URL ADDRESS MONEY AGE IP_ADDRESS
    ORDER_ID API_KEY SECRET DOMAIN_NAME""".split()})  # fmt: skip
RULES = [
    *(Rule(do=action) for action in Action if action is not Action.BLOCK),
    Rule(do=Action.SHIFT, time="keep"),
    Rule(do=Action.SHIFT, time="hour"),
    Rule(do=Action.MASK, keep_last=2),
]
BASE = Policy.load("confidential")
DETECTION = BASE.detection.model_copy(update={"ner": "off", "patterns": {"EMPLOYEE_ID": r"EMP-\d{5}"}})

texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(", ".join)
policies = st.builds(
    lambda rules, blocks, **changes: BASE.model_copy(
        update={
            "detection": DETECTION,
            "entities": {**BASE.entities, **rules, **{entity: Rule(do=Action.BLOCK) for entity in blocks}},
            **changes,
        }
    ),
    rules=st.dictionaries(st.sampled_from(ENTITIES), st.sampled_from(RULES), max_size=8),
    blocks=st.sampled_from([(), (), (), ("US_SSN",), ("EMPLOYEE_ID", "URL")]),
    allow=st.sampled_from([(), ("Anna Keller",), (Allow(regex=r".*@delgado-lab\.com"), "Bergen")]),
    small_domain=st.sampled_from([None, SmallDomain(below=10**6), SmallDomain(below=10**9, do=Action.GENERALIZE)]),
    crowded=st.builds(Crowded, over=st.integers(1, 6), do=st.sampled_from(["flag", "own_world", "block"])),
    scope=st.sampled_from(["document", "dataset", "client", "organization"]),
)


@pytest.fixture(scope="module")
def made(key: Key) -> "Makers":
    return Makers(key)


class Makers:
    """Creates sanitizers of a policy."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self._in_use = self.of(BASE.model_copy(update={"detection": DETECTION}))  # keeps the recognizers loaded

    def of(self, policy: Policy) -> Sanitizers:
        return Sanitizers(SanitizerSource(policy, KeySource(), by_record=True, client="tests"), self._key)


def is_unchanged_on_purpose(decided: Decided) -> bool:
    """A year is generalized to itself."""
    return decided.action is Action.GENERALIZE


def assert_reported(text: str, one: Sanitized) -> None:
    """Assert that the copy differs from the original only according to the decisions."""
    assert all(text[it.span.start : it.span.end] == it.surface for it in one.decisions)
    assert all(
        before.span.end <= after.span.start for before, after in zip(one.decisions, one.decisions[1:], strict=False)
    )
    if one.blocked:
        assert (one.text, one.replacements) == ("", ())
        return
    replaced = [it for it in one.decisions if not it.is_kept]
    shown = [(it.entity, it.action, it.original) for it in one.replacements]
    assert shown == [(it.span.entity, it.action, it.surface) for it in replaced]
    position = end = 0
    for decided, replacement in zip(replaced, one.replacements, strict=True):
        assert one.text[position : replacement.start] == text[end : decided.span.start]
        position, end = replacement.end, decided.span.end
        assert one.text[replacement.start : position] != decided.surface or is_unchanged_on_purpose(decided)
    assert one.text[position:] == text[end:]


def is_copy_of(copy: str, text: str, decisions: Sequence[Decided]) -> bool:
    """Return whether a text with any surrogates differs from the original exactly at the replaced spans."""
    pattern, position = "", 0
    for one in decisions:
        if not one.is_kept:
            pattern += regex.escape(text[position : one.span.start], literal_spaces=True) + "(.*)"
            position = one.span.end
    found = regex.fullmatch(pattern + regex.escape(text[position:], literal_spaces=True), copy, regex.DOTALL)
    return found is not None


@settings(max_examples=30)
@given(policies, st.lists(st.one_of(
    texts.map(Text),
    st.sampled_from(DECLARED).map(lambda one: Text(*one)),
    st.sampled_from(LABELS).map(lambda label: Text(label, is_label=True)),
), min_size=1, max_size=4))  # fmt: skip
def test_library_returns_its_decisions(made: "Makers", policy: Policy, document: list[Text]) -> None:
    sanitizer = made.of(policy).of(policy.classification)

    results = sanitizer.sanitize([document])[0]

    for text, one in zip(document, results, strict=True):
        assert_reported(text.value, one)
        assert not any(policy.allows(it.surface) for it in one.decisions)
    blocks = [it.span.entity for one in results for it in one.decisions if it.action is Action.BLOCK]
    crowd = bool(results[0].crowded) and policy.crowded.do == "block"
    assert bool(results[0].blocked) == bool(blocks or crowd)


def assert_page_tells(page: dict[str, Any], document: Sequence[Text], decided: Sequence[Sequence[Decided]]) -> None:
    """The page lists every decision; names of fields in which nothing was found are not shown."""
    shown = [one for text, one in zip(document, decided, strict=True) if one or not text.is_label]
    assert [(row["part"], row["start"], row["end"], row["entity"], row["decision"]) for row in page["findings"]] == [
        (part, one.span.start, one.span.end, one.span.entity, one.action)
        for part, text in enumerate(shown)
        for one in text
    ]
    for row in () if page["blocked"] else page["findings"]:
        part = page["parts"][row["part"]]
        original, copy = part["text"][row["start"] : row["end"]], part["copy"][row["copy_start"] : row["copy_end"]]
        assert original == copy or row["decision"] != Action.KEEP


@settings(max_examples=30)
@given(policies, st.lists(texts, min_size=1, max_size=3))
def test_batch_and_review_page_report_what_is_sent(made: "Makers", policy: Policy, notes: list[str]) -> None:
    sanitizers = made.of(policy)
    raw = json.dumps({"notes": notes})
    record = json_record(raw.encode(), 1, ReadOptions())
    assert isinstance(record, Record)
    record = replace(record, classification=policy.classification)

    findings = detect_records([record], sanitizers)[0]
    assert findings is not None
    settled = sanitizers.of(policy.classification).settle(record.texts, findings)
    outcome = replace_record(record, findings, sanitizers)
    page = review(sanitizers, raw, policy.classification, [policy.classification])

    assert_page_tells(page, record.texts, settled.texts)
    if isinstance(outcome, str):
        assert page["blocked"] == outcome
        return
    rendered, results = outcome
    assert page["copy"] == rendered.decode()
    assert [list(one.decisions) for one in results] == settled.texts
    assert json.loads(rendered)["notes"] == [
        one.text for one, text in zip(results, record.texts, strict=True) if not text.is_label
    ]
    for text, one in zip(record.texts, results, strict=True):
        assert_reported(text.value, one)


@settings(max_examples=30)
@given(policies, st.lists(texts, min_size=1, max_size=3))
def test_gateway_and_review_page_apply_the_same_decisions(made: "Makers", policy: Policy, messages: list[str]) -> None:
    sanitizers = made.of(policy)
    sanitizer = sanitizers.of(policy.classification)
    raw = json.dumps({"messages": [{"role": "user", "content": content} for content in messages]})
    prompt = read(raw.encode())
    decisions = sanitizer.settle(prompt.texts, sanitizer.detect([prompt.texts])[0])

    page = review(sanitizers, raw, policy.classification, [policy.classification])

    assert_page_tells(page, prompt.texts, decisions.texts)
    if decisions.blocked:
        with pytest.raises(PromptError, match=f"blocks prompts with {decisions.blocked}") as refused:
            clear(prompt, sanitizer)
        assert page["blocked"] == str(refused.value)
        return
    cleared = clear(prompt, sanitizer)
    assert page["copy"] == cleared.body.decode()
    copies = [turn["content"] for turn in json.loads(cleared.body)["messages"]]
    of_text = {text.value: decided for text, decided in zip(prompt.texts, decisions.texts, strict=True)}
    assert all(is_copy_of(copy, text, of_text[text]) for text, copy in zip(messages, copies, strict=True))
    assert cleared.counts == Counter(it.span.entity for text in decisions.texts for it in text if not it.is_kept)


@pytest.mark.parametrize(
    ("rule", "value", "decision"),
    [
        (Rule(do=Action.SHIFT, time="keep"), "10:15:37", Action.KEEP),
        (Rule(do=Action.SHIFT, time="keep"), "3 March 2021 at 10:15:37", Action.SHIFT),
        (Rule(do=Action.SHIFT), "10:15:37", Action.SHIFT),
        (Rule(do=Action.SHIFT), "14:30", Action.KEEP),
        (Rule(do=Action.BLOCK), "14:30", Action.BLOCK),
    ],
)
def test_kept_value_is_reported_as_kept(made: "Makers", rule: Rule, value: str, decision: Action) -> None:
    policy = BASE.model_copy(update={"detection": DETECTION, "entities": {**BASE.entities, "DATE_TIME": rule}})
    sanitizer = made.of(policy).of(policy.classification)

    result = sanitizer.sanitize([[Text(value, "DATE_TIME")]])[0][0]

    assert [one.action for one in result.decisions] == [decision]
    assert (result.text == value) is (decision is Action.KEEP)
