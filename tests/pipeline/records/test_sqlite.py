"""SQLite databases: rows are records, and the copy is a new database with the same tables, indexes, views and triggers."""

import gzip
import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Key, RecordError, Sanitizer, Text
from pipeline.records import BrokenRecord, FilePlan, ReadOptions, Record, header, plan, read, writer
from pipeline.records.sqlite.schema import create
from tests.conftest import Command
from tests.pipeline.records.archive_files import in_zip, zipped
from tests.pipeline.records.copies import copy, unchanged

OFF = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
ONE = "--direct_num_workers=1"
SHOP = """
CREATE TABLE customers (
  customer_id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'nobody', email TEXT UNIQUE, -- how to reach them
  score REAL CHECK (score < 100), loud TEXT GENERATED ALWAYS AS (upper(email)));
CREATE TABLE orders (order_id TEXT PRIMARY KEY, customer_id INTEGER REFERENCES customers, extra JSON) WITHOUT ROWID;
CREATE TABLE notes (note, rowid_of TEXT);
CREATE TABLE log (id INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT);
CREATE TABLE strict_ones (n INT, t TEXT) STRICT;
CREATE INDEX by_name ON customers(name, lower(email)) WHERE score > 1;
CREATE VIEW best AS SELECT name FROM customers WHERE score > 90;
CREATE TRIGGER logged AFTER INSERT ON customers BEGIN INSERT INTO log(line) VALUES ('new'); END;
CREATE VIRTUAL TABLE docs USING fts5(title, body);
CREATE VIRTUAL TABLE names USING fts5(name, content='customers', content_rowid='customer_id');
INSERT INTO customers(customer_id, name, email, score) VALUES (48210, 'Ann', 'ann@acme.com', 1.5), (48211, 'Bob', NULL, 99);
INSERT INTO orders VALUES ('b', 48210, '{"email": "ann@acme.com"}'), ('a', 48211, '[1]');
INSERT INTO notes(rowid, note) VALUES (7, 12345678), (9, 'text'), (11, NULL), (12, 1.0), (13, -3);
INSERT INTO strict_ones VALUES (1, 'x');
INSERT INTO docs(rowid, title, body) VALUES (3, 'offer', 'write to ann@acme.com');
INSERT INTO names(names) VALUES ('rebuild');
PRAGMA user_version = 7; PRAGMA application_id = 99;
"""


@contextmanager
def database(folder: Path, *scripts: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "made.db", isolation_level=None)) as connection:
        for script in scripts:
            connection.executescript(script)
        yield connection


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., bytes]:
    """Return a function that returns a database in which scripts were run."""

    def content(*scripts: str, pragmas: str = "") -> bytes:
        path = tmp_path / "made.db"
        path.unlink(missing_ok=True)
        with database(tmp_path, pragmas, *scripts):
            pass
        return path.read_bytes()

    return content


