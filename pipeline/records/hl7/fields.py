"""What the fields of HL7 v2 hold, as tables (HL7 v2.5.1, chapters 2 to 12).

A field has a data type, whose components are entities, parts of a name, or words that say what they are; or it is an entity
itself. Fields that are not listed are scanned as text.
"""

TEXT = "text"  # prose, with a repetition for each line
VARIES = "varies"  # OBX-5, whose type is in OBX-2
NUMBER = "number"
CODE = "type"  # a code of a table of HL7, which a model takes for a name: read as a word of a list
DIAGNOSIS = "diagnosis"  # a word of a list as well
GROUP = "group"  # a code for race, religion, ethnic group or nationality, and its name
CODED = ("", CODE, DIAGNOSIS)  # kinds of fields that may hold codes of public terminologies
BINARY = "ED"
ENCODED = frozenset({"BASE64", "HEX"})  # in a component of a binary value
# Data type -> component -> what it holds.
TYPES: dict[str, dict[int, str]] = {
    "XPN": {4: "name suffix", 5: "name prefix", 6: CODE, 7: CODE, 8: CODE},
    "XCN": {1: "EMPLOYEE_ID", 5: "name suffix", 6: "name prefix", 7: CODE, 8: CODE, 10: CODE, 13: CODE},
    "NDL": {1: "EMPLOYEE_ID", 5: "name suffix", 6: "name prefix", 7: CODE, 8: CODE},
    "XAD": {1: "ADDRESS", 2: "ADDRESS", 3: "LOCATION", 4: CODE, 5: "ZIP_CODE", 6: CODE, 7: CODE},
    "XTN": {1: "PHONE_NUMBER", 2: CODE, 3: CODE, 4: "EMAIL_ADDRESS", 12: "PHONE_NUMBER"},
    "XON": {1: "ORGANIZATION", 2: CODE, 7: CODE},
    CODE: dict.fromkeys(range(1, 7), CODE),
    DIAGNOSIS: dict.fromkeys(range(1, 7), DIAGNOSIS),
    GROUP: {1: "NRP", 2: "NRP", 3: CODE, 4: "NRP", 5: "NRP", 6: CODE},
    "EI": {1: "ORDER_ID"},
    "DLN": {1: "DRIVER_LICENSE", 3: "date"},
    "DR": {1: "date", 2: "date"},
}
# Data type -> the component of the family name; the given and the middle name follow.
FAMILY = {"XPN": 1, "XCN": 2, "NDL": 2}
AREA, LOCAL = 6, 7  # components of XTN
# Identifier type (table 0203), in component 5 of an id -> entity; empty for other types.
IDENTIFIERS = {
    "": "MEDICAL_RECORD_NUMBER",
    "SS": "US_SSN",
    "DL": "DRIVER_LICENSE",
    "PPN": "PASSPORT",
    "NI": "NATIONAL_ID",
    "TAX": "TAX_ID",
    "EI": "EMPLOYEE_ID",
    "EN": "EMPLOYEE_ID",
    "MC": "HEALTH_INSURANCE_ID",
    "MA": "HEALTH_INSURANCE_ID",
    "MB": "HEALTH_INSURANCE_ID",
    "HC": "HEALTH_INSURANCE_ID",
    "BA": "BANK_ACCOUNT",
    "CC": "CREDIT_CARD",
}


def _table(rows: str) -> dict[str, str]:
    """Return segment and number -> type, from lines of a type and the fields that have it."""
    table = {}
    for row in rows.strip().splitlines():
        kind, fields = row.split("|")
        for field in fields.split():
            segment, _, numbers = field.partition(":")
            table.update({f"{segment}-{number}": kind.strip() for number in numbers.split(",")})
    return table


