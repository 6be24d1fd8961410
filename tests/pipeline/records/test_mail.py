"""Mail: texts in every position of a message, and everything else byte for byte as it was."""

import base64
import io
import json
from collections.abc import Callable
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import RecordError, Text
from pipeline.errors import MailError
from pipeline.records import BrokenRecord, ReadOptions, Record, plan, read
from tests.conftest import Command
from tests.pipeline.records import copies

NAME = "Maria Delgado"
HEAD = b"From: a@b.example\r\nMIME-Version: 1.0\r\n"


def records(content: bytes, name: str = "a.eml", options: ReadOptions | None = None) -> list[Record | BrokenRecord]:
    planned = plan(io.BytesIO(content), name, 1)
    return [one for shard in planned.shards for one in read(io.BytesIO(content), shard, options or ReadOptions())]


def texts(content: bytes, name: str = "a.eml", options: ReadOptions | None = None) -> list[str]:
    found = records(content, name, options)
    assert all(isinstance(one, Record) for one in found), found
    return [text.value for one in found if isinstance(one, Record) for text in one.texts]


def copy(content: bytes, change: Callable[[str], str] = str, name: str = "a.eml") -> bytes:
    return copies.copy(content, name, lambda text: change(text.value), shard_bytes=1, may_be_broken=False)


def renamed(text: str) -> str:
    return text.replace(NAME, "Ann Lee").replace("Delgado, Maria", "Lee, Ann").replace("Zoë", "Ida")


def accented(text: str) -> str:
    return text.replace(NAME, "Ænn Łee")


def body(fields: str, content: bytes) -> bytes:
    return HEAD + fields.replace("\n", "\r\n").encode() + b"\r\n\r\n" + content


@pytest.mark.parametrize(
    ("field", "found", "changed"),
    [
        (b"To: Maria Delgado <m@x.test>", [NAME, "m@x.test"], b"To: Ann Lee <m@x.test>"),
        (b'To: "Delgado, Maria" <m@x.test>,\n\tb@x.test', ["Delgado, Maria", "m@x.test", "b@x.test"], b'To: "Lee, Ann" <m@x.test>,\n\tb@x.test'),
        (b"Cc: m@x.test (Maria Delgado)", ["m@x.test", NAME], b"Cc: m@x.test (Ann Lee)"),
        (b"Cc: Team: Maria\n Delgado <m@x.test>;", ["Team", NAME, "m@x.test"], b"Cc: Team: Ann Lee <m@x.test>;"),
        (b"From: =?utf-8?B?Wm/Dqw==?= =?utf-8?B?IFdvbmc=?= <z@x.test>", ["Zoë Wong", "z@x.test"], b"From: Ida Wong <z@x.test>"),
        (b"From: =?utf-8?Q?Delgado,_Maria?= <z@x.test>", ["Delgado, Maria", "z@x.test"], b'From: "Lee, Ann" <z@x.test>'),
        (b"Subject: For Maria\n Delgado, =?latin1?Q?gr=FC=DFe?=", ["For Maria Delgado, grüße"], b"Subject: For Ann\n Lee, =?latin1?Q?gr=FC=DFe?="),
        (b"Subject: =?utf-8?q?Zo=C3?= =?utf-8?q?=AB?= is here", ["Zoë is here"], b"Subject: =?utf-8?q?Ida?= is here"),
        (b"X-Note:  Maria Delgado \n\there", ["Maria Delgado here"], b"X-Note:  Ann Lee \n\there"),
        (b"References: <a@x.test>\n <b@x.test>", ["a@x.test", "b@x.test"], b"References: <a@x.test>\n <b@x.test>"),
        (b"DKIM-Signature: v=1; d=x.test;\n b=ab\n c=", ["x.test"], b"DKIM-Signature: v=1; d=x.test;\n b=ab\n c="),
        (b"X-Maria-Delgado: 1", ["Maria-Delgado", "1"], b"X-Maria-Delgado: 1"),
        (b'Content-Type: text/plain; name="Maria Delgado.txt"', [NAME], b'Content-Type: text/plain; name="Ann Lee.txt"'),
        (b"Content-Type: text/plain; name*=utf-8''Zo%C3%AB.txt", ["Zoë"], b'Content-Type: text/plain; name="Ida.txt"'),
        (b"Content-Disposition: inline;\n filename*0=\"Maria Del\";\n filename*1=gado.txt; size=3", [NAME], b'Content-Disposition: inline;\n filename="Ann Lee.txt"; size=3'),
        (b'Content-Disposition: inline; filename="=?utf-8?Q?Zo=C3=AB.txt?="', ["Zoë"], b'Content-Disposition: inline; filename="=?utf-8?Q?Ida=2Etxt?="'),
        (b"Content-Type: text/plain; charset=utf-8; Maria Delgado", [NAME], b"Content-Type: text/plain; charset=utf-8; Ann Lee"),
    ],
    ids=lambda value: value[:40].decode() if isinstance(value, bytes) else "",
)  # fmt: skip
def test_texts_of_header_fields(field: bytes, found: list[str], changed: bytes) -> None:
    content = field + b"\n\n"
    assert texts(content) == found
    assert copy(content) == content
    assert copy(content, renamed) == changed + b"\n\n"


