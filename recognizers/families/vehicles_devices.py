"""Numbers of vehicles and devices: vehicle identification numbers (VIN, ISO 3779) and mobile equipment identities (IMEI)."""

from stdnum import luhn

from recognizers.lexicon.digits import digits_of
from recognizers.lexicon.documentation_words import DOCUMENTATION_WORDS
from recognizers.lexicon.labels import labelled
from recognizers.rules import LOOK_ALIKE, Rule

LIMITS = "It does not find VINs of unknown makers with a wrong check digit that have no label, nor serial numbers of devices."

LETTERS = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True))
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
# World manufacturer identifiers of the makers with most cars on the road: SAE J1044.
MAKERS = frozenset(
    """
    1C3 1C4 1C6 1D3 1D7 1FA 1FB 1FC 1FD 1FM 1FT 1FU 1FV 1G1 1G2 1G4 1G6 1GB 1GC 1GN 1GT 1GY 1H9 1HD 1HG 1J4 1J8 1L1 1LN 1M1 1M2 1ME 1N4
    1N6 1NX 1VW 1XK 1XP 2C3 2C4 2D3 2FA 2FM 2FT 2G1 2GC 2GN 2HG 2HK 2HM 2T1 2T2 2T3 3BP 3C4 3C6 3FA 3FE 3G1 3GC 3GN 3HG 3JB 3MZ 3N1 3N6 3VV
    3VW 4JG 4S3 4S4 4T1 4T3 4US 55S 5FN 5FR 5J6 5J8 5N1 5NP 5TD 5TF 5UX 5XX 5XY 5YF 5YJ 6F4 6FP 6G1 6T1 7FA 7SA 8AF 8AG 8AJ 8AP 8AW 93H 93Y 9BD 9BF
    9BG 9BR 9BW AAV ADM AHT JA3 JA4 JAA JAL JF1 JF2 JH2 JH4 JHL JHM JKA JM1 JM3 JM7 JMB JMZ JN1 JN8 JS1 JS2 JS3 JT1 JT2 JT3 JT4 JT5 JTD JTE JTH
    JTJ JTM JTN JYA KL1 KL3 KM8 KMH KNA KND KNM LB3 LFV LRW LSV LVS LYV MA1 MA3 MA7 MAJ MAL MAT MBH MBJ MHF MM0 MMB MMT MNB MR0 NLE NM0 NMT PL1
    PN1 SAJ SAL SAR SB1 SCA SCB SCC SCF SDB SHH SHS SJN SUF SUU TMA TMB TMT TRU TSM TW1 U5Y UU1 VF1 VF3 VF4 VF6 VF7 VF8 VFA VN1 VNK VNV VR1 VR3
    VR7 VS6 VS7 VSE VSK VSS VWV W0L W0V W1K W1N W1V WAP WAU WBA WBS WBX WBY WDB WDC WDD WDF WEB WF0 WJM WMA WME WMW WMX WP0 WP1 WUA WV1 WV2 WVG WVW
    XLR XTA YK1 YS2 YS3 YTN YV1 YV4 ZA9 ZAP ZAR ZCF ZDM ZFA ZFC ZFF ZHW ZLA
    """.split()
)
VIN = r"[A-HJ-NPR-Z\d]{9}[A-HJ-NPR-TV-Y\d][A-HJ-NPR-Z\d]{3}\d{4}"
VIN_LABELS = (
    "vin|vin no|vin number|vehicle identification number|chassis|chassis no|chassis number|fin|fahrgestellnummer|fahrgestell nr|fahrgestell|"
    "fahrzeug identifizierungsnummer|numéro de châssis|n° de châssis|châssis|telaio|numero di telaio|bastidor|número de bastidor|chasis|"
    "serie|niv|número de serie|quadro|chassi|chassisnummer|nr nadwozia|numer vin|nadwozie|şase|şasi|şasi no|alusta|valmistenumero|understell|stelnummer|karoserie"
)
IMEI_LABELS = "imei|imei no|imei number|imei 1|imei 2|imei1|imei2|imei sv|imeisv|device imei|imei code|second slot|tracker|sticker imei"
IMEI = r"\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d(?:\d|\+\d\d|[ -]\d\d)?|\d{14}\+\d\d"


def is_vin(text: str) -> bool:
    """Return whether position 9 is the check digit that North America and China require, or the maker is known."""
    if len(set(text)) < 6 or not any(map(str.isalpha, text)):
        return False
    total = sum(
        weight * (int(one) if one.isdecimal() else LETTERS[one]) for one, weight in zip(text, WEIGHTS, strict=True)
    )
    return text[8] == "0123456789X"[total % 11] or text[:3] in MAKERS


