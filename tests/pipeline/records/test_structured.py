"""Settings, YAML, TOML and SQL dumps: texts in every position, names as context, and files whose other bytes stay."""

import configparser
import io
import sqlite3
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Text
from pipeline.records import BrokenRecord, ReadOptions, Record, plan, read
from pipeline.records.sniff import sniff
from tests.conftest import Command

Change = Callable[[str], str]
# New texts that would end every position that they are not escaped for.
HOSTILE = """Zoë's "X" # ; : = \\ ''' ` */ -- ]] $$ É"""
NEWS = ["Zoe", HOSTILE, "-", "", "a\nb", "yes", "12", " x", "\U0001f600", "[", "\x07"]


def records(content: str | bytes, name: str, options: ReadOptions | None = None) -> list[Record | BrokenRecord]:
    raw = content.encode() if isinstance(content, str) else content
    planned = plan(io.BytesIO(raw), name)
    return [record for shard in planned.shards for record in read(io.BytesIO(raw), shard, options or ReadOptions())]


def texts(content: str, name: str, options: ReadOptions | None = None) -> list[Text]:
    found = records(content, name, options)
    assert not [record for record in found if isinstance(record, BrokenRecord)], found
    return [text for record in found if isinstance(record, Record) for text in record.texts]


def copy(content: str, change: Change, name: str) -> str:
    raw = content.encode()
    planned = plan(io.BytesIO(raw), name)
    rendered = planned.prefix
    for record in records(content, name):
        assert isinstance(record, Record), record
        rendered += record.render([change(text.value) for text in record.texts])
    return rendered.decode()


def swap(old: str, new: str) -> Change:
    return lambda value: value.replace(old, new)


YAML = {
    "plain": "a: Anna\n",
    "single quotes": "a: 'Anna'\n",
    "double quotes": 'a: "x\\tAnna"\n',
    "plain over lines": "a: x\n  Anna\n",
    "double over lines": 'a: "x\n  Anna"\n',
    "list": "- Anna\n- b\n",
    "flow": "a: [x, Anna, {b: Anna, 'Anna': 1}]\n",
    "literal": "a: |\n  x\n  Anna\n\n  z\nb: 1\n",
    "literal first": "a: |-\n  Anna\nb: 1\n",
    "literal with indent": "a: |1\n   Anna\nb: 1\n",
    "folded": "a: >\n  x\n  Anna\n\n  z\nb: 1\n",
    "key": "x: {Anna Keller: 1}\n",
    "anchor": "a: &Anna_Keller x\nb: *Anna_Keller\n",
    "tag": "a: !Anna_Keller x\n",
    "comment": "a: x # Anna\n# Anna\nb: |  # Anna\n  x\n",
    "second document": "a: x\n---\nb: Anna\n",
}
TOML = {
    "basic": 'a = "Anna"\n',
    "escapes": 'a = "\\u00e9 Anna"\n',
    "literal": "a = 'Anna'\n",
    "long": 'a = """\nx\nAnna \\\n  z"""\n',
    "long literal": "a = '''\nAnna'''\n",
    "list": 'a = ["x", "Anna", # Anna\n"y"]\n',
    "inline table": 'a = {b = "Anna", c.d = "x", e = {f = "Anna"}}\n',
    "table": '[x."Anna Keller"]\na = 1\n[[x."Anna Keller".y]]\nb = 2\n',
    "key": '"Anna Keller" = 1\n',
    "comment": "# Anna\na = 1 # Anna\n",
}
INI = {
    "value": "[s]\na = x Anna\n",
    "colon": "[s]\na: Anna\n",
    "quotes": '[s]\na = "Anna"\n',
    "continued": "[s]\na = x\n  Anna\nb = y\n",
    "comment": "; Anna\n[s]\na = x\n# Anna\n",
    "section": "[Anna Keller]\na = x\n",
    "name": "[s]\nAnna Keller = x\n",
}
STANDARD_SQL = {
    "value": "INSERT INTO t VALUES (1, 'x; Anna''s', NULL);\n",
    "second row": "INSERT INTO t VALUES (1, 'x', NULL),\n (2, 'Anna', 'Anna');\n",
    "columns": "INSERT INTO t (a, b) VALUES (1, 'Anna');\n",
    "update": "UPDATE t SET b = 'Anna' WHERE c <> 'Anna';\n",
    "comment": "-- Anna; '\nINSERT INTO t VALUES (1, 'x', 'y'); -- Anna\n",
    "block comment": "/* Anna; ' */ INSERT INTO t /*Anna*/ VALUES (1, 'x', 'y');\n",
    "default": "CREATE TABLE u (a text DEFAULT 'Anna', b int CHECK (b > 0));\n",
    "over lines": "INSERT INTO t VALUES (1, 'x\nAnna;\n', '');\n",
}  # fmt: skip


