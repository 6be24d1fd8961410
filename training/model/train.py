"""Train the tagger, alone or with a teacher; stops and resumes at the end of an epoch.

    python -m training.model.train RECIPE.json FOLDER

A recipe names the base, the layers, the data, the number of epochs and, for a student, the folder of its teacher.
"""

from __future__ import annotations

import json
import random
import sys
import sysconfig
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from recognizers.model.labels import LABELS, NAMES
from training.model.augment import Augmenter
from training.model.documents import NOT_IN_CODE, Document, is_held_out, read_all, read_gold
from training.model.encoder import Tagger, from_base
from training.model.windows import IGNORED, KEPT, PARTLY_MARKED, Window, windows_of

KEPT_WEIGHT = 2.0
TEMPERATURE = 2.0
WARMUP = 0.06
CODE_CHARACTERS, PIECE_CHARACTERS = 6000, 700
JOINED = 5  # sentences of the public name sets are joined, as they were in their texts


@dataclass(frozen=True)
class Recipe:
    """How a model is trained.

    Attributes:
        base: folder of training.model.vocabulary.
        layers: layers of the base to take.
        documents: gold files with all entities, and folders of marked text files.
        seen_before: the same, of which only `seen_share` is seen in an epoch: what earlier parts were trained on.
        seen_share: share of these seen in an epoch.
        names: gold files in which only names are marked.
        names_share: share of these seen in an epoch.
        hold_out: sources that are left out, by the start of their name.
        epochs, tokens, rate: number of epochs, tokens of a batch, largest learning rate.
        start: folder of a model whose layers are taken instead of those of the base; empty for the base.
        teacher: folder of the teacher; empty for none.
        teacher_weight: weight of the teacher's loss; the gold labels have the rest.
        frozen_words: whether the embeddings of the pieces stay as they are, or as the teacher's: both models share them.
        frozen_layers: number of lower layers that stay as they are.
        code: packages of Python's standard library, whose source code is read.
        code_pieces: pieces of these seen in an epoch.
        seed: seed of every draw.
    """

    base: str
    layers: list[int]
    documents: list[str]
    names: list[str]
    names_share: float = 0.3
    seen_before: list[str] = field(default_factory=list)
    seen_share: float = 0.25
    hold_out: list[str] = field(default_factory=list)
    epochs: int = 8
    tokens: int = 6000
    rate: float = 3e-4
    start: str = ""
    teacher: str = ""
    teacher_weight: float = 0.6
    frozen_words: bool = False
    frozen_layers: int = 0
    code: list[str] = field(default_factory=list)
    code_pieces: int = 300
    seed: int = 7


def documents_of(recipe: Recipe) -> list[Document]:
    """Return the documents in which all entities are marked, including those that are held out."""
    return read_all([*recipe.seen_before, *recipe.documents])


def trained_on(recipe: Recipe) -> list[Document]:
    """Return the documents of a recipe that are not held out."""
    return _not_held_out(documents_of(recipe), recipe)


def _not_held_out(documents: list[Document], recipe: Recipe) -> list[Document]:
    left_out = tuple(recipe.hold_out)
    return [one for one in documents if not one.source.startswith(left_out) and not is_held_out(one)]


def _share(documents: list[Document], share: float, rng: random.Random) -> list[Document]:
    return rng.sample(documents, int(len(documents) * share))


def joined(documents: list[Document], rng: random.Random) -> Iterator[Document]:
    """Join some sentences that follow each other, since texts are longer than one sentence."""
    index = 0
    while index < len(documents):
        count = rng.randint(1, JOINED)
        text, spans = "", []
        for document in documents[index : index + count]:
            text += rng.choice([" ", " ", "\n"]) if text else ""
            spans += [(start + len(text), end + len(text), entity) for start, end, entity in document.spans]
            text += document.text
        yield Document(text, spans, [], NAMES, documents[index].source)
        index += count


def code_documents(packages: list[str]) -> list[Document]:
    """Return pieces of source code. Names and addresses may be in them, ids, secrets and amounts do not."""
    documents = []
    library = Path(sysconfig.get_paths()["stdlib"])
    for package in packages:
        for path in sorted((library / package).rglob("*.py")):
            text = path.read_text(encoding="utf-8", errors="ignore")
            for start in range(0, min(len(text), CODE_CHARACTERS), PIECE_CHARACTERS):
                piece = text[start : start + PIECE_CHARACTERS]
                documents.append(Document(piece, [], [], NOT_IN_CODE, "code"))
    return documents


