"""The copy of a sample is what a run writes, and an outsider without its key gets other surrogates."""

from pathlib import Path

import pytest

from pipeline import Sanitizer
from pipeline.audit.canaries.copying import copies_of, entity_of, replaced, without_key
from pipeline.records import ReadOptions, Record, json_record
from pipeline.sanitizer_source import Sanitizers
from tests.conftest import Command

EXAMPLES = Path(__file__).parents[4] / "examples"
ID, OTHER_ID, PREFIX = "CUS-402871935", "CUS-402871936", "My customer id is "


def records(lines: bytes) -> list[Record]:
    read = [json_record(line, number, ReadOptions()) for number, line in enumerate(lines.splitlines(), 1)]
    return [one for one in read if isinstance(one, Record)]


@pytest.mark.slow
def test_copies_are_those_of_a_run(heteronym: Command, tmp_path: Path, without_model: Sanitizer) -> None:
    (tmp_path / "rules.yaml").write_text(
        "classification: rules\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
    )
    tickets = EXAMPLES / "support_tickets.jsonl"
    assert heteronym("run", str(tickets), "-c", "rules.yaml", "-o", "out").returncode == 0
    written = records((tmp_path / "out" / tickets.name).read_bytes())
    copies = copies_of(records(tickets.read_bytes()), Sanitizers.around(without_model))

    assert [[text.text for text in copy if not isinstance(text, str)] for copy in copies] == [
        [text.value for text in record.texts] for record in written
    ]


def test_a_record_that_the_policy_blocks_has_no_copy(without_model: Sanitizer) -> None:
    picture = b'{"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}]}]}'
    copy = copies_of(records(picture), Sanitizers.around(without_model))[0]

    assert isinstance(copy, str)


def test_an_outsider_gets_another_surrogate_in_the_same_place(without_model: Sanitizer) -> None:
    copies = copies_of(records(f'{{"note": "{PREFIX}{ID}."}}'.encode()), Sanitizers.around(without_model))
    assert not isinstance(copies[0], str)
    entity = entity_of({ID}, copies)
    surrogate = copies[0][0].text.removeprefix(PREFIX).removesuffix(".")
    guessed = replaced(PREFIX, ID, entity, without_key(without_model))

    assert ID != surrogate != guessed != ID
    assert len(guessed) == len(ID)
    assert replaced(PREFIX, ID, entity, without_model) == surrogate


def test_a_value_that_the_policy_does_not_replace_has_no_entity(without_model: Sanitizer) -> None:
    copies = copies_of(records(f'{{"note": "{PREFIX}{ID}."}}'.encode()), Sanitizers.around(without_model))

    assert entity_of({OTHER_ID, "My"}, copies) == ""
