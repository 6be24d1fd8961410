"""National ids: what is issued under a rule becomes another number that the rule's validator takes."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, product

from stdnum.exceptions import ValidationError

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.permutation import cycle
from pipeline.replace.keyed.shapes import DIGITS, LETTERS, alphabets, characters, fill, number_of, spread, text_of
from pipeline.replace.numbers.national_id_rules import ALPHABETS, RULES, Rule
from recognizers.entities import where

MAX_WALKS = 2000
# An id that only its validator tells: the rules are tried in their order.
ANY_ID = where(surrogate="any_id")


def surrogate_id(key: FamilyKey, entity: str, surface: str, attempt: int = 0) -> str:
    """Return the surrogate of a national id, or nothing where no rule takes it.

    The free places are permuted, and the check digits set; from what the validator does not take the walk goes on
    (cycle walking: Black and Rogaway, 2002), so that two ids meet only where the range that is never issued is
    smaller than the range that is.

    Arguments:
        key: the family key of numbers.
        entity: what the id is; NATIONAL_ID and TAX_ID are whatever a validator takes.
        surface: the id as it is written; its separators stay where they are.
        attempt: counts up where an earlier surrogate was taken.
    """
    text = characters(surface)
    if not text.isascii():
        return ""
    for rule, masks in _rules_for(entity, len(text)):
        if _takes(rule, surface, text) or (rule.reserved and entity not in ANY_ID):
            return _walk(key, rule, masks, surface, text, attempt)
    return ""


@lru_cache(maxsize=4096)
def _rules_for(entity: str, length: int) -> tuple[tuple[Rule, tuple[str, ...]], ...]:
    """Return the rules of an entity that have ids of a length, with their masks for it."""
    return tuple((rule, masks) for rule in rules_of(entity) if (masks := rule.masks_of(length)))


@cache
def rules_of(entity: str) -> tuple[Rule, ...]:
    """Return the rules of an entity, in the order in which they are tried."""
    return tuple(rule for rule in RULES if entity in rule.entities or (entity in ANY_ID and rule.tells))


def _takes(rule: Rule, surface: str, text: str) -> bool:
    """Tell whether the validator takes an id, written like `surface`, without separators or with them.

    A sign among them may tell the century.
    """
    valid = rule.validator()
    try:
        if valid(text):
            return True
        written = fill(surface, text).strip()
        return written != text and bool(valid(written))
    except (ValueError, IndexError, KeyError):
        return False


def _walk(key: FamilyKey, rule: Rule, masks: Sequence[str], surface: str, text: str, attempt: int) -> str:
    may = _may(masks[0], text)
    body = "".join(character for character, mark in zip(text, masks[0], strict=True) if mark != "?")
    free = [alphabet for alphabet, mark in zip(may, masks[0], strict=True) if mark != "?"]
    held = "".join(character for character, alphabet in zip(body, free, strict=True) if len(alphabet) == 1)
    number, size = number_of(body, free)
    label = f"{rule.name}|{len(text)}|{held}|{attempt}"
    size *= len(masks)
    for index in islice(_indices(key, label, number, size, rule.reserved), MAX_WALKS):
        choice, rest = divmod(index, size // len(masks))
        made = _completed(rule, masks[choice], surface, text, text_of(rest, free))
        if made and made != text:
            return fill(surface, made)
    return ""


def _indices(key: FamilyKey, label: str, number: int, size: int, reserved: bool) -> Iterator[int]:
    """Yield the numbers to try: around a keyed cycle that the original lies on, or one of the reserved range."""
    if reserved:
        number = spread(key, label, number, size)
        yield number
    yield from cycle(key, f"{label}|{size}", number, size)


def _may(mask: str, text: str) -> list[str]:
    """Return what may stand at each place; a place whose original the mask does not foresee may hold its whole kind."""
    may = alphabets(text) if mask[0] not in DIGITS else [DIGITS if c.isdecimal() else LETTERS for c in text]
    for place, (character, mark) in enumerate(zip(text, mask, strict=True)):
        if mark in ALPHABETS and character in ALPHABETS[mark]:
            narrowed = "".join(one for one in ALPHABETS[mark] if one in may[place])
            may[place] = narrowed
        elif mark not in ALPHABETS and mark not in ".?":
            may[place] = character
    return may


def _completed(rule: Rule, mask: str, surface: str, text: str, body: str) -> str:
    """Return the id with its check digits if the validator takes it, else nothing."""
    stream = iter(body)
    places = [place for place, mark in enumerate(mask) if mark == "?"]
    made = ["?" if mark == "?" else _of_mark(mark, next(stream)) for mark in mask]
    for checks in _checks(rule, "".join(character for character in made if character != "?"), text, places):
        for place, check in zip(places, checks, strict=True):
            made[place] = check
        whole = "".join(made)
        if not rule.is_future(whole) and _takes(rule, surface, whole):
            return whole
    return ""


def _of_mark(mark: str, drawn: str) -> str:
    return mark if mark in DIGITS or mark in LETTERS else drawn


def _checks(rule: Rule, body: str, text: str, places: Sequence[int]) -> list[str]:
    """Return the check digits to try: those calculated, or all, of the kind that the original has."""
    kinds = [DIGITS if text[place].isdecimal() else LETTERS for place in places]
    calculate = rule.calculator()
    if calculate is None:
        return ["".join(checks) for checks in product(*kinds)]
    try:
        checks = calculate(body)
    except (ValidationError, ValueError, IndexError, KeyError):
        return []
    fits = len(checks) == len(kinds) and all(check in kind for check, kind in zip(checks, kinds, strict=True))
    return [checks] if fits else []
