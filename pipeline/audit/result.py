"""Results of audits: a verdict, the tables that a person reads, and the figures that a program reads."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline.evaluate.tables import Table


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one audit. It contains no value of any text.

    Arguments:
        test: the name of the audit.
        passed: whether it found nothing; None if it measures, and there is nothing to pass.
        verdict: one sentence: what was found, or how much may be left.
        tables: the tables, the most important first.
        notes: sentences about what the result does not cover.
        figures: all figures as JSON.
        is_void: whether the audit says nothing, because it would find nothing in the originals either.
    """

    test: str
    passed: bool | None
    verdict: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)
    is_void: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the result as JSON."""
        return {
            "test": self.test,
            "passed": self.passed,
            "verdict": self.verdict,
            **self.figures,
            "notes": list(self.notes),
            "tables": [asdict(table) for table in self.tables],
        }
