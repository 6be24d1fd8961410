"""A list of names that takes about 12 bytes a name, where a tuple of strings takes 65."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, compress
from typing import overload

END = "\n"


class NameList(Sequence[str]):
    """A fixed sequence of names, in one string."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        """Take over names, one a line. An empty text has none."""
        self._text = text + END
        ends = accumulate(len(name) + 1 for name in text.split(END))
        self._starts = array("I", [0, *ends][:-1] if text else ())

    def selected(self, wanted: Iterable[bool]) -> "NameList":
        """Return the names for which `wanted` says so, in their order."""
        some = NameList("")
        some._text, some._starts = self._text, array("I", compress(self._starts, wanted))
        return some

    def __len__(self) -> int:
        """The number of names."""
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...

    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        """Return one name, or a tuple of several."""
        if isinstance(index, int):
            start = self._starts[index]
            return self._text[start : self._text.index(END, start)]
        return tuple(self[place] for place in range(len(self))[index])
