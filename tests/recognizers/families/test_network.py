"""Links, hosts and addresses: what is found completely, and what identifies nobody and stays."""

import subprocess
import sys

import pytest

from recognizers.families import rules
from recognizers.families.network.urls import TOP_LEVEL
from recognizers.lexicon.domain_names import RESERVED_SUFFIXES
from recognizers.lexicon.public_sites import is_public_link
from recognizers.rules import RuleRecognizer

NETWORK = ("URL", "HOSTNAME", "IP_ADDRESS", "MAC_ADDRESS", "USERNAME")
RECOGNIZERS = [RuleRecognizer(rule) for rule in rules() if rule.entity in NETWORK]


def found(text: str) -> set[str]:
    return {text[one.start : one.end] for each in RECOGNIZERS for one in each.analyze(text, [])}


def test_links_of_every_top_level_domain_are_found_completely() -> None:
    assert len(TOP_LEVEL) > 1_000
    of_authorities = {"gov", "mil"}  # the pages of public authorities are public
    links = [one for one in RECOGNIZERS if one.rule.name in ("domain", "url_with_scheme")]
    for suffix in sorted(TOP_LEVEL.difference(RESERVED_SUFFIXES, of_authorities)):
        for link in (f"https://quarry-hill.{suffix}/a", f"www.quarry-hill.{suffix}"):
            text = f"see {link}, now"
            assert link in {text[one.start : one.end] for each in links for one in each.analyze(text, [])}


@pytest.mark.parametrize("mark", ["'", '"', "`", "(", "<", "«"])
def test_a_link_excludes_the_marks_around_it(mark: str) -> None:
    end = {"(": ")", "<": ">", "«": "»"}.get(mark, mark)
    assert "https://quarryhill.com/team" in found(f"get {mark}https://quarryhill.com/team{end}.")


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see README.md, please", ""),
        ("run deploy.sh or my_script.py", ""),
        ("src/main.rs, `lib.rs`, bin\\install.pl and lib/foo.test.py", ""),
        ("java.net.UnknownHostException", ""),
        ("ask allegro-quarry.pl", "allegro-quarry.pl"),
        ("ask shop.quarry.sh", "shop.quarry.sh"),
        ("ask http://quarry.sh", "http://quarry.sh"),
        ("ask https://quarry.com/README.md", "https://quarry.com/README.md"),
    ],
)
def test_a_file_name_or_a_class_is_not_a_link(text: str, link: str) -> None:
    assert link in found(text) if link else not found(text)


@pytest.mark.parametrize(
    ("link", "is_public"),
    [
        ("https://docs.python.org/3/library/re.html", True),
        ("https://github.com/python/cpython/issues", True),
        ("https://github.com/zoe-tarn/fw", False),
        ("linkedin.com/in/zoe-tarn", False),
        ("https://www.siemens.com", True),
        ("www.gov.uk", True),
        ("http://localhost:8080/x", True),
        ("https://docs.stripe.com/a?token=4fa1", False),
        ("quarryhill.sharepoint.com", False),
        ("api.example.com/v1", True),
    ],
)
def test_only_links_to_public_and_reserved_sites_are_public(link: str, is_public: bool) -> None:
    assert is_public_link(link) is is_public


def test_addresses_are_found_offline_and_tldextract_stays_as_it_is() -> None:
    code = """
import socket, tldextract
before = tldextract.tldextract.TLD_EXTRACTOR
def refuse(*_, **__): raise AssertionError("network")
socket.socket.connect = socket.getaddrinfo = refuse
import recognizers
finder = next(one for one in recognizers.registry(model="off").recognizers if one.name == "email_address")
for address in ("ana@acme.co.uk", "ana@acme.example", "ana@acme.test"):
    assert finder.analyze(address, ["EMAIL_ADDRESS"])
assert not finder.analyze("ana@acme.nosuchsuffix", ["EMAIL_ADDRESS"])
assert tldextract.tldextract.TLD_EXTRACTOR is before and not before.extra_suffixes
"""
    subprocess.run([sys.executable, "-c", code], check=True)