def opened(content: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return connection


def rows(content: bytes, query: str) -> list[tuple[object, ...]]:
    with closing(opened(content)) as connection:
        return connection.execute(query).fetchall()


def dump(content: bytes) -> list[str]:
    """Return the statements of a database, except those of the pages of full-text indexes."""
    with closing(opened(content)) as connection:
        return sorted(line for line in connection.iterdump() if "_data" not in line and "_idx" not in line)


def records_of(content: bytes, options: ReadOptions | None = None) -> list[Record | BrokenRecord]:
    (shard,) = plan(io.BytesIO(content), "in.db").shards
    return list(read(io.BytesIO(content), shard, options or ReadOptions()))


def renamed(content: bytes, change: Callable[[Text], str]) -> FilePlan:
    """Return the plan of a database in whose schema texts are changed."""
    record = header(io.BytesIO(content), plan(io.BytesIO(content), "in.db"))
    assert isinstance(record, Record), record
    new = record.render([change(text) for text in record.texts])
    assert isinstance(new, FilePlan)
    return new


@pytest.mark.parametrize(
    "pragmas", ["", "PRAGMA page_size = 8192;", "PRAGMA encoding = 'UTF-16le';", "PRAGMA page_size = 65536;"]
)
def test_copy_without_changes_is_the_same_database(pragmas: str, made: Callable[..., bytes]) -> None:
    content = made(SHOP, pragmas=pragmas)

    done = copy(content, "in.db", may_be_broken=False)

    assert dump(done) == dump(content)
    assert rows(done, "SELECT rowid, * FROM notes") == rows(content, "SELECT rowid, * FROM notes")
    assert rows(done, "SELECT typeof(note) FROM notes") == rows(content, "SELECT typeof(note) FROM notes")
    for pragma in ("page_size", "encoding", "user_version", "application_id"):
        assert rows(done, f"PRAGMA {pragma}") == rows(content, f"PRAGMA {pragma}"), pragma
    assert rows(done, "SELECT rowid FROM docs('ann')") == [(3,)]
    assert rows(done, "SELECT rowid FROM names('bob')") == [(48211,)]
    assert rows(done, "SELECT * FROM log") == rows(content, "SELECT * FROM log")  # the trigger did not fire again
    assert done == copy(content, "in.db")


def test_rows_are_records_under_the_names_of_tables_and_columns(made: Callable[..., bytes]) -> None:
    found = records_of(made(SHOP))

    assert [(one.inside, one.number) for one in found][:4] == [
        ("customers", 1), ("customers", 2), ("orders", 1), ("orders", 2),
    ]  # fmt: skip
    first, _, order, *_ = found
    assert isinstance(first, Record)
    assert isinstance(order, Record)
    assert [(text.value, text.entity) for text in first.texts] == [
        ("48210", "CUSTOMER_ID"), ("Ann", "PERSON"), ("ann@acme.com", "EMAIL_ADDRESS"),
    ]  # fmt: skip
    assert "ORDER_ID" in [text.entity for text in order.texts]


def test_short_numbers_are_texts_only_if_they_are_declared(made: Callable[..., bytes]) -> None:
    content = made("CREATE TABLE t (a, b); INSERT INTO t VALUES (123, 123), (1234, 1.5);")
    plain = records_of(content)
    assert [[text.value for text in one.texts] for one in plain if isinstance(one, Record)] == [[], ["1234"]]
    declared = records_of(content, ReadOptions({"b": "CUSTOMER_ID"}))
    assert [[text.value for text in one.texts] for one in declared if isinstance(one, Record)] == [
        ["123"],
        ["1234", "1.5"],
    ]


def test_new_values_keep_the_types_of_old_ones(made: Callable[..., bytes]) -> None:
    content = made(
        "CREATE TABLE t (a); INSERT INTO t VALUES (1234), (1234.5), ('1234'), ('{\"a\": \"1234\"}'), (99999);"
    )
    new = {"1234": "5678", "1234.5": "5678.25", "99999": "many"}

    done = copy(content, "in.db", lambda text: new.get(text.value, text.value))

    assert [value for (value,) in rows(done, "SELECT a FROM t")] == [5678, 5678.25, "5678", '{"a": "5678"}', "many"]


def test_dropped_values_leave_nothing(made: Callable[..., bytes]) -> None:
    content = made(
        "CREATE TABLE t (a TEXT, b INTEGER, c INTEGER NOT NULL, d BLOB, e); INSERT INTO t VALUES ('x', 7, 8, x'00ff', 'kept');"
    )
    options = ReadOptions(dict.fromkeys(("a", "b", "t.c", "d"), "drop"))

    done = copy(content, "in.db", options=options)

    assert rows(done, "SELECT * FROM t") == [("", None, 0, b"", "kept")]
    (record,) = records_of(content, options)
    assert isinstance(record, Record)
    assert record.unscannable == ()


def test_binary_values_are_unscannable(made: Callable[..., bytes]) -> None:
    content = made(
        "CREATE TABLE t (a); INSERT INTO t VALUES (x'00ff'), (x''), (CAST('Ann' AS BLOB)), ('data:a;base64,QUE=');"
    )
    found = records_of(content)
    assert [one.unscannable for one in found if isinstance(one, Record)] == [("a",), (), ("a",), ("a",)]


def test_text_in_another_encoding_is_blocked(made: Callable[..., bytes]) -> None:
    found = records_of(made("CREATE TABLE t (a); INSERT INTO t VALUES (CAST(x'c328' AS TEXT)), ('ok');"))
    assert isinstance(found[0], BrokenRecord)
    assert isinstance(found[1], Record)


def test_class_field_is_a_column(made: Callable[..., bytes]) -> None:
    found = records_of(made("CREATE TABLE t (a, level); INSERT INTO t VALUES (1, 'public');"), ReadOptions({}, "level"))
    assert [one.classification for one in found if isinstance(one, Record)] == ["public"]


REFUSED_ROWS = [
    ("CREATE TABLE t (v TEXT UNIQUE)", "no two may be equal"),
    ("CREATE TABLE t (v TEXT PRIMARY KEY)", "no two may be equal"),
    ("CREATE TABLE t (v TEXT PRIMARY KEY) WITHOUT ROWID", "no two may be equal"),
    ("CREATE TABLE t (v TEXT); CREATE UNIQUE INDEX i ON t(lower(v))", "no two may be equal"),
    ("CREATE TABLE t (v TEXT CHECK (v LIKE 'old%'))", "CHECK"),
    ("CREATE TABLE t (v INT) STRICT", "not of the type"),
    ("CREATE TABLE t (v INTEGER PRIMARY KEY)", "no integer"),
]


@pytest.mark.parametrize(("table", "reason"), REFUSED_ROWS)
def test_table_says_why_it_does_not_take_a_row(table: str, reason: str, made: Callable[..., bytes]) -> None:
    values = ("1001", "1002") if "INT" in table else ("'old1'", "'old2'")
    content = made(table, *(f"INSERT INTO t VALUES ({value})" for value in values))
    (shard,) = plan(io.BytesIO(content), "in.db").shards
    target = writer(io.BytesIO(), io.BytesIO(content), shard)
    refused = []
    for record in read(io.BytesIO(content), shard, ReadOptions()):
        assert isinstance(record, Record)
        try:
            target.write(record.render(["new" for _ in record.texts]))
        except RecordError as error:
            refused.append(str(error))
    target.close()
    assert len(refused) == (1 if "two" in reason else 2)
    assert all(reason in one and "--field" in one for one in refused)


def test_row_that_the_table_does_not_take_is_blocked(heteronym: Command, tmp_path: Path) -> None:
    with database(
        tmp_path, "CREATE TABLE t (v TEXT UNIQUE); INSERT INTO t VALUES ('CU-1001'), ('CU-1002'), ('CU-1003');"
    ):
        pass
    (tmp_path / "off.yaml").write_text(OFF + "entities: {CUSTOMER_ID: redact}\n")

    done = heteronym("run", "made.db", "-c", "off.yaml", "-o", "out", "--field", "v=CUSTOMER_ID", ONE)

    assert done.returncode == 3, done.stdout + done.stderr
    assert "3 records in, 1 out, 2 blocked" in done.stdout
    lines = [json.loads(line) for line in (tmp_path / "out/blocked/made.db.jsonl").read_text().splitlines()]
    assert [(line["file"], line["record"]) for line in lines] == [("made.db!/t", 2), ("made.db!/t", 3)]
    assert rows((tmp_path / "out/made.db").read_bytes(), "SELECT * FROM t") == [("<CUSTOMER_ID>",)]


PLANTED = ("kowalski", "acme.com", "annette")
HIDING_PLACES = """
CREATE TABLE annette_kowalski (x);
CREATE TABLE "plans of Annette Kowalski" ("annette.kowalski@acme.com" TEXT);
CREATE TABLE t (
  a TEXT DEFAULT 'annette.kowalski@acme.com', b TEXT CHECK (b <> 'Annette Kowalski'), /* ask Annette Kowalski */
  c TEXT, d GENERATED ALWAYS AS (c || ' of annette.kowalski@acme.com')); -- annette.kowalski@acme.com
CREATE INDEX i ON t(c) WHERE c <> 'annette.kowalski@acme.com';
CREATE VIEW v AS SELECT * FROM t WHERE a = 'annette.kowalski@acme.com';
CREATE TRIGGER g AFTER DELETE ON t BEGIN UPDATE t SET c = 'Annette Kowalski'; END;
CREATE VIRTUAL TABLE f USING fts5(body);
CREATE TABLE gone (a);
INSERT INTO gone SELECT 'annette.kowalski@acme.com' FROM generate_series(1, 200);
"""


def test_nothing_of_an_original_is_in_the_copy(heteronym: Command, tmp_path: Path) -> None:
    script = HIDING_PLACES.replace("SELECT 'annette.kowalski@acme.com' FROM generate_series(1, 200)", "VALUES " + ", ".join(
        f"('annette.kowalski{n}@acme.com')" for n in range(200)
    ))  # fmt: skip
    with database(tmp_path, script) as connection:
        for table in ("t(c)", "f(body)", "annette_kowalski(x)", '"plans of Annette Kowalski"'):
            connection.execute(f"INSERT INTO {table} VALUES ('Annette Kowalski: annette.kowalski@acme.com')")
        connection.executescript("DROP TABLE gone; ANALYZE; DELETE FROM f;")
    original = (tmp_path / "made.db").read_bytes().lower()
    assert all(planted.encode() in original for planted in PLANTED)
    (tmp_path / "off.yaml").write_text(OFF)

    done = heteronym("run", "made.db", "-c", "off.yaml", "-o", "out", ONE)

    assert done.returncode == 0, done.stderr
    content = (tmp_path / "out/made.db").read_bytes()
    assert not any(planted.encode() in content.lower() for planted in PLANTED)
    names = {str(name) for (name,) in rows(content, "SELECT name FROM sqlite_schema")}
    assert {"t", "i", "v", "g", "f"} <= names
    assert "gone" not in names
    assert len(rows(content, "SELECT * FROM t")) == 1
    assert "@" in str(rows(content, "SELECT d FROM t"))


def test_default_value_is_declared_by_its_column(made: Callable[..., bytes]) -> None:
    content = made("CREATE TABLE t (phone TEXT DEFAULT '12', size VARCHAR(2555), customer_id DEFAULT (77));")
    record = header(io.BytesIO(content), plan(io.BytesIO(content), "in.db"))
    assert isinstance(record, Record)
    assert [(text.value, text.entity) for text in record.texts if text.entity] == [
        ("12", "PHONE_NUMBER"),
        ("77", "CUSTOMER_ID"),
    ]


def test_schema_that_cannot_be_created_again_is_refused(made: Callable[..., bytes]) -> None:
    content = made('CREATE TABLE t ("Ann Keller" TEXT, b); CREATE INDEX i ON t(b);')
    with pytest.raises(RecordError, match="rename the table or column"):
        renamed(content, lambda text: "b" if text.value == "Ann Keller" else text.value)


def test_value_of_a_schema_is_replaced_in_all_statements(made: Callable[..., bytes]) -> None:
    content = made(
        'CREATE TABLE "Ann Keller" (b); CREATE INDEX i ON "Ann Keller"(b); CREATE VIEW v AS SELECT * FROM "Ann Keller";'
    )
    (shard,) = renamed(content, lambda text: text.value.replace("Ann Keller", "Eva Brandt")).shards
    assert [sql.count("Eva Brandt") for _, sql in shard.schema] == [1, 1, 1]


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("CREATE VIRTUAL TABLE t USING rtree(id, a, b);", "virtual tables"),
        ("CREATE VIRTUAL TABLE t USING fts5(a, content='');", "without its text"),
    ],
)
def test_virtual_tables_whose_content_is_not_text_are_refused(
    script: str, reason: str, made: Callable[..., bytes]
) -> None:
    with pytest.raises(RecordError, match=reason):
        plan(io.BytesIO(made(script)), "in.db")


