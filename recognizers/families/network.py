"""Links and e-mail addresses."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import regex
from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult
from presidio_analyzer.predefined_recognizers import EmailRecognizer, UrlRecognizer
from tldextract import TLDExtract

# In every domain a letter follows a full stop; in prose a space does.
DOMAIN = regex.compile(r"\.[a-z]", regex.IGNORECASE)
# The longest stretch of what a domain is written with; its ends are never in doubt, so nothing is tried twice.
RUN = regex.compile(r"[a-z0-9.\-]++", regex.IGNORECASE)
ENDING = regex.compile(r"\.([a-z]++)(?![^\W_])", regex.IGNORECASE)
SCHEME = regex.compile(r"https?://", regex.IGNORECASE)
PATH = regex.compile(r"/[^\s()<>\"']*+")
MAX_LABELS = 253  # characters before the last full stop, RFC 1035
WWW = regex.compile(r"www\d{0,3}+\.", regex.IGNORECASE)
TOP_LEVEL = frozenset(regex.findall(r"\(\?:(\w+)\)", UrlRecognizer.BASE_URL_REGEX))
# What matches "i", "k" and "s" in any case beside their capitals.
OTHER_CASES = str.maketrans("ıİſ\u212a", "iisk")
WITH_SCHEME, WITHOUT_SCHEME = 0.6, 0.5
# Countries whose domains end as files do. A file by itself has one of the first endings far more often than a domain.
FILES = frozenset("md py sh".split())
FILES_IN_A_PATH = FILES | frozenset("cc pl ps rs so zip mov".split())
IN_A_PATH = regex.compile(r"[\w.]/$|[\\_`]$")
# The list of public suffixes that tldextract ships with: nothing here may use the network. Addresses of surrogates and of
# documentation are addresses too, so a copy can be scanned, and anonymized again.
RESERVED_SUFFIXES = ("example", "test", "invalid", "localhost")  # RFC 2606
DOMAIN_PARTS = TLDExtract(suffix_list_urls=(), cache_dir=None, extra_suffixes=RESERVED_SUFFIXES)


class Link(NamedTuple):
    """A link and how sure it is.

    Arguments:
        start, end: its place, in code points, half open.
        score: higher where it has a scheme.
    """

    start: int
    end: int
    score: float


class WholeUrlRecognizer(EntityRecognizer):  # type: ignore[misc]
    """Finds the links of Presidio's patterns that end where a word ends, in time linear in the text.

    No jeans.jp in "jeans.jpeg", no acme.sh in "acme.shop"; nor a file; nor the quotation marks around a link. Presidio's
    patterns try every end of a domain from each of its characters: 4,000 characters of `a.a.` took 8 seconds.
    """

    def __init__(self) -> None:
        """Take the context words of Presidio's recognizer, and its name, which policies and reports know."""
        super().__init__(
            supported_entities=["URL"], name="UrlRecognizer", supported_language="en", context=UrlRecognizer.CONTEXT
        )

    def load(self) -> None:
        """Do nothing: there is nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Return the links."""
        if not DOMAIN.search(text):
            return []
        found = [
            RecognizerResult("URL", *link, analysis_explanation=AnalysisExplanation(self.name, link.score))
            for link in (*_links_with_scheme(text), *_links_without_scheme(text))
        ]
        whole = EntityRecognizer.remove_duplicates(found)
        return [one for one in whole if not is_file(text, one.start, one.end)]


def _links_with_scheme(text: str) -> Iterator[Link]:
    place = 0
    while scheme := SCHEME.search(text, place):
        place = scheme.end()
        run = RUN.match(text, place)
        if run and (dot := _last_ending(text, place, _endings(text, *run.span()))):
            place = _end_of_path(text, dot[1])
            yield Link(scheme.start(), place, WITH_SCHEME)


def _links_without_scheme(text: str) -> Iterator[Link]:
    place = 0
    while run := RUN.search(text, place):
        place, end = run.span()
        endings = _endings(text, place, end)
        while remaining := [one for one in endings if one[0] > place]:
            start = max(place, remaining[0][0] - MAX_LABELS)  # a longer one begins in the middle
            last = _last_ending(text, start, remaining)
            assert last  # the first of them is near enough
            place = _end_of_path(text, last[1])
            yield Link(start, place, WITHOUT_SCHEME)
            endings = remaining
        place = max(place, end)


def _endings(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return (full stop, end) of every top-level domain that ends a word in a run; the character behind it is looked at."""
    found = ENDING.finditer(text, start, min(end + 1, len(text)))
    return [one.span() for one in found if one[1].translate(OTHER_CASES).lower() in TOP_LEVEL]


def _last_ending(text: str, start: int, endings: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the last ending that a domain may have which begins at a place, and None where it has none."""
    www = WWW.match(text, start)
    limit = (www.end() if www else start) + MAX_LABELS
    return next((one for one in reversed(endings) if start < one[0] <= limit), None)


def _end_of_path(text: str, end: int) -> int:
    path = PATH.match(text, end)
    return path.end() if path else end


def is_file(text: str, start: int, end: int) -> bool:
    """Tell whether what looks like a domain is a file: README.md, src/main.rs."""
    name, _, ending = text[start:end].lower().rpartition(".")
    if IN_A_PATH.search(text, max(0, start - 2), start):
        return ending in FILES_IN_A_PATH
    return ending in FILES and not {".", "/"} & set(name)


class OfflineEmailRecognizer(EmailRecognizer):  # type: ignore[misc]
    """Presidio's e-mail recognizer with the shipped list of public suffixes; Presidio's own one downloads the list."""

    def __init__(self) -> None:
        """Keep the name of Presidio's recognizer, which policies and reports know."""
        super().__init__(name="EmailRecognizer", supported_language="en")

    def validate_result(self, pattern_text: str) -> bool:
        """Tell whether the domain of an address ends in a public or a reserved suffix."""
        return bool(DOMAIN_PARTS(pattern_text).fqdn)


def recognizers() -> list[EntityRecognizer]:
    """Return the recognizers of this family."""
    return [WholeUrlRecognizer(), OfflineEmailRecognizer()]
