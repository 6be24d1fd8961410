"""URLs: the host is replaced by a reserved one; path, query string and fragment keep only common words."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote, unquote

import regex

from pipeline.replace.internet import (
    RESERVED_SUFFIX,
    is_ip,
    readable_handle,
    surrogate_email,
    surrogate_host,
    surrogate_ip,
)
from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.shapes import ISSUE
from pipeline.replace.keyed.type_tags import is_type_tag, leading_letters
from pipeline.replace.people.handles import is_handle_of
from pipeline.replace.people.people import Person
from pipeline.replace.people.surrogate_handles import Handles
from recognizers.entities import CATALOGUE, where
from recognizers.lexicon.internet_words import (
    COLUMN_OF_PATH,
    ENUMERATED,
    EXTENSIONS,
    HOST_ROLES,
    PAGING_KEYS,
    PATH_WORDS,
)

URL = regex.compile(
    r"""(?<mark>["'(<]*)(?<scheme>[a-z][a-z0-9+.-]*://)?(?:(?<user>[^@/?#\s]+)@)?"""
    r"""(?<host>\[[0-9a-f:.]+\]|[^/:?#\s"'<>()]+)(?<port>:\d+)?(?<rest>.*)""",
    regex.IGNORECASE | regex.DOTALL,
)
MAIL_LINK = regex.compile(r"(?P<scheme>(?:mailto|sips?|xmpp):)(?P<address>[^@/?#\s]+@[^@/?#:\s]+)", regex.IGNORECASE)
# What is before the name of a user in a path, and the keys of queries whose values are user names.
USERS = frozenset(
    """u user users people profile profiles in member members author authors owner home benutzer utilisateurs usuarios utenti gebruikers
    uzytkownicy""".split()
)
USER_KEYS = frozenset(
    """user username user_name userid user_id login uname owner author assignee reporter benutzer utilisateur usuario utilizador utente
    gebruiker uzytkownik""".split()
)
# A host in a path: a label with a role and a number.
HOST = regex.compile(r"(?=[^\d]*\d)[a-z][a-z0-9]*(?:-[a-z0-9]+){0,5}", regex.IGNORECASE)
UUID = regex.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=.*\d)[0-9a-f]{20,64}", regex.IGNORECASE)
ID = regex.compile(r"(?=[^\d]*\d)[A-Z\d]+(?:[-_.][A-Z\d]+){0,4}", regex.IGNORECASE)
LONG_ID = regex.compile(r"(?=(?:\D*\d){4})(?=\d*[A-Z])[A-Z\d]+(?:[-_][A-Z\d]+){0,4}")
ANY_ID = "CUSTOMER_ID"  # an identifier with a tag is the same whatever its entity is
SEGMENT = regex.compile(r"[^/]+")
PAIR = regex.compile(r"[^&;]+")
WORD = regex.compile(r"\p{L}+|\d+")
LETTERS = regex.compile(r"\p{L}+")
USER = regex.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+){0,3}", regex.IGNORECASE)
LETTER = regex.compile(r"[a-z]", regex.IGNORECASE)  # "/u/", "?q=": one letter identifies no person
VERSION = regex.compile(r"v\d{1,2}", regex.IGNORECASE)
END_MARK = regex.compile(r"[\"'<>)\].,;:!]*\Z")  # punctuation after a URL that is not part of it
MAX_PAGE_DIGITS = 4
MAX_NESTED_LINKS = 3
IDS = where(learns_shape=True)
# Names of columns and keys -> the entity of the identifiers in them.
OF_COLUMNS = {column: row.name for row in CATALOGUE if row.name in IDS for column in row.columns.split()}


