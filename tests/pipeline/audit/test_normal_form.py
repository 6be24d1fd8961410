"""Normal forms: one form for many spellings, with the way back to the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.lexicon.normal_form import NormalText, normal_form

# a text, its normal form
FORMS = [
    ("", " "),
    (" \n\t", " "),
    ("Thandiwe MOKOENA,", " thandiwe mokoena "),
    ("CUS-204881", " cus 204881 "),
    ("cus204881", " cus 204881 "),
    ("Müller, Mu\u0308ller, MÃ¼ller", " muller muller muller "),
    ("straße Łukasz Øst", " strasse lukasz ost "),
    ("Raf\u200bael Or\u00adtiz", " rafael ortiz "),
    ("O'Brien’s", " o brien s "),
    ("ｆｕｌｌ 𝓜𝓪𝔁 Ⓡⓐⓕ 🅰🅱", " full max raf ab "),
    ("田中さん", " 田 中 さ ん "),
    ("Йошкар Пётр Їжак", " йошкар петр їжак "),
    ("हिन्दी", " हिन्दी "),
    ("٠١٢٣", " 0123 "),
    ("\u200b a", " a "),
]


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_text_has_its_normal_form(text: str, form: str) -> None:
    assert normal_form(text) == form


def test_word_that_is_not_utf_8_is_read_as_windows_1252() -> None:
    assert NormalText("Müller".encode("cp1252")).content == b" muller "


@given(st.text())
def test_normal_form_is_its_own_normal_form(text: str) -> None:
    form = normal_form(text)

    assert normal_form(form) == form


@given(
    st.lists(st.sampled_from(["ab", "Ça", "c9d", "\u200b", "田中", "é", "12", "x"]), max_size=8),
    st.sampled_from([" ", ", ", "\n-"]),
)
def test_place_of_a_word_is_where_it_stands(words: list[str], between: str) -> None:
    content = between.join(words).encode()
    normal = NormalText(content)
    starts = [len(between.join([*words[:number], ""]).encode()) for number in range(len(words))]
    places = [normal.place(place + 1) for place, byte in enumerate(normal.content[:-1]) if byte == ord(" ")]

    assert set(places) <= set(starts)
    assert places == sorted(places)
