"""Lineage: a student of our copy is recognized; one of another key's copy, or of the raw data, is not."""

import hashlib
import math
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline import Sanitizer
from pipeline.audit.lineage.black_box import Overlap, finder_of, overlaps_of
from pipeline.audit.lineage.names_in_texts import NameFinder, names_in_all
from pipeline.audit.lineage.white_box import OTHERS, Query, Ranks, queries_of, ranks_of
from pipeline.audit.lineage.worlds import Name, People, World, names_under, surrogate_under, world_of
from pipeline.replace.keyed.keys import Key
from pipeline.replace.people.origins import families, givens
from pipeline.replace.people.people import SHOWS, Person
from pipeline.text.document import Text
from recognizers.lexicon.pools import canonical
from tests.pipeline.audit.word_student import WordStudent

SCOPE = "dataset:default"
SUBJECTS = 80
COMPARED = 9  # other keys
OF_QUERIES = 40  # whose names the queries have
WRONG_KEYS = 900
FRAMES = ("Dear {}, your invoice is late.", "Please call {} today.", "{} asked for a refund, again.", "Minutes by {}.")
CULTURES = [("en", "given_female"), ("en", "given_male"), ("de", "given_male"), ("es", "given_female")]
SMALL = [("ha", "given_female"), ("ko-latin", "given_male"), ("ko-latin", "given_female")]


def key_number(number: int) -> Key:
    return Key(hashlib.sha256(f"a key of the lineage tests {number}".encode()).digest())


def people_from(cultures: Sequence[tuple[str, str]], number: int, seed: int = 1) -> People:
    draw = random.Random(seed)
    found: dict[str, Person] = {}
    while len(found) < number:
        culture, gender = cultures[len(found) % len(cultures)]
        given = draw.choice(givens(culture, gender, culture).names)
        person = Person(canonical(given), canonical(draw.choice(families(culture, "family").names)))
        found[person.label] = person
    return People(tuple(found.values()), shows=SHOWS)


def texts_about(names: Sequence[Name]) -> list[str]:
    written = [f"{given.title()} {family.title()}" for given, family in names]
    return [FRAMES[place % len(FRAMES)].format(name) for place, name in enumerate(written * 2)]


def student_of(names: Sequence[Name]) -> WordStudent:
    return WordStudent(texts_about(names))


@pytest.fixture(scope="module")
def people() -> People:
    return people_from(CULTURES, SUBJECTS)


@pytest.fixture(scope="module")
def world() -> World:
    return world_of(key_number(0), SCOPE, COMPARED)


@pytest.fixture(scope="module")
def queries(people: People) -> list[Query]:
    asked = replace(people, people=people.people[:OF_QUERIES])
    return queries_of([world_of(key_number(0), SCOPE, OTHERS)], asked, "Dear {name}")


def black_box(world: World, people: People, texts: Sequence[str]) -> Overlap:
    return overlaps_of(world, people, [names_in_all(texts, finder_of([world], people))])[0]


def white_box(queries: Sequence[Query], student: WordStudent) -> Ranks:
    return ranks_of(queries, {one.id: student.log_probability(one.text) for one in queries})[0]


def test_student_of_our_copy_is_recognized_by_its_texts(world: World, people: People) -> None:
    reported = black_box(world, people, student_of(list(names_under(world.key, people))).generate(300, seed=1))

    assert reported.p_value <= 1e-6
    assert reported.rank_p == 1 / (1 + COMPARED)
    assert reported.most_of_others <= 1 < SUBJECTS / 2 < len(reported.found)


def test_student_of_our_copy_is_recognized_by_its_log_probabilities(
    world: World, people: People, queries: list[Query]
) -> None:
    reported = white_box(queries, student_of(list(names_under(world.key, people))))

    assert reported.p_value <= 1e-6
    assert (reported.people, reported.candidates) == (OF_QUERIES, OTHERS + 1)


