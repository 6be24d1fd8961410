"""Surrogates of handles: user names and local parts of addresses. Each depends on the handle alone."""

from collections.abc import Callable, Sequence

import regex

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.shapes import (
    LETTERS,
    alphabets,
    characters,
    digits_like,
    fill,
    permute_characters,
    permute_digits,
)
from pipeline.replace.people.origins import COMMON_CULTURE
from pipeline.replace.people.people import Person, Surrogate
from pipeline.replace.people.readings import FAMILY, GIVEN, INITIAL, MIN_PART, Reading, reading_of
from pipeline.replace.people.rendering import other_initial, render
from recognizers.lexicon.handle_forms import TOKEN, to_ascii
from recognizers.lexicon.internet_words import HOST_ROLES
from recognizers.lexicon.letter_case import capitalized
from recognizers.lexicon.names import is_given_name
from recognizers.lexicon.nicknames import short_form_index, short_forms
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.pools.people import names_of_culture

MIN_WORD = 4  # letters of a word that is replaced by a name
DOUBLE = regex.compile(r"\p{L}+(?:-\p{L}+)*|\d+")
# Words for the purpose of an account of a machine, which stay: "svc_hofbauer_backup".
PURPOSES = frozenset(
    "svc service srv bot admin backup deploy cron batch sync api app db test prod stage team support ops build runner monitor".split()
)
# Words that stay beside one of them. Of "svc_import", which has no other word, the last one becomes another of these.
TASKS = tuple(
    "archive audit export import index ingest load login migrate notify report restore scan schedule search stats".split()
)
KEPT_OF_MACHINES = PURPOSES | HOST_ROLES | frozenset(TASKS)


def person_of_handle(surface: str) -> Person | None:
    """Return the person that a user name or address names, of the given name perhaps only the initial; None if nobody."""
    local, at, _ = surface.rpartition("@")
    reading = reading_of(_words(local.partition("+")[0] if at else surface))
    return reading and reading.person


def _words(handle: str) -> tuple[str, ...]:
    tokens = (token for token in _token_of(handle).findall(handle) if not token.isdecimal())
    return tuple(map(_double, tokens))


def _double(name: str) -> str:
    """Return a name as handles have it, with the hyphens of a double name."""
    return "-".join(map(to_ascii, name.split("-")))


def _token_of(handle: str) -> "regex.Pattern[str]":
    """Return the pattern of a word of a handle: a hyphen joins the parts of a double name in "ute.beck-orth" only."""
    return DOUBLE if "." in handle or "_" in handle else TOKEN


