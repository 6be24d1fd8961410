"""Bank details other than IBAN: account numbers, sort codes, routing and branch numbers of several countries."""

import regex
from stdnum import iban, luhn
from stdnum.es import ccc
from stdnum.us import rtn

from recognizers.lexicon.account_words import is_expression
from recognizers.lexicon.digits import digits_of
from recognizers.lexicon.documentation_words import DOCUMENTATION_WORDS
from recognizers.lexicon.labels import labelled
from recognizers.rules import LOOK_ALIKE, Rule

LIMITS = (
    "It does not find account numbers without a label, a bank code beside them or a check digit. BIC codes stay: they "
    "name a bank, not a customer."
)

DATE = regex.compile(r"(?:19|20)\d\d[ -]?[01]\d[ -]?[0-3]\d|\d\d[ -]\d\d[ -]\d{4}")
S = r"[ \u00a0.\-‑–/]"
ACCOUNT = rf"\d(?:{S}?\d){{4,23}}"
ACCOUNT_LABELS = (
    "account|account no|account number|acct|acct no|acct #|a/c|a/c no|ac no|acc|acc no|acc number|bank account|checking account|checking|"
    "savings account|current account|direct deposit account|deposit account|loan account|share acct|beneficiary account|acct_no|acct_number|"
    "konto|kontonummer|kontonr|konto nr|kto|kto nr|girokonto|sparkonto|tagesgeld|darlehenskonto|referenzkonto|mietkonto|depot|"
    "compte|compte bancaire|numéro de compte|n° de compte|compte n|titulaire du compte|rib|folio|cuenta|cuenta bancaria|número de cuenta|"
    "cuenta corriente|cuenta de ahorros|caja de ahorro|cuenta rut|cta|cta cte|c/c|cc n|conto|conto corrente|numero di conto|conta|"
    "conta corrente|número da conta|conta poupança|rekening|rekeningnummer|bankrekening|rachunek|rachunek bankowy|numer rachunku|numer konta|"
    "konto bankowe|nr rachunku|nr konta|mikrorachunek|účet|číslo účtu|účtu|bankkonto|kontonummer|tilinumero|tili|hesap|hesap no|bankgiro|plusgiro|"
    "postgiro|reg konto|for swift|savings book|client account|nemkonto|acct ending|rachunek kancelarii|depozyt"
)
BRANCH_LABELS = (
    "routing|routing number|routing no|aba|aba number|aba routing|rtn|transit|transit no|transit number|branch code|branch no|branch number|"
    "institution|institution no|inst|bsb|bsb number|sort|sort code|sortcode|clearing|clearingnummer|clearing no|blz|bankleitzahl|guichet|"
    "code guichet|code banque|banque|abi|cab|agência|agencia|bank code|kod banku|entidad|oficina|bc nr"
)
COUNTRY_LABELS = "clabe|clabe interbancaria|cbu|cvu|cci|nuban|ifsc|ifsc code|micr|rib|bban|ccc|código cuenta cliente"

NEAR = (
    "account acct a/c acc a/c konto referenzkonto darlehenskonto kontonr kto girokonto compte cuenta conta conto rekening rachunek účet hesap bank gtbank capitec "
    "maybank volksbank sparkasse raiffeisen* nabil posb dbs bdo bpi bcp kcb ncba citibank hsbc rabobank payout deposit virement"
).split()
OTHER = (
    "order* invoice* ticket* version isbn ean gtin case serial sn model policy vat tax date meter* herd notice chip mprn zähler* "
    "customer* tracking* amount ssn imei card* route"
).split()


def _is_no_placeholder(text: str) -> bool:
    return len(set(digits_of(text))) > 1


def _is_account(text: str) -> bool:
    """Return whether a number has the length of an account number and is no date."""
    digits = digits_of(text)
    return 8 <= len(digits) <= 17 and len(set(digits)) > 3 and not DATE.match(text)


def _is_routing(text: str) -> bool:
    return _is_no_placeholder(text) and rtn.is_valid(text)


def _is_clabe(digits: str) -> bool:
    total = sum(int(one) * weight % 10 for one, weight in zip(digits[:17], (3, 7, 1) * 6, strict=False))
    return len(set(digits)) > 3 and (10 - total % 10) % 10 == int(digits[17])


