"""Lists of names that were and were not trained on."""

import json
from pathlib import Path

from training.model.documents import is_held_out, read_marked
from training.model.names import main

DOCUMENT = "# id: {0}\nNote {0}: ⟦PERSON|Ann Quackenbu{0}⟧ met ⟦PERSON|Bob Shared⟧, ⟦PERSON|Ann⟧ and ⟪Cy Public⟫ in ⟦LOCATION|Ohio⟧.\n"


def test_names_are_listed_by_the_documents_that_alone_have_their_family(tmp_path: Path) -> None:
    letters = ["".join((one, other)) for one in "abcdefghij" for other in "abcdefghij"]
    (tmp_path / "documents").mkdir()
    file = tmp_path / "documents" / "1.txt"
    file.write_text("=====\n".join(DOCUMENT.format(each) for each in letters), encoding="utf-8")
    (tmp_path / "recipe.json").write_text(json.dumps({"documents": [str(tmp_path / "documents")]}))
    further = tmp_path / "further.jsonl"
    further.write_text(json.dumps({"text": "Eve Fairweather", "spans": [[0, 15, "PERSON"]]}) + "\n")

    main(str(tmp_path / "recipe.json"), str(tmp_path / "out"), str(further))

    held_out = {one.text.split()[1][:-1] for one in read_marked(file) if is_held_out(one)}
    trained, untrained = (
        set((tmp_path / "out" / f"{name}.txt").read_text().splitlines()) for name in ("trained", "untrained")
    )
    assert held_out
    assert untrained == {f"Ann Quackenbu{one}" for one in held_out} | {"Eve Fairweather"}
    assert trained == {f"Ann Quackenbu{one}" for one in letters} - untrained
