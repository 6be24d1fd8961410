"""Judgement: what of the found values is left in a copy, from how often each pattern occurs where.

A pseudonym can be the name of another person by chance, and a shifted date another person's date. So a pattern counts
only as far as it occurs more often than the run itself wrote it in place of other values. A value that does not identify
by itself, such as a surname or a town, counts only if the originals have it nowhere but in found values: then nothing
but a value can be left.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.audit.targets import Pattern, Reason, Targets, is_initials

Counts = Mapping[int, int]  # pattern -> occurrences
NOTHING: Mapping[int, Reason] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Occurrences:
    """How often each pattern occurs.

    Arguments:
        copy, copy_stored: in the records of the copy; in its files as they are stored, and in their names.
        original, original_stored: the same of the originals.
        in_values: in the values found in the originals, whatever was decided about them.
        written: in what the run writes for other values, and in values that it keeps.
    """

    copy: Counts
    copy_stored: Counts
    original: Counts
    original_stored: Counts
    in_values: Counts
    written: Counts


@dataclass(frozen=True, slots=True)
class Row:
    """The counts of one entity.

    Arguments:
        entity: the entity; empty for all.
        is_whole: whether whole values are counted, rather than parts.
        values: the values that are searched for.
        left: those that are left in the copy.
        occurrences: how often they are.
        expected: the values that are in the originals.
        found: those that the search finds there: without this, a copy without them says nothing.
    """

    entity: str
    is_whole: bool
    values: int = 0
    left: int = 0
    occurrences: int = 0
    expected: int = 0
    found: int = 0

    def __add__(self, other: "Row") -> "Row":
        return Row(
            self.entity,
            self.is_whole,
            self.values + other.values,
            self.left + other.left,
            self.occurrences + other.occurrences,
            self.expected + other.expected,
            self.found + other.found,
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """What is left.

    Arguments:
        rows: the counts of each entity, whole values first.
        left_out: the number of values that were not searched for, by (entity, reason).
        patterns: the patterns that are left.
    """

    rows: tuple[Row, ...]
    left_out: Mapping[tuple[str, Reason], int]
    patterns: tuple[int, ...] = field(repr=False)


def judge(targets: Targets, seen: Occurrences, apart: Mapping[int, Reason] = NOTHING) -> Judged:
    """Return what of the targets is left in the copy.

    Arguments:
        targets: what was searched for.
        seen: how often each pattern occurs where.
        apart: the patterns that say nothing, with the reason.
    """
    left = _left_by_pattern(targets, seen, apart)
    left_out = Counter(targets.left_out)
    rows: dict[tuple[bool, str], Row] = {}
    for value, row in zip(targets.values, _row_of_each(targets, seen, left, apart), strict=True):
        if isinstance(row, Reason):
            left_out[value.name, row] += 1
        elif row.values:
            key = not value.is_whole, value.entity
            rows[key] = rows.get(key, Row(value.entity, value.is_whole)) + row
    return Judged(tuple(rows[key] for key in sorted(rows)), left_out, tuple(left))


def _left_by_pattern(targets: Targets, seen: Occurrences, apart: Mapping[int, Reason]) -> dict[int, int]:
    """Return how often each pattern is left, for those that are."""
    forms, indices = [*targets.words], targets.word_indices()
    patterns = targets.patterns
    counts = {
        index: _left(index, forms[index] if index < len(forms) else "", indices, seen)
        for index in sorted({*seen.copy, *seen.copy_stored} - apart.keys())
        if _is_searched(index, patterns[index], seen)
        and _is_value_searched(patterns[index].value, targets, indices, seen)
    }
    return {index: count for index, count in counts.items() if count}


def _row_of_each(
    targets: Targets, seen: Occurrences, left: Mapping[int, int], apart: Mapping[int, Reason]
) -> Iterator[Row | Reason]:
    """Yield the counts of each value, or why it is not searched for. A form of no value counts only if it is left."""
    patterns, indices = targets.patterns, targets.word_indices()
    of_value: Counter[int] = Counter()
    for index, count in left.items():
        of_value[patterns[index].value] += count
    in_originals = {patterns[index].value for index in {*seen.original, *seen.original_stored}}
    for number, value in enumerate(targets.values):
        index, count = indices[value.form], of_value[number]
        is_found = value.is_found and (value.is_whole or bool(seen.in_values.get(index)))
        if not _is_value_searched(number, targets, indices, seen):
            yield Reason.USED
        elif index in apart:
            yield apart[index]
        else:
            is_counted = value.is_whole or is_found or count > 0
            counts = (is_counted, count > 0, count, is_found, is_found and number in in_originals)
            yield Row(value.entity, value.is_whole, *map(int, counts))


def _is_value_searched(number: int, targets: Targets, indices: Mapping[str, int], seen: Occurrences) -> bool:
    """Return whether the form in which a value is written is searched for."""
    form = targets.values[number].form
    return _is_searched(indices[form], targets.words[form], seen)


def _is_searched(index: int, pattern: Pattern, seen: Occurrences) -> bool:
    """Return whether every occurrence of a pattern can only mean its value."""
    everywhere = max(seen.original.get(index, 0), seen.original_stored.get(index, 0))
    return pattern.is_sure or everywhere <= seen.in_values.get(index, 0)


def _left(index: int, form: str, indices: Mapping[str, int], seen: Occurrences) -> int:
    """Return how often a pattern is left: more often than the run wrote it for other values."""
    in_records, written = seen.copy.get(index, 0), seen.written.get(index, 0)
    if in_records > written:
        return 0 if is_initials(form) and _is_of_pseudonyms(form, indices, seen) else in_records - written
    if in_records or written or _is_of_pseudonyms(form, indices, seen):  # names in two cells become neighbours
        return 0
    return seen.copy_stored.get(index, 0)


def _is_of_pseudonyms(form: str, indices: Mapping[str, int], seen: Occurrences) -> bool:
    """Return whether one of the words of a form only occurs in what the run wrote: then so does the form."""
    words = [indices[word] for word in form.split() if word in indices]
    return any(0 < seen.copy.get(word, 0) <= seen.written.get(word, 0) for word in words)


def total(rows: Sequence[Row]) -> Row:
    """Return the sum of the rows of whole values."""
    return sum((row for row in rows if row.is_whole), start=Row("", True))
