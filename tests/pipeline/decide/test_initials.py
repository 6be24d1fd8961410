"""Initials of people whom a document names in full."""

import pytest

from pipeline.decide.initials import find_initials, initials_of_people

PEOPLE = [
    ("Heath Nakamura", "PERSON"),
    ("Lindqvist, Chase", "PERSON"),
    ("Thangjam Robindro Singh", "PERSON"),
    ("Ignatius Prosper", "PERSON"),
    ("Vera", "PERSON"),
    ("Blue Heron", "PROJECT_CODENAME"),
]


def test_initials_are_those_of_full_names_but_no_abbreviations() -> None:
    assert initials_of_people(PEOPLE) == {"HN", "CL", "TS", "TRS"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Comment by HN: no wine.", ["HN"]),
        ("HN - minutes; CL/TRS to check", ["HN", "CL", "TRS"]),
        ("(initialled TRS)", ["TRS"]),
        ("my exhibit is HN/1", []),
        ("the HN Carpathia sailed", []),
        ("HN 4471 and HN-12, HN.net", []),
        ("the HN VERIFICARE", []),
        ("hn said so", []),
    ],
)
def test_initials_stand_alone(text: str, found: list[str]) -> None:
    spans = find_initials(text, initials_of_people(PEOPLE))
    assert [text[start:end] for start, end in spans] == found
