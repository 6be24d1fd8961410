"""The shipped model as a Presidio recognizer: ONNX Runtime, whole texts, one window at a time."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult
from tokenizers import Tokenizer

from recognizers.model.casing import readable
from recognizers.model.decoding import Floats, Offsets, cleared, decode, may_be_value, over_words
from recognizers.model.labels import CLEARED, ENTITIES, LABELS, LIMITS, MODEL, layout_of
from recognizers.model.ordinary import is_ordinary

FOLDER = Path(__file__).parent / "weights"
SETTINGS = "model.json"
TOKENIZER, WORDS = "tokenizer.json", "words.npy"
TIERS = ("fast", "accurate")
SUREST = 0.94  # a check digit or a declared column is surer
START, END = 0, 2  # ids of <s> and </s>
WINDOW, OVERLAP = 190, 24  # tokens
SURROGATES = re.compile("[\ud800-\udfff]")


class Tagger(EntityRecognizer):  # type: ignore[misc]
    """The model of one tier."""

    def __init__(self, tier: str) -> None:
        """Load a tier, `fast` or `accurate`.

        Raises:
            ValueError: a file is missing or was altered.
        """
        self.tier = tier
        super().__init__(supported_entities=list(ENTITIES), name=MODEL, supported_language="en")

    def load(self) -> None:
        """Load the files. Presidio calls this once, from the constructor."""
        settings = json.loads(_settings())
        files = (f"{self.tier}.onnx", WORDS, TOKENIZER)
        self._scorer = Scorer(*(_checked(name, settings["sha256"][name]) for name in files))
        tier = settings["tiers"][self.tier]
        self._temperature = float(tier["temperature"])
        self._threshold = float(tier["threshold"])

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Return the findings in one text (Presidio's interface)."""
        return [result for result in self.analyze_batch([text])[0] if result.entity_type in entities]

    def analyze_batch(self, texts: Sequence[str]) -> list[list[RecognizerResult]]:
        """Return the findings in each text, in order."""
        return [self._results(text) for text in texts]

    def probabilities(self, text: str) -> tuple[Offsets, Floats]:
        """Return the offsets of the pieces of a text, and the probability of each of LABELS for them, (pieces, labels)."""
        ids, offsets = self._scorer.pieces(text)
        scores = self._scorer.scores(ids, layouts(text, offsets))
        return offsets, softmax(scores / self._temperature) if ids else scores

    def _results(self, text: str) -> list[RecognizerResult]:
        written, text = text, readable(text)  # also where a span ends depends on capitals: "Ngozi T." has its full stop
        offsets, probabilities = self.probabilities(text)
        if not offsets:
            return []
        words = over_words(text, offsets, probabilities)
        found = decode(text, offsets, words, self._threshold)
        return [
            *(
                self._result(one.entity, one.start, one.end, min(one.probability, SUREST))
                for one in found
                if may_be_value(written[one.start : one.end], one.entity)
                and not is_ordinary(written, one.start, one.end, one.entity)
            ),
            *(
                self._result(CLEARED, start, end, 1 - limit)
                for limit in LIMITS
                for start, end in cleared(text, offsets, words, limit)
            ),
        ]

    def _result(self, entity: str, start: int, end: int, score: float) -> RecognizerResult:
        explanation = AnalysisExplanation(recognizer=self.name, original_score=score)
        return RecognizerResult(entity, start, end, score, analysis_explanation=explanation)


class Scorer:
    """The network, the embeddings of its pieces, which the tiers share, and its tokenizer.

    Windows are run one by one: the scale of 8-bit activations is that of all that is run at once, so that the findings
    in a text would otherwise depend on its neighbours. It costs no time, since nothing is padded.
    """

    def __init__(self, weights: Path, words: Path, tokenizer: Path) -> None:
        """Load the network, the embeddings of the pieces, which the processes of a machine share, and the tokenizer."""
        self._words = np.load(words, mmap_mode="r", allow_pickle=False)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # With this, and from a file instead of its content, the network takes 32 MB less.
        options.add_session_config_entry("session.use_device_allocator_for_initializers", "1")
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])

    def pieces(self, text: str) -> tuple[list[int], Offsets]:
        """Return the ids and the offsets of the pieces of a text. A lone surrogate is read as an unknown character."""
        encoding = self._tokenizer.encode(SURROGATES.sub("\ufffd", text), add_special_tokens=False)
        return encoding.ids, encoding.offsets

    def scores(self, ids: Sequence[int], layout: Sequence[int]) -> Floats:
        """Return the scores of the labels, (tokens, labels), from the window in which a token is farthest from an edge.

        Arguments:
            ids: the pieces of a text.
            layout: for each piece what is before it, an index into LAYOUTS.
        """
        scores: list[Floats] = []
        for start, end, first, last in windows(len(ids)):
            pieces = [START, *ids[start:end], END]
            words = embedded(self._words[pieces])[np.newaxis]
            before = np.array([[0, *layout[start:end], 0]], np.int64)
            (found,) = self._session.run(None, {"words": words, "layout": before})
            scores.append(found[0, 1 + first - start : 1 + last - start])
        return np.concatenate(scores) if scores else np.zeros((0, len(LABELS)), np.float32)


def embedded(rows: npt.NDArray[np.void]) -> Floats:
    """Return the embeddings of rows of the file of words, each 8-bit numbers and their scale, (pieces, numbers)."""
    found: Floats = rows["numbers"] * rows["scale"][:, np.newaxis]
    return found


def model_digest() -> str:
    """Return the SHA-256 of the settings of the model, which contain those of its other files."""
    return hashlib.sha256(_settings()).hexdigest()


def layouts(text: str, offsets: Offsets) -> list[int]:
    """Return for each token what is before it, an index into LAYOUTS."""
    ends = [0, *(end for _, end in offsets)]
    return [layout_of(text[end:start]) for end, (start, _) in zip(ends, offsets, strict=False)]


def windows(count: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield windows over `count` tokens as (start, end, first, last): of start to end, first to last is used."""
    start = first = 0
    while count - start > WINDOW:
        end = start + WINDOW
        last = end - OVERLAP // 2
        yield start, end, first, last
        start, first = end - OVERLAP, last
    if count:
        yield start, count, first, count


def softmax(scores: Floats) -> Floats:
    """Return the probabilities of scores, (tokens, labels)."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    probabilities: npt.NDArray[np.float32] = powers / powers.sum(axis=1, keepdims=True)
    return probabilities


def _checked(name: str, digest: str) -> Path:
    """Return the path of a file of the model.

    Raises:
        ValueError: it is missing or was altered.
    """
    try:
        with (FOLDER / name).open("rb") as file:  # not read as a whole, which would leave a hole in the memory
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise _missing(name) from None
    if found != digest:
        raise ValueError(f"{name} of the shipped model is not the file that was released: install Heteronym again")
    return FOLDER / name


def _settings() -> bytes:
    try:
        return (FOLDER / SETTINGS).read_bytes()
    except OSError:
        raise _missing(SETTINGS) from None


def _missing(name: str) -> ValueError:
    return ValueError(f"the shipped model has no {name}: install Heteronym again")
