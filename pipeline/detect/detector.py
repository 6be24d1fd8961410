"""The detector of a policy: texts in, spans out."""

from collections.abc import Sequence
from itertools import groupby

from presidio_analyzer import RecognizerRegistry

from pipeline.detect.cache import salt_of
from pipeline.detect.engine import Engine, process_engine
from pipeline.detect.windows import windows
from pipeline.policy.loading import Policy
from pipeline.text.normalize import in_original, part_escapes, part_scripts
from pipeline.text.spans import Span
from recognizers.lexicon.folding import Folded, fold


class Detector:
    """Finds what the policy's recognizers report, in many texts at once.

    The results for a text are those of Presidio's AnalyzerEngine with the same recognizers; only the
    order of work differs.
    """

    def __init__(self, policy: Policy, tenant: str = "", engine: Engine | None = None) -> None:
        """Load the recognizers that `policy` asks for and the engine has not loaded yet.

        Arguments:
            policy: chooses the recognizers, and the score from which each entity is reported.
            tenant: detectors of other tenants, such as those with another key, do not share cached results.
            engine: the recognizers and the cache; by default those of the process.

        Raises PolicyError if a recognizer cannot be had.
        """
        self._engine = engine or process_engine()
        self._recognizers = self._engine.recognizers(policy)
        self._policy = policy
        self._tenant = tenant.encode()

    @property
    def registry(self) -> RecognizerRegistry:
        """Return the recognizers of the policy; those of other policies are the same objects."""
        return self._recognizers.registry

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
        salts = [self._salt(owner) for owner in owners or [""] * len(texts)]
        pieces = [
            (index, folded, offset, (salts[index], piece))
            for index, text in enumerate(texts)
            for folded in _ways_to_read(text)
            for offset, piece in windows(folded.text)
        ]
        distinct = list({piece: None for *_, piece in pieces})
        found_in = self._engine.find(self._recognizers, distinct, is_prose=is_prose)
        reported = {piece: self._reported(spans) for piece, spans in found_in.items()}
        found: list[list[Span]] = []
        for _, group in groupby(pieces, key=lambda piece: piece[0]):
            moved = {
                in_original(folded, _shifted(span, offset))
                for _, folded, offset, piece in group
                for span in reported[piece]
            }
            found.append(sorted(moved, key=lambda span: (span.start, -span.end, span.entity, span.source, -span.score)))
        return found

    def _salt(self, owner: str) -> bytes:
        return salt_of(self._tenant, owner.encode())

    def _reported(self, spans: Sequence[Span]) -> list[Span]:
        """Return the spans that reach the policy's threshold."""
        return [span for span in spans if span.score >= self._policy.min_score(span.entity)]


def _ways_to_read(text: str) -> list[Folded]:
    """Return a text as it is to be read, and once more with what hides the borders of words put apart."""
    folded = fold(text)
    return [folded, *(parted for parted in (part_scripts(folded), part_escapes(folded)) if parted)]


def _shifted(span: Span, offset: int) -> Span:
    if not offset:
        return span
    return Span(span.start + offset, span.end + offset, span.entity, span.score, span.source)
