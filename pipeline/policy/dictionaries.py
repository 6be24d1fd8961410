"""Dictionaries: references to files of words with a digest. Each process loads the words once."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from pipeline.errors import PolicyError

Words = tuple[str, ...]

_loaded: dict[str, Words] = {}  # digest -> words
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A reference to a file of words that a policy detects. It is sent to workers without the words.

    Arguments:
        path: the file, as an absolute path.
        digest: the SHA-256 of its words, in hexadecimal.
    """

    path: str
    digest: str

    @classmethod
    def read(cls, path: Path) -> "Dictionary":
        """Read a file with one term per line, ignoring empty lines and lines that start with #.

        Raises:
            OSError: the file cannot be read.
            UnicodeDecodeError: the file is not UTF-8.
            ValueError: the file contains no term.
        """
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        found = tuple(dict.fromkeys(line.strip() for line in lines if line.strip() and not line.startswith("#")))
        if not found:
            raise ValueError("contains no term")
        digest = hashlib.sha256("\n".join(found).encode("utf-8", "surrogatepass")).hexdigest()
        with _lock:
            _loaded.setdefault(digest, found)
        return cls(str(path.resolve()), digest)

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

    def _load(self) -> None:
        try:
            found = Dictionary.read(Path(self.path))
        except (OSError, ValueError) as error:
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


def words_of(dictionaries: Iterable[Dictionary]) -> dict[str, Words]:
    """Return the words of dictionaries by digest, for a process without access to the files."""
    return {dictionary.digest: dictionary.words for dictionary in dictionaries}


def add_words(words: Mapping[str, Words]) -> None:
    """Register the result of `words_of` from another process, so that the files are not read in this one."""
    with _lock:
        for digest, found in words.items():
            _loaded.setdefault(digest, tuple(found))