@pytest.mark.parametrize(
    ("field", "old", "new", "changed"),
    [
        (b"Date: Tue, 4 Mar 2025 10:00:00 +0100 (CET)", "10:00:00 +0100", "09:00:00 +0000", b"Date: Tue, 4 Mar 2025 09:00:00 +0000"),
        (b"Date: Tue, 4 Mar 2025 10:00:00 +0100 (CET)", "4 Mar", "8 Apr", b"Date: Tue, 8 Apr 2025 10:00:00 +0100 (CET)"),
        (b"Received: by x (y);\n Tue, 4 Mar 2025 10:00:00 -0800\n (Pacific Standard Time)", "Tue, 4 Mar 2025 10:00:00 -0800", "2025", b"Received: by x (y);\n 2025"),
    ],
)  # fmt: skip
def test_the_name_of_a_zone_goes_with_its_offset(field: bytes, old: str, new: str, changed: bytes) -> None:
    assert copy(field + b"\n\n", lambda text: text.replace(old, new)) == changed + b"\n\n"


def test_display_names_and_addresses_are_declared() -> None:
    content = b'From: Maria Delgado (Sales) <m@x.test>\nReply-To: Support Team <s@x.test>\nTo: "Maria Delgado | X1" <maria>\nCc: undisclosed-recipients:;\n\n'
    (record,) = records(content)
    assert isinstance(record, Record)
    assert record.texts == (
        Text(NAME, "PERSON"),
        Text("Sales", context="from name"),
        Text("m@x.test", "EMAIL_ADDRESS"),
        Text("Support Team", context="reply-to name"),
        Text("s@x.test", "EMAIL_ADDRESS"),
        Text(NAME, "PERSON"),
        Text(" | X1", context="to name"),
        Text("maria", "USERNAME"),
        Text("undisclosed-recipients", context="cc name"),
    )


def test_what_has_no_ascii_form_is_encoded() -> None:
    content = b"From: Maria Delgado <m@x.test>\r\nSubject: Ask Maria Delgado now\r\nContent-Type: text/plain; name=Maria Delgado\r\n\r\nhi\r\n"
    changed = copy(content, accented)
    assert changed.isascii()
    parsed = message_from_bytes(changed, policy=policy.default)
    assert parsed["from"].addresses[0].display_name == "Ænn Łee"
    assert parsed["subject"] == "Ask Ænn Łee now"
    assert parsed.get_param("name") == ("utf-8", "", "Ænn Łee") or parsed["content-type"].params["name"] == "Ænn Łee"


def test_a_new_value_cannot_add_a_header_field() -> None:
    content = b"From: Maria Delgado <m@x.test>\r\nSubject: Maria Delgado\r\n\r\n"
    changed = copy(content, lambda text: text.replace(NAME, "a\r\nBcc: x@y.test\r\n\r\nb"))
    assert message_from_bytes(changed).keys() == ["From", "Subject"]


