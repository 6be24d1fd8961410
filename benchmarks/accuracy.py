"""Accuracy benchmark: recall and precision of detection on labelled data.

python benchmarks/accuracy.py [--gold FILE ...] [-c CLASS] [--limit N] [--write]
"""

import argparse
import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from report import show, write

from pipeline import Key, Policy, Sanitizer, Span
from pipeline.policy.model import Action

DATA = Path(__file__).parents[2] / "shared/data"
GOLD = (
    "pii/enterprise_dev.jsonl",
    "pii/presidio_synth_v2.jsonl",
    "ner/dev/ewt.jsonl",
    "ner/dev/crossner_science.jsonl",
)
DICTIONARY = "pii/enterprise_dev_dictionary.json"
COLUMNS = ("data set", "entity", "gold", "recall", "by type", "precision", "mentions")
# A common name for entities that data sets and recognizers name differently, after the enterprise conventions.
SAME = {
    "ABA_ROUTING_NUMBER": "BANK_ACCOUNT",
    "API_KEY": "SECRET",
    "DOMAIN_NAME": "URL",
    "GPE": "LOCATION",
    "PASSWORD": "SECRET",
    "STREET_ADDRESS": "ADDRESS",
    "UK_DRIVING_LICENCE": "DRIVER_LICENSE",
    "UK_NHS": "MEDICAL_RECORD_NUMBER",
    "UK_NINO": "NATIONAL_ID",
    "UK_PASSPORT": "PASSPORT",
    "UK_POSTCODE": "ZIP_CODE",
    "UK_VEHICLE_REGISTRATION": "LICENSE_PLATE",
    "US_BANK_NUMBER": "BANK_ACCOUNT",
    "US_DRIVER_LICENSE": "DRIVER_LICENSE",
    "US_HEALTH_INSURANCE_MEMBER_ID": "HEALTH_INSURANCE_ID",
    "US_ITIN": "NATIONAL_ID",
    "US_MBI": "HEALTH_INSURANCE_ID",
    "US_PASSPORT": "PASSPORT",
}
# Sets that label only some entities, for which e-mail addresses and dates are not scored.
NAMES = frozenset({"PERSON", "ORGANIZATION", "LOCATION"})

Document = dict[str, Any]


@dataclass(slots=True)
class Score:
    """The counts of one entity.

    Arguments:
        spans, gold: the number of labelled spans and of their characters.
        covered, typed: the labelled characters that are replaced, and those replaced as this entity.
        replaced, right: the characters replaced as this entity, and those with any label.
        values, whole_values: the distinct values per document, and those replaced at every occurrence.
    """

    spans: int = 0
    gold: int = 0
    covered: int = 0
    typed: int = 0
    replaced: int = 0
    right: int = 0
    values: int = 0
    whole_values: int = 0

    def row(self) -> list[str]:
        """Return the number of spans and the shares, as text."""
        shares = (
            share(self.covered, self.gold),
            share(self.typed, self.gold),
            share(self.right, self.replaced),
            share(self.whole_values, self.values),
        )
        return [str(self.spans), *shares]


Scores = dict[str, Score]


