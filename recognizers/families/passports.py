"""Passport numbers: behind a label, near a word for passports, and in machine-readable zones (ICAO 9303)."""

from recognizers.lexicon.labels import labelled
from recognizers.rules import Rule

LIMITS = "It does not find a passport number without a label or a word for passports nearby."

VALUE = r"[A-Z]{1,3}[ ]?\d{3}[ ]?\d{3,5}(?:[ ]?\d)?[A-Z]?|[A-Z] ?\d{4} ?\d{4}|\d{2}[A-Z]{2}\d{5}|[A-Z\d]{2}[A-Z\d]{5,7}|\d{3} ?\d{3} ?\d{3}|\d{7,9}|(?=[A-Z\d]{0,8}\d)[CFGHJKLMNPRTVWXYZ][A-Z\d]{8}"
LABELS = (
    "passport|passport no|passport number|passport nos|passports|pp|pp no|ppt|travel document|reisepass|reisepassnummer|pass nr|passnummer|pass|"
    "passeport|n° de passeport|numéro de passeport|pasaporte|pasaporte n|número de pasaporte|passaporto|numero di passaporto|passaporte|passaporte n|"
    "paspoort|paspoortnummer|paszport|paszp|nr paszportu|numer paszportu|pass nr|cestovní pas|pasaport|pasaport no|passi|passin numero|pasport|doc|cdc no|seaman book|prt"
)
CONTEXT = (
    "passport*", "pp", "reisepass*", "pass", "pässe", "passeport*", "pasaporte*", "passaport*", "paspoort*", "paszport*", "paszp", "pas", "pasport", "nationality", "visa", "travel doc*", "gült", "exp", "expires", "nat",
)  # fmt: skip


def _has_digits(text: str) -> bool:
    digits = [one for one in text if one.isdecimal()]
    return len(digits) >= 3 and len(set(digits)) > 1 and not (text.isdecimal() and len(text) < 7)


# fmt: off
RULES = (
    Rule(
        "passport_labelled", "PASSPORT", labelled(LABELS, VALUE), 0.9,
        true=("Passport No. ⟦A03654978⟧", "\"passport_number\": \"⟦24883008⟧\"", "Reisepass: ⟦C4FJ7K2V2⟧", "paszport ⟦FL 440719⟧"),
        false=("passport office 12", "Pass 2 of 3", "passport.js", "pass PASSPORT"), check=_has_digits, unless=("boarding", "ski", "bus", "rate", "test", "tests"),
    ),
    Rule(
        "passport_near_a_word", "PASSPORT", r"(?<![\w./-])(?:[A-Z]{1,3}\d{6,8}[A-Z]?|[A-Z]\d{3}[A-Z]\d{4}|\d{2}[A-Z]{2}\d{5}|[CFGHJKLMNPRTVWXYZ](?=[A-Z\d]{0,6}\d[A-Z\d]{0,6}\d)[A-Z\d]{7}[A-Z\d]|[A-Z]{2}[ ]?\d{7}|[A-Z]{2} \d{3} \d{3})(?![\w-]|\.\w)", 0.0,
        true=("copies of passports: Rolf ⟦C8XK2905G⟧, Sharmila ⟦PA5505117⟧", "my old passport, it was ⟦MA620472⟧"),
        false=("order PA5505117", "PASSPORTS GENERALLY"), context=CONTEXT, with_context=0.6, check=_has_digits, unless=("order*", "invoice*", "flight", "plate*", "kennzeichen"),
    ),
    Rule(
        "passport_in_brackets", "PASSPORT", rf"(?i:passport|passeport|pasaporte|passaporto|reisepass|paspoort|paszport)[^\n\d:;.(]{{0,12}}\((?i:no\.?|nr\.?|n°|n\.)?[ ]?(?P<value>{VALUE})(?![\w-])", 0.95,
        true=("your passport (no. ⟦24883008⟧)", "pasaporte (⟦G21708847⟧)"), false=("passport (valid to 2031)", "passport (see note)"), check=_has_digits,
    ),
    Rule(
        "passport_beside_a_name", "PASSPORT",
        r"(?<![\w-])\p{Lu}[\p{L}'’.-]{1,24}['\"]?[ ]?(?:[;|,:—–]|- |\([^()\n]{1,40}\):)[ ]?(?:OLD |NEW )?['\"]?(?P<value>[A-Z]{1,2}\d{7,8}|[A-Z]{2} \d{3} \d{3}|[A-Z]{2}\d{6}|\d{2}[A-Z]{2}\d{5}|[A-Z]\d{3}[A-Z]\d{4}|[CFGHJKLMNPRTVWXYZ](?=[A-Z\d]{0,5}\d[A-Z\d]{0,5}\d)(?=[\dA-Z]{0,5}[A-Z])[CFGHJKLMNPRTVWXYZ\d]{8})(?![\w-]|[.,:]\d)", 0.45,
        true=("Aung Ko Lin: ⟦MF 208 817⟧", "ABE RYŌTA — ⟦TZ0418828⟧ —", "Yến;⟦C4H0N6TZX⟧;188"), false=("Model: AB1234567", "part no: TZ0418828"),
        unless=("serial", "model", "part*", "sku", "order*", "invoice*", "ref*", "lot", "seal", "ticket*", "flight", "version", "ser", "code", "barcode", "vat", "case", "batch", "asset*"), check=_has_digits,
    ),
    Rule(
        "passport_mrz_second_line", "PASSPORT", r"(?<![\w<])(?P<value>[A-Z\d]{6,9})<{0,3}\d[A-Z<]{3}\d{7}[MFX<]\d{7}[A-Z\d<]{14,16}", 0.95,
        true=("⟦NWB4417F8⟧6NLD8703145F3109222<<<<<<<<<<<<<<08", "⟦L898902C3⟧6UTO7408122F1204159ZE184226B<<<<<10"), false=("NWB4417F86NLD870314", "P<NLDVAN<DER<WOUDE<<SIETSKE<JOHANNA<<<<<<<<<"), source="ICAO 9303-4: TD3, second line",
    ),
    Rule(
        "passport_mrz_name", "PERSON", r"(?<![\w<])[PVI][A-Z<][A-Z]{3}(?P<value>[A-Z]{1,39}+(?:<[A-Z]{1,39}+){0,5}<<[A-Z]{1,39}+(?:<[A-Z]{1,39}+){0,5})<{2,40}", 0.95,
        true=("P<NLD⟦VAN<DER<WOUD<<SIETSKE<JOHANNA⟧<<<<<<<<<<", "P<UTO⟦ERIKSSON<<ANNA<MARIA⟧<<<<<<<<<<<"), false=("P<NLD<<<<", "PRINT<<EOF"), source="ICAO 9303-4: TD3, first line",
    ),
)
# fmt: on