@pytest.mark.parametrize("new", NEWS)
@pytest.mark.parametrize("position", YAML)
def test_a_value_in_any_position_of_yaml_is_replaced_and_the_file_keeps_its_structure(position: str, new: str) -> None:
    content = YAML[position]

    changed = copy(content, swap("Anna", new), "in.yaml")

    assert "Anna" not in changed
    before, after = shape(content), shape(changed)
    assert after == before


def shape(content: str) -> list[str]:
    return [type(event).__name__ for event in yaml.parse(content, yaml.SafeLoader)]


@pytest.mark.parametrize("new", NEWS)
@pytest.mark.parametrize("position", ["plain", "single quotes", "double quotes", "literal first", "flow"])
def test_a_new_value_of_yaml_is_read_as_what_it_is(position: str, new: str) -> None:
    loaded = yaml.safe_load(copy(YAML[position], swap("Anna", new), "in.yaml"))["a"]

    found = loaded[1] if position == "flow" else loaded
    expected = f"x\t{new}" if position == "double quotes" else new
    if position == "literal first":
        expected, found = " ".join(expected.replace("\x07", "").split()), " ".join(found.split())
    assert found == expected


@pytest.mark.parametrize("new", NEWS)
@pytest.mark.parametrize("position", TOML)
def test_a_value_in_any_position_of_toml_is_replaced_and_the_file_keeps_its_structure(position: str, new: str) -> None:
    content = TOML[position]

    changed = copy(content, swap("Anna", new), "in.toml")

    assert "Anna" not in changed
    if new:
        assert len(str(tomllib.loads(changed)).split(":")) >= len(str(tomllib.loads(content)).split(":"))
    if position == "basic":
        assert tomllib.loads(changed)["a"] == new


@pytest.mark.parametrize("new", [new for new in NEWS if new])
@pytest.mark.parametrize("position", INI)
def test_a_value_in_any_position_of_an_ini_file_is_replaced_and_the_file_can_be_read(position: str, new: str) -> None:
    changed = copy(INI[position], swap("Anna", new), "in.ini")

    assert "Anna" not in changed
    before, after = (configparser.RawConfigParser() for _ in range(2))
    before.read_string(INI[position])
    after.read_string(changed)
    assert [len(after[name]) for name in after] == [len(before[name]) for name in before]


@pytest.mark.parametrize(
    ("content", "new", "expected"),
    [
        ("A=Anna\n", "Zoe", "A=Zoe\n"),
        ("A=Anna\n", "Zoe X", 'A="Zoe X"\n'),
        ("A=x Anna # Anna\n", "Zoe", "A=x Zoe # Zoe\n"),
        ("export A='Anna'\n", "O'Zoe", 'export A="O\'Zoe"\n'),
        ('A="Anna\nx\\n"\nB=y', 'Z"', 'A="Z\\"\nx\\n"\nB=y'),
        ("Anna\r\nA=`Anna`\r\n", "Zoe", "Zoe\r\nA=`Zoe`\r\n"),
    ],
)
def test_a_value_of_an_env_file_gets_the_quotes_that_it_needs(content: str, new: str, expected: str) -> None:
    assert copy(content, swap("Anna", new), ".env") == expected


@pytest.mark.parametrize(
    ("content", "new", "expected"),
    [
        ("a.b=Anna\n", "Zoë", "a.b=Zo\\u00eb\n"),
        ("a.b=é Anna\n", "Zoë", "a.b=é Zoë\n"),
        ("a : x \\\n   Anna\n", "Z\\", "a : x \\\n   Z\\\\\n"),
        ("a Anna\n! Anna\n", "\U0001f600", "a \\ud83d\\ude00\n! \U0001f600\n"),
        ("Anna\\ Keller=x\n", "Zoe", "Zoe\\ Keller=x\n"),
        ("a=An\\u006ea\n", "Zoe", "a=Zoe\n"),
    ],
)
def test_a_value_of_a_properties_file_is_escaped(content: str, new: str, expected: str) -> None:
    assert copy(content, swap("Anna", new), "in.properties") == expected


TABLE = "CREATE TABLE t (id integer, a text, b text, c text);\n"


