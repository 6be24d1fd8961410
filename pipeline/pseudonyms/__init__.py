"""Surrogates: one consistent, keyed, realistic world in which nobody is real."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache

from pipeline.pseudonyms import (
    amounts,
    dates,
    internet,
    jobs,
    numbers,
    organizations,
    people,
    places,
    postcodes,
    secrets,
)
from pipeline.pseudonyms.document import (
    DocumentView,
    Whole,
    link_acronyms,
    link_parts,
    link_people,
    mentions,
    person_of,
)
from pipeline.pseudonyms.keys import Key
from pipeline.pseudonyms.ledger import CANDIDATES, EMPTY, TAG_BYTES, Claims, Ledger
from pipeline.pseudonyms.names import parse
from pipeline.pseudonyms.people import Person, Surrogate
from pipeline.pseudonyms.spellings import DIGIT_STRING, in_case, in_layout, spellings
from pipeline.spans import Span

MAX_ATTEMPTS = 64
CACHED_VALUES = 4_096
SECRET_ENTITIES = ("API_KEY", "SECRET", "PASSWORD", "CRYPTO")
NOBODY = DocumentView(frozenset(), {}, {}, {})
# Values whose surrogates are hashed into a reserved range, or into few invented names, where two may meet.
RESERVED = frozenset(
    "PHONE_NUMBER CREDIT_CARD US_SSN US_ITIN UK_NHS ABA_ROUTING_NUMBER IBAN_CODE IMEI LOCATION".split()
)
# What follows the people of a document.
OF_PEOPLE = frozenset({"PERSON", "EMAIL_ADDRESS", "URL", "USERNAME"})
FAMILIES = ("people", "organizations", "places", "internet", "numbers", "dates", "secrets", "ledger", "jobs")


class Pseudonymizer:
    """Replaces values by surrogates of one scope under one key."""

    def __init__(
        self, key: Key, scope: str, patterns: Mapping[str, str] | None = None, *, by_part: bool = False
    ) -> None:
        """Derive the keys of every entity family.

        Arguments:
            key: the secret that chooses the world.
            scope: pseudonyms agree within it.
            patterns: entity -> the regular expression that declares it.
            by_part: map given and family names each by itself, so that families show.
        """
        self._by_part = by_part
        self._cached = lru_cache(CACHED_VALUES)(self._alone)
        self._claimed = lru_cache(CACHED_VALUES)(self._claim)
        self._claims_of_people: dict[bytes, bytes] = {}
        keys = {family: key.family(scope, family) for family in FAMILIES}
        self._keys = keys
        self._patterns = patterns or {}
        self._families: dict[str, Callable[[str, DocumentView, int], str]] = {
            "EMAIL_ADDRESS": lambda surface, document, attempt: internet.surrogate_email(
                keys["internet"], surface, _persons(document), keys["organizations"], attempt
            ),
            "URL": lambda surface, document, attempt: internet.surrogate_url(
                keys["internet"], surface, _persons(document), keys["organizations"], attempt
            ),
            "USERNAME": lambda surface, document, attempt: internet.surrogate_username(
                keys["internet"], surface, _persons(document), attempt
            ),
            "DOMAIN_NAME": lambda surface, _, attempt: internet.surrogate_domain(
                keys["organizations"], surface, attempt
            ),
            "HOSTNAME": lambda surface, _, attempt: internet.surrogate_hostname(keys["internet"], surface, attempt),
            "IP_ADDRESS": lambda surface, _, attempt: internet.surrogate_ip(keys["internet"], surface, attempt),
            "MAC_ADDRESS": lambda surface, _, attempt: internet.surrogate_mac(keys["internet"], surface, attempt),
            "ORGANIZATION": self._organization,
            "LOCATION": lambda surface, _, attempt: places.surrogate_location(keys["places"], surface, attempt),
            "ADDRESS": lambda surface, _, attempt: places.surrogate_address(keys["places"], surface, attempt),
            "JOB_TITLE": lambda surface, _, attempt: jobs.surrogate_job(keys["jobs"], surface, attempt),
            "AGE": lambda surface, _, attempt: amounts.surrogate_age(keys["dates"], surface, attempt),
        }
        for entity in ("PROJECT_CODENAME", "DICTIONARY_TERM"):
            self._families[entity] = lambda surface, _, attempt: organizations.surrogate_codename(
                keys["organizations"], surface, attempt
            )
        for entity in postcodes.ENTITIES:
            self._families[entity] = lambda surface, _, attempt: postcodes.surrogate_postcode(
                keys["places"], surface, attempt
            )
        for entity in SECRET_ENTITIES:
            self._families[entity] = lambda surface, _, attempt: secrets.dummy_secret(keys["secrets"], surface, attempt)

    def view(
        self,
        texts: Sequence[str],
        findings: Sequence[Sequence[Span]],
        ledger: Ledger = EMPTY,
        avoid: Collection[str] = (),
    ) -> DocumentView:
        """Link the people of a document and choose who stands for each of them.

        Arguments:
            texts: the texts of the document.
            findings: the resolved spans of each text that will be replaced.
            ledger: who gives way to whom in the whole run.
            avoid: what no surrogate may be, case-folded.
        """
        found = list(mentions(texts, findings))
        originals = frozenset((*avoid, *(surface.casefold() for _, surface in found)))
        linked, parts = link_people(found)
        taken = set(originals)
        surrogates: dict[Person, Surrogate] = {}
        for person in linked.values():
            if person not in surrogates:
                attempt = ledger.attempt(self._tag_of_person(person)) if ledger.attempts else 0
                chosen = self._stand_in(person, taken, attempt)
                surrogates[person] = chosen
                taken.add(_shown(person, chosen))
        return DocumentView(originals, linked, parts, surrogates, link_acronyms(found), ledger, link_parts(found))

    def claims(self, texts: Sequence[str], findings: Sequence[Sequence[Span]], *, is_all: bool = False) -> Claims:
        """Return which surrogates the values of a document would take, for those that might meet others.

        Arguments:
            texts: the texts of the document.
            findings: the resolved spans of each text that will be replaced.
            is_all: whether there are no other documents: its people then keep apart by themselves.
        """
        found = list(mentions(texts, findings))
        reserved = {(span.entity, surface) for span, surface in found if span.entity in RESERVED}
        if is_all:
            return dict(self._claimed(*value) for value in reserved) if len(reserved) > 1 else {}
        linked, _ = link_people(found)
        people_in_it = {self._tag_of_person(person): person for person in linked.values()}
        claims = {tag: claim for tag, person in people_in_it.items() if (claim := self._claim_of_person(tag, person))}
        return claims | dict(self._claimed(*value) for value in reserved)

    def surrogate(self, entity: str, surface: str, document: DocumentView) -> str:
        """Return the surrogate of a value: never itself, never another original of the document.

        Arguments:
            entity: Presidio's name of what the value is; an unknown one keeps its shape.
            surface: the value as it is written.
            document: the view of the document it stands in.
        """
        if entity in dates.ENTITIES:
            return self.shift(entity, surface, document, dates.DEFAULT_DAYS)
        if (whole := document.wholes.get(surface)) and (part := self._part(surface, whole, document)):
            return part
        start = self._start(entity, surface, document.ledger)
        is_of_nobody = entity not in OF_PEOPLE or not document.surrogates
        is_of_nobody &= surface not in document.acronyms
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
        days: int = dates.DEFAULT_DAYS,
        *,
        day_first: bool = False,
        percent: int = amounts.DEFAULT_PERCENT,
    ) -> str:
        """Move a date by the offset of the scope and of the document's only person, if there is just one; or an amount.

        Arguments:
            entity: DATE_TIME, DATE_OF_BIRTH or MONEY; anything else cannot be shifted and is replaced.
            surface: the date or amount as it is written.
            document: the view of the document it stands in.
            days: the largest offset of a date; a birth moves by half a year at most, so that the age holds.
            day_first: 3/4/25 is the third of April.
            percent: the largest change of an amount.
        """
        if entity == "MONEY":
            shifted = amounts.shift_amount(self._keys["numbers"], surface, percent)
        elif entity in dates.ENTITIES:
            days = min(days, dates.BIRTH_DAYS) if entity == dates.BIRTH else days
            subject = "|".join((only.given, only.family)) if (only := _only_person(document)) else ""
            shifted = dates.shift_date(self._keys["dates"], surface, days, subject, day_first=day_first)
        else:
            return self.surrogate(entity, surface, document)
        return shifted if _differs(shifted, surface) else f"<{entity}>"

    def generalize(self, entity: str, surface: str, before: int | None = None) -> str:
        """Return the band, year or region that a value lies in, or a placeholder for what has none.

        Arguments:
            entity: what the value is.
            surface: the value as it is written.
            before: years before this one become "before ..."; None to tell every year.
        """
        if entity in dates.ENTITIES:
            return dates.generalize_date(surface, entity, before)
        return amounts.generalize_amount(entity, surface)

    def _part(self, surface: str, whole: Whole, document: DocumentView) -> str:
        """Return the part of a value's surrogate that stands for a part of the value; an empty string where none does."""
        made = self.surrogate(whole.entity, whole.surface, document)
        text = next((one.text for one in spellings(whole.entity, made) if one.slot == whole.slot), "")
        part = in_layout(text, surface) if whole.slot == DIGIT_STRING else in_case(text, surface)
        return part if part and _differs(part, surface) and part.casefold() not in document.originals else ""

    def _organization(self, surface: str, document: DocumentView, attempt: int) -> str:
        """Return an invented name, or the initials of the one that the document's acronym stands for."""
        key = self._keys["organizations"]
        name = document.acronyms.get(surface)
        short = organizations.initials(organizations.surrogate_organization(key, name, attempt)) if name else set()
        if short:  # an invented name of one word has no initials
            return max(short, key=lambda letters: (len(letters) == len(surface), letters))
        return organizations.surrogate_organization(key, surface, attempt)

    def _start(self, entity: str, surface: str, ledger: Ledger) -> int:
        """Return the attempt to begin with: later ones where the ledger says that the value gives way."""
        if not ledger.attempts or entity not in RESERVED:
            return 0
        return ledger.attempt(self._tag(entity, _compact(surface)))

    def _tag(self, entity: str, value: str) -> bytes:
        return self._keys["ledger"].digest(f"{entity}|{value}")[:TAG_BYTES]

    def _tag_of_person(self, person: Person) -> bytes:
        return self._tag("PERSON", f"{person.label}|{people.gender_for(self._keys['people'], person)}")

    def _claim_of_person(self, tag: bytes, person: Person) -> bytes:
        shown = self._claims_of_people.get(tag)
        if shown is None:
            candidates = [self._stand_in(person, (), 0)]
            if people.is_coined(candidates[0]):  # what comes out of a permutation is nobody else's
                candidates += (self._stand_in(person, (), attempt) for attempt in range(1, CANDIDATES))
                shown = b"".join(self._tag("surrogate", f"{one.given} {one.family}".casefold()) for one in candidates)
            else:
                shown = b""
            if len(self._claims_of_people) >= CACHED_VALUES:
                self._claims_of_people.clear()
            self._claims_of_people[tag] = shown
        return shown

    def _claim(self, entity: str, surface: str) -> tuple[bytes, bytes]:
        candidates = (self._candidate(entity, surface, NOBODY, attempt) for attempt in range(CANDIDATES))
        shown = b"".join(self._tag(f"surrogate {entity}", _compact(one)) for one in candidates)
        return self._tag(entity, _compact(surface)), shown

    def _stand_in(self, person: Person, taken: Collection[str], attempt: int) -> Surrogate:
        return people.surrogate_person(self._keys["people"], person, taken, attempt, by_part=self._by_part)

    def _alone(self, entity: str, surface: str) -> str:
        """Return the surrogate of a value by itself; an empty string where the first candidate does not do."""
        candidate = self._candidate(entity, surface, NOBODY, 0)
        return candidate if _differs(candidate, surface) else ""

    def _candidate(self, entity: str, surface: str, document: DocumentView, attempt: int) -> str:
        if entity == "PERSON":
            return self._person(surface, document, attempt)
        if pattern := self._patterns.get(entity):
            return numbers.surrogate_of_pattern(self._keys["numbers"], entity, surface, pattern, attempt)
        if family := self._families.get(entity):
            return family(surface, document, attempt)
        return numbers.surrogate_number(self._keys["numbers"], entity, surface, attempt)

    def _person(self, surface: str, document: DocumentView, attempt: int) -> str:
        person = document.people.get(surface)
        chosen = document.surrogates.get(person) if person else None
        if person is None or chosen is None or attempt:
            person = person or person_of(parse(surface, ""))
            chosen = self._stand_in(person, document.originals, attempt)
        return people.render(self._keys["people"], surface, document.parts.get(surface, ""), person, chosen)


def _compact(value: str) -> str:
    """Return what a number says, however it is written."""
    return "".join(character for character in value.casefold() if character.isalnum())


def _shown(person: Person, chosen: Surrogate) -> str:
    """Return what a document shows of a surrogate: nobody else in it may be called that."""
    if not person.given:
        return chosen.family.casefold()
    return f"{chosen.given} {chosen.family}".casefold() if person.family else chosen.given.casefold()


def _persons(document: DocumentView) -> list[tuple[Person, Surrogate]]:
    return list(document.surrogates.items())


def _only_person(document: DocumentView) -> Person | None:
    return next(iter(document.surrogates)) if len(document.surrogates) == 1 else None


def _differs(candidate: str, surface: str) -> bool:
    return candidate.strip().casefold() != surface.strip().casefold()