def _is_sort_code(text: str) -> bool:
    """Return whether three pairs of digits are no date."""
    day, month, year = int(text[:2]), int(text[3:5]), int(text[6:])
    return _is_no_placeholder(text) and not (1 <= day <= 31 and 1 <= month <= 12 and year in range(20, 36))


def _is_polish(text: str) -> bool:
    return len(set(digits_of(text))) > 3 and iban.is_valid("PL" + digits_of(text))


def _is_bankgiro(text: str) -> bool:
    return bool(luhn.is_valid(digits_of(text)))


# fmt: off
RULES = (
    Rule(
        "bank_account_labelled", "BANK_ACCOUNT", labelled(ACCOUNT_LABELS, ACCOUNT), 0.7,
        true=("Account no. ⟦0417 7718 02⟧", "\"accountNumber\": \"⟦4800098648⟧\"", "Kto. ⟦405 117 20⟧", "konto ⟦115-3832960287/0100⟧"),
        false=("account: closed", "account manager 12", "Konto 0000000", "accounting 48000986"), check=_is_no_placeholder,
    ),
    Rule(
        "bank_account_near_a_word", "BANK_ACCOUNT", r"(?<![\w.,:/+-])(?<!\d )(?:\d{2,7}(?:[ -]\d{1,10}){1,4}|\d{8,17})(?![\w]|[.,:/-]\d| \d)", 0.0,
        true=("he put it in my wife's account, ⟦9806 352 164⟧", "Kto. bei der Volksbank ⟦405 117 20⟧", "still at Capitec bank: ⟦1407 552 918⟧"),
        false=("order 9806 352 164", "account since 2019-04-12", "bank order 9806 352 164"),
        context=tuple(NEAR), with_context=0.5, unless=tuple(OTHER), check=_is_account,
    ),
    Rule(
        "bank_danish_reg", "BANK_ACCOUNT", r"(?i:\breg)[. ](?:[ ]?(?i:nr)[.:]?)?[ ]?(?P<value>\d{4})[ ,/]{1,3}(?i:konto\w{0,8})[. :]{1,2}(?i:nr[.: ]{1,2})?(?P<value>\d{5,10})(?!\w)", 0.95,
        true=("på reg. ⟦4871⟧ konto ⟦0007908246⟧", "Reg.nr. ⟦2230⟧ konto ⟦9081780104⟧."), false=("reg. 4871 in the hall", "konto 2230"), source="Finans Danmark: registreringsnummer og kontonummer",
    ),
    Rule(
        "bank_branch", "BANK_ACCOUNT", labelled("branch|agency|ag|bank branch", r"\d{5,6}|\d{2}-\d{3}|\d{4}-\d", number="never"), 0.6,
        true=("account 62-1904-4478 branch ⟦250655⟧", "Banco do Brasil ag. ⟦2002-2⟧"), false=("branch 3 of 7", "git branch release-2024"),
    ),
    Rule(
        "bank_alias", "BANK_ACCOUNT", r"(?!alias=[\"']|alias`?\]\[)" + labelled("alias|alias cbu|alias cvu", r"(?![A-Z][a-z]{1,20}\.[a-z])(?i:[a-z]{2,20}\.[a-z]{2,20}\.[a-z]{2,20})"), 0.6, check=lambda value: not is_expression(value),
        true=("CBU 2850590940090418135201, alias ⟦SOL.MAR.NUBE⟧", "alias: ⟦luna.dibuja.algo⟧"), false=("alias.js", "alias the.shell", "[`is_type_alias`][griffe.Object.is_type_alias]", "Alias.\n  Series.dt.weekday : Alias.", 'alias="role.assignment.created"', 'alias="checkpoint.rights.created"'), unless=("import", "dns", "cname", "host*"), source="BCRA: alias CBU",
    ),
    Rule(
        "bank_pix_key", "BANK_ACCOUNT", labelled("chave aleatória|chave aleatoria|chave pix|pix key|chave", r"(?i:[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})"), 0.9,
        true=("chave_aleatoria = \"⟦71a4e373-1b6d-4c27-9677-148552e646ba⟧\"", "chave pix: ⟦71a4e373-1b6d-4c27-9677-148552e646bb⟧"), false=("request id 71a4e373-1b6d-4c27-9677-148552e646ba", "chave pix: e-mail"), source="Banco Central do Brasil: chave aleatória",
    ),
    Rule(
        "bank_branch_labelled", "BANK_ACCOUNT", r"(?!sort_\d|SORT\n)" + labelled(BRANCH_LABELS, r"\d{2}(?:[ -]?\d{2}){2}|\d{3} \d{3} \d{2}|\d{3}[ -]\d{3}|\d{4}-\d|\d{5}-\d{3}|\d{2}-\d{3}|\d{3,9}"), 0.85,
        true=("sort code ⟦40-18-77⟧", "BSB ⟦124-618⟧", "routing: ⟦021004150⟧", "BLZ ⟦800 636 48⟧"),
        false=("sort by name", "routing table 12", "institution 000"), check=_is_no_placeholder, unless=("regex", "git", "merge", "commit*", "checkout"),
    ),
    Rule(
        "bank_bank_labelled", "BANK_ACCOUNT", labelled(COUNTRY_LABELS, rf"[A-Z]{{4}}0[A-Z\d]{{6}}|{ACCOUNT}"), 0.95,
        true=("IFSC ⟦SBIN0004471⟧", "CLABE: ⟦032180000118359719⟧", "CBU ⟦2850590940090418135201⟧"),
        false=("IFSC code of the branch", "RIB joint"), check=_is_no_placeholder, source="RBI, Banxico, BCRA: formats",
    ),
    Rule(
        "bank_ifsc", "BANK_ACCOUNT", r"(?<![\w-])[A-Z]{4}0(?=[A-Z\d]{0,5}\d)[A-Z\d]{6}(?![\w-])", 0.0,
        true=("Canara Bank / ⟦CNRB0002716⟧", "⟦HDFC0000123⟧ ifsc"), false=("part ABCD0123456", "ABCD1234567 bank"), context=("ifsc", "bank*", "a/c", "account", "neft", "rtgs"), source="RBI: Indian Financial System Code",
    ),
    Rule(
        "bank_routing", "BANK_ACCOUNT", r"(?<![\w.,+-])(?:0[1-9]|[12]\d|3[0-2]|6[1-9]|7[0-2]|80)\d{7}(?![\w-]|[.,]\d)", 0.0,
        true=("wire to Chase ⟦021000021⟧", "ACH via ⟦322271627⟧"), false=("order 021000021", "wire 021000022"),
        context=("routing*", "aba", "ach", "wire", "rtn", "bank", "chase", "direct deposit"), check=_is_routing, source="American Bankers Association: routing number policy",
    ),
    Rule(
        "bank_account_after_routing", "BANK_ACCOUNT", r"(?<=(?<![\w.,+-])(?:0[1-9]|[12]\d|3[0-2])\d{7}[ ]?[-–/,;:|][ ]?)\d{6,17}(?![\w-]|[.,]\d)", 0.0,
        true=("wire to Wei Zhang - 021000021 - ⟦000418456789⟧", "ACH 322271627/⟦4820041182⟧"), false=("order 021000021 - 000418456789", "wire 21000021 - 000418456789"),
        context=("routing*", "aba", "ach", "wire", "rtn", "bank", "chase", "direct deposit", "account"), check=_is_no_placeholder, source="American Bankers Association: routing number policy",
    ),
    Rule(
        "bank_sort_code_and_account", "BANK_ACCOUNT", r"(?<![\w.,/-])(?:(?P<value>\d\d-\d\d-\d\d[ ]?[/, ][ ]?(?:\d{8}|\d{4} \d{4}))|(?P<value>\d\d-\d\d-\d\d)[ ,;]{0,2}(?:acc\w{0,4}|a/c|no)[ .:#]{1,2}(?:no\.? |number )?(?P<value>\d{8}|\d{4} \d{4}))(?![\w-]|[.,]\d)", 0.85,
        true=("Barclays ⟦20-51-18 / 65847821⟧", "to ⟦04-00-04⟧ acc ⟦97526684⟧."), false=("12-05-24 to 13-05-24", "20-51-18 x 3"), source="UK Finance: sort codes",
    ),
    Rule(
        "bank_sort_code", "BANK_ACCOUNT", r"(?<![\w.,/-])(?:\d\d-\d\d-\d\d|\d\d \d\d \d\d)(?![\w-]|[.,/]\d| \d)", 0.0,
        true=("sort code for the whip-round ⟦04-00-04⟧", "HSBC ⟦40-18-82⟧"), false=("on 04-00-04", "12-11-25 bank holiday"),
        context=("sort", "sort code", "hsbc", "barclays", "starling", "monzo", "lloyds", "natwest", "halifax", "santander", "nationwide", "building society", "bs"), check=_is_sort_code,
    ),
    Rule(
        "bank_clabe", "BANK_ACCOUNT", r"(?<![\w.,-])\d{18}(?![\w-]|[.,]\d)", 0.0,
        true=("mi clabe es de banco: ⟦032180000118359719⟧", "transferencia a ⟦032180000118359719⟧"), false=("clabe 032180000118359718", "id 032180000118359719"),
        context=("clabe", "banco", "transferencia", "spei", "cuenta"), check=_is_clabe, source="Banxico: CLABE",
    ),
    Rule(
        "bank_polish_nrb", "BANK_ACCOUNT", r"(?<![\w.,-])\d{2}(?P<s>[ ]?)\d{4}(?P=s)\d{4}(?P=s)\d{4}(?P=s)\d{4}(?P=s)\d{4}(?P=s)\d{4}(?![\w-]|[.,]\d| \d)", 0.7,
        true=("⟦61 1090 1014 0000 0712 1981 2874⟧", "na konto ⟦61109010140000071219812874⟧"), false=("61 1090 1014 0000 0712 1981 2875", "61 1090 1014 0000 0712"), check=_is_polish, source="NBP: NRB, 26 digits",
    ),
    Rule(
        "bank_spanish_ccc", "BANK_ACCOUNT", r"(?<![\w.,-])\d{4}[ -]\d{4}[ -]\d{2}[ -]\d{10}(?![\w-]|[.,]\d)", 0.7,
        true=("⟦1234-1234-16-1234567890⟧", "cuenta ⟦2100 0418 45 0200051332⟧"), false=("1234-1234-17-1234567890", "1234-1234-16-123456789"), check=ccc.is_valid, source="python-stdnum: es.ccc",
    ),
    Rule(
        "bank_czech", "BANK_ACCOUNT", r"(?<![\w.,/-])(?:\d{1,6}-)?\d{6,10}/(?:0[1-9]\d0|[2-8]\d\d0)(?![\w/-])", 0.6,
        true=("účet ⟦19-2000145399/0800⟧", "na ⟦4170071212/2010⟧."), false=("2000145399/1234", "12/0800"), source="ČNB: bank codes",
    ),
    Rule(
        "bank_new_zealand", "BANK_ACCOUNT", r"(?<![\w.,/-])(?:0[1-9]|1[0-9]|2[0-9]|3[0-8])[ -]\d{4}[ -](?:\d{7}|\d{4} \d{3})[ -]\d{2,3}(?![\w-])", 0.85,
        true=("⟦06-0793-0441882-00⟧", "to ⟦12-3077-0118264-50⟧ w/ note"), false=("06-0793-0441882", "66-0793-0441882-00"), source="Payments NZ: account number format",
    ),
    Rule(
        "bank_norwegian", "BANK_ACCOUNT", r"(?<![\w.,/-])\d{4}\.\d{2}\.\d{5}(?![\w-]|\.\d)", 0.85,
        true=("⟦6691.14.91282⟧", "Bruk ⟦9713.04.86225⟧."), false=("6691.14.9128", "10.6691.14.91282"), source="Finans Norge: kontonummer",
    ),
    Rule(
        "bank_giro", "BANK_ACCOUNT", r"(?<![\w.,/-])\d{3,4}-\d{4}(?![\w-])", 0.0,
        true=("Bg ⟦5050-1055⟧", "betala till bankgiro: ⟦991-2346⟧"), false=("order 5050-1055", "bg 5050-1056"), context=("bg", "bankgiro*"), check=_is_bankgiro, source="Bankgirot: check digit",
    ),
    Rule(
        "bank_test_number", LOOK_ALIKE, r"(?<!\d)(?:110000000|000123456789|00012345(?:67)?)(?!\d)", 0.0,
        true=("test routing ⟦110000000⟧, account ⟦000123456789⟧", "Stripe docs: ⟦110000000⟧"), false=("account 000123456789", "test 1100000001"),
        context=DOCUMENTATION_WORDS, with_context=0.99, source="docs.stripe.com/testing: bank accounts",
    ),
)
# fmt: on
