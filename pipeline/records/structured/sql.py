"""SQL dumps: the values of INSERT statements and COPY blocks under the names of their columns."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

import regex

from pipeline.records.markup.references import Decoded
from pipeline.records.model import BrokenRecord, ReadOptions, Record
from pipeline.records.structured import sql_tokens
from pipeline.records.structured.escapes import LINE
from pipeline.records.structured.parts import VERBATIM, Found, Part, Style, line_of, structured_record
from pipeline.records.structured.sql_names import settings, users, with_breaks
from pipeline.records.structured.sql_tokens import Token, is_file, is_hidden, tokens
from pipeline.records.structured.sql_units import BACKSLASH, COPY, COPY_END

LINE_END = regex.compile(r"\r?\n?\Z")
NULL = r"\N"
COPY_OPTIONS = regex.compile(r"(?i)\bSTDIN\b.*\b(?:CSV|BINARY|DELIMITERS?|NULL|ENCODING|QUOTE|ESCAPE)\b", regex.DOTALL)
CONSTRAINTS = frozenset(
    "check constraint exclude foreign fulltext index key like period primary spatial unique".split()
)
# A statement that begins with none of these is read as plain text: a line of a procedure, or no SQL at all.
VERBS = frozenset(
    """alter analyze attach begin call comment commit copy create delete delimiter detach discard do drop end exec execute
    explain flush grant insert load lock merge optimize pragma reassign refresh reindex release rename replace reset
    revoke rollback savepoint select set show start truncate unlock update use vacuum values with""".split()
)
USER = ("username",)
ADDRESS = regex.compile(r"\w@\w")
BEFORE_TABLE = frozenset("into ignore only table if not exists low_priority delayed high_priority overwrite".split())
COMPARISONS = frozenset("= <> != like ilike :=".split())
PLAIN = Style(Decoded, str, str)
MIN_DIGITS = 5  # in a bare word that may be a value; words such as "utf8mb4" are none


class SqlReader:
    """Reads the statements of one dump, in order, and remembers the columns of its tables."""

    def __init__(self, dialect: str, options: ReadOptions) -> None:
        self._is_mysql = dialect == BACKSLASH
        self._options = options
        self._tables: dict[str, tuple[str, ...]] = {}
        self._copy: tuple[str, ...] | None = None  # the columns of the COPY block that is being read
        self._copy_problem = ""

    def record(self, raw: bytes, number: int) -> Record | BrokenRecord:
        """Read a statement, or a line of a COPY block, as a record."""
        if self._copy is not None:
            return self._row(raw, number, self._copy)
        if not raw.strip():
            return Record(number, (), None, (), lambda _: raw, is_blank=True)
        found = structured_record(self._statement, raw, number, self._options)
        if COPY.match(raw):
            self._start_copy(raw.decode("utf-8", "replace"), is_broken=isinstance(found, BrokenRecord))
        return found

    def _row(self, raw: bytes, number: int, columns: tuple[str, ...]) -> Record | BrokenRecord:
        if raw.rstrip(b"\r\n") == COPY_END:
            self._copy = None
            return Record(number, (), None, (), lambda _: raw, is_blank=True)
        if self._copy_problem:
            return BrokenRecord(number, self._copy_problem)
        return structured_record(partial(_row_parts, columns), raw, number, self._options)

    def _start_copy(self, text: str, *, is_broken: bool) -> None:
        try:
            found = [token for token in tokens(text, is_mysql=False) if token.kind not in ("comment", "block")]
        except ValueError:
            found = []
        table, place = _table(found, 1)
        listed, _ = _names(found, place)
        self._copy = tuple(listed) or self._tables.get(table, ())
        is_other = COPY_OPTIONS.search(text) is not None
        self._copy_problem = "the COPY block has options: dump the table without them" if is_other else ""
        if is_broken:
            self._copy_problem = "the statement of the COPY block cannot be read"

    def _statement(self, text: str) -> Found:
        found = Found()
        code: list[Token] = []
        for token in tokens(text, is_mysql=self._is_mysql):
            if token.kind in ("comment", "block"):
                style = sql_tokens.BLOCK if token.kind == "block" else LINE
                start, end = token.start + token.opening, token.end - token.closing
                found.parts.append(Part(start, end, (), style))
            else:
                code.append(token)
        if not _is_sql(text, code):
            return Found([Part(0, len(text), (), PLAIN)])
        self._note_table(code)
        named = {code[place].start for place in users(code)}
        kept = {code[place].start for place in settings(code)}
        broken = {code[place].start for place in with_breaks(code)} if "char(" in text else set()
        for token, path in self._with_paths(text, code):
            if token.start in named:
                found.parts.append(_user(token))
            elif token.start in broken:
                _add(found, token, path, sql_tokens.WITH_BREAKS)
            elif token.start not in kept:
                _add_token(found, token, path, line_of(text, token.start) if is_file(token) else 0)
        return found

    def _note_table(self, code: Sequence[Token]) -> None:
        words = [token.raw.lower() for token in code[:4]]
        if words[:1] != ["create"] or "table" not in words:
            return
        table, place = _table(code, words.index("table"))
        self._tables[table] = tuple(dict.fromkeys(column for _, column in _defined(code, place) if column))

    def _with_paths(self, text: str, code: Sequence[Token]) -> Iterator[tuple[Token, tuple[str, ...]]]:
        """Yield the tokens of a statement with the names of their columns."""
        defaults = _defaults(code)
        place = 0
        while place < len(code):
            if code[place].raw.lower() in ("insert", "replace") and (start := _values(code, place)):
                columns = self._columns(code, place)
                for token in code[place:start]:
                    yield token, ()
                place = yield from _rows(text, code, start, columns)
            else:
                yield code[place], defaults.get(place) or _compared(code, place)
                place += 1

    def _columns(self, code: Sequence[Token], place: int) -> tuple[str, ...]:
        table, after = _table(code, place + 1)
        listed, _ = _names(code, after)
        return tuple(listed) or self._tables.get(table, ())


def _user(token: Token) -> Part:
    style = sql_tokens.STYLES[token.quote] if token.quote else sql_tokens.WORD
    return Part(token.start, token.end, USER, style, token.opening, token.closing, meaning="USERNAME")


def _is_sql(text: str, code: Sequence[Token]) -> bool:
    """Return whether the code of a statement is SQL, whose bare words are no values."""
    words = [token for token in code if token.kind != "sign"]
    if not words:
        return True
    joined = any(
        one.kind == other.kind == "word" and ADDRESS.match(text, one.end - 1) and one.end + 1 == other.start
        for one, other in pairwise(words)
    )
    return words[0].raw.lower() in VERBS and text[code[0].start] != "\\" and not joined


def _row_parts(columns: Sequence[str], text: str) -> Found:
    """Find the cells of a row of a COPY block."""
    line = LINE_END.sub("", text)
    found = Found()
    cells = _cells(line)
    if columns and len(cells) != len(columns):
        raise ValueError(f"the row has {len(cells)} cells, the block has {len(columns)} columns")
    for place, (start, end) in enumerate(cells):
        cell = line[start:end]
        if not cell or cell == NULL:
            continue
        path = (columns[place],) if columns else ()
        what = f"a binary value in cell {place + 1}" if is_hidden(cell.removeprefix("\\")) else ""
        is_number = sql_tokens.NUMBER.fullmatch(cell) is not None
        style = sql_tokens.COPY_CELL
        found.parts.append(Part(start, end, path, style, is_number=is_number, nothing=NULL, unscannable=what))
    return found


def _cells(line: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for cell in line.split("\t"):
        found.append((start, start + len(cell)))
        start += len(cell) + 1
    return found


def _values(code: Sequence[Token], place: int) -> int:
    """Return the place after the word VALUES of an INSERT statement; 0 if it has none."""
    for index in range(place + 1, len(code)):
        word = code[index].raw.lower()
        if word in ("values", "value") and code[index].kind == "word" and _raw(code, index + 1) == "(":
            return index + 1
        if word in (";", "select", "insert"):
            return 0
    return 0


def _rows(
    text: str, code: Sequence[Token], place: int, columns: tuple[str, ...]
) -> Generator[tuple[Token, tuple[str, ...]], None, int]:
    """Yield the tokens of the rows of an INSERT statement with their columns; return the place after the rows."""
    depth = column = 0
    while place < len(code):
        token = code[place]
        if depth == 0 and token.raw not in ("(", ","):
            break
        column = 0 if depth == 0 else column + (depth == 1 and token.raw == ",")
        depth += (token.raw == "(") - (token.raw == ")")
        if depth == 0 and token.raw == ")" and columns and column + 1 != len(columns):
            where = f"in its line {line_of(text, token.start)}"
            raise ValueError(f"a row has {column + 1} values, the table has {len(columns)} columns, {where}")
        yield token, columns[column : column + 1]
        place += 1
    return place


def _defined(code: Sequence[Token], place: int) -> Iterator[tuple[int, str]]:
    """Yield the places of the tokens in the brackets of CREATE TABLE, each with the column that is defined there."""
    depth, column, is_first = 0, "", False
    for index in range(place, len(code)):
        token = code[index]
        if depth == 1 and is_first:
            is_name = token.kind in ("name", "text") or (token.kind == "word" and token.raw.lower() not in CONSTRAINTS)
            column = token.content if is_name else ""
        if depth:
            yield index, column
        is_first = token.raw in ("(", ",")
        depth += (token.raw == "(") - (token.raw == ")")
        if not depth:
            return


def _defaults(code: Sequence[Token]) -> dict[int, tuple[str, ...]]:
    """Return the places of the default values in CREATE TABLE, with the names of their columns."""
    if _raw(code, 0).lower() != "create":
        return {}
    start = next((index for index, token in enumerate(code) if token.raw == "("), len(code))
    return {
        index: (column,)
        for index, column in _defined(code, start)
        if column
        and code[index].kind in ("text", "number")
        and (_raw(code, index - 1).lower() == "default" or _raw(code, index - 2).lower() == "default")
    }


def _compared(code: Sequence[Token], place: int) -> tuple[str, ...]:
    """Return the name of the column that a value is compared with or assigned to, as in `email = 'x'`."""
    if code[place].kind not in ("text", "number", "dollar") or place < 2:
        return ()
    before, sign = code[place - 2], code[place - 1]
    is_name = before.kind in ("name", "word")
    return (before.content,) if is_name and sign.raw.lower() in COMPARISONS else ()


def _table(code: Sequence[Token], place: int) -> tuple[str, int]:
    """Return the name of the table that begins at a place, without its schema, and the place after it."""
    while place < len(code) and code[place].kind == "word" and code[place].raw.lower() in BEFORE_TABLE:
        place += 1
    table = ""
    while place < len(code) and code[place].kind in ("name", "word", "text"):
        table = code[place].content.lower()
        place += 1
        if _raw(code, place) != ".":
            break
        place += 1
    return table, place


def _names(code: Sequence[Token], place: int) -> tuple[list[str], int]:
    """Return the names in the brackets that open at a place, if any do, and the place after them."""
    names: list[str] = []
    if _raw(code, place) != "(":
        return names, place
    for index in range(place + 1, len(code)):
        if code[index].raw == ")":
            return names, index + 1
        if code[index].kind in ("name", "word", "text"):
            names.append(code[index].content)
    return names, len(code)


def _raw(code: Sequence[Token], place: int) -> str:
    return code[place].raw if place < len(code) else ""


def _add_token(found: Found, token: Token, path: tuple[str, ...], line: int) -> None:
    """Add a token of code, unless it is a sign or a word that is surely no value.

    Arguments:
        found: to which the token is added.
        token: the token.
        path: the name of its column.
        line: the line of a binary value; 0 for other ones.
    """
    if line:
        what = f"a binary value in line {line}"
        found.parts.append(Part(token.start, token.end, path, VERBATIM, nothing="NULL", unscannable=what))
    elif token.kind in ("text", "dollar"):
        _add(found, token, path, sql_tokens.STYLES[token.quote] if token.quote else _dollar_style(token))
    elif token.kind == "name":
        style = sql_tokens.STYLES[token.quote]
        if path:  # SQLite takes a name that does not exist for a text
            _add(found, token, path, style)
        else:
            _add(found, token, (token.content,), style, is_name=True)
    elif token.kind == "number":
        _add(found, token, path, sql_tokens.DIGITS, is_number=True)
    elif token.kind == "binary":
        _add(found, token, path, sql_tokens.BINARY)
    elif path and token.raw.lower() in ("true", "false"):
        found.parts.append(Part(token.start, token.end, path, VERBATIM, nothing="NULL", is_kept=True))
    elif token.kind == "word" and ("_" in token.raw.strip("_") or sum(map(str.isdecimal, token.raw)) >= MIN_DIGITS):
        _add(found, token, (token.raw,), sql_tokens.WORD, is_name=True)


def _dollar_style(token: Token) -> Style:
    """Return the style of a text between `$tag$`, in which nothing is escaped."""
    tag = token.raw[: token.opening]

    def whole(value: str) -> str:
        return tag + value.replace(tag, "") + tag

    return Style(lambda content: None if tag in content else Decoded(content), str, whole)


def _add(
    found: Found, token: Token, path: tuple[str, ...], style: Style, *, is_name: bool = False, is_number: bool = False
) -> None:
    if token.content.strip():
        nothing = "NULL" if token.kind in ("number", "binary") else None
        part = Part(token.start, token.end, path, style, token.opening, token.closing, is_name, is_number)
        found.parts.append(replace(part, nothing=nothing))
