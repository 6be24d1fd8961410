"""Write trained models for ONNX Runtime with weights of 8 bits, and the embeddings that they share.

python -m training.model.export TIER FOLDER
python -m training.model.export words FOLDER TOKENIZER.json
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from recognizers.model.tagger import FOLDER, TOKENIZER, WORDS
from training.model.encoder import HIDDEN, Tagger
from training.model.train import load_model

OPSET = 17
ONNX_RUNTIME = "com.microsoft"
LARGEST = 127


class FastGelu(torch.autograd.Function):
    """GELU by its approximation with tanh, which ONNX Runtime computes in one step: an eighth of the time is saved."""

    @staticmethod
    def forward(ctx: Any, states: Tensor) -> Tensor:
        """Return the activations."""
        return functional.gelu(states, approximate="tanh")

    @staticmethod
    def symbolic(graph: Any, states: Any) -> Any:
        """Return the operator of ONNX Runtime."""
        found = graph.op(f"{ONNX_RUNTIME}::FastGelu", states)
        found.setType(states.type())
        return found


class FromWords(nn.Module):
    """A tagger whose input are the embeddings of the pieces."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, words: Tensor, layout: Tensor) -> Tensor:
        """Return the scores of the labels."""
        return self.tagger.from_words(words, layout)


def export(folder: Path, out: Path) -> None:
    """Export the model of a folder.

    Args:
        folder: what training.model.train wrote.
        out: the file to write. Its inputs are `words`, (1, tokens, HIDDEN), and `layout`, (1, tokens), its output
            `scores`, (1, tokens, labels).
    """
    tagger = load_model(folder)
    for layer in tagger.layers:
        layer.activation = FastGelu.apply
    model = FromWords(tagger).eval()
    example = torch.randn(1, 24, HIDDEN), torch.randint(0, 2, (1, 24))
    with tempfile.TemporaryDirectory() as scratch:
        whole, ready = str(Path(scratch) / "whole.onnx"), str(Path(scratch) / "ready.onnx")
        torch.onnx.export(
            model,
            example,
            whole,
            input_names=["words", "layout"],
            output_names=["scores"],
            dynamic_axes={"words": {1: "tokens"}, "layout": {1: "tokens"}, "scores": {1: "tokens"}},
            opset_version=OPSET,
            custom_opsets={ONNX_RUNTIME: 1},
            dynamo=False,
        )
        _simplify(whole, ready)
        quantize_dynamic(
            ready,
            out,
            weight_type=QuantType.QInt8,
            per_channel=True,
            # Seven bits: with eight, the products overflow on processors without VNNI, and the findings differ.
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
        )


def _simplify(source: str, out: str) -> None:
    """Fold constants and join operators, in the way that the quantization expects."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = out
    onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


def export_words(folder: Path, out: Path) -> None:
    """Write the embeddings of the pieces with one byte a number and one scale a piece."""
    words = load_model(folder).words.weight.detach().numpy()
    scales = np.abs(words).max(axis=1, keepdims=True) / LARGEST
    bytes_ = np.rint(words / np.maximum(scales, 1e-9)).astype(np.int8)
    rows = np.zeros(len(words), np.dtype([("scale", "<f4"), ("numbers", "i1", words.shape[1])]))
    rows["scale"], rows["numbers"] = scales[:, 0], bytes_
    np.save(out, rows, allow_pickle=False)


if __name__ == "__main__":
    what, source = sys.argv[1], Path(sys.argv[2])
    if what == "words":
        export_words(source, FOLDER / WORDS)
        shutil.copy(sys.argv[3], FOLDER / TOKENIZER)
    else:
        export(source, FOLDER / f"{what}.onnx")
