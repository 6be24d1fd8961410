"""Streaming restorer: restores originals in a text that arrives in pieces, such as a streamed answer."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pipeline.restore.links import Inside, Links, inside_at

if TYPE_CHECKING:  # restore_map imports this module
    from pipeline.restore.restore_map import RestoreMap

# Characters of context, before and after a name, that decide whether it is a common word.
LOOK_BEHIND, LOOK_AHEAD = 400, 5  # " and " is the longest


class Restorer:
    """Restores originals in a text that arrives in pieces.

    The output does not depend on how the text is divided. Only text that may become a surrogate or the host of a URL is
    buffered.
    """

    def __init__(
        self,
        restore_map: "RestoreMap",
        write: Callable[[str], str] = str,
        *,
        links: Links | None = None,
        is_value: bool = False,
    ) -> None:
        """Create a restorer for one text.

        Arguments:
            restore_map: the surrogates with their originals.
            write: encodes an original for the output, for instance by escaping it.
            links: the links in which originals may be restored; None for those of the restore map.
            is_value: whether the text is a complete value, so that a URL at its start extends to its end.
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
        """Process the next piece, and return the output that later pieces cannot change.

        Arguments:
            text: the piece.
            raw: the output form of each character of the piece, if it differs from the character.
        """
        self._text += text
        self._raw += raw or text
        return self._give(is_last=False) if self._restore_map else self._give_all()

    def flush(self) -> str:
        """Return the rest of the output at the end of the text."""
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
    """Return at least the last LOOK_BEHIND characters of the output."""
    taken: list[str] = []
    length = 0
    for piece in reversed(pieces):
        taken.append(piece)
        length += len(piece)
        if length >= LOOK_BEHIND:
            break
    return "".join(reversed(taken))