class Handles:
    """Makes the surrogates of handles, each of which depends on the handle, the key and the scope alone.

    A handle with a given and a family name shows those of the surrogate of a person with these names. Names, addresses
    and user names so agree in every document, without one following the other.
    """

    def __init__(
        self, key: FamilyKey, stand_in: Callable[[Person], Surrogate], company: Callable[[str, int], str]
    ) -> None:
        """Create the maker.

        Arguments:
            key: the family key of people.
            stand_in: returns the surrogate of a person outside of any document.
            company: returns the surrogate of the name of an organization in lower case: name, attempt -> surrogate.
        """
        self._key, self._stand_in, self._company = key, stand_in, company

    def surrogate(self, handle: str, attempt: int = 0) -> str:
        """Return another handle in the same format.

        Arguments:
            handle: a user name, or a local part of an address.
            attempt: number of the candidate; increased if an earlier one is already in use.
        """
        words = _words(handle)
        is_read = not attempt and all(words) and "".join(words).isascii() and PURPOSES.isdisjoint(words)
        reading = reading_of(words) if is_read else None
        return (reading and self._of_names(handle, reading)) or self._unknown(handle, words, attempt)

    def _of_names(self, handle: str, reading: Reading) -> str:
        """Return a handle of the surrogate of the person that a handle names; an empty string if it cannot be written."""
        chosen = self._stand_in(reading.person)
        given, family = self._written(reading.person, chosen)
        if reading.short and not (given := _shortened(canonical(chosen.given), given, reading)):
            own = Person(reading.short, reading.person.family, particle=reading.person.particle)
            return self._of_names(handle, reading._replace(person=own, short=""))
        if not (given + family).isascii() or not given or not family:
            return ""
        parts = {GIVEN: given, FAMILY: family, INITIAL: given[0]}
        words, particle = iter(reading.words), reading.person.particle

        def replaced(token: "regex.Match[str]") -> str:
            if token[0].isdecimal():
                return self._digits(reading, token[0])
            made = "".join(parts.get(part) or self._middle(reading, token[0]) for part in next(words))
            if token[0].casefold().startswith(f"{particle}-"):  # "al-farsi"
                made = f"{particle}-{made.removeprefix(particle)}"
            return capitalized(made, token[0])

        return _token_of(handle).sub(replaced, handle)

    def _written(self, person: Person, chosen: Surrogate) -> tuple[str, str]:
        """Return the given and the family name of a surrogate as handles have them; double names remain double."""
        if "-" not in person.given + person.family:
            return to_ascii(chosen.given), to_ascii(person.particle + chosen.family)
        name = render(self._key, f"{person.given} {person.family}".title(), "", person, chosen)
        given, _, family = name.partition(" ")
        return _double(given), _double(person.particle + family)

    def _digits(self, reading: Reading, digits: str) -> str:
        """Permute a number, so that "ana.ruiz1" to "ana.ruiz20" remain different."""
        return permute_digits(self._key, f"handle|{reading.person.label}|{reading.short}", digits)

    def _middle(self, reading: Reading, letter: str) -> str:
        return other_initial(self._key, letter, reading.person).lower()

    def _unknown(self, handle: str, words: Sequence[str], attempt: int) -> str:
        """Return names for the long words of a handle that shows no person; a short handle is permuted in its shape."""
        if not PURPOSES.isdisjoint(words):
            return self._of_machine(handle, words, attempt)
        long = sum(len(word) >= MIN_WORD for word in words)
        if not long:
            text = characters(handle)
            return fill(handle, permute_characters(self._key, f"short handle|{attempt}", text, alphabets(text)))
        kinds = ("given_female", "family") if long == 1 else ("family",)  # one name has fewer values than handles need

        def other(token: "regex.Match[str]", label: str) -> str:
            if len(token[0]) < MIN_WORD:
                return self._letters(label, len(token[0]))
            return "".join(self._name(label, kind) for kind in kinds)

        return self._rewritten(handle, attempt, other)

    def _of_machine(self, handle: str, words: Sequence[str], attempt: int) -> str:
        """Return the user name of a machine with the words for its purpose; any other word is taken for a company."""
        *_, last = TOKEN.finditer(handle)
        is_plain = KEPT_OF_MACHINES.issuperset(words) and last[0].isalpha()

        def other(token: "regex.Match[str]", label: str) -> str:
            word = token[0].casefold()
            if is_plain and token.start() == last.start():
                others = [task for task in TASKS if task != word]
                return others[self._key.number(label, len(others))]
            return token[0] if word in KEPT_OF_MACHINES else self._word_of_machine(label, word, attempt).lower()

        return self._rewritten(handle, attempt, other)

    def _rewritten(self, handle: str, attempt: int, other: Callable[["regex.Match[str]", str], str]) -> str:
        """Return a handle with other digits, and with other words, capitalized as before.

        Arguments:
            handle: the handle.
            attempt: number of the candidate.
            other: returns another word for a word, given a label for its place in the handle.
        """

        def replaced(token: "regex.Match[str]") -> str:
            label = f"handle|{handle.casefold()}|{attempt}|{token.start()}"
            if token[0].isdecimal():
                return digits_like(self._key, label, token[0])
            return capitalized(other(token, label), token[0])

        return TOKEN.sub(replaced, handle)

    def _word_of_machine(self, label: str, word: str, attempt: int) -> str:
        if len(word) < MIN_WORD:
            return self._letters(label, len(word))
        return self._name(label, "given_female") if is_given_name(word) else self._company(word, attempt)

    def _letters(self, label: str, length: int) -> str:
        return "".join(LETTERS[self._key.number(f"{label}|{place}", 26)] for place in range(length)).lower()

    def _name(self, label: str, kind: str) -> str:
        names = names_of_culture(COMMON_CULTURE)[kind]
        return to_ascii(names[self._key.number(f"{label}|{kind}", len(names))])


def _shortened(given: str, plain: str, reading: Reading) -> str:
    """Return a short form of a surrogate's given name; an empty string if there are fewer than of the original's name."""
    index = short_form_index(reading.short, reading.person.given)
    known = [to_ascii(form) for form in short_forms(given)]
    beginnings = [plain[:length] for length in range(MIN_PART, len(plain))]
    forms = [form for form in dict.fromkeys((*known, *beginnings)) if form != plain]
    return forms[index] if index < len(forms) else ""
