"""Literals of SQL that mean something else: names of users, settings of full-text indexes, texts with written line breaks."""

from collections.abc import Iterator, Sequence

from pipeline.records.structured.sql_tokens import Token
from recognizers.lexicon.account_words import is_account

BEFORE_USER = (
    "owner to", "authorization", "for role", "for user", "mapping for", "granted by", "set role", "definer =",
    "reassign owned by", "drop owned by",
)  # fmt: skip
PHRASES = tuple(f" {words}" for words in BEFORE_USER)
# The word before the last names of a statement, and the words that begin it.
AFTER_VERB = {"to": ("grant", "reassign"), "from": ("revoke",)}
OF_ROWS = frozenset({"insert", "replace", "update", "delete", "select", "values", "copy"})  # long, and without users
KINDS = ("user", "role", "login")  # CREATE USER akeller
NO_USERS = frozenset("group role user current_role current_user session_user mapping if not exists only".split())
WRITTEN_BREAKS = ("'\\n'", "'\\r'")
NAMES = frozenset({"name", "text", "word"})
# Options of CREATE VIRTUAL TABLE (SQLite, FTS3 to FTS5); not `content`, which names a table.
INDEX_OPTIONS = frozenset("tokenize prefix detail columnsize content_rowid order matchinfo languageid".split())


def users(code: Sequence[Token]) -> frozenset[int]:
    """Return the places of the names of users that may be people, such as `akeller` in `OWNER TO akeller`."""
    if not code or code[0].raw.lower() in OF_ROWS:
        return frozenset()
    words = [token.raw.lower() for token in code]
    starts = {2} if words[0] in ("create", "alter", "drop") and words[1:2] and words[1] in KINDS else set()
    for place in range(1, len(code)):
        before = " ".join(words[max(place - 3, 0) : place])
        verbs = AFTER_VERB.get(words[place - 1], ())
        if f" {before}".endswith(PHRASES) or any(verb in words[:place] for verb in verbs):
            starts.add(place)
    return frozenset(found for start in starts for found in _listed(code, words, start))


def _listed(code: Sequence[Token], words: Sequence[str], place: int) -> Iterator[int]:
    """Yield the places of the names in a list, as in `GRANT ... TO akeller, 'bruiz'@'localhost'`."""
    while place < len(code) and code[place].kind in NAMES:
        if code[place].kind == "word" and words[place] in NO_USERS:
            place += 1
            continue
        if is_account(code[place].content):
            yield place
        place += 3 if words[place + 1 : place + 2] == ["@"] else 1
        if words[place : place + 1] != [","]:
            return
        place += 1


def settings(code: Sequence[Token]) -> frozenset[int]:
    """Return the places of the values of options of a full-text index, as in `tokenize = 'porter'`."""
    if [token.raw.lower() for token in code[:3]] != ["create", "virtual", "table"]:
        return frozenset()
    return frozenset(
        place + 2
        for place in range(3, len(code) - 2)
        if code[place].content.lower() in INDEX_OPTIONS and code[place + 1].raw == "="
    )


def with_breaks(code: Sequence[Token]) -> frozenset[int]:
    """Return the places of texts whose line breaks are written, as SQLite dumps them: `replace('a\\nb','\\n',char(10))`."""
    found: set[int] = set()
    for place in range(2, len(code) - 5):
        if code[place - 1].raw == "(" and code[place - 2].raw.lower() == "replace" and code[place].kind == "text":
            after = [token.raw.lower() for token in code[place + 1 : place + 6]]
            if after[0] == "," and after[1] in WRITTEN_BREAKS and after[2:] == [",", "char", "("]:
                found.add(place)
    return frozenset(found)
