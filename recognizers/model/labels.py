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
# The largest probability of any entity in a range that the model doubts, in one that it clears, and in one that it is
# sure of; and the score of a range, which is that of no entity, from which it is cleared, and from which it is sure.
LIMITS = (0.08, 0.05, 0.01)
CLEAR, SURE = 0.94, 0.98
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
