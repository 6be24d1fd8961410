"""Records of the members of an archive, each read in its own format."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pipeline import records
from pipeline.errors import RecordError, UnscannableError
from pipeline.records.archives.limits import Nesting
from pipeline.records.archives.members import Member, Spool, unpacked
from pipeline.records.formats import OpenFile
from pipeline.records.headers import RENAME_COLUMN
from pipeline.records.model import BrokenRecord, FilePlan, MemberPlace, Piece, ReadOptions, Record, joined
from pipeline.records.units import lines

ONE_SHARD = sys.maxsize
KEY_IN_MEMBER = "a line of a member is a secret key: a key file must not be an input"
LONG_WORD = re.compile(rb"[\w+/-]{43,}")  # as a key in base64 is, in text or between other bytes


@dataclass(frozen=True, slots=True)
class Opening:
    """What a member begins with in a shard.

    Arguments:
        plan: its plan, with the new names of its columns; None to copy it as it is.
        content: its unpacked content.
    """

    plan: FilePlan | None
    content: Spool


class Renamed:
    """The new paths of the members of an archive, and of the members of archives in it."""

    def __init__(self, members: Sequence[tuple[MemberPlace, str]]) -> None:
        """Index `members`: (place, new path in its archive)."""
        self._own: dict[int, str] = {}
        self._inner: dict[int, list[tuple[MemberPlace, str]]] = {}
        for place, new in members:
            if len(place) == 1:
                self._own[place[0]] = new
            else:
                self._inner.setdefault(place[0], []).append((place[1:], new))

    def path_of(self, member: Member) -> str:
        """Return the path of a member in the copy."""
        return self._own.get(member.index, member.path)

    def inside(self, member: Member) -> tuple[tuple[MemberPlace, str], ...]:
        """Return the new paths of the members of a member."""
        return tuple(self._inner.get(member.index, ()))


def inner_members(member: Member, opened: OpenFile, nesting: Nesting) -> tuple[tuple[MemberPlace, str], ...]:
    """Return place and path of the members of a member that is an archive.

    Arguments:
        member: the member.
        opened: the archive.
        nesting: the place and the limits of the archive.

    Raises:
        RecordError: a limit is exceeded, the archive is damaged, or the member contains a key.
    """
    content = unpacked(member)
    has_key = False

    def is_secret(line: bytes) -> bool:
        nonlocal has_key
        has_key = has_key or opened.is_secret(line)
        return has_key

    try:
        plan = records.plan(
            content.opened(),
            member.path,
            ONE_SHARD,
            is_secret=is_secret,
            options=opened.options,
            nesting=nesting.inner(),
        )
    except RecordError:  # reported when the member is read
        nesting.budget.check()
        words = (
            word for line in lines(content.opened()) if isinstance(line, bytes) for word in LONG_WORD.findall(line)
        )
        any(map(is_secret, words))
        plan = None
    if has_key:
        raise RecordError(KEY_IN_MEMBER)
    return tuple(pair for shard in plan.shards for pair in shard.members) if plan else ()


def member_records(
    member: Member, renamed: Renamed, depth: int, options: ReadOptions
) -> Iterator[Record | BrokenRecord]:
    """Yield the opening of a member and its records.

    Arguments:
        member: the member.
        renamed: the new paths of members.
        depth: how many archives the archive is in.
        options: the user's declarations about fields.
    """
    path = renamed.path_of(member)
    if member.problem:
        yield BrokenRecord(0, member.problem, path)
        return
    content = unpacked(member)
    try:
        plan = records.plan(content.opened(), path, ONE_SHARD, options=options, nesting=Nesting.checked(depth + 1))
        plan = replace(plan, shards=tuple(replace(one, members=renamed.inside(member)) for one in plan.shards))
        header = records.header(content.opened(), plan)
    except UnscannableError:
        yield Record(0, (), None, (path,), lambda _: Piece(member.index, Opening(None, content)), inside=path)
        return
    except RecordError as error:
        yield BrokenRecord(0, str(error), path)
        return
    if isinstance(header, BrokenRecord):
        yield replace(header, inside=path)
        return
    yield _opening(member, path, Opening(plan, content), header)
    for shard in plan.shards:
        for record in records.read(content.opened(), shard, options):
            yield _placed(record, member, path)


def _opening(member: Member, path: str, opening: Opening, header: Record | None) -> Record:
    """Return the names of the columns of a member as a record, which renders to its opening."""
    texts, unscannable = (header.texts, header.unscannable) if header else ((), ())

    def render(values: Sequence[str]) -> Piece:
        new = header.render(values) if header else opening.plan
        if new is None:
            raise RecordError(RENAME_COLUMN)
        return Piece(member.index, replace(opening, plan=new) if isinstance(new, FilePlan) else opening)

    return Record(0, texts, None, unscannable, render, is_blank=True, inside=path)


def _placed(record: Record | BrokenRecord, member: Member, path: str) -> Record | BrokenRecord:
    inside = joined(path, record.inside)
    if isinstance(record, BrokenRecord):
        return replace(record, inside=inside)
    return replace(record, inside=inside, render=partial(_piece, member.index, record.render))


def _piece(index: int, render: Any, values: Sequence[str]) -> Piece:
    return Piece(index, render(values))
