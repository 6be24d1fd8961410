"""Texts that the second detection leaves out hide nothing, and have no sign of a value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.plain_texts import may_look_real
from pipeline.detect.readings import readings

FRAGMENTS = (
    *(
        " ",
        "\n",
        ".",
        "-",
        "|",
        " | ",
        "12",
        "5",
        "3 4",
        "1.2.",
        "call",
        "Alphabetically",
        "é",
        "’s ",
        "—",
        "…",
        "\u00a0",
    ),
    *("one", "two ", "seven,", "fünf ", "oh ", "double ", " at ", " dot ", "acme", " com", "(at)", "[.]", "hxxp", "[:"),
    *("%41", "&eacute;", "&amp;", "=C3", "=\n", "U+0041", "u{41}", "O7 ", "7OO ", "l84", "S", "B2", "-\r\n", "x-\n"),
    *("\u200b", "е", "Йо", "𝐓", "🅰", "e\u0301", "٢", "＠", "\U000e0041", "\u202e", "田中"),
    *(
        "am9obi5zbWl0aEBhY21lLmNvbQ==",
        "6a6f686e2e736d697468",
        "4a 6f 68 6e 2e 73 6d 69",
        "NBSWY3DPEB3W64TMMQ======",
        "J4Xk",
    ),
)
# What is written, and whether a value that looks real can be in it.
TEXTS = [
    ("Good morning. What can I do for you? It is $55 at 2:15, gate 11.", False),
    ("Zoë’s café — “open” from 9 to 17…", False),
    ("status", False),
    ("In 2019 and 2021, 12% of 1,314 people said so (well-established, state-of-the-art).", False),
    ("zora@hexmoor.net", True),
    ("call 7946 0018", True),
    ("4111-1111-1111-1111", True),
    ("see http://acme.com", True),
    ("from 93.184.216.34", True),
    ("from 2001:67c:1220::80", True),
    (r"\\fileserver\zora", True),
    ("in /home/zora", True),
    ("zora (at) hexmoor (dot) net", True),
    ("mail zora at hexmoor dot net", True),
    ("it is oh seven seven, four one eight, two oh nine", True),
    ("O7 7OO 9OO l84", True),
    ("%7A%6F%72%61 said", True),
    ("em9yYUBoZXhtb29yLm5ldA==", True),
    ("７９４６００１８", True),
]


@given(st.lists(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join), min_size=1, max_size=4))
def test_text_that_is_left_out_has_no_reading_with_an_edit(texts: list[str]) -> None:
    for text, is_marked in zip(texts, may_look_real(texts), strict=True):
        assert is_marked or all(reading.changed is None for reading in readings(text)), text


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_text_with_a_sign_or_a_disguise_is_not_left_out(text: str, expected: bool) -> None:
    beside = ["a plain one", text, "another one"]

    assert may_look_real(beside) == [False, expected, False]
