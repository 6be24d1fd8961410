"""Look-alikes: versions, standards, statutes, book numbers, software, code and form labels, which stay as they are.

They suppress less certain findings in the same place: "Java 17" is nobody's name, and "978-3-16-148410-0" no phone number.
"""

from stdnum import ean, isbn, issn

from recognizers.lexicon.technology_names import NAMES
from recognizers.rules import LOOK_ALIKE, Rule

LIMITS = (
    "Numbers and names that are public by themselves, such as list prices and public figures: only a model or a person can "
    "tell them apart from private ones."
)
SURE = 0.86  # above a labelled value and a name that a model reports
VERSION_NUMBER = r"\d{1,5}(?:\.\d{1,6}){0,4}(?:[-+]?(?:alpha|beta|rc|SNAPSHOT|LTS|RELEASE|[a-z])\.?\d{0,4})?"
DAY_MONTH_YEAR = r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:\d{4}|\d\d)(?![\d.])"
PRODUCTS = "|".join(sorted((name.replace(".", r"\.").replace("+", r"\+") for name in NAMES), key=len, reverse=True))
STATUTES = "BGB|HGB|StGB|ZPO|DSGVO|GDPR|RGPD|AVG|BDSG|TMG|UStG|EStG|AktG|GmbHG|KWG|GwG|HIPAA|SOX|CCPA|KWG|InsO|SGB|OR|ZGB|LOPD|RODO|Kpc?|Kc"
ISSUERS = (
    "ISO|IEC|DIN|EN|IEEE|NIST|ECMA|ANSI|ASTM|BS|ETSI|ITU-T|FIPS|PEP|JSR|IETF|W3C|OWASP|PCI|SOC|IFRS|IAS|NFPA|UL|SAE|VDE"
)
KEYWORDS = "SELECT|INSERT|UPDATE|DELETE|COPY|CREATE|ALTER|DROP|GRANT|VALUES|WHERE|FROM|INTO|ORDER BY|GROUP BY|NULL|TRUE|FALSE|PRIMARY KEY|FOREIGN KEY|BEGIN|COMMIT|ROLLBACK"
LEVELS = "INFO|WARN|WARNING|ERROR|DEBUG|TRACE|FATAL|CRITICAL|NOTICE|SEVERE|ALERT|EMERG"
LABELS = "|".join(
    """
    Order ID|Order No|Order Number|Customer ID|Customer No|Invoice No|Invoice Number|Account No|Account Number|Ticket|Ticket No|Case|Case No|Ref|Reference|Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Temat
    |Date|Datum|Fecha|Data|Phone|Telephone|Telefon|Telefono|Teléfono|Téléphone|Telefone|Tel|Mobile|Mobil|Handy|Fax|E-Mail|Email|Mail|Address|Adresse|Anschrift|Dirección|Indirizzo|Endereço|Adres|City|Ort|Ville|Ciudad|Town
    |Country|Land|Pays|State|Zip|PLZ|Postcode|Name|First Name|Last Name|Vorname|Nachname|Nom|Prénom|Nombre|Apellidos|Cognome|Sobrenome|Company|Firma|Société|Empresa|Azienda|Department|Abteilung|Position|Title|Role|Status|Priority|Severity
    |Category|Type|Version|Description|Beschreibung|Summary|Notes|Comments|Attachments|Anlage|Signature|Unterschrift|Username|User|Password|Passwort|Login|From|To|Cc|Bcc|Sent|Von|An|Gesendet|De|À|Para|Enviado|Da|Van|Aan|Od|Do|FW|Fwd|RE|AW|WG|TR|RV|SV|VS
    |IBAN|BIC|SWIFT|VAT|USt-IdNr|Steuernummer|Amount|Betrag|Montant|Importe|Importo|Total|Summe|Salary|Gehalt|Start Date|End Date|DOB|SSN|Gender|Nationality|Diagnosis|Medication|Allergies|Vehicle|License Plate|Kennzeichen
    """.replace("\n", "")
    .replace("  ", "")
    .split("|")
)
COUNTS = (
    "tokens|count|counts|total|size|length|limit|retries|attempts|bytes|rows|lines|items|records|pages|workers|threads|epochs|steps|seconds|minutes|hours|days|ms|timeout|interval"
    "|width|height|depth|offset|index|replicas|shards|partitions|layers|heads|requests|errors|warnings|warmup|batches|percent|ratio|version"
)

