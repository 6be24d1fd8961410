"""Links are those that Presidio finds, where they end with a word."""

import regex
from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer import RecognizerResult
from presidio_analyzer.predefined_recognizers import UrlRecognizer

from recognizers import network

(LINKS,) = network.recognizers()
PRESIDIO = UrlRecognizer()
SUFFIXES = regex.findall(r"\(\?:(\w+)\)", UrlRecognizer.BASE_URL_REGEX)
PIECES = ["www", "http://", ".", "..", "-", " ", "'", '"', "/a?b", "é", "7", "ſ", "\u212a", "Jam", "us"]


def whole_links(text: str) -> list[RecognizerResult]:
    found = PRESIDIO.analyze(text, ["URL"])
    return [one for one in found if not text[one.end : one.end + 1].isalnum()]


def test_links_of_every_domain_are_found() -> None:
    assert len(SUFFIXES) > 600
    for suffix in (*SUFFIXES, *map(str.upper, SUFFIXES)):
        for text in (f"see acme.{suffix}", f"https://acme.{suffix}/a", f"'acme.{suffix}'"):
            assert LINKS.analyze(text, ["URL"]) == whole_links(text)


@given(st.lists(st.sampled_from([*PIECES, *SUFFIXES]), max_size=8).map("".join))
def test_links_are_found_in_any_text(text: str) -> None:
    assert LINKS.analyze(text, ["URL"]) == whole_links(text)
