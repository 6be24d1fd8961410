"""Declared fields: columns and keys whose name determines the entity of their values."""

from collections.abc import Sequence

import regex

from pipeline.records.model import FREE_TEXT, KEEP, ReadOptions
from pipeline.text.document import Text
from recognizers.entities import CATALOGUE

# Normalized name -> (entity, part of a name). Prefixes such as `customer_` are removed first.
DECLARED: dict[str, tuple[str, str]] = {
    name: (row.name, part)
    for row in CATALOGUE
    for part, names in (("", row.columns), ("given", row.given_columns), ("family", row.family_columns))
    for name in names.split()
}
PREFIXES = "customer client user contact billing shipping delivery home work primary secondary business patient employee member personal alt emergency".split()
NOTHING = frozenset({"", "null", "none", "n/a", "na", "nan", "-", "--", "unknown", "undefined", "nil", "?"})
MAX_DECLARED_CHARACTERS = 300
MAX_CONTEXT_CHARACTERS = 80
# Names of fields that say nothing about the values in them.
PROSE = frozenset(
    "answer body comment comments completion content data description input instruction instructions line message messages "
    "note notes output prompt question raw response subject summary text title value".split()
)
CAMEL_HUMP = regex.compile(r"(?<=\p{Ll}|\d)(?=\p{Lu})")
SEPARATORS = regex.compile(r"[\s\-.]+")


def declared(path: Sequence[str], value: str, options: ReadOptions) -> Text | None:
    """Return a value as a text to be scanned.

    Arguments:
        path: the keys that lead to the value, outermost first; for a column, its name only.
        value: the value.
        options: the user's declarations about fields, which take precedence over field names.

    Returns:
        The text, with its entity if one is declared; None if the value is kept without scanning.
    """
    option = option_of(path, options)
    if option == KEEP:
        return None
    context = context_of(path)
    if option == FREE_TEXT:
        return Text(value, context=context)
    if value.strip().casefold() in NOTHING:
        return None
    if option:
        return Text(value, option)
    entity, part = entity_of(path[-1] if path else "")
    is_declared = entity and len(value) <= MAX_DECLARED_CHARACTERS
    return Text(value, entity, part) if is_declared else Text(value, context=context)


def context_of(path: Sequence[str]) -> str:
    """Return the context of a value: the names of its field and of the field that contains it; empty for prose.

    Arguments:
        path: the keys that lead to the value, outermost first; for a column, its name only.
    """
    if not path or path[-1].isdecimal() or path[-1].casefold() in PROSE:
        return ""
    return " ".join(" ".join(path[-2:]).split())[:MAX_CONTEXT_CHARACTERS]


def option_of(path: Sequence[str], options: ReadOptions, *, is_whole_path: bool = False) -> str:
    """Return what the user states about a field: `text`, `keep`, an entity, or an empty string for nothing.

    Arguments:
        path: the keys that lead to the value, outermost first.
        options: what the user states.
        is_whole_path: whether only a statement about the whole path counts, not one about the last key alone.
    """
    if not options.fields:
        return ""
    stated = options.fields.get(".".join(path), "")
    if stated or is_whole_path or not path:
        return stated
    return options.fields.get(path[-1], "")


def entity_of(name: str) -> tuple[str, str]:
    """Return (entity, part of a name) that the name of a column or key declares; empty strings if none."""
    normal = SEPARATORS.sub("_", CAMEL_HUMP.sub("_", name.strip())).casefold()
    if normal in DECLARED:
        return DECLARED[normal]
    first, _, rest = normal.partition("_")
    return DECLARED.get(rest, ("", "")) if first in PREFIXES else ("", "")
