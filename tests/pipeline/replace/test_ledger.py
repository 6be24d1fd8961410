"""Collision ledger: values of a run do not share a surrogate if enough candidates exist."""

import csv
import io
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.ledger import CANDIDATES, TAG_BYTES, Choices, Ledger
from pipeline.replace.pseudonymizer import Pseudonymizer
from pipeline.text.spans import Span
from tests.conftest import Command

TAGS = st.integers(0, 40).map(lambda number: number.to_bytes(TAG_BYTES))
CLAIMS = st.dictionaries(TAGS, st.lists(TAGS, min_size=CANDIDATES, max_size=CANDIDATES).map(b"".join), max_size=30)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_values_with_a_free_candidate_do_not_share_a_surrogate(claims: dict[bytes, bytes], order: object) -> None:
    ledger = Ledger.of(claims)
    shuffled = list(claims.items())
    order.shuffle(shuffled)  # type: ignore[attr-defined]

    candidates = {
        tag: [claim[start : start + TAG_BYTES] for start in range(0, len(claim), TAG_BYTES)]
        for tag, claim in claims.items()
    }
    taken = {tag: candidates[tag][ledger.attempt(tag)] for tag in claims}
    may_have_another = Counter(taken[tag] for tag in claims if not set(candidates[tag]) <= set(taken.values()))

    assert all(count == 1 for count in may_have_another.values())
    assert ledger == Ledger.of(dict(shuffled))


@given(CLAIMS, CLAIMS)
def test_value_of_an_earlier_run_keeps_its_surrogate_and_no_other_value_gets_it(
    earlier_claims: dict[bytes, bytes], later_claims: dict[bytes, bytes]
) -> None:
    later_claims |= {
        tag: claim for tag, claim in earlier_claims.items() if tag in later_claims
    }  # a value's never change
    before = chosen(earlier_claims, Ledger.of(earlier_claims))
    choices = Choices(frozenset(tag + surrogate for tag, surrogate in before.items()))

    after = chosen(later_claims, Ledger.of(later_claims, earlier=choices))

    assert {tag: after[tag] for tag in after if tag in before} == {tag: before[tag] for tag in after if tag in before}
    may_have_another = {
        tag for tag in after if tag not in before and not candidates(later_claims[tag]) <= given_out(before, after)
    }
    assert not {after[tag] for tag in may_have_another} & set(before.values())


def candidates(claim: bytes) -> set[bytes]:
    return {claim[start : start + TAG_BYTES] for start in range(0, len(claim), TAG_BYTES)}


def given_out(*runs: dict[bytes, bytes]) -> set[bytes]:
    return {surrogate for run in runs for surrogate in run.values()}


def chosen(claims: dict[bytes, bytes], ledger: Ledger) -> dict[bytes, bytes]:
    """Return the tag of the surrogate of each value."""
    starts = {tag: ledger.attempt(tag) * TAG_BYTES for tag in claims}
    return {tag: claim[starts[tag] : starts[tag] + TAG_BYTES] for tag, claim in claims.items()}


def test_value_with_a_single_candidate_never_gives_way() -> None:
    fixed, other = (number.to_bytes(TAG_BYTES) for number in (9, 1))
    shared, free = (number.to_bytes(TAG_BYTES) for number in (20, 21))

    ledger = Ledger.of({fixed: shared, other: shared + free})

    assert ledger.attempts == {other: 1}


def test_ledger_and_claims_contain_no_text(key: Key) -> None:
    pseudonymizer = Pseudonymizer(key, "organization:all")
    name = "Xqzzy Vrobnik"

    claims = pseudonymizer.claims([name], [[Span(0, len(name), "PERSON", 1.0, "test")]])

    assert claims
    assert "vrobnik" not in repr((claims, Ledger.of(claims))).casefold()
    assert all(b"robnik" not in part for claim in claims.items() for part in claim)


def test_run_resolves_collisions_of_people_in_a_small_space(heteronym: Command, tmp_path: Path) -> None:
    syllables = "가나다라마바사아자차카타파하거너더러머버"
    names = [f"김{first}{second}" for first in syllables for second in syllables]
    write_column(tmp_path / "people.csv", "full_name", names)

    done = heteronym("run", "people.csv", "-c", "confidential", "-o", "out")

    assert done.returncode == 0, done.stderr
    copies = read_column(tmp_path / "out/people.csv", "full_name")
    assert len(set(copies)) == len(names) == 400
    assert not set(copies) & set(names)


def write_column(path: Path, column: str, values: list[str]) -> None:
    path.write_text("\n".join([column, *values]) + "\n", encoding="utf-8")


def read_column(path: Path, column: str) -> list[str]:
    return [row[column] for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))]
