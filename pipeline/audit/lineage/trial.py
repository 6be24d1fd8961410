"""Trial: tests every suspect for every world, and corrects the p-values for the number of tests."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path

from pipeline.audit.lineage.black_box import Overlap, finder_of, overlaps_of
from pipeline.audit.lineage.names_in_texts import NameFinder, names_in_all, texts_of
from pipeline.audit.lineage.white_box import Query, Ranks, ranks_of, read_log_probabilities
from pipeline.audit.lineage.worlds import Name, People, World
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
        """Whether the result is evidence that the suspect generates the pseudonyms of the world."""
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
    sources = [suspect.texts for suspect in suspects if suspect.texts] + ([tuple(copy)] if copy else [])
    compared = worlds if sources else ()  # to make all names takes long
    reader = _Reader(finder_of(compared, people), secret_files)
    in_texts = [reader.names_in(paths) for paths in sources]
    overlaps = list(zip(*(overlaps_of(world, people, in_texts) for world in compared), strict=True))
    control = overlaps.pop() if copy else ()
    rows = _corrected(_rows(suspects, _scopes(worlds), iter(overlaps), queries))
    return Trial(people, _scopes(worlds), tuple(rows), control, reader.unread)


def _rows(
    suspects: Sequence[Suspect], scopes: Sequence[str], overlaps: Iterator[Sequence[Overlap]], queries: Sequence[Query]
) -> Iterator[Row]:
    for suspect in suspects:
        results: list[Overlap | Ranks] = [*next(overlaps)] if suspect.texts else []
        if suspect.log_probabilities:
            results += ranks_of(queries, read_log_probabilities(Path(suspect.log_probabilities), queries))
        yield from (Row(suspect.name, scope, result) for scope, result in zip(cycle(scopes), results, strict=False))


def _corrected(rows: Iterable[Row]) -> list[Row]:
    listed = list(rows)
    p_values = holm([row.result.p_value for row in listed])
    return [replace(row, corrected=p_value) for row, p_value in zip(listed, p_values, strict=True)]


def _scopes(worlds: Iterable[World]) -> tuple[str, ...]:
    return tuple(world.scope for world in worlds)


@dataclass(slots=True)
class _Reader:
    """Reads texts.

    Arguments:
        finder: finds the names.
        secret_files: as in `try_suspects`.
        unread: the number of records that could not be read.
    """

    finder: NameFinder = field(repr=False)
    secret_files: Collection[str]
    unread: int = 0

    def names_in(self, paths: Sequence[str]) -> frozenset[Name]:
        """Return the names in the texts of files."""
        return names_in_all(self._readable(paths), self.finder)

    def _readable(self, paths: Sequence[str]) -> Iterator[str]:
        for text in texts_of(paths, self.secret_files):
            if text is None:
                self.unread += 1
            else:
                yield text
