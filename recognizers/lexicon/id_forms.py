"""Forms of identifiers: the pattern of one value behind a label, and checks that tell an identifier from a date or a count."""

import regex
from stdnum import isin
from stdnum.gb import nhs

from recognizers.lexicon.digits import digits_of
from recognizers.lexicon.labels import LINK, NUMBERED, START, any_of, several

# One word with a digit: "48210", "CUS-204881", "2025/KG/05388", "1:23-cv-04567", "r_77120419".
WORD = r"\#?(?=[\p{L}\-/._+:]{0,24}\d)\p{Alnum}{1,24}+(?:[-/._+:]{1,2}\p{Alnum}{1,24}+){0,9}+"
# Groups of digits and capitals: "4417 0092 11", "CP 118 442 907 TR", "188 4402-B14-53", "12 O 345/23", "SK 853 372".
_GROUP = r"(?:\d{2,6}(?:[-/.]\p{Alnum}{1,8}){0,3}|[A-Z]{1,3}\d{1,6}|\d{1,5}[A-Z])"
_REST = r"(?![\p{L}\p{N}]|[.,:/\-]\d|[ ]?[%€$£])"
SPACED = (
    rf"(?:\d{{1,5}}[ ][IVX]{{0,4}}[ ]?[A-Z][A-Za-z]{{0,5}}[ ]\d{{1,6}}/\d{{2,4}}|[IVX]{{1,5}}[ ][A-Z][A-Za-z]{{0,4}}[ ]\d{{1,6}}/\d{{2,4}}"
    rf"|(?:[A-Z]{{1,5}}[ ]?)?\d{{1,5}}(?:[-/.]\p{{Alnum}}{{1,8}}){{0,3}}(?:[ ]{_GROUP}{_REST}){{2,7}}(?:[ ](?:\d|[A-Z]{{1,3}}){_REST})?"
    rf"|(?:[A-Z]{{1,5}}[ ]?)?\d{{1,4}}(?:[ ](?:\d{{3}}|(?!(?:19|20)\d\d)\d{{4}}){_REST})(?:[ ](?:\d|[A-Z]{{1,3}}){_REST})?"
    rf"|\d{{4,5}}[ ]\d{{5}}(?:[ ]\d(?!\d))?|\d{{6}}[ ]\d{{2}}[ ]\d{{8}}(?:[ ][A-Z]{_REST})?"
    rf"|[A-Z]{{1,4}}-\d{{3,6}}(?:[/\-]\d{{1,4}})?[ ](?!(?:19|20)\d\d)\d{{3,4}}(?:[ ]\d{{2,4}}){{0,2}}{_REST}(?![ ]\p{{Ll}})"
    rf"|[A-Z]{{2,5}}[ ]\d{{2,7}}(?:[-/. ]\d{{2,7}}){{1,4}}(?:-[A-Z])?{_REST}|\d{{6,9}}[ ][A-Z]{{1,2}}{_REST}"
    rf"|[A-Z]{{1,5}}[ ][A-Z]{{1,5}}[-/]?\d{{2,10}}(?:[-/.]\d{{1,6}}){{0,2}}{_REST}"
    rf"|[A-Z]{{1,5}}[ ]\d{{2,12}}(?:[-/.]\p{{Alnum}}{{1,12}}){{0,5}}(?:[ ][A-Z]{{2,3}}{_REST})?)"
)
BEGIN = r"(?<![\p{L}\p{N}\-/._+#@&=\\%:])"
END = r"(?![\p{L}\p{N}_]|[\-/._+@][\p{L}\p{N}])"
# Abbreviations of other numbers, which are labels: "Rx BIN 610014", "NPI 1306849450; DEA BF2417306".
OTHER_NUMBERS = r"(?!(?:BIN|PCN|DDN|DEA|NIR|BSN|PESEL|NIP|REGON|KRS|CPF|CNPJ|CNH|PIS|NIF|CIF|CRM|SIRET|SIREN|IBAN|BIC|HRB|NPI|MRN|DOB|SSN|NIE|DNI|PIN|VIN|NHS|TEL|FAX|ZIP)[ ])"
VALUE = rf"(?:{OTHER_NUMBERS}{SPACED}{_REST}|{WORD})"
# What begins a value that is no count and no word, behind a label without a word such as "number".
CODE_AHEAD = r"(?=\#?(?:[A-Z]{1,5}[ ]){0,2}(?:[\p{L}\-/._+]{0,12}\d|[ ]\d|[ ][A-Z][A-Za-z]{0,4}[ ]?\d){4}|\#\p{Alnum}|[A-Z]{1,6}[\-/]?\d{3})"
LONG_CODE_AHEAD = r"(?=\#?(?:[A-Z]{1,5}[ ]){0,2}(?:[\p{L}\-/._+]{0,12}\d|[ ]\d|[ ][A-Z][A-Za-z]{0,4}[ ]?\d){6}|\#?[A-Z]{1,6}[\-/]?\d{4}|\d{1,6}[\-/][A-Z]{1,5}[\-/]?\d{2}|\d{2}[/\-]\d{4})"

