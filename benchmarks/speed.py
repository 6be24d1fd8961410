"""Speed benchmark: throughput compared with Presidio with the same recognizers and the same model, in one process.

The engines are measured alternately on a few texts each, so that other load affects them equally.

python benchmarks/speed.py [--texts FILE.jsonl] [--kilobytes 60] [--write]
"""

import argparse
import hashlib
import json
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in a run, which is parallel by processes; read during import

from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import SpacyRecognizer
from presidio_anonymizer import AnonymizerEngine, BatchAnonymizerEngine
from report import show, write

from pipeline import Key, Policy, Sanitizer
from pipeline.detect.detector import Detector
from pipeline.detect.engine import Engine
from pipeline.evaluate.presidio import MODEL
from recognizers.model.loading import BatchRecognizer
from recognizers.model.tagger import TIERS, Tagger

TEXTS = Path(__file__).parents[2] / "shared/data/corpora/finetune_chat.jsonl"
POLICY = "confidential"
COLUMNS = ("what", "KB/s per core", "times AnalyzerEngine", "lowest and highest turn")
WARM_UP_TEXTS = 100  # Presidio compiles all patterns with its first text, Heteronym each on first use
TURN_TEXTS = 16
SANITIZE = "Heteronym, detection and pseudonyms"
REQUIRED_RATIO = 2.0

MODELS = ("accurate", "fast", "off")

Work = Callable[[list[str]], object]


def main() -> None:
    """Measure each engine on the same texts, warmed up on others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=TEXTS, help="chat JSONL; the contents of its messages are taken")
    parser.add_argument("--kilobytes", type=int, default=60, help="how much text to measure on")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    texts, warm_up = sample(arguments.texts, arguments.kilobytes * 1000)
    if not texts:
        parser.error(f"{arguments.texts} has too few texts")
    taken = core_seconds(engines(), texts, warm_up)
    kilobytes = sum(len(text.encode()) for text in texts) / 1000
    baseline = next(iter(taken.values()))
    rows = [speed_row(name, kilobytes, turns, baseline) for name, turns in taken.items()]
    show(f"{len(texts)} texts, {kilobytes:.0f} KB", COLUMNS, rows)
    ratio = sum(baseline) / sum(taken[SANITIZE])
    print(
        f"at least {REQUIRED_RATIO} times is required: {'met' if ratio >= REQUIRED_RATIO else 'MISSED'} ({ratio:.2f})"
    )
    if arguments.write:
        write("speed", COLUMNS, rows)


def sample(path: Path, max_bytes: int) -> tuple[list[str], list[str]]:
    """Return distinct texts from the whole file, and a few others for the warm-up."""
    with path.open(encoding="utf-8") as lines:
        contents = {
            message["content"] for line in lines for message in json.loads(line)["messages"] if message["content"]
        }
    scattered = sorted(contents, key=lambda text: hashlib.sha256(text.encode()).digest())
    warm_up, candidates = scattered[:WARM_UP_TEXTS], scattered[WARM_UP_TEXTS:]
    texts: list[str] = []
    size = 0
    for text in candidates:
        if size >= max_bytes:
            break
        texts.append(text)
        size += len(text.encode())
    return texts, warm_up


def core_seconds(works: dict[str, Work], texts: list[str], warm_up: list[str]) -> dict[str, list[float]]:
    """Return the processor time over all threads of each engine for each round."""
    for work in works.values():
        work(warm_up)
    taken: dict[str, list[float]] = {name: [] for name in works}
    turns = max(1, len(texts) // TURN_TEXTS)
    for turn in range(turns):
        for name, work in works.items():
            started = time.process_time()
            work(texts[turn::turns])
            taken[name].append(time.process_time() - started)
    return taken


def speed_row(name: str, kilobytes: float, turns: list[float], baseline: list[float]) -> tuple[str, ...]:
    """Return the speed of an engine, and how many times that of the baseline."""
    ratios = [theirs / ours for theirs, ours in zip(baseline, turns, strict=True)]
    return (
        name,
        f"{kilobytes / sum(turns):.1f}",
        f"{sum(baseline) / sum(turns):.1f}",
        f"{min(ratios):.1f} to {max(ratios):.1f}",
    )


def engines() -> dict[str, Work]:
    """Return the engines, the baseline first."""
    policy = Policy.load(POLICY)
    detector = with_model(policy, policy.detection.ner)
    sanitizer = Sanitizer(policy, Key(bytes(32)))
    threshold = policy.detection.min_score
    analyzer = presidio(detector)
    batch_analyzer, anonymizer, batch_anonymizer = (
        BatchAnalyzerEngine(analyzer),
        AnonymizerEngine(),
        BatchAnonymizerEngine(),
    )

    def one_by_one(texts: list[str]) -> None:
        for text in texts:
            anonymizer.anonymize(text, analyzer.analyze(text, "en", score_threshold=threshold))  # type: ignore[arg-type]

    def in_batches(texts: list[str]) -> None:
        found = batch_analyzer.analyze_iterator(texts, "en", batch_size=64, score_threshold=threshold)
        batch_anonymizer.anonymize_list(texts, found)  # type: ignore[arg-type]

    def sanitize(texts: list[str]) -> None:
        sanitizer.sanitize([[text] for text in texts])

    return {
        "Presidio AnalyzerEngine + AnonymizerEngine": one_by_one,
        "Presidio BatchAnalyzerEngine + BatchAnonymizerEngine": in_batches,
        **{f"Heteronym, detection alone, ner: {ner}": with_model(policy, ner).detect for ner in MODELS},
        **{f"The network alone, ner: {tier}": network(tier) for tier in TIERS},
        SANITIZE: sanitize,
        "Heteronym, the same texts again (cached)": sanitize,
    }


def network(tier: str) -> Work:
    """Return what runs the network of a tier on texts, which bounds the speed of detection with it."""
    tagger = Tagger(tier)

    def read(texts: list[str]) -> None:
        for text in texts:
            tagger.probabilities(text)

    return read


def with_model(policy: Policy, ner: str) -> Detector:
    """Return a detector with a tier of the model, and a cache of its own."""
    detection = policy.detection.model_copy(update={"ner": ner})
    return Detector(policy.model_copy(update={"detection": detection}), engine=Engine())


def presidio(detector: Detector) -> AnalyzerEngine:
    """Return Presidio's engine with our recognizers, and its own spaCy recognizer with the small model."""
    shared = [recognizer for recognizer in detector.registry.recognizers if not isinstance(recognizer, BatchRecognizer)]
    registry = RecognizerRegistry(recognizers=[*shared, SpacyRecognizer()], supported_languages=["en"])
    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": MODEL}])
    engine.load()
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])


if __name__ == "__main__":
    main()
