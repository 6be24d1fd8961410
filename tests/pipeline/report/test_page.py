"""Pages of a run: what they say, that they hold no original, and that nothing of the data becomes markup.

Rewrite the golden text after a change: `python -m tests.pipeline.report.test_page`.
"""

import base64
import json
import re
import stat
import tempfile
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest

from pipeline import Key
from pipeline.errors import RecordError
from pipeline.report.audits import Audit, Subject, read_audit
from pipeline.report.model import AuditResult, RunManifest, parse_manifest
from pipeline.report.page import charts
from pipeline.report.page.blocked import UNKNOWN, Blocked, read_blocked
from pipeline.report.page.html import Shown, private_page, report_page
from pipeline.report.page.sample import Sample, ShownRecord, ShownText, Stretch
from pipeline.report.page.summary import sentences, size
from recognizers.entities import Family
from tests.conftest import MASTER
from tests.pipeline.report.conftest import audited
from tests.pipeline.report.finished import AGAINST, DATA, Folder, finished_in

GOLDEN = DATA / "page.txt"
PLANTED = """Rosalind Achterberg rosalind.achterberg Thandiwe Mokoena mokoena 204881 204882 536-90-4399 078-05-1121
    340020013 415\x20555""".split()
HOSTILE = "<script>alert(1)</script>\"'&{{manifest}}</td>"
AUDIT = AuditResult(test="residue", passed=True, verdict="none of 9 values is left; at most 28.31 % are (95 %)")
NOTHING_BLOCKED = Blocked((), {})
# What differs from run to run, and from machine to machine.
CHANGING = ("Time", "Computer", "Operator", "Programs", "Command", "Lists of names")
NO_TEXT = ("style", "title", "svg")
BLOCKS = frozenset("address caption dd div dt h1 h2 h3 li p summary td th tr".split())


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, key_file: Path) -> Folder:
    return finished_in(tmp_path_factory.mktemp("report"), key_file)


