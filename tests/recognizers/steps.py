"""Step counter: a backtracking matcher of the package regex's syntax that counts what it tries.

It matches the tree that the package itself parses, in the order in which the package tries it, without its optimizations.
Characters and anchors are matched by the package.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import regex
from regex import _regex
from regex import _regex_core as core

Ends = Iterator[int]
Match = Callable[[int], Ends]
SINGLE = (core.Character, core.Property, core.SetBase, core.Range, core.Any)


class TooManyStepsError(Exception):
    """A matcher exceeded its number of steps."""


class StepCounter:
    """Matches one pattern and counts the steps."""

    def __init__(self, pattern: str, flags: int, most: int = 1_000_000) -> None:
        """Take a pattern, its flags, and the largest number of steps of one match."""
        self.steps, self.most = 0, most
        self._text = ""
        self._groups: dict[int, tuple[int, int]] = {}
        self.is_unbounded = False  # whether a part is repeated without a limit
        self._singles: dict[tuple[Any, bool], Match] = {}
        self._match = self._matcher(_parsed(pattern, flags), back=False)

    def match(self, text: str, start: int) -> int | None:
        """Return the end of the match at an offset, None if there is none. Sets `steps`.

        Raises:
            TooManyStepsError: it takes more steps than the largest number.
        """
        self._text, self.steps, self._groups = text, 0, {}
        return next(self._match(start), None)

    def _count(self, steps: int = 1) -> None:
        self.steps += steps
        if self.steps > self.most:
            raise TooManyStepsError

    def _matcher(self, node: Any, *, back: bool) -> Match:
        """Return a function from an offset to the offsets at which a match of a node ends, in the order of attempts."""
        if isinstance(node, SINGLE) and not getattr(node, "zerowidth", False):
            return self._single(_accepts(node), back)
        if isinstance(node, core.Sequence):
            return self._sequence(node, back)
        if isinstance(node, core.Branch):
            return self._branch(node, back)
        if isinstance(node, core.GreedyRepeat):
            return self._repeat(node, back)
        if isinstance(node, core.Group):
            return self._group(node.group, self._matcher(node.subpattern, back=back))
        if isinstance(node, core.Atomic):
            return self._atomic(self._matcher(node.subpattern, back=back))
        if isinstance(node, core.LookAround):
            return self._look_around(self._matcher(node.subpattern, back=node.behind), node.positive)
        if isinstance(node, core.RefGroup):
            return self._reference(node, back)
        if isinstance(node, core.Conditional):
            return self._conditional(node, back)
        return self._anchor(node)

    def _sequence(self, node: Any, back: bool) -> Match:
        items = [self._matcher(one, back=back) for one in node.items]
        if back:
            items.reverse()
        if len(items) == 1:
            return items[0]

        def match(start: int) -> Ends:
            if not items:
                yield start
                return
            attempts = [items[0](start)]
            while attempts:
                end = next(attempts[-1], None)
                if end is None:
                    attempts.pop()
                elif len(attempts) == len(items):
                    yield end
                else:
                    attempts.append(items[len(attempts)](end))

        return match

    def _single(self, accepts: Callable[[str], bool], back: bool) -> Match:
        if known := self._singles.get((accepts, back)):
            return known

        def match(start: int) -> Ends:
            self._count()
            place = start - 1 if back else start
            if 0 <= place < len(self._text) and accepts(self._text[place]):
                yield start - 1 if back else start + 1

        self._singles[accepts, back] = match
        return match

    def _branch(self, node: Any, back: bool) -> Match:
        branches = [(_first(one, back), self._matcher(one, back=back)) for one in node.branches]

        @cache
        def possible(character: str) -> list[Match]:
            return [match for accepts, match in branches if accepts is None or (character and accepts(character))]

        def match(start: int) -> Ends:
            self._count()
            place = start - 1 if back else start
            for one in possible(self._text[place] if 0 <= place < len(self._text) else ""):
                yield from one(start)

        return match

    def _repeat(self, node: Any, back: bool) -> Match:
        least, most = node.min_count, node.max_count
        if most is None:
            self.is_unbounded, most = True, 1 << 60
        item = node.subpattern
        while isinstance(item, core.Sequence) and len(item.items) == 1:
            item = item.items[0]
        is_lazy = isinstance(node, core.LazyRepeat)
        if isinstance(item, SINGLE):
            match = self._run(_accepts(item), least, most, back, is_lazy)
        else:
            match = self._many(self._matcher(item, back=back), least, most, is_lazy)
        return self._atomic(match) if isinstance(node, core.PossessiveRepeat) else match

    def _run(self, accepts: Callable[[str], bool], least: int, most: int, back: bool, is_lazy: bool) -> Match:
        """Return the matcher of a repeated character."""

        def match(start: int) -> Ends:
            text, length, step = self._text, 0, -1 if back else 1
            limit = min(most, start if back else len(text) - start)
            while length < (min(least, limit) if is_lazy else limit) and accepts(
                text[start - length - 1 if back else start + length]
            ):
                length += 1
            self._count(length + 1)
            if length < least:
                return
            if not is_lazy:
                for repeats in range(length, least - 1, -1):
                    self._count()
                    yield start + step * repeats
                return
            yield start + step * length
            while length < limit and accepts(text[start - length - 1 if back else start + length]):
                length += 1
                self._count()
                yield start + step * length

        return match

    def _many(self, item: Match, least: int, most: int, is_lazy: bool) -> Match:
        """Return the matcher of a repeated expression."""

        def match(start: int) -> Ends:
            if is_lazy and least == 0:
                yield start
            attempts = [(start, item(start))] if most else []
            if not most:
                yield start
            while attempts:
                self._count()
                here, ends = attempts[-1]
                end = next(ends, None)
                if end is None:
                    attempts.pop()
                    if not is_lazy and len(attempts) >= least:
                        yield here
                elif end == here:
                    if len(attempts) <= least:
                        yield here
                else:
                    if is_lazy and len(attempts) >= least:
                        yield end
                    attempts.append((end, item(end) if len(attempts) < most else iter(())))

        return match

    def _group(self, number: int, item: Match) -> Match:
        def match(start: int) -> Ends:
            before = self._groups.get(number)
            for end in item(start):
                self._groups[number] = min(start, end), max(start, end)
                yield end
            if before is None:
                self._groups.pop(number, None)
            else:
                self._groups[number] = before

        return match

    def _atomic(self, item: Match) -> Match:
        def match(start: int) -> Ends:
            before = dict(self._groups)
            end = next(item(start), None)
            if end is not None:
                yield end
            self._groups = before

        return match

    def _look_around(self, item: Match, is_positive: bool) -> Match:
        def match(start: int) -> Ends:
            before = dict(self._groups)
            is_found = next(item(start), None) is not None
            if not is_positive:
                self._groups = dict(before)
            if is_found == is_positive:
                yield start
            self._groups = before

        return match

    def _reference(self, node: Any, back: bool) -> Match:
        is_same = str.__eq__ if node.case_flags == 0 else lambda one, other: one.casefold() == other.casefold()

        def match(start: int) -> Ends:
            if (span := self._groups.get(node.group)) is None:
                return
            captured = self._text[slice(*span)]
            self._count(len(captured) + 1)
            end = start - len(captured) if back else start + len(captured)
            if end >= 0 and is_same(self._text[min(start, end) : max(start, end)], captured):
                yield end

        return match

    def _conditional(self, node: Any, back: bool) -> Match:
        yes, no = self._matcher(node.yes_item, back=back), self._matcher(node.no_item, back=back)
        return lambda start: (yes if node.group in self._groups else no)(start)

    def _anchor(self, node: Any) -> Match:
        anchor = _compiled(node)

        def match(start: int) -> Ends:
            self._count()
            if anchor.match(self._text, start):
                yield start

        return match


def _parsed(pattern: str, flags: int) -> Any:
    """Return the tree of a pattern, as `regex.compile` parses it."""
    while True:
        source, info = core.Source(pattern), core.Info(flags, str, {})
        info.guess_encoding = core.UNICODE
        source.ignore_space = bool(info.flags & regex.VERBOSE)
        try:
            tree = core._parse_pattern(source, info)
        except core._UnscopedFlagSet:
            flags = info.global_flags
            continue
        assert source.at_end()
        tree.fix_groups(pattern, False, False)
        return tree


def _first(node: Any, back: bool) -> Callable[[str], bool] | None:
    """Return which characters a node can begin with; None if that is not one class of characters."""
    while isinstance(node, core.Sequence) and node.items:
        node = node.items[-1 if back else 0]
    return _accepts(node) if isinstance(node, SINGLE) and not getattr(node, "zerowidth", False) else None


def _accepts(node: Any) -> Callable[[str], bool]:
    """Return whether a node of one character matches a character."""
    found = _ACCEPTS.get(node)
    if found is None:
        compiled = _compiled(node)
        found = _ACCEPTS[node] = cache(lambda character: compiled.match(character) is not None)
    return found


_ACCEPTS: dict[Any, Callable[[str], bool]] = {}


def _compiled(node: Any) -> Any:
    """Return the package's pattern of a single character or an anchor."""
    code = core._flatten_code([*node.compile(False), (core.OP.SUCCESS,)])
    flags = regex.UNICODE | regex.MULTILINE | regex.VERSION0
    return _regex.compile("", flags, code, {}, {}, {}, [], -1, (), 0, 0)
