"""The search finds a value in every spelling that still identifies, and nothing in words that only look like it."""

import base64
import hashlib
import quopri
from urllib.parse import quote

import pytest

from pipeline.audit.searcher import Searcher
from pipeline.audit.stored import count_stored
from pipeline.audit.targets import targets_of

PERSON = "Thandiwe Mokoena"
UMLAUT = "Jürgen Müller-Lüdenscheidt"
MAIL = "rafael.ortiz@gmail.com"
PHONE = "+27 82 555 9037"
CARD = "4111 1111 1111 1111"
IBAN = "GB82 WEST 1234 5698 7654 32"
ADDRESS = "14 Juniper Street, Springfield, IL 62704"
CODE = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def quoted(text: str) -> str:
    return quopri.encodestring(text.encode()).decode()


# what is tested, entity, value, text of a copy
SPELLINGS = [
    ("as written", "PERSON", PERSON, f"Hi, this is {PERSON}!"),
    ("capitals", "PERSON", PERSON, "THANDIWE MOKOENA"),
    ("small letters", "PERSON", PERSON, "thanks, thandiwe mokoena"),
    ("full width", "PERSON", PERSON, "Ｔｈａｎｄｉｗｅ Ｍｏｋｏｅｎａ"),
    ("mathematical letters", "PERSON", PERSON, "𝐓𝐡𝐚𝐧𝐝𝐢𝐰𝐞 𝐌𝐨𝐤𝐨𝐞𝐧𝐚"),
    ("circled letters", "PERSON", PERSON, "Ⓣⓗⓐⓝⓓⓘⓦⓔ Ⓜⓞⓚⓞⓔⓝⓐ"),
    ("look-alike letters", "PERSON", PERSON, "Thаndiwe Mоkоеnа"),
    ("invisible characters", "PERSON", PERSON, "Than\u200bdiwe Mo\u00adkoena"),
    ("invisible marks", "PERSON", PERSON, "Than\ufe0fdiwe Moko\U000e0101ena"),
    ("small capitals", "PERSON", PERSON, "ᴛʜᴀɴᴅɪᴡᴇ ᴍᴏᴋᴏᴇɴᴀ"),
    ("Arabic with longer lines", "PERSON", "محمود الشريف", "السيد محـمـود الشـريف"),
    ("no-break space", "PERSON", PERSON, "Thandiwe\u00a0Mokoena"),
    ("two lines", "PERSON", PERSON, "Thandiwe\n   Mokoena"),
    ("hyphenated at the end of a line", "PERSON", PERSON, "ask Thandiwe Mo-\nkoena"),
    ("underscores", "PERSON", PERSON, "thandiwe_mokoena.pdf"),
    ("one word", "PERSON", PERSON, "ThandiweMokoena"),
    ("family name first", "PERSON", PERSON, "MOKOENA, Thandiwe"),
    ("initial and surname", "PERSON", PERSON, "signed, T. Mokoena"),
    ("surname and initial", "PERSON", PERSON, "Mokoena, T."),
    ("user name", "PERSON", PERSON, "login tmokoena ok"),
    ("user name with digits", "PERSON", PERSON, "login tmokoena84 ok"),
    ("middle name left out", "PERSON", "Thandiwe Nomsa Mokoena", "Thandiwe Mokoena"),
    ("middle initial", "PERSON", "Thandiwe Nomsa Mokoena", "Thandiwe N. Mokoena"),
    ("short form", "PERSON", "Robert Achterberg", "Bob Achterberg"),
    ("apostrophe left out", "PERSON", "Aoife O'Shaughnessy", "Aoife OShaughnessy"),
    ("accents left out", "PERSON", UMLAUT, "Jurgen Muller Ludenscheidt"),
    ("umlauts spelled out", "PERSON", UMLAUT, "Juergen Mueller-Luedenscheidt"),
    ("accents composed otherwise", "PERSON", UMLAUT, "Ju\u0308rgen Mu\u0308ller-Lu\u0308denscheidt"),
    ("UTF-8 read as Windows-1252", "PERSON", UMLAUT, UMLAUT.encode().decode("cp1252")),
    ("stroked letters", "PERSON", "Łukasz Øster", "Lukasz Oster"),
    ("Cyrillic in Latin letters", "PERSON", "Дмитрий Щукин", "Dmitry Shchukin"),
    ("Cyrillic, the German way", "PERSON", "Юлия Чайковская", "Julija Tschajkowskaja"),
    ("Latin in Cyrillic letters", "PERSON", "Ivan Petrov", "звонил Иван Петров"),
    ("Greek in Latin letters", "PERSON", "Αθήνα Παπαδοπούλου", "Athina Papadopoulou"),
    ("Chinese in Latin letters", "PERSON", "王小明", "Wang Xiaoming"),
    ("Chinese within a sentence", "PERSON", "王小明", "请联系王小明先生"),
    ("characters apart", "PERSON", PERSON, "it is T h a n d i w e M o k o e n a !"),
    ("written backwards", "PERSON", PERSON, "\u202eaneokoM ewidnahT\u202c"),
    ("hidden in tag characters", "PERSON", PERSON, "ok" + "".join(chr(0xE0000 + ord(one)) for one in PERSON)),
    ("base64", "PERSON", PERSON, f"token {b64(f'name: {PERSON}')} end"),
    ("base64 of base64", "PERSON", PERSON, b64(b64(f"the name is {PERSON}"))),
    ("base64 over lines", "PERSON", PERSON, base64.encodebytes(f"{'dear sir, ' * 9}{PERSON}, yours".encode()).decode()),
    ("base32", "PERSON", PERSON, base64.b32encode(PERSON.encode()).decode()),
    ("hexadecimal", "PERSON", PERSON, f"0x{PERSON.encode().hex()}"),
    ("hexadecimal pairs", "PERSON", PERSON, PERSON.encode().hex(" ")),
    ("percent encoding", "PERSON", UMLAUT, f"?name={quote(UMLAUT)}&x=1"),
    ("percent encoding of letters", "PERSON", PERSON, "%54%68%61ndiwe+%4Dokoena".replace("+", "%20")),
    ("HTML entities", "PERSON", UMLAUT, "J&uuml;rgen M&#252;ller-L&#xfc;denscheidt"),
    ("JSON escapes", "PERSON", UMLAUT, r"J\u00fcrgen M\u00fcller-L\u00fcdenscheidt"),
    ("bytes of a program", "PERSON", UMLAUT, r"J\xc3\xbcrgen M\xc3\xbcller-L\xc3\xbcdenscheidt"),
    ("quoted-printable", "PERSON", UMLAUT, "J=C3=BCrgen M=C3=BCller-L=C3=BCdenscheidt"),
    ("quoted-printable, every letter", "PERSON", PERSON, "".join(f"={one:02X}" for one in PERSON.encode())),
    ("quoted-printable, Latin-1", "PERSON", UMLAUT, "J=FCrgen M=FCller-L=FCdenscheidt"),
    ("quoted-printable, Cyrillic", "PERSON", "Юлия Чайковская", quoted("Юлия Чайковская")),
    ("header of a mail", "PERSON", PERSON, f"From: =?utf-8?B?{b64(PERSON)}?="),
    ("MD5", "PERSON", PERSON, f"id={hashlib.md5(PERSON.encode()).hexdigest()}&x=1"),
    ("SHA-1", "EMAIL_ADDRESS", MAIL, f'"{hashlib.sha1(MAIL.encode()).hexdigest()}"'),
    ("SHA-256, capitals", "PERSON", PERSON, hashlib.sha256(PERSON.encode()).hexdigest().upper()),
    ("SHA-256 of small letters", "PERSON", PERSON, f"sha256:{hashlib.sha256(PERSON.lower().encode()).hexdigest()}"),
    ("base64 of a hash", "PERSON", PERSON, b64(f"user {hashlib.sha256(PERSON.encode()).hexdigest()}")),
    ("mail address", "EMAIL_ADDRESS", MAIL, "write to Rafael.Ortiz@GMAIL.com"),
    ("spoken mail address", "EMAIL_ADDRESS", MAIL, "it is rafael dot ortiz at gmail dot com"),
    ("bracketed mail address", "EMAIL_ADDRESS", MAIL, "rafael.ortiz [at] gmail [dot] com"),
    ("bracketed at sign", "EMAIL_ADDRESS", MAIL, "rafael.ortiz(at)gmail.com"),
    ("mail address backwards", "EMAIL_ADDRESS", MAIL, MAIL[::-1]),
    ("mail address rotated", "EMAIL_ADDRESS", MAIL, "ensnry.begvm@tznvy.pbz"),
    ("phone, other separators", "PHONE_NUMBER", PHONE, "+27-82-555-9037"),
    ("phone, no separators", "PHONE_NUMBER", PHONE, "27825559037"),
    ("phone, national", "PHONE_NUMBER", PHONE, "call 082 555 9037"),
    ("phone, other country prefix", "PHONE_NUMBER", PHONE, "0027 82 555 9037"),
    ("phone, spelled out", "PHONE_NUMBER", PHONE, "two seven eight two, five five five, nine oh three seven"),
    ("phone, Arabic digits", "PHONE_NUMBER", PHONE, "٢٧ ٨٢ ٥٥٥ ٩٠٣٧"),
    ("phone, spelled out with hyphens", "PHONE_NUMBER", PHONE, "oh-eight-two, five-five-five, nine-oh-three-seven"),
    ("phone, Arabic digits, no separators", "PHONE_NUMBER", PHONE, "اتصل ٢٧٨٢٥٥٥٩٠٣٧ غدا"),
    ("phone, small digits", "PHONE_NUMBER", PHONE, "⁰⁸²⁵⁵⁵⁹⁰³⁷"),
    ("phone, full-width digits in groups", "PHONE_NUMBER", PHONE, "０８２－５５５９０３７"),
    ("phone, invisible characters", "PHONE_NUMBER", PHONE, "2782\u200b\u2060555\u200b\u20609037"),
    ("card, no separators", "CREDIT_CARD", CARD, "card=4111111111111111;"),
    ("card, other groups", "CREDIT_CARD", CARD, "411111-1111-111111"),
    ("IBAN, no separators", "IBAN_CODE", IBAN, "gb82west12345698765432"),
    ("id, no separators", "CUSTOMER_ID", "CUS-204881", "cus204881"),
    ("id, its digits", "CUSTOMER_ID", "CUS-204881", "number 204881"),
    ("date, other order", "DATE_OF_BIRTH", "1979-11-02", "born 02.11.1979"),
    ("date, in words", "DATE_OF_BIRTH", "1979-11-02", "born on 2 November 1979"),
    ("date, American", "DATE_OF_BIRTH", "12 June 1984", "dob 06/12/1984"),
    ("date, with ordinal", "DATE_OF_BIRTH", "1979-11-02", "born on November 2nd, 1979"),
    ("date, with ordinal and of", "DATE_OF_BIRTH", "1979-11-03", "the 3rd of Nov. 1979"),
    ("date, in Spanish", "DATE_OF_BIRTH", "1979-11-02", "el 2 de noviembre de 1979"),
    ("date, in German", "DATE_OF_BIRTH", "12 June 1984", "am 12. Juni 1984"),
    ("date, in Japanese", "DATE_OF_BIRTH", "1979-11-02", "1979年11月2日"),
    ("date, of a value with an article", "DATE_OF_BIRTH", "el 14/08/1987", "born 1987-08-14"),
    ("date, month first or day first", "DATE_OF_BIRTH", "06/12/1984", "6 December 1984"),
    ("address, abbreviated", "ADDRESS", ADDRESS, "14 Juniper St., Springfield, IL 62704"),
    ("address over lines", "ADDRESS", ADDRESS, "14 Juniper Street\nSpringfield\nIL 62704"),
    ("company, joined", "ORGANIZATION", "Hexmoor Logistics", "HexmoorLogistics"),
    ("company, without its legal form", "ORGANIZATION", "Bursztyn Logistyka sp. z o.o.", "praca w Bursztyn Logistyka."),
    ("secret", "API_KEY", CODE, f"token={CODE};"),
]
# entity, value, text that does not have it
LOOK_ALIKES = [
    ("PERSON", "Ann Annual", "an annual report"),
    ("PERSON", PERSON, "Thandiwes Mokoenarium"),
    ("CUSTOMER_ID", "CUS-204881", "CUS-2048812"),
    ("CREDIT_CARD", CARD, "41111111111111112"),
    ("CREDIT_CARD", CARD, "4111 1111 11\n11 1111"),
    ("PHONE_NUMBER", PHONE, "127825559037"),
    ("EMAIL_ADDRESS", MAIL, "ortiz and gmail.com"),
    ("PERSON", PERSON, f"{hashlib.sha256(PERSON.encode()).hexdigest()}0"),
    ("PERSON", PERSON, hashlib.sha512(PERSON.encode()).hexdigest()),
    ("DATE_OF_BIRTH", "el 14/08/1987", "el 14 de septiembre de 1987"),
    ("ORGANIZATION", "Bursztyn Logistyka sp. z o.o.", "Southnell Logistyka sp. z o.o."),
    ("PHONE_NUMBER", PHONE, "١٢٧٨٢٥٥٥٩٠٣٧"),
]


