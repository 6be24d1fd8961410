"""Residue: searches a copy for what a run finds in the originals, in every spelling, and for what else looks real."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.audit.evidence import read_evidence
from pipeline.audit.judge import Judged, Occurrences, judge
from pipeline.audit.listing import Listing, list_files
from pipeline.audit.messages import Place, Role
from pipeline.audit.originals import Sought, sought_in
from pipeline.audit.patterns import Patterns
from pipeline.audit.search import Searched, Setting, search
from pipeline.run.batch import Progress

SHARE_OF_ORIGINALS = 0.6  # of the progress bar: detection takes longer than the search


@dataclass(frozen=True, slots=True)
class Residue:
    """What is left of the originals in a copy.

    Arguments:
        sought: what was searched for.
        judged: what is left of it.
        places: where it is, as far as it was listed.
        searched: everything that the search has seen.
        listing: the files.
    """

    sought: Sought = field(repr=False)
    judged: Judged
    places: tuple[Place, ...]
    searched: Searched = field(repr=False)
    listing: Listing = field(repr=False)

    @property
    def unsearched(self) -> list[tuple[str, str]]:
        """(file, reason) of the parts of the copy that cannot be searched."""
        return [(self.listing.files[number].output, reason) for number, reason in sorted(self.searched.unsearched)]


def audit_residue(
    copies: Sequence[str],
    originals: Sequence[str],
    setting: Setting,
    evidence: Path | None = None,
    on_progress: Progress = lambda _: None,
) -> Residue:
    """Search a copy for everything that a run finds in the originals.

    Arguments:
        copies: the files and folders of the copy.
        originals: the inputs of the run.
        setting: how the run read and replaced them.
        evidence: in place of the originals, the folder with the evidence of the run.
        on_progress: receives the completed share of the work, 0 to 1.

    Raises:
        RecordError: an input is missing, or no value is found in the originals.
        HeteronymError: as in `pipeline.run.batch.scan`.
    """
    key = setting.source.key.load()
    if evidence:
        sought = read_evidence(evidence, key)
    else:
        sought = sought_in(originals, setting, lambda share: on_progress(share * SHARE_OF_ORIGINALS))
    others = [(Role.ORIGINAL, originals)]
    listing = list_files(copies, others, setting.source, sought.patterns.searcher(key))

    def on_search(share: float) -> None:
        on_progress(SHARE_OF_ORIGINALS + share * (1 - SHARE_OF_ORIGINALS))

    searched = search(
        listing.files, listing.roles, sought.patterns, setting, with_detection=True, on_progress=on_search
    )
    judged = judge(sought.targets, occurrences(searched, sought, listing))
    return Residue(sought, judged, places_of(judged, sought, searched, listing, setting), searched, listing)


def occurrences(searched: Searched, sought: Sought, listing: Listing) -> Occurrences:
    """Return how often each pattern occurs where."""
    return Occurrences(
        searched.of(Role.COPY, is_decoded=True),
        searched.of(Role.COPY, is_decoded=False) + listing.in_names,
        searched.of(Role.ORIGINAL, is_decoded=True),
        searched.of(Role.ORIGINAL, is_decoded=False),
        sought.in_values,
        sought.written,
    )


def places_of(
    judged: Judged, sought: Sought, searched: Searched, listing: Listing, setting: Setting
) -> tuple[Place, ...]:
    """Search the files of the copy again for what is left in them, and return where it is."""
    left = set(judged.patterns)
    numbers = sorted({number for pattern in left for number in searched.files.get(pattern, ())})
    places = [*searched.places, *(place for place in listing.places if place.pattern in left)]
    if numbers:
        patterns, order = _only(sorted(left), sought)
        again = search(
            [listing.files[number] for number in numbers], listing.roles, patterns, setting, with_places=True
        )
        known = {(place.file, place.pattern) for place in again.places}
        found = [*again.places, *(one for one in again.stored_places if (one.file, one.pattern) not in known)]
        places += [replace(place, pattern=order[place.pattern]) for place in found]
    return tuple(sorted((_with_entity(place, sought) for place in places), key=_order))


def _only(indices: Sequence[int], sought: Sought) -> tuple[Patterns, Sequence[int]]:
    """Return some of the patterns, and for each its index among all."""
    every = sought.patterns
    if every.digests:
        return Patterns(digests=[every.digests[index] for index in indices]), indices
    count = len(every.words)
    words, codes = ([index for index in indices if (index < count) is is_word] for is_word in (True, False))
    return Patterns([every.words[index] for index in words], [every.numbers[index - count] for index in codes]), [
        *words,
        *codes,
    ]


def _with_entity(place: Place, sought: Sought) -> Place:
    if place.pattern < 0:
        return place
    return replace(place, entity=sought.targets.values[sought.targets.patterns[place.pattern].value].entity)


def _order(place: Place) -> tuple[str, list[tuple[int, str]], int, str]:
    """Return the key by which places are sorted: record 9 before record 10."""
    words = [(int(word), "") if word.isdecimal() else (-1, word) for word in place.part.replace(",", "").split()]
    return place.file, words, place.offset, place.entity
