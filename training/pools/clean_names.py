"""Clean names: the names of a culture without words, rarities, profanities and names of both genders."""

import gzip
import math
from collections import defaultdict
from collections.abc import Collection
from functools import cache
from importlib import import_module
from pathlib import Path

import regex

import recognizers.lexicon.pools
from recognizers.lexicon.name_order import PATRONYMIC
from recognizers.lexicon.pools import canonical, cultures, pool
from training.pools.composed_names import composed
from training.pools.name_lists import FAMILY, FAMILY_FEMALE, FEMALE, MALE, POOLS_SCORE, Names, folder, given_counts
from training.pools.name_sources import people

# A name of two cultures with the same score belongs to the first of them.
CULTURES = """vi zh-latin ja-latin ko-latin ar-latin tr in es en de fr it pt nl pl da no sv fi cs sk hr hu ro id ke yo ig ha ak za af am sn ru-latin
    ru uk el ar he hi bn ta ka hy th zh ja ko""".split()
LATIN = CULTURES[: CULTURES.index("ru")]
# Cultures whose given names have fewer bearers in the counts than they have in the world.
RARELY_COUNTED = frozenset(
    "vi zh-latin ja-latin ko-latin ar-latin in id ke yo ig ha ak za af am sn pl fi ru-latin".split()
)
MIN_GIVEN_COUNT = 2_000
MIN_COMPOSED_COUNT = 500  # fewer have names that readers find old-fashioned, such as "Ursicinio"
MAX_OTHER_GENDER = 0.3
MIN_MORE_FREQUENT = 2  # a name of both genders is of the one in which it is so much more frequent
TRUSTED_SCORE = 200  # a list of a culture knows the gender of its common names best
MIN_CHARACTERS, MAX_CHARACTERS = 3, 14
SHORTER = {"zh": 1, "ja": 1, "ko": 1, "zh-latin": 2, "ko-latin": 2, "vi": 2, "ja-latin": 2, "th": 2, "hi": 2}
NAME = regex.compile(r"[\p{L}\p{M}]+")
DUTCH = regex.compile(
    r"(?P<particle>[Vv]an|[Dd]e|[Vv]an der|[Vv]an den|[Vv]an de|du|[Tt]en|[Tt]er) (?P<family>\p{Lu}[\p{L}\p{M}]+)"
)
MIN_OF_PARTICLE = 10
PREFIXES = {"en": regex.compile("O"), "it": regex.compile("D[aei]l?(?:l[ao])?|L[ao]"), "de": regex.compile("Von")}
# Forms that the Polish list also holds.
INFLECTED_POLISH = regex.compile(r".*(?:ów|owi|owie|ami|ach|ego|emu|ich|im|skiej|ą|ę|ym|ych)")
NO_WORDS = frozenset({"smith", "hans", "kim", "wang"})  # words of the lists that are names in nearly all texts
SPACY = "ar cs da de el en es fi fr he hi hr hu it ja ko nb nl pl pt ro ru sv th tr uk vi zh".split()
OFFENSIVE = "hitler himmler goebbels goering mengele stalin osama bin laden nazi aryan negro coon gook spick chink dago kike allah".split()

CITIES = """antwerpen barcelona bologna bordeaux braunschweig catania dijon fukuoka gent guadalajara hiroshima kagoshima kobe leipzig linz lubeck
    madrid mainz malaga mannheim marseille medellin mersin milan milano nagoya napoli oberhausen osaka palermo pamplona paris stockholm torino
    toulouse venezia verona yokohama""".split()


def cleaned(culture: str) -> dict[str, Names]:
    """Return the names of a culture without rarities and names of both genders."""
    found = people(culture)
    names = {kind: _clean(found.get(kind, {}), culture, kind) for kind in (FEMALE, MALE, FAMILY)}
    if culture == "pl":  # "Piaseczna" is the form of "Piaseczny"
        own = names[FAMILY]
        names[FAMILY] = {name: score for name, score in own.items() if not (name[-1] == "a" and f"{name[:-1]}y" in own)}
    if culture in ("nl", "af"):
        names |= _particles(found[FAMILY], names[FAMILY], culture)
    if culture == "el":
        names[FAMILY_FEMALE] = _clean(found[FAMILY_FEMALE], culture, FAMILY_FEMALE)
        of_women = {canonical(name) for name in names[FAMILY_FEMALE]}
        names[FAMILY] = {name: score for name, score in names[FAMILY].items() if canonical(name) not in of_women}
    scores = {
        kind: {canonical(name): _sureness(score) for name, score in names[kind].items()} for kind in (FEMALE, MALE)
    }
    for kind, other in ((FEMALE, MALE), (MALE, FEMALE)):
        names[kind] = {
            name: score
            for name, score in names[kind].items()
            if _sureness(score) * MIN_MORE_FREQUENT <= scores[other].get(canonical(name), math.inf)
        }
    return names


def _sureness(score: float) -> float:
    """Return the score of a name for its gender: the pools that detection knows are certain of theirs."""
    return 1 if score == POOLS_SCORE else score


def _clean(names: Names, culture: str, kind: str) -> Names:
    kept: dict[str, tuple[str, float]] = {}
    shortest = SHORTER.get(culture, MIN_CHARACTERS)
    for name, score in sorted(names.items(), reverse=True):  # the spelling with an accent first
        plain = canonical(name) if name else ""
        if (
            not NAME.fullmatch(name)
            or (culture in LATIN and name[0].islower())
            or not shortest <= len(name) <= MAX_CHARACTERS
        ):
            continue
        if kind in (FEMALE, MALE) and culture in LATIN and not _is_given(plain, kind, culture, score):
            continue
        if (kind == FAMILY and _is_of_women(name, culture)) or (culture == "pl" and INFLECTED_POLISH.fullmatch(name)):
            continue
        spelled, best = kept.get(plain, (name, score))
        kept[plain] = spelled, min(best, score)
    return dict(kept.values())


