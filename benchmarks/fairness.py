"""Fairness benchmark: how many names of each culture and gender are found in the same sentences.

python benchmarks/fairness.py [-c CLASS] [--sentences N] [--write]
"""

import argparse
import logging
import random
from collections.abc import Iterator
from statistics import mean

from report import show, write

from pipeline import Policy
from pipeline.detect.detector import Detector
from recognizers.lexicon.pools import cultures, has_pool, pool
from recognizers.model.labels import CLEARED

# Each holds one name: {name} is a full name, {given} a given name alone.
SENTENCES = (
    "Please call {name} back about the refund before noon.",
    "I spoke with {given} yesterday about the change.",
    "The contract was signed by {name} on behalf of the tenant.",
    "hi, this is {name}, my parcel still has not arrived",
    "{name} asked why the invoice was higher than the offer.",
    "We moved the review because {given} is on leave until Monday.",
    "Patient {name} was discharged in stable condition.",
    "Can you add {name} to the mailing list for the pilot?",
    "According to {name}, the printer on the second floor is broken.",
    "Thanks {given}, that solved it for me.",
    "The witness, {name}, said that the door had been open.",
    "cc {name} from procurement, who approved the budget",
    "Next of kin: {name}, reachable in the evening.",
    "My manager {given} told me to open a ticket here.",
    "The apartment is rented to {name} and a flatmate.",
    "{given} wrote that the delivery was late again.",
)
COLUMNS = ("culture", "women", "men", "women, lower case", "men, lower case", "difference from the mean")
KINDS = ("given_female", "given_male")
NEEDED = 20  # names of a kind
WITHIN = 0.05
SEED = 5


def main() -> None:
    """Measure every culture that has names in Latin script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-c", "--classification", default="restricted", help="a policy's name or path")
    parser.add_argument("--sentences", type=int, default=200, help="sentences for each culture and gender")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    detector = Detector(Policy.load(arguments.classification))
    shares = {culture: measured(detector, culture, arguments.sentences) for culture in measurable()}
    overall = mean(share for both in shares.values() for share in both)
    rows = [row(culture, both, overall) for culture, both in sorted(shares.items())]
    show(f"mean {overall:.1%}; within {WITHIN:.0%} of the mean is wanted", COLUMNS, rows)
    if arguments.write:
        write("fairness", COLUMNS, rows)


def measurable() -> list[str]:
    """Return the cultures with enough names of both genders in Latin script."""
    return [
        culture
        for culture in cultures()
        if all(has_pool(culture, kind) and len(latin(pool(culture, kind))) >= NEEDED for kind in (*KINDS, "family"))
    ]


def latin(names: tuple[str, ...]) -> list[str]:
    """Return the names in Latin script."""
    return [name for name in names if name[0] < "Ͱ"]


def measured(detector: Detector, culture: str, count: int) -> list[float]:
    """Return the share of names that are found whole, of women and of men; then the same in lower case."""
    rng = random.Random(f"{SEED}/{culture}")
    marked = [list(sentences(rng, culture, kind, count)) for kind in KINDS]
    lower = [[(text.lower(), start, end) for text, start, end in one] for one in marked]
    return [share_found(detector, one) for one in (*marked, *lower)]


def sentences(rng: random.Random, culture: str, kind: str, count: int) -> Iterator[tuple[str, int, int]]:
    """Yield sentences with the offsets of their name."""
    for number in range(count):
        given, family = rng.choice(latin(pool(culture, kind))), rng.choice(latin(pool(culture, "family")))
        frame = SENTENCES[number % len(SENTENCES)]
        before, slot, after = frame.partition("{name}" if "{name}" in frame else "{given}")
        name = f"{given} {family}" if slot == "{name}" else given
        if len(name.lower()) == len(name):
            yield before + name + after, len(before), len(before) + len(name)


def share_found(detector: Detector, marked: list[tuple[str, int, int]]) -> float:
    """Return the share of marked names that detection covers."""
    found = detector.detect([text for text, _, _ in marked])
    covered = [
        set(range(start, end))
        <= {at for span in spans if span.entity != CLEARED for at in range(span.start, span.end)} | blanks(text)
        for (text, start, end), spans in zip(marked, found, strict=True)
    ]
    return sum(covered) / len(covered)


def blanks(text: str) -> set[int]:
    """Return the offsets of white space."""
    return {at for at, character in enumerate(text) if character.isspace()}


def row(culture: str, both: list[float], overall: float) -> tuple[str, ...]:
    """Return the row of a culture."""
    difference = mean(both) - overall
    return (
        culture,
        *(f"{share:.1%}" for share in both),
        f"{difference:+.1%}" + ("" if abs(difference) <= WITHIN else " !"),
    )


if __name__ == "__main__":
    main()
