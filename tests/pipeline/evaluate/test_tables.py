"""The tables and the JSON of a report, compared with files. Rewrite them: python -m tests.pipeline.evaluate.test_tables."""

import json
from io import StringIO
from pathlib import Path

from rich.console import Console

from pipeline.cli.evaluate import table_of
from pipeline.evaluate.score import score
from pipeline.evaluate.tables import as_json, tables
from tests.pipeline.evaluate.examples import DOCUMENTS, OURS, THEIRS

SCORES = {name: score(DOCUMENTS, found, {"MONEY"}) for name, found in (("heteronym", OURS), ("presidio", THEIRS))}
ALONE = {"heteronym": SCORES["heteronym"]}
DATA = Path(__file__).parents[2] / "data/evaluate"
TABLES, JSON = DATA / "tables.txt", DATA / "figures.json"


def printed() -> str:
    written = StringIO()
    console = Console(file=written, width=100)
    for one in (*tables(ALONE), *tables(SCORES)):
        console.print(one.title or "-", highlight=False)
        console.print(table_of(one))
    return "".join(f"{line.rstrip()}\n" for line in written.getvalue().splitlines())


def figures() -> str:
    return f"{json.dumps(as_json(SCORES), indent=1)}\n"


def test_the_tables_are_those_of_the_file() -> None:
    assert printed() == TABLES.read_text("utf-8")


def test_the_json_is_that_of_the_file() -> None:
    assert figures() == JSON.read_text("utf-8")


def test_no_value_is_in_the_tables_or_the_json() -> None:
    for value in ("Ann", "Lee", "Ray", "417", "June"):
        assert value not in printed() + figures()


if __name__ == "__main__":
    TABLES.write_text(printed(), "utf-8")
    JSON.write_text(figures(), "utf-8")
