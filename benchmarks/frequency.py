"""Frequency attack benchmark: share of people that are re-identified by frequency and by visible attributes of surrogates.

The frequencies of people follow Zipf's law. The attacker has the copy, the list of all people, and their frequencies in
another year (an independent Poisson draw), but no key. Within each visible class (culture, gender, whether the name is in
the pools) the attacker matches surrogates and people by rank of frequency.

python benchmarks/frequency.py [--people 500] [--write]
"""

import argparse
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from pseudonyms import full_names, surrogates
from report import show, write

from pipeline import Key
from pipeline.replace.people.origins import origin_of
from pipeline.replace.people.people import SHOWS
from pipeline.replace.pseudonymizer import Pseudonymizer
from recognizers.lexicon.cultures import culture_of_family, culture_of_given
from recognizers.lexicon.names import parse

COLUMNS = ("pseudonyms show", "classes", "of the 50 most frequent people", "of all people")
MOST_FREQUENT_COUNT = 2_000
TOP = 50
VARIANTS = (SHOWS, frozenset({"gender"}), frozenset({"culture"}), frozenset[str]())


def main() -> None:
    """Measure, print, and write the table if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=500, help="how many people")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    arguments = parser.parse_args()
    rows = []
    for shows in VARIANTS:
        classes, top, found = attack(arguments.people, shows)
        attributes = " and ".join(sorted(shows)) or "nothing"
        rows.append((attributes, str(classes), f"{top} of {TOP}", f"{found} of {arguments.people}"))
    show(f"People found by frequency among {arguments.people}", COLUMNS, rows)
    if arguments.write:
        write("frequency", COLUMNS, rows)


def attack(count: int, shows: frozenset[str] = SHOWS, seed: int = 7) -> tuple[int, int, int]:
    """Return how many classes the pseudonyms show, and how many people are found: of the most frequent, and of all.

    Arguments:
        count: how many people there are.
        shows: what the pseudonyms show of a person.
        seed: of the draw of people and their frequencies.
    """
    draw = random.Random(seed)
    people = full_names(count, seed)
    rates = [MOST_FREQUENT_COUNT / rank for rank in range(1, count + 1)]
    in_copy, in_public = ([poisson(rate, draw) for rate in rates] for _ in range(2))
    world = Pseudonymizer(Key(b"f" * 32), "organization:all", shows=shows)
    names = surrogates(world, people)
    found = []
    for class_of in classifiers(shows):  # the maximum over all classifications
        guesses = matched(ranked(names, in_copy, class_of), ranked(people, in_public, class_of))
        hits = [guesses.get(surrogate) == person for person, surrogate in zip(people, names, strict=True)]
        found.append((len({class_of(name) for name in names}), sum(hits[:TOP]), sum(hits)))
    classes, top, total = (max(column) for column in zip(*found, strict=True))
    return classes, top, total


def classifiers(shows: frozenset[str]) -> list[Callable[[str], tuple[str, ...]]]:
    """Return the ways to sort pseudonyms and people into the same classes."""
    coarse = [lambda name: partial_class(name, shows), lambda name: partial_class(name, shows - {"gender"})]
    return [shown_class, *coarse] if shows == SHOWS else coarse


def shown_class(name: str) -> tuple[str, ...]:
    """Return the visible attributes of a name: culture, gender, and whether it is in the pools."""
    parsed = parse(name, "")
    origin = origin_of(parsed.given, parsed.family)
    is_known = culture_of_given(parsed.given) and culture_of_family(parsed.family)
    return origin.family_culture, origin.given_kind, str(bool(is_known))


def partial_class(name: str, shows: frozenset[str]) -> tuple[str, ...]:
    """Return the attributes that a surrogate with hidden attributes still shows."""
    culture, gender, _ = shown_class(name)
    return (culture if "culture" in shows else "", gender if "gender" in shows else "")


def ranked(
    names: Sequence[str], counts: Sequence[int], class_of: Callable[[str], tuple[str, ...]]
) -> dict[tuple[str, ...], list[str]]:
    """Return the names of each class, the most frequent first."""
    totals: Counter[str] = Counter()
    for name, number in zip(names, counts, strict=True):
        totals[name] += number
    classes: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, _ in totals.most_common():
        classes[class_of(name)].append(name)
    return classes


def matched(copy: dict[tuple[str, ...], list[str]], public: dict[tuple[str, ...], list[str]]) -> dict[str, str]:
    """Return the person that the attacker assigns to each surrogate."""
    return {
        pseudonym: person
        for shown, pseudonyms in copy.items()
        for pseudonym, person in zip(pseudonyms, public.get(shown, ()), strict=False)
    }


def poisson(rate: float, draw: random.Random) -> int:
    """Return a Poisson-distributed count with the given mean."""
    if rate > 500:  # by then a normal distribution is as good
        return max(0, round(draw.gauss(rate, math.sqrt(rate))))
    limit, product, number = math.exp(-rate), draw.random(), 0
    while product > limit:
        product *= draw.random()
        number += 1
    return number


if __name__ == "__main__":
    main()
