"""Declared fields: columns and keys whose name determines the entity of their values."""

from collections.abc import Iterable, Sequence

import regex

from pipeline.extensions import known_entities
from pipeline.records.declarations import Declared, entity_of_path, is_category, may_be_id, may_name_a_person
from pipeline.records.key_names import is_like_a_person
from pipeline.records.model import DROP, FREE_TEXT, KEEP, ReadOptions
from pipeline.records.patterns import stated_name
from pipeline.text.document import Text
from recognizers.entities import KNOWN

NOTHING = frozenset({"", "null", "none", "n/a", "na", "nan", "-", "--", "unknown", "undefined", "nil", "?"})
MAX_DECLARED_CHARACTERS = 300
MAX_CONTEXT_CHARACTERS = 80
# Names of fields that say nothing about the values in them.
PROSE = frozenset(
    "answer body comment comments completion content data description input instruction instructions line message messages "
    "note notes output prompt question raw response subject summary text title value".split()
)
# A measure or a count, which a model takes for any id. Rules read the name of its field.
NUMBER = regex.compile(r"\s*+[-+]?\d++(?:[.,]\d++)*+(?:[eE][-+]?\d++)?\s*+")
MAIL_ADDRESS = regex.compile(r"\s*+[^\s@]++@[^\s@]+\.\w++\s*+")


def known_kinds(of_policy: Iterable[str]) -> frozenset[str]:
    """Return what can be declared for a field: `text`, `keep`, `drop` or an entity.

    Arguments:
        of_policy: the entities that the policy itself has looked for.
    """
    return frozenset({FREE_TEXT, KEEP, DROP, *known_entities(), *of_policy})


def declared(
    path: Sequence[str], value: str, options: ReadOptions, min_digits: int = 0, meaning: str = ""
) -> Text | None:
    """Return a value as a text to be scanned, and tell a sample what it is taken for.

    Arguments:
        path: the keys that lead to the value, outermost first; for a column, its name only.
        value: the value.
        options: the user's declarations about fields, which take precedence over field names.
        min_digits: the digits of a number whose name declares nothing; with fewer it is kept. 0 for other values.
        meaning: what the format says of the value: an entity, with the part of a name (`PERSON:given`), or words that
            say more than the path; empty for what the path says.

    Returns:
        The text, with its entity if one is declared; None if the value is kept without scanning.
    """
    return noted(path, value, taken_for(path, value, options, min_digits, meaning), options)


def noted(path: Sequence[str], value: str, text: Text | None, options: ReadOptions) -> Text | None:
    """Tell a sample what a value is taken for, and return the text; for values that `declared` does not see.

    Arguments:
        path, value, options: as in `declared`.
        text: the text of the value; None if it is kept.
    """
    if options.note:
        options.note(path, value, text)
    return text


def taken_for(
    path: Sequence[str], value: str, options: ReadOptions, min_digits: int = 0, meaning: str = ""
) -> Text | None:
    """Return the text of `declared`, and tell no sample. The arguments are the same."""
    option = option_of(path, options)
    if is_dropped(path, options):
        return Text(value, is_dropped=True)
    if option == KEEP or (option != FREE_TEXT and is_nothing(value)):
        return None
    stated = _entity_of_meaning(meaning)
    said = path if stated or not meaning else (meaning,)
    entity, part = (option, "") if option else _entity_of_value(said, value, stated or entity_of_path(said))
    if option == FREE_TEXT or not entity or (not option and len(value) > MAX_DECLARED_CHARACTERS):
        is_long = not min_digits or sum(map(str.isdecimal, value)) >= min_digits
        stated_by = _stated(path, options) if option else ""
        return free_text(said, value, stated_by, is_number=min_digits > 0) if is_long else None
    column = _stated(path, options) if option else (path or ("",))[-1]
    return Text(value, entity, part, column=column, is_category=is_category(path, value))


def free_text(path: Sequence[str], value: str, stated_by: str = "", *, is_number: bool = False) -> Text:
    """Return a value that declares nothing as a text, with the name of its field as context.

    Arguments:
        path: the keys that lead to the value, outermost first.
        value: the value.
        stated_by: the name by which the user states that it is free text, whatever its name says; empty if not.
        is_number: whether the format says that it is a number.
    """
    context = context_of(path)
    if stated_by:
        return Text(value, context=context, column=stated_by)
    is_label = (is_number or bool(context)) and NUMBER.fullmatch(value) is not None
    return Text(value, context=context, is_label=is_label, is_category=is_category(path, value))


def _stated(path: Sequence[str], options: ReadOptions) -> str:
    """Return the name, path or pattern by which the user declares a value."""
    return stated_name(options.fields, ".".join(path)) or stated_name(options.fields, path[-1])


def is_nothing(value: str) -> bool:
    """Return whether a value says that there is none, such as "n/a"."""
    return value.strip().casefold() in NOTHING


def _entity_of_meaning(meaning: str) -> Declared | None:
    entity, _, part = meaning.partition(":")
    return (entity, part) if entity in KNOWN else None


def _entity_of_value(path: Sequence[str], value: str, declares: Declared) -> Declared:
    """Return (entity, part of a name) of a value: a field for people may hold their mail addresses or ids."""
    entity, part = declares
    if not entity and may_name_a_person(path) and is_like_a_person(value):
        return "PERSON", ""
    if entity != "PERSON":
        return entity, part
    if MAIL_ADDRESS.fullmatch(value):
        return "EMAIL_ADDRESS", ""
    is_id = bool(path) and may_be_id(path[-1]) and not any(map(str.isalpha, value))
    return ("", "") if is_id else (entity, part)


def context_of(path: Sequence[str]) -> str:
    """Return the context of a value: the names of its field and of the field that contains it; empty for prose.

    Arguments:
        path: the keys that lead to the value, outermost first; for a column, its name only.
    """
    if not path or path[-1].isdecimal() or path[-1].casefold() in PROSE:
        return ""
    return " ".join(" ".join(path[-2:]).split())[:MAX_CONTEXT_CHARACTERS]


def is_dropped(path: Sequence[str], options: ReadOptions) -> bool:
    """Return whether the user drops a value, or an object or array that it is in.

    Arguments:
        path: the keys that lead to the value, outermost first.
        options: what the user states, about the value in particular or about what it is in.
    """
    if not options.fields:
        return False
    option = option_of(path, options)
    return option == DROP or (not option and any(option_of(path[:end], options) == DROP for end in range(1, len(path))))


def option_of(path: Sequence[str], options: ReadOptions, *, is_whole_path: bool = False) -> str:
    """Return what the user states about a field: `text`, `keep`, `drop`, an entity, or an empty string for nothing.

    Arguments:
        path: the keys that lead to the value, outermost first.
        options: what the user states.
        is_whole_path: whether only a statement about the whole path counts, not one about the last key alone.
    """
    if not options.fields or not path:
        return ""
    stated = options.fields.get(".".join(path), "")
    if stated or is_whole_path:
        return stated
    return options.fields.get(path[-1], "")
