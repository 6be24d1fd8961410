"""Names in code and version control: git authors and trailers, `author=`, comments, and @mentions."""

from recognizers.lexicon.account_words import NEAR_DECORATORS
from recognizers.lexicon.decorators import is_decorator
from recognizers.lexicon.name_patterns import NAME, is_given, is_likely_name, is_name, part
from recognizers.lexicon.not_names import is_ordinary
from recognizers.rules import Rule

LIMITS = "Names in copyright notices of public packages, decorators, scopes of packages (`@scope/name`) and capitalized mentions of unknown names are not found."
PERSON = "PERSON"
USERNAME = "USERNAME"
GROUPS = frozenset(
    """here channel all everyone team group gmail hotmail outlook yahoo domain example page font tailwind apply use extend forward if for else head main master next
    latest beta alpha vue react angular babel types ts-ignore ts-expect-error ts-nocheck get post put delete tool task internal implements extends""".split()
)


def is_handle(value: str) -> bool:
    """Return whether a mention is a user name rather than a decorator, a group or an ordinary word."""
    return value.casefold().strip("-_.") not in GROUPS and not is_ordinary(value) and not is_decorator(value)


# fmt: off
RULES = (
    Rule(
        "person_in_a_git_trailer", PERSON,
        rf"(?i:(?<![\p{{L}}\d-])(?:co-authored-by|signed-off-by|reviewed-by|acked-by|tested-by|reported-by|suggested-by|helped-by|cc|committed-by|approved-by|merged-by|author|commit|committer|authordate|reviewer|thanks-to|pair|tagger|blame))(?<!THE AUTHOR):?[ \t]{{1,8}}(?P<value>{NAME})[ \t]{{0,3}}(?=<|$)",
        0.9, check=is_name, part=part,
        true=("Co-authored-by: ⟦Anouk de Wit⟧ <aw@x.example>", "Author: ⟦Tom⟧ <tom@x.example>", "Signed-off-by: ⟦J. Okafor⟧"),
        false=("Author: dependabot[bot] <x@x.example>", "Commit: Build 12", "Reviewed-by: Security Team", "U+25CC DOTTED CIRCLE\n", "LABS AND THE AUTHOR DISCLAIMS\n"),
        source="git-interpret-trailers",
    ),
    Rule(
        "person_in_a_line_of_git_blame_or_log", PERSON,
        rf"(?:^|(?<=[ (|]))\(?(?:\^?[0-9a-f]{{7,40}}[ ]{{1,3}})(?:\([^()\n]{{0,40}}\)[ ])?\(?(?P<value>{NAME})[ ]{{1,12}}(?:<|\d{{4}}-\d\d-\d\d|\d{{1,2}} (?:minutes?|hours?|days?|weeks?|months?|years?) ago)",
        0.86, check=is_likely_name, part=part,
        true=("4f2a91c0 (⟦Anouk Pahl⟧ 2024-03-01 10:12:00 +0100 12) x", "9d8c7b6 ⟦Tom Bell⟧ 3 days ago fix"),
        false=("4f2a91c0 Merge 2024-03-01", "9d8c7b6 Release 3 days ago"),
    ),
    Rule(
        "person_in_an_author_attribute", PERSON,
        rf"(?i:(?<![\p{{L}}])(?:__author__|authors?|maintainers?|@author|contributors?|owner(?=[\"']?[ \t]{{0,3}}[:=])|created by|written by|writer|last[ _-]?(?:edit(?:ed)?|modified|updated?|change[ds]?)(?: by)?|ultima modifica|modifié par|geändert von|autor|auteur|autore))[\"']?[ \t]{{0,3}}(?:[:=]|by)?[ \t]{{0,3}}\[?[ \t]{{0,2}}[\"'“]?(?P<value>{NAME})(?:[\"'”]?,[ ]?[\"'“]?(?P<value>{NAME})){{0,10}}",
        0.8, check=is_likely_name, part=part,
        true=("__author__ = \"⟦Anouk Pahl⟧\"", "# Author: ⟦Tom Bell⟧, ⟦Jutta Wachs⟧", " * @author ⟦J. Lindqvist⟧", "authors = [\"⟦Szymon Wójcik⟧ <sw@x.example>\"]"),
        false=("author: Order Service", "owner = Payments", "by the Owner Validation Salt. The", "@author platform"),
    ),
    Rule(
        "person_in_a_to_do_comment", PERSON,
        r"(?<!\p{L})(?:TODO|FIXME|XXX|HACK|NOTE|REVIEW|ASK)\(@?(?P<value>\p{L}[\p{L}\p{M}'-]{1,20}(?:[ ]\p{L}[\p{L}\p{M}'-]{1,20})?)\)",
        0.8, check=is_given, part=part,
        true=("// TODO(anouk): later".replace("anouk", "⟦anouk⟧"), "# FIXME(⟦Szymon⟧) x"),
        false=("TODO(later)", "NOTE(security): x", "FIXME(b/123)"),
    ),
    Rule(
        "person_who_is_mentioned", PERSON,
        rf"(?<![\p{{L}}\p{{N}}_.@/\"'-])@(?P<value>{NAME})(?![./(=@_\d-])",
        0.75, check=is_given, part=part,
        true=("@⟦Anouk⟧ please", "cc @⟦Tom Bell⟧", "thanks @⟦Jutta⟧!"),
        false=("@Override", "@Test public", "@Order(1)", "a@Jutta.example"),
    ),
    Rule(
        "user_name_in_a_line_of_svn_log", USERNAME,
        r"^[ \t]{0,8}(?:svn: )?r\d{1,9} \| (?P<value>[\w.@\\-]{2,40}) \| (?=\d{4}-\d\d-\d\d )",
        0.9,
        true=("r4471 | ⟦hschneider⟧ | 2024-11-02 10:11:12 +0100 (Sat, 02 Nov 2024) | 2 lines", "r12 | ⟦a.pahl⟧ | 2023-01-30 08:00:00 +0000 | 1 line"),
        false=("| r4471 | 12 | 2024-11-02", "r4471 | fixed it | yesterday"),
        source="svn log",
    ),
    Rule(
        "user_name_in_a_mention", USERNAME,
        r"(?:(?<=[\p{L}\p{N},:;.!?)>–—-][ ])|(?<=\()|(?<=[\]>][ ]?)|^(?=@[\w.-]{3,30}(?:[,:!?]|[ ](?:can|could|please|pls|see|any|is|are|will|thanks|thx|you|the|i|yes|no|did|do|what|how|why|when|und|kannst|bitte|peux|puedes|puoi|kun|możesz)\b)))(?<!^[ \t]{0,20}(?:#{1,6}[ !:]|//|/?\*{1,3}[ ]|--[ ])[^\n]{0,120})@(?P<value>[a-z](?:[a-z0-9_]|[.-](?=[a-z0-9_])){2,29}+)(?<!\p{L}\(@\w{1,30})(?![\p{L}\p{N}(/@=:{-]|\.\p{L}|[ ]?[<>=+*|&]{1,2})",
        0.7, check=is_handle, unless=NEAR_DECORATORS,
        true=("please ask @⟦mthorne⟧ about it", "(@⟦a.quarry⟧)", "@⟦sw_jcik⟧ can you look?"),
        false=("    @property\n    def x", "import x from '@angular/core'", "see @media queries", "* @param x the", "ask @here", "mail a@acme.example", "quoted as PEP 695 says, which @beartype implements", "updated with a @tf.function\nsignature", "    #additional @beartype-specific frames", "<your @traceable tools>", "One of @annually, @yearly", "df.query('x (@df2 > 0)')", "apply(sqrt(@foo))", "too slow for @slow)"),
    ),
)
# fmt: on
