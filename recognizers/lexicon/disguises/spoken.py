"""Spoken readings: numbers and e-mail addresses that are read out or written in words."""

import re
from collections.abc import Iterator

import regex

from recognizers.lexicon.disguises.edits import Edit
from recognizers.lexicon.spoken_numbers import read_out
from recognizers.lexicon.term_finder import lower

# fmt: off
# Words that mean "@" by themselves, those that do so between other parts of an address, and those for a full stop.
AT_WORDS = ("ät aet arroba arobase arobas chiocciola małpa malpa apenstaartje apenstaart krøllalfa krøllalpha alfakrøll "
            "snabel-a snabela miukumauku klammeraffe kukac zavináč").split()
PREPOSITIONS = ("at", "@")
DOTS = ("dot", "punkt", "punto", "ponto", "point", "kropka", "punt", "piste", "prikk", "tečka", "nokta")
SIGNS = {
    "_": "underscore unterstrich guion_bajo subrayado sublinhado underline trattino_basso podkreślnik podkreślenie tiret_bas",
    "-": "dash hyphen minus bindestrich strich guion guión traço hífen trattino tiret myślnik kreska streepje bindestrek skråstrek",
    "+": "plus",
}
# fmt: on
DOT = rf"(?:{'|'.join(DOTS)}|\.)"
SIGN_OF = {word.replace("_", " "): sign for sign, words in SIGNS.items() for word in words.split()}
SIGN = "|".join(map(regex.escape, SIGN_OF))
WORD = r"[\p{L}\d][\p{L}\d_+-]{0,63}+"
JOINT = rf"(?:[ ]{{1,2}}(?:{DOT}|{SIGN}|_|-)[ ]{{1,2}}|[._-])"
LETTERS = r"[\p{L}\d](?:[ ][\p{L}\d]){1,20}(?![\p{L}\d])"
FILLER = r"(?:,?[ ](?:(?:all|en|in|alles|tudo|tutto|todo)[ ])?(?:one word|un(?: seul)? mot|uma palavra|una parola|ein(?:em)? wort|lower case|klein|junto|attaché)[ ]?)?"
LOCAL = regex.compile(
    rf"(?<![\p{{L}}\d._@-])(?:{LETTERS}|{WORD})(?:{JOINT}(?:{LETTERS}|{WORD})){{0,5}}(?:[ ]\d{{1,4}})?(?={FILLER},?\s{{0,2}}$)"
)
AT = regex.compile(
    rf"(?<![\p{{L}}\d])(?:{'|'.join((*AT_WORDS, *PREPOSITIONS))})(?![\p{{L}}\d])|[\[({{<][ ]?(?:at|ät|@)[ ]?[\])}}>]"
)
STOP = rf"(?:[ ]{DOT}[ ]|\.)"
LAST = r"(?:pe el|[a-z]{2,10})"
DOMAIN = regex.compile(
    rf",?\s{{0,2}}(?P<name>(?!{DOT}[ ])(?:{LETTERS}|{WORD})(?:[ ](?:(?:{SIGN})[ ])?(?!{DOT}[ ]){WORD}){{0,3}}?)"
    rf"(?P<ending>(?:{STOP}{WORD}){{0,2}}{STOP}{LAST})(?![\p{{L}}\d])"
)
DOT_WORD = regex.compile(rf"(?<![\p{{L}}\d])(?:{'|'.join(DOTS)})(?![\p{{L}}\d])")
BEFORE, AFTER = 80, 90
PIECE = regex.compile(
    rf"[ ,]*(?:(?P<dot>(?<=[ ]){DOT}(?=[ ]))|(?P<sign>(?<=[ ])(?:{SIGN})(?=[ ])))[ ]*|(?P<space>[ ,]+)"
)
# Before "at" a single word is an address only if something says so: "look at acme dot com" is none.
MEANT = regex.compile(r"(?:mail|contact|reach|write|address|adresse|send|indirizzo|dirección|endereço)\b[^\n.]{0,50}$")
SHOUTED = regex.compile(r"^AT [^\n]{1,60}? DOT ")
NOT_LOCAL = frozenset(
    "look looking us me it is are was be here there site page website visit online live available hosted arrived works work go sign found".split()
)
BRACKETED = regex.compile(
    r"(?i)[ ]{0,2}(?:[\[({<]{1,2}[ ]?(?P<at>at|ät|@|arroba|arobase|chiocciola|małpa|a)[ ]?[\])}>]{1,2}"
    rf"|[\[({{<]{{1,2}}[ ]?(?P<dot>{'|'.join(DOTS)}|\.)[ ]?[\])}}>]{{1,2}}|(?P<colon>\[:(?://)?\]))[ ]{{0,2}}|(?P<scheme>\bhxxp(?=s?\b))"
)
IN_BRACKETS = re.compile(
    rf"[\[({{<]{{1,2}} ?(?:at|ät|@|\.|arroba|arobase|chiocciola|małpa|a\]|{'|'.join(DOTS)})|hxxp|\[:"
)


