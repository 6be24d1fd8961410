"""URL matches equal Presidio's matches that end at a word boundary."""

import subprocess
import sys

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer import Pattern, RecognizerResult
from presidio_analyzer.predefined_recognizers import UrlRecognizer

from recognizers.families import network

LINKS = network.WholeUrlRecognizer()
PRESIDIO = UrlRecognizer()
SUFFIXES = regex.findall(r"\(\?:(\w+)\)", UrlRecognizer.BASE_URL_REGEX)
FILES = {"acme.md", "acme.py", "acme.sh"}  # files if written without a scheme or a path
QUOTES = "'\""
PIECES = ["www", "http://", ".", "..", "-", " ", "'", '"', "/a?b", "é", "7", "ſ", "\u212a", "Jam", "us"]


def whole_links(text: str) -> list[RecognizerResult]:
    found = PRESIDIO.analyze(text, ["URL"])
    return [one for one in found if not text[one.end : one.end + 1].isalnum()]


def test_urls_of_every_top_level_domain_are_matched_completely() -> None:
    assert len(SUFFIXES) > 600
    for suffix in (*SUFFIXES, *map(str.upper, SUFFIXES)):
        for before, link, after in (("see ", f"acme.{suffix}", " now"), ("", f"https://acme.{suffix}/a", "")):
            found = LINKS.analyze(f"{before}{link}{after}", ["URL"])
            if link.lower() in FILES:
                assert found == []
                continue
            assert (len(before), len(before + link)) in [(one.start, one.end) for one in found]


@pytest.mark.parametrize("mark", QUOTES)
@pytest.mark.parametrize("link", ["acme.com", "https://acme.com/team", "http://wiki.acme.com"])
def test_url_match_excludes_surrounding_quotes(mark: str, link: str) -> None:
    found = LINKS.analyze(f"get({mark}{link}{mark})", ["URL"])
    assert {(one.start, one.end) for one in found} == {(5, 5 + len(link))}


def test_word_that_begins_like_a_domain_is_not_a_url() -> None:
    assert LINKS.analyze("blue jeans.jpeg, notes.memo", ["URL"]) == []


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see README.md, please", ""),
        ("run deploy.sh or my_script.py", ""),
        ("src/main.rs, `lib.rs`, bin\\install.pl and lib/foo.test.py", ""),
        ("ask allegro.pl", "allegro.pl"),
        ("ask www.acme.md", "www.acme.md"),
        ("ask shop.acme.sh", "shop.acme.sh"),
        ("ask http://acme.sh", "http://acme.sh"),
        ("ask acme.py/team", "acme.py/team"),
        ("ask https://acme.com/README.md", "https://acme.com/README.md"),
    ],
)
def test_file_name_is_not_a_url(text: str, link: str) -> None:
    found = [text[one.start : one.end] for one in LINKS.analyze(text, ["URL"])]
    assert link in found if link else not found


@given(st.lists(st.sampled_from([*PIECES, *SUFFIXES]), max_size=8).map("".join))
def test_presidio_urls_in_any_text_are_found(text: str) -> None:
    found = LINKS.analyze(text, ["URL"])
    for link in whole_links(text):
        if network.is_file(text, link.start, link.end):
            continue
        marks = text[link.start] in QUOTES
        assert any(one.start <= link.start + marks and link.end - marks <= one.end for one in found)


WHOLE = UrlRecognizer(
    patterns=[
        Pattern(one.name, rf"{one.regex}(?![^\W_])", one.score)
        for one in UrlRecognizer.PATTERNS
        if not one.name.startswith("Quoted")
    ]
)


@given(
    st.lists(
        st.sampled_from([*PIECES, "x" * 90, "com", "co.uk", "HTTPS://", "httpſ://", "İ", "_", "(", "www1."]),
        max_size=10,
    )
)
def test_urls_and_scores_equal_presidio_matches_at_word_boundaries(pieces: list[str]) -> None:
    text = "".join(pieces)
    expected = {(one.start, one.end, one.score) for one in WHOLE.analyze(text, ["URL"])}

    found = {(one.start, one.end, one.score) for one in LINKS.analyze(text, ["URL"])}

    assert found == {one for one in expected if not network.is_file(text, *one[:2])}


def test_addresses_are_found_offline_and_tldextract_stays_as_it_is() -> None:
    code = """
import socket, tldextract
before = tldextract.tldextract.TLD_EXTRACTOR
def refuse(*_, **__): raise AssertionError("network")
socket.socket.connect = socket.getaddrinfo = refuse
import recognizers
finder = next(one for one in recognizers.registry(model="off").recognizers if one.name == "EmailRecognizer")
for address in ("ana@acme.co.uk", "ana@acme.example", "ana@acme.test"):
    assert finder.analyze(address, ["EMAIL_ADDRESS"])
assert not finder.analyze("ana@acme.nosuchsuffix", ["EMAIL_ADDRESS"])
assert tldextract.tldextract.TLD_EXTRACTOR is before and not before.extra_suffixes
"""
    subprocess.run([sys.executable, "-c", code], check=True)
