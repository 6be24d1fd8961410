"""Entity catalogue: one row defines an entity, and no other module lists entities."""

import ast
import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest

from pipeline.policy.forms import OF_DOCUMENTS
from pipeline.policy.model import OPTIONS
from pipeline.replace.reserved import RANGES
from pipeline.replace.surrogates import BUILT_IN, OF_HANDLES
from recognizers.entities import CATALOGUE, KNOWN, row_of, where

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]

ROW = '    Entity("GATE_PASS", "number", "Gate pass", columns="pass_code"),\n'
RECOGNIZER = '''"""Gate passes."""

from presidio_analyzer import Pattern, PatternRecognizer


def recognizers() -> list[PatternRecognizer]:
    """Return the recognizers of this family."""
    pattern = Pattern(name="gate pass", regex=r"\\bGP-\\d{4}-\\d{2}\\b", score=0.95)
    return [PatternRecognizer(supported_entity="GATE_PASS", patterns=[pattern], name="GatePassRecognizer")]
'''
POLICY = """
classification: site
extends: confidential
loosen: [ner]
detection:
  ner: off
entities:
  GATE_PASS: pseudonymize
"""
FOUND, DECLARED = "GP-4821-77", "QX 90417 ZT"
TEXT = f"Please extend {FOUND} until Friday."


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, key_file: Path) -> Run:
    """Run a module with one more row and one more recognizer file."""
    folder = tmp_path_factory.mktemp("added")
    added = shutil.copytree(ROOT / "recognizers", folder / "recognizers", ignore=shutil.ignore_patterns("__pycache__"))
    catalogue = added / "entities.py"
    rows = catalogue.read_text(encoding="utf-8")
    assert rows.count("CATALOGUE = (\n") == 1
    catalogue.write_text(rows.replace("CATALOGUE = (\n", f"CATALOGUE = (\n{ROW}"), encoding="utf-8")
    (added / "families/gate_passes.py").write_text(RECOGNIZER, encoding="utf-8")
    (folder / "site.yaml").write_text(POLICY, encoding="utf-8")
    with (folder / "visits.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("note", "pass_code"), (TEXT, DECLARED)])

    def command(*arguments: str) -> "subprocess.CompletedProcess[str]":
        environment = {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "HETERONYM_KEY_FILE": str(key_file)}
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=300,
            env={**os.environ, **environment, "COLUMNS": "200"},
        )
        assert done.returncode == 0 or "check" in arguments, done.stderr
        return done

    return command


