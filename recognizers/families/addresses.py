"""Street addresses, post office boxes and postcodes of Europe, the Americas, Australia, Turkey, India and South Africa.

An address is one value: street with house number and unit, postcode with place, region and country, over line breaks.
"""

import regex

from recognizers.lexicon.calendar_words import alternatives
from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.not_names import is_ordinary
from recognizers.lexicon.public_sites import BRANDS
from recognizers.lexicon.street_words import (
    BOXES,
    CERTAIN_JOINED,
    COUNTRIES,
    LABELS,
    PREFIX_TYPES,
    TURKISH,
    TYPES,
    UNIT_WORDS,
    WEAK_BOXES,
)
from recognizers.lexicon.technology_names import NAMES as TECHNOLOGY
from recognizers.rules import Rule

LIMITS = (
    "A street without a type, label, postcode or house number is not found, nor is an address in words (number nine). "
    "A place name alone is left to the model."
)

TYPE = alternatives(form for word in TYPES.split("|") for form in (word, word.upper()))
LOWER_TYPE = "street|road|avenue|st|rd|ave|lane|ln|blvd"
LETTERS = r"[\p{L}\p{M}'’ʻ.\-]"
# Abbreviations of registers and contacts that follow an address on letterheads: "29300 Quimperlé\nSIRET 512 843 907".
NO_WORD = r"(?:SIRE[TN]|APE|NAF|TVA|RCS|NIP|REGON|KRS|PESEL|NIF|CIF|NIPC|DNI|NIE|CNPJ|CPF|IBAN|BIC|SWIFT|VAT|K[vV]K|BTW|BSN|HRB|Tél|Tlf|Telefon|Telefoon|Teléfono|Telefono|Telefone)"
WORD = rf"(?!{NO_WORD}\b)\p{{Lu}}{LETTERS}{{1,30}}"
ORDINAL = r"\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)"
SMALL = (
    r"(?:de|du|des|del|della|dello|dei|degli|delle|da|do|dos|das|di|la|le|les|los|las|el|lo|l|d|y|e|i|und|and|of|the|an|am|auf|der|den|dem|die|van|von|vom|zum|zur|het|ten|ter"
    r"|te|op|aan|in|im|on|upon|sur|sous|en|na|nad|pod|u|v|ve|sv\.|św\.|st\.|S\.|à|aux|au|dell['’]|de['’]|dí|a|bij|près|unter|ob|bei|vor)"
)
# 12  12a  12-14  12/4/2  14 bis  40-III  318 B  n.º 6  No: 38  # 73-21  s/n
HOUSE = (
    r"(?:(?:[Nn][ºo°]\.?:?|[Nn]\.\s?[ºo°]|[Nn]r\.?|NR\.?|NO\.?:?|No\.:?|#|nº|č\.(?:p\.)?|nummer|numer|number)\s?)?"
    r"(?:\d{1,5}(?!\d)(?:\s?(?:bis|ter|BIS|TER|quater)\b|\s?[A-Za-z](?![\p{L}\d:.]|[ ]\d)|\s?[A-D]\s\d{1,3}(?![\d:]))?(?:\s?[-–/]\s?(?:\d{1,4}(?!\d)[A-Za-z]?(?![\p{L}\d])|[IVX]{1,4}\b|[a-zA-Z](?![\p{L}\d]))){0,3}(?:hs\b)?|[Ss]/[Nn]\b)"
)
GAP = r"(?:[ \t]{0,3}[,;·|$][ \t]{0,3}|\^{1,3}|[ \t]{1,3}(?:[-–/·][ \t]{1,3})?|\s?-\s|[ \t]{0,3},?\\?\r?\n[ \t]{0,40})"
ENTRY = r"(?:[A-Za-z]?-?\d{1,4}(?!\d)[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?)?|[A-Z]\b|[a-z]\b)"
SIDE = r"(?:links|rechts|li\.?|re\.?|lks\.?|mitte|left|right|tv\.?|th\.?|mf\.?|izq(?:uierd[oa]|da)?\.?|izda?\.?|dcha?\.?|der\.|esq\.?|dto\.?|fte\.?|gauche|droite|bis)(?!\p{L})"
UNIT = (
    rf"(?i:(?:{UNIT_WORDS})(?!\p{{L}})[ºª]?\s?[#:]?\s?{ENTRY}(?:\s{SIDE})?|#\s?[A-Z]?\d{{1,5}}(?:-\d{{1,4}})?[A-Z]?"
    rf"|\d{{1,2}}(?:\.?[ºª]|\.|st|nd|rd|th|er|e|ère|ème)\s?(?:floor|fl\.?|og|stock|étage|piso|planta|andar|kat|verdieping|verd\.|emelet|patro|p\.)(?:\s{SIDE})?"
    rf"|\d{{1,2}}\.?\s?[ºª](?:\s?(?:[A-Z]|\d)\b|\s{SIDE})?|\d{{1,2}}\.\s{SIDE}|r/c(?:\s{SIDE})?|st\.\s?(?:tv|th)\.?|fundos|bajos?\b|ático\b|[egud]g\b(?:\s{SIDE})?|ground floor|top floor|basement)"
)
UNITS = rf"(?:{GAP}{UNIT}){{0,4}}"
# A word of four letters or more with a full stop ends the sentence: "59000 Lille. Customer", but "St. Gallen".
CITY = rf"{WORD}(?:[ -]{SMALL}(?=[ -]))?(?:(?:(?<!\p{{L}}{{4}}\.)[ -]|['’])(?:{SMALL}[ '’-])?{WORD}){{0,4}}(?:\s\d{{1,2}}(?!\d|[.:/-]\d)|[ ]\p{{Lu}}{{1,3}}\b(?![./:]\p{{L}}|[.:]?[ ]\d))?(?<![.-])"
REGION = r"(?:\s?\((?:[A-Z]{2}|\p{Lu}[\p{L}.-]{2,20})\)|(?:[ ]/[ ]|/)\p{Lu}\p{L}{1,20}|,?\s[A-Z]{2}\b)"
UK_CODE = r"(?:GIR\s?0AA|[A-Za-z]{1,2}\d[A-Za-z\d]?\s?\d[A-Za-z]{2})(?![\p{L}\d])"
EIRCODE = r"(?:[AC-FHKNPRTV-Y]\d[\dW]\s?[A-Z\d]{4})(?![\p{L}\d])"
CA_CODE = r"[A-Za-z]\d[A-Za-z][ -]{0,2}\d[A-Za-z]\d(?![\p{L}\d])"
# Before the place: DE FR IT ES 5 digits, AT CH BE DK NO 4, NL, PL, PT, CZ SE SK GR, BR, LT LV.
CODE_BEFORE = r"(?:(?:[A-Z]{1,3}[- ])?(?:\d{2}-\d{3}|\d{4}-\d{3}|\d{5}-\d{3}|\d{3}\s\d{2}|\d{4}\s?[A-Z]{2}|\d{4,6})(?![\d.,:/%-]\d|\d)(?![€$%]))"
STATES = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
    "|AS|FM|GU|MH|MP|PW|VI|A[AEP]|AB|BC|MB|N[BLSTU]|ON|PE|QC|SK|YT|NSW|VIC|QLD|TAS|ACT|Qld|Vic"
    "|AGS|BCN|BCS|CHIS|CHIH|COAH|CDMX|DGO|GTO|GRO|HGO|JAL|MICH|MOR|NAY|OAX|PUE|QRO|SLP|TAMPS|TLAX|YUC|ZAC"
)
PLACE_AFTER = (
    rf"(?:(?:{CITY},?{GAP}){{0,2}}(?:(?:{STATES}|(?=\p{{Lu}}\p{{L}}{{3}})(?!{NO_WORD}\b)\p{{Lu}}\p{{L}}{{3,14}}|Co\.\s\p{{Lu}}\p{{L}}{{3,12}})\.?,?\s{{1,3}}|\([\p{{L}} .-]{{2,25}}\)\s{{1,2}})?"
    rf"(?:{UK_CODE}|{CA_CODE}|{EIRCODE}|\d{{5}}-\d{{3}}(?!\d)|\d{{5}}(?:-\d{{4}})?(?![\d.,:/-]\d|\d)|\d{{3}}\s?\d{{3}}(?!\d)|\d{{4}}(?![\d.,:/-]\d|\d)|\d{{3}}-\d{{4}}(?!\d)))"
)
CODE_ALONE = r"(?:\d{4}-\d{3}|\d{5}-\d{3}|\d{2}-\d{3}|\d{4}\s?[A-Z]{2}|\d{4,5}|S(?:ingapore)?\s?\(?\d{6}\)?)(?=\s{0,3}(?:[,;)\n]|\.(?!\d)|$))"
PLACE_BEFORE = rf"(?:{CODE_BEFORE}\s{{1,2}}{CITY}{REGION}?)"
COUNTRY = rf"(?:{GAP}(?:{COUNTRIES})(?!\p{{L}}))?"
NAMES = rf"(?:{GAP}{CITY}){{0,2}}?"
WITH_CODE = rf"(?:{NAMES}{GAP}(?:te\s)?(?:{PLACE_BEFORE}|CEP\s\d{{5}}-\d{{3}}|{PLACE_AFTER}|{CODE_ALONE}){COUNTRY})"
NOT_STREET = r"(?:JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?|Chapter|Section|Figure|Fig\.|Table|Windows|Python|Version|Page|Article|Volume|Vol\.|Step|Part|Level|Class|Item|Line|Question|Room|Kapitel|Seite|Tel\.?|Telefon|Fax|Nr\.?|Art\.?|January|February|March|April|May|June|July|August|September|October|November|December)"
NOT_PLACE = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Tel|Phone|Fax|Mobile|Cell|DOB|Born|The|And|But|We|He|She|They|It|Mr|Mrs|Ms|Dr|Please|No|Yes|Ref|Fr|Frau|Herr|Hr|Fam)"
CITY_ONLY = (
    rf"(?:[ \t]?,[ \t](?!{NOT_PLACE}\b){CITY}(?:,\s(?:{STATES}|{CITY}))?(?=\s{{0,3}}(?:[.,;:)\]\"'|\n]|$|\s[-–—]\s)))"
)
TAIL = rf"(?:{WITH_CODE}|{CITY_ONLY})?"
START = r"(?<![\p{L}\d.,/#-]|\d:)"
NAME = rf"(?:(?:{SMALL}[ '’-]|[LlDd]['’]){{0,4}}{WORD}|{ORDINAL})"
STREET = rf"(?:(?:[NSEW]\.?|NE|NW|SE|SW|North|South|East|West)[ ])?(?:{NAME}[ ]){{1,4}}(?:{TYPE}|{LOWER_TYPE})(?![\p{{L}}\d])\.?(?:\s(?:[NSEW]{{1,2}}|North|South|East|West)(?![\p{{L}}])|[ ]\d{{1,3}}(?=,?[ ]#))?"
PREPOSITION = r"(?:[Aa]m|[Aa]n|[Aa]uf|[Ii]m|[Ii]n|[Zz]um|[Zz]ur|[Uu]nter|[Hh]interm?|[Bb]eim?|[Vv]or|[Nn]a|[Uu]|[Pp]od)"
# An address does not cross a full stop ("Via Appia. Meet Joe Black"), unless it ends a short word ("Via Gen. Cantore").
NO_STOP = r"(?<!\p{L}{5}\.)"
PREFIX = rf"(?!c/\d|(?i:place)[ ](?:January|February|March|April|May|June|July|August|September|October|November|December)|(?i:via)[ ](?:\p{{L}}{{2,20}}[ ]){{1,3}}(?:Terminal|Gate|Platform|Port|Pier|Exit|Junction|Track|Zone|Dock|Route)[ ])(?i:{PREFIX_TYPES})(?:[ ]|(?<=/))(?!Terminal|Gate|Port|Zoom|Teams|Slack|API|HTTP)"
# Particles in names of streets behind a prefix type; English ones would match prose: "took place on December 2".
PARTICLE = r"(?:de|du|des|del|della|dello|dei|degli|delle|da|do|dos|das|di|la|le|les|los|las|el|lo|l|d|y|e|i|san|santa|sur|sous|św\.|à|aux|au|dell['’]|S\.|a)"
LONG_NAME = rf"(?:(?:{PARTICLE}[ '’-]{{1,2}}|[LlDd]['’]){{0,3}}(?:{WORD}|\d{{1,3}}|[IVX]{{1,4}})(?:{NO_STOP}[ '’-](?:{PARTICLE}[ '’-]{{1,2}}|[LlDd]['’]){{0,3}}(?:{WORD}|\d{{1,2}}(?=\s\p{{Lu}}))){{0,4}})"
JOINED_STREET = rf"(?:{WORD}[ -]){{0,2}}\p{{L}}[\p{{L}}’'-]{{1,40}}?(?i:{CERTAIN_JOINED})"
NUMBERED = r"(?:N[oO]\.[ ]?)?(?!\d{1,2}[ ][AaPp][Mm]\b|(?:1[5-9]|20)\d\d[ ]the[ ])\d{1,5}(?:[-/]\d{1,5})?[A-Za-z]?[ ]"
# Words and a number: cheaper to test than the words of a street.
THEN_NUMBER = r"(?=[^\d\n]{1,80}+(?<=[ #.:/,])\d)"
FIRST_UNIT = r"(?:[A-Z][a-z]{2,8}|[A-Z]{2,5}|[a-z]{2,5}|#)\.?[ ]?\d{1,4}[A-Za-z]?(?<=(?i:apt|suite|ste|unit|flat|flt|floor|lvl|level|room|rm|bldg|building|tower|dock|bay|plant|block|blk|shop|lot|house|plot|number)\.?[ ]?\d{1,4}[A-Za-z]?)"
# A full stop behind a postcode or a longer word ends a labelled address: "Leeds LS18 4TJ. The release", but "Bldg. 4".
SENTENCE_END = r"(?<=\d{3}\.|\d\p{Lu}{1,3}\.|\p{L}{6}\.)"
LABELLED_WORD = rf"[\p{{L}}\d#\"“„«]{LETTERS[:-1]}\d/#°º\"”]{{0,60}}"
LOWER_NAME = r"(?:[a-z]{2,15}\s){1,3}"
CYRILLIC_TYPES = (
    "ул|улица|улицы|вул|вулиця|вулиці|пр|просп|проспект|пр-т|пр-кт|пер|переулок|провулок|пров|наб|набережная|набережна|бул|бульвар|б-р|ш|шоссе|шосе"
    "|пл|площадь|площа|алл|аллея|алея|проезд|проїзд|туп|тупик|мкр|микрорайон|парк|сквер|майдан|узвіз|тракт|линия"
)
CYRILLIC_NAME = r"(?:[IVX]{1,4}\s|\d{1,2}[-\p{Ll}]{0,3}\s)?\p{Lu}[\p{L}'’.-]{1,24}(?:\s\p{Lu}[\p{L}'’.-]{1,24}){0,3}"
CYRILLIC_PLACE = rf"(?i:г|город|с|село|п|пос|дер|д|ст|к|клх|пгт|місто|м|смт|рп|х|обл|р-н)\.?\s{CYRILLIC_NAME}"


