"""One run on a few records of tests/data/report, without the language model, and its pages."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import environment_of, in_process

DATA = Path(__file__).parents[2] / "data/report"
ONE = "--direct_num_workers=1"
AGAINST = ("--against", "in", "-c", "policy.yaml")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with inputs `in`, their copies in `out`, and what runs the command in it."""

    path: Path
    run: Callable[..., "object"]

    def page(self, *options: str, output: str = "report.html") -> str:
        """Write a page, and return it."""
        done = self.run("report", "page", "out", "-o", output, *options)
        assert done.returncode == 0, done.stderr
        return (self.path / output).read_text("utf-8")


def finished_in(path: Path, key_file: Path) -> Folder:
    """Run the command on the records in an empty folder."""
    shutil.copytree(DATA, path, dirs_exist_ok=True)

    def run(*arguments: str, **environment: str) -> object:
        return in_process(path, arguments, "", environment_of(key_file, environment))

    done = run("run", "in", "-c", "policy.yaml", "-o", "out", ONE)
    assert done.returncode == 3, done.stderr  # two records and a file are blocked
    return Folder(path, run)
