"""Registers of names of statistical offices and dictionaries that hold family names of more cultures than one.

Such a register also holds names of immigrants and of neighbours. Those names leave it that a model of the letters of names,
trained on lists of one culture each, takes for another culture.
"""

import csv
import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import chain

import regex

from recognizers.lexicon.name_model import NameModel
from recognizers.lexicon.pools import canonical, pool
from training.pools.composed_names import composed
from training.pools.name_lists import (
    FAKER,
    FAMILY,
    FEMALE,
    MALE,
    Names,
    census_by_frequency,
    census_shares,
    columns_of,
    folder,
    from_faker,
    from_mimesis,
    lines_of,
    npm_folder,
)
from training.pools.name_model import model_of, trained
from training.pools.name_registers import from_registers, hepburn, spanish

REGISTER_SCORE = 150  # added to the rank in a register
DICTIONARY_SCORE = 300  # names of a dictionary, which does not rank them
MODEL_GROUPS = 12_000
SURE_OF_REGISTER = 1_500  # the most frequent names of a register are of its culture
MIN_LEAD = {
    "fi": -30,
    "nl": -15,
    "es": -45,
    "sv": 15,
    "da": -40,
    "in": 30,
}  # of the score of a culture over the best other one
FINNISH = regex.compile(
    r".*(?:nen|l[aä]|nta|ski|m[aä]ki|niemi|maa|j[aä]rvi|aho|rinta|salo|salmi|kangas|koski|virta|ranta)"
)
SWEDISH = regex.compile(
    r".*(?:str[oö]m|[qk]vist|gren|lund|blad|berg|stedt|holm|sson|lind?|b[aä]ck|man|roos|dahl|en|roth|vall|ell|fors|sten|blom|felt)"
)
CROATIAN = regex.compile(r".*(?:ić|[ea]c|[ea]k|ar|aš|ko|ica|ina|[čj]an|ula)")
FINNISH_PATRONYMIC = ("poika", "tytär")
NO_GIVEN = frozenset({"Visa", "Into"})  # words of other languages
ARABIC = ("el ", "ait ", "ben ")
MIN_ASIAN = 0.7  # share of the bearers of a surname who call themselves Asian
MIN_INDIAN_BEARERS = 3_000
NO_INDIAN = regex.compile(  # rather of the Philippines, Laos or Tonga; given names that women have after their own
    r".*(?:g[aiu]n|[^lmnt]ayan|apan|atan|alan|apat|takhan|ng[aiou]?)|.*(?:vong|sack|sith|xay|phom|phan|rath|dara|sav|ouan|tawan|sane).*"
    r"|(?:ph[oe]|seng|luang|vong|kham|inth|sou|lo|tau|fa|ve|tu).*|.{1,3}"
    r"|chh(?!abra|ajed|aya|eda|etri|ibber|ikara|okar|ina).*|beg[ua]m|bibi|devi|jahan|khato*u*n|kumari|rani|kariya|thao|chau|sultana|akhtar"
    r"|akter|nesa|nisha|uddin|gapusan|rafanan|agaran|gawaran|darmawan|wati|khanam|kausar|biswa|salandanan|ratsamy|dasalla|lasam|sath|datu"
    r"|.*(?:banan|lindan|ganan|noy|assak|nasan|elu)|kh(?:ath|au|aw|em|im|or|un)|thant"
)
TURKISH = regex.compile(
    r"[A-ZÇĞİÖŞÜ]\p{Ll}+(?:oğlu|soy|tekin|demir|doğan|yıldız|kılıç|ışık|bulut)|Öz(?!el$|en$|gü|le|an$|ne)\p{Ll}{2,}"
)
NO_TURKISH = regex.compile(r".*[wqx].*|.*(?:İldemir|Tayyiperdoğan|Özbekistan|Özbekçe|Özhaber|Özgazete)")
KANJI = regex.compile(r"[\p{Han}々]{2,3}")
JAPANESE_FAMILY, JAPANESE_NOUN = "名詞,固有名詞,人名,姓,", "名詞,普通名詞,"
FROM_FAKER_JS = {"cs": "cs_CZ", "hr": "hr", "it": "it", "ro": "ro"}
READ_FAKER_JS = "import('file://' + process.argv[1]).then(m => console.log(JSON.stringify(m.allLocales[process.argv[2]].person.last_name)))"


