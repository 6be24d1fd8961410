"""Long words without spaces that may be encodings: base64, base32, hexadecimal digits."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np

from pipeline.audit.windows import BOUNDARY
from recognizers.lexicon.disguises import encodings
from recognizers.lexicon.disguises.edits import Edit

MIN_TOKEN = 16  # shorter ones are mostly words
SPACE = ord(" ")
LONG_LINE = 60  # bytes of a line of base64 that continues on the next line
TOKEN_BYTES = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-")
AS_TOKENS = bytes(ord("a") if code in TOKEN_BYTES else ord(" ") for code in range(256))
CACHED_TOKENS, MAX_CACHED = 20_000, 128  # the same names of fields and paths are in every record
LINE_END = re.compile(rb"(?:\r?\n)?")
FROM_URL = str.maketrans("-_", "+/")
HEX_DIGITS = re.compile(r"[0-9a-f]{16,}")


def decoded_tokens(content: bytes) -> Iterator[Edit]:
    """Yield the edits that decode the long words of a text.

    Arguments:
        content: the text in UTF-8. Offsets of the edits are in code points.
    """
    kinds = content.translate(AS_TOKENS)
    end = shift = 0  # `shift`: how many characters an offset in the text is before that in the content
    for start in long_words(kinds, MIN_TOKEN):
        if start < end:
            continue
        shift += start - end - len(content[end:start].decode("utf-8", "surrogateescape"))
        end = _end_of_token(content, kinds, start)
        token = content[start:end].decode()
        for edit in _known_edits(token) if len(token) <= MAX_CACHED else _edits_of(token):
            yield edit._replace(start=edit.start + start - shift, end=edit.end + start - shift)


def long_words(kinds: bytes, least: int) -> list[int]:
    """Return where each word of at least `least` bytes begins in a content translated by AS_TOKENS."""
    ends = np.flatnonzero(np.frombuffer(b" %b " % kinds, np.uint8) == SPACE)
    starts: list[int] = ends[:-1][np.diff(ends) > least].tolist()
    return starts


def _end_of_token(content: bytes, kinds: bytes, start: int) -> int:
    """Return where a word ends. A long line of base64 goes on in the next line."""
    while True:
        end = kinds.find(b" ", start)
        end = len(kinds) if end < 0 else end
        line_end = LINE_END.match(content, end)
        after = line_end.end() if line_end else end
        is_last = content.startswith(BOUNDARY, end)
        if is_last or after == end or end - start < LONG_LINE or kinds[after : after + 1] != b"a":
            return end
        start = after


@lru_cache(CACHED_TOKENS)
def _known_edits(token: str) -> tuple[Edit, ...]:
    return tuple(_edits_of(token))


def _edits_of(token: str) -> Iterable[Edit]:
    if token[1:].islower() and not HEX_DIGITS.search(token):
        return ()
    if len(token) > encodings.MAX_TOKEN or "\n" in token:
        return _of_blob(token)
    return (edit for decode in (encodings.base_64, encodings.base_32, encodings.hexadecimal) for edit in decode(token))


def _of_blob(token: str) -> Iterator[Edit]:
    """Yield the edit that decodes base64 of any length, over several lines, perhaps without its beginning."""
    digits = "".join(token.translate(FROM_URL).split())
    for first in range(4):
        decoded = _decoded(digits[first:])
        usual = sum(map(str.isalnum, decoded)) + decoded.count(" ")
        if decoded and usual >= encodings.LETTERS_SHARE * len(decoded):
            yield Edit(0, len(token), decoded)
            return


def _decoded(digits: str) -> str:
    whole = digits[: len(digits) - (len(digits) % 4 == 1)]
    try:
        return base64.b64decode(whole + "=" * (-len(whole) % 4)).decode("utf-8", "ignore")
    except binascii.Error:
        return ""
