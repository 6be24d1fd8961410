"""reStructuredText: fields name their values, everything else is text, new text is no markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import ReadOptions
from pipeline.records.sniff import sniff
from tests.pipeline.records.copies import copy, records_of, swap, texts_of, values_of

NEWS = ["Zoe", "*Zoë* `x` |y| a_ \\ :b:", "-", "", "a\n\nb", "\U0001f600", "\x07"]
PAGE = """Report
======

:Author: Anna Keller <anna@b.com>, Rafael Ortiz
:Authors:
    - Li Wu
    - Support Team
:Contact: c@b.com
:Customer ID: 4821
:Abstract: Anna
  goes on

Text about :ref:`Anna` and `a link <https://b.com/Anna>`_.

.. note:: Anna\\ s

   :field: x
"""


def test_fields_declare_their_values() -> None:
    found = values_of(PAGE, "in.rst")

    assert {value: entity for value, entity in found.items() if entity} == {
        "Anna Keller": "PERSON", "anna@b.com": "EMAIL_ADDRESS", "Rafael Ortiz": "PERSON", "Li Wu": "PERSON",
        "c@b.com": "EMAIL_ADDRESS", "4821": "CUSTOMER_ID",
    }  # fmt: skip
    assert found["Anna\n  goes on"] == found["Support Team"] == ""


def test_text_between_fields_is_one_text() -> None:
    found = [text.value for text in texts_of(PAGE, "in.rst")]

    assert found[0] == "Report\n======"
    assert any(value.startswith("Text about :ref:`Anna`") and value.endswith(".. note:: Annas") for value in found)


@pytest.mark.parametrize("new", NEWS)
def test_a_value_in_any_position_is_replaced_and_is_no_markup(new: str) -> None:
    changed = copy(PAGE.encode(), "in.rst", swap("Anna", new), may_be_broken=False).decode()

    assert "Anna" not in changed
    assert [line[:8] for line in changed.splitlines() if line.startswith(":")] == [
        line[:8] for line in PAGE.splitlines() if line.startswith(":")
    ]
    if new == NEWS[1]:
        assert ":Author: \\*Zoë\\* \\`x\\` \\|y\\| a\\_ \\\\ :b: Keller <anna@b.com>" in changed


def test_fields_are_kept_or_named_by_the_user() -> None:
    found = values_of(
        ":Badge: 77\n:Abstract: x\n", "in.rst", ReadOptions(fields={"Badge": "EMPLOYEE_ID", "Abstract": "keep"})
    )

    assert found == {"77": "EMPLOYEE_ID"}


def test_a_page_is_recognized_by_its_name() -> None:
    assert sniff(b"{x}", "x.rst") == "rest"


PIECES = st.lists(
    st.text(st.sampled_from("aA1 \n\r\t:\\`*_|<>.-\u00e9"), max_size=20)
    | st.sampled_from([":Author: ", "\n:x: ", "\n  ", ".. note::\n", "\n\n"]),
    max_size=6,
)  # fmt: skip


@given(pieces=PIECES)
def test_any_file_round_trips(pieces: list[str]) -> None:
    content = "".join(pieces).encode()
    assert copy(content, "in.rst", may_be_broken=False) == content


@given(before=PIECES, after=PIECES)
def test_a_value_anywhere_in_a_file_is_found(before: list[str], after: list[str]) -> None:
    content = f"{''.join(before)}Quack@enbush{''.join(after)}".encode()
    assert b"Quack" not in copy(content, "in.rst", swap("Quack", ""), may_be_broken=False)


@pytest.mark.slow
@pytest.mark.parametrize("piece", [":", ":a: ", "\n:a:\n ", "\\", "\n", " ", ":Author: a,", ":\\"])
def test_hostile_files_are_read_in_linear_time(piece: str) -> None:
    records_of(piece * (200_000 // len(piece)), "in.rst")
