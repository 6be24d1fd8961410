"""Fields of HL7 v2 messages: people, identifiers, dates of birth, addresses and phone numbers of PID, NK1, GT1, IN1, PV1, OBR and ORC."""

from itertools import pairwise

from recognizers.rules import Rule

LIMITS = "Segments with other delimiters than | ^ ~ &, and notes (NTE, OBX-5), which are read as text."
SOURCE = "HL7 v2.5.1, chapters 3 and 6"

TEXT = r"[^|^~&\r\n]"
FIELD = r"[^|\r\n]{0,400}+"
REST = r"[^|~\r\n]{0,200}+"  # the further components of a repetition


def _fields(segments: str, value: str) -> str:
    """Return the pattern of the values in fields of segments. A line is one match, with the values of all its fields.

    Arguments:
        segments: the names of segments with the numbers of their fields: "PID:5 NK1:2".
        value: the pattern of one repetition of the field, with the group `value`.
    """
    one_field = rf"(?:{value}{REST}~?){{0,6}}+{FIELD}"
    alternatives = []
    for segment in segments.split():
        name, _, numbers = segment.partition(":")
        places = [0, *map(int, numbers.split(","))]
        skipped = [here - before - 1 for before, here in pairwise(places)]
        opened = "(?:".join(rf"(?:\|{FIELD}){{{count}}}\|{one_field}" for count in skipped)
        alternatives.append(name + opened + ")?+" * (len(skipped) - 1))
    return rf"(?:^|(?<=\r))[ \t>]{{0,4}}(?:{'|'.join(alternatives)})"


NAME = rf"(?P<value>\p{{L}}{TEXT}{{0,60}}+)(?:&{REST})?\^(?P<value>\p{{L}}{TEXT}{{0,60}}+)(?:\^(?P<value>\p{{L}}{TEXT}{{0,60}}+))?+"
PROVIDER = rf"{TEXT}{{0,40}}+\^{NAME}"
ID = rf"(?P<value>{TEXT}{{0,20}}\d{TEXT}{{0,40}})"

