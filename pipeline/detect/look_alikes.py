"""Look-alikes: values that resemble sensitive ones, such as versions, suppress less certain findings."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.text.spans import NAMES, Cover, Span
from recognizers.families.people import public
from recognizers.model.labels import CLEARED
from recognizers.rules import LOOK_ALIKE

# Look-alikes that consist of names: no part of them is a further mention of somebody or of a place.
OF_NAMES = frozenset(
    {
        *(rule.name for rule in public.RULES),
        "authority_and_its_place",
        "authority_in_english",
        "authority_in_capitals",
        "disease_named_after_a_person",
        "name_of_a_bot",
        "name_of_a_prize",
        "name_of_a_room",
        "name_of_a_ship",
        "name_of_a_test",
        "name_of_a_wireless_network",
        "name_of_an_animal",
        "title_of_a_work",
    }
)
MIN_REST = 10  # of a number: "RFC 9110 14.4" leaves no tax number


def without_look_alikes(spans: Sequence[Span]) -> list[Span]:
    """Return the findings of a text without those that a look-alike suppresses.

    A look-alike suppresses the findings inside it that have a lower score, and cuts off its part at the start or end of
    a name, or of a finding that it crosses, with a lower score. Another finding that contains it stays whole: "ES21" is
    a language standard, but not within an IBAN. Look-alikes that consist of names stay as cleared ranges.

    Arguments:
        spans: findings and look-alikes, in any order.
    """
    spans = _without_dates_of_timestamps(spans)
    look_alikes = [span for span in spans if span.entity == LOOK_ALIKE]
    if not look_alikes:
        return list(spans)
    found: list[Span | None] = [span for span in spans if span.entity != LOOK_ALIKE]
    for look_alike in sorted(look_alikes, key=lambda span: (span.start, -span.end)):
        found = [span and _outside(span, look_alike) for span in found]
    cleared = [replace(span, entity=CLEARED) for span in look_alikes if span.source in OF_NAMES]
    return [span for span in found if span] + cleared


def _without_dates_of_timestamps(spans: Sequence[Span]) -> Sequence[Span]:
    """Return the findings without the dates within time stamps: a policy may keep the one and replace the other."""
    stamps = Cover(span for span in spans if span.entity == "TIMESTAMP")
    return [span for span in spans if span.entity != "DATE_TIME" or not stamps.holds(span)]


def _outside(span: Span, look_alike: Span) -> Span | None:
    """Return the part of a finding outside a look-alike; None if there is none."""
    if span.score >= look_alike.score or span.end <= look_alike.start or span.start >= look_alike.end:
        return span
    if look_alike.start <= span.start and span.end <= look_alike.end:
        return None
    if span.start <= look_alike.start and look_alike.end <= span.end and span.entity not in NAMES:
        return span
    if look_alike.start <= span.start:
        return _rest(span, look_alike.end, span.end)
    if span.end <= look_alike.end:
        return _rest(span, span.start, look_alike.start)
    return span


def _rest(span: Span, start: int, end: int) -> Span | None:
    """Return what a look-alike leaves of a finding; None if it is too short for a value other than a name."""
    if span.entity not in NAMES and end - start < MIN_REST:
        return None
    return replace(span, start=start, end=end)
