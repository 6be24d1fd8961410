"""Rendering: writes a surrogate's name in the form of each mention of the person."""

from collections.abc import Sequence
from itertools import chain, zip_longest
from typing import NamedTuple

import regex

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.shapes import LETTERS, digits_like, permute_characters
from pipeline.replace.people.origins import FAMILY, FAMILY_FEMALE, FEMALE, MALE, families, family_kind, givens
from pipeline.replace.people.people import Person, Surrogate
from recognizers.lexicon import nicknames
from recognizers.lexicon.inflections import (
    ADJECTIVES,
    LANGUAGES,
    in_case_of_adjective,
    inflected,
    inflected_like,
    readings,
)
from recognizers.lexicon.letter_case import in_case
from recognizers.lexicon.name_order import PATRONYMIC
from recognizers.lexicon.name_words import devotions_like
from recognizers.lexicon.names import NameWord, Role, parse, without_apostrophes
from recognizers.lexicon.patronymics import patronymic, patronymic_base
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.pools.people import origins_of_given

NUMBER = regex.compile(r"(?<!\d|\d:)\d{2,}(?!\d|:\d)")  # excludes times of day
# "Min-jun" is one name, which is written "Minjun" as well.
WITHOUT_HYPHEN = frozenset({"ko-latin", "zh-latin"})
LONGEST_ABBREVIATION = 4
# Endings that have no accent in canonical form -> case of a name in "a".
NASALS = {"ą": "instrumental", "ę": "accusative"}


class _Mention(NamedTuple):
    """A mention that is being written.

    Arguments:
        seen: the roles of the words so far.
        has_family: whether one of the words is the person's family name, or its first one.
    """

    seen: set[Role]
    has_family: bool


def render(key: FamilyKey, surface: str, part: str, person: Person, surrogate: Surrogate) -> str:
    """Return a surrogate's name in the form of a mention: order, initials, case and punctuation stay.

    A number within the mention is not part of the name (models include some by mistake). It is replaced as well.

    Arguments:
        key: the family key of people, for middle names.
        surface: the mention as it is written.
        part: `given` or `family` if a column or the person's full name shows that the mention is only this part.
        person: the person that the mention refers to.
        surrogate: the surrogate of the person.
    """
    name = parse(surface, part)
    if name.is_plain and name.given == person.given and name.family == person.family:
        return f"{surrogate.given} {without_apostrophes(surrogate.family)}"
    runs_on = surface.isalpha() and {Role.GIVEN, Role.FAMILY} <= {word.role for word in name.words}
    if runs_on and surrogate.given.isascii():  # Chinese names have no space, Latin ones need one
        return f"{surrogate.given} {surrogate.family}"
    pieces, position = [], 0
    first_family = person.family.partition(" ")[0]
    mention = _Mention(set(), any(canonical(word.text) in (person.family, first_family) for word in name.words))
    for word in name.words:
        if replacement := _replacement(key, word, person, surrogate, mention):
            between = _without_numbers(key, surface[position : word.start])
            pieces += [between, _like_part(replacement, surface[word.start : word.end])]
            position = word.end
        mention.seen.add(word.role)
    return "".join(pieces) + _without_numbers(key, surface[position:])


def _without_numbers(key: FamilyKey, between: str) -> str:
    if not any(map(str.isdecimal, between)):
        return between
    return NUMBER.sub(lambda number: digits_like(key, "in a name", number[0]), between)


def _replacement(key: FamilyKey, word: NameWord, person: Person, surrogate: Surrogate, mention: _Mention) -> str:
    """Return the replacement of a word; an empty string if the word stays."""
    if word.role in (Role.TITLE, Role.SUFFIX, Role.PARTICLE):
        return ""
    own = canonical(word.text) if word.role is Role.GIVEN else without_apostrophes(canonical(word.text))
    if aside := _aside(key, word, own, person, surrogate):
        return aside
    families = person.family.split()
    is_family = own in families if own in (*families, person.given) else word.role is Role.FAMILY
    is_further = word.role is Role.MIDDLE or word.role in mention.seen or (is_family and mention.has_family)
    if own not in (person.family, person.given, *families[:1]) and (is_further or own in families):
        is_family = is_family and (own in families or not mention.has_family)
        if word.is_initial and not is_family and len(own) == 1 and own.isascii():
            return other_initial(key, own, person)
        devotions = devotions_like(own) if Role.PARTICLE in mention.seen and not is_family else ()  # "María del Pilar"
        further = _further(key, word, own, surrogate, devotions, is_family=is_family)
        return further if word.is_initial else _with_marks(key, word, further, surrogate, is_family=is_family)
    if is_family:
        halves = person.family.split("-") if "-" in own else [person.family]
        half, ending = (own.partition("-")[0], "") if len(halves) > 1 else (own, word.text[-1:])
        chosen = _declined(surrogate.family, half, halves[0], surrogate, ending=ending)
    elif nicknames.is_short_form(own, person.given) or nicknames.formal_name(own) != own:
        chosen = _short(own, person, surrogate)
    elif nicknames.is_short_form(person.given, own):
        chosen = surrogate.given
    elif base := next((one.base for one in readings(own) if nicknames.is_short_form(one.base, person.given)), ""):
        chosen = _declined(_short(base, person, surrogate), own, base, surrogate, is_family=False)
    else:
        chosen = _declined(surrogate.given, own, person.given, surrogate, is_family=False, ending=word.text[-1:])
    if word.is_initial:
        return chosen[0]
    bases = person.family.split("-")[1:] if is_family else ()
    return _with_marks(key, word, chosen, surrogate, bases, is_family=is_family)


