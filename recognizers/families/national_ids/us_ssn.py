"""US social security numbers: three groups with a label nearby, whatever their area, or with hyphens."""

from recognizers.families.national_ids.kinds import is_real
from recognizers.lexicon.digits import digits_of
from recognizers.lexicon.labels import labelled
from recognizers.rules import Rule

LIMITS = "It does not find nine digits without separators that have no label."

LABELS = (
    "ssn|ssns|ssn no|ss no|ss number|ss|s s n|social security|social security number|social security no|social|soc sec|social's|soc|social security #|your full social|full social|taxpayer ssn|seguro social|"
    "número de seguro social|el social|numéro de sécurité sociale américain"
)


def _is_written(value: str) -> bool:
    """Return whether a labelled number has at least two different digits."""
    return len(set(digits_of(value))) > 1


# fmt: off
RULES = (
    Rule(
        "us_ssn_labelled", "US_SSN", labelled(LABELS, r"\d{3}(?:[ .\-–]| - )?\d{2}(?:[ .\-–]| - )?\d{4}"), 0.97,
        true=("SSN ⟦504 31 2267⟧", "\"ssn\": \"⟦000-12-5138⟧\"", "SS# ⟦678860209⟧", "<ssn>⟦922-99-2299⟧</ssn>"), false=("SSN last four 0000", "social 123", "SSN 000-00-0000", "SSN 999-99-9999"), check=_is_written, source="SSA: RM 10201.001",
    ),
    Rule(
        "us_ssn_hyphens", "US_SSN", r"(?<![\w.,/-])\d{3}-\d{2}-\d{4}(?![\w-]|[.,/]\d)", 0.6,
        true=("⟦590-93-3261⟧", "|⟦551-41-3088⟧|"), false=("111-11-1111", "000-00-0000", "590-93-32611", "part 512-44-7781"),
        context=("ssn", "social*", "dob", "born", "applicant", "patient", "employee", "taxpayer", "ss"), with_context=0.95, check=is_real, unless=("part", "parts", "sku", "model", "replaces", "catalog*"), source="SSA: RM 10201.001",
    ),
    Rule(
        "us_ssn_spaces", "US_SSN", r"(?<![\w.,/-])(?<!\d )\d{3} \d{2} \d{4}(?![\w-]|[.,/]\d| \d)", 0.45,
        true=("wait, ⟦348 91 8312⟧ is mine", "Stull;⟦028 68 2344⟧;B"), false=("order 348 91 8312", "348 91 83122"), check=is_real,
        unless=("order*", "part*", "lot", "score*", "results", "phone*", "tel", "numer*", "account*", "iban", "serial"), source="SSA: RM 10201.001",
    ),
    Rule(
        "us_ssn_near_a_word", "US_SSN", r"(?<![\w.,/-])(?<!\d )(?:\d{3} - \d{2} - \d{4}|\d{3}[ .]?\d{2}[ .]?\d{4})(?![\w-]|[.,/]\d| \d)", 0.0,
        true=("the SSN he gave, ⟦667 66 0957⟧, is wrong", "my social? it's ⟦453895824⟧"), false=("order 667 66 0957", "EIN, not SSN 12-3456789"), context=("ssn", "ssns", "social", "soc sec", "ss card*", "social security"), with_context=0.85, check=is_real,
    ),
)
# fmt: on
