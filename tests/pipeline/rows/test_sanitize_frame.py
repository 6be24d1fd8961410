"""Frames of pandas and polars: columns, index and types stay, and nothing of the original stays in a corner."""

import pickle
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from pipeline import BlockedError, RecordError, Sanitizer, sanitize_frame, sanitize_records

pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

PLANTED = "maria.delgado@acme.com"
ROWS = [
    {
        "email": f"maria{place}@acme.com",
        "customer_id": 471122 + place,
        "size": 123456.5,
        "seen": datetime(2025, 3, 4, 12, place),
        "price": Decimal("12.50"),
        "open": True,
        "tags": ["vip", f"maria{place}@acme.com"],
        "note": f"Write to maria{place}@acme.com." if place else None,
    }
    for place in range(3)
]
FRAMES = pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame], ids=["pandas", "polars"])
Make = Callable[..., Any]


def rows_of(frame: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = frame.to_dicts() if isinstance(frame, pl.DataFrame) else frame.to_dict("records")
    return rows


@FRAMES
def test_a_frame_keeps_its_columns_types_and_what_is_not_sensitive(make: Make, without_model: Sanitizer) -> None:
    frame = make(ROWS)

    copy = sanitize_frame(frame, without_model)

    assert type(copy) is type(frame)
    assert list(copy.columns) == list(frame.columns)
    assert list(copy.dtypes) == list(frame.dtypes)
    assert "maria" not in str(rows_of(copy))
    for old, new in zip(ROWS, rows_of(copy), strict=True):
        assert [name for name in old if name != "note" and new[name] != old[name]] == [
            "email",
            "customer_id",
            "seen",
            "tags",
        ]
        assert new["tags"] == ["vip", new["email"]]
    assert rows_of(copy)[1]["note"] == f"Write to {rows_of(copy)[1]['email']}."
    assert "maria1" in str(rows_of(frame))


@FRAMES
def test_rows_of_a_frame_get_the_surrogates_of_records(make: Make, without_model: Sanitizer) -> None:
    rows = [{name: row[name] for name in ("email", "customer_id", "note")} for row in ROWS[1:]]

    assert rows_of(sanitize_frame(make(rows), without_model)) == list(sanitize_records(rows, without_model))


@FRAMES
@pytest.mark.parametrize(("columns", "rows"), [({"email": []}, 0), ({}, 0), ({"size": [1.5, 2.5]}, 2)])
def test_a_frame_without_rows_or_without_text_stays(
    make: Make, columns: dict[str, Any], rows: int, without_model: Sanitizer
) -> None:
    frame = make(columns)

    copy = sanitize_frame(frame, without_model)

    assert copy.equals(frame)
    assert copy is not frame
    assert len(copy) == rows


@FRAMES
def test_column_names_that_are_values_are_replaced(make: Make, without_model: Sanitizer) -> None:
    copy = sanitize_frame(make({PLANTED: [1, 2], "email": [PLANTED, None]}), without_model)

    assert list(copy.columns) == [rows_of(copy)[0]["email"], "email"]
    assert PLANTED not in str(rows_of(copy))


@FRAMES
def test_blocked_rows_raise_or_are_left_out(make: Make, without_model: Sanitizer) -> None:
    frame = make({"n": [1, 2, 3], "scan": [None, b"maria", None], "email": [PLANTED] * 3})
    blocked: list[int] = []

    with pytest.raises(BlockedError, match="record 1: the record contains an image"):
        sanitize_frame(frame, without_model)
    copy = sanitize_frame(frame, without_model, on_blocked=lambda place, _: blocked.append(place))

    assert blocked == [1]
    assert [row["n"] for row in rows_of(copy)] == [1, 3]
    assert list(copy.dtypes) == list(frame.dtypes)
    if make is pd.DataFrame:
        assert list(copy.index) == [0, 2]


@FRAMES
def test_declared_columns_count_and_misspelled_ones_raise(make: Make, without_model: Sanitizer) -> None:
    frame = make({"email": [PLANTED], "code": [77_123], "memo": ["x"]})

    copy = sanitize_frame(frame, without_model, fields={"email": "keep", "code": "CUSTOMER_ID", "mem*": "drop"})

    [row] = rows_of(copy)
    assert (row["email"], row["memo"]) == (PLANTED, "")
    assert row["code"] != 77_123
    for stated in ({"fields": {"emial": "keep"}}, {"class_field": "emial"}):
        with pytest.raises(RecordError, match="'emial' - did you mean email"):
            sanitize_frame(frame, without_model, **stated)  # type: ignore[arg-type]


@FRAMES
def test_a_value_that_does_not_fit_its_type_is_missing(make: Make, without_model: Sanitizer) -> None:
    ids = range(100, 120)
    small = pd.Series(ids, dtype="int8") if make is pd.DataFrame else pl.Series(ids, dtype=pl.Int8)
    frame = make({"customer_id": small, "n": ids, "open": [True] * 20})

    copy = sanitize_frame(frame, without_model, fields={"n": "drop", "open": "drop"})

    assert [str(kind).casefold() for kind in copy.dtypes] == ["int8", "int64", "boolean"]
    values = [None if value is pd.NA else value for value in copy["customer_id"].to_list()]
    assert None in values  # of three digits, most are over 127
    assert all(value is None or value != old for value, old in zip(values, ids, strict=True))
    assert {*copy["n"].to_list(), *copy["open"].to_list()} == {pd.NA if make is pd.DataFrame else None}


@FRAMES
def test_categories_stay_in_order_and_unused_ones_are_replaced_too(make: Make, without_model: Sanitizer) -> None:
    levels = ["low", PLANTED, "ana@acme.com", "high"]
    values = ["high", PLANTED, "low"]
    kinds = {
        pd.DataFrame: lambda: pd.Categorical(values, levels, ordered=True),
        pl.DataFrame: lambda: pl.Series(values, dtype=pl.Enum(levels)),
    }
    frame = make({"level": kinds[make](), "email": [PLANTED] * 3})

    copy = sanitize_frame(frame, without_model)

    kind = copy["level"].dtype
    categories = list(kind.categories)
    assert (categories[0], categories[3], len(set(categories))) == ("low", "high", 4)
    assert list(copy["level"]) == ["high", categories[1], "low"]
    assert categories[1] == copy["email"][0]
    assert not set(categories[1:3]) & set(levels)
    assert make is pl.DataFrame or kind.ordered
    assert b"acme.com" not in pickle.dumps(copy)


def test_values_that_no_row_has_do_not_stay_in_a_column(without_model: Sanitizer) -> None:
    coded = pd.ArrowDtype(pa.dictionary(pa.int32(), pa.string()))
    arrow = pd.DataFrame({"plan": pd.Series([PLANTED, "basic"], dtype=coded)})[1:]
    table = pl.DataFrame({"plan": pl.Series([PLANTED, "basic"], dtype=pl.Categorical)})[1:]

    for frame in (arrow, table):
        copy = sanitize_frame(frame, without_model)

        assert list(copy["plan"]) == ["basic"]
        assert list(copy.dtypes) == list(frame.dtypes)
        assert PLANTED.encode() not in pickle.dumps(copy)


def test_an_index_with_values_is_replaced_and_one_that_counts_stays(without_model: Sanitizer) -> None:
    frame = pd.DataFrame({"email": [PLANTED, "ana@acme.com"], "n": [1, 2]})
    moments = pd.date_range("2025-03-04", periods=2, name="seen")

    by_email = sanitize_frame(frame.set_index("email", drop=False), without_model)
    by_both = sanitize_frame(frame.set_index(["email", "n"]), without_model)
    twice = sanitize_frame(frame.set_index([frame["email"], frame["email"]]), without_model)
    by_time = sanitize_frame(frame.set_index(moments), without_model)
    counted = sanitize_frame(frame.set_index(pd.Index([7123456, 8123456])), without_model)

    assert (list(by_email.index), by_email.index.name) == (list(by_email["email"]), "email")
    assert by_both.index.names == ["email", "n"]
    assert [label[1] for label in by_both.index] == [1, 2]
    assert list(twice.index) == [(email, email) for email in by_email["email"]]
    assert b"acme.com" not in pickle.dumps((by_email, by_both, twice))
    assert by_time.index.dtype == moments.dtype
    assert not set(by_time.index) & set(moments)
    assert list(counted.index) == [7123456, 8123456]
    assert sanitize_frame(frame.set_index(moments), without_model, fields={"seen": "keep"}).index.equals(moments)


def test_column_names_may_repeat_have_levels_or_be_numbers(without_model: Sanitizer) -> None:
    same = pd.DataFrame([[PLANTED, "ana@acme.com"]], columns=["email", "email"])
    levels = pd.DataFrame(
        [[PLANTED, 1]], columns=pd.MultiIndex.from_tuples([("contact", "email"), ("ana@acme.com", "n")])
    )
    numbers = pd.DataFrame([[PLANTED, "x"]])
    sliced = levels.iloc[:, :1]

    copies = [sanitize_frame(frame, without_model) for frame in (same, levels, numbers, sliced)]

    assert b"acme.com" not in pickle.dumps(copies)
    assert list(copies[0].columns) == ["email", "email"]
    assert copies[1].columns[0] == ("contact", "email")
    assert copies[1].columns.nlevels == 2
    assert copies[2].columns.equals(numbers.columns)
    assert copies[0].iloc[0, 0] == copies[1].iloc[0, 0] == copies[2].iloc[0, 0]


def test_metadata_and_names_of_axes_do_not_leave(without_model: Sanitizer) -> None:
    frame = pd.DataFrame({"n": [1]})
    frame.attrs["owner"] = PLANTED
    frame.columns.name = PLANTED
    frame.index.name = PLANTED

    assert PLANTED.encode() not in pickle.dumps(sanitize_frame(frame, without_model))


def test_time_zones_and_nullable_types_of_pandas_stay(without_model: Sanitizer) -> None:
    frame = pd.DataFrame(
        {
            "at": pd.Series(["2025-03-04", None], dtype="datetime64[ns, Europe/Berlin]"),
            "customer_id": pd.Series([471122, None], dtype="Int64"),
            "email": pd.Series([PLANTED, None], dtype="string"),
            "day": [date(2025, 3, 4), None],
        }
    )

    copy = sanitize_frame(frame, without_model)

    assert list(copy.dtypes) == list(frame.dtypes)
    assert list(copy.isna().sum()) == [1, 1, 1, 1]
    assert not (copy.iloc[0] == frame.iloc[0]).any()


def test_bands_of_numbers_and_durations_stay_and_other_types_are_blocked(without_model: Sanitizer) -> None:
    bands = pd.DataFrame({"band": pd.cut([1, 15], [0, 10, 20]), "took": pd.to_timedelta(["1 day", None])})
    nested = pd.DataFrame({"notes": [[PLANTED, pd.NA]]})
    months = pd.DataFrame({"month": pd.period_range("2025-03", periods=2, freq="M")})

    assert sanitize_frame(bands, without_model).equals(bands)
    assert sanitize_frame(nested, without_model)["notes"][0][1] is pd.NA
    with pytest.raises(BlockedError, match="record 0: month: a value has the type Period: convert it"):
        sanitize_frame(months, without_model)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (pl.LazyFrame({"a": ["x"]}), r"not LazyFrame: call collect\(\) first"),
        ([{"a": "x"}], "not list: for dicts call sanitize_records"),
        (pd.Series(["x"]), "not Series"),
    ],
)
def test_what_is_no_frame_raises_with_what_to_do(given: Any, message: str, without_model: Sanitizer) -> None:
    with pytest.raises(TypeError, match=message):
        sanitize_frame(given, without_model)


