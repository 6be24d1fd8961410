"""HL7 v2: fields by their tables, escapes, separators of the message, names over components, batches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import BrokenRecord, ReadOptions, Record
from pipeline.records.hl7.styles import Separators
from pipeline.records.sniff import sniff
from tests.pipeline.records.copies import copy, records_of, swap, texts_of, values_of

NEWS = ["Zoe", "Zoë | ^ ~ \\ & \\F\\ x", "-", "", "a\nb\r\nc", "\U0001f600", "\x07", "MSH|^~\\&|"]
HEADER = "MSH|^~\\&|A|B|C|D|20250312071500||ADT^A01|1|P|2.5\r"
POSITIONS = {
    "header": "MSH|^~\\&|x Anna|B\r",
    "name": HEADER + "PID|1||7||Keller^Anna^M~x^Anna\r",
    "family": HEADER + "PID|1||7||Anna^x\r",
    "alone": HEADER + "PID|1||7||^Anna\r",
    "part of a family name": HEADER + "PID|1||7||x&Anna^y\r",
    "provider": HEADER + "PV1|1|I|||||48213^Lewin^Anna^^^Dr\r",
    "interpreter": HEADER + "OBR|" + "|" * 31 + "48213&Lewin&Anna^20250312\r",
    "component": HEADER + "PID|1|||||||||||12 Anna Rd^Anna^Anna^WY\r",
    "subcomponent": HEADER + "PID|1||7^^^x&Anna&ISO\r",
    "prose": HEADER + "OBX|1|TX|x^Anna||x \\T\\ Anna\\.br\\y~Anna||||||F\r",
    "note": HEADER + "NTE|1||Anna\r",
    "hexadecimal": HEADER + "NTE|1||\\X416E\\na\r",
    "own segment": HEADER + "ZAA|Anna^Anna&Anna~Anna\r",
    "no segment": HEADER + "Anna x|y\rAnn|Anna\r",
    "own separators": "MSH@*%#!@Anna\rPID@1@@7@@Keller*Anna*M\rNTE@1@@Anna | ^ x\r",
    "few separators": "MSH|^~|Anna\rPID|1||7||Keller^Anna\rNTE|1||Anna\\x\r",
    "batch": f"FHS|^~\\&|Anna\rBHS|^~\\&|Anna\r{HEADER}NTE|1||Anna\rBTS|1|Anna\rFTS|1\r",
    "frame": f"\x0b{HEADER}NTE|1||Anna\r\x1c\r\x0b{HEADER}\x1c\r",
    "lines": (HEADER + "NTE|1||Anna\r").replace("\r", "\r\n"),
}


def shape(content: str) -> list[list[int]]:
    """Return, for each segment, the numbers of separators in its fields."""
    mark, *signs = content[content.index("MSH") + 3 :][:5]
    return [
        [sum(map(field.count, signs)) - 2 * field.count(signs[2]) for field in one.split(mark)]
        for one in content.split("\r")
    ]


@pytest.mark.parametrize("new", NEWS)
@pytest.mark.parametrize("position", POSITIONS)
def test_a_value_in_any_position_is_replaced_and_the_message_keeps_its_structure(position: str, new: str) -> None:
    content = POSITIONS[position]

    changed = copy(content.encode(), "in.hl7", swap("Anna", new), may_be_broken=False).decode()

    assert "Anna" not in changed
    if position not in ("no segment", "hexadecimal", "few separators") and "MSH" not in new:
        assert [len(one) for one in shape(changed)] == [len(one) for one in shape(content)]
    plain = [text for text in texts_of(changed, "in.hl7") if "Zoe" in text.value]
    assert new != "Zoe" or len(plain) == len([text for text in texts_of(content, "in.hl7") if "Anna" in text.value])


@pytest.mark.parametrize("new", ["Zoe", "Zoë | ^ ~ \\ & \\F\\ x", "a\nb"])
@pytest.mark.parametrize("position", ["component", "prose", "note", "own segment", "own separators", "batch"])
def test_a_new_value_is_read_as_what_it_is(position: str, new: str) -> None:
    content = POSITIONS[position].replace("Keller*Anna*M", "").replace("Keller^Anna", "")

    changed = copy(content.encode(), "in.hl7", swap("Anna", new), may_be_broken=False)

    assert [text.value for text in texts_of(changed, "in.hl7")] == [
        text.value.replace("Anna", new) for text in texts_of(content, "in.hl7")
    ]


def test_fields_declare_their_entities() -> None:
    content = HEADER + (
        "PID|1||00482104^^^HOSP^MR~536-22-8417^^^USA^SS||Keller^Anna^M^Jr||19610412|F|||12 Elm Rd^Apt 2^Leeds^WY^LS1 4DY||"
        "^PRN^PH^^1^713^5550142~^NET^Internet^a@b.com|(031)555-0142||||V482104||S482-1041-7^IL\r"
        "NK1|1|van der Berg^Folake|SPO|||||||Baker||E4411|Fabrikam\rPV1|1|I|||||48213^Lewin^Sidney\r"
        "IN1|1|H|7|Acme||||G77||||||||||19610412\rOBX|1|DT|x^Seen||20250311\rOBX|2|NM|x^Patient Phone||7135550142\r"
        "ORC|RE|L25-4821^LAB\rZAA|20250311\r"
    )

    found = {text.value: text.entity for text in texts_of(content, "in.hl7") if text.entity}

    assert found == {
        "2025-03-12T07:15:00": "TIMESTAMP", "00482104": "MEDICAL_RECORD_NUMBER", "536-22-8417": "US_SSN",
        "Keller, Anna M": "PERSON", "1961-04-12": "DATE_OF_BIRTH", "12 Elm Rd": "ADDRESS", "Apt 2": "ADDRESS",
        "Leeds": "LOCATION", "LS1 4DY": "ZIP_CODE", "713 5550142": "PHONE_NUMBER", "a@b.com": "EMAIL_ADDRESS",
        "(031)555-0142": "PHONE_NUMBER", "V482104": "MEDICAL_RECORD_NUMBER", "S482-1041-7": "DRIVER_LICENSE",
        "van der Berg, Folake": "PERSON", "Baker": "JOB_TITLE", "E4411": "EMPLOYEE_ID", "Fabrikam": "ORGANIZATION",
        "48213": "EMPLOYEE_ID", "Lewin, Sidney": "PERSON", "Acme": "ORGANIZATION", "G77": "HEALTH_INSURANCE_ID",
        "2025-03-11": "DATE_TIME", "7135550142": "PHONE_NUMBER", "L25-4821": "ORDER_ID",
    }  # fmt: skip


def test_codes_of_tables_are_words_of_a_list_and_public_codes_stay() -> None:
    content = HEADER + (
        "PID|1||7||Keller^Anna^^^^^L||19610412|F||2106-3^White^HL70005|12 Elm Rd^^Leeds^WY^LS1 4DY^USA^H||(031)555-0142^PRN^PH\r"
        "NK1|1|Keller^Ben|SPO\rAL1|1|DA|^PENICILLIN|SV|Rash\rDG1|1||J45.909^Asthma^I10\r"
        "OBX|1|NM|718-7^Hemoglobin^LN||13.2\rOBX|2|NM|212-555-0142^Phone^LN||1\rZAA|KELLER\r"
    )

    found = {text.value: text.is_category for text in texts_of(content, "in.hl7")}

    codes = "ADT", "L", "F", "WY", "USA", "H", "PRN", "PH", "SPO", "DA", "PENICILLIN", "SV", "Rash", "Asthma"
    assert [code for code in codes if not found[code]] == []
    assert not found.keys() & {"J45.909", "I10", "718-7", "13.2"}
    assert found["212-555-0142"] is False
    assert found["KELLER"] is False


def test_codes_and_names_of_race_religion_and_ethnic_group_are_declared() -> None:
    content = HEADER + (
        "PID|1||7||Keller^Anna||19610412|F||2106-3^White^HL70005||||||S|CAT^Catholic|||||2186-5^Not Hispanic^HL70189\r"
        "NK1|1|Keller^Ben|SPO||||||||||||||||DEU^German\r"
    )

    found = {text.value: text.entity for text in texts_of(content, "in.hl7") if text.entity == "NRP"}

    assert [*found] == ["2106-3", "White", "CAT", "Catholic", "2186-5", "Not Hispanic", "DEU", "German"]


@pytest.mark.parametrize(
    ("written", "new", "expected"),
    [
        ("Keller^Anna^M", "Kane, Lorraine L", "Kane^Lorraine^L"),
        ("Keller^Anna Maria", "Kane, Lorraine Luise", "Kane^Lorraine Luise"),
        ("van der Berg^Anna^", "Kane, Lorraine", "Kane^Lorraine^"),
        ("Keller^Anna^M", "<PERSON>", "<PERSON>^^"),
        ("Keller^Anna^M", "A|B, C^D", "A\\F\\B^C\\S\\D^"),
    ],
)
def test_a_new_name_is_divided_over_its_components(written: str, new: str, expected: str) -> None:
    style = Separators().name("^", written)

    assert style
    assert style.otherwise(new) == expected


def test_an_observation_is_read_by_its_type_and_named_by_its_label() -> None:
    content = HEADER + "OBX|1|TX|8480-6^Family history||x~y\rOBX|2|NM|1^Pulse||72\rOBX|3|CE|1^x||77^Anna^L\r"

    found = {text.value: text.context for text in texts_of(content, "in.hl7")}

    assert found["x\ny"] == "Family history"
    assert "72" not in found
    assert found["Anna"] == ""


def test_a_binary_value_is_unscannable() -> None:
    content = HEADER + "OBX|1|ED|PDF||^application^pdf^Base64^JVBERi0x\r"

    (record,) = records_of(content, "in.hl7")

    assert isinstance(record, Record)
    assert record.unscannable == ("a binary value in segment 2",)


def test_each_message_of_a_batch_is_a_record_and_a_broken_one_is_blocked_alone() -> None:
    broken = "MSH|Anna|x\rNTE|1||Anna\r"

    found = records_of(f"FHS|^~\\&|A\r{HEADER}{broken}{HEADER}FTS|1\r", "in.hl7")

    assert [record.number for record in found] == [1, 2, 3, 4, 5]
    assert [record for record in found if isinstance(record, BrokenRecord)] == [
        BrokenRecord(3, "the header names no separators, in segment 1")
    ]


@pytest.mark.parametrize("shard_bytes", [1, 200])
def test_a_large_file_is_divided_between_messages(shard_bytes: int) -> None:
    content = (HEADER + "NTE|1||Anna\r").encode() * 20

    changed = copy(content, "in.hl7", swap("Anna", "Zoe"), shard_bytes=shard_bytes, may_be_broken=False)

    assert changed == content.replace(b"Anna", b"Zoe")


def test_fields_are_kept_or_named_by_the_user() -> None:
    content = HEADER + "PID|1||7||Keller^Anna\rZAA|Anna\r"

    found = values_of(content, "in.hl7", ReadOptions(fields={"PID-5": "keep", "ZAA-1": "PERSON"}))

    assert "Keller, Anna" not in found
    assert found["Anna"] == "PERSON"


@pytest.mark.parametrize(
    ("sample", "path", "expected"),
    [
        (HEADER.encode(), "x", "hl7"),
        (b"\x0b" + HEADER.encode(), "x.txt", "hl7"),
        (b"FHS|^~\\&|", "x.hl7.gz", "hl7"),
        (b"MSH is a segment", "x.txt", "text"),
    ],
)
def test_messages_are_recognized(sample: bytes, path: str, expected: str) -> None:
    assert sniff(sample, path) == expected


PIECES = st.lists(
    st.text(st.sampled_from("aA1 \n\r|^~\\&.\x0b\x1c\u00e9"), max_size=20)
    | st.sampled_from([HEADER, "PID|1||7||", "OBX|1|TX|", "PV1|", "\r", "BHS|^~\\&|", "\\F\\", "OBR|"]),
    max_size=6,
)  # fmt: skip


@given(pieces=PIECES)
def test_any_file_round_trips(pieces: list[str]) -> None:
    content = "".join(pieces).encode()
    if not any(isinstance(record, BrokenRecord) for record in records_of(content, "in.hl7")):
        assert copy(content, "in.hl7") == content


@given(before=PIECES, after=PIECES)
def test_a_value_anywhere_in_a_file_is_found(before: list[str], after: list[str]) -> None:
    content = f"{HEADER}{''.join(before)}Quack@enbush{''.join(after)}".encode()
    assert b"Quack" not in copy(content, "in.hl7", swap("Quack", ""))


def test_an_empty_file_has_no_record() -> None:
    assert records_of(b"", "in.hl7") == []


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["|", "^", "~", "&", "\\", "\\F", "\r", "MSH|", "a^", "a&b", "PID|", "OBX|1|TX|\r"])
def test_hostile_files_are_read_in_linear_time(piece: str) -> None:
    records_of(HEADER + "PID|1||7||" + piece * (200_000 // len(piece)), "in.hl7")
    records_of(HEADER + "NTE|1||" + piece * (200_000 // len(piece)), "in.hl7")
