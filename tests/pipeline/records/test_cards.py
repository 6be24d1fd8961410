"""vCard and iCalendar: values of every position, escapes, folds and quoted-printable, dates, and lines that stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import BrokenRecord, ReadOptions, Record
from pipeline.records.cards.lines import Unfolded, content_lines
from pipeline.records.sniff import sniff
from pipeline.records.structured.dates import date_style
from tests.pipeline.records.copies import copy, records_of, swap, texts_of, values_of

# New texts that would end every position that they are not escaped for.
NEWS = ["Zoe", 'Zoë; "X", : = \\ ^ %41 =41 a\nb', "-", "", " x", "\U0001f600", "\x07", "\\n", "z" * 200]

CARD = "BEGIN:VCARD\r\nVERSION:{}\r\n{}\r\nEND:VCARD\r\n"
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
CARDS = {
    "name": CARD.format("3.0", "N:x;Anna;y,Anna;;"),
    "full name": CARD.format("4.0", "FN:x Anna y"),
    "group": CARD.format("3.0", "item1.NOTE:Anna\\, x\\; y\\nz\\\\"),
    "folded": CARD.format("3.0", "NOTE:x An\r\n na y"),
    "escape in a fold": CARD.format("3.0", "NOTE:Anna x\\\r\n ny"),
    "parameter": CARD.format("4.0", 'ADR;LABEL="Anna\nx^nz":;;s;;;;'.replace("\n", " ")),
    "bare parameter": CARD.format("4.0", "N;SORT-AS=Anna:x;y;;;"),
    "custom parameter": CARD.format("4.0", "TEL;X-LABEL=Anna:1234567"),
    "bare value": CARD.format("2.1", "TEL;HOME;Anna:1234567"),
    "custom property": CARD.format("3.0", "X-NICK;TYPE=x:a Anna; b, c"),
    "quoted-printable": CARD.format("2.1", "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:x=C3=BC Anna=0D=0Ay=3Bz"),
    "soft break": CARD.format("2.1", "NOTE;ENCODING=QUOTED-PRINTABLE:x An=\r\nna=20=\r\ny"),
    "printable name": CARD.format("2.1", "N;QUOTED-PRINTABLE:x=C3=BC;Anna"),
    "latin": CARD.format("2.1", "FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller Anna"),
    "no property": CARD.format("3.0", "Anna x"),
    "link": CARD.format("3.0", "URL:https://example.org/Anna;x,y"),
    "token": CARD.format("3.0", "KIND:Anna"),
}
CALENDARS = {
    "summary": CALENDAR.format("SUMMARY:x\\, Anna"),
    "common name": CALENDAR.format('ATTENDEE;CN=Anna;ROLE=CHAIR:mailto:x@y.com\r\nORGANIZER;CN="Anna, x":x'),
    "address": CALENDAR.format('ATTENDEE;SENT-BY="mailto:Anna@y.com";CN=x:MAILTO:Anna@x.com'),
    "list": CALENDAR.format("CATEGORIES:x,Anna,y\\,Anna"),
    "attachment": CALENDAR.format("ATTACH;FILENAME=Anna.pdf:https://example.org/Anna.pdf"),
    "alarm": CALENDAR.format("BEGIN:VALARM\r\nDESCRIPTION:Anna\r\nEND:VALARM"),
    "html": CALENDAR.format("X-ALT-DESC;FMTTYPE=text/html:<p>x\\, <b>Anna</b></p>"),
    "markup": CALENDAR.format("DESCRIPTION:x<br>Anna\\n<a href=\"Anna\">z</a>"),
    "zone": CALENDAR.format("DTSTART;TZID=Anna:20250312T101500"),
    "calendar name": "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Anna\r\nBEGIN:VTODO\r\nCOMMENT:x\r\nEND:VTODO\r\nEND:VCALENDAR",
    "zone with a comment": "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Anna\nCOMMENT:Anna\nEND:VTIMEZONE\nEND:VCALENDAR",
}  # fmt: skip
FILES = {("in.vcf", name): one for name, one in CARDS.items()} | {
    ("in.ics", name): one for name, one in CALENDARS.items()
}
# Places that hold a name of the format or a single line.
CANNOT_HOLD_ANY = ("token", "no property", "bare value", "zone", "zone with a comment", "html", "markup", "link", "latin", "attachment")  # fmt: skip


def shape(content: str) -> list[tuple[str, int]]:
    return [(line.name, len(line.labels)) for line in content_lines(Unfolded(content).text) if line.name]


@pytest.mark.parametrize("new", NEWS)
@pytest.mark.parametrize(("name", "position"), FILES)
def test_a_value_in_any_position_is_replaced_and_the_lines_keep_their_structure(
    name: str, position: str, new: str
) -> None:
    content = FILES[name, position]

    changed = copy(content.encode(), name, swap("Anna", new), may_be_broken=False).decode()

    assert "Anna" not in Unfolded(changed).text
    assert shape(changed) == shape(content)
    if position not in CANNOT_HOLD_ANY and "\x07" not in new and new.strip(" -"):
        before, after = (sorted(text.value for text in texts_of(one, name)) for one in (content, changed))
        assert after == sorted(value.replace("Anna", new) for value in before)


def test_the_parts_of_a_contact_are_declared() -> None:
    content = CARD.format(
        "3.0",
        "N:Keller;Anna;Maria;Dr.;\r\nORG:Fabrikam;Sales\r\nADR;TYPE=HOME:;;Elm St 5;Leeds;;LS1 4DY;UK\r\n"
        "TEL;VALUE=uri:tel:+49-170-5550142\r\nEMAIL:a@b.com\r\nBDAY:--0312\r\nREV:20250312T101500Z\r\n"
        "X-EMPLOYEE-ID:E48213\r\nIMPP:xmpp:anna@b.com\r\nTITLE:Surgeon\r\nGEO:52.5;13.4\r\nURL:http://b.com/x",
    )

    found = values_of(content, "in.vcf")

    assert found == {
        "Keller": "PERSON:family", "Anna": "PERSON:given", "Maria": "PERSON:given", "Dr.": "", "Fabrikam": "ORGANIZATION",
        "Sales": "", "Elm St 5": "ADDRESS", "Leeds": "LOCATION", "LS1 4DY": "ZIP_CODE", "UK": "",
        "+49-170-5550142": "PHONE_NUMBER", "a@b.com": "EMAIL_ADDRESS", "2000-03-12": "DATE_OF_BIRTH",
        "2025-03-12T10:15:00Z": "TIMESTAMP", "E48213": "EMPLOYEE_ID", "anna@b.com": "EMAIL_ADDRESS", "Surgeon": "JOB_TITLE",
        "52.5": "GEO_COORDINATES", "13.4": "GEO_COORDINATES", "http://b.com/x": "URL",
    }  # fmt: skip


def test_the_parts_of_an_event_are_declared() -> None:
    content = CALENDAR.format(
        "DTSTART;VALUE=DATE:20250312\r\nEXDATE:20250319T101500Z,20250326T101500Z\r\nRRULE:FREQ=WEEKLY;UNTIL=20251231\r\n"
        "ATTENDEE;CN=Anna Keller (Sales):mailto:anna@b.com\r\nORGANIZER;CN=Support Team:mailto:help@b.com\r\n"
        "FREEBUSY:20250401T080000Z/PT1H\r\nCREATED:20250301T080000Z"
    )

    assert values_of(content, "in.ics") == {
        "2025-03-12": "DATE_TIME", "2025-03-19T10:15:00Z": "DATE_TIME", "2025-03-26T10:15:00Z": "DATE_TIME",
        "2025-12-31": "DATE_TIME", "Anna Keller": "PERSON", " (Sales)": "", "anna@b.com": "EMAIL_ADDRESS",
        "Support Team": "", "help@b.com": "EMAIL_ADDRESS", "2025-04-01T08:00:00Z": "DATE_TIME",
        "2025-03-01T08:00:00Z": "TIMESTAMP",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "new", "expected"),
    [
        ("20250312T101500Z", "2024-01-02T03:04:05Z", "20240102T030405Z"),
        ("2025-03-12", "2024-01-02", "2024-01-02"),
        ("20250312", "2024", "20240101"),
        ("20250312T101500", "before 1936", "19360101T000000"),
        ("202503121015-0500", "2024-01-02T03:04+0000", "202401020304+0000"),
        ("20250312", "<DATE_TIME>", "<DATE_TIME>"),
    ],
)
def test_a_new_date_is_written_in_the_form_of_the_old_one(written: str, new: str, expected: str) -> None:
    style = date_style(written, is_full=True)

    assert style
    assert style.otherwise(new) == expected


def test_shorter_dates_stay_shorter_where_the_format_has_them() -> None:
    for written, new, expected in [
        ("--0312", "2000-04-05", "--0405"),
        ("--0312", "2024", ""),
        ("19850412", "1985", "1985"),
    ]:
        style = date_style(written, is_full=False)
        assert style
        assert style.otherwise(new) == expected


STAYING = """BEGIN:VCALENDAR
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;UNTIL=20251231T000000Z;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID=W. Europe Standard Time:99999999999
SEQUENCE:0
STATUS:CONFIRMED
TRIGGER;RELATED=END:-PT15M
DURATION:PT1H30M
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
END:VCALENDAR
"""


def test_time_zones_and_words_of_the_format_stay() -> None:
    assert values_of(STAYING, "in.ics") == {"99999999999": "DATE_TIME"}
    assert not texts_of(CARD.format("3.0", "CLASS:PUBLIC\r\nTEL;TYPE=CELL,VOICE;PREF=1:"), "in.vcf")


def test_each_contact_and_each_component_is_a_record_numbered_by_its_line() -> None:
    cards = (CARD.format("3.0", "FN:x Anna")) * 3
    events = STAYING.replace("END:VCALENDAR", "BEGIN:VTODO\nSUMMARY:x Anna\nEND:VTODO\nEND:VCALENDAR")

    assert [record.number for record in records_of(cards, "in.vcf")] == [1, 5, 9]
    found = records_of(events, "in.ics")
    assert [(record.number, record.is_blank) for record in found if isinstance(record, Record)] == [
        (1, True), (2, True), (11, False), (19, False), (22, True),
    ]  # fmt: skip


@pytest.mark.parametrize("shard_bytes", [1, 100, 1 << 20])
def test_a_large_file_is_divided_between_contacts(shard_bytes: int) -> None:
    content = b"\xef\xbb\xbf" + CARD.format("3.0", "FN:Anna x").encode() * 20

    changed = copy(content, "in.vcf", swap("Anna", "Zoe"), shard_bytes=shard_bytes, may_be_broken=False)

    assert changed == content.replace(b"Anna", b"Zoe")


def test_a_contact_that_cannot_be_read_is_blocked_alone_with_its_line() -> None:
    good, bad = CARD.format("3.0", "FN:x"), CARD.format("2.1", "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=Anna:=C3=28Anna")

    found = records_of(good + bad + good, "in.vcf")

    (broken,) = [record for record in found if isinstance(record, BrokenRecord)]
    assert (broken.number, broken.reason) == (5, "a value cannot be read, in line 7")
    assert len(found) == 3


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (CARD.format("3.0", "FN:x\r\nPHOTO;ENCODING=b;TYPE=JPEG:QW5u\r\n YQ=="), "in.vcf"),
        (CARD.format("2.1", "FN:x\r\nKEY;BASE64:\r\n QW5uYQ==\r\n"), "in.vcf"),
        (CARD.format("4.0", "FN:x\r\nPHOTO:data:image/png;base64,QW5uYQ=="), "in.vcf"),
        (CALENDAR.format("SUMMARY:x\r\nATTACH;VALUE=BINARY;ENCODING=BASE64:QW5uYQ=="), "in.ics"),
    ],
)
def test_files_in_a_contact_or_an_event_are_unscannable_with_their_line(content: str, name: str) -> None:
    found = [one for record in records_of(content, name) if isinstance(record, Record) for one in record.unscannable]

    assert (
        found == ["a binary value in line 4"] or found == ["a value in line 4"] or found == ["a binary value in line 5"]
    )


def test_fields_are_kept_or_named_by_the_user() -> None:
    content = CARD.format("3.0", "N:Keller;Anna;;;\r\nX-BADGE:77\r\nNOTE:x")

    found = values_of(
        content, "in.vcf", ReadOptions(fields={"N.given": "keep", "X-BADGE": "EMPLOYEE_ID", "NOTE": "keep"})
    )

    assert found == {"Keller": "PERSON:family", "77": "EMPLOYEE_ID"}


def test_lines_may_end_with_cr_alone() -> None:
    content = CARD.format("3.0", "N:Keller;Anna;;;\r\nNOTE:x An\r\n na").replace("\r\n", "\r")

    assert values_of(content, "in.vcf") == {"Keller": "PERSON:family", "Anna": "PERSON:given", "x Anna": ""}
    changed = copy(content.encode(), "in.vcf", swap("Anna", "Zoe"), may_be_broken=False).decode()
    assert changed == content.replace(";Anna", ";Zoe").replace("An\r na", "Zoe")


def test_only_lines_with_a_new_value_are_folded_anew() -> None:
    kept = "NOTE:x\r\n  y\r\n\tz\r\n"
    content = CARD.format("3.0", kept + "FN:Anna " + "y" * 60 + "\r\n  end")

    changed = copy(content.encode(), "in.vcf", swap("Anna", "Zoe" * 5), may_be_broken=False).decode()

    assert kept in changed
    assert max(map(len, changed.split("\r\n"))) <= 75
    assert Unfolded(changed).text == Unfolded(content).text.replace("Anna", "Zoe" * 5)


@pytest.mark.parametrize(
    ("sample", "path", "expected"),
    [
        (b"BEGIN:VCARD\r\n", "x.vcf", "vcard"),
        (b"begin:vcard\nVERSION:3.0", "contacts", "vcard"),
        (b"\xef\xbb\xbfBEGIN:VCALENDAR\n", "x.txt", "icalendar"),
        (b"x", "x.ics.gz", "icalendar"),
        (b"BEGIN: VCARD\n", "x.md", "text"),
    ],
)
def test_contacts_and_calendars_are_recognized(sample: bytes, path: str, expected: str) -> None:
    assert sniff(sample, path) == expected


PIECES = st.text(
    st.sampled_from("ab1 \n\r\t'\"\\;:=,.-^<>\u00e9"), max_size=30
) | st.sampled_from(["BEGIN:VCARD\n", "END:VCARD\n", "VERSION:2.1\n", "N:", "NOTE;QUOTED-PRINTABLE:", "\r\n ", "BEGIN:VEVENT\n", "CN="])  # fmt: skip


@pytest.mark.parametrize("name", ["in.vcf", "in.ics"])
@given(pieces=st.lists(PIECES, max_size=8))
def test_any_file_round_trips(name: str, pieces: list[str]) -> None:
    content = "".join(pieces).encode()
    if not any(isinstance(record, BrokenRecord) for record in records_of(content, name)):
        assert copy(content, name) == content


@pytest.mark.parametrize("name", ["in.vcf", "in.ics"])
@given(before=st.lists(PIECES, max_size=4), after=st.lists(PIECES, max_size=4))
def test_a_value_anywhere_in_a_file_is_found(name: str, before: list[str], after: list[str]) -> None:
    content = f"{''.join(before)}Quack@enbush{''.join(after)}".encode()
    records = records_of(content, name)
    if not any(isinstance(record, Record) and record.unscannable for record in records):
        assert b"Quack" not in copy(content, name, swap("Quack", ""))


@pytest.mark.parametrize("name", ["in.vcf", "in.ics"])
def test_an_empty_file_has_no_record(name: str) -> None:
    assert records_of(b"", name) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["BEGIN:VCARD\n", "N:", ";", "=", "\\", " \n", "x;A=", '"', ",", "\r\n ", "BEGIN:VEVENT", "a."]
)
def test_hostile_files_are_read_in_linear_time(piece: str) -> None:
    for name in ("in.vcf", "in.ics"):
        records_of(piece * (100_000 // len(piece)), name)
        records_of("NOTE;QUOTED-PRINTABLE:" + piece * (100_000 // len(piece)), name)
