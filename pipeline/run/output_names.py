"""Names of copies: replaces sensitive parts of file and folder names as in text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import PurePosixPath

import regex

from pipeline.decide.known_values import RUN_SOURCE, WORD, KnownValues
from pipeline.policy.loading import Policy
from pipeline.records.formats import by_suffix
from pipeline.records.key_names import BETWEEN_WORDS, is_name
from pipeline.records.mail.maildir import FLAGS
from pipeline.records.model import MemberPlace, ReadOptions
from pipeline.records.streams import COMPRESSED
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import keyed_digest
from pipeline.run.model import InputFile
from pipeline.sanitizer import Sanitizer
from pipeline.sanitizer_source import SanitizerSource
from pipeline.text.document import Text, declared_span
from pipeline.text.spans import Cover, Span

NAME_SCORE = 0.9
SOURCE = "file name"
GAP = regex.compile(r"[ _.\-]?")
NOT_IN_NAMES = regex.compile(r"[/\\:*?\"|\x00-\x1f]")
PDF_SUFFIX = regex.compile(rf"\.pdf(?=(?:{'|'.join(map(regex.escape, COMPRESSED))})?$)", regex.IGNORECASE)
MARKS = " _-."
DIGEST_CHARACTERS = 12


def without_model(policy: Policy) -> Policy:
    """Return the policy for file names, without the NER model, which is trained on sentences."""
    return policy.model_copy(update={"detection": policy.detection.model_copy(update={"ner": "off"})})


def name_sanitizer(source: SanitizerSource, key: Key) -> Sanitizer:
    """Return the sanitizer for file names.

    Arguments:
        source: the policies of the run.
        key: the key of the run.
    """
    return Sanitizer(without_model(source.fallback()), key, dataset=source.dataset, recipient=source.recipient)


def with_outputs(files: Sequence[InputFile], sanitizer: Sanitizer, key: Key, options: ReadOptions) -> list[InputFile]:
    """Assign a number and the name of the copy to each file.

    Names without sensitive parts are kept. Equal names get a numeric suffix, kept names first, then in the order of the
    original names.

    Arguments:
        files: the inputs.
        sanitizer: the sanitizer for file names.
        key: generates a name for a copy whose name is blocked.
        options: what the user states about the input: the copy of a PDF file may be a text.
    """
    outputs = _apart(_renamed([file.name for file in files], sanitizer, key, options))
    return [replace(file, number=number, output=outputs[file.name]) for number, file in enumerate(files)]


def known_name(file: InputFile, sanitizer: Sanitizer, key: Key, options: ReadOptions, known: KnownValues | None) -> str:
    """Return the name of the copy of a file, in which the values of the run are replaced too.

    Arguments:
        file: the input.
        sanitizer, key, options: as in `with_outputs`.
        known: the values of the run; None if the policy does not look for them elsewhere.
    """
    return _renamed([file.name], sanitizer, key, options, known)[file.name]


def with_known_names(files: Sequence[InputFile], names: Mapping[int, str]) -> list[InputFile]:
    """Return the files with the results of `known_name`, given by number. Equal names get a numeric suffix."""
    outputs = _apart({file.name: names[file.number] for file in files})
    return [replace(file, output=outputs[file.name]) for file in files]


def member_names(
    members: Iterable[tuple[MemberPlace, str]],
    sanitizer: Sanitizer,
    key: Key,
    options: ReadOptions,
    known: KnownValues | None = None,
) -> dict[MemberPlace, str]:
    """Return the path of each member of an archive in the copy of the archive that it is in.

    Members whose names are equal up to the first dot, such as `000123.json` and `000123.txt`, stay together.

    Arguments:
        members: place and path of the members of a file, and of the members of archives in it.
        sanitizer, key, options, known: as in `known_name`.
    """
    archives: dict[MemberPlace, dict[MemberPlace, str]] = {}
    for place, path in members:
        archives.setdefault(place[:-1], {})[place] = path
    found: dict[MemberPlace, str] = {}
    for paths in archives.values():
        new = _apart(_together(_renamed(paths.values(), sanitizer, key, options, known)))
        found.update({place: new[path] for place, path in paths.items()})
    return found


def _renamed(
    names: Iterable[str], sanitizer: Sanitizer, key: Key, options: ReadOptions, known: KnownValues | None = None
) -> dict[str, str]:
    """Return the names with other components; the name of a folder ends with a slash, as before."""

    @cache
    def new(stem: str) -> str:
        return _new_stem(stem, sanitizer, key, known)

    def part(name: str) -> str:
        stem, suffix = _split(name)
        return new(stem) + suffix

    renamed = {name: "/".join(map(part, PurePosixPath(name).parts)) + "/" * name.endswith("/") for name in names}
    return {name: PDF_SUFFIX.sub(r"\g<0>.txt", new) for name, new in renamed.items()} if options.pdf_text else renamed


def _together(renamed: Mapping[str, str]) -> dict[str, str]:
    """Number the new names of samples, so that no two samples become one. Names of folders may become equal."""
    samples: dict[tuple[str, str], list[str]] = {}
    for old, new in renamed.items():
        if not old.endswith("/"):
            samples.setdefault((_sample(old), _sample(new)), []).append(old)
    numbered = dict(renamed)
    taken: dict[str, int] = {}
    for old, new in sorted(samples, key=lambda names: (names[0] != names[1], names)):
        sample = _free(new, "", taken)
        numbered.update({name: sample + renamed[name][len(new) :] for name in samples[old, new]})
    return numbered


def _apart(renamed: Mapping[str, str]) -> dict[str, str]:
    """Number equal names of files."""
    outputs: dict[str, str] = {}
    taken: dict[str, int] = {}
    for old in sorted(renamed, key=lambda name: (renamed[name] != name, name)):
        outputs[old] = renamed[old] if old.endswith("/") else _free(*_split(renamed[old]), taken)
    return outputs


def _sample(name: str) -> str:
    """Return the key of a sample in WebDataset: its name up to the first dot."""
    folder, slash, base = name.rpartition("/")
    return folder + slash + base.partition(".")[0]


def _free(stem: str, suffix: str, taken: dict[str, int]) -> str:
    """Return a name that is not taken, with a number if need be, and take it.

    Arguments:
        stem, suffix: the name; a number is between them.
        taken: the names that are taken -> the last number that was tried for each.
    """
    name = stem + suffix
    free, number = name, taken.get(name, 1)
    while free in taken:
        number += 1
        free = f"{stem}-{number}{suffix}"
    taken[free] = 1
    taken[name] = number
    return free


def _new_stem(stem: str, sanitizer: Sanitizer, key: Key, known: KnownValues | None) -> str:
    """Replace sensitive values in one component of a path without its suffix."""
    people = _people(stem, known)
    spoken = BETWEEN_WORDS.sub(" ", stem)
    for span in people:
        spoken = spoken[: span.start] + regex.sub(r"[_.\-]", " ", spoken[span.start : span.end]) + spoken[span.end :]
    document = [Text(spoken, is_label=True)]
    found = sanitizer.detect([document])[0]
    linked = _full_names(spoken, people, known)  # of which a word alone gets the same pseudonym as in the contents
    spans = [[*found[0], *people], *map(declared_span, linked)]
    one = sanitizer.replace([*document, *linked], spans, known)[0]
    if one.blocked:
        return f"file-{keyed_digest(key, 'name', stem)[:DIGEST_CHARACTERS]}"
    if not one.replacements:
        return stem
    mark = next((mark for mark in MARKS if mark in stem), "")
    written = NOT_IN_NAMES.sub("-", one.text.replace("<", "").replace(">", "")).replace(" ", mark)
    return "." * stem.startswith(".") + (written.lstrip(".") or "file")


def _split(name: str) -> tuple[str, str]:
    """Split a name into its stem and the suffixes of format and compression, or the flags of a message."""
    flags = FLAGS.search(name)
    suffix = flags[0] if flags else ""
    name = name.removesuffix(suffix)
    while (ending := PurePosixPath(name).suffix).lower() in (*by_suffix(), *COMPRESSED):
        name, suffix = name.removesuffix(ending), ending + suffix
    return name, suffix


def _people(stem: str, known: KnownValues | None) -> list[Span]:
    """Find adjacent given and family names that are in the pools or known ("annette_kowalski", "KowalskiAnnette"), and
    single words of names that the run found.
    """
    words = list(WORD.finditer(stem))
    spans: list[Span] = []
    for first, second in pairwise(words):
        is_apart = GAP.fullmatch(stem, first.end(), second.start()) is not None
        is_new = not spans or spans[-1].end <= first.start()
        pairs = ((first[0], second[0]), (second[0], first[0]))
        if is_apart and is_new and any(is_name(pair) or _is_known(pair, known) for pair in pairs):
            spans.append(Span(first.start(), second.end(), "PERSON", NAME_SCORE, SOURCE))
    alone = known.find_in_name(stem) if known else []
    cover = Cover(spans)
    return sorted([*spans, *(one for one in alone if not cover.holds(one))], key=lambda span: span.start)


def _full_names(stem: str, people: Sequence[Span], known: KnownValues | None) -> list[Text]:
    """Return the names of the people of whom the stem has one word."""
    words = (stem[span.start : span.end] for span in people if span.source == RUN_SOURCE)
    return [Text(name, "PERSON") for word in words if known and (name := known.full_name(word))]


def _is_known(pair: tuple[str, str], known: KnownValues | None) -> bool:
    whole = " ".join(pair)
    return known is not None and any(
        span.entity == "PERSON" and (span.start, span.end) == (0, len(whole)) for span in known.find(whole)
    )
