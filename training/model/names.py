"""Names of the training set and of documents like it that were not trained on, for `heteronym audit detector`.

Which documents are held out is random, and only people whose family name is in one document alone are listed. So the names
of both lists are of the same kind, and no other document teaches the one or the other.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from recognizers.lexicon.names import parse
from training.model.documents import Document, is_held_out, read_all


def names_in(document: Document) -> dict[tuple[str, str], str]:
    """Return the full names that are marked in a document: canonical given and family name -> as it is written."""
    found: dict[tuple[str, str], str] = {}
    for start, end, entity in document.spans:
        surface = " ".join(document.text[start:end].split())
        if entity == "PERSON" and (name := parse(surface, "")) and len(name.given) > 1 and name.family:
            found.setdefault((name.given, name.family), surface)
    return found


def main(recipe: str, folder: str, *further: str) -> None:
    """Write `trained.txt` and `untrained.txt`, a name a line.

    Args:
        recipe: the recipe of the model.
        folder: where to write.
        further: gold files that were not trained on.
    """
    documents = read_all(json.loads(Path(recipe).read_text(encoding="utf-8"))["documents"])
    trained = [names_in(one) for one in documents if not is_held_out(one)]
    untrained = [names_in(one) for one in (*filter(is_held_out, documents), *read_all(further))]
    counts = Counter(family for names in (*trained, *untrained) for family in {family for _, family in names})
    Path(folder).mkdir(parents=True, exist_ok=True)
    for file, each in (("trained.txt", trained), ("untrained.txt", untrained)):
        listed = [surface for names in each for (_, family), surface in names.items() if counts[family] == 1]
        (Path(folder) / file).write_text("".join(f"{surface}\n" for surface in listed), encoding="utf-8")
        print(file, len(listed))


if __name__ == "__main__":
    main(*sys.argv[1:])
