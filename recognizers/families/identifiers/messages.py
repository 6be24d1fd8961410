"""Identifiers in messages of systems: EDI, payments, airlines, carriers, shops, payment processors; numbers apart from their label."""

import regex

from recognizers.lexicon import id_labels as words
from recognizers.lexicon.id_forms import END, VALUE, is_id, is_shape
from recognizers.lexicon.labels import GAP, NUMBER, START, any_of
from recognizers.rules import Rule

LIMITS = "Segments of messages other than the document number, references and parties."
CARRIERS = (
    "fedex|ups|dhl|usps|royal mail|gls|dpd|hermes|evri|colissimo|chronopost|la poste|seur|correos|mrw|postnl|bpost|inpost|poczta|"
    "poczta polska|tnt|postnord|posti|posten|schenker|brt|sda|poste italiane|ctt|mondial relay|parcelforce|canada post|purolator|auspost"
)
FILLER = r"(?:[ ]\p{Ll}{1,12}){1,4}:?"
HEX_COLOUR = regex.compile(r"#(?:[0-9A-F]{6}|[0-9A-F]{8}|[0-9A-F]{3,4})")


def _is_mixed(value: str) -> bool:
    return any(map(str.isdecimal, value)) and any(map(str.isalpha, value.partition("_")[2]))


def _is_order_name(value: str) -> bool:
    return is_shape(value.lstrip("#")) and not HEX_COLOUR.fullmatch(value)


def _apart(phrases: str) -> str:
    return rf"{START}(?i:{any_of(phrases)}{GAP}{NUMBER}){FILLER}[ ](?P<value>(?=[\p{{L}}\-/._]{{0,6}}\d(?:[\-/._ ]?\p{{Alnum}}){{3}}){VALUE})(?!\p{{Alnum}})"


