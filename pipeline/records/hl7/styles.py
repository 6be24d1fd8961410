"""How values of HL7 v2 are written: escapes, and names that are divided over components."""

from dataclasses import dataclass
from functools import cached_property, partial

import regex

from pipeline.records.markup.references import Decoded, Reference
from pipeline.records.structured.escapes import NOT_PRINTABLE, decoded
from pipeline.records.structured.parts import Style

LINE_END = regex.compile(r"\r\n?|\n")
LINE_BREAK = regex.compile(r"\.(?:br|sp|ce|sk)[+\-0-9 ]*")
HIGHLIGHT = regex.compile(r"[HN]|\.(?:in|ti|fi|nf)[+\-0-9 ]*")
HEXADECIMAL = regex.compile(r"X((?:[0-9A-Fa-f]{2})+)")
NEVER_WRITTEN = "\n"  # a line end, which no value has
COMMA = ", "


@dataclass(frozen=True)
class Separators:
    """The separators of a message.

    Arguments:
        field, component, repetition, escape, subcomponent: one character each; empty for one that there is not.
    """

    field: str = "|"
    component: str = "^"
    repetition: str = "~"
    escape: str = "\\"
    subcomponent: str = "&"

    @cached_property
    def value(self) -> Style:
        """The style of a value."""
        return self._style("", "")

    @cached_property
    def prose(self) -> Style:
        """The style of a text with a repetition for each line."""
        return self._style(self.repetition, "\n")

    @cached_property
    def divided(self) -> Style:
        """The style of a phone number whose area code and local number are components."""
        return self._style(self.component, " ")

    def name(self, separator: str, raw: str) -> Style | None:
        """Return a name whose parts are divided as `family, given middle`, in a style; None for one that cannot be.

        Arguments:
            separator: what is between its parts.
            raw: the name as it is written.
        """
        family, *given = map(self._plain, raw.split(separator))
        value = COMMA.join(filter(None, (family, " ".join(filter(None, given)))))
        if not family or not any(given) or value.count(",") > 1 or value.count(COMMA) > 1 or "\n" in value:
            return None
        whole = Decoded(value, (Reference(0, len(raw), 0, len(value)),))
        # A name is written as a whole, never in pieces: no piece can be decoded.
        decode = lambda content: whole if content == raw else None  # noqa: E731
        return Style(decode, lambda _: NEVER_WRITTEN, partial(self._written_name, separator, given))

    def escaped(self, value: str) -> str:
        """Return a value as it is written in a field."""
        plain = NOT_PRINTABLE.sub(" ", LINE_END.sub("\n", value))
        return "".join(self._codes.get(character, character) for character in plain)

    def _plain(self, raw: str) -> str:
        found = self.value.decode(raw)
        return found.value if found else raw

    def _written_name(self, separator: str, old: list[str], new: str) -> str:
        family, _, rest = new.partition(COMMA)
        words = rest.split()
        middle = len(old[1].split()) if len(old) > 1 else 0
        middle = middle if len(words) > middle else 0
        parts = [family, " ".join(words[: len(words) - middle]), " ".join(words[len(words) - middle :])]
        return separator.join(map(self.escaped, (parts + [""] * len(old))[: len(old) + 1]))

    @cached_property
    def _signs(self) -> dict[str, str]:
        return {"F": self.field, "S": self.component, "R": self.repetition, "E": self.escape, "T": self.subcomponent}

    @cached_property
    def _codes(self) -> dict[str, str]:
        codes = {sign: f"{self.escape}{name}{self.escape}" for name, sign in self._signs.items() if sign}
        codes["\n"] = f"{self.escape}.br{self.escape}"
        return codes if self.escape else dict.fromkeys(codes, " ")

    def _style(self, separator: str, meaning: str) -> Style:
        """Return the style of a value, in which a separator means something."""
        escape = regex.escape(self.escape)
        patterns = [rf"{escape}(?P<code>[^{escape}]{{1,2000}}){escape}"] if escape else []
        patterns += [regex.escape(separator)] if separator else []
        if not patterns:
            return Style(Decoded, self.escaped, self.escaped)
        marks = regex.compile("|".join(patterns))

        def read(match: "regex.Match[str]") -> str:
            return meaning if match[0] == separator else self._meaning(match)

        return Style(lambda content: decoded(content, marks, read), self.escaped, self.escaped)

    def _meaning(self, match: "regex.Match[str]") -> str:
        code = match["code"]
        if code in self._signs:
            return self._signs[code]
        if found := HEXADECIMAL.fullmatch(code):
            return bytes.fromhex(found[1]).decode("utf-8", "replace")
        if LINE_BREAK.fullmatch(code):
            return "\n"
        return "" if HIGHLIGHT.fullmatch(code) else match[0]
