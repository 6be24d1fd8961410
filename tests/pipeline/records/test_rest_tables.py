"""Tables and titles of reStructuredText stay tables and titles when values get longer or shorter."""

import pytest

from tests.pipeline.records.copies import copy

GRID = """\
+----------+-------+
| Name     | Phone |
+==========+=======+
| Anna     | 555   |
+----------+-------+
| Bo       |       |
+----------+-------+

Anna wrote.
"""
LONG_GRID = """\
+------------------+-------+
| Name             | Phone |
+==================+=======+
| Annelotte Keller | 555   |
+------------------+-------+
| Bo               |       |
+------------------+-------+

Annelotte Keller wrote.
"""
SHORT_GRID = GRID.replace("| Anna     |", "| A        |").replace("Anna", "A")
SIMPLE = """\
  ====  =====  ====
  Name  Phone  Note
  ====  =====  ====
  Anna  555    x Anna

  Bo    556    y
  ====  =====  ====

  ====
"""
LONG_SIMPLE = """\
  ================  =====  ==================
  Name              Phone  Note
  ================  =====  ==================
  Annelotte Keller  555    x Annelotte Keller

  Bo                556    y
  ================  =====  ==================

  ====
"""
SPANNED = """\
+----------+-------+
| Name     | Phone |
+----------+-------+
| Anna wrote this  |
+----------+-------+
"""
TITLE = "====\nAnna\n====\n\nOf Anna\n-------\n\nx\n----\n\nAnna\n"
LONG_TITLE = "================\nAnnelotte Keller\n================\n\nOf Annelotte Keller\n-------------------\n\nx\n----\n\nAnnelotte Keller\n"
WIDE = "+------+\n| Anna |\n+------+\n"
CASES = [
    ("a longer value in a grid", GRID, "Annelotte Keller", LONG_GRID),
    ("a shorter value in a grid", GRID, "A", SHORT_GRID),
    ("a longer value in a simple table", SIMPLE, "Annelotte Keller", LONG_SIMPLE),
    ("lines that end with CR and LF", GRID.replace("\n", "\r\n"), "Annelotte Keller", LONG_GRID.replace("\n", "\r\n")),
    ("a cell over two columns", SPANNED, "Annelotte", SPANNED.replace("Anna", "Annelotte")),
    ("titles", TITLE, "Annelotte Keller", LONG_TITLE),
    ("letters that are twice as wide", WIDE, "田中花子", "+----------+\n| 田中花子 |\n+----------+\n"),
    ("a bar in the new value", WIDE, "A|B", "+------+\n| A\\|B |\n+------+\n"),
]


@pytest.mark.parametrize(("old", "value", "new"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_lines_are_drawn_anew_around_new_values(old: str, value: str, new: str) -> None:
    assert copy(old.encode(), "in.rst", lambda text: text.value.replace("Anna", value)).decode() == new
