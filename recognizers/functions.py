"""Functions as recognizers: for values that no pattern describes, since other parts of the text decide about them."""

from collections.abc import Callable, Iterable, Sequence
from inspect import getdoc
from typing import Any

from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult

# Start and end offset (half open), entity and score of a value.
Found = tuple[int, int, str, float]


class FunctionRecognizer(EntityRecognizer):  # type: ignore[misc]
    """Presidio recognizer of the values that a function finds."""

    def __init__(self, name: str, entities: Sequence[str], find: Callable[[str], Iterable[Found]]) -> None:
        """Create the recognizer.

        Arguments:
            name: a unique name in lower case; the source of the spans.
            entities: the entities of the values.
            find: returns the values in a text. The first line of its docstring is its documentation.
        """
        self._find = find
        self.purpose = (getdoc(find) or "").partition("\n")[0]
        super().__init__(supported_entities=list(entities), name=name, supported_language="en")

    def load(self) -> None:
        """Do nothing. Presidio requires the method."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Return the values in a text."""
        return [
            RecognizerResult(entity, start, end, score, AnalysisExplanation(self.name, score))
            for start, end, entity, score in self._find(text)
        ]