def from_national_registers(culture: str) -> Iterable[tuple[str, Names]]:
    """Return the pool kinds and names of these registers."""
    reader = globals().get(f"_register_{culture.replace('-', '_')}")
    return chain(reader() if reader else (), _from_faker_js(culture))


def _register_fi() -> Iterator[tuple[str, Names]]:
    yield FAMILY, _ranked(_of_culture(_finnish(), "fi"))
    for kind, who in ((FEMALE, "female"), (MALE, "male")):
        frequent = capitalized_words(_zxcvbn("fi", f"{who}Firstnames")[:600])
        yield (
            kind,
            _ranked([name for name in frequent if not name.endswith(FINNISH_PATRONYMIC) and name not in NO_GIVEN]),
        )


def _register_sv() -> Iterator[tuple[str, Names]]:
    yield FAMILY, _ranked([name for name in _of_culture(_finnish(), "sv") if SWEDISH.fullmatch(canonical(name))])


def _register_nl() -> Iterator[tuple[str, Names]]:
    yield FAMILY, _ranked(_of_culture(_belgian(), "nl"))


def _register_es() -> Iterator[tuple[str, Names]]:
    names = _of_culture(capitalized_words(_zxcvbn("es-es", "lastnames")), "es")
    given = {canonical(name) for kind in (FEMALE, MALE) for name in pool("es", kind)}
    yield FAMILY, _ranked([spanish(name) for name in names if name.lower() not in given])


def _register_da() -> Iterator[tuple[str, Names]]:
    rows = list(csv.DictReader(lines_of("dacy", "resources/lookup_tables/names.csv")))
    immigrant = {row["name"] for row in rows if row["ethnicity"] != "danish"}
    danish = [(row["name"], row["gender"]) for row in rows if row["name"] not in immigrant and len(row["name"]) > 1]
    yield FAMILY, _ranked(_of_culture([name for name, gender in danish if gender == "both"], "da"))
    for kind, who in ((FEMALE, "female"), (MALE, "male")):
        yield kind, _ranked([name for name, gender in danish if gender == who])


def _register_in() -> Iterator[tuple[str, Names]]:
    asian = [name for name, (_, share) in census_shares().items() if share >= MIN_ASIAN]
    own = [name for name in asian if not NO_INDIAN.fullmatch(canonical(name)) and _is_indian(canonical(name))]
    yield FAMILY, dict.fromkeys(own, DICTIONARY_SCORE)


def _register_ja() -> Iterator[tuple[str, Names]]:
    yield FAMILY, dict.fromkeys(_japanese_families(), DICTIONARY_SCORE)


def _register_ja_latin() -> Iterator[tuple[str, Names]]:
    to_latin = import_module("jaconv")
    readings = (to_latin.kana2alphabet(to_latin.kata2hira(reading)) for reading in _japanese_families().values())
    yield FAMILY, {hepburn(latin): DICTIONARY_SCORE for latin in readings if latin.isascii() and latin.isalpha()}


def _register_tr() -> Iterator[tuple[str, Names]]:
    rows = (line.split("\t") for line in lines_of("zemberek", "resources/lexicon.csv"))
    names = (row[1] for row in rows if row[4] == "Prop")
    own = [name for name in names if TURKISH.fullmatch(name) and not NO_TURKISH.fullmatch(name)]
    yield FAMILY, dict.fromkeys(own, DICTIONARY_SCORE)


def _from_faker_js(culture: str) -> Iterator[tuple[str, Names]]:
    """Yield the family names of a culture in the JavaScript package, which has more of some than the Python one."""
    locale = FROM_FAKER_JS.get(culture)
    if locale:
        module = npm_folder("@faker-js/faker") / "dist" / "index.js"
        command = ["node", "-e", READ_FAKER_JS, str(module), locale]
        lists = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        names = chain(lists.get("generic") or (), lists.get("male") or ())
        whole = [name for name in names if name[1:] == name[1:].lower()]  # not two names written as one
        whole = [name for name in whole if culture != "hr" or CROATIAN.fullmatch(name)]
        yield FAMILY, dict.fromkeys(whole, DICTIONARY_SCORE)


