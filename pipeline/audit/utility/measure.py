"""Measuring: trains the same models on each copy, and tests all of them on raw records that none of them has seen."""

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
from apache_beam.io.filesystems import FileSystems

from pipeline.audit.impact.measure import check_complete, check_seen, names_in
from pipeline.audit.ngram import NGram
from pipeline.audit.search import Setting
from pipeline.audit.utility.classifier import features_of, predicted, trained
from pipeline.audit.utility.consistency import Consistency, consistency_of
from pipeline.audit.utility.copies import SUFFIX, Copies, Copy, GatherCopies, read_copies
from pipeline.audit.utility.intervals import Estimate, matched_difference, ratio
from pipeline.errors import RecordError
from pipeline.evaluate.intervals import Interval
from pipeline.run import batch
from pipeline.run.batch import Progress
from pipeline.run.copy_files import ScanRecords
from pipeline.run.declared_names import check_names
from pipeline.run.dictionaries import write_dictionaries
from pipeline.run.results import read_results
from pipeline.run.runner import run_pipeline

FOLDS = 5
CONTEXT = 5  # characters
END = "\n"  # of a text, for a language model
MIN_RECORDS, MAX_CLASSES = 20, 50
SHARE_OF_SCAN = 0.5  # of the progress bar
Hits = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CopyUtility:
    """What models are worth that are trained on one copy.

    Arguments:
        accuracy: the share of raw records whose label the classifier predicts correctly.
        accuracy_lost: by how much this differs from the classifier that is trained on raw records.
        bits: the bits per character with which the language model writes raw records.
        bits_more: by how much these differ from the model that is trained on raw records.
        consistency: whether values stay one value.
    """

    accuracy: Interval
    accuracy_lost: Estimate
    bits: Estimate
    bits_more: Estimate
    consistency: Consistency


@dataclass(frozen=True, slots=True)
class Utility:
    """What was measured.

    Arguments:
        records, classes: the records with a label, and the number of different labels.
        unlabelled, unread: the records without one, and those that a run blocks.
        copies: copy -> what it is worth.
        guess: the share of records that the most frequent label is right for.
        bits_of_characters: the bits per character of a model that knows only how frequent each character is.
    """

    records: int
    classes: int
    unlabelled: int
    unread: int
    copies: Mapping[str, CopyUtility]
    guess: Interval
    bits_of_characters: Estimate

    @property
    def has_power(self) -> bool:
        """Whether the classifier that is trained on raw records is better than the most frequent label."""
        return self.copies[Copy.RAW].accuracy.low > self.guess.share


def audit_utility(
    inputs: Sequence[str], label: str, setting: Setting, on_progress: Progress = lambda _: None
) -> Utility:
    """Measure what models lose that are trained on a copy rather than on raw records.

    Arguments:
        inputs: files, folders and patterns.
        label: the column or key with the label of each record.
        setting: how a run reads and replaces.
        on_progress: receives the completed share of the work, 0 to 1.

    Raises:
        RecordError: an input is missing, no record has the label, or too few have, or all have the same one.
        HeteronymError: as in `pipeline.run.batch.scan`.
    """
    copies = _gathered(inputs, label, setting, lambda share: on_progress(share * SHARE_OF_SCAN))
    return measure(copies, label, lambda share: on_progress(SHARE_OF_SCAN + share * (1 - SHARE_OF_SCAN)))


def _gathered(inputs: Sequence[str], label: str, setting: Setting, on_progress: Progress) -> Copies:
    """Return the copies of all records, in the order of the inputs."""
    key = setting.source.key.load()
    files = batch.named_files(inputs, "", setting.source, key, setting.options)
    check_names(files, setting.options)
    names = names_in(files, setting)
    copies = Copies()
    with batch.temporary_work(setting.source, setting.options, setting.beam_arguments) as work:
        write_dictionaries(work.source, key, work.run, work.folder)
        run_pipeline(
            files, ScanRecords(work, partial(GatherCopies, label=label)), work, setting.beam_arguments, on_progress
        )
        _, done, _ = read_results(work.results, key, work.run, files)
        found = FileSystems.match([FileSystems.join(work.folder, f"*{SUFFIX}")])[0].metadata_list
        for path in sorted(match.path for match in found):
            copies.add(read_copies(path, key))
    check_complete(len(copies.labels), done)
    check_seen([label], {label} if copies.labels or label in names else set(), names)
    return copies


