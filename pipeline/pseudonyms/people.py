"""People: one surrogate for a person, rendered as each mention is written."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from pipeline.pseudonyms.keys import FamilyKey
from pipeline.pseudonyms.names import Role, Word, parse
from pipeline.pseudonyms.permutation import permute
from pipeline.pseudonyms.pools import cultures, pool, pool_index

FEMALE_TITLES = frozenset(
    "mrs ms miss madam dame lady sra srta doña dona frau mme mlle madame signora smt señora pani".split()
)
MALE_TITLES = frozenset("mr sir lord don herr monsieur signor sig shri señor pan".split())
SCRIPTS = (
    (regex.compile(r"[\p{Hiragana}\p{Katakana}]"), "ja"),
    (regex.compile(r"\p{Hangul}"), "ko"),
    (regex.compile(r"\p{Han}"), "zh"),
    (regex.compile(r"\p{Cyrillic}"), "ru"),
    (regex.compile(r"\p{Greek}"), "el"),
    (regex.compile(r"\p{Arabic}"), "ar"),
    (regex.compile(r"\p{Devanagari}"), "hi"),
)
SCRIPT_CULTURES = frozenset(culture for _, culture in SCRIPTS)
HANDLE_TOKEN = regex.compile(r"\p{L}+|\d+")
MIN_HANDLE_PART = 3
MAX_ATTEMPTS = 500  # small pools can run out in a document of hundreds of people


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a document shows him or her, in canonical form; a part that is not known is empty.

    With a title or without, it is the same person.
    """

    given: str
    family: str
    title: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Surrogate:
    """The person who stands for another: parts in title case."""

    given: str
    family: str
    pool_culture: str
    pool_given: str


def gender_of_title(title: str) -> str:
    """Return the pool of given names that a title goes with; an empty string where it tells none."""
    if title in FEMALE_TITLES:
        return "given_female"
    return "given_male" if title in MALE_TITLES else ""


def gender_of(person: Person) -> str:
    """Return the pool of given names that a person's own is drawn from; an empty string where nothing tells."""
    culture = _culture_of(person.given, person.family)
    return gender_of_title(person.title) or _gender_of_name(person.given, culture)


def surrogate_person(key: FamilyKey, person: Person, taken: Collection[str], attempt: int = 0) -> Surrogate:
    """Choose the surrogate of a person.

    The whole person is mapped, so that how frequent a surname is stays hidden. Names in the pools are
    permuted and cannot collide; others are hashed into the same space.

    Arguments:
        key: the family key of people.
        person: the person.
        taken: case-folded names that the surrogate must not have in any of its parts.
        attempt: counts up where an earlier surrogate was taken.
    """
    culture = _culture_of(person.given, person.family)
    given_kind = _given_kind(key, person, culture)
    own = {*person.given.split(), *person.family.split()}
    for further in range(attempt, attempt + MAX_ATTEMPTS):
        given, family = _draw(key, person, culture, given_kind, further)
        parts = {given.casefold(), family.casefold(), f"{given} {family}".casefold()}
        if parts.isdisjoint(own) and not any(part in taken for part in parts):
            break
    return Surrogate(given, family, culture, given_kind)


def render(key: FamilyKey, surface: str, part: str, surrogate: Surrogate) -> str:
    """Write the surrogate as `surface` writes the person: order, initials, case and punctuation stay.

    Arguments:
        key: the family key of people, for middle names.
        surface: a mention of the person.
        part: `given` or `family` where a column says that it is only that.
        surrogate: who stands for the person.
    """
    name = parse(surface, part)
    pieces, position = [], 0
    seen: set[Role] = set()
    for word in name.words:
        if replacement := _replacement(key, word, surrogate, repeated=word.role in seen):
            pieces += [surface[position : word.start], _in_case(replacement, surface[word.start : word.end])]
            position = word.end
        seen.add(word.role)
    return "".join(pieces) + surface[position:]


def render_handle(key: FamilyKey, handle: str, person: Person, surrogate: Surrogate) -> str | None:
    """Write a user name or local part that was made from a person's name with the surrogate's name.

    Returns:
        The handle of the surrogate, digits keyed; None where the handle is not made from the name.
    """
    given, family = _ascii(person.given.replace(" ", "")), _ascii(person.family.replace(" ", ""))
    new_given, new_family = _ascii(surrogate.given), _ascii(surrogate.family)
    forms = _handle_forms(given, family, new_given, new_family)
    initials = {given[:1]: new_given[:1], family[:1]: new_family[:1]}
    told = False
    pieces, position = [], 0
    for token in HANDLE_TOKEN.finditer(handle):
        old = _ascii(token[0])
        if token[0].isdecimal():
            new = digits_like(key, f"{person.given}|{person.family}", token[0])
        elif old in forms:
            new, told = forms[old], True
        elif old and old in initials:
            new = initials[old]
        else:
            return None
        pieces += [
            handle[position : token.start()],
            _in_case(new.lower(), token[0]) if token[0].isupper() else new.lower(),
        ]
        position = token.end()
    return "".join(pieces) + handle[position:] if told else None


