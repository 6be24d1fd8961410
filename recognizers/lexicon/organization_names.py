"""Names of organizations: the name proper, its legal form and trade, acronyms."""

import regex

LEGAL_FORMS = frozenset(
    """inc incorporated corp corporation co company llc llp lp ltd limited plc gmbh ag kg ohg se ug mbh sa sas sarl srl spa bv nv ab oy as
    aps kk pty pte sl slu lda ltda oyj""".split()
)
# What an organization does says little of who it is, and keeps the sentence true.
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
MAX_ACRONYM = 4
MIN_NAME_LETTERS = 4
GENERAL_ENDING = regex.compile(f"(?:{'|'.join(sorted(word for word in GENERAL if len(word) >= MIN_NAME_LETTERS))})$")
SMALL_WORDS = frozenset("of and the for & de la le und der".split())


def name_proper(surface: str) -> str:
    """Return an organization's own name, without legal form and trade; empty where it has none."""
    core = _core(list(WORD.finditer(surface)))
    return surface[core[0].start() : core[-1].end()] if core else ""


def slug(surface: str) -> str:
    """Return what identifies an organization and its domain alike: its own words, run together.

    A domain runs its trade together with them, too: "nordicfreight" is "Nordic Freight".
    """
    core = _core(list(WORD.finditer(surface)))
    text = "".join(word[0] for word in core) if core else surface
    identity = "".join(character for character in text.casefold() if character.isalnum())
    while general := GENERAL_ENDING.search(identity, MIN_NAME_LETTERS):
        identity = identity[: general.start()]
    return identity


def _core(words: "list[regex.Match[str]]") -> "list[regex.Match[str]]":
    """Leave out the legal form and trade around the name proper; an organization that is only trade keeps none."""

    while words and _is_general(words[-1]):
        words = words[:-1]
    while words and _is_general(words[0]):
        words = words[1:]
    return words


def _is_general(word: "regex.Match[str]") -> bool:
    return word[0].casefold().replace(".", "") in GENERAL


def is_acronym(word: str) -> bool:
    """Tell whether a word looks like initials: HSBC, not ACME."""
    vowels = sum(letter in "aeiou" for letter in word.casefold())
    return word.isalpha() and (len(word) < MAX_ACRONYM or (len(word) == MAX_ACRONYM and vowels <= 1))


def initials(name: str) -> set[str]:
    """Return the acronyms that an organization's name may be known by, with its small words and without them."""
    words = [word[0] for word in WORD.finditer(name) if word[0].casefold().replace(".", "") not in LEGAL_FORMS]
    spoken = [word for word in words if word.casefold() not in SMALL_WORDS]
    return {"".join(word[0] for word in said).upper() for said in (words, spoken) if len(said) > 1}
