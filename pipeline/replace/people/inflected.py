"""Inflected mentions: reads the names of a document in their base form."""

from collections.abc import Collection, Mapping

from recognizers.lexicon.inflections import LANGUAGES, base_form
from recognizers.lexicon.names import Name
from recognizers.lexicon.pools.people import culture_of_family, origins_of_given


def in_base_form(parsed: Mapping[str, Name]) -> dict[str, Name]:
    """Return the names of a document, those that are inflected in their base form.

    Arguments:
        parsed: mention as it is written -> name.
    """
    families, givens = {name.family for name in parsed.values()}, {name.given for name in parsed.values()}
    return {surface: _in_base_form(name, families, givens) for surface, name in parsed.items()}


def _in_base_form(name: Name, families: Collection[str], givens: Collection[str]) -> Name:
    """Return a name in its base form.

    Arguments:
        name: the name.
        families, givens: the canonical names of the document.
    """
    family = base_form(name.family, lambda base, _: base in families) or _known_family(name.family)
    is_known_given = bool(origins_of_given(name.given))
    given = "" if is_known_given and not family else base_form(name.given, lambda base, _: base in givens)
    if family and not given:
        given = base_form(name.given, _is_given)
    return name._replace(family=family or name.family, given=given or name.given) if family or given else name


def _known_family(family: str) -> str:
    """Return the base form of a family name that no pool has in the form that is written; an empty string if none has it."""
    if culture_of_family(family) or origins_of_given(family):
        return ""
    return base_form(family, lambda base, language: LANGUAGES.get(culture_of_family(base)) == language)


def _is_given(base: str, language: str) -> bool:
    return any(LANGUAGES.get(culture) == language for culture in origins_of_given(base))
