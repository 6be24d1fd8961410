"""A whole folder of exports in all formats: no planted value is left in any copy, and each copy is a file of its format."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from pathlib import Path

import pytest

from tests.conftest import environment_of, in_process
from tests.exports_contents import as_text, decoded, unpacked
from tests.exports_files import planted, write_exports
from tests.exports_structure import structure

WITHOUT_MODEL = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
BLOCKED = {"crm/returns.csv": "the row has 6 cells, the header has 3"}
# What the rules alone leave.
ENCODED = "a known name in a percent-encoded link: only what is found in the decoded text is replaced in it"
WITHOUT_THE_MODEL = {
    (f"web/{name}.html", value): ENCODED
    for name in ("account", "account_1252")
    for value in ("Octavia Bellweather", "Bellweather")
}
NO_LINES = frozenset(
    ".eml .mbox .docx .ods .odt .pptx .xlsx .pdf .arrow .avro .feather .orc .parquet .sqlite .tar .zip".split()
)
FOLDED, FOLD = (".ics", ".vcf"), re.compile(r"\r\n[ \t]")  # a line with a new value is folded anew
DATE = re.compile(r"20\d\d|\d\d:\d\d|1971")


@dataclass(frozen=True, slots=True)
class Done:
    """A finished run.

    Arguments:
        exports: the folder of the originals.
        copies: the output folder.
        paired: the name of the copy of each original.
        process: what the command returned and printed.
        has_model: whether the model found values besides the rules.
    """

    exports: Path
    copies: Path
    paired: dict[str, str]
    process: "subprocess.CompletedProcess[str]"
    has_model: bool


@pytest.fixture(
    scope="module",
    params=[pytest.param("off.yaml", marks=pytest.mark.slow), pytest.param("confidential", marks=pytest.mark.slow)],
)
def done(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, key_file: Path) -> Done:
    folder = tmp_path_factory.mktemp("week")
    write_exports(folder / "exports")
    (folder / "off.yaml").write_text(WITHOUT_MODEL, encoding="utf-8")
    arguments = ("run", "exports", "-c", request.param, "-o", "copies", "--pdf", "text", "--direct_num_workers=1")
    process = in_process(folder, arguments, "", environment_of(key_file, {}))
    assert process.returncode == 3, process.stderr
    paired = pairs(set(files(folder / "exports")), set(files(folder / "copies")))
    return Done(folder / "exports", folder / "copies", paired, process, request.param == "confidential")


def files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(("report/", "blocked/")):
            yield name


def pairs(originals: set[str], copies: set[str]) -> dict[str, str]:
    """Return the copy of each original. Those with new names are known by the end of their name, which no two have."""
    left = {kind(name): name for name in copies - originals}
    renamed = originals - copies
    assert len(left) == len(copies - originals) == len(renamed), (sorted(renamed), sorted(copies - originals))
    return {name: name if name in copies else left[kind(name)] for name in originals}


def kind(name: str) -> str:
    name = name.removesuffix(".txt") if name.endswith(".pdf.txt") else name  # the copy is the text of the pages
    if "maildir" in name:
        return "flags " + name.rpartition(":2,")[2]  # of a message; its name may change otherwise
    return Path(name).suffix or Path(name).name


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()


# A value that is alone: a user name holds the surname of its person, and is listed itself.
PATTERNS = {value: re.compile(rf"(?<![^\W_]){re.escape(plain(value))}(?![^\W_])") for value in planted()}


def values_in(text: str) -> set[str]:
    flat = plain(text)
    return {value for value, pattern in PATTERNS.items() if pattern.search(flat)}


def test_each_original_has_planted_values_and_each_value_is_in_an_original(done: Done) -> None:
    found = {name: values_in(decoded(name, (done.exports / name).read_bytes())) for name in done.paired}

    assert [name for name, values in found.items() if len(values) < 2] == []
    assert set(planted()) - set().union(*found.values()) == set()
    assert len(found) >= 60


def test_no_planted_value_is_left_in_a_copy_or_its_name(done: Done) -> None:
    left = {
        (name, value)
        for name, copy in done.paired.items()
        for value in values_in(f"{copy}\n{decoded(copy, (done.copies / copy).read_bytes())}")
    }

    assert left - (set() if done.has_model else WITHOUT_THE_MODEL.keys()) == set()


def test_no_planted_value_is_left_in_reports_blocked_lists_and_output(done: Done) -> None:
    written = [path for path in done.copies.rglob("*") if path.is_file()]
    reported = [
        path.read_text(encoding="utf-8")
        for path in written
        if path.relative_to(done.copies).parts[0] in ("report", "blocked")
    ]

    assert len(reported) == 1 + len(BLOCKED)
    assert [values_in(text) for text in (*reported, done.process.stdout, done.process.stderr)] == [set()] * (
        len(reported) + 2
    )


def test_only_the_listed_records_are_blocked(done: Done) -> None:
    blocked = {
        path.relative_to(done.copies / "blocked").as_posix().removesuffix(".jsonl"): path.read_text(encoding="utf-8")
        for path in (done.copies / "blocked").rglob("*.jsonl")
    }

    assert blocked.keys() == BLOCKED.keys()
    assert all(reason in blocked[name] for name, reason in BLOCKED.items())


def test_each_copy_opens_in_another_tool_and_has_the_structure_of_its_original(done: Done) -> None:
    compared = done.paired.keys() - BLOCKED.keys() - {"office/report.pdf"}  # the copy of a PDF file is its text
    changed = {name: changed_steps(done, name) for name in compared}

    assert {name: steps for name, steps in changed.items() if steps} == {}


def changed_steps(done: Done, name: str) -> list[tuple[str | None, str | None]]:
    """Return the steps of the structure that changed without holding a planted value or a date."""
    before = structure(name, (done.exports / name).read_bytes())
    after = structure(done.paired[name], (done.copies / done.paired[name]).read_bytes())
    pairs = [(old, new) for old, new in zip_longest(before, after) if old != new]
    return [(old, new) for old, new in pairs if old is None or not (values_in(old) or DATE.search(old))]


def test_lines_without_planted_values_and_dates_keep_their_bytes(done: Done) -> None:
    if done.has_model:
        pytest.skip("the model also finds companies and places, which are not planted")
    for name, copy in done.paired.items():
        before, after = lines_of(done.exports, name), lines_of(done.copies, copy)
        if name in BLOCKED or not before:
            continue
        assert len(before) == len(after), name
        changed = [number for number, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
        assert [before[number] for number in changed if not holds_value(before, number)] == [], name


def lines_of(folder: Path, name: str) -> list[str]:
    inner, content = unpacked(name, (folder / name).read_bytes())
    text = FOLD.sub("", as_text(content)) if kind(inner) in FOLDED else as_text(content)
    return [] if kind(inner) in NO_LINES or "maildir" in name else text.splitlines(keepends=True)


def holds_value(lines: list[str], number: int) -> bool:
    """Return whether a line holds a date or a planted value, or a part of one that goes on in the next line."""
    line, around = lines[number], lines[max(number - 1, 0) : number + 2]
    pairs_of_lines = ["".join(pair) for pair in pairwise(around)]
    divided = set().union(*map(values_of, pairs_of_lines)) - set().union(*map(values_of, around))
    return bool(DATE.search(line) or values_of(line) or divided)


def values_of(line: str) -> set[str]:
    return values_in(decoded("line.txt", line.encode()))