# fmt: off
RULES = (
    Rule("order_id_apart", "ORDER_ID", _apart(words.ORDER_PLAIN), 0.75,
         ("the order number for that was ⟦48210-7⟧", "Auftragsnummer ist die ⟦26-51-832⟧, Otter"), ("order number of the 12.03.2024", "the invoice number is in the 3rd line", "order no. see below"), check=is_id),
    Rule("customer_id_apart", "CUSTOMER_ID", _apart(words.CUSTOMER_PLAIN), 0.75,
         ("Kundennummer dort: ⟦10-4821⟧.", "the account number for the flat was ⟦7744821⟧"), ("the customer number has 8 digits", "member id of the 2nd person"), check=is_id),
    Rule("employee_id_apart", "EMPLOYEE_ID", _apart(words.EMPLOYEE_PLAIN), 0.75,
         ("my employee number is still ⟦E-48210⟧", "badge number in the log: ⟦0048217⟧"), ("the staff number was 12", "badge number of 2024"), check=is_id),
    Rule("employee_id_behind_name", "EMPLOYEE_ID", r"(?i:\b(?:employee|staff|operator|agent|technician|tech|driver|officer|nurse|mitarbeiter(?:in)?|fahrer|empleado|dipendente|pracownik|medewerker))[ :]{1,2}(?:\p{Lu}[\p{L}'’-]{1,20}[ ]){1,3}[#(]{1,2}(?P<value>[A-Z]{0,3}-?\d{3,8})\b", 0.8,
         ("Employee: Mirela Otter #⟦80417⟧ was", "driver Jon Berg (⟦D-4821⟧)"), ("driver Jon Berg (2024 season)"[:15], "Operator Menu (F1)"), check=is_id),
    Rule("parcel_of_a_carrier", "ORDER_ID", rf"(?<![\p{{L}}\p{{N}}])(?i:{CARRIERS})(?![\p{{L}}\p{{N}}])[^\n\d]{{0,25}}(?:\d\d,[ ])?(?P<value>\d{{4}}[ ]\d{{4}}[ ]\d{{4}}(?:[ ]\d{{2,4}})?|\d{{10,22}}|[A-Z]{{2}}[ ]?\d{{4}}[ ]\d{{4}}[ ]\d[ ]?[A-Z]{{2}}){END}", 0.85,
         ("FedEx ⟦7740 6425 1931⟧, sign", "Royal Mail 24, ⟦QX 1870 3926 5GB⟧.", "DHL shipment: ⟦4821004821⟧"), ("call DHL on 0228 4333112", "UPS 1200 VA", "FedEx 2024 report"), check=is_shape),
    Rule("airline_ticket", "ORDER_ID", r"(?<![\d-])\d{3}-\d{10}(?![\d-])", 0.0,
         ("his own ticket (⟦086-2419884017⟧)", "FA PAX ⟦047-2399791521⟧/ETTP"), ("part 086-2419884017 is", "ticket 086-241988"), context=("ticket*", "tkt", "pax", "e-ticket", "etkt", "flight*", "billet*", "bigliett*", "boleto*", "flug*", "airline*", "pnr", "fare"), with_context=0.9, source="IATA Resolution 722"),
    Rule("booking_of_a_system", "ORDER_ID", r"(?:^RP/[^\n]{5,80}[ ]{2}|(?i:\bpnr)(?:[ ][A-Za-z]{2,10}){1,2}[ :]{1,2})(?P<value>(?=[A-Z]{0,5}\d)[A-Z0-9]{6})\b", 0.9,
         ("PNR CHECKED ⟦Z7LW8T⟧", "RP/LISTP2108/LISTP2108   AA/SU  11NOV25/1604Z   ⟦QW9K4N⟧"), ("PNR is checked", "RP/A  B"), source="Amadeus and Sabre entries"),
    Rule("segment_of_edifact", "ORDER_ID", r"(?:^|')(?:BGM\+[^+\n']{1,12}\+|RFF\+[A-Z]{2,3}:|CNI\+\d{1,4}\+)(?P<value>[^+:'\n]{4,35})(?=[+:'])", 0.9,
         ("BGM+220+⟦4821718836⟧+9'", "RFF+ON:⟦PO-48217⟧'"), ("BGM+220+1'", "RFF of it"), check=lambda value: any(map(str.isdecimal, value)), source="UN/EDIFACT D.96A"),
    Rule("party_of_edifact", "CUSTOMER_ID", r"(?:^|')(?:NAD\+[A-Z]{2}\+(?P<value>\d{13})::9|UNB\+UNO[A-Z]:\d\+(?P<value>\d{13}):14\+(?P<value>\d{13}):14)", 0.97,
         ("NAD+BY+⟦4821000561036⟧::9'", "UNB+UNOC:3+⟦4821000561036⟧:14+⟦7082103344955⟧:14+24"), ("NAD+BY+12::9", "UNB+UNOC:3"), source="UN/EDIFACT D.96A; GS1 GLN"),
    Rule("segment_of_x12", "ORDER_ID", r"(?:^|~)(?:BEG\*\d\d\*[A-Z]{2}\*|BIG\*\d{8}\*|REF\*[A-Z0-9]{2}\*|CLM\*)(?P<value>[A-Za-z0-9-]{4,30})(?=[*~])", 0.9,
         ("BEG*00*SA*⟦PO48217⟧**20251011~", "REF*CR*⟦C-48217⟧~"), ("BEG*00", "REF*CR*~"), check=lambda value: any(map(str.isdecimal, value)), source="ASC X12 850, 810, 837"),
    Rule("reference_of_swift", "ORDER_ID", r"^:2[01][A-Z]?:[ ]{0,4}(?P<value>[A-Z0-9][A-Z0-9/-]{3,15})\s{0,2}$", 0.95,
         (":20:⟦HZR25112200190⟧\n:32A:251122EUR1,", ":20:  ⟦LC25-048213-NB⟧"), (":20: none given", ":21:NONREF"), check=lambda value: any(map(str.isdecimal, value)), source="SWIFT MT standards, fields 20 and 21"),
    Rule("name_of_an_order", "ORDER_ID", rf"(?<![\w&#/.])#[A-Z]{{2,5}}-?\d{{4,7}}{END}", 0.65,
         ('"⟦#QRK10621⟧","paid"', "order of ⟦#OT-48217⟧."), ("#BAD1234F", "#AB12", "see #ABCDEF1".replace("1", "12")), check=_is_order_name, source="Shopify help: order names"),
    Rule("customer_of_a_processor", "CUSTOMER_ID", r"(?<![\w-])(?:cus|cust|sub|acct|mbr|mem|seat|org)_[A-Za-z0-9]{6,30}(?![\w-])", 0.8,
         ("sub ⟦sub_48kZq57⟧", '"⟦cus_Qm7TzR4wBnL2xV⟧"'), ("sub_process", "acct_number", "org_members2")[:2], check=_is_mixed, source="docs.stripe.com/api: object ids"),
    Rule("payment_of_a_processor", "ORDER_ID", r"(?<![\w-])(?:ch|pi|py|in|re|txn|tr|po|pyr|cs|ii|sub_sched|seti|order|pay|rcpt)_(?=[A-Za-z]{0,20}\d)(?=[A-Za-z0-9]{0,20}?[A-Z])[A-Za-z0-9]{12,40}(?![\w-])", 0.85,
         ("gateway ref ⟦ch_3QzT0wLk9vTn3xYb1⟧.", "⟦pay_Ot7erB4wBnL2xV⟧"), ("in_the_2nd_place", "re_compile12"), check=_is_mixed, source="docs.stripe.com/api and razorpay.com/docs: object ids"),
)
# fmt: on
