"""Targets: the values to search for, the patterns in which each may be written, and the values that are left out.

A value is *sure* if it identifies wherever it occurs: a full name, a mail address, a number of six characters. Others,
such as a surname alone or a town, are searched for only if the originals use the same word nowhere else; that is known
after the search of the originals (`pipeline.audit.judge`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.audit.searcher import MIN_DIGITS
from pipeline.decide.known_values import is_distinctive
from recognizers.entities import row_of
from recognizers.lexicon.digits import digits_of
from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.names import is_family_name, is_given_name
from recognizers.lexicon.normal_form import normal_form
from recognizers.lexicon.rare_spellings import every_spelling, hashes, is_part
from recognizers.lexicon.spellings import DIGIT_STRING, is_common

MIN_CHARACTERS = 4
MAX_CODE_CHARACTERS = 64


class Reason(StrEnum):
    """Why a value is not searched for."""

    SHORT = "fewer than 4 letters or 5 digits"
    EVERYDAY = "an everyday word"
    KEPT = "the policy keeps it"
    USED = "the originals also use it outside of found values"
    PSEUDONYM = "it is also a pseudonym of the run"
    NOT_ALONE = "it does not identify by itself: only a search with the originals tells"
    PUBLIC = "the base model has it, too"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the originals.

    Arguments:
        entity: its entity.
        form: its normal form; excluded from `repr`.
        is_whole: whether it is a whole value, rather than a part of others, such as a surname.
        is_found: whether it was found in the originals, rather than only declared in a dictionary.
    """

    entity: str
    form: str = field(repr=False)
    is_whole: bool
    is_found: bool = True

    @property
    def name(self) -> str:
        """The entity, for counts of whole values apart from those of parts."""
        return self.entity if self.is_whole else f"{self.entity}, parts"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A form to search for.

    Arguments:
        value: the index of its value.
        is_sure: whether every occurrence means the value.
    """

    value: int
    is_sure: bool


@dataclass(slots=True)
class Targets:
    """What to search for.

    Arguments:
        values: the values.
        words, numbers: the patterns of words and of numbers, as `pipeline.audit.searcher.Searcher` takes them.
        left_out: the number of values that are not searched for, by (entity, reason).
    """

    values: list[Value] = field(default_factory=list)
    words: dict[str, Pattern] = field(default_factory=dict, repr=False)
    numbers: dict[str, Pattern] = field(default_factory=dict, repr=False)
    left_out: Counter[tuple[str, Reason]] = field(default_factory=Counter)

    @property
    def patterns(self) -> list[Pattern]:
        """The patterns in the order of their indices."""
        return [*self.words.values(), *self.numbers.values()]

    @property
    def sure(self) -> frozenset[int]:
        """The indices of the patterns that identify wherever they occur."""
        return frozenset(index for index, pattern in enumerate(self.patterns) if pattern.is_sure)

    def word_indices(self) -> dict[str, int]:
        """Return the index of each pattern of words."""
        return {form: index for index, form in enumerate(self.words)}


def targets_of(found: Iterable[tuple[str, str]], terms: Iterable[tuple[str, str]] = ()) -> Targets:
    """Return what to search for.

    Arguments:
        found: (entity, value as it is written, folded) of the found values.
        terms: (entity, term) of the declared dictionaries, which are sure.
    """
    targets = Targets()
    declared = frozenset(terms)
    found = frozenset(found)
    sure = {one for one in found if is_distinctive(*one)} | declared
    parts: set[tuple[str, str]] = set()
    for one in (*sorted(sure), *sorted(found - sure)):
        parts.update(_add_whole(targets, *one, is_sure=one in sure, is_found=one in found))
    for entity, form in sorted(parts):
        _add_part(targets, entity, form)
    return targets


def too_common(entity: str, form: str) -> Reason | None:
    """Return why a normal form is not searched for; None if it is."""
    letters = form.replace(" ", "")
    digits = sum(map(str.isdecimal, letters))
    is_number = digits == len(letters) or row_of(entity).is_date
    if len(letters) < MIN_CHARACTERS or (is_number and digits < MIN_DIGITS):
        return None if _is_dense(letters) else Reason.SHORT
    if " " not in form and (is_everyday(form) or is_common(form)):
        return Reason.EVERYDAY
    return None


def _is_dense(letters: str) -> bool:
    """Return whether a short form is a name in a script in which two characters are as telling as a word."""
    return len(letters) >= 2 and all(one > "\u2e7f" for one in letters)


def _add_whole(
    targets: Targets, entity: str, value: str, *, is_sure: bool, is_found: bool
) -> Iterator[tuple[str, str]]:
    """Add a value with its forms; yields (entity, form) of its parts."""
    form = normal_form(value).strip()
    if known := targets.words.get(form):
        targets.words[form] = Pattern(known.value, known.is_sure or is_sure)
        return
    if reason := too_common(entity, form):
        targets.left_out[entity, reason] += 1
        return
    index = len(targets.values)
    targets.values.append(Value(entity, form, True, is_found))
    targets.words[form] = Pattern(index, is_sure)
    for spelling in every_spelling(entity, value):
        written = normal_form(spelling.text).strip()
        if is_part(spelling):
            yield spelling.entity, written
        elif spelling.slot == DIGIT_STRING:
            is_all = digits_of(form) == form.replace(" ", "")
            _add_number(targets, written, Pattern(index, is_sure and is_all))
        elif not too_common(entity, written):
            is_short_handle = spelling.slot[0] == "handle" and len(written) < len(form)  # "morrisons" is also a plural
            is_other = written != form and (is_short_handle or not _is_distinctive(written))
            pattern = Pattern(index, is_sure and not is_other)
            targets.words.setdefault(written, pattern)
            _add_number(targets, written, pattern)
    targets.words.update((digest, Pattern(index, True)) for digest in hashes(value))


def _add_part(targets: Targets, entity: str, form: str) -> None:
    """Add a part of values, unless it is itself one of the patterns."""
    if form in targets.words:
        return
    value = Value(entity, form, False)
    if reason := too_common(entity, form):
        targets.left_out[value.name, reason] += 1
        return
    targets.words[form] = Pattern(len(targets.values), False)
    targets.values.append(value)


def _add_number(targets: Targets, form: str, pattern: Pattern) -> None:
    """Add the pattern of a form by its digits, if it has enough of them."""
    code = form.replace(" ", "")
    if code.isascii() and len(code) <= MAX_CODE_CHARACTERS and len(digits_of(code)) >= MIN_DIGITS:
        targets.numbers.setdefault(code, pattern)


def _is_distinctive(form: str) -> bool:
    """Return whether a form that is not how a value is written can be nothing else: no initials, word or single name."""
    words = form.split()
    if len(words) == 1 and (is_given_name(form) or is_family_name(form)):
        return False
    return not is_initials(form) and not any(is_everyday(word) or is_common(word) for word in words)


def is_initials(form: str) -> bool:
    """Return whether a form has only one word that is longer than a letter, such as "j smith"."""
    words = form.split()
    return len(words) > 1 and sum(len(word) > 1 for word in words) == 1