def spoken_numbers(text: str) -> Iterator[Edit]:
    """Yield the edits that write numbers in digits that are read out."""
    for items in read_out(text):
        yield from (Edit(*item) for item in items if item.start < item.end)


def bracketed_signs(text: str) -> Iterator[Edit]:
    """Yield the edits that remove the brackets of "(at)" and "[.]", and the disguise of "hxxp"."""
    lowered = text.lower()
    if not IN_BRACKETS.search(lowered):
        return
    for found in BRACKETED.finditer(text):
        sign = {"at": "@", "dot": ".", "colon": found["colon"] and found["colon"][1:-1], "scheme": "http"}
        yield Edit(*found.span(), sign[found.lastgroup or "dot"] or "")


def spoken_addresses(text: str, *, is_address: bool = False) -> Iterator[Edit]:
    """Yield the edits that write e-mail addresses with signs that are written in words: "hank at acme dot com".

    Arguments:
        text: the text.
        is_address: whether the text is known to be an address, so that "at" needs no further evidence.
    """
    lowered = lower(text)
    if not any(f" {dot} " in lowered for dot in (*DOTS, ".")):
        return
    for at in AT.finditer(lowered):
        domain = DOMAIN.match(lowered, at.end(), at.end() + AFTER)
        if not domain:
            continue
        window = lowered[max(0, at.start() - BEFORE) : at.start()]
        offset = at.start() - len(window)
        local = LOCAL.search(window)
        if not local or not (is_address or at[0] not in PREPOSITIONS or _is_meant(text, window, local, at, domain)):
            continue
        yield from _signs(local[0], offset + local.start())
        yield Edit(offset + local.end(), domain.start("name"), "@")
        yield from _signs(domain["name"], domain.start("name"))
        yield from _signs(domain["ending"].removesuffix("pe el"), domain.start("ending"))
        if domain["ending"].endswith("pe el"):
            yield Edit(domain.end() - len("pe el"), domain.end(), "pl")


def _is_meant(text: str, window: str, local: regex.Match[str], at: regex.Match[str], domain: regex.Match[str]) -> bool:
    """Return whether a preposition between what may be the parts of an address is one."""
    name = local[0]
    if at[0] == "@" or SHOUTED.search(text[at.start() : at.start() + AFTER]):
        return True
    if not DOT_WORD.search(domain["ending"]) or name.split()[-1] in NOT_LOCAL:
        return False
    return any(not character.isalpha() for character in name) or bool(MEANT.search(window[: local.start()]))


def _signs(part: str, offset: int) -> Iterator[Edit]:
    """Yield the edits within a part of an address: words for signs become signs, spaces vanish."""
    for piece in PIECE.finditer(part):
        sign = "." if piece["dot"] else SIGN_OF.get(piece["sign"] or "", "")
        yield Edit(offset + piece.start(), offset + piece.end(), sign)
