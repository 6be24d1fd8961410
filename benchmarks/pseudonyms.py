"""Pseudonym benchmark: uniqueness, speed and resistance to attacks of the surrogates of people.

python benchmarks/pseudonyms.py [--people 100000] [--write]
"""

import argparse
import gc
import hashlib
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from faker import Faker
from report import show, write

from pipeline import Key, Span
from pipeline.replace.document import DocumentView
from pipeline.replace.keyed.ledger import Claims, Ledger
from pipeline.replace.pseudonymizer import Pseudonymizer
from recognizers.lexicon.pools import cultures, pool

COLUMNS = ("figure", "measured", "required")
NOBODY = DocumentView(frozenset(), {}, {}, {})
TURNS = 20
WARM_UP = 0.4  # warm-up share of the values: a real run fills its tables only once
DOMAINS = ("acme.com", "gmail.com", "beta.de")
UNKEYED = ("md5", "sha1", "sha256", "sha512", "blake2b")


def main() -> None:
    """Measure, print, and write the table if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000, help="how many distinct full names")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    arguments = parser.parse_args()
    names = full_names(arguments.people)
    gc.freeze()  # exclude the pools from garbage collection, as a run does
    rows = [*speeds(names), *uniqueness(names), *attacks(names)]
    show(f"{len(names):,} full names", COLUMNS, rows)
    if arguments.write:
        write("pseudonyms", COLUMNS, rows)


def full_names(count: int, seed: int = 1) -> list[str]:
    """Return distinct full names of all cultures, a third of them with a family name outside the pools."""
    draw = random.Random(seed)
    known = list(cultures())
    names: dict[str, None] = {}
    while len(names) < count:
        culture = draw.choice(known)
        given = draw.choice(pool(culture, draw.choice(("given_female", "given_male"))))
        family = draw.choice(pool(culture, "family"))
        if draw.random() < 1 / 3:
            family = misspelled(family, draw)
        is_native = culture in ("zh", "ja", "ko")
        names[f"{family}{given}" if is_native else f"{given} {family}"] = None
    return list(names)


def misspelled(name: str, draw: random.Random) -> str:
    """Return a unique name: with one letter doubled and two swapped."""
    place = draw.randrange(len(name))
    doubled = name[:place] + name[place] + name[place:]
    first = draw.randrange(len(doubled))
    changed = doubled[:first] + doubled[first:][::-1] if draw.random() < 0.5 else doubled
    return changed.capitalize()


def surrogates(world: Pseudonymizer, names: Sequence[str], ledger: Ledger | None = None) -> list[str]:
    """Return the surrogate of each name in a separate document."""
    made = []
    for name in names:
        view = world.view([name], [[span_of(name)]], ledger or Ledger())
        made.append(world.surrogate("PERSON", name, view))
    return made


def span_of(name: str) -> Span:
    """Return a span that covers a name."""
    return Span(0, len(name), "PERSON", 1.0, "benchmark")


def uniqueness(names: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the shares of people that share a surrogate, keep their name, or have the same surrogate with two keys."""
    world, other = (Pseudonymizer(Key(bytes([number]) * 32), "organization:all") for number in (1, 2))
    alone = surrogates(world, names)
    claims: Claims = {}
    for name in names:
        claims |= world.claims([name], [[span_of(name)]])
    settled = surrogates(world, names, Ledger.of(claims))
    again = surrogates(Pseudonymizer(Key(bytes([1]) * 32), "organization:all"), names[::-1])[::-1]
    elsewhere = surrogates(other, names)
    yield "people who share a surrogate, without the ledger", shared(alone), "-"
    yield "the same, with the ledger of a run", shared(settled), "0"
    yield "people who keep their name", str(sum(a == b for a, b in zip(names, alone, strict=True))), "0"
    yield "equal in another process and order, same key", share(alone, again), "100 %"
    yield "equal under another key", share(alone, elsewhere), "chance"


def shared(made: Sequence[str]) -> str:
    """Return the number of people whose surrogate is not unique."""
    return f"{sum(count for count in Counter(made).values() if count > 1):,}"


def share(made: Sequence[str], others: Sequence[str]) -> str:
    """Return the share of equal positions of two lists."""
    return f"{sum(a == b for a, b in zip(made, others, strict=True)) / len(made):.4%}"


