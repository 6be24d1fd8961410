"""Readings: disguised values are found at the offsets of the original text, and ordinary texts have one reading."""

import base64
from collections.abc import Callable
from string import ascii_letters

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline import Key, Policy, Sanitizer
from pipeline.detect.readings import DECODERS, RESPELLINGS, UNFOLDED, readings
from pipeline.detect.readings.edits import AFTER, BEFORE, edited, places_of
from pipeline.text.spans import Span
from recognizers.lexicon.disguises.edits import Edit, applied, disjoint
from recognizers.lexicon.folding import Folded

DIGITS = "zero one two three four five six seven eight nine".split()
WORDS = st.lists(st.sampled_from(("the", "parcel", "was", "left", "near", "our", "gate", "again")), max_size=12)
LOCAL = st.from_regex(r"[a-z]{3,8}\.[a-z]{3,8}", fullmatch=True)
DOMAIN = st.from_regex(r"[a-z]{4,9}-[a-z]{4,9}\.(?:com|org|de)", fullmatch=True)


def in_words(address: str) -> str:
    return address.replace(".", " dot ").replace("-", " dash ").replace("@", " at ")


def in_brackets(address: str) -> str:
    return address.replace(".", "[.]").replace("@", " (at) ")


def reversed_by_control(address: str) -> str:
    return f"\u202e{address[::-1]}\u202c"


def as_tags(address: str) -> str:
    return "".join(chr(0xE0000 + ord(character)) for character in address)


ADDRESS_DISGUISES: dict[str, Callable[[str], str]] = {
    "words": in_words,
    "brackets": in_brackets,
    "apart": " ".join,
    "percent": lambda address: "".join(f"%{ord(character):02X}" for character in address),
    "percent sign": lambda address: address.replace("@", "%40"),
    "character references": lambda address: address.replace("@", "&#64;").replace(".", "&period;"),
    "nested references": lambda address: address.replace("@", "&amp;#64;"),
    "escapes": lambda address: address.replace("@", r"\x40"),
    "code points": lambda address: address.replace("@", r"\u{40}"),
    "base64": lambda address: base64.b64encode(address.encode()).decode(),
    "base64url": lambda address: base64.urlsafe_b64encode(address.encode()).decode().rstrip("="),
    "base64 twice": lambda address: base64.b64encode(base64.b64encode(address.encode())).decode(),
    "base32": lambda address: base64.b32encode(address.encode()).decode(),
    "hexadecimal": lambda address: address.encode().hex(),
    "hexadecimal apart": lambda address: address.encode().hex(" "),
    "reversed": reversed_by_control,
    "tags": as_tags,
    "struck through": lambda address: "".join(f"{one}\u0336" if one.isalpha() else one for one in address),
    "wrapped": lambda address: address.replace("@", "\n@"),
}


def found_by_readings(text: str, value: str) -> set[tuple[int, int]]:
    """Return the offsets at which the readings contain a value."""
    places = set()
    for reading in readings(text):
        start = reading.folded.text.find(value)
        if start >= 0:
            places.add(reading.folded.original(start, start + len(value)))
    return places


@pytest.mark.parametrize("disguise", ADDRESS_DISGUISES)
@settings(max_examples=15)
@given(before=WORDS, after=WORDS, local=LOCAL, domain=DOMAIN)
def test_a_disguised_address_is_read_at_the_offsets_of_the_disguise(
    disguise: str, before: list[str], after: list[str], local: str, domain: str
) -> None:
    address = f"{local}@{domain}"
    disguised = ADDRESS_DISGUISES[disguise](address)
    head = " ".join((*before, "mail: "))
    text = head + disguised + " ".join(("", "(thanks)", *after))
    assert (len(head), len(head) + len(disguised)) in found_by_readings(text, address)


