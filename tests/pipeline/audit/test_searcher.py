"""The search finds a pattern wherever it occurs, counts it once, and says where."""

import base64
import io

from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.digests import Digests, DigestSearcher
from pipeline.audit.pieces import BLOCK_BYTES, Piece, pieces
from pipeline.audit.searcher import Hit, Searcher
from pipeline.audit.windows import joined, number_at
from pipeline.replace.keyed.keys import Key

NAME = "thandiwe mokoena"
CARD = "4111111111111111"
SEARCHER = Searcher([NAME], [CARD])
WORDS = st.lists(
    st.sampled_from(["the", "Müller", "a-b", "12", "x9", "田中", "“quoted”", "\n", "one", "two"]), max_size=30
)


@given(WORDS, WORDS)
def test_pattern_is_found_once_at_its_place(before: list[str], after: list[str]) -> None:
    start = " ".join([*before, ""]).encode()
    content = start + b"Thandiwe  MOKOENA " + " ".join(after).encode()

    assert SEARCHER.find(content) == [Hit(0, len(start))]
    assert SEARCHER.count(content) == {0: 1}


@given(WORDS, st.text("-. /", max_size=3), st.integers(1, 15))
def test_number_is_found_with_any_separator(before: list[str], separator: str, place: int) -> None:
    written = CARD[:place] + separator + CARD[place:]

    assert SEARCHER.count(f"{' '.join(before)} no {written} ok".encode()) == {1: 1}


@given(st.binary(max_size=400))
def test_any_bytes_can_be_searched(content: bytes) -> None:
    assert SEARCHER.count(content) == {}


def test_disguised_value_beside_itself_counts_twice_and_a_plain_one_once() -> None:
    coded = base64.b64encode(b"for Thandiwe Mokoena").decode()
    far = "word " * 100

    assert SEARCHER.count(f"Thandiwe Mokoena {far} {coded}".encode()) == {0: 2}
    assert SEARCHER.count(b"Thandiwe Mokoena %20 said") == {0: 1}


def test_value_across_the_blocks_of_a_file_is_found_once() -> None:

    def count(content: bytes) -> int:
        return SEARCHER.count(content).total()

    for shift in range(0, 24, 3):
        content = b"x" * (BLOCK_BYTES - 24 + shift) + b" thandiwe\nmokoena " + b"y " * 600
        found = 0
        for piece in pieces(io.BytesIO(content)):
            assert isinstance(piece, Piece)
            sides = (piece.content[: piece.seam], piece.content[piece.seam :]) if piece.seam else ()
            found += count(piece.content) - sum(map(count, sides))
        assert found == 1, shift


def test_joined_texts_have_no_value_across_them() -> None:
    content, starts = joined([b"Thandiwe", b"Mokoena", b"Thandiwe Mokoena"])

    assert [number_at(starts, hit.place) for hit in SEARCHER.find(content)] == [2]


def test_digests_find_what_they_were_made_of(key: Key) -> None:
    digests = Digests(key)
    forms = [NAME, "cus 204881"]
    known = [
        (len(words := form.encode().split()), int(digests.sums(words, len(words))[0]), digests.full(form.encode()))
        for form in forms
    ]
    searcher = DigestSearcher(known, key)

    assert searcher.count(b"Ask Thandiwe_MOKOENA about CUS204881, not thandiwe or mokoena thandiwe") == {0: 1, 1: 1}
    assert searcher.find(b"... Thandiwe Mokoena") == [Hit(0, 4)]
    assert DigestSearcher(known, Key(bytes(range(1, 33)))).count(b"Thandiwe Mokoena, CUS-204881") == {}
