"""A recognizer of badge numbers, such as B-4711."""

from presidio_analyzer import Pattern, PatternRecognizer


class Badge(PatternRecognizer):
    """Finds badge numbers; the word "badge" before one raises its score."""

    def __init__(self) -> None:
        pattern = Pattern("badge", r"\bB-\d{4}\b", score=0.6)
        super().__init__("BADGE_NUMBER", patterns=[pattern], context=["badge"], name="Badge")
