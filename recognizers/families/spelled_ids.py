"""Number plates and identity numbers that are spelled out behind their label: "placa é quê tê xis quatro bê sete um"."""

from collections.abc import Iterator
from functools import cache

import regex

from recognizers.functions import Found, FunctionRecognizer
from recognizers.lexicon.number_words import languages, spoken_letters

LIMITS = "Letters explained by words (`S as in sugar`) end the value; so do pauses of other words."
PLATE = "LICENSE_PLATE"
NATIONAL_ID = "NATIONAL_ID"
SCORE = 0.85
MIN_WORDS, MIN_NUMBERS = 5, 2
# Of letters whose names are words, only so many show that something is spelled.
MIN_DOUBTFUL = 3
VERBS = frozenset("é è e es a o to".split())  # "la targa è", "placa é"
# fmt: off
PLATES = "kennzeichen|nummernschild|plaque|immatriculation|immatriculée?|matrícula|placa|targa|targata|kenteken|tablica|rejestracja|nr rejestracyjny|numer rejestracyjny|numery rejestracyjne|plate|license plate|licence plate|number plate|registration|reg|tag"
PAPERS = "codice fiscale|carta d['’]identità|documento|dni|nie|nif|cartão de cidadão|ausweisnummer|personalausweis|carte d['’]identité|identiteitskaart|dowód|dowodu|dowód osobisty|dowodu osobistego|rg|id card"
# Names of letters that are words as well.
LETTERS = frozenset(
    """a be bi ce ci de di dê e ef el em en er es esse ha i o pe pi te ti u ve vi vu vê we wu y ix igrek qu cu ene eme ele efe ese""".split()
)
# fmt: on
LABEL = regex.compile(rf"(?i)(?<!\p{{L}})(?:(?P<plate>{PLATES})|(?P<paper>{PAPERS}))(?!\p{{L}})")
WORD = regex.compile(r"(?<![\p{L}\d'’])(?i:x-ray|\p{L}+|\d{1,4})(?![\p{L}\d'’])")
GAP = regex.compile(r"(?:[ ]|,[ ]|[ ]?[-–][ ]?|-)")
MAX_WORDS, MAX_CHARACTERS = 24, 160
MAX_FILLERS = 4


def spelled_ids(text: str) -> Iterator[Found]:
    """Find plates and identity numbers in letters and number words behind a label."""
    end = 0
    for label in LABEL.finditer(text):
        if label.start() < end or not (place := _value_behind(text, label.end())):
            continue
        yield *place, PLATE if label["plate"] else NATIONAL_ID, SCORE
        end = place[1]


def recognizers() -> list[FunctionRecognizer]:
    """Return the recognizers of this family."""
    return [FunctionRecognizer("spelled_id", [PLATE, NATIONAL_ID], spelled_ids)]


def _value_behind(text: str, start: int) -> tuple[int, int] | None:
    """Return the offsets of the longest value that begins at one of the first words after a label; None if there is none."""
    words = list(WORD.finditer(text, start, start + MAX_CHARACTERS))[: MAX_WORDS + MAX_FILLERS]
    runs = [_run(text, words[first:]) for first in range(min(MAX_FILLERS, len(words)))]
    return max((run for run in runs if run), key=lambda run: run[1] - run[0], default=None)


def _run(text: str, words: list["regex.Match[str]"]) -> tuple[int, int] | None:
    """Return the offsets of the letters and numbers at the start of some words; None if they are too few."""
    if words[0][0] in VERBS:
        return None
    numbers = spoken = letters = doubtful = kept = 0
    for count, word in enumerate(words):
        plain = word[0].casefold()
        if count and not GAP.fullmatch(text, words[count - 1].end(), word.start()):
            break
        if plain.isdecimal():
            numbers += len(plain)
        elif plain in _number_words():
            numbers, spoken = numbers + 1, spoken + 1
        elif plain in LETTERS or plain in VERBS:
            doubtful += 1
        elif len(plain) == 1 or plain in spoken_letters():
            letters += 1
        else:
            break
        kept = count + 1
    is_spelled = letters > 1 or (spoken and (letters or doubtful >= MIN_DOUBTFUL))
    if kept < MIN_WORDS or numbers < MIN_NUMBERS or not is_spelled:
        return None
    return words[0].start(), words[kept - 1].end()


@cache
def _number_words() -> frozenset[str]:
    """Return the number words of all languages, without those of several words."""
    return frozenset(word for one in languages().values() for word in one.below_hundred if " " not in word)
