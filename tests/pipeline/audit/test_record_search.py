"""What is known of a record with the same bytes is what a search of it would find."""

import io

from pipeline import records
from pipeline.audit.pieces import Piece, pieces
from pipeline.audit.record_search import Found, RecordSearch
from pipeline.audit.searcher import Searcher
from pipeline.audit.windows import joined
from pipeline.records import NO_OPTIONS

NAMES = b'["Thandiwe", "Mokoena"]\n'
ONE = b'{"text": "ask Thandiwe \\u004dokoena"}\n'
CODED = b'{"text": "see VGhhbmRpd2UgTW9rb2VuYQ=="}\n'


def searcher() -> Searcher:
    return Searcher(["thandiwe mokoena"], [])


def found(search: RecordSearch, content: bytes, name: str) -> list[Found]:
    """Return what is in the records of a file."""
    shards = records.plan(io.BytesIO(content), name, 64).shards
    return [one for shard in shards for one in search.found(io.BytesIO(content), shard, NO_OPTIONS)]


def test_record_that_is_repeated_has_its_own_number() -> None:
    once = RecordSearch(searcher())
    content = ONE + b"{broken\n" + CODED + ONE + NAMES + ONE

    first, again = found(once, content, "a.jsonl"), found(once, content, "a.jsonl")

    assert [one.number for one in first] == [1, 3, 4, 5, 6]
    assert [one.counts for one in first] == [((0, 1),), ((0, 1),), ((0, 1),), (), ((0, 1),)]
    assert again == first == found(RecordSearch(searcher()), content, "a.jsonl")


def test_same_bytes_in_another_format_are_read_again() -> None:
    search = RecordSearch(searcher())

    assert {one.counts for one in found(search, NAMES, "a.jsonl")} == {()}  # two texts
    assert [one.counts for one in found(search, NAMES.rstrip() + b" x", "a.txt")] == [((0, 1),)]
    assert [one.counts for one in found(search, b"id,a\n1,Thandiwe Mokoena\n", "a.csv")] == [((0, 1),)]


def test_statements_that_name_columns_of_others_are_always_read() -> None:
    dump = b"CREATE TABLE t (a text);\nINSERT INTO t VALUES ('Thandiwe Mokoena');\n"
    [shard] = records.plan(io.BytesIO(dump), "a.sql").shards

    assert records.raw(io.BytesIO(dump), shard, NO_OPTIONS) is None
    assert sum(count for one in found(RecordSearch(searcher()), dump, "a.sql") for _, count in one.counts) == 1


def test_value_counts_in_each_of_two_texts_beside_each_other() -> None:
    content, starts = joined([b"see VGhhbmRpd2UgTW9rb2VuYQ== ok", b"Thandiwe Mokoena", b"see VGhhbmRpd2UgTW9rb2VuYQ=="])

    assert searcher().count_each(content, starts) == [{0: 1}] * 3


def test_text_that_is_repeated_is_cut_alike() -> None:
    text = b"".join(b"%d: line %d of a text that is as long as a line usually is\n" % (n, n * n) for n in range(20_000))

    cut = [one.content for one in pieces(io.BytesIO(text + b"a line more\n" + text + text)) if isinstance(one, Piece)]

    assert len(set(cut)) < len(cut) * 2 // 3
