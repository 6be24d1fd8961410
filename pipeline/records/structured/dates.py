"""Dates in the compact forms of file formats, such as 20250312T101500Z: read as ISO dates, written in their own form."""

from functools import partial

import regex

from pipeline.records.markup.references import Decoded, Reference
from pipeline.records.structured.escapes import in_one_line
from pipeline.records.structured.parts import Style

# What tables of formats call dates -> entity.
DATES = {"date": "DATE_TIME", "birth date": "DATE_OF_BIRTH", "time stamp": "TIMESTAMP"}
TIME = r"(?P<second>\d\d)(?P<fraction>[.,]\d{1,9})?"
ZONE = r"(?P<zone>[zZ]|[+-]\d\d(?::?\d\d)?)?"
COMPACT = regex.compile(
    r"(?P<year>\d{4}|--(?=\d\d))(?:(?P<sep>-?)(?P<month>\d\d)(?:(?P<mid>-?)(?P<day>\d\d)(?:(?P<mark>[T ]?)(?P<hour>\d\d)"
    rf"(?:(?P<colon>:?)(?P<minute>\d\d)(?:(?P=colon){TIME})?)?{ZONE})?)?)?"
)
ISO = regex.compile(
    rf"(?P<year>\d{{4}})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::{TIME})?{ZONE})?)?)?"
)
YEAR = regex.compile(r"(?:before )?(?P<year>\d{4})")  # what is left of a generalized date
FIELDS = ("year", "month", "day", "hour", "minute", "second", "fraction", "zone")
SIGNS = {"month": "sep", "day": "mid", "hour": "mark", "minute": "colon", "second": "colon"}
NO_YEAR, LEAP_YEAR = "--", "2000"  # of a birthday without year, which is read as one in a leap year
FIRST = {"month": "01", "day": "01", "hour": "00", "minute": "00", "second": "00", "fraction": ""}
NEVER_WRITTEN = "\0"


def date_style(content: str, *, is_full: bool) -> Style | None:
    """Return the style of a date in a compact form, whose value is an ISO date; None for other content.

    Arguments:
        content: the date in the file.
        is_full: whether the format has no shorter dates: one of which a policy leaves the year becomes its first day.
    """
    found = COMPACT.fullmatch(content)
    if not found:
        return None
    value = _iso(found)
    whole = Decoded(value, (Reference(0, len(content), 0, len(value)),))

    def decode(written: str) -> Decoded | None:
        return whole if written == content else None

    # A date is written as a whole, never in pieces: no piece can be decoded.
    return Style(decode, lambda _: NEVER_WRITTEN, partial(_written, found, is_full))


def _iso(found: "regex.Match[str]") -> str:
    iso = "-".join(found[name] for name in FIELDS[:3] if found[name]).replace(f"{NO_YEAR}-", f"{LEAP_YEAR}-")
    if not found["hour"]:
        return iso
    seconds = f":{found['second']}{found['fraction'] or ''}" if found["second"] else ""
    return f"{iso}T{found['hour']}:{found['minute'] or '00'}{seconds}{found['zone'] or ''}"


def _written(old: "regex.Match[str]", is_full: bool, new: str) -> str:
    """Return a new date in the form of the old one; a text that has no year as it is."""
    date = ISO.fullmatch(new.strip()) or YEAR.fullmatch(new)
    if not date:
        return in_one_line(new)
    fields = {name: value for name, value in date.groupdict().items() if value}
    if old["year"] == NO_YEAR:
        fields = fields | {"year": NO_YEAR} if "month" in fields else {}
    if is_full:
        fields = FIRST | {"zone": old["zone"] or ""} | fields
    pieces = []
    for name in FIELDS:
        if old[name] and name in fields:
            pieces += [old[SIGNS[name]] if name in SIGNS else "", fields[name]]
    return "".join(pieces)
