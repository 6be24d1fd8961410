"""Trials of suspects: commitment, answers of a model, correction for several tests, report and page."""

import json
from pathlib import Path

import pytest

from pipeline import Key, Policy
from pipeline.audit.lineage.case import Case
from pipeline.audit.lineage.commitment import read_commitment
from pipeline.audit.lineage.page import lineage_page
from pipeline.audit.lineage.report import NO_COMMITMENT, report
from pipeline.audit.lineage.trial import Suspect, Trial
from pipeline.audit.lineage.white_box import OTHERS, checked_frame, queries_of, read_log_probabilities, written
from pipeline.audit.lineage.worlds import People, names_under, world_of, worlds_of
from pipeline.audit.search import Setting
from pipeline.errors import HeteronymError, OutputError, RecordError
from pipeline.records import ReadOptions
from pipeline.replace.keyed.keys import KeySource
from pipeline.replace.people.people import SHOWS, Person
from pipeline.sanitizer_source import SanitizerSource

RAW = [("winifred", "quackenbush"), ("hartmut", "zschocke"), ("eleanor", "fairweather"), ("ramona", "abernathy")]
PEOPLE = People(tuple(Person(*name) for name in RAW), shows=SHOWS)
SCOPES = ("recipient:lab", "recipient:agency")
LAB, AGENCY = SCOPES


@pytest.fixture
def case(key: Key, key_file: Path) -> Case:
    source = SanitizerSource(Policy.load("confidential"), KeySource(str(key_file)))
    worlds = tuple(world_of(key, scope, OTHERS) for scope in SCOPES)
    return Case(Setting(source, ReadOptions()), key, PEOPLE, worlds)


def said_by(case: Case, scope: str, path: Path) -> str:
    """Write texts with the pseudonyms of a world."""
    world = next(one for one in case.worlds if one.scope == scope)
    lines = [f"Call {given} {family}." for given, family in names_under(world.key, case.people)]
    path.write_text("\n".join(lines))
    return str(path)


def tried(case: Case, folder: Path) -> Trial:
    """Return the trial of a guilty suspect and of one that has seen the originals, with a control."""
    raw = folder / "raw.txt"
    raw.write_text("\n".join(f"Call {given} {family}." for given, family in RAW))
    suspects = [Suspect("bad", (said_by(case, LAB, folder / "bad.txt"),)), Suspect("good", (str(raw),))]
    return case.tried(suspects, [said_by(case, LAB, folder / "copy.txt")], Path(), {})


def test_trial_tells_whose_copy_a_suspect_was_made_from(case: Case, tmp_path: Path) -> None:
    trial = tried(case, tmp_path)

    assert [(row.suspect, row.scope) for row in trial.evidence] == [("bad", LAB)]
    result = report(trial)
    assert not result.passed
    assert result.verdict.startswith(f"bad has the pseudonyms of {LAB} (corrected p-value ")
    assert NO_COMMITMENT in result.notes


def test_p_values_are_corrected_for_the_number_of_tests(case: Case, tmp_path: Path) -> None:
    tests = report(tried(case, tmp_path)).figures["tests"]

    assert len(tests) == 4
    assert tests[0]["p_corrected"] == pytest.approx(4 * tests[0]["p"])


def test_control_without_pseudonyms_voids_the_test(case: Case, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Nothing.")

    result = report(case.tried([Suspect("one", (str(other),))], [str(other)], Path(), {}))

    assert not result.passed
    assert result.verdict.startswith("the test says nothing")


def test_page_explains_and_names_nobody_of_the_originals(case: Case, tmp_path: Path) -> None:
    page = lineage_page(tried(case, tmp_path), "confidential", case.key.id, "")

    for reported in (
        "Result: bad has the pseudonyms of recipient:lab",
        case.key.id,
        "What it does not mean",
        NO_COMMITMENT,
        LAB,
    ):
        assert reported in page
    given, family = next(names_under(case.worlds[0].key, PEOPLE))
    assert f"{given} {family}".title() in page
    for name in RAW:
        assert all(part not in page.lower() for part in name)
    for loads in ("<script", "http:", "https:", "<img", "<link", "url("):
        assert loads not in page


def test_name_of_a_suspect_is_no_html(case: Case, tmp_path: Path) -> None:
    bad = Suspect("<b>x</b>", (said_by(case, LAB, tmp_path / "bad.txt"),))

    page = lineage_page(case.tried([bad], [], Path(), {}), "confidential", case.key.id, "")

    assert "<b>" not in page


def test_commitment_tells_no_name_and_is_verified(case: Case, tmp_path: Path) -> None:
    path, queries = tmp_path / "commitment.json", tmp_path / "queries.jsonl"
    digest = case.commit(path, "Dear {name},", queries)
    reported, read_digest = read_commitment(path)

    assert digest == read_digest
    assert (reported["key_id"], reported["people"], reported["queries"]) == (case.key.id, 4, 2 * 4 * (OTHERS + 1))
    made = [given for world in case.worlds for given, _ in names_under(world.key, PEOPLE)]
    assert not any(name in path.read_text().lower() for name in [*made, *(part for name in RAW for part in name)])
    assert case.tried([Suspect("one", (str(path),))], [], path, reported).evidence == ()


@pytest.mark.parametrize("change", ["key", "people", "scopes", "file"])
def test_commitment_to_another_test_is_refused(case: Case, tmp_path: Path, change: str) -> None:
    path = tmp_path / "commitment.json"
    case.commit(path, "{name}", None)
    reported, _ = read_commitment(path)
    other = {
        "key": Case(case.setting, Key(bytes(range(32))), PEOPLE, case.worlds),
        "people": Case(case.setting, case.key, People(PEOPLE.people[1:], shows=SHOWS), case.worlds),
        "scopes": Case(case.setting, case.key, PEOPLE, case.worlds[:1]),
        "file": case,
    }[change]
    if change == "file":
        reported = {**reported, "queries_sha256": "0" * 64}

    with pytest.raises(RecordError, match="commits to another test"):
        other.tried([], [], path, reported)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"commitment_version": 1}', b"[" * 100_000])
