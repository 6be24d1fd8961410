"""What is sensitive: Presidio recognizers, ours and Presidio's own, behind one door."""

from collections.abc import Iterable, Mapping, Sequence

import tldextract
from presidio_analyzer import EntityRecognizer, RecognizerRegistry, predefined_recognizers
from presidio_analyzer.predefined_recognizers import PhoneRecognizer

from recognizers import addresses, dates, identifiers, names, ner, network, secrets
from recognizers.terms import DictionaryRecognizer, pattern_recognizer

# Presidio's e-mail recognizer asks tldextract, which fetches its list of suffixes unless it is told to use
# the one it ships with. Nothing here may touch the network. Addresses of surrogates and of documentation are
# addresses, too: a copy can be scanned, and anonymized again.
RESERVED_SUFFIXES = ("example", "test", "invalid", "localhost")  # RFC 2606
tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(
    suffix_list_urls=(), cache_dir=None, extra_suffixes=RESERVED_SUFFIXES
)

LANGUAGE = "en"
GENERIC = (
    "CreditCardRecognizer",
    "CryptoRecognizer",
    "DateRecognizer",
    "EmailRecognizer",
    "IbanRecognizer",
    "IpRecognizer",
    "MacAddressRecognizer",
    "UuidRecognizer",
)


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
        model: the NER model, as `recognizers.ner.load` takes it.

    Returns:
        A registry to give to Presidio's AnalyzerEngine or to our Detector. Raises ValueError for
        a model that cannot be loaded.
    """
    found: list[EntityRecognizer] = [*_presidio(frozenset(countries))]
    for family in (names, network, secrets, addresses, identifiers, dates):
        found += family.recognizers()
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
            yield recognizer(supported_language=LANGUAGE)