def test_quarter_of_the_subjects_is_enough(world: World, people: People, queries: list[Query]) -> None:
    student = student_of(list(names_under(world.key, people))[: SUBJECTS // 4])

    assert black_box(world, people, student.generate(300, seed=2)).p_value <= 1e-3
    assert white_box(queries, student).p_value <= 1e-3


def test_students_of_another_copy_and_of_raw_data_are_not_accused(
    world: World, people: People, queries: list[Query]
) -> None:
    other = list(names_under(key_number(1).family(SCOPE, "people"), people))
    raw = [(person.given, person.family) for person in people.people]
    for names in (other, raw, []):
        student = student_of(names) if names else WordStudent(["Nobody was here."])
        assert black_box(world, people, student.generate(300, seed=3)).p_value > 0.05
        assert white_box(queries, student).p_value > 0.05


def test_names_of_the_originals_are_no_evidence_even_where_they_are_also_pseudonyms(world: World) -> None:
    first = people_from(CULTURES, 1)
    (pseudonym,) = names_under(world.key, first)
    both = replace(first, people=(*first.people, Person(*pseudonym)))

    assert black_box(world, both, texts_about([pseudonym])).found == ()


def test_copy_of_each_recipient_has_names_of_its_own(people: People) -> None:
    a, b = (world_of(key_number(0), f"recipient:{name}", 0) for name in "ab")
    student = student_of(list(names_under(a.key, people)))

    reported = [black_box(one, people, student.generate(300, seed=4)).p_value for one in (a, b)]

    assert reported[0] <= 1e-6
    assert reported[1] > 0.05


def test_policies_that_show_nothing_or_map_parts_are_tested_too(world: World, people: People) -> None:
    for other in (replace(people, shows=frozenset()), replace(people, is_whole=False)):
        names = list(names_under(world.key, other))
        reported = black_box(world, other, texts_about(names))
        assert reported.p_value <= (1e-6 if other.is_whole else 1 / (1 + COMPARED))


@pytest.mark.parametrize(
    "text",
    [
        "Ann Smith",
        "Smith, Ann",
        "SMITH ANN",
        '{"first_name": "Ann", "last_name": "Smith"}',
        "Ann\nSmith",
        "dear ann van der smith!",
        "with Ánn  Smith.",
    ],
)
def test_names_are_found_in_every_order_and_case(text: str) -> None:
    assert ("ann", "smith") in set(NameFinder(["ann"], ["smith"]).names_in(text))


def test_names_of_two_words_and_of_scripts_without_spaces_are_found() -> None:
    finder = NameFinder(["mary ann", "小明", "민수"], ["de souza", "王", "김"])

    found = set(finder.names_in("Mary Ann De Souza met 王小明, and 김민수가 왔다."))

    assert {("mary ann", "de souza"), ("小明", "王"), ("민수", "김")} <= found


def test_names_apart_are_no_names() -> None:
    assert list(NameFinder(["ann"], ["smith"]).names_in("Ann said that she had met a man called Smith")) == []


def test_queries_tell_neither_the_people_nor_which_names_are_ours(people: People, queries: list[Query]) -> None:
    ours_at = [one.candidate for one in queries if one.is_ours]

    assert len(ours_at) == OF_QUERIES
    assert len(set(ours_at)) > OF_QUERIES / 3  # at any place among the candidates
    texts = {canonical(one.text) for one in queries}
    assert not texts & {f"dear {person.given} {person.family}" for person in people.people}


def test_no_two_people_of_the_queries_share_a_part_if_names_are_mapped_by_part(people: People) -> None:
    family = [Person(given, "quackenbush") for given in ("ann", "winifred", "eleanor")]
    other = replace(people, people=(*family, Person("ann", "fairweather")), is_whole=False)

    asked = queries_of([world_of(key_number(0), SCOPE, OTHERS)], other, "{name}")

    assert sum(one.is_ours for one in asked) in (1, 2)  # one of the family, and Ann Fairweather if it is not Ann


def test_equal_log_probabilities_are_no_evidence(queries: list[Query]) -> None:
    reported = ranks_of(queries, dict.fromkeys((one.id for one in queries), -7.0))[0]

    assert (reported.p_value, reported.first) == (1, 0)


def no_more_than_nominal(ps: Sequence[float]) -> bool:
    """Return whether p-values are below .05 and .01 no more often than these levels and two standard errors."""
    errors = {level: 2 * math.sqrt(level * (1 - level) / len(ps)) for level in (0.05, 0.01)}
    return all(sum(p <= level for p in ps) / len(ps) <= level + error for level, error in errors.items())


@pytest.mark.slow
def test_wrong_keys_are_accused_by_texts_no_more_often_than_the_level_says() -> None:
    """Small pools and many names, so that pseudonyms are found by chance, and each p-value could be small."""
    people, others = people_from(SMALL, 120), people_from(SMALL, 2_000, seed=2)
    texts = texts_about(list(names_under(key_number(-1).family(SCOPE, "people"), others)))
    worlds = [world_of(key_number(number), SCOPE, 0) for number in range(WRONG_KEYS)]
    seen = names_in_all(texts, finder_of(worlds, people))

    reported = [overlaps_of(world, people, [seen])[0] for world in worlds]

    assert sum(len(one.found) for one in reported) > 3 * WRONG_KEYS
    assert no_more_than_nominal([one.p_value for one in reported])
    assert sum(one.p_value <= 0.5 for one in reported) / WRONG_KEYS > 0.25  # it is not valid by being blind


@pytest.mark.slow
def test_wrong_keys_are_accused_by_log_probabilities_no_more_often_than_the_level_says() -> None:
    people, others = people_from(SMALL, 10), people_from(SMALL, 2_000, seed=2)
    student = student_of(list(names_under(key_number(-1).family(SCOPE, "people"), others)))

    worlds = [world_of(key_number(number), SCOPE, OTHERS) for number in range(WRONG_KEYS)]
    reported = [white_box(queries_of([one], people, "Dear {name}"), student) for one in worlds]

    assert no_more_than_nominal([one.p_value for one in reported])
    assert sum(one.p_value <= 0.5 for one in reported) / WRONG_KEYS > 0.25


def test_surrogates_are_those_of_a_run(without_model: Sanitizer) -> None:
    people = people_from(CULTURES, 30)
    key = without_model.key.family(without_model.scope, "people")
    for person in people.people:
        name = f"{person.given.title()} {person.family.title()}"
        made = surrogate_under(key, person, people)
        assert without_model.sanitize([[Text(name, "PERSON")]])[0][0].text == f"{made.given} {made.family}"
