"""Result tables of benchmarks: prints them, and writes them into the documentation."""

import re
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

PAGE = Path(__file__).parents[1] / "docs/benchmarks.md"


def show(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table."""
    table = Table(*columns, title=title)
    for row in rows:
        table.add_row(*row)
    Console(width=160).print(table)


def write(section: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Replace the table between `<!-- section -->` and `<!-- /section -->` in docs/benchmarks.md."""
    lines = [f"| {' | '.join(cells)} |" for cells in (columns, ["---"] * len(columns), *rows)]
    marks = f"<!-- {section} -->", f"<!-- /{section} -->"
    pattern = re.compile(f"{re.escape(marks[0])}.*?{re.escape(marks[1])}", re.DOTALL)
    body = "\n".join([marks[0], *lines, marks[1]])
    PAGE.write_text(pattern.sub(lambda _: body, PAGE.read_text()))
