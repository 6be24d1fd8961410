"""Report of a lineage test: its verdict, its tables, and its figures. No name of a person of the originals is in it."""

from collections.abc import Iterator
from typing import Any

from pipeline.audit.lineage.black_box import Overlap
from pipeline.audit.lineage.trial import LEVEL, Row, Trial
from pipeline.audit.lineage.white_box import Ranks
from pipeline.audit.result import Result
from pipeline.evaluate.tables import Table

COLUMNS = ("suspect", "world", "tested", "found", "by chance", "other keys", "p-value", "corrected")
CONTROL = "the copy itself"
SHOWN = 1e-99  # smaller p-values are shown as below it
TEXTS, LOG_PROBABILITIES = "texts", "log-probabilities"
NO_COMMITMENT = "no commitment is given: nothing shows that key and people were chosen before the texts were known"
NO_CONTROL = "no copy is given: nothing shows that the test finds the pseudonyms of a copy; pass it with --copy"


def report(trial: Trial, commitment_digest: str = "") -> Result:
    """Return the report of a test.

    Arguments:
        trial: the results.
        commitment_digest: the SHA-256 of the verified commitment; empty for none.
    """
    table = Table("", COLUMNS, tuple(rows_of(trial)))
    notes = tuple(_notes(trial, commitment_digest))
    passed = trial.has_power and not trial.evidence
    return Result("lineage", passed, verdict_of(trial), (table,), notes, _figures(trial, commitment_digest))


def verdict_of(trial: Trial) -> str:
    """Return the verdict, one sentence."""
    if trial.evidence:
        best: dict[tuple[str, str], float] = {}
        for row in sorted(trial.evidence, key=lambda one: one.corrected):
            best.setdefault((row.suspect, row.scope), row.corrected)
        best_of_each = ((suspect, scope, p_text(p)) for (suspect, scope), p in best.items())
        return "; ".join(
            f"{suspect} has the pseudonyms of {scope} (corrected p-value {p})" for suspect, scope, p in best_of_each
        )
    if not trial.has_power:
        return (
            "the test says nothing: it does not find the pseudonyms in the copy itself. Pass the key, the originals "
            "and the options of its run"
        )
    smallest = min(row.corrected for row in trial.rows)
    return f"no evidence: the smallest corrected p-value is {smallest:.2g}, and evidence begins at {LEVEL:g}"


def rows_of(trial: Trial) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table."""
    for row in trial.rows:
        yield (row.suspect, row.scope, *_cells(row.result), p_text(row.corrected))
    for scope, overlap in zip(trial.scopes, trial.control, strict=False):
        yield (CONTROL, scope, *_cells(overlap), "-")


def _cells(result: Overlap | Ranks) -> tuple[str, ...]:
    if isinstance(result, Ranks):
        found, chance = f"{result.first} of {result.people} first", f"{result.people / result.candidates:.2g}"
        return (LOG_PROBABILITIES, found, chance, "-", p_text(result.p_value))
    found = f"{len(result.found)} of {result.pseudonyms}"
    return (TEXTS, found, f"{result.expected:.2g}", f"at most {result.most_of_others}", p_text(result.p_value))


def p_text(p_value: float) -> str:
    """Return a p-value with two digits."""
    return f"< {SHOWN:g}" if p_value < SHOWN else f"{p_value:.2g}"


def _notes(trial: Trial, commitment_digest: str) -> Iterator[str]:
    if not commitment_digest:
        yield NO_COMMITMENT
    if not trial.control:
        yield NO_CONTROL
    if trial.people.unread:
        yield f"{trial.people.unread} records of the originals cannot be read or scanned: their people were not tested"
    if trial.unread:
        yield f"{trial.unread} records of the texts cannot be read, and were left out"


def _figures(trial: Trial, commitment_digest: str) -> dict[str, Any]:
    return {
        "level": LEVEL,
        "people": len(trial.people.people),
        "commitment_sha256": commitment_digest or None,
        "tests": [_figures_of(row) for row in trial.rows],
        "control": [
            {"scope": scope, **_numbers(overlap)} for scope, overlap in zip(trial.scopes, trial.control, strict=False)
        ],
    }


def _figures_of(row: Row) -> dict[str, Any]:
    figures = {"suspect": row.suspect, "scope": row.scope, **_numbers(row.result)}
    return {**figures, "p_corrected": row.corrected, "is_evidence": row.is_evidence}


def _numbers(result: Overlap | Ranks) -> dict[str, Any]:
    if isinstance(result, Ranks):
        counts = {"people": result.people, "candidates": result.candidates, "first": result.first}
        return {"tested": LOG_PROBABILITIES, **counts, "p": result.p_value}
    return {
        "tested": TEXTS,
        "pseudonyms": result.pseudonyms,
        "names_in_texts": result.seen,
        "found": len(result.found),
        "expected": result.expected,
        "other_keys": result.others,
        "most_under_other_keys": result.most_of_others,
        "p_by_other_keys": result.rank_p,
        "p": result.p_value,
    }
