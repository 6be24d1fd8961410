"""Plans: what a caller asks for, checked before the first row is read."""

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from pipeline.errors import BlockedError, HeteronymError, RecordError, check_type
from pipeline.policy.loading import Policy
from pipeline.policy.source import nearest
from pipeline.records.fields import known_kinds
from pipeline.records.key_names import key_text
from pipeline.records.model import ReadOptions
from pipeline.records.patterns import with_patterns
from pipeline.records.seen_names import missing_names, nearest_name
from pipeline.rows.outcomes import outcomes
from pipeline.sanitizer import Sanitizer
from pipeline.sanitizer_source import Sanitizers

OnBlocked = Callable[[int, str], object]


@dataclass(frozen=True, slots=True)
class RowPlan:
    """How rows are sanitized. A pickle of it has no key: see Sanitizer.

    Arguments:
        sanitizer: the policy and the key.
        fields, class_field: as in ReadOptions.
        on_blocked: is called with the index and the reason of each blocked row, which is then left out; None to raise.
    """

    sanitizer: Sanitizer
    fields: Mapping[str, str]
    class_field: str
    on_blocked: OnBlocked | None

    @property
    def options(self) -> ReadOptions:
        """The declarations, for one pass over rows."""
        return ReadOptions(with_patterns(self.fields), self.class_field)

    @property
    def sanitizers(self) -> Sanitizers:
        """The sanitizers, which are loaded once per process."""
        return Sanitizers.around(self.sanitizer, by_record=bool(self.class_field))

    def kept(self, rows: Iterable[Any], options: ReadOptions, indices: Iterable[int] | None = None) -> Iterator[Any]:
        """Yield (place, copy) of each row that is not blocked, in order.

        Arguments:
            rows: as in `outcomes`.
            options: the options of the plan, which may note the names that they are asked for.
            indices: the index of each row in the caller's data; by default its place.

        Raises:
            BlockedError: a row is blocked, and the plan has no `on_blocked`.
        """
        indices = iter(count() if indices is None else indices)
        for place, outcome in enumerate(outcomes(rows, self.sanitizers, options)):
            index = next(indices)
            if not isinstance(outcome, str):
                yield place, outcome[0]
            elif self.on_blocked is None:
                raise BlockedError(index, outcome)
            else:
                self.on_blocked(index, outcome)


def row_plan(
    sanitizer: Sanitizer, fields: Mapping[str, str] | None, class_field: str, on_blocked: OnBlocked | None
) -> RowPlan:
    """Return a plan.

    Raises:
        TypeError: an argument has the wrong type.
        HeteronymError: a field is declared as something unknown.
    """
    check_type(sanitizer, Sanitizer, "pass a Sanitizer, such as Sanitizer('confidential')")
    if on_blocked is not None and not callable(on_blocked):
        raise TypeError(f"on_blocked is a function of an index and a reason, not {type(on_blocked).__name__}")
    return RowPlan(sanitizer, checked_fields(fields, sanitizer.policy), checked_class_field(class_field), on_blocked)


def checked_class_field(class_field: str) -> str:
    """Return the name of a field; raises TypeError if it is no text."""
    check_type(class_field, str, "class_field is the name of a field")
    return class_field


def checked_fields(fields: Mapping[str, str] | None, policy: Policy) -> dict[str, str]:
    """Return the fields that a caller declares.

    Raises:
        TypeError: they are no dict of texts.
        HeteronymError: a field is declared as something that neither a policy nor the catalogue of entities has.
    """
    wanted = "fields is a dict of texts, such as {'notes': 'text', 'customer': 'CUSTOMER_ID'}"
    check_type(fields, Mapping | None, wanted)
    for stated in (one for pair in (fields or {}).items() for one in pair):
        check_type(stated, str, wanted)
    known = known_kinds(policy.declared)
    for name, kind in (fields or {}).items():
        if kind not in known:
            hint = nearest(kind, known) or ": use 'text', 'keep', 'drop' or an entity, such as 'CUSTOMER_ID'"
            raise HeteronymError(f"fields: {name!r} is declared as {kind!r}{hint}")
    return dict(fields or {})


def check_declared(plan: RowPlan, names: Iterable[str], known: Iterable[str], *, is_whole: bool = True) -> None:
    """Check that the declared fields occur: a misspelled one would change nothing.

    Arguments:
        plan: the plan.
        names: the names that occur, or of the declared ones those that do.
        known: names to choose the nearest spelling from.
        is_whole: whether no other names can follow; otherwise a field that does not occur is only warned about.

    Raises:
        RecordError: a declared field does not occur.
    """
    known = [name for name in known if key_text(name) is None]  # a name that may be a value stays out of the message
    for name in missing_names(plan.fields, frozenset(names)):
        message = f"fields: no record has a column or key {name!r}{nearest_name(name, known)}"
        if is_whole:
            raise RecordError(message)
        warnings.warn(f"{message}, at least in this batch", stacklevel=2)


def check_class(plan: RowPlan, known: Iterable[str], *, is_found: bool) -> None:
    """Check that the class field occurs; raises RecordError if it does not."""
    if plan.class_field and not is_found:
        known = [name for name in known if key_text(name) is None]
        raise RecordError(
            f"class_field: no record has a column or key {plan.class_field!r}{nearest_name(plan.class_field, known)}"
        )
