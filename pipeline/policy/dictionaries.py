"""Dictionaries by reference: a policy names the file and the digest of its words, a process loads the words once."""

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
    """A file of words that a policy looks for; small, and travels to workers without the words.

    Arguments:
        path: the file, as an absolute path.
        digest: the SHA-256 of its words, in hexadecimal.
    """

    path: str
    digest: str

    @classmethod
    def read(cls, path: Path) -> "Dictionary":
        """Read a file of one term a line, without empty lines and lines that begin with #.

        Raises OSError or UnicodeDecodeError where it cannot be read, ValueError where it holds no term.
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
        """Tell whether the process has the words."""
        return self.digest in _loaded

    @property
    def words(self) -> Words:
        """Return the words, which are loaded once a process; raises PolicyError where they cannot be had."""
        if not self.is_loaded:
            self._load()
        return _loaded[self.digest]

    def _load(self) -> None:
        try:
            found = Dictionary.read(Path(self.path))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "not UTF-8, or without terms"
            raise PolicyError(
                f"cannot read the dictionary {self.path} on this machine: {reason}; put the file there, or send "
                "the words with 'pipeline.policy.dictionaries.words_of' and 'add_words'"
            ) from None
        if found.digest != self.digest:
            raise PolicyError(
                f"the dictionary {self.path} has changed since the policy was loaded, or is another one on this "
                "machine: load the policy again"
            )


def words_of(dictionaries: Iterable[Dictionary]) -> dict[str, Words]:
    """Return the words of some dictionaries by their digest, each once: to be sent to a process without the files."""
    return {dictionary.digest: dictionary.words for dictionary in dictionaries}


def add_words(words: Mapping[str, Words]) -> None:
    """Take the words that `words_of` returned in another process: the dictionaries' files are then not read here."""
    with _lock:
        for digest, found in words.items():
            _loaded.setdefault(digest, tuple(found))