class Ids(NamedTuple):
    """Makes the surrogates of identifiers within links, which are those that they have alone.

    Arguments:
        patterns: entity -> the regular expression that declares it.
        make: entity, value, attempt -> surrogate.
    """

    patterns: Mapping[str, str]
    make: Callable[[str, str, int], str]

    def surrogate(self, value: str, name: str, attempt: int) -> str:
        """Return the surrogate of an identifier; an empty string for any other value.

        Arguments:
            value: a segment of a path, or a value of a query.
            name: the segment before it ("customers"), or the key ("customer_id").
            attempt: number of the candidate; increased if an earlier one is already in use.
        """
        entity = self._entity(value, name)
        return self.make(entity, value, attempt) if entity else ""

    def _entity(self, value: str, name: str) -> str:
        declared = (entity for entity, pattern in self.patterns.items() if regex.fullmatch(pattern, value))
        if entity := next(declared, "UUID" if UUID.fullmatch(value) else ""):
            return entity
        if not ID.fullmatch(value) or VERSION.fullmatch(value):
            return ""
        letters = leading_letters(value)
        if ISSUE.fullmatch(value) or (letters and is_type_tag(ANY_ID, value, letters)):
            return ANY_ID
        key = name.replace("-", "_")
        column = COLUMN_OF_PATH.get(key, f"{key.removesuffix('s')}_id")
        return OF_COLUMNS.get(key, "") or OF_COLUMNS.get(column, "") or (ANY_ID if LONG_ID.fullmatch(value) else "")


def surrogate_url(
    key: FamilyKey,
    surface: str,
    handles: Handles,
    ids: Ids,
    persons: Sequence[Person],
    domain_key: FamilyKey,
    attempt: int = 0,
    depth: int = 0,
) -> str:
    """Return a URL with a reserved host. Names of the document's people become handles; only common words are kept.

    Arguments:
        key: the family key of internet names.
        surface: the URL as it is written.
        handles, ids: make the surrogates of handles and of identifiers.
        persons: the people of the document.
        domain_key: the family key of organizations.
        attempt: number of the candidate; increased if an earlier one is already in use.
        depth: nesting depth, for a URL within the query string of another.
    """
    if mail := MAIL_LINK.fullmatch(surface):
        return mail["scheme"] + surrogate_email(handles, mail["address"], domain_key, attempt)
    match = URL.fullmatch(surface)
    if not match:
        return readable_handle(key, surface, attempt)
    user = _user_and_password(key, handles, match["user"], attempt) + "@" if match["user"] else ""
    link = _Link(key, handles, ids, persons, domain_key, attempt, depth)
    host = _host(key, match["host"], domain_key, attempt)
    return f"{match['mark']}{match['scheme'] or ''}{user}{host}{match['port'] or ''}{link.rest(match['rest'])}"


def host_of(key: FamilyKey, surface: str, domain_key: FamilyKey) -> str:
    """Return the scheme and the surrogate host of a URL, without the rest.

    Arguments:
        key: the family key of internet names.
        surface: the URL as it is written.
        domain_key: the family key of organizations.

    Returns:
        Scheme and host; an empty string if the URL has no host.
    """
    match = URL.fullmatch(surface)
    return f"{match['scheme'] or ''}{_host(key, match['host'], domain_key, 0)}" if match else ""


def _user_and_password(key: FamilyKey, handles: Handles, user: str, attempt: int) -> str:
    """Return another user name, and another password behind it."""
    name, colon, password = user.partition(":")
    return handles.surrogate(name, attempt) + colon + (readable_handle(key, password, attempt) if password else "")


def _host(key: FamilyKey, host: str, domain_key: FamilyKey, attempt: int) -> str:
    if is_ip(host):
        address = surrogate_ip(key, host, attempt)
        return f"[{address}]" if host[0] == "[" else address
    if host.casefold() in PATH_WORDS and not attempt:  # a folder: "images/map.png"
        return host
    new_host = surrogate_host(domain_key, host, attempt)
    if new_host.casefold() == host.casefold():
        return readable_handle(key, host, attempt) + f".{RESERVED_SUFFIX}"
    return new_host