@settings(max_examples=40)
@given(WORDS, st.text("0123456789", min_size=7, max_size=16))
def test_digits_that_are_read_out_are_read_as_digits(before: list[str], digits: str) -> None:
    spoken = " ".join(DIGITS[int(digit)] for digit in digits)
    head = " ".join((*before, "number is "))
    assert (len(head), len(head) + len(spoken)) in found_by_readings(f"{head}{spoken}. Thanks", digits)


SPOKEN = {
    "my cell is five one oh five five five oh one four eight again": "5105550148",
    "oh eight oh three, five five one, double seven, two four": "0803-551-77-24",
    "ssh to ten dot forty one dot zero dot two okay": "10.41.0.2",
    "badge Q dash six zero nine nine nine": "Q-60999",
    "Tango Romeo, five one nine, one three three": "TR-519-133",
    "le zéro six, vingt-cinq, quatre-vingts, zéro un, soixante-dix-sept": "06-25-80-01-77",
    "pod numer pięćset trzy, dziewięćset, dwadzieścia sześć": "503-900-26",
    "é novecentos e cinco, meia um meia, quatro cinco sete": "905-616-457",
    "diez setenta y siete, cuatrocientos veintitrés, ochocientos cincuenta y seis": "1077-423-856",
    "null eins sieben fünf, zwoundachtzig, null null": "0175-82-00",
    "sıfır beş üç üç, iki yüz on, kırk dört": "0533-210-44",
    "ring til tjueen, null ni, femti, femti": "21-09-50-50",
    "call 06, twenty-four, ninety-six, eighty-seven": "06-24-96-87",
}


@pytest.mark.parametrize("text", SPOKEN)
def test_numbers_are_read_out_in_many_languages(text: str) -> None:
    assert any(SPOKEN[text] in reading.folded.text for reading in readings(text))


ADDRESSES = {
    "schreiben Sie an huber minus bau at gmx punkt de": "huber-bau@gmx.de",
    "es ramiro punto lopez arroba correo punto mx": "ramiro.lopez@correo.mx",
    "pod adresem biuro małpa prosta kropka pe el bez spacji": "biuro@prosta.pl",
    "anna punto rossi chiocciola posta punto it": "anna.rossi@posta.it",
    "marie point roux arobase courrier point fr": "marie.roux@courrier.fr",
    "mail t x o m i n @ kresal-surf . com": "txomin@kresal-surf.com",
    "write to HANK AT ACME DOT CO DOT UK": "hank@acme.co.uk",
    "moc.emca@knah": "hank@acme.com",
    "unax@npzr.pbz": "hank@acme.com",
    "hxxps://intra[.]acme[.]com/x": "https://intra.acme.com/x",
    "hank.du-\nrfee@acme.com": "hank.durfee@acme.com",
    "h=\nank=40acme.com": "hank@acme.com",
    "=?utf-8?q?hank=40acme=2Ecom?=": "hank@acme.com",
    "=D0=90=D0=BD=D0=BD=D0=B0": "Анна",
    "=E7=8E=8B=E5=B0=8F=E6=98=8E": "王小明",
    "Card 411l l1ll O111 ll11": "4111 1111 0111 1111",
    "at l2 0ak 5t, Te1: O7 7OO 9OO l84": "12 Oak St, Tel: 07 700 900 184",
    "4.1.7.5.5.5.0.1.2.3": "4175550123",
    "417_555_0123": "417-555-0123",
    "4\ufe0f\u20e31\ufe0f\u20e37\ufe0f\u20e3": "417",
    "\U0001f177\U0001f170\U0001f17d\U0001f17a": "HANK",
    "\u0430\u0441\u0440@mail.com": "acp@mail.com",
}


@pytest.mark.parametrize("text", ADDRESSES)
def test_disguised_signs_and_characters_are_read_as_what_they_stand_for(text: str) -> None:
    shown = [reading.folded.text for reading in readings(text)]
    assert any(ADDRESSES[text].lower() in one.lower() for one in shown), shown


