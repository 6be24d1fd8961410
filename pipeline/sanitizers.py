"""The sanitizers of a run: one a classification, loaded once a process."""

from dataclasses import dataclass
from threading import Lock

from pipeline.policy import STRICTEST, Policy
from pipeline.policy_file import shipped_names
from pipeline.pseudonyms.keys import Key, KeySource
from pipeline.sanitizer import Sanitizer


@dataclass(frozen=True, slots=True)
class SanitizerSource:
    """What it takes to make the sanitizers of a run: small, holds no key, travels to workers.

    Arguments:
        policy: the policy of records that do not carry their own classification.
        key: where the key is to be found.
        dataset, recipient: the names that policies of those scopes need.
        by_record: whether each record carries its own classification.
    """

    policy: Policy
    key: KeySource
    dataset: str = ""
    recipient: str = ""
    by_record: bool = False

    def load(self) -> "Sanitizers":
        """Return the sanitizers, the same ones for the whole life of the process.

        Raises PolicyError or SecretKeyError.
        """
        identity = (self.policy.digest, self.key, self.dataset, self.recipient, self.by_record)
        with _lock:
            if identity not in _loaded:
                _loaded[identity] = Sanitizers(self)
            return _loaded[identity]


class Sanitizers:
    """Gives each record the sanitizer of its classification."""

    def __init__(self, source: SanitizerSource) -> None:
        """Load the key and the default sanitizer; others are loaded when a record asks for them."""
        self._source = source
        self._key: Key = source.key.load()
        self._default = self._make(source.policy)
        self._by_class = {source.policy.classification: self._default}

    def of(self, classification: str | None) -> Sanitizer:
        """Return the sanitizer for a record; an unknown or missing classification gets the strictest."""
        if not self._source.by_record:
            return self._default
        known = classification in self._by_class or classification in shipped_names()
        name = classification if classification and known else STRICTEST
        if name not in self._by_class:
            self._by_class[name] = self._make(Policy.load(name))
        return self._by_class[name]

    def _make(self, policy: Policy) -> Sanitizer:
        return Sanitizer(policy, self._key, dataset=self._source.dataset, recipient=self._source.recipient)


_loaded: dict[tuple[str, KeySource, str, str, bool], Sanitizers] = {}
_lock = Lock()
