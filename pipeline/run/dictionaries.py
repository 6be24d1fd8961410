"""The dictionaries of a run: their words are written once into its folder, sealed, and read once by each worker process."""

import json

from apache_beam.io.filesystems import FileSystems

from pipeline.policy.dictionaries import add_words, words_of
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import Seal
from pipeline.run.storage import BeamStorage
from pipeline.sanitizer_source import SanitizerSource

DICTIONARIES = "dictionaries"


def write_dictionaries(source: SanitizerSource, key: Key, run: str, work: str) -> None:
    """Write the words that the policies look for into the folder `work` of a run; raises OSError, PolicyError."""
    if not source.dictionaries:
        return
    content = json.dumps(words_of(source.dictionaries)).encode()
    with BeamStorage().create(FileSystems.join(work, DICTIONARIES)) as file:
        file.write(Seal(key, run, DICTIONARIES).close(content))


def read_dictionaries(source: SanitizerSource, run: str, work: str) -> None:
    """Make the words of the policies known to this process, unless they are.

    Raises OutputError for a file that the run did not write, OSError, SecretKeyError.
    """
    if all(dictionary.is_loaded for dictionary in source.dictionaries):
        return
    with BeamStorage().open(FileSystems.join(work, DICTIONARIES)) as file:
        words = json.loads(Seal(source.key.load(), run, DICTIONARIES).open(file.read()))
    add_words({digest: tuple(found) for digest, found in words.items()})
