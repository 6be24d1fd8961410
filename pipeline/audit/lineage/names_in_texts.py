"""Names in texts: every given name with a family name beside it, by lists of names and without a model."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

import regex

from pipeline import records
from pipeline.audit.lineage.worlds import Name
from pipeline.records import BrokenRecord, ReadOptions
from pipeline.run.input_files import find_files
from pipeline.run.storage import BeamStorage
from recognizers.lexicon.pools import canonical

# Scripts without spaces between names are read character by character.
WORD = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]|[\p{L}\p{M}]+")
MIN_UNSPACED = "\u1100"
MAX_CHARACTERS, MAX_WORDS = 4, 2  # of a name in such a script, and in another one
MAX_BETWEEN = 2  # words between given and family name: "Jan van der Berg", "last_name"


class NameFinder:
    """Finds pairs of given and family names."""

    def __init__(self, givens: Collection[str], families: Collection[str]) -> None:
        """Create a finder of names in canonical form."""
        self._givens, self._families = (_by_start(names) for names in (givens, families))

    def names_in(self, text: str) -> Iterator[Name]:
        """Yield the names in a text, in either order of given and family name; a name may be yielded again."""
        words = [canonical(word) for word in WORD.findall(text)]
        givens, families = (list(_matches(words, names)) for names in (self._givens, self._families))
        starting: dict[int, list[str]] = defaultdict(list)
        ending: dict[int, list[str]] = defaultdict(list)
        for start, end, family in families:
            starting[start].append(family)
            ending[end].append(family)
        for start, end, given in givens:
            for gap in range(MAX_BETWEEN + 1):
                beside = (*starting.get(end + gap, ()), *ending.get(start - gap, ()))
                yield from ((given, family) for family in beside)


def _by_start(names: Collection[str]) -> dict[str, frozenset[str]]:
    """Return names by their first word, or by their first character in a script without spaces."""
    found: dict[str, set[str]] = {}
    for name in names:
        found.setdefault(name[0] if name[0] >= MIN_UNSPACED else name.split()[0], set()).add(name)
    return {start: frozenset(each) for start, each in found.items()}


def _matches(words: Sequence[str], names: dict[str, frozenset[str]]) -> Iterator[tuple[int, int, str]]:
    """Yield (first word, end, name) of each name among words."""
    for start, word in enumerate(words):
        if found := names.get(word):
            between, longest = ("", MAX_CHARACTERS) if word >= MIN_UNSPACED else (" ", MAX_WORDS)
            for end in range(start + 1, min(start + longest, len(words)) + 1):
                if (name := between.join(words[start:end])) in found:
                    yield start, end, name


def texts_of(paths: Sequence[str], secret_files: Collection[str] = ()) -> Iterator[str | None]:
    """Yield the texts of all records of files in any format that a run reads; None for a record that cannot be read.

    Arguments:
        paths: files, folders and patterns.
        secret_files: the key files, which must not be read.

    Raises:
        RecordError: a file is missing, or has no format that can be read.
    """
    storage, options = BeamStorage(), ReadOptions()
    for file in find_files(paths, "", secret_files):
        with storage.open(file.path, file.identity) as stream:
            plan = records.plan(stream, file.path, name=file.name)
        for shard in plan.shards:
            with storage.open(file.path, file.identity) as stream:
                for record in records.read(stream, shard, options):
                    if isinstance(record, BrokenRecord):
                        yield None
                    else:
                        yield "\n".join(text.value for text in record.texts)


def names_in_all(texts: Iterable[str], finder: NameFinder) -> frozenset[Name]:
    """Return the names in texts."""
    return frozenset(name for text in texts for name in finder.names_in(text))
