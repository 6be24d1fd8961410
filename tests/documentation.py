"""Examples in the documentation: finds them, runs them with a fixed key, and rewrites changed outputs.

`bash`     commands that run; no output is shown.
`console`  commands (`$ ...`) with their output. `...` in an output matches anything.
`python`   programs that run.
`sh`       commands that no test can run (servers, clusters, other programs); their options are checked.

Rewrite the outputs after a change: `python -m tests.documentation`.
"""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[1]
README = PROJECT / "README.md"
PAGES = [README, PROJECT / "CONTRIBUTING.md", PROJECT / "SECURITY.md", *sorted((PROJECT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)
# Commands that the build itself runs, or that measure for minutes.
RUN_ELSEWHERE = (
    "pip ",
    "pytest",
    "ruff ",
    "mypy",
    "lint-imports",
    "python benchmarks/",
    "python -m tests.documentation",
    "python -m tests.recognizer_pages",
    "python -m tests.report_pictures",
)
KEY = base64.b64encode(hashlib.sha256(b"heteronym documentation").digest()).decode()
PROMPT = "$ "
BEFORE_AFTER = re.compile(r"(?P<head><!-- before and after -->\n```diff\n)(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
SECONDS = re.compile(r"(?<= in )\d+\.\d(?= s\b)")
SHOWN_RECORDS = (1, 2)  # of the example, counted from 0


@dataclass(frozen=True, slots=True)
class Example:
    """One command of a `console` block with the output that the page shows."""

    command: str
    shown: str


PROGRESS = re.compile(r"\w+: \d+%")  # printed by commands that take long on a slow machine


def blocks(page: Path, *languages: str) -> list[str]:
    """Return the code of the blocks in some languages, in order."""
    return [block["code"] for block in BLOCK.finditer(page.read_text("utf-8")) if block["language"] in languages]


def is_run_elsewhere(command: str) -> bool:
    """Return whether the build runs this command or it is a comment."""
    return command.startswith((*RUN_ELSEWHERE, "#"))


def examples(block: str, language: str) -> list[Example]:
    """Return the commands of a `bash` or `console` block that a test runs. Commands of `bash` blocks show no output."""
    if language == "bash":
        return [Example(line, "") for line in block.splitlines() if line.strip() and not is_run_elsewhere(line)]
    parts = re.split(rf"^{re.escape(PROMPT)}", block, flags=re.MULTILINE)[1:]
    return [Example(*part.split("\n", 1)) for part in parts]


def working_folder(folder: Path) -> dict[str, str]:
    """Create the working folder of a reader, and return the environment of the commands.

    Arguments:
        folder: an empty folder. It gets the examples, the files of the guides and the command `heteronym`.
    """
    for name in ("examples", "docs"):
        shutil.copytree(PROJECT / name, folder / name)
    programs = folder / ".bin"
    programs.mkdir()
    command = programs / "heteronym"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline.cli "$@"\n')
    command.chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "HETERONYM_KEY": KEY,
        "PYSPARK_PYTHON": sys.executable,
        "COLUMNS": "160",
        "USER": "dpo",
    }


def run(command: str, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Run a command line in the reader's folder; return its exit code and output, without lines about its progress."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )
    lines = (line.rstrip() for line in done.stdout.splitlines())
    return done.returncode, "".join(f"{line}\n" for line in lines if not PROGRESS.fullmatch(line))


def matches(shown: str, printed: str) -> bool:
    """Return whether an output equals the one that a page shows."""
    pattern = ".*".join(re.escape(part) for part in shown.split("..."))
    return re.fullmatch(pattern, printed, re.DOTALL) is not None


def before_and_after() -> str:
    """Run the main job on the example, and return the changed texts as the lines of a `diff` block."""
    source = PROJECT / "examples/support_tickets.jsonl"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        environment = working_folder(folder)
        code, printed = run(f"heteronym run {source.relative_to(PROJECT)} -c confidential -o out", folder, environment)
        assert code == 0, printed
        copies = _records(folder / "out" / source.name)
    pairs = [
        (role, before, after)
        for index in SHOWN_RECORDS
        for (role, before), (_, after) in zip(_texts(_records(source)[index]), _texts(copies[index]), strict=True)
        if before != after and role != "system"
    ]
    return "".join(f"- {role:<9}  {before}\n+ {role:<9}  {after}\n" for role, before, after in pairs)


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _texts(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for message in record["messages"]:
        if message["content"]:
            yield message["role"], message["content"]
        for call in message.get("tool_calls", ()):
            yield "tool call", call["function"]["arguments"]


def rewrite(page: Path) -> None:
    """Replace outdated outputs of a page."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        environment = working_folder(folder)

        def block(found: re.Match[str]) -> str:
            language = found["language"]
            if language not in ("bash", "console"):
                return found[0]
            printed = [(one, run(one.command, folder, environment)) for one in examples(found["code"], language)]
            if language == "bash":
                for one, (code, said) in printed:
                    assert code == 0, (one.command, said)
                return found[0]
            lines = [
                f"{PROMPT}{one.command}\n{one.shown if matches(one.shown, said) else said}"
                for one, (_, said) in printed
            ]
            return f"```console\n{''.join(lines)}```"

        text = BLOCK.sub(block, page.read_text("utf-8"))
    if page == README:
        text = BEFORE_AFTER.sub(lambda found: f"{found['head']}{before_and_after()}```", text)
    page.write_text(text, "utf-8")


if __name__ == "__main__":
    for path in [Path(name).absolute() for name in sys.argv[1:]] or PAGES:
        rewrite(path)
