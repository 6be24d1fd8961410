"""Handles: nicknames in front of chat lines, below posts, in mentions, and beside the name that they are made of."""

from collections.abc import Iterator

import regex

from recognizers.functions import Found, FunctionRecognizer
from recognizers.lexicon.account_words import (
    NEAR_DECORATORS,
    PLACEHOLDER_PARTS,
    is_account,
    is_distinct_account,
    is_expression,
    is_word,
)
from recognizers.lexicon.decorators import is_decorator
from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.folding import fold
from recognizers.lexicon.spellings import is_common
from recognizers.rules import Rule

LIMITS = "A handle of one word in front of a line without a time or a mark is left to the recognizers of names."
NICK = r"[a-z][\p{Ll}\w.-]{1,30}"
CLOCK = r"\[?(?:\d{1,2}[./]\d{1,2}\.?(?:\d{2,4})?,?\s)?\d{1,2}:\d\d(?::\d\d)?\]?"
LEVELS = frozenset(
    "info warn warning error debug trace fatal notice start end stop kernel usb system note todo login logout visitor guest caller shopper".split()
)
TAGS = frozenset(
    """html head body div span table tr td th thead tbody ul ol li dl dt dd pre code img br hr strong em small sub sup form input
    button label select option textarea script style link meta title section article nav header footer main aside figure
    template slot svg blockquote path canvas video audio source iframe object param summary details kbd samp var mark cite quote
    user name date string int type key value token id url file path host port none null cr lf tab esc enter space ctrl""".split()
)
NAMED = regex.compile(
    r"(?P<name>(?:\p{Lu}[\p{L}'’-]{1,24}[ ,]{1,2}){1,3}\p{Lu}[\p{L}'’-]{1,24})\s\((?P<handle>[a-z0-9][\w.-]{2,30})\)"
)
MIN_SHARED = 4
SCORE = 0.9


def _is_nick(value: str) -> bool:
    return (
        value not in LEVELS | TAGS
        and not value.startswith(("self.", "this."))
        and is_account(value)
        and not is_common(value)
        and not is_expression(value)
    )


def _is_distinct_nick(value: str) -> bool:
    parts = regex.findall(r"[a-z]+", value.lower())
    if not (value[0].islower() or "_" in value) or value.isupper() or value.endswith(("-by", "Error", "Exception")):
        return False
    is_key = all(part in PLACEHOLDER_PARTS or is_common(part) or is_everyday(part) for part in parts)
    return (
        is_distinct_account(value) and not is_key and not regex.search(r"\d\.\d", value) and value.lower() not in LEVELS
    )