def _is_given(plain: str, kind: str, culture: str, score: float) -> bool:
    """Return whether enough people have a given name, and nearly all of them are of one gender."""
    count, women = given_counts().get(plain, (0, 0.0))
    others = 1 - women if kind == FEMALE else women
    return (
        culture in RARELY_COUNTED
        or (count >= MIN_COMPOSED_COUNT and plain in _composed(culture, kind))
        or (
            (count >= MIN_GIVEN_COUNT or plain in _known_to_detection(culture, kind))
            and (score <= TRUSTED_SCORE or others <= MAX_OTHER_GENDER)
        )
    )


@cache
def _composed(culture: str, kind: str) -> frozenset[str]:
    return frozenset(canonical(name) for name in composed(culture).get(kind, ()))


@cache
def _known_to_detection(culture: str, kind: str) -> frozenset[str]:
    return frozenset(canonical(name) for name in (pool(culture, kind) if culture in cultures() else ()))


def _is_of_women(name: str, culture: str) -> bool:
    """Return whether a family name is the form of women, which is made from that of men."""
    endings = {
        "pl": ("ska", "cka", "dzka", "ova", "eva"),
        "cs": ("ová", "ova", "á"),
        "sk": ("ová", "á"),
        "uk": ("ова", "ева", "єва", "ська", "цька"),
        "ru-latin": ("ova", "eva", "ina", "aya"),
    }
    return name.endswith(endings.get(culture, ("\0",)))


def is_confusing(name: str, kind: str) -> bool:
    """Return whether a name is a word, or a family name that reads like a patronymic or a city."""
    plain = canonical(name)
    is_other = kind.startswith(FAMILY) and (plain in CITIES or PATRONYMIC.fullmatch(plain) is not None)
    return is_other or plain in _words()


def is_joined(name: str, culture: str, plain: Collection[str]) -> bool:
    """Return whether a name of the census is two names, or a name and its prefix: "Obrien", "Destefano", "Mendozalopez".

    Arguments:
        plain: the names of the culture in canonical form.
    """
    prefix = PREFIXES[culture].match(name) if culture in PREFIXES else None
    if prefix:
        return canonical(name[prefix.end() :]) in plain
    joined = canonical(name)
    halves = ((joined[:end], joined[end:]) for end in range(4, len(joined) - 3)) if culture == "es" else ()
    return any(first in plain and second in plain for first, second in halves)


def female_form(name: str, culture: str) -> str:
    """Return the form of a family name that women have; the same for names with one form."""
    rules = {
        "pl": ((r"(sk|ck|dzk)i$", r"\1a"), (r"([nwłt])y$", r"\1a")),
        "cs": (
            (r"ý$", "á"),
            (r"([íůe])$", r"\1"),
            (r"ek$", "ková"),
            (r"ec$", "cová"),
            (r"[ao]$", "ová"),
            (r"$", "ová"),
        ),
        "ru": ((r"(ск|цк)ий$", r"\1ая"), (r"(ый|ой|ий)$", "ая"), (r"([оеё]в|[иы]н)$", r"\1а")),
        "ru-latin": ((r"(sk|tsk)y$", r"\1aya"), (r"([oe]v|[iy]n)$", r"\1a")),
        "uk": ((r"(ськ|цьк)ий$", r"\1а"), (r"(ів|їв|ин|їн|ов|ев|єв)$", r"\1а")),
    }
    rules["sk"] = rules["cs"]
    for pattern, form in rules.get(culture, ()):
        if regex.search(pattern, name):
            return regex.sub(pattern, form, name, count=1)
    return name


def _particles(found: Names, plain: Names, culture: str) -> dict[str, Names]:
    """Return the names that have a particle, by particle; they leave the plain ones."""
    parted: dict[str, Names] = defaultdict(dict)
    seen: set[str] = set()
    for name, score in sorted(found.items(), key=lambda item: (item[1], item[0])):
        match = DUTCH.fullmatch(name)
        own = match["family"] if match else ""
        if (
            match
            and score <= plain.get(own, math.inf)
            and canonical(own) not in seen
            and _clean({own: score}, culture, FAMILY)
        ):
            parted[f"{FAMILY} {match['particle'].lower()}"][own] = score
            seen.add(canonical(own))
    large = {kind: names for kind, names in parted.items() if len(names) >= MIN_OF_PARTICLE}
    taken = {canonical(name) for names in large.values() for name in names}
    return {FAMILY: {name: score for name, score in plain.items() if canonical(name) not in taken}, **large}


@cache
def _words() -> frozenset[str]:
    """Return words, places and profanities that are no surrogates: restoring could confuse them with the text."""
    spoken = {
        *pool("any", "common_word"),
        *pool("any", "country"),
        *pool("en", "city"),
        *_profanities(),
        *OFFENSIVE,
    }
    spoken.update(name for kind in ("region_us", "region_ca", "region_de") for name in pool("any", kind))
    for language in SPACY:
        spoken.update(import_module(f"spacy.lang.{language}.stop_words").STOP_WORDS)
    lexicon = Path(recognizers.lexicon.pools.__file__).parent
    spoken.update(gzip.decompress((lexicon / "everyday_english.txt.gz").read_bytes()).decode().split())
    return frozenset(canonical(word) for word in spoken) - NO_WORDS


def _profanities() -> set[str]:
    return set((folder("better_profanity") / "profanity_wordlist.txt").read_text(encoding="utf-8").split())