def _aside(key: FamilyKey, word: NameWord, own: str, person: Person, surrogate: Surrogate) -> str:
    """Return the replacement of a nickname or of a family name at birth; an empty string for any other word."""
    nickname, birth = person.also
    if own in (person.given, *person.family.split()):
        return ""
    if word.role is Role.BIRTH or own in birth.split():
        return _with_marks(key, word, _further(key, word, own, surrogate, is_family=True), surrogate, is_family=True)
    if word.role is not Role.NICKNAME and own not in nickname.split():
        return ""
    if nicknames.is_short_form(own, person.given):
        return _short(own, person, surrogate)
    return _further(key, word, own, surrogate, is_family=False)


def _short(own: str, person: Person, surrogate: Surrogate) -> str:
    """Return a short form of the surrogate's given name, or the name if it has too few."""
    index = nicknames.short_form_index(own, person.given)
    return nicknames.short_form(canonical(surrogate.given), index) or surrogate.given


def _declined(
    chosen: str, own: str, base: str, surrogate: Surrogate, *, is_family: bool = True, ending: str = ""
) -> str:
    """Return a name of the surrogate in the case of an inflected word: "Nowak" for "Kowalskiego" is "Nowaka"."""
    language = LANGUAGES.get(surrogate.culture, "")
    nasal = NASALS.get(ending.casefold(), "") if own == base and base.endswith("a") else ""
    if not language or (own == base and not nasal):
        return chosen
    is_female = surrogate.given_kind == FEMALE
    is_adjective = (
        is_family and is_female and language in ADJECTIVES and _has_other_form_of_men(chosen, surrogate.culture)
    )
    if nasal:
        return in_case_of_adjective(chosen, language, nasal) if is_adjective else inflected(chosen, language, nasal)
    return inflected_like(chosen, own, base, language, is_female=is_female, is_adjective=is_adjective)


def _has_other_form_of_men(family: str, culture: str) -> bool:
    """Return whether a woman's family name is an adjective, which men have in another form: "Należyta", but not "Kaleta"."""
    index = families(culture, FAMILY_FEMALE).index_of(canonical(family))
    return index is not None and families(culture, FAMILY).names[index] != family


def _with_marks(
    key: FamilyKey, word: NameWord, chosen: str, surrogate: Surrogate, bases: Sequence[str] = (), *, is_family: bool
) -> str:
    """Add the apostrophes and hyphens of the replaced name, so that SQL quoting stays valid.

    "O'Brien" is replaced by a name with "O'"; parts after a hyphen are replaced by further names, in the case that they have
    beside their base forms.
    """
    first, *rest = word.text.split("-")
    if "-" not in chosen and (is_family or not _is_one_given(word, surrogate)):
        for part, base in zip_longest(rest, bases[: len(rest)]):
            further = _further(key, word._replace(text=part), base or canonical(part), surrogate, is_family=is_family)
            further = _declined(further, canonical(part), base, surrogate) if base else further
            chosen += "-" + (further.lower() if part[:1].islower() else further)
    if "'" not in word.text:
        return without_apostrophes(chosen)
    for place in range(word.text.count("'") - chosen.count("'")):
        prefix = first.partition("'")[0]
        letter = prefix if len(prefix) == 1 and not place else "D"
        chosen = f"{letter}'{chosen}"
    return chosen


def _is_one_given(word: NameWord, surrogate: Surrogate) -> bool:
    """Return whether a given name with a hyphen is one name, whatever the culture of the family name is: "Hye-jin De Luca"."""
    known = origins_of_given(canonical(word.text).replace("-", ""))
    return surrogate.culture in WITHOUT_HYPHEN or next(iter(known), "") in WITHOUT_HYPHEN


def _further(
    key: FamilyKey, word: NameWord, own: str, surrogate: Surrogate, devotions: Sequence[str] = (), *, is_family: bool
) -> str:
    """Return another middle name, second surname or initial, which is none of the surrogate's other names."""
    culture, gender = surrogate.culture, surrogate.given_kind
    if is_family:
        kind = family_kind(culture, gender)
        names: Sequence[str] = families(culture, kind).names
    else:
        kind = MALE if (is_patronymic := PATRONYMIC.fullmatch(own) is not None) else gender
        names = tuple(devotions) or givens(culture, kind, culture).names
    base, case = patronymic_base(own) if not is_family and is_patronymic else (own, "")
    others = key.rotated(f"{kind}|{base}", names)
    first = next(others)
    if word.is_initial:
        return _next_letter(word.text) if first[0].casefold() == own[:1] else first[0]
    known = (surrogate.given, surrogate.family)
    chosen = next((name for name in chain([first], others) if name not in known and canonical(name) != own), first)
    return patronymic(chosen, base, case) if not is_family and is_patronymic else chosen


def other_initial(key: FamilyKey, letter: str, person: Person) -> str:
    """Permute a middle initial, so that namesakes with different ones remain different."""
    return permute_characters(key, f"middle|{person.given}|{person.family}", letter.upper(), [LETTERS])


def _next_letter(letter: str) -> str:
    return "A" if letter.upper() == "Z" else chr(ord(letter.upper()) + 1)


def _like_part(replacement: str, like: str) -> str:
    """Write a part of a name in the case of another; the full stop of an abbreviation stays behind one."""
    stop = "." if like.endswith(".") and len(replacement) <= max(len(like), LONGEST_ABBREVIATION) else ""
    return in_case(replacement, like.rstrip("."), min_capitals=2) + stop