def measure(copies: Copies, label: str, on_progress: Progress = lambda _: None) -> Utility:
    """Train and test the models.

    Arguments:
        copies: the copies of all records.
        label: the name of the label, for messages.
        on_progress: receives the completed share of the work, 0 to 1.

    Raises:
        RecordError: too few records have a label, or all have the same one, or nearly each has its own.
    """
    classes = Counter(copies.labels)
    _check(classes, label)
    order = {name: place for place, name in enumerate(sorted(classes))}
    labels, folds = np.array([order[name] for name in copies.labels]), _folds(copies, label)
    hits, bits = {}, {}
    for place, copy in enumerate(Copy):
        hits[copy] = _hits(copies.texts[copy], copies.texts[Copy.RAW], labels, folds, len(classes))
        bits[copy] = _bits(copies, copy, folds, CONTEXT)
        on_progress((place + 1) / len(Copy))
    sizes = np.array([len(text) + 1 for text in copies.texts[Copy.RAW]], np.float64)

    def worth(copy: Copy) -> CopyUtility:
        return CopyUtility(
            Interval.of(int(hits[copy].sum()), len(labels)),
            matched_difference(hits[Copy.RAW], hits[copy]),
            ratio(bits[copy], sizes),
            ratio(bits[copy] - bits[Copy.RAW], sizes),
            consistency_of(copies.mentions[copy]),
        )

    return Utility(
        len(labels),
        len(classes),
        copies.unlabelled,
        copies.unread,
        {copy: worth(copy) for copy in Copy},
        Interval.of(classes.most_common(1)[0][1], len(labels)),
        ratio(_bits(copies, Copy.RAW, folds, 0), sizes),
    )


def _folds(copies: Copies, label: str) -> npt.NDArray[np.int64]:
    folds = folds_of(copies.texts[Copy.RAW])
    if len(set(folds)) < 2:
        raise RecordError(f"--label {label}: all {len(folds)} records have the same text, so there is nothing to learn")
    return folds


def folds_of(texts: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return the part in which each text is tested: equal texts in the same one, whatever their order."""
    digests = (hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts)
    return np.array([int.from_bytes(digest[:8]) % FOLDS for digest in digests])


def _check(classes: Counter[str], label: str) -> None:
    count = classes.total()
    if count < MIN_RECORDS:
        raise RecordError(f"--label {label}: {count} records have it, at least {MIN_RECORDS} must")
    if len(classes) == 1:
        raise RecordError(f"--label {label}: all {count} records have the same label, so there is nothing to predict")
    if len(classes) > min(MAX_CLASSES, count // 2):
        raise RecordError(
            f"--label {label}: {len(classes)} different labels among {count} records: choose a field with fewer"
        )


def _hits(
    texts: Sequence[str], raw: Sequence[str], labels: npt.NDArray[np.int64], folds: npt.NDArray[np.int64], classes: int
) -> Hits:
    """Return for which raw records a classifier predicts the label; it was trained on the other parts of a copy."""
    features, tested, hits = features_of(texts), features_of(raw), np.zeros(len(labels), np.bool_)
    for learns, asks in _parts(folds):
        weights = trained(features.batch(learns), labels[learns], classes)
        hits[asks] = predicted(tested.batch(asks), weights) == labels[asks]
    return hits


def _bits(copies: Copies, copy: Copy, folds: npt.NDArray[np.int64], order: int) -> Floats:
    """Return with how many bits a language model writes each raw record, that was trained on the other parts of a copy."""
    texts, raw, bits = copies.texts[copy], copies.texts[Copy.RAW], np.zeros(len(folds))
    alphabet = 2 + len(set().union(*(set(text) for every in copies.texts.values() for text in every)))
    for learns, asks in _parts(folds):
        model = NGram("".join(f"{texts[place]}{END}" for place in learns), order, alphabet)
        bits[asks] = model.log_probabilities("", [f"{raw[place]}{END}" for place in asks]) / -math.log(2)
    return bits


def _parts(folds: npt.NDArray[np.int64]) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """Return for each part the other records, and its own; empty parts are left out."""
    parts = [(np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)) for fold in range(FOLDS)]
    return [(learns, asks) for learns, asks in parts if len(asks)]
