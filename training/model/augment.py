"""Vary documents: other names, other digits, other case, typing errors. Offsets of the marks follow."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable
from dataclasses import replace

from recognizers.lexicon.pools import cultures, has_pool, pool
from recognizers.model.labels import NAMES
from training.model.documents import Document, Span

SWAPPED_NAMES, CHANGED_DIGITS, CHANGED_SECRETS = 0.35, 0.5, 0.5
LOWER, UPPER, TITLE, TYPOS = 0.12, 0.05, 0.03, 0.08
NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’]+")
PARTICLES = frozenset(
    "van von de der den del della da das dos du di la le el al bin ibn zu ten ter jr sr mc st".split()
)
INFLECTED = re.compile(r"/polish|^pl$")
DIGIT = re.compile(r"\d")
SECRET_CHARACTER = re.compile(r"[A-Za-z0-9]")
TYPO_RATE = 0.012
LOOKS = {"0": "O", "O": "0", "1": "l", "l": "1", "5": "S", "S": "5", "8": "B", "B": "8"}


class Augmenter:
    """Varies documents by a seeded generator."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.given = _names("given_female") + _names("given_male")
        self.family = _names("family")
        self.cities = _names("city")

    def vary(self, document: Document) -> Document:
        """Return a varied copy of a document."""
        if self.rng.random() < SWAPPED_NAMES and not INFLECTED.search(document.source):
            document = self._edit(document, self._other_names())
        if self.rng.random() < CHANGED_DIGITS:
            document = self._edit(document, self._other_digits)
        document = self._kept_digits(document)
        return self._other_case(self._typos(document))

    def _edit(self, document: Document, change: Callable[[str, str], str]) -> Document:
        """Replace the surface of every span by change(surface, entity)."""
        edits = [(start, end, change(document.text[start:end], entity)) for start, end, entity in document.spans]
        return _replaced(document, edits)

    def _other_names(self) -> Callable[[str, str], str]:
        drawn: dict[str, str] = {}

        def other(surface: str, entity: str) -> str:
            if entity == "LOCATION" and self.rng.random() < 0.5 and surface[:1].isupper():
                return drawn.setdefault(surface, self.rng.choice(self.cities))
            if entity != "PERSON" or not surface[:1].isupper():
                return surface
            words = NAME_WORD.findall(surface)

            def swapped(match: re.Match[str]) -> str:
                word = match[0]
                if word.lower() in PARTICLES or not word[0].isupper() or len(word) < 3:
                    return word
                names = self.family if len(words) > 1 and match[0] == words[-1] else self.given
                name = drawn.setdefault(word.lower(), self.rng.choice(names))
                return name.upper() if word.isupper() else name

            return NAME_WORD.sub(swapped, surface)

        return other

    def _other_digits(self, surface: str, entity: str) -> str:
        if entity in {*NAMES, "PROJECT_CODENAME", "AGE"}:
            return surface
        if entity == "SECRET" and len(surface) > 12 and self.rng.random() < CHANGED_SECRETS and " " not in surface:
            return surface[:6] + SECRET_CHARACTER.sub(self._same_kind, surface[6:])
        if entity == "DATE_OF_BIRTH":
            return surface
        start = 3 if entity in {"PHONE_NUMBER", "GEO_COORDINATES", "IP_ADDRESS", "CREDIT_CARD"} else 0
        return surface[:start] + DIGIT.sub(lambda _: self.rng.choice(string.digits), surface[start:])

    def _same_kind(self, match: re.Match[str]) -> str:
        character = match[0]
        kind = string.digits if character.isdigit() else string.ascii_lowercase
        drawn = self.rng.choice(kind)
        return drawn.upper() if character.isupper() else drawn

    def _kept_digits(self, document: Document) -> Document:
        """Change the last digits of some look-alikes, so that no number is memorized."""
        edits = []
        for start, end in document.keep:
            surface = document.text[start:end]
            if self.rng.random() < 0.25 and len(DIGIT.findall(surface)) > 3:
                edits.append(
                    (start, end, surface[:-2] + DIGIT.sub(lambda _: self.rng.choice(string.digits), surface[-2:]))
                )
        return _replaced(document, edits)

    def _typos(self, document: Document) -> Document:
        if self.rng.random() > TYPOS:
            return document
        edits = []
        for index in range(1, len(document.text) - 1):
            if self.rng.random() > TYPO_RATE or not document.text[index].isalnum():
                continue
            character = document.text[index]
            kind = self.rng.random()
            new = LOOKS.get(character, character) if kind < 0.4 else "" if kind < 0.7 else character * 2
            edits.append((index, index + 1, new))
        return _replaced(document, edits)

    def _other_case(self, document: Document) -> Document:
        draw = self.rng.random()
        if draw < LOWER:
            change: Callable[[str], str] = str.lower
        elif draw < LOWER + UPPER:
            change = str.upper
        elif draw < LOWER + UPPER + TITLE:
            change = str.title
        else:
            return document
        text = change(document.text)
        return replace(document, text=text) if len(text) == len(document.text) else document


def _names(kind: str) -> list[str]:
    """Return the names of a kind, each culture with the same weight."""
    lists = [pool(culture, kind) for culture in cultures() if has_pool(culture, kind)]
    latin = [[name for name in names if name.isascii() or name[0] < "Ā"] for names in lists]
    return [names[index % len(names)] for names in latin if len(names) > 20 for index in range(400)]


def _replaced(document: Document, edits: list[tuple[int, int, str]]) -> Document:
    """Apply edits (start, end, new text), sorted and apart, and move the marks."""
    edits = sorted(edit for edit in edits if document.text[edit[0] : edit[1]] != edit[2])
    if not edits:
        return document
    pieces: list[str] = []
    positions: list[int] = []  # for each old offset the new one
    length = 0
    for start, end, new in edits:
        if start < len(positions):
            continue
        before = document.text[len(positions) : start]
        positions += range(length, length + len(before) + end - start)
        pieces += [before, new]
        length += len(before) + len(new)
    rest = document.text[len(positions) :]
    positions += range(length, length + len(rest) + 1)
    text = "".join([*pieces, rest])
    spans: list[Span] = [(positions[s], positions[e], entity) for s, e, entity in document.spans]
    keep = [(positions[s], positions[e]) for s, e in document.keep]
    return replace(document, text=text, spans=[s for s in spans if s[0] < s[1]], keep=[k for k in keep if k[0] < k[1]])
