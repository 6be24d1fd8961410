"""Sanitized texts: the copy of a text, its replacements, and the decision about each span of the original."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.decide.settle import Decided
from pipeline.policy.model import Action
from pipeline.text.spans import Span


@dataclass(frozen=True, slots=True)
class Replacement:
    """One replaced span.

    Arguments:
        start, end: the offsets of the surrogate in the sanitized text, in code points, half open.
        entity: the entity of the original.
        action: the action of the policy.
        original: the replaced text; excluded from `repr`.
        choice: keyed tags of the value and its surrogate, as in `ledger.Choices`; empty if later runs need not know them.
    """

    start: int
    end: int
    entity: str
    action: Action | str
    original: str = field(repr=False)
    choice: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Sanitized:
    """An anonymized text and its replacements.

    Arguments:
        text: the anonymized text; empty if the document is blocked.
        replacements: the replaced spans in text order.
        decisions: the decision about each span of the original text, in text order, including kept spans.
        blocked: the reason why the policy blocks the whole document, such as an entity; empty if it does not.
        crowded: the entities of which the document contains more distinct values than the policy's limit.
    """

    text: str
    replacements: tuple[Replacement, ...]
    decisions: tuple[Decided, ...]
    blocked: str = ""
    crowded: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Span, ...]:
        """The resolved spans of the original text, both replaced and kept."""
        return tuple(one.span for one in self.decisions)

    def restore(self) -> str:
        """Return the original text."""
        pieces, position = [], 0
        for replacement in self.replacements:
            pieces += [self.text[position : replacement.start], replacement.original]
            position = replacement.end
        return "".join(pieces) + self.text[position:]


def carry_out(
    text: str,
    decisions: Sequence[Decided],
    surrogate: Callable[[Decided], str],
    choice: Callable[[Decided, str], bytes],
    crowded: tuple[str, ...] = (),
) -> Sanitized:
    """Apply decisions to a text.

    Arguments:
        text: the original.
        decisions: decisions about disjoint spans of the text, in text order.
        surrogate: returns the replacement of a span.
        choice: returns the choice of a span and its replacement, as in Replacement.
        crowded: as in Sanitized.

    Returns:
        The anonymized text with its replacements.
    """
    pieces: list[str] = []
    replacements = []
    position = length = 0
    for one in decisions:
        if one.is_kept:
            continue
        before, replacement_text = text[position : one.span.start], surrogate(one)
        start = length + len(before)
        position, length = one.span.end, start + len(replacement_text)
        chosen = choice(one, replacement_text)
        replacements.append(Replacement(start, length, one.span.entity, one.action, one.surface, chosen))
        pieces += [before, replacement_text]
    pieces.append(text[position:])
    return Sanitized("".join(pieces), tuple(replacements), tuple(decisions), crowded=crowded)
