"""Dates in spreadsheets: serial numbers that a style shows as dates."""

from datetime import datetime, timedelta

import regex

from pipeline.records.office.xml import Node, Reader

BUILT_IN_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
NOT_DATE_LETTERS = regex.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|_.")
DATE_LETTERS = regex.compile(r"[dy]|mmm", regex.IGNORECASE)
EPOCH = datetime(1899, 12, 30)
EPOCH_1904 = datetime(1904, 1, 1)
MAX_SERIAL = 2_958_465  # the year 9999
ISO = regex.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?")


class StyleReader(Reader):
    """Reads the styles of a workbook.

    After the walk, `dates` holds the numbers of the cell styles that show a date.
    """

    def __init__(self) -> None:
        """Begin without styles."""
        self.dates: set[int] = set()
        self._formats: dict[str, bool] = {}
        self._count = 0

    def start(self, node: Node) -> None:
        """Read a number format or a cell style."""
        if node.local == "numFmt" and "numFmtId" in node.values:
            code = NOT_DATE_LETTERS.sub("", node.values.get("formatCode", ""))
            self._formats[node.values["numFmtId"]] = DATE_LETTERS.search(code) is not None
        elif node.local == "xf" and node.parent and node.parent.local == "cellXfs":
            number = node.values.get("numFmtId", "0")
            if self._formats.get(number, number.isdecimal() and int(number) in BUILT_IN_DATES):
                self.dates.add(self._count)
            self._count += 1


def date_of(serial: str, *, is_1904: bool) -> str:
    """Return a serial number as an ISO date, with the time if it has one; empty if it is no date.

    Arguments:
        serial: the number as it is stored.
        is_1904: whether the workbook counts from 1904.
    """
    try:
        days = float(serial)
    except ValueError:
        return ""
    if not 0 < days < MAX_SERIAL:
        return ""
    moment = (EPOCH_1904 if is_1904 else EPOCH) + timedelta(seconds=round(days * 86_400))
    if days == int(days):
        return moment.date().isoformat()
    return moment.isoformat(sep=" ")


def serial_of(date: str, *, is_1904: bool) -> str:
    """Return an ISO date as a serial number; empty if it is no full date, or before the first one."""
    if not ISO.fullmatch(date):
        return ""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return ""
    days = (moment - (EPOCH_1904 if is_1904 else EPOCH)) / timedelta(days=1)
    return "" if days <= 0 else str(int(days)) if days == int(days) else repr(days)