FLOWED = "Content-Type: text/plain; format=flowed"
QP = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable"


@pytest.mark.parametrize(
    ("fields", "content", "found", "changed"),
    [
        ("Content-Type: text/plain", b"Ask Maria Delgado\r\n", "Ask Maria Delgado\r\n", b"Ask Ann Lee\r\n"),
        (QP, b"=3D=2e one\r\nMaria Del=\r\ngado =C3=A9\r\n", "=. one\r\nMaria Delgado é\r\n", b"=3D=2e one\r\nAnn Lee =C3=A9\r\n"),
        (QP, b"Maria=20= \r\nDelgado=", NAME, b"Ann Lee"),
        (QP.replace("utf-8", "latin1"), b"Zo=EB\n", "Zoë\n", b"Ida\n"),
        ("Content-Transfer-Encoding: BASE64", b"TWFyaWEg\r\nRGVsZ2Fk\r\nbw==\r\n", NAME, b"QW5uIExl\r\nZQ==\r\n"),
        ("Content-Transfer-Encoding: base64", b"TWFyaWEgRGVsZ2Fkbw", NAME, b"QW5uIExlZQ=="),
        (FLOWED, b"> ask Maria \r\n> Delgado\r\nbye \r\n", "> ask Maria Delgado\r\nbye \r\n", b"> ask Ann Lee\r\nbye \r\n"),
        (FLOWED + "; delsp=yes", b"ask Maria Del \r\ngado\r\n", "ask Maria Delgado\r\n", b"ask Ann Lee\r\n"),
        (FLOWED, b"bye \r\n-- \r\nMaria \r\nDelgado", "bye -- \r\nMaria Delgado", b"bye \r\n-- \r\nAnn Lee"),
        ("Content-Type: text/calendar", b"X:\r\n y\r\nATTENDEE;CN=Maria Del\r\n gado:\r\n", NAME, b"X:\r\n y\r\nATTENDEE;CN=Ann Lee:\r\n"),
        ("Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64", base64.b64encode(NAME.encode("utf-16")), NAME, base64.b64encode("Ann Lee".encode("utf-16"))),
        ("Content-Type: text/plain; charset=us-ascii", "Zoë".encode(), "Zoë", b"Ida"),
        ("Content-Type: text/plain; charset=iso-8859-1", "Zoë ’".encode("cp1252"), "Zoë ’", b"Ida =E2=80=99"),
    ],
)  # fmt: skip
def test_body_is_decoded_and_written_in_its_encoding(fields: str, content: bytes, found: str, changed: bytes) -> None:
    message = body(fields, content)
    assert texts(message)[-1] == found
    assert copy(message) == message
    assert copy(message, renamed).endswith(b"\r\n\r\n" + changed)


@pytest.mark.parametrize(
    ("fields", "transfer"),
    [
        ("Content-Type: text/plain; charset=us-ascii", "quoted-printable"),
        ("Content-Type: text/plain;\n charset=\"iso-8859-1\"; format=flowed\nContent-Transfer-Encoding: 8bit", "quoted-printable"),
        ("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 7bit", "quoted-printable"),
        ("Content-Type: text/plain; charset=iso-2022-jp", "quoted-printable"),
        ("X-A: b", "quoted-printable"),
    ],
)  # fmt: skip
def test_a_character_that_the_charset_lacks_changes_the_part_to_utf_8(fields: str, transfer: str) -> None:
    parsed = message_from_bytes(copy(body(fields, b"Hello Maria Delgado.\r\n"), accented), policy=policy.default)
    assert parsed["content-transfer-encoding"] == transfer
    assert parsed.get_content_charset() == "utf-8"
    assert parsed.get_content().splitlines() == ["Hello Ænn Łee."]
    assert not parsed.defects


