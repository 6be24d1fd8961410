"""Tallies: count what the values of a field are taken for, and what detection finds in them, without the values."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.records.fields import NUMBER, is_nothing
from pipeline.text.document import Text
from pipeline.text.spans import Span
from recognizers.entities import LOOSE, general, row_of

FREE_TEXT, CATEGORY, LABEL, PLAIN_NUMBER, KEPT, DROPPED = "free text", "category", "label", "number", "kept", "dropped"
WORDS = frozenset((FREE_TEXT, CATEGORY, LABEL, PLAIN_NUMBER, KEPT, DROPPED))
STRONG = 0.7  # a rule that contradicts a declared entity has at least this score
BATCH_TEXTS = 2_000
Path = tuple[str, ...]
Detect = Callable[[Sequence[Text]], Sequence[Sequence[Span]]]


@dataclass(slots=True)
class Tally:
    """The counts of one field.

    Arguments:
        sampled, filled: the number of values, and of those that are not empty and not "n/a".
        taken: what filled values are taken for -> count: an entity, or one of the words above.
        found: entity -> the number of undeclared values in which it is found.
        whole: entity -> the number of values that are nothing else; of a declared value, by the rules alone.
        lacks: what each value of a declared entity has, such as a digit -> the number of values without it.
    """

    sampled: int = 0
    filled: int = 0
    taken: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    lacks: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Add the counts of another field."""
        self.sampled += other.sampled
        self.filled += other.filled
        for name in ("taken", "found", "whole", "lacks"):
            getattr(self, name).update(getattr(other, name))

    def add_value(self, value: str, text: Text | None) -> bool:
        """Count a value; return whether it is filled."""
        self.sampled += 1
        if is_nothing(value):
            return False
        self.filled += 1
        self.taken[word_of(text)] += 1
        if text and text.entity and (missing := _lack(text.entity, value)):
            self.lacks[missing] += 1
        return True

    def add_spans(self, text: Text, spans: Sequence[Span]) -> None:
        """Count what is found in a value."""
        whole = next((span for span in spans if _covers(text.value, span)), None)
        if not text.entity:
            self.found.update({span.entity for span in spans})
            if whole:
                self.whole[whole.entity] += 1
        elif whole and _contradicts(whole, text.entity):
            self.whole[whole.entity] += 1


class Notes:
    """Counts the values of a file while it is read; keeps the texts of a batch until they are scanned."""

    def __init__(self, detect: Detect | None) -> None:
        """Create empty tallies.

        Arguments:
            detect: finds the spans of texts; None to find nothing.
        """
        self.tallies: dict[Path, Tally] = {}
        self._detect = detect
        self._waiting: list[tuple[Tally, Text]] = []

    def add(self, path: Sequence[str], value: str, text: Text | None) -> None:
        """Count a value: a `Note` of the read options."""
        tally = self.tallies.setdefault(tuple(path), Tally())
        if tally.add_value(value, text) and text and not text.is_dropped and self._detect:
            self._waiting.append((tally, text))
            if len(self._waiting) >= BATCH_TEXTS:
                self.scan()

    def scan(self) -> None:
        """Scan the texts that were not scanned yet. A declared value is read without its name, by rules alone."""
        waiting, self._waiting = self._waiting, []
        if not self._detect or not waiting:
            return
        texts = [Text(text.value, is_label=True) if text.entity else text for _, text in waiting]
        for (tally, text), spans in zip(waiting, self._detect(texts), strict=True):
            tally.add_spans(text, spans)


def word_of(text: Text | None) -> str:
    """Return what a value is taken for: an entity, or one of the words above."""
    if text is None:
        return KEPT
    if text.is_dropped or text.entity:
        return text.entity or DROPPED
    if text.is_label:
        return PLAIN_NUMBER if NUMBER.fullmatch(text.value) else LABEL
    return CATEGORY if text.is_category else FREE_TEXT


def is_entity(word: str) -> bool:
    """Return whether what a value is taken for is an entity."""
    return word not in WORDS


def _covers(value: str, span: Span) -> bool:
    """Return whether no letter or digit of a value is outside a span."""
    return not any(map(str.isalnum, value[: span.start] + value[span.end :]))


def _contradicts(span: Span, declared: str) -> bool:
    """Return whether a rule is sure that a value is of another entity than the declared one."""
    return span.score >= STRONG and span.entity not in LOOSE and general(span.entity) != general(declared)


def _lack(entity: str, value: str) -> str:
    """Return what each value of an entity has and this one has not; an empty string if it has it."""
    row = row_of(entity)
    if row.is_number or row.is_date:
        return "" if any(map(str.isdecimal, value)) else "digit"
    if row.is_name:
        return "" if any(map(str.isalpha, value)) else "letter"
    return "@" if row.spelled == "email" and "@" not in value else ""
