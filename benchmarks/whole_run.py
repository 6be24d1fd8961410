"""Run benchmark: duration of a run and memory of all of its processes, on a file once and repeated several times.

python benchmarks/whole_run.py [--data FILE] [--times 10] [--write]   (reads /proc, so on Linux)
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from report import show, write

from pipeline import Key

DATA = Path(__file__).parents[2] / "shared/data/corpora/finetune_chat.jsonl"
COLUMNS = ("input", "MB", "seconds", "peak memory of all processes together, MB", "records in, out, blocked")
SAMPLE_SECONDS = 0.5


def main() -> None:
    """Run the command on the file once, and on the file repeated."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="a file to anonymize")
    parser.add_argument("--times", type=int, default=10, help="how often the file is repeated in the second run")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = [measure(arguments.data, times, Path(folder) / str(times)) for times in (1, arguments.times)]
    show("a whole run", COLUMNS, rows)
    if arguments.write:
        write("whole run", COLUMNS, rows)


def measure(data: Path, times: int, folder: Path) -> tuple[str, ...]:
    """Run the command on `data` repeated; return the row of the table."""
    folder.mkdir()
    repeated, key, output = folder / data.name, folder / "key", folder / "out"
    with repeated.open("wb") as target:
        for _ in range(times):
            with data.open("rb") as source:
                shutil.copyfileobj(source, target)
    Key(hashlib.sha256(b"whole run").digest()).save(key)
    command = [sys.executable, "-m", "pipeline.cli", "run", repeated, "-c", "confidential", "-o", output]
    started, peak = time.monotonic(), 0
    process = subprocess.Popen([*map(str, command), "--key-file", str(key)])
    while process.poll() is None:
        peak = max(peak, resident_bytes(process.pid))
        time.sleep(SAMPLE_SECONDS)
    if process.returncode:
        sys.exit(f"the run ended with {process.returncode}")
    seconds = time.monotonic() - started
    records = json.loads((output / "report/manifest.json").read_text())["records"]
    counted = ", ".join(f"{records[kind]:,}" for kind in ("in", "out", "blocked"))
    return f"{times} x", f"{repeated.stat().st_size / 1e6:.1f}", f"{seconds:.0f}", f"{peak / 1e6:,.0f}", counted


def resident_bytes(root: int) -> int:
    """Return the resident memory of a process and its descendants."""
    parents, resident = {}, {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except OSError:
            continue  # the process has ended
        process = int(fields["Pid"])
        parents[process] = int(fields["PPid"])
        resident[process] = int(fields.get("VmRSS", "0 kB").split()[0]) * 1024

    def is_descendant(process: int) -> bool:
        while process not in (root, 0):
            process = parents.get(process, 0)
        return process == root

    return sum(size for process, size in resident.items() if is_descendant(process))


if __name__ == "__main__":
    main()
