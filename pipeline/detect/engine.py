"""Detection engine of a process: loads each recognizer once, and shares recognizers and cache between all policies."""

from collections.abc import Callable, Sequence, Set
from functools import cache
from threading import RLock
from weakref import WeakKeyDictionary, WeakValueDictionary

from presidio_analyzer import EntityRecognizer, RecognizerRegistry, RecognizerResult

from pipeline.detect.agreement import agreed
from pipeline.detect.cache import SpanCache, salt_of
from pipeline.detect.context import score_in_context
from pipeline.detect.look_alikes import without_look_alikes
from pipeline.detect.needs import Needs, needs_of
from pipeline.detect.prefilter import Prefilter
from pipeline.errors import HeteronymError, PolicyError
from pipeline.policy.loading import Policy
from pipeline.text.spans import Span
from recognizers import RecognizerPool
from recognizers.model.loading import BatchRecognizer

CACHE_CHARACTERS = 32_000_000
BUILT_IN_PACKAGES = frozenset({"recognizers", "presidio_analyzer"})

Owned = tuple[bytes, str]  # the salt of an owner, and a text of that owner


class RecognizerSet:
    """The recognizers of a policy. Policies with equal detection settings share one set.

    Arguments:
        registry: the recognizers, which other sets may share.
        identity: a digest of the detection settings; part of the cache key.
        needs: for each recognizer the necessary conditions of a match.
    """

    def __init__(self, registry: RecognizerRegistry, identity: bytes, needs: Sequence[Needs]) -> None:
        """Separate the recognizers that process one text at a time from those that process batches."""
        self.registry = registry
        self.identity = identity
        pairs = [
            pair for pair in zip(registry.recognizers, needs, strict=True) if not isinstance(pair[0], BatchRecognizer)
        ]
        self.one_by_one = Prefilter([one for one, _ in pairs], [need for _, need in pairs])
        self.in_batches = [one for one in registry.recognizers if isinstance(one, BatchRecognizer)]
        self.own = frozenset(one.name for one in registry.recognizers if not _is_built_in(one))


class Engine:
    """Runs recognizers on windows of text, and caches the spans of all scores per owner.

    Recognizers are created once, and freed when no policy in use needs them. An engine is thread-safe; its calls are
    serialized.
    """

    def __init__(self) -> None:
        """Create an engine without recognizers. They are loaded on demand."""
        self._pool = RecognizerPool()
        self._needs: WeakKeyDictionary[EntityRecognizer, Needs] = WeakKeyDictionary()
        self._sets: WeakValueDictionary[bytes, RecognizerSet] = WeakValueDictionary()
        self._cache = SpanCache(CACHE_CHARACTERS)
        self._lock = RLock()  # reentrant, since a recognizer may itself sanitize texts

    def recognizers(self, policy: Policy) -> RecognizerSet:
        """Return the recognizers of `policy`; raises PolicyError if one cannot be loaded."""
        identity = _identity(policy)
        with self._lock:
            found = self._sets.get(identity)
            if found is None:
                found = self._sets[identity] = self._load(policy, identity)
            return found

    def _load(self, policy: Policy, identity: bytes) -> RecognizerSet:
        detection = policy.detection
        try:
            registry = self._pool.registry(
                countries=detection.countries,
                patterns=detection.patterns,
                terms={entity: [one.terms for one in found] for entity, found in policy.terms.items()},
                model=detection.ner,
                own=detection.recognizers,
            )
        except ValueError as error:
            raise PolicyError(f"policy {policy.classification}: {error}") from None
        return RecognizerSet(registry, identity, [self._needs_of(one) for one in registry.recognizers])

    def narrowed(self, recognizers: RecognizerSet, wanted: Callable[[EntityRecognizer], bool]) -> RecognizerSet:
        """Return those recognizers of a set that are wanted. They are shared with it."""
        chosen = [one for one in recognizers.registry.recognizers if wanted(one)]
        names = (one.name.encode("utf-8", "surrogatepass") for one in chosen)
        with self._lock:
            needs = [self._needs_of(one) for one in chosen]
        return RecognizerSet(RecognizerRegistry(chosen), salt_of(recognizers.identity, b"narrowed", *names), needs)

    def _needs_of(self, recognizer: EntityRecognizer) -> Needs:
        if recognizer not in self._needs:
            self._needs[recognizer] = needs_of(recognizer)
        return self._needs[recognizer]

    def find(
        self, recognizers: RecognizerSet, pieces: Sequence[Owned], *, is_prose: bool
    ) -> dict[Owned, tuple[Span, ...]]:
        """Find the spans of distinct windows. Cached spans are reused.

        Arguments:
            recognizers: the recognizers to run.
            pieces: pairs of the salt of an owner and a window of the owner's text.
            is_prose: whether to run batch recognizers, such as an NER model.

        Returns:
            For each piece its spans with any score.
        """
        kind = b"prose" if is_prose else b"label"
        salts = {salt: salt_of(recognizers.identity, kind, salt) for salt in {owner for owner, _ in pieces}}
        with self._lock:
            cached = ((piece, self._cache.get(salts[piece[0]], piece[1])) for piece in pieces)
            known = {piece: spans for piece, spans in cached if spans is not None}
            fresh = [piece for piece in pieces if piece not in known]
            results = _analyze(recognizers, [text for _, text in fresh], is_prose)
            for (salt, text), found in zip(fresh, results, strict=True):
                known[salt, text] = _spans_of(text, found, recognizers.own)
                self._cache.put(salts[salt], text, known[salt, text])
        return known


