"""Functions for datasets and Spark: what they return, and that no key is in their pickles."""

import base64
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from pipeline import (
    BlockedError,
    Key,
    KeySource,
    RecordError,
    Sanitizer,
    SecretKeyError,
    map_batch,
    map_in_pandas,
    sanitize_records,
)
from tests.conftest import MASTER

PLANTED = "maria.delgado@acme.com"
BATCH = {"email": [PLANTED, "ana@acme.com"], "n": [1, 2], "note": [f"Write to {PLANTED}", None]}
FUNCTIONS = pytest.mark.parametrize("make", [map_batch, map_in_pandas])


@pytest.fixture(scope="module")
def by_reference(key_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Sanitizer:
    """Return a sanitizer whose key other processes can load."""
    policy = tmp_path_factory.mktemp("policy") / "off.yaml"
    policy.write_text("classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n")
    return Sanitizer(policy, KeySource(str(key_file)))


def rows_of(batch: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(batch, row, strict=True)) for row in zip(*batch.values(), strict=True)]


def test_a_batch_gets_the_surrogates_of_records(by_reference: Sanitizer) -> None:
    copy = map_batch(by_reference)(BATCH)

    assert list(copy) == list(BATCH)
    assert rows_of(copy) == list(sanitize_records(rows_of(BATCH), by_reference))
    assert BATCH["email"][0] == PLANTED


def test_blocked_rows_of_a_batch_have_the_index_of_the_data_set(by_reference: Sanitizer) -> None:
    batch = {"scan": [b"x", None, b"x"]}
    blocked: list[int] = []

    with pytest.raises(BlockedError, match="record 500: "):
        map_batch(by_reference)(batch, [500, 501, 502])
    copy = map_batch(by_reference, on_blocked=lambda index, _: blocked.append(index))(batch, [500, 501, 502])

    assert copy == {"scan": [None]}
    assert blocked == [500, 502]


def test_a_misspelled_name_raises_and_warns_where_it_may_come_in_another_batch(by_reference: Sanitizer) -> None:
    function = map_batch(by_reference, fields={"emial": "keep"})

    with pytest.raises(RecordError, match="'emial' - did you mean email"):
        function({"email": ["x"]})
    for batch in ({"email": [None], "more": [{"any": 1}]}, {"email": [None], "more": [[]]}):
        with pytest.warns(UserWarning, match=r"'emial'.*at least in this batch"):
            assert function(batch) == batch


@pytest.mark.parametrize("batch", [{"email": PLANTED}, {"email": [PLANTED], "n": 1}, [{"email": PLANTED}], PLANTED])
def test_a_single_row_in_place_of_a_batch_raises_with_what_to_do(batch: Any, by_reference: Sanitizer) -> None:
    with pytest.raises(TypeError, match=r"call Dataset\.map with batched=True") as raised:
        map_batch(by_reference)(batch)
    assert PLANTED not in str(raised.value)


def test_a_column_name_that_is_a_value_is_refused_since_it_cannot_change(by_reference: Sanitizer) -> None:
    pandas = pytest.importorskip("pandas")

    with pytest.raises(RecordError, match="rename the column") as of_batch:
        map_batch(by_reference)({PLANTED: [1]})
    with pytest.raises(RecordError, match="rename the column") as of_frame:
        list(map_in_pandas(by_reference)([pandas.DataFrame({PLANTED: [1]})]))

    assert PLANTED not in f"{of_batch.value} {of_frame.value}"


def test_frames_of_a_partition_come_one_by_one_and_are_counted_through(by_reference: Sanitizer) -> None:
    pandas = pytest.importorskip("pandas")
    read = []

    def partition() -> Iterator[Any]:
        for emails in ([PLANTED, "a"], [], ["b", PLANTED]):
            read.append(emails)
            yield pandas.DataFrame(
                {"email": emails, "scan": [b"x" if emails[1:] == [PLANTED] else None for _ in emails]}
            )

    copies = map_in_pandas(by_reference)(partition())

    assert read == []
    first = next(copies)
    assert len(read) == 1
    assert first["email"][0] == next(sanitize_records([{"email": PLANTED}], by_reference))["email"]
    assert len(next(copies)) == 0
    with pytest.raises(BlockedError, match="record 2: "):
        next(copies)


