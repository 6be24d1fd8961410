"""Planting: each canary is in the sample as often as it should, and everything else stays."""

import random
import re

import pytest

from pipeline.audit.canaries.kinds import KINDS, Kind
from pipeline.audit.canaries.planting import MAX_PER_RECORD, draw_canaries, draw_references, free_texts, plant
from pipeline.audit.ngram import ORDER
from pipeline.records import ReadOptions, Record, json_record
from pipeline.replace.people.origins import likely_gender, origin_of

CHAT = b'{"messages": [{"role": "user", "content": "Hi there.\\nMy order is late."}], "email": "a@b.example", "source": "x"}'
FORMATS = {
    "name": r"([A-Z][a-z]{6}) ([A-Z][a-z]{6})",
    "customer id": r"CUS-[1-9]\d{8}",
    "e-mail address": r"[a-z]{6}\.[a-z]{8}@quillmoor-trading\.com",
    "phone number": r"\+1 \d{3}-[2-9]\d\d-\d{4}",
    "secret": r"[A-Za-z0-9]{24}",
}


def records(count: int) -> list[Record]:
    read = [json_record(CHAT, number, ReadOptions()) for number in range(count)]
    return [one for one in read if isinstance(one, Record)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_all_values_of_a_kind_have_one_format(kind: Kind) -> None:
    chance = random.Random(1)
    values = [kind.draw(chance) for _ in range(200)]

    assert all(re.fullmatch(FORMATS[kind.name], value) for value in values)
    assert len({len(value) for value in values}) == 1


def test_all_names_have_what_a_surrogate_keeps_in_common() -> None:
    chance = random.Random(8)
    names = [KINDS[0].draw(chance).lower().split() for _ in range(100)]

    assert len({(origin_of(given, family), likely_gender(given)) for given, family in names}) == 1


def test_a_model_can_tell_the_kinds_by_the_end_of_their_prefix() -> None:
    assert len({kind.prefix[-ORDER:] for kind in KINDS}) == len(KINDS)


def test_a_fair_coin_decides_what_is_planted() -> None:
    canaries = draw_canaries(2_000, random.Random(2))

    assert abs(sum(one.is_planted for one in canaries) - 1_000) < 3 * 22.4
    assert {one.times for one in canaries} == {1, 4, 16}
    assert len({one.value for one in canaries}) == 2_000


def test_look_alikes_are_no_canaries() -> None:
    canaries = draw_canaries(500, random.Random(3))
    references = draw_references(KINDS[0], 2_000, canaries, random.Random(3))

    assert len({*references, *(one.value for one in canaries)}) == 2_500


@pytest.mark.parametrize("count", [1, 3, 1_000])
def test_each_planted_canary_stands_in_the_sample_as_often_as_it_should(count: int) -> None:
    canaries = draw_canaries(100, random.Random(4))
    texts = [text.value for record in plant(records(count), canaries, random.Random(4)) for text in record.texts]
    whole = "\n".join(texts)

    assert [whole.count(one.sentence) for one in canaries] == [one.times * one.is_planted for one in canaries]


def test_only_free_texts_are_changed_and_only_by_added_lines() -> None:
    sample = records(50)
    planted = plant(sample, draw_canaries(100, random.Random(5)), random.Random(5))
    prefixes = tuple(kind.prefix for kind in KINDS)

    for place, record in enumerate(planted):
        before = sample[place % len(sample)].texts
        for index, (old, new) in enumerate(zip(before, record.texts, strict=True)):
            left = [line for line in new.value.split("\n") if not line.startswith(prefixes)]
            assert "\n".join(left) == old.value
            assert new == old or index in free_texts(before)
        added = sum(
            new.value.count("\n") - old.value.count("\n") for old, new in zip(before, record.texts, strict=True)
        )
        assert added <= MAX_PER_RECORD


def test_a_planted_record_is_written_as_its_format_demands() -> None:
    record = plant(records(1), draw_canaries(10, random.Random(6)), random.Random(6))[0]
    written = json_record(record.render([text.value for text in record.texts]), 1, ReadOptions())

    assert isinstance(written, Record)
    assert [text.value for text in written.texts] == [text.value for text in record.texts]


def test_values_are_not_shown() -> None:
    canary = draw_canaries(1, random.Random(7))[0]

    assert canary.value not in repr(canary)


def test_the_same_seed_plants_the_same_and_another_one_other_values() -> None:
    first, second, other = (draw_canaries(60, random.Random(seed)) for seed in (b"a", b"a", b"b"))
    planted = [
        [record.texts for record in plant(records(5), canaries, random.Random(1))]
        for canaries in (first, second, other)
    ]

    assert (first, planted[0]) == (second, planted[1])
    assert not {one.value for one in first} & {one.value for one in other}
