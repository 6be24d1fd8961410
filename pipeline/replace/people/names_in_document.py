"""Names as the other mentions of their document show them: where the family name begins, and which words are no names."""

from collections.abc import Mapping
from typing import NamedTuple

from recognizers.lexicon.name_order import east_asian_culture
from recognizers.lexicon.name_words import PARTICLES_AND_NAMES
from recognizers.lexicon.names import Name, Role
from recognizers.lexicon.pools.people import culture_of_family

SPANISH = "es"  # the first of two surnames is the one that people are called by
# Words before a family name that are no given names if somebody with this family name has another one: "Xiao Deng".
CALLED = frozenset("xiao lao old young".split())


class _Shown(NamedTuple):
    """What the full names of a document show.

    Arguments:
        by_comma: the words of a name, sorted -> the name in the form "Family, Given".
        particles: family name -> the first words of its particles, and an empty string for none.
        titled: the words without a given name, which are family names: "Sra. Roldán".
    """

    by_comma: Mapping[tuple[str, ...], Name]
    particles: Mapping[str, frozenset[str]]
    titled: frozenset[str]


def as_shown(parsed: Mapping[str, Name]) -> dict[str, Name]:
    """Return the names of a document, each read as its other mentions show.

    Arguments:
        parsed: mention as it is written -> name.
    """
    if len(parsed) < 2:
        return dict(parsed)
    titled = frozenset(name.family for name in parsed.values() if not name.given)
    shown = _Shown(_by_comma(parsed), _particles(parsed), titled)
    return {surface: _as_shown(surface, name, shown) for surface, name in parsed.items()}


def _by_comma(parsed: Mapping[str, Name]) -> dict[tuple[str, ...], Name]:
    """Return the names with a comma; of Vietnamese people, whose given name is the last word, those without."""
    found: dict[tuple[str, ...], Name] = {}
    for surface, name in parsed.items():
        if name.is_plain or not name.given or not name.family:
            continue
        is_shown = "," in surface if east_asian_culture(name.family) != "vi" else "," not in surface
        if is_shown and len(words := _words(name)) > 2:
            found.setdefault(words, name)
    return found


def _particles(parsed: Mapping[str, Name]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name in parsed.values():
        if len(name.given) > 1 and name.family and name.given not in CALLED | PARTICLES_AND_NAMES:
            first = "" if name.is_plain else next((w.text.lower() for w in name.words if w.role is Role.PARTICLE), "")
            found[name.family] = found.get(name.family, frozenset()) | {first}
    return found


def _as_shown(surface: str, name: Name, shown: _Shown) -> Name:
    if shown.by_comma and not name.is_plain and name.family and (other := shown.by_comma.get(_words(name))):
        return name._replace(given=other.given, middle=other.middle, family=other.family, written=other.written)
    *middle, last = name.middle.split(" ")
    if last in shown.titled and all(culture_of_family(word) in (SPANISH, "") for word in (last, name.family)):
        return name._replace(middle=" ".join(middle), family=f"{last} {name.family}")
    is_called = name.given in CALLED and name.family in shown.particles
    is_particle = name.given in PARTICLES_AND_NAMES and name.given in shown.particles.get(name.family, ())
    if is_called or is_particle:
        return name._replace(given="", written=("", name.written[1]))
    return name


def _words(name: Name) -> tuple[str, ...]:
    return tuple(sorted(f"{name.given} {name.middle} {name.family}".replace("-", " ").split()))