def main() -> None:
    """Score every gold file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", default=[DATA / name for name in GOLD], metavar="FILE")
    parser.add_argument("-c", "--classification", default="confidential", help="a policy's name or path")
    parser.add_argument("--limit", type=int, help="the number of documents per file; default: all")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    policy = Policy.load(arguments.classification)
    rows = [row for path in arguments.gold for row in score_file(path, policy, arguments.limit)]
    show(f"accuracy, policy {policy.classification}", COLUMNS, rows)
    if arguments.write:
        write("accuracy", COLUMNS, rows)


def score_file(path: Path, policy: Policy, limit: int | None) -> Iterator[list[str]]:
    """Yield the rows of a gold file: its totals, its entities, its look-alikes."""
    with path.open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in islice(lines, limit)]
    applied = with_dictionary(policy) if path.name.startswith("enterprise") else policy
    found = replaced_spans(Sanitizer(applied, Key(bytes(32))), documents)
    scores: Scores = {}
    for document, spans in zip(documents, found, strict=True):
        score_gold(document, spans, scores)
        score_replaced(document, spans, scores)
    if {entity for entity, score in scores.items() if score.spans} <= NAMES:
        scores = {entity: score for entity, score in scores.items() if entity in NAMES}
    for row in [*entity_rows(scores, applied), *look_alike_rows(documents, found)]:
        yield [path.stem, *row]


def with_dictionary(policy: Policy) -> Policy:
    """Add to a policy the code names and patterns that come with the enterprise set."""
    dictionary = json.loads((DATA / DICTIONARY).read_text(encoding="utf-8"))
    detection = policy.detection.model_copy(update={"patterns": dictionary["patterns"]})
    return policy.model_copy(
        update={"detection": detection, "terms": {"PROJECT_CODENAME": tuple(dictionary["codenames"])}}
    )


def replaced_spans(sanitizer: Sanitizer, documents: Sequence[Document]) -> list[list[Span]]:
    """Return the replaced spans of each document."""
    texts = [document["text"] for document in documents]
    return [
        [one.span for one in result.decisions if not one.is_kept]
        for (result,) in sanitizer.sanitize([[text] for text in texts])
    ]


def score_gold(document: Document, spans: Sequence[Span], scores: Scores) -> None:
    """Count the labelled characters that are replaced (recall)."""
    replaced_as = {place: common(span.entity) for span in spans for place in range(span.start, span.end)}
    is_whole: dict[tuple[str, str], bool] = {}
    for start, end, kind in document["spans"]:
        entity = common(kind)
        score = scores.setdefault(entity, Score())
        covered = [replaced_as[place] for place in range(start, end) if place in replaced_as]
        score.spans += 1
        score.gold += end - start
        score.covered += len(covered)
        score.typed += covered.count(entity)
        value = (entity, document["text"][start:end])
        is_whole[value] = is_whole.get(value, True) and len(covered) == end - start
    for (entity, _), whole in is_whole.items():
        scores[entity].values += 1
        scores[entity].whole_values += whole


def score_replaced(document: Document, spans: Sequence[Span], scores: Scores) -> None:
    """Count the replaced characters that are labelled (precision)."""
    marked = {place for start, end, _ in document["spans"] for place in range(start, end)}
    for span in spans:
        score = scores.setdefault(common(span.entity), Score())
        score.replaced += span.end - span.start
        score.right += sum(place in marked for place in range(span.start, span.end))


def entity_rows(scores: Scores, policy: Policy) -> Iterator[list[str]]:
    """Yield the totals, then each entity, the most frequent first."""
    kept = {entity for entity in scores if policy.rule(entity).do is Action.KEEP}
    yield ["all", *total(scores.values()).row()]
    if any(scores[entity].spans for entity in kept):
        yield ["all but what the policy keeps", *total(scores[entity] for entity in scores.keys() - kept).row()]
    for entity, score in sorted(scores.items(), key=lambda item: (-item[1].spans, item[0])):
        yield [f"{entity} (kept by the policy)" if entity in kept else entity, *score.row()]


def look_alike_rows(documents: Sequence[Document], found: Sequence[Sequence[Span]]) -> Iterator[list[str]]:
    """Yield the share of look-alikes that are not replaced, if a set labels any."""
    untouched = [
        not any(span.start < end and start < span.end for span in spans)
        for document, spans in zip(documents, found, strict=True)
        for start, end in document.get("keep", ())
    ]
    if untouched:
        yield ["look-alikes left alone", str(len(untouched)), share(sum(untouched), len(untouched)), "-", "-", "-"]


def common(entity: str) -> str:
    """Return the common name of an entity."""
    return SAME.get(entity, entity)


def share(part: int, whole: int) -> str:
    """Return a share as text, a dash if there is nothing to count."""
    return f"{part / whole:.2f}" if whole else "-"


def total(scores: Iterable[Score]) -> Score:
    """Add up the scores of all entities."""
    added: Counter[str] = Counter()
    for score in scores:
        added.update({name: getattr(score, name) for name in Score.__slots__})
    return Score(**added)


if __name__ == "__main__":
    main()
