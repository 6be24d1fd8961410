"""Reader of BibTeX: entries, their keys and their fields."""

import re

from pipeline.records.latex.reader import PERSON
from pipeline.records.latex.styles import latex_style, plain
from pipeline.records.mail.addresses import may_be_person
from pipeline.records.structured.escapes import LINE
from pipeline.records.structured.parts import Found, Part
from recognizers.lexicon.handle_forms import UMLAUTS, to_ascii
from recognizers.lexicon.names import parse

OPENING = re.compile(r"@(?P<kind>[A-Za-z]+)[ \t]*[{(]\s*(?:(?P<key>[^\s,={}()\"#%']+)\s*(?=,|[})]))?")
FIELD = re.compile(r"[\s,]*+(?P<name>[A-Za-z][\w+.:-]*+)\s*+=\s*+")
BARE = re.compile(r"[^\s,{}\"#()]+")
JOIN = re.compile(r"\s*#\s*")
AND = re.compile(r"\s+and\s+", re.IGNORECASE)
MARK = re.compile(r"\\.|[{}\"]", re.DOTALL)
LINE_TEXT = re.compile(r"[^\r\n]++")
WORDS = re.compile(r"[^\W_]")
PEOPLE = frozenset(
    "author editor editora editorb translator annotator commentator bookauthor holder director advisor introduction".split()
)
# Fields whose names would declare another entity.
MEANINGS = {
    "address": "place",
    "location": "place",
    "organization": "organization of a publication",
    "company": "publisher",
}
KEYS = frozenset({"crossref", "xref", "xdata", "entryset", "related"})
MIN_SURNAME_CHARACTERS = 3  # in a key such as "keller2020mills"


def bibtex_parts(text: str) -> Found:
    """Find the parts of a BibTeX file, or of an entry."""
    reader = _Reader(text)
    position = 0
    while entry := OPENING.search(text, position):
        reader.prose(position, entry.start())
        position = reader.entry(entry)
    reader.prose(position, len(text))
    return reader.found


class _Reader:
    def __init__(self, text: str) -> None:
        self.found = Found()
        self._text = text
        self._is_ascii = text.isascii()
        self._surnames: set[str] = set()  # of the people of an entry

    def prose(self, start: int, end: int) -> None:
        """Add the text between entries, line by line."""
        for line in LINE_TEXT.finditer(self._text, start, end):
            if WORDS.search(line[0]):
                self.found.parts.append(Part(*line.span(), (), LINE))

    def entry(self, entry: "re.Match[str]") -> int:
        """Add the key and the fields of an entry, and return the offset behind the last field."""
        position = entry.end()
        self._surnames.clear()
        while field := FIELD.match(self._text, position):
            position = self._value(field.end(), field["name"].lower())
        if entry["key"]:
            self._key(*entry.span("key"))
        return position

    def _value(self, start: int, name: str) -> int:
        """Add the value of a field, or the pieces that are joined to one, and return its end."""
        position = start
        while True:
            position = self._literal(position, name)
            joint = JOIN.match(self._text, position)
            if not joint:
                return position
            position = joint.end()

    def _literal(self, start: int, name: str) -> int:
        sign = self._text[start : start + 1]
        if sign not in ("{", '"'):
            bare = BARE.match(self._text, start)
            if bare:
                self._field(*bare.span(), name)
            return bare.end() if bare else start
        end = self._closing(start + 1, sign)
        self._field(start + 1, end, name)
        return min(end + 1, len(self._text))

    def _closing(self, start: int, sign: str) -> int:
        """Return the offset of the sign that ends a literal; the end of the text if there is none."""
        depth = 0
        for mark in MARK.finditer(self._text, start):
            if (mark[0] == "}" and not depth and sign == "{") or (mark[0] == '"' and not depth and sign == '"'):
                return mark.start()
            depth += (mark[0] == "{") - (mark[0] == "}")
        return len(self._text)

    def _field(self, start: int, end: int, name: str) -> None:
        if name in KEYS:
            self._key(start, end)
        elif name in PEOPLE:
            position = start
            for joint in AND.finditer(self._text, start, end):
                self._person(position, joint.start(), name)
                position = joint.end()
            self._person(position, end, name)
        else:
            self._add(start, end, name, MEANINGS.get(name, ""))

    def _person(self, start: int, end: int, name: str) -> None:
        content = self._text[start:end]
        if content.strip().lower() == "others":
            return
        is_person = may_be_person(plain(content))
        if is_person:
            _, family = parse(plain(content), "").written
            self._surnames |= {to_ascii(family), to_ascii(family.translate(UMLAUTS))}
        self._add(start, end, name, PERSON if is_person else "")

    def _key(self, start: int, end: int) -> None:
        """Add a key. One that an author's surname is in says who that is, as a user name does."""
        content = self._text[start:end]
        style = latex_style(content, is_ascii=self._is_ascii)
        is_person = any(name in to_ascii(content) for name in self._surnames if len(name) >= MIN_SURNAME_CHARACTERS)
        part = Part(start, end, (content,), style, is_name=not is_person, meaning="USERNAME" if is_person else "")
        self.found.parts.append(part)

    def _add(self, start: int, end: int, name: str, meaning: str) -> None:
        content, opening = self._text[start:end], self._text[start - 1 : start]
        start += len(content) - len(content.lstrip())
        end -= len(content) - len(content.rstrip())
        if start < end and WORDS.search(self._text, start, end):
            style = latex_style(self._text[start:end], is_ascii=self._is_ascii)
            is_number = content.strip().isdecimal()
            nothing = "{}" if is_number and opening not in ("{", '"') else None
            self.found.parts.append(
                Part(start, end, (name,), style, meaning=meaning, is_number=is_number, nothing=nothing)
            )