# A number in a field of dates is a date: names that begin with "field:" mark values that a field declares.
# fmt: off
RULES = (
    Rule("hl7_person", "PERSON", _fields("PID:5,6,9 NK1:2 GT1:3,4 IN1:16 MRG:7", NAME), 0.95,
         ("PID|1||48210^^^HOSP^MR||⟦GOVAN⟧^⟦SIPHO⟧^⟦J⟧||19610412|M", "NK1|1|⟦Adeyemi⟧^⟦Folake⟧|SPO", "PID|1||48210||⟦OGDEN⟧^⟦RUFUS⟧||1990|M|⟦OGDEN⟧^⟦RUDY⟧"), ("PID|1||48210^^^HOSP^MR||||19610412|M", "PIDGIN|1|a^b"), source=SOURCE),
    Rule("hl7_provider", "PERSON", _fields("PV1:7,8,9,17,52 ORC:12 OBR:16,28 TXA:5,9,10 DG1:16 PR1:8,11", PROVIDER), 0.95,
         ("PV1|1|I|W^389^1||||48213^⟦LEWIN⟧^⟦SIDNEY⟧^^^Dr", "OBR|1|88|99|GLU||||||||||||77^⟦Marsh⟧^⟦Eva⟧"), ("PV1|1|I|W^389^1|||||", "OBR|1|88|99|GLU"), source=SOURCE),
    Rule("hl7_provider_id", "EMPLOYEE_ID", _fields("PV1:7,8,9,17 ORC:12 OBR:16,28", ID), 0.95,
         ("PV1|1|I|W^389^1||||⟦48213⟧^LEWIN^SIDNEY^^^Dr", "ORC|RE|1|2|||||||||⟦D7731⟧^Marsh^Eva"), ("PV1|1|I|W^389^1", "ORC|RE|1|2"), source=SOURCE),
    Rule("hl7_patient_id", "MEDICAL_RECORD_NUMBER", _fields("PID:2,3,4,18 PV1:19 MRG:1 TXA:12 SCH:1,2", ID), 0.95,
         ("PID|1||⟦00482104⟧^^^HOSP^MR~⟦ZX 48 2104⟧^^^HC||GOVAN^SIPHO", "PID|1|⟦88204⟧|⟦MR-220447⟧^^^OCH^MR||OGDEN^RUFUS|||||||||||||⟦300118827⟧", "PV1|1|O|||||||||||||||||⟦V482104⟧^^^HOSP^VN", "SCH|⟦APT-88207⟧|||||FOLLOWUP"), ("PID|1||^^^HOSP^MR||GOVAN^SIPHO", "PV1|1|O|"), source=SOURCE),
    Rule("field:hl7_birth_date", "DATE_OF_BIRTH", _fields("PID:7 IN1:18 GT1:8 NK1:16", r"(?P<value>(?:18|19|20)\d{2}(?:\d{2}(?:\d{2})?)?)(?=\d{0,6}[|^~\r\n.+]|\d{0,6}$)"), 0.95,
         ("PID|1||48210||GOVAN^SIPHO||⟦19610412⟧|M", "PID|1||48210||GOVAN^SIPHO||⟦1961⟧"), ("PID|1||48210||GOVAN^SIPHO|||M", "PV1|1|19610412"), source=SOURCE),
    Rule("hl7_street", "ADDRESS", _fields("PID:11 NK1:4 GT1:5 IN1:19", rf"(?P<value>{TEXT}{{2,120}}+)"), 0.95,
         ("PID|1||48210||GOVAN^SIPHO||19610412|M|||⟦12 Elm Rd⟧^^Durban^KZN^4001", "NK1|1|Ade^Fo|SPO|⟦3 High St⟧^^Leeds"), ("PID|1||48210||GOVAN^SIPHO||19610412|M||||", "OBX|1|NM|a|b|c|d|e|f|g|h"), source=SOURCE),
    Rule("hl7_city", "LOCATION", _fields("PID:11 NK1:4 GT1:5 IN1:19", rf"{TEXT}{{0,120}}+\^{TEXT}{{0,60}}+\^(?P<value>{TEXT}{{2,60}}+)"), 0.95,
         ("PID|1||48210||GOVAN^SIPHO||19610412|M|||12 Elm Rd^^⟦Durban⟧^KZN^4001", "NK1|1|Ade^Fo|SPO|3 High St^^⟦Leeds⟧"), ("PID|1||48210||GOVAN^SIPHO||19610412|M|||12 Elm Rd", "NK1|1|Ade^Fo|SPO|3 High St^^"), source=SOURCE),
    Rule("hl7_zip_code", "ZIP_CODE", _fields("PID:11 NK1:4 GT1:5 IN1:19", rf"(?:{TEXT}{{0,120}}+\^){{4}}(?P<value>{TEXT}{{2,12}}+)"), 0.95,
         ("PID|1||48210||GOVAN^SIPHO||19610412|M|||12 Elm Rd^^Durban^KZN^⟦4001⟧", "NK1|1|Ade^Fo|SPO|3 High St^^Leeds^^⟦LS1 4DY⟧^GB"), ("PID|1||48210||GOVAN^SIPHO||19610412|M|||12 Elm Rd^^Durban", "NK1|1|Ade^Fo|SPO|"), source=SOURCE),
    Rule("hl7_phone", "PHONE_NUMBER", _fields("PID:13,14 NK1:5,6,7 GT1:6,7", r"(?:(?P<value>[+(\d][\d ()+.\-/]{5,24}\d)|(?:[^|^~\r\n]{0,40}+\^){5}(?P<value>\d{2,5}\^\d{5,9}))"), 0.95,
         ("PID|1||48210||GOVAN^SIPHO||19610412|M|||12 Elm Rd||⟦(031)555-0142⟧|", "PID|1||48210||GOVAN^SIPHO||19610412|M|||12 Elm Rd||^PRN^PH^^^⟦713^5550142⟧"), ("PID|1||48210||GOVAN^SIPHO||19610412|M|||12 Elm Rd||^NET^x|", "PV1|1|O|"), source=SOURCE),
    Rule("hl7_ssn", "US_SSN", _fields("PID:19 GT1:12", r"(?P<value>\d{3}-?\d{2}-?\d{4})(?!\d)"), 0.95,
         ("PID|1||48210||A^B||1961|M|||||||||||⟦536-22-8417⟧", "PID|1||48210||A^B||1961|M|||||||||||⟦536228417⟧|"), ("PID|1||48210||A^B||1961|M|||||||||||", "PV1|536-22-8417"), source=SOURCE),
    Rule("hl7_driver_license", "DRIVER_LICENSE", _fields("PID:20", ID), 0.95,
         ("PID|1||48210||A^B||1961|M||||||||||||⟦S482-1041-7⟧^IL", "PID|1||48210||A^B||1961|M||||||||||||⟦D4821041⟧"), ("PID|1||48210||A^B||1961|M||||||||||||", "PV1|1"), source=SOURCE),
    Rule("hl7_insured_id", "HEALTH_INSURANCE_ID", _fields("IN1:8,36,49 IN2:6,8,61", ID), 0.95,
         ("IN1|1|HMO|77|ACME||||⟦GR4821⟧", "IN1|1|H|7|A||||||||||||||||||||||||||||||||⟦XJB482104177⟧"), ("IN1|1|HMO|77|ACME", "IN2|1"), source=SOURCE),
    Rule("hl7_order_id", "ORDER_ID", _fields("ORC:2,3,4 OBR:2,3", ID), 0.95,
         ("ORC|RE|⟦L25-4821⟧^LAB|", "OBR|1||⟦A482104⟧^RAD|"), ("ORC|RE|^LAB|", "OBX|1|L25-4821"), source=SOURCE),
    Rule("field:hl7_time", "DATE_TIME",
         r"(?<=[|^~])(?P<value>(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d)(?=\d{0,6}(?:[.+\-]\d{1,4}){0,2}(?:[|^~\r\n]|$))(?<=(?:^|\r)(?:MSH|EVN|PID|PV1|PV2|ORC|OBR|OBX|IN1|IN2|NK1|GT1|DG1|PR1|AL1|SCH|FT1|RXA|RXE|TXA|TQ1|ACC|AIS|ARQ)\|[^\r\n]{0,600})", 0.85,
         ("EVN|A01|⟦20250312⟧0715", "TXA|1|DS|TX|⟦20250309⟧||⟦20250309⟧|x", "MSH|x\rEVN|A01|⟦20250312⟧\rPV1|1", "SCH|A1|||||F^Follow|||30|MIN|^^^⟦20250415⟧0930", "MSH|^~\\&|ADT|HOSP|LAB|HOSP|⟦20250312⟧||ADT^A01|1|P|2.5"), ("x|20250312|y", "EVN|A01|20251312"), source=SOURCE),
)
# fmt: on
