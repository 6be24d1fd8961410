"""Person names, recognized by the words before them ("Mr.", "My name is"), where a statistical model is unsure."""

from presidio_analyzer import Pattern, PatternRecognizer

NAME = r"(?:\p{Lu}\.|\p{Lu}[\p{L}\p{M}]*(?:[-'’]\p{L}+)*)"  # a full stop only after an initial
FULL_NAME = rf"{NAME}(?:[ \t]+(?:(?:van|von|de|der|den|da|di|bin|al|el|la)[ \t]+){{0,2}}{NAME}){{0,2}}(?<!\.)"
TITLES = "Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Herr|Frau|Sra?|Madame|Monsieur|Señora?"

PATTERNS = {
    "after a title": (rf"(?-i:\b(?:{TITLES})\.?[ \t]+\K{FULL_NAME})", 0.9),
    "after an introduction": (
        rf"(?-i:\b(?:[Mm]y name is|[Mm]y name's|[Tt]his is|[Nn]ame:|[Ss]igned,?|[Ss]igned by)[ \t]+\K{NAME}[ \t]+{NAME}(?<!\.))",
        0.9,
    ),
    "after a given introduction": (rf"(?-i:\b(?:[Mm]y name is|[Mm]y name's|[Nn]ame:)[ \t]+\K{NAME}(?<!\.))", 0.7),
}


def recognizers() -> list[PatternRecognizer]:
    """Return the recognizers of this family."""
    patterns = [Pattern(name=name, regex=pattern, score=score) for name, (pattern, score) in PATTERNS.items()]
    return [PatternRecognizer(supported_entity="PERSON", patterns=patterns, name="IntroducedNameRecognizer")]
