"""Puts originals back into a text that comes in pieces, such as a streamed answer."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pipeline.restore.links import Inside, Links, inside_at

if TYPE_CHECKING:  # a table restores with the class below
    from pipeline.restore.restore_map import RestoreMap

# How many characters before and after a name the rules look at that distinguish it from a common word.
LOOK_BEHIND, LOOK_AHEAD = 400, 4


class Restorer:
    """Puts the originals back into a text that comes in pieces.

    The output is the same however the text is cut. Only what may become a surrogate, or the host of a link, is held back.
    """

    def __init__(
        self,
        restore_map: "RestoreMap",
        write: Callable[[str], str] = str,
        *,
        links: Links | None = None,
        is_value: bool = False,
    ) -> None:
        """Begin a text.

        Arguments:
            restore_map: the surrogates with their originals.
            write: how an original is written in the place of a surrogate: as it is, or escaped.
            links: into which links originals may be put; None for those of the table.
            is_value: whether the text is a value by itself, so that a link at its start goes on to its end.
        """
        self._is_value = is_value
        self._restore_map = restore_map
        self._write = write
        self._links = links or restore_map.links
        self._inside: Inside | None = None
        self._seen = self._said = ""
        self._text = ""
        self._raw: list[str] = []
        self.restored = 0

    def feed(self, text: str, raw: Sequence[str] = ()) -> str:
        """Take the next piece, and return the text that later pieces cannot change.

        Arguments:
            text: the piece.
            raw: its characters as they are to be given out, if not as they are.
        """
        self._text += text
        self._raw += raw or text
        return self._give(is_last=False) if self._restore_map else self._give_all()

    def flush(self) -> str:
        """Return the rest at the end of the text."""
        return self._give(is_last=True) if self._text else ""

    def _give(self, *, is_last: bool) -> str:
        whole = self._seen + self._text
        offset = position = len(self._seen)
        pieces: list[str] = []
        said = [self._said]
        is_value = self._is_value and len(self._seen) < LOOK_BEHIND
        stretches, pending = self._links.foreign(whole, position, self._inside, is_last=is_last, is_value=is_value)
        foreign = deque(stretches)
        limit = len(whole) if is_last else min(self._restore_map.held_from(whole, position), pending)
        for start, end, term in self._restore_map.found(whole, position):
            if start >= limit:
                break
            if start < position or not term.is_meant(whole, start, end):
                continue
            while foreign and foreign[0].end <= start:
                foreign.popleft()
            if foreign and foreign[0].start < end:
                continue
            original = term.original(whole[start:end])
            before = (_last(said) + whole[position:start])[-LOOK_BEHIND:]
            if not original or not term.is_found_again(before, original, whole[end : end + LOOK_AHEAD]):
                continue
            pieces += self._raw[position - offset : start - offset]
            pieces.append(self._write(original))
            said += [whole[position:start], original]
            self.restored += 1
            position = end
            if end > limit:  # the term itself ends after the limit
                limit = len(whole) if is_last else min(self._restore_map.held_from(whole, position), pending)
        limit = max(limit, position)
        pieces += self._raw[position - offset : limit - offset]
        self._said = (_last(said) + whole[position:limit])[-LOOK_BEHIND:]
        if limit > offset:
            self._inside = inside_at(whole, stretches, limit)
        self._seen = whole[:limit][-LOOK_BEHIND:]
        self._text, self._raw = whole[limit:], self._raw[limit - offset :]
        return "".join(pieces)

    def _give_all(self) -> str:
        given = "".join(self._raw)
        self._text, self._raw = "", []
        return given


def _last(pieces: list[str]) -> str:
    """Return the last LOOK_BEHIND characters, or a little more, of the output."""
    taken: list[str] = []
    length = 0
    for piece in reversed(pieces):
        taken.append(piece)
        length += len(piece)
        if length >= LOOK_BEHIND:
            break
    return "".join(reversed(taken))