OF_CODE = regex.compile(
    r"(?i)^(?:#|return\b|none\b|a \d-tuple|[\w.-]{1,60}['\"], \d)|^\d{1,4} (?:for|passed|of|in|is|to|at|failed|if)\b|^\d{1,3}(?:\.\d{1,3}){3}|\bipv[46]\b|\bindent|\bbytes?\b|\bports?\b"
)

UNIT_WORD = regex.compile(r"Apt|APT|Apartment|Suite|Ste|Flat|Appt?|Wohnung|Whg")


def is_address(value: str) -> bool:
    """Return whether a labelled value is an address: letters and a number, and no network address."""
    return (
        any(c.isalpha() for c in value)
        and any(c.isdecimal() for c in value)
        and value.count(":") < 2
        and not OF_CODE.search(value)
        and regex.search(r"[\s,.]", value) is not None
    )


def _is_address_with_a_unit(value: str) -> bool:
    """Return whether the street before a unit is named by more than everyday words and products."""
    words = regex.findall(r"\p{L}[\p{L}'’-]{2,}", value)
    street = words[: next(i for i, word in enumerate(words) if UNIT_WORD.fullmatch(word))]
    return any(
        not (is_everyday(word) or is_ordinary(word)) and word not in TECHNOLOGY and word.casefold() not in BRANDS
        for word in street
    )


