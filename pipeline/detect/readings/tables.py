"""Tables within a text: reads each cell behind the header of its column or line, as in a form."""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

import regex

from pipeline.detect.readings.statements import Cell, cell_of, named_values
from recognizers.lexicon.folding import Folded
from recognizers.lexicon.not_names import LABELS

MIN_COLUMNS, MIN_LINES = 2, 2
MAX_HEADER_CHARACTERS, MAX_CELL_CHARACTERS = 40, 200
DELIMITERS = tuple(map(regex.compile, (r"\|", r"\t", ";", ",", r"(?<=[^ ]) {2,}+(?=[^ ])")))
QUOTED = regex.compile(r'"[^"\n]*+"')
# A word of a header: letters, and few other characters.
HEADER = regex.compile(r"[\p{L}_#%][\p{L}\p{N} _./#()°%€$£'’*-]*")
FORM_LINE = regex.compile(
    r"^[ \t*]{0,20}(?P<header>[\p{L}_][\p{L}\p{N} _./()°-]{0,39}?)[ \t]{0,40}\|[ \t]{0,20}(?P<value>[^|\n]{1,200}+)$",
    regex.MULTILINE,
)
WORD_OF_HEADER = regex.compile(r"\p{L}+")
KEY = regex.compile(r"(?i)(?:[\p{L}_]{1,30}[_ -])?(?:id|key|nr|no|code|kod)|id_\p{L}{2,30}|\p{Ll}{2,30}Id")
RULE = regex.compile(r"[\s|:+=-]*")  # the line below a header
MAX_LINE_CHARACTERS = 2_000


def cells_after_headers(whole: Folded) -> Folded | None:
    """Return the cells of all tables in a text as lines such as "order id: 48210"; None if there is no table.

    Markdown tables and lines separated by commas, semicolons, tabs or several spaces count, if the first line contains
    names only and further lines have as many cells; so do lines such as "phone | 030 1234567", and the
    values of SQL and of pairs of key and value.

    Arguments:
        whole: the folded text.

    Returns:
        The lines. The characters of a header have an empty range at the start of the cell.
    """
    text = whole.text
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for header, cell in cells(text):
        first, last = whole.original(cell.start, cell.end)
        before, after = f"{header}: ", "\n\n"
        pieces += [before, text[cell.start : cell.end], after]
        starts += [first] * len(before)
        starts += whole.starts[cell.start : cell.end] if whole.starts else range(cell.start, cell.end)
        starts += [last] * len(after)
        ends += [first] * len(before)
        ends += whole.ends[cell.start : cell.end] if whole.ends else range(cell.start + 1, cell.end + 1)
        ends += [last] * len(after)
    return Folded("".join(pieces), starts, ends) if pieces else None


def cells(text: str) -> Iterator[tuple[str, Cell]]:
    """Yield the cells of tables, forms, SQL statements and records in a text, each with its header or name."""
    return chain(_pairs(text), _form_lines(text), named_values(text))


def header_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the first line of each table, if one of its words is a known label such as "name" and it has no digits."""
    if "\n" not in text:
        return
    for lines, _ in _tables(_masked(text)):
        words = WORD_OF_HEADER.findall(text, *lines[0])
        if any(word.lower() in LABELS for word in words) and not any(map(str.isdecimal, text[slice(*lines[0])])):
            yield lines[0]


def _masked(text: str) -> str:
    """Return a text of the same length without what is between quotes."""
    return QUOTED.sub(lambda quoted: f'"{"x" * (len(quoted[0]) - 2)}"', text)


def _pairs(text: str) -> Iterator[tuple[str, Cell]]:
    """Yield each cell of each table with the header of its column."""
    masked = _masked(text)
    for lines, delimiter in _tables(masked) if "\n" in text else ():
        headers = [text[cell.start : cell.end] for cell in _cells(masked, *lines[0], delimiter)]
        for line in lines[1:]:
            if RULE.fullmatch(text, *line):
                continue
            for header, cell in zip(headers, _cells(masked, *line, delimiter), strict=True):
                if header and 0 < cell.end - cell.start <= MAX_CELL_CHARACTERS:
                    yield header, cell


def _form_lines(text: str) -> Iterator[tuple[str, Cell]]:
    """Yield the value of each line with a name before its only vertical bar."""
    if "|" in text:
        for match in FORM_LINE.finditer(text):
            yield match["header"], cell_of(text, *match.span("value"))


def _tables(text: str) -> Iterator[tuple[list[tuple[int, int]], regex.Pattern[str]]]:
    """Yield the lines of each table, as offsets, with its delimiter."""
    table: list[tuple[int, int]] = []
    delimiter: regex.Pattern[str] | None = None
    columns = 0
    for start, end in _lines(text):
        if delimiter and (count := len(_cells(text, start, end, delimiter))) >= MIN_COLUMNS:
            if count == columns or RULE.fullmatch(text, start, end):
                table.append((start, end))
                continue
            is_header = _begins_another_table(text, table[0], (start, end), delimiter)
            if count > columns // 2 and not is_header:  # a line with a cell too many or too few, as data has them
                continue
        elif delimiter and start < end and RULE.fullmatch(text, start, end):
            table.append((start, end))
            continue
        if delimiter and len(table) >= MIN_LINES:
            yield table, delimiter
        delimiter = _delimiter_of_header(text, start, end)
        table, columns = ([(start, end)], len(_cells(text, start, end, delimiter))) if delimiter else ([], 0)
    if delimiter and len(table) >= MIN_LINES:
        yield table, delimiter


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _delimiter_of_header(text: str, start: int, end: int) -> regex.Pattern[str] | None:
    """Return the delimiter of a line that consists of names; None for any other line."""
    if end - start > MAX_LINE_CHARACTERS:
        return None
    for delimiter in DELIMITERS:
        if delimiter.search(text, start, end):
            names = [text[cell.start : cell.end] for cell in _cells(text, start, end, delimiter)]
            return delimiter if _are_headers(names) else None
    return None


def _begins_another_table(
    text: str, header: tuple[int, int], line: tuple[int, int], delimiter: regex.Pattern[str]
) -> bool:
    """Return whether a line is the header of a further table: it has names only, and the key of one is in both."""
    names = [text[cell.start : cell.end] for cell in _cells(text, *line, delimiter)]
    known = {text[cell.start : cell.end] for cell in _cells(text, *header, delimiter)}
    return any(name in known and KEY.fullmatch(name) for name in names) and _are_headers(names)


def _are_headers(names: Sequence[str]) -> bool:
    filled = [name for name in names if name]
    return len(filled) >= MIN_COLUMNS and all(
        len(name) <= MAX_HEADER_CHARACTERS and HEADER.fullmatch(name) for name in filled
    )


def _cells(text: str, start: int, end: int, delimiter: regex.Pattern[str]) -> list[Cell]:
    """Return the cells of a line, without the quotes and spaces around their contents."""
    borders = [(start, start), *(match.span() for match in delimiter.finditer(text, start, end)), (end, end)]
    return [cell_of(text, left, right) for (_, left), (right, _) in pairwise(borders)]