def found(entity: str, value: str, content: bytes) -> set[int]:
    """Return the values that are found as wholes."""
    targets = targets_of({(entity, value)})
    counts = Searcher(list(targets.words), list(targets.numbers)).count(content)
    patterns = targets.patterns
    return {patterns[index].value for index in counts if targets.values[patterns[index].value].is_whole}


@pytest.mark.parametrize(("entity", "value", "text"), [row[1:] for row in SPELLINGS], ids=[row[0] for row in SPELLINGS])
def test_value_is_found_in_its_spelling(entity: str, value: str, text: str) -> None:
    assert found(entity, value, text.encode()) == {0}


@pytest.mark.parametrize(("entity", "value", "text"), LOOK_ALIKES)
def test_value_is_not_found_in_what_only_looks_like_it(entity: str, value: str, text: str) -> None:
    assert found(entity, value, text.encode()) == set()


def test_forty_spellings_and_more_are_tested() -> None:
    assert len({row[0] for row in SPELLINGS}) >= 40


@pytest.mark.parametrize(
    ("encoding", "around"),
    [
        ("utf-8", b"\x01\x02"),
        ("utf-16-le", b"\x01\x02"),
        ("utf-16-be", b"\1\2"),
        ("utf-16", b""),
        ("utf-32-le", b"\1\2"),
        ("utf-32-be", b"\1\2"),
        ("cp1252", b""),
    ],
)
def test_value_is_found_in_stored_bytes(encoding: str, around: bytes) -> None:
    content = around + f"a note about {UMLAUT}, born in Essen".encode(encoding) + around
    targets = targets_of({("PERSON", UMLAUT)})

    counts = count_stored(Searcher(list(targets.words), list(targets.numbers)), content)

    assert 0 in {targets.patterns[index].value for index in counts}
