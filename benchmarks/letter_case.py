"""Letter case benchmark: how many persons both tiers find in the labelled texts as written, and in copies in one case.

python benchmarks/letter_case.py [--gold FILE ...] [-c CLASS] [--limit N] [--write]
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from accuracy import TIERS, arguments_of, own_policy, with_our_labels
from report import show, write

from pipeline import Policy
from pipeline.evaluate.evaluation import evaluate_gold
from pipeline.evaluate.gold import Gold, read_gold
from pipeline.evaluate.tables import tables

ENTITY = "PERSON"
GOLD = ("pii/enterprise_dev.jsonl", "ner/dev/ewt.jsonl")
CASES: dict[str, Callable[[str], str]] = {"as written": str, "lower case": str.lower, "upper case": str.upper}
COLUMNS = ("data set", "tier", "mentions", *CASES)


def main() -> None:
    """Measure every gold file in each case."""
    arguments = arguments_of(__doc__, GOLD)
    logging.disable(logging.CRITICAL)
    policies = {tier: own_policy(arguments.classification, tier, has_dictionary=False) for tier in TIERS}
    rows = [
        row(path.stem, tier, read_gold([path])[: arguments.limit], policy)
        for path in arguments.gold
        for tier, policy in policies.items()
    ]
    show(f"mentions of {ENTITY} covered, policy {arguments.classification}", COLUMNS, rows)
    if arguments.write:
        write("letter_case", COLUMNS, rows)


def row(name: str, tier: str, documents: Sequence[Gold], policy: Policy) -> tuple[str, ...]:
    """Return the row of a gold file and a tier."""
    covered, count = [], ""
    for change in CASES.values():
        copies = [recased(with_our_labels(document), change) for document in documents]
        entities = list(tables(evaluate_gold(copies, policy, [], only={ENTITY}).scores))[1]
        found = {entity: (mentions, share) for entity, mentions, share, *_ in entities.rows}
        count, share = found[ENTITY]
        covered.append(share)
    return (name, tier, count, *covered)


def recased(document: Gold, change: Callable[[str], str]) -> Gold:
    """Return a copy of a document in one case, with the same offsets: a letter that would become two is not changed."""
    text = "".join(new if len(new := change(one)) == 1 else one for one in document.text)
    return replace(document, text=text)


if __name__ == "__main__":
    main()
