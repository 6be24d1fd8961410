"""The sanitizers of a run: one a classification, loaded once a process."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from cachetools import LRUCache

from pipeline.errors import HeteronymError
from pipeline.policy.dictionaries import Dictionary
from pipeline.policy.loading import Policy, shipped_names
from pipeline.policy.model import STRICTEST
from pipeline.policy.strictest import strictest_of
from pipeline.records.formats import known_formats
from pipeline.replace.keyed.key_lines import KeyLines
from pipeline.replace.keyed.keys import Key, KeySource
from pipeline.replace.operators import operators
from pipeline.replace.surrogates import surrogates
from pipeline.sanitized import Sanitized
from pipeline.sanitizer import Sanitizer

if TYPE_CHECKING:
    from pipeline.restore.vault import Vault

FALLBACK = ""  # no classification has this name
TEXTS_AT_ONCE = 2_000
MAX_WORLDS = 200  # of some 2 MB at most, which fills up with the values of a client


@dataclass(frozen=True, slots=True)
class SanitizerSource:
    """What it takes to make the sanitizers of a run: small, holds no key, travels to workers.

    Arguments:
        policy: the policy of the run.
        key: where the key is to be found.
        dataset, recipient: the names of policies of those scopes.
        by_record: whether each record carries its own classification.
        vault: where the originals of reversible policies are kept; empty for nowhere.
        shipped: the policies that ship, as they were when the run began; empty to read one when a record asks for it.
        client: the client of a gateway where no other is named; empty in a batch run.
    """

    policy: Policy
    key: KeySource
    dataset: str = ""
    recipient: str = ""
    by_record: bool = False
    vault: str = ""
    shipped: tuple[Policy, ...] = ()
    client: str = ""

    @property
    def dictionaries(self) -> tuple[Dictionary, ...]:
        """Return the dictionaries of the policies, by reference."""
        return tuple(dictionary for policy in (self.policy, *self.shipped) for dictionary in policy.dictionaries)

    def pinned(self) -> "SanitizerSource":
        """Return the source with all policies as they are now, whatever becomes of their files; raises PolicyError."""
        return replace(self, shipped=tuple(Policy.load(name) for name in shipped_names()))

    def fallback(self) -> Policy:
        """Return the policy of what carries no classification; raises PolicyError.

        Where records carry their own, that is the strictest one together with the policy of the run: what that policy
        alone looks for is looked for in every record.
        """
        if not self.by_record or self.policy.classification == STRICTEST:
            return self.policy
        shipped = {policy.classification: policy for policy in self.shipped}
        strictest = shipped.get(STRICTEST) or Policy.load(STRICTEST)
        name = self.policy.classification
        is_shipped = name in shipped_names() and self.policy == (shipped.get(name) or Policy.load(name))
        return strictest if is_shipped else strictest_of(strictest, self.policy)

    def load(self) -> "Sanitizers":
        """Return the sanitizers, the same ones for the whole life of the process.

        Raises PolicyError or SecretKeyError.
        """
        digests = tuple(policy.digest for policy in (self.policy, *self.shipped))
        identity = (digests, self.key, self.dataset, self.recipient, self.client, self.by_record, self.vault)
        with _lock:
            if identity not in _loaded:
                _loaded[identity] = Sanitizers(self)
            return _loaded[identity]


class Sanitizers:
    """Gives each record the sanitizer of its classification."""

    def __init__(self, source: SanitizerSource, key: Key | None = None) -> None:
        """Load the default sanitizer, and the key where it is not given; others are loaded when a record asks for them."""
        self._source = source
        self._shipped = {policy.classification: policy for policy in source.shipped}
        self.key = key or source.key.load()
        self.key_lines = KeyLines([key] if key else source.key.ring())
        self._by_class = {source.policy.classification: self._make(source.policy)}
        operators(), surrogates(), known_formats()  # what does not load fails now, not with a record
        self.vault = open_vault(source.vault, (key,) if key else source.key.ring()) if source.vault else None
        self._client = ""
        self._worlds: LRUCache[tuple[Sanitizer, str], Sanitizer] = LRUCache(MAX_WORLDS)

    def of_client(self, client: str) -> "Sanitizers":
        """Return the same sanitizers in the worlds of one client of a gateway; of those used lately, the worlds are kept."""
        other = copy(self)
        other._client = client
        return other

    def of(self, classification: str | None) -> Sanitizer:
        """Return the sanitizer for a record.

        A classification is the run's own policy, whatever ships under that name, or a policy that ships. Where it is
        unknown or missing, see `SanitizerSource.fallback`.
        """
        sanitizer = self._of_policy(classification)
        return self._in_world(sanitizer) if self._client else sanitizer

    def _in_world(self, sanitizer: Sanitizer) -> Sanitizer:
        owner = sanitizer, self._client  # two policies may have one name: a policy that ships, and what it is joined to
        found = self._worlds.get(owner)
        if found is None:
            found = self._worlds[owner] = sanitizer.for_client(self._client)
        return found

    def _of_policy(self, classification: str | None) -> Sanitizer:
        if self._source.by_record and classification:
            if classification not in self._by_class and classification in shipped_names():
                policy = self._shipped.get(classification) or Policy.load(classification)
                self._by_class[classification] = self._make(policy)
            if classification in self._by_class:
                return self._by_class[classification]
        if FALLBACK not in self._by_class:
            policy, own = self._source.fallback(), self._source.policy
            self._by_class[FALLBACK] = self._by_class[own.classification] if policy is own else self._make(policy)
        return self._by_class[FALLBACK]

    def _make(self, policy: Policy) -> Sanitizer:
        source = self._source
        return Sanitizer(policy, self.key, dataset=source.dataset, recipient=source.recipient, client=source.client)


class Keeper:
    """Keeps the originals of anonymized records in the vault, many at once, where there is one and the policy allows it."""

    def __init__(self, sanitizers: Sanitizers) -> None:
        """Take the sanitizers of the run, which know the vault."""
        self._sanitizers = sanitizers
        self._texts: dict[Sanitizer, list[Sanitized]] = {}

    def add(self, classification: str | None, results: Sequence[Sanitized]) -> None:
        """Take the texts of a record that leaves."""
        sanitizer = self._sanitizers.of(classification)
        if self._sanitizers.vault and sanitizer.policy.reversible:
            self._texts.setdefault(sanitizer, []).extend(results)
            if sum(map(len, self._texts.values())) >= TEXTS_AT_ONCE:
                self.flush()

    def flush(self) -> None:
        """Write what was taken."""
        if self._sanitizers.vault and self._texts:
            from pipeline.restore.vault import entries_of

            for sanitizer, results in self._texts.items():
                self._sanitizers.vault.store(entries_of(results), self._sanitizers.key, sanitizer.scope)
        self._texts.clear()


def open_vault(place: str, keys: Sequence[Key]) -> "Vault":
    """Open a vault; raises HeteronymError where the packages for it are missing."""
    try:
        from pipeline.restore.vault import Vault
    except ImportError:
        raise HeteronymError("a vault needs more packages: pip install 'heteronym[vault]'") from None
    return Vault(place, keys)


_loaded: dict[tuple[tuple[str, ...], KeySource, str, str, str, bool, str], Sanitizers] = {}
_lock = Lock()
