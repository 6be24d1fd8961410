"""Detector: finds the spans of a policy's entities in texts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from itertools import groupby

from presidio_analyzer import EntityRecognizer, RecognizerRegistry

from pipeline.detect.agreement import agreed
from pipeline.detect.cache import salt_of
from pipeline.detect.columns import outside_labels_and_keys
from pipeline.detect.edges import values_in
from pipeline.detect.engine import Engine, Owned, process_engine
from pipeline.detect.readings import Reading, readings
from pipeline.detect.whole_names import whole_names
from pipeline.detect.whole_places import whole_places
from pipeline.detect.windows import windows
from pipeline.policy.loading import Policy
from pipeline.text.normalize import in_original
from pipeline.text.spans import Span

# The index of a text, a reading of it, and the offset of a window in the reading, with its owner.
Piece = tuple[int, Reading, int, Owned]


class Detector:
    """Detects the entities of a policy in batches of texts.

    Without a model, the results are those of Presidio's AnalyzerEngine with the same recognizers. Only the order of execution
    differs. With a model, rules and model correct each other.
    """

    def __init__(self, policy: Policy, tenant: str = "", engine: Engine | None = None) -> None:
        """Load the recognizers of `policy` that the engine has not loaded yet.

        Arguments:
            policy: determines the recognizers, and the minimum score of each entity.
            tenant: the owner of cached results, such as the id of a key. Tenants do not share cached results.
            engine: the engine with the recognizers and the cache; by default that of the process.

        Raises:
            PolicyError: a recognizer cannot be loaded.
        """
        self._engine = engine or process_engine()
        self._recognizers = self._engine.recognizers(policy)
        self._policy = policy
        self._tenant = tenant.encode()

    def narrowed(self, wanted: Callable[[EntityRecognizer], bool]) -> "Detector":
        """Return a detector with those recognizers that are wanted, which it shares with this one."""
        other = copy(self)
        other._recognizers = self._engine.narrowed(self._recognizers, wanted)
        return other

    @property
    def registry(self) -> RecognizerRegistry:
        """The recognizers of the policy, shared with other policies."""
        return self._recognizers.registry

    def detect(
        self,
        texts: Sequence[str],
        *,
        is_prose: bool = True,
        owners: Sequence[str] = (),
        contexts: Sequence[str] = (),
    ) -> list[list[Span]]:
        """Find the spans of each text.

        Arguments:
            texts: any number of texts of any length.
            is_prose: whether the texts are sentences. The NER model is not run on other texts.
            owners: for each text the client that sent it. Clients do not share cached results: the timing of cache
                hits would reveal what another client has sent. Empty for a single owner.
            contexts: for each text the name of its column or key, which recognizers read before it; empty for none.

        Returns:
            For each text its spans in text order, overlapping ones included.
        """
        salts = [self._salt(owner) for owner in owners or [""] * len(texts)]
        pieces = [
            (index, reading, offset, (salts[index], piece))
            for index, (text, context) in enumerate(zip(texts, contexts or [""] * len(texts), strict=True))
            for reading in readings(text, context)
            for offset, piece in windows(reading.folded.text)
        ]
        reported = {as_prose: self._found(pieces, as_prose, is_prose) for as_prose in (True, False)}
        found: list[list[Span]] = []
        for index, group in groupby(pieces, key=lambda piece: piece[0]):
            as_written, changed = _moved(group, reported)
            spans = _sorted({*agreed(_sorted(as_written), self._recognizers.own), *changed})
            spans = outside_labels_and_keys(texts[index], spans)
            values = whole_places(texts[index], whole_names(texts[index], values_in(texts[index], spans)))
            found.append(_sorted(set(values)))
        return found

    def _found(self, pieces: Sequence[Piece], as_prose: bool, is_prose: bool) -> dict[Owned, list[Span]]:
        """Return the spans of the distinct windows of the readings that are prose, or of those that are not."""
        distinct = list({piece: None for _, reading, _, piece in pieces if reading.is_prose is as_prose})
        found_in = self._engine.find(self._recognizers, distinct, is_prose=is_prose and as_prose)
        return {piece: self._reported(spans) for piece, spans in found_in.items()}

    def _salt(self, owner: str) -> bytes:
        return salt_of(self._tenant, owner.encode())

    def _reported(self, spans: Sequence[Span]) -> list[Span]:
        """Return the spans whose score reaches the threshold of the policy."""
        return [span for span in spans if span.score >= self._policy.min_score(span.entity)]


def _moved(pieces: Iterable[Piece], reported: Mapping[bool, Mapping[Owned, list[Span]]]) -> tuple[set[Span], set[Span]]:
    """Return the findings of all readings of a text, with its offsets: those in the text as written, and in changed parts.

    The model reads sentences only. What it says about them also holds for other readings of the same characters.
    """
    as_written: set[Span] = set()
    changed: set[Span] = set()
    for _, reading, offset, piece in pieces:
        found = as_written if reading.changed is None else changed
        for span in reported[reading.is_prose][piece]:
            if reading.counts(moved := in_original(reading.folded, _shifted(span, offset))):
                found.add(moved)
    return as_written, changed


def _sorted(spans: Iterable[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: (span.start, -span.end, span.entity, span.source, -span.score))


def _shifted(span: Span, offset: int) -> Span:
    if not offset:
        return span
    return Span(span.start + offset, span.end + offset, span.entity, span.score, span.source)