@pytest.mark.parametrize("new", NEWS)
@pytest.mark.parametrize("position", STANDARD_SQL)
def test_a_value_in_any_position_of_a_dump_is_replaced_and_the_dump_can_be_loaded(position: str, new: str) -> None:
    create = "CREATE TABLE t (a text, b text, c text);\n"
    changed = copy(create + STANDARD_SQL[position], swap("Anna", new), "in.sql")

    assert "Anna" not in changed
    with sqlite3.connect(":memory:") as base, sqlite3.connect(":memory:") as other:
        base.executescript(create + STANDARD_SQL[position])
        other.executescript(changed)
        rows = [[value.replace("Anna", new) if isinstance(value, str) else value for value in row] for row in base.execute("SELECT * FROM t")]  # fmt: skip
        assert [list(row) for row in other.execute("SELECT * FROM t")] == rows


POSTGRES = """--
-- PostgreSQL database dump
--
\\restrict x

CREATE TABLE public.people (id integer, full_name text, note text);
ALTER TABLE public.people OWNER TO anna_keller;
COPY public.people (id, full_name, note) FROM stdin;
1\tAnna\ta\\tb\\\\c
23456\t\\N\tE'x';
\\.

SELECT E'it\\'s; Anna', $f$ Anna; $f$;
"""
MYSQL = """-- MySQL dump 10.13
/*!50013 DEFINER=`anna`@`localhost` SQL SECURITY DEFINER */;
CREATE TABLE `people` (
  `id` int COMMENT 'a;b', # it's
  `full_name` text,
  PRIMARY KEY (`id`)
) DEFAULT CHARSET=utf8mb4;
INSERT INTO `people` VALUES (1,'Anna\\'s; x'),(2,"Anna");
"""
SQL_SERVER = (
    "INSERT [dbo].[People] ([Id], [full_name]) VALUES (1, N'Anna')\nGO\nINSERT [dbo].[People] ([Id]) VALUES (2)\nGO\n"
)


def test_copy_blocks_are_read_row_by_row_under_their_columns() -> None:
    found = {text.value: text.entity for text in texts(POSTGRES, "in.sql")}

    assert found["Anna"] == "PERSON"
    assert found["a\tb\\c"] == ""
    assert found["it's; Anna"] == ""
    assert found["anna_keller"] == "USERNAME"
    assert "\tZ\\tx\\\\\t" in copy(POSTGRES, swap("Anna", "Z\tx\\"), "in.sql")


def test_columns_of_a_dump_without_them_are_those_of_the_table() -> None:
    declared = [text.value for text in texts(MYSQL, "in.sql") if text.entity == "PERSON"]

    assert declared == ["Anna's; x", "Anna"]
    changed = copy(MYSQL, swap("Anna", "O'Z\\"), "in.sql")
    assert "(1,'O''Z\\\\\\'s; x'),(2,\"O''Z\\\\\");" in changed


def test_default_value_of_a_column_has_its_name_but_not_its_size() -> None:
    content = (
        "CREATE TABLE t (phone varchar(2555) DEFAULT '12', customer_id int DEFAULT (77), note text DEFAULT 'Anna');\n"
    )
    found = [(text.value, text.entity) for text in texts(content, "dump.sql")]
    assert found == [("2555", ""), ("12", "PHONE_NUMBER"), ("77", "CUSTOMER_ID"), ("Anna", "")]


def test_statements_of_sql_server_end_at_a_command() -> None:
    assert [text.value for text in texts(SQL_SERVER, "in.sql") if text.entity == "PERSON"] == ["Anna"]
    assert len(records(SQL_SERVER, "in.sql")) == 2


def test_a_compressed_part_of_a_dump_has_one_shard_and_numbers_are_lines() -> None:
    content = POSTGRES * 3
    planned = plan(io.BytesIO(content.encode()), "in.sql", shard_bytes=10)

    assert len(planned.shards) == 1
    numbers = [record.number for record in records(content, "in.sql")]
    assert numbers == sorted(set(numbers))
    assert content.splitlines()[numbers[5] - 1].startswith("23456")


@pytest.mark.parametrize(
    ("content", "name", "entity"),
    [
        ("email: x\n", "in.yaml", "EMAIL_ADDRESS"),
        ("a:\n- customerEmail: x\n", "in.yml", "EMAIL_ADDRESS"),
        ("email:\n- x\n", "in.yml", "EMAIL_ADDRESS"),
        ("a = {email = 'x'}\n", "in.toml", "EMAIL_ADDRESS"),
        ("[c]\nemail = x\n", "in.cfg", "EMAIL_ADDRESS"),
        ("[c]\n\temail = x\n", "in.ini", "EMAIL_ADDRESS"),
        ("customer.email=x\n", "in.properties", "EMAIL_ADDRESS"),
        ("CUSTOMER_EMAIL=x\n", "prod.env", "EMAIL_ADDRESS"),
        ("UPDATE t SET `email` = 'x';\n", "in.sql", "EMAIL_ADDRESS"),
    ],
)
def test_names_declare_the_entity_of_their_values(content: str, name: str, entity: str) -> None:
    found = [text for text in texts(content, name) if text.value == "x"]

    assert [text.entity for text in found] == [entity]


