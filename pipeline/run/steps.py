"""The base of the Beam steps of a run: the sanitizers, and the results of the first pass."""

from collections.abc import Iterator
from typing import Any

from apache_beam.pvalue import TaggedOutput

from pipeline.errors import HeteronymError
from pipeline.replace.keyed.sealing import Seal
from pipeline.run.dictionaries import read_dictionaries
from pipeline.run.earlier_choices import read_choices
from pipeline.run.finished import Finished
from pipeline.run.model import FAULTS, Fault, to_json
from pipeline.run.work import Work
from pipeline.sanitize_record import Gathered, RunKnowledge
from pipeline.transforms import SanitizerStep

BETWEEN_PASSES = "between passes"


class RunStep(SanitizerStep):
    """A step of a run. Errors, also while the sanitizers are loaded, become faults."""

    def __init__(self, work: Work) -> None:
        super().__init__(work.source, work.options)
        self._work = work

    def setup(self) -> None:
        """Load the sanitizers. If a policy or key is missing on the worker, each element becomes a fault."""
        self._failure: Fault | None = None
        try:
            read_dictionaries(self._source, self._work.run, self._work.folder)
            super().setup()
            key, work = self._sanitizers.key, self._work
            self._seal = Seal(key, work.run, BETWEEN_PASSES)
            self._kept = Finished(work.folder, work.run, key, keeps=work.keeps)
        except (OSError, HeteronymError) as error:
            self._failure = Fault.of(error)

    def _results(self, results: Iterator[Any], name: str = "") -> Iterator[Any]:
        """Yield the results for an element, or a fault. `name` is the name of the file in reports."""
        if self._failure:
            yield TaggedOutput(FAULTS, to_json(self._failure))
            return
        try:
            yield from results
        except (OSError, HeteronymError) as error:
            yield TaggedOutput(FAULTS, to_json(Fault.of(error, name)))


class KnowingStep(RunStep):
    """A step of the second pass, with the results of the first one."""

    def setup(self) -> None:
        """Load the sanitizers. The results of the first pass arrive with the first element."""
        super().setup()
        self._knowledge: RunKnowledge | None = None

    def _known(self, gathered: bytes) -> RunKnowledge:
        if self._knowledge is None:
            earlier = read_choices(self._work, self._sanitizers.key)
            self._knowledge = RunKnowledge(Gathered.unsealed(self._seal, [gathered] if gathered else []), earlier)
        return self._knowledge
