"""Names that the user declared for fields: a misspelled one must not pass, since it would change nothing."""

from collections.abc import Iterable, Sequence
from functools import partial

from pipeline.errors import RecordError
from pipeline.records import ReadOptions
from pipeline.records.seen_names import Sample, missing_names, nearest_name, sample_of
from pipeline.run.model import CLASS_FIELD, Counts, InputFile
from pipeline.run.storage import BeamStorage


def check_names(files: Sequence[InputFile], options: ReadOptions) -> None:
    """Check that each declared field occurs in the inputs, as far as their first records and columns show.

    Arguments:
        files: the inputs.
        options: the user's declarations about fields.

    Raises:
        RecordError: a declared field occurs in no input.
    """
    if not options.fields and not options.class_field:
        return
    samples = list(_samples(files, options))
    names = frozenset[str]().union(*(sample.names for sample in samples))
    if not all(sample.is_whole for sample in samples):
        return  # it may occur later: see `unseen_names`
    for name in missing_names(options.fields, names):
        raise RecordError(f"{options.where(name)}: no input has such a column or key{nearest_name(name, names)}")
    if options.class_field and not any(sample.has_class for sample in samples):
        name = options.class_field
        raise RecordError(f"--class-field {name}: no record has such a column or key{nearest_name(name, names)}")


def unseen_names(counts: Counts, options: ReadOptions) -> tuple[str, ...]:
    """Return the options, such as `--field note`, whose field occurred in no record of a finished run."""
    seen = {name for name, _ in counts.declared}
    fields = [options.where(name) for name in options.fields if name not in seen]
    classes = [f"--class-field {options.class_field}"] if options.class_field and CLASS_FIELD not in seen else []
    return (*fields, *classes)


def _samples(files: Sequence[InputFile], options: ReadOptions) -> Iterable[Sample]:
    for file in files:
        yield sample_of(partial(BeamStorage().open, file.path, file.identity), file.name, options)
