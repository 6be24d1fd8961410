"""Memory benchmark: resident memory of a process with one tier of the model, and with several policies.

Each row is measured in a process of its own: tiers after a text and after chats, policies after a text under each, and
how much came with the policies. Set PYTHONPATH to another checkout to measure that one.

python benchmarks/memory.py [--words 100000] [--kilobytes 150] [--write]
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

CHATS = Path(__file__).parents[2] / "shared/data/corpora/finetune_chat.jsonl"
TIER_COLUMNS = ("one process", "MiB after a text", "MiB after the chats")
COLUMNS = ("policies in one process", "resident MB", "MB of the policies", "seconds to load", "pickled source, KB")
TEXT = "Ask Maria Delgado, 4012-8888-8888-1881, about codename 77 before March 4, 2025."
POLICY = "confidential"
TIERS = ("accurate", "fast")
DETECTION, PSEUDONYMS = "detection", "detection and pseudonyms"
SHIPPED = ("confidential", "internal", "public", "restricted")
OWN = "classification: {name}-own\nextends: {name}\ndetection: {{dictionaries: [words.txt]}}\nentities: {{DICTIONARY_TERM: redact}}\n"


def main() -> None:
    """Measure each set of policies in a separate process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=100_000, help="the number of words in the dictionary")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    parser.add_argument("--kilobytes", type=int, default=150, help="how much of the chats is read")
    parser.add_argument("--measure", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--tier", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.tier:
        print(json.dumps(tier_measured(*arguments.tier, arguments.kilobytes * 1000)))
        return
    if arguments.measure:
        print(json.dumps(measured(arguments.measure)))
        return
    tiers = [tier_row(tier, work, arguments.kilobytes) for work in (DETECTION, PSEUDONYMS) for tier in TIERS]
    show(f"memory of a tier, {arguments.kilobytes} KB of chats", TIER_COLUMNS, tiers)
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
        write("memory of a tier", TIER_COLUMNS, tiers)
        write("memory", COLUMNS, rows)


def tier_row(tier: str, work: str, kilobytes: int) -> tuple[str, ...]:
    """Measure a tier in a fresh process."""
    first, last = in_a_process("--tier", tier, work, "--kilobytes", str(kilobytes))
    return f"{work}, ner: {tier}", f"{first / 2**20:.0f}", f"{last / 2**20:.0f}"


def row(policies: list[str]) -> tuple[str, ...]:
    """Measure policies in a fresh process."""
    resident, added, seconds, pickled = in_a_process("--measure", *policies)
    return f"{resident / 1e6:.0f}", f"{added / 1e6:.0f}", f"{seconds:.1f}", f"{pickled:.0f}"


def in_a_process(*arguments: str) -> list[float]:
    """Return what this program prints with other arguments."""
    done = subprocess.run(
        [sys.executable, __file__, *arguments], capture_output=True, text=True, check=True, env=os.environ
    )
    found: list[float] = json.loads(done.stdout)
    return found


def tier_measured(tier: str, work: str, size: int) -> tuple[int, int]:
    """Return the resident bytes after a text and after the chats, detected alone or also replaced."""
    from pipeline import Key, Policy, Sanitizer, sanitize_records
    from pipeline.detect.detector import Detector

    policy = Policy.load(POLICY)
    policy = policy.model_copy(update={"detection": policy.detection.model_copy(update={"ner": tier})})
    detector = Detector(policy)
    sanitizer = Sanitizer(policy, Key(bytes(range(32)))) if work == PSEUDONYMS else None
    after: list[int] = []
    with CHATS.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if sanitizer:
                list(sanitize_records([record], sanitizer))
            else:
                detector.detect([message["content"] for message in record["messages"]])
            after.append(resident_bytes())
            size -= len(line.encode())
            if size < 0:
                break
    return after[0], after[-1]


def measured(names: list[str]) -> tuple[float, float, float, float]:
    """Return the resident bytes and their share from the policies, the seconds, and the pickled source in KB."""
    from pipeline import Key, KeySource, Policy, Sanitizer
    from pipeline.sanitizer_source import SanitizerSource

    before, started = resident_bytes(), time.monotonic()
    policies = [Policy.load(name) for name in names]
    sanitizers = [Sanitizer(policy, Key(bytes(range(32)))) for policy in policies]
    for sanitizer in sanitizers:
        sanitizer.sanitize_text(TEXT)
    seconds = time.monotonic() - started
    after = resident_bytes()
    return after, after - before, seconds, len(pickle.dumps(SanitizerSource(policies[0], KeySource("key")))) / 1000


def resident_bytes() -> int:
    """Return the resident memory of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
