"""Origins: culture and gender of a person's names, and the names that surrogates of the origin are chosen from."""

from array import array
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

import regex

from pipeline.replace.people import apostrophes
from recognizers.lexicon.cultures import culture_of_script
from recognizers.lexicon.name_order import east_asian_culture
from recognizers.lexicon.name_words import ARTICLES
from recognizers.lexicon.names import without_apostrophes
from recognizers.lexicon.nicknames import formal_names
from recognizers.lexicon.pools import FIRST_GREEK, canonical
from recognizers.lexicon.pools.name_list import NameList
from recognizers.lexicon.pools.name_table import NameTable, indices_of
from recognizers.lexicon.pools.people import (
    culture_of_family,
    family_model,
    further_cultures_of_family,
    gender_model,
    given_model,
    names_of_culture,
    origins_of_given,
)

FEMALE, MALE = GIVEN_KINDS = ("given_female", "given_male")
FAMILY, FAMILY_FEMALE = "family", "family_female"
COMMON_CULTURE = "en"
CACHED_NAMES = 8_192
# Letters of cultures that have names of people, but no other pools; letters that Ukrainian has and Russian has not.
FURTHER_SCRIPTS = regex.compile(
    r".*?(?:(?P<bn>\p{Bengali})|(?P<ta>\p{Tamil})|(?P<ka>\p{Georgian})|(?P<hy>\p{Armenian})|(?P<uk>[іїєґ]))",
    regex.DOTALL,
)
# Weights of the model of names are logarithms times 8.
GIVEN_SHOWS = 64  # how much a given name of a culture speaks for a family name of it
ENGLISH_SHOWS = 32  # how much more an English given name does: other cultures have many of them as well
PARTICLE_SHOWS = 120  # the same of a particle
UNKNOWN_GIVEN_SHOWS = 4  # the letters of an unknown given name speak for a culture by this part of their weight
SURE_OF_CULTURE = 40  # if no culture has as much, the letters of a name do not tell one
GERMAN, DIGRAPH = "de", regex.compile(r"(?<=[^aeiouq\W])([aou])e(?=[^aeiou\W])")
ITALIAN, ITALIAN_ARTICLE = "it", regex.compile(r"(?:lo|li|la|del?|di|d[ae]ll[ao])(?=\p{L}{4})")
# How much cultures whose names look like those of others lose, if the given name is none of theirs.
UNLIKELY = dict.fromkeys("ig ha ak za am sn".split(), 16) | {"af": 64, "ru-latin": 64}
PARTICLES = {
    "nl": frozenset("van der den ter ten 't in't op't aan't".split()),
    "de": frozenset("von vom zu zur".split()),
    "it": frozenset("di della delle degli dalla dalle dello".split()),
    "es": frozenset(("del", "de la", "los", "las")),
    "pt": frozenset("da do dos das".split()),
    "ar-latin": frozenset("al el bin ibn bint abu umm abd".split()),
}
# Particles of one culture, which tell it whatever the name behind them is.
SURE_PARTICLES = {
    **dict.fromkeys("'t in't op't aan't ten ter".split(), "nl"),
    **dict.fromkeys("von vom zu zur".split(), "de"),
    **dict.fromkeys("degli dalla dalle dello".split(), "it"),
    **dict.fromkeys("ibn bint".split(), "ar-latin"),
}
SURE_OF_GENDER = 32
NOT_CHOSEN = 0xFFFF  # the index of a name that is not among those to choose from


class Choice:
    """Names to choose from."""

    __slots__ = ("_indices", "_ranks", "names", "size")

    def __init__(self, names: NameList, indices: NameTable[int], ranks: "array[int] | None" = None) -> None:
        """Take over names.

        Arguments:
            names: the names, in a fixed order.
            indices: canonical name -> its index in `names`, or in `ranks`.
            ranks: for each name of a larger pool its index in `names`, or NOT_CHOSEN; None without such a pool.
        """
        self.names, self.size = names, len(names)
        self._indices, self._ranks = indices, ranks

    def __contains__(self, name: str) -> bool:
        """Return whether a canonical name is among the names."""
        return self.index_of(name) is not None

    def index_of(self, name: str) -> int | None:
        """Return the index of a canonical name; None if it is not among the names."""
        index = self._indices.get(name, None)
        if index is None or self._ranks is None:
            return index
        return rank if (rank := self._ranks[index]) != NOT_CHOSEN else None

    def canonical_names(self) -> Iterator[str]:
        """Yield the names in canonical form."""
        return map(_key, self.names)


