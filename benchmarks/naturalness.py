"""Naturalness benchmark: whether the surrogates of people read like real names.

A model of the letters of names is trained on other real names of a culture. It scores 1,000 real full names and the
surrogates of 1,000 people, a third of them with a family name in no pool. The two samples of scores are compared by the
Kolmogorov-Smirnov test. As a control of the test, names coined from halves of real ones are scored as well: it must tell them.

python benchmarks/naturalness.py [--people 1000] [--write]
"""

import argparse
import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence

from pseudonyms import span_of
from report import show, write

from pipeline import Key
from pipeline.replace.people.origins import GIVEN_KINDS, culture_of_given, family_kind
from pipeline.replace.people.people import Surrogate
from pipeline.replace.pseudonymizer import Pseudonymizer
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.pools.people import culture_of_family, names_of_culture

COLUMNS = (
    "culture", "family names", "given names", "coined", "longest of pool", "kept culture if unknown", "p of surrogates", "p of coined names",
)  # fmt: skip
CULTURES = ("en", "de", "fr", "it", "es", "nl", "pl", "pt", "sv", "cs", "tr", "ru")
ORDER = 3  # letters of a group
UNSEEN = 1e-4  # probability of a group of letters that the model has not seen


def main() -> None:
    """Measure, print, and write the table if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000, help="how many people of each culture")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    arguments = parser.parse_args()
    rows = [measured(culture, arguments.people) for culture in CULTURES]
    show(f"{arguments.people:,} people of each culture", COLUMNS, rows)
    if arguments.write:
        write("naturalness", COLUMNS, rows)


def measured(culture: str, count: int) -> tuple[str, ...]:
    """Return the row of a culture."""
    draw = random.Random(culture)
    genders = [GIVEN_KINDS[place % 2] for place in range(count)]  # half of each sample are women
    real = [real_name(culture, draw, gender) for gender in genders]
    control = [coined(culture, draw, gender) for gender in genders]
    known = stand_ins([real_name(culture, draw, gender) for gender in genders])
    unknown = stand_ins(
        [
            f"{real_name(culture, draw, gender).split()[0]} {coined(culture, draw, gender).split()[-1]}"
            for gender in genders
        ]
    )
    kept = [one for one in unknown if one.culture == culture]
    made = [one for one in (*known[: 2 * count // 3], *kept[: count // 3]) if one.culture == culture]
    model = trained(real_name(culture, draw, GIVEN_KINDS[place % 2]) for place in range(20 * count))
    scored = [score(model, name) for name in real]
    pools = names_of_culture(culture)
    longest = max(len(name) for names in pools.values() for name in names)
    return (
        culture,
        f"{len(pools['family']):,}",
        f"{sum(len(pools[kind]) for kind in GIVEN_KINDS):,}",
        f"{sum(map(is_coined, (*known, *unknown)))} of {2 * count:,}",
        f"{max(len(part) for one in made for part in (one.given, one.family))} of {longest}",
        f"{len(kept) / len(unknown):.0%}",
        f"{p_value(scored, [score(model, f'{one.given} {one.family}') for one in made]):.2f}",
        f"{p_value(scored, [score(model, name) for name in control]):.0e}",
    )


def stand_ins(names: Sequence[str]) -> list[Surrogate]:
    """Return the surrogate of each person, in a document of its own."""
    world = Pseudonymizer(Key(b"n" * 32), "organization:all")
    views = (world.view([name], [[span_of(name)]]) for name in names)
    return [next(iter(view.surrogates.values())) for view in views]


def is_coined(one: Surrogate) -> bool:
    """Return whether a part of a surrogate's name is in no pool."""
    return not culture_of_given(canonical(one.given)) or not culture_of_family(canonical(one.family))


def real_name(culture: str, draw: random.Random, gender: str) -> str:
    """Return a full name of a culture and gender, in the usual order."""
    pools = names_of_culture(culture)
    return f"{draw.choice(pools[gender])} {draw.choice(pools[family_kind(culture, gender)])}"


def coined(culture: str, draw: random.Random, gender: str) -> str:
    """Return a full name of which each part is the first half of one real name and the second half of another."""
    first, second = real_name(culture, draw, gender).split(), real_name(culture, draw, gender).split()
    return " ".join(a[: (len(a) + 1) // 2] + b[len(b) // 2 :] for a, b in zip(first, second, strict=False))


def trained(names: Iterable[str]) -> dict[str, float]:
    """Return group of letters -> logarithm of the probability of its last letter after the others."""
    groups, starts = Counter[str](), Counter[str]()
    for name in names:
        for group in groups_of(name):
            groups[group] += 1
            starts[group[:-1]] += 1
    return {group: math.log(number / starts[group[:-1]]) for group, number in groups.items()}


def score(model: dict[str, float], name: str) -> float:
    """Return the mean logarithm of the probability of the letters of a name."""
    logarithms = [model.get(group, math.log(UNSEEN)) for group in groups_of(name)]
    return sum(logarithms) / len(logarithms)


def groups_of(name: str) -> list[str]:
    """Return the groups of letters of a name."""
    framed = f"^^{canonical(name)}$"
    return [framed[start : start + ORDER] for start in range(len(framed) - ORDER + 1)]


def p_value(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the p-value of the two-sample Kolmogorov-Smirnov test, by its asymptotic distribution."""
    ranked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    seen, distance = [0, 0], 0.0
    for value, sample in ranked:
        del value
        seen[sample] += 1
        distance = max(distance, abs(seen[0] / len(one) - seen[1] / len(other)))
    size = math.sqrt(len(one) * len(other) / (len(one) + len(other)))
    statistic = (size + 0.12 + 0.11 / size) * distance
    terms = ((-1) ** (k - 1) * math.exp(-2 * (k * statistic) ** 2) for k in range(1, 101))
    return min(1.0, max(0.0, 2 * sum(terms)))


if __name__ == "__main__":
    main()
