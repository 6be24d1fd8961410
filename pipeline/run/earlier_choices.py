"""Earlier choices of a run: read from its vault once, into the folder of the run, for all workers and when it is resumed."""

from apache_beam.io.filesystems import FileSystems

from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.ledger import NO_CHOICES, TAG_BYTES, Choices
from pipeline.replace.keyed.sealing import Seal
from pipeline.replace.scopes import scope_of
from pipeline.run.storage import BeamStorage
from pipeline.run.work import Work
from pipeline.sanitizer_source import SanitizerSource, open_vault

CHOICES = "choices"
PAIR_BYTES = 2 * TAG_BYTES


def write_choices(work: Work, key: Key) -> None:
    """Write the choices that the vault of a run contains, unless the interrupted run has written them.

    Raises:
        VaultError: the vault was changed without the key.
        OutputError: the vault cannot be used.
        OSError: the file cannot be written.
    """
    path = FileSystems.join(work.folder, CHOICES)
    if not work.source.vault or (work.resumed and FileSystems.exists(path)):
        return
    choices = open_vault(work.source.vault, work.source.key.ring()).choices(key, _scopes(work.source))
    with BeamStorage().completed(path) as file:
        file.write(Seal(key, work.run, CHOICES).close(b"".join(sorted(choices.pairs))))


def read_choices(work: Work, key: Key) -> Choices:
    """Return the choices that `write_choices` wrote.

    Raises:
        OutputError: the file was not written by this run.
        OSError: the file cannot be read.
    """
    if not work.source.vault:
        return NO_CHOICES
    with BeamStorage().open(FileSystems.join(work.folder, CHOICES)) as file:
        content = Seal(key, work.run, CHOICES).open(file.read())
    return Choices(frozenset(content[start : start + PAIR_BYTES] for start in range(0, len(content), PAIR_BYTES)))


def _scopes(source: SanitizerSource) -> list[str]:
    """Return the scopes whose surrogates the vault of a run contains."""
    policies = (source.policy, source.fallback(), *source.shipped)
    scopes = {
        scope_of(policy, source.dataset, source.recipient, source.client) for policy in policies if policy.reversible
    }
    return sorted(scopes - {""})