ORDINARY = (
    "The dot com bubble, at that point in time, ended one or two of the three firms.",
    "Meet me at noon. Look at acme dot com for more.",
    "for i in range(10):\n    total += values[i] * 0.25\n",
    "Call +1 (212) 555-0123 or write to hank@acme.com, ext. 12, by 2024-05-01.",
    "commit d41d8cd98f00b204e9800998ecf8427e of Internationalization AKIAIOSFODNN7EXAMPLE",
    "100% of A&B; x = y == z, a[0](1) {} <b>bold</b> &amp; &nbsp; \u00e9t\u00e9",
    "1 2 3 4 5 6 7 8 9 10\n0 1 1 0 1 0 0 1\n",
    "Version 1.2.3, 10.0.0.1, 1_000_000_000, 3rd of May, 42nd, 5k, h2o",
)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_text_has_one_reading(text: str) -> None:
    assert len(list(readings(text))) == 1


@given(st.text(ascii_letters + " ,.\n", max_size=300))
def test_decoders_leave_plain_words_alone(text: str) -> None:
    words = " ".join(word[:10] for word in text.split())
    assert not [edit for edits_of in DECODERS for edit in edits_of(words)]


@given(st.text(max_size=200))
@example("0\xad\u061d")
def test_readings_of_any_text_map_to_its_offsets(text: str) -> None:
    for reading in readings(text):
        for place in range(len(reading.folded.text)):
            start, end = reading.folded.original(place, place + 1)
            assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize(
    "unit", ["%41", "&#65;", "\\x41", "one two three ", "x dot y at z dot com ", "(at)", "1l-", "\u202ea", "@"]
)
def test_edits_and_searched_characters_grow_in_proportion_to_the_text(unit: str) -> None:
    def cost(repeats: int) -> int:
        text = unit * repeats
        edits = sum(1 for edits_of in (*DECODERS, *RESPELLINGS, *UNFOLDED) for _ in edits_of(text))
        return edits + sum(len(reading.folded.text) for reading in readings(text))

    assert cost(2_000) <= 2.2 * cost(1_000) + 4 * (BEFORE + AFTER)


def test_only_the_surroundings_of_an_edit_are_searched_again() -> None:
    text = "word " * 20_000 + "hank%40acme.com " + "word " * 20_000
    _, decoded = readings(text)
    assert len(decoded.folded.text) < 2 * (BEFORE + AFTER)


def test_a_finding_counts_only_if_it_touches_an_edit() -> None:
    whole = Folded("bob, h%40x, amy")
    edits = [Edit(6, 9, "@"), Edit(11, 11, "!")]
    places = places_of(whole, edits)
    assert edited(whole, edits).text == applied(whole.text, edits)
    touched = [
        places.touch(Span(start, end, "X", 1, "x")) for start, end in ((0, 3), (5, 10), (8, 9), (9, 10), (11, 13))
    ]
    assert touched == [False, True, True, False, True]


def test_of_overlapping_edits_the_first_and_longest_remains() -> None:
    assert disjoint([Edit(3, 5, "b"), Edit(0, 2, "a"), Edit(0, 4, "c"), Edit(4, 6, "d")]) == [
        Edit(0, 4, "c"),
        Edit(4, 6, "d"),
    ]


@pytest.mark.parametrize(
    "disguise", [name for name in ADDRESS_DISGUISES if name not in ("words", "tags", "struck through")]
)
def test_a_disguised_address_is_replaced_by_the_surrogate_of_the_address(disguise: str) -> None:
    policy = Policy.load("restricted")
    without_model = policy.model_copy(update={"detection": policy.detection.model_copy(update={"ner": "off"})})
    sanitizer = Sanitizer(without_model, Key(bytes(32)))
    plain = sanitizer.sanitize_text("mail hank.durfee@acme-lines.com now").text.split()[1]
    text = f"mail {ADDRESS_DISGUISES[disguise]('hank.durfee@acme-lines.com')} now"
    sanitized = sanitizer.sanitize_text(text)
    assert sanitized.restore() == text
    assert any(plain in reading.folded.text for reading in readings(sanitized.text))
