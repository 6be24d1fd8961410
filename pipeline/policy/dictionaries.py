"""Dictionaries: references to files of words with a digest. Each process loads the words once."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from pipeline.errors import LineError, PolicyError
from pipeline.policy.word_files import read_words
from recognizers.lexicon.vocabulary import Case, TermList

Words = tuple[str, ...]

# Larger dictionaries are not sent to other processes, which read the files instead.
MAX_SENT_WORDS = 100_000

_loaded: dict[str, Words] = {}  # digest -> words
_sets: dict[str, frozenset[str]] = {}  # digest -> words of allow lists
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A reference to a file of words that a policy detects or allows. It is sent to workers without the words.

    Arguments:
        path: the file, as an absolute path.
        digest: the SHA-256 of its words, in hexadecimal.
        case: which case of the words counts.
        columns: the columns of a CSV file that contain words.
    """

    path: str
    digest: str
    case: Case = Case.SMART
    columns: tuple[str, ...] = ()

    @classmethod
    def read(cls, path: Path, case: Case = Case.SMART, columns: tuple[str, ...] = ()) -> "Dictionary":
        """Read a file of words. See `pipeline.policy.word_files` for its format.

        Raises:
            OSError: the file cannot be read.
            LineError: a line is wrong.
            ValueError: the content is wrong in another way.
        """
        found = read_words(path, columns)
        digest = hashlib.sha256("\n".join(found).encode("utf-8", "surrogatepass")).hexdigest()
        with _lock:
            _loaded.setdefault(digest, found)
        return cls(str(path.resolve()), digest, case, columns)

    @property
    def identity(self) -> str:
        """Identifies what the dictionary finds, wherever its file is."""
        return self.digest if self.case is Case.SMART else f"{self.case} {self.digest}"

    @property
    def is_loaded(self) -> bool:
        """Whether the words are loaded in this process."""
        return self.digest in _loaded

    @property
    def words(self) -> Words:
        """The words, loaded once per process; raises PolicyError if they cannot be loaded."""
        if not self.is_loaded:
            self._load()
        return _loaded[self.digest]

    @property
    def terms(self) -> TermList:
        """The words as recognizers share them; raises PolicyError if they cannot be loaded."""
        return TermList(self.identity, self.words, self.case)

    def __contains__(self, word: str) -> bool:
        """Return whether exactly this word is in the dictionary; raises PolicyError if it cannot be loaded."""
        if self.digest not in _sets:
            _sets[self.digest] = frozenset(self.words)
        return word in _sets[self.digest]

    def _load(self) -> None:
        try:
            found = Dictionary.read(Path(self.path), self.case, self.columns)
        except (OSError, ValueError, LineError) as error:
            reason = getattr(error, "strerror", None) or "not UTF-8, or without terms"
            raise PolicyError(
                f"cannot read the dictionary {self.path} on this machine: {reason}; copy the file there, or send "
                "the words with 'pipeline.policy.dictionaries.words_of' and 'add_words'"
            ) from None
        if found.digest != self.digest:
            raise PolicyError(
                f"the dictionary {self.path} has changed since the policy was loaded, or differs on this "
                "machine: reload the policy"
            )


def words_of(dictionaries: Iterable[Dictionary], max_words: int | None = None) -> dict[str, Words]:
    """Return the words of dictionaries by digest, for a process without access to the files.

    Arguments:
        dictionaries: the dictionaries.
        max_words: leave out dictionaries with more words; None for no limit.
    """
    sized = {one.digest: one.words for one in dictionaries}
    return {digest: words for digest, words in sized.items() if max_words is None or len(words) <= max_words}


def add_words(words: Mapping[str, Words]) -> None:
    """Register the result of `words_of` from another process, so that the files are not read in this one."""
    with _lock:
        for digest, found in words.items():
            _loaded.setdefault(digest, tuple(found))