def test_file_that_is_no_commitment_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "commitment.json"
    path.write_bytes(content)

    with pytest.raises(RecordError, match="is no commitment"):
        read_commitment(path)


def test_commitment_and_queries_are_never_overwritten(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "commitment.json"
    case.commit(path, "{name}", None)

    with pytest.raises(OutputError, match="exists already"):
        case.commit(path, "{name}", None)


def test_frame_needs_one_place_for_the_name() -> None:
    for frame in ("", "Dear customer", "{name} {name}"):
        with pytest.raises(HeteronymError, match="--frame"):
            checked_frame(frame)


def test_answers_are_read_in_any_order(case: Case, tmp_path: Path) -> None:
    queries = queries_of(case.worlds, PEOPLE, "{name}")
    path = tmp_path / "answers.jsonl"
    lines = [
        json.dumps({"query": one.id, "log_probability": float("-inf") if one.person == 1 else -1}) for one in queries
    ]
    path.write_text("\n".join(reversed(lines)) + "\n\n")

    assert len(read_log_probabilities(path, queries)) == len(queries) == len(written(queries).splitlines())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("PLANTED", "line 1 is not"),
        ('{"query": "1.1.1"}', "line 1 is not"),
        ('{"query": "1.1.1", "log_probability": "PLANTED"}', "line 1 is not"),
        ('{"query": "1.1.1", "log_probability": NaN}', "line 1 is not"),
        ('{"query": "1.1.1", "log_probability": true}', "line 1 is not"),
        ('{"query": ["PLANTED"], "log_probability": -1}', "line 1 is not"),
        ('["PLANTED"]', "line 1 is not"),
        ('{"query": "1.1.1", "log_probability": 1' + 400 * "0" + "}", "line 1 is not"),
        ("[" * 100_000, "line 1 is not"),
        ('{"query": "PLANTED", "log_probability": -1}', "line 1: the query is unknown"),
        ('{"query": "1.1.1", "log_probability": -1}\n{"query": "1.1.1", "log_probability": -1}', "line 2: the query"),
        ('{"query": "1.1.1", "log_probability": -1}', "no line for the query 1.1.2"),
    ],
)
def test_wrong_answers_are_refused_and_not_shown(case: Case, tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text(line)

    with pytest.raises(RecordError, match=message) as raised:
        read_log_probabilities(path, queries_of(case.worlds, PEOPLE, "{name}"))

    assert "PLANTED" not in str(raised.value)


def test_recipients_need_a_policy_that_tells_them_apart(case: Case) -> None:
    with pytest.raises(HeteronymError, match="no scope recipient"):
        worlds_of(case.setting, ["lab"], 0)


def test_answers_of_a_suspect_tell_whose_copy_it_knows_with_and_without_its_texts(case: Case, tmp_path: Path) -> None:
    path, answers = tmp_path / "commitment.json", tmp_path / "answers.jsonl"
    case.commit(path, "{name}", None)
    reported, _ = read_commitment(path)
    asked = queries_of(case.worlds, PEOPLE, "{name}")
    knows = [{"query": one.id, "log_probability": -1 - (one.world == 1 or not one.is_ours)} for one in asked]
    answers.write_text("\n".join(map(json.dumps, knows)))
    bad = said_by(case, LAB, tmp_path / "bad.txt")
    suspects = [Suspect("answers", (), str(answers)), Suspect("both", (bad,), str(answers))]

    trial = case.tried(suspects, [], path, reported)

    assert [(row.suspect, row.scope) for row in trial.evidence] == [
        ("answers", AGENCY),
        ("both", LAB),
        ("both", AGENCY),
    ]
    assert [(row.suspect, row.scope) for row in trial.rows] == [
        ("answers", LAB),
        ("answers", AGENCY),
        *[("both", LAB), ("both", AGENCY)] * 2,
    ]
    assert "0 of 4 first" in str(report(trial).tables)
