"""Evaluations: of labelled files, by several contenders, and of a checked sheet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluate.contenders import NAME, OTHERS, Ours, Progress, found_by, kept_by
from pipeline.evaluate.gold import Gold
from pipeline.evaluate.labelled import Labelled
from pipeline.evaluate.miss_rate import Checked, MissRate, Stratum, miss_rate
from pipeline.evaluate.score import Kind, Score, score
from pipeline.evaluate.sheet import STRATA
from pipeline.policy.loading import Policy
from pipeline.text.document import Findings
from pipeline.text.spans import Span
from recognizers.entities import general


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result of an evaluation.

    Arguments:
        documents: the labelled documents.
        found: the findings of each contender by its name, for each document.
        scores: the score of each contender by its name, Heteronym first.
    """

    documents: list[Gold]
    found: Mapping[str, list[list[Span]]]
    scores: Mapping[str, Score]


def evaluate_gold(
    documents: list[Gold],
    policy: Policy,
    against: Sequence[str] = (),
    *,
    only: Collection[str] = (),
    on_progress: Progress = lambda _: None,
) -> Evaluation:
    """Evaluate labelled documents. Each is a document of its own.

    Arguments:
        documents: the labelled documents.
        policy: the policy of Heteronym, which determines what is replaced.
        against: the names of other contenders, from OTHERS, for the same texts.
        only: the entities, by their general names, that the documents label; findings of others are not counted. Empty
            if the documents label everything sensitive.
        on_progress: receives the completed share of the work, 0 to 1.

    Raises:
        PolicyError: a recognizer of the policy cannot be loaded.
        HeteronymError: the package of a contender is not installed.
    """
    contenders = {NAME: Ours(policy), **{name: OTHERS[name]() for name in against}}
    texts = [document.text for document in documents]
    found = {}
    for place, (name, contender) in enumerate(contenders.items()):

        def on_part(share: float, before: int = place) -> None:
            on_progress((before + share) / len(contenders))

        spans = found_by(contender, texts, on_part)
        found[name] = [[span for span in of_text if not only or general(span.entity) in only] for of_text in spans]
    return _evaluation(documents, found, policy)


def evaluate_sheet(
    labelled: Sequence[Labelled], policy: Policy, on_progress: Progress = lambda _: None
) -> tuple[Evaluation, MissRate]:
    """Evaluate the checked records of a sheet, and estimate the miss rate of the data that they were drawn from.

    Arguments:
        labelled: the checked records, at least one.
        policy: the policy that determines what is replaced. Values that it keeps are not missed.
        on_progress: receives the completed share of the work, 0 to 1.

    Raises:
        RecordError: too few records are checked.
    """
    ours = Ours(policy)
    found: list[list[Span]] = []
    for number, record in enumerate(labelled, 1):
        found.append(_joined(record, ours.found_in([record.document])[0]))
        on_progress(number / len(labelled))
    evaluation = _evaluation([record.joined() for record in labelled], {NAME: found}, policy)
    first = labelled[0].row
    checked = counted(evaluation)
    sizes = {record.row.stratum: record.row.stratum_records for record in labelled}
    strata = [
        Stratum(
            stratum,
            sizes.get(stratum, first.pool_records - sum(sizes.values())),
            tuple(one for one, record in zip(checked, labelled, strict=True) if record.row.stratum == stratum),
        )
        for stratum in STRATA
    ]
    return evaluation, miss_rate(strata, is_whole=first.pool_records == first.records)


def _evaluation(documents: list[Gold], found: Mapping[str, list[list[Span]]], policy: Policy) -> Evaluation:
    kept = kept_by(policy, [entity for document in documents for *_, entity in document.marks])
    return Evaluation(documents, found, {name: score(documents, spans, kept) for name, spans in found.items()})


def _joined(record: Labelled, findings: Findings) -> list[Span]:
    """Return the findings of a record in its joined text."""
    return [
        Span(span.start + offset, span.end + offset, span.entity, span.score, span.source)
        for offset, spans in zip(record.offsets(), findings, strict=True)
        for span in spans
    ]


def counted(evaluation: Evaluation) -> list[Checked]:
    """Return the number of values and of misses of each document, without values that the policy keeps.

    Arguments:
        evaluation: an evaluation with Heteronym among its contenders.
    """
    own = evaluation.scores[NAME]
    missed = [0] * len(evaluation.documents)
    for case in own.cases:
        missed[case.document] += case.kind is Kind.MISS
    values = [sum(general(entity) not in own.kept for *_, entity in one.marks) for one in evaluation.documents]
    return [Checked(*pair) for pair in zip(values, missed, strict=True)]
