"""Nested JSON, such as tool arguments: originals are restored within its strings and escaped for JSON."""

import json

import regex

from pipeline.restore.links import Links
from pipeline.restore.restore_map import RestoreMap
from pipeline.restore.restorer import Restorer

# A character of a JSON string, possibly escaped; a surrogate pair is one character.
CHARACTER = regex.compile(
    r"""\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^u]|[^\\"]""", regex.DOTALL
)
HALF = regex.compile(r"\\(?:u(?:[dD][89abAB][0-9a-fA-F]{2}(?:\\(?:u[0-9a-fA-F]{0,3})?)?|[0-9a-fA-F]{0,3}))?")


class JsonRestorer:
    """Restores a JSON text that arrives in pieces. Text that is not JSON is restored as plain text."""

    def __init__(self, restore_map: RestoreMap, links: Links | None = None) -> None:
        """Create a restorer for one text.

        Arguments:
            restore_map: the surrogates with their originals.
            links: the links in which originals may be restored; None for those of the restore map.
        """
        self._restore_map = restore_map
        self._links = links
        self._outside = Restorer(restore_map, links=links)
        self._inside: Restorer | None = None
        self._rest = ""
        self._done = 0

    @property
    def restored(self) -> int:
        """The number of surrogates restored so far."""
        return self._done + self._outside.restored + (self._inside.restored if self._inside else 0)

    def feed(self, text: str) -> str:
        """Process the next piece, and return the output that later pieces cannot change."""
        text, self._rest = self._rest + text, ""
        given: list[str] = []
        position = 0
        while position < len(text):
            if self._inside is None:
                position = self._take_outside(text, position, given)
            elif (end := self._take_inside(text, position, given)) > position:
                position = end
            else:  # an incomplete escape
                self._rest = text[position:]
                break
        return "".join(given)

    def flush(self) -> str:
        """Return the rest of the output at the end of the text."""
        held = self._inside.flush() if self._inside else self._outside.flush()
        rest, self._rest = self._rest, ""
        return held + rest

    def _take_outside(self, text: str, position: int, given: list[str]) -> int:
        """Process the text before the next string, and return the offset after it."""
        quote = text.find('"', position)
        end = len(text) if quote < 0 else quote
        if end > position:
            given.append(self._outside.feed(text[position:end]))
        if quote < 0:
            return end
        given += [self._outside.flush(), '"']
        self._inside = Restorer(self._restore_map, _escaped, links=self._links, is_value=True)
        return quote + 1

    def _take_inside(self, text: str, position: int, given: list[str]) -> int:
        """Process the available part of a string, and return the offset after it."""
        assert self._inside
        characters: list[str] = []
        while position < len(text) and text[position] != '"':
            half = HALF.fullmatch(text, position) if text[position] == "\\" else None
            match = None if half else CHARACTER.match(text, position)
            if not match:
                break
            characters.append(match[0])
            position = match.end()
        given.append(self._inside.feed("".join(map(_decoded, characters)), characters) if characters else "")
        if text[position : position + 1] != '"':
            return position
        given += [self._inside.flush(), '"']
        self._done += self._inside.restored + self._outside.restored
        self._inside, self._outside = None, Restorer(self._restore_map, links=self._links)
        return position + 1


def _decoded(character: str) -> str:
    """Return a character of a JSON string without its escape."""
    if len(character) == 1:
        return character
    try:
        decoded: str = json.loads(f'"{character}"')
    except ValueError:  # an escape that JSON does not have
        return "\ufffd"
    return decoded


def _escaped(original: str) -> str:
    return json.dumps(original, ensure_ascii=False)[1:-1]