@pytest.mark.parametrize(
    "column",
    [
        pl.Series([{PLANTED: 3, "n": 1}]),
        pl.Series([[{"more": {PLANTED: 3}}]]),
        pd.Series([{PLANTED: 3}], dtype=pd.ArrowDtype(pa.struct([(PLANTED, pa.int64())]))),
        pd.Series(
            [[("x", {PLANTED: 3})]], dtype=pd.ArrowDtype(pa.map_(pa.string(), pa.struct([(PLANTED, pa.int64())])))
        ),
    ],
    ids=["struct", "list of structs", "struct of Arrow", "map of Arrow"],
)
def test_a_field_within_a_column_whose_name_is_a_value_is_refused(column: Any, without_model: Sanitizer) -> None:
    frame = (pl if isinstance(column, pl.Series) else pd).DataFrame({"more": column})

    with pytest.raises(RecordError, match=r"the name of a field within a column .* rename the field") as raised:
        sanitize_frame(frame, without_model)
    assert PLANTED not in str(raised.value)


def test_an_enum_within_a_list_is_refused(without_model: Sanitizer) -> None:
    frame = pl.DataFrame({"a": pl.Series([["x"]], dtype=pl.List(pl.Enum(["x", PLANTED])))})

    with pytest.raises(RecordError, match="column 0 contains an Enum within another type") as raised:
        sanitize_frame(frame, without_model)
    assert PLANTED not in str(raised.value)
