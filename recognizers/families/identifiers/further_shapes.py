"""Identifiers by shape near a word: letters of carriers, baggage tags, member numbers in brackets, rows of persons, spoken references."""

from recognizers.families.secrets.code_words import DIGIT_WORDS
from recognizers.lexicon.id_forms import BEGIN, END, is_shape
from recognizers.lexicon.labels import labelled
from recognizers.rules import Rule

LIMITS = "Rows of persons without an e-mail address, and references that are spelled with names of letters."
MEMBERS = ("member*", "medlem*", "mitglied*", "kund*", "customer*", "client*", "membre", "socio", "socia", "adhérent*", "lid", "klient*", "loyalty", "club", "contract", "contrat", "account", "trunk", "subscriber", "policy", "abonn*")  # fmt: skip
REFERENCES = ("order", "reference", "ref", "quote", "number", "ticket", "case", "visit", "invoice", "claim", "booking", "referenz", "nummer", "numéro", "número", "numero", "account", "tracking")  # fmt: skip
SIGNS = "dash|slash|hyphen|minus|stroke|strich|schrägstrich|tiret|trait d'union|barra|guion|trattino|streepje|myślnik"


def _is_digits_of_row(value: str) -> bool:
    return sum(map(str.isdecimal, value)) >= 5


# fmt: off
RULES = (
    Rule("registered_letter", "ORDER_ID", rf"{BEGIN}(?:\d[A-Z][ ]\d{{3}}[ ]\d{{3}}[ ]\d{{4}}[ ]\d|[A-Z]{{2}}[ ]?\d{{4}}[ ]\d{{4}}[ ]?\d[ ]?[A-Z]{{2}}){END}", 0.85,
         ("recommandée AR n° ⟦9A 548 413 4821 9⟧", "⟦QX 1871 3926 5GB⟧ is out"), ("9A 548 413", "QX 1870 GB"), source="La Poste; Royal Mail"),
    Rule("record_in_a_path", "MEDICAL_RECORD_NUMBER", r"(?<=[/=])(?:MRN|PAT|PATIENT|UHID)[-_]?\d{5,10}(?![\w-])", 0.9,
         ("https://api.otter.com/v2/records/⟦MRN-1048217⟧", "/patients?id=⟦PAT_482104⟧&x"), ("/records/MRN", "/MRN-12")),
    Rule("electronic_prescription", "ORDER_ID", rf"{BEGIN}\d{{3}}[A-Z0-9]{{2}}[ ]?\d{{10}}{END}", 0.0,
         ("NRE ⟦200A4 1048215183⟧", "ricetta ⟦030A01048215183⟧"), ("codice 200A4 1048215183", "NRE 200A4"), context=("nre", "ricetta*", "prescrizione"), with_context=0.9, source="DM 2 novembre 2011 (ricetta elettronica)"),
    Rule("baggage_tag", "ORDER_ID", rf"{BEGIN}[A-Z]{{2}}[ ]?\d{{6}}{END}", 0.0,
         ("own chair, tag ⟦LX 482656⟧", "bag ⟦BA482127⟧ is missing"), ("tag LX 48265", "train RE 482127"), context=("tag", "tags", "bag", "bags", "baggage", "luggage", "gepäck*", "koffer*", "bagage*", "equipaje", "maleta*", "bagagli*", "bagagem", "bagaż*", "ahl", "wchr"), with_context=0.8, source="IATA Resolution 740"),
    Rule("member_in_brackets", "CUSTOMER_ID", r"\((?P<value>\d{4}[ ]\d{4}[ ]\d{2,4}|\d{3}[ ]\d{3}[ ]\d{3})\)", 0.0,
         ("medlem sen 1998 (⟦9752 0482 4021⟧).", "our customer (⟦482 104 217⟧)"), ("the sum (1000 2000 3000)", "the phone (482 104 217)"), context=MEMBERS, with_context=0.7, unless=("phone*", "tel*", "mobile"), check=is_shape),
    Rule("id_of_three_parts", "CUSTOMER_ID", rf"{BEGIN}[A-Z]{{2,4}}-[A-Z]{{2,5}}-\d{{4,8}}{END}", 0.0,
         ("contract is ⟦QT-ENT-482918⟧, uuid", "trunk ⟦GX-TRK-0482⟧ blocked"), ("part QT-ENT-482918", "UTF-BOM-2024"), context=MEMBERS, with_context=0.75, check=is_shape),
    Rule("flyer_of_a_system", "CUSTOMER_ID", r"\bFQTV\b[^\n\d]{0,20}(?P<value>\d{8,11})\b", 0.9,
         ("SSR FQTV TP HK/ TP⟦482852119⟧/P1", "FQTV LH ⟦99482104821⟧"), ("FQTV of it", "FQTV 12"), source="Amadeus: SSR FQTV"),
    Rule("card_of_a_shop", "CUSTOMER_ID", labelled("card no|card number|card id|loyalty card|kartennummer|karten nr|numéro de carte|número de tarjeta|numero carta|kaartnummer|nr karty", r"[A-Z]{1,4}-?\d{5,10}"), 0.8,
         ("card_no: ⟦KQ00482829⟧", "Kartennummer ⟦MB-482104⟧"), ("card no. 12", "card number 48210417"), check=is_shape),
    Rule("row_of_a_person", "CUSTOMER_ID",
         r"^(?=[^\n@]{1,120}@)(?=(?:[^\n|]{0,100}\|){6})(?:(?:(?P<value>(?=[A-Z0-9-]{0,8}\d)[A-Z0-9]{1,10}(?:-[A-Z0-9]{1,10}){0,4})|[^\n|]{0,120}+)(?:\||[ ]?$)){6,40}+", 0.6,
         ("Ana Berg|ana@otter.com|+1 577|4000-9100-0095-0048|⟦10338217⟧|⟦P7P482677⟧|⟦DL-P35682-77⟧".replace("4000-9100-0095-0048", "⟦4000-9100-0095-0048⟧"), "a|b@c.de|x|y|z|u|⟦48210417⟧"), ("a|b|c|d|e|f|48210417", "x@y.de|48210417"), check=_is_digits_of_row, source="exports without a header"),
    Rule("spoken_reference", "ORDER_ID", rf"(?i)(?<![\p{{L}}\p{{N}}])(?:[A-Z]{{1,3}}[ ])(?:(?:{SIGNS})[ ])?(?:{DIGIT_WORDS}|double|triple)(?:[ ,]{{1,2}}(?:{DIGIT_WORDS}|{SIGNS}|double|triple)){{2,12}}(?![\p{{L}}\p{{N}}])", 0.0,
         ("order reference will be ⟦Q dash six zero nine eight two⟧.", "the visit number is ⟦v one one eight oh four⟧"), ("is one two three", "a one in two order"), context=REFERENCES, with_context=0.75,
         check=lambda value: len(value.split()) >= 4 and value.split()[0].lower() not in {"is", "the", "a", "it", "in", "of", "to", "my", "no", "and", "un", "le", "la", "el", "er"}),
    Rule("spoken_digits", "CUSTOMER_ID", r"(?i)(?<![\d.,-])(?:\d[ ]){1,8}(?:double|triple)[ ]\d(?:[ ](?:(?:double|triple)[ ])?\d){1,10}(?!\d|[.,-]\d)", 0.65,
         ("Account number was ⟦9 5 3 double 1 0 8⟧, in case", "⟦4 double 8 2 0 triple 1 7⟧"), ("a double 1", "2 double rooms 3")),
)
# fmt: on