def multipart(*parts: bytes, kind: str = "mixed", end: bytes = b"--b--\r\n") -> bytes:
    lines = b"".join(b"--b\r\n" + part + b"\r\n" for part in parts)
    return (
        HEAD + f"Content-Type: multipart/{kind}; boundary=b\r\n\r\n".encode() + b"before\r\n" + lines + end + b"after"
    )


HTML = "Content-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable"


def test_html_is_read_as_markup_in_the_character_set_of_its_part() -> None:
    content = body(HTML, b'<meta charset=3D"utf-8"><p title=3D"Zo=EB">Zo=EB <b>Maria</b> Delgado</p>\n')

    assert "Zoë Maria Delgado" in texts(content)
    assert copy(content) == content
    assert copy(content, renamed).endswith(b'<p title=3D"Ida">Ida <b>Ann</b> Lee</p>\n')


PDF = b"Content-Type: application/pdf; name=x.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n"
CSV = b"Content-Type: text/csv\r\n\r\nfull_name,notes\r\nMaria Delgado,\r\n"


def test_every_part_has_its_texts() -> None:
    nested = b"Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nMaria Delgado\r\n"
    content = multipart(b"\r\nplain\r\n", CSV, b"Content-Type: text/html\r\n\r\n<b>bold</b>\r\n", nested)
    (record,) = records(content)
    assert isinstance(record, Record)
    assert [text.value.strip() for text in record.texts] == [
        "a@b.example", "before", "plain", "full_name,notes", NAME, "bold", "inner", NAME, "after",
    ]  # fmt: skip
    assert record.texts[4].entity == "PERSON"
    assert record.unscannable == ()
    assert copy(content) == content
    assert copy(content, renamed) == content.replace(NAME.encode(), b"Ann Lee")


@pytest.mark.parametrize(
    ("content", "paths"),
    [
        (multipart(b"\r\nx", PDF), ("part 2 (application/pdf)",)),
        (body("Content-Type: image/png\nContent-Transfer-Encoding: base64", b"iVBO"), ("the message (image/png)",)),
        (body("Content-Transfer-Encoding: x-uuencode", b"begin"), ("the message (text/plain)",)),
        (body("", b"begin 644 a.doc\nM123\n`\nend\n"), ("the message (text/plain)",)),
        (body("", b"text\n--b\nContent-Transfer-Encoding: base64\n\nJVBE\n"), ("the message (text/plain)",)),
        (body("", b"see\n" + (b"QUJD" * 19 + b"\r\n") * 3), ("the message (text/plain)",)),
        (multipart(b"\r\nx").replace(b"after", b"begin 644 a\nM"), ("the message (text outside of its parts)",)),
        (body("Content-Type: text/plain; charset=latin1\nContent-Transfer-Encoding: base64", base64.b64encode(b"PK\3\4\x9a\xe1")), ("the message (text/plain)",)),
        (body("", b"{\\rtf1 Zo\\'eb}"), ("the message (text/plain)",)),
        (body("Content-Type: text/html", b'<img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA">'), ("the message (text/html)",)),
        (body("Content-Type: application/json", b'{"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AA"}}]}]}'), ("the message messages[0].content[0].image_url.url",)),
    ],
)  # fmt: skip
def test_files_are_unscannable(content: bytes, paths: tuple[str, ...]) -> None:
    (record,) = records(content)
    assert isinstance(record, Record)
    assert record.unscannable == paths
    assert copy(content) == content


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (body("Content-Transfer-Encoding: base64", b"TWFy!"), "the message: the base64 text is damaged"),
        (body("Content-Transfer-Encoding: base64", b"TWFyaWEg\r\n--\r\nlist footer"), "base64"),
        (body("Content-Type: text/plain", b"Zo\xeb"), "neither in its declared"),
        (body("Content-Type: text/plain; charset=punycode", b"Zo\xeb"), "neither in its declared"),
        (b"Subject: Zo\xeb\n\n", "neither ASCII nor UTF-8"),
        (b"Subject: =?utf-8?B?TWFyaWEg\n\n", "does not end"),
        (b"Subject: =?utf-8?B?TWFya!Eg?=\n\n", "is damaged"),
        (b"Content-Disposition: inline; filename*=utf-8''Maria%20Delgado=?utf-8?Q?Maria_Delgado?=\n\n", "within its encoding"),
        (b"Content-Type: text/plain\nContent-Type: image/png\n\n", "two content-type fields"),
        (body("Content-Type: multipart/mixed", b"--b\n"), "no boundary"),
        (body("Content-Type: multipart/mixed; boundary=b", b"nothing"), "no boundary lines"),
        (body("Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64", b"--b\n\nx"), "encoded as a whole"),
        (multipart(b"Content-Transfer-Encoding: base64\r\n\r\n?"), "part 1: the base64"),
        (multipart(b"Content-Type: message/rfc822\r\n\r\n" * 30), "levels of parts"),
        (b"Content-Type: application/json\n\n{", "application/json"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_blocked(content: bytes, reason: str) -> None:
    (record,) = records(content)
    assert isinstance(record, BrokenRecord), record
    assert reason in record.reason


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"no header at all",
        b"Subject: no body",
        b"Subject: x\nno empty line\n",
        b" continued\nSubject: x\n\nbody",
        b"\xef\xbb\xbfSubject: x\n\nbody",
        b"Subject: x\r\rold Mac line ends\r",
        b'From: <"(,;:@ \\\n\n',
        multipart(b"\r\ntruncated", end=b""),
        multipart(b"\r\none", end=b"--b\r\n\r\ntwo\r\n--b-"),
        multipart(b"", b"\r\nx"),
        multipart(b"Subject: a\n\nx", kind="digest"),
        HEAD + b"X: " + b" " * 3_000_000 + b"x\n\n" + b"=" * 3_000_000,
        HEAD + b"To: " + b'"(<=?' * 20_000 + b"\n\n",
        b"From: a\n\n" + b"begin " * 300_000,
        body(FLOWED, b"> \r\n" * 50_000),
        body("Content-Type: text/calendar", b" x\r\n" * 50_000),
    ],
    ids=range(18),
)
def test_malformed_mail_is_copied_as_it_is(content: bytes) -> None:
    assert copy(content) == content
    copy(content, lambda text: text + "x")


