"""Exposure: what one record reveals to a thief, from the original and from its copy, as facts without values.

- L. Sweeney (2002): k-anonymity: a model for protecting privacy. Int. J. Uncertainty, Fuzziness and Knowledge-Based
  Systems 10, 557-570. A cell is a combination of quasi-identifiers; they do not distinguish its records.
- A. Machanavajjhala et al. (2007): l-diversity: privacy beyond k-anonymity. ACM TKDD 1, 3.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.audit.impact.facts import Digester, Facts, Kind, Stage, is_direct
from pipeline.decide.settle import Decided
from pipeline.policy.model import Action
from pipeline.records.fields import is_nothing
from pipeline.replace.people.linking import link_people
from pipeline.replace.people.people import Person
from pipeline.sanitized import Sanitized
from pipeline.text.document import Text
from recognizers.entities import general, row_of
from recognizers.lexicon.disguises.plain_forms import plain_form

HIDDEN = "*"  # in place of what a thief cannot read
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user declares about columns and keys, by name or dotted path.

    Arguments:
        quasi: the quasi-identifiers; empty for the fields that are declared as one, such as a postcode.
        sensitive: what must not be learnt about a person, such as a diagnosis.
    """

    quasi: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()


@dataclass(slots=True)
class Cell:
    """A value of a field, as a reader reported it, with its text if it is scanned."""

    path: Path
    value: str = field(repr=False)
    text: Text | None

    def is_one_of(self, names: Collection[str]) -> str:
        """Return which of some names the field has; empty for none."""
        return next((name for name in names if name == ".".join(self.path) or name == self.path[-1]), "")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A value in a record.

    Arguments:
        column: the dotted path of its field; empty for other text.
        decided: what the policy decides about it.
        made: what the copy has instead; empty if the record is blocked.
        digest: its keyed digest.
        is_exposed: whether a thief of the copy could read it.
        in_quasi: whether its field is one of the quasi-identifiers.
    """

    column: str
    decided: Decided = field(repr=False)
    made: str = field(repr=False)
    digest: str
    is_exposed: bool
    in_quasi: bool

    @property
    def entity(self) -> str:
        """The entity of the value."""
        return self.decided.span.entity

    @property
    def shown(self) -> str:
        """What a thief of the copy reads in its place."""
        if self.is_exposed:
            return self.decided.surface
        return self.made if self.decided.action is Action.GENERALIZE else HIDDEN


class Exposure:
    """Adds records to facts."""

    def __init__(self, facts: Facts, digests: Digester, wanted: Wanted, left: Collection[str]) -> None:
        """Create what adds to some facts.

        Arguments:
            facts: the facts.
            digests: the digests of the run.
            wanted: the declared fields.
            left: the digests of values and words that the copy still has, whatever the policy says.
        """
        self._facts, self._digests, self._wanted, self._left = facts, digests, wanted, left

    def add(
        self,
        texts: Sequence[Text],
        sanitized: Sequence[Sanitized],
        cells: Sequence[Cell],
        classification: str,
        *,
        is_written: bool,
    ) -> None:
        """Add a record.

        Arguments:
            texts, sanitized: its texts and what a run makes of them.
            cells: the values of its fields.
            classification: the classification whose policy decides.
            is_written: whether the copy has it, rather than `blocked/`.
        """
        by_text = {id(cell.text): cell for cell in cells if cell.text is not None}
        people = _people(sanitized)
        found = [
            list(self._sightings(by_text.get(id(text)), one, people, is_written=is_written))
            for text, one in zip(texts, sanitized, strict=True)
        ]
        every = [one for sightings in found for one in sightings]
        self._count(every, cells, classification)
        self._add_subjects(every, people)
        shown = {id(text): _shown(text.value, own) for text, own in zip(texts, found, strict=True)}
        self._add_cells(cells, shown, is_written=is_written)
        self._add_text(every, is_written=is_written)

    def _sightings(
        self, cell: Cell | None, one: Sanitized, people: Mapping[str, Person], *, is_written: bool
    ) -> Iterator[Sighting]:
        made = iter([one.text[it.start : it.end] for it in one.replacements] if is_written else ())
        column = ".".join(cell.path) if cell else ""
        in_quasi = cell is not None and self._is_quasi(cell)
        for decided in one.decisions:
            entity, value = decided.span.entity, _plain(decided)
            person = people.get(value) if row_of(entity).follows_people else None
            digest = self._digests.of(entity, person.label) if person else self._digests.of_value(entity, value)
            is_left = bool(self._left) and self._is_left(entity, value)
            new = "" if decided.is_kept else next(made, "")
            yield Sighting(column, decided, new, digest, is_written and (decided.is_kept or is_left), in_quasi)

    def _is_left(self, entity: str, value: str) -> bool:
        forms = (self._digests.of_value(entity, value), *self._digests.of_words(entity, value))
        return any(form in self._left for form in forms)

    def _is_quasi(self, cell: Cell) -> bool:
        if self._wanted.quasi:
            return bool(cell.is_one_of(self._wanted.quasi))
        return cell.text is not None and bool(cell.text.entity) and row_of(cell.text.entity).is_quasi

    def _count(self, every: Sequence[Sighting], cells: Sequence[Cell], classification: str) -> None:
        facts = self._facts
        facts.totals["with values"] += bool(every)
        facts.most = max(facts.most, len(every))
        for one in every:
            facts.values[one.column, one.entity, one.digest] += 1
            if one.is_exposed:
                facts.exposed[one.column, one.entity, one.digest] += 1
        facts.in_records.update({(one.column, one.entity) for one in every})
        facts.with_entity.update({(one.entity,) for one in every})
        facts.filled.update({(".".join(cell.path),) for cell in cells if not is_nothing(cell.value)})
        for stage, own in ((Stage.BEFORE, every), (Stage.AFTER, [one for one in every if one.is_exposed])):
            facts.classes[classification, stage] += any(is_direct(one.entity) for one in own)

    def _add_subjects(self, every: Sequence[Sighting], people: Mapping[str, Person]) -> None:
        """Add the persons of the record. Each value of the record counts for each of them: whose it is, is not known."""
        labels = {("person", self._digests.of("subject", one.label)) for one in people.values()}
        if not labels and any(is_direct(one.entity) for one in every):
            labels = {("record", self._digests.of("record", *(one.digest for one in every)))}
        exposed = [one for one in every if one.is_exposed]
        for label in labels:
            self._facts.subjects[*label, "values"] += len(every)
            self._facts.subjects[*label, "exposed"] += len(exposed)
            self._facts.subjects[*label, "direct"] += sum(is_direct(one.entity) for one in exposed)

    def _add_cells(self, cells: Sequence[Cell], shown: dict[int, str], *, is_written: bool) -> None:
        """Add the combination of the quasi-identifiers of the record, and the sensitive values beside it."""
        wanted = (*self._wanted.quasi, *self._wanted.sensitive)
        self._facts.seen.update(filter(None, (cell.is_one_of(wanted) for cell in cells)))
        quasi = [cell for cell in cells if self._is_quasi(cell)]
        if not quasi:
            return
        for stage in Stage if is_written else (Stage.BEFORE,):
            cell = self._cell((".".join(one.path), _seen_as(one, shown, stage)) for one in quasi)
            self._facts.cells[Kind.COLUMNS, stage, cell] += 1
            for one in cells:
                if (name := one.is_one_of(self._wanted.sensitive)) and (value := _seen_as(one, shown, stage)) != HIDDEN:
                    self._facts.sensitive[name, stage, cell, self._digests.of("sensitive", _same(value))] += 1

    def _add_text(self, every: Sequence[Sighting], *, is_written: bool) -> None:
        """Add the combination of the quasi-identifiers that free text of the record mentions."""
        quasi = [one for one in every if row_of(one.entity).is_quasi and not one.in_quasi]
        if not quasi:
            return
        before = {(general(one.entity), one.decided.surface) for one in quasi}
        after = {(general(one.entity), one.shown) for one in quasi if one.shown != HIDDEN}
        self._facts.cells[Kind.TEXT, Stage.BEFORE, self._cell(before)] += 1
        if is_written:
            self._facts.cells[Kind.TEXT, Stage.AFTER, self._cell(after)] += 1

    def _cell(self, parts: Iterable[tuple[str, str]]) -> str:
        return self._digests.of("cell", *(word for name, value in sorted(set(parts)) for word in (name, _same(value))))


def _people(sanitized: Sequence[Sanitized]) -> Mapping[str, Person]:
    """Return the person to whom each name of a record belongs, as the run links them."""
    return link_people([(decided.span, _plain(decided)) for one in sanitized for decided in one.decisions])[0]


def _plain(decided: Decided) -> str:
    return plain_form(decided.span.entity, decided.surface).text


def _same(value: str) -> str:
    """Return a value without what makes no difference to a thief."""
    return " ".join(value.split()).casefold()


def _shown(text: str, sightings: Sequence[Sighting]) -> str:
    """Return what a thief of the copy reads of a text; `HIDDEN` if nothing is left of it but pseudonyms."""
    pieces, position = [], 0
    for one in sightings:
        pieces += [text[position : one.decided.span.start], one.shown]
        position = one.decided.span.end
    shown = "".join([*pieces, text[position:]])
    return HIDDEN if sightings and not any(map(str.isalnum, shown)) else shown


def _seen_as(cell: Cell, shown: dict[int, str], stage: Stage) -> str:
    """Return what a thief reads of a field: the value, or what the copy shows of it."""
    if stage is Stage.BEFORE or cell.text is None:
        return cell.value
    return HIDDEN if cell.text.is_dropped else shown.get(id(cell.text), HIDDEN)
