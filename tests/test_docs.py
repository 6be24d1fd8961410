"""Documentation: every shown command and program runs and prints the shown output."""

import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import pytest
import typer

from pipeline.cli.main import app
from recognizers.families import rules
from tests import documentation, recognizer_pages
from tests.documentation import BEFORE_AFTER, BLOCK, PAGES, README, examples, matches, run, working_folder

LONG_PROGRAMS = [page for page in PAGES if page.name in ("beam.md", "library.md", "presidio.md", "restore.md")]
WITH_PROGRAMS = [README, *(pytest.param(page, marks=pytest.mark.slow) for page in LONG_PROGRAMS)]
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)")


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    environment = working_folder(tmp_path)
    for block in BLOCK.finditer(page.read_text("utf-8")):
        if block["language"] not in ("bash", "console"):
            continue
        for example in examples(block["code"], block["language"]):
            code, printed = run(example.command, tmp_path, environment)
            if example.shown:
                assert matches(example.shown, printed), f"{example.command}\n{printed}"
            else:
                assert code == 0, f"{example.command}\n{printed}"


@pytest.mark.parametrize("page", WITH_PROGRAMS, ids=lambda page: page.name)
def test_the_programs_of_a_page_work(page: Path, tmp_path: Path) -> None:
    environment = working_folder(tmp_path)
    assert run("heteronym key new team.key", tmp_path, environment)[0] == 0
    for code in filter(is_installed, documentation.blocks(page, "python")):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=300, env=environment
        )
        assert done.returncode == 0, done.stderr
        assert "Okafor" not in done.stdout
        assert "Delgado" not in done.stdout


def is_installed(code: str) -> bool:
    """Return whether the libraries that a program imports are installed; Spark, for one, is no part of the tests' extra.

    The build installs all of them.
    """
    names = re.findall(r"^(?:import|from) (\w+)", code, re.MULTILINE)
    return bool(os.environ.get("HETERONYM_TEST_SPARK")) or all(find_spec(name) for name in names)


def test_the_before_and_after_of_the_readme_is_what_the_main_job_writes() -> None:
    (shown,) = BEFORE_AFTER.finditer(README.read_text("utf-8"))
    assert shown["body"] == documentation.before_and_after()


def test_the_readme_has_the_two_command_lines_that_the_build_runs() -> None:
    build = (documentation.PROJECT / ".ci/run").read_text("utf-8")
    shown = "".join(documentation.blocks(README, "bash"))
    main_job = "pip install . && heteronym run examples/support_tickets.jsonl -c confidential -o out\n"
    assert main_job in shown
    assert main_job.removeprefix("pip install . && ") in build
    assert "pip install '.[test]' && pytest\n" in shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_options_of_commands_that_no_test_can_run_exist(page: Path) -> None:
    for code in documentation.blocks(page, "sh"):
        for line in code.splitlines():
            words = line.split("#")[0].split()
            if words[:1] == ["heteronym"]:
                parse(words[1:])


def parse(words: list[str]) -> None:
    """Parse a command line without running it; unknown commands and options raise."""
    command = typer.main.get_command(app)
    while hasattr(command, "commands"):
        command = command.commands[words[0]]
        words = words[1:]
    command.make_context("heteronym", words)


def test_every_link_of_a_page_has_a_target() -> None:
    for page in PAGES:
        for file, heading in LINK.findall(page.read_text("utf-8")):
            target = page.parent / file if file else page
            assert target.exists(), (page.name, file)
            assert not heading or heading in anchors(target), (page.name, file, heading)


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings: in lower case, words joined by hyphens."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_source_file_that_a_page_names_exists() -> None:
    for page in PAGES:
        for path in re.findall(r"`([\w/.-]+\.py)`", page.read_text("utf-8")):
            places = (documentation.PROJECT, documentation.PROJECT / "tests/security")
            assert any((place / path).exists() for place in places), (page.name, path)


def test_page_names_are_kebab_case() -> None:
    for page in (documentation.PROJECT / "docs").iterdir():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.(md|png|py|yaml)", page.name), page.name


def test_the_distribution_names_its_licence_and_the_files_of_it() -> None:
    installed = metadata.distribution("heteronym")

    assert installed.metadata["License-Expression"] == "Apache-2.0"
    assert installed.metadata.get_all("License-File") == ["LICENSE", "NOTICE"]
    for name in ("LICENSE", "NOTICE"):
        assert (documentation.PROJECT / name).read_text("utf-8").strip()


@pytest.mark.parametrize("package", ["pipeline", "recognizers"])
def test_the_types_of_a_package_are_for_programs_that_import_it(package: str) -> None:
    settings = tomllib.loads((documentation.PROJECT / "pyproject.toml").read_text("utf-8"))

    assert (documentation.PROJECT / package / "py.typed").is_file()
    assert "py.typed" in settings["tool"]["setuptools"]["package-data"][package]


def test_the_page_of_recognizers_is_that_of_the_rules() -> None:
    shown = recognizer_pages.PAGE.read_text("utf-8")

    assert shown == recognizer_pages.page(), "run: python -m tests.recognizer_pages"


def test_the_page_of_recognizers_shows_no_whole_secret() -> None:
    secrets = [rule for rule in rules() if rule.entity in recognizer_pages.SECRETS]
    values = {value.split("⟧")[0] for rule in secrets for example in rule.true for value in example.split("⟦")[1:]}
    shown = recognizer_pages.PAGE.read_text("utf-8").replace("\\", "")

    assert [value for value in values if len(value) >= 20 and value in shown] == []
