"""Join benchmark: which joins of two tables about the same people hold in their copies, and which appear.

1,000 people, made by Faker under a fixed seed, are in two tables in which other columns are filled: e-mail address, user
name, phone number in another layout, customer id and name. The tables are copied in one run, in two runs of one data set,
and one by a run and the other by a client of a gateway, under a policy whose scope is `organization`; the last two with and
without a vault.

python benchmarks/joins.py [--people 1000] [--write]
"""

import argparse
import csv
import hashlib
import io
import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from faker import Faker
from report import show, write

from pipeline import Key, Policy, Sanitizer, sanitize_records
from pipeline.records import ReadOptions
from pipeline.replace.keyed.keys import KeySource
from pipeline.replace.keyed.ledger import NO_CHOICES
from pipeline.replace.scopes import ORGANIZATION
from pipeline.restore.vault import Vault
from pipeline.run.batch import run
from pipeline.sanitizer_source import SanitizerSource

COLUMNS = ("copied", "column", "joins", "lost", "new")
JOINED = ("email", "user_name", "phone", "customer_id", "full_name")
SEED = 20_260
FILLED = 0.7  # of the cells of each column, so that a value is beside its person or without
DOMAINS = ("gmail.com", "yahoo.com", "yahoo.co.uk", "outlook.com", "example.com", "example.org", "acme.de", "acme.com")
BRITISH, AMERICAN = "44", "1"
LAYOUTS = {
    BRITISH: ("0{0} {1}{2}", "+44 {0} {1}{2}", "(0{0}) {1}-{2}", "0{0}{1}{2}"),
    AMERICAN: ("({0}) {1}-{2}", "+1 {0} {1} {2}", "{0}-{1}-{2}", "{0}.{1}.{2}"),
}
POLICY = """\
classification: joined
description: Rows that join.
extends: confidential
detection: {{ner: off}}
scope: {scope}
loosen: [{loosened}]
reversible: {reversible}
"""

Row = Mapping[str, str]
Tables = tuple[Sequence[Row], Sequence[Row]]


def main() -> None:
    """Copy the tables in each way, and count joins."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000, help="how many people")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    arguments = parser.parse_args()
    rows = measured(arguments.people)
    show(f"{arguments.people:,} people", COLUMNS, rows)
    if arguments.write:
        write("joins", COLUMNS, rows)


def measured(people: int) -> list[tuple[str, ...]]:
    """Return the rows of the table."""
    tables = tables_of(people)
    with tempfile.TemporaryDirectory() as folder:
        return [
            (name, column, *map(str, joins(tables, copies, column)))
            for name, copied in WAYS.items()
            for copies in [copied(tables, Path(folder))]
            for column in JOINED
        ]


def tables_of(people: int) -> Tables:
    """Return two tables of the same people with different cells filled, the second in another order."""
    fake, source = Faker("en_US"), random.Random(SEED)
    fake.seed_instance(SEED)
    used: set[str] = set()
    everybody = [person(fake, source, used) for _ in range(people)]
    first = [filled(one, source, layout=0) for one in everybody]
    second = [filled(one, source, layout=source.randrange(1, 4)) for one in everybody]
    source.shuffle(second)
    return first, second


def person(fake: Faker, source: random.Random, used: set[str]) -> dict[str, str]:
    """Return the values of a person; all but the name are nobody else's."""
    given, family = fake.first_name(), fake.last_name()

    def new(draw: Callable[[], str]) -> str:
        value = next(value for value in iter(draw, None) if value not in used)
        used.add(value)
        return value

    def handle() -> str:
        first, last = given.lower(), family.lower()
        digits = source.choice(("", "", str(source.randrange(1, 100))))
        word = fake.word() + fake.word()
        return (
            source.choice((f"{first}.{last}", f"{first[0]}{last}", f"{first}{digits or 7}", f"{last}{first[0]}", word))
            + digits
        )

    country = source.choice((BRITISH, AMERICAN))
    return {
        "email": new(lambda: f"{handle()}@{source.choice((*DOMAINS, fake.domain_name()))}"),
        "user_name": new(handle),
        "phone": new(lambda: f"{country} {phone(country, source)}"),
        "customer_id": new(lambda: f"CUS-{source.randrange(10**5, 10**6)}"),
        "full_name": f"{given} {family}",
    }


def phone(country: str, source: random.Random) -> str:
    """Return the three groups of a number."""
    if country == BRITISH:
        return f"74{source.randrange(100):02} {source.randrange(1000):03} {source.randrange(1000):03}"
    area = source.choice("212 312 415 617 713 206 303 404".split())
    return f"{area} {source.randrange(200, 999)} {source.randrange(10_000):04}"