@pytest.mark.parametrize("name", ["in.yaml", "in.toml", "in.ini"])
def test_fields_are_kept_or_named_by_the_user(name: str) -> None:
    content = {"in.yaml": "c:\n  a: Anna\n", "in.toml": "[c]\na = 'Anna'\n", "in.ini": "[c]\na = Anna\n"}[name]

    assert not texts(content, name, ReadOptions(fields={"c.a": "keep"}))
    (text,) = texts(content, name, ReadOptions(fields={"a": "PERSON"}))
    assert text.entity == "PERSON"
    (record,) = records(content, name, ReadOptions(class_field="c.a"))
    assert isinstance(record, Record)
    assert record.classification == "Anna"


def test_columns_of_a_dump_are_kept_or_named_by_the_user() -> None:
    content = "INSERT INTO t (a, b) VALUES ('x', 'y');"

    found = texts(content, "in.sql", ReadOptions(fields={"a": "keep", "b": "PERSON"}))

    assert [(text.value, text.entity) for text in found] == [("y", "PERSON")]


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"a: 'Anna\n", "in.yaml", "not YAML: error in line"),
        (b"a: [Anna\n", "in.yaml", "not YAML: error in line"),
        (b"Anna: *Anna\n\tx: %\n", "in.yaml", "not YAML: error in line"),
        (b"a: \x07Anna\n", "in.yaml", "not YAML: a character"),
        (b"a: " + b"[" * 300 + b"]" * 300, "in.yaml", "nested too deeply"),
        (b"Anna\n", "in.toml", "not TOML: error in line 1"),
        (b"Anna = 1\nAnna = 2\n", "in.toml", "not TOML: error in line 2"),
        (b'a = "Anna', "in.toml", "not TOML"),
        (b"a = " + b"[" * 9999, "in.toml", "nested too deeply"),
        (b"INSERT INTO t VALUES ('Anna", "in.sql", "never closed"),
        (b"SELECT 1 /* Anna", "in.sql", "never closed"),
        (b"SELECT Anna'x';", "in.sql", "directly before a quote"),
        (b"SELECT 'x'Anna;", "in.sql", "directly after a closing quote"),
        (b"INSERT INTO t (a, b) VALUES ('Anna');", "in.sql", "1 values, the table has 2 columns"),
        (b"COPY t (a, b) FROM stdin;\nAnna\n\\.\n", "in.sql", "1 cells, the block has 2 columns"),
        (b"COPY t (a, b) FROM stdin WITH CSV;\nAnna,b\n\\.\n", "in.sql", "has options"),
    ],
)
def test_what_cannot_be_read_is_broken_and_its_content_unnamed(content: bytes, name: str, reason: str) -> None:
    broken = [record for record in records(content, name) if isinstance(record, BrokenRecord)]

    assert len(broken) == 1
    assert reason in broken[0].reason
    assert "Anna" not in broken[0].reason


def test_a_broken_statement_does_not_take_the_next_one_with_it() -> None:
    first, second = records("SELECT 'x'Anna;\nSELECT 'y';\n", "in.sql")

    assert isinstance(first, BrokenRecord)
    assert isinstance(second, Record)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("a: !!binary QW5uYQ==\n", "in.yaml"),
        ("INSERT INTO t VALUES (X'416e6e612041');", "in.sql"),
        ("INSERT INTO t VALUES (0x416e6e612041);", "in.sql"),
        ("COPY t (a) FROM stdin;\n\\\\x416e6e612041\n\\.\n", "in.sql"),
        ("image: data:image/png;base64,QW5uYQ==\n", "in.yaml"),
    ],
)
def test_binary_values_are_unscannable(content: str, name: str) -> None:
    assert [one for record in records(content, name) if isinstance(record, Record) for one in record.unscannable]


@pytest.mark.parametrize(
    ("sample", "path", "expected"),
    [
        (b"[section]\na=1", "x.ini", "ini"),
        (b"[table]\na=1", "x.toml", "toml"),
        (b"{a: b}", "x.yaml", "yaml"),
        (b"[1]", "x.yml.gz", "yaml"),
        (b"A=1", ".env", "env"),
        (b"A=1", ".env.local", "env"),
        (b"A=1", "in/prod.env", "env"),
        (b"SELECT 1", "x.sql", "sql"),
        (b"a=1", "x.properties", "properties"),
        (b"a=1", "x.environment", "text"),
    ],
)
def test_structured_text_is_recognized_by_its_name(sample: bytes, path: str, expected: str) -> None:
    assert sniff(sample, path) == expected


