"""Dates: written dates with year, weekday or time, dates of birth by their label, and time stamps of machines.

A date is one value, with weekday, year and time, so that all parts shift together.
"""

from presidio_analyzer import Pattern, PatternRecognizer

from recognizers.lexicon.calendar_words import ANY_MONTH, LANGUAGES, MORE_WEEKDAYS, alternatives
from recognizers.rules import Rule

LIMITS = (
    "Months, weekdays, times of day and fiscal periods alone are not found, nor days and months without a year. "
    "A date of birth without a label is a DATE_TIME."
)

# Without the short month names that are also English words.
MONTH_WORD = rf"(?:{alternatives(ANY_MONTH.keys() - {'ago', 'gen', 'mag', 'out', 'set'})})"
FULL_WEEKDAYS = {day for language in LANGUAGES.values() for day in language.weekdays}
MORE_DAYS = {day for days in MORE_WEEKDAYS.values() for day in days}
WEEKDAY_WORD = rf"(?:{alternatives(FULL_WEEKDAYS | MORE_DAYS | {*LANGUAGES['en'].short_weekdays})})"
MONTH = rf"{MONTH_WORD}\b\.?"
WEEKDAY = rf"{WEEKDAY_WORD}\b\.?,?\s+(?:(?:the|den|le|il|el)\s+)?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|\.)?"
OF = r"(?:\s+(?:of|de|del|di))?"
FULL_YEAR = r"(?:19|20)\d\d"
YEAR = rf",?{OF}\s+(?:{FULL_YEAR}(?!-\d)|['’]\d\d)\b"
TO = r"\s*(?:[-–]|\b(?:to|until|and|bis|und|au|al|tot)\b)\s*"
DAYS_MONTH = rf"(?:{DAY}{TO})?{DAY}{OF}\s+{MONTH}"
MONTH_DAYS = rf"{MONTH}\s+{DAY}(?:{TO}{DAY})?"
NUMBERS = r"(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2}))\b"
# A time of day belongs to the date before it, because both are shifted together.
ZONE = r"(?:\s?(?:Z|UTC|GMT|BST|W?E[SE]?S?T|CES?T|MES?Z|(?:AK|[ECMP])[SD]T|A[EC][SD]T|NZ[SD]T|(?:UTC|GMT)?[+-]\d\d(?::?\d\d)?)(?![\w:]))?"
CLOCK = rf"\d{{1,2}}:\d\d(?::\d\d(?:[.,]\d{{1,9}})?)?(?![\d:]|\s?[-–]\s?\d{{1,2}}:\d\d)(?:\s?[ap]\.?m\b\.?)?{ZONE}"
TIME = rf"(?:(?:,?\s+(?:(?:at|um|à|om|alle|a las|às)\s+)?|:|T){CLOCK})?"
# Each pattern requires a year, a weekday or a time beside the date: without them, "May 5" may be a name and a number.
PATTERNS = {
    "day, month and year": rf"\b(?:{WEEKDAY})?(?=\d)(?:{DAYS_MONTH}(?:{YEAR})?{TO})?{DAYS_MONTH}{YEAR}{TIME}",
    "month, day and year": rf"\b(?:{WEEKDAY})?(?:{MONTH_DAYS}(?:{YEAR})?{TO})?{MONTH_DAYS}{YEAR}{TIME}",
    "weekday and date": rf"\b{WEEKDAY}(?:{NUMBERS}|{DAYS_MONTH}|{MONTH_DAYS}\b){TIME}",
    "month and year": rf"\b(?!(?i:marca|maja)\b){MONTH}{YEAR}",
    "day-month-year": rf"\b\d{{1,2}}[-/]{MONTH_WORD}[-/](?:{FULL_YEAR}|\d\d)\b{TIME}",
    "year, month and day in Chinese characters or Hangul": r"(?:19|20)\d\d\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일号]",
    "week of a year": rf"\b(?:KW|CW|[Ww]k|[Ww]eek|Woche)\.?\s?(?:[1-4]?\d|5[0-3])[/ ,]{{1,2}}{FULL_YEAR}\b|(?<![\w-]){FULL_YEAR}-W(?:[0-4]\d|5[0-3])\b",
    "ddMMMyy": rf"\b[0-3]\d{MONTH_WORD}(?:{FULL_YEAR}|\d\d)\b",
    "date and time in numbers": rf"\b{NUMBERS}(?:,?\s+(?:at\s+)?|:|T){CLOCK}",
    "date and time in digits": rf"\b(?:19|20)\d{{2}}[01]\d[0-3]\dT\d{{4}}(?:\d\d(?:\.\d{{1,9}})?)?{ZONE}(?![\w:])",
    "month, day and time": rf"\b{MONTH_DAYS}\s+\d\d:\d\d:\d\d(?![\d:])",
}
SCORE = 0.95

