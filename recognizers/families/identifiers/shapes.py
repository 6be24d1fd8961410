"""Identifiers by their shape: a prefix that names the type, a prefix with a year or a long number, and published forms."""

from recognizers.lexicon.id_forms import BEGIN, END, is_shape
from recognizers.lexicon.labels import any_of
from recognizers.rules import Rule

LIMITS = (
    "Short numbers and keys of issue trackers such as JIRA-123 have no shape of their own; they are found behind a label, "
    "or after a document or a run has labelled a value of the same shape."
)

ORDERS = "ORD|ORDER|PO|SO|WO|INV|INVOICE|BILL|RCPT|CLM|CLAIM|BKG|BOOK|RES|CASE|REF|RMA|SHP|SHIP|TRK|QUO|QT|DN|CN|SR|TXN|PAY|FV|FAC|FACT|CMD|PED|SIN|EXP|DOS|RG|AUF|LS|ZAM|FAK|ZL"
CUSTOMERS = "CUS|CUST|CUSTOMER|CLI|CLIENT|KD|KND|KDNR|ACC|ACCT|ACCOUNT|MEM|MBR|MEMBER|SUB|POL|POLICY|CTR|CONTRACT|VEN|VND|VENDOR|SUP|STU|LOY|KL|KLI"
EMPLOYEES = "EMP|EMPL|EMPLOYEE|STAFF|PERS|PERSNR|BDG|BADGE|PAYROLL"
PATIENTS = "MRN|PAT|PATIENT|UHID|HN|ENC|CHART|IPP|NHC"
# UUIDs of people, accounts and devices are theirs; those of requests and traces are nobody's.
SUBJECTS = (
    "customer*",
    "client",
    "user*",
    "account*",
    "member*",
    "patient*",
    "person*",
    "employee*",
    "subscriber*",
    "contact*",
    "profile*",
    "tenant*",
    "owner*",
    "device*",
    "advertising",
    "idfa",
    "gaid",
    "installation",
    "kunde*",
    "cliente",
    "usuario",
    "utilisateur",
)
TRACES = (
    "request*",
    "trace*",
    "span",
    "correlation*",
    "corr",
    "session*",
    "transaction*",
    "message*",
    "event*",
    "job",
    "run",
    "build",
    "clsid",
    "guid",
    "activity",
    "idempotency*",
    "client request",
    "partition",
    "disk",
    "root",
    "boot*",
)
# Reports of decisions of high courts, laws and articles have the form of a court file.
PUBLISHED = r"(?<!(?:BGH|BAG|BVerfG|BVerwG|BSG|BFH|EuGH|OGH|BGer|NSA|SN|TK|art\.|Art\.|§|Abs\.|Nr\.)[ ])"


def _prefixed(prefixes: str) -> str:
    """Return the pattern of a number behind one of several prefixes: "CUS-204881", "INV-2024/0917", "EMP104233"."""
    return rf"{BEGIN}(?:{any_of(prefixes)})(?:[-_](?:\d{{2,4}}[-_/]){{0,2}}\d{{3,10}}|/\d{{2,4}}/\d{{2,8}}|\#?\d{{5,12}})(?:-[A-Z0-9]{{1,3}})?{END}"


