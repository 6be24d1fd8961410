"""Findings of the rules in source code of installed packages and in ordinary prose, to be labelled true or false by reading.

    python benchmarks/false_alarms.py [--lines 100000] [--prose FILE.jsonl] [--show 5] [--seed 1]

It prints the findings of each rule per 10,000 lines of source code (a sample of the `.py` files of site-packages) and
per 10,000 words of prose (a sample of the strings of a JSON Lines file), and how many findings the look-alikes of the
same rules suppressed before. It does not know which findings are true: links of projects and names of authors are. The
goal of all rules together is at most 1 false one of each.
"""

import argparse
import json
import sysconfig
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from pipeline.detect.look_alikes import without_look_alikes
from pipeline.text.spans import Span
from recognizers.families import rules, source_code
from recognizers.rules import LOOK_ALIKE, RuleRecognizer

UNIT = 10_000
MAX_CHARACTERS = 200_000  # larger files are tables of data, not code


def main() -> None:
    """Print the false alarms of each rule."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=100_000, help="lines of source code")
    parser.add_argument("--prose", type=Path, help="a JSON Lines file of prose")
    parser.add_argument("--words", type=int, default=200_000, help="words of prose")
    parser.add_argument("--show", type=int, default=5, help="findings to print of each rule")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    report("lines of source code", code_files(options.seed), options.lines, options.show, lambda text: text.count("\n"))
    if options.prose:
        report(
            "words of prose",
            prose(options.prose, options.seed),
            options.words,
            options.show,
            lambda text: len(text.split()),
        )


def report(unit: str, texts: Iterable[str], limit: int, show: int, size: Any) -> None:
    """Print the findings of each rule in texts, up to a size."""
    recognizers = [*map(RuleRecognizer, rules()), *source_code.recognizers()]
    found: dict[str, list[str]] = defaultdict(list)
    total = suppressed = 0
    for text in texts if limit else ():
        total += size(text)
        spans = findings(recognizers, text)
        kept = without_look_alikes(spans)
        suppressed += sum(span.entity != LOOK_ALIKE for span in spans) - len(kept)
        for span in kept:
            found[span.source].append(in_context(text, span))
        if total >= limit:
            break
    count = sum(map(len, found.values()))
    print(f"{count} findings in {total:,} {unit}: {count * UNIT / max(total, 1):.2f} per {UNIT:,}")
    print(f"look-alikes suppressed {suppressed} more")
    for name, examples in sorted(found.items(), key=lambda item: -len(item[1])):
        print(f"  {name} {len(examples)}", *islice(examples, show), sep="\n      ")


def findings(recognizers: Iterable[RuleRecognizer], text: str) -> list[Span]:
    """Return the findings and look-alikes of rules in a text."""
    return [
        Span(one.start, one.end, one.entity_type, one.score, recognizer.name)
        for recognizer in recognizers
        for one in recognizer.analyze(text, recognizer.supported_entities)
    ]


def in_context(text: str, span: Span) -> str:
    """Return a finding with the text around it, on one line."""
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 20]
    return repr(f"{before}⟦{text[span.start : span.end]}⟧{after}")


def code_files(seed: int) -> Iterator[str]:
    """Yield Python files of the installed packages, in a random order."""
    files = sorted(Path(sysconfig.get_path("purelib")).rglob("*.py"))
    Random(seed).shuffle(files)
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        if len(text) <= MAX_CHARACTERS:
            yield text


def prose(path: Path, seed: int) -> Iterator[str]:
    """Yield the strings of a JSON Lines file, its lines in a random order."""
    with path.open(encoding="utf-8") as file:
        lines = list(file)
    Random(seed).shuffle(lines)
    for line in lines:
        yield from strings(json.loads(line))


def strings(value: Any) -> Iterator[str]:
    """Yield the strings of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


if __name__ == "__main__":
    main()
