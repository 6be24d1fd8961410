"""C1: values that the gateway restores in an answer, in any form, are replaced in the next prompt."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Key, Policy, Sanitizer, Span
from pipeline.decide.known_values import KnownValues, distinctive_values
from pipeline.decide.settle import spans_of
from pipeline.gateway.prompt import Cleared, clear
from pipeline.records.prompts.request import read
from pipeline.restore.restore_map import RestoreMap

POLICIES = ("confidential", "restricted")
SEPARATORS = re.compile(r"[ ./()+-]")


@pytest.fixture(scope="module", params=POLICIES)
def plain(request: pytest.FixtureRequest, key: Key) -> Sanitizer:
    """A sanitizer without a model: only given findings, and mentions derived from them, are replaced."""
    policy = Policy.load(request.param)
    detection = policy.detection.model_copy(update={"ner": "off"})
    return Sanitizer(policy.model_copy(update={"detection": detection}), key)


@pytest.fixture(scope="module", params=POLICIES)
def sanitizer(request: pytest.FixtureRequest, key: Key) -> Sanitizer:
    return Sanitizer(Policy.load(request.param), key)


def cleared(sanitizer: Sanitizer, *turns: str) -> Cleared:
    messages = [{"role": ("user", "assistant")[at % 2], "content": turn} for at, turn in enumerate(turns)]
    return clear(read(json.dumps({"model": "m", "messages": messages}).encode()), sanitizer)


def said(clean: Cleared) -> str:
    return "\n".join(message["content"] for message in json.loads(clean.body)["messages"])


def surrogates(restore_map: RestoreMap) -> dict[str, str]:
    """Return original -> surrogate of every value of a prompt."""
    return {old: new for term in restore_map.terms.values() for new, old in term.originals.items()}


def leaks(text: str, secrets: Sequence[str]) -> list[str]:
    """Return the secrets in a text: numbers by their digits, words in any case."""
    digits, words = SEPARATORS.sub("", text), set(re.findall(r"[^\W_]+", text.casefold()))
    return [
        one for one in secrets if (SEPARATORS.sub("", one) in digits if one[-1].isdigit() else one.casefold() in words)
    ]


COMPACT = [
    ("Update the file of John Okafor, SSN 536-22-8417.", "536-22-8417", "Done: file {digits}."),
    ("Call John Okafor at +49 171 5550123.", "+49 171 5550123", "I dialled {digits}."),
    ("Patient John Okafor, MRN: 448-20-1177.", "448-20-1177", "The record {digits} is closed."),
    ("His card is 4539 1488 0343 6467.", "4539 1488 0343 6467", "Card {digits}, or {dotted}."),
]


@pytest.mark.parametrize(("prompt", "value", "answer"), COMPACT)
def test_restored_number_without_separators_is_replaced_in_the_next_prompt(
    sanitizer: Sanitizer, prompt: str, value: str, answer: str
) -> None:
    first = cleared(sanitizer, prompt)
    new = next((new for old, new in surrogates(first.restore_map).items() if value in old), None)
    if new is None:
        pytest.skip("the policy lets nothing of it come back")
    digits = "".join(filter(str.isdigit, new))
    shown = first.restore_map.restore(answer.format(digits=digits, dotted=".".join(re.findall(r"\d+", new))))

    second = cleared(sanitizer, prompt, shown, "Thanks. What is next?")

    assert leaks(said(second), [re.sub(r"\D", "", value)]) == []


PARTS = [
    ("Ship to 221 Quillhaven Street, Marblewick, OH 44118 today.", ["quillhaven", "marblewick"]),
    ("Write to blue.giraffe77@kestrelbay.com about it.", ["giraffe77", "kestrelbay"]),
    ("Write to mzeisler@kestrelbay.com about it.", ["mzeisler"]),
    ("Ask Annette Kowalski about it.", ["annette", "kowalski"]),
]


@pytest.mark.parametrize(("prompt", "secrets"), PARTS)
def test_restored_part_in_another_case_is_replaced_in_the_next_prompt(
    sanitizer: Sanitizer, prompt: str, secrets: list[str]
) -> None:
    first = cleared(sanitizer, prompt)
    pieces = [piece.strip() for new in surrogates(first.restore_map).values() for piece in re.split(r"[,@\n]", new)]
    forms = [form for piece in pieces for form in (piece, piece.lower(), piece.upper(), f"\\u0041 {piece.lower()}")]
    forms += [word for piece in pieces for word in piece.split()]
    for form in forms:
        shown = first.restore_map.restore(f"The file of {form} is closed.\n{form}")
        second = cleared(sanitizer, prompt, shown, "Thanks.")

        assert leaks(said(second), secrets) == [], form


@pytest.mark.parametrize("name", POLICIES)
def test_number_of_a_record_is_replaced_with_any_separators(name: str, key: Key) -> None:
    text = "Phone +49 171 5550123, dial 491715550123. MRN 448-20-1177, see 448201177. SSN 536-22-8417, or 536 22 8417."
    out = Sanitizer(Policy.load(name), key).sanitize_text(text).text

    assert leaks(out, ["491715550123", "448201177", "536228417"]) == []


def test_part_follows_the_surrogate_of_its_value(plain: Sanitizer) -> None:
    ssn, address = "536-22-8417", "221 Quillhaven Street, Marblewick, OH 44118"
    text, again = f"{ssn}; {address}", "536228417, 536 22 8417, 221 quillhaven street, MARBLEWICK"
    spans = [Span(0, len(ssn), "US_SSN", 1.0, "t"), Span(len(ssn) + 2, len(text), "ADDRESS", 1.0, "t")]

    first, second = (one.text for one in plain.replace([text, again], [spans, []]))

    if "<" in first:
        pytest.skip("the policy has no surrogates for it")
    new, new_address = first.split("; ")
    street, city, _ = new_address.split(", ")
    assert second == ", ".join([new.replace("-", ""), new.replace("-", " "), street.lower(), city.upper()])


# (entity, value, parts of the value that must not appear again)
GIVEN = st.sampled_from(
    ["Annette", "John", "Søren", "O'Neil", "Anne-Marie", "Will", "Иван", "Weiß", "Grace", "Min-jun"]
)
FAMILY = st.sampled_from(["Kowalski", "Okafor", "Smith", "Hill", "Kjær", "Großmann", "Петров", "García", "Smith-Jones"])
LOCAL = st.sampled_from(["blue.giraffe77", "mzeisler", "a_quill", "zora", "quill.heron"])
HOST = st.sampled_from(["kestrelbay.com", "mail.kestrelbay.com", "www.oxbowquill.co.uk"])
NUMBER = st.integers(10**8, 10**9 - 1).map(str)


def words_of(name: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", name) if len(word) > 1]


def dashed(digits: str, *groups: int) -> str:
    pieces, rest = [], digits
    for group in groups:
        pieces, rest = [*pieces, rest[:group]], rest[group:]
    return "-".join([*pieces, rest])


PERSON = st.tuples(GIVEN, FAMILY, st.sampled_from(["{} {}", "{1}, {0}", "Mr. {1}"])).map(
    lambda one: ("PERSON", one[2].format(*one[:2]), words_of(one[2].format(*one[:2]).removeprefix("Mr. ")))
)
MAIL = st.tuples(LOCAL, HOST).map(lambda one: ("EMAIL_ADDRESS", "@".join(one), [re.split(r"[._]", one[0])[-1]]))
NUMBERS = st.tuples(
    NUMBER,
    st.sampled_from(["US_SSN", "PHONE_NUMBER", "MEDICAL_RECORD_NUMBER", "ORDER_ID"]),
    st.sampled_from([(3, 2), (4,), ()]),
).map(lambda one: (one[1], dashed(one[0], *one[2]), [one[0]]))
ADDRESS = st.tuples(st.integers(100, 999), st.sampled_from(["Quillhaven", "Heronfold"]), st.just("Marblewick")).map(
    lambda one: ("ADDRESS", f"{one[0]} {one[1]} Street, {one[2]}, OH 44118", [one[1], one[2]])
)
OTHERS = st.sampled_from(
    [
        ("ORGANIZATION", "Oxbowquill Bank GmbH", ["oxbowquill"]),
        ("ORGANIZATION", "Tarnquill & Sons", ["tarnquill"]),
        ("DOMAIN_NAME", "mail.tarnquill.org", ["tarnquill"]),
        ("URL", "https://www.tarnquill.org/pay", ["tarnquill"]),
        ("USERNAME", "quill_heron", ["heron"]),
    ]
)
VALUES = st.lists(st.one_of(PERSON, MAIL, NUMBERS, ADDRESS, OTHERS), min_size=1, max_size=4)
CONTEXTS = (
    "{}", "Done: {}.", "Dear {},", "please ask {} now", "the file of {} is closed", "({})", '"{}"', "{}'s", "a.{}@b", "\\u0041 {}",
    "{}\\u0041", "{}\u200bx", "{}\u0301", "\\n{}", "_{}_", "{}_x", "x{}", "7{}", "Yes! {} yes", "https://{}/x", "{}/{}", "/{}/",
)  # fmt: skip


def forms(restore_map: RestoreMap) -> Iterator[str]:
    """Yield every form in which an answer might repeat a surrogate or a part of one."""
    for term in [*restore_map.terms, *(new for one in restore_map.terms.values() for new in one.originals)]:
        yield from (term, term.upper(), term.title(), term.capitalize(), term.lower())
        digits = re.sub(r"\D", "", term)
        if len(digits) >= 6:
            yield from (
                digits,
                f"+{digits}",
                f"{digits[:3]} {digits[3:]}",
                f"{digits[:2]}-{digits[2:5]}.{digits[5:]}",
                digits[:-1],
            )
        yield from re.findall(r"\w+", term)


@settings(max_examples=60, deadline=None)
@given(VALUES, st.sampled_from(["Concerning {}:", "we met {} and", "{}", "Ask {}."]), st.data())
def test_every_restored_form_is_replaced_in_the_next_prompt(
    plain: Sanitizer, values: list[tuple[str, str, list[str]]], around: str, data: st.DataObject
) -> None:
    text, spans, secrets = "", [], [secret for _, _, own in values for secret in own]
    for entity, value, _ in values:
        start = len(text) + around.index("{")
        spans.append(Span(start, start + len(value), entity, 1.0, "test"))
        text += around.format(value) + "\n"
    [out] = plain.replace([text], [spans])
    restore_map = RestoreMap.of([out])
    if not restore_map.terms:
        return
    possible = [context.replace("{}", form) for form, context in product(dict.fromkeys(forms(restore_map)), CONTEXTS)]
    answer = "\n".join(data.draw(st.lists(st.sampled_from(possible), min_size=1, max_size=40)))

    shown = restore_map.restore(answer)
    again = plain.replace([text, shown], [spans, []])

    found = leaks("\n".join(one.text for one in again), secrets)
    assert found == [], (found, answer, shown)


@settings(max_examples=30, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=3), st.sampled_from([" ", "-", ".", "", "/"]))
def test_number_known_from_the_run_is_replaced_with_any_separators(
    plain: Sanitizer, numbers: list[tuple[str, str, list[str]]], mark: str
) -> None:
    texts = [f"It is {value}." for _, value, _ in numbers]
    found = [[Span(6, 6 + len(value), entity, 1.0, "test")] for entity, value, _ in numbers]
    known = KnownValues(distinctive_values(texts, spans_of(plain.decide(texts, found))))
    digits = [own[0] for _, _, own in numbers]
    other = "; ".join(f"see {mark.join((one[:3], one[3:5], one[5:]))}" for one in digits)

    [out] = plain.replace([other], [[]], known)

    assert leaks(out.text, digits) == []


def test_number_in_a_model_name_is_not_sent_upstream(without_model: Sanitizer) -> None:
    body = {"model": "536-22-8417", "messages": [{"role": "user", "content": "SSN 536-22-8417"}]}

    prompt = read(json.dumps(body).encode())
    left = clear(prompt, without_model, without_model.detect([prompt.texts])[0]).body

    assert b"536-22-8417" not in left
