"""Trial: tests every suspect for every world, and corrects the p-values for the number of tests."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.audit.lineage.black_box import Ours, Overlap, finder_of, ours, overlap_of
from pipeline.audit.lineage.names_in_texts import NameFinder, names_in_all, texts_of
from pipeline.audit.lineage.white_box import Query, Ranks, ranks_of, read_log_probabilities
from pipeline.audit.lineage.worlds import People, World
from pipeline.audit.significance import holm

LEVEL = 1e-3  # a corrected p-value up to it is evidence


@dataclass(frozen=True, slots=True)
class Suspect:
    """A model that may be made from a copy.

    Arguments:
        name: its name in reports.
        texts: files and folders with texts that it generated.
        log_probabilities: the file with its log-probabilities of the queries; empty for none.
    """

    name: str
    texts: tuple[str, ...] = ()
    log_probabilities: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The result of one test.

    Arguments:
        suspect: the name of the suspect.
        scope: the world that was tested.
        result: the overlap of texts, or the ranks of log-probabilities.
        corrected: the p-value, corrected for the number of tests.
    """

    suspect: str
    scope: str
    result: Overlap | Ranks
    corrected: float = 1.0

    @property
    def is_evidence(self) -> bool:
        """Whether the result is evidence that the suspect speaks the pseudonyms of the world."""
        return self.corrected <= LEVEL


@dataclass(frozen=True, slots=True)
class Trial:
    """The results of all tests.

    Arguments:
        people: the people of the originals.
        scopes: the worlds.
        rows: the results, in the order of suspects and worlds.
        control: the test on the copy itself, in each world; empty without a copy.
        unread: the number of records of texts that cannot be read.
    """

    people: People
    scopes: tuple[str, ...]
    rows: tuple[Row, ...]
    control: tuple[Overlap, ...] = ()
    unread: int = 0

    @property
    def evidence(self) -> tuple[Row, ...]:
        """The results that are evidence."""
        return tuple(row for row in self.rows if row.is_evidence)

    @property
    def has_power(self) -> bool:
        """Whether the test finds the pseudonyms in the copy itself, if there is one."""
        return not self.control or min(one.p_value for one in self.control) <= LEVEL


def try_suspects(
    people: People,
    worlds: Sequence[World],
    suspects: Sequence[Suspect],
    copy: Sequence[str] = (),
    queries: Sequence[Query] = (),
    secret_files: Collection[str] = (),
) -> Trial:
    """Return the results of all tests.

    Arguments:
        people: the people of the originals.
        worlds: the worlds to test.
        suspects: the suspects.
        copy: the files of a copy, to show that the test finds what it looks for; none for no such control.
        queries: the queries that log-probabilities belong to.
        secret_files: the key files, which must not be read.

    Raises:
        RecordError: a file is missing or cannot be read.
    """
    reader = _Reader.of(people, worlds, secret_files) if copy or any(one.texts for one in suspects) else None
    rows: list[Row] = []
    for suspect in suspects:
        if suspect.texts and reader:
            rows += (
                Row(suspect.name, *told) for told in zip(_scopes(worlds), reader.overlaps(suspect.texts), strict=True)
            )
        if suspect.log_probabilities:
            ranks = ranks_of(queries, read_log_probabilities(Path(suspect.log_probabilities), queries))
            rows += (Row(suspect.name, *told) for told in zip(_scopes(worlds), ranks, strict=True))
    corrected = holm([row.result.p_value for row in rows])
    rows = [replace(row, corrected=p_value) for row, p_value in zip(rows, corrected, strict=True)]
    control = tuple(reader.overlaps(copy)) if copy and reader else ()
    return Trial(people, _scopes(worlds), tuple(rows), control, reader.unread if reader else 0)


def _scopes(worlds: Iterable[World]) -> tuple[str, ...]:
    return tuple(world.scope for world in worlds)


@dataclass(slots=True)
class _Reader:
    """Reads texts, and compares their names with our pseudonyms.

    Arguments:
        people, secret_files: as in `try_suspects`.
        worlds: the pseudonyms of each world.
        finder: finds the names.
        unread: the number of records that could not be read.
    """

    people: People
    secret_files: Collection[str]
    worlds: tuple[Ours, ...] = field(repr=False)
    finder: NameFinder = field(repr=False)
    unread: int = 0

    @classmethod
    def of(cls, people: People, worlds: Sequence[World], secret_files: Collection[str]) -> "_Reader":
        """Make the names of all worlds."""
        made = tuple(ours(world, people) for world in worlds)
        return cls(people, secret_files, made, finder_of(made, people))

    def overlaps(self, paths: Sequence[str]) -> list[Overlap]:
        """Return the overlap of each world with the texts of files."""
        seen = names_in_all(self._readable(paths), self.finder)
        return [overlap_of(one, seen, self.people) for one in self.worlds]

    def _readable(self, paths: Sequence[str]) -> Iterable[str]:
        for text in texts_of(paths, self.secret_files):
            if text is None:
                self.unread += 1
            else:
                yield text