def _is_of_streets(value: str) -> bool:
    """Return whether a crossing is one of streets: each of them is capitalized, and none is a word of a page."""
    return not regex.search(r"(?i)\b(?:seite|bild|page|image|document|página|tabella|tabela|strona|raum|room)\b", value)


def _place_part(value: str) -> tuple[int, int]:
    """Return the offsets of a place and its province, without the words of a label before it."""
    label = regex.match(
        r"(?:.*\b(?i:nascita|nascimento|naturalidade|naissance|residenza|residente|comune di)\b[ ]?)?", value
    )
    return label.end() if label else 0, len(value)


# Words of a sentence before a street: "Senden Sie die Akten an Lindenstraße", "Spedire a Viale Gorizia", "Wohnhaft Holzgasse".
BEFORE_STREET = regex.compile(
    rf"(?:[^\d,]{{0,60}}?\s(?:an|in|nach|a|te|à|na|en|em)|[Ww]ohnhaft|[Ww]ohnt)\s(?=(?:{JOINED_STREET}|{PREFIX}{LONG_NAME})[ ,])"
)


def from_street(value: str) -> tuple[int, int]:
    """Return the offsets of an address without the words of the sentence before its street."""
    before = BEFORE_STREET.match(value)
    return before.end() if before else 0, len(value)