class Trainer:
    """One training run, with its state in a folder."""

    def __init__(self, recipe: Recipe, folder: Path) -> None:
        self.recipe, self.folder = recipe, folder
        self.tokenizer = Tokenizer.from_file(recipe.base + "/tokenizer.json")
        self.documents = _not_held_out(read_all(recipe.documents), recipe)
        self.seen_before = _not_held_out(read_all(recipe.seen_before), recipe)
        self.named = [list(read_gold(Path(path), NAMES)) for path in recipe.names]
        self.code = code_documents(recipe.code)
        self.model = (
            load_model(Path(recipe.start), recipe.layers)
            if recipe.start
            else from_base(Path(recipe.base), recipe.layers)
        )
        self.teacher = load_model(Path(recipe.teacher)).eval() if recipe.teacher else None
        if self.teacher is not None and recipe.frozen_words:
            self.model.words.load_state_dict(self.teacher.words.state_dict())
        self.model.words.weight.requires_grad_(not recipe.frozen_words)
        for part in self.model.below(recipe.frozen_layers):
            part.requires_grad_(False)
        decayed = [p for p in self.model.parameters() if p.ndim > 1 and p.requires_grad]
        others = [p for p in self.model.parameters() if p.ndim <= 1 and p.requires_grad]
        self.optimizer = torch.optim.AdamW(
            [{"params": decayed, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}],
            lr=recipe.rate, betas=(0.9, 0.98), fused=True,
        )  # fmt: skip
        self.epoch = self.step = 0
        self.total = 0

    def run(self) -> None:
        """Train the epochs that are left; save after each."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if (self.folder / "state.pt").exists():
            self._resume()
        while self.epoch < self.recipe.epochs:
            began = time.time()
            loss, tokens = self._one_epoch()
            self.epoch += 1
            self._save()
            seconds = time.time() - began
            print(f"epoch {self.epoch} loss {loss:.4f} {seconds:.0f} s {tokens / seconds:.0f} tokens/s", flush=True)

    def _windows(self, rng: random.Random) -> list[Window]:
        augmenter = Augmenter(rng)
        chosen = [augmenter.vary(document) for document in self.documents]
        chosen += [augmenter.vary(d) for d in _share(self.seen_before, self.recipe.seen_share, rng)]
        for documents in self.named:
            all_joined = list(joined(documents, rng))
            chosen += [augmenter.vary(d) for d in _share(all_joined, self.recipe.names_share, rng)]
        if self.code:
            chosen += rng.sample(self.code, self.recipe.code_pieces)
        return [window for document in chosen for window in windows_of(document, self.tokenizer, rng)]

    def _batches(self, windows: list[Window], rng: random.Random) -> list[list[Window]]:
        windows = sorted(windows, key=lambda window: len(window.ids) + rng.random() * 16)
        batches: list[list[Window]] = [[]]
        for window in windows:
            if (len(batches[-1]) + 1) * len(window.ids) > self.recipe.tokens:
                batches.append([])
            batches[-1].append(window)
        rng.shuffle(batches)
        return batches

    def _one_epoch(self) -> tuple[float, int]:
        rng = random.Random(f"{self.recipe.seed}/{self.epoch}")
        torch.manual_seed(self.recipe.seed * 1000 + self.epoch)
        batches = self._batches(self._windows(rng), rng)
        self.total = self.total or len(batches) * self.recipe.epochs
        losses, tokens = 0.0, 0
        self.model.train()
        for number, batch in enumerate(batches):
            losses += self._one_step(batch)
            tokens += sum(len(window.ids) for window in batch)
            if number % 50 == 49:
                print(f"  {number + 1} of {len(batches)} loss {losses / (number + 1):.4f}", flush=True)
        return losses / len(batches), tokens

    def _one_step(self, batch: list[Window]) -> float:
        ids, layout, labels, flags, mask = stacked(batch)
        for group in self.optimizer.param_groups:
            group["lr"] = self.recipe.rate * schedule(self.step / self.total)
        with torch.autocast("cpu", torch.bfloat16):
            scores = self.model(ids, layout, mask)
            teacher_scores = None
            if self.teacher is not None:
                with torch.no_grad():
                    teacher_scores = self.teacher(ids, layout, mask).float()
        loss = gold_loss(scores.float(), labels, flags)
        if teacher_scores is not None:
            weight = self.recipe.teacher_weight
            loss = weight * teacher_loss(scores.float(), teacher_scores, labels) + (1 - weight) * loss
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        return float(loss.detach())

    def _save(self) -> None:
        save_model(self.model, self.folder)
        state = {"optimizer": self.optimizer.state_dict(), "epoch": self.epoch, "step": self.step, "total": self.total}
        torch.save(state, self.folder / "state.pt")

    def _resume(self) -> None:
        state = torch.load(self.folder / "state.pt")
        self.model.load_state_dict(load_model(self.folder).state_dict())
        self.optimizer.load_state_dict(state["optimizer"])
        self.epoch, self.step, self.total = state["epoch"], state["step"], state["total"]


def schedule(progress: float) -> float:
    """Return the factor of the learning rate: up in the first steps, then down in a straight line."""
    return min(progress / WARMUP, max(0.02, (1 - progress) / (1 - WARMUP)))


def stacked(batch: list[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Return ids, layout, labels, flags and mask of a batch, padded to one length."""
    length = max(len(window.ids) for window in batch)
    arrays = np.zeros((5, len(batch), length), np.int64)
    arrays[0] = 1  # <pad>
    arrays[2] = IGNORED
    for row, window in enumerate(batch):
        size = len(window.ids)
        arrays[:4, row, :size] = window.ids, window.layout, window.labels, window.flags
        arrays[4, row, :size] = 1
    ids, layout, labels, flags, mask = torch.from_numpy(arrays)
    return ids, layout, labels, flags, mask


