"""Sums: adds up the facts of all shards in a database on disk, so that memory does not grow with the data."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.audit.impact.facts import Facts, Kind, Stage
from pipeline.audit.impact.gathering import ShardFacts

SMALL_CELLS = (2, 5, 10)
# table -> its names; the count of each follows them.
TABLES = {
    "value": ("file", "field", "entity", "digest"),
    "cell": ("kind", "stage", "digest"),
    "sensitive": ("field", "stage", "cell", "digest"),
    "subject": ("kind", "digest"),
}
COUNTS = {"value": ("mentions", "exposed"), "subject": ("found", "exposed", "direct")}


@dataclass(frozen=True, slots=True)
class FieldSum:
    """The values of one entity in one field of one file.

    Arguments:
        file: the number of the file.
        field: its dotted path; empty for other text.
        entity: the entity.
        values, mentions: the different values, and how often they occur.
        exposed: the values that a thief of the copy could read.
    """

    file: int
    field: str
    entity: str
    values: int
    mentions: int
    exposed: int


@dataclass(frozen=True, slots=True)
class EntitySum:
    """The values of one entity in all files. The names are those of `FieldSum`."""

    entity: str
    values: int
    mentions: int
    exposed: int


@dataclass(frozen=True, slots=True)
class Cells:
    """The sizes of the cells of quasi-identifiers.

    Arguments:
        records, cells: the number of records, and of cells.
        smallest: the records in the smallest cell: the k of k-anonymity.
        within: size -> the records in cells with fewer records.
    """

    records: int
    cells: int
    smallest: int
    within: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Diversity:
    """How many different sensitive values the cells have.

    Arguments:
        records, cells: the number of records with a sensitive value that can be read, and of their cells.
        smallest: the different values in the cell with the fewest: the l of l-diversity.
        alike: the records in cells with one value: anybody who finds the cell knows it.
    """

    records: int
    cells: int
    smallest: int
    alike: int


@dataclass(frozen=True, slots=True)
class Subjects:
    """Persons, and records that name none.

    Arguments:
        count: their number.
        protected: those of whom a thief of the copy can read no value.
        without_direct: those of whom he can read no direct identifier.
    """

    count: int
    protected: int
    without_direct: int


@dataclass(slots=True)
class Small:
    """The counts that are few, added up in memory.

    Arguments:
        totals, most: as in `Facts`, of all files.
        records: file -> its records.
        filled, in_records, with_entity: as in `Facts`, by file.
        classes: as in `Facts`.
        seen: the declared fields that occur.
    """

    totals: Counter[str] = field(default_factory=Counter)
    most: int = 0
    records: Counter[int] = field(default_factory=Counter)
    filled: Counter[tuple[int, str]] = field(default_factory=Counter)
    in_records: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    with_entity: Counter[tuple[int, str]] = field(default_factory=Counter)
    classes: Counter[tuple[str, ...]] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)

    def add(self, shard: ShardFacts) -> None:
        """Add the facts of a shard."""
        facts, file = shard.facts, shard.file
        self.totals.update(facts.totals)
        self.most = max(self.most, facts.most)
        self.records[file] += facts.totals["records"]
        self.filled.update({(file, column): count for (column,), count in facts.filled.items()})
        self.in_records.update({(file, column, entity): count for (column, entity), count in facts.in_records.items()})
        self.with_entity.update({(file, entity): count for (entity,), count in facts.with_entity.items()})
        self.classes.update(facts.classes)
        self.seen |= facts.seen


class Sums:
    """The facts of all shards."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Create the tables in an empty database."""
        self.small = Small()
        self._database = database
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        for table, names in TABLES.items():
            counts = COUNTS.get(table, ("records",))
            columns = ", ".join((*(f"{name} NOT NULL" for name in names), *(f"{name} INTEGER" for name in counts)))
            database.execute(f"CREATE TABLE {table} ({columns}, PRIMARY KEY ({', '.join(names)})) WITHOUT ROWID")
        database.execute("BEGIN")

    def add(self, shard: ShardFacts) -> None:
        """Add the facts of a shard."""
        facts = shard.facts
        self.small.add(shard)
        self._insert("value", ((shard.file, *key, count, facts.exposed[key]) for key, count in facts.values.items()))
        self._insert("cell", ((*key, count) for key, count in facts.cells.items()))
        self._insert("sensitive", ((*key, count) for key, count in facts.sensitive.items()))
        self._insert("subject", _subjects(facts))

    def _insert(self, table: str, rows: Iterable[tuple[str | int, ...]]) -> None:
        names, counts = TABLES[table], COUNTS.get(table, ("records",))
        places = ", ".join("?" * (len(names) + len(counts)))
        added = ", ".join(f"{count} = {count} + excluded.{count}" for count in counts)
        self._database.executemany(
            f"INSERT INTO {table} VALUES ({places}) ON CONFLICT ({', '.join(names)}) DO UPDATE SET {added}", rows
        )

    def entities(self) -> list[EntitySum]:
        """Return the sums of each entity, ordered by name."""
        rows = self._database.execute(
            "SELECT entity, COUNT(*), SUM(mentions), SUM(exposed > 0) FROM (SELECT entity, digest, SUM(mentions) AS"
            " mentions, SUM(exposed) AS exposed FROM value GROUP BY entity, digest) GROUP BY entity ORDER BY entity"
        )
        return [EntitySum(*row) for row in rows]

    def fields(self, *, by_file: bool) -> list[FieldSum]:
        """Return the sums of each field and entity, by file or over all files."""
        file = "file" if by_file else "0"
        rows = self._database.execute(
            f"SELECT file, field, entity, COUNT(*), SUM(mentions), SUM(exposed > 0) FROM (SELECT {file} AS file, field,"
            " entity, digest, SUM(mentions) AS mentions, SUM(exposed) AS exposed FROM value GROUP BY 1, 2, 3, 4)"
            " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        )
        return [FieldSum(*row) for row in rows]

    def values_in_files(self) -> dict[tuple[int, str], int]:
        """Return the number of different values by (file, entity)."""
        rows = self._database.execute("SELECT file, entity, COUNT(DISTINCT digest) FROM value GROUP BY 1, 2")
        return {(file, entity): count for file, entity, count in rows}

    def cells(self, kind: Kind, stage: Stage) -> Cells:
        """Return the sizes of the cells of quasi-identifiers."""
        within = ", ".join(f"SUM(records * (records < {size}))" for size in SMALL_CELLS)
        row = self._database.execute(
            f"SELECT SUM(records), COUNT(*), MIN(records), {within} FROM cell WHERE kind = ? AND stage = ?",
            (kind, stage),
        ).fetchone()
        records, cells, smallest, *small = (number or 0 for number in row)
        return Cells(records, cells, smallest, dict(zip(SMALL_CELLS, small, strict=True)))

    def diversity(self, name: str, stage: Stage) -> Diversity:
        """Return how many different values of a sensitive field the cells have."""
        row = self._database.execute(
            "SELECT SUM(records), COUNT(*), MIN(kinds), SUM(records * (kinds = 1)) FROM (SELECT SUM(records) AS records,"
            " COUNT(*) AS kinds FROM sensitive WHERE field = ? AND stage = ? GROUP BY cell)",
            (name, stage),
        ).fetchone()
        return Diversity(*(number or 0 for number in row))

    def subjects(self, kind: str) -> Subjects:
        """Return how many persons, or records that name none, are protected."""
        row = self._database.execute(
            "SELECT COUNT(*), SUM(exposed = 0), SUM(direct = 0) FROM subject WHERE kind = ?", (kind,)
        ).fetchone()
        return Subjects(*(number or 0 for number in row))


def _subjects(facts: Facts) -> Iterator[tuple[str | int, ...]]:
    for kind, digest in {(kind, digest) for kind, digest, _ in facts.subjects}:
        yield kind, digest, *(facts.subjects[kind, digest, count] for count in ("values", "exposed", "direct"))


@contextmanager
def sums_in(folder: Path) -> Iterator[Sums]:
    """Open empty sums, in a new database in a folder."""
    with closing(sqlite3.connect(folder / "sums.sqlite", isolation_level=None)) as database:
        yield Sums(database)
