"""Organization names: the name proper, the legal form, trade words and acronyms."""

import regex

from recognizers.lexicon.company_words import FURTHER_FORMS, FURTHER_TRADES, JOINING, SECOND_WORDS
from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.handle_forms import UMLAUTS
from recognizers.lexicon.pools import canonical

LEGAL_FORMS = frozenset(
    """inc incorporated corp corporation co company llc llp lp ltd limited plc gmbh ag kg ohg se ug mbh sa sas sarl srl spa bv nv ab oy as
    aps kk pty pte sl slu lda ltda oyj""".split()
)
# Trade words do not identify an organization. Surrogates keep them, so that the sentence stays meaningful.
TRADES = frozenset(
    """agency airlines airways associates association bank banking biotech brewery brothers capital care center centre clinic college
    communications consulting council dental department design digital electric electronics energy engineering enterprises enterprise
    entertainment finance financial foods foundation freight group health healthcare holding holdings hospital hotel hotels industries
    institute insurance international investments labs laboratories logistics management manufacturing media medical mining ministry
    motors museum mutual network networks of and the for partners petroleum pharma pharmaceuticals police press properties publishing
    railway realty records research restaurant school securities services shipping society software solutions steel studio studios
    supply systems technologies technology telecom trading transport travel trust university ventures works &""".split()
)
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[.'’&][\p{L}\p{M}\p{N}]+)*|&")
GENERAL = LEGAL_FORMS | TRADES
SHORTEST_PLURAL = 6


def _singular(word: str, shortest: int) -> str:
    """Return a word without the ending of a plural, if it has one and as many letters as `shortest`."""
    return word[:-1] if len(word) >= shortest and word[-1] == "s" and word[-2] not in "sui" else word


# The words that surrogates keep, without accents, and their singular.
_WRITTEN = GENERAL | FURTHER_TRADES | FURTHER_FORMS
_WORDS = frozenset(map(canonical, (*_WRITTEN, *(word.translate(UMLAUTS) for word in _WRITTEN))))
KEPT = _WORDS | {_singular(word, SHORTEST_PLURAL) for word in _WORDS} - frozenset(map(str.lower, SECOND_WORDS))
TWO_LETTERS = regex.compile(r"([aou])e")  # "Brückner" is "brueckner" and "bruckner" in domains
MAX_ACRONYM = 4
VOWELS = frozenset("aeiouy")
MIN_NAME_LETTERS = 4
SHORT_ENDINGS = frozenset({"oil", "gas", "bau"})
ENDINGS = frozenset(word for word in KEPT if len(word) >= MIN_NAME_LETTERS or word in SHORT_ENDINGS)
# Words that a joined name may begin with, "officinetaverniti"; an everyday one may begin another word.
BEGINNINGS = frozenset(word for word in KEPT if len(word) >= SHORTEST_PLURAL and not is_everyday(word))
BEGINNING_LENGTHS = sorted({len(word) for word in BEGINNINGS}, reverse=True)
ENDING_LENGTHS = sorted({len(word) for word in ENDINGS}, reverse=True)
# Where the last word of a compound begins.
COMPOUND = regex.compile(
    r"(?<=\p{L}{3})(?=(?:bank|bridge|brook|field|ford|gate|harbor|harbour|haven|hill|house|land|lake|light|line|mark|mount|path|point"
    r"|port|ridge|rock|stone|view|water|way|wave|wind|wood|works|yard)s?$)",
    regex.IGNORECASE,
)
SMALL_WORDS = frozenset("of and the for & de la le und der".split())


def name_proper(surface: str) -> str:
    """Return an organization's name without legal form and trade words; an empty string if nothing remains."""
    core = core_words(list(WORD.finditer(surface)), GENERAL)
    return surface[core[0].start() : core[-1].end()] if core else ""


def slug(surface: str) -> str:
    """Return the identity that an organization shares with its domain: the words of its name proper, joined.

    Trade words are removed from joined words as well: "nordicfreight" and "Nordic Freight" have one slug.

    Arguments:
        surface: the name of the organization, or the label of its domain.
    """
    core = core_words(list(WORD.finditer(surface)))
    text = "".join(word[0] for word in core) if core else surface
    identity = "".join(character for character in text.casefold() if character.isalnum())
    longest = len(identity) - MIN_NAME_LETTERS
    begins = (length for length in BEGINNING_LENGTHS if length <= longest and identity[:length] in BEGINNINGS)
    identity = identity[next(begins, 0) :]
    while length := _length_of_ending(identity):
        identity = identity[:-length]
    return folded(identity)


def folded(identity: str) -> str:
    """Return an identity as domains and names share it: without accents, umlauts in one letter, and a plural in the singular."""
    plain = TWO_LETTERS.sub(r"\1", canonical(identity)) if identity else ""
    return _singular(plain, MIN_NAME_LETTERS + 1)


def _length_of_ending(identity: str) -> int:
    """Return the length of the trade word or legal form at the end of joined words; 0 if none, or if too little remains."""
    longest = len(identity) - MIN_NAME_LETTERS
    return next((length for length in ENDING_LENGTHS if length <= longest and identity[-length:] in ENDINGS), 0)


def core_words(words: "list[regex.Match[str]]", general: frozenset[str] = KEPT) -> "list[regex.Match[str]]":
    """Return the matched words of the name proper, without legal form and trade words around it; possibly none.

    Arguments:
        words: the matched words.
        general: the legal forms and trade words in lower case.
    """
    start, end = 0, len(words)
    while end and (plain(words[end - 1]) in general or (end > 1 and words[end - 1][0] in JOINING)):
        end -= 1
    while start < end and plain(words[start]) in general:
        start += 1
    return words[start:end]


def is_general_word(word: "regex.Match[str]") -> bool:
    """Return whether a matched word is a legal form or a trade word, which surrogates keep."""
    return plain(word) in KEPT


def plain(word: "regex.Match[str]") -> str:
    """Return a matched word in lower case, without full stops and accents."""
    return canonical(word[0]).replace(".", "")


def is_acronym(word: str) -> bool:
    """Return whether a word looks like an acronym: HSBC and 3M, but not ACME or Ford."""
    is_short = len(word) < MAX_ACRONYM or (len(word) == MAX_ACRONYM and not set(word.casefold()) & VOWELS)
    return is_short and word.isalnum() and not word.isdecimal() and word.upper() != word.lower()


def initials(name: str) -> set[str]:
    """Return the possible acronyms of an organization's name, with and without its small words.

    A compound counts as one word or as two: "Larchfield Outdoor" is LO or LFO.
    """
    words = [word[0] for word in WORD.finditer(name) if word[0].casefold().replace(".", "") not in LEGAL_FORMS]
    main_words = [word for word in words if word.casefold() not in SMALL_WORDS]
    parted = [part for word in main_words for part in COMPOUND.sub(" ", word).split()]
    return {"".join(word[0] for word in chosen).upper() for chosen in (words, main_words, parted) if len(chosen) > 1}
