"""Labels and layout features of the shipped model."""

ENTITIES = (
    "PERSON", "ORGANIZATION", "LOCATION", "ADDRESS", "PHONE_NUMBER", "EMAIL_ADDRESS", "USERNAME", "URL", "HOSTNAME", "IP_ADDRESS", "MAC_ADDRESS",
    "SECRET", "PROJECT_CODENAME", "EMPLOYEE_ID", "CUSTOMER_ID", "ORDER_ID", "NATIONAL_ID", "US_SSN", "PASSPORT", "DRIVER_LICENSE", "LICENSE_PLATE",
    "VIN", "IMEI", "BANK_ACCOUNT", "IBAN_CODE", "CREDIT_CARD", "CRYPTO", "MONEY", "AGE", "DATE_OF_BIRTH", "MEDICAL_RECORD_NUMBER",
    "HEALTH_INSURANCE_ID", "GEO_COORDINATES",
)  # fmt: skip
NAMES = ("PERSON", "ORGANIZATION", "LOCATION")
OUTSIDE = "O"
# A range in which the model finds no entity at all probable. Not an entity that a policy could name.
CLEARED = "CLEARED"
# The score of such a range from which the model clears it. Below, it doubts what rules find there.
CLEAR = 0.94
MODEL = "Model"  # the name of the recognizer
LABELS = (OUTSIDE, *ENTITIES)

LAYOUTS = ("joined", "space", "wide", "line")
WIDE, LINE = LAYOUTS.index("wide"), LAYOUTS.index("line")


def layout_of(gap: str) -> int:
    """Return the index into LAYOUTS of the white space before a token."""
    if not gap:
        return 0
    if "\n" in gap or "\r" in gap:
        return LINE
    return 1 if gap == " " else WIDE