MBOX = (
    b"From maria@x.test Mon Mar  3 10:15:37 2025\nSubject: one\n\nDear all,\n>From Maria Delgado\nFrom here on\n\nFrom here, too\n\n"
    b"From MAILER-DAEMON Fri Jul  8 12:08:34 2011\nSubject: two\n\nMaria Delgado\n"
)


@pytest.mark.parametrize("name", ["a.mbox", "a.eml", "Inbox", "notes.txt"])
def test_messages_of_an_mbox_file_are_records(name: str) -> None:
    assert plan(io.BytesIO(MBOX), name).format == "mbox"
    found = records(MBOX, name)
    assert [one.number for one in found] == [1, 2]
    assert texts(MBOX, name)[:4] == [
        "maria@x.test", " Mon Mar  3 10:15:37 2025", "one",
        "Dear all,\nFrom Maria Delgado\nFrom here on\n\nFrom here, too\n\n",
    ]  # fmt: skip
    assert copy(MBOX, name=name) == MBOX
    assert copy(MBOX, renamed, name=name) == MBOX.replace(NAME.encode(), b"Ann Lee")


def test_no_line_of_a_changed_mbox_message_begins_another_one() -> None:
    plain = b"From a@x.test Mon Mar  3 10:15:37 2025\nSubject: x\n\nMaria Delgado\n"
    encoded = plain.replace(b"\n\n", b"\nContent-Transfer-Encoding: quoted-printable\n\n")
    for content in (plain, encoded):
        changed = copy(
            content, lambda text: text.replace(NAME, "\nFrom b@x.test Mon Mar  3 10:15:37 2025\nTo: x"), "a.mbox"
        )
        assert len(records(changed, "a.mbox")) == 1


