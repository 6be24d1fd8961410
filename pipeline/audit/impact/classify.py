"""Classification: which policy each file and each field deserves, by the table of `pipeline.policy.classes`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.audit.impact.measure import Measured
from pipeline.evaluate.intervals import Interval
from pipeline.policy.classes import ClassRule, class_rules


@dataclass(frozen=True, slots=True)
class Finding:
    """One entity in a file or in a field.

    Arguments:
        entity: the entity.
        values: its different values.
        records: the records, or the values of the field, that have it.
        share: their share, with the limits of more data of the same kind.
    """

    entity: str
    values: int
    records: int
    share: Interval


@dataclass(frozen=True, slots=True)
class Proposal:
    """The class that a file or a field deserves.

    Arguments:
        name: the name of the file, or the dotted path of the field.
        of: the number of its records, or of its values.
        rule: the row of the table that fits.
        reasons: what makes it fit, the most frequent first.
    """

    name: str
    of: int
    rule: ClassRule
    reasons: tuple[Finding, ...]

    @property
    def classification(self) -> str:
        """The proposed class."""
        return self.rule.classification


@dataclass(frozen=True, slots=True)
class FileProposal:
    """What is proposed for a file.

    Arguments:
        whole: for the whole file.
        fields: for its fields, the strictest first, but for those that deserve the least strict class.
        decisive: the fields without which the file deserves a less strict class; empty if there are none.
        without: that class.
    """

    whole: Proposal
    fields: tuple[Proposal, ...]
    decisive: tuple[str, ...] = ()
    without: str = ""


@dataclass(frozen=True, slots=True)
class _Counted:
    """How often an entity is in a field of a file; the field is empty for other text."""

    field: str
    entity: str
    values: int
    records: int


def classify(measured: Measured, names: Sequence[str], *, is_sample: bool) -> list[FileProposal]:
    """Return what is proposed for each file, in the order of the inputs.

    Arguments:
        measured: the facts of the data.
        names: the name of each file, by its number.
        is_sample: whether only the first records were read: then the upper limits of the shares decide.
    """
    return [
        _of_file(measured, file.number, names[file.number], is_sample=is_sample)
        for file in sorted(measured.files, key=lambda one: one.number)
    ]


def strictness(classification: str) -> int:
    """Return the place of a class in the table: 0 for the strictest."""
    return [rule.classification for rule in class_rules()].index(classification)


def _of_file(measured: Measured, number: int, name: str, *, is_sample: bool) -> FileProposal:
    small, values = measured.sums.small, measured.sums.values_in_files()
    records = small.records[number]
    total = [
        _Counted("", entity, values[number, entity], n)
        for (file, entity), n in small.with_entity.items()
        if file == number
    ]
    whole = _proposal(name, records, total, is_sample=is_sample)
    counted = list(_counted(measured, number))
    fields = [
        _proposal(
            field, small.filled[number, field], (one for one in counted if one.field == field), is_sample=is_sample
        )
        for field in sorted({one.field for one in counted} - {""})
    ]
    fields.sort(key=lambda one: (strictness(one.classification), one.name))
    decisive = tuple(one.name for one in fields if one.classification == whole.classification)
    rest = [one for one in counted if one.field not in decisive]
    without = _proposal(name, records, _joined(rest), is_sample=is_sample).classification
    is_decided = bool(decisive) and strictness(without) > strictness(whole.classification)
    least = class_rules()[-1].classification
    shown = tuple(one for one in fields if one.classification != least)
    return FileProposal(whole, shown, decisive if is_decided else (), without if is_decided else "")


def _counted(measured: Measured, number: int) -> Iterator[_Counted]:
    for one in measured.sums.fields(by_file=True):
        if one.file == number:
            records = measured.sums.small.in_records[number, one.field, one.entity]
            yield _Counted(one.field, one.entity, one.values, records)


def _joined(counted: Iterable[_Counted]) -> list[_Counted]:
    """Return the sums by entity, as if no two fields of a record had the same entity: at most too many."""
    sums: dict[str, _Counted] = {}
    for one in counted:
        before = sums.get(one.entity, _Counted("", one.entity, 0, 0))
        sums[one.entity] = _Counted("", one.entity, before.values + one.values, before.records + one.records)
    return list(sums.values())


def _proposal(name: str, of: int, counted: Iterable[_Counted], *, is_sample: bool) -> Proposal:
    findings = [_finding(one, of) for one in counted]
    for rule in class_rules():
        reasons = [one for one in findings if rule.names(one.entity) and _fits(rule, one, is_sample=is_sample)]
        if reasons or not rule.entities:
            reasons.sort(key=lambda one: (-one.values, one.entity))
            return Proposal(name, of, rule, tuple(reasons))
    raise AssertionError("the last row of the table fits everything")


def _finding(one: _Counted, of: int) -> Finding:
    records, of = min(one.records, of), max(of, 1)
    return Finding(one.entity, one.values, records, Interval.of(records, of))


def _fits(rule: ClassRule, one: Finding, *, is_sample: bool) -> bool:
    return rule.fits(one.values, 100 * (one.share.high if is_sample else one.share.share))
