from functools import cache

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import SpacyNlpEngine

from pipeline import Policy
from pipeline.detect import cache as cache_module
from pipeline.detect.cache import SpanCache
from pipeline.detect.detector import Detector
from pipeline.detect.engine import Engine
from pipeline.detect.windows import MAX_CHARACTERS, windows
from pipeline.text.spans import Span
from recognizers.rules import LOOK_ALIKE

TEXTS = [
    "Call Maria Delgado at (212) 736-5000 or write to maria@delgado-lab.com before March 4, 2025.",
    "My social security number is 536-90-4399, and the card is 4012-8888-8888-1881.",
    "Account number 945456787654 at the bank; driver license H12234567 expires soon.",
    "IBAN GB82 WEST 1234 5698 7654 32, NHS number 401 023 2137, IP 192.168.12.7.",
    "The patient's NINO is AB 12 34 56 C; passport number 123456789.",
    "Nothing to see here, just some words about shipping.",
    "See https://portal.example.org/orders?id=5 or 3d:f2:c9:a6:b3:4f.",
    "",
]

SPANS = st.builds(
    Span, st.integers(0, 9999), st.integers(0, 9999), st.sampled_from("XY"), st.floats(0, 1), st.sampled_from("ab")
)


@cache
def detector() -> Detector:
    return Detector(Policy.load("confidential"))


@cache
def rules() -> Detector:
    policy = Policy.load("confidential")
    return Detector(policy.model_copy(update={"detection": policy.detection.model_copy(update={"ner": "off"})}))


@cache
def analyzer() -> AnalyzerEngine:
    """Return Presidio's engine with the same recognizers and the tokens of a blank pipeline."""
    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": "en"}])
    engine.nlp = {"en": spacy.blank("en")}
    for token_class in ("en",):
        engine.nlp[token_class].add_pipe("lower_case_lemmas")
    return AnalyzerEngine(registry=rules().registry, nlp_engine=engine, supported_languages=["en"])


@spacy.Language.component("lower_case_lemmas")
def lower_case_lemmas(document: spacy.tokens.Doc) -> spacy.tokens.Doc:
    for token in document:
        token.lemma_ = token.lower_
    return document


@pytest.mark.parametrize("text", TEXTS)
def test_presidios_engine_finds_the_same_with_these_recognizers(text: str) -> None:
    threshold = Policy.load("confidential").detection.min_score

    expected = analyzer().analyze(text, "en", score_threshold=threshold)
    found = [RecognizerResult(s.entity, s.start, s.end, s.score) for s in rules().detect([text])[0]]

    def places(results: list[RecognizerResult]) -> list[tuple[int, int, str]]:
        whole = EntityRecognizer.remove_duplicates(results)
        return sorted((r.start, r.end, r.entity_type) for r in whole if r.entity_type != LOOK_ALIKE)

    assert places(found) == places(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a travel document, 912345678", ["US_PASSPORT"]),
        ("a total of 912345678 rows", []),
        ("passports of others, and far below in this long sentence about tests of rows the total of 912345678", []),
        ("Java v123, P278 and S345", []),
    ],
)
def test_a_weak_pattern_of_presidio_finds_nothing_without_a_context_word(text: str, expected: list[str]) -> None:
    spans = Detector(Policy.load("restricted"), engine=Engine()).detect([text], is_prose=False)[0]

    assert [one.entity for one in spans if one.source.startswith("Us")] == expected


@pytest.mark.slow
def test_batch_results_equal_single_results() -> None:
    def fresh(engine: Engine) -> Detector:
        return Detector(Policy.load("confidential"), engine=engine)

    together = fresh(Engine()).detect(TEXTS)

    alone = fresh(Engine())
    assert together == [alone.detect([text])[0] for text in TEXTS]


def test_obfuscated_value_is_found_at_its_original_offsets() -> None:
    text = "mail: ma\u200bria@delgado\u2010lab.com now"

    spans = [s for s in detector().detect([text])[0] if s.entity == "EMAIL_ADDRESS"]

    assert {text[s.start : s.end] for s in spans} == {"ma\u200bria@delgado\u2010lab.com"}


def test_a_long_text_is_scanned_to_its_end() -> None:
    text = "All is well in the warehouse today. " * 400 + "Write to maria@delgado-lab.com."

    found = {text[s.start : s.end] for s in detector().detect([text])[0] if s.entity == "EMAIL_ADDRESS"}

    assert found == {"maria@delgado-lab.com"}


@given(st.integers(0, 3 * MAX_CHARACTERS), st.sampled_from(["x", "word ", "A sentence. ", "line\n", "é"]))
def test_windows_cover_every_character(length: int, filler: str) -> None:
    text = (filler * (length // len(filler) + 1))[:length]
    covered = set()
    for offset, window in windows(text):
        assert text[offset : offset + len(window)] == window
        assert len(window) <= MAX_CHARACTERS
        covered.update(range(offset, offset + len(window)))
    assert covered == set(range(length))


def test_a_value_across_a_border_is_whole_in_a_window() -> None:
    secret = "maria@delgado-lab.com"
    text = "x" * (MAX_CHARACTERS - 10) + " " + secret + " " + "y" * MAX_CHARACTERS
    assert any(secret in window for _, window in windows(text))


def test_window_does_not_end_within_a_private_key() -> None:
    lines = "\n".join("Qb7+IRl8" * 8 for _ in range(3 * MAX_CHARACTERS // 64))
    key = f"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n{lines}\n-----END PGP PRIVATE KEY BLOCK-----"
    text = f"{'word ' * (MAX_CHARACTERS // 6)}\n{key}\n{'word ' * MAX_CHARACTERS}"
    assert any(key in window for _, window in windows(text))


@given(st.lists(st.tuples(st.text(), st.lists(SPANS, max_size=3).map(tuple)), unique_by=lambda one: one[0]))
def test_cache_returns_stored_spans(entries: list[tuple[str, tuple[Span, ...]]]) -> None:
    cache = SpanCache(10**6)
    for text, spans in entries:
        cache.put(b"", text, spans)

    assert [cache.get(b"", text) for text, _ in entries] == [spans for _, spans in entries]


def test_the_cache_is_bounded_by_characters() -> None:
    cache = SpanCache(10)
    spans = (Span(0, 1, "X", 1.0, "test"),)
    for text in ("aaaa", "bbbb", "cccc"):
        cache.put(b"", text, spans)

    assert cache.get(b"", "aaaa") is None
    assert cache.get(b"", "cccc") == spans


def test_cache_evicts_least_recently_used_entries_and_skips_longer_texts() -> None:
    cache = SpanCache(10)
    spans = (Span(0, 1, "X", 1.0, "test"),)
    for text in ("aaaa", "bbbb", "bbbb"):  # a second time, it takes no more room
        cache.put(b"", text, spans)
    assert cache.get(b"", "aaaa") == spans
    cache.put(b"", "cccc", spans)
    cache.put(b"", "d" * 11, spans)

    assert [cache.get(b"", text) for text in ("aaaa", "bbbb", "cccc", "d" * 11)] == [spans, None, spans, None]


def test_cache_stays_small_with_a_recognizer_of_continuous_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "MAX_KINDS", 10)
    cache = SpanCache(max_characters=1_000)

    for place in range(100):
        cache.put(b"salt", f"text {place}", (Span(0, 4, "PERSON", place / 100, "Own"),))

    assert cache.get(b"salt", "text 99") == (Span(0, 4, "PERSON", 0.99, "Own"),)
    assert cache.get(b"salt", "text 0") is None
