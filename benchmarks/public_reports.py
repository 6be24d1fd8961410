"""Bug report benchmark: share of cases from public bug reports of similar tools that pass.

python benchmarks/public_reports.py [--cases FILE] [--failed] [--write]
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from report import show, write

from pipeline import Key, Policy, Sanitizer

CASES = Path(__file__).parents[2] / "shared/data/cases/public_reports.jsonl"
COLUMNS = ("kind of report", "cases", "hold", "share")


@dataclass(frozen=True, slots=True)
class Case:
    """One input of a bug report.

    Arguments:
        case, source, kind: the name of the case, the report, and the kind of failure.
        policy: the policy to apply.
        text: the input.
        must_go, must_stay: strings that the output must not contain, and strings that it must contain.
    """

    case: str
    source: str
    kind: str
    policy: str
    text: str
    must_go: Sequence[str]
    must_stay: Sequence[str]

    def faults(self, output: str) -> list[str]:
        """Return the failures of an output; empty if the case passes."""
        left = [f"left {value!r}" for value in self.must_go if value in output]
        return left + [f"lost {value!r}" for value in self.must_stay if value not in output]


def main() -> None:
    """Run every case and print the share that passes, by kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--failed", action="store_true", help="print each case that does not hold")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    options = parser.parse_args()
    cases = [Case(**json.loads(line)) for line in options.cases.read_text(encoding="utf-8").splitlines()]
    faults = dict(_run(cases))
    if options.failed:
        for case in cases:
            if faults[case.case]:
                print(f"{case.case} ({case.policy}) {case.text!r}: {', '.join(faults[case.case])}")
    rows = _rows(cases, faults)
    show("Cases from public bug reports", COLUMNS, rows)
    if options.write:
        write("public reports", COLUMNS, rows)


def _run(cases: Sequence[Case]) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each case and its failures. Each text is a separate document."""
    by_policy = defaultdict(list)
    for case in cases:
        by_policy[case.policy].append(case)
    for name, group in by_policy.items():
        sanitizer = Sanitizer(Policy.load(name), Key(bytes(range(32))), dataset="benchmark")
        for case, [result] in zip(group, sanitizer.sanitize([[case.text] for case in group]), strict=True):
            yield case.case, case.faults(result.text)


def _rows(cases: Sequence[Case], faults: dict[str, list[str]]) -> list[list[str]]:
    total = Counter(case.kind for case in cases)
    passed = Counter(case.kind for case in cases if not faults[case.case])
    rows = [[kind, str(count), str(passed[kind]), f"{passed[kind] / count:.0%}"] for kind, count in total.most_common()]
    return [*rows, ["all", str(len(cases)), str(passed.total()), f"{passed.total() / len(cases):.0%}"]]


if __name__ == "__main__":
    main()
