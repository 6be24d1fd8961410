"""Pseudonymizer: consistent, keyed, realistic surrogates for the values of a document."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from types import MappingProxyType

import regex

from pipeline.policy.model import DEFAULT_DAYS, DEFAULT_PERCENT, Time
from pipeline.replace import collisions, links
from pipeline.replace.dates import amounts, dates
from pipeline.replace.document import (
    DocumentView,
    Whole,
    following_of,
    has_links,
    initial_of,
    link_acronyms,
    link_parts,
    links_of,
    occasion_of,
    shown_name,
    subject_of,
    surrogates_of_people,
    with_forms_of_handles,
    with_genders_of_run,
)
from pipeline.replace.internet import name_of_label
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.ledger import CANDIDATES, EMPTY, TAG_BYTES, Claims, Ledger, Links
from pipeline.replace.numbers import numbers
from pipeline.replace.people import people
from pipeline.replace.people.full_names import person_of
from pipeline.replace.people.linking import link_people, with_people_of_run
from pipeline.replace.people.people import Person, Surrogate
from pipeline.replace.people.rendering import render
from pipeline.replace.people.surrogate_handles import Handles
from pipeline.replace.people.titles import genders_beside
from pipeline.replace.stated_forms import StatedForm
from pipeline.replace.surrogates import OF_HANDLES, Parts, surrogates
from pipeline.text.document import mentions
from pipeline.text.spans import Span
from recognizers.entities import DATES, row_of, where
from recognizers.lexicon.names import parse
from recognizers.lexicon.relative_dates import has_date
from recognizers.lexicon.spellings import DIGIT_STRING, in_case, in_layout, spellings

MAX_ATTEMPTS = 64
CACHED_VALUES = 4_096
NOBODY = DocumentView(frozenset(), {}, {}, {})
NO_ACRONYMS: Mapping[str, str] = MappingProxyType({})
OF_PEOPLE = where(surrogate="person") | where(surrogate="link")  # surrogates depend on the people of the document
Findings = Sequence[Sequence[Span]]
AGES = where(surrogate="age")
# The scope of noise and date offsets, independent of that of pseudonyms: recipients with different noise could average it
# away. Clients of a gateway choose their texts and share a separate one: with that of the copies they could look up amounts.
NOISE_SCOPE, NOISE_SCOPE_OF_GATEWAY = "organization:all", "gateway"
GATEWAY = "gateway|"  # prefix of the scopes of gateway clients
# Scopes in which names may follow user names and the run: those that nobody named in order to join several runs.
FOLLOWING = regex.compile(r"dataset:default|(?:.*\|)?(?:document|client):.*", regex.DOTALL)
KEY_PURPOSES = tuple("people organizations places internet numbers dates ledger jobs installed stated".split())


class Pseudonymizer:
    """Replaces values by surrogates of one scope under one key."""

    def __init__(
        self,
        key: Key,
        scope: str,
        patterns: Mapping[str, str] | None = None,
        *,
        by_part: bool = False,
        shows: frozenset[str] = people.SHOWS,
        forms: Mapping[str, StatedForm] | None = None,
        like: Mapping[str, str] | None = None,
    ) -> None:
        """Derive the keys of every entity family.

        Arguments:
            key: the secret key.
            scope: the scope within which pseudonyms agree.
            patterns: entity -> the regular expression that declares it.
            by_part: map given and family names separately, so that families stay recognizable.
            shows: the attributes of a person that the surrogate preserves: `gender`, `culture`.
            forms: entity -> the form of its surrogates, if the policy states one.
            like: entity -> another entity, whose form its surrogates have.
        """
        self._forms, self._like = forms or {}, like or {}
        self._by_part = by_part
        self._shows = shows
        self._is_of_one_run = FOLLOWING.fullmatch(scope) is not None
        self._follows = not by_part and shows == people.SHOWS and self._is_of_one_run
        self._cached = lru_cache(CACHED_VALUES)(self._alone)
        self._claimed = lru_cache(CACHED_VALUES)(self._claim)
        self._claims_of_people: dict[bytes, bytes] = {}
        keys = self._keys = {purpose: key.family(scope, purpose) for purpose in KEY_PURPOSES}
        stand_in = partial(self._stand_in, taken=(), attempt=0)
        self._parts = Parts(
            Handles(keys["people"], stand_in, partial(name_of_label, keys["organizations"])),
            links.Ids(patterns or {}, lambda entity, value, attempt: self._candidate(entity, value, NOBODY, attempt)),
        )
        noise = NOISE_SCOPE_OF_GATEWAY if scope.startswith(GATEWAY) else NOISE_SCOPE
        self._noise = {family: key.family(noise, family) for family in ("numbers", "dates")}
        self._patterns = patterns or {}

    def view(
        self,
        texts: Sequence[str],
        findings: Findings,
        ledger: Ledger = EMPTY,
        avoid: Collection[str] = (),
        begins: str | None = None,
        acronyms: Mapping[str, str] = NO_ACRONYMS,
        columns: Sequence[str] = (),
        person_named: Callable[[str], str] | None = None,
    ) -> DocumentView:
        """Link the people of a document and choose their surrogates.

        Arguments:
            texts, findings: the texts of the document, and the resolved spans of each that will be replaced.
            ledger: the values of the run that use a later candidate, because another value has their first one.
            avoid: case-folded values that no surrogate may equal.
            begins: the first text of a document that will be continued, such as a chat; None for a complete document.
            acronyms: acronym -> the organization of the run that it abbreviates.
            columns: the name of the column or key of each text; some tell a gender.
            person_named: as for `with_people_of_run`; None outside of a run.
        """
        found = list(self._mentions(texts, findings))
        originals = frozenset((*avoid, *(surface.casefold() for _, surface in found)))
        linked, parts = link_people(found, genders_beside(texts, findings, columns))
        linked = with_people_of_run(linked, parts, person_named) if person_named and self._is_of_one_run else linked
        linked = with_forms_of_handles(linked, found, ledger, self._tag_of_names) if self._follows else linked
        linked = with_genders_of_run(linked, ledger.genders, self._tag_of_names)
        following = following_of(found, linked.values(), ledger, self._tag_of_names) if self._follows else ()
        return DocumentView(
            originals,
            linked,
            parts,
            surrogates_of_people(linked.values(), originals, partial(self._chosen, ledger=ledger, following=following)),
            link_acronyms(found, acronyms),
            ledger,
            occasion_of(texts, findings, begins),
            grows=begins is not None,
            wholes=link_parts(found),
        )

    def claims(self, texts: Sequence[str], findings: Findings, columns: Sequence[str] = ()) -> Claims:
        """Return the candidates of the values of a document that may collide with others of the run; arguments as for `view`."""
        found = list(self._mentions(texts, findings))
        linked, _ = link_people(found, genders_beside(texts, findings, columns))
        linked = with_forms_of_handles(linked, found, EMPTY, self._tag_of_names) if self._follows else linked
        people_in_it = {self._tag_of_person(person): person for person in linked.values()}
        claims = {tag: self._claim_of_person(tag, person) for tag, person in people_in_it.items()}
        reserved = {(span.entity, surface) for span, surface in found if self._is_kept_apart_in_run(span.entity)}
        return claims | dict(self._claimed(*value) for value in sorted(reserved))

    def links(self, texts: Sequence[str], findings: Findings, columns: Sequence[str] = ()) -> Links:
        """Return the people of a document and their user names, and the genders that titles imply, by tags.

        The arguments are those of `view`.
        """
        found, beside = list(self._mentions(texts, findings)), genders_beside(texts, findings, columns)
        if not self._follows or not has_links(found, beside):
            return frozenset()
        return links_of(found, link_people(found, beside)[0].values(), self._tag_of_names)

    def _chosen(
        self, person: Person, taken: Collection[str], ledger: Ledger, following: Collection[bytes]
    ) -> Surrogate:
        """Return the surrogate of a person: that which a user name such as "jsmith" shows, if the person follows one."""
        if following and self._tag_of_names(person) in following:
            initial = self._stand_in(initial_of(person), (), 0)
            chosen = people.following(self._keys["people"], person, initial)
            if chosen and shown_name(person, chosen) not in taken and chosen.family.casefold() not in taken:
                return chosen
        return self._stand_in(person, taken, ledger.attempt(self._tag_of_person(person)) if ledger.attempts else 0)

    def _tag_of_names(self, person: Person) -> bytes:
        return self._tag("names", f"{person.given}|{person.family}|{person.mark}")

    def keep_apart(self, document: DocumentView, texts: Sequence[str], findings: Findings) -> DocumentView:
        """Return the view of a document in which no two values share a surrogate.

        Its people need nothing more: `view` keeps them apart.

        Arguments:
            document: the view.
            texts: the texts of the document.
            findings: the resolved spans of each text that will be pseudonymized.
        """
        values = ((span.entity, surface) for span, surface in self._mentions(texts, findings))
        following = {*document.wholes, *document.acronyms}
        kept_apart = (value for value in values if self._is_kept_apart(value[0]) and value[1] not in following)
        made = collisions.surrogates_of(kept_apart, lambda entity, surface: self.surrogate(entity, surface, document))
        ledger = collisions.ledger_of(made, lambda entity, surface: self._claim(entity, surface, document))
        both = replace(ledger, attempts={**document.ledger.attempts, **ledger.attempts})
        return replace(document, ledger=both) if ledger.attempts else replace(document, made=made)

    def surrogate(self, entity: str, surface: str, document: DocumentView) -> str:
        """Return the surrogate of a value, which never equals the value or another original of the document.

        Arguments:
            entity: the entity of the value; for an unknown one, only the shape is preserved.
            surface: the value as it is written.
            document: the view of the document that contains it.

        Returns:
            The surrogate; a placeholder if no candidate is free.
        """
        entity = self._like.get(entity, entity)
        if entity in DATES:
            return self.shift(entity, surface, document)
        if entity in AGES:
            return self._age(entity, surface)
        if made := document.made.get((entity, surface)):
            return made
        if (whole := document.wholes.get(surface)) and (part := self._part(surface, whole, document)):
            return part
        start = self._start(entity, surface, document.ledger)
        is_of_nobody = (entity not in OF_PEOPLE or not document.surrogates) and surface not in document.acronyms
        first = self._cached(entity, surface) if is_of_nobody and not start else ""
        if first and first.casefold() not in document.originals:
            return first
        for attempt in range(start, start + MAX_ATTEMPTS):
            candidate = self._candidate(entity, surface, document, attempt)
            if _differs(candidate, surface) and candidate.casefold() not in document.originals:
                return candidate
        return f"<{entity}>"

    def shift(
        self,
        entity: str,
        surface: str,
        document: DocumentView,
        days: int = DEFAULT_DAYS,
        *,
        day_first: bool = False,
        percent: int = DEFAULT_PERCENT,
        time: Time = "jitter",
    ) -> str:
        """Shift a date by the offset of the document's only person or of the document, or change an amount: equally in all scopes.

        Arguments:
            entity: a date or an amount; anything else cannot be shifted and is replaced.
            surface: the date or amount as it is written.
            document: the view of the document it is in.
            days: the bound of the offset, in days; for a date of birth half a year at most, to preserve the age.
            day_first: whether 3/4/25 is the third of April.
            percent: the largest change of an amount, in percent.
            time: `keep` times of day, shift them (`jitter`), or truncate them to the `hour`.

        Returns:
            The shifted value; a placeholder if the value cannot be shifted.
        """
        if row_of(entity).surrogate == "amount":
            shifted = amounts.shift_amount(self._noise["numbers"], surface, percent)
        elif entity in DATES:
            days = min(days, dates.BIRTH_DAYS) if entity == dates.BIRTH else days
            subject = subject_of(document)
            shifted = dates.shift_date(self._noise["dates"], surface, days, subject, day_first=day_first, time=time)
            if time == "keep" and not has_date(surface):  # 10:15:37 alone
                return shifted
        else:
            return self.surrogate(entity, surface, document)
        return shifted if _differs(shifted, surface) else f"<{entity}>"

    def generalize(self, entity: str, surface: str, before: int | None = None) -> str:
        """Return the range, year or region of a value.

        Arguments:
            entity: the entity of the value; a URL is reduced to its scheme and surrogate host.
            surface: the value as it is written.
            before: earlier years become "before <year>"; None to keep every year.

        Returns:
            The generalized value; a placeholder if the value has no range, year or region.
        """
        if entity in DATES:
            return dates.generalize_date(surface, entity, before)
        if row_of(entity).surrogate == "link":
            return links.host_of(self._keys["internet"], surface, self._keys["organizations"]) or f"<{entity}>"
        return amounts.generalize_amount(entity, surface)

    def _age(self, entity: str, surface: str) -> str:
        """Return an age near the original. There is only one candidate, since further ones would narrow the range."""
        shown = amounts.surrogate_age(self._noise["dates"], surface)
        return shown if _differs(shown, surface) else f"<{entity}>"

    def _part(self, surface: str, whole: Whole, document: DocumentView) -> str:
        """Return the part of a value's surrogate that corresponds to a part of the value; an empty string if none."""
        made = self.surrogate(whole.entity, whole.surface, document)
        text = next((form.text for form in spellings(whole.entity, made) if form.slot == whole.slot), "")
        part = in_layout(text, surface) if whole.slot == DIGIT_STRING else in_case(text, surface)
        return part if part and _differs(part, surface) and part.casefold() not in document.originals else ""

    def _start(self, entity: str, surface: str, ledger: Ledger) -> int:
        """Return the number of the first candidate, from the ledger if it lists the value."""
        if not ledger.attempts or not self._is_kept_apart(entity):
            return 0
        return ledger.attempt(self._tag_of(entity, surface))

    def _tag(self, entity: str, value: str) -> bytes:
        return self._keys["ledger"].digest(f"{entity}|{value}")[:TAG_BYTES]

    def _tag_of(self, entity: str, surface: str) -> bytes:
        return self._tag(entity, collisions.identifying(entity, surface))

    def _tag_of_person(self, person: Person) -> bytes:
        return self._tag("PERSON", f"{person.label}|{people.gender_for(self._keys['people'], person)}")

    def _claim_of_person(self, tag: bytes, person: Person) -> bytes:
        """Return the tags of a person's candidates: one if the names are permuted, since no other permutation gives them."""
        shown = self._claims_of_people.get(tag)
        if shown is None:
            candidates = [self._stand_in(person, (), 0)]
            if not candidates[0].is_permuted:
                candidates += (self._stand_in(person, (), attempt) for attempt in range(1, CANDIDATES))
            shown = b"".join(map(self._tag_of_stand_in, candidates))
            if len(self._claims_of_people) >= CACHED_VALUES:
                self._claims_of_people.clear()
            self._claims_of_people[tag] = shown
        return shown

    def _claim(self, entity: str, surface: str, document: DocumentView = NOBODY) -> tuple[bytes, bytes]:
        attempts = range(collisions.candidate_count(entity))
        candidates = (self._candidate(entity, surface, document, attempt) for attempt in attempts)
        shown = b"".join(self._tag_of_surrogate(entity, one, surface) for one in candidates)
        return self._tag_of(entity, surface), shown

    def choice(self, entity: str, surface: str, surrogate: str, document: DocumentView) -> bytes:
        """Return the tags of a value and its surrogate, as in `Choices`; empty if a run does not keep its entity apart.

        Arguments:
            entity, surface, document: as for `surrogate`.
            surrogate: the surrogate of the value.
        """
        entity = self._like.get(entity, entity)
        if (person := document.people.get(surface)) and row_of(entity).surrogate == "person":
            return self._tag_of_person(person) + self._tag_of_stand_in(document.surrogates[person])
        if not self._is_kept_apart_in_run(entity):
            return b""
        return self._tag_of(entity, surface) + self._tag_of_surrogate(entity, surrogate, surface)

    def _tag_of_stand_in(self, chosen: Surrogate) -> bytes:
        return self._tag("surrogate", f"{chosen.given} {chosen.family}".casefold())

    def _tag_of_surrogate(self, entity: str, surrogate: str, surface: str) -> bytes:
        return self._tag(f"surrogate {entity}", collisions.identifying(entity, surrogate, surface))

    def _stand_in(self, person: Person, taken: Collection[str], attempt: int) -> Surrogate:
        return people.surrogate_person(
            self._keys["people"], person, taken, attempt, by_part=self._by_part, shows=self._shows
        )

    def _alone(self, entity: str, surface: str) -> str:
        """Return the surrogate of a value outside of any document; an empty string if the first candidate is unusable."""
        candidate = self._candidate(entity, surface, NOBODY, 0)
        return candidate if _differs(candidate, surface) else ""

    def _mentions(self, texts: Sequence[str], findings: Findings) -> Iterator[tuple[Span, str]]:
        """Yield the findings of a document, each as the entity whose form its surrogate has."""
        for span, surface in mentions(texts, findings):
            like = self._like.get(span.entity)
            yield replace(span, entity=like) if like else span, surface

    def _is_kept_apart(self, entity: str) -> bool:
        return entity in collisions.KEPT_APART or entity in self._forms

    def _is_kept_apart_in_run(self, entity: str) -> bool:
        return entity in collisions.KEPT_APART_IN_RUN or entity in self._forms

    def _candidate(self, entity: str, surface: str, document: DocumentView, attempt: int) -> str:
        if form := self._forms.get(entity):
            return form.surrogate(
                self._keys["stated"], f"{entity}|{collisions.identifying(entity, surface)}", surface, attempt
            )
        if family := surrogates().get(entity):  # of an installed package
            return family(self._keys, entity, surface, document, attempt)
        kind = row_of(entity).surrogate
        if kind == "person":
            return self._person(surface, document, attempt)
        if pattern := self._patterns.get(entity):
            return numbers.surrogate_of_pattern(self._keys["numbers"], entity, surface, pattern, attempt)
        if of_handle := OF_HANDLES.get(kind):
            return of_handle(self._keys, self._parts, surface, document, attempt)
        return surrogates()[kind](self._keys, entity, surface, document, attempt)

    def _person(self, surface: str, document: DocumentView, attempt: int) -> str:
        person = document.people.get(surface)
        chosen = document.surrogates.get(person) if person else None
        if person is None or chosen is None or attempt:
            person = person or person_of(parse(surface, ""))
            chosen = self._stand_in(person, document.originals, attempt)
        return render(self._keys["people"], surface, document.parts.get(surface, ""), person, chosen)


def _differs(candidate: str, surface: str) -> bool:
    return candidate.strip().casefold() != surface.strip().casefold()