FIELDS = _table("""
    XPN | PID:5,6,9 NK1:2,26,30 MRG:7 GT1:3,4,16,42,45 IN1:6,16 IN2:7,9,40,49,52 STF:3 CTD:2 PRD:2
    XCN | PD1:4 PV1:7,8,9,17,52 PV2:13 EVN:5 ORC:10,11,12,19 OBR:10,16,28 OBX:16,25 DG1:16 PR1:8,11,12 SCH:12,16,20 AIP:3 TXA:5,9,10,11,22,23 FT1:20,21,24 RXA:10 RXE:13,14 RXO:14 RXD:10 ROL:4 QRD:8 IN1:30 IN2:3 PDA:4
    NDL | OBR:32,33,34,35
    XAD | PID:11 NK1:4,32 GT1:5,17 IN1:5,19,44 ORC:22,24 OBX:24 SCH:14,18 STF:11 CTD:3 ROL:11 PRD:3
    XTN | PID:13,14 NK1:5,6,31 GT1:6,7,18,46 IN1:7 IN2:50,53,63,64 ORC:14,23 OBR:17 SCH:13,17,21 STF:10 CTD:5 ROL:12 PRD:5
    XON | PD1:3 PV2:23 NK1:13 GT1:21,51 IN1:4,9,11 IN2:69,70 ORC:21 OBX:23 MSH:22,23
    MEDICAL_RECORD_NUMBER | PID:2,3,4,18,21 PV1:5,19,50 MRG:1,2,3,4,5,6 NK1:33
    HEALTH_INSURANCE_ID | IN1:8,10,36,49 IN2:6,8,26,61
    EMPLOYEE_ID | NK1:12 GT1:19 IN2:1,10 STF:2
    CUSTOMER_ID | GT1:2
    EI | ORC:2,3,4 OBR:2,3 TXA:12,13,14,15 SCH:1,2
    US_SSN | PID:19 NK1:37 GT1:12 IN2:2
    DLN | PID:20 STF:22
    EMAIL_ADDRESS | STF:15
    JOB_TITLE | NK1:10 GT1:49 IN2:46
    LOCATION | PID:23
    group | PID:10,17,22,26,28 NK1:19,25,27,28,35 GT1:35,41,43,44,55 IN2:33,39,41,42,71
    birth date | PID:7 NK1:16 GT1:8 IN1:18 STF:6
    time stamp | MSH:7 BHS:7 FHS:7 EVN:2
    date | PID:29,33 EVN:3,6 PV1:44,45 PV2:8,9 NK1:8,9 GT1:13,14 IN1:12,13,29 ORC:9,15 OBR:6,7,8,14,22,36 OBX:14,19 DG1:5,19 PR1:5 TXA:4,6,7,8 FT1:5 RXA:3,4 AL1:6 QRD:1 SPM:18
    DR | FT1:4 SPM:17
    text | NTE:3 OBR:13 PV2:3 DG1:4 TXA:16
    diagnosis | AL1:3,5 DG1:3
    varies | OBX:5
    type | MSH:9,11,12,15,16,17,18,20 EVN:1,4 MSA:1 ERR:4 PID:8,15,16,24,30 PD1:1,2 PV1:2,4,10,14,16,18,20,36,37,38,41 NK1:3,7,14,15,17,34 GT1:9,10,11,30 IN1:15,17,20,22,32 IN2:5 AL1:2,4 DG1:2,6 OBX:2,8,10,11 OBR:5,15,18,24,25,27 ORC:1,5,6,7 SCH:25 TXA:3,17,18,19 ROL:2 RXA:20,21 SPM:4
""")
# Coding system (table 0396), in the second component after a code -> the form of its public codes. They stay.
PUBLIC_CODES = {
    "LN": r"\d{1,7}-\d",
    "SCT": r"\d{6,18}",
    "UCUM": r"[A-Za-z%/\[\]{}0-9.*]{1,20}",
    "CVX": r"\d{2,3}",
    "NDC": r"\d{4,5}-\d{3,4}-\d{1,2}",
    **dict.fromkeys(("I10", "I10C", "I10P", "ICD10", "I9", "I9C", "I9CDX"), r"[A-Z]?\d[\dA-Z]{1,2}(?:\.[\dA-Z]{1,4})?"),
    **dict.fromkeys(("HL70005", "HL70189", "CDCREC"), r"\d{4}-\d"),  # race and ethnic group
    **dict.fromkeys(("C4", "CPT", "C5"), r"\d{4}[\dA-Z]"),
}
# Data types of OBX-5 by their names in OBX-2.
OBSERVED = {
    **dict.fromkeys(("TX", "FT", "ST"), TEXT),
    **dict.fromkeys(("TS", "DTM", "DT"), "date"),
    **dict.fromkeys(("PN", "XPN"), "XPN"),
    **dict.fromkeys(("CN", "XCN"), "XCN"),
    **dict.fromkeys(("AD", "XAD"), "XAD"),
    **dict.fromkeys(("TN", "XTN"), "XTN"),
    **dict.fromkeys(("ED", "RP"), BINARY),
    **dict.fromkeys(("NM", "SN", "SI"), NUMBER),
    "XON": "XON",
    "CX": "MEDICAL_RECORD_NUMBER",
}
