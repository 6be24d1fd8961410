"""Calibrate a model on the documents that training leaves out, and write its settings.

python -m training.model.calibrate RECIPE.json TIER
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from recognizers.model.decoding import Floats, Offsets, decode, over_words
from recognizers.model.tagger import FOLDER, SETTINGS, TOKENIZER, WORDS, Scorer, layouts, softmax
from training.model.documents import Document, is_held_out
from training.model.train import Recipe, documents_of

THRESHOLD = 0.35  # a miss is worse than a false alarm
TEMPERATURES = np.arange(0.6, 3.01, 0.1)


@dataclass(frozen=True)
class Scored:
    """A document with the scores of its tokens, (tokens, labels)."""

    document: Document
    offsets: Offsets
    scores: Floats


def scored(scorer: Scorer, documents: Iterable[Document]) -> list[Scored]:
    """Run a model over documents."""
    found = []
    for document in documents:
        ids, offsets = scorer.pieces(document.text)
        found.append(Scored(document, offsets, scorer.scores(ids, layouts(document.text, offsets))))
    return found


def temperature_of(all_scored: list[Scored]) -> float:
    """Return the temperature with the smallest loss of sensitive against other (Guo et al. 2017)."""
    scores = np.concatenate([one.scores for one in all_scored])
    gold = np.concatenate([_is_sensitive(one) for one in all_scored])

    def loss(temperature: float) -> float:
        outside = softmax(scores / temperature)[:, 0].astype(np.float64)
        right = np.where(gold, 1 - outside, outside)
        return float(-np.log(np.maximum(right, 1e-9)).mean())

    return float(round(min(TEMPERATURES, key=loss), 2))


def _is_sensitive(one: Scored) -> npt.NDArray[np.bool_]:
    """Return for each token whether it begins in a gold span."""
    covered = _mask(one.document.text, [(start, end) for start, end, _ in one.document.spans])
    return covered[[start for start, _ in one.offsets]]


@dataclass
class Figures:
    """Counts over documents: characters of gold, found and both; mentions; look-alikes."""

    gold: int = 0
    found: int = 0
    both: int = 0
    mentions: int = 0
    covered: int = 0
    keep: int = 0
    touched: int = 0

    def line(self) -> str:
        """Return recall, precision, mentions covered and look-alikes touched."""
        return (
            f"recall {self.both / max(self.gold, 1):.3f} precision {self.both / max(self.found, 1):.3f} "
            f"mentions {self.covered / max(self.mentions, 1):.3f} look-alikes {self.touched / max(self.keep, 1):.3f}"
        )


def figures(all_scored: list[Scored], temperature: float, threshold: float) -> Figures:
    """Measure the model alone."""
    total = Figures()
    for one in all_scored:
        text = one.document.text
        words = over_words(text, one.offsets, softmax(one.scores / temperature))
        found = decode(text, one.offsets, words, threshold)
        is_found = _mask(text, [(finding.start, finding.end) for finding in found])
        spans = [(start, end) for start, end, _ in one.document.spans]
        is_gold = _mask(text, spans)
        letters = np.array([character.isalnum() for character in text], bool)
        total.gold += int((is_gold & letters).sum())
        total.found += int((is_found & letters).sum())
        total.both += int((is_gold & is_found & letters).sum())
        total.mentions += len(spans)
        total.covered += sum(bool((is_found | ~letters)[start:end].all()) for start, end in spans)
        total.keep += len(one.document.keep)
        total.touched += sum(bool((is_found & letters)[start:end].any()) for start, end in one.document.keep)
    return total


def _mask(text: str, ranges: list[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    """Return for each character whether one of the ranges contains it."""
    mask = np.zeros(len(text), bool)
    for start, end in ranges:
        mask[start:end] = True
    return mask


def main(recipe: str, tier: str) -> None:
    """Calibrate, and write the tier into the settings beside the weights."""
    settings_path = FOLDER / SETTINGS
    settings = json.loads(settings_path.read_bytes()) if settings_path.exists() else {"sha256": {}, "tiers": {}}
    files = (f"{tier}.onnx", WORDS, TOKENIZER)
    scorer = Scorer(*(FOLDER / name for name in files))
    loaded = Recipe(**json.loads(Path(recipe).read_text(encoding="utf-8")))
    held_out = [one for one in documents_of(loaded) if is_held_out(one)]
    found = scored(scorer, held_out)
    temperature = temperature_of(found)
    print(tier, len(held_out), "documents, temperature", temperature)
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6):
        print(threshold, figures(found, temperature, threshold).line())
    settings["tiers"][tier] = {"temperature": temperature, "threshold": THRESHOLD}
    for name in files:
        settings["sha256"][name] = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()
    settings_path.write_text(json.dumps(settings, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
