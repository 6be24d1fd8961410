"""Spans from the probabilities of labels: whole words, one entity a span, the trimmed surface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import regex

from recognizers.lexicon.name_words import TITLES
from recognizers.lexicon.names import is_family_name, is_given_name
from recognizers.lexicon.not_names import FUNCTION_WORDS, LABELS
from recognizers.lexicon.public_sites import is_public_link
from recognizers.model.labels import ENTITIES, LINE, NAMES, WIDE, layout_of

Floats = npt.NDArray[np.float32]
Offsets = Sequence[tuple[int, int]]

WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*")
# A value in one piece: words joined by hyphens, or numbers joined by full stops.
VALUE = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:(?:[-_]+|(?<=\p{N})\.(?=\p{N}))[\p{L}\p{M}\p{N}]+)+")
# A line with a letter of a script that the model does not read.
OTHER_SCRIPT = regex.compile(r"[^\n]*[\p{L}--\p{Latin}][^\n]*", regex.V1)
# Entities whose values extend over line ends.
MULTILINE = frozenset({"ADDRESS", "SECRET"})
# Entities of which a small letter alone is no value.
OF_SEVERAL_LETTERS = frozenset({*NAMES, "USERNAME", "EMAIL_ADDRESS", "URL", "HOSTNAME"})
# Entities of which a word of a label is no value.
OF_WORDS = frozenset({"PERSON", "USERNAME"})
# The name of a parameter of a link, without its value: "/user?email=", "&ssn", "subject" in "mailto:a@b.c?subject=x".
PARAMETER = regex.compile(r"[\w./-]*[?&]\w{1,12}=?|\w{1,12}=|bcc|body|cc|subject|to")
LARGEST_OCTET = 255
MIN_DIGITS_OF_ACCOUNT = 4  # fewer behind a link are the status of an answer
POSSESSIVES = ("'s", "’s")
OPENING, CLOSING = "([{<«„“‚‘\"'`", ")]}>»“”’\"'`"
EDGE = " \t\r\n,;:|=•"
END_MARKS = ".!?…"
PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
# A form of address is no part of a name: "Ms." in "Ms. Ruiz".
TITLE = regex.compile(r"([\p{L}\p{M}]{2,})(?:\.?\s+(?=\S)|\.?\Z)")
# The end of a name that has its full stop: an initial, or a short form.
ABBREVIATED = regex.compile(
    r"(?:^|[\s.])(?:\p{Lu}|Jr|Sr|Co|Inc|Ltd|Corp|e\.V|S\.A|S\.L|S\.p\.A|S\.r\.l|B\.V|N\.V|z o\.o|o\.o|Lda|Ltda)\.$"
)


@dataclass(frozen=True)
class Finding:
    """A span that the model reports, with the probability that it is sensitive."""

    start: int
    end: int
    entity: str
    probability: float


def decode(text: str, offsets: Offsets, words: Floats, threshold: float) -> list[Finding]:
    """Return the findings in a text.

    Arguments:
        text: the text.
        offsets: (start, end) of each token in the text, in order.
        words: the probabilities that `over_words` returns, (tokens, labels).
        threshold: the probability of any entity from which a word is reported.
    """
    if not len(offsets):
        return []
    sensitive = 1 - words[:, 0]
    is_found = _with_whole_values(text, offsets, sensitive, threshold)
    entity = _over_values(text, offsets, words, is_found)
    findings: list[Finding] = []
    first = 0
    for index in range(1, len(offsets) + 1):
        if index < len(offsets) and _continues(text, offsets, index, entity, is_found):
            continue
        if is_found[first]:
            name = ENTITIES[entity[first]]
            start, end = trimmed(text, offsets[first][0], offsets[index - 1][1], name)
            if start < end:
                findings.append(Finding(start, end, name, float(sensitive[first:index].mean())))
        first = index
    return findings


def may_be_value(value: str, entity: str) -> bool:
    """Return whether a span has a letter or a digit, and the form of a value of its entity.

    A function word, a label or a small letter alone is no name ("of", "Patient", "t"), a number above 255 no part of an IP
    address, one of three digits no user name, and a link to a public site no value.

    Arguments:
        value: the surface, in the case of the text.
        entity: its entity. In a number that is read out, a letter or a word alone is a part of the value.
    """
    if entity in ("EMAIL_ADDRESS", "URL") and PARAMETER.fullmatch(value):
        return False
    if entity == "IP_ADDRESS" and value.isdecimal() and int(value) > LARGEST_OCTET:
        return False
    if entity == "USERNAME" and value.strip().isdecimal() and len(value.strip()) < MIN_DIGITS_OF_ACCOUNT:
        return False
    if entity == "URL" and "://" in value and is_public_link(value):
        return False
    if entity in OF_WORDS and _is_label(value):
        return False
    is_word = value.islower() and (len(value) == 1 or (value in FUNCTION_WORDS and entity in NAMES))
    return any(map(str.isalnum, value)) and not (entity in OF_SEVERAL_LETTERS and (is_word or value == "I"))


def _is_label(value: str) -> bool:
    """Return whether a value consists of words of labels that are nobody's names: "Patient", "DOB"."""
    words = WORD.findall(value)
    return bool(words) and all(
        word.casefold() in LABELS and not is_given_name(word) and not is_family_name(word) for word in words
    )


