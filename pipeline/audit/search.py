"""Search: runs the steps of a search over files, and adds up their results."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.audit.messages import Place, Planned, Role, UnitResult
from pipeline.audit.patterns import Patterns, write_patterns
from pipeline.audit.search_files import PLANNED, SearchFiles
from pipeline.audit.searcher import TextSearcher
from pipeline.audit.suspicious import rules_only
from pipeline.audit.windows import joined
from pipeline.errors import OutputError
from pipeline.records import ReadOptions
from pipeline.run.batch import Progress, temporary_work
from pipeline.run.dictionaries import write_dictionaries
from pipeline.run.found_values import FoundValues
from pipeline.run.model import InputFile, from_json
from pipeline.run.results import kept_results
from pipeline.run.runner import run_pipeline
from pipeline.sanitizer_source import SanitizerSource
from recognizers.entities import row_of
from recognizers.lexicon.normal_form import normal_form

TEXTS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Setting:
    """How a run read and replaced, and where an audit works.

    Arguments:
        source: the policies, and the source of the key.
        options: the declarations about fields.
        beam_arguments: Beam options; by default all cores of this machine are used.
    """

    source: SanitizerSource
    options: ReadOptions
    beam_arguments: Sequence[str] = ()


@dataclass(slots=True)
class Searched:
    """What a search has found.

    Arguments:
        counts: how often each pattern occurs, by (role of the file, whether in records).
        files: the numbers of the files of the copy in which each pattern occurs.
        suspicious: the number of values of the copy that look real, by entity.
        places, stored_places: the places of values, as far as they were listed: in records, and in stored bytes.
        size_bytes: the number of searched bytes, by (role of the file, whether in records).
        unsearched: (number of the file, reason) of what cannot be searched as it is stored.
        unreadable: (number of the file, reason) of the files without a format of records.
    """

    counts: dict[tuple[str, bool], Counter[int]] = field(default_factory=dict)
    files: dict[int, set[int]] = field(default_factory=dict)
    suspicious: Counter[str] = field(default_factory=Counter)
    places: list[Place] = field(default_factory=list)
    stored_places: list[Place] = field(default_factory=list)
    size_bytes: Counter[tuple[str, bool]] = field(default_factory=Counter)
    unsearched: list[tuple[int, str]] = field(default_factory=list)
    unreadable: list[tuple[int, str]] = field(default_factory=list)

    def of(self, role: Role, *, is_decoded: bool) -> Counter[int]:
        """Return how often each pattern occurs in the files of a role: in their records, or as they are stored."""
        return self.counts.get((role, is_decoded), Counter())

    def add(self, result: UnitResult) -> None:
        """Add the result of a unit."""
        key = result.role, result.is_decoded
        self.counts.setdefault(key, Counter()).update(dict(result.counts))
        self.size_bytes[key] += result.size_bytes
        if result.role == Role.COPY:
            for pattern, _ in result.counts:
                self.files.setdefault(pattern, set()).add(result.number)
            self.unsearched += ((result.number, reason) for reason in result.unsearched)
        self.suspicious.update(dict(result.suspicious))
        if result.is_decoded:
            self.places += result.places
        else:
            self.stored_places += result.places


def search(
    files: Sequence[InputFile],
    roles: Mapping[int, Role],
    patterns: Patterns,
    setting: Setting,
    *,
    with_places: bool = False,
    with_detection: bool = False,
    on_progress: Progress = lambda _: None,
) -> Searched:
    """Search files for patterns.

    Arguments:
        files: the files; their `output` is the name in reports.
        roles: the role of each file, by its number.
        patterns: what to search for.
        setting: how to read them, and where to work.
        with_places: list the places of the patterns, rather than count them.
        with_detection: also look for values of the copy that look real.
        on_progress: receives the completed share of the work, 0 to 1.

    Raises:
        OutputError: the temporary folder cannot be written, or results are missing.
    """
    key = setting.source.key.load()
    source = rules_only(setting.source)
    with temporary_work(source, setting.options, setting.beam_arguments) as work:
        write_dictionaries(source, key, work.run, work.folder)
        write_patterns(work, key, patterns)
        transform = SearchFiles(work, roles, with_places=with_places, with_detection=with_detection)
        run_pipeline(files, transform, work, setting.beam_arguments, on_progress)
        return _added(kept_results(work.results, key, work.run), len(files))


def _added(results: Iterable[tuple[str, str]], files: int) -> Searched:
    """Return the sum of the results; raises OutputError if one is missing: it could be the one with a value."""
    searched, expected, done = Searched(), Counter[int](), Counter[int]()
    for kind, message in results:
        if kind == PLANNED:
            planned = from_json(Planned, message)
            expected[planned.number] = planned.units
            searched.unreadable += [(planned.number, planned.unreadable)] if planned.unreadable else []
        else:
            result = from_json(UnitResult, message)
            done[result.number] += 1
            searched.add(result)
    if expected != done or len(expected) != files:
        raise OutputError("results of the search are missing: make sure that every worker can write to --temp_location")
    return searched


def counts_in_values(
    searcher: TextSearcher, found: FoundValues, forms: Sequence[str], sure: Collection[int]
) -> tuple[Counter[int], Counter[int]]:
    """Return how often each pattern is in the found values, and in what the run writes.

    What it writes for a value does not count for the patterns by which this value is known: otherwise a value that is
    replaced by itself would be no residue. Parts may stay: "Ohio" of a town, or by chance the same surname.

    Arguments:
        searcher: the searcher of the patterns.
        found: the found values.
        forms: the form of each pattern.
        sure: the patterns that identify wherever they occur.
    """
    in_values, written = Counter[int](), Counter[int]()
    replaced, kept = list(found.replaced.items()), list(found.kept.items())
    of_surfaces = _hits(searcher, [surface for (_, surface, _), _ in replaced])
    of_made = _hits(searcher, [made for (_, _, made), _ in replaced])
    for ((entity, surface, _), count), own, other in zip(replaced, of_surfaces, of_made, strict=True):
        _add(in_values, own, count)
        whole, is_place = normal_form(surface).strip(), row_of(entity).family == "place"
        known = {index for index in own if forms[index] == whole or (index in sure and not is_place)}
        _add(written, {index: other[index] for index in other.keys() - known}, count)
    for (_, count), own in zip(kept, _hits(searcher, [surface for (_, surface), _ in kept]), strict=True):
        _add(in_values, own, count)
        _add(written, own, count)
    return in_values, written


def _add(total: Counter[int], counts: Mapping[int, int], times: int) -> None:
    for pattern, count in counts.items():
        total[pattern] += count * times


def _hits(searcher: TextSearcher, texts: Sequence[str]) -> Iterator[Counter[int]]:
    """Yield how often each pattern is in each of some texts, which are searched together."""
    for first in range(0, len(texts), TEXTS_AT_ONCE):
        content, starts = joined(text.encode("utf-8", "replace") for text in texts[first : first + TEXTS_AT_ONCE])
        yield from searcher.count_each(content, starts)
