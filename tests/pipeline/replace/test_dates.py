"""Dates in common formats are shifted by one offset and written in the same format."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.replace.dates import dates
from pipeline.replace.document import DocumentView
from pipeline.replace.keyed.keys import FamilyKey, Key
from pipeline.replace.pseudonymizer import Pseudonymizer
from recognizers.lexicon.calendar_words import LANGUAGES
from recognizers.lexicon.date_formats import Reading, find_dates
from recognizers.lexicon.letter_case import capitalized
from recognizers.lexicon.relative_dates import is_relative

KEY: FamilyKey = Key(bytes(range(32))).family("organization:all", "test")
SUBJECT = "55"  # under KEY, the dates of this subject shift by -182 days
WORLD = Pseudonymizer(Key(bytes(range(32))), "organization:all")
NOBODY = DocumentView(frozenset(), {}, {}, {})

# (date as written, the date 182 days earlier)
MOVED = [
    # numbers
    ("2025-03-04", "2024-09-03"),
    ("2025/3/4", "2024/9/3"),
    ("2025-03-04T10:00:00Z", "2024-09-03T10:00:00Z"),
    ("2025-03-04T10:00:00.250+02:00", "2024-09-03T10:00:00.250+02:00"),
    ("2025-03-04 10:00", "2024-09-03 10:00"),
    ("20250304", "20240903"),
    ("20250304T201500", "20240903T201500"),
    ("1741082400", "1725357600"),
    ("1741082400.25", "1725357600.25"),
    ("1741082400123", "1725357600123"),
    ("-310348800", "-326073600"),
    ("3/4/25", "9/3/24"),
    ("03/04/2025", "09/03/2024"),
    ("3/4", "9/3"),
    ("13/4/25", "13/10/24"),
    ("4/13/25", "10/13/24"),
    ("3.4.25", "3.10.24"),
    ("31.12.2024", "02.07.2024"),
    ("3-4-2025", "9-3-2024"),
    # English
    ("4th of March 2025", "3rd of September 2024"),
    ("March 4th, 2025", "September 3rd, 2024"),
    ("March 4, 2025", "September 3, 2024"),
    ("March 4", "September 3"),
    ("1st May 2025", "31st October 2024"),
    ("MARCH 22ND, 2025", "SEPTEMBER 21ST, 2024"),
    ("March 23rd, 2025", "September 22nd, 2024"),
    ("4 Mar 25", "3 Sep 24"),
    ("04-Mar-2025", "03-Sep-2024"),
    ("04-May-2025", "03-Nov-2024"),
    ("4 May 2025", "3 November 2024"),
    ("04/Mar/2025:10:00:00 +0200", "03/Sep/2024:10:00:00 +0200"),
    ("Mar-04-2025", "Sep-03-2024"),
    ("2025 March 4", "2024 September 3"),
    ("11AUG83", "10FEB83"),
    ("11Aug1983", "10Feb1983"),
    ("SEPT. 3rd", "MAR. 5th"),
    ("Tuesday, March 4, 2025", "Tuesday, September 3, 2024"),
    ("Tue 4 March", "Tue 3 September"),
    ("4 March 2025 (Tuesday)", "3 September 2024 (Tuesday)"),
    ("14 Oct 08:52 UTC", "15 Apr 08:52 UTC"),
    ("14 Oct 1530 UTC", "15 Apr 1530 UTC"),
    # without a day
    ("Mar '25", "Sep '24"),
    ("March 2025", "September 2024"),
    ("Mar-25", "Sep-24"),
    ("2025/3", "2024/9"),
    ("2025-11", "2025-05"),
    ("03/2025", "09/2024"),
    ("Q1 2025", "Q3 2024"),
    ("Q3'25", "Q1'25"),
    ("2025-Q4", "2025-Q2"),
    ("FY25", "FY24"),
    ("FY 2025", "FY 2024"),
    ("1999", "1998"),
    # date ranges
    ("2024-2025", "2023-2024"),
    ("2024/25", "2023/24"),
    ("3-5 March 2025", "2-4 September 2024"),
    ("3rd to 5th March 2025", "2nd to 4th September 2024"),
    ("March 4-6, 2025", "September 3-5, 2024"),
    ("27-29 March", "26-28 September"),
    ("29-31 March 2025", "28-30 September 2024"),
    ("1-3 March 2025", "31 August - 2 September 2024"),
    ("March 1-3, 2025", "August 31 - September 2, 2024"),
    ("March 29-31, 2025", "September 28-30, 2024"),
    ("29 June - 2 July 2025", "29 December - 1 January 2025"),
    ("29-30 June, 1-3 July 2025", "29-30 December, 31 December 2024 - 2 January 2025"),
    ("from 3/4/2025 to 5/4/2025", "from 9/3/2024 to 11/3/2024"),
    # other languages
    ("4. März 2025", "3. September 2024"),
    ("4. Mai 2025", "3. November 2024"),
    ("4. Maerz 2025", "3. Sep 2024"),
    ("Dienstag, 4. März 2025", "Dienstag, 3. September 2024"),
    ("Di 04.03.2025", "Di 03.09.2024"),
    ("4 mars 2025", "3 septembre 2024"),
    ("1er août 2025", "31 janvier 2025"),
    ("1er avril 2025", "1er octobre 2024"),
    ("4 fevrier 2025", "6 aout 2024"),
    ("mardi 4 mars 2025", "mardi 3 septembre 2024"),
    ("4 de marzo de 2025", "3 de septiembre de 2024"),
    ("marzo de 2025", "septiembre de 2024"),
    ("martes, 4 de marzo de 2025", "martes, 3 de septiembre de 2024"),
    ("4 marzo 2025", "3 settembre 2024"),
    ("martedì 4 marzo 2025", "martedì 3 settembre 2024"),
    ("4 maart 2025", "3 september 2024"),
    ("dinsdag 4 mrt. 2025", "dinsdag 3 sep. 2024"),
    ("4 de março de 2025", "3 de setembro de 2024"),
    ("terça-feira, 4 de março de 2025", "terça-feira, 3 de setembro de 2024"),
    ("wtorek, 4 marca 2025 r.", "wtorek, 3 września 2024 r."),
    ("marzec 2025", "wrzesień 2024"),
    ("5-7 maja 2025", "4-6 listopada 2024"),
    ("4 марта 2025 года", "3 сентября 2024 года"),
    ("март 2025", "сентябрь 2024"),
    ("2025年3月4日", "2024年9月3日"),
    ("2025년 3월 4일", "2024년 9월 3일"),
    # weeks, and dates and times without separators
    ("2025-W10", "2024-W36"),
    ("KW 10/2025", "KW 36/2024"),
    ("2025-W01", "2024-W27"),
    ("20250304101500", "20240903101500"),
]


@pytest.mark.parametrize(("surface", "moved"), MOVED)
def test_date_is_shifted_in_its_written_format(surface: str, moved: str) -> None:
    assert dates.shift_date(KEY, surface, 182, SUBJECT) == moved


@pytest.mark.parametrize(
    "surface",
    ["yesterday", "two weeks ago", "14:30", "at 10:30 pm", "November", "next Tuesday", "daily", "8 or 9", "24/7"],
)
def test_relative_date_is_kept(surface: str) -> None:
    assert is_relative(surface)
    assert dates.shift_date(KEY, surface, 182, SUBJECT) == surface


@pytest.mark.parametrize(
    "surface",
    [
        "31/13/2025",
        "June 31, 2025",
        "2025-02-30",
        "2025-03-04 or 2025-13-04",
        "11 ledna 1987",
        "\U00011de1\U00011de2.03.2025",
    ],
)
def test_invalid_date_becomes_a_placeholder(surface: str) -> None:
    assert not is_relative(surface)
    assert WORLD.shift("DATE_TIME", surface, NOBODY) == "<DATE_TIME>"


@pytest.mark.parametrize(
    "surface",
    [
        "siebzehnter neunter achtundachtzig",
        "eleven two eighty-eight",
        "doce de marzo de ochenta y dos",
        "dodici marzo ottantadue",
        "dwunastego marca osiemdziesiątego drugiego",
        "13.O3. 197O",
        "l7.O2.l968",
    ],
)
def test_a_date_in_number_words_or_with_letters_of_a_scan_becomes_a_placeholder(surface: str) -> None:
    assert not is_relative(surface)
    assert WORLD.shift("DATE_OF_BIRTH", surface, NOBODY) == "<DATE_OF_BIRTH>"


@pytest.mark.parametrize("surface", ["20251304", "1741082400", "471108154711"])
def test_bare_number_is_a_date_only_in_a_declared_column(surface: str) -> None:
    assert is_relative(surface)
    assert not is_relative(surface, is_declared=True)


def test_eight_digits_that_are_a_date_are_one_where_something_says_so() -> None:
    assert not is_relative("20250304")


@pytest.mark.parametrize(
    ("surface", "is_kept"), [("4711", False), ("soon", True), ("14:30", True), ("circa 88", False)]
)
def test_value_of_a_date_column_is_kept_only_without_digits(surface: str, is_kept: bool) -> None:
    assert is_relative(surface, is_declared=True) == is_kept


@pytest.mark.parametrize(
    ("surface", "month_first", "day_first"),
    [
        ("3/4/25", "9/3/24", "3/10/24"),
        ("3-4-25", "9-3-24", "3-10-24"),
        ("3/4", "9/3", "3/10"),
        ("3.4.25", "3.10.24", "3.10.24"),
        ("13/4/25", "13/10/24", "13/10/24"),
        ("4/13/25", "10/13/24", "10/13/24"),
    ],
)
def test_policy_decides_the_order_of_day_and_month(surface: str, month_first: str, day_first: str) -> None:
    assert dates.shift_date(KEY, surface, 182, SUBJECT) == month_first
    assert dates.shift_date(KEY, surface, 182, SUBJECT, day_first=True) == day_first


# Every format of a full date, as a function of the date.
FORMATS = {
    "iso": lambda day: day.isoformat(),
    "iso and time": lambda day: f"{day.isoformat()}T08:15:00+01:00",
    "basic": lambda day: f"{day:%Y%m%d}",
    "seconds": lambda day: str((day - date(1970, 1, 1)).days * 86_400 + 3_600 * 7),
    "slashes": lambda day: f"{day.month}/{day.day}/{day.year}",
    "padded": lambda day: f"{day:%m/%d/%Y}",
    "dots": lambda day: f"{day.day}.{day.month}.{day.year}",
    "compact": lambda day: f"{day.day:02}{LANGUAGES['en'].short_months[day.month - 1].upper()}{day.year}",
    "hyphens": lambda day: f"{day.day:02}-{LANGUAGES['en'].short_months[day.month - 1].title()}-{day.year}",
    "american": lambda day: f"{LANGUAGES['en'].months[day.month - 1].title()} {day.day}, {day.year}",
    "weekday": lambda day: f"{LANGUAGES['en'].weekdays[day.weekday()].title()}, {day.isoformat()}",
    **{name: lambda day, name=name: f"{day.day} {_month(name, day)} {day.year}" for name in ("en", "fr", "it", "nl")},
    **{name: lambda day, name=name: f"{day.day} de {_month(name, day)} de {day.year}" for name in ("es", "pt")},
    "de": lambda day: f"{day.day}. {_month('de', day)} {day.year}",
}
DAYS = st.dates(date(1980, 1, 1), date(2060, 12, 31))


def _month(language: str, day: date) -> str:
    like = "Januar" if language in ("en", "de") else "januar"
    return capitalized(LANGUAGES[language].months[day.month - 1], like)


def read(surface: str) -> date:
    """Return the only date in a text."""
    if dates.EPOCH.fullmatch(surface):
        return date(1970, 1, 1) + timedelta(days=int(surface) // 86_400)
    (found,) = find_dates(surface, Reading())
    return found.moment


@settings(max_examples=500, deadline=None)
@given(
    DAYS,
    DAYS,
    st.sampled_from(sorted(FORMATS)),
    st.sampled_from(sorted(FORMATS)),
    st.integers(7, 400),
    st.text(max_size=3),
)
def test_intervals_of_one_subject_hold_across_formats(
    one: date, other: date, first: str, second: str, days: int, subject: str
) -> None:
    written = [FORMATS[first](one), FORMATS[second](other)]
    moved = [dates.shift_date(KEY, surface, days, subject) for surface in written]
    offset = read(moved[0]) - one

    assert read(moved[1]) - read(moved[0]) == other - one
    assert 0 < abs(offset.days) <= days
    assert offset.days % 7 == 0
    assert moved[0] != written[0]
    assert moved[1] != written[1]


NUMERIC = {"slashes", "padded", "dots"}  # unambiguous from the 13th of a month on, else read by policy
# "agosto" is Italian, Spanish and Portuguese; "april" is Dutch and English.
LANGUAGE_KNOWN = sorted({*FORMATS} - NUMERIC - {"it", "es", "pt", "nl"})


@settings(max_examples=300, deadline=None)
@given(DAYS, st.sampled_from(LANGUAGE_KNOWN))
def test_shifted_date_keeps_format_and_language(day: date, name: str) -> None:
    shifted = dates.shift_date(KEY, FORMATS[name](day), 182, SUBJECT)
    assert shifted.casefold() == FORMATS[name](day - timedelta(days=182)).casefold()


@settings(max_examples=300, deadline=None)
@given(
    DAYS,
    st.integers(1, 20),
    st.integers(7, 300),
    st.sampled_from(["{0.day}-{1.day} {2} {0.year}", "{2} {0.day}-{1.day}, {0.year}"]),
)
def test_both_ends_of_a_date_range_shift_together(day: date, length: int, days: int, form: str) -> None:
    end = day + timedelta(days=length)
    if end.month != day.month:
        return
    shifted = dates.shift_date(KEY, form.format(day, end, _month("en", day)), days)
    offset = read(dates.shift_date(KEY, day.isoformat(), days)) - day
    if " - " in shifted:
        assert [found.moment for found in find_dates(shifted, Reading())] == [day + offset, end + offset]
    else:
        assert shifted == form.format(day + offset, end + offset, _month("en", day + offset))


@settings(deadline=None)
@given(st.integers(1950, 2050), st.integers(1, 12), st.integers(1, 3_650))
def test_month_stays_a_month_and_intervals_hold(year: int, month: int, days: int) -> None:
    moved = [read(dates.shift_date(KEY, f"{year}-{month:02}", days)), read(dates.shift_date(KEY, "2000-01", days))]
    between = (moved[0].year - moved[1].year) * 12 + moved[0].month - moved[1].month
    assert between == (year - 2000) * 12 + month - 1
    assert moved[1] != date(2000, 1, 15)


@pytest.mark.parametrize("surface", ["0001-01-01", "9999-12-31", "Feb 29", "29 February"])
def test_date_at_the_edge_of_the_calendar_is_shifted(surface: str) -> None:
    for subject in ("", "a", "b", "c"):
        assert dates.shift_date(KEY, surface, 182, subject) != surface


@given(DAYS, st.integers(7, 36_525))
def test_date_of_birth_shifts_by_half_a_year_at_most(day: date, days: int) -> None:
    moved = date.fromisoformat(WORLD.shift("DATE_OF_BIRTH", day.isoformat(), NOBODY, days))
    assert 0 < abs((moved - day).days) <= 182


@given(DAYS, DAYS, st.integers(7, 182))
def test_interval_between_birth_and_shifted_event_holds(birth: date, event: date, days: int) -> None:
    moved_birth = date.fromisoformat(WORLD.shift("DATE_OF_BIRTH", birth.isoformat(), NOBODY, days))
    moved_event = date.fromisoformat(WORLD.shift("DATE_TIME", event.isoformat(), NOBODY, days))
    assert moved_event - moved_birth == event - birth


@pytest.mark.parametrize(
    ("surface", "year"),
    [
        ("March 4, 2025", "2025"),
        ("3/4/99", "1999"),
        ("20250304", "2025"),
        ("1741082400", "2025"),
        ("1741082400123", "2025"),
        ("Q1 2025", "2025"),
        ("4. März 2025", "2025"),
        ("2014-2018", "2014-2018"),
        ("3-5 March 2025", "2025"),
        ("March 4", "<DATE_TIME>"),
        ("November", "<DATE_TIME>"),
    ],
)
def test_date_is_generalized_to_its_year(surface: str, year: str) -> None:
    assert dates.generalize_date(surface) == year


@pytest.mark.parametrize("surface", ["November", "in May", "im März", "Nov. at noon", "next Tuesday"])
def test_month_or_weekday_is_not_relative_if_only_years_are_kept(surface: str) -> None:
    assert is_relative(surface)
    assert not is_relative(surface, hides_names=True)


@pytest.mark.parametrize(
    ("surface", "before", "expected"),
    [
        ("1931-05-02", 1936, "before 1936"),
        ("1935-12-31", 1936, "before 1936"),
        ("1936-01-01", 1936, "1936"),
        ("5/2/31", 1936, "before 1936"),
        ("5/2/25", 1936, "2025"),
        ("5/2/26", 1936, "before 1936"),
        ("5/2/45", None, "1945"),
        ("5/2/20", None, "2020"),
        ("May 2", None, "<DATE_OF_BIRTH>"),
    ],
)
def test_year_of_birth_that_implies_age_ninety_is_hidden(surface: str, before: int | None, expected: str) -> None:
    assert dates.generalize_date(surface, "DATE_OF_BIRTH", before) == expected