def test_an_oversized_message_is_blocked_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.records.mail.mbox.MAX_RECORD_BYTES", 100)
    found = records(MBOX, "a.mbox")
    assert [type(one) for one in found] == [BrokenRecord, Record]


@pytest.mark.parametrize(
    ("content", "name", "file_format"),
    [
        (b"Return-Path: <a@x.test>\nReceived: by x\nFrom: a@x.test\n\nhi", "cur/1204680122.27c448f.host:2,S", "eml"),
        (b"From: a\nTo: b\nSubject: c\nMessage-ID: <d@e>\n\nhi", "mail.txt", "eml"),
        (b"From: a\nTo: b\nSubject: c\nDate: d\n\nhi", "note", "text"),
        (b"Subject: hello\n\nFrom: a\nDate: b\nMessage-ID: c\n", "note", "text"),
        (b"From what I know, at 10:15 all is well.\nNote: yes\n", "note", "text"),
        (b"From Mon to Fri: 9\n", "hours.txt", "text"),
        (b"{}", "a.eml", "eml"),
        (b"date,from,subject\n1,2,3\n1,2,3\n", "a.csv", "csv"),
    ],
)
def test_mail_is_distinguished_from_ordinary_text(content: bytes, name: str, file_format: str) -> None:
    assert plan(io.BytesIO(content), name).format == file_format


def test_fields_and_class_of_a_message() -> None:
    content = b"From: m@x.test\nX-Class: public\nX-Ref: 12345\nSubject: s\n\n"
    options = ReadOptions({"x-ref": "CUSTOMER_ID", "SUBJECT": "keep"}, "x-class")
    (record,) = records(content, options=options)
    assert isinstance(record, Record)
    assert record.classification == "public"
    assert Text("12345", "CUSTOMER_ID") in record.texts
    assert "s" not in [text.value for text in record.texts]


LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=90)


@st.composite
def generated(draw: Any) -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = f"{NAME} <m@x.test>"
    message["Subject"] = " ".join(draw(LINE).split()) + f" {NAME} " + " ".join(draw(LINE).split())
    content = "\n".join(
        [*draw(st.lists(LINE, max_size=3)), f"Dear {NAME}, hello", *draw(st.lists(LINE, max_size=3)), ""]
    )
    message.set_content(content, cte=draw(st.sampled_from(["base64", "quoted-printable", "8bit"])))
    if draw(st.booleans()):
        message.add_alternative(
            f"<p>{NAME}</p>", subtype="html", cte=draw(st.sampled_from(["base64", "quoted-printable"]))
        )
    if draw(st.booleans()):
        message.add_attachment(f"name,x\n{NAME},2\n", subtype="csv", filename=f"{NAME}.csv")
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=-{number}")
    return message.as_bytes()


@given(generated())
def test_a_message_round_trips_and_replaced_values_are_gone(content: bytes) -> None:
    assert copy(content) == content
    changed = copy(content, renamed)
    before, after = (message_from_bytes(raw, policy=policy.default) for raw in (content, changed))
    for old, new in zip(before.walk(), after.walk(), strict=True):
        assert old.keys() == new.keys()
        assert NAME not in str(new["subject"]) + str(new["from"]) + str(new.get_filename())
        if not old.is_multipart():
            assert payload(new) == renamed(payload(old))


def payload(part: Message) -> str:
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    return raw.decode(part.get_content_charset("utf-8"))


@given(st.lists(st.sampled_from([b"--b", b"--b--", b"\r\n", b"\n", b"\r", b" ", b"From ", b">", b"Subject: x", b"Content-Type: text/plain", b"Content-Type: multipart/mixed; boundary=b", b"Content-Type: message/rfc822", b"Content-Transfer-Encoding: quoted-printable", b"=3D", b"=", b"\xc3\xab", b"\xf0", b"=?utf-8?Q?x?=", b";", b'"', b"a@b.c"]), max_size=30))  # fmt: skip
def test_whatever_is_read_is_written_unchanged(pieces: list[bytes]) -> None:
    for name in ("a.eml", "a.mbox"):
        for one in records(b"".join(pieces), name):
            if isinstance(one, Record):
                rendered = one.render([text.value for text in one.texts])
                assert rendered in b"".join(pieces)