DATE = regex.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}(?:T.*)?|\d{1,2}:\d\d(?::\d\d)?|(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[/.](?:19|20)\d\d"
    r"|\d{1,2}(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|okt|oct|nov|dec|dez)\p{L}{0,6}(?:\d\d|\d{4})?",
    regex.IGNORECASE,
)
AMOUNT = regex.compile(r"\d{1,3}(?:[., ]\d{3})*[.,]\d{1,2}|\d+[.,]\d{1,2}|\d{1,3}(?:,\d{3})+")
VERSION = regex.compile(r"v?\d{1,3}(?:\.\d{1,3}){1,4}", regex.IGNORECASE)
YEARS = regex.compile(r"(?P<first>(?:19|20)\d\d)(?:[-/](?:19|20)?(?P<last>\d\d))?")
MOST_YEARS = 10  # "2019-25" is a period, "2024-77" an identifier
COUNTED = regex.compile(
    r"\d+(?:[xX%]|st|nd|rd|th|[kKMG]B?|mm|cm|km|ml|kg|mg|ms|min|hrs?|px|pt|V|W|A|Hz|GHz|h|s|d|m)\d{0,2}"
)
STANDARD = regex.compile(
    r"(?i)(?!(?:EN|BS|DIN)[-_ ]?\d{6}|MD[-_ ]?\d{2})(?:ISO|DIN|EN|RFC|CVE|CWE|IEC|IEEE|ANSI|NIST|PEP|BS|UTF|SHA|MD|AES|RSA|HTTP|TLS|USB|COVID)[-_ ]?\d.*"
)
EMPTY_NUMBER = regex.compile(r"(?<!\d)0+$")
SEQUENCE = "0123456789012345678901234567890"
PLACEHOLDER = regex.compile(r"(.)\1+|0*123456789?0?|1?2345678?|(?i:x+|n/?a)|0{4,}\d|2147483\d{3}|4294967\d{3}")
UUID = regex.compile(
    r"(?i:[0-9a-f]{8}-[0-9a-f]{4}-.*|[0-9a-f]{4,8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|(?=(?:\d*[a-f]){4})[0-9a-f]{16,}"
)
OTHER_TEXT = regex.compile(
    r"(?i).*(?:[./](?:js|py|com|org|net|json|xml|html?|pdf|jpe?g|png|wav|docx?|xlsx?|csv|txt|md|log)(?:[:/?].*)?|::.*|:[a-z]{3,}.*)|urn:.*|s-1(?:-\d{1,10}){1,14}|GH-?\d+|[a-z]+\d{8}(?:_[a-z]+)*|\d{3}_[a-z]+|(?:issue|ticket|test|bug|gh|pr)_\d+|\p{Lu}+\d*(?:\p{Lu}\p{Ll}{2,}){2,}|0\.\d+|\d+(?:\.\d+)?e-?\d+|[a-z]+/\d+(?:\.\d+)+.*|\#[0-9a-f]{6}|#[0-9a-f]{3}|\d{1,2}\.\d{5,}|(?:\d{1,3}\.){3}\d{1,3}|\d+:-\d+"
)


