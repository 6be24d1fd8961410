"""People among the found values of a run: who is linked in a record, and has both names."""

from pathlib import Path

from pipeline import Key, Sanitizer
from pipeline.run.found_values import FoundValues
from pipeline.text.document import Text


def found_in(sanitizer: Sanitizer, *documents: list[Text]) -> FoundValues:
    found = FoundValues()
    for document in documents:
        found.add(sanitizer.sanitize([document])[0], is_written=True)
    return found


def test_people_are_those_with_both_names_also_in_two_columns(without_model: Sanitizer) -> None:
    found = found_in(
        without_model,
        [Text("Mrs. Winifred Quackenbush", "PERSON"), Text("Winifred", "PERSON")],
        [Text("Eleanor", "PERSON", "given"), Text("Fairweather", "PERSON", "family")],
        [Text("Quackenbush", "PERSON", "family")],
        [Text("Winifred Quackenbush", "PERSON")],
    )

    named = {(given, family): count for (given, family, *_), count in found.people.items()}
    assert named.keys() == {("winifred", "quackenbush"), ("eleanor", "fairweather")}
    assert found.people.total() == 3


def test_people_of_blocked_records_are_in_no_copy(without_model: Sanitizer) -> None:
    found = FoundValues()
    found.add(without_model.sanitize([[Text("Winifred Quackenbush", "PERSON")]])[0], is_written=False)

    assert not found.people


def test_people_are_kept_in_the_file_of_a_shard(without_model: Sanitizer, key: Key, tmp_path: Path) -> None:
    found = found_in(without_model, [Text("Winifred Quackenbush", "PERSON")])
    path = str(tmp_path / "1.values")
    found.write(key, path)

    read = FoundValues.read(key, path)

    assert read == found
    read.merge(found)
    assert list(read.people.values()) == [2]