HOSTILE = [
    b"--b", b"--b--", b"\r\n", b"\n", b"\r\n\r\n", b"\r", b" ", b"Subject: ", b"To: ", b"X: ", b"Content-Type: text/plain", b"Content-Type: text/plain; format=flowed",
    b"Content-Type: multipart/mixed; boundary=b", b"Content-Type: message/rfc822", b"Content-Type: image/png; name=", b"Content-Transfer-Encoding: quoted-printable",
    b"Content-Transfer-Encoding: base64", b"TWFyaWEgRGVsZ2Fkbw==", b"Maria Delgado", b"Maria =44elgado", b"=?utf-8?Q?Maria_Delgado?=", b"=?utf-8?B?TWFyaWEgRGVsZ2Fkbw==?=",
    b"=\r\n", b'"', b"<", b">", b"(", b")", b"a@b.test", b"MIME-Version: 1.0", b"Content-Disposition: attachment; filename=", b"; filename*=utf-8''Maria%20Delgado",
]  # fmt: skip


@given(st.lists(st.sampled_from(HOSTILE), max_size=25))
def test_no_reader_finds_a_replaced_value_in_what_is_read(pieces: list[bytes]) -> None:
    content = b"".join(pieces)
    for one in records(content):
        if isinstance(one, BrokenRecord) or one.unscannable:
            continue
        try:
            rendered = one.render([renamed(text.value) for text in one.texts])
        except MailError:
            continue  # the record is blocked
        for part in message_from_bytes(rendered).walk():
            shown = [str(make_header(decode_header(value))) for value in part.values()]
            shown.append(str(part.get_filename()))
            if not part.is_multipart():
                shown.append((part.get_payload(decode=True) or b"").decode("utf-8", "replace"))  # type: ignore[union-attr]
            assert NAME not in " ".join(shown), (content, rendered)


POLICY = "classification: mail\nextends: confidential\nloosen: [ner{LOOSEN}]\ndetection: {ner: off}\nunscannable: {UNSCANNABLE}\n"


@pytest.mark.parametrize(("unscannable", "code"), [("pass", 0), ("block", 3)])
def test_a_run_leaves_no_planted_value(heteronym: Command, tmp_path: Path, unscannable: str, code: int) -> None:
    (tmp_path / "mail.yaml").write_text(
        POLICY.replace("{UNSCANNABLE}", unscannable).replace("{LOOSEN}", ", unscannable" * (not code))
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.eml").write_bytes(
        multipart(b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode(b"Ask Zebulon Quackenbush"), PDF)
        .replace(b"a@b.example", b"Zebulon Quackenbush <zq@initech.com>")
        .replace(b"x.pdf", b"Zebulon_Quackenbush.pdf")
    )
    done = heteronym("run", "in", "-c", "mail.yaml", "-o", "out", "--json")
    assert done.returncode == code, done.stderr
    assert json.loads(done.stdout)["records"]["blocked"] == (code == 3)
    for path in (tmp_path / "out").rglob("*.eml"):
        copied = message_from_bytes(path.read_bytes())
        content = path.read_bytes() + b"".join(part.get_payload(decode=True) or b"" for part in copied.walk())  # type: ignore[misc]
        assert b"Quackenbush" not in content
        assert b"initech" not in content


@pytest.mark.slow
@pytest.mark.parametrize("start", [b'"', b"("])
def test_a_quotation_that_does_not_end_is_read_in_linear_time(start: bytes) -> None:
    content = b"To: " + start + (b"\\" + start) * 30_000 + b" <zq@initech.com>\n\nx\n"
    (found,) = records(content)
    assert isinstance(found, Record)
    assert "zq@initech.com" in [text.value for text in found.texts]


def test_a_binary_file_is_refused() -> None:
    with pytest.raises(RecordError, match="binary"):
        plan(io.BytesIO(b"Subject: x\n\n\x00"), "a.eml")
