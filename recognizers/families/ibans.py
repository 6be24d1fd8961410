"""International bank account numbers (IBAN): in the length of their country, with any spaces and check digits."""

from collections import defaultdict

from stdnum import iban, isin

from recognizers.lexicon.digits import digits_of
from recognizers.lexicon.documentation_words import DOCUMENTATION_WORDS
from recognizers.lexicon.labels import labelled
from recognizers.rules import LOOK_ALIKE, Rule

LIMITS = "It does not find IBANs whose length is not that of their country, unless they have a label."

LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28, "CH": 21, "CR": 22,
    "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22,
    "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30,
    "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27,
    "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SC": 31,
    "SE": 24, "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
    "AO": 25, "BF": 28, "BI": 27, "BJ": 28, "CI": 28, "CM": 27, "CV": 25, "DZ": 26, "IR": 26, "MA": 28, "MG": 27, "ML": 28, "MZ": 25, "SN": 28,
}  # fmt: skip
# Account numbers that the registry of SWIFT, documentation and test suites repeat.
TEST_NUMBERS = frozenset(
    """
    GB82WEST12345698765432 GB29NWBK60161331926819 GB33BUKB20201555555555 GB94BARC10201530093459 DE89370400440532013000
    DE91100000000123456789 DE75512108001245126199 DE02120300000000202051 DE12500105170648489890 FR1420041010050500013M02606
    FR7630006000011234567890189 NL91ABNA0417164300 NL39RABO0300065264 NL20INGB0001234567 BE68539007547034 BE71096123456769
    ES9121000418450200051332 ES7921000813610123456789 IT60X0542811101000000123456 AT611904300234573201 CH9300762011623852957
    CH5604835012345678009 PL61109010140000071219812874 PT50000201231234567890154 SE4550000000058398257466 NO9386011117947
    DK5000400440116243 FI2112345600000785 IE29AIBK93115212345678 IE64IRCE92050112345678 LU280019400644750000
    CZ6508000000192000145399 SK3112000000198742637541 HU42117730161111101800000000 RO49AAAA1B31007593840000 GR1601101250000000012300695
    TR330006100519786457841326 AE070331234567890123456 SA0380000000608010167519 PK36SCBL0000001123456702
    """.split()
)


def _shapes() -> str:
    """Return a pattern of all countries, grouped by length."""
    by_length = defaultdict(list)
    for country, length in LENGTHS.items():
        by_length[length].append(country)
    return "|".join(
        rf"(?:{'|'.join(countries)})[ ]?\d\d(?:[ \u00a0-]?[A-Z\d]){{{length - 4}}}"
        for length, countries in sorted(by_length.items(), reverse=True)
    )


def _compact(text: str) -> str:
    return "".join(filter(str.isalnum, text)).upper()


def _is_test_number(text: str) -> bool:
    return _compact(text) in TEST_NUMBERS


def _is_placeholder(text: str) -> bool:
    return len(set(digits_of(_compact(text)[4:]))) < 3


def _is_grouped(text: str) -> bool:
    """Return whether a number has valid check digits, or at least ten digits and is no placeholder."""
    if _is_placeholder(text) or isin.is_valid(text):
        return False
    return iban.is_valid(text) or sum(map(str.isdecimal, text)) >= 10


# fmt: off
RULES = (
    Rule(
        "iban_test_number", LOOK_ALIKE, rf"(?<![\w])(?:{_shapes()})(?!\w)", 0.0,
        true=("for example ⟦GB82 WEST 1234 5698 7654 32⟧", "tests use `⟦NL91ABNA0417164300⟧`"), false=("IBAN NL91ABNA0417164300", "test DE12 3704 0044 0532 0130 09"),
        context=DOCUMENTATION_WORDS, with_context=1.0, check=_is_test_number, source="SWIFT: IBAN registry, examples",
    ),
    Rule(
        "iban", "IBAN_CODE", rf"(?<![^\W_]|[\dA-Fa-f]{{4}}-)(?:{_shapes()})(?![^\W_])", 0.85,
        true=("auf ⟦DE21 3704 0044 0612 0130 09⟧.", "to ⟦NL77TLFY4281693866⟧", "IBAN ⟦ES92-2100-0418-4502-0005-1339⟧", "Otter Corp_⟦DE21370400440612013009⟧"),
        false=("DE00 0000 0000 0000 0000 00", "DE12 3704", "BE MY GUEST AND STAY", "{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"), context=("iban",), with_context=0.95, check=_is_grouped, source="ISO 13616; SWIFT: IBAN registry",
    ),
    Rule(
        "iban_small", "IBAN_CODE", r"(?<!\w|[0-9a-f]{4}-)[a-z]{2}\d\d(?:[ -]?[a-z]{4})?(?:[ -]?\d{4}){2,6}(?:[ -]?\d{1,3})?(?![\w]|[ -]\d)", 0.5,
        true=("to ⟦be73 8907 4460 1345⟧", "iban = ⟦nl15 psbk 3023 9308 89⟧"), false=("nl00abna1111111111", "in12 of 2023", '"nl0000289783",', "id e9bc097a-ce51-4036-9562-d2ade882db0d, bank"),
        context=("iban", "bank", "pay", "transfer", "account", "konto", "rekening"), with_context=0.8, check=_is_grouped, source="ISO 13616",
    ),
    Rule(
        "iban_labelled", "IBAN_CODE", labelled("iban|iban no|iban nr|iban number|iban code", r"(?i:[a-z]{2}[ ]?[\dlOISB]{2}(?:[ \-]?[a-z\d]{4}){2,7}(?:[ \-]?[a-z\d]{1,3})?|[a-z]{2}\d{2}(?:[ \-]?[a-z\d]){10,30})"), 0.9,
        true=("IBAN: ⟦DE21 3704 0044 0532 0130 0⟧", "\"iban\": \"⟦XX4104804909630904538156329⟧\""), false=("IBAN of the customer", "iban: GB00 WEST 1111 1111 1111 11"), check=_is_grouped, source="ISO 13616",
    ),
)
# fmt: on