AMOUNTS = "credit|overdraft|spend|spending|loan|card|coverage|exposure|order|invoice|cart|basket|grand|sub|payment|net|gross|claim|deal|contract|bill|refund"
KEYS_OF_NO_PERSON = (
    "month|monat|mois|mes|mese|mês|maand|miesiąc|weekday|wochentag|season|quarter|department|abteilung|dept|departement|département|departamento|reparto|afdeling|dział|cost_?center|kostenstelle"
    "|status|state_?code|severity|priority|priorität|log_?level|locale|language|sprache|currency|währung|timezone|content_?type|mime_?type|event_?type|plan|tier|colou?r|unit|einheit"
)


def _has_number_above_an_address(value: str) -> bool:
    """Return whether a number is too large for an IPv4 address."""
    return any(int(number) > 255 for number in value.split("."))


# fmt: off
RULES = (
    Rule("version_with_dots", LOOK_ALIKE, rf"(?<![\w.@/-]|\)[ ])(?!{DAY_MONTH_YEAR}|\d{{1,3}}\.\d{{3}}\.\d{{3}}(?!\d)|0\d|(?:\.?\d){{9}}|\d\d\.\d\d\.\d\d-\d{{3}}\.\d\d)v?\d{{1,3}}\.\d{{1,4}}\.\d{{1,5}}(?:[-+][0-9A-Za-z][0-9A-Za-z.-]{{0,20}})?(?![\w@]|\.\d)", SURE,
        true=("Upgrade to ⟦1.22.3⟧ first", "release ⟦4.18.2⟧.", "tag ⟦v2.0.1-rc.1⟧ was built"), false=("born on 12.03.1981", "host 10.20.30.40", "mail to a@1.2.3", "C.C. 41.207.336", "text Jo at 404.555.0183", "Anna, 03.247.7059", "RR 71.01.25-033.36")),
    Rule("version_after_a_word", LOOK_ALIKE, rf"(?i)\b(?:(?<![.@])v(?=[\d/])|ver\.?|version|release|rel\.|build|firmware|kernel|patch|driver|protocol|api|sdk|tls|ssl|http|usb|schema)[ /]?{VERSION_NUMBER}(?:(?:,|[ ](?:and|or|to|und|oder|et|y|e|->|→))[ ]v?\d{{1,4}}(?:\.\d{{1,5}}){{1,4}})?(?![\w@]|\.\d)", SURE,
        true=("⟦version 17⟧ is out", "⟦version 1.2.3.4 and 10.15.7.1⟧ of it", "⟦TLS 1.3⟧ only", "running ⟦firmware 12.4.1b3⟧"), false=("the version of May", "apiary 17", "release notes", "@priti.v 09:12: hi", "parcel V 448 071")),
    Rule("software_and_its_version", LOOK_ALIKE, rf"(?<![\w@.-])(?:{PRODUCTS})(?:[ /-]?v?{VERSION_NUMBER})?(?![\w@-])(?!\.\w)", SURE,
        true=("moves to ⟦Snowflake⟧ and ⟦EKS⟧", "strong on ⟦Java 17⟧, weak on ⟦PostgreSQL 15.2⟧", "⟦nginx/1.26.1⟧ is blocking"), false=("Javanese coffee", "kafka@acme.com", "slack.acme.internal")),
    Rule("programming_language_standard", LOOK_ALIKE, r"(?<![\w@])(?:C\+\+|C#|ES|Go|PHP|Perl|Ruby|Rust|Swift|Android|Windows|Oracle|Fedora|RHEL|Debian|Ubuntu)[ -]?\d{1,4}(?:\.\d{1,3}){0,2}(?![\w@])", SURE,
        true=("SKILLS ⟦C++17⟧", "⟦Go 1.22⟧ and ⟦Android 14⟧"), false=("Go to 12", "Ruby Smith", "ES-1234567-X")),
    Rule("book_number", LOOK_ALIKE, r"(?<![\d-])97[89][ -]?(?:\d[ -]?){9}\d(?![\d-])", 0.97, check=lambda value: bool(isbn.is_valid(value)),
        true=("see ⟦978-3-16-148410-0⟧", "ISBN ⟦9780201896831⟧"), false=("978-3-16-148410-1", "call 979 555 0134"), source="ISO 2108"),
    Rule("book_serial_or_article_number_with_a_label", LOOK_ALIKE, r"(?i)\b(?:isbn|issn|ean|gtin|upc|asin|doi|arxiv|pmid|oclc|lccn)(?:-?1[034])?(?!\p{L})(?:[ :#]{0,3}|[\"'][ ]?:[ ]?[\"']?|\s(?:no\.?|code)\s)(?P<value>[0-9a-z](?:[ -]?[0-9a-z./()]){5,40})(?<![.)])(?=$|[\s,;.)\"'])", 0.97,
        true=("doi: ⟦10.1000/182⟧", "EAN ⟦4006381333931⟧", "arXiv:⟦1706.03762⟧", '"gtin":"⟦7891129224478⟧"'), false=("isbn is missing", "a doi of", "nous doit 72.849 EUR"), check=lambda value: sum(map(str.isdecimal, value)) >= 5),
    Rule("article_number", LOOK_ALIKE, r"(?<![\d-])\d{13}(?![\d-])", 0.5, context=("ean*", "gtin", "barcode*", "product*", "article*", "artikel*", "sku", "item*", "cajas", "cx", "karton*", "palette*", "stk", "szt", "pz", "uds", "lote", "lot", "lotto", "charge", "partia", "artículo*", "articolo*", "artigo*", "prodotto", "produto*", "produit*", "towar*", "codice ean", "código de barras"), with_context=0.97, check=lambda value: bool(ean.is_valid(value)),
        true=("barcode ⟦4006381333931⟧", "product code ⟦5901234123457⟧"), false=("barcode 4006381333932", "IMEI 356718092549648"), source="GS1 General Specifications"),
    Rule("serial_of_a_periodical", LOOK_ALIKE, r"\b\d{4}-\d{3}[\dX]\b", 0.0, context=("issn", "journal*", "periodical*"), with_context=0.97, check=lambda value: bool(issn.is_valid(value)),
        true=("ISSN ⟦0378-5955⟧", "the journal, ⟦2049-3630⟧"), false=("ISSN 0378-5956", "call 0378-5955"), source="ISO 3297"),
    Rule("vulnerability_weakness_or_advisory", LOOK_ALIKE, r"\b(?:CVE-\d{4}-\d{4,7}|CWE-\d{1,4}|GHSA(?:-[0-9a-z]{4}){3}|KB\d{6,7}|MS\d\d-\d{3}|RHSA-\d{4}:\d{4,5}|USN-\d{4}-\d)\b", 0.97,
        true=("fixes ⟦CVE-2024-6119⟧", "install ⟦KB5034441⟧"), false=("CVE of 2024", "KB 12")),
    Rule("standard", LOOK_ALIKE, rf"\b(?:RFC[ -]?\d{{1,5}}|(?!BSB\b|BS[ ]\d\d-\d\d-\d\d)(?:{ISSUERS})(?:[ /-](?:{ISSUERS}))?(?:[ -][A-Z]{{1,3}})?[ -]?\d{{1,5}}(?!\d)(?:[.:/-]\d{{1,5}}){{0,4}}|FATF Recommendations?(?: \d{1,3})?|Incoterms \d{{4}}|CODATA \d{{4}})(?![\w-])", 0.97, unless=("plate*", "kennzeichen*", "registration", "matrícula", "targa", "vehicle"),
        true=("as in ⟦RFC 2119⟧", "certified to ⟦ISO/IEC 27001:2022⟧", "⟦DIN EN 60204-1⟧ applies"), false=("the EN of it", "BSc 2004", "rfc", "EN-440318", "BSP792", "the plate DIN569", "BSB 124-618", "Yorkshire BS 60-92-04")),
    Rule("statute", LOOK_ALIKE, rf"(?:§{{1,2}}\s?\d{{1,4}}[a-z]?(?:\s(?:Abs\.|Satz|Nr\.)\s?\d{{1,3}}){{0,3}}(?:\s(?:{STATUTES})\b)?|\b(?:Art(?:icle|\.)?|Artikel|artículo|articolo|ss?\.|[Ss]ection)\s\d{{1,4}}(?:\(\d{{1,3}}\))?(?:\s?-\s?\d{{1,4}})?(?:\s(?:{STATUTES})\b)?)", SURE,
        true=("under ⟦§ 823 Abs. 1 BGB⟧", "see ⟦Art. 17 GDPR⟧", "⟦ss. 24-28⟧ excluded"), false=("part 17 of it", "Arthur 17")),
    Rule("act_or_regulation", LOOK_ALIKE, r"\b(?:\d{1,3} (?:CFR|U\.?S\.?C\.?)(?: Part)? §{0,2} ?\d{1,5}(?:\.\d{1,4})?(?:\([a-z0-9]{1,3}\)){0,3}|(?:D\.?\s?Lgs\.?|L\.|D\.P\.R\.|Ley|Lei|Loi|Decreto|Directive|Regulation|Verordnung|Richtlinie)(?: \((?:EU|EG|EC|UE)\))?(?: No\.?| n[.°º]?)?\s\d{1,5}/\d{2,4}(?:/(?:EG|EC|EU|CE|EWG))?|(?:\p{Lu}\p{L}{1,30} (?:(?:and|of|the|for|on) )?){1,6}Act (?:of )?(?:1[89]|20)\d\d)", 0.97,
        true=("⟦45 CFR 164.514(b)(2)⟧ lists them", "⟦D.Lgs. 231/2007⟧, art. 17", "the ⟦Landlord and Tenant Act 1954⟧"), false=("an Act 1954", "12/2007", "Law 17")),
    Rule("rule_of_procedure", LOOK_ALIKE, r"(?<!\p{L})\p{Lu}\p{Ll}{1,4}\.[ ]R\.[ ](?:(?:(?:Civ|Crim|App|Bankr|Prac|Jud|Sup)\.[ ]){1,2}(?:P|Proc|Ct)|Evid)\.[ ]\d{1,4}(?:\.\d{1,3})?(?:\([a-zA-Z0-9]{1,4}\)){0,4}", SURE,
        true=("under ⟦Fed. R. Civ. P. 56(a)⟧,", "see ⟦Fed. R. Evid. 403⟧", "⟦Tex. R. App. P. 33.1⟧"), false=("Fed. R. of it", "via Gen. R. P. 12", "Dr. R. Civ 12")),
    Rule("error_code", LOOK_ALIKE, r"\b(?:0x[0-9A-Fa-f]{4,16}|ORA-\d{5}|SQLSTATE\s?\[?[0-9A-Z]{5}|Msg \d{3,5}|HTTP[ /]?(?:status )?[1-5]\d\d|errno \d{1,3}|exit code \d{1,3})\b", SURE,
        true=("error ⟦0x80070057⟧ again", "⟦ORA-00942⟧: table", "returned ⟦HTTP 503⟧"), false=("0x12", "ORA of", "HTTPS 12")),
    Rule("error_code_of_a_letter", LOOK_ALIKE, r"(?<![\w-])E\d{4,5}(?![\w-])", 0.0, context=("error*", "fault*", "exception*", "fehler*", "störung*", "erreur*", "errore*", "code*", "kod*", "warning*", "lint*", "display*", "shows", "returned"), with_context=SURE,
        true=("shows ⟦E4021⟧ on the display", "fails with error ⟦E0117⟧"), false=("data steward, E48210", "badge E48210"), unless=("employee*", "badge", "personal*", "mitarbeiter*", "staff", "payroll")),
    Rule("class_or_package_name", LOOK_ALIKE, r"(?<![\w@.:/-])(?:(?:[a-z][a-z0-9_]{0,40}\.){2,8}[A-Z]\w{1,80}|[A-Z][A-Za-z0-9]{1,60}(?:Exception|Error|Handler|Controller|Factory|Service|Repository|Impl|Test|Listener|Config|Builder|Adapter|Interface))(?![\w@])", SURE,
        true=("threw ⟦java.lang.NullPointerException⟧", "in ⟦PaymentController⟧ at"), false=("the Controller", "jane.Doe wrote", "Service desk")),
    Rule("file_name", LOOK_ALIKE, r"(?<![\w@/\\.-])[A-Za-z_][\w-]{0,60}\.(?i:exe|dll|so|sys|bat|sh|ps1|py|js|ts|jsx|tsx|java|kt|go|rs|rb|php|c|cpp|h|cs|sql|html?|css|scss|json|ya?ml|toml|ini|cfg|conf|lock|tf|gradle|jar|war|log|csv|tsv|parquet|ipynb)(?![\w@/-]|\.\w|[ ]/[ ])", SURE,
        true=("spawned by ⟦WINWORD.EXE⟧", "edit ⟦docker-compose.yml⟧ now"), false=("acme.community", "a@b.py", "https://x.org/a.js")),
    Rule("constant", LOOK_ALIKE, r"(?<![\w@./\\-])[A-Z]{2,20}(?:_[A-Z]{1,20}){1,6}(?![\w@./\\-])", SURE,
        true=("set ⟦MAX_RETRY_COUNT⟧ to 3", "⟦NOT_FOUND⟧ is raised"), false=("DB_PROD_03", "SRV-FILE", "AB")),
    Rule("fingerprint", LOOK_ALIKE, r"\b(?:SHA(?:-?(?:1|256|384|512))|MD5|sha(?:1|256|384|512)|md5)[:=-][A-Za-z0-9+/=:]{16,128}", 0.97,
        true=("is ⟦SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8⟧,", "digest ⟦sha256:9f86d081884c7d659a2feaa0c55ad015⟧"), false=("SHA256: see below", "md5 of it")),
    Rule("commit", LOOK_ALIKE, r"(?<![\w@./-])(?=[0-9a-f]{0,39}\d)(?=[0-9a-f]{0,39}[a-f])(?:[0-9a-f]{40}|[0-9a-f]{7,12})(?![\w@-])", 0.5, context=("commit*", "sha", "git", "revert*", "merge*", "cherry-pick*", "rev", "build*", "hash"), with_context=SURE,
        true=("commit ⟦1a90a01a9⟧ broke it", "(sha ⟦83db48f⟧)"), false=("1234567", "commit deadbeef", "commit 1234567")),
    Rule("keyword_of_a_query", LOOK_ALIKE, rf"(?<![\w@-])(?:{KEYWORDS})(?![\w@-])", SURE,
        true=("⟦INSERT⟧ ⟦INTO⟧ kyc", "⟦COPY⟧ users"), false=("Insert the card", "COPYRIGHT")),
    Rule("count_of_a_key", LOOK_ALIKE, rf"(?<![\w-])[\"']?(?!(?:[a-z]{{2,20}}[_-]){{0,2}}(?:{AMOUNTS})[_-](?:limit|total)\b)(?:[a-z]{{2,20}}[_-]){{1,3}}(?:{COUNTS})[\"']?[ ]?[:=][ ]?(?P<value>\d{{1,9}})(?![\w.-])", SURE,
        true=("prompt_tokens: ⟦812⟧, completion_tokens: ⟦44⟧", '"max_retries": ⟦5⟧,', "pool_size=⟦20⟧"), false=("tokens: 812", "credit_limit: 2500", "order_total=4899", "access_token: 4821045", "account_number: 48210")),
    Rule("measure_of_a_machine", LOOK_ALIKE, r"(?<![\w-])[\"']?(?:(?:[a-z]{2,20}_){1,3}(?:ns|us|ms|secs?|bytes|kb|mb|gb|rows|pct)|bytes|rows|offset|p?pid(?!\D{1,4}\d{8})|tid|lineno|ttl|nbytes)[\"']?(?:=|\":[ ]?)(?P<value>\d{1,19})(?![\w.-])", 0.97,
        true=("duration_ns=⟦1284471029⟧ bytes=⟦2147483648⟧", "offset=⟦9007199254740991⟧ pid=⟦28841⟧", '"elapsed_ms":⟦4417⟧'), false=("PID: 48210447", "bytes of 4821045", "dob=1996-07-08, pid=01024068831", "case_id=4821045")),
    Rule("object_identifier", LOOK_ALIKE, r"(?<![\w.])[0-2](?:\.\d{1,10}){5,24}(?![\w@]|\.\d)", 0.97,
        true=("OID ⟦1.3.6.1.4.1.311.21.20⟧", "urn:oid:⟦2.16.840.1.113883.6.96⟧"), false=("host 2.16.84.11", "05.12.34.56.78.90", "1.3.6.1")),
    Rule("version_of_four_numbers", LOOK_ALIKE, r"(?<![\w.+-])(?!1\.\d{3}\.\d{3}\.\d{4}(?!\d)|\d\d\.\d{1,3}\.\d{3,4}\.\d{4}(?!\d)|0\d|\d\d?\.[\d.]{0,8}(?<=\.)0\d)\d{1,2}\.\d{1,4}\.\d{1,5}\.\d{1,5}(?![\w@]|\.\d)", 0.97, check=_has_number_above_an_address,
        true=("X-Mailer: Apple Mail (⟦2.3774.500.171⟧)", "ntdll ⟦10.0.19041.3636⟧", "driver ⟦31.0.15.5222⟧"), false=("host 10.44.2.17", "call 1.800.555.0199", "32.2.555.1234", "tel. 12.355.04.06", "02.217.595.11")),
    Rule("package_and_its_version", LOOK_ALIKE, r"(?<![\w@./-])@?[a-z][\w.-]{0,40}(?:/[a-z][\w.-]{0,40})?@[\^~]?\d{1,4}\.\d{1,4}\.\d{1,4}(?:-[\w.]{1,20})?(?![\w@-]|\.\w)", 0.97,
        true=("⟦@types/node@20.11.30⟧", "needs ⟦lodash@4.17.21⟧,"), false=("anna@20.11.30.4", "a@b.example", "@20.11.30")),
    Rule("rate_of_a_currency", LOOK_ALIKE, r"(?<![\w/])[A-Z]{3}[ ]?\d{1,4}[.,]\d{3,5}[ ]?/[ ]?[A-Z]{3}(?![\w/])|(?<![\w/])[A-Z]{3}/[A-Z]{3}[ ]\d{1,4}[.,]\d{3,5}(?![\w.,]\d)", 0.97,
        true=("⟦EUR 1.0842/USD⟧", "⟦EUR/CHF 0.9341⟧ today"), false=("EUR 1.084 per month", "EUR 1.084/mo")),
    Rule("variant_of_a_gene", LOOK_ALIKE, r"(?<![\w.])(?:NM_\d{4,9}\.\d{1,2}(?:\([A-Z][A-Z0-9]{1,9}\))?:)?(?:[cgmn]\.[-*]?\d{1,7}(?:[-+]\d{1,5})?(?:_[-*]?\d{1,7}(?:[-+]\d{1,5})?)?(?:[ACGT]{1,3}>[ACGT]{1,3}|(?:del|dup|ins|inv)[ACGT]{0,20}(?:ins[ACGT]{1,20})?)|p\.\(?[A-Z][a-z]{2}\d{1,5}(?:[A-Z][a-z]{2}|\*|=|fs(?:\*\d{1,4})?|del|dup)\)?)(?!\w)", 0.97,
        true=("carry BRCA1 ⟦c.68_69delAG⟧ too", "found ⟦p.Val600Glu⟧ in the sample", "⟦NM_007294.4(BRCA1):c.5266dupC⟧"), false=("c.68", "p.Val", "see p.600 and c.12"), source="HGVS nomenclature"),
    Rule("vital_sign", LOOK_ALIKE, r"(?<!\w)(?:BP|RR|HR(?![ :]{1,2}\d{2,3}[ ]?/)|NIBP|PA|TA)[ :]{1,2}\d{2,3}(?:[ ]?/[ ]?\d{2,3})?(?![\w/.-])(?:[ ](?:mmHg|bpm|/min))?", SURE,
        true=("HR 88 ⟦RR 16⟧ ⟦BP 118/74⟧ Wt".replace("HR 88", "⟦HR 88⟧"), "⟦RR 135/80⟧ mmHg".replace("⟧ mmHg", " mmHg⟧")), false=("BP 40219, Nantes", "HR-88", "DNR HR 25/117", "RR 2 Box 118".replace("2 Box", "2, Box"))),
    Rule("department_month_or_status_of_a_key", LOOK_ALIKE, rf"(?:[\"'](?i:{KEYS_OF_NO_PERSON})[\"']\s{{0,3}}:\s{{0,3}}[\"'](?P<value>\p{{L}}[\p{{L}} &-]{{0,30}})[\"']|<(?i:(?P<tag>{KEYS_OF_NO_PERSON}))>(?P<value>\p{{L}}[\p{{L}} &-]{{0,30}})</(?i:(?P=tag))>)", 0.97,
        true=('"month":"⟦May⟧",', "<abteilung>⟦Einkauf⟧</abteilung>", '"status": "⟦Open⟧"'), false=('"name": "May"', "<kontakt>Einkauf</kontakt>", "status of May")),
    Rule("log_level", LOOK_ALIKE, rf"(?<![\w@-])(?:{LEVELS})(?![\w@-])", SURE, true=("10:15 ⟦INFO⟧ start", "[⟦WARN⟧] slow"), false=("Info desk", "INFORM")),
    Rule("browser", LOOK_ALIKE, r"Mozilla/\d\.\d(?: \([^()\n]{1,150}\))?(?: [A-Za-z]{2,20}/[\d.]{1,20}(?: \([^()\n]{1,60}\))?){0,6}", 0.97,
        true=('"ua": "⟦Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)⟧"', "⟦Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/128.0⟧"), false=("Mozilla Foundation", "Mozilla 5")),
    Rule("line_of_a_calendar_or_card", LOOK_ALIKE, r"^(?:BEGIN|END):V(?:CALENDAR|EVENT|TODO|CARD|ALARM|TIMEZONE)$", SURE, true=("⟦BEGIN:VEVENT⟧", "⟦END:VCARD⟧"), false=("BEGIN: now", "the END")),
    Rule("form_label", LOOK_ALIKE, rf"(?:^|[|>;,\"(]\s{{0,3}})(?P<value>{LABELS})(?=\s?[:|\"])", SURE,
        true=("⟦Telefon⟧: 030", "⟦FW⟧: news", "| ⟦Order ID⟧ | ⟦Amount⟧ |"), false=("Telefonica: 030", "the Title", "Name it")),
)
# fmt: on
