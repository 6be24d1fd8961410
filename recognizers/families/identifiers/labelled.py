"""Identifiers by label: numbers of orders, cases, customers, employees, patients and insured people."""

from recognizers.lexicon import id_labels as words
from recognizers.lexicon.id_forms import LONG_CODE_AHEAD, VALUE, identifier, is_id, is_nhs_number
from recognizers.lexicon.labels import SAME_LINE, label, labelled
from recognizers.rules import Rule

LIMITS = (
    "Numbers of issue trackers, devices, meters, rooms, seats, parts and lots are not found, nor a value of fewer than four "
    'digits behind a bare noun ("order 66"), nor a number that is spelled out.'
)

# Numbers that identify no one, although "no." or "ref" is before them: things, laws and decisions of councils.
NO_ID = (
    "loi|lei|ley|legge|gesetz|ustawa|law|act|decree|décret|decreto|uchwała|edital|regulation|verordnung|rge|property|device|gerät|contador|zegar|"
    "protokół|chat|serial|serien|sn|s/n|série|serie|seriale|szeregowy|fabr|part|article|art|artikel|item|model|mod|type|meter|zähler|compteur|room|"
    "seat|lot|batch|charge|chip|tag|version|page|ean|upc|sku|pos|zimmer|platz|parcel|plot|catalogue|cat|hull|frame|engine|motor|chassis|call|message|"
    "request|trace|session|thread|process"
)
BOOKINGS = (
    "pnr|record locator|locator|localizador|booking|booking code|confirmation|conf|reservation|buchung|buchungscode|réservation|reserva|"
    "prenotazione|boeking|rezerwacja|rezerwacji|bokning"
)
# References of documents with a revision, and of advertisements of jobs, which are published.
PUBLISHED_DOCUMENTS = (
    "rev", "rév", "revision", "révision", "revisione", "revisión", "ausgabe", "indeed", "linkedin", "annonce", "stellenanzeige", "job ad*", "job posting", "annuncio", "anuncio", "vacature", "ogłoszeni*",
)  # fmt: skip
SERIALS = (
    "serial|serial no|serial number|s/n|sn|device serial|device id|device identifier|udi|seriennummer|seriennr|serien nr|geräte nr|gerätenummer|"
    "série|numéro de série|número de serie|número de série|numero di serie|serienummer|serienr|numer seryjny|nr seryjny|nr fabr"
)

