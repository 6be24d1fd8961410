"""Names of copies: replaces sensitive parts of file and folder names as in text."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import PurePosixPath

import regex

from pipeline.policy.loading import Policy
from pipeline.records.formats import by_suffix
from pipeline.records.key_names import BETWEEN_WORDS, is_name
from pipeline.records.streams import COMPRESSED
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import keyed_digest
from pipeline.run.model import InputFile
from pipeline.sanitizer import Sanitizer
from pipeline.text.document import Text
from pipeline.text.spans import Span

NAME_SCORE = 0.9
SOURCE = "file name"
WORD = regex.compile(r"\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|\p{L}+|\d+")  # splits camel case
GAP = regex.compile(r"[ _.\-]?")
NOT_IN_NAMES = regex.compile(r"[/\\:*?\"|\x00-\x1f]")
MARKS = "_-. "
DIGEST_CHARACTERS = 12


def without_model(policy: Policy) -> Policy:
    """Return the policy for file names, without the NER model, which is trained on sentences."""
    return policy.model_copy(update={"detection": policy.detection.model_copy(update={"ner": "off"})})


def with_outputs(files: Sequence[InputFile], sanitizer: Sanitizer, key: Key) -> list[InputFile]:
    """Assign a number and the name of the copy to each file.

    Names without sensitive parts are kept. Equal names get a numeric suffix, kept names first, then in the order of the
    original names.

    Arguments:
        files: the inputs.
        sanitizer: the sanitizer of the policy without the NER model.
        key: generates a name for a copy whose name is blocked.
    """

    @cache
    def part(name: str) -> str:
        return _part(name, sanitizer, key)

    renamed = {file.name: "/".join(map(part, PurePosixPath(file.name).parts)) for file in files}
    outputs: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(renamed, key=lambda name: (renamed[name] != name, name)):
        output, number = renamed[name], 2
        while output in taken:
            stem, suffix = _split(renamed[name])
            output, number = f"{stem}-{number}{suffix}", number + 1
        taken.add(output)
        outputs[name] = output
    return [replace(file, number=number, output=outputs[file.name]) for number, file in enumerate(files)]


def _part(name: str, sanitizer: Sanitizer, key: Key) -> str:
    """Replace sensitive values in one component of a path."""
    stem, suffix = _split(name)
    people = _people(stem)
    spoken = BETWEEN_WORDS.sub(" ", stem)
    for span in people:
        spoken = spoken[: span.start] + regex.sub(r"[_.\-]", " ", spoken[span.start : span.end]) + spoken[span.end :]
    document = [Text(spoken, is_label=True)]
    found = sanitizer.detect([document])[0]
    one = sanitizer.replace(document, [[*found[0], *people]])[0]
    if one.blocked:
        return f"file-{keyed_digest(key, 'name', name)[:DIGEST_CHARACTERS]}{suffix}"
    if not one.replacements:
        return name
    mark = next((mark for mark in MARKS if mark in stem), "")
    written = NOT_IN_NAMES.sub("-", one.text.replace("<", "").replace(">", "")).replace(" ", mark)
    return (written.lstrip(".") or "file") + suffix


def _split(name: str) -> tuple[str, str]:
    """Split a name into its stem and the suffixes of format and compression."""
    suffix = ""
    while (ending := PurePosixPath(name).suffix).lower() in (*by_suffix(), *COMPRESSED):
        name, suffix = name.removesuffix(ending), ending + suffix
    return name, suffix


def _people(stem: str) -> list[Span]:
    """Find adjacent given and family names that are in the pools: "annette_kowalski", "KowalskiAnnette"."""
    words = list(WORD.finditer(stem))
    spans: list[Span] = []
    for first, second in pairwise(words):
        is_apart = GAP.fullmatch(stem, first.end(), second.start()) is not None
        is_new = not spans or spans[-1].end <= first.start()
        pairs = ((first[0], second[0]), (second[0], first[0]))
        if is_apart and is_new and any(map(is_name, pairs)):
            spans.append(Span(first.start(), second.end(), "PERSON", NAME_SCORE, SOURCE))
    return spans
