"""Listing: the files of an audit with their roles, under names that hold no value."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.audit.messages import Place, Role
from pipeline.audit.searcher import TextSearcher
from pipeline.run.batch import secret_files
from pipeline.run.input_files import find_files
from pipeline.run.model import InputFile
from pipeline.sanitizer_source import SanitizerSource

NAME = "its name"


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of an audit.

    Arguments:
        files: the files, numbered. Their `output` is the name in reports.
        roles: the role of each file, by its number.
        in_names: how often each pattern is in the names of the files of the copy.
        places: where these are.
    """

    files: tuple[InputFile, ...]
    roles: dict[int, Role]
    in_names: Counter[int]
    places: tuple[Place, ...]

    def count(self, role: Role) -> int:
        """Return the number of files of a role."""
        return sum(one is role for one in self.roles.values())


def list_files(
    copies: Sequence[str], others: Sequence[tuple[Role, Sequence[str]]], source: SanitizerSource, searcher: TextSearcher
) -> Listing:
    """List the files of an audit; those of the copy include those of tools.

    A file whose name may hold a value is called by its number, and so is every file that is not of the copy.

    Arguments:
        copies: the files and folders of the copy.
        others: further files, by role.
        source: names the key file and the vault, which are never read.
        searcher: searches the names.

    Raises:
        RecordError: an input is missing, or is the key file.
    """
    secret = secret_files(source)
    files: list[InputFile] = []
    roles: dict[int, Role] = {}
    in_names: Counter[int] = Counter()
    places: list[Place] = []
    for number, file in enumerate(find_files(copies, "", secret, everything=True)):
        found = searcher.count(file.name.encode("utf-8", "replace"))
        label = f"file {number + 1}" if found else file.name
        in_names += found
        places += [Place(label, NAME, 0, pattern=pattern) for pattern in sorted(found)]
        files.append(replace(file, number=number, output=label))
        roles[number] = Role.COPY
    for role, inputs in others:
        for place, file in enumerate(find_files(inputs, "", secret) if inputs else (), 1):
            roles[len(files)] = role
            files.append(replace(file, number=len(files), output=f"{role} {place}"))
    return Listing(tuple(files), roles, in_names, tuple(places))
