"""Artefact: searches what leaves after training for originals: weights, vocabularies, optimizer states, logs.

A vocabulary holds words of the language, and a log pseudonyms any number of times. So a form that the base model also
has, or that the run writes for another value, says nothing here, and is counted apart.
"""

from collections.abc import Sequence

from pipeline.audit.judge import Occurrences, judge
from pipeline.audit.listing import list_files
from pipeline.audit.messages import Role
from pipeline.audit.originals import Sought, sought_in
from pipeline.audit.residue import SHARE_OF_ORIGINALS, Residue, places_of
from pipeline.audit.search import Setting, search
from pipeline.audit.targets import Reason, Targets
from pipeline.run.batch import Progress


def audit_artefact(
    artefacts: Sequence[str],
    originals: Sequence[str],
    bases: Sequence[str],
    setting: Setting,
    on_progress: Progress = lambda _: None,
) -> Residue:
    """Search files for everything that a run finds in the originals; without originals, for what looks real.

    Arguments:
        artefacts: files and folders of any kind.
        originals: the inputs of the run; none to look only for values in no reserved range.
        bases: files and folders from which the training started, and which are public.
        setting: how the run read and replaced the originals.
        on_progress: receives the completed share of the work, 0 to 1.

    Raises:
        RecordError: an input is missing, or no value is found in the originals.
        HeteronymError: as in `pipeline.run.batch.scan`.
    """
    sought = Sought(Targets())
    if originals:
        sought = sought_in(originals, setting, lambda share: on_progress(share * SHARE_OF_ORIGINALS))
    others = [(Role.ORIGINAL, originals), (Role.BASE, bases)]
    listing = list_files(artefacts, others, setting.source, sought.patterns.searcher(setting.source.key.load()))
    searched = search(listing.files, listing.roles, sought.patterns, setting, with_detection=not originals)
    seen = Occurrences(
        searched.of(Role.COPY, is_decoded=True),
        searched.of(Role.COPY, is_decoded=False) + listing.in_names,
        searched.of(Role.ORIGINAL, is_decoded=True),
        searched.of(Role.ORIGINAL, is_decoded=False),
        sought.in_values,
        {},
    )
    public = {*searched.of(Role.BASE, is_decoded=True), *searched.of(Role.BASE, is_decoded=False)}
    apart = dict.fromkeys(public, Reason.PUBLIC) | dict.fromkeys(+sought.written, Reason.PSEUDONYM)
    judged = judge(sought.targets, seen, apart)
    return Residue(sought, judged, places_of(judged, sought, searched, listing, setting), searched, listing)