class _Visible(HTMLParser):
    """Collects the text that a reader sees, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.lines, self._hidden = [""], 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in NO_TEXT
        if tag in BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in NO_TEXT
        if tag in BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.lines[-1] += data


def visible_text(page: str) -> str:
    """Return the text of a page, without what changes from run to run."""
    reader = _Visible()
    reader.feed(page)
    text = "\n".join(line for one in reader.lines if (line := " ".join(one.split())))
    text = re.sub(rf"^({'|'.join(CHANGING)})\n.*$", r"\1\n...", text, flags=re.MULTILINE)
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC|(?<=On )\d+ \w+ \d{4}|(?<=^Heteronym ).*?(?=\. )", "...", text) + "\n"


def manifest_of(**changes: Any) -> RunManifest:
    """Return a manifest without files, with some other entries."""
    content = {
        "started": "2026-03-04T09:30:00+00:00",
        "ended": "2026-03-04T09:31:00+00:00",
        "operator": "dpo",
        "host": {"name": "host", "python": "3.11", "platform": "Linux"},
        "command": ["heteronym", "run"],
        "policy": {"classification": "confidential", "scope": "dataset"},
        "key_id": "00b68c005a36",
        "vault": False,
        "model": None,
        "pools_version": 4,
        "packages": {"heteronym": "1"},
        "fields": {},
        "class_field": None,
        "records": {"in": 0, "out": 0, "blocked": 0},
        "entities": {},
        "recognizers": {},
        "crowded": {},
        "reserved": {},
        "files": [],
        "unreadable": [],
        **changes,
    }
    return parse_manifest(content, "out")


def file_of(name: str, blocked: int = 0, **entities: int) -> dict[str, Any]:
    return {
        "name": name,
        "format": "text",
        "records": {"in": 9, "out": 9 - blocked, "blocked": blocked},
        "entities": {entity: {"pseudonymize": count} for entity, count in entities.items()},
        "input": {"name_hmac_sha256": "00"},
        "output": {"bytes": 5, "sha256": "00"},
    }


def test_the_page_says_what_it_always_said(finished: Folder) -> None:
    assert visible_text_in(finished) == GOLDEN.read_text("utf-8")


def visible_text_in(finished: Folder) -> str:
    manifest = (finished.path / "out/report/manifest.json").read_bytes()
    result = {**AUDIT.model_dump(), "manifest_sha256": sha256(manifest).hexdigest()}
    audited(finished.path / "residue.json", result, Key(MASTER))
    return visible_text(finished.page("--audit", "residue.json", *AGAINST))


def test_originals_are_on_the_private_page_only(finished: Folder) -> None:
    private = finished.path / "private.html"
    page = finished.page(*AGAINST, "--private", private.name)

    owners = private.read_text("utf-8")
    assert [one for one in PLANTED if one.casefold() in page.casefold()] == []
    assert [
        one for one in ("Rosalind Achterberg", "t.mokoena@saltgrove.co.za", "536-90-4399") if one not in owners
    ] == []
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert "This page contains original text." in owners


def test_the_same_run_gives_the_same_page(finished: Folder) -> None:
    assert finished.page(*AGAINST) == finished.page(*AGAINST, output="again.html")


def test_without_the_originals_there_is_no_sample_and_the_page_says_so(finished: Folder) -> None:
    page = finished.page()

    assert "<mark" not in page
    assert "There is no sample" in page
    assert "Not checked by this report" in page


def test_what_was_changed_after_the_run_makes_no_page(finished: Folder) -> None:
    copy = finished.path / "out/customers.csv"
    content = copy.read_text()
    copy.write_text(content.replace("May", "June"))
    done = finished.run("report", "page", "out", *AGAINST, "-o", "changed.html")
    copy.write_text(content)

    assert (done.returncode, (finished.path / "changed.html").exists()) == (2, False)
    assert "copy customers.csv was changed after the run" in done.stderr


KEYS = {
    "no key": ({"HETERONYM_KEY_FILE": ""}, "no key is set: pass the key of the run with --key-file"),
    "another key": (
        {"HETERONYM_KEY_FILE": "", "HETERONYM_KEY": base64.b64encode(sha256(b"another").digest()).decode()},
        "no keys of the environment have an id that begins with",
    ),
}


@pytest.mark.parametrize("case", KEYS)
def test_a_sample_needs_the_key_of_the_run(case: str, finished: Folder) -> None:
    environment, said = KEYS[case]

    done = finished.run("report", "page", "out", *AGAINST, "-o", "unkeyed.html", **environment)

    assert (done.returncode, (finished.path / "unkeyed.html").exists()) == (2, False)
    assert said in done.stderr
    assert not (finished.path / ".heteronym").exists()


WRONG_USE = {
    "private without originals": (("--private", "p.html"), "--against"),
    "both pages in one file": ((*AGAINST, "-o", "p.html", "--private", "p.html"), "the same file"),
    "a copy as the page": (("-o", "out/customers.csv"), "choose another name"),
    "a copy as the private page": ((*AGAINST, "--private", "out/customers.csv"), "choose another name"),
    "a folder as the page": (("-o", "out"), "choose another name"),
    "no result of an audit": (("--audit", "policy.yaml"), "no result of an audit"),
    "a missing result": (("--audit", "missing.json"), "cannot read missing.json"),
    "another policy": (("--against", "in", "-c", "public"), "another policy"),
    "missing originals": (("--against", "elsewhere", "-c", "policy.yaml"), "no such file"),
}


@pytest.mark.parametrize("case", WRONG_USE)
def test_wrong_use_is_one_line(case: str, finished: Folder) -> None:
    options, said = WRONG_USE[case]
    copy = (finished.path / "out/customers.csv").read_bytes()

    done = finished.run("report", "page", "out", *options)

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert said in done.stderr
    assert (finished.path / "out/customers.csv").read_bytes() == copy


def test_nothing_of_the_data_becomes_markup() -> None:
    counts = {HOSTILE: {HOSTILE: 1}}
    manifest = manifest_of(
        entities=counts,
        recognizers=counts,
        files=[{**file_of(HOSTILE), "format": HOSTILE}],
        unreadable=[{"name": HOSTILE, "reason": HOSTILE}],
        policy={"classification": HOSTILE, "scope": HOSTILE},
        classes={HOSTILE: 1},
        fields={HOSTILE: HOSTILE},
        operator=HOSTILE,
        command=[HOSTILE],
    )
    stretches = (Stretch(HOSTILE), Stretch(HOSTILE, HOSTILE), Stretch("\udce9 \ud800", ""))
    sample = Sample((ShownRecord(HOSTILE, 1, (ShownText(HOSTILE, stretches, stretches),), 1),), 2)
    table = {"title": HOSTILE, "columns": [HOSTILE], "rows": [[HOSTILE]]}
    audit = AuditResult(test=HOSTILE, passed=False, verdict=HOSTILE, notes=[HOSTILE], tables=[table])
    blocked = Blocked(((HOSTILE, 1),), {})

    for page in (
        report_page(Shown(manifest, blocked, [Audit(audit, HOSTILE, HOSTILE, Subject.COPY, HOSTILE)], sample)),
        private_page(manifest, sample),
    ):
        assert "<script" not in page
        assert page.count("&lt;script&gt;") >= 5
        assert page.count("<td") == page.count("</td>")
        page.encode()


def test_a_page_loads_and_runs_nothing() -> None:
    page = report_page(Shown(manifest_of(), NOTHING_BLOCKED))

    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy.startswith("default-src 'none'; style-src ")
    assert "script" not in policy
    assert not re.search(r"<script|<link|<img|<iframe|\b(?:src|action|style)=|https?:|url\(|@import|\bon\w+=", page)


RUNS = {
    "nothing found": ({}, "No sensitive value was found."),
    "one value": (
        {"entities": {"PERSON": {"pseudonymize": 1}}},
        "1 sensitive value was found: 1 replaced or removed; the most frequent: person (1).",
    ),
    "some kept": (
        {"entities": {"MONEY": {"keep": 2}, "US_SSN": {"redact": 3}, "PERSON": {"pseudonymize": 1}}},
        "6 sensitive values were found: 4 replaced or removed, and 2 kept as the policy says; the most frequent: US SSN (3), "
        "money (2) and person (1).",
    ),
}


@pytest.mark.parametrize("case", RUNS)
def test_the_second_sentence_tells_what_was_found(case: str) -> None:
    changes, said = RUNS[case]
    assert sentences(manifest_of(**changes), ())[1] == said


def test_the_first_sentence_tells_what_was_left_out() -> None:
    manifest = manifest_of(
        records={"in": 2, "out": 1, "blocked": 1}, files=[file_of("a", 1)], unreadable=[{"name": "b", "reason": "x"}]
    )
    assert sentences(manifest, ())[0].endswith("; 1 record and 1 file could not be treated safely and were left out.")


def test_the_third_sentence_is_never_more_favourable_than_the_worst_audit() -> None:
    failed = AuditResult(test="canaries", passed=False, verdict="3 of 200 canaries are remembered")

    assert "was not tested" in sentences(manifest_of(), ())[2]
    assert sentences(manifest_of(), [AUDIT])[2].startswith("The audit passed: none of 9 values is left")
    assert sentences(manifest_of(), [AUDIT, failed])[2].startswith(
        "The copy may not be safe to hand over. 1 of 2 audits failed"
    )


def test_bars_have_the_length_of_their_counts() -> None:
    manifest = manifest_of(entities={"PERSON": {"pseudonymize": 40}, "MONEY": {"keep": 5, "shift": 15}})

    person, money = charts.by_entity(manifest)

    assert [(one.start, one.width, one.is_kept) for one in person.segments] == [(0, 100, False)]
    assert [(one.start, one.width, one.is_kept) for one in money.segments] == [(0, 37.5, False), (37.5, 12.5, True)]
    assert (money.count, money.description) == (20, "15 moved by a secret offset, 5 kept as it is")


def test_the_last_bar_counts_all_that_have_none() -> None:
    manifest = manifest_of(files=[file_of(f"{number:03}", PERSON=number) for number in range(1, 101)])

    bars = charts.by_file(manifest)

    assert len(bars) == charts.MAX_BARS + 1
    assert (bars[0].name, bars[-1].name, bars[-1].count) == ("100", "80 other files", sum(range(1, 81)))
    assert sum(bar.count for bar in bars) == sum(range(1, 101))


def test_every_family_has_a_name_and_the_colours_of_the_review_page() -> None:
    root = Path(__file__).parents[3] / "pipeline"
    pages = (root / "report/page/static/report.css", root / "gateway/review/static/review.css")
    ours, theirs = (set(re.findall(r"--[\w-]+: light-dark\([^)]*\)", page.read_text("utf-8"))) for page in pages)

    assert set(charts.FAMILIES) == set(get_args(Family))
    for family in get_args(Family):
        assert len({one for one in ours & theirs if one.startswith((f"--{family}:", f"--{family}-soft:"))}) == 2


def test_reasons_that_differ_by_places_are_counted_as_one(tmp_path: Path) -> None:
    manifest = manifest_of(files=[file_of("a.jsonl", 5)])
    reasons = ["not JSON at line 2", "not JSON at line 70", "has a key of this run", "not JSON at line 8"]
    (tmp_path / "blocked").mkdir()
    lines = [{"file": "a.jsonl", "record": place, "reason": reason} for place, reason in enumerate(reasons)]
    (tmp_path / "blocked/a.jsonl.jsonl").write_text("\n".join(map(json.dumps, lines)))

    found = read_blocked(manifest, str(tmp_path))

    assert found.reasons == (("not JSON at line N", 3), ("has a key of this run", 1), (UNKNOWN, 1))


@pytest.mark.parametrize("content", [b"", b"[" * 100_000, b"\xff\xfe", b"[1]\n", b'{"file": 1}\n', b'{"record": "x"}'])
def test_a_damaged_file_about_blocked_records_counts_as_unknown(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked/a.jsonl.jsonl").write_bytes(content)

    assert read_blocked(manifest_of(files=[file_of("a.jsonl", 1)]), str(tmp_path)).reasons == ((UNKNOWN, 1),)


CHANGES: dict[str, dict[str, Any]] = {
    "files that are a number": {"files": 5},
    "text in a count": {"records": {"in": "many", "out": 0, "blocked": 0}},
    "a negative count": {"entities": {"PERSON": {"pseudonymize": -1}}},
    "a path that leads out": {"files": [file_of("../outside.txt")]},
    "an absolute path": {"unreadable": [{"name": "/etc/passwd", "reason": "x"}]},
    "a time without a zone": {"started": "2026-03-04T09:30:00"},
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_changed_manifest_is_refused_without_its_values(case: str) -> None:
    with pytest.raises(
        RecordError, match=r"^the manifest in out was changed: an entry is missing or has another type$"
    ):
        manifest_of(**CHANGES[case])


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"5", b"\xff", b'{"test": "x"}', b"[" * 100_000, b'{"passed": "perhaps"}']
)
def test_a_file_that_is_no_result_of_an_audit_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(content)

    with pytest.raises(RecordError, match="no result of an audit: write it with"):
        read_audit(tmp_path / "a.json", [], ())


def test_sizes_are_written_in_words() -> None:
    assert [size(one) for one in (0, 999, 1000, 4397, 2_500_000, 3 * 10**15)] == [
        "0 bytes", "999 bytes", "1.0 kB", "4.4 kB", "2.5 MB", "3000.0 TB",
    ]  # fmt: skip


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        Key(MASTER).save(Path(scratch, "key"))
        GOLDEN.write_text(visible_text_in(finished_in(Path(scratch, "run"), Path(scratch, "key"))), "utf-8")