@cache
def _japanese_families() -> dict[str, str]:
    """Return the family names that two dictionaries know -> their reading in katakana."""
    first = {row[8]: row[6] for row in _entries("unidic_lite", JAPANESE_FAMILY) if KANJI.fullmatch(row[8])}
    nouns = {row[8] for row in _entries("unidic_lite", JAPANESE_NOUN)}
    second = {row[6] for row in _entries("ipadic", JAPANESE_FAMILY)}
    return {name: reading for name, reading in first.items() if name in second and name not in nouns}


def _entries(package: str, start: str) -> Iterator[list[str]]:
    """Yield the fields of the entries of a dictionary of MeCab that start so."""
    data = (folder(package) / "dicdir" / "sys.dic").read_bytes()
    for entry in regex.findall(start.encode() + rb"[^\0]*", data):
        yield entry.decode("utf-8").split(",")


def _finnish() -> list[str]:
    return capitalized_words(_zxcvbn("fi", "lastnames"))


def _belgian() -> list[str]:
    return capitalized_words(_zxcvbn("nl-be", "lastnames"))


def _zxcvbn(language: str, file: str) -> list[str]:
    """Return a list of a language package of zxcvbn-ts, the most frequent name first."""
    text = (npm_folder(f"@zxcvbn-ts/language-{language}") / "src" / f"{file}.json").read_text(encoding="utf-8")
    return list(json.loads(text))


def capitalized_words(names: Iterable[str]) -> list[str]:
    """Return names of small letters with capitals; of a particle only its first word gets one: "Van der Eecken"."""
    return [regex.sub(r"^\p{Ll}|(?<= )\p{Ll}(?=\p{Ll}+$)", lambda letter: letter[0].upper(), name) for name in names]


def _ranked(names: Iterable[str]) -> Names:
    scores: Names = {}
    for rank, name in enumerate(names, REGISTER_SCORE):
        scores.setdefault(name, rank)
    return scores


def _of_culture(names: Iterable[str], culture: str) -> list[str]:
    """Return the names that are of a culture by their letters."""
    return [name for name in names if _lead(canonical(name.split()[-1]), culture) >= MIN_LEAD[culture]]


def _lead(name: str, culture: str) -> int:
    """Return by how much a name is rather of a culture than of the best other one."""
    scores = dict(_model().scores(name))
    own = scores.pop(culture)
    return own - max(scores.values())


def _is_indian(name: str) -> bool:
    return name in _indian_surnames() or _lead(name, "in") >= MIN_LEAD["in"]


@cache
def _indian_surnames() -> frozenset[str]:
    """Return the surnames of many people of rural India."""
    rows = columns_of("outkast", "data/secc/secc_surname_composition.parquet")
    bearers: Counter[str] = Counter()
    for name, count in zip(rows["last_name"], rows["total_support"], strict=True):
        bearers[name] += count
    return frozenset(name for name, count in bearers.items() if count >= MIN_INDIAN_BEARERS and len(name) > 3)


@cache
def _model() -> NameModel:
    names = {culture: sorted(own) for culture, own in _lists_of_one_culture().items()}
    return model_of(trained(names, MODEL_GROUPS), names)


def _lists_of_one_culture() -> Mapping[str, set[str]]:
    """Return culture -> family names of lists that hold names of this culture only."""
    found: dict[str, set[str]] = {}
    for culture in [*FAKER, "ar-latin", "ja-latin", "zh-latin"]:
        own = [(FAMILY, dict.fromkeys(composed(culture).get(FAMILY, ()), 0.0))]
        registers = (
            from_registers(culture)
            if culture != "en"
            else [(FAMILY, dict.fromkeys(census_by_frequency()[:4_000], 0.0))]
        )
        lists = chain(from_faker(culture), from_mimesis(culture), registers, own)
        words = {canonical(name.split()[-1]) for kind, names in lists if kind == FAMILY for name in names if name}
        found[culture] = {word for word in words if regex.fullmatch(r"[a-zßæœøðþ]+", word)}
    registered = [*_zxcvbn("nl-be", "lastnames"), *_zxcvbn("es-es", "lastnames")]
    found["ar-latin"] |= {canonical(name.split()[-1]) for name in registered if name.startswith(ARABIC)}
    found["fi"] |= {canonical(name) for name in _finnish()[:SURE_OF_REGISTER] if FINNISH.fullmatch(canonical(name))}
    found["nl"] |= {canonical(name.split()[-1]) for name in _belgian()[:SURE_OF_REGISTER]}
    found["in"] |= _indian_surnames()
    return {culture: names for culture, names in found.items() if len(names) >= 60}
