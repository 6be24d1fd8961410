"""Family names of the American census that are of other cultures by their letters: of the descendants of immigrants."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

import regex

from recognizers.lexicon.pools import canonical
from training.pools.clean_names import LATIN
from training.pools.composed_names import AFRICAN
from training.pools.name_lists import FAMILY, Names, census_by_frequency, census_shares, from_faker, from_mimesis
from training.pools.name_model import model_of, trained
from training.pools.name_registers import MAX_OTHERS

Pools = dict[str, dict[str, Names]]
# Endings that the names of a culture need, and letters that show an American spelling.
FROM_CENSUS = {
    "de": r"(?!.*(?:ou|ea|wh|gh|(?<!c)sh|oo|ts[il]|barger|master|stick|ph|oa|ay|[^hklnprstz]l?ey|x)|c[^hlor]).{4,}(?<!y)",
    "it": r"(?!.*(?:[jkwxy]|ou|ee|oo)).*[aeio]",
    "nl": r".*(?:sma|stra|inga|ink|huis|veld|dijk|ssen|kamp|hoven|laar|meer|horst|broek)|ver[bdhkmpsw].*|vande.*",
    "sv": r"(?!.*(?:ea|ee|oo|wh|ue)).*(?:strom|quist|gren|lund|blad|stedt|holm|sson|lind)",
    "no": r".*(?:stad|land|rud|seth|vold|dahl|aas|vik|haug|moen|gaard|lien)",
    "da": r"(?!.*(?:hausen|eisen|kosen|oo|th|ck|ue|oe|sch|z)).*(?:sen|gaard|skov|toft)",
    "fi": r".*(?:nen|maki|jarvi|niemi|ranta|koski)",
    "ro": r".*(?:escu|eanu|oiu)",
}
CENSUS_GROUPS = 12_000
MIN_PREFERENCE, MIN_SURE_PREFERENCE = 28, 40  # of the model for a culture over the next best one
SURELY = {"de": MIN_SURE_PREFERENCE, "it": MIN_SURE_PREFERENCE}  # the census has most names of these
UNLIKE_ENGLISH = frozenset("fr pl cs sk hr hu ro it es".split())  # names of these cultures do not read as English ones
MIN_OF_MODEL = 90
MAX_KNOWN_ENGLISH = 36_000  # rarer ones are known by their letters
UMLAUTS = str.maketrans("äöü", "aou")
# Letters around a vowel that have been seen so often, and in such a share with an umlaut.
MIN_SEEN, MIN_UMLAUTS = 2, 0.5


def take_from_census(pools: Pools) -> None:
    """Give names of the American census that are of another culture by their letters to that culture."""
    names = of_families({culture: {kind: tuple(of) for kind, of in pools[culture].items()} for culture in LATIN})
    names = {culture: of for culture, of in names.items() if culture not in AFRICAN}  # these lists are small
    model = model_of(trained(names, CENSUS_GROUPS), names)
    order = {name: rank for rank, name in enumerate(census_by_frequency(), 1)}
    english = pools["en"][FAMILY]
    not_english = {name: score for name, score in english.items() if score > order.get(name, 0)}  # by the lists
    taken = {canonical(name) for of in pools.values() for kind in of if kind.startswith(FAMILY) for name in of[kind]}
    for name, score in chain(not_english.items(), _of_later_census(len(order), taken)):
        scores = model.scores(canonical(name))
        first, second = sorted(scores, key=lambda culture: -scores[culture])[:2]
        lead = scores[first] - scores[second]
        if first == "en" or lead < MIN_PREFERENCE:
            continue
        fits = regex.fullmatch(FROM_CENSUS.get(first, "-"), canonical(name)) is not None
        if fits or (first in UNLIKE_ENGLISH and lead >= MIN_SURE_PREFERENCE):
            english.pop(name, None)
        if fits and lead >= SURELY.get(first, 0) and not (first == "de" and _lost_umlaut(name)):
            pools[first][FAMILY][name] = score
    known = sorted(english, key=lambda name: (english[name], name))[:MAX_KNOWN_ENGLISH]
    pools["en"][FAMILY] = {name: english[name] for name in known}


def of_families(kinds: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    """Return the canonical family names of the cultures with Latin letters that have enough of them for a model."""
    names = {
        culture: [canonical(name) for kind, of in kinds[culture].items() if kind.startswith(FAMILY) for name in of]
        for culture in LATIN
    }
    return {culture: of for culture, of in names.items() if len(of) >= MIN_OF_MODEL}


def _of_later_census(start: int, taken: set[str]) -> Iterator[tuple[str, float]]:
    """Yield the names that only the census of 2010 has, which does not rank them, with their scores."""
    earlier = set(census_by_frequency())
    for name, shares in census_shares().items():
        if name not in earlier and canonical(name) not in taken and max(shares) < MAX_OTHERS:
            yield name, start * 5.0


def _lost_umlaut(name: str) -> bool:
    """Return whether German names mostly have an umlaut between such letters: "Schutzenhofer" is "Schützenhofer"."""
    return any(
        len(seen := _vowels_between().get(around, ())) >= MIN_SEEN and sum(seen) >= MIN_UMLAUTS * len(seen)
        for around in _around_vowels(name.lower())
    )


@cache
def _vowels_between() -> dict[str, list[bool]]:
    """Return the letters around a vowel in German names -> for each name, whether the vowel has an umlaut."""
    found: dict[str, list[bool]] = {}
    for kind, names in chain(from_faker("de"), from_mimesis("de")):
        for name in names if kind == FAMILY else ():
            small = name.lower()
            for place, around in enumerate(_around_vowels(small.translate(UMLAUTS))):
                vowels = [letter for letter in small if letter in "aouäöü"]
                found.setdefault(around, []).append(vowels[place] in "äöü")
    return found


def _around_vowels(name: str) -> list[str]:
    """Return each a, o and u of a name with the letter before and the two after it."""
    framed = f"^{name}$$"
    return [framed[place - 1 : place + 3] for place, letter in enumerate(framed) if letter in "aou"]
