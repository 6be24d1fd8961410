"""Sanitized texts: a copy, what was replaced in it, and what was decided about each span of the original."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.decide.settle import Decided
from pipeline.policy.model import Action
from pipeline.text.spans import Span


@dataclass(frozen=True, slots=True)
class Replacement:
    """One replaced stretch.

    Arguments:
        start, end: the place of the surrogate in the sanitized text, in code points, half open.
        entity: what was replaced.
        action: what the policy decided.
        original: the replaced text; never shown.
    """

    start: int
    end: int
    entity: str
    action: Action | str
    original: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sanitized:
    """An anonymized text and what was done to it.

    Arguments:
        text: the anonymized text; empty where the document is blocked.
        replacements: what was replaced, in text order.
        decisions: what was decided about each span of the original text, in text order; kept spans included.
        blocked: why the policy blocks the whole document, such as an entity; empty where it does not.
        crowded: the entities of which the document holds more values than the policy expects of one.
    """

    text: str
    replacements: tuple[Replacement, ...]
    decisions: tuple[Decided, ...]
    blocked: str = ""
    crowded: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Span, ...]:
        """Return the resolved spans in the original text, whatever was decided about them."""
        return tuple(one.span for one in self.decisions)

    def restore(self) -> str:
        """Rebuild the original text."""
        pieces, position = [], 0
        for replacement in self.replacements:
            pieces += [self.text[position : replacement.start], replacement.original]
            position = replacement.end
        return "".join(pieces) + self.text[position:]


def carry_out(
    text: str, decisions: Sequence[Decided], surrogate: Callable[[Decided], str], crowded: tuple[str, ...] = ()
) -> Sanitized:
    """Write the copy of a text.

    Arguments:
        text: the original.
        decisions: about disjoint spans of it, in text order.
        surrogate: returns what takes the place of a span that is replaced.
        crowded: as in Sanitized.
    """
    pieces: list[str] = []
    replacements = []
    position = length = 0
    for one in decisions:
        if one.is_kept:
            continue
        before, made = text[position : one.span.start], surrogate(one)
        start = length + len(before)
        position, length = one.span.end, start + len(made)
        replacements.append(Replacement(start, length, one.span.entity, one.action, one.surface))
        pieces += [before, made]
    pieces.append(text[position:])
    return Sanitized("".join(pieces), tuple(replacements), tuple(decisions), crowded=crowded)