@cache
def process_engine() -> Engine:
    """Return the engine that all detectors of the process share."""
    return Engine()


def _identity(policy: Policy) -> bytes:
    """Return a digest of the detection settings of a policy, independent of their order."""
    detection = policy.detection
    parts = [
        detection.ner,
        *(f"own {reference}" for reference in sorted(detection.recognizers)),
        *(f"country {country}" for country in sorted(set(detection.countries))),
        *(f"pattern {entity} {pattern}" for entity, pattern in sorted(detection.patterns.items())),
        *(
            f"terms {entity} {dictionary.identity}"
            for entity, dictionaries in sorted(policy.terms.items())
            for dictionary in dictionaries
        ),
    ]
    return salt_of(*(part.encode("utf-8", "surrogatepass") for part in parts))


def _analyze(
    recognizers: RecognizerSet, texts: Sequence[str], is_prose: bool
) -> list[list[tuple[EntityRecognizer, RecognizerResult]]]:
    """Run every recognizer on every text. Batches are sorted by length, since many models pad texts."""
    results = [_analyze_one(recognizers, text) for text in texts]
    by_length = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    for recognizer in recognizers.in_batches if is_prose else ():
        batch = recognizer.analyze_batch([texts[index] for index in by_length])
        for index, found in zip(by_length, batch, strict=True):
            results[index] += [(recognizer, result) for result in found]
    return results


def _analyze_one(recognizers: RecognizerSet, text: str) -> list[tuple[EntityRecognizer, RecognizerResult]]:
    """Run the recognizers on a text for which a match is possible."""
    return [
        (recognizer, result)
        for recognizer, starts in recognizers.one_by_one.candidates(text)
        for result in (
            recognizer.analyze(text, recognizer.supported_entities, None)
            if starts is None
            else recognizer.analyze_at(text, starts)
        )
    ]


def _spans_of(
    text: str, results: Sequence[tuple[EntityRecognizer, RecognizerResult]], own: Set[str]
) -> tuple[Span, ...]:
    """Convert results to spans, with scores raised by context words, and without what look-alikes suppress.

    Arguments:
        text: the text.
        results: the results of the recognizers in it.
        own: the names of users' own recognizers.

    Raises:
        HeteronymError: a span is outside the text.
    """
    spans = []
    for recognizer, result in results:
        start, end = result.start, result.end
        if not 0 <= start <= end <= len(text):
            raise HeteronymError(f"the recognizer {recognizer.name} reported a span outside the text: repair it")
        if score := score_in_context(recognizer, result, text):
            spans.append(Span(start, end, result.entity_type, score, recognizer.name))
    return tuple(without_look_alikes(agreed(spans, own)))


def _is_built_in(recognizer: EntityRecognizer) -> bool:
    return type(recognizer).__module__.partition(".")[0] in BUILT_IN_PACKAGES