def handles(given: str, family: str) -> list[str]:
    """Return the user names that people make of a name: "ana.ruiz", "aruiz", "ruiza", "ana_ruiz"."""
    given, family = _ascii(given), _ascii(family)
    if not given or not family:
        return []
    marked = [f"{first}{mark}{family}" for first in (given, given[0]) for mark in ("", ".", "_", "-")]
    return [*marked, f"{family}{given[0]}", f"{family}.{given}"]


def digits_like(key: FamilyKey, salt: str, digits: str) -> str:
    """Return keyed digits of the same number, never the same ones."""
    size = 10 ** len(digits)
    number = key.number(f"digits|{salt}|{digits}", size - 1)
    return str(number if number < int(digits) else number + 1).zfill(len(digits))


def _handle_forms(given: str, family: str, new_given: str, new_family: str) -> dict[str, str]:
    """Map what people make handles of to what the surrogate would have made."""
    forms: dict[str, str] = {}
    if len(given) >= MIN_HANDLE_PART:
        forms[given] = new_given
    if len(family) >= 2:
        forms[family] = new_family
    if given and family:
        forms |= {
            given + family: new_given + new_family,
            family + given: new_family + new_given,
            given[0] + family: new_given[0] + new_family,
            family + given[0]: new_family + new_given[0],
            given + family[0]: new_given + new_family[0],
        }
    return forms


def _draw(key: FamilyKey, person: Person, culture: str, given_kind: str, attempt: int) -> tuple[str, str]:
    givens, families = pool(culture, given_kind), pool(culture, "family")
    given_at = pool_index(culture, given_kind).get(person.given)
    family_at = pool_index(culture, "family").get(person.family)
    label, size = f"{culture}|{given_kind}", len(givens) * len(families)
    if attempt == 0 and given_at is not None and family_at is not None:
        index = permute(key, label, given_at * len(families) + family_at, size)
    else:
        index = key.number(f"{label}|{person.given}|{person.family}|{attempt}", size)
    return givens[index // len(families)], families[index % len(families)]


@lru_cache(maxsize=65_536)
def _culture_of(given: str, family: str) -> str:
    """Guess the culture: the pool that knows both names, else the family name, else the given name, else the script."""
    for pattern, culture in SCRIPTS:
        if pattern.search(given + family):
            return culture
    latin = [culture for culture in cultures() if culture not in SCRIPT_CULTURES]
    knows_family = [culture for culture in latin if family in pool_index(culture, "family")]
    knows_given = [
        culture for culture in latin if any(given in pool_index(culture, k) for k in ("given_female", "given_male"))
    ]
    both = [culture for culture in knows_family if culture in knows_given]
    return next(iter([*both, *knows_family, *knows_given]), "en")


def _given_kind(key: FamilyKey, person: Person, culture: str) -> str:
    """Tell the gender by the title, else by the pools, else by a keyed coin."""
    known = gender_of_title(person.title) or _gender_of_name(person.given, culture)
    return known or ("given_female", "given_male")[key.number(f"gender|{person.given}|{person.family}", 2)]


@lru_cache(maxsize=65_536)
def _gender_of_name(given: str, culture: str) -> str:
    for candidate in (culture, *cultures()):
        female = given in pool_index(candidate, "given_female")
        male = given in pool_index(candidate, "given_male")
        if female != male:
            return "given_female" if female else "given_male"
    return ""


def _replacement(key: FamilyKey, word: Word, surrogate: Surrogate, *, repeated: bool) -> str:
    """Return the word that takes this word's place; an empty string where the word stays."""
    if word.role in (Role.TITLE, Role.SUFFIX, Role.PARTICLE):
        return ""
    if word.role is Role.MIDDLE or repeated:
        kind = "family" if word.role is Role.FAMILY else surrogate.pool_given
        names = pool(surrogate.pool_culture, kind)
        index = key.number(f"{word.role}|{word.text.casefold()}", len(names))
        same_letter = word.is_initial and names[index][0].casefold() == word.text.casefold()
        chosen = names[(index + 1) % len(names)] if names[index].casefold() == word.text.casefold() else names[index]
        return (_next_letter(word.text) if same_letter else chosen[0]) if word.is_initial else chosen
    chosen = surrogate.given if word.role is Role.GIVEN else surrogate.family
    return chosen[0] if word.is_initial else chosen


def _next_letter(letter: str) -> str:
    return "A" if letter.upper() == "Z" else chr(ord(letter.upper()) + 1)


def _in_case(replacement: str, like: str) -> str:
    """Write `replacement` in the case of `like`; an abbreviation's full stop stays."""
    stop = "." if like.endswith(".") else ""
    letters = like.rstrip(".")
    if letters.islower():
        return replacement.lower() + stop
    if letters.isupper() and len(letters) > 1:
        return replacement.upper() + stop
    return replacement + stop


def _ascii(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in decomposed if character.isalnum())