# fmt: off
RULES = (
    Rule("nickname_in_angle_brackets", "USERNAME", rf"^(?:{CLOCK}\s{{1,2}})?<[@+~&%]?(?P<value>{NICK})>\s(?=\S)(?!=[ ])(?![^\n]{{0,200}}</)", 0.85,
         ("<⟦brambo⟧> which router", "[09:12] <⟦sjoukje⟧> moin"), ("<div> text", "<user> x", "<task-notification> done", "<typespec> = byte", "a <note> b"), check=_is_nick, source="IRC clients"),
    Rule("nickname_in_bold", "USERNAME", rf"^\*{{1,2}}(?P<value>{NICK})(?:(?::\*{{1,2}}|\*{{1,2}}:)\s{{1,3}}(?=\S)|\*{{2}}\s{{1,3}}\d{{1,2}}:\d\d)", 0.85,
         ("**⟦mkowalcz⟧** 07:02  who", "*⟦tuva⟧:* What about it"), ("**note:** see", "*error* in x", "*max_length* bytes", "*hyperscan_error* (:class:`X`)"), check=_is_nick, source="Markdown exports of chats"),
    Rule("nickname_after_a_time", "USERNAME", rf"^(?:>\s)?{CLOCK}\s{{1,2}}(?:@)?(?P<value>{NICK})(?=\s?:\s|\s[–—-]\s)", 0.85,
         ("[09:14] ⟦jpark⟧: wells obv", "08:40 ⟦stigbe⟧ – fjärr"), ("[09:14] error: x", "09:14 agent: hello", "[10:03] visitor: hey"), check=_is_nick, source="chat exports"),
    Rule("nickname_before_a_time", "USERNAME", rf"^@?(?P<value>{NICK})(?:\s{{1,2}}|,\s)\[?\d\d:\d\d(?::\d\d)?\]?:?\s(?=[\p{{L}}@])", 0.8,
         ("⟦hrafnhildur⟧ 07:04 all tills", "⟦gopal.s⟧ 07:06 Snorri"), ("from 07:04 to 08:00", "start 07:04 end"), check=_is_nick, source="chat exports"),
    Rule("nickname_before_a_line", "USERNAME", r"^(?:\s{0,3}[↳├└>•]\s{0,3})?@?(?P<value>[A-Za-z][A-Za-z\d-]{0,24}[._\d-][\w.-]{0,24})(?<![.-])(?:\s(?:wants to|commented|opened|requested|approved|merged)\b|:\s{1,2}(?=[\p{Ll}¿¡@(][^\n=;{}]{0,200}[ ?!]|\p{Lu}\p{Ll}{1,30}[ ,.][^\n=;{}]{0,200}))", 0.7,
         ("⟦b.ashworth⟧: who moved my card", "↳ ⟦jet_jeb99⟧: delete that number dude", "⟦ngozi-codes⟧ wants to merge 4 commits"), ("max_size: 10 items", "python3.11: error in x", "user_name: the name of the user", "step-2: do this now"), check=_is_distinct_nick, source="chat exports and reviews"),
    Rule("handle_below_a_text", "USERNAME", r"(?:^—|[.!?][ ][—–-]|\)[ ][—–]|^[–-]\s?(?=[a-z]{1,20}[._]\w[\w.]{0,20}\s{0,2}$))\s?@?(?P<value>[a-z][\w.-]{2,30})(?<![.-])(?=\s{0,2}$|,\s\p{Lu}|\s[\d·(])", 0.7,
         ("lost it.\n— ⟦kmoana⟧", "did it. — ⟦pilar.m⟧"), ("— anonymous", "— something else"), check=_is_nick, source="comments"),
    Rule("handle_of_a_note", "USERNAME", r"(?:(?i:(?<!release )notes?|comment|comments|triage|kommentar|nota|uwaga|adnotacja|poznámka|coded by|run by|done by|review durch|edit)[\s,]{1,2}[(\[]?)(?P<value>[a-z][a-z._]{3,20}\d{0,3})(?<!\.)(?=[)\]:]|\s\|| with)", 0.7,
         ("Internal note (⟦rkaplanoglu⟧): it", "[SOC comment, ⟦tbhatt⟧] Not", "run by ⟦mquispe⟧ | DO"), ("note (optional): x", "note that: x", "comment above: see", "a notes slide without"), check=lambda value: _is_nick(value) and not is_word(value), source="tickets"),
    Rule("author_of_a_post", "USERNAME", r"(?:^|(?<=\s|\())@(?P<value>[A-Za-z_][\w.-]{1,38}\w)(?=[ ](?:posted|wrote|commented|replied|tweeted|shared|tagged|mentioned|asked|reported|liked|followed|said)(?!\w))", 0.85,
         ("@⟦vzdxw55⟧ posted this", "yesterday @⟦a.rpdrgg⟧ replied: no"), ("@property wrote", "a@b.example posted", "@param said"), check=lambda value: not is_decorator(value) and is_account(value) and not is_common(value), source="handles of chats and forums"),
    Rule("mention_of_one_word", "USERNAME", r"(?<!^[ \t]{0,24}#[^\n]{0,120}|>>> )(?:(?<=[^\s@*/][ (])(?<!\w\()|(?<=cc )|^(?=@\w{1,40}\s[a-z]))@(?P<value>[A-Za-z]{5,24})(?=\s[a-z@·|]|[,:!?)]|\.?\s{0,2}$)", 0.6,
         ("rotating. @⟦tcoelho⟧ you around?", "(cc @⟦jvleal⟧)"), ("@param value the x", "use @property here", "# decorated by @beartype, raise", "    >>> @beartype\n", "a @media print", "f'{x} not @beartype call.'", "<your @traceable tools>"), unless=NEAR_DECORATORS, check=lambda value: not is_decorator(value) and is_account(value) and not is_common(value), source="handles of chats and forums"),
)
# fmt: on


def named_handles(text: str) -> Iterator[Found]:
    """Find a handle in parentheses behind the name that it is made of: "Perla Goldstein (pgoldstein)"."""
    for match in NAMED.finditer(text):
        handle = fold(match["handle"]).text.lower()
        words = [fold(word).text.lower() for word in regex.findall(r"\p{L}+", match["name"])]
        if any(word[:MIN_SHARED] in handle for word in words if len(word) >= MIN_SHARED) and not is_common(handle):
            yield *match.span("handle"), "USERNAME", SCORE


def recognizers() -> list[FunctionRecognizer]:
    """Return the recognizers of this module."""
    return [FunctionRecognizer("named_handle", ["USERNAME"], named_handles)]
