"""Patterns of a search: written once, encrypted, into the folder of its files, and loaded once per worker process."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from apache_beam.io.filesystems import FileSystems

from pipeline.audit.digests import DigestSearcher
from pipeline.audit.searcher import Searcher, TextSearcher
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import Seal
from pipeline.run.storage import BeamStorage
from pipeline.run.work import Work

PATTERNS = "patterns"


@dataclass(frozen=True, slots=True)
class Patterns:
    """What to search for.

    Arguments:
        words, numbers: the patterns, as `Searcher` takes them.
        digests: in place of them, the keyed digests of patterns, as `DigestSearcher` takes them.
    """

    words: Sequence[str] = field(default=(), repr=False)
    numbers: Sequence[str] = field(default=(), repr=False)
    digests: Sequence[tuple[int, int, str]] = field(default=(), repr=False)

    def searcher(self, key: Key) -> TextSearcher:
        """Return a searcher for the patterns. The key is that of their digests, if they have any."""
        return DigestSearcher(self.digests, key) if self.digests else Searcher(self.words, self.numbers)


def write_patterns(work: Work, key: Key, patterns: Patterns) -> None:
    """Write the patterns of a search, encrypted, into the folder of its files; raises OSError."""
    content = json.dumps([list(patterns.words), list(patterns.numbers), list(patterns.digests)]).encode()
    with BeamStorage().completed(FileSystems.join(work.folder, PATTERNS)) as file:
        file.write(Seal(key, work.run, PATTERNS).close(content))


def load_searcher(work: Work, key: Key) -> TextSearcher:
    """Return the searcher of a search, which a process builds once; raises OutputError if the file was changed."""
    if work.run not in _loaded:
        with BeamStorage().open(FileSystems.join(work.folder, PATTERNS)) as file:
            read = Patterns(*json.loads(Seal(key, work.run, PATTERNS).open(file.read())))
        _loaded.clear()  # of an earlier search
        _loaded[work.run] = read.searcher(key)
    return _loaded[work.run]


_loaded: dict[str, TextSearcher] = {}
