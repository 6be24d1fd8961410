"""Date and age patterns. A date is matched as a whole, with weekday, year and time, so that all parts shift together."""

from presidio_analyzer import Pattern, PatternRecognizer

from recognizers.lexicon.calendar_words import ANY_MONTH, LANGUAGES, MORE_WEEKDAYS, alternatives

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
YEAR = rf",?{OF}\s+(?:{FULL_YEAR}|['’]\d\d)\b"
TO = r"\s*(?:[-–]|\b(?:to|until|and|bis|und|au|al|tot)\b)\s*"
DAYS_MONTH = rf"(?:{DAY}{TO})?{DAY}{OF}\s+{MONTH}"
MONTH_DAYS = rf"{MONTH}\s+{DAY}(?:{TO}{DAY})?"
NUMBERS = r"(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2}))\b"
# A time of day belongs to the date before it, because both are shifted together.
ZONE = r"(?:\s?(?:Z|UTC|GMT|BST|W?E[SE]?S?T|CES?T|MES?Z|(?:AK|[ECMP])[SD]T|A[EC][SD]T|NZ[SD]T|(?:UTC|GMT)?[+-]\d\d(?::?\d\d)?)(?![\w:]))?"
CLOCK = rf"\d{{1,2}}:\d\d(?::\d\d(?:[.,]\d{{1,9}})?)?(?![\d:])(?:\s?[ap]\.?m\b\.?)?{ZONE}"
TIME = rf"(?:(?:,?\s+(?:(?:at|um|à|om|alle|a las|às)\s+)?|:|T){CLOCK})?"
# Each pattern requires a year, a weekday or a time beside the date: without them, "May 5" may be a name and a number.
PATTERNS = {
    "day, month and year": rf"\b(?:{WEEKDAY})?(?=\d)(?:{DAYS_MONTH}(?:{YEAR})?{TO})?{DAYS_MONTH}{YEAR}{TIME}",
    "month, day and year": rf"\b(?:{WEEKDAY})?(?:{MONTH_DAYS}(?:{YEAR})?{TO})?{MONTH_DAYS}{YEAR}{TIME}",
    "weekday and date": rf"\b{WEEKDAY}(?:{NUMBERS}|{DAYS_MONTH}|{MONTH_DAYS}\b){TIME}",
    "month and year": rf"\b{MONTH}{YEAR}",
    "day-month-year": rf"\b\d{{1,2}}[-/]{MONTH_WORD}[-/](?:{FULL_YEAR}|\d\d)\b{TIME}",
    "ddMMMyy": rf"\b[0-3]\d{MONTH_WORD}(?:{FULL_YEAR}|\d\d)\b",
    "quarter": rf"\bQ[1-4][\s/-]*(?:{FULL_YEAR}|['’]\d\d)\b|\b{FULL_YEAR}[\s/-]?Q[1-4]\b",
    "date and time in numbers": rf"\b{NUMBERS}(?:,?\s+(?:at\s+)?|:|T){CLOCK}",
    "date and time in digits": rf"\b(?:19|20)\d{{2}}[01]\d[0-3]\dT\d{{4}}(?:\d\d(?:\.\d{{1,9}})?)?{ZONE}(?![\w:])",
    "month, day and time": rf"\b{MONTH_DAYS}\s+\d\d:\d\d:\d\d(?![\d:])",
    "fiscal year": rf"\bFY\s?['’]?(?:{FULL_YEAR}|\d\d)\b",
}
AGES = {
    "years old": r"\b\d{1,3}[\s-]*(?:years?|yrs?|months?|weeks?)[\s-]+(?:old\b|of age\b)",
    "y/o": r"\b\d{1,3}\s?y\.?/?o\b",
    "aged": r"\b(?:aged|age|age of|age:)\s+\d{1,3}\b(?![.,:/-]?\d)",
}
SCORE = 0.95


def recognizers() -> list[PatternRecognizer]:
    """Return the recognizers of this family."""
    return [
        PatternRecognizer(
            supported_entity=entity,
            patterns=[Pattern(name=name, regex=pattern, score=SCORE) for name, pattern in patterns.items()],
            name=name,
        )
        for entity, name, patterns in (
            ("DATE_TIME", "WrittenDateRecognizer", PATTERNS),
            ("AGE", "WrittenAgeRecognizer", AGES),
        )
    ]
