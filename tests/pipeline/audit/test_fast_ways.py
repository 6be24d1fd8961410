"""What a search does with whole blocks, to be fast, finds what one word after another would."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Key, Policy
from pipeline.audit.disguised import APART, AS_SINGLE, _apart
from pipeline.audit.searcher import Searcher
from pipeline.audit.suspicious import _looks_real, suspicious
from pipeline.audit.tokens import _edits_of, decoded_tokens
from pipeline.records import Record
from pipeline.replace.keyed.keys import KeySource
from pipeline.sanitize_record import detect_records
from pipeline.sanitizer_source import Sanitizers, SanitizerSource
from pipeline.text.document import Text
from pipeline.text.spans import Span
from recognizers.lexicon.normal_form import TO_WORDS, NormalText, _form_of

WORDS = ["ann", "c9d", "12", "007x", " é", "田中", "Йо", "\u200b", " ", "-", "\n", "a b c d e f g"]
TOKENS = [b"\xff", b"am9obi5zbWl0aEBhY21lLmNvbQ==", b"6a6f686e2e736d697468", b"x" * 17, b"B" * 15]
PIECES = st.lists(st.sampled_from([*map(str.encode, WORDS), *TOKENS]), max_size=24).map(b"".join)


@given(PIECES)
def test_normal_form_of_a_text_is_that_of_its_words(content: bytes) -> None:
    words = [_form_of(word) for word in content.translate(TO_WORDS).split(b" ")]

    assert NormalText(content).content == b" %b " % b" ".join(filter(None, words)) if any(words) else b" "


@given(PIECES)
def test_every_place_is_that_of_its_word(content: bytes) -> None:
    normal, expected = NormalText(content), []
    for word in re.finditer(rb"[^ ]+", content.translate(TO_WORDS)):
        expected += [word.start()] * len(_form_of(word[0]).split())

    starts = [place + 1 for place, byte in enumerate(normal.content[:-1]) if byte == ord(" ")]
    assert [normal.place(start) for start in starts] == expected


@given(PIECES)
def test_tokens_are_those_of_a_regular_expression(content: bytes) -> None:
    text = content.decode("utf-8", "surrogateescape")
    if "\n" in text:
        return  # a long line goes on in the next one
    expected = [
        edit._replace(start=found.start() + edit.start, end=found.start() + edit.end)
        for found in re.finditer(r"[A-Za-z0-9+/_-]{16,}", text)
        for edit in _edits_of(found[0])
    ]

    assert list(decoded_tokens(content)) == expected


@given(st.lists(st.sampled_from([b"a", b" ", b" b", b"\nc", b" d e f g h i ", b".", b"xy"]), max_size=30).map(b"".join))
def test_characters_apart_are_found_where_they_stand(content: bytes) -> None:
    kinds, expected, end = content.translate(AS_SINGLE), [], 0
    while (start := kinds.find(APART, end)) >= 0:
        run = re.match(rb"(?: [^ ](?= ))+", kinds[start:])
        end = start + run.end() if run else start + 1
        expected.append((start, end))

    assert [(one.start, one.end) for one in _apart(content)] == expected


def test_sign_of_a_number_that_is_itself_a_value_is_found_as_the_value() -> None:
    assert Searcher(["seven seven"], []).count(b"call Seven Seven now") == {0: 1}


TEXTS = (
    "Write to zora@hexmoor.net or call +44 20 7946 0018.",
    "Write to zora@brightwater.example or call (555) 555-0118.",
    "Her card 4111 1111 1111 1111 and SSN 536-90-4399 are on file; host db1.acme.com, 10.0.0.7, 93.184.216.34",
    "zora [at] hexmoor [dot] net, phone: oh seven seven, four one eight, two oh nine",
    "IBAN GB82 WEST 1234 5698 7654 32, GB33BUKB20201555555555",
    "see https://www.acme.com/orders?id=7 and em9yYUBoZXhtb29yLm5ldA==",
    "Version 10.4.2 was released on 2023-04-05 at 10:30; order 4711-0815-33 costs 12.50.",
    "nothing at all",
)


def by_all_rules(records: Sequence[Record], sanitizers: Sanitizers) -> Iterator[tuple[int, int, Span]]:
    """Yield what looks real as all rules together find it, without a choice of records and texts."""
    policy = sanitizers.of(None).policy
    for place, findings in enumerate(detect_records(list(records), sanitizers)):
        for number, spans in enumerate(findings or ()):
            yield from (
                (place, number, span) for span in spans if _looks_real(span, records[place].texts[number].value, policy)
            )


@pytest.mark.slow
def test_chosen_records_have_all_that_looks_real(key: Key) -> None:
    policy = Policy.load("confidential")
    detection = policy.detection.model_copy(update={"ner": "off"})
    source = SanitizerSource(policy.model_copy(update={"detection": detection}), KeySource())
    sanitizers = Sanitizers(source, key)
    one = Record(1, (), None, (), lambda values: values)
    records = [replace(one, number=number, texts=(Text(text), Text(text[:20]))) for number, text in enumerate(TEXTS, 1)]

    found = list(suspicious(records, sanitizers))

    assert found == list(by_all_rules(records, sanitizers))
    assert {place for place, _, _ in found} >= {0, 2, 5}
    assert {place for place, _, _ in found}.isdisjoint({1, 7})
