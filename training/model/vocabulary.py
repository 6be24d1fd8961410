"""Cut the vocabulary of the base model to the languages that the shipped model reads.

python -m training.model.vocabulary BASE.bin OUT TEXT...
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer, decoders, normalizers, pre_tokenizers
from tokenizers.models import Unigram

from recognizers.lexicon.pools import cultures, has_pool, pool
from training.model.base import BaseModel, read_base

SIZE = 40_000
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
UNKNOWN = SPECIAL.index("<unk>")
NAME_KINDS = ("family", "given_female", "given_male", "city")
MINIMUM = 2


def tokenizer_of(pieces: list[tuple[str, float]]) -> Tokenizer:
    """Return the fast tokenizer of a vocabulary: NFKC, U+2581 for a space, the most probable pieces."""
    tokenizer = Tokenizer(Unigram(pieces, UNKNOWN, False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace("▁", "always")]
    )
    tokenizer.decoder = decoders.Metaspace("▁", "always")
    return tokenizer


def is_latin(piece: str) -> bool:
    """Return whether every letter of a piece is Latin."""
    return all(
        not character.isalpha() or unicodedata.name(character, "").startswith("LATIN")
        for character in piece.replace("▁", "")
    )


def chosen(base: BaseModel, texts: Iterable[str], size: int = SIZE) -> list[int]:
    """Return the ids of the pieces to keep, in the order of the base.

    Kept are the special pieces, single Latin characters and signs, what occurs in the texts, and then the most probable
    Latin pieces of the base.
    """
    whole = tokenizer_of([(piece.text, piece.score) for piece in base.pieces])
    counts: Counter[int] = Counter()
    for encoding in whole.encode_batch(list(texts), add_special_tokens=False):
        counts.update(encoding.ids)
    kept = set(range(len(SPECIAL)))
    kept.update(id for id, piece in enumerate(base.pieces) if len(piece.text) == 1 and is_latin(piece.text))
    kept.update(id for id, count in counts.most_common() if count >= MINIMUM and len(kept) < size)
    for id in sorted(range(len(base.pieces)), key=lambda id: -base.pieces[id].score):
        if len(kept) >= size:
            break
        if base.pieces[id].score < 0 and is_latin(base.pieces[id].text):
            kept.add(id)
    return sorted(kept)


def names() -> list[str]:
    """Return every name and city of the pools in Latin script, lower-cased and capitalized."""
    all_names = {
        name
        for culture in cultures()
        for kind in NAME_KINDS
        if has_pool(culture, kind)
        for name in pool(culture, kind)
        if is_latin(name)
    }
    return sorted(all_names) + sorted(name.lower() for name in all_names)


def cut(base: BaseModel, texts: Iterable[str], folder: Path) -> None:
    """Write the tokenizer and the tensors of the base with the cut vocabulary into a folder."""
    ids = chosen(base, texts)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer_of([(base.pieces[id].text, base.pieces[id].score) for id in ids]).save(str(folder / "tokenizer.json"))
    tensors = dict(base.tensors)
    tensors["emb.word"] = tensors["emb.word"].reshape(-1, base.hidden)[ids]
    np.savez(folder / "base.npz", allow_pickle=False, **tensors)


def main(base: str, folder: str, *texts: str) -> None:
    """Cut the vocabulary of the file `base` by the text files `texts`."""
    lines = [line for text in texts for line in Path(text).read_text(encoding="utf-8").splitlines()]
    cut(read_base(Path(base)), lines + names(), Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
