"""The formats of contacts and calendars: vCard and iCalendar."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.records.bytes_format import BytesFormat
from pipeline.records.cards.reader import calendar_record, card_record
from pipeline.records.units import Unit, starting_at

CARD_START = re.compile(rb"(?<=[\r\n])BEGIN:VCARD\b", re.IGNORECASE)
# The lines before the first component are a piece of their own, and so is the last line.
COMPONENT_START = re.compile(
    rb"(?<=[\r\n])(?:BEGIN:(?:VEVENT|VTODO|VJOURNAL|VFREEBUSY|VTIMEZONE|VAVAILABILITY|VPOLL|VCALENDAR)|END:VCALENDAR)\b",
    re.IGNORECASE,
)


def _cards(stream: BinaryIO) -> Iterator[Unit]:
    return starting_at(stream, CARD_START)


def _components(stream: BinaryIO) -> Iterator[Unit]:
    return starting_at(stream, COMPONENT_START)


VCARD = BytesFormat((".vcf", ".vcard"), _cards, card_record, is_text=True, numbers_are_lines=True)
ICALENDAR = BytesFormat((".ics", ".ical", ".ifb"), _components, calendar_record, is_text=True, numbers_are_lines=True)
