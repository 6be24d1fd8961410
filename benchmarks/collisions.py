"""Collision benchmark: collision rate of number surrogates, and share of surrogates outside the reserved ranges.

The originals are distinct and drawn uniformly with a fixed seed: cards of 1,000 issuers, SSNs of all areas, phones of all
area codes in North America. The collision rate of uniform hashing into the reserved range is given for comparison.

python benchmarks/collisions.py [--count 1000000] [--write]
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import phonenumbers
import regex
from presidio_analyzer.predefined_recognizers import UsSsnRecognizer
from report import show, write
from stdnum import luhn

from pipeline.replace.keyed.keys import Key
from pipeline.replace.numbers.numbers import surrogate_number
from pipeline.replace.numbers.phones import is_reserved

COLUMNS = ("numbers", "originals", "collisions", "by even hashing", "outside reserved ranges", "invalid", "a second")
SEED = 20_250
ISSUERS = 1000
BRANDS = ("4", "4", "51", "55", "37", "6011")
TEST_CARDS = ("411111", "555555", "222300", "378282", "601111", "305693", "353011")
SSN = regex.compile(r"9\d\d-(?:0[1-9]|[1-4]\d)-(?!0000)\d{4}")


@dataclass(frozen=True)
class Family:
    """An entity to measure: how to draw originals, and how to check that a surrogate is reserved and valid."""

    entity: str
    draw: Callable[[random.Random], str]
    is_reserved: Callable[[str], bool]
    is_valid: Callable[[str], bool]
    reserved: tuple[tuple[float, int], ...]  # the share of the originals that goes to each range, and its size


def main() -> None:
    """Replace many numbers of each family and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000, help="how many numbers of each family")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    arguments = parser.parse_args()
    rows = [measured(family, arguments.count) for family in families()]
    show(f"{arguments.count:,} numbers each", COLUMNS, rows)
    if arguments.write:
        write("numbers", COLUMNS, rows)


def measured(family: Family, count: int) -> tuple[str, ...]:
    """Return the row of a family."""
    key = Key(bytes(32)).family("organization:all", "numbers")
    originals = list(distinct(family.draw, count))
    started = time.process_time()
    surrogates = [surrogate_number(key, family.entity, original) for original in originals]
    seconds = time.process_time() - started
    outside = sum(not family.is_reserved(surrogate) for surrogate in surrogates)
    invalid = sum(not family.is_valid(surrogate) for surrogate in surrogates)
    collisions = count - len(set(surrogates))
    hashed = sum(expected_collisions(count * share, size) for share, size in family.reserved)
    return (
        family.entity,
        f"{count:,}",
        f"{collisions:,}",
        f"{hashed:,.0f}",
        f"{outside:,}",
        f"{invalid:,}",
        f"{count / seconds:,.0f}",
    )


def distinct(draw: Callable[[random.Random], str], count: int) -> Iterator[str]:
    """Yield distinct originals."""
    source = random.Random(SEED)
    seen: set[str] = set()
    while len(seen) < count:
        if (number := draw(source)) not in seen:
            seen.add(number)
            yield number


def expected_collisions(count: float, size: int) -> float:
    """Return the expected collisions of `count` values that are hashed uniformly into `size` places."""
    return count - size * (1 - (1 - 1 / size) ** count)


def families() -> tuple[Family, ...]:
    """Return the measured families."""
    issuers = [f"{BRANDS[number % len(BRANDS)]}{number:0>4}"[:6].ljust(6, "7") for number in range(ISSUERS)]
    recognizer = UsSsnRecognizer()
    areas = [area for area in range(201, 990) if is_given(f"{area}5550123")]

    def card(source: random.Random) -> str:
        issuer = source.choice(issuers)
        width = 8 if issuer.startswith("37") else 9
        body = issuer + str(source.randrange(10**width)).zfill(width)
        return body + luhn.calc_check_digit(body)

    def ssn(source: random.Random) -> str:
        area = source.choice([source.randrange(1, 666), source.randrange(667, 900)])
        return f"{area:03}-{source.randrange(1, 100):02}-{source.randrange(1, 10_000):04}"

    def phone(source: random.Random) -> str:
        return f"({source.choice(areas)}) {source.randrange(200, 1000)}-{source.randrange(10_000):04}"

    return (
        Family(
            "CREDIT_CARD",
            card,
            lambda surrogate: surrogate.startswith(TEST_CARDS),
            luhn.is_valid,
            ((1 / 3, 10**9), (1 / 3, 10**9), (1 / 6, 10**8), (1 / 6, 10**9)),
        ),
        Family(
            "US_SSN",
            ssn,
            lambda surrogate: bool(SSN.fullmatch(surrogate)),
            lambda surrogate: not recognizer.invalidate_result(surrogate),
            ((1, 100 * 49 * 9999),),
        ),
        Family(
            "PHONE_NUMBER",
            phone,
            lambda surrogate: is_reserved(1, "".join(filter(str.isdecimal, surrogate))),
            lambda surrogate: is_given("".join(filter(str.isdecimal, surrogate))),
            ((1, len(areas) * 100),),
        ),
    )


def is_given(national: str) -> bool:
    """Return whether the North American plan assigns a number."""
    number = phonenumbers.PhoneNumber(country_code=1, national_number=int(national))
    return bool(phonenumbers.is_valid_number(number))


if __name__ == "__main__":
    main()
