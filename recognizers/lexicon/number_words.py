"""Number words of several languages, and the words for letters and signs in a number that is read out."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

# fmt: off
# language -> the words of 0 to 9, of 10 to 19, of 20 to 90 (forms apart by "/"), and how a ten and a unit are joined.
LANGUAGES = {
    "en": ("zero/oh/nought one two/too three/tree four/fower five/fife six seven eight/ate nine/niner",
           "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
           "twenty thirty forty/fourty fifty sixty seventy eighty ninety", "{ten} {unit}"),
    "de": ("null eins/ein zwei/zwo drei vier fünf/fuenf sechs sieben acht neun",
           "zehn elf zwölf/zwoelf dreizehn vierzehn fünfzehn/fuenfzehn sechzehn siebzehn achtzehn neunzehn",
           "zwanzig dreißig/dreissig vierzig fünfzig/fuenfzig sechzig siebzig achtzig neunzig", "{unit}und{ten}"),
    "nl": ("nul een/één twee drie vier vijf zes zeven acht negen",
           "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
           "twintig dertig veertig vijftig zestig zeventig tachtig negentig", "{unit}en{ten}/{unit}ën{ten}"),
    "fr": ("zéro/zero un deux trois quatre cinq six sept huit neuf",
           "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
           "vingt trente quarante cinquante soixante septante quatre-vingts/quatre-vingt/huitante nonante",
           "{ten} {unit}/{ten} et {unit}"),
    "es": ("cero uno/un dos tres cuatro cinco seis siete ocho nueve",
           "diez once doce trece catorce quince dieciséis/dieciseis diecisiete dieciocho diecinueve",
           "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", "{ten} y {unit}/{ten} {unit}"),
    "it": ("zero uno due tre quattro cinque sei sette otto nove",
           "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
           "venti trenta quaranta cinquanta sessanta settanta ottanta novanta", "{ten}{unit}/{cut}{unit}"),
    "pt": ("zero um/uma dois/duas três/tres quatro cinco seis/meia sete oito nove",
           "dez onze doze treze catorze/quatorze quinze dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove",
           "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", "{ten} e {unit}"),
    "pl": ("zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
           "dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście",
           "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt",
           "{ten} {unit}"),
    "no": ("null en/ett to tre fire fem seks sju/syv åtte ni",
           "ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
           "tjue tretti førti femti seksti sytti åtti nitti", "{ten}{unit}"),
    "da": ("nul en/et to tre fire fem seks syv otte ni",
           "ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
           "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems", "{unit}og{ten}"),
    "sv": ("noll/nolla en/ett två tre fyra fem sex sju åtta nio",
           "tio elva tolv tretton fjorton femton sexton sjutton arton nitton",
           "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio", "{ten}{unit}"),
    "fi": ("nolla yksi/yks kaksi/kaks kolme/kolm neljä viisi/viis kuusi/kuus seitsemän/seittemän kahdeksan/kaheksan yhdeksän/yheksän",
           "kymmenen yksitoista kaksitoista kolmetoista neljätoista viisitoista/viistoista kuusitoista seitsemäntoista kahdeksantoista yhdeksäntoista",
           "kaksikymmentä kolmekymmentä neljäkymmentä viisikymmentä kuusikymmentä seitsemänkymmentä kahdeksankymmentä yhdeksänkymmentä",
           "{ten}{unit}"),
    "tr": ("sıfır bir iki üç dört beş altı yedi sekiz dokuz",
           "on on_bir on_iki on_üç on_dört on_beş on_altı on_yedi on_sekiz on_dokuz",
           "yirmi otuz kırk elli altmış yetmiş seksen doksan", "{ten} {unit}"),
}
# 100, 200 to 900: only where numbers are read out in threes.
HUNDREDS = {
    "es": "cien/ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
    "pt": "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos",
    "pl": "sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset",
    "tr": "yüz iki_yüz üç_yüz dört_yüz beş_yüz altı_yüz yedi_yüz sekiz_yüz dokuz_yüz",
}
# Hundreds and larger numbers within one word or behind others.
LARGE = {
    "de": "hundert tausend million millionen mrd und eine",
    "nl": "honderd duizend miljoen en ën",
    "fr": "cent cents mille million millions milliard",
    "es": "mil millón millon millones cientos quinientas doscientas trescientas cuatrocientas ochocientas",
    "it": "cento mille mila milione milioni vent trent quarant cinquant sessant settant ottant novant un",
    "pt": "cem mil milhão milhões duzentas trezentas quatrocentas quinhentas",
    "pl": "tysiąc tysiące tysięcy milion miliony milionów dwie jedna",
    "no": "hundre tusen million millioner",
    "da": "hundrede hundred tusind tusinde million millioner og",
    "sv": "hundra tusen miljon miljoner",
    "fi": "sata sataa tuhat tuhatta",
    "tr": "yüz bin milyon",
}
TWENTIES = "veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
REPEATED = {"double": 2, "triple": 3, "treble": 3, "doppel": 2, "doppelt": 2, "doble": 2, "dubbel": 2, "doppia": 2}
SPOKEN_SIGNS = {
    "-": "dash hyphen minus strich bindestrich trattino guion guión traço tiret streepje streepke skråstrek viiva myślnik kreska",
    "/": "slash stroke schrägstrich barra ukośnik łamane",
    ".": "dot punkt punto ponto kropka",
}
ALPHABET = ("alpha/alfa bravo charlie delta echo foxtrot golf hotel india juliet/juliett kilo lima mike november oscar papa "
            "quebec romeo sierra tango uniform victor whiskey/whisky xray/x-ray yankee zulu")
# Names of letters that are no other words: Italian, Spanish, Portuguese, Polish, German, English.
LETTER_NAMES = {
    "B": "bê", "C": "cê", "F": "effe", "G": "gê", "H": "acca hache agá", "J": "jota jot", "K": "ka", "L": "elle", "M": "emme", "N": "enne", "Ñ": "eñe", "P": "pê", "Q": "quê ku", "R": "erre",
    "T": "tê", "V": "uve", "W": "dáblio", "X": "ics equis xis iks", "Y": "ipsilon ypsilon ygrek", "Z": "zeta zê zet zed",
}
# fmt: on


COMMON = frozenset(
    "a e en et ett to ti ni tree too ate on un une um uma una ein een sex fire elf once firs meia once due sei".split()
)

MIN_NUMBER_WORDS = 3  # in a number that is read out


class Words(NamedTuple):
    """The number words of one language.

    Arguments:
        below_hundred: the digits of each number from 0 to 99.
        hundreds: the first digit of each multiple of one hundred.
    """

    below_hundred: dict[str, str]
    hundreds: dict[str, str]


@cache
def languages() -> dict[str, Words]:
    """Return the number words of each language, in lower case; words apart by one space."""
    found = {}
    for name, (units, teens, tens, joined) in LANGUAGES.items():
        simple = [[form.replace("_", " ") for form in one.split("/")] for one in f"{units} {teens}".split()]
        words = {form: str(number) for number, forms in enumerate(simple) for form in forms}
        for ten, ten_forms in enumerate((one.split("/") for one in tens.split()), 2):
            words |= dict.fromkeys(ten_forms, f"{ten}0")
            for unit, unit_forms in enumerate(simple[1:], 1):
                if unit < 10 or (name == "fr" and ten in (6, 8)):  # soixante-dix, quatre-vingt-dix
                    words |= dict.fromkeys(_compounds(joined, ten_forms, unit_forms), str(ten * 10 + unit))
        found[name] = Words(words, _hundreds(HUNDREDS.get(name, "")))
    found["es"].below_hundred.update({word: f"2{unit}" for unit, word in enumerate(TWENTIES.split(), 1)})
    found["fr"].below_hundred.update({"soixante et onze": "71", "quatre-vingts": "80"})
    return found


def _compounds(joined: str, ten_forms: list[str], unit_forms: list[str]) -> Iterator[str]:
    for ten in ten_forms:
        for unit in unit_forms:
            for pattern in joined.split("/"):
                compound = pattern.format(ten=ten, unit=unit, cut=ten[:-1])
                yield compound
                yield compound.replace(" ", "-")


def _hundreds(row: str) -> dict[str, str]:
    rows = enumerate(row.split(), 1)
    return {form.replace("_", " "): str(number) for number, forms in rows for form in forms.split("/")}


def number_parts(language: str) -> frozenset[str]:
    """Return the words, and parts of words, of which the numbers of a language are made: "vier", "und", "zwanzig"."""
    units, teens, tens, _ = LANGUAGES[language]
    rows = f"{units} {teens} {tens} {HUNDREDS.get(language, '')} {TWENTIES if language == 'es' else ''}"
    return frozenset(re.split("[/ _]+", rows.strip())) | frozenset(LARGE[language].split())


@cache
def telling_words() -> dict[str, frozenset[str]]:
    """Return for each language the words, other than common ones, of which at least two occur in a number read out."""
    return {
        name: frozenset({word for form in (*words.below_hundred, *words.hundreds) for word in form.split()} - COMMON)
        for name, words in languages().items()
    }


@cache
def all_telling_words() -> frozenset[str]:
    """Return the telling words of all languages."""
    return frozenset().union(*telling_words().values())


def spoken_in(lowered: str) -> list[str]:
    """Return the languages in which a number may be read out in a text in lower case."""
    near = all_telling_words().intersection(lowered.replace(",", " ").replace(".", " ").split())
    if not near or (len(near) == 1 and lowered.count(next(iter(near))) < MIN_NUMBER_WORDS):
        return []
    return [name for name, words in telling_words().items() if len(near & words) >= min(2, len(near))]


@cache
def spoken_letters() -> dict[str, str]:
    """Return the letter of each word of the spelling alphabet, and of each name of a letter."""
    words = {form: forms[0].upper() for forms in ALPHABET.split() for form in forms.split("/")}
    return words | {name: letter for letter, names in LETTER_NAMES.items() for name in names.split()}


@cache
def spoken_signs() -> dict[str, str]:
    """Return the sign of each word for a sign between digits."""
    return {word: sign for sign, words in SPOKEN_SIGNS.items() for word in words.split()}
