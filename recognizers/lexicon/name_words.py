"""Words of names: titles, particles and other words that are no names, and how the text of a name is divided into words."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import regex

from recognizers.lexicon.cultures import culture_of_family, culture_of_given
from recognizers.lexicon.name_order import ROMANIZED_GIVEN, east_asian_culture
from recognizers.lexicon.nicknames import formal_name
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.pools.people import culture_of_family as culture_in_full_pools
from recognizers.lexicon.pools.people import origins_of_given

TITLES = frozenset(
    """mr mrs ms miss mx dr doc doctor prof professor sir madam dame lord lady rev reverend fr father sister brother sr sra srta don doña dona
    herr frau fraulein hr fru m mme mlle monsieur madame mademoiselle me maitre signor signora signorina sig dott dottssa ing avv shri sri smt
    kumari pak bu bapak ibu dhr mevr mw capt captain col colonel gen general lt sgt maj major cmdr judge justice hon señor señora senor senora senhor senhora seu pan pani
    mag dipl rer nat phil sheikh shaykh hajji haji ustad imam rabbi uncle aunt г-н г-жа гн гжа господин госпожа κ κα κος""".split()
)
# Titles that do not tell a name to detection: inflected forms, ranks, offices, and words of the language.
FURTHER_TITLES = frozenset(
    """meneer mevrouw pana panu panem pania panovi господина господину господином госпожу госпоже госпожой г-на г-ну г-жу г-же
    nurse officer ofc detective det inspector insp sergeant superintendent supt lieutenant ltc ltcol corporal cpl pvt pfc
    admiral adm brigadier commander manager director chairman chairwoman president senator congressman congresswoman governor gov
    ambassador councillor principal attorney dottor dottoressa ingegner avvocato professore
    sayın sn mgr bc phdr judr mudr inz lic arq abog mec hab notar notarin drs herrn dra drª profa prof.ª hc sigra signa dottssa profssa drssa avvti""".split()
)
# Titles of nobility that are names as well, unless a particle follows: "Graf von Hohenau".
NOBLE_TITLES = frozenset(
    "graf gräfin freiherr freifrau baron baronin baronesse fürst fürstin prinz prinzessin ritter conde marqués".split()
)
# Titles that are names as well, unless they are written so before a name: of conversation, German lawyers and tax advisers.
SMALL_TITLES = frozenset(
    "anh chị em ông bà cô chú bác pan pani panie tante oom onkel tía tío tata RA RAin StB StBin WP WPin".split()
)
# Given names of several words, "María del Pilar": what begins them, and the particles with the names behind each.
DEVOUT = frozenset("maria jose juan ana rosa luz".split())
DEVOTIONS = {
    "del": "Pilar Carmen Mar Rosario Rocío Prado Camino Consuelo Sagrario Socorro Valle Coral",
    "de los": "Ángeles Remedios Desamparados Dolores Milagros Llanos",
    "de las": "Mercedes Nieves Candelas Maravillas",
    "de la": "Luz Paz Concepción Esperanza Soledad Cruz Encarnación",
    "de": "Lourdes Fátima Guadalupe Jesús Montserrat Lurdes Deus",
    "da": "Conceição Graça Luz Glória Penha Saúde Assunção Piedade",
    "do": "Carmo Rosário Socorro Céu Amparo Rosario",
    "das": "Dores Graças Neves Mercês",
    "dos": "Anjos Prazeres Remédios Milagres",
}
SUFFIXES = frozenset("jr sr ii iii iv phd md esq dds cpa mba obe rn dvm cfa pe jd msc bsc".split())
GENERATIONS = frozenset("jr sr ii iii iv".split())
# East and South Asian honorifics that follow a name: "Tanaka-san", "Sharma ji".
HONORIFICS = frozenset("san sama kun chan sensei ssi nim ji bhai didi hanim hanım efendi asszony bacsi neni".split())
SMALL_HONORIFICS = frozenset("úr abi abla ağabey".split())  # written so; in capitals they are names
PARTICLES = frozenset(
    """van der den de von zu zur vom da do dos das di del della delle du la le los las bin ibn bint ben al el ul ter ten af av abu umm abd y
    e af mc degli dalla dalle dello 't in't op't aan't""".split()
)
PARTICLES_AND_NAMES = frozenset("al ben del abu umm abd mc".split())
# Particles that precede family names only; "bin" and "abd" precede the name of a father or of God.
OF_FAMILY = PARTICLES - {"bin", "ibn", "bint", "ben", "al", "el", "ul", "abu", "umm", "abd", "y", "e", "mc"}
# First words of family names that are written together as well.
SAINTS, IRISH, ITALIAN = frozenset({"st", "ste"}), frozenset({"ó", "ní", "uí"}), "it"
ARTICLES = frozenset("lo li la de di del della dello dalla".split())
MARIA = frozenset(("M.a", "M.ª", "Mª"))
CHINESE_ARTICLES = frozenset({"lo", "li"})
BEY = "bey"
SPECIAL_WORDS = TITLES | FURTHER_TITLES | SUFFIXES | HONORIFICS | PARTICLES | {BEY}
# The s of a possessive and a Turkish ending ("Demir'in") are not words of the name; "Al-Farsi" and "Tanaka-san" are two words each.
WORD = regex.compile(
    r"""(?(DEFINE)(?P<turkish>(?i:n?[ıiuü]n|y?[ıiuüae]|[dt][ae]n?|y?l[ae]|l[ae]r)\b))
    (?<![\p{L}\p{M}])(?!(?<=[\p{L}\p{M}]['’])[sS]\b | (?<=[\p{L}\p{M}]{3}['’])(?&turkish))
    (?:(?:[Aa]l|[Ee]l)(?=-\p{L}) | г-н(?!\p{L}) | г-жа | (?<!\S)(?:(?i:in|op|aan)\s)?['’]t(?=\s)
    |(?i:(?:sig|dott|prof|dr|avv)\.(?:r?[ae]|na|ri|ssa|ti|ª))(?![\p{L}\p{M}]) | [hH]\.\s?[cC](?=\.) | (?:M\.?ª|M\.a)(?=\s)
    |[\p{L}\p{M}]+(?:[-'’](?!(?:v[ao]n|de[nr]?|te[nr]|['’]t|d[aiu]|l[ae]|zu)\s|[sS]\b|(?<=[\p{L}\p{M}]{3}['’])(?&turkish)|(?:san|sama|kun|chan|sensei|ssi|nim|ji)\b)[\p{L}\p{M}]+)*)\.?""",
    regex.VERBOSE,
)
NATIVE_HONORIFIC = regex.compile(
    r"\s*(?:さん|様|さま|君|くん|ちゃん|先生|氏|殿|部長|課長|社長|係長|主任|教授|医師|선생님|님|씨|(?:과장|부장|대리|사장|팀장|차장|이사|박사|교수|선배)님?"
    r"|女士|小姐|太太|同志|老师|老師|总?经理|總?經理|医生|醫生|总监|總監|[总總]|董事长|主管|工程师)$"
)
LONGEST_WORD = 40
# Initials that are written together before a family name: "LM Pettibone", "J-M Baptiste".
JOINED_INITIALS = regex.compile(r"(\p{Lu})-?(\p{Lu})\.?")


def devout_words(folded: list[str]) -> int:
    """Return the number of words of a given name of several words at the start of a name, "María de los Ángeles"; 1 if none."""
    for particle, names in _devotions() if folded[0] in DEVOUT else ():
        size = 1 + len(particle)
        if folded[1:size] == particle and len(folded) > size and folded[size] in names:
            return size + 1
    return 1


def devotions_like(name: str) -> tuple[str, ...]:
    """Return the names that may replace one within a given name of several words; none for any other name."""
    return next((tuple(DEVOTIONS[" ".join(of)].split()) for of, names in _devotions() if name in names), ())


@cache
def _devotions() -> list[tuple[list[str], frozenset[str]]]:
    """Return the words of each particle, and the canonical names behind it."""
    return [(particle.split(), frozenset(map(canonical, names.split()))) for particle, names in DEVOTIONS.items()]


def is_surname(surface: str, titles: int) -> bool:
    """Return whether words that may be titles are the whole family name before a comma: "Bishop, John"."""
    before, comma, after = surface.partition(",")
    return bool(titles and comma and WORD.search(after)) and titles == len(WORD.findall(before))


def is_noble_title_before(folded: list[str], start: int) -> bool:
    """Return whether a title of nobility is between a given name and the particle of a family name at `start`."""
    is_parted = 1 < start < len(folded) and folded[start] in PARTICLES
    return is_parted and folded[start - 1] in map(canonical, NOBLE_TITLES)


def is_small_title(words: list[str]) -> bool:
    """Return whether a name begins with a title that only its case and the next word tell: "tía Ana", "D. Beatriz"."""
    if len(words) < 2 or not words[1][0].isupper():
        return False
    return words[0] in SMALL_TITLES or (words[0] == "D" and _is_don_before(words[1:]))


def _is_don_before(words: list[str]) -> bool:
    """Return whether "D." before some words is "Don" or "Dona": before "Beatriz", but not before "López"."""
    name = canonical(words[0])
    return bool({"es", "pt"} & origins_of_given(name).keys()) and (len(words) > 1 or not culture_of_family(name))


class Found(NamedTuple):
    """A word of a text.

    Arguments:
        start, end: offsets into the text, half open.
        text: the word, without full stops.
    """

    start: int
    end: int
    text: str


def found_words(text: str) -> list[Found]:
    """Return the words of a name.

    Joined initials before a family name are one word each. A family name of two words that is written together as well is one
    word: "St. Clair", "Ó Briain", "Lo Presti", "De Luca".
    """
    words = list(_each_word(text))
    joined: list[Found] = words[:1]
    for before, word in pairwise(words):
        if joined[-1] is before and are_one_name(before.text, word.text, text[before.end : word.start]):
            joined[-1] = Found(before.start, word.end, before.text + word.text)
        else:
            joined.append(word)
    return joined


def are_one_name(first: str, second: str, between: str = " ") -> bool:
    """Return whether two words are one family name, the first an article or the like: "Lo Presti", but not "Lo Wing Han"."""
    folded = canonical(first)
    is_irish = first.casefold() in IRISH
    if not (is_irish or folded in SAINTS or folded in ARTICLES):
        return False
    rest = canonical(second)
    if not between.isspace() or first[0].isupper() != second[0].isupper() or len(rest) == 1:
        return False
    if is_irish or folded in SAINTS:
        return True
    if folded in CHINESE_ARTICLES and (east_asian_culture(rest) or ROMANIZED_GIVEN.fullmatch(rest)):
        return culture_in_full_pools(rest) == ITALIAN
    return folded in CHINESE_ARTICLES or culture_in_full_pools(folded + rest) == ITALIAN


def _each_word(text: str) -> Iterator[Found]:
    for match in WORD.finditer(text):
        word = match[0].rstrip(".")
        if _is_joined_initials(match[0], text[match.end() : match.end() + LONGEST_WORD]):
            yield Found(match.start(), match.start() + 1, word[0])
            yield Found(match.start() + len(word) - 1, match.end(), word[-1])
        else:
            yield Found(match.start(), match.end(), _plain(word))


def _plain(word: str) -> str:
    """Return a word without full stops and spaces within: "Sig.ra", "h. c."; "M.ª" is María."""
    if word in MARIA:
        return "María"
    return word if word.isalpha() else word.replace(".", "").replace(" ", "").replace("’t", "'t")


def _is_joined_initials(word: str, after: str) -> bool:
    """Return whether a word consists of two initials: capitals before a name that has also small letters."""
    if not JOINED_INITIALS.fullmatch(word) or not any(map(str.islower, after)):
        return False
    folded = canonical(word.rstrip("."))
    is_known = culture_of_family(folded) or culture_of_given(folded) or formal_name(folded) != folded
    return folded not in SPECIAL_WORDS and not (is_known or east_asian_culture(folded))