# Months of languages whose written dates are not shifted; they occur in dates of birth.
MORE_MONTHS = (
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia ledna února března dubna května"
    " června července srpna září října listopadu prosince januari februari mars juni juli augusti januar februar marts maj august oktober"
    " desember tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta"
    " joulukuuta ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık ianuarie februarie martie aprilie iunie iulie"
    " septembrie octombrie noiembrie decembrie"
).split()
BIRTH_MONTH = rf"(?i:{alternatives({*ANY_MONTH, *MORE_MONTHS})})"
BIRTH_YEAR = r"(?:(?:1[89]|20)\d\d|['’]?\d\d)(?!\d)"
BIRTH_DATE = (
    rf"(?:(?:1[89]|20)\d\d\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?\d{{1,2}}(?!\d)|\d{{1,2}}\s?[-/. ]\s?\d{{1,2}}\s?[-/. ]\s?{BIRTH_YEAR}|(?:1[89]|20)\d\d[01]\d[0-3]\d(?!\d)|[0-3]?\d[01]?\d\d{{2}}(?:\d\d)?(?<=\d{{6}})(?![\d-])"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|º|ª)?\.?[-/ ]?(?:(?:of|de|del|di)[ ])?{BIRTH_MONTH}\.?[-/ ,]{{0,2}}(?:(?:of|de|del)[ ])?{BIRTH_YEAR}(?:[ ]?r\.)?"
    rf"|{BIRTH_MONTH}\.?[ ]\d{{1,2}}(?:st|nd|rd|th)?,?[ ]{BIRTH_YEAR}|(?:1[89]|20)\d\d[-/ ]{BIRTH_MONTH}[-/ ]\d{{1,2}}(?!\d)|\d{{1,2}}\.\s?[IVX]{{1,4}}\.?\s?{BIRTH_YEAR}"
    rf"|{BIRTH_MONTH}[ ](?:de[ ])?(?:1[89]|20)\d\d|(?:(?:abt|about|ca|circa|around|vers|c)\.?[ ])?(?:1[89]|20)\d\d(?![\d-])|\d{{1,2}}(?:st|nd|rd|th|\.)?[ ]{BIRTH_MONTH}(?!\p{{L}}|,?[ ]1[0-7]\d\d)|{BIRTH_MONTH}[ ]\d{{1,2}}(?:st|nd|rd|th)?(?!\d))"
)
BIRTH_LABELS = (
    r"d\.?o\.?b\.?|d0b|(?:date|dates|year)s?[ _-]?of[ _-]?birth|birth[ _-]?(?:date|day|year)?s?|bday|b-day|born(?:[ ]on|[ ]in|[ ]at)?|b\.|geb\.?|geboren(?:[ ](?:am|op))?|geburts(?:datum|tag|jahr)"
    r"|née?(?:\(e\))?(?:[ _](?:le|vers|en))?|ne_le|ddn|date[ _-]?(?:de[ _-]?)?naissance|naissance|nacid[oa](?:[ ]el)?|nació(?:[ ]el)?|fecha[ _-]?(?:de[ _-]?)?nac(?:imiento)?\.?|f\.?[ ]?nac\.?|f\.[ ]?n\."
    r"|nat[oa](?:[ ]il)?|data[ _-]?(?:di[ _-]?)?nascita|nascid[oa](?:[ ](?:em|a))?|nasc\.?|data[ _-]?(?:de[ _-]?)?nasc(?:imento)?\.?|d\.?[ ]?nasc\.?|d\.[ ]?n\."
    r"|ur\.?|urodz(?:ony|ona|\.)|data[ _-]?urodzenia|geboortedatum|geboortedag|født|fødselsdato|född|född[ ]den|f\.d\.|synt\.?|syntymäaika|narozen[áý]?|nar\.|datum[ ]narození|doğum[ ]?tarihi|szül\.?|született|data[ ]nașterii|născut[ăa]?"
)
BIRTH_LINK = r"[\"'”]?(?:\s?\([\p{L}/ .-]{2,16}\))?(?:\s{0,30}[:=>#|.]{0,3}\s{0,25}|[^\n\d]{0,30}\?\s{0,3}\n[^\n:\d]{0,20}[:.]\s{0,4})[\"'“(]?(?:(?:in|à|a|en|te|w|i|em|ved)[ ]\p{Lu}[\p{L}-]{1,20},?[ ](?:(?:on|am|le|el|il|op|dnia|em)[ ])?)?(?:(?:on|am|the|le|el|il|op|den|dnia|a|em)[ ])?"
ISO = r"(?:19|20)\d\d[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,:]\d{1,9})?(?:Z|[ ]?(?:[+-]\d\d(?::?\d\d)?|UTC|GMT)(?![\w:]))?"
EPOCH = r"1\d{9}(?:\d{3})?"  # seconds or milliseconds since 1970, of the years from 2001 to 2033
DIGITS = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"  # 20250811
DATE_KEYS = r"(?:(?:[a-z]{2,14}[ _-]){0,2}(?:order|invoice|due|start|end|delivery|payment|issue|expiry|value|booking|posting|entry|hire)?date|(?:[a-z]{2,14}[ _-])?(?:datum|fecha)(?:[ _-][a-z]{2,14}){0,2}|date[ _-]?(?:de|of|d)?[ _-]?[a-z]{2,14})"
SHORT_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
SHORT_DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
SECONDS = r"\d\d:\d\d:\d\d"
OFFSET = r"(?:[ ](?:[+-]\d{4}|UTC|GMT|[A-Z]{3,4})(?![\w:]))?"
KEYS = r"(?:ts|time|timestamp|epoch|unix[ _]?time|@timestamp|datetime|date[ _]?time|event[ _]?time|log[ _]?time|time[ _]?local|start[ _]?time|end[ _]?time|started[ _]?at|ended[ _]?at|finished[ _]?at|created|updated|modified|(?:created|updated|modified|deleted|received|logged|occurred|generated|inserted|exported|published|expires|last_seen|last_sign_in|last_login|sent|closed|opened|issued|fetched|synced)[ _]?(?:at|on|time|date)?|lastModified|iat|exp|nbf|auth_time|expires|[mca]time)"
# Words of events in health care, whose days say when somebody was where: HIPAA removes them even without a year.
CARE = (
    r"(?:admit(?:ted|[ ]date)?|admission(?:[ ]date)?|discharged?(?:[ ]date)?|d/c|last[ ]seen|seen|surgery|operated|operation|procedure|follow[ -]?up|f/u|visit(?:ed)?|next[ ]appt\.?|appointment|died|expired|deceased|delivered|transferred"
    r"|hospitali[sz]ed|intubated|extubated|biopsy|biopsied|onset|dos|doa|dod|aufgenommen|entlassen|operiert|hospitalisée?|opérée?|ingresad[oa]|operad[oa]|ricoverat[oa]|dimess[oa]|opgenomen|ontslagen)"
)
DAY_OF_MONTH = rf"(?:{BIRTH_MONTH}\.?[ ]\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th|\.)?[ -](?:of[ ]|de[ ])?{BIRTH_MONTH})(?![\p{{L}}\d-])"
# fmt: off
RULES = (
    Rule("birth_labelled", "DATE_OF_BIRTH",
        rf"(?i)(?<![\p{{L}}\d])(?!(?-i:(?<=[\"']|[,.][ ]?)B\.|B\.[ ]\()|born[ ]?[<>]|born[ ]\d{{4}}s)(?:{BIRTH_LABELS}){BIRTH_LINK}(?P<value>{BIRTH_DATE})(?:\s?[;&]\s?(?P<value>{BIRTH_DATE}))?",
        0.97,
        true=("DOB: ⟦19810312⟧", "geb. ⟦12.03.1981⟧ in Pécs", "born ⟦14 March 1997⟧", '"birthDate": "⟦1992-11-30⟧"', "né le ⟦12 juin 1997⟧ à", "ur. ⟦11 lutego 2012 r.⟧", "Born: ⟦2003-SEP-09⟧", "nacida en Arequipa el ⟦9/12/1983⟧,",
              "b. ⟦abt 1821⟧ Zennor"),
        false=("born in the city", "a birthday cake", "version b. 12", "ur 12", "born in Ajaccio on 15 August 1769", "geb. Müller", "for those born >= 2000", "(born 1900s: odd)", "1. Davies, B. (2005). *Transforms*", '"B.1970": {0: 2.5}')),
    Rule("birth_star", "DATE_OF_BIRTH",
        r"(?<![\p{L}\d*/])[*°][ ]?(?P<value>\d{1,2}\.[ ]?(?:\d{1,2}\.|[IVX]{1,4}\.?)[ ]?(?:1[89]|20)?\d\d|\d{1,2}[A-Z]{3}\d{2,4}|\d{1,2}/\d{1,2}/(?:1[89]|20)\d\d)(?![\d.])",
        0.95,
        true=("Herr Berg, *⟦12.03.1981⟧, wohnt", "(* ⟦27.8.1996⟧ Berlin)"), false=("2 *3.4.5", "* 1. Punkt", "**12.03**")),
    Rule("birth_hl7", "DATE_OF_BIRTH",
        r"^PID(?:\|[^|\n]{0,200}+){6}\|(?P<value>\d{8}(?:\d{4,6})?)(?=\||$)",
        0.97,
        true=("PID|1||773412^^^MR||DOE^ANN^Q||⟦19530622⟧|F|||", "PID|||1||A^B||⟦20011203⟧"), false=("OBX|1||1||A^B||19530622", "PID|1||2"), source="HL7 version 2.5, segment PID, field 7"),
    Rule("birth_machine_readable_zone", "DATE_OF_BIRTH",
        r"(?<=[A-Z0-9<]{9}\d[A-Z<]{3})(?P<value>\d\d[01]\d[0-3]\d)(?=\d[MFX<]\d{6})|(?<=/P/[A-Z]{3}/[A-Z\d]{5,12}/[A-Z]{3}/)(?P<value>\d\d[A-Z]{3}\d\d)(?=/[MF])",
        0.97,
        true=("NWB4417F96NLD⟦870314⟧5F3109222<<<", "P/PRT/CB944369/PRT/⟦19AUG81⟧/M".replace("P/PRT", "HK1/P/PRT"),), false=("NWB4417F96NLD87031", "ABC123"), source="ICAO Doc 9303, machine readable zone"),
    Rule("birth_with_age", "DATE_OF_BIRTH",
        r"(?i)(?<![\d/.-])(?P<value>(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d)(?=\s?[,(]\s?(?:age[d]?\s?)?\d{1,2}\s?(?:y\b|yo\b|yrs?\b|years old|ans\b|anni\b|años\b|anos\b|lat\b|J\.|Jahre alt|l\.\)|år\b))",
        0.9,
        true=("Ms Bell, ⟦12/03/1981⟧ (44 y)", "⟦1953-06-22⟧, 72 years old"), false=("due 12/03/2025 (44 items)", "1953-06-22, 72 pages")),
    Rule("timestamp_line_start", "TIMESTAMP",
        rf"^[ \t>|]{{0,8}}(?:<\d{{1,3}}>\d?[ ]?)?[\[(\"']?(?P<value>{ISO}|(?:{SHORT_MONTH}[ ]{{1,2}}\d{{1,2}}[ ]{SECONDS}|{SHORT_DAY}[ ]{SHORT_MONTH}[ ]{{1,2}}\d{{1,2}}[ ]{SECONDS}(?:\.\d{{1,6}})?[ ]\d{{4}})(?=[^\n]{{0,8}}\p{{L}})|\d\d[/.]\d\d[/.]\d{{2,4}}[ ]{SECONDS}(?:[.,]\d{{1,6}})?|\d{{4}}/\d\d/\d\d[ ]{SECONDS})(?!\d)",
        0.98,
        true=("⟦2025-10-03T02:14:07.331Z⟧ kfk-01 up", "⟦Oct 12 03:00:01⟧ dhcp2 named[1]: x", "[⟦2024-11-20 07:13:00,123⟧] INFO", "<34>1 ⟦2003-10-11T22:14:15.003Z⟧ host"),
        false=("Admitted 2025-10-03T02:14:07Z", "2025-10-03 was a Friday", "2025-10-03 02:14 she left", "Fri Nov  3 08:15:30 2024"), source="RFC 5424; RFC 3164"),
    Rule("timestamp_common_log", "TIMESTAMP",
        rf"\[(?P<value>\d\d/{SHORT_MONTH}/\d{{4}}:{SECONDS}[ ][+-]\d{{4}}|{SHORT_DAY}[ ]{SHORT_MONTH}[ ]{{1,2}}\d{{1,2}}[ ]{SECONDS}(?:\.\d{{1,6}})?[ ]\d{{4}}|{ISO})\]",
        0.98,
        true=('::1 - - [⟦18/Oct/2025:09:14:02 +0900⟧] "GET /', "[⟦Wed Oct 11 14:32:52 2000⟧] [error]"), false=("[18/Oct/2025]", "(18/Oct/2025:09:14:02 +0900)"), source="Apache HTTP Server, common log format"),
    Rule("timestamp_key", "TIMESTAMP",
        rf"(?i)(?<![\p{{L}}\d_]){KEYS}[\"'”]?(?:\s{{0,2}}[:=]\s{{0,2}}|(?<=epoch)[ ])[\"'“]?(?P<value>(?-i:{ISO})|\d{{8}}T\d{{6}}Z?|{EPOCH}|{DIGITS}(?:\d{{6}})?)(?![\d]|\.\d)",
        1.0,
        true=('"created_at":"⟦2024-10-28T06:40:12+00:00⟧"', 'ts=⟦2025-11-21T03:00:07Z⟧ level=info', '"@timestamp": "⟦2025-11-21T03:00:07.120Z⟧"', '"created_at": ⟦1704708733⟧,', "updated at: ⟦1704708733123⟧", "epoch ⟦1704708733⟧", "ts=⟦20250811093000⟧"), false=('"created_at": 170470873,', "time: 1504", "sent: 4704708733", '"admitted": "2025-11-21T03:00:07Z"', "ts=12", '"birth_time": "1980-11-21T03:00:07Z"')),
    Rule("date_key", "DATE_TIME",
        rf"(?i)(?<![\p{{L}}\d_]){DATE_KEYS}[\"'”]?\s{{0,2}}[:=]\s{{0,2}}[\"'“]?(?P<value>{DIGITS})(?!\d)",
        0.9,
        true=('"order_date": "⟦20250811⟧"', "invoice date: ⟦20250811⟧", "due_date=⟦20251130⟧", "fecha_factura: ⟦20250811⟧"), false=('"update": 20250811', "date: 20251350", '"order": "20250811"', "order date: 202508111")),
    Rule("day_of_care_without_year", "DATE_TIME",
        rf"(?i)(?<![\p{{L}}\d/]){CARE}[\"']?\s{{0,2}}[:=]?\s{{0,2}}(?:(?:on|the|am|le|el|il|op|den)[ ]){{0,2}}(?P<value>{DAY_OF_MONTH})(?![,]?[ ]\d{{2,4}})",
        0.95,
        true=("Discharged: ⟦Nov 9⟧\nPCP", "surgery on ⟦March 9th⟧, f/u", "last seen ⟦10-Feb⟧.", "entlassen am ⟦3. Juni⟧"), false=("last seen in May", "discharged 9 of 12", "seen March 9, 2024", "visit 3 marches"), source="45 CFR 164.514(b)(2)(i)(C)"),
    Rule("date_in_digits", "DATE_TIME",
        rf"(?i)(?<![\p{{L}}\d_])(?:on|by|before|after|dated|created|updated|modified|shipped|paid|due|issued|received|since|until|till|from|am|vom|ab|bis|le|du|au|el|il|dal|op|sinds|tot|dnia|od|do|em|desde)[ ](?P<value>{DIGITS})(?![\d-])(?:[ ](?:and|to|until|till|und|bis|au|et|al|y|e|tot|do)[ ](?P<value>{DIGITS})(?![\d-]))?",
        0.96,
        true=("shipped on ⟦20250304⟧ and", "from ⟦20250304⟧ to ⟦20250410⟧", "created ⟦20250304⟧ by", "vom ⟦20250304⟧"), false=("on 20251350", "order 20250304", "from 202503041", "on 20250304-12")),
    Rule("epoch_in_prose", "TIMESTAMP",
        rf"(?i)(?<![\p{{L}}\d_])(?:epoch|unix(?:[ ]time)?|timestamps?|expire[sd]?|expiry|valid[ ]until|starte?d?s?|ende?d?s?|since)[ ](?:at[ ]|time[ ])?(?P<value>{EPOCH})(?!\d|\.\d)(?:,?[ ](?:and|to|until|und|bis|et|y|e)[ ](?P<value>{EPOCH})(?!\d|\.\d))?",
        0.97,
        true=("epoch ⟦1741082400⟧ and ⟦1741082400123⟧", "expires ⟦1741082400⟧", "started at ⟦1741082400⟧"), false=("expires 4741082400", "call 1741082400", "since 17410824001")),
    Rule("timestamp_header", "TIMESTAMP",
        rf"^[ \t>|]{{0,8}}(?:(?i:date|sent|author ?date|commit ?date|gesendet|envoyé|enviad[oa](?: el)?|inviato|verzonden|wysłano|delivery-date|resent-date|last-modified|expires)):[ \t]{{1,10}}(?P<value>(?:\p{{L}}{{2,12}},?[ ])?(?:\d{{1,2}}\.?[ ](?:de[ ])?\p{{L}}{{3,12}}\.?[ ](?:de[ ])?\d{{4}},?[ ](?:(?:at|um|à|a las|às|om)[ ])?|\p{{L}}{{3,9}}[ ]{{1,2}}\d{{1,2}},?[ ](?:\d{{4}}[ ])?(?:at[ ])?|\d{{4}}-\d\d-\d\d[T ]|\d\d[./-]\d\d[./-]\d{{4}}[ ])\d{{1,2}}:\d\d(?::\d\d)?(?:[ ][AP]M)?(?:[ ]\d{{4}}(?!\d))?{OFFSET})",
        0.98,
        true=("Date: ⟦Thu, 16 Oct 2025 17:04:11 +0200⟧", "> Sent: ⟦Thursday 16 October 2025 11:38⟧", "Date:   ⟦Wed Sep 24 18:03:51 2025 +0200⟧"), false=("Date: 16 October 2025", "The date: 12:30", "Date of birth: 12.03.1981"), source="RFC 5322, section 3.3"),
    Rule("timestamp_of_an_audit", "TIMESTAMP", r"\baudit\((?P<value>1\d{9}\.\d{3}):\d{1,10}\)", 0.98,
        true=("msg=audit(⟦1732957000.123⟧:442): pid=991", "type=SYSCALL msg=audit(⟦1364481363.243⟧:24287):"), false=("audit(42)", "audit(1732957000)"), source="auditd, audit event format"),
    Rule("timestamp_sql", "TIMESTAMP",
        rf"(?<=[(,\s=]')(?P<value>(?:19|20)\d\d-\d\d-\d\d[ ]{SECONDS}(?:\.\d{{1,6}})?(?:[+-]\d\d(?::?\d\d)?)?)(?=')",
        0.98,
        true=("VALUES (1, '⟦2025-08-11 10:02:44⟧');", "WHERE t > '⟦2025-08-11 10:02:44.123⟧'"), false=("'2025-08-11'", '"2025-08-11 10:02:44"'), source="ISO/IEC 9075 (SQL), timestamp literal"),
)
# fmt: on


def recognizers() -> list[PatternRecognizer]:
    """Return the recognizers of this family."""
    patterns = [Pattern(name=name, regex=pattern, score=SCORE) for name, pattern in PATTERNS.items()]
    return [PatternRecognizer(supported_entity="DATE_TIME", patterns=patterns, name="WrittenDateRecognizer")]
