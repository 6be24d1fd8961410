"""Jupyter notebooks: the lines of a cell are one text, HTML is HTML, images are no text, all other bytes stay."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import BrokenRecord, ReadOptions, Record
from pipeline.records.sniff import sniff
from tests.pipeline.records.copies import copy, records_of, swap, texts_of, values_of

NEWS = ["Zoe", 'Zoë "x" \\ \\n', "-", "", "a\nb", "\U0001f600", "\x07", "\ud800"]
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "source": []}


def notebook(indent: int | None = 1, **changes: Any) -> str:
    return json.dumps({"cells": [CELL | changes], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=indent)


POSITIONS = {
    "lines": notebook(source=["x\n", "Anna\n", "y Anna"]),
    "one string": notebook(source="x\nAnna"),
    "escapes": notebook(source=['\u00e9 Anna \\ "\n', "x"]),
    "over lines": notebook(source=["x An\n", "na"]).replace("An\\n", "An"),
    "stream": notebook(outputs=[{"output_type": "stream", "name": "stdout", "text": ["Anna\n", "x"]}]),
    "plain output": notebook(outputs=[{"data": {"text/plain": ["Anna\n"]}, "output_type": "display_data"}]),
    "HTML output": notebook(outputs=[{"data": {"text/html": ["<b>An</b>\n", "x <i title='Anna'>Anna</i>"]}}]),
    "JSON output": notebook(outputs=[{"data": {"application/json": {"Anna x": ["Anna", {"b": "Anna"}]}}}]),
    "error": notebook(outputs=[{"ename": "Anna", "evalue": "Anna", "traceback": ["\x1b[0mAnna", "x"]}]),
    "metadata": notebook(metadata={"tags": ["Anna"], "Anna Keller x": 1}),
    "compact": notebook(None, source=["Anna\n", "x"]),
    "version 3": json.dumps({"worksheets": [{"cells": [{"input": ["Anna\n", "x"], "outputs": [{"text": ["Anna"]}]}]}]}),
}


@pytest.mark.parametrize("new", NEWS)
@pytest.mark.parametrize("position", POSITIONS)
def test_a_value_in_any_position_is_replaced_and_the_notebook_keeps_its_structure(position: str, new: str) -> None:
    content = POSITIONS[position]

    changed = copy(content.encode(), "in.ipynb", swap("Anna", new), may_be_broken=False).decode()

    assert "Anna" not in changed
    assert shape(json.loads(changed)) == shape(json.loads(content))


def shape(value: Any) -> Any:
    """Return the structure without the names that are values and the numbers of lines."""
    if isinstance(value, dict):
        return [(key if "Anna" not in key and key in STANDARD else "", shape(one)) for key, one in value.items()]
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "lines"
    return [shape(one) for one in value] if isinstance(value, list) else type(value).__name__


STANDARD = {"cells", "metadata", "outputs", "source", "nbformat", "cell_type", "data", "text/plain", "text/html"}


@pytest.mark.parametrize("new", [new for new in NEWS if new])
def test_a_new_text_is_divided_into_its_lines(new: str) -> None:
    changed = copy(POSITIONS["lines"].encode(), "in.ipynb", swap("Anna", new), may_be_broken=False)

    lines = json.loads(changed)["cells"][0]["source"]
    assert "".join(lines) == f"x\n{new}\ny {new}"
    assert all(line.count("\n") == line.endswith("\n") for line in lines)


def test_the_lines_of_a_cell_are_one_text() -> None:
    content = notebook(
        source=["Ask Anna\n", "Keller"], outputs=[{"data": {"text/html": ["<b>Anna</b>\n", "Keller &amp; x"]}}]
    )

    found = [text.value for text in texts_of(content, "in.ipynb")]

    assert "Ask Anna\nKeller" in found
    assert "Anna\nKeller & x" in found


def test_arrays_of_other_values_are_several_texts() -> None:
    content = notebook(outputs=[{"data": {"application/vnd.plotly.v1+json": {"text": ["Anna", "Rafael"]}}}])

    assert {"Anna", "Rafael"} <= {text.value for text in texts_of(content, "in.ipynb")}


def test_words_of_programs_are_no_texts() -> None:
    content = json.dumps(
        {
            "metadata": {
                "kernelspec": {"display_name": "Python 3 (ipykernel)", "name": "python3"},
                "authors": [{"name": "Anna"}],
            },
            "cells": [{"outputs": [{"output_type": "stream", "name": "stderr", "text": "x"}, {"name": "Keller"}]}],
        }
    )

    found = values_of(content, "in.ipynb")

    assert found["Anna"] == "PERSON"
    assert "Python 3 (ipykernel)" not in found
    assert "stderr" not in found
    assert "Keller" in found
    assert values_of(content.replace("python3", "anna@b.com"), "in.ipynb")["anna@b.com"] == ""


@pytest.mark.parametrize(
    ("output", "place"),
    [
        ({"data": {"image/png": "QW5u"}}, "cells[0].outputs[0].data.image/png"),
        ({"data": {"application/pdf": "QW5u"}}, "cells[0].outputs[0].data.application/pdf"),
        ({"png": "QW5u"}, "cells[0].outputs[0].png"),
    ],
)
def test_images_are_unscannable(output: dict[str, Any], place: str) -> None:
    (record,) = records_of(notebook(outputs=[output]), "in.ipynb")

    assert isinstance(record, Record)
    assert record.unscannable == (place,)


def test_drawings_are_markup() -> None:
    content = notebook(outputs=[{"data": {"image/svg+xml": "<svg><text>Anna</text></svg>"}}])

    assert "Anna" in [text.value for text in texts_of(content, "in.ipynb")]


def test_fields_are_kept_dropped_or_name_the_classification() -> None:
    content = notebook(None, source=["Anna\n"], metadata={"label": "public", "on": True, "a": 7})
    options = ReadOptions(fields={"source": "keep", "on": "drop", "a": "drop"}, class_field="metadata.label")

    (record,) = records_of(content, "in.ipynb", options)

    assert isinstance(record, Record)
    assert record.classification is None  # that of a cell, not of the notebook
    changed = copy(content.encode(), "in.ipynb", swap("Anna", "Zoe"), options=options)
    assert changed.decode() == content.replace("true", "null").replace("7", "null")
    (record,) = records_of('{"metadata": {"label": "internal"}}', "in.ipynb", options)
    assert isinstance(record, Record)
    assert record.classification == "internal"


@pytest.mark.parametrize("content", ["", "{", "[" * 3000, '{"cells": [{"source": ["Anna"}]}', '{"a": NaN}'])
def test_what_is_no_json_is_blocked_without_its_content(content: str) -> None:
    for record in records_of(content, "in.ipynb"):
        assert isinstance(record, BrokenRecord)
        assert "Anna" not in record.reason


def test_a_notebook_is_recognized_by_its_name() -> None:
    assert sniff(b'{"cells": []}', "x.ipynb") == "ipynb"


JSON = st.recursive(
    st.text(max_size=8) | st.integers() | st.booleans() | st.none() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["cells", "source", "outputs", "text", "data", "text/html", "a", "x y"]), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip


@given(value=JSON, indent=st.sampled_from([None, 1]), is_ascii=st.booleans())
def test_any_notebook_round_trips(value: Any, indent: int | None, is_ascii: bool) -> None:
    content = json.dumps({"cells": [value]}, indent=indent, ensure_ascii=is_ascii).encode("utf-8", "surrogatepass")
    for record in records_of(content, "in.ipynb"):
        if isinstance(record, Record):
            assert copy(content, "in.ipynb") == content


@given(value=JSON, planted=st.text(max_size=5))
def test_a_value_anywhere_in_a_notebook_is_found(value: Any, planted: str) -> None:
    content = json.dumps({"cells": [value, {"source": [planted + "\n", "Quack@enbush"]}, "Quack@enbush"]}).encode()
    (record,) = records_of(content, "in.ipynb")
    if isinstance(record, Record) and not record.unscannable:
        assert b"Quack" not in copy(content, "in.ipynb", swap("Quack", ""))
