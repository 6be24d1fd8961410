"""Key detection: finds the secret keys in use within inputs and records, which must not contain them."""

import base64
import re
from collections.abc import Iterable

from pipeline.replace.keyed.keys import LINE_PREFIX, Key

KEY_LINE = re.compile(re.escape(LINE_PREFIX.encode()) + rb"[A-Za-z0-9+/]{43}=?")
ESCAPED_SLASH = b"\\/"  # some JSON writers escape a slash


class KeyLines:
    """Finds the keys of a key ring in text or bytes: in base64, URL-safe base64 or hexadecimal."""

    def __init__(self, ring: Iterable[Key]) -> None:
        """Prepare the encodings of all keys in `ring`."""
        masters = [base64.b64decode(key.line().removeprefix(LINE_PREFIX.encode())) for key in ring]
        spelled = [spelling for master in masters for spelling in _spellings(master)]
        self._spellings = tuple(dict.fromkeys(spelled))

    def are_in(self, content: str | bytes) -> bool:
        """Return whether one of the keys occurs in `content`."""
        if isinstance(content, str):
            content = content.encode("utf-8", "surrogatepass")
        if ESCAPED_SLASH in content:
            content = content.replace(ESCAPED_SLASH, b"/")
        return any(spelling in content for spelling in self._spellings)

    def are_lines_of(self, content: bytes) -> bool:
        """Return whether a line of `content` consists of a key only, as in a key file."""
        if LINE_PREFIX.encode() not in content and not self.are_in(content):
            return False
        lines = [line.strip() for line in content.splitlines()]
        return any(KEY_LINE.fullmatch(line) or line.rstrip(b"=") in self._spellings for line in lines)

    def __repr__(self) -> str:
        return "KeyLines()"


def _spellings(master: bytes) -> tuple[bytes, ...]:
    standard, for_urls = base64.b64encode(master), base64.urlsafe_b64encode(master)
    written = master.hex()
    return standard.rstrip(b"="), for_urls.rstrip(b"="), written.encode(), written.upper().encode()
