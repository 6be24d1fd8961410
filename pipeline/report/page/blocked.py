"""Blocked records of a run: why they were left out, from the files that the run wrote about them."""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from apache_beam.io.filesystem import BeamIOError
from apache_beam.io.filesystems import FileSystems

from pipeline.report.model import RunManifest
from pipeline.run.publishing import blocked_list
from pipeline.run.storage import BeamStorage

NUMBER = re.compile(r"\d+")
UNKNOWN = "unknown: the file about it is missing or damaged"


@dataclass(frozen=True, slots=True)
class Blocked:
    """The blocked records of a run.

    Arguments:
        reasons: (reason, number of records), the most frequent first. Places within a record are left out.
        records: file -> (its member in an archive, or "", and the number) of each blocked record.
    """

    reasons: tuple[tuple[str, int], ...]
    records: dict[str, frozenset[tuple[str, int]]]


def read_blocked(manifest: RunManifest, output: str) -> Blocked:
    """Read the lines about blocked records.

    Arguments:
        manifest: the manifest of the run, with the number of lines that are expected.
        output: the output folder of the run.
    """
    reasons: Counter[str] = Counter()
    records: dict[str, frozenset[tuple[str, int]]] = {}
    missing = 0
    for file in manifest.files:
        if not file.records.blocked:
            continue
        lines = _lines(output, file.name)[: file.records.blocked]
        records[file.name] = frozenset((where.removeprefix(file.name)[2:], number) for where, number, _ in lines)
        reasons.update(reason for *_, reason in lines)
        missing += file.records.blocked - len(lines)
    counted = _without_places(reasons)
    if missing:
        counted.append((UNKNOWN, missing))
    return Blocked(tuple(counted), records)


def _lines(output: str, name: str) -> list[tuple[str, int, str]]:
    """Return (file, record, reason) of each line of a file; an empty list if the file is missing or damaged."""
    path = FileSystems.join(output, blocked_list(name))
    try:
        with BeamStorage().open(path) as file:
            return [_line(json.loads(line)) for line in file]
    except (OSError, BeamIOError, ValueError, KeyError, TypeError, RecursionError):
        return []


def _line(line: dict[str, Any]) -> tuple[str, int, str]:
    return str(line["file"]), int(line["record"]), str(line["reason"])


def _without_places(reasons: Counter[str]) -> list[tuple[str, int]]:
    """Return one reason for all that differ by numbers only, such as positions; a reason without a second one stays."""
    groups: dict[str, list[str]] = defaultdict(list)
    for reason in sorted(reasons):
        groups[NUMBER.sub("N", reason)].append(reason)
    named = {common if len(group) > 1 else group[0]: group for common, group in groups.items()}
    counted = [(name, sum(reasons[one] for one in group)) for name, group in named.items()]
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))