# fmt: off
RULES = (
    Rule("order_id", "ORDER_ID", r"(?!\w{1,20}\[|(?<=_)order[ ]=[ ]\d{1,4}\s|order[ ]\(?\#\d{4,6}\)|(?<=b\.)p\.o\.|(?-i:im|pl)\d|(?-i:re)[ ]|(?-i:Re=)|(?-i:res|ord|inv|Re)[ ]?==?[ ])" + identifier(words.ORDER_PLAIN), 0.85,
         ("Order no. ⟦48210⟧", "orders ⟦48210⟧, ⟦48213⟧ and ⟦48219⟧", '"orderId": "⟦A-4821⟧"', "Rechnungsnr. ⟦2024-0917⟧", "claim ⟦2024-77⟧", "n° de commande : ⟦4821045⟧", "faktura nr ⟦FV/12/2024⟧", "Encomenda ⟦EN-440318⟧", "Az. ⟦12 O 345/23⟧", "<InvoiceNo>⟦FT A/3211⟧</InvoiceNo>"),
         ("order confirmed", "order 66 chairs", "Invoice 12.03.2024", "Rechnung 1.240,00 EUR", "order 2024", "order 2024-25", "reorder 48210", "call tomorrow re 1099", "res = s_0123 & 1", "assert res == 1024", "converges to Re = 2300.", "f(Re=20000, a=45)", "claims v2.14.1", "execution_order_ticket_1487(self)", "Auth[X509WorkloadIdentity]", "_X509WorkloadIdentityAuth", "Rx BIN 610014", "id_to_conf[139870142111616]", "_max_order = 1000\n", "the order (#3906).", "bug reported in b.p.o. 44954"), check=is_id),
    Rule("customer_id", "CUSTOMER_ID", r"(?!(?i:ff)(?:\p{Alnum}|[ ][0-9A-F]{2}[ ])|vendor\.)" + identifier(words.CUSTOMER_PLAIN), 0.85,
         ("customer ⟦482104⟧", "Policy no. ⟦4417 0092 11⟧", "Kundennummer: ⟦K-48213⟧", "n° d'abonné ⟦4821045⟧", "póliza ⟦AUT-7/4821⟧", '"customer": {"id": "⟦cus_h7Qm20XtB⟧"', "polisa ⟦OC-3/0071844⟧", "Mandat ⟦MD-88217-04⟧", "N° client: ⟦44218⟧"),
         ("account manager", "policy number below", "customer 360", "contract 30 days", "members: 24", "client 10.2.1", "Member ID below | BIN 610014 PCN", "{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}", '"xlsxwriter": "FF111222"', "at org.quarry.vendor.grpc.v1p69p0.io.grpc.stub.ServerCalls"), check=is_id),
    Rule("employee_id", "EMPLOYEE_ID", identifier(words.EMPLOYEE_PLAIN), 0.85,
         ("employee ⟦00417⟧", "Personalnr. ⟦104772⟧", "badge ⟦TR-7184⟧", "matricule ⟦M-00712⟧", "funcionário nº ⟦FN-8310⟧, CBO 4110-10", "staff_no: ⟦AK-2051⟧", "NPI ⟦1234567893⟧", "PWZ: ⟦5425740⟧"),
         ("employee of 2024", "staff 12", "badge of honour", "payroll 03/2024", "personal best 12:30"), check=is_id),
    Rule("medical_record_number", "MEDICAL_RECORD_NUMBER", rf"(?!chartId|CHART-){identifier(words.MEDICAL_PLAIN)}", 0.85,
         ("MRN: ⟦7741-88-02⟧", "MRN ⟦7741882⟧, BP 120/80", "patient id ⟦482104⟧", "Hosp no. ⟦H4408-716⟧", "Fallnr. ⟦2500 44 1887⟧", "NHC: ⟦0374872⟧", "cartella ⟦2025/PSI/00395⟧"),
         ("patient 12", "chart below", "chartId: 1408", "id: CHART-6n9jxb30JG", "patient seen 12/03/2024", "MRN: n/a"), check=is_id),
    Rule("nhs_number", "MEDICAL_RECORD_NUMBER", labelled("nhs|nhs no|nhs number", r"\d{3}[ \-]?\d{3}[ \-]?\d{4}", link=SAME_LINE), 0.95,
         ("NHS ⟦943 476 5919⟧", "NHS no: ⟦9434765919⟧"), ("NHS 943 476 5918", "NHS 111"), check=is_nhs_number, source="NHS Data Dictionary, NHS NUMBER"),
    Rule("health_insurance_id", "HEALTH_INSURANCE_ID", rf"(?![A-Z]{{2}}-\d{{1,5}}(?!\d)){identifier(words.HEALTH_PLAIN)}", 0.85,
         ("Medicare ⟦2428 77813 1⟧", "Member ID: ⟦YTW 9046 61752 02⟧", "Versichertennr. ⟦A123456780⟧", "tessera sanitaria ⟦80380001200653940016⟧", "carteirinha ⟦0314-73514⟧"),
         ("Medicare Part B", "group 12", "AOK 2024", "- TK-8949: crash fixed", "member since 2009"), check=is_id),
    Rule("case_reference", "ORDER_ID", rf"(?!(?i:srid|so400m)|SO-[A-Z]{{3}}|file\(|(?i:jobs?(?:[ _-]?id)?)[\"' :]{{1,4}}\d|(?i:job_id>|returncode)|so[ ]|(?i:so)_|(?:case|application|file)s?\n|(?i:files?:[ ]?\d{{1,2}}\.\d)|return[ ]\(|(?-i:msg)\d{{5,6}})(?<![/#]|(?i:\bnum)_)(?!(?i:group_num|bytes_per_file)[ ]?=|file=\d{{1,3}}_\d){identifier(words.AMBIGUOUS, LONG_CODE_AHEAD)}", 0.8,
         ("Case no. ⟦8821⟧", "job ⟦FS-0284226⟧ no heat", "job no. ⟦884120⟧", "our ref ⟦BV/83683⟧", "Ref: ⟦CQ71-8817⟧", "loan ⟦4821045⟧"), ("case 12", "case 1024:", "file 2024", "ref. 12.03.2024", "see file main_2.py", "return get_hint_pep484585_args(x)", "units-validation-group-1297083594-1", "Document n° UG-0419-FR rév. C", "annonce sur Indeed, réf. 2025-CAB-17", "document no. S-1-5-32-544", "job 884120.", "issue13697#msg237140", "if the error message contains code ``111214``", "--num_records=100000", "def test_so_39595807(self):", "SO_J1939_FILTER as SO_J1939_FILTER,", "self.returncode = 255", "array, so 1883-1918 dates", "hf jobs expose <job_id> 8000", "create(con, srid=102003)", '"vit_so400m_patch14_384"', 'repository="SO-ARM100-101-Gripper"', 'load_file("ecc_p192_x509.pem")', "  # special case\n'640903926'", "pickle file: 0.20.3_x86_64_3.5.2.pickle"), check=is_id,
         unless=(*PUBLISHED_DOCUMENTS, "error message")),
    Rule("booking_code", "ORDER_ID",
         rf"{label(BOOKINGS)}{SAME_LINE}(?P<value>(?=[A-Z]{{0,5}}\d)[A-Z0-9]{{6}})(?!\p{{Alnum}})", 0.85,
         ("PNR ⟦W6RJ5X⟧", "booking ⟦6XQ2LD⟧", "localizador: ⟦K7QXWM⟧"), ("booking SUMMER", "PNR w6rj5x", "booking ABC123D", "Booking 2 rooms"), check=is_id),
    Rule("numbered_reference", "ORDER_ID",
         rf"(?<!(?i:{NO_ID})[ .\-]{{0,3}})(?<![\p{{L}}\p{{N}}])(?:(?i:nr|no\.|n°|nº|n\.º|№|ref|réf|rif)|(?<!_)ID)(?![\p{{L}}]){SAME_LINE}{LONG_CODE_AHEAD}(?P<value>{VALUE})(?!\p{{Alnum}})", 0.6,
         ("the complaint has no. ⟦7504776⟧", "sous le n° ⟦AT 25 69 005214⟧", "ID ⟦554864546⟧"), ("serial no. 7504776", "no. 12", "loi n° 2020-1576", "Meter No. 4821045", "annonce sur Indeed, réf. 2025-CAB-17", "CI_PIPELINE_ID=418822", "nr 3"), check=is_id, unless=PUBLISHED_DOCUMENTS),
    Rule("id_behind_name", "EMPLOYEE_ID",
         r"(?<![\p{L}\p{N}])\p{Lu}[\p{L}'’]{1,20}+[ ](?:\p{Lu}[\p{L}.'’\-]{0,24}+[ ]?){1,2}+\((?:\p{Ll}[\p{L} ]{2,30},[ ])?(?P<value>[A-Z]{1,4}-?\d{4,8}(?:-[A-Z])?|\d{2}-\d{4,6}-[A-Z]|\d{5,8})(?=[),])", 0.6,
         ("Mirela Kostić-Ray (⟦QH-40233⟧) left", "Mirela Kostić (data steward, ⟦E48210⟧)"), ("Mirela Kostić (2024)", "see Login (WEB-5980)", "Apollo Guidance Computer (AGC)"), check=is_id),
    Rule("device_identifier", "DEVICE_SERIAL", r"(?<![\p{Alnum}(])(?P<value>\(01\)[ ]?\d{14}(?:[ ]?\((?:1[1357]|10|21|24\d|30)\)[ ]?[\w-]{1,20}){1,6})", 0.95,
         ("UDI ⟦(01)00643169007222(17)261130(21)RNB604418H⟧", "⟦(01) 00812345678901 (21) A-4471⟧"), ("(01) 12345", "call (01) 00643169007222"), source="FDA UDI; GS1 General Specifications"),
    Rule("specimen_or_accession", "MEDICAL_RECORD_NUMBER",
         rf"{label('specimen|specimen id|specimen no|accession|accession no|accession number|sample id|case no|slide|slide no|block no|biobank id')}{SAME_LINE}(?P<value>(?=[\w-]{{0,12}}\d[\w-]{{0,20}}\d)\p{{Alnum}}{{1,4}}-(?:\p{{Alnum}}{{1,4}}-)?\d{{3,8}})(?![\p{{Alnum}}-])", 0.95,
         ("specimen ⟦24-SP-009912⟧", "Accession: ⟦S24-118402⟧"), ("specimen of 2024-05-03", "slide 12-14", "accession to the EU")),
    Rule("biometric_identifier", "SECRET",
         rf"{label('fingerprint template|fingerprint id|fingerprint|face template|face id|faceprint|iris scan|iris template|retinal scan|retinal scan id|retina scan|voiceprint|voice print|voice template|voiceprint id|palm print|biometric template|biometric id')}{SAME_LINE}(?P<value>(?!SHA|MD5)[A-Z]{{2,5}}[_-](?:[A-Z\d]{{2,8}}[_-]){{0,3}}[A-Z\d]{{1,8}}(?<=\d[\w-]{{0,8}}))(?![\w-])", 0.95,
         ("fingerprint template ⟦FPT-88E1-02A7⟧ on", "Retinal scan ID ⟦RS-220447-L⟧", "voiceprint ⟦VP_88207⟧"), ("fingerprint SHA-256", "iris scan IS-A", "voiceprint of the caller"), source="45 CFR 164.514(b)(2)(i)(P)"),
    Rule("device_serial", "DEVICE_SERIAL", identifier(SERIALS), 0.6,
         ("Pacemaker serial no. ⟦PJN482104⟧", "Device serial: ⟦SN-48210417⟧", "insulin pump, S/N ⟦NG1482104H⟧", "n° de série ⟦TT4-88120⟧"),
         ("a serial killer of 1975", "serial console ttyS0", "serial 12", "TV series 24"), check=is_id),
)
# fmt: on
