"""Commitment: fixes key, people and queries before a test, so that nobody can choose them by its result.

The file reveals neither the key nor a name, and can be deposited with anybody. The time of the deposit is the proof that the
choice was older than what is tested.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.audit.lineage.white_box import NAME, OTHERS, Query, written
from pipeline.audit.lineage.worlds import KEY_BYTES, PURPOSE, People, World
from pipeline.errors import RecordError
from pipeline.evaluate.private_files import write_private
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import keyed_digest
from recognizers.lexicon.pools import version

VERSION = 1


def commitment_of(
    key: Key, worlds: Sequence[World], people: People, queries: Sequence[Query], frame: str
) -> dict[str, Any]:
    """Return a commitment: all that a test depends on, names and key as digests.

    Arguments:
        key: the key of the copies.
        worlds: the worlds to test.
        people: the people of the originals.
        queries, frame: the queries for owners of models, and the text around the names in them.
    """
    labels = sorted((one.label, one.title, one.particle) for one in people.people)
    return {
        "commitment_version": VERSION,
        "test": PURPOSE,
        "key_id": key.id,
        "key_digest": key.derive(PURPOSE, "commitment", KEY_BYTES).hex(),
        "scopes": [world.scope for world in worlds],
        "people": len(people.people),
        "people_digest": keyed_digest(key, PURPOSE, json.dumps([labels, people.is_whole, sorted(people.shows)])),
        "pools": version(),
        "frame": frame,
        "other_keys": OTHERS,
        "queries": len(queries),
        "queries_sha256": hashlib.sha256(written(queries).encode()).hexdigest(),
    }


def write_commitment(path: Path, commitment: dict[str, Any]) -> str:
    """Write a commitment into a new file, and return the SHA-256 of the file; raises OutputError."""
    content = json.dumps(commitment, indent=2) + "\n"
    write_private(path, content, overwrite=False)
    return hashlib.sha256(content.encode()).hexdigest()


def read_commitment(path: Path) -> tuple[dict[str, Any], str]:
    """Return a commitment, and the SHA-256 of its file; raises RecordError if it is none."""
    try:
        content = path.read_bytes()
        commitment = json.loads(content)
        if (
            commitment["commitment_version"] != VERSION
            or commitment["test"] != PURPOSE
            or not isinstance(commitment["frame"], str)
        ):
            raise ValueError
        if commitment["frame"].count(NAME) != 1:
            raise ValueError
    except OSError as error:
        raise RecordError(f"cannot read {path}: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise RecordError(
            f"{path} is no commitment of this version: write one with 'heteronym audit lineage-commit'"
        ) from None
    return commitment, hashlib.sha256(content).hexdigest()


def check_commitment(path: Path, commitment: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Compare a commitment with what a test uses.

    Arguments:
        path: the file, for the message.
        commitment: the entries of the file.
        now: the commitment that the test would write.

    Raises:
        RecordError: they differ. The message names what differs.
    """
    other = [name for name, value in now.items() if not hmac.compare_digest(_text(value), _text(commitment.get(name)))]
    if other or commitment.keys() != now.keys():
        named = ", ".join(other or sorted(commitment.keys() - now.keys()))
        raise RecordError(
            f"{path} commits to another test, which differs in {named}: pass the same key, originals and options"
        )


def _text(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True).encode()
