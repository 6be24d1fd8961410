"""Vault erasure: which rows belong to a value or person, or are too old, and what their deletion leaves in the log."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from pipeline.restore.vault_log import Access
from pipeline.restore.vault_rows import Count, StoredOriginal
from recognizers.entities import where
from recognizers.lexicon.names import parse
from recognizers.lexicon.nicknames import short_forms
from recognizers.lexicon.spellings import spellings

ACTIONS = ("forget", "expire")
NAMES = where(follows_people=True)
Place = tuple[str, str]  # key id, scope


def belonging_to(values: Sequence[str], *, is_exact: bool) -> Callable[[StoredOriginal], bool]:
    """Return whether an original is one of the values or, unless `is_exact`, a name or address of a named person.

    Case, separators and punctuation do not count. Parts and short forms of a name may be other people's too: they are erased
    for all.

    Arguments:
        values: names of people or other values, as they were written in the originals.
        is_exact: whether to leave parts of names, and addresses and user names made from names.
    """
    wanted = {_plain(value) for value in values}
    people = [value for value in values if not is_exact and _is_name(value)]
    forms = {_plain(form.text) for value in people for form in spellings("PERSON", value)}
    forms |= {_plain(short) for value in people for short in _short_forms(value)}

    def belongs(original: StoredOriginal) -> bool:
        is_of_person = original.entity in NAMES and _plain(original.original.partition("@")[0]) in forms
        return is_of_person or _plain(original.original) in wanted

    return belongs


def older_than(days: int, today: date) -> Callable[[StoredOriginal], bool]:
    """Return whether an original was stored more than `days` days ago. The day of older versions' rows is not known."""
    first = today - timedelta(days=days)
    return lambda original: bool(original.stored) and date.fromisoformat(original.stored) < first


def outcome_of(erased: Mapping[Place, Count]) -> str:
    """Return what the log records of an erasure: the number of rows of each key and scope."""
    return json.dumps([[*place, count.rows] for place, count in sorted(erased.items())], separators=(",", ":"))


def erased_since(log: Iterable[Access], lines: int) -> dict[Place, int]:
    """Return the number of rows of each key and scope that were erased after a line of a log, which is verified.

    Arguments:
        log: the lines, the oldest first.
        lines: the number of the line.
    """
    erased: dict[Place, int] = {}
    for access in log:
        if access.number > lines and access.action in ACTIONS:
            for key_id, scope, rows in json.loads(access.outcome):
                erased[key_id, scope] = erased.get((key_id, scope), 0) + rows
    return erased


def _short_forms(name: str) -> set[str]:
    """Return the short forms of a given name, alone and with the family name: "Maggie" and "Maggie Frost"."""
    parsed = parse(name, "")
    short = set(short_forms(parsed.given))
    return short | {f"{one} {parsed.written[1]}" for one in short if parsed.family}


def _is_name(value: str) -> bool:
    return "@" not in value and not any(map(str.isdigit, value))


def _plain(value: str) -> str:
    return "".join(filter(str.isalnum, value.casefold()))
