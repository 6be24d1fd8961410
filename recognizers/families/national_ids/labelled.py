"""National, tax, social security, identity card and register numbers behind a label, whatever their check digits."""

import regex

from recognizers.families.national_ids.kinds import is_published, is_real
from recognizers.lexicon.digits import digits_of
from recognizers.lexicon.documentation_words import DOCUMENTATION_WORDS
from recognizers.lexicon.labels import LINK, labelled, several
from recognizers.rules import LOOK_ALIKE, Rule

LIMITS = "It does not find numbers with fewer than five digits, nor the placeholders that documentation repeats."

# Groups of capitals and digits with at least five digits, such as 1 84 12 76 451 089 46, CA 57330 FE or D2H6862M2.
VALUE = (
    r"(?<![\p{L}\p{N}])(?=(?:[A-Z\- ./]{0,6}\d){5})(?:[A-Z]{1,6}[ .-]?)?\d[A-Z\d]{0,19}"
    r"(?:[ ./–-](?:[A-Z]{0,2}\d[A-Z\d]{0,9}|[A-Z]{1,2})(?![\p{L}\d])){0,7}(?: (?:MVA|MWST|TVA|IVA|SESP/[A-Z]{2}|SSP/[A-Z]{2}))?"
)
TAX = (
    "tax id|tax id no|tax identification number|tax number|taxpayer id|tin|tax exempt|vat|vat no|vat number|vat reg|vat reg no|vat id|eori|utr|ein|fein|itin|"
    "employer identification number|abn|acn|tfn|tax file number|ird|kra pin|hst|gst|gstin|business number|steuer id|steuer ids|steuer idnr|steuer identifikationsnummer|"
    "steueridentifikationsnummer|steuernummer|steuer nr|st nr|idnr|ust id|ust idnr|ust id nr|umsatzsteuer id|mwst nr|mwst|tva|n° tva|tva intracommunautaire|numéro fiscal|"
    "n° fiscal|référence fiscale|ninea|nif|cif|n i f|c i f|rfc|r f c|cuit|cuil|c u i t|ruc|rut|rif|nit|cnpj|cpf|cpf sob n|contribuinte|nipc|n° de contribuinte|codice fiscale|c f|cod fisc|"
    "p iva|partita iva|piva|iva|btw|btw nummer|btw id|nip|regon|dič|ičo|ič|ič dph|cui|cod fiscal|adószám|pib|y tunnus|alv nro|momsreg|momsreg nr|moms nr|cvr|cvr nr|vkn|vergi no|"
    "vergi numarası|mst|α φ μ|afm|pan of|pan no|αφμ|trn|customertaxid|companyid|buyer vat|receptor rfc|emisor rfc"
)
SOCIAL = (
    "social insurance number|sin|s i n|nas|national insurance|national insurance number|national insurance no|ni number|ni no|nino|ni|social security no|sozialversicherungsnummer|svnr|sv nr|"
    "rentenversicherungsnummer|rentenversicherungsnr|versicherungsnummer|svnummer|rv nummer|ahv|ahv nr|avs|n° avs|nir|n° de sécurité sociale|numéro de sécurité sociale|sécurité sociale|n° sécu|nss|nss number|niss|insz|ipres|cnss|imm|"
    "rijksregisternummer|rijksregister|registre national|numéro national|bsn|burgerservicenummer|haar bsn|pps|ppsn|pps number|pps no|pesel|nr pesel|cnp|rodné číslo|rč|r č|personnummer|personnr|pnr|"
    "fødselsnummer|fodselsnummer|fnr|cpr|cpr nr|cpr nummer|hetu|henkilötunnus|henkilötunnukset|kennitala|isikukood|personas kods|asmens kodas|oib|jmbg|emšo|egn|egn no|amka|αμκα|tckn|"
    "tc kimlik|tc kimlik no|kimlik|kimlik no|kimlik numarası|kimlik numaram|t c|curp|dni|d n i|dni de|nie|n i e|n° de afiliación|número de afiliación|aadhaar|aadhar|aadhaar no|uidai|cnic|nic|nric|"
    "mykad|fin no|my number|rrn|cccd|cmnd|nik|philsys|sss|umid|rg|ci rg|cédula|cédula de identidad|pis|pasep|nis|trn"
)
CARDS = (
    "national id|national id no|national identity number|national id number|nat ident doc|identity number|identity no|identity card|identity card no|id card|id card no|id number|id no|nid|id_no|"
    "personal id|personal number|ghana card|voter id|voter card|epic|iqama|emirates id|civil id|green card|a number|a file number|alien number|uscis number|i 94|form i 551 card no|"
    "residence card|residence permit|residence permit no|brp|birth cert|birth certificate|personalausweis|personalausweisnummer|ausweis|ausweisnummer|ausweis nr|aufenthaltstitel|aufenthaltstitel nr|"
    "carte d'identité|carte d'identité porte le numéro|carte nationale d'identité|cni|cin|cni cedeao|titre de séjour|n° étranger|symic|carta d'identità|carta di identità|permesso di soggiorno|"
    "documento de identidad|documento|carné de identidad|clave de elector|ine|tarjeta de identidad|cartão de cidadão|cartão do cidadão|bilhete de identidade|título de residência|rne|"
    "identiteitskaart|id kaart|verblijfsdocument|v nummer|dowód|dowód osobisty|dowodem|dow osob|dow|nr dowodu|numer dowodu|dowodu osobistego|karta pobytu|karty pobytu|občanský průkaz|op č|"
    "buletin|ci seria|személyi|identitetskort|ausweisdokument|número de identidad|contribuinte n|teudat zehut|uscis|green card no|iqama copy|e card"
)
REGISTERS = (
    "company number|company no|company registration|company reg no|companies house|registered number|registered no|crn|handelsregister|hrb|hra|handelsregisternummer|amtsgericht hrb|"
    "siret|siren|n° siret|n° siren|rcs|rc|kvk|kvk nummer|kvk nr|bce|kbo|ondernemingsnummer|numéro d'entreprise|krs|nr krs|orgnr|org nr|organisasjonsnummer|organisationsnummer|foretaksreg|"
    "registro mercantil|cciaa|uen|cik|duns|d u n s|registrikood|reg kodas|firmenbuch|nipc|crc"
)
OTHER = regex.compile(  # dates, and addresses of networks
    r"(?:\d{1,3}\.){3}\d{1,3}$|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})\b|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2}\b"
)
# Labels that name one kind of number only, so that they may be farther from it.
SPECIFIC = (
    "pesel|nip|regon|aadhaar|aadhar|abn|tfn|itin|ein|curp|rfc|cuit|cuil|nric|mykad|cnic|bsn|rijksregister*|niss|steuer id*|steuernummer|svnr|sozialversicherung*|ahv|"
    "rentenversicherung*|cpf|cnpj|contribuinte|nif|nie|dni|codice fiscale|c.f.|nir|sécurité sociale|siret|cpr|personnummer|fødselsnummer|hetu|henkilötunnus|kennitala|"
    "rodné číslo|cnp|oib|egn|jmbg|tckn|kimlik|iqama|pps|ppsn|ni number|ni no|nino|national insurance|utr|sin|nas|philsys|uscis|tax ref|uan|bvn|nin|permesso|zemis|rsz*|eori"
)
# Words that are common in some language in small letters, so that only capitals are labels.
CAPITALS = "SIN|NIT|NIE|PIN|CC|C\\.C\\.|CI|C\\.I\\.|C\\.E\\.|CE|TI|ID|I\\.D\\.|IF|RC|PAN|PPS|NIC|IC|CIN|CNI|ICE|FN|KT|OP|RUN|B\\.I\\.|BI|C\\.I\\.E\\."


