"""Log files: keys that declare their values, JSON within lines, and the text between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import ReadOptions, Record
from pipeline.records.sniff import sniff
from tests.pipeline.records.copies import copy, records_of, swap, texts_of, values_of

NEWS = ["Zoe", 'Zoë "x" \' = , ; \\ {} \\n', "-", "", "a\nb\r\nc", "\U0001f600", "\x07", "<PERSON>"]
POSITIONS = {
    "text": "2025-03-12T10:15:00Z x Anna\nAnna\n",
    "bare": "a=1 user=Anna b=2\n",
    "double quotes": 'a="x Anna \\"y\\" \\\\" b=2\n',
    "single quotes": "a='x Anna' b=2\n",
    "key": "Anna=1 x\nAnna_Keller_x=2\n",
    "object": "x User{id=77, name=Anna Keller, c=d} Anna\n",
    "JSON line": '{"a": "Anna", "Anna Keller": [1, "Anna"]}\n',
    "JSON behind text": '2025 x {"a": {"b": "Anna"}} Anna={"a": "Anna"}\n',
    "no JSON": '{"a": "Anna"\n{Anna}\n',
    "structured data": '<34>1 2003-10-11T22:14:15Z h app 1 ID [x@1 user="Anna"] Anna\n',
    "access log": '81.2.69.142 - Anna [12/Mar/2025:10:15:38 +0100] "GET /Anna?x=Anna HTTP/1.1" 200 5 "-" "Anna"\n',
    "connection string": "Server=db7;User ID=Anna;Password=Anna;\n",
    "markup": '<add key="Anna" value="Anna"/>\n',
    "numbers": "location=48.64,9.45 x=Anna.\n",
}
SURE = ("bare", "double quotes", "JSON line", "JSON behind text", "structured data")


@pytest.mark.parametrize("new", NEWS)
@pytest.mark.parametrize("position", POSITIONS)
def test_a_value_in_any_position_is_replaced_and_the_lines_stay(position: str, new: str) -> None:
    content = POSITIONS[position]

    changed = copy(content.encode(), "in.log", swap("Anna", new), may_be_broken=False).decode()

    assert "Anna" not in changed
    if position in SURE and new.strip() and "\n" not in new:
        assert changed.count("\n") == content.count("\n")


def test_a_new_value_of_a_pair_is_read_as_what_it_is() -> None:
    content = 'a=1 user=Anna full_name="Anna" n=2\n'

    changed = copy(content.encode(), "in.log", swap("Anna", 'Zoe "X", \\ y'), may_be_broken=False)

    assert [text.value for text in texts_of(changed, "in.log")] == ['Zoe "X", \\ y'] * 2


@pytest.mark.parametrize(
    ("line", "value", "entity"),
    [
        ("level=info user_name=akeller x", "akeller", "USERNAME"),
        ('first_name="Anna Maria"', "Anna Maria", "PERSON:given"),
        ("2025 INFO client_ip=81.2.69.142, took=3", "81.2.69.142", "IP_ADDRESS"),
        ("Order{id=77, customer_id=4821, city=Bad Aibling}", "Bad Aibling", "LOCATION"),
        ("Order{id=77, customer_id=4821, city=Bad Aibling}", "4821", "CUSTOMER_ID"),
        ('x {"payload": {"city": "Leeds"}} y', "Leeds", "LOCATION"),
        ('[meta sequenceId="1" email="a@b.com"] x', "a@b.com", "EMAIL_ADDRESS"),
        ("employee_id='E-77'", "E-77", "EMPLOYEE_ID"),
    ],
)
def test_keys_declare_their_values(line: str, value: str, entity: str) -> None:
    assert values_of(line, "in.log")[value] == entity


def test_keys_are_the_context_of_other_values_and_short_numbers_no_text() -> None:
    found = {text.value: text.context for text in texts_of("took=12 badge=AB-77 msg=hello\n", "in.log")}

    assert found["AB-77"] == "badge"
    assert found["hello"] == "msg"
    assert "12" not in found


@pytest.mark.parametrize(
    "line",
    [
        "Authorization=Bearer abc def",
        "GET /x?user=anna&b=1 HTTP/1.1",
        "token QWxhZGRpbjpvcGVuIHNlc2FtZQ== used",
        "Server=db7;User ID=osprey_dbo;Password=x;",
        "session opened for user pkoval(uid=0)",
        "Set-Cookie: KC=ws3jt5zlj1va7kzof0m50134kl; x",
    ],
)
def test_what_belongs_together_is_one_text(line: str) -> None:
    assert [text.value for text in texts_of(line, "in.log")] == [line]


def test_lines_without_structure_are_one_text() -> None:
    content = "Exception in x\n  at a.b(C.java:7)\n  at d\n"

    assert [text.value for text in texts_of(content, "in.log")] == [content]


def test_a_line_says_nothing_about_the_classification_of_the_others() -> None:
    (record,) = records_of("classification=public x\nAnna\n", "in.log", ReadOptions(class_field="classification"))

    assert isinstance(record, Record)
    assert record.classification is None


def test_a_long_value_blocks_no_other_lines() -> None:
    (record,) = records_of(f"url=/{'x' * 400} data=abc\n", "in.log")

    assert isinstance(record, Record)
    assert record.unscannable == ()


def test_fields_are_kept_or_named_by_the_user() -> None:
    found = values_of(
        'job=Anna badge=77 x\n{"job": "Zoe"}', "in.log", ReadOptions(fields={"job": "keep", "badge": "EMPLOYEE_ID"})
    )

    assert found == {"77": "EMPLOYEE_ID", " x\n": ""}


def test_values_are_dropped() -> None:
    options = ReadOptions(fields={"a": "drop"})

    changed = copy(b'a=x b=y a="x z"\n{"a": "x", "b": 1}', "in.log", options=options, may_be_broken=False)

    assert changed == b'a= b=y a=""\n{"a": "", "b": 1}'


def test_a_long_log_is_divided_between_lines_and_numbered_by_them() -> None:
    content = ("user=akeller " + "x" * 500 + "\n") * 1_200

    records = records_of(content, "in.log")

    assert [record.number for record in records][:2] == [1, 1 + content[: 256 * 1024].count("\n")]
    assert copy(content.encode(), "in.log", shard_bytes=1000) == content.encode()


def test_a_log_is_recognized_by_its_name() -> None:
    assert sniff(b'{"a": 1}\n{"a": 2}\n', "x.log") == "log"
    assert sniff(b"x", "x.log.gz") == "log"


PIECES = st.lists(
    st.text(st.sampled_from("aA1 \n\r\t\"'\\=,;:{}[]()<>?&.-\u00e9"), max_size=20)
    | st.sampled_from(["user=", '"', '{"a": "', "User{a=b, c=", "<x ", "=="]),
    max_size=6,
)  # fmt: skip


@given(pieces=PIECES)
def test_any_file_round_trips(pieces: list[str]) -> None:
    content = "".join(pieces).encode()
    assert copy(content, "in.log", may_be_broken=False) == content


@given(before=PIECES, after=PIECES)
def test_a_value_anywhere_in_a_file_is_found(before: list[str], after: list[str]) -> None:
    content = f"{''.join(before)}Quack@enbush{''.join(after)}".encode()
    assert b"Quack" not in copy(content, "in.log", swap("Quack", ""), may_be_broken=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["a=", 'a="', "{", '{"a":', "(a=b,", "[a=b", "a,", "<a ", "=", "\\", "'", "a=1,", "a='"]
)
def test_hostile_files_are_read_in_linear_time(piece: str) -> None:
    records_of(piece * (200_000 // len(piece)), "in.log")
