"""Vault choices: which surrogates earlier runs gave to the values that a run keeps apart."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, select

from pipeline.errors import VaultError
from pipeline.replace.keyed.keys import Key
from pipeline.restore.vault_rows import CHOSEN, ORIGINALS, Count, Place, added, opened

ROWS_AT_ONCE = 10_000


def choices_in(connection: Connection, key: Key, scope: str, counts: Mapping[Place, Count]) -> Iterator[bytes]:
    """Yield the pairs of a scope, as in `ledger.Choices`.

    Arguments:
        connection: a transaction.
        key: the key of the surrogates.
        scope: the scope of the surrogates.
        counts: the counts of the state of the vault.

    Raises:
        VaultError: a row was changed, added or deleted.
    """
    place = key.id, CHOSEN + scope
    read = {place: Count()}
    rows = select(ORIGINALS).where(ORIGINALS.c.key_id == place[0], ORIGINALS.c.scope == place[1])
    for batch in connection.execute(rows).mappings().partitions(ROWS_AT_ONCE):
        some = list(map(dict, batch))
        read = added(read, some, lambda _: key)
        yield from (opened(key, row).choice for row in some)
    if read[place] != counts.get(place, Count()):
        raise VaultError("the vault was changed: check it with 'heteronym vault log --verify'")