PLACE_NAME = r"\p{Lu}[\p{L}'’-]{1,24}(?:[ '’](?:(?:di|del|della|dei|in|sul|nel|al|la|de|do|da|dos|das|sur|en|les|le)[ ])?\p{Lu}[\p{L}'’-]{1,24}){0,4}"
PROVINCE = r"(?:A[GLNOPQRTV]|B[AGILNORSTVZ]|C[ABEHILNORSTVZ]|E[EN]|F[CEGIMR]|G[EORS]|I[MS]|K[RC]|L[CEIOTU]|M[BCEINOST]|N[AOU]|O[GRT]|P[ADEGINORSTUVZ]|R[ACEGIMNO]|S[AIOPRSTUV]|T[AENOPRSV]|UD|V[ABCEIRTV])"
STATE_OF_BRAZIL = r"(?:AC|AL|AM|AP|BA|CE|DF|ES|GO|MA|MG|MS|MT|PA|PB|PE|PI|PR|RJ|RN|RO|RR|RS|SC|SE|SP|TO)"
DEPARTMENT = r"(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97\d)"
BIRTH = (
    "nascita",
    "nato a",
    "nata a",
    "nati a",
    "residente",
    "residenza",
    "naturalidade",
    "natural de",
    "nascid*",
    "residente em",
    "né à",
    "née à",
    "né le",
    "née le",
    "domicilié*",
    "comune di",
)
CROSSED = r"(?:(?:via|viale|corso|piazza|rue|avenue|boulevard|calle|avenida|rua|ul\.|Av\.|Rua|Am|An der|Zum|Zur|de la|da)[ ])?(?:\d{1,2}[ ])?\p{Lu}[\p{L}'’-]{1,30}(?:[ ](?:(?:de|del|della|di|du|des|da|do|der|van|la)[ ])?\p{Lu}[\p{L}'’-]{1,24}){0,3}"
# fmt: off
RULES = (
    Rule("address_number_first", "ADDRESS",
        rf"(?=\d){START}(?<!(?i:\b(?:ward|room|bed|floor|page|image|step|of)[ /]{{1,3}}))(?P<value>{NUMBERED}(?!(?:of|in|and|Caption|Star|Wheel|Hour|Minute|Day|Point|Door|Man|Bit|Step)[ ]){STREET}{UNITS}{TAIL})",
        0.8,
        true=("Ship it to ⟦1200 Foundry Row, Dock 3, Muskegon, MI 49440⟧ today.", "⟦12 Orchard Lane\nSpringfield, IL 62704⟧", "from ⟦44A Weavers' Yard, Norwich NR3 1QA⟧"),
        false=("He lives on Main Street", "5 New features Drive adoption", "in 2019 the Street view", "of 8 June 2006 the Supreme Court of", "ward 3 of Sierra Bend Drive", "Image 1 of / 3 Caption Close", "a 5 Star Court", "24 Hour Drive Thru")),
    Rule("address_unit_first", "ADDRESS",
        rf"(?<![\p{{L}}\d.,/#-])(?P<value>(?:{FIRST_UNIT}(?:[ ]?,[ ]?|[ ]?/[ ]?|[ ])){{1,3}}(?:(?:{WORD}[ ]){{0,2}}{WORD},[ ])?{NUMBERED}{STREET}{UNITS}{TAIL})",
        0.8,
        true=("⟦Room 1502, Building 3, No. 88 Keyuan Road, Pudong, Shanghai 201203⟧", "⟦Unit 2105, Tower 2, Pacific Plaza, 8 Harbour Road, Wan Chai, Hong Kong⟧", "at ⟦Flat 2, 8 Ditchling Rise⟧ now", "issued at ⟦Unit 3/19 Kookaburra Crescent, Frankston VIC 3199⟧."), false=("Unit 2 tests", "Flat 3 is big")),
    Rule("address_of_a_plot", "ADDRESS",
        rf"(?<![\p{{L}}\d.,/#-])(?P<value>(?:(?i:plot|stand|erf|house|villa|shop)\.?(?:[ ](?:No\.?|Number))?|H\.?[ ]?No\.?)[ ]\d{{1,5}}[A-Za-z]?,[ ]{STREET}(?:,[ ](?!{NOT_PLACE}\b){CITY}){{1,2}}{COUNTRY})",
        0.8,
        true=("at ⟦Plot 7, Ngong Road, Nairobi⟧;", "⟦House No. 8, Kotte Road, Colombo⟧"), false=("Plot 7, Figure 2", "Shop 5, Main Hall", "Plot 7 of the Road")),
    Rule("address_prefix_type", "ADDRESS",
        rf"{START}(?![Vv]ia (?:PEP|RFC|API|HTTP)\b)(?={THEN_NUMBER}|[^\n]{{1,60}}[sS]/[nN])(?P<value>{PREFIX}{LONG_NAME}(?:,\s|\s|\s?-\s){HOUSE}{UNITS}{TAIL})",
        0.8,
        true=("wohnt ⟦Via dei Tintori 33, 19033 Castelnuovo Magra (SP)⟧, ok", "na adres ⟦ul. Krucza 5B/9, 76-270 Ustka⟧.", "⟦Calle de la Luna, 3, 2º dcha, 28013 Madrid⟧",
              "⟦Rua do Cruzeiro, 12, Centro, 56400-000⟧", "⟦Largo da Feira, 3, 4750-278 Barcelos⟧\nA/C Sr. Adérito"),
        false=("via email 3 times", "Do not book via Frankfurt Terminal 2, transfer there", "The transfer took place January 26, the", "Via Appia. Meet Joe Black, 1998", "calle sin nombre", "see rue 12")),
    Rule("address_french", "ADDRESS",
        rf"(?=\d){START}(?P<value>\d{{1,4}}(?:-\d{{1,4}})?(?:\s?(?:bis|ter|[A-Za-z])\b)?,?\s(?!r\.[ ]){PREFIX}(?!\d{{1,3}}(?!\s\p{{Lu}})){LONG_NAME}{UNITS}{TAIL})",
        0.8,
        true=("au ⟦14 bis rue de la Soif, appt 31, 35000 Rennes⟧, DPE E", "⟦23 RUE GAMBETTA, 1ER ÉTAGE GAUCHE, 52100 SAINT-DIZIER⟧", "le ⟦41 bd Basly, Lens⟧", "⟦27 rue des Tanneurs, 59000 Lille⟧. Customer CUS-774193"),
        false=("la rue de la Paix", "ur. 3 lutego 1960 r. Sprawca", "12 routes", "Studio 54, Plaza 2.0")),
    Rule("address_joined_type", "ADDRESS",
        rf"{START}{THEN_NUMBER}(?P<value>{JOINED_STREET}\s{HOUSE}{UNITS}{TAIL})",
        0.8,
        true=("in der ⟦Pfarrer-Lenzen-Weg 9, 13156 Berlin⟧, PIN", "⟦Kaiserstr. 5, 53113 Bonn⟧. Kunde K-4711", "⟦Hasnerstraße 88/2/11⟧, Fr. P", "op ⟦ijsbaanstraat 19⟧ maar", "⟦Turfmarkt­straat 40-III, 2801 HA Gouda⟧".replace("\u00ad", ""),
              "⟦Storgatan 5, 111 22 Stockholm⟧", "⟦Stationsplein 4, 7941 HB Meppel⟧\nT.a.v. Jan"),
        false=("unterwegs 3 Stunden", "der Weg ist 5 km", "Straße 2020")),
    Rule("address_name_number_place", "ADDRESS",
        rf"{START}(?=\p{{Lu}}|{PREPOSITION}\s){THEN_NUMBER}(?P<value>(?:{PREPOSITION}\s(?:de[rnms]\s)?)?(?!{NOT_STREET}\s|Copyright\s){WORD}(?:[ -](?:{SMALL}[ -])?{WORD}){{0,3}},?\s{HOUSE}{UNITS}(?:{GAP}(?:te\s)?{PLACE_BEFORE}){COUNTRY})",
        0.75, part=from_street,
        true=("Senden Sie die Akten an ⟦Lindenstraße 14b, 04177 Leipzig⟧", "aan ⟦Koopvaardij 77, 1721 GX Broek op Langedijk⟧", "⟦Am Gaswerk 1 · 16515 Hohenbruck⟧", "bytem ⟦Lipová 19, 470 01 Česká Lípa⟧", "⟦Birkenallee 77\n16515 Hohenbruck⟧"),
        false=("Chapter 12, 2021 Edition", "Oct. 3, 2012 Republican", "Python 3, 12 tests", "Windows 10, 2004")),
    Rule("address_of_a_crossing", "ADDRESS",
        rf"(?<!\p{{L}})(?i:Kreuzung|Ecke|Einmündung|angle(?: de la| des| du| de)?|croisement(?: de la| des| du| de)?|carrefour(?: de la| des| du| de)?|intersection(?: de la| de)?|cruce(?: de la| de)?|esquina(?: da| de la| de)?|intersección de|incrocio(?: tra| fra)?|angolo|cruzamento(?: da| entre)?|kruising(?: van(?: de)?)?|hoek(?: van de)?|skrzyżowani[aeu](?: ulic(?:y)?| ul\.)?|rogu? ulic|corner of|intersection of|junction of)[ ](?P<value>{CROSSED}(?:[ ]?/[ ]?|[ ](?:mit(?: der)?|und|et(?: de la| du)?|con(?: la)?|y|e(?: via)?|com(?: a)?|en|met(?: de)?|i|z|ze|and|with)[ ]){CROSSED}(?:,?[ ](?:in|à|en|a|em|te|w|we)[ ]{CROSSED}|,[ ]{CROSSED}(?:[ ]\(\p{{L}}{{2,20}}\))?)?)",
        0.95, check=_is_of_streets,
        true=("Unfallort: Kreuzung ⟦Moltkestraße / Am Fischmarkt, Verden (Aller)⟧\n", "Lugar: cruce de ⟦Balmes con Provença⟧.", "incrocio ⟦via Toledo con via Diaz⟧.", "na skrzyżowaniu ⟦Piłsudskiego i 3 Maja w Garwolinie⟧.", "esquina da ⟦Rua XV com Av. Brasil⟧.", "hoek ⟦Lindelaan en Kerkstraat⟧."),
        false=("angle de vue et distance", "in der Ecke und im Flur", "the corner of the room and the door", "à l'angle du document", "esquina superior e inferior")),
    Rule("place_and_its_province", "LOCATION",
        rf"(?<![\p{{L}}\d.-])(?P<value>(?!{PROVINCE}\b){PLACE_NAME}(?:[ ]\({PROVINCE}\)|(?:[ ][-–][ ]|/){STATE_OF_BRAZIL}(?![\p{{L}}\d])|[ ]\({DEPARTMENT}\)))",
        0.0, with_context=0.95, context=BIRTH, part=_place_part,
        true=("LUOGO E DATA DI NASCITA ⟦MORTARA (PV)⟧ 03.05.1969", "nata a ⟦Porto Sant'Elpidio (FM)⟧ il", "NATURALIDADE ⟦SÃO LUÍS - MA⟧ DATA", "natural de ⟦Ribeirão Preto/SP⟧,", "née à ⟦Tourcoing (59)⟧ le"),
        false=("la norma (PV)", "Figure (59)", "SSL/SP", "nata a Mortara (vicino)")),
    Rule("address_turkish", "ADDRESS",
        rf"{START}(?P<value>(?:(?:{WORD}\s|\d{{1,4}}\.\s){{1,3}}(?i:{TURKISH})\.?,?\s){{1,3}}(?i:No\s?[.:]?\s?)?{HOUSE}(?:\s(?:D|K|Kat|Daire)\s?[:.]\s?\d{{1,3}}){{0,3}}(?:,?\s\d{{5}})?(?:,?\s{CITY}{REGION}?(?:\s/\s?{WORD})?)?)",
        0.85,
        true=("Adresim: ⟦Çamlıca Mah. Leylak Sok. No: 38 D: 6, 16130 Nilüfer/Bursa⟧.", "⟦Yunus Emre Cad. 20/9⟧"), false=("Cad. 20", "Sok 5")),
    Rule("address_colombian", "ADDRESS",
        rf"{START}(?P<value>(?i:calle|cl|cll|carrera|cra|kra|kr|transversal|tv|diagonal|dg|avenida|av)\.?\s\d{{1,3}}\s?[A-Za-z]?(?:\s?(?i:bis|sur|norte))?\s?(?:#|(?i:no|nro)\.?|(?i:dg|cra|cl))\s?\d{{1,3}}[A-Za-z]?\s?-\s?\d{{1,3}}{UNITS}{TAIL})",
        0.9,
        true=("vive en ⟦Cl 49 # 73-21 Apto 302⟧", "⟦Cra 7 No. 12-30, Bogotá⟧."), false=("Cl 49", "calle 7 a 12")),
    Rule("address_code_first", "ADDRESS",
        rf"(?=\d){START}(?P<value>(?!(?:19|20)\d\d[ ])(?:\d{{2}}-\d{{3}}|\d{{4}}[ ]?[A-Z]{{2}}|\d{{4,5}})[ ]{CITY},[ ](?:{PREFIX}{LONG_NAME}|{JOINED_STREET}|{WORD}(?:[ ]{WORD}){{0,2}})[ ]{HOUSE}{UNITS})",
        0.8,
        true=("zam. ⟦20-612 Lublin, ul. Konopnicka 5/11⟧, leg", "te ⟦7411 KR Deventer, Brink 80⟧, hierna"), false=("2019 Winter, Summer 2020", "12 Angry Men")),
    Rule("address_indian", "ADDRESS",
        rf"{START}(?P<value>(?:(?:H\.?[ /]?No\.?|No\.|Plot(?:[ ]No\.)?|Flat|Door[ ]No\.|[A-Z]-)[ ]?)?\d{{1,4}}[\w/-]{{0,6}},?[ ](?:{NAME}(?:[ ]{NAME}){{0,3}}(?:,[ ]|[ ]?\n[ ]{{0,40}})){{1,5}}{CITY}[ –-]{{1,3}}\d{{3}}[ ]?\d{{3}})(?!\d)",
        0.8,
        true=("at ⟦B-904 Sree Daksha Vaibhav, Avinashi Road, Coimbatore 641014⟧.", "⟦No. 37/2, 4th Cross, Agrahara Layout, Bengaluru 560064⟧"), false=("12 items, Order 123456", "4 Tests, Build 1234567")),
    Rule("address_japanese", "ADDRESS",
        rf"{START}(?P<value>(?:〒?\d{{3}}-\d{{4}},?[ ])?\d{{1,3}}-\d{{1,3}}(?:-\d{{1,4}})?,?[ ]{WORD}(?:{GAP}{WORD}){{0,5}}(?:[ ]\d{{3}}-\d{{4}}(?!\d)|(?i:-(?:ku|shi|gun|machi|chō|cho))(?!\p{{L}})(?:,[ ]{WORD}){{0,2}}){COUNTRY})",
        0.8,
        true=("⟦3-14-2 Takabayashi, Naka-ku\nHamamatsu, Shizuoka 433-8558\nJapan⟧", "⟦2-19-3 Kurokawa, Nishi-ku⟧"), false=("1-2-3 Testing", "3-4 Players")),
    Rule("address_lower_case_uk", "ADDRESS",
        rf"{START}(?P<value>(?:flat[ ]\d{{1,3}}[a-z]?,?[ ])?\d{{1,4}}[a-z]?(?:[ ][a-z'’-]{{2,15}}){{1,4}},(?:[ ][a-z]{{3,15}},?){{0,3}}[ ][a-z]{{1,2}}\d[a-z\d]?[ ]?\d[a-z]{{2}})(?![\p{{L}}\d])",
        0.8,
        true=("goes to ⟦61 tannery brow, kendal la9 4qd⟧ ok", "⟦flat 3, 118 gasworks st, m1 9zq⟧"), false=("3 of them, ab1", "2 big dogs, a1")),
    Rule("address_lower_case", "ADDRESS",
        rf"{START}(?P<value>\d{{1,5}}[a-z]?\s{LOWER_NAME}(?i:street|st|road|rd|avenue|ave|close|lane|ln|court|ct|crescent|drive|dr|terrace|way|place|pl|grove)(?:,?\s{UNIT}|(?:,?\s[a-z]{{3,20}})?,?\s{UK_CODE}|,\s[a-z]{{3,15}}\s\d{{4,5}}\b))",
        0.75,
        true=("shes at ⟦205 tupelo st apt b⟧ in town", "my mums. ⟦6 harcourt close, dunstable LU6 2pz⟧"), false=("a 5 minute drive home", "10 years of the road")),
    Rule("address_lower_case_romance", "ADDRESS",
        rf"{START}(?P<value>(?:(?:rua|travessa|praça|praca|avenida|calle|plaza|piazza|viale|vicolo|ulicy|ulica|ul\.|impasse|rue|chemin|boulevard|allée)[ ](?:[a-zà-ž'’.]{{1,15}}[ ]){{0,3}}[a-zà-ž'’]{{3,18}}|(?:via|corso|largo|av\.?|paseo)[ ](?:(?:d[aeio](?:l|ll[aeo]|i|gli)?|san|santa|são|do|dos|das|los|las|la|monte)[ ](?:[a-zà-ž'’]{{1,12}}[ ]){{0,2}}[a-zà-ž'’]{{3,18}}|roma|italia|garibaldi|mazzini|cavour|verdi|dante|marconi|matteotti|brasil|paulista|vittorio emanuele)),?[ ](?:n\.?[º°]?[ ]?)?\d{{1,4}}(?:/?[a-g](?![\p{{L}}\d])|/\d{{1,3}})?(?:,?[ ](?:ap|apto|apt|int|bloco|bl|piso|bajo|fundos|m|scala|bat|esc)\.?(?:[ ]?\d{{1,4}}[a-z]?)?(?![\p{{L}}\d]))?)(?![\p{{L}}\d/:]|[.,]\d|[ ](?:anos|años|anni|ans|lat|euros?|€|zł|reais|uhr|horas|ore|heures|h|minutos|minuti|minutes|min|km|volte|veces|vezes|fois))",
        0.75,
        true=("quedamos en ⟦plaza de la luna 4 bajo⟧", "abito in ⟦via dei gelsi 22⟧ a", "fica na ⟦av brasil 1200⟧, maringa", "mieszkam na ⟦ulicy lipowej 4/12⟧ w", "siamo in ⟦corso italia 5/a⟧"),
        false=("via mail 12 volte", "la calle estaba a 30 km", "corso di 12 ore", "via dei gelsi 22 anni fa", "na rua faz 30 anos")),
    Rule("address_with_lettered_code", "ADDRESS",
        rf"{START}(?=[\p{{Lu}}\d\"“])(?=[^,\n]{{1,45}}(?:,\s|\n))(?=[^\n]{{0,90}}[A-Z]\d|[^\n]{{0,60}}\n[^\n]{{0,60}}[A-Z]\d)(?P<value>(?:[\"“]?(?:{UNIT}|(?:(?:The|No\.?|Unit|Flat|Plot)\s)?(?:\d{{1,4}}[A-Za-z]?\s)?{WORD}(?:[ -](?:{SMALL}[ -])?{WORD}){{0,3}})[\"”]?(?:,\s|\s?\n[ \t]{{0,40}})){{1,4}}(?:{WORD}\s){{0,3}}(?-i:[A-Z]{{1,2}}\d[A-Z\d]?\s\d[A-Z]{{2}}|[A-Z]\d[A-Z]\s\d[A-Z]\d|(?:[AC-FHKNPRTV-Y]\d\d|D6W)\s(?=\w{{0,3}}\d)[A-Z\d]{{4}})(?![\p{{L}}\d]))",
        0.75,
        true=("known as ⟦Far End, Mosedale CA11 0XR⟧, and", "⟦The Dower House, Brockley Lane, IP29 4AG⟧. She", "⟦Hangar House, Turnhouse Road, Edinburgh EH12 0AL⟧"),
        false=("Model AB1 2CD", "from A to Z", "HTTP 404")),
    Rule("address_state_code", "ADDRESS",
        rf"{START}(?P<value>(?:\d{{1,5}}\s|(?:Box|BOX|HC|RR)\s\d{{1,5}},?\s)(?:(?:[NSEW]\.?\s)?{NAME}(?:,?\s|{GAP})){{1,6}}(?:{STATES}),?\s(?:\d{{5}}(?:-\d{{4}})?|{CA_CODE})(?!\d))",
        0.8,
        true=("home ⟦2290 Sweetgum Knob, Duluth, GA 30097⟧ now", "⟦Box 77, Wymark SK S0N 2Y0⟧; her"), false=("5 Reasons to Move to CA", "12 Angry Men")),
    Rule("post_office_box", "ADDRESS",
        rf"{START}(?P<value>(?:(?:{BOXES})[ ](?:[Nn]r\.?[ ]|[Nn]º[ ]|[Nn]o\.?[ ])?\d{{1,7}}(?:[-/ ]\d{{2,4}}(?!\d))?{UNITS}(?:[ ]{WORD},[ ]{PLACE_BEFORE}|{TAIL})|(?:{WEAK_BOXES})[ ]\d{{1,6}}{UNITS}{WITH_CODE}))",
        0.85,
        true=("Write to ⟦P.O. Box 917, Yreka CA 96097⟧ please", "⟦Postboks 873, 6823 Sandane⟧", "⟦Postboks 88 Sentrum, 0101 Oslo⟧", "⟦Postfach 12 34, 80331 München⟧", "⟦Apartado de Correos 512⟧"),
        false=("Box 19", "a box 3", "PO Box")),
    Rule("address_with_a_unit", "ADDRESS",
        rf"(?=[\p{{Lu}}\d]){START}(?P<value>(?:\d{{1,5}}[ ]){{0,2}}(?!{NOT_STREET}\s|Office\s){NAME}(?:[ ]{NAME}|[ ]\d{{1,3}}(?=[ ]\d)){{0,4}}[ ]\d{{1,4}}\.?(?:,?[ ]|,?[ ]?\n[ \t>]{{0,20}})(?:Apt\.?|APT\.?|Apartment|Suite|Ste\.?|Flat|Appt?\.?|Wohnung|Whg\.?)[ ]\#?\d{{1,4}}[A-Za-z]?(?![\p{{L}}\d]){TAIL})",
        0.8, check=_is_address_with_a_unit,
        true=("billed to ⟦34151 Nybyvägen 65 Apt. 392⟧ since", "⟦Eriksbo Västergärde 78\nSuite 12⟧\n", "at ⟦Lindenallee 14, Wohnung 3⟧."), false=("Office 2019 Suite 4", "the Flat 3 bell", "Version 3 Suite 2 passed", "Release 9\nSuite 12", "Run 8 Suite 1")),
    Rule("military_address", "ADDRESS",
        r"(?<![\p{L}\p{N}])(?P<value>(?:(?:(?:PSC|CMR|OMC|Unit|UNIT)[ ]\d{1,5}(?:,?[ ](?:Box|BOX)[ ]\d{1,5})?|(?:USS|USNS|USNV|USCGC|USNAVCOMTELSTA)[ ]\p{Lu}[\p{L}. -]{1,30}(?:[ ]\([A-Z]{2,4}[ -]?\d{1,4}\))?|(?:Box|BOX)[ ]\d{1,5})[ ,]{0,2}\s{1,3})?(?:[AFD]PO),?[ ]A[AEP],?[ ]\d{5}(?:-\d{4})?)(?![\p{L}\p{N}])", 0.9,
        true=("Ship to ⟦PSC 2721, Box 8637\nAPO AA 33274⟧", "at ⟦USNS Harper\nFPO AP 12428⟧", "SSG Ramos, ⟦Unit 45013, APO AP 96338-5013⟧"), false=("Unit 5 Box 3", "the USS Enterprise", "an APO in France"), source="USPS Publication 28, section 238"),
    Rule("address_labelled", "ADDRESS",
        rf"(?i)(?<![\p{{L}}\d])(?=[\p{{L}}][\p{{L}}\d _/',-]{{1,40}}[\"'”]?\s{{0,3}}[:=>.])(?:{LABELS})[\"'”]?\s{{0,3}}(?:[:=>]|\.{{2,60}}|=>)\s{{0,20}}[\"'“\[(]{{0,2}}(?P<value>(?=[^\n;|\t]{{0,80}}\d)(?!https?:|\w{{1,64}}@|[\"']?\d{{1,6}}[\"']|\d{{1,6}}, (?:col\b|\w{{1,20}}=|[\"'])|f[\"']|localhost|\d-based|\d\.\d[ ]){LABELLED_WORD}(?:,?(?!{SENTENCE_END}[ ]\p{{L}})[ ](?![ ]|[-–—][ ]|\(){LABELLED_WORD}){{0,11}}(?:(?<=[\p{{L}}\d])|\)))(?![\p{{L}}\d_])",
        0.7, check=is_address,
        true=("Adresse: ⟦Tower View 3, Steyning⟧\n", '"street": "⟦1290 Minnehaha Spur⟧",', "Zam.: ⟦Potulice, ul. Parkowa 2⟧", "New address: ⟦37 Feast Field, Leeds LS18 4TJ⟧. The lift works", "Адрес доставки: ⟦г. Казань, ул. Баумана, д. 44⟧", '"addr2":"⟦4º dcha⟧"'), false=("Address: see above", "MAC address: 00:1B:44:11:3A:B7", ":param address: The IPv4 address in binary form", "address: 10.1.2.3", "Via: 1.1 varnish", "order_line: 3, order_total: 2", "Street: yes", "DASH_LINE = (7, \"dash\", \"a dash line\")", "(line:1, col:9)", 'file="a" line="1" name="mypy-py3.14-p"', "cartesian line: 5 for x over (0.0", "local_address=127.0.0.1 is indistinct", "local_addr=(None, 8080))", "addr = ('x-resolution.com', 8080)")),
    Rule("address_cyrillic", "ADDRESS",
        rf"{START}(?P<value>(?:{CYRILLIC_PLACE},?\s){{0,3}}(?i:{CYRILLIC_TYPES})\.?\s{CYRILLIC_NAME},?\s(?i:(?:д|дом|буд|будинок|б)\.?\s?)?\d{{1,4}}(?!\d)(?:/\d{{1,4}})?(?:[\p{{L}}](?!\p{{L}}))?(?:,?\s(?i:корп|корпус|к|стр|строение|кв|квартира|оф|офис|под|подъезд|под'їзд|эт|этаж|поверх)\.?\s?\d{{1,4}}(?!\d)(?:/\d{{1,3}})?){{0,4}}(?:,\s{CYRILLIC_NAME}(?=,\s\d{{5,6}}(?!\d)))?(?:,\s\d{{5,6}}(?!\d))?)",
        0.85,
        true=("едет в ⟦г. Калачинск, пер. Красноармейский, д. 6/8, 834701⟧ завтра", "адреса ⟦провулок Тупиковий, буд. 8 кв. 12, Бахмач, 25930⟧", "⟦с. Тикси, алл. Брянская, д. 3/2 стр. 5/3⟧", "на ⟦наб. Обводного Канала 14⟧"),
        false=("пер. Иванов, с. 12", "улица пуста", "площадь 45 кв. м")),
    Rule("address_labelled_east_asian", "ADDRESS",
        r"(?:地址|住址|住所|所在地|주소)\s{0,3}[:：]\s{0,3}(?P<value>(?=[^\n;|\t]{0,60}[\d０-９一二三四五六七八九十])[\p{Lo}〒][\p{Lo}\d０-９〒々()（） .-]{4,60}(?<![ .(（-])(?:,[ ]?[\p{Lo}\d][\p{Lo}\d -]{0,20})?)", 0.95,
        true=("地址：⟦北京市海淀区中关村大街27号1101室⟧", "住所: ⟦東京都世田谷区北沢2-14-7⟧", "주소: ⟦서울특별시 마포구 월드컵북로 396⟧"), false=("地址：未知", "주소: 없음", "IP地址：10.1.2.3")),
    Rule("zip_labelled", "ZIP_CODE",
        r"(?i)(?<![\p{L}\d])(?:zip(?:[ _-]?code)?|postal(?:[ _-]?code)?|post[ _-]?code|plz|postleitzahl|code[ _-]?postal|codice[ _-]?postale|cap|c[oó]digo[ _-]?postal|cep|kod(?:[ _-]?pocztowy)?|psč|postnr|postnummer|postinumero|eircode|pin[ _-]?code|irányítószám)[\"'”]?\s{0,3}(?:[:=>]{1,2}|is\b)\s{0,10}[\"'“]?(?P<value>(?-i:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[AC-FHKNPRTV-Y]\d[\dW]\s?[A-Z\d]{4}|\d{4}\s?[A-Z]{2})|\d{5}-\d{3,4}|\d{2}-\d{3}|\d{4}-\d{3}|\d{3}\s\d{2}|\d{4,6}|\d{8})(?![\p{L}\d.,-]\d|[\p{L}\d])",
        0.85,
        true=('"postal":"⟦G0G 1V0⟧"', '"kod": "⟦58-100⟧"', "PLZ: ⟦97447⟧", "<CEP>⟦14409012⟧</CEP>"), false=("zip: 7.4.1", "cap: 12", "PIN code is unknown")),
)
# fmt: on
