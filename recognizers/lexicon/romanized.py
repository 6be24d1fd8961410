"""Romanization: the usual spellings in Latin letters of words in other scripts.

Cyrillic has several systems: BGN/PCGN, that of passports (ICAO Doc 9303), the scholarly one without its accents, and the
German one. Greek has ELOT 743 with its digraphs. Other scripts follow anyascii.
"""

import unicodedata
from collections.abc import Iterator

import regex
from anyascii import anyascii

NOT_LATIN = regex.compile(r"[^\p{Latin}\p{Common}\p{Inherited}]+")
CYRILLIC, GREEK = regex.compile(r"\p{Cyrillic}"), regex.compile(r"\p{Greek}")
# letter: BGN/PCGN, passports, scholarly, German; one spelling stands for all four.
LETTERS = """
а:a б:b в:v,v,v,w г:g д:d е:e ё:yo,e,jo,jo ж:zh,zh,z,sch з:z,z,z,s и:i й:y,i,j,j к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f
х:kh,kh,ch,ch ц:ts,ts,c,z ч:ch,ch,c,tsch ш:sh,sh,s,sch щ:shch,shch,sc,schtsch ъ:,ie,, ы:y ь: э:e ю:yu,iu,ju,ju я:ya,ia,ja,ja
і:i ї:yi,i,ji,ji є:ye,ie,je,je ґ:g ў:w,u,u,u ј:j љ:lj њ:nj ћ:c ђ:dj џ:dz
""".split()
SYSTEMS = 4
TABLES = [
    str.maketrans({letter: (of.split(",") * SYSTEMS)[system] for letter, of in (row.split(":") for row in LETTERS)})
    for system in range(SYSTEMS)
]
DIGRAPHS = {"ου": "ou", "αυ": "av", "ευ": "ev", "γγ": "ng", "γκ": "gk", "γχ": "nch", "μπ": "mp", "ντ": "nt"}
DIGRAPH = regex.compile("|".join(DIGRAPHS))
ACCENT = regex.compile(r"\p{M}")
ENDING = regex.compile(r"(?<=\w\w)i[yij]\b")  # Dmitriy, Dmitrii, Dmitrij: also Dmitry and Dmitri
ELOT = str.maketrans("αβγδεζηικλμνοπρσςτυφω", "avgdeziiklmnoprsstyfo", "") | str.maketrans(
    {"θ": "th", "ξ": "x", "χ": "ch", "ψ": "ps"}
)


def romanized(text: str) -> str:
    """Return a text with the words of other scripts in Latin letters, by the first of the systems."""
    return NOT_LATIN.sub(lambda found: anyascii(found[0]), text)


def romanizations(text: str) -> tuple[str, ...]:
    """Return the spellings in Latin letters of a text in another script; none if it is in Latin letters.

    Arguments:
        text: the text.
    """
    if not NOT_LATIN.search(text):
        return ()
    small = unicodedata.normalize("NFC", text.casefold())
    found = [form for form in _each(small) if form.strip()]
    return tuple(dict.fromkeys([*found, *(ENDING.sub(end, form) for form in found for end in ("y", "i"))]))


def _each(text: str) -> Iterator[str]:
    yield romanized(text)
    if CYRILLIC.search(text):
        yield from (text.translate(table) for table in TABLES)
    if GREEK.search(text):
        bare = ACCENT.sub("", unicodedata.normalize("NFD", text))
        yield DIGRAPH.sub(lambda found: DIGRAPHS[found[0]], bare).translate(ELOT)
