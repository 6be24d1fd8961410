"""Findings of the model that are ordinary words of a sentence."""

import pytest

from recognizers.model.ordinary import is_ordinary


@pytest.mark.parametrize(
    ("before", "value", "after", "entity", "expected"),
    [
        ("", "They", " chased him.", "ORGANIZATION", True),
        ("", "We", " will correct it.", "ORGANIZATION", True),
        ("Then ", "he", " said so.", "PERSON", True),
        ("As ", "IT", " said.", "ORGANIZATION", False),
        ("Ask ", "Ann Lee", " today.", "PERSON", False),
        ("He moved into ", "the city", " last May.", "LOCATION", True),
        ("According to ", "government officials", ", it rained.", "ORGANIZATION", True),
        ("An attack by ", "Iraqi troops", " failed.", "ORGANIZATION", True),
        ("He works for ", "the Spanish government", ".", "ORGANIZATION", True),
        ("Ask a ", "Dutch", " customer.", "LOCATION", True),
        ("The ", "Americans", " left.", "ORGANIZATION", True),
        # Names: a word with a capital, a part of a longer name, a tag, and a sentence without capitals.
        ("He works at ", "Target", " now.", "ORGANIZATION", False),
        ("He flew to ", "Los", " Angeles.", "LOCATION", False),
        ("The ", "American", " Geophysical Union met.", "ORGANIZATION", False),
        ("She works for ", "Quaker", " now.", "ORGANIZATION", False),
        ("", "The board of Nordic", " approved it.", "ORGANIZATION", False),
        ("The Royal ", "Dutch", " met.", "ORGANIZATION", False),
        ("See you at #", "down", " tonight.", "ORGANIZATION", False),
        ("i work at ", "target", " now.", "ORGANIZATION", False),
        ("It rained. i work at ", "target", " now.", "ORGANIZATION", False),
        ("She works at ", "verizon", " now.", "ORGANIZATION", False),
        ("It is the corner of Dalbraut ", "99", ".", "LOCATION", False),
        ("Her code is ", "the city", ".", "SECRET", False),
    ],
)
def test_words_that_are_no_name_are_no_finding(
    before: str, value: str, after: str, entity: str, expected: bool
) -> None:
    text = before + value + after

    assert is_ordinary(text, len(before), len(before + value), entity) is expected
