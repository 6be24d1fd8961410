"""How much of what is sensitive is found, and how much of what is replaced is sensitive, on labelled data.

python benchmarks/accuracy.py [--gold FILE ...] [--limit N] [--write]
"""

import argparse
import json
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from report import show, write

from pipeline import Key, Policy, Sanitizer, Span
from pipeline.policy import Action

DATA = Path(__file__).parents[2] / "shared/data"
GOLD = (
    "pii/enterprise_dev.jsonl",
    "pii/presidio_synth_v2.jsonl",
    "ner/dev/ewt.jsonl",
    "ner/dev/crossner_science.jsonl",
)
DICTIONARY = "pii/enterprise_dev_dictionary.json"
COLUMNS = ("data set", "entity", "gold", "recall", "by type", "precision", "mentions")
# What the sets call what we call otherwise.
SAME = {
    "GPE": "LOCATION",
    "STREET_ADDRESS": "ADDRESS",
    "DRIVER_LICENSE": "US_DRIVER_LICENSE",
    "PASSPORT": "US_PASSPORT",
    "BANK_ACCOUNT": "US_BANK_NUMBER",
    "SECRET": "PASSWORD",
}


@dataclass
class Score:
    """Characters and values of one entity."""

    gold: int = 0
    covered: int = 0
    typed: int = 0
    replaced: int = 0
    right: int = 0
    values: int = 0
    whole_values: int = 0
    spans: int = field(default=0)

    def row(self) -> list[str]:
        """Return the shares, as text."""
        pairs = (
            (self.covered, self.gold),
            (self.typed, self.gold),
            (self.right, self.replaced),
            (self.whole_values, self.values),
        )
        return [str(self.spans), *(f"{part / whole:.2f}" if whole else "-" for part, whole in pairs)]


def main() -> None:
    """Score every gold file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="*", default=[DATA / name for name in GOLD])
    parser.add_argument("--limit", type=int, default=1000, help="documents of each file")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    rows = [row for path in arguments.gold for row in score_file(path, arguments.limit)]
    show("accuracy, policy confidential", COLUMNS, rows)
    if arguments.write:
        write("accuracy", COLUMNS, rows)


def score_file(path: Path, limit: int) -> Iterator[list[str]]:
    """Yield a row for each entity of a gold file, the total first."""
    with path.open() as lines:
        documents = [json.loads(line) for _, line in zip(range(limit), lines, strict=False)]
    sanitizer = Sanitizer(policy_for(path), Key(bytes(32)))
    found = sanitizer.detect([[document["text"]] for document in documents])
    scores: dict[str, Score] = {}
    keep = [0, 0]
    for document, (spans,) in zip(documents, found, strict=True):
        replaced = [span for span in spans if sanitizer.action(document["text"], span) is not Action.KEEP]
        score_document(document, replaced, scores)
        for start, end in document.get("keep", ()):
            keep[0] += not any(span.start < end and start < span.end for span in replaced)
            keep[1] += 1
    named = {entity: score for entity, score in scores.items() if score.spans}
    yield [path.stem, "all", *total(scores.values()).row()]
    for entity, score in sorted(named.items(), key=lambda item: -item[1].spans):
        yield [path.stem, entity, *score.row()]
    if keep[1]:
        yield [path.stem, "look-alikes left alone", str(keep[1]), f"{keep[0] / keep[1]:.2f}", "-", "-", "-"]


def policy_for(path: Path) -> Policy:
    """Return the policy; the enterprise set comes with code names and patterns of its own."""
    policy = Policy.load("confidential")
    if not path.name.startswith("enterprise"):
        return policy
    told = json.loads((DATA / DICTIONARY).read_text())
    detection = policy.detection.model_copy(update={"patterns": told["patterns"]})
    return policy.model_copy(update={"detection": detection, "terms": {"PROJECT_CODENAME": tuple(told["codenames"])}})


def score_document(document: dict[str, Any], replaced: Sequence[Span], scores: dict[str, Score]) -> None:
    """Add one document to the scores of its entities."""
    gold = [(start, end, SAME.get(kind, kind)) for start, end, kind in document["spans"]]
    sensitive = {place for start, end, _ in gold for place in range(start, end)}
    covered = {place for span in replaced for place in range(span.start, span.end)}
    typed = {(place, span.entity) for span in replaced for place in range(span.start, span.end)}
    whole: dict[tuple[str, str], bool] = {}
    for start, end, entity in gold:
        score = scores.setdefault(entity, Score())
        places = range(start, end)
        score.spans += 1
        score.gold += len(places)
        score.covered += sum(place in covered for place in places)
        score.typed += sum((place, entity) in typed for place in places)
        value = (entity, document["text"][start:end])
        whole[value] = whole.get(value, True) and all(place in covered for place in places)
    for (entity, _), is_whole in whole.items():
        scores[entity].values += 1
        scores[entity].whole_values += is_whole
    for span in replaced:
        score = scores.setdefault(span.entity, Score())
        score.replaced += span.end - span.start
        score.right += sum(place in sensitive for place in range(span.start, span.end))


def total(scores: Any) -> Score:
    """Add up the scores of all entities."""
    added: Counter[str] = Counter()
    for score in scores:
        added.update(vars(score))
    return Score(**added)


if __name__ == "__main__":
    main()