# fmt: off
RULES = (
    Rule("order_prefix", "ORDER_ID", _prefixed(ORDERS), 0.65,
         ("see ⟦ORD-2025-00412⟧ and ⟦INV-2024/0917⟧", "⟦PO-88123⟧ is late", "paid ⟦CLM0048213⟧."), ("PO-12", "INV-2024-0000", "COORD-48213", "see PO-box"), check=is_shape),
    Rule("customer_prefix", "CUSTOMER_ID", _prefixed(CUSTOMERS), 0.65,
         ("⟦CUS-204881⟧ called", "merge ⟦ACC0048213⟧ with ⟦MEM-48213⟧"), ("FOCUS-204881", "SUB-12", "CUS-000000", "ACC-1.2.3"), check=is_shape),
    Rule("employee_prefix", "EMPLOYEE_ID", _prefixed(EMPLOYEES), 0.65,
         ("locked out: ⟦EMP104233⟧", "ask ⟦STAFF-2048⟧"), ("TEMP104233", "EMP-12", "EMPLOYEE"), check=is_shape),
    Rule("patient_prefix", "MEDICAL_RECORD_NUMBER", _prefixed(PATIENTS), 0.65,
         ("admit ⟦MRN-204881⟧", "⟦UHID4820417⟧ is due"), ("PAT-12", "MRN", "SPAT-204881"), check=is_shape),
    Rule("id_with_year", "ORDER_ID",
         rf"{BEGIN}[A-Z]{{1,6}}(?P<mark>[-/])(?:20)?[0-3]\d(?P=mark)\d{{3,8}}(?:[-/][A-Z0-9]{{1,4}})?{END}", 0.6,
         ("withdrawn under ⟦QLR-2024-00931⟧.", "⟦HT/23/00418⟧ is open", "⟦Q-24-4410-B⟧"), ("CVE-2021-44228", "ABC-2024-01", "XY-24-00000", "2024-05-0012"), check=is_shape),
    Rule("id_with_slashes", "ORDER_ID",
         rf"{BEGIN}(?<!\*)(?:[A-Z]{{1,6}}/\d{{2,4}}/\d{{2,8}}(?:/[A-Z0-9]{{1,6}})?|[A-Z]{{1,5}}/\d{{5,8}}|[A-Z]{{2,4}}/[A-Z]{{1,4}}/\d{{2,4}}/\d{{2,6}}"
         rf"|\d{{3,6}}/[A-Z]{{1,5}}/\d{{2,6}}(?:/\d{{1,5}})?){END}", 0.6,
         ("⟦KR/204/0931⟧", "⟦SB/48213⟧ moved", "⟦NT/FA/24/0093⟧", "⟦4821/FV/2024⟧"), ("A/B", "TCP/443", "s/n/a", "RFC/2616", "src/AB/12/34"), check=is_shape),
    Rule("id_with_long_number", "CUSTOMER_ID",
         rf"{BEGIN}(?:[A-Z]{{1,5}}-\d{{6,10}}(?:-[A-Z0-9]{{1,3}})?|[A-Z]{{2,5}}\d{{7,12}}|[A-Z]\d{{8,9}}(?:-\d{{2}})?){END}", 0.6,
         ("⟦HZ-482104⟧ again", "moved to ⟦KLM48210417⟧", "⟦T482104178⟧ is hers"), ("KB5034441", "US0378331005", "AB-12345", "X-000000", "h-482104"), check=is_shape),
    Rule("id_of_groups", "CUSTOMER_ID",
         rf"{BEGIN}[A-Z]{{2,5}}-\d{{2,6}}-\d{{4,8}}(?:-[A-Z0-9]{{1,3}})?{END}", 0.6,
         ("under ⟦GQ-418-204881⟧", "⟦TRX-55-88017-K⟧"), ("AES-256-1", "ISO-8859-1", "CVE-2024-31497", "AB-12-34"), check=is_shape),
    Rule("court_file", "ORDER_ID",
         rf"{PUBLISHED}{BEGIN}(?:\d{{1,4}}[ ](?:[IVX]{{1,5}}[ ])?(?!DPR|Abs|Nr|BP[ ]|RR[ ])[A-Z][A-Za-z]{{0,4}}[ ]\d{{1,6}}/\d{{2}}|[IVX]{{1,5}}[ ](?!CKN|CSKP?|CZP|CNP|CSKU)[A-Z][A-Za-z]{{0,4}}[ ]\d{{1,5}}/(?:20)?\d{{2}}){END}", 0.75,
         ("LG Köln, ⟦12 O 345/23⟧", "zu ⟦471 Js 2088/24⟧", "sygn. ⟦II AKa 231/24⟧"), ("BGH 8 ZR 12/20", "por. III CKN 1093/00.", "art. 11 DPR 223/89", "2 x 100/50", "RR 16 BP 118/74", "Teil IV B"),
         source="Aktenzeichenverordnung; Regulamin urzędowania sądów powszechnych"),
    Rule("court_docket", "ORDER_ID",
         rf"{BEGIN}(?:\d:\d{{2}}-(?:cv|cr|mj|bk|md|mc|ap|po|sw)-\d{{3,6}}(?:-[A-Z]{{2,4}}){{0,3}}|\d{{7}}-\d{{2}}\.\d{{4}}\.\d\.\d{{2}}\.\d{{4}}|\d{{1,6}}/\d{{2}}\.\d[A-Z0-9]{{4,7}}|[A-Z]{{2}}\d[A-Z]/\d{{8}}/\d){END}", 0.95,
         ("in ⟦1:23-cv-04567⟧", "⟦2:24-cr-00318-KLM⟧", "processo ⟦0004821-77.2023.8.26.0100⟧", "⟦482/23.6T8PRT⟧", "⟦WA4M/00048213/7⟧"), ("1:23-45", "12:30-cv", "1.2.3-cv-4567"),
         source="PACER case numbers; CNJ Resolução 65/2008"),
    Rule("parcel_number", "ORDER_ID",
         rf"{BEGIN}(?:1Z[ ]?[0-9A-Z]{{3}}[ ]?[0-9A-Z]{{3}}[ ]?[0-9A-Z]{{2}}[ ]?[0-9A-Z]{{4}}[ ]?[0-9A-Z]{{4}}|[A-Z]{{2}}[ ]?\d{{3}}[ ]?\d{{3}}[ ]?\d{{3}}[ ]?[A-Z]{{2}}|JJ?D\d{{12,18}}|3S[A-Z]{{4}}\d{{9}}){END}", 0.75,
         ("⟦1Z999AA10223456784⟧", "⟦RR 473 124 829 DE⟧", "⟦LX482104177GB⟧", "⟦JJD014993300048⟧"), ("1Z", "AB482104", "RR473124829"), check=is_shape,
         source="UPU S10; UPS tracking number guide"),
    Rule("payment_reference", "ORDER_ID",
         r"\+{3}\d{3}/\d{4}/\d{5}\+{3}|\*{3}\d{3}/\d{4}/\d{5}\*{3}|\+(?:71|75)<\d{15}\+\d{8}<|\b\d{5}\.\d{5}[ ]\d{5}\.\d{6}[ ]\d{5}\.\d{6}[ ]\d[ ]\d{14}\b", 0.95,
         ("pay with ⟦+++090/9337/55493+++⟧", "⟦+71<000482104177123+48210417<⟧", "⟦00190.50095 40144.816069 06809.350314 3 37370000000100⟧"), ("+++090+++", "12345.67890", "090/9337/55493"),
         source="Febelfin structured communication; FIK; FEBRABAN boleto"),
    Rule("uuid_of_a_subject", "UUID", r"(?<![\w-])(?i:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\w-])", 0.0,
         ('"customerId": "⟦7c9e6679-7425-40de-944b-e07fc1f90ae7⟧"', "user ⟦7C9E6679-7425-40DE-944B-E07FC1F90AE7⟧ left", "device_id=⟦7c9e6679-7425-40de-944b-e07fc1f90ae7⟧"),
         ('"requestId": "7c9e6679-7425-40de-944b-e07fc1f90ae7"', "UUID 7c9e6679-7425-40de-944b-e07fc1f90ae7", "user 7c9e6679, trace 7c9e6679-7425-40de-944b-e07fc1f90ae7"), context=SUBJECTS, with_context=0.8, unless=TRACES, source="RFC 9562"),
    Rule("uuid_behind_a_label", "UUID", r"(?i)(?<![a-z])(?:account|user|customer|client|member|patient|person|employee|subscriber|contact|profile|tenant|owner|device|kunden?|cliente|usuario|utilisateur)[ _-]?(?:id|uuid|guid)?[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?P<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\w-])", 0.8,
         ('"sessionId": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "accountId": "⟦0f8fad5b-d9cb-469f-a165-70867728950e⟧"', "trace=x user_uuid=⟦7c9e6679-7425-40de-944b-e07fc1f90ae7⟧"), ('"requestId": "7c9e6679-7425-40de-944b-e07fc1f90ae7"', "user event 7c9e6679-7425-40de-944b-e07fc1f90ae7", "superuser: none"), source="RFC 9562"),
    Rule("medicare_beneficiary", "HEALTH_INSURANCE_ID",
         rf"{BEGIN}(?!(?i:1EG4-?TE5-?MK7[23]))(?i:[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d(?P<mbi>-?)[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d(?P=mbi)[AC-HJKMNP-RT-Y]{{2}}\d{{2}}){END}", 0.85,
         ("billed to ⟦2RW4-KT7-PM31⟧", "⟦3AN9QD2HJ48⟧"), ("1EG4-TE5-MK73", "2RW4-KT7PM31", "0RW4-KT7-PM31"), source="CMS, Understanding the Medicare Beneficiary Identifier format"),
    Rule("european_health_card", "HEALTH_INSURANCE_ID",
         rf"{BEGIN}80(?:040|056|100|191|203|208|233|246|250|276|300|348|352|372|380|428|438|440|442|470|528|578|616|620|642|703|705|724|752|756|807|826)(?:[ ]?\d){{15}}{END}", 0.85,
         ("⟦80276004821041771236⟧", "⟦80756 0048 2104 1771 236⟧"), ("80276", "80999004821041771236"), source="Decision S2 of the Administrative Commission (EHIC); ISO/IEC 7812"),
)
# fmt: on
