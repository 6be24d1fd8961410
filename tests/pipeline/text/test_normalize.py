import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.normalize import in_original, part_scripts
from pipeline.text.spans import Span
from recognizers.lexicon.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("plain ASCII", "plain ASCII"),
        ("Jo\u200bhn\u00ad", "John"),
        ("a\u00a0b\u2009c", "a b c"),
        ("\uff21\uff42\uff10\uff11", "Ab01"),
        ("٣٤", "34"),
        ("cafe\u0301", "café"),
        ("O’Brien — “x”", 'O\'Brien - "x"'),
        ("p\u0430yp\u0430l", "paypal"),
        ("Иван", "Иван"),
        ("ﬁne", "fine"),
        ("👩\u200d🚀 ok", "👩🚀 ok"),
        ("Jo\ud800hn", "Jo\ufffdhn"),  # half of a pair, which JSON can hold
    ],
)
def test_obfuscation_of_a_value_is_folded(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_plain_ascii_costs_no_map() -> None:
    assert fold("John Smith").starts is None


def test_span_offsets_include_folded_characters() -> None:
    text = "«Jo\u200bhn\u200b Smi\u0301th»"
    folded = fold(text)
    start = folded.text.index("John")

    span = in_original(folded, Span(start, start + len("John Smíth"), "PERSON", 1.0, "test"))

    assert text[span.start : span.end] == "Jo\u200bhn\u200b Smi\u0301th"


@given(st.text())
def test_every_folded_character_has_its_original_offset(text: str) -> None:
    folded = fold(text)
    for place in range(len(folded.text)):
        span = in_original(folded, Span(place, place + 1, "X", 1.0, "test"))
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("zora@example.com으로", "zora@example.com 으로"),
        ("메일은ｚora@example.com", "메일은 zora@example.com"),
        ("カード4539です", "カード 4539 です"),
        ("サーバーzora", "サーバー zora"),
        ("לzora@example.com", "ל zora@example.com"),
        ("ที่zora", "ที่ zora"),
        ("电话:555", None),
        ("naïve Иван 7", None),
        ("plain", None),
        ("", None),
    ],
)
def test_other_scripts_are_separated_from_ascii(text: str, parted: str | None) -> None:
    found = part_scripts(fold(text))

    assert (found and found.text) == parted


def test_span_offsets_skip_the_space_between_scripts() -> None:
    text = "카드는4539\u200b입니다"
    parted = part_scripts(fold(text))
    assert parted

    for start, end in ((4, 8), (3, 9)):  # without the spaces and with them
        span = in_original(parted, Span(start, end, "X", 1.0, "test"))
        assert text[span.start : span.end] == "4539"


@given(st.text("a1_ 입니カ電ก\u200b", max_size=12))
def test_separated_texts_lose_no_characters(text: str) -> None:
    folded = fold(text)
    if parted := part_scripts(folded):
        places = [place for place, character in enumerate(parted.text) if character != " "]
        spans = [in_original(parted, Span(place, place + 1, "X", 1.0, "test")) for place in places]

        expected = [
            in_original(folded, Span(p, p + 1, "X", 1.0, "test")) for p, c in enumerate(folded.text) if c != " "
        ]
        assert spans == expected