def heteronym(run: Run, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return run("pipeline.cli", *arguments)


@pytest.mark.slow
def test_an_added_entity_is_found_in_a_text(run: Run) -> None:
    reported = json.loads(heteronym(run, "text", TEXT, "-c", "./site.yaml", "--json").stdout)

    assert FOUND not in reported["text"]
    assert "GATE_PASS" in json.dumps(reported)


@pytest.mark.slow
def test_an_added_entity_is_counted_by_a_scan(run: Run) -> None:
    reported = json.loads(heteronym(run, "scan", "visits.csv", "-c", "./site.yaml", "--json").stdout)

    assert "GATE_PASS" in json.dumps(reported)


@pytest.mark.slow
def test_an_added_entity_is_replaced_in_a_copy_and_counted_in_its_manifest(run: Run, tmp_path: Path) -> None:
    heteronym(run, "run", "visits.csv", "-c", "./site.yaml", "-o", str(tmp_path / "copy"))

    manifest = json.loads((tmp_path / "copy/report/manifest.json").read_text(encoding="utf-8"))
    with (tmp_path / "copy/visits.csv").open(encoding="utf-8", newline="") as file:
        (note, code) = list(csv.reader(file))[1]
    assert FOUND not in note
    assert code != DECLARED
    assert [character.isdecimal() for character in code] == [character.isdecimal() for character in DECLARED]
    assert manifest["entities"]["GATE_PASS"] == {"pseudonymize": 2}


@pytest.mark.slow
def test_added_entity_is_replaced_restored_and_shown_by_the_review_page(run: Run, key_file: Path) -> None:
    done = run("tests.recognizers.made_up_gateway", "./site.yaml", str(key_file), TEXT)
    reported = json.loads(done.stdout.splitlines()[-1])

    assert FOUND not in reported["sent"]
    assert reported["answered"] == TEXT
    (finding,) = [one for one in reported["reviewed"]["findings"] if one["entity"] == "GATE_PASS"]
    assert (finding["label"], finding["family"]) == ("Gate pass", "number")


@pytest.mark.slow
def test_a_policy_knows_an_added_entity_and_suggests_it(run: Run, tmp_path: Path) -> None:
    misspelled = tmp_path / "misspelled.yaml"
    misspelled.write_text(POLICY.replace("GATE_PASS", "GATE_PAS"), encoding="utf-8")

    assert heteronym(run, "policy", "check", "./site.yaml").returncode == 0
    assert "did you mean GATE_PASS?" in heteronym(run, "policy", "check", str(misspelled)).stderr


def test_references_of_every_row_exist() -> None:
    assert {row.surrogate for row in CATALOGUE} <= {*BUILT_IN, *OF_DOCUMENTS, *OF_HANDLES}
    assert {row.reserved for row in CATALOGUE} <= {*RANGES, ""}
    assert {option for row in CATALOGUE for option in row.options.split()} <= set(OPTIONS)


def test_names_and_declared_columns_are_unique() -> None:
    columns = [
        name
        for row in CATALOGUE
        for names in (row.columns, row.given_columns, row.family_columns)
        for name in names.split()
    ]
    assert len(KNOWN) == len(CATALOGUE)
    assert len(columns) == len(set(columns))


def test_an_entity_that_only_a_policy_declares_has_the_defaults_of_a_row() -> None:
    assert row_of("BADGE_ID").label == "Badge ID"
    assert row_of("BADGE_ID").surrogate == "number"
    assert "BADGE_ID" not in where(is_number=True)


# Modules that may list entities, with the reason.
MAY_LIST = {
    "recognizers/model/decoding.py": "how values of an entity are written",
    "recognizers/model/labels.py": "the labels of the model",
    "recognizers/model/spacy_ner.py": "the labels of the models of spaCy",
    "pipeline/evaluate/rampart.py": "the labels of another product",
    "pipeline/records/cards/properties.py": "the entity of each property of contacts and calendars",
    "pipeline/records/column_names.py": "the names of columns in other languages and exports",
    "pipeline/records/fhir/elements.py": "the entity of each element of a resource",
    "pipeline/records/hl7/fields.py": "the entity of each field of a message",
    "pipeline/records/office/parts.py": "the entity of each kind of attribute",
    "pipeline/records/structured/dates.py": "the kinds of dates that tables of formats name",
    "pipeline/replace/numbers/national_id_formats.py": "the entities of each id format",
}


def lists_of_entities(tree: ast.AST) -> Iterator[int]:
    """Yield the line of each literal and each pattern with two or more entities."""
    for node in ast.walk(tree):
        match node:
            case ast.Set(elts=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
                names = list(map(strings, parts))
            case ast.Dict(keys=keys, values=values):
                names = list(map(strings, chain(keys, values)))
            case ast.MatchOr(patterns=patterns):
                names = [strings(one.value) for one in patterns if isinstance(one, ast.MatchValue)]
            case ast.Constant(value=str(text)):
                names = [[word] for word in text.split()]
            case _:
                continue
        if len(KNOWN & set(chain.from_iterable(names))) > 1:
            yield node.lineno


def strings(node: ast.AST | None) -> list[str]:
    """Return a string, or the first string of a table row."""
    if isinstance(node, ast.Tuple) and node.elts:
        node = node.elts[0]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def docstrings(tree: ast.AST) -> set[int]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, documented)]
    return {body[0].lineno for body in bodies if body and isinstance(body[0], ast.Expr)}


def test_no_module_but_the_catalogue_lists_entities() -> None:
    listed = {}
    for path in chain((ROOT / "pipeline").rglob("*.py"), (ROOT / "recognizers").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if lines := sorted(set(lists_of_entities(tree)) - docstrings(tree)):
            listed[path.relative_to(ROOT).as_posix()] = lines

    assert {path: lines for path, lines in listed.items() if path not in MAY_LIST} == {}
    assert set(listed) == set(MAY_LIST)


def test_a_general_entity_is_in_the_catalogue_and_a_kind_of_no_other() -> None:
    assert {row.same_as for row in CATALOGUE} - KNOWN == {""}
    assert [row.name for row in CATALOGUE if row.same_as and row_of(row.same_as).same_as] == []


def test_the_files_of_the_review_page_name_no_entity() -> None:
    script = (ROOT / "pipeline/gateway/review/static/review.js").read_text(encoding="utf-8")
    style = (ROOT / "pipeline/gateway/review/static/review.css").read_text(encoding="utf-8")

    assert [name for name in KNOWN if name in script.split('"')] == []
    assert all(f".{row.family} {{" in style for row in CATALOGUE)
