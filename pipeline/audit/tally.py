"""Tally: adds up what is in a unit of a search."""

from collections import Counter
from collections.abc import Iterable, MutableMapping, Sequence
from hashlib import blake2b
from itertools import islice

from pipeline.audit.messages import Place, Unit, UnitResult
from pipeline.audit.pieces import Piece, Unsearched
from pipeline.audit.record_search import Found
from pipeline.audit.searcher import TextSearcher
from pipeline.audit.stored import count_stored, find_stored
from pipeline.audit.windows import joined, number_at
from pipeline.records import Record

MAX_PLACES = 1_000  # of one unit
MAX_KNOWN = 500  # pieces; some 20 MB

# The digest of a piece -> how often each (pattern, count) occurs in it.
KnownPieces = MutableMapping[bytes, tuple[tuple[int, int], ...]]


class UnitTally:
    """Adds up what is in a unit."""

    def __init__(self, searcher: TextSearcher, unit: Unit, with_places: bool, known: KnownPieces) -> None:
        """Create a tally. With `with_places`, places are listed; else patterns are counted, in known pieces only once."""
        self._searcher, self._unit, self._with_places, self._known = searcher, unit, with_places, known
        self._counts: Counter[int] = Counter()
        self._suspicious: Counter[str] = Counter()
        self._places: list[Place] = []
        self._unsearched: list[str] = []
        self._size_bytes = 0

    def add_piece(self, piece: Piece | Unsearched) -> None:
        """Search a piece of the stored file. Of a piece across a cut, only what lies across it counts."""
        if isinstance(piece, Unsearched):
            self._unsearched.append(f"{piece.part}: {piece.reason}" if piece.part else piece.reason)
            return
        if piece.seam:
            across = self._counted(piece.content)
            for side in (piece.content[: piece.seam], piece.content[piece.seam :]):
                across.subtract(self._counted(side))
            self._counts += across  # only positive counts stay
            self._list(self._place(piece.part, piece.offset, pattern) for pattern in (+across).elements())
            return
        self._size_bytes += len(piece.content)
        if self._with_places:
            hits = find_stored(self._searcher, piece.content)
            self._list(self._place(piece.part, piece.offset + hit.place, hit.pattern) for hit in hits)
        else:
            digest = blake2b(piece.content).digest()
            if digest not in self._known:
                self._known[digest] = tuple(self._counted(piece.content).items())
            self._counts.update(dict(self._known[digest]))

    def _counted(self, content: bytes) -> Counter[int]:
        return count_stored(self._searcher, content)

    def add_records(self, results: Iterable[Found]) -> None:
        """Add what is in records, and list the places of what looks real in them."""
        for found in results:
            self._size_bytes += found.size_bytes
            for pattern, count in found.counts:
                self._counts[pattern] += count
            for text, offset, entity in found.suspicious:
                self._suspicious[entity] += 1
                place = self._part(found.number, found.inside, text)
                self._list([Place(self._unit.file.output, place, offset, entity)])

    def list_places(self, batch: Sequence[Record]) -> None:
        """List the places of patterns in the texts of records, all together."""
        labels = [(record, number) for record in batch for number in range(len(record.texts))]
        content, starts = joined(text.value.encode("utf-8", "replace") for record in batch for text in record.texts)
        for hit in self._searcher.find(content):
            number = number_at(starts, hit.place)
            characters = len(content[starts[number] : hit.place].decode("utf-8", "replace"))
            record, text = labels[number]
            self._list([self._place(self._part(record.number, record.inside, text), characters, hit.pattern)])

    def _place(self, part: str, offset: int, pattern: int) -> Place:
        return Place(self._unit.file.output, part, offset, pattern=pattern)

    def _part(self, record: int, inside: str, text: int) -> str:
        """Return the place of a text, with the name of its member in an archive unless that may hold a value."""
        place = f"record {record}, text {text + 1}"
        if not inside:
            return place
        is_harmless = not self._searcher.count(inside.encode("utf-8", "replace"))
        return f"{inside if is_harmless else 'a member'}, {place}"

    def _list(self, places: Iterable[Place]) -> None:
        self._places += islice(places, max(0, MAX_PLACES - len(self._places)))

    def result(self) -> UnitResult:
        """Return the result of the unit."""
        unit = self._unit
        return UnitResult(
            unit.file.number,
            unit.role,
            unit.shard is not None,
            self._size_bytes,
            tuple(sorted(self._counts.items())),
            tuple(sorted(self._suspicious.items())),
            tuple(self._places),
            tuple(self._unsearched),
        )
