"""Dictionary benchmark: time to load, memory and speed of dictionaries with up to a million terms, each in a process.

The terms are invented names of one to three words. The text is English prose in which every hundredth word is replaced
by a term, in one of its spellings.

python benchmarks/dictionaries.py [--terms 1000000] [--write]
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from report import show, write

from pipeline.policy.dictionaries import Dictionary
from recognizers.lexicon.pools import pool
from recognizers.lexicon.vocabulary import Vocabulary

COLUMNS = ("terms", "seconds to read", "seconds to build", "MB of the words", "MB of the automaton", "MB/s searched")
SYLLABLES = "bar bel cor dan dun fen gal har hol kel lin mar mor nar pel quo ral sar tan ter ul ven wer yor zan".split()
TEXT_CHARACTERS, WINDOW = 2_000_000, 4_000
PAGE = 4096


def main() -> None:
    """Measure each size in a separate process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--terms", type=int, default=1_000_000, help="the largest number of terms")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        print(json.dumps(measured(arguments.measure)))
        return
    rows = [row(count) for count in (arguments.terms // 100, arguments.terms // 10, arguments.terms)]
    show("dictionaries", COLUMNS, rows)
    if arguments.write:
        write("dictionaries", COLUMNS, rows)


def row(count: int) -> tuple[str, ...]:
    """Measure a number of terms in a fresh process."""
    command = [sys.executable, __file__, "--measure", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    read, built, words, automaton, speed = json.loads(done.stdout)
    return f"{count:,}", f"{read:.1f}", f"{built:.1f}", f"{words:.0f}", f"{automaton:.0f}", f"{speed:.1f}"


def measured(count: int) -> tuple[float, float, float, float, float]:
    """Return the seconds to read and to build, the megabytes of both, and the megabytes searched a second."""
    draw = random.Random(count)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "terms.txt")
        path.write_text("\n".join(invented(draw, count)))
        before, started = resident_megabytes(), time.monotonic()
        terms = Dictionary.read(path).words
    read, with_words = time.monotonic() - started, resident_megabytes()
    started = time.monotonic()
    vocabulary = Vocabulary(terms)
    built, with_automaton = time.monotonic() - started, resident_megabytes()
    text = prose(draw, terms)
    started = time.monotonic()
    found = sum(len(set(vocabulary.find(text[at : at + WINDOW]))) for at in range(0, len(text), WINDOW))
    seconds = time.monotonic() - started
    if not found:
        raise RuntimeError("nothing was found")
    return read, built, with_words - before, with_automaton - with_words, len(text) / 1e6 / seconds


def invented(draw: random.Random, count: int) -> list[str]:
    """Return distinct invented names."""
    words = ["".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))).title() for _ in range(count // 3)]
    terms: set[str] = set()
    while len(terms) < count:
        terms.add(" ".join(draw.choices(words, k=draw.randint(1, 3))))
    return sorted(terms)


def prose(draw: random.Random, terms: tuple[str, ...]) -> str:
    """Return English words, every hundredth of which is a term."""
    common, words, length = pool("any", "common_word"), [], 0
    while length < TEXT_CHARACTERS:
        term = draw.choice(terms)
        words += [*draw.choices(common, k=99), draw.choice([term, term.lower(), term.replace(" ", "_"), f"{term}'s"])]
        length += 600
    return " ".join(words)[:TEXT_CHARACTERS]


def resident_megabytes() -> float:
    """Return the resident memory of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6


if __name__ == "__main__":
    main()