def _is_labelled_vin(text: str) -> bool:
    return len(set(text)) > 5


def is_imei(text: str) -> bool:
    """Return whether 15 digits have the check digit of an IMEI and begin like the type codes in use."""
    digits = digits_of(text)
    return digits[:2] in ("01", "35", "86", "99") and len(set(digits)) > 3 and luhn.is_valid(digits)


def _is_no_placeholder(text: str) -> bool:
    return len(set(digits_of(text))) > 2


# fmt: off
RULES = (
    Rule(
        "vin", "VIN", rf"(?<![\w/+=.-]){VIN}(?![\w/+=]|-\w)", 0.75,
        true=("⟦1HGCM82633A004352⟧", "a Golf ⟦WVWZZZ1KZAW123987⟧;"), false=("1HGCM82633A004353Z", "ABCDEFGHJKLMN1234", "11111111111111111"),
        context=("vin", "chassis", "fin", "fahrgestell*", "châssis", "telaio", "bastidor", "serie", "şase", "alusta", "car", "truck", "vehicle", "owner"), with_context=0.95,
        check=is_vin, source="ISO 3779; 49 CFR 565.15",
    ),
    Rule(
        "vin_labelled", "VIN", labelled(VIN_LABELS, r"(?=[A-Za-z\d ]{0,16}\d)(?=[\d ]{0,16}[A-Za-z])[A-HJ-NPR-Z\d]{17}|(?i:[a-z\d]{3} [a-z\d]{6} [a-z\d]{8}|[a-z\d]{3} [a-z\d]{5} [a-z\d]{1,2} [a-z\d]{6,8}|[a-hj-npr-z]{2}[a-hj-npr-z\d]{11}\d{4})"), 0.95,
        true=("VIN: ⟦1HGCM82633A004353⟧", "Fahrgestellnummer ⟦WAUZZZ8K9BA012345⟧", "vin ⟦sal wr2vf9 da511249⟧"), false=("VIN: XXXXXXXXXXXXXXXXX", "chassis no. 12"), check=_is_labelled_vin, source="ISO 3779",
    ),
    Rule(
        "imei", "IMEI", r"(?<![\w.,:/=-])(?:\d{15}|\d{2}-\d{6}-\d{6}-\d|\d{2} \d{6} \d{6} \d)(?![\w-]|[.,:]\d| \d)", 0.6,
        true=("⟦353322118745208⟧", "slot two ⟦35-332211-874520-8⟧"), false=("353322118745209", "000000000000000", "184077511820372"),
        context=("imei*", "phone*", "handset", "handy", "device", "gerät", "tracker"), with_context=0.95, check=is_imei, source="3GPP TS 23.003",
    ),
    Rule(
        "imei_labelled", "IMEI", labelled(IMEI_LABELS, IMEI), 0.95,
        true=("IMEI: ⟦353322118745209⟧", "imei=⟦35 332211 874520 8⟧", "IMEI/SV ⟦35332211874520+17⟧"), false=("IMEI 000000000000000", "imei: see box"), check=_is_no_placeholder, source="3GPP TS 23.003",
    ),
    Rule(
        "imei_near_a_word", "IMEI", r"(?<![\w.,:/=-])(?<!\d )(?:\d{15}|\d{2}-\d{6}-\d{6}-\d|\d{14}\+\d\d)(?![\w-]|[.,:]\d| \d)", 0.0,
        true=("imei;model;owner\n⟦353322118745209⟧", "IMEI of both phones: slot one ⟦35332211874520+17⟧"),
        false=("serial 353322118745208", "imei;model\n000000000000000"), context=("imei*", "phones", "handset*"), with_context=0.85, check=_is_no_placeholder,
    ),
    Rule(
        "imei_test_number", LOOK_ALIKE, r"(?<!\d)(?:490154203237518|356938035643809|0{15}|123456789012345|35-?209900-?176148-?1)(?!\d)", 0.0,
        true=("for example IMEI ⟦490154203237518⟧", "test with `⟦000000000000000⟧`"), false=("IMEI 490154203237518", "test 0000000000000001"),
        context=DOCUMENTATION_WORDS, with_context=0.99, source="3GPP TS 23.003 and wikipedia.org: examples",
    ),
)
# fmt: on
