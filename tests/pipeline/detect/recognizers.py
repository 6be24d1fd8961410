"""Users' recognizers for tests."""

from typing import Any

from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult


class Counted(EntityRecognizer):  # type: ignore[misc]
    """Finds nothing, and records the analyzed texts."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        super().__init__(supported_entities=["PERSON"], name="Counted", supported_language="en")

    def load(self) -> None:
        """Do nothing. Presidio requires the method."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        self.texts.append(text)
        return []


class Badge(PatternRecognizer):  # type: ignore[misc]
    """Finds badges, such as B-4711."""

    def __init__(self) -> None:
        super().__init__("BADGE_NUMBER", patterns=[Pattern("badge", r"\bB-\d{4}\b", 0.95)], name="Badge")


instance = Badge()
not_a_recognizer = 7


def factory() -> Badge:
    return Badge()


def wrong_factory() -> str:
    return "Badge"


def broken_factory() -> Badge:
    raise RuntimeError("no licence")


def several() -> list[Badge]:
    return [Badge(), Badge()]


class SmallLetters(PatternRecognizer):  # type: ignore[misc]
    """Reports an entity with an invalid name."""

    def __init__(self) -> None:
        super().__init__("badge number", patterns=[Pattern("badge", r"\bB-\d{4}\b", 0.95)], name="SmallLetters")


class BehindText(EntityRecognizer):  # type: ignore[misc]
    """Reports a span that ends behind the text."""

    span = (3, 1_000)

    def __init__(self) -> None:
        super().__init__(supported_entities=["BADGE_NUMBER"], name=type(self).__name__, supported_language="en")

    def load(self) -> None:
        """Load nothing."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        return [RecognizerResult("BADGE_NUMBER", *self.span, 0.9)]


class BeforeText(BehindText):
    """Reports a span that begins before the text."""

    span = (-3, 2)
