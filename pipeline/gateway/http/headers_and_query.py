"""Headers, query strings and path ends: allow lists of forms, since only bodies are scanned.

Ids are random, and names contain no number that could identify anybody; the name of a model is not scanned in a body
either.
"""

from collections.abc import Mapping

import regex

from pipeline.records.prompts.field_kinds import UUID

DATE = r"20[2-4]\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
RANDOM = r"(?:(?!\w*\d{9})[A-Za-z0-9]{16,64}|[0-9a-f]{32,64})"
BETA = r"(?:(?:[a-z]+|\d{1,3}[a-z]?)-){1,9}20[2-4]\d-?\d\d-?\d\d"

HEADERS: Mapping[str, regex.Pattern[str]] = {
    "anthropic-version": regex.compile(DATE),
    "anthropic-beta": regex.compile(rf"{BETA}(?: *, *{BETA})*"),
    "anthropic-dangerous-direct-browser-access": regex.compile("true"),
    "openai-organization": regex.compile(rf"(?:org|user)-{RANDOM}|{UUID.pattern}"),
    "openai-project": regex.compile(rf"proj_{RANDOM}|{UUID.pattern}"),
    "openai-beta": regex.compile(rf"[a-z_]{{1,32}}=(?:v\d|experimental|{DATE})"),
}
QUERY: Mapping[str, regex.Pattern[str]] = {
    "beta": regex.compile("true"),
    "stream": regex.compile("true|false"),
    "include_obfuscation": regex.compile("true|false"),
    "order": regex.compile("asc|desc"),
    "limit": regex.compile(r"\d{1,4}"),
    "starting_after": regex.compile(r"\d{1,6}"),
    "api-version": regex.compile(rf"{DATE}(?:-preview)?|v1|preview|latest"),
}
CURSORS = frozenset({"after", "before", "after_id", "before_id", "starting_after"})

ID = regex.compile(rf"(?:[a-z]{{2,16}}[-_]){{1,2}}{RANDOM}|{UUID.pattern}")
# "gpt-4.1-2025-04-14", "claude-3-5-sonnet-20241022", "llama3.3:70b", but not "first.last".
NAME = regex.compile(r"[A-Za-z](?:[A-Za-z0-9_:-]|\.(?=\d)){0,79}")
ANY_DATE = regex.compile(r"20[2-4]\d-?[01]\d-?[0-3]\d")
NUMBER = regex.compile(r"(?:\d[-_.:, ]*){7}")


def is_header(name: str, value: str) -> bool:
    """Tell whether a forwarded header has the form of its allow list."""
    return bool(HEADERS[name].fullmatch(value)) and (name != "anthropic-beta" or not _holds_number(value))


def is_query(query: str) -> bool:
    """Tell whether every parameter of a query string is on the allow list, and none is a duplicate."""
    parts = [part.partition("=") for part in query.split("&") if part]
    names = [name for name, _, _ in parts]
    return len(set(names)) == len(names) and all(_is_parameter(name, value) for name, _, value in parts)


def is_reference(text: str) -> bool:
    """Tell whether a text has the form of an id or of the name of a model."""
    return bool(ID.fullmatch(text) or (NAME.fullmatch(text) and not _holds_number(text)))


def _is_parameter(name: str, value: str) -> bool:
    return bool(name in QUERY and QUERY[name].fullmatch(value)) or (name in CURSORS and is_reference(value))


def _holds_number(text: str) -> bool:
    return bool(NUMBER.search(ANY_DATE.sub("date", text)))
