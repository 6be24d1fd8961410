"""Every command and every program that the documentation shows is run."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
BLOCK = re.compile(r"```(?P<language>bash|python)\n(?P<code>.*?)```", re.DOTALL)
# Commands of these are run by the build itself, or measure and so take minutes.
RUN_ELSEWHERE = ("pip ", "python benchmarks/")


def blocks(page: Path, language: str) -> list[str]:
    return [block["code"] for block in BLOCK.finditer(page.read_text()) if block["language"] == language]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make the folder that a reader works in: the examples, the guides' files, and a key."""
    for name in ("examples", "docs"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_work(page: Path, folder: Path) -> None:
    for line in (line for code in blocks(page, "bash") for line in code.splitlines() if line.strip()):
        if line.startswith((*RUN_ELSEWHERE, "#")):
            continue
        program, *arguments = shlex.split(line)
        assert program == "heteronym", line
        done = subprocess.run(
            [sys.executable, "-m", "pipeline.cli", *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, (line, done.stderr)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name in ("README.md", "beam.md", "presidio.md")], ids=lambda page: page.name
)
def test_the_programs_of_a_page_work(page: Path, folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "pipeline.cli", "key", "new", "team.key"], cwd=folder, check=True)
    for code in blocks(page, "python"):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=300, env={**os.environ}
        )
        assert done.returncode == 0, done.stderr
        assert "Okafor" not in done.stdout
        assert "Delgado" not in done.stdout


def test_every_link_of_a_page_leads_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text()):
            assert (page.parent / target).exists(), (page.name, target)
