"""Sanitizers of a run: one per classification, loaded once per process."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from cachetools import LRUCache

from pipeline.errors import HeteronymError, check_type
from pipeline.policy.dictionaries import Dictionary
from pipeline.policy.loading import Policy, shipped_names
from pipeline.policy.model import STRICTEST
from pipeline.policy.strictest import strictest_of
from pipeline.records.formats import known_formats
from pipeline.replace.keyed.key_lines import KeyLines
from pipeline.replace.keyed.keys import Key, KeySource
from pipeline.replace.keyed.ledger import NO_CHOICES, Choices
from pipeline.replace.operators import operators
from pipeline.replace.surrogates import surrogates
from pipeline.sanitized import Sanitized
from pipeline.sanitizer import Sanitizer

if TYPE_CHECKING:
    from pipeline.restore.vault import Vault

FALLBACK = ""  # not a valid name of a classification
UNKNOWN_CLASS = "unknown (strictest policy)"  # for reports, which name only classifications of policies
TEXTS_AT_ONCE = 2_000
MAX_WORLDS = 200  # each caches the values of one client, at most about 2 MB


@dataclass(frozen=True, slots=True)
class SanitizerSource:
    """Where worker processes load the policies and the key from. Contains no key material.

    Arguments:
        policy: the policy of the run.
        key: the source of the key.
        dataset, recipient: the names that policies with these scopes require.
        by_record: whether each record has its own classification.
        vault: the location of the vault for originals of reversible policies; empty for none.
        shipped: the shipped policies as of the start of the run; empty to load a policy when a record needs it.
        client: the default client of a gateway; empty in a batch run.
    """

    policy: Policy
    key: KeySource
    dataset: str = ""
    recipient: str = ""
    by_record: bool = False
    vault: str = ""
    shipped: tuple[Policy, ...] = ()
    client: str = ""

    def __post_init__(self) -> None:
        """Check the types of what a caller of the library passes; raises TypeError."""
        check_type(self.policy, Policy, "a policy of a SanitizerSource is a Policy: Policy.load('confidential')")
        check_type(self.key, KeySource, "a key of a SanitizerSource is where it is: KeySource('team.key')")

    @property
    def dictionaries(self) -> tuple[Dictionary, ...]:
        """The dictionaries of all policies, by reference."""
        return tuple(dictionary for policy in (self.policy, *self.shipped) for dictionary in policy.dictionaries)

    def pinned(self) -> "SanitizerSource":
        """Return the source with all policies loaded, so that later changes of their files have no effect.

        Raises:
            PolicyError: a policy cannot be loaded.
        """
        return replace(self, shipped=tuple(Policy.load(name) for name in shipped_names()))

    def fallback(self) -> Policy:
        """Return the policy for records without a classification.

        If records have their own classifications, it combines the strictest shipped policy with the policy of the run,
        so that the detection rules of the run's policy apply to every record.

        Raises:
            PolicyError: a policy cannot be loaded.
        """
        if not self.by_record or self.policy.classification == STRICTEST:
            return self.policy
        shipped = {policy.classification: policy for policy in self.shipped}
        strictest = shipped.get(STRICTEST) or Policy.load(STRICTEST)
        name = self.policy.classification
        is_shipped = name in shipped_names() and self.policy == (shipped.get(name) or Policy.load(name))
        return strictest if is_shipped else strictest_of(strictest, self.policy)

    def load(self) -> "Sanitizers":
        """Return the sanitizers, which are cached for the lifetime of the process.

        Raises:
            PolicyError: a policy or one of its recognizers cannot be loaded.
            SecretKeyError: the key cannot be loaded.
        """
        digests = tuple(policy.digest for policy in (self.policy, *self.shipped))
        identity = (digests, self.key, self.dataset, self.recipient, self.client, self.by_record, self.vault)
        with _lock:
            if identity not in _loaded:
                _loaded[identity] = Sanitizers(self)
            return _loaded[identity]


class Sanitizers:
    """Provides the sanitizer for the classification of a record."""

    def __init__(self, source: SanitizerSource, key: Key | None = None, earlier: Choices = NO_CHOICES) -> None:
        """Load the sanitizer of the run's policy, and the key unless given. Others are loaded when a record needs them.

        Arguments:
            source, key: the policies, and the key if it is loaded already.
            earlier: as for `Sanitizer`.
        """
        self._source, self._earlier = source, earlier
        self._shipped = {policy.classification: policy for policy in source.shipped}
        self.key = key or source.key.load()
        self.key_lines = KeyLines([key] if key else source.key.ring())
        self._by_class = {source.policy.classification: self._make(source.policy)}
        operators(), surrogates(), known_formats()  # extensions that cannot be loaded fail now, not with a record
        self.vault = open_vault(source.vault, (key,) if key else source.key.ring()) if source.vault else None
        self._client = ""
        self._worlds: LRUCache[tuple[Sanitizer, str], Sanitizer] = LRUCache(MAX_WORLDS)

    @classmethod
    def around(cls, sanitizer: Sanitizer, *, by_record: bool = False) -> "Sanitizers":
        """Return the sanitizers of a run whose policy, key, names and earlier choices are those of a sanitizer.

        Arguments:
            sanitizer: the sanitizer.
            by_record: whether each record has its own classification.
        """
        one = sanitizer
        key_source = one.key_source or KeySource()
        source = SanitizerSource(one.policy, key_source, one.dataset, one.recipient, by_record, client=one.client)
        return source.load() if one.key_source and one.earlier == NO_CHOICES else cls(source, one.key, one.earlier)

    def of_client(self, client: str) -> "Sanitizers":
        """Return the sanitizers with the surrogates of one client of a gateway. Recently used ones are cached."""
        other = copy(self)
        other._client = client
        return other

    def of(self, classification: str | None) -> Sanitizer:
        """Return the sanitizer for the classification of a record.

        A classification is the name of the run's policy, which takes precedence, or of a shipped policy. For an unknown
        or missing classification see `SanitizerSource.fallback`.
        """
        sanitizer = self._of_policy(classification)
        return self._in_world(sanitizer) if self._client else sanitizer

    def _in_world(self, sanitizer: Sanitizer) -> Sanitizer:
        owner = sanitizer, self._client  # not the policy's name: a shipped and a combined policy may share one
        found = self._worlds.get(owner)
        if found is None:
            found = self._worlds[owner] = sanitizer.for_client(self._client)
        return found

    def class_of(self, classification: str | None) -> str:
        """Return the classification under which a record goes, for reports; empty if records have none of their own."""
        if not self._source.by_record:
            return ""
        return classification if classification and self._is_known(classification) else UNKNOWN_CLASS

    def _is_known(self, classification: str) -> bool:
        return classification == self._source.policy.classification or classification in shipped_names()

    def _of_policy(self, classification: str | None) -> Sanitizer:
        if self._source.by_record and classification and self._is_known(classification):
            if classification not in self._by_class:
                policy = self._shipped.get(classification) or Policy.load(classification)
                self._by_class[classification] = self._make(policy)
            return self._by_class[classification]
        if FALLBACK not in self._by_class:
            policy, own = self._source.fallback(), self._source.policy
            self._by_class[FALLBACK] = self._by_class[own.classification] if policy is own else self._make(policy)
        return self._by_class[FALLBACK]

    def _make(self, policy: Policy) -> Sanitizer:
        source = self._source
        names = {"dataset": source.dataset, "recipient": source.recipient, "client": source.client}
        return Sanitizer(policy, self.key, **names, earlier=self._earlier)


class OriginalsBuffer:
    """Stores originals of written records in the vault in batches, if the run has a vault and the policy is reversible."""

    def __init__(self, sanitizers: Sanitizers) -> None:
        """Create a buffer for the vault of the run."""
        self._sanitizers = sanitizers
        self._texts: dict[Sanitizer, list[Sanitized]] = {}

    def add(self, classification: str | None, results: Sequence[Sanitized]) -> None:
        """Add the texts of a written record."""
        sanitizer = self._sanitizers.of(classification)
        if self._sanitizers.vault and sanitizer.policy.reversible:
            self._texts.setdefault(sanitizer, []).extend(results)
            if sum(map(len, self._texts.values())) >= TEXTS_AT_ONCE:
                self.flush()

    def flush(self) -> None:
        """Write all buffered texts to the vault."""
        if self._sanitizers.vault and self._texts:
            from pipeline.restore.vault_rows import entries_of

            for sanitizer, results in self._texts.items():
                self._sanitizers.vault.store(entries_of(results), self._sanitizers.key, sanitizer.scope)
        self._texts.clear()


def open_vault(place: str, keys: Sequence[Key]) -> "Vault":
    """Open a vault.

    Arguments:
        place: the location of the vault.
        keys: the keys that may read it, the writing key first.

    Raises:
        HeteronymError: packages that the vault requires are missing.
    """
    try:
        from pipeline.restore.vault import Vault
    except ImportError:
        raise HeteronymError("a vault needs more packages: pip install 'heteronym[vault]'") from None
    return Vault(place, keys)


_loaded: dict[tuple[tuple[str, ...], KeySource, str, str, str, bool, str], Sanitizers] = {}
_lock = Lock()
