"""URLs, domain names and e-mail addresses. URLs are matched in time linear in the text."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import regex
from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult
from presidio_analyzer.predefined_recognizers import EmailRecognizer, UrlRecognizer
from tldextract import TLDExtract

# Cheap precheck: every domain contains a full stop followed by a letter; in prose a space follows it.
DOMAIN = regex.compile(r"\.[a-z]", regex.IGNORECASE)
# The longest run of domain characters. Its ends are unambiguous, so possessive matching needs no backtracking.
RUN = regex.compile(r"[a-z0-9.\-]++", regex.IGNORECASE)
ENDING = regex.compile(r"\.([a-z]++)(?![^\W_])", regex.IGNORECASE)
SCHEME = regex.compile(r"https?://", regex.IGNORECASE)
PATH = regex.compile(r"/[^\s()<>\"']*+")
MAX_LABELS = 253  # characters before the last full stop, RFC 1035
WWW = regex.compile(r"www\d{0,3}+\.", regex.IGNORECASE)
TOP_LEVEL = frozenset(regex.findall(r"\(\?:(\w+)\)", UrlRecognizer.BASE_URL_REGEX))
# Non-ASCII characters that match "i", "k" and "s" when case is ignored.
OTHER_CASES = str.maketrans("ıİſ\u212a", "iisk")
WITH_SCHEME, WITHOUT_SCHEME = 0.6, 0.5
# Country domains that are also file extensions. A bare name with one of FILES is far more often a file than a domain.
FILES = frozenset("md py sh".split())
FILES_IN_A_PATH = FILES | frozenset("cc pl ps rs so zip mov".split())
IN_A_PATH = regex.compile(r"[\w.]/$|[\\_`]$")
# tldextract's packaged suffix list, since recognizers must not use the network. The reserved suffixes are added so that
# surrogate addresses are recognized as well: a copy can be scanned and anonymized again.
RESERVED_SUFFIXES = ("example", "test", "invalid", "localhost")  # RFC 2606
DOMAIN_PARTS = TLDExtract(suffix_list_urls=(), cache_dir=None, extra_suffixes=RESERVED_SUFFIXES)


class Link(NamedTuple):
    """A URL match.

    Arguments:
        start, end: offsets into the text, in code points, half open.
        score: confidence; higher for a URL with a scheme.
    """

    start: int
    end: int
    score: float


class WholeUrlRecognizer(EntityRecognizer):  # type: ignore[misc]
    """Recognizes the URLs that Presidio's patterns match and that end at a word boundary, in linear time.

    "jeans.jpeg" is not reported as jeans.jp, nor "acme.shop" as acme.sh. File names are excluded, and so are quotes
    around a URL. Presidio's patterns try every domain ending from every start: 4,000 characters of `a.a.` took 8 seconds.
    """

    def __init__(self) -> None:
        # Name and context words are those of Presidio's recognizer: policies and reports refer to the name.
        super().__init__(
            supported_entities=["URL"], name="UrlRecognizer", supported_language="en", context=UrlRecognizer.CONTEXT
        )

    def load(self) -> None:
        """Do nothing. Presidio requires the method."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Return the URLs in a text."""
        if not DOMAIN.search(text):
            return []
        found = [
            RecognizerResult("URL", *link, analysis_explanation=AnalysisExplanation(self.name, link.score))
            for link in (*_links_with_scheme(text), *_links_without_scheme(text))
        ]
        whole = EntityRecognizer.remove_duplicates(found)
        return [result for result in whole if not is_file(text, result.start, result.end)]


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
        while remaining := [(dot, end) for dot, end in endings if dot > place]:
            start = max(place, remaining[0][0] - MAX_LABELS)  # a longer domain is cut at its start
            last = _last_ending(text, start, remaining)
            assert last  # the first ending is within MAX_LABELS of the start
            place = _end_of_path(text, last[1])
            yield Link(start, place, WITHOUT_SCHEME)
            endings = remaining
        place = max(place, end)


def _endings(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return (offset of the full stop, end) of every top-level domain in a run that ends at a word boundary."""
    matches = ENDING.finditer(text, start, min(end + 1, len(text)))  # one more character for the lookahead
    return [match.span() for match in matches if match[1].translate(OTHER_CASES).lower() in TOP_LEVEL]


def _last_ending(text: str, start: int, endings: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the last possible ending of a domain that begins at `start`, or None."""
    www = WWW.match(text, start)
    limit = (www.end() if www else start) + MAX_LABELS
    return next((ending for ending in reversed(endings) if start < ending[0] <= limit), None)


def _end_of_path(text: str, end: int) -> int:
    path = PATH.match(text, end)
    return path.end() if path else end


def is_file(text: str, start: int, end: int) -> bool:
    """Return whether an apparent domain is a file name, such as README.md or src/main.rs.

    Arguments:
        text: the text that contains the match.
        start, end: offsets of the match, in code points, half open.
    """
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
        """Return whether the domain of an address ends in a public or a reserved suffix."""
        return bool(DOMAIN_PARTS(pattern_text).fqdn)


def recognizers() -> list[EntityRecognizer]:
    """Return the recognizers of this family."""
    return [WholeUrlRecognizer(), OfflineEmailRecognizer()]
