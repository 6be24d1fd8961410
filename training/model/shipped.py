"""Read the shipped weights back as a model that training can start from, where the folder of its training is gone.

python -m training.model.shipped TIER FOLDER
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from recognizers.model.tagger import FOLDER, WORDS, embedded
from training.model.encoder import Tagger
from training.model.train import save_model

PREFIX = "tagger."  # of the model that is exported
PRODUCT = re.compile(r"/(.*)/MatMul_output_0_output_quantized")


def read_shipped(weights: Path, words: Path) -> Tagger:
    """Return the model of an exported file; its numbers are those of the 8 bits.

    Args:
        weights: what training.model.export wrote for a tier.
        words: the embeddings of the pieces that it wrote.
    """
    graph = onnx.load(weights).graph
    values = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    state = {name[len(PREFIX) :]: values[name] for name in values if name.startswith(PREFIX)}
    for node in graph.node:
        product = PRODUCT.fullmatch(node.output[0])
        if product and node.op_type == "MatMulInteger":
            source = node.input[1].removesuffix("_quantized")
            zero = values[source + "_zero_point"].astype(np.float32)
            linear = (values[node.input[1]].astype(np.float32) - zero) * values[source + "_scale"]
            state[product[1].replace("/", ".") + ".weight"] = linear.T
    state["words.weight"] = embedded(np.load(words))
    model = Tagger(
        len(state["words.weight"]), len({name.split(".")[1] for name in state if name.startswith("layers.")})
    )
    model.load_state_dict({name: torch.from_numpy(np.array(value)) for name, value in state.items()})
    return model


def main(tier: str, folder: str) -> None:
    """Write the model of a tier into a folder."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    save_model(read_shipped(FOLDER / f"{tier}.onnx", FOLDER / WORDS), Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