def filled(one: Row, source: random.Random, layout: int) -> Row:
    """Return the row of a person, with a phone number in a layout, and without some cells."""
    country, *groups = one["phone"].split()
    row = {**one, "phone": LAYOUTS[country][layout].format(*groups)}
    return {column: value if source.random() < FILLED else "" for column, value in row.items()}


def joins(tables: Tables, copies: Tables, column: str) -> tuple[int, int, int]:
    """Return how many pairs of rows join by a column, how many of them do not in the copies, and how many only there."""
    before, after = pairs(tables, column), pairs(copies, column)
    return len(before), len(before - after), len(after - before)


def pairs(tables: Tables, column: str) -> set[tuple[int, int]]:
    """Return the pairs of row numbers with the same value in a column, whatever the layout of a number."""
    rows: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(tables[1]):
        rows[plain(column, row[column])].append(number)
    rows.pop("", None)
    found = ((number, rows.get(plain(column, row[column]), ())) for number, row in enumerate(tables[0]))
    return {(number, other) for number, others in found for other in others}


def plain(column: str, value: str) -> str:
    """Return a value; of a phone number, the national one of ten digits."""
    return re.sub(r"\D", "", value)[-10:] if column == "phone" else value


def in_one_run(tables: Tables, folder: Path) -> Tables:
    """Copy both tables in one run."""
    files = [written(folder / f"{name}.csv", rows) for name, rows in zip(("users", "logins"), tables, strict=True)]
    first, second = copied(files, folder, "dataset", "")
    return first, second


def in_two_runs(tables: Tables, folder: Path) -> Tables:
    """Copy each table in a run of its own, for one data set."""
    files = [written(folder / f"{name}.csv", rows) for name, rows in zip(("users", "logins"), tables, strict=True)]
    (first,), (second,) = (copied([file], folder, "dataset", "joins") for file in files)
    return first, second


def in_two_runs_with_a_vault(tables: Tables, folder: Path) -> Tables:
    """Copy each table in a run of its own, for one data set; the second knows from the vault what the first chose."""
    vault = str(folder / "vault.sqlite")
    files = [written(folder / f"{name}.csv", rows) for name, rows in zip(("users", "logins"), tables, strict=True)]
    (first,), (second,) = (copied([file], folder, "dataset", "joins", vault) for file in files)
    return first, second


def by_run_and_gateway(tables: Tables, folder: Path, vault: str = "") -> Tables:
    """Copy one table in a run, and the other as a client of a gateway."""
    (first,) = copied([written(folder / "users.csv", tables[0])], folder, "organization", "", vault)
    key = Key.load(folder / "key")
    earlier = Vault(vault, [key]).choices(key, [ORGANIZATION]) if vault else NO_CHOICES
    sanitizer = Sanitizer(Policy.load(policy(folder, "organization")), key, client="desk", earlier=earlier)
    return first, [dict(one) for one in sanitize_records(tables[1], sanitizer)]


def by_run_and_gateway_with_a_vault(tables: Tables, folder: Path) -> Tables:
    """Copy one table in a run, and the other as a client of a gateway that knows from the vault what the run chose."""
    return by_run_and_gateway(tables, folder, str(folder / "organization.sqlite"))


WAYS = {
    "one run": in_one_run,
    "two runs": in_two_runs,
    "two runs, one vault": in_two_runs_with_a_vault,
    "run and gateway": by_run_and_gateway,
    "run and gateway, one vault": by_run_and_gateway_with_a_vault,
}


def copied(files: Sequence[Path], folder: Path, scope: str, dataset: str, vault: str = "") -> tuple[Sequence[Row], ...]:
    """Run over files; return the rows of the copies."""
    key = folder / "key"
    if not key.exists():
        Key(hashlib.sha256(b"joins").digest()).save(key)
    loaded = Policy.load(policy(folder, scope, is_reversible=bool(vault)))
    source = SanitizerSource(loaded, KeySource(str(key)), dataset=dataset, vault=vault)
    with tempfile.TemporaryDirectory() as output:
        run([str(file) for file in files], output, source, ReadOptions())
        return tuple(list(csv.DictReader(io.StringIO((Path(output) / file.name).read_text()))) for file in files)


def policy(folder: Path, scope: str, *, is_reversible: bool = False) -> Path:
    """Write a policy with a scope."""
    path = folder / f"{scope}.yaml"
    loosened = ["ner", *["scope"] * (scope != "dataset"), *["reversible"] * is_reversible]
    path.write_text(POLICY.format(scope=scope, loosened=", ".join(loosened), reversible=str(is_reversible).lower()))
    return path


def written(path: Path, rows: Sequence[Row]) -> Path:
    """Write a table."""
    with path.open("w", newline="") as file:
        table = csv.DictWriter(file, JOINED)
        table.writeheader()
        table.writerows(rows)
    return path


if __name__ == "__main__":
    main()