class _Link:
    """Replaces path, query string and fragment of one URL."""

    def __init__(
        self,
        key: FamilyKey,
        handles: Handles,
        ids: Ids,
        persons: Sequence[Person],
        domain_key: FamilyKey,
        attempt: int,
        depth: int,
    ) -> None:
        self._key, self._handles, self._ids, self._persons, self._domain_key = key, handles, ids, persons, domain_key
        self._attempt, self._depth = attempt, depth
        self._before = ""  # the segment before the present one

    def rest(self, rest: str) -> str:
        """Replace path, query string and fragment; a fragment may itself contain a path and a query string."""
        before, hash_mark, fragment = rest.partition("#")
        path, mark, query = before.partition("?")
        if "=" in path and not mark and "/" not in path:  # a query string as fragment: "#access_token=..."
            path, query = "", path
        new_fragment = self.rest(fragment) if fragment else ""
        self._before = ""
        return f"{SEGMENT.sub(self._segment, path)}{mark}{PAIR.sub(self._pair, query)}{hash_mark}{new_fragment}"

    def _segment(self, found: "regex.Match[str]") -> str:
        before, self._before = self._before, found[0].casefold()
        if made := self._ids.surrogate(found[0], before, self._attempt):
            return made
        return self._in_plain(found[0], self._user if before in USERS or found[0][0] in "~@" else self._path_part)

    def _user(self, segment: str) -> str:
        """Replace a segment behind "users" and the like: by the surrogate of the user name, if it is one."""
        mark = segment[: len(segment) - len(segment.lstrip("~@"))]
        name = segment[len(mark) :]
        is_file = name.rpartition(".")[2].casefold() in EXTENSIONS
        is_user = (
            USER.fullmatch(name)
            and not is_file
            and not all(word.casefold() in PATH_WORDS for word in WORD.findall(name))
        )
        return mark + self._handles.surrogate(name, self._attempt) if is_user else self._path_part(segment)

    def _pair(self, found: "regex.Match[str]") -> str:
        name, equals, value = found[0].partition("=")
        key = unquote(name).casefold()
        new_name = name if key in OF_COLUMNS else self._in_plain(name, self._words)
        if not value:
            return new_name + equals
        if key in PAGING_KEYS and value.isdecimal() and len(value) <= MAX_PAGE_DIGITS:
            return new_name + equals + value
        if key in USER_KEYS and USER.fullmatch(value) and value.casefold() not in ENUMERATED:
            return new_name + equals + self._handles.surrogate(value, self._attempt)
        made = self._ids.surrogate(value, key, self._attempt)
        return new_name + equals + (made or self._in_plain(value, self._value))

    def _in_plain(self, encoded: str, replace: Callable[[str], str]) -> str:
        """Decode the percent-encoding (RFC 3986, section 2.1) of a part, which may hide letters, and replace the part."""
        plain = unquote(encoded)
        if plain == encoded:
            return replace(plain)
        new = replace(plain)
        return encoded if new == plain else quote(new, safe="+@:!$'()*,")

    def _path_part(self, segment: str) -> str:
        end = END_MARK.search(segment)
        body, tail = (segment[: end.start()], end[0]) if end else (segment, "")
        if VERSION.fullmatch(body):
            return segment
        if body.count("@") == 1 and not body.startswith("@"):
            return surrogate_email(self._handles, body, self._domain_key, self._attempt) + tail
        if HOST.fullmatch(body) and not HOST_ROLES.isdisjoint(LETTERS.findall(body.casefold())):
            return surrogate_host(self._domain_key, body, self._attempt) + tail
        stem, dot, extension = body.rpartition(".")
        if dot and extension.casefold() in EXTENSIONS:
            return f"{self._words(stem)}.{extension}{tail}"
        return self._words(body) + tail

    def _value(self, value: str) -> str:
        if value.casefold() in ENUMERATED:
            return value
        if "://" in value and self._depth < MAX_NESTED_LINKS:
            return surrogate_url(
                self._key,
                value,
                self._handles,
                self._ids,
                self._persons,
                self._domain_key,
                self._attempt,
                self._depth + 1,
            )
        if value.count("@") == 1 and not value.startswith("@"):
            return surrogate_email(self._handles, value, self._domain_key, self._attempt)
        return self._replaced(value)

    def _words(self, text: str) -> str:
        """Keep a text that consists of common words; replace any other completely, since its words may form a name."""
        words = [word.casefold() for word in WORD.findall(text)]
        is_of_a_person = any(self._is_of_a_person(word) for word in (text, *words))
        if not is_of_a_person and (LETTER.fullmatch(text) or all(word in PATH_WORDS for word in words)):
            return text
        return self._replaced(text)

    def _replaced(self, text: str) -> str:
        """Replace names of the document's people by those of their surrogates, and all other letters and digits."""
        if self._is_of_a_person(text):
            return self._handles.surrogate(text, self._attempt)
        pieces, position = [], 0
        for word in LETTERS.finditer(text):
            if self._is_of_a_person(word[0]):
                between = readable_handle(self._key, text[position : word.start()], self._attempt)
                pieces += [between, self._handles.surrogate(word[0], self._attempt)]
                position = word.end()
        return "".join(pieces) + readable_handle(self._key, text[position:], self._attempt)

    def _is_of_a_person(self, text: str) -> bool:
        return any(is_handle_of(text, person) for person in self._persons)