class Origin(NamedTuple):
    """Culture and gender of a person's names.

    Arguments:
        given_culture, family_culture: the cultures of the names.
        given_kind: the pool kind of the given name, which implies the gender; empty if unknown.
    """

    given_culture: str
    family_culture: str
    given_kind: str


@lru_cache(CACHED_NAMES)
def origin_of(given: str, family: str, particle: str = "") -> Origin:
    """Return culture and gender of canonical names.

    Arguments:
        given: the given name in full.
        family: the family name, possibly of several words.
        particle: the particles before the family name.
    """
    known = origins_of_given(given) or origins_of_given(given.replace("-", "")) or _origins_of_double(given)
    if not family and (kind := _english_short_form(given, known)):
        known = {COMMON_CULTURE: kind}
    culture = _culture_of(given, family, particle, known)
    if culture in known:
        return Origin(culture, culture, known[culture])
    kinds = set(known.values())
    kind = (kinds.pop() if len(kinds) == 1 else "") or _gender_of_family(culture, family)
    return Origin(next(iter(known), culture), culture, kind)


def _origins_of_double(given: str) -> Mapping[str, str]:
    """Return the origins that both parts of a given name share ("Jean-Luc" is French, and a man's), else those of the first."""
    first, *further = (origins_of_given(part) for part in given.replace("-", " ").split()[:2] or [""])
    shared = {culture: kind for culture, kind in first.items() if further and further[0].get(culture) == kind}
    return shared or first


def _english_short_form(given: str, known: Mapping[str, str]) -> str:
    """Return the gender of a lone short form of an English name, "Nick", as a pool kind; an empty string for any other name."""
    formal = formal_names(given)
    if not formal or not (COMMON_CULTURE in known or culture_of_given(formal[0]) == COMMON_CULTURE):
        return ""
    return known.get(COMMON_CULTURE) or origins_of_given(formal[0]).get(COMMON_CULTURE, "")


def without_digraphs(family: str) -> str:
    """Return a canonical family name with the vowel of each umlaut that an unknown German name has as two letters.

    "Huettenrauch" is then one name with "Hüttenrauch", also in `juergen.huettenrauch@`.
    """
    if "ue" not in family and "oe" not in family and "ae" not in family:  # most names, without a pattern
        return family
    return regex.sub(r"[^\s-]+", lambda word: _without_digraphs(word[0]), family)


def _without_digraphs(word: str) -> str:
    if not DIGRAPH.search(word) or culture_of_family(word):
        return word
    scores = family_model().scores(word)
    return DIGRAPH.sub(r"\1", word) if max(scores, key=scores.__getitem__) == GERMAN else word


def culture_of_given(given: str) -> str:
    """Return the likeliest culture of a canonical given name; an empty string for an unknown one."""
    return next(iter(origins_of_given(given)), "")


def likely_gender(given: str) -> str:
    """Return the gender of an unknown given name by its letters, as a pool kind; an empty string if they do not tell."""
    scores = gender_model().scores(given)
    return max(GIVEN_KINDS, key=scores.__getitem__) if max(scores.values()) >= SURE_OF_GENDER else ""


def _culture_of(given: str, family: str, particle: str, known: Mapping[str, str]) -> str:
    """Return the culture of a family name; without one, of the given name."""
    if (culture := east_asian_culture(family)) in known:  # "Lee" and "Park" are names of other cultures as well
        return culture
    if sure := next((of for word in particle.split() if (of := SURE_PARTICLES.get(word))), ""):
        return sure
    if culture := culture_of_family(family):
        shared = () if culture in known else further_cultures_of_family(family)
        return next((other for other in known if other in shared), culture)
    words = family.replace("-", " ").replace("'", "").split()
    parts = [word for word in words if word not in ARTICLES] or words
    if culture := next((culture for part in parts if (culture := culture_of_family(part))), ""):
        return culture
    if max(given + family, default="") >= FIRST_GREEK:
        further = FURTHER_SCRIPTS.match(given + family)
        return (further and further.lastgroup) or culture_of_script(given + family)
    return _culture_by_letters(given, parts[-1], particle, known) if parts else next(iter(known), COMMON_CULTURE)


