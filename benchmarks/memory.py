"""How much memory the policies of a process take: one policy, four, and four with a dictionary, each in a process of its own.

The figure is the resident memory of a process after it has sanitized a text under each of its policies, and how much
of it came with the policies. Set PYTHONPATH to another checkout to measure that one.

python benchmarks/memory.py [--words 100000] [--write]
"""

import argparse
import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from report import show, write

COLUMNS = ("policies in one process", "resident MB", "MB of the policies", "seconds to load", "pickled source, KB")
TEXT = "Ask Maria Delgado, 4012-8888-8888-1881, about codename 77 before March 4, 2025."
SHIPPED = ("confidential", "internal", "public", "restricted")
OWN = "classification: {name}-own\nextends: {name}\ndetection: {{dictionaries: [words.txt]}}\nentities: {{DICTIONARY_TERM: redact}}\n"


def main() -> None:
    """Measure each set of policies in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=100_000, help="of the dictionary")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    parser.add_argument("--measure", nargs="+", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        print(json.dumps(measured(arguments.measure)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.joinpath("words.txt").write_text("".join(f"codename {number}\n" for number in range(arguments.words)))
        for policy in SHIPPED:
            folder.joinpath(f"{policy}.yaml").write_text(OWN.format(name=policy))
        own = [str(folder / f"{policy}.yaml") for policy in SHIPPED]
        cases = {
            "confidential": ["confidential"],
            "the four that ship": list(SHIPPED),
            f"one, with a dictionary of {arguments.words:,} words": own[:1],
            f"four, with a dictionary of {arguments.words:,} words": own,
        }
        rows = [(what, *row(policies)) for what, policies in cases.items()]
    show("memory of a process", COLUMNS, rows)
    if arguments.write:
        write("memory", COLUMNS, rows)


def row(policies: list[str]) -> tuple[str, ...]:
    """Measure policies in a fresh process."""
    done = subprocess.run(
        [sys.executable, __file__, "--measure", *policies], capture_output=True, text=True, check=True, env=os.environ
    )
    resident, added, seconds, pickled = json.loads(done.stdout)
    return f"{resident:.0f}", f"{added:.0f}", f"{seconds:.1f}", f"{pickled:.0f}"


def measured(names: list[str]) -> tuple[float, float, float, float]:
    """Return the resident memory and what of it came with the policies, in MB, seconds, and KB of a pickled source."""
    from pipeline import Key, KeySource, Policy, Sanitizer

    try:
        from pipeline.sanitizer_source import SanitizerSource
    except ImportError:
        from pipeline.sanitizers import SanitizerSource

    before, started = resident_megabytes(), time.monotonic()
    policies = [Policy.load(name) for name in names]
    sanitizers = [Sanitizer(policy, Key(bytes(range(32)))) for policy in policies]
    for sanitizer in sanitizers:
        sanitizer.sanitize_text(TEXT)
    seconds = time.monotonic() - started
    after = resident_megabytes()
    return after, after - before, seconds, len(pickle.dumps(SanitizerSource(policies[0], KeySource("key")))) / 1000


def resident_megabytes() -> float:
    """Return the resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