def gold_loss(scores: Tensor, labels: Tensor, flags: Tensor) -> Tensor:
    """Return the mean loss of the gold labels. Look-alikes count more. Where not all entities were marked, O may be another."""
    scores, labels, flags = scores.flatten(0, 1), labels.flatten(), flags.flatten()
    has_label = labels != IGNORED
    scores, labels, flags = scores[has_label], labels[has_label], flags[has_label]
    logs = functional.log_softmax(scores, -1)
    losses = functional.nll_loss(logs, labels, reduction="none")
    for flag, marked in PARTLY_MARKED.items():
        possible = [index for index, label in enumerate(LABELS) if label not in marked]
        losses = torch.where(flags == flag, -torch.logsumexp(logs[:, possible], -1), losses)
    weights = torch.where(flags == KEPT, KEPT_WEIGHT, 1.0)
    return (losses * weights).sum() / weights.sum()


def teacher_loss(scores: Tensor, teacher_scores: Tensor, labels: Tensor) -> Tensor:
    """Return the divergence from the teacher's distribution at a temperature (Hinton et al. 2015)."""
    has_label = labels.flatten() != IGNORED
    ours = functional.log_softmax(scores.flatten(0, 1)[has_label] / TEMPERATURE, -1)
    theirs = functional.log_softmax(teacher_scores.flatten(0, 1)[has_label] / TEMPERATURE, -1)
    return functional.kl_div(ours, theirs, reduction="batchmean", log_target=True) * TEMPERATURE**2


def save_model(model: Tagger, folder: Path) -> None:
    """Write the weights into a folder."""
    torch.save(model.state_dict(), folder / "model.pt")


def load_model(folder: Path, layers: list[int] | None = None) -> Tagger:
    """Read a model that save_model wrote; with `layers`, only these, in order."""
    state = torch.load(folder / "model.pt")
    count = len({name.split(".")[1] for name in state if name.startswith("layers.")})
    chosen = list(range(count)) if layers is None else layers
    model = Tagger(len(state["words.weight"]), len(chosen))
    kept = {name: values for name, values in state.items() if not name.startswith("layers.")}
    for index, source in enumerate(chosen):
        prefix = f"layers.{source}."
        kept |= {f"layers.{index}.{name[len(prefix) :]}": v for name, v in state.items() if name.startswith(prefix)}
    model.load_state_dict(kept)
    return model


def main(recipe: str, folder: str) -> None:
    """Train by a recipe."""
    Trainer(Recipe(**json.loads(Path(recipe).read_text(encoding="utf-8"))), Path(folder)).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