def test_function_of_a_program_in_the_schema_is_refused(tmp_path: Path) -> None:
    with database(tmp_path, "CREATE TABLE t (a);") as connection:
        connection.create_function("own", 1, lambda value: value, deterministic=True)
        connection.execute("CREATE INDEX i ON t(own(a))")
    content = (tmp_path / "made.db").read_bytes()
    with pytest.raises(RecordError, match="functions of its program"):
        renamed(content, unchanged)


WAL = "PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES ('x');"
# The changes of a transaction that do not fit the cache are written before it ends, as when its program is killed.
SPILLED = """PRAGMA cache_size = 1; CREATE TABLE t (a); INSERT INTO t VALUES (zeroblob(50000)), (zeroblob(50000));
    BEGIN; UPDATE t SET a = zeroblob(60000); SELECT * FROM t;"""


@pytest.mark.parametrize(("script", "ending"), [(WAL, "-wal"), (SPILLED, "-journal")])
def test_database_with_changes_beside_it_is_refused(
    script: str, ending: str, heteronym: Command, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as connection:
        connection.executescript(script)
        (tmp_path / "off.yaml").write_text(OFF)

        done = heteronym("run", "a.db", "a.db" + ending, "-c", "off.yaml", "-o", "out", ONE)

    assert done.returncode == 3, done.stdout + done.stderr
    reasons = {path.name: path.read_text() for path in (tmp_path / "out/blocked").iterdir()}
    assert f"changes are still in a.db{ending}" in reasons["a.db.jsonl"]
    assert "holds changes of a SQLite database" in reasons[f"a.db{ending}.jsonl"]
    assert not (tmp_path / "out/a.db").exists()


def test_database_may_be_compressed_or_in_an_archive(made: Callable[..., bytes]) -> None:
    content = made(SHOP)
    change = {"ann@acme.com": "new@x.example"}

    def new(text: Text) -> str:
        return change.get(text.value, text.value)

    compressed = gzip.decompress(copy(gzip.compress(content), "in.db.gz", new))
    packed = in_zip(copy(zipped({"a/shop.db": content}), "in.zip", new))["a/shop.db"]
    assert packed == compressed == copy(content, "in.db", new)
    assert rows(packed, "SELECT email FROM customers ORDER BY customer_id") == [("new@x.example",), (None,)]


def test_empty_database_is_copied(made: Callable[..., bytes]) -> None:
    content = made("CREATE TABLE t (a); DROP TABLE t;")
    assert rows(copy(content, "in.db"), "SELECT * FROM sqlite_schema") == []
    assert copy(b"", "in.db") == b""


def test_key_in_a_database_is_refused(made: Callable[..., bytes], key: Key) -> None:
    line = key.line().decode().strip()
    with pytest.raises(RecordError, match="secret key"):
        plan(
            io.BytesIO(made(f"CREATE TABLE t (a); INSERT INTO t VALUES ('{line}');")),
            "in.db",
            is_secret=lambda content: line.encode() in content,
        )


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("shop")
    with database(folder, SHOP):
        pass
    return (folder / "made.db").read_bytes()


@given(place=st.integers(0, 60_000), value=st.integers(0, 255))
def test_damaged_database_raises_nothing_but_a_refusal(place: int, value: int, shop: bytes) -> None:
    content = bytearray(shop)
    content[100 + place % (len(shop) - 100)] = value
    with suppress(RecordError):
        copy(bytes(content), "in.db")


@pytest.mark.parametrize("sql", ["CREATE TABLE t (a /* \udc80 */)", "DROP TABLE t"])
def test_statement_of_a_damaged_schema_is_an_error_of_the_database(sql: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(sqlite3.Error):
        create(connection, [("table", sql)], after_rows=False)


@given(end=st.integers(0, 60_000))
def test_database_that_is_cut_off_is_refused(end: int, shop: bytes) -> None:
    with pytest.raises(RecordError):
        plan(io.BytesIO(shop[: 100 + end % (len(shop) - 4_196)]), "in.db")


VALUES = st.none() | st.integers(-(1 << 63), (1 << 63) - 1) | st.floats(allow_nan=False) | st.text(
    st.characters(blacklist_categories=["Cs"]), max_size=20
) | st.binary(max_size=8)  # fmt: skip


@settings(max_examples=30)
@given(values=st.lists(st.tuples(VALUES, VALUES), max_size=8))
def test_values_of_any_type_stay(values: list[tuple[object, object]]) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t (a, b TEXT)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", values)
        content = connection.serialize()
        expected = connection.execute("SELECT rowid, a, b FROM t").fetchall()
    assert rows(copy(content, "in.db"), "SELECT rowid, a, b FROM t") == expected


def test_sanitized_rows_still_join(made: Callable[..., bytes], without_model: Sanitizer) -> None:
    content = made(SHOP)
    done = copy(content, "in.db", lambda text: without_model.sanitize([[text]])[0][0].text)
    joined = "SELECT count(*) FROM orders JOIN customers USING (customer_id)"
    assert rows(done, joined) == [(2,)]
    assert rows(done, "SELECT count(*) FROM customers WHERE customer_id IN (48210, 48211)") == [(0,)]