NAMES = ["in.yaml", "in.toml", "in.ini", ".env", "in.properties", "in.sql"]


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_file_has_no_record(name: str) -> None:
    assert records(b"", name) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("piece", ["'", '"', "a=", "a: ", "[", "{", "\\", " ", "#", "a", "$$", "/*", "a=\"\n", "-- '\n", ",a", "&a "])  # fmt: skip
def test_hostile_files_are_read_in_linear_time(name: str, piece: str) -> None:
    records(piece * (20_000 // len(piece)), name)


@pytest.mark.parametrize("name", NAMES)
def test_line_ends_and_byte_order_marks_stay(name: str) -> None:
    content = {
        "in.yaml": "a: Anna\nb: |\n  Anna\n  x\n",
        "in.toml": 'a = "Anna"\nb = """\nAnna\nx"""\n',
        "in.sql": "SELECT 'Anna\n';\nCOPY t (a) FROM stdin;\nAnna\n\\.\n",
    }.get(name, "# Anna\na=Anna\n\nb=Anna")
    content = "\ufeff" + content.replace("\n", "\r\n")

    assert copy(content, swap("Anna", "Zoe"), name) == content.replace("Anna", "Zoe")


PIECES = st.text(st.sampled_from("ab1 \n\t'\"\\#;:=,[]{}()-|>&*!$`/\u00e9"), max_size=40)


@pytest.mark.parametrize("name", NAMES)
@given(content=PIECES)
def test_any_file_round_trips(name: str, content: str) -> None:
    for record in records(content, name):
        if isinstance(record, Record):
            rendered: bytes = record.render([text.value for text in record.texts])
            assert rendered.decode() in content


@pytest.mark.parametrize("name", NAMES)
@given(before=PIECES, after=PIECES)
def test_a_value_anywhere_in_a_file_is_found(name: str, before: str, after: str) -> None:
    rendered = b""
    for record in records(f"{before}Quack@enbush{after}", name):
        if isinstance(record, Record) and not record.unscannable:
            rendered += record.render([text.value.replace("Quack", "") for text in record.texts])
    assert b"Quack" not in rendered


VALUES = st.recursive(
    st.text(max_size=12) | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(value=VALUES, width=st.sampled_from([10, 80]), style=st.sampled_from([None, "'", '"', "|", ">"]))
def test_any_yaml_round_trips(value: object, width: int, style: str | None) -> None:
    content = yaml.safe_dump(value, width=width, default_style=style, allow_unicode=True)

    for record in records(content, "in.yaml"):
        assert isinstance(record, Record), record
        assert record.render([text.value for text in record.texts]).decode() == content


SETTINGS = """# zq.quackenbush@gmail.com
full_name{}Zebulon Quackenbush{}
note{}SSN 536-90-4399, card 4111111111111111{}
"""
DUMP = """-- Owner zq.quackenbush@gmail.com
INSERT INTO people (full_name, ssn) VALUES ('Zebulon Quackenbush', '536-90-4399');
COPY people (full_name, note) FROM stdin;
Zebulon Quackenbush\tcard 4111111111111111
\\.
"""


@pytest.mark.slow
def test_a_run_leaves_no_planted_value(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(
        "classification: mine\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
    )
    files = {
        "a.yaml": SETTINGS.format(": ", "", ": ", ""),
        "a.toml": SETTINGS.format(' = "', '"', " = '", "'"),
        "a.ini": "[main]\n" + SETTINGS.format(" = ", "", " = ", ""),
        "a.properties": SETTINGS.format("=", "", "=", ""),
        "a.env": SETTINGS.format('="', '"', "='", "'"),
        "a.sql": DUMP,
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content)

    done = heteronym("run", *files, "-c", "mine.yml", "-o", "out")

    assert done.returncode == 0, done.stderr
    for name, content in files.items():
        changed = (tmp_path / "out" / name).read_text()
        for planted in ("Zebulon", "uackenbush", "536-90-4399", "4111111111111111"):
            assert planted not in changed, name
        assert len(changed.splitlines()) == len(content.splitlines())
    assert list(yaml.safe_load((tmp_path / "out/a.yaml").read_text())) == ["full_name", "note"]
    assert list(tomllib.loads((tmp_path / "out/a.toml").read_text())) == ["full_name", "note"]
