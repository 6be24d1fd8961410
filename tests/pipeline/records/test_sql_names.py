"""Names of users in SQL dumps are user names; settings of full-text indexes are no texts."""

import sqlite3

import pytest

from tests.pipeline.records.copies import copy, swap, texts_of

USERS = [
    ("ALTER TABLE public.person OWNER TO akeller;", ["akeller"]),
    ("GRANT SELECT ON TABLE t TO akeller, \"b.ruiz\", 'c.okafor'@'%', postgres;", ["akeller", "b.ruiz", "c.okafor"]),
    ("REVOKE GRANT OPTION FOR ALL ON t FROM GROUP akeller CASCADE;", ["akeller"]),
    ("CREATE ROLE akeller LOGIN;", ["akeller"]),
    ("CREATE USER IF NOT EXISTS 'akeller'@'10.0.0.%' IDENTIFIED BY 'x';", ["akeller"]),
    ("CREATE USER MAPPING FOR akeller SERVER s;", ["akeller"]),
    ("CREATE DEFINER=`akeller`@`localhost` VIEW v AS SELECT 1;", ["akeller"]),
    ("ALTER DEFAULT PRIVILEGES FOR ROLE akeller IN SCHEMA public GRANT SELECT ON TABLES TO bruiz;", ["akeller", "bruiz"]),
    ("CREATE SCHEMA s AUTHORIZATION akeller;", ["akeller"]),
    ("REASSIGN OWNED BY akeller TO postgres;", ["akeller"]),
    ("-- MySQL dump 10\n/*!50003 CREATE*/ /*!50017 DEFINER=`akeller`@`10.0.3.4`*/ /*!50003 TRIGGER t */;", ["akeller"]),
    ("-- MySQL dump 10\n/*!50106 CREATE USER 'akeller'@'%' */;", ["akeller"]),
    ("ALTER TABLE t OWNER TO postgres;", []),
    ("GRANT ALL ON t TO public;", []),
    ("SELECT user FROM login WHERE role = 1;", []),
    ("CREATE TABLE t (role int, login int);", []),
    ("CREATE INDEX i ON t (role);", []),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "users"), USERS, ids=[statement for statement, _ in USERS])
def test_names_of_users_are_declared_wherever_a_statement_has_them(statement: str, users: list[str]) -> None:
    assert [text.value for text in texts_of(statement, "in.sql") if text.entity == "USERNAME"] == users


def test_a_new_name_of_a_user_is_an_identifier() -> None:
    changed = copy(b"ALTER TABLE t OWNER TO akeller;\n", "in.sql", swap("akeller", "b.ruiz"))
    assert changed == b"ALTER TABLE t OWNER TO b_ruiz;\n"


def test_written_line_breaks_of_sqlite_are_line_breaks() -> None:
    dump = "INSERT INTO t VALUES(replace(replace('Anna Keller\\r\\nit''s 5','\\r',char(13)),'\\n',char(10)));\n"

    texts = [text.value for text in texts_of(dump, "in.sql")]
    assert "Anna Keller\r\nit's 5" in texts
    changed = copy(dump.encode(), "in.sql", swap("Anna Keller", "D'Arc"))
    assert changed == dump.replace("Anna Keller", "D''Arc").encode()
    assert copy(dump.encode(), "in.sql") == dump.encode()


def test_options_of_a_full_text_index_stay() -> None:
    create = "CREATE VIRTUAL TABLE f USING fts5(body, tokenize = 'porter unicode61', prefix='2 3', content='');"

    changed = copy(create.encode(), "in.sql", lambda text: "Ruiz").decode()

    assert "tokenize = 'porter unicode61', prefix='2 3'" in changed
    with sqlite3.connect(":memory:") as opened:
        opened.execute(copy(create.encode(), "in.sql", swap("porter", "Ruiz")).decode())
