"""Worst-case benchmark of matchers: CPU milliseconds per 1,000 characters, and growth of the cost with text length.

A growth of 1 is linear. Detection cuts texts into windows of at most 4,000 characters (`pipeline.detect.windows`), so that the
largest size here is the largest that a recognizer is given; the whole of the sanitizer, without a model, takes any.

    python benchmarks/hostile_patterns.py            the patterns of all recognizers, of every country
    python benchmarks/hostile_patterns.py 5          only those above 5 ms per 1,000 characters
    python benchmarks/hostile_patterns.py runs       each rule on whole runs of one piece, up to 1,000,000 characters
"""

import math
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex
from presidio_analyzer import EntityRecognizer

import recognizers
from pipeline import Key, Policy, Sanitizer
from pipeline.detect.windows import windows
from pipeline.text.normalize import part_escapes, part_scripts
from recognizers.entities import COUNTRIES
from recognizers.families import rules
from recognizers.lexicon.folding import fold, unescape
from recognizers.rules import FLAGS

SIZES = (1_000, 2_000, 4_000)
RUN_SIZES = (250_000, 1_000_000)
RUNS = ("1", ".", " ", "a", "(", "]", ": ", "<", '"', "=")
SHOWN_RULES = 20
# Each is repeated: elements that patterns repeat, and incomplete matches.
PIECES = (
    *("a.", "a@", "a-", "a_", "a ", "a/", "a:", "a'", "A", "a", "A1", "aA1 ", "Aa ", "A. ", "A.", "A-", "é", "e\u0301"),
    *(
        "1",
        "0",
        "1-",
        "1 ",
        "1.",
        "1/",
        "1:",
        "1,",
        "+1",
        "(1)",
        "12 ",
        "123-",
        "1a",
        "0x",
        "0-9",
        "19",
        "2024-",
        "01.",
    ),
    *(
        " ",
        "\t",
        "\n",
        " \n",
        ".",
        "-",
        "_",
        "/",
        "(",
        ")",
        '"',
        "'",
        "<",
        "=",
        "@",
        ":",
        "::",
        ",",
        "#",
        "\\",
        "\\u0041",
    ),
    *("a=", "a@a.", "a@a ", "a.com", "a.com/", "a.com.", "www.", "www1.", "http://", "http://a:", "http://a:b", "//a"),
    *(
        "a://",
        "https://a.a.",
        "eyJa.",
        "eyJaaaaaaaa.",
        "Bearer ",
        "api_key: ",
        "password: ",
        "password=a",
        "sk-",
        "secret=",
    ),
    *(
        "-----BEGIN A PRIVATE KEY-----",
        "-----BEGIN ",
        "PRIVATE KEY",
        "::1",
        "f::",
        "1.1.1.",
        "a:a:",
        "00:",
        "00-",
        "AB12",
    ),
    *("DE12 ", "GB", "1 Main ", "Main ", "1st ", "12 Aa ", "Rue de ", "Rue de la ", "rue Aa ", "P.O. Box ", "Aastr. "),
    *("Mr ", "Mr. Aa ", "van ", "Aa van ", "my name is ", "January ", "1 January ", "1 to ", "Mon the ", "May 1 to "),
    *(
        "order number ",
        "order # ",
        "patient id: ",
        "user name: ",
        "login is ",
        "aged ",
        "years old ",
        "1 years ",
        "Q1 ",
    ),
    *(
        "a\u200b",
        "\u0434a",
        "ß",
        "日",
        "١",
        "𝟏",
        "!",
        "%20",
        "&",
        "$1",
        "€ ",
        "a" * 60 + " ",
        "9" * 30 + " ",
        "x" * 253 + ".",
    ),
)


@dataclass(frozen=True, slots=True)
class Worst:
    """The worst text of one matcher.

    Arguments:
        name: the recognizer, and the pattern where it has several.
        text: the name of the text.
        milliseconds: CPU milliseconds per 1,000 characters at the largest size.
        growth: the exponent by which the cost grows with the size.
    """

    name: str
    text: str
    milliseconds: float
    growth: float


def main() -> None:
    """Print the worst text of each matcher, the most expensive first."""
    if sys.argv[1:] == ["runs"]:
        print_runs()
        return
    least = float(sys.argv[1]) if len(sys.argv) > 1 else 0.0
    found = sorted((worst_of(name, match) for name, match in matchers()), key=lambda one: -one.milliseconds)
    print(f"{'ms/1,000':>9} {'growth':>7}  matcher | text")
    for one in found:
        if one.milliseconds >= least:
            print(f"{one.milliseconds:9.2f} {one.growth:7.2f}  {one.name} | {one.text}")


def print_runs() -> None:
    """Print the rules that are slowest on runs, with the growth of the time between the two sizes of runs."""
    costs = []
    for rule in rules():
        compiled = regex.compile(rule.pattern, FLAGS)
        for piece in RUNS:
            small, large = (_cpu_seconds(compiled.findall, hostile(piece, size)) for size in RUN_SIZES)
            costs.append((large, large / max(small, 1e-3), rule.name, piece))
    print(f"{'s/1 MB':>8} {'growth':>7}  rule | run")
    for seconds, growth, name, piece in sorted(costs, reverse=True)[:SHOWN_RULES]:
        print(f"{seconds:8.2f} {growth:7.2f}  {name} | {piece!r}")


def matchers() -> Iterator[tuple[str, Callable[[str], object]]]:
    """Yield the name and the function of every matcher."""
    for recognizer in recognizers.registry(countries=COUNTRIES, model="off").recognizers:
        yield recognizer.name, _analyze(recognizer)
    yield from (("fold", fold), ("unescape", unescape), ("windows", lambda text: list(windows(text))))
    yield from (
        ("part_scripts", lambda text: part_scripts(fold(text))),
        ("part_escapes", lambda text: part_escapes(fold(text))),
    )
    policy = Policy.load("confidential")
    without_model = policy.model_copy(update={"detection": policy.detection.model_copy(update={"ner": "off"})})
    yield "the whole of the sanitizer", Sanitizer(without_model, Key.generate()).sanitize_text


def worst_of(name: str, match: Callable[[str], object]) -> Worst:
    """Return the hostile text with the highest cost for one matcher."""
    worst = Worst(name, "", 0.0, 0.0)
    for piece in PIECES:
        costs = [_cpu_seconds(match, hostile(piece, size)) for size in SIZES]
        milliseconds = costs[-1] * 1e6 / SIZES[-1]
        if milliseconds > worst.milliseconds:
            growth = math.log2(max(costs[-1], 1e-9) / max(costs[0], 1e-9)) / math.log2(SIZES[-1] / SIZES[0])
            worst = Worst(name, repr(piece)[:40], milliseconds, growth)
    return worst


def hostile(piece: str, characters: int) -> str:
    """Return a text of a given length that repeats a pattern."""
    return (piece * (characters // len(piece) + 1))[:characters]


def _analyze(recognizer: EntityRecognizer) -> Callable[[str], object]:
    return lambda text: recognizer.analyze(text, recognizer.supported_entities, None)


def _cpu_seconds(match: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    match(text)
    return time.process_time() - began


if __name__ == "__main__":
    main()
