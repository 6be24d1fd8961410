"""What is sensitive: Presidio recognizers, ours and Presidio's own, behind one door."""

from collections.abc import Iterable, Mapping, Sequence

import presidio_analyzer.pattern_recognizer
from presidio_analyzer import EntityRecognizer, Pattern, RecognizerRegistry, predefined_recognizers
from presidio_analyzer.predefined_recognizers import PhoneRecognizer

from recognizers import families
from recognizers.families.terms import DictionaryRecognizer, pattern_recognizer
from recognizers.model import spacy_ner as ner

# Presidio skips a pattern that takes more than a minute, for which a suspended machine is enough, and its findings would
# stay in the clear. The patterns here take time linear in the text, so they need no limit.
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
# Presidio's patterns that look ahead without a bound, in the whole text or in a word of any length, from each of its places:
# the time they take grows with the square of the text. Recognizer -> pattern -> the same pattern, bounded.
BOUNDED: Mapping[str, Mapping[str, str]] = {
    "InPanRecognizer": {  # the letter and the four digits are looked for in its ten characters, not all over the text
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
        countries: whose identifiers to look for, as Presidio's country codes (`us`, `uk`, `de` ...).
        patterns: entity -> regular expression, case sensitive.
        terms: entity -> words and phrases, found in any case.
        model: the NER model, as `recognizers.model.spacy_ner.load` takes it.

    Returns:
        A registry to give to Presidio's AnalyzerEngine or to our Detector. Raises ValueError for
        a model that cannot be loaded.
    """
    found: list[EntityRecognizer] = [*_presidio(frozenset(countries)), *families.recognizers()]
    found += [pattern_recognizer(entity, pattern) for entity, pattern in (patterns or {}).items()]
    found += [DictionaryRecognizer(entity, words) for entity, words in (terms or {}).items()]
    if statistical := ner.load(model):
        found.append(statistical)
    return RecognizerRegistry(recognizers=found, supported_languages=[LANGUAGE])


def _presidio(countries: frozenset[str]) -> Iterable[EntityRecognizer]:
    """Make Presidio's generic recognizers and all those of `countries`, whatever their language.

    A German tax id in an English ticket is a German tax id: Presidio itself would only look for it
    in German text.
    """
    for name in sorted(predefined_recognizers.__all__):
        recognizer = getattr(predefined_recognizers, name)
        if recognizer is PhoneRecognizer:  # one for each region, so that each is asked only where its numbers may be
            for region in recognizer.DEFAULT_SUPPORTED_REGIONS:
                yield recognizer(supported_language=LANGUAGE, supported_regions=(region,))
        elif name in GENERIC or getattr(recognizer, "COUNTRY_CODE", None) in countries:
            yield _bounded(recognizer(supported_language=LANGUAGE))


def _bounded(recognizer: EntityRecognizer) -> EntityRecognizer:
    """Return a recognizer of Presidio's with its patterns bounded."""
    if bounded := BOUNDED.get(type(recognizer).__name__):
        patterns = [Pattern(one.name, bounded.get(one.name, one.regex), one.score) for one in recognizer.patterns]
        assert bounded.keys() <= {one.name for one in patterns}
        recognizer.patterns = patterns
    return recognizer
