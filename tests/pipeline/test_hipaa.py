"""The shipped Safe Harbor policy removes all eighteen identifiers of 45 CFR 164.514(b)(2), in letters, HL7 messages and tables."""

from pathlib import Path

import pytest

from pipeline import Key, Policy, Sanitizer

POLICY = Path(__file__).parents[2] / "docs/hipaa-safe-harbor.yaml"

LETTER = """\
Riverbend Cardiology, 12 March 2025

Patient: Dolores Trimble
Date of birth: 04/12/1961
MRN: 00482104
SSN: 536-22-8417
Address: 418 Alder Street, Springfield, IL 62704
Phone: (217) 555-0142
Fax: (217) 555-0177
Email: dolores.trimble@lakemail.net
Member ID: XJB482104177
Account no. 4417009211
Driver's license: T653-1826-1102
License plate: KLR 4821
Pacemaker serial no. PJN482104
Portal: https://portal.riverbend-cardiology.com/patients/dtrimble
Login from 203.91.44.18

Dear Dr. Marsh,
Dolores Trimble was admitted on 03/02/2025. Her husband Walter Trimble drives her. She is 93 years old.
Her certificate no. is CERT-482104, her vehicle VIN 1HGCM82633A004352.
"""
LETTER_VALUES = {
    "A name": ["Dolores", "Trimble", "Walter", "Marsh"],
    "B place": ["418 Alder", "Springfield", "62704"],
    "C date": ["04/12", "03/02", "12 March", "93"],
    "D phone": ["555-0142"],
    "E fax": ["555-0177"],
    "F e-mail": ["dolores.trimble@", "lakemail"],
    "G social security": ["536-22-8417"],
    "H medical record": ["00482104"],
    "I health plan": ["XJB482104177"],
    "J account": ["4417009211"],
    "K license": ["T653-1826-1102", "CERT-482104"],
    "L vehicle": ["KLR 4821", "1HGCM82633A004352"],
    "M device": ["PJN482104"],
    "N web address": ["portal.riverbend", "dtrimble"],
    "O internet address": ["203.91.44.18"],
}

MESSAGE = (
    "MSH|^~\\&|ADT1|RIVERBEND|LAB|RIVERBEND|202503120715||ADT^A01|M01|P|2.5\r"
    "PID|1||00482104^^^RIVERBEND^MR||TRIMBLE^DOLORES^ANN||19610412|F|||418 ALDER STREET^^SPRINGFIELD^IL^62704||"
    "(217)555-0142|||||AC4417009|536-22-8417|T65318261102^IL\r"
    "NK1|1|TRIMBLE^WALTER|SPO|418 ALDER STREET^^SPRINGFIELD^IL^62704|(217)555-0177\r"
    "PV1|1|I|CARD^204^A||||48213^MARSH^EVELYN^^^Dr||||||||||||V482104\r"
    "IN1|1|HMO|77|ACME HEALTH||||GR48210||||||||TRIMBLE^DOLORES|SEL|19610412|418 ALDER STREET^^SPRINGFIELD^IL^62704"
    "|||||||||||||||||XJB482104177\r"
)
MESSAGE_VALUES = [
    "TRIMBLE", "DOLORES", "WALTER", "MARSH", "EVELYN", "00482104", "0412", "0312", "418 ALDER", "SPRINGFIELD", "62704", "555-0142", "555-0177",
    "AC4417009", "536-22-8417", "T65318261102", "V482104", "GR48210", "XJB482104177", "48213",
]  # fmt: skip

TABLE = """\
| Patient | DOB | MRN | SSN | Phone | Plate | Device serial |
|---|---|---|---|---|---|---|
| Dolores Trimble | 04/12/1961 | 00482104 | 536-22-8417 | (217) 555-0142 | KLR 4821 | PJN482104 |
| Walter Adeyemi | 11/30/1958 | 00482177 | 517-44-9023 | (217) 555-0177 | MBX 7703 | PJN771042 |
"""
TABLE_VALUES = [
    "Dolores", "Trimble", "Walter", "Adeyemi", "04/12", "11/30", "00482104", "00482177", "536-22-8417", "517-44-9023", "555-0142", "555-0177",
    "KLR 4821", "MBX 7703", "PJN482104", "PJN771042",
]  # fmt: skip


@pytest.fixture(scope="module")
def safe_harbor() -> Sanitizer:
    return Sanitizer(Policy.load(str(POLICY)), Key(bytes(32)))


def left(sanitizer: Sanitizer, text: str, values: list[str]) -> list[str]:
    safe = sanitizer.sanitize_text(text).text
    return [value for value in values if value in safe]


@pytest.mark.parametrize("identifier", LETTER_VALUES)
def test_a_letter_contains_no_identifier(safe_harbor: Sanitizer, identifier: str) -> None:
    assert left(safe_harbor, LETTER, LETTER_VALUES[identifier]) == []


def test_an_hl7_message_contains_no_identifier(safe_harbor: Sanitizer) -> None:
    assert left(safe_harbor, MESSAGE, MESSAGE_VALUES) == []


# Dates without a year, devices, samples, biometric codes, and HL7 fields behind the first one of their kind.
NOTES = [
    ("Discharged: Nov 9\nsurgery on March 9th, last seen 10-Feb", ["Nov 9", "March 9", "10-Feb"]),
    ("pump UDI (01)00643169007222(17)261130(21)RNB604418H", ["643169007222", "RNB604418H"]),
    ("Specimen: 24-SP-009912; voiceprint VP_88207; iris scan IRS-0417-9", ["009912", "88207", "0417"]),
    (
        "PID|1|88204|MR-220447^^^OCH^MR||OGDEN^RUFUS||19900202|M|OGDEN^RUDY|||||||||300118827\rTXA|1|DS|TX|20250309||20250310",
        ["88204", "220447", "300118827", "RUDY", "0309", "0310"],
    ),
]


@pytest.mark.parametrize(("text", "values"), NOTES)
def test_a_note_contains_no_identifier(safe_harbor: Sanitizer, text: str, values: list[str]) -> None:
    assert left(safe_harbor, text, values) == []


def test_a_table_contains_no_identifier(safe_harbor: Sanitizer) -> None:
    assert left(safe_harbor, TABLE, TABLE_VALUES) == []


@pytest.mark.parametrize("kind", ["image_url", "input_audio"])
def test_fingerprints_voices_and_photographs_cannot_pass(kind: str) -> None:
    policy = Policy.load(str(POLICY))
    assert policy.unscannable == "block", kind  # (P) and (Q)


def test_any_other_number_of_a_person_is_removed(safe_harbor: Sanitizer) -> None:
    text = "Case no. 482104 of employee EMP104233, token 7c1e90ab-44f0-4d2e-9b1d-0c1f2a338b7e"
    assert left(safe_harbor, text, ["482104", "104233", "7c1e90ab"]) == []  # (R)
