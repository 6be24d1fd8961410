"""spaCy NER models as Presidio recognizers for names, organizations, places and dates."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import regex
import spacy
from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult
from spacy.language import Language

from recognizers.lexicon.calendar_words import LANGUAGES, alternatives

UNNEEDED_COMPONENTS = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
BATCH_SIZE = 16
MAX_CHARACTERS = 1_000_000  # texts of this size together share a vocabulary, which then takes some tens of MB

# OntoNotes label -> entity and score. Scores are lower where the small model is unreliable: it reports many plain
# numbers as dates.
ENTITIES = {
    "PERSON": ("PERSON", 0.85),
    "ORG": ("ORGANIZATION", 0.85),
    "GPE": ("LOCATION", 0.85),
    "LOC": ("LOCATION", 0.85),
    "FAC": ("LOCATION", 0.85),
    "NORP": ("NRP", 0.6),
    "DATE": ("DATE_TIME", 0.6),
    "MONEY": ("MONEY", 0.6),
}
NAMES = frozenset({"PERSON", "ORGANIZATION", "LOCATION", "NRP"})
# What a value of the other entities contains: the small model also reports bare numbers, months and years.
MONTHS = alternatives(
    {month for language in LANGUAGES.values() for month in (*language.months, *language.short_months)}
)
EVIDENCE = {
    "DATE_TIME": regex.compile(rf"(?i)(?=.*\d).*\b{MONTHS}\b", regex.DOTALL),
    "MONEY": regex.compile(
        r"(?i).*(?:\p{Sc}|\b(?:dollars?|euros?|pounds?|francs?|yen|rupees?|cents?|usd|eur|gbp|chf|cad|aud|jpy|inr)\b)",
        regex.DOTALL,
    ),
    "NRP": regex.compile(r"\P{N}++(?!\p{N})"),
}
# Field labels and forms of address that a small model reports as names, mostly in forms and tickets.
NOT_NAMES = frozenset(
    """account address agent amount api assistant bic card cc cell city company contact cost country credit customer cvv date dear
    department dob e-mail email employee eur faq fax from gbp good great hello hi iban id incident
    invoice ip issue login mobile mr mrn mrs ms n/a name no npi number okay order otp pdf p.s. passport password phone pin po pps priority ps re ref reference regards requester sku ssn status subject swift tax tb gb mb kb team tin tel thanks
    ticket title to total tracking url usd user username vat vin yes zip""".split()
)
CODE_DIGITS, SHORT_CODE = 3, 2
POSSESSIVES = ("'s", "’s")
EDGE_CHARACTERS = " \t\r\n.,;:!?\"'`()[]{}<>|*_~#=/\\-–—•"


class SpacyNer(EntityRecognizer):  # type: ignore[misc]
    """The NER component of a spaCy pipeline, loaded without components that it does not need."""

    def __init__(self, model: str) -> None:
        """Load the spaCy package `model`.

        Raises:
            ValueError: the package is not installed.
        """
        self.model = model
        entities = sorted({entity for entity, _ in ENTITIES.values()})
        super().__init__(supported_entities=entities, name="SpacyNer", supported_language="en")

    def load(self) -> None:
        """Load the model. Presidio calls this once, from the constructor."""
        try:
            self._nlp: Language = spacy.load(self.model, exclude=UNNEEDED_COMPONENTS)
        except OSError:
            raise ValueError(f"the spaCy model {self.model!r} is not installed: pip install it") from None
        self._zone, self._characters = ExitStack(), 0

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Return the findings in one text (Presidio's interface)."""
        return [result for result in self.analyze_batch([text])[0] if result.entity_type in entities]

    def analyze_batch(self, texts: Sequence[str]) -> list[list[RecognizerResult]]:
        """Return the findings in each text, in order."""
        self._forget_words(sum(map(len, texts)))
        return [
            [
                result
                for start, end, label in found
                if label in ENTITIES
                for result in self._results(text, start, end, label)
            ]
            for text, found in zip(texts, self._entities(texts), strict=True)
        ]

    def _entities(self, texts: Sequence[str]) -> Iterator[list[tuple[int, int, str]]]:
        """Yield the entities of each text as (start, end, label of the model), with offsets in code points."""
        for document in self._nlp.pipe(texts, batch_size=BATCH_SIZE):
            yield [(entity.start_char, entity.end_char, entity.label_) for entity in document.ents]

    def _forget_words(self, more_characters: int) -> None:
        """Free the vocabulary entries of earlier texts periodically; spaCy's vocabulary would grow without bound.

        Entries of the first texts are kept, because spaCy caches the tokenization of permanent entries only.
        """
        self._characters += more_characters
        if self._characters > MAX_CHARACTERS:
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())
            self._characters = more_characters

    def _results(self, text: str, start: int, end: int, label: str) -> Iterator[RecognizerResult]:
        entity, score = ENTITIES[label]
        if entity in EVIDENCE and not EVIDENCE[entity].match(text, start, end):
            return
        pieces = _lines(text, start, end) if entity in NAMES else iter([(start, end)])
        for piece_start, piece_end in pieces:
            trimmed = _trim(text, piece_start, piece_end) if entity in NAMES else (piece_start, piece_end)
            words = text[slice(*trimmed)].lower().split() if trimmed else []
            if trimmed and not all(word in NOT_NAMES or (entity in NAMES and _is_code(word)) for word in words):
                explanation = AnalysisExplanation(recognizer=self.name, original_score=score)
                yield RecognizerResult(entity, *trimmed, score, analysis_explanation=explanation)


def _is_code(word: str) -> bool:
    """Return whether a word is a number or an identifier, such as INC0048820 or P2, which the model reports as a name."""
    digits = sum(map(str.isdecimal, word))
    return digits >= CODE_DIGITS or (digits > 0 and len(word) <= SHORT_CODE)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a span at line ends, because the model joins names of adjacent lines."""
    for line in text[start:end].splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Remove quotes, brackets and a possessive ending from a name; return None if no letter is left."""
    while start < end and text[start] in EDGE_CHARACTERS:
        start += 1
    while start < end:
        if text[end - 1] in EDGE_CHARACTERS:
            end -= 1
        elif text[start:end].endswith(POSSESSIVES):
            end -= 2
        else:
            break
    has_letter = any(character.isalpha() for character in text[start:end])
    return (start, end) if has_letter else None
