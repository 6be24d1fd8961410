"""Texts in, spans out: every recognizer of a policy, run in batches and cached."""

from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import chain, groupby
from operator import itemgetter

from cachetools import LRUCache
from presidio_analyzer import EntityRecognizer, RecognizerResult

import recognizers
from pipeline.detect.context import Neighbourhood
from pipeline.detect.prefilter import contents, needs_of
from pipeline.detect.windows import windows
from pipeline.errors import PolicyError
from pipeline.policy.loading import Policy
from pipeline.text.normalize import in_original, part_escapes, part_scripts
from pipeline.text.spans import Span
from recognizers.lexicon.folding import Folded, fold
from recognizers.model.spacy_ner import BatchRecognizer

CACHE_CHARACTERS = 32_000_000

SALT_BYTES = 32

Owned = tuple[bytes, str]  # the salt of an owner, and a text of theirs
Kind = tuple[str, float, str]  # entity, score and source, as few spans have them alone


class Detector:
    """Finds what the policy's recognizers know, in many texts at once.

    The results for a text are those of Presidio's AnalyzerEngine with the same recognizers; only the
    order of work differs.
    """

    def __init__(self, policy: Policy) -> None:
        """Load the recognizers that `policy` asks for; raises PolicyError if one cannot be had."""
        try:
            self.registry = recognizers.registry(
                countries=policy.detection.countries,
                patterns=policy.detection.patterns,
                terms=policy.terms,
                model=policy.detection.ner,
            )
        except ValueError as error:
            raise PolicyError(f"policy {policy.classification}: {error}") from None
        self._policy = policy
        self._one_by_one = [(r, needs_of(r)) for r in self.registry.recognizers if not isinstance(r, BatchRecognizer)]
        self._in_batches = [r for r in self.registry.recognizers if isinstance(r, BatchRecognizer)]
        self._caches = {is_prose: SpanCache(CACHE_CHARACTERS) for is_prose in (True, False)}

    def detect(self, texts: Sequence[str], *, is_prose: bool = True, owners: Sequence[str] = ()) -> list[list[Span]]:
        """Find the spans of each text.

        Arguments:
            texts: any number of texts of any length.
            is_prose: whether they are sentences; a model of language is not asked about others.
            owners: of each text, the client that it came from, whose cached results alone may serve it: a hit is
                faster, so a shared cache would tell one client what another has sent. Empty where there is one owner.

        Returns:
            For each text its spans in text order, overlapping ones included.
        """
        salts = [_salt(owner) for owner in owners] or [b""] * len(texts)
        pieces = [
            (index, folded, offset, (salts[index], piece))
            for index, text in enumerate(texts)
            for folded in _ways_to_read(text)
            for offset, piece in windows(folded.text)
        ]
        spans_of = self._detect_windows({piece: None for *_, piece in pieces}, is_prose)
        found: list[list[Span]] = []
        for _, group in groupby(pieces, key=lambda piece: piece[0]):
            moved = {
                in_original(folded, _shifted(span, offset))
                for _, folded, offset, piece in group
                for span in spans_of[piece]
            }
            found.append(sorted(moved, key=lambda span: (span.start, -span.end, span.entity, span.source)))
        return found

    def _detect_windows(self, pieces: Iterable[Owned], is_prose: bool) -> dict[Owned, tuple[Span, ...]]:
        """Find the spans of distinct windows, from the cache where it has them."""
        cache = self._caches[is_prose]
        known = {piece: spans for piece in pieces if (spans := cache.get(*piece)) is not None}
        fresh = [piece for piece in pieces if piece not in known]
        texts = [text for _, text in fresh]
        for (salt, text), results in zip(fresh, self._analyze(texts, is_prose), strict=True):
            known[salt, text] = self._accepted(text, results)
            cache.put(salt, text, known[salt, text])
        return known

    def _analyze(self, texts: Sequence[str], is_prose: bool) -> list[list[tuple[EntityRecognizer, RecognizerResult]]]:
        """Run every recognizer on every text; a batch is sorted by length, for little padding."""
        results = [self._analyze_one(text) for text in texts]
        by_length = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        for recognizer in self._in_batches if is_prose else ():
            batch = recognizer.analyze_batch([texts[index] for index in by_length])
            for index, found in zip(by_length, batch, strict=True):
                results[index] += [(recognizer, result) for result in found]
        return results

    def _analyze_one(self, text: str) -> list[tuple[EntityRecognizer, RecognizerResult]]:
        """Run on a text those recognizers that may find something there."""
        held = contents(text)
        return [
            (recognizer, result)
            for recognizer, needs in self._one_by_one
            if needs.are_met(held)
            for result in recognizer.analyze(text, recognizer.supported_entities, None)
        ]

    def _accepted(self, text: str, results: list[tuple[EntityRecognizer, RecognizerResult]]) -> tuple[Span, ...]:
        """Raise scores by context words and keep what reaches the policy's threshold."""
        neighbourhood = Neighbourhood(text)
        spans = []
        for recognizer, result in results:
            score = neighbourhood.boosted(result.score, result.start, recognizer.context)
            if score >= self._policy.min_score(result.entity_type):
                spans.append(Span(result.start, result.end, result.entity_type, score, recognizer.name))
        return tuple(spans)


class SpanCache:
    """The spans of texts seen lately, bounded by the characters of those texts; packed, and without the texts.

    Texts are known by a digest that is salted with their owner: no owner hits what another has put.
    """

    def __init__(self, max_characters: int) -> None:
        """Keep the spans of at most `max_characters` of text."""
        # The characters of a text, then start, end and number of the kind of each span.
        self._kept: LRUCache[bytes, array[int]] = LRUCache(max_characters, getsizeof=itemgetter(0))
        self._numbers: dict[Kind, int] = {}
        self._kinds: list[Kind] = []

    def get(self, salt: bytes, text: str) -> tuple[Span, ...] | None:
        """Return the spans of an owner's `text`, or None where they are not kept."""
        if (packed := self._kept.get(_digest(salt, text))) is None:
            return None
        places = zip(packed[1::3], packed[2::3], packed[3::3], strict=True)
        return tuple(Span(start, end, *self._kinds[number]) for start, end, number in places)

    def put(self, salt: bytes, text: str, spans: tuple[Span, ...]) -> None:
        """Keep the spans of an owner's text, and let those go that were not used for longest."""
        if len(text) <= self._kept.maxsize:
            packed = chain.from_iterable((one.start, one.end, self._number(one)) for one in spans)
            self._kept[_digest(salt, text)] = array("I", (len(text), *packed))

    def _number(self, span: Span) -> int:
        kind = span.entity, span.score, span.source
        if kind not in self._numbers:
            self._numbers[kind] = len(self._kinds)
            self._kinds.append(kind)
        return self._numbers[kind]


def _salt(owner: str) -> bytes:
    return blake2b(owner.encode(), digest_size=SALT_BYTES).digest()


def _digest(salt: bytes, text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=salt).digest()


def _ways_to_read(text: str) -> list[Folded]:
    """Return a text as it is to be read, and once more with what hides the borders of words put apart."""
    folded = fold(text)
    return [folded, *(parted for parted in (part_scripts(folded), part_escapes(folded)) if parted)]


def _shifted(span: Span, offset: int) -> Span:
    if not offset:
        return span
    return Span(span.start + offset, span.end + offset, span.entity, span.score, span.source)