def _culture_by_letters(given: str, family: str, particle: str, known: Mapping[str, str]) -> str:
    """Return the culture of an unknown family name: by its letters, its particle and the given name, else the largest one."""
    scores = family_model().scores(family)
    for culture, loss in UNLIKELY.items():
        scores[culture] -= loss
    for culture in scores.keys() & known.keys():
        scores[culture] += GIVEN_SHOWS + UNLIKELY.get(culture, 0)
    scores[COMMON_CULTURE] += ENGLISH_SHOWS if COMMON_CULTURE in known else 0
    for culture, score in given_model().scores(given).items() if len(given) > 1 and not known else ():
        if culture in scores:
            scores[culture] += score // UNKNOWN_GIVEN_SHOWS
    if ITALIAN in known and ITALIAN_ARTICLE.match(family):  # "Lo Verso"
        scores[ITALIAN] += GIVEN_SHOWS
    for culture in _cultures_of_particle(particle) if particle else ():
        scores[culture] += PARTICLE_SHOWS
    culture = max(scores, key=scores.__getitem__)
    return culture if scores[culture] >= SURE_OF_CULTURE else COMMON_CULTURE


def _cultures_of_particle(particle: str) -> list[str]:
    words = {particle, *particle.split()}
    return [culture for culture, particles in PARTICLES.items() if words & particles]


def _gender_of_family(culture: str, family: str) -> str:
    """Return the gender that the form of a family name shows, as a pool kind; an empty string for the same form."""
    if not family or not has_female_forms(culture):
        return ""
    is_male, is_female = (family in families(culture, kind) for kind in (FAMILY, FAMILY_FEMALE))
    return "" if is_male == is_female else FEMALE if is_female else MALE


def family_kind(culture: str, gender: str, family: str = "", particle: str = "") -> str:
    """Return the pool kind of family names like one.

    Arguments:
        culture: the culture.
        gender: the pool kind of the given name.
        family: the canonical name; names with a particle ("van der Meer") are pools of their own.
        particle: the particle that the name is written with, which determines the pool of an unknown name.
    """
    if kind := apostrophes.kind_of(culture, family):
        return kind
    own = FAMILY_FEMALE if gender == FEMALE and has_female_forms(culture) else FAMILY
    parted = _kinds_with_particle(culture)
    if not parted or family in families(culture, own):
        return own
    by_name = next((kind for kind in parted if family in families(culture, kind)), "")
    return by_name or (kind if (kind := f"{FAMILY} {particle}") in parted else own)


@cache
def has_female_forms(culture: str) -> bool:
    """Return whether women's family names have a form of their own in a culture."""
    return FAMILY_FEMALE in names_of_culture(culture)


@cache
def label_of(culture: str, kind: str) -> str:
    """Return the label of a pool of family names. Forms of women and men that belong together have one label."""
    paired = kind == FAMILY_FEMALE and families(culture, kind).size == families(culture, FAMILY).size
    return f"{culture}|{FAMILY if paired else kind}"


@cache
def _kinds_with_particle(culture: str) -> tuple[str, ...]:
    return tuple(kind for kind in names_of_culture(culture) if kind.startswith(f"{FAMILY} "))


@cache
def families(culture: str, kind: str) -> Choice:
    """Return the family names of a culture and pool kind."""
    with_apostrophe = apostrophes.names_of(culture, kind)
    names = NameList("\n".join(with_apostrophe)) if with_apostrophe else names_of_culture(culture)[kind]
    return Choice(names, indices_of(map(_key, names)))


@cache
def givens(culture: str, kind: str, family_culture: str) -> Choice:
    """Return the given names of a culture that are combined with family names of another.

    Given names that both cultures have are listed under the culture of the family name only, so that no full
    name belongs to two pairs of pools.

    Arguments:
        culture: the culture of the given names.
        kind: the pool kind, `given_female` or `given_male`.
        family_culture: the culture of the family names; an empty string for given names used alone.
    """
    names, indices = names_of_culture(culture)[kind], _indices_of_givens(culture, kind)
    origins = _origins_of_givens(culture, kind) if culture != family_culture else ()
    own = [known[0] == culture and family_culture not in known for known in origins]
    if not any(own):
        return Choice(names, indices)
    ranks = (count - 1 if is_own else NOT_CHOSEN for count, is_own in zip(accumulate(own), own, strict=True))
    return Choice(names.selected(own), indices, array("H", ranks))


@cache
def _indices_of_givens(culture: str, kind: str) -> NameTable[int]:
    """Return the indices of the given names of a pool; all choices from it share them."""
    return indices_of(map(_key, names_of_culture(culture)[kind]))


@cache
def _origins_of_givens(culture: str, kind: str) -> tuple[tuple[str, ...], ...]:
    """Return the cultures of each given name of a pool, the likeliest first. Equal ones are one object, to save memory."""
    objects: dict[tuple[str, ...], tuple[str, ...]] = {}
    found = (tuple(origins_of_given(canonical(name))) or (culture,) for name in names_of_culture(culture)[kind])
    return tuple(objects.setdefault(known, known) for known in found)


def _key(name: str) -> str:
    return without_apostrophes(canonical(name))
