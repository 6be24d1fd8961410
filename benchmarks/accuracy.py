"""Accuracy benchmark: what both tiers of Heteronym, plain Presidio and Rampart find, miss and hit by mistake in labelled texts.

All read the same texts, and the scorer is that of `heteronym evaluate`.

python benchmarks/accuracy.py [--gold FILE ...] [-c CLASS] [--limit N] [--write]
"""

import argparse
import json
import logging
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import yaml
from report import show, write

from pipeline import Policy
from pipeline.evaluate.contenders import OTHERS
from pipeline.evaluate.evaluation import evaluate_gold
from pipeline.evaluate.gold import Gold, read_gold
from pipeline.evaluate.tables import Row, tables
from recognizers.entities import general

DATA = Path(__file__).parents[2] / "shared/data"
GOLD = (
    "pii/enterprise_dev.jsonl",
    "pii/enterprise_dev_languages.jsonl",
    "pii/pii_anon_dev.jsonl",
    "pii/presidio_synth_v2.jsonl",
    "ner/dev/ewt.jsonl",
    "ner/dev/crossner_science.jsonl",
)
DICTIONARY = "pii/enterprise_dev_dictionary.json"
TIERS = ("accurate", "fast")
COLUMNS = ("data set", "figure, or entity: mentions covered", "mentions", *TIERS, *OTHERS)
# Sets that label only names, for which e-mail addresses and dates are not counted.
NAMES = frozenset({"PERSON", "ORGANIZATION", "LOCATION"})
LABELS = {"GPE": "LOCATION", "STREET_ADDRESS": "ADDRESS"}  # labels of presidio_synth_v2 that are no entities


def main() -> None:
    """Score every gold file."""
    arguments = arguments_of(__doc__, GOLD)
    logging.disable(logging.CRITICAL)
    rows = [row for path in arguments.gold for row in score_file(path, arguments.classification, arguments.limit)]
    show(f"accuracy, policy {arguments.classification}", COLUMNS, rows)
    if arguments.write:
        write("accuracy", COLUMNS, rows)


def arguments_of(description: str | None, gold: Sequence[str]) -> argparse.Namespace:
    """Return the options of a benchmark on gold files, which are those of `gold` by default."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, nargs="+", default=[DATA / name for name in gold], metavar="FILE")
    parser.add_argument("-c", "--classification", default="restricted", help="a policy's name or path")
    parser.add_argument("--limit", type=int, help="the number of documents per file; default: all")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    return parser.parse_args()


def score_file(path: Path, classification: str, limit: int | None) -> Iterator[Row]:
    """Yield the rows of a gold file: its figures, then its entities."""
    documents = [with_our_labels(document) for document in read_gold([path])[:limit]]
    only = NAMES if labelled(documents) <= NAMES else ()
    has_dictionary = path.name.startswith("enterprise")
    accurate, fast = (own_policy(classification, tier, has_dictionary=has_dictionary) for tier in TIERS)
    with_others = list(tables(evaluate_gold(documents, accurate, [*OTHERS], only=only).scores))
    alone = list(tables(evaluate_gold(documents, fast, [], only=only).scores))
    for (name, first, *others), (_, second, *_) in zip(with_others[0].rows, alone[0].rows, strict=True):
        yield (path.stem, name, "", first, second, *others)
    by_fast = {name: covered for name, _, covered, *_ in alone[1].rows}
    for name, count, first, *others in with_others[1].rows:
        yield (path.stem, name, count, first, by_fast.get(name, "-"), *others)


def with_our_labels(document: Gold) -> Gold:
    """Return a document with the names of our entities."""
    return replace(
        document, marks=tuple((start, end, LABELS.get(label, label)) for start, end, label in document.marks)
    )


def labelled(documents: list[Gold]) -> set[str]:
    """Return the entities that documents label."""
    return {general(entity) for document in documents for *_, entity in document.marks}


def own_policy(classification: str, tier: str, *, has_dictionary: bool) -> Policy:
    """Return a policy with a tier of the model and, if asked, the code names and patterns of the enterprise sets."""
    dictionary = json.loads((DATA / DICTIONARY).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        words, policy = Path(scratch, "codenames.txt"), Path(scratch, "own.yaml")
        words.write_text("\n".join(dictionary["codenames"]), encoding="utf-8")
        detection: dict[str, object] = {"ner": tier}
        if has_dictionary:
            detection |= {"dictionaries": [{"PROJECT_CODENAME": words.name}], "patterns": dictionary["patterns"]}
        parent = str(Path(classification).absolute()) if Path(classification).is_file() else classification
        written = {"classification": "own", "extends": parent, "detection": detection}
        policy.write_text(yaml.safe_dump(written), encoding="utf-8")
        return Policy.load(policy)  # its words are in memory when the file is gone


if __name__ == "__main__":
    main()