def _has_five_digits(text: str, least: int = 5) -> bool:
    return sum(map(str.isdecimal, text)) >= least and is_real(text) and not OTHER.match(text)


def _is_long(text: str) -> bool:
    return _has_five_digits(text, 6)


# fmt: off
RULES = (
    Rule(
        "national_id_test_number", LOOK_ALIKE, r"(?<![\w.,])(?:[A-Z]{0,6}\d(?:[ .\-/]?[A-Z\d]){7,17})(?![\w]|[.,-]\d)", 0.0,
        true=("test CPF ⟦123.456.789-09⟧", "sample bsn ⟦123456782⟧", "for example SSN ⟦078-05-1120⟧"), false=("SSN 078-05-1120", "test SSN 590-93-3261"),
        context=DOCUMENTATION_WORDS, with_context=0.99, check=is_published, source="python-stdnum, SSA, KVNR, HMRC: examples",
    ),
    Rule(
        "national_id_tax", "NATIONAL_ID", labelled(TAX, VALUE), 0.9,
        true=("EIN ⟦46-7270917⟧", "P.IVA ⟦04364360228⟧", "Steuer-ID ⟦47 833 059 627⟧", "\"vat\": \"⟦LT100008668315⟧\""),
        false=("VAT 20% included", "tax id pending", "nip 12 to the shop", "VAT 111111111"), check=_has_five_digits,
    ),
    Rule(
        "national_id_social", "NATIONAL_ID", labelled(SOCIAL, VALUE), 0.9,
        true=("PESEL ⟦69041639469⟧", "NIR ⟦2 84 05 69 123 044 65⟧", "BSN: ⟦435879160⟧", "NINO ⟦SR 41 80 27 D⟧"),
        false=("social insurance number required", "pps 12", "BSN 111111111", "ni 1234"), check=_has_five_digits,
    ),
    Rule(
        "national_id_card", "NATIONAL_ID", labelled(CARDS, VALUE), 0.85,
        true=("dow. osob. ⟦CDP 786615⟧", "titre de séjour ⟦1339463680⟧", "carta d'identità ⟦CA13476RG⟧", "id_no=⟦63-1480227 K 72⟧"),
        false=("ID card lost", "documento de 2024", "identity card number: see scan"), check=_has_five_digits,
    ),
    Rule(
        "national_id_register", "NATIONAL_ID", labelled(REGISTERS, VALUE), 0.85,
        true=("HRB ⟦10234⟧", "SIRET ⟦853 240 416 00028⟧", "KVK ⟦68750111⟧"), false=("registered number of users", "RC 1.2", "SIREN absent", "HRA 12345, HRB 123456"), check=lambda text: _has_five_digits(text) and digits_of(text) not in "1234567890",
    ),
    Rule(
        "national_id_capital_label", "NATIONAL_ID", rf"(?<![\p{{L}}\p{{N}}/-])(?:{CAPITALS})(?: (?:no|nr|n|nº|n°|number)\.?)?(?:(?: \p{{Ll}}{{1,12}}){{1,3}}(?=:))?{LINK}{several(VALUE)}", 0.85,
        true=("CC ⟦13330527 6 ZX3⟧", "ID ⟦23 917 066⟧,", "C.C. ⟦23.605.969⟧"),
        false=("cc 23.605.969", "CI build 1.2.3", "ID 12"), check=_is_long, unless=("marking", "directive", "build", "job", "order*", "ticket*", "pipeline", "uuid", "transaction", "version"),
    ),
    Rule(
        "national_id_near_a_label", "NATIONAL_ID",
        r"(?<![\w.,:/+-])(?<!\d )(?:[A-Z]{1,2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]|[A-Z]{1,2}\d{7,12}|[A-Z]?\d{7,15}[A-Z]{0,2}|\d{2,4}(?:[ .-]\d{2,5}){2,4}|\d{2,3}[ /]\d{3,4}/\d{4,5}|\d{4}/\d{3}/\d{2}/\d)(?![\w-]|[.,:/]\d| \d)", 0.0,
        true=("My iqama copy was ⟦2351443691⟧, yours", "ABN of work is ⟦53 167 704 698⟧", "Steuernummer hat sich geändert: ⟦91 218/4408⟧"),
        false=("order 2351443691", "steuernummer seit 12.04.2024", "pesel is 12 digits"), context=tuple(SPECIFIC.split("|")), with_context=0.45,
        unless=("order*", "phone*", "tel", "mobile", "fax", "isbn", "ean", "version", "invoice*", "ticket*", "wagi"), check=_has_five_digits,
    ),
    Rule(
        "national_id_card_letters", "NATIONAL_ID", labelled("ausweis|personalausweis|ausweisnummer|ausweis nr|ausweiskopie anbei|aufenthaltstitel|verblijfsdocument|verblijfsdocument nr|id kaart|carte d'identité|identity card|perso", r"(?=[A-Z]{0,8}\d)(?=\d{0,8}[A-Z])[A-Z\d]{9}"), 0.95,
        true=("Ausweis ⟦L7X4K92GF⟧", "Aufenthaltstitel ⟦YW7K3T1N5⟧ gültig"), false=("Ausweis KONTROLLE", "Ausweis 2024"), check=lambda text: any(map(str.isdecimal, text)), source="BSI TR-03127: document number",
    ),
    Rule(
        "national_id_nino", "NATIONAL_ID", r"(?<![\w-])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ ]?\d{2}[ ]?\d{2}[ ]?\d{2}[ ]?[A-D](?![\w-])", 0.75,
        true=("⟦SR 41 80 27 D⟧", "NI ⟦WE152944A⟧"), false=("QQ 11 11 11 C", "GB 12 34 56 A"), context=("ni", "nino", "national insurance"), with_context=0.95, check=is_real, source="HMRC: NIM39110",
    ),
    Rule(
        "national_id_formatted", "NATIONAL_ID",
        r"(?<![\w.,/-])(?:\d{3}\.\d{3}\.\d{3}-\d{2}|\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}|\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}|756\.\d{4}\.\d{4}\.\d{2}|(?:20|2[347]|3[034])-\d{8}-\d|\d{5}-\d{7}-\d|GHA-\d{9}-\d|(?i:[a-z]{6}\d{2}[a-ehlmprst]\d{2}[a-z]\d{3}[a-z])|[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d|\d{2} ?[0-3]\d[01]\d\d\d ?[A-Z] ?\d{3}|A[ -]?\d{3}[ -]\d{3}[ -]\d{3}|\d{5} ?\d{4} ?(?:RT|RP|RC|RM) ?\d{4}|C[A-Z] ?\d{5} ?[A-Z]{2}|\d{2} ?\d{3} ?\d{3} \d [A-Z]{2}\d|\d{6}-[0-2]\d-\d{4}|[12] \d{2} (?:0[1-9]|1[0-2]|[2-9]\d) (?:\d{2}|2[AB]) \d{3} \d{3}(?: \d{2})?|CHE-\d{3}\.\d{3}\.\d{3}|[0-3]\d[01]\d{3}[-+A]\d{3}[A-Y])(?![\w]|[.,/-]\d)", 0.7,
        true=("⟦918.260.226-36⟧", "⟦71.03.14-960.36⟧", "⟦756.8873.2245.71⟧", "⟦2 73 02 33 102 761 83⟧"), false=("111.111.111-11", "918.260.226-3", "1.918.260.226-36"), check=is_real,
        source="Receita Federal, RRN/NISS, OFAS, AFIP, NADRA, JPN, INSEE: printed formats",
    ),
    Rule(
        "national_id_vat", "NATIONAL_ID", r"(?<![\w.,/-])(?:ATU\d{8}|BE[01]\d{9}|BG\d{9,10}|DE\d{9}|DK\d{8}|EL\d{9}|ES[A-Z]\d{7}[A-Z\d]|FI\d{8}|FR[A-Z\d]{2}\d{9}|GB\d{9}|HR\d{11}|HU\d{8}|IE\d{7}[A-Z]{1,2}|IT\d{11}|LT(?:\d{9}|\d{12})|LU\d{8}|LV\d{11}|MT\d{8}|NL\d{9}(?:B\d{2})?|PL\d{10}|PT\d{9}|RO\d{7,10}|SE\d{12}|SI\d{8}|SK\d{10})(?![\w-]|[.,]\d)", 0.45,
        true=("BPKOPLPW;⟦PL7440100325⟧;", "moet ⟦NL558953774⟧"), false=("DE111111111", "DE123456789", "tracking PL7440100325PL"), context=("vat*", "ust*", "tva", "iva", "btw", "eori", "mwst", "moms"), with_context=0.95,
        check=lambda text: is_real(text) and "123456789" not in text, unless=("tracking", "sku", "part", "order*", "parcel", "shipment", "gläubiger*", "lot", "serial"), source="European Commission: VIES, structure of VAT numbers",
    ),
    Rule(
        "national_id_born", "NATIONAL_ID", r"(?<![\w.,/-])(?:(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-+]\d{4}|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[-]\d{4}|\d{2}(?:0[1-9]|1[0-2]|[56]\d)(?:0[1-9]|[12]\d|3[01])/\d{3,4})(?![\w-]|[.,/]\d)", 0.5,
        true=("mitt är ⟦520412-6173⟧", "⟦140446-0307⟧", "⟦730413/1187⟧"), false=("991332-1234", "140446-03071"), check=is_real,
        unless=("order*", "part*", "ticket*", "invoice*", "ref*", "lot", "doi", "sku", "serial"), source="Skatteverket, CPR, Þjóðskrá, rodné číslo: date of birth and serial number",
    ),
)
# fmt: on
