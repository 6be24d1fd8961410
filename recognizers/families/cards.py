"""Payment card numbers: with the check digit of Luhn, or behind a label; published test numbers stay near a word of documentation."""

from stdnum import luhn

from recognizers.lexicon.digits import digits_of
from recognizers.lexicon.documentation_words import DOCUMENTATION_WORDS
from recognizers.lexicon.labels import labelled
from recognizers.rules import LOOK_ALIKE, Rule

LIMITS = "It does not find masked numbers (`**** 9166`), nor numbers with a wrong check digit that have no label."

# Test numbers that Stripe, Adyen, PayPal and Braintree publish.
TEST_NUMBERS = frozenset(
    """
    4242424242424242 4242424242424241 4000056655665556 5555555555554444 2223003122003222 5200828282828210 5105105105105100
    378282246310005 371449635398431 6011111111111117 6011000990139424 6011981111111113 3056930009020004 36227206271667
    6555900000604105 3566002020360505 6200000000000005 6200000000000047 6205500000000000004 4111111111111111
    4012888888881881 4012000033330026 4012000077777777 4217651111111119 4500600000000061 4000111111111115 4000000000000002
    4000000000000069 4000000000000127 4000000000000119 4000000000000101 4000000000009995 4000000000009987 4000000000009979
    4000000000000341 4000000000003220 4000000000003063 4000000000003055 4000000000000077 4000000000000010 4000002500003155
    4000002760003184 4000008260003178 4000000000001091 4000000000001000 4000000000000259 5555555555554477 378734493671000
    5610591081018250 30569309025904 38520000023237 3530111333300000 5019717010103742 6331101999990016 4222222222222
    2222400070000005 5454545454545454 4988438843884305 4646464646464644 5136333333333335 5585558555855583 4444333322221111
    4917610000000000 4462030000000000 6759649826438453 6799990100000000019 374500000000008 370000000000002 6011601160116611
    36006666333344 3569990010095841 4166676667666746 5577000055770004 4977949494949497 2222410740360010 5100290029002909
    4035501000000008 4360000001000005 4871049999999910 4293189100000008 1234567890123456 6304000000000000 4026000000000002
    """.split()
)
S = r"[ \u00a0\u202f.\-‑–]"
# Four groups of four, the groups of American Express and Diners Club, or 12 to 19 digits in one.
GROUPED = rf"\d{{4}}(?P<s>{S}{{1,2}})\d{{4}}(?P=s)\d{{4}}(?P=s)\d{{1,4}}(?:(?P=s)\d{{1,3}})?"
AMEX = rf"3[0-9]\d\d{S}\d{{6}}{S}\d{{4,5}}"
LOOSE = rf"\d(?:{S}?\d){{11,18}}"
LABELS = (
    "card|card number|card no|cards|credit card|creditcard|debit card|debitcard|bank card|payment card|corp card|p card|cc|cc number|"
    "pan|primary account number|visa|visa card|mastercard|master card|amex|american express|maestro|discover|diners|jcb|unionpay|"
    "kreditkarte|kartennummer|karte|girocard|ec karte|carte|carte bleue|carte bancaire|numéro de carte|cb|tarjeta|tarjeta de crédito|"
    "tarj|carta|carta di credito|numero di carta|bancomat|cartão|cartão de crédito|kaart|kaartnummer|kaartnr|creditcardnummer|"
    "karta|kartą|karty|karty nr|numer karty|kort|kortnummer|firmakort|firmakortet|kortti|kart|kart no|kart numarası|cardholder pan|"
    "card on file|card ending|number on the card"
)


def _is_test_number(text: str) -> bool:
    return digits_of(text) in TEST_NUMBERS


def _is_placeholder(text: str) -> bool:
    digits = digits_of(text)
    return digits not in TEST_NUMBERS and (len(set(digits)) <= 2 or "0" * 11 in digits)


def is_card(text: str) -> bool:
    """Return whether a number has the length, first digit and check digit of a payment card, and is no placeholder."""
    digits = digits_of(text)
    return len(digits) >= 13 and digits[0] in "234569" and luhn.is_valid(digits) and not _is_placeholder(text)


def _is_no_placeholder(text: str) -> bool:
    return not _is_placeholder(text)


# fmt: off
RULES = (
    Rule(
        "card_test_number", LOOK_ALIKE, rf"(?<![\d.,-]){LOOSE}(?!\d)", 0.0,
        true=("test with ⟦4242 4242 4242 4242⟧", "Stripe docs: `⟦378282246310005⟧`", "⟦4111-1111-1111-1111⟧ is a sample"),
        false=("paid with 4111-1111-1111-1111", "test 4539 9902 2204 1183"), context=DOCUMENTATION_WORDS, with_context=1.0, check=_is_test_number,
        source="docs.stripe.com/testing; docs.adyen.com test card numbers; developer.paypal.com test cards",
    ),
    Rule(
        "card_placeholder", LOOK_ALIKE, rf"(?<![\d.,-]){LOOSE}(?!\d)", 1.0,
        true=("card ⟦0000 0000 0000 0000⟧", "`⟦1111-1111-1111-1111⟧`"), false=("4539 9902 2204 1183", "4242 4242 4242 4242"), check=_is_placeholder,
    ),
    Rule(
        "card_number", "CREDIT_CARD", rf"(?<![\w.,:/=-])(?<!\d,? |\[)(?:{GROUPED}|{AMEX}|3[47]\d{{13}}|[2-69]\d{{15,18}}|3[068]\d{{12}})(?![\w]|[.,-]\d|[ ]\d)", 0.7,
        true=("paid with ⟦4539 6734 1672 1104⟧.", "slip ⟦5412-7521-4304-4326⟧"),
        false=("4539 9902 2204 1184", "4000 0000 0000 0000", "[[5412752143244326, 3278256261030523334]]", "ts 1700000000000", "490154203237518"), context=("card*", "visa", "mastercard", "amex", "karte*", "tarjeta", "carte", "kaart", "kort*", "pan", "exp", "cvc", "cvv"),
        with_context=0.95, check=is_card, source="ISO/IEC 7812-1",
    ),
    Rule(
        "card_before_expiry", "CREDIT_CARD",
        rf"(?<![\w.,:/-])(?P<value>{GROUPED}|{AMEX}|[2-6]\d{{15}})(?=[ ,;|/]{{1,3}}(?i:exp\w{{0,5}}[. :]{{0,2}}|valid |val[. ]{{1,2}}|gült\w{{0,3}}[. ]{{1,2}})?(?:0[1-9]|1[0-2])[/-](?:20)?(?:2\d|3\d)\b)", 0.85,
        true=("⟦4539673416721105⟧ 08/28 363", "⟦4539 6734 1672 1105⟧, exp 07/29"), false=("4444444444444444 08/28", "4539673416721105 units"), check=_is_no_placeholder,
    ),
    Rule(
        "card_labelled", "CREDIT_CARD", labelled(LABELS, rf"{LOOSE}"), 0.85,
        true=("Card ⟦4539 9902 2204 1184⟧", "Kreditkarte: ⟦5206 0411 4323 0544⟧", "\"pan\": \"⟦4539990222041184⟧\""),
        false=("Card 1111 1111 1111 1111", "card ending 9166", "card no. 4418 2277"), check=_is_no_placeholder,
    ),
)
# fmt: on
