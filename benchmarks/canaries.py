"""Canary benchmark: what models of raw data and of its copy remember of planted values, and how long the audit takes.

python benchmarks/canaries.py FILE [--policy confidential] [--student transformer] [--write]
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path

from report import show, write

from pipeline.audit.canaries.measure import audit_canaries
from pipeline.audit.canaries.students import DEFAULT, STUDENTS
from pipeline.audit.canaries.tables import COLUMNS, report
from pipeline.policy.loading import Policy
from pipeline.records import ReadOptions
from pipeline.replace.keyed.keys import Key, KeySource
from pipeline.sanitizer_source import SanitizerSource

SECTIONS = {DEFAULT: "canaries", "transformer": "canaries transformer"}  # of docs/benchmarks.md
MASTER = bytes.fromhex("6a09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a")  # digits of roots


def main() -> None:
    """Audit a file with a fixed key."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", help="the data to take a sample of")
    parser.add_argument("--policy", default="confidential", help="the policy")
    parser.add_argument("--student", choices=STUDENTS, default=DEFAULT, help="the kind of models")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        key_file = Path(folder) / "key"
        Key(MASTER).save(key_file)
        source = SanitizerSource(Policy.load(arguments.policy), KeySource(str(key_file)))
        started, started_cpu = time.perf_counter(), time.process_time()
        measured = audit_canaries([arguments.file], source, ReadOptions(), student=arguments.student)
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - started_cpu
    result = report(measured)
    rows = result.tables[0].rows
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    cost = f"{seconds:.0f} s, {cpu_seconds:.0f} s of processor time, {peak_mb:.0f} MB"
    show(f"canaries: {cost}, {measured.records} records", COLUMNS, rows)
    print(result.verdict)
    if arguments.write:
        write(SECTIONS[arguments.student], COLUMNS, rows)


if __name__ == "__main__":
    main()
