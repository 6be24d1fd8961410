"""Driving licence numbers: the British format alone, any other format behind a label."""

from recognizers.lexicon.labels import labelled
from recognizers.rules import Rule

LIMITS = (
    "It does not find a number of another country without a label such as `licence`, `DL`, `Führerschein` or `permis`."
)

UK = r"[A-Z9]{5}[ ]?\d{6}[ ]?[A-Z9]{2}[A-Z0-9]{3}(?:[ ]\d{2})?"
# One to five groups of letters and digits with at least four digits; no group is a word.
VALUE = rf"{UK}|(?=(?:[A-Z\-/ ]{{0,4}}\d){{5}})(?:[A-Z]{{1,3}}[ -]?)?[A-Z]?\d[A-Z\d]{{0,16}}(?:[ /-](?=[A-Z]{{0,2}}\d)[A-Z\d]{{1,12}}){{0,4}}(?:-[A-Z])?|[A-ZА-Я]{{2,3}} \d{{5,7}}|[A-Z]{{2,3}}-?\d{{4,8}}[A-Z]{{0,2}}"
# Publication of a patent: "EP 3 447 182 B1". "patente" is a driving licence in Italian and a patent in Spanish.
PATENT = r"(?:EP|WO|US|DE|GB|FR|ES|IT|JP|CN|KR)\s?\d[\d\s/,.]{5,14}[ABCTU]\d(?!\w)|(?:(?:EP|WO|US|DE|GB|FR|ES|IT)\s|(?<=(?:EP|WO|US|DE|GB|FR|ES|IT)\s))\d{1,2}(?:\s\d{3}){2}\s[ABCTU8]\d(?!\w)"  # a scan reads B as 8
STATE = "al|ak|az|ar|ca|co|ct|de|fl|ga|hi|ia|il|ks|ky|la|ma|md|me|mi|mn|mo|ms|mt|nc|nd|ne|nh|nj|nm|nv|ny|oh|ok|pa|ri|sc|sd|tn|tx|ut|va|vt|wa|wi|wv|wy|nsw|vic|qld|tas|mass|arizona|texas|thai"
LABELS = (
    "driver's license|drivers license|driver license|driving license|driving licence|driver's licence|drivers licence|driver licence|"
    "license|licence|licence no|license number|licence number|lic|lic no|dl|dl no|d l|cdl|mn lic|prov lic|dr lic|driver lic|"
    "führerschein|führerscheinnummer|führerschein nr|fs nr|fahrerlaubnis|permis|permis de conduire|permis saaq|n° de permis|numéro de permis|"
    "patente|patente di guida|patente n|numero patente|permiso|permiso de conducir|permiso de conducción|perm conducir|licencia|licencia de conducir|lic de conducir|"
    "brevete|carta de condução|cnh|habilitação|rijbewijs|rijbewijsnummer|prawo jazdy|prawa jazdy|nr prawa jazdy|körkort|körkortsnummer|førerkort|kørekort|"
    "ajokortti|řidičský průkaz|ehliyet|ehliyet no|sürücü belgesi|notary license|notary licence|photocard"
)
CONTEXT = (
    "licence", "license", "driv*", "prawo jazdy", "dl", "lic", "cdl", "führerschein*", "fahrerlaubnis", "permis*", "patente", "permiso", "conducir", "cnh", "motorista", "rijbewijs",
    "prawo jazdy", "brevete", "conductor", "renter", "førerkort", "kørekort", "körkort",
)  # fmt: skip


def _has_digits(text: str) -> bool:
    digits = [one for one in text if one.isdecimal()]
    return len(digits) >= 5 and len(set(digits)) > 1


# fmt: off
RULES = (
    Rule(
        "driving_licence_uk", "DRIVER_LICENSE", rf"(?<![\w.-]){UK}(?![\w-])", 0.85,
        true=("⟦MORGA 753116 SM9IJ⟧", "lic ⟦MCCUT040146VD9KL⟧"), false=("MORGA 75311 SM9IJ", "MORG 753116 SM9IJ", "mpf('1.9999999999999998')"), context=CONTEXT, with_context=0.95, source="DVLA: driver number",
    ),
    Rule(
        "driving_licence_labelled", "DRIVER_LICENSE", labelled(LABELS, rf"(?!{PATENT})(?:{VALUE})"), 0.85,
        true=("DL# ⟦B8817343⟧", "Führerschein Nr. ⟦C847C67M468⟧", "Rijbewijs: ⟦5174 083 323⟧", "my driver's license number is ⟦2270-66-1552⟧"),
        false=("license MIT", "Apache License 2.0", "licence fee 1200", "patente vencida", "en la patente EP 3 447 182 B1", "la patente EP 3 447 182 81", "la patente ES 2 345 678 B1", "la patente ES 2 345 678 81"), check=_has_digits, unless=("version", "software", "apache", "gpl", "mit", "copyright", "fee", "seats"),
    ),
    Rule(
        "driving_licence_of_a_state", "DRIVER_LICENSE", rf"(?i:(?<!\w)(?:{STATE})[ .]{{1,3}}(?:d\.?l\.?|cdl|lic(?:en[cs]e)?|driver'?s? licen[cs]e)(?:[ .:#]|no|number|class){{0,8}})(?P<value>[A-Z]{{0,3}}[ -]?\d(?:[ -]?\d){{5,14}})(?!\w)", 0.95,
        true=("TX DL ⟦38841927⟧", "NY lic ⟦741 772 097⟧"), false=("TX license plate", "NY lic 12"), source="AAMVA: DL/ID card formats",
    ),
    Rule(
        "driving_licence_near_a_word", "DRIVER_LICENSE", r"(?<![\w./-])(?:[A-Z]{1,2}\d{7,12}|[A-Z]\d{3}-\d{3}-\d{2}-\d{3}-\d|[A-Z]\d{4}-\d{5}-\d{5}|[A-Z]{2}-?\d{2} ?\d{11}|[A-Z]\d{2}-\d{2}-\d{4}|[A-Z]{2}\d{7}[A-Z]|[A-Z]\d{4}-\d{6}-\d{2}|\d{2} \d{2} \d{6} \d|[A-Z]\d{2}[A-Z\d]{6}\d[A-Z\d]|\d{4} \d{3} \d{3}|\d{5}/\d{2}/\d{4})(?![\w-])", 0.0,
        true=("Arizona license on file, ⟦D06935271⟧", "driver Sharada, licence from Karnataka ⟦KA05 20110034818⟧"),
        false=("order D06935271", "part W5892-56119-46002"), context=CONTEXT, with_context=0.7, unless=("order*", "invoice*", "case", "passport*"), source="AAMVA: DL/ID card formats; MoRTH",
    ),
)
# fmt: on
