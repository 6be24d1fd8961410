"""Recognizers of sensitive values: Presidio's and ours, assembled into one registry."""

from collections.abc import Iterable, Mapping, Sequence

import presidio_analyzer.pattern_recognizer
from presidio_analyzer import EntityRecognizer, Pattern, RecognizerRegistry, predefined_recognizers
from presidio_analyzer.predefined_recognizers import PhoneRecognizer

from recognizers import families
from recognizers.families.terms import DictionaryRecognizer, pattern_recognizer
from recognizers.model import spacy_ner as ner

# Presidio skips a pattern that takes more than a minute, and its findings would stay unreplaced. A suspended machine is
# enough to reach that limit. The patterns here run in time linear in the text, so they need no limit.
presidio_analyzer.pattern_recognizer.REGEX_TIMEOUT_SECONDS = None

LANGUAGE = "en"
GENERIC = (
    "CreditCardRecognizer",
    "CryptoRecognizer",
    "DateRecognizer",
    "IbanRecognizer",
    "IpRecognizer",
    "MacAddressRecognizer",
    "UuidRecognizer",
)
# Presidio's patterns with an unbounded lookahead take time quadratic in the length of the text.
# Recognizer name -> pattern name -> the same pattern with a bounded lookahead.
BOUNDED: Mapping[str, Mapping[str, str]] = {
    "InPanRecognizer": {  # the lookahead searches the ten characters of the PAN only, not the rest of the text
        "PAN (Low)": r"\b((?=[\w@#$%^?~-]{0,9}?[a-zA-Z])(?=[\w@#$%^?~-]{0,6}?[0-9]{4})[\w@#$%^?~-]{10})\b"
    },
    "UsHealthInsuranceMemberIdRecognizer": {
        "Health insurance member ID (weak)": (
            r"\b(?=[A-Z0-9-]{6,20}\b)(?=[A-Z0-9-]{0,60}\d)[A-Z]{1,5}-?[A-Z0-9]{5,14}\b"
        )
    },
}


def registry(
    *,
    countries: Iterable[str] = ("us",),
    patterns: Mapping[str, str] | None = None,
    terms: Mapping[str, Sequence[str]] | None = None,
    model: str = "accurate",
) -> RecognizerRegistry:
    """Assemble the recognizers to run.

    Arguments:
        countries: Presidio's codes (`us`, `uk`, `de` ...) of the countries whose identifiers are recognized.
        patterns: entity -> regular expression, case sensitive.
        terms: entity -> words and phrases, matched in any case.
        model: name of the NER model, in the forms that `recognizers.model.spacy_ner.load` accepts.

    Returns:
        A registry for Presidio's AnalyzerEngine or for our Detector.

    Raises:
        ValueError: the model cannot be loaded.
    """
    found: list[EntityRecognizer] = [*_presidio(frozenset(countries)), *families.recognizers()]
    found += [pattern_recognizer(entity, pattern) for entity, pattern in (patterns or {}).items()]
    found += [DictionaryRecognizer(entity, words) for entity, words in (terms or {}).items()]
    if statistical := ner.load(model):
        found.append(statistical)
    return RecognizerRegistry(recognizers=found, supported_languages=[LANGUAGE])


def _presidio(countries: frozenset[str]) -> Iterable[EntityRecognizer]:
    """Create Presidio's generic recognizers and all recognizers of `countries`, in any language.

    Presidio itself looks for a German tax id in German text only; here an English ticket may contain one.
    """
    for name in sorted(predefined_recognizers.__all__):
        recognizer = getattr(predefined_recognizers, name)
        if recognizer is PhoneRecognizer:  # one per region, so that the prefilter can skip each of them separately
            for region in recognizer.DEFAULT_SUPPORTED_REGIONS:
                yield recognizer(supported_language=LANGUAGE, supported_regions=(region,))
        elif name in GENERIC or getattr(recognizer, "COUNTRY_CODE", None) in countries:
            yield _bounded(recognizer(supported_language=LANGUAGE))


def _bounded(recognizer: EntityRecognizer) -> EntityRecognizer:
    """Return a Presidio recognizer whose quadratic patterns are replaced by bounded ones."""
    if bounded := BOUNDED.get(type(recognizer).__name__):
        patterns = [
            Pattern(pattern.name, bounded.get(pattern.name, pattern.regex), pattern.score)
            for pattern in recognizer.patterns
        ]
        assert bounded.keys() <= {pattern.name for pattern in patterns}
        recognizer.patterns = patterns
    return recognizer
