"""Cut documents into windows of tokens with their labels."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from recognizers.model.labels import LABELS, NAMES
from recognizers.model.tagger import END, OVERLAP, START, WINDOW, layouts
from training.model.documents import NOT_IN_CODE, Document

Integers = npt.NDArray[np.int64]
STRIDE = WINDOW - OVERLAP
INDEX = {label: index for index, label in enumerate(LABELS)}
IGNORED = -1  # no loss
KEPT = 1
# Flags of tokens without an entity in documents in which only these were marked.
PARTLY_MARKED = {2: NAMES, 3: NOT_IN_CODE}
FLAG_OF = {marked: flag for flag, marked in PARTLY_MARKED.items()}


@dataclass(frozen=True)
class Window:
    """Tokens of one window: arrays of one length, with <s> and </s>.

    Attributes:
        ids: pieces of the vocabulary.
        layout: what is before each token.
        labels: index into LABELS; IGNORED at <s> and </s>.
        flags: KEPT for a token of a look-alike; one of PARTLY_MARKED where O may hide an entity that was not marked.
    """

    ids: Integers
    layout: Integers
    labels: Integers
    flags: Integers


def windows_of(document: Document, tokenizer: Tokenizer, rng: random.Random) -> list[Window]:
    """Return the windows of a document. The place of the first cut is drawn, so that windows differ between epochs."""
    encoding = tokenizer.encode(document.text, add_special_tokens=False)
    if not encoding.ids:
        return []
    of_character = _labels(document)
    kept = np.zeros(len(document.text) + 1, bool)
    for start, end in document.keep:
        kept[start:end] = True
    labels, flags = [], []
    for start, _ in encoding.offsets:
        label = int(of_character[start])
        flag = KEPT if kept[start] and label == 0 else 0
        labels.append(label)
        flags.append(FLAG_OF[document.entities] if document.entities and label == 0 else flag)
    columns = np.array([encoding.ids, layouts(document.text, encoding.offsets), labels, flags], np.int64)
    count = columns.shape[1]
    starts = [0] if count <= WINDOW else [0, *range(rng.randint(STRIDE // 2, STRIDE), count - STRIDE // 4, STRIDE)]
    return [_window(columns[:, start : start + WINDOW]) for start in starts]


def _labels(document: Document) -> Integers:
    labels = np.zeros(len(document.text) + 1, np.int64)
    for start, end, entity in document.spans:
        labels[start:end] = INDEX.get(entity, 0)
    return labels


def _window(columns: Integers) -> Window:
    first, last = np.array([[START], [0], [IGNORED], [0]]), np.array([[END], [0], [IGNORED], [0]])
    return Window(*np.concatenate([first, columns, last], axis=1))
