"""Measurement: plants canaries, makes the copy, trains the models on it and on the raw sample, and compares them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.audit.canaries.copying import Anonymize, Copies, copies_of, entity_of, replaced, without_key
from pipeline.audit.canaries.exposure import REFERENCES
from pipeline.audit.canaries.kinds import KINDS, Kind
from pipeline.audit.canaries.observing import OUTSIDER_VALUES, Group, Observation, observations_of
from pipeline.audit.canaries.planting import Canary, draw_canaries, draw_references, plant
from pipeline.audit.canaries.sample import Sample, draw_sample
from pipeline.audit.canaries.students import DEFAULT, Student, student_of
from pipeline.records import ReadOptions, Record
from pipeline.run.batch import Progress, secret_files
from pipeline.sanitizer import Sanitizer
from pipeline.sanitizer_source import SanitizerSource

CANARIES = 500  # of which about half are planted


@dataclass(frozen=True, slots=True)
class Measured:
    """What models trained on the raw sample and on its copy know of canaries.

    Arguments:
        raw, copy: the observations, by stage and kind, in the same order.
        sample: where the sample is from.
        records: the number of records with the canaries.
        blocked: the number of those records that the policy blocks.
        student: the name of the kind of models.
    """

    raw: Sequence[Observation]
    copy: Sequence[Observation]
    sample: Sample
    records: int
    blocked: int
    student: str = DEFAULT


def audit_canaries(
    inputs: Sequence[str],
    source: SanitizerSource,
    options: ReadOptions,
    seed: int = 0,
    on_progress: Progress = lambda _: None,
    *,
    student: str = DEFAULT,
    anonymize: Anonymize = copies_of,
) -> Measured:
    """Measure what models remember of values that were planted in a sample.

    Arguments:
        inputs: files, folders and patterns.
        source: the policy and the key of the run.
        options: the user's declarations about fields.
        seed: determines, with the key, everything that is drawn.
        on_progress: receives the completed share of the work, 0 to 1.
        student: the name of the kind of models, one of STUDENTS.
        anonymize: makes the copy.

    Raises:
        RecordError: an input is missing, or no record has free text.
        HeteronymError: the policy or the key cannot be loaded, or a package is missing.
    """
    chosen = student_of(student)
    train = chosen.load()  # a missing package is reported before the work begins
    material = source.key.load().derive(f"seed {seed}", "canaries", 32)
    sample = draw_sample(inputs, options, secret_files(source), _chance(material, "sample"))
    canaries = draw_canaries(CANARIES, _chance(material, "canaries"))
    planted = plant(sample.drawn, canaries, _chance(material, "places"))
    sanitizers = source.load()
    copies = anonymize(planted, sanitizers)
    groups = _groups(canaries, copies, without_key(sanitizers.of(None)), material)
    on_progress(chosen.copied)
    raw, copy = (
        observations_of(texts, groups, train, np.random.default_rng(list(material)), _half(number, chosen, on_progress))
        for number, texts in enumerate((_raw_texts(planted), _copied_texts(copies)))
    )
    return Measured(raw, copy, sample, len(planted), sum(isinstance(one, str) for one in copies), student)


def _half(number: int, student: Student, on_progress: Progress) -> Progress:
    """Return what receives the completed share of the first or second half of the work that follows the copy."""
    return lambda share: on_progress(student.copied + (number + share) * (1 - student.copied) / 2)


def _chance(material: bytes, purpose: str) -> random.Random:
    return random.Random(material + purpose.encode())


def _groups(canaries: Sequence[Canary], copies: Copies, outsider: Sanitizer, material: bytes) -> list[Group]:
    return [_group(kind, canaries, copies, outsider, _chance(material, kind.name)) for kind in KINDS]


def _group(kind: Kind, canaries: Sequence[Canary], copies: Copies, outsider: Sanitizer, chance: random.Random) -> Group:
    own = [canary for canary in canaries if canary.kind is kind]
    planted = [canary.value for canary in own if canary.is_planted]
    references = draw_references(kind, REFERENCES, canaries, chance)
    guessed: list[list[str]] = [[], []]
    if entity := entity_of(set(planted), copies):
        guessed = [
            [replaced(kind.prefix, value, entity, outsider) for value in values]
            for values in (planted, references[: OUTSIDER_VALUES - 1])
        ]
    return Group(
        kind,
        [canary.value for canary in own],
        np.array([canary.times * canary.is_planted for canary in own]),
        references,
        *guessed,
    )


def _raw_texts(planted: Sequence[Record]) -> list[str]:
    return [text.value for record in planted for text in record.scanned]


def _copied_texts(copies: Copies) -> list[str]:
    return [text.text for copy in copies if not isinstance(copy, str) for text in copy]
