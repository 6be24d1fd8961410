"""Recognizers of sensitive values: assembles those of Presidio, the built-in ones and users' own into one registry."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from weakref import WeakValueDictionary

import presidio_analyzer.pattern_recognizer
from presidio_analyzer import EntityRecognizer, RecognizerRegistry, predefined_recognizers

from recognizers.extensions import imported
from recognizers.families.terms import DictionaryRecognizer, pattern_recognizer
from recognizers.lexicon.vocabulary import TermList, Vocabulary
from recognizers.model.loading import load
from recognizers.own import as_recognizers, installed_recognizers, own_recognizers
from recognizers.presidio_patterns import bounded

# Presidio skips a pattern that takes more than a minute, and its findings would stay unreplaced. A suspended machine is
# enough to reach that limit. The patterns here run in time linear in the text, so they need no limit.
presidio_analyzer.pattern_recognizer.REGEX_TIMEOUT_SECONDS = None

LANGUAGE = "en"
# Built-in recognizers. Installed packages register theirs in the group `heteronym.recognizers`.
BUILT_IN = {"families": "recognizers.families:recognizers"}
GENERIC = ("DateRecognizer",)
# Recognizers of bare letters and digits. The rules find the same identifiers by their labels and check digits.
REPLACED = frozenset(
    {
        "AbaRoutingRecognizer",
        "NhsRecognizer",
        "UsBankRecognizer",
        "UsHealthInsuranceMemberIdRecognizer",
        "UsLicenseRecognizer",
        "UsNpiRecognizer",
    }
)


class RecognizerPool:
    """Creates each recognizer once and shares it between registries.

    Recognizers that only some registries use, such as a model, are freed with the last of these registries.
    """

    def __init__(self) -> None:
        """Create an empty pool. Recognizers are created on demand."""
        self._families: list[EntityRecognizer] = []
        self._made: WeakValueDictionary[Hashable, EntityRecognizer] = WeakValueDictionary()
        self._vocabularies: WeakValueDictionary[str, Vocabulary] = WeakValueDictionary()

    def registry(
        self,
        *,
        countries: Iterable[str] = ("us",),
        patterns: Mapping[str, str] | None = None,
        terms: Mapping[str, Sequence[TermList]] | None = None,
        model: str = "accurate",
        own: Iterable[str] = (),
    ) -> RecognizerRegistry:
        """Assemble a registry of shared recognizers. Arguments, result and errors are those of the function `registry`."""
        if not self._families:
            ours = (as_recognizers(imported(reference), reference) for reference in BUILT_IN.values())
            self._families = [one for family in (*ours, installed_recognizers()) for one in family]
        found = [*self._presidio(frozenset(countries)), *self._families]
        for entity, pattern in (patterns or {}).items():
            found.append(self._shared(("pattern", entity, pattern), partial(pattern_recognizer, entity, pattern)))
        for entity, lists in (terms or {}).items():
            # Vocabularies are shared between entities and policies, by identity: nothing here reads their terms.
            vocabularies = [self._vocabulary(one) for one in lists]
            name = "terms", entity, tuple(one.identity for one in lists)
            found.append(self._shared(name, partial(DictionaryRecognizer, entity, vocabularies)))
        found += (one for reference in own for one in own_recognizers(reference))
        if model != "off":
            found.append(self._shared(("model", model), partial(load, model)))
        return RecognizerRegistry(recognizers=found, supported_languages=[LANGUAGE])

    def _vocabulary(self, terms: TermList) -> Vocabulary:
        found = self._vocabularies.get(terms.identity)
        if found is None:
            found = self._vocabularies[terms.identity] = Vocabulary(terms.terms, terms.case)
        return found

    def _presidio(self, countries: frozenset[str]) -> Iterator[EntityRecognizer]:
        for recognizer in _presidio(countries):
            yield self._shared(recognizer.__name__, partial(_created, recognizer))

    def _shared(self, name: Hashable, make: Callable[[], EntityRecognizer]) -> EntityRecognizer:
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = make()
        return found


def registry(
    *,
    countries: Iterable[str] = ("us",),
    patterns: Mapping[str, str] | None = None,
    terms: Mapping[str, Sequence[TermList]] | None = None,
    model: str = "accurate",
    own: Iterable[str] = (),
) -> RecognizerRegistry:
    """Assemble a registry of recognizers that are not shared.

    Arguments:
        countries: Presidio's codes (`us`, `uk`, `de` ...) of the countries whose identifiers are recognized.
        patterns: entity -> regular expression, case sensitive.
        terms: entity -> lists of terms, as `TermList.of(["Velvet Anvil"])` makes them.
        model: name of the NER model, in the forms that `recognizers.model.loading.load` accepts; `off` for none.
        own: recognizers of users, in the forms that `recognizers.own.own_recognizers` accepts.

    Returns:
        A registry for Presidio's AnalyzerEngine.

    Raises:
        ValueError: a model or a recognizer cannot be loaded.
    """
    return RecognizerPool().registry(countries=countries, patterns=patterns, terms=terms, model=model, own=own)


def _presidio(countries: frozenset[str]) -> Iterator[type[EntityRecognizer]]:
    """Yield Presidio's generic recognizers and all recognizers of `countries`, in any language.

    Presidio detects a German tax id only in German text, but an English ticket may contain one.
    """
    for name in sorted(predefined_recognizers.__all__):
        recognizer = getattr(predefined_recognizers, name)
        if name not in REPLACED and (name in GENERIC or getattr(recognizer, "COUNTRY_CODE", None) in countries):
            yield recognizer


def _created(recognizer: type[EntityRecognizer]) -> EntityRecognizer:
    return bounded(recognizer(supported_language=LANGUAGE))
