"""Street address patterns for English, German and the Romance languages."""

from presidio_analyzer import Pattern, PatternRecognizer

STREET_TYPES = (
    "Street|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Terrace|Ter"
    "|Parkway|Pkwy|Highway|Hwy|Circle|Cir|Trail|Trl|Way|Crescent|Cres|Close|Grove|Row|Alley|Plaza|Loop|Mews|Quay"
)
WORD = r"(?:\p{Lu}[\p{L}'’.-]*|\d{1,3}(?:st|nd|rd|th))"
UNIT = r"(?:,?\s+(?:(?i:apt|apartment|suite|ste|unit|floor|flat|room|rm|bldg)\.?\s*#?\s*|#\s*)[A-Za-z]?-?\d{0,5}[A-Za-z]?\b)?"
CITY_STATE_ZIP = r"(?:(?:,\s*|\s+)" + WORD + r"(?:\s" + WORD + r"){0,3},?\s+[A-Z]{2}\s+\d{5}(?:-\d{4})?)?"

# All repetitions are bounded, so that matching takes time linear in the text. No street name exceeds these bounds.
PATTERNS = {
    "number, name, type": rf"(?-i:\b\d{{1,5}}[A-Za-z]?(?:-\d{{1,4}})?\s+(?:{WORD}\s+){{1,4}}(?:{STREET_TYPES})\b\.?(?:\s+[NSEW]{{1,2}}\b)?{UNIT}{CITY_STATE_ZIP})",
    "post office box": r"\bP\.?\s?O\.?\s*Box\s+\d{1,7}\b",
    "German": r"(?-i:\b\p{Lu}[\p{L}-]{0,60}(?:straße|strasse|str\.|weg|gasse|allee|platz|ufer|damm|ring)\s+\d{1,4}\s?[a-z]?\b(?:,\s*\d{5}\s+\p{Lu}\p{L}+)?)",
    "Romance": r"(?-i:\b(?:\d{1,4}(?:\s?bis)?,?\s+)?(?:[Rr]ue|[Bb]oulevard|[Aa]venue|[Cc]alle|[Vv]ia|[Pp]laza|[Pp]iazza|[Rr]ua)\s+(?:(?:de|du|des|del|della|la|le|los|las|da|do|dos|d’|l’)\s+)*\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+){0,2}(?:,?\s+\d{1,4}\b)?(?<=\d.{0,80}))",
}


def recognizers() -> list[PatternRecognizer]:
    """Return the recognizers of this family."""
    patterns = [Pattern(name=name, regex=pattern, score=0.75) for name, pattern in PATTERNS.items()]
    return [PatternRecognizer(supported_entity="ADDRESS", patterns=patterns, name="AddressRecognizer")]
