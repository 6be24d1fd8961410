"""Field files: writes what each field was taken for as a file for `--fields`."""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from pipeline.errors import OutputError
from pipeline.fields.names import HIDDEN
from pipeline.fields.sample import Field, FileFields
from pipeline.fields.tally import DROPPED, KEPT, Tally, is_entity
from pipeline.records.model import DROP, FREE_TEXT, KEEP

HEAD = """\
# What columns and keys are taken for. Pass this file to a run: --fields FILE.
# A line that begins with # is what a run does by itself. To change it, remove the # and write another word:
# text (scan it), keep, drop, or an entity such as CUSTOMER_ID.
"""
PLAIN = re.compile(r"(?!(?i:true|false|null|yes|no|on|off|y|n)\Z)[A-Za-z_][\w.-]*")
WORDS = {KEPT: KEEP, DROPPED: DROP}
COMMENT_COLUMN = 40
MOST = 4  # entities that are shown of a field


def write_field_file(path: Path, files: Sequence[FileFields], stated: Mapping[str, str]) -> None:
    """Write a file that changes nothing until it is edited: what the user stated, and the rest as comments.

    Arguments:
        path: the file; it must not exist, since it may have been edited.
        files: the fields of each file. Fields of one name are added up.
        stated: what the user declares: name -> kind.

    Raises:
        OutputError: the file exists or cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(HEAD + "".join(_lines(files, stated)))
    except FileExistsError:
        raise OutputError(f"{path} exists already: choose another name, or delete it") from None
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}") from None


def shares(counts: Mapping[str, int], of: int) -> str:
    """Return the largest counts as words with their share in percent: "PERSON 67 %, MONEY 33 %, 2 more"."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{name} {percent(count, of)}" for name, count in ordered[:MOST]]
    return ", ".join([*shown, *([f"{len(ordered) - MOST} more"] if len(ordered) > MOST else [])])


def percent(count: int, of: int) -> str:
    """Return a share in whole percent; a smaller one is not 0."""
    return f"{100 * count / of:.0f} %" if 200 * count >= of else "< 1 %"


def yaml_name(name: str) -> str:
    """Return a name as a key of YAML, on one line."""
    if PLAIN.fullmatch(name):
        return name
    quoted: str = yaml.safe_dump(name, default_style='"', allow_unicode=True, width=sys.maxsize)
    return quoted.rstrip("\n")


def _lines(files: Iterable[FileFields], stated: Mapping[str, str]) -> Iterable[str]:
    fields = _by_name(files)
    exact = set(stated)  # without the names that a pattern matches
    for name, kind in stated.items():
        yield _line(f"{yaml_name(name)}: {kind}", _comment(fields[name]) if name in fields else "stated")
    for name, field in fields.items():
        if name not in exact:
            word = field.word if is_entity(field.word) else WORDS.get(field.word, FREE_TEXT)
            yield _line(f"#{yaml_name(name)}: {word}", _comment(field))


def _by_name(files: Iterable[FileFields]) -> dict[str, Field]:
    """Return the fields of all files by name, with their counts added up."""
    fields: dict[str, Field] = {}
    for field in (field for file in files for field in file.fields if field.path):
        name = ".".join(field.path)
        if before := fields.get(name):
            tally = Tally()
            tally.add(before.tally)
            tally.add(field.tally)
            field = replace(before, tally=tally, advice=before.advice or field.advice)
        fields[name] = field
    return fields


def _line(entry: str, comment: str) -> str:
    return f"{entry:<{COMMENT_COLUMN - 2}}  # {comment}\n"


def _comment(field: Field) -> str:
    """Return what a field is taken for, by what, how many values it has, and what is found in them."""
    tally = field.tally
    by = f" by {field.by}" if field.by else ""
    parts = [f"{field.word}{by}; {tally.filled:,} of {tally.sampled:,} values filled"]
    if tally.found:
        parts.append(f"found: {shares(tally.found, tally.filled)}")
    if field.advice:
        parts.append(f"{field.advice.reason}: {field.advice.declare}?")
    if HIDDEN in field.path:
        parts.append("the names at * may be values: a line with * keeps them")
    return "; ".join(parts)
