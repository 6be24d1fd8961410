"""Readings: the forms in which a text is searched: as it is, parted into words, decoded, respelled."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.detect.readings.contexts import after_context
from pipeline.detect.readings.edits import Places, edited, places_of
from pipeline.detect.readings.tables import cells_after_headers
from pipeline.text.normalize import part_escapes, part_scripts
from pipeline.text.spans import Span
from recognizers.entities import LOOSE
from recognizers.lexicon.disguises import encodings, layouts, scripts, spoken
from recognizers.lexicon.disguises.edits import Edit, disjoint
from recognizers.lexicon.folding import Folded, fold

MAX_DEPTH = 3  # of nested encodings
MIN_PROSE = 6  # characters that an encoding hides in one piece: they may be a name

# Returns the edits of a text, in any order; none for a text that a cheap necessary condition rules out.
EditsOf = Callable[[str], Iterable[Edit]]

# What folding removes. These are applied to the text as it is.
UNFOLDED: tuple[EditsOf, ...] = (scripts.hidden_text, scripts.right_to_left)
# Encodings, all decoded together, and again in what was decoded.
DECODERS: tuple[EditsOf, ...] = (
    encodings.percent,
    encodings.entities,
    encodings.quoted_printable,
    encodings.escapes,
    encodings.base_64,
    encodings.base_32,
    encodings.hexadecimal,
)
# Spellings: each is a reading of its own.
RESPELLINGS: tuple[EditsOf, ...] = (
    spoken.spoken_numbers,
    spoken.spoken_addresses,
    spoken.bracketed_signs,
    scripts.mirrored,
    scripts.look_alike_letters,
    layouts.characters_apart,
    layouts.digits_apart,
    layouts.wrapped_lines,
    layouts.scanned,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One form in which a text is searched.

    Arguments:
        folded: the form, with its map of offsets.
        changed: the ranges of the original that it changes; None if every finding in it counts.
        is_prose: whether it is sentences of the text, in which the NER model is run.
    """

    folded: Folded
    changed: Places | None = None
    is_prose: bool = False

    def counts(self, span: Span) -> bool:
        """Return whether a finding, with offsets of the original, is one that the other readings do not have.

        Words of everyday language that result from an edit are no evidence of a date, an age or an amount.
        """
        if span.start == span.end:  # within the context
            return False
        return self.changed is None or (span.entity not in LOOSE and self.changed.touch(span))


def readings(text: str, context: str = "") -> Iterator[Reading]:
    """Yield the readings of a text, first the text as it is. An ordinary text has no other.

    Arguments:
        text: the text.
        context: the name of its column or key.
    """
    folded = fold(text)
    yield Reading(after_context(folded, context) if context else folded, is_prose=True)
    for parted in (part_scripts(folded), part_escapes(folded)):
        if parted:
            yield Reading(parted, is_prose=True)
    if cells := cells_after_headers(folded):
        yield Reading(cells)
    decoded = folded
    for _ in range(MAX_DEPTH):
        if not (edits := disjoint(edit for edits_of in DECODERS for edit in edits_of(decoded.text))):
            break
        changed = places_of(decoded, edits)
        decoded = edited(decoded, edits)
        yield Reading(decoded, changed, is_prose=any(len(edit.text) >= MIN_PROSE for edit in edits))
        yield from _respelled(decoded)
    yield from _respelled(folded)
    for edits_of in UNFOLDED:
        if edits := disjoint(edits_of(text)):
            shown = edited(Folded(text), edits)
            yield Reading(_composed(shown, fold(shown.text)), places_of(Folded(text), edits))


def _respelled(whole: Folded) -> Iterator[Reading]:
    for edits_of in RESPELLINGS:
        if edits := disjoint(edits_of(whole.text)):
            yield Reading(edited(whole, edits), places_of(whole, edits))


def _composed(first: Folded, second: Folded) -> Folded:
    """Return the folded form of a folded text, with the offsets of the original."""
    if second.starts is None or second.ends is None or first.starts is None or first.ends is None:
        return first
    starts, ends = [first.starts[place] for place in second.starts], [first.ends[place - 1] for place in second.ends]
    return Folded(second.text, starts, ends)