# A word within a chain of words and numbers, which is a name of something: "units-validation-group-1297083594-1".
NOT_IN_A_CHAIN = r"(?!(?<=\p{L}-)\p{L}{1,20}-)"


# A name of code, of two or more words: "get_hint_pep484585_args", "lib.Type_DECIMAL128".
NAME_OF_CODE = regex.compile(
    r"(?:[a-z][a-z\d]*_){0,4}[a-z]{3,}_(?:[a-z\d]+_){0,4}[a-z]{3,}(?:_[a-z\d]+)*|[a-z_]+\.[A-Z][a-z]+_\w+"
    r"|[a-z]{3,}_(?:19|20)\d{6}|[a-z]{3,}-(?:19|20)\d\d-\d\d-\d\d"
)


def identifier(phrases: str, ahead: str = CODE_AHEAD) -> str:
    """Return the pattern of the identifiers behind a label.

    Arguments:
        phrases: the words of the label, as in `labels.any_of`.
        ahead: what must follow the label if no word such as "number" is part of it.
    """
    marked = rf"{START}{NOT_IN_A_CHAIN}(?i:{any_of(phrases)}(?:(?P<numbered>{NUMBERED})|(?!\p{{L}})))(?!\p{{Ll}})"
    return rf"{marked}{LINK}(?(numbered)|{ahead}){several(VALUE)}"


def is_id(value: str) -> bool:
    """Return whether a labelled value is an identifier rather than a date, an amount, a version, a count or a word."""
    if sum(map(str.isalnum, value)) < 3 or _is_other(value):
        return False
    digits = sum(map(str.isdecimal, value))
    if digits < 3 and digits < sum(map(str.islower, value)):
        return False
    if _is_year_or_period(value) or COUNTED.fullmatch(value):
        return False
    return not (VERSION.fullmatch(value) and digits < 8)


def _is_year_or_period(value: str) -> bool:
    years = YEARS.fullmatch(value)
    return years is not None and (not years["last"] or (int(years["last"]) - int(years["first"])) % 100 <= MOST_YEARS)


def _is_other(value: str) -> bool:
    digits = digits_of(value)
    if (
        (len(digits) >= 4 and len(set(digits)) == 1)
        or (len(digits) >= 5 and digits in SEQUENCE)
        or set(digits) <= {"0"}
    ):
        return True
    return any(form.fullmatch(value) for form in (DATE, AMOUNT, PLACEHOLDER, STANDARD, UUID, OTHER_TEXT, NAME_OF_CODE))


NOT_IDS = regex.compile(
    r"(?:CVE|CWE|KB|GHSA|RHSA|USN|DSA|RFC|ISO|IEC|DIN|EN|BS|ANSI|NIST|IEEE|NCT|MSG|SKU|INC|RITM|CHG|SCTASK|PRB|TEST|SN|ICD|SHA|AES|JPK|DV|UTF|CP|LAT|HS|TR|IA|VAC|QF)"
    r"[-/]?\d.*"
)


def is_shape(value: str) -> bool:
    """Return whether a value of a strong form is an identifier rather than an advisory, a standard or a placeholder."""
    digits = digits_of(value)
    return (
        len(set(digits)) > 1
        and not EMPTY_NUMBER.search(value)
        and not (digits in SEQUENCE and digits[0] in "01")
        and not isin.is_valid(value)
        and not NOT_IDS.fullmatch(value)
    )


def is_nhs_number(value: str) -> bool:
    """Return whether a value has the check digit of an NHS number."""
    return bool(nhs.is_valid(value))
