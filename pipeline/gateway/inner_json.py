"""JSON inside of a text, as tool arguments are: restored inside its strings, escaped as JSON asks."""

import json

import regex

from pipeline.gateway.table import Restorer, Table

# A character of a string as JSON writes it; two halves of one character are one.
CHARACTER = regex.compile(
    r"""\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^u]|[^\\"]""", regex.DOTALL
)
HALF = regex.compile(r"\\(?:u(?:[dD][89abAB][0-9a-fA-F]{2}(?:\\(?:u[0-9a-fA-F]{0,3})?)?|[0-9a-fA-F]{0,3}))?")


class JsonRestorer:
    """Restores a JSON text that comes in pieces; what is no JSON after all is restored as a text."""

    def __init__(self, table: Table) -> None:
        """Begin a text.

        Arguments:
            table: the way back.
        """
        self._table = table
        self._outside = Restorer(table)
        self._inside: Restorer | None = None
        self._rest = ""
        self._done = 0

    @property
    def restored(self) -> int:
        """Return how many surrogates were put back so far."""
        return self._done + self._outside.restored + (self._inside.restored if self._inside else 0)

    def feed(self, text: str) -> str:
        """Take the next piece, and return what is sure by now."""
        self._rest += text
        given: list[str] = []
        while self._rest and (self._take_inside(given) if self._inside else self._take_outside(given)):
            pass
        return "".join(given)

    def flush(self) -> str:
        """Return the rest: the text is over."""
        held = self._inside.flush() if self._inside else self._outside.flush()
        rest, self._rest = self._rest, ""
        return held + rest

    def _take_outside(self, given: list[str]) -> bool:
        before, quote, after = self._rest.partition('"')
        given.append(self._outside.feed(before))
        self._rest = after
        if quote:
            given += [self._outside.flush(), quote]
            self._inside = Restorer(self._table, _escaped)
        return bool(quote)

    def _take_inside(self, given: list[str]) -> bool:
        assert self._inside
        position = 0
        characters: list[str] = []
        while position < len(self._rest) and self._rest[position] != '"':
            half = HALF.fullmatch(self._rest, position)
            match = None if half else CHARACTER.match(self._rest, position)
            if not match:
                break
            characters.append(match[0])
            position = match.end()
        given.append(self._inside.feed("".join(map(_said, characters)), characters) if characters else "")
        is_over = self._rest[position : position + 1] == '"'
        self._rest = self._rest[position + is_over :]
        if is_over:
            given += [self._inside.flush(), '"']
            self._done += self._inside.restored + self._outside.restored
            self._inside, self._outside = None, Restorer(self._table)
        return is_over


def _said(character: str) -> str:
    """Return the one character that JSON writes so."""
    if len(character) == 1:
        return character
    try:
        said: str = json.loads(f'"{character}"')
    except ValueError:  # an escape that JSON does not know
        return "\ufffd"
    return said


def _escaped(original: str) -> str:
    return json.dumps(original, ensure_ascii=False)[1:-1]