@FUNCTIONS
def test_a_pickled_function_has_no_key_and_is_the_same_after_use(make: Any, by_reference: Sanitizer) -> None:
    function = make(by_reference, fields={"n*": "keep"})
    before = pickle.dumps(function)

    map_batch(by_reference)(BATCH)
    by_reference.policy.digest  # noqa: B018 (a cached property)

    assert pickle.dumps(function) == before
    spelled = (MASTER, base64.b64encode(MASTER).rstrip(b"="), base64.urlsafe_b64encode(MASTER).rstrip(b"="))
    assert not [one for one in (*spelled, MASTER.hex().encode()) if one in before]
    assert by_reference.key.id.encode() in before  # another key is another function, for caches


@FUNCTIONS
def test_a_function_with_a_given_key_is_not_pickled(make: Any, key: Key, by_reference: Sanitizer) -> None:
    function = make(Sanitizer(by_reference.policy, key))

    with pytest.raises(SecretKeyError, match="make the Sanitizer without a key, or with a KeySource"):
        pickle.dumps(function)


def test_another_process_loads_the_key_and_gives_the_same(by_reference: Sanitizer, tmp_path: Path) -> None:
    function = map_batch(by_reference)
    code = f"import pickle, sys; print(pickle.load(sys.stdin.buffer)({BATCH!r}))"

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, input=pickle.dumps(function), capture_output=True, timeout=120
    )

    assert done.stdout.decode().strip() == str(function(BATCH)), done.stderr


def test_a_data_set_keeps_its_features(by_reference: Sanitizer, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    data = datasets.Dataset.from_dict(BATCH)

    copy = data.map(map_batch(by_reference), batched=True, batch_size=1, load_from_cache_file=False)

    assert copy.features == data.features
    assert copy.to_dict() == map_batch(by_reference)(BATCH)


@pytest.mark.slow
def test_processes_of_a_data_set_give_the_same_and_its_cache_finds_it(by_reference: Sanitizer, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    datasets.Dataset.from_dict(BATCH).save_to_disk(tmp_path / "data")
    code = (
        "import datasets, pickle, sys; function = pickle.load(sys.stdin.buffer)\n"
        f"data = datasets.load_from_disk({str(tmp_path / 'data')!r})\n"
        "copy = data.map(function, batched=True, num_proc=int(sys.argv[1]))\n"
        "print(copy.to_dict(), datasets.fingerprint.Hasher.hash(function))"
    )

    printed = set()
    for processes in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code, processes],
            env={**os.environ, "PYTHONHASHSEED": processes, "HF_HOME": str(tmp_path)},
            input=pickle.dumps(map_batch(by_reference)),
            capture_output=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        printed.add(done.stdout)

    assert len(printed) == 1
    assert PLANTED.encode() not in printed.pop()
    written = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("cache-*.arrow"))
    assert written
    assert MASTER not in written


@pytest.mark.slow
def test_spark_keeps_the_schema_and_loads_the_key_in_its_workers(
    by_reference: Sanitizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = import_module("pyspark.sql") if "HETERONYM_TEST_SPARK" in os.environ else pytest.importorskip("pyspark.sql")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    session = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        schema = "email string, n long, seen timestamp, who struct<email: string>, tags array<string>"
        rows = [(PLANTED, 1, None, (PLANTED,), [PLANTED, "x"]), (None, None, None, None, None)]
        frame = session.createDataFrame(rows, schema)

        copy = frame.mapInPandas(map_in_pandas(by_reference, fields={"n": "keep"}), frame.schema)

        first, second = copy.collect()
        email = next(sanitize_records([{"email": PLANTED}], by_reference))["email"]
        assert tuple(first) == (email, 1, None, (email,), [email, "x"])
        assert set(second) == {None}
    finally:
        session.stop()
