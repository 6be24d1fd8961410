"""Configuration of a run, which all of its steps share."""

from dataclasses import dataclass

from pipeline.records import ReadOptions
from pipeline.sanitizer_source import SanitizerSource


@dataclass(frozen=True, slots=True)
class Work:
    """The configuration of a run.

    Arguments:
        source: the policies and the key source.
        options: the declared fields of the records.
        folder: the folder for the files of the steps.
        run: the name of the run.
        results: the folder for the results of the run, a new one when it is resumed.
        keeps: whether finished shards are kept, so that the run can be resumed.
        resumed: whether the run continues an interrupted one.
    """

    source: SanitizerSource
    options: ReadOptions
    folder: str
    run: str
    results: str
    keeps: bool = False
    resumed: bool = False
