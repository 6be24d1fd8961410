"""Report of a canary audit: its verdict, its tables, and its figures. No canary is in it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from pipeline.audit.canaries.exposure import NULL_BITS
from pipeline.audit.canaries.figures import (
    CONTROL_BITS,
    Figures,
    Outcome,
    figures_of,
    outcome_of,
    remembered,
    weak_kinds,
    weak_models,
)
from pipeline.audit.canaries.inference import CHOICES
from pipeline.audit.canaries.measure import Measured
from pipeline.audit.canaries.observing import ALL, OUTSIDER_VALUES, VALUES
from pipeline.audit.canaries.stages import CONTINUATIONS, STAGES
from pipeline.audit.canaries.students import STUDENTS
from pipeline.audit.result import Result
from pipeline.evaluate.tables import Table

COLUMNS = (
    "kind",
    "model",
    "canaries",
    "exposure: raw, copy (highest)",
    "p-value",
    "without the key",
    "extracted: raw, copy",
    f"1 of {CHOICES}: raw, copy (95 %)",
    "epsilon above: raw, copy (seen from)",
)
STUDENT = STAGES[1]
LEAST_P = 1e-4

World = Sequence[Figures]


def report(measured: Measured) -> Result:
    """Return the report of an audit."""
    raw, copy = (tuple(map(figures_of, world)) for world in (measured.raw, measured.copy))
    outcome = outcome_of(raw, copy)
    return Result(
        "canaries",
        outcome is Outcome.PASSED,
        f"{VERDICTS[outcome](raw, copy)}; the models are {STUDENTS[measured.student].models}",
        (Table("", COLUMNS, tuple(map(row_of, raw, copy))),),
        tuple(_notes(measured, raw)),
        _figures(measured, raw, copy),
        is_void=outcome is Outcome.VOID,
    )


def _passed(raw: World, copy: World) -> str:
    one = _student(copy)
    return (
        f"none of {one.canaries} canaries is remembered: the mean exposure at the student is {one.exposure_bits:.2f} bits "
        f"({NULL_BITS:.2f} is chance; {_student(raw).exposure_bits:.2f} with the raw data), and no model wrote out an "
        f"original in {CONTINUATIONS:,} continuations"
    )


def _void(raw: World, _: World) -> str:
    return (
        f"the models of the raw data do not remember the canaries either ({', '.join(weak_models(raw))}: mean exposure under "
        f"{CONTROL_BITS} bits, student {_student(raw).exposure_bits:.2f}): the test says nothing about the copy"
    )


def _failed(_: World, copy: World) -> str:
    found = remembered(copy)
    kinds = list(dict.fromkeys(one.kind for one in found if one.kind != ALL)) or ["canaries of all kinds together"]
    models = list(dict.fromkeys(one.model for one in found))
    bits = max(max(one.exposure_bits, one.outsider_bits or 0) for one in found)
    written = max(one.extracted for one in copy if one.kind == ALL)
    is_keyless = any((one.outsider_p_value or 1) < LEAST_P for one in found)
    parts = (
        f"the copy gives canaries away: {', '.join(kinds)} ({', '.join(models)}; exposure up to {bits:.2f} bits, "
        f"{NULL_BITS:.2f} is chance)",
        f"a model wrote out {written} originals" if written else "",
        "what replaces them can be found without the key" if is_keyless else "",
    )
    return "; ".join(filter(None, parts))


VERDICTS = {Outcome.PASSED: _passed, Outcome.VOID: _void, Outcome.FAILED: _failed}


def _student(world: World) -> Figures:
    return next(one for one in world if one.kind == ALL and one.model == STUDENT)


def row_of(raw: Figures, copy: Figures) -> tuple[str, ...]:
    """Return the cells of a kind and a model, under COLUMNS."""
    limits = f"{_percent(copy.inferred_low)} to {_percent(copy.inferred_high)} %"
    return (
        copy.kind,
        copy.model,
        str(copy.canaries),
        f"{raw.exposure_bits:.2f}, {copy.exposure_bits:.2f} ({copy.highest_bits:.1f})",
        _p_value(copy.p_value),
        "-" if copy.outsider_bits is None else f"{copy.outsider_bits:.2f}",
        f"{raw.extracted}, {copy.extracted}",
        f"{_percent(raw.inferred)} %, {_percent(copy.inferred)} % ({limits})",
        f"{raw.epsilon:.2f}, {copy.epsilon:.2f} ({copy.detectable_epsilon:.2f})",
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _p_value(value: float) -> str:
    return f"{value:.4f}" if value >= LEAST_P else f"< {LEAST_P:.4f}"


def _notes(measured: Measured, raw: World) -> Iterator[str]:
    sample = measured.sample
    if kinds := weak_kinds(raw):
        yield f"models of the raw data remember too little of {', '.join(kinds)}: the test says nothing about these"
    if measured.blocked:
        yield f"the policy blocks {measured.blocked} of {measured.records} records with canaries: they are not in the copy"
    if sample.unread:
        yield f"{sample.unread} records or files cannot be read: they are not in the sample"
    if sample.without_text:
        yield f"{sample.without_text} records without free text are not in the sample"


def _figures(measured: Measured, raw: World, copy: World) -> dict[str, Any]:
    return {
        "outcome": str(outcome_of(raw, copy)),
        "student": measured.student,
        "records": measured.records,
        "records_blocked": measured.blocked,
        "records_without_text": measured.sample.without_text,
        "unread": measured.sample.unread,
        "chance_bits": NULL_BITS,
        "control_bits": CONTROL_BITS,
        "values": VALUES,
        "values_without_key": OUTSIDER_VALUES,
        "continuations": CONTINUATIONS,
        "choices": CHOICES,
        "remembered": [{"kind": one.kind, "model": one.model} for one in remembered(copy)],
        "raw": list(map(asdict, raw)),
        "copy": list(map(asdict, copy)),
    }
