"""Dictionaries of a run: written once, encrypted, into the folder of the run, and read once per worker process."""

import json

from apache_beam.io.filesystems import FileSystems

from pipeline.policy.dictionaries import add_words, words_of
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import Seal
from pipeline.run.storage import BeamStorage
from pipeline.sanitizer_source import SanitizerSource

DICTIONARIES = "dictionaries"


def write_dictionaries(source: SanitizerSource, key: Key, run: str, work: str) -> None:
    """Write the words of the policies' dictionaries into the folder of a run.

    Arguments:
        source: the policies.
        key: the key of the run.
        run: the name of the run.
        work: the folder of the run.

    Raises:
        PolicyError: a dictionary cannot be read.
        OSError: the file cannot be written.
    """
    if not source.dictionaries:
        return
    content = json.dumps(words_of(source.dictionaries)).encode()
    with BeamStorage().create(FileSystems.join(work, DICTIONARIES)) as file:
        file.write(Seal(key, run, DICTIONARIES).close(content))


def read_dictionaries(source: SanitizerSource, run: str, work: str) -> None:
    """Load the words of the policies' dictionaries into this process, unless they are loaded already.

    Arguments:
        source: the policies and the key source.
        run: the name of the run.
        work: the folder of the run.

    Raises:
        OutputError: the file was not written by this run.
        SecretKeyError: the key cannot be loaded.
        OSError: the file cannot be read.
    """
    if all(dictionary.is_loaded for dictionary in source.dictionaries):
        return
    with BeamStorage().open(FileSystems.join(work, DICTIONARIES)) as file:
        words = json.loads(Seal(source.key.load(), run, DICTIONARIES).open(file.read()))
    add_words({digest: tuple(found) for digest, found in words.items()})