def attacks(names: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the shares of a copy that attacks recover without the key."""
    world = Pseudonymizer(Key(b"k" * 32), "organization:all")
    sample = names[:10_000]
    copy = dict(zip(sample, surrogates(world, sample), strict=True))
    yield "names found by hashing every name with unkeyed methods", str(dictionary_attack(copy)), "0"
    for by_part, label in ((False, "whole people (the default)"), (True, "by part")):
        recovered = frequency_attack(len(names), by_part=by_part)
        yield f"surnames recovered by frequency, {label}", f"{recovered:.2%}", "-" if by_part else "< 1 %"


def dictionary_attack(copy: dict[str, str]) -> int:
    """Count the names whose surrogate an attacker finds with a hash of the name, as a seed or an index of the pools."""
    found = 0
    fake = Faker()
    for name, surrogate in copy.items():
        guesses = set()
        for method in UNKEYED:
            number = int.from_bytes(hashlib.new(method, name.encode()).digest())
            given = [pool("en", kind)[number % len(pool("en", kind))] for kind in ("given_female", "given_male")]
            guesses |= {f"{first} {pool('en', 'family')[number % len(pool('en', 'family'))]}" for first in given}
        fake.seed_instance(name)
        guesses.add(fake.name())
        found += surrogate in guesses
    return found


def frequency_attack(count: int, *, by_part: bool) -> float:
    """Return the share of surnames that an attacker recovers who knows how frequent each is in the original.

    Surnames follow Zipf's law; the attacker pairs the most frequent surname of the copy with the most
    frequent of the original, the next with the next, and so on.
    """
    draw = random.Random(3)
    families = list(pool("en", "family"))
    draw.shuffle(families)
    weights = list(accumulate(1 / rank for rank in range(1, len(families) + 1)))
    givens = pool("en", "given_female")
    people = [(draw.choice(givens), family) for family in draw.choices(families, cum_weights=weights, k=count)]
    world = Pseudonymizer(Key(b"z" * 32), "organization:all", by_part=by_part)
    made: dict[tuple[str, str], str] = {}
    for given, family in set(people):
        made[given, family] = surrogates(world, [f"{given} {family}"])[0].split(" ", 1)[1]
    original = ranked(family for _, family in people)
    copied = ranked(made[person] for person in people)
    guess = dict(zip(copied, original, strict=False))
    return sum(guess.get(made[person]) == person[1] for person in people) / len(people)


def ranked(values: Iterator[str]) -> list[str]:
    """Return distinct values, the most frequent first."""
    return [value for value, _ in Counter(values).most_common()]


def speeds(names: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield values per second of processor time after a warm-up, and the ratio to Faker seeded per value."""
    world = Pseudonymizer(Key(b"s" * 32), "organization:all")
    fake = Faker()

    def one(entity: str) -> Callable[[str], object]:
        return lambda value: world.surrogate(entity, value, NOBODY)

    def faked(value: str) -> object:
        fake.seed_instance(value)
        return fake.name()

    people, baseline = in_turns([one("PERSON"), faked], names)
    yield "new names a second", f"{people:,.0f}", "25,000"
    yield "times Faker seeded per value", f"{people / baseline:.1f}", "3"
    for what, entity, values, required in numbers(len(names)):
        yield f"new {what} a second", f"{in_turns([one(entity)], values)[0]:,.0f}", required
    yield "repeated names a second", f"{in_turns([one('PERSON')], names[:5000] * 10)[0]:,.0f}", "300,000"


def numbers(count: int) -> Iterator[tuple[str, str, list[str], str]]:
    """Yield kinds of numbers and addresses: name, entity, distinct values, and required values per second."""
    draw = random.Random(4)
    given, family = pool("en", "given_female"), pool("en", "family")
    shapes = {
        ("card numbers", "CREDIT_CARD", "25,000"): lambda: f"4{draw.randrange(10**15):015}",
        ("SSNs", "US_SSN", "25,000"): lambda: (
            f"{draw.randrange(100, 666)}-{draw.randrange(10, 99)}-{draw.randrange(1, 10**4):04}"
        ),
        ("American phone numbers", "PHONE_NUMBER", "25,000"): lambda: (
            f"({draw.randrange(201, 990)}) {draw.randrange(200, 999)}-{draw.randrange(10**4):04}"
        ),
        ("customer ids, such as CUS-481920", "CUSTOMER_ID", "25,000"): lambda: f"CUS-{draw.randrange(10**6):06}",
        ("bank accounts of ten digits", "BANK_ACCOUNT", "-"): lambda: str(draw.randrange(10**9, 10**10)),
        ("order ids, such as ORD-2024-481920", "ORDER_ID", "-"): lambda: (
            f"ORD-20{draw.randrange(10, 25)}-{draw.randrange(10**6):06}"
        ),
        ("German IBANs", "IBAN_CODE", "-"): lambda: f"DE{draw.randrange(10**20):020}",
        ("German phone numbers", "PHONE_NUMBER", "-"): lambda: f"+49 30 {draw.randrange(10**7, 10**8)}",
        ("VINs", "VIN", "-"): lambda: f"1HGCM82633A{draw.randrange(10**6):06}",
        ("mail addresses", "EMAIL_ADDRESS", "25,000"): lambda: (
            f"{draw.choice(given)}.{draw.choice(family)}@{draw.choice(DOMAINS)}".lower()
        ),
    }
    for (what, entity, required), make in shapes.items():
        yield what, entity, list(dict.fromkeys(make() for _ in range(count // 4))), required


def in_turns(works: Sequence[Callable[[str], object]], values: Sequence[str]) -> list[float]:
    """Return the values per second of each function, measured alternately, so that other load affects all equally.

    The first values warm up.
    """
    warm_up = int(len(values) * WARM_UP)
    for value in values[:warm_up]:
        works[0](value)
    gc.collect()
    seconds = [0.0] * len(works)
    rest = values[warm_up:]
    for turn in range(TURNS):
        for place, work in enumerate(works):
            started = time.process_time()
            for value in rest[turn::TURNS]:
                work(value)
            seconds[place] += time.process_time() - started
    return [len(rest) / spent for spent in seconds]


if __name__ == "__main__":
    main()
