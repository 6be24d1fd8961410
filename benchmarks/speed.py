"""How fast texts are anonymized, against Presidio with the same recognizers and the same model, in one process.

python benchmarks/speed.py [--kilobytes 60] [--write]
"""

import argparse
import json
import logging
import time
from collections.abc import Callable
from pathlib import Path

from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import SpacyRecognizer
from presidio_anonymizer import AnonymizerEngine, BatchAnonymizerEngine
from report import show, write

from pipeline import Key, Policy, Sanitizer
from pipeline.detector import Detector
from recognizers.ner import SHIPPED_MODEL, SpacyNer

CORPUS = Path(__file__).parents[2] / "shared/data/corpora/finetune_chat.jsonl"
POLICY = "confidential"
COLUMNS = ("what", "KB/s per core", "times AnalyzerEngine")

Work = Callable[[list[str]], object]


def main() -> None:
    """Measure each engine on the same texts, warmed up on others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="chat JSONL")
    parser.add_argument("--kilobytes", type=int, default=60, help="how much text to measure on")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    texts, warm_up = sample(arguments.corpus, arguments.kilobytes * 1000)
    kilobytes = sum(len(text.encode()) for text in texts) / 1000
    speeds = [(name, kilobytes / seconds(work, texts, warm_up)) for name, work in engines().items()]
    rows = [(name, f"{speed:.1f}", f"{speed / speeds[0][1]:.1f}") for name, speed in speeds]
    title = f"{len(texts)} texts, {kilobytes:.0f} KB"
    show(title, COLUMNS, rows)
    if arguments.write:
        write("speed", COLUMNS, rows)


def sample(corpus: Path, size: int) -> tuple[list[str], list[str]]:
    """Return distinct texts from all over the corpus, and a few others to warm up on."""
    with corpus.open() as lines:
        contents = dict.fromkeys(
            message["content"] for line in lines for message in json.loads(line)["messages"] if message["content"]
        )
    spread = sorted(contents, key=lambda text: (hash_of(text), text))
    texts: list[str] = []
    while sum(map(len, texts)) < size:
        texts.append(spread.pop())
    return texts, spread[:5]


def hash_of(text: str) -> int:
    """Return a number that scatters texts the same way in every run."""
    return int.from_bytes(text.encode()[:64].ljust(64, b"\0")) * 2654435761 % 2**61


def seconds(work: Work, texts: list[str], warm_up: list[str]) -> float:
    """Time an engine on one core's worth of work."""
    work(warm_up)
    started = time.process_time()
    work(texts)
    return time.process_time() - started


def engines() -> dict[str, Work]:
    """Make the engines, the baseline first."""
    detector = Detector(Policy.load(POLICY))
    sanitizer = Sanitizer(Policy.load(POLICY), Key.generate())
    analyzer = presidio(detector)
    batch_analyzer, anonymizer, batch_anonymizer = (
        BatchAnalyzerEngine(analyzer),
        AnonymizerEngine(),
        BatchAnonymizerEngine(),
    )

    def one_by_one(texts: list[str]) -> None:
        for text in texts:
            anonymizer.anonymize(text, analyzer.analyze(text, "en", score_threshold=0.35))  # type: ignore[arg-type]

    def in_batches(texts: list[str]) -> None:
        found = batch_analyzer.analyze_iterator(texts, "en", batch_size=64, score_threshold=0.35)
        batch_anonymizer.anonymize_list(texts, found)  # type: ignore[arg-type]

    def sanitize(texts: list[str]) -> None:
        sanitizer.sanitize([[text] for text in texts])

    return {
        "Presidio AnalyzerEngine + AnonymizerEngine": one_by_one,
        "Presidio BatchAnalyzerEngine + BatchAnonymizerEngine": in_batches,
        "Heteronym, detection alone": detector.detect,
        "Heteronym, detection and pseudonyms": sanitize,
        "Heteronym, the same texts again (cached)": sanitize,
    }


def presidio(detector: Detector) -> AnalyzerEngine:
    """Make Presidio's engine with our recognizers, its own spaCy recognizer, and the same model."""
    shared = [recognizer for recognizer in detector.registry.recognizers if not isinstance(recognizer, SpacyNer)]
    registry = RecognizerRegistry(recognizers=[*shared, SpacyRecognizer()], supported_languages=["en"])
    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": SHIPPED_MODEL}])
    engine.load()
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])


if __name__ == "__main__":
    main()