def cleared(text: str, offsets: Offsets, words: Floats, limit: float) -> list[tuple[int, int]]:
    """Return the ranges in which the model is sure that nothing is sensitive. It reads Latin script only.

    Arguments:
        text, offsets, words: as for `decode`.
        limit: the largest probability of any entity in such a range.
    """
    if not len(offsets):
        return []
    is_clear = words[:, 0] >= 1 - limit
    starts = _starts(offsets)
    for line in OTHER_SCRIPT.finditer(text):
        first, after = np.searchsorted(starts, line.span())
        is_clear[first:after] = False
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_clear, [False]]).astype(np.int8)))
    return [(offsets[first][0], offsets[after - 1][1]) for first, after in edges.reshape(-1, 2).tolist()]


def _continues(
    text: str, offsets: Offsets, index: int, entity: npt.NDArray[np.int64], is_found: npt.NDArray[np.bool_]
) -> bool:
    """Return whether a token belongs to the span of the token before it."""
    if is_found[index] != is_found[index - 1]:
        return False
    if not is_found[index]:
        return True
    if entity[index] != entity[index - 1]:
        return False
    gap = layout_of(text[offsets[index - 1][1] : offsets[index][0]])
    name = ENTITIES[entity[index]]
    return name in MULTILINE or gap < (WIDE if name in NAMES else LINE)


def _with_whole_values(text: str, offsets: Offsets, sensitive: Floats, threshold: float) -> npt.NDArray[np.bool_]:
    """Return which tokens are found: also those of a value in one piece of which a part is, as in "tilly_b"."""
    is_found: npt.NDArray[np.bool_] = sensitive >= threshold
    for first, last in _tokens_of(VALUE, text, offsets):
        part = is_found[first:last]
        if part.any() and not part.all() and sensitive[first:last].mean() >= threshold:
            is_found[first:last] = True
    return is_found


def _over_values(text: str, offsets: Offsets, words: Floats, is_found: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Return the entity of each token, one for all neighbouring tokens of a value that are found."""
    entity: npt.NDArray[np.int64] = words[:, 1:].argmax(axis=1)
    for first, last in _tokens_of(VALUE, text, offsets):
        edges = np.flatnonzero(np.diff(np.concatenate([[False], is_found[first:last], [False]]).astype(np.int8)))
        for start, end in edges.reshape(-1, 2) + first:
            entity[start:end] = words[start:end, 1:].sum(axis=0).argmax()
    return entity


def over_words(text: str, offsets: Offsets, probabilities: Floats) -> Floats:
    """Return the probabilities with one mean for all tokens of a word, so that no word is split.

    Arguments:
        text, offsets: as for `decode`.
        probabilities: for each token the probability of each of LABELS, (tokens, labels); each row adds up to 1.
    """
    means = probabilities.copy()
    for first, last in _tokens_of(WORD, text, offsets):
        means[first:last] = probabilities[first:last].mean(axis=0)
    return means


def _tokens_of(pattern: regex.Pattern[str], text: str, offsets: Offsets) -> list[tuple[int, int]]:
    """Return the ranges of several tokens that matches of a pattern overlap; matches that share a token are one."""
    starts, ends = _starts(offsets), np.fromiter((end for _, end in offsets), np.int64, len(offsets))
    matches = [match.span() for match in pattern.finditer(text)]
    found: list[tuple[int, int]] = []
    if not matches:
        return found
    firsts = np.searchsorted(ends, [start for start, _ in matches], "right").tolist()
    lasts = np.searchsorted(starts, [end for _, end in matches]).tolist()
    for first, last in zip(firsts, lasts, strict=True):
        if found and first < found[-1][1]:
            first = found.pop()[0]
        found.append((first, last))
    return [(first, last) for first, last in found if last - first > 1]


def _starts(offsets: Offsets) -> npt.NDArray[np.int64]:
    return np.fromiter((start for start, _ in offsets), np.int64, len(offsets))


def trimmed(text: str, start: int, end: int, entity: str) -> tuple[int, int]:
    """Return the offsets of a value without the punctuation around it."""
    while start < end:
        before, after = _excess(text, start, end, entity)
        if not before and not after:
            break
        start, end = start + before, end - after
    return start, end


def _excess(text: str, start: int, end: int, entity: str) -> tuple[int, int]:
    """Return how many characters at the start and at the end do not belong to a value; one of both is 0."""
    value = text[start:end]
    if value[0] in EDGE:
        return 1, 0
    if value[-1] in EDGE:
        return 0, 1
    if entity == "SECRET":
        return 0, 0
    if value[-1] in END_MARKS and not (entity in NAMES and ABBREVIATED.search(value)):
        return 0, 1
    if value[-1] in CLOSING and value.count(PAIRS.get(value[-1], "\0")) < value.count(value[-1]):
        return 0, 1
    if value[0] in OPENING and not any(PAIRS.get(character) == value[0] for character in value):
        return 1, 0
    if entity in NAMES and value.endswith(POSSESSIVES):
        return 0, 2
    title = TITLE.match(value) if entity == "PERSON" else None
    return (title.end(), 0) if title and title[1].lower() in TITLES and not is_given_name(title[1]) else (0, 0)
