"""Speakers of chats and transcripts: a name at the start of several lines, or beside the time of a message."""

from collections import Counter
from collections.abc import Iterator

import regex

from recognizers.functions import Found, FunctionRecognizer
from recognizers.lexicon.name_patterns import INITIAL, NAME_WORD, TAIL, part
from recognizers.lexicon.names import is_given_name
from recognizers.lexicon.not_names import NO_SURNAMES, is_not_name, is_ordinary
from recognizers.rules import Rule

LIMITS = "A speaker who is no given name of the pools and speaks once without a time, and roles (`Agent:`, `Kunde:`), are not found."
SCORE = 0.75
PERSON = "PERSON"
USERNAME = "USERNAME"
TIME = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:[ \u202f]?[AaPp]\.?(?:[Mm]\.?)?)?(?![\d\p{L}])"
DATE = r"(?:\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?\.?|\p{L}{2,9}\.?|\d{1,2}\.?[ ]\p{L}{3,9}\.?)"
STAMP = rf"[\[(]?(?:{DATE},?[T ]{{1,2}}(?:at |um )?){{0,2}}{TIME}[\])]?"
BEFORE = r"[ \t]{0,2}[-–—|:,]?[ \t]{0,3}[*_~<@\[]{0,3}"
WORDS = rf"(?P<name>[\p{{L}}]{TAIL}(?:[ ](?:[\p{{L}}]{TAIL}|{INITIAL})){{0,3}}|[a-z][a-z0-9._]{{2,20}}+)"
AFTER = r"[*_>\]]{0,3}(?:[ ][(\[][^()\[\]\n]{0,40}[)\]]){0,2}[*_]{0,2}"
MARGIN = r"^[ \t>|*•~–—-]{0,6}[*_<\[]{0,3}"
# `[10:15] Dolores: `, `10:15 - Dolores Trimble: `, `12:04 <dolores> `
STAMPED = regex.compile(rf"^[ \t>|*•-]{{0,6}}{STAMP}{BEFORE}{WORDS}(?:{AFTER}[ ]?:(?!\S)|>[ ])", regex.MULTILINE)
# `Dolores 10:15: `, `Dolores Trimble — 10:15 AM`, `**Dolores** [10:15]`
FOLLOWED = regex.compile(
    rf"{MARGIN}[@~]?{WORDS}{AFTER}[ \t]{{0,3}}[-–—|•·,:]?[ \t]{{0,3}}{STAMP}(?=[ \t]*(?:$|[:\])–—>-]|[ ]\p{{L}}))",
    regex.MULTILINE,
)
# `Dolores: `, `DOLORES (claims): `, `<dolores> `, `**Dolores:** `
BARE = regex.compile(
    rf"^(?:[>|*•–—-]{{0,3}}[ ])?[*_<\[]{{0,3}}[@~]?{WORDS}(?:{AFTER}[ ]?:\*{{0,2}}(?=[ ]|$)|(?<=<[\p{{L}} .'-]{{1,60}})>[ ])",
    regex.MULTILINE,
)
MIN_LINES, MIN_SPEAKERS = 2, 2
MAX_WORDS = 4

# fmt: off
RULES = (
    Rule("author_of_a_tweet", PERSON, r"^(?P<value>\p{L}[\p{L}\p{M}'’-]{1,20}(?:[ ]\p{L}[\p{L}\p{M}'’-]{0,20}){0,2})(?:[ ]?[\p{So}\p{Sk}\u200d\ufe0f]{1,4}){0,4}[ ]@\w{2,30}[ ]·[ ](?:\d{1,2}[hmsdw]|\p{Lu}\p{L}{2,8}\.?[ ]\d|\d{1,2}[ ]\p{L}{3})", 0.75, check=lambda value: _is_author(value),
        true=("⟦kiki⟧ 🌙 @kikidoesntsleep · 3h\nwhoever", "⟦Big Mike⟧ @bigmike_9 · May 3"), false=("The Team @acme · 3h", "kiki @kiki wrote", "Kiki · 3h"), source="X, formerly Twitter"),
)
# fmt: on


def recognizers() -> list[FunctionRecognizer]:
    """Return the recognizers of this family."""
    return [FunctionRecognizer("speaker_of_a_chat", [PERSON, USERNAME], speakers)]


def speakers(text: str) -> Iterator[Found]:
    """Find the speakers of chats and transcripts, by all lines of a text together."""
    if ":" not in text and "<" not in text:
        return
    stamped = [*_labels(STAMPED, text), *_labels(FOLLOWED, text)]
    bare = _labels(BARE, text)
    lines = Counter(text[start:end].casefold() for start, end in {*stamped, *bare})
    at_time = {text[start:end].casefold() for start, end in stamped}
    is_chat = _is_chat(lines)
    for start, end in dict.fromkeys((*stamped, *bare)):
        name = text[start:end]
        key = name.casefold()
        is_repeated = lines[key] >= MIN_LINES and (key in at_time or is_chat)
        if _is_given(name) or (is_repeated and name[0].isupper() and _may_be_name(name)):
            yield start, end, PERSON, SCORE
        elif is_repeated and is_chat and " " not in name and _may_be_name(name):
            yield start, end, USERNAME, SCORE


def _is_author(value: str) -> bool:
    """Return whether no word of a display name is a word of organizations or no name."""
    words = value.split()
    return not any(word.casefold() in NO_SURNAMES or is_not_name(word) for word in words)


def _labels(pattern: "regex.Pattern[str]", text: str) -> list[tuple[int, int]]:
    """Return the offsets of the labels that may be names."""
    found = []
    for match in pattern.finditer(text):
        first, last = part(match["name"])
        if first < last == len(match["name"]):
            found.append((match.start("name") + first, match.start("name") + last))
    return found


def _is_chat(lines: Counter[str]) -> bool:
    """Return whether at least two labels occur on several lines each, and one of them is a given name."""
    repeated = [name for name, count in lines.items() if count >= MIN_LINES]
    return len(repeated) >= MIN_SPEAKERS and any(map(_is_given, repeated))


def _is_given(name: str) -> bool:
    words = NAME_WORD.findall(name)
    is_known = bool(words) and is_given_name(words[0]) and not is_ordinary(words[0]) and len(words[0]) > 2
    return is_known and len(words) < MAX_WORDS and not any(word.casefold() in NO_SURNAMES for word in words)


def _may_be_name(name: str) -> bool:
    words = [word for word in NAME_WORD.findall(name) if len(word) > 1]
    is_other = any(is_ordinary(word) or word.casefold() in NO_SURNAMES for word in words)
    return bool(words) and not is_other and not any(map(is_not_name, words))
