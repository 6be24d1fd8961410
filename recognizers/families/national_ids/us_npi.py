"""US National Provider Identifiers: ten digits with a check digit, near a word for a provider of health care."""

from stdnum import luhn

from recognizers.lexicon.digits import digits_of
from recognizers.rules import Rule

LIMITS = (
    "A number without such a word: one of ten numbers of ten digits, such as times since 1970, has a right check digit."
)


def has_check_digit(value: str) -> bool:
    """Return whether ten digits have the check digit of an NPI: Luhn's of the number with the prefix 80840 (CMS)."""
    return bool(luhn.is_valid("80840" + digits_of(value)))


# fmt: off
RULES = (
    Rule("us_npi", "US_NPI", r"(?<![\w.,/-])(?:[12]\d{9}|[12]\d{3}[ -]\d{3}[ -]\d{3})(?![\w-]|[.,/:]\d)", 0.0,
        true=("Attending: R. Ibarra MD, NPI ⟦1306849450⟧", '"npi": "⟦1679576722⟧"', "provider id ⟦1245-319-599⟧, taxonomy 207R"), false=("NPI 1306849451", "started 1306849450", "audit(1732957000.123)"),
        context=("npi", "national provider", "provider*", "taxonomy", "prescriber", "attending", "referring", "physician", "dr", "md"), with_context=1.0, check=has_check_digit, source="45 CFR 162.406"),
)
# fmt: on
