"""Word files: the terms of a dictionary or an allow list.

A text file has one term a line; aliases follow it after " | ". A CSV file has a header, and the policy names the columns
that contain terms; commas, semicolons or tabs separate them. Both are UTF-8; empty lines, and in text files lines that start with #, are ignored.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import LineError
from recognizers.lexicon.vocabulary import MAX_CHARACTERS

ALIAS = " | "
TABLE = ".csv"
DELIMITERS = ",;\t"


def read_words(path: Path, columns: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Read the distinct terms of a file, with their aliases, in its order.

    Arguments:
        path: the file; its name ends in `.csv` if it is a table.
        columns: the columns of a table that contain terms.

    Raises:
        OSError: the file cannot be read.
        LineError: a line is wrong.
        ValueError: the content is wrong in another way.
    """
    text = _decoded(path.read_bytes())
    if path.suffix.lower() == TABLE:
        found = _of_table(text, columns)
    elif columns:
        raise ValueError("has no columns, since its name does not end in .csv: remove 'columns'")
    else:
        found = _of_lines(text)
    terms = tuple(dict.fromkeys(_checked(line, term) for line, term in found))
    if not terms:
        raise ValueError("contains no term")
    return terms


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise LineError(line, "not UTF-8") from None


def _of_lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        for term in line.split(ALIAS):
            if not term.strip():
                raise LineError(number, "an alias is empty: remove a '|'")
            yield number, term.strip()


def _of_table(text: str, columns: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in reader.fieldnames or ()]
        reader.fieldnames = header
        named = f"its columns are {', '.join(header)}" if header else "it is empty"
        if not columns:
            raise ValueError(f"is a table: name the columns that contain terms with 'columns'; {named}")
        if missing := [column for column in columns if column not in header]:
            raise ValueError(f"has no column {missing[0]!r}; {named}")
        for row in reader:
            if None in row or None in row.values():
                raise LineError(reader.line_num, f"the row does not have the {len(header)} columns of the header")
            yield from ((reader.line_num, row[column].strip()) for column in columns if row[column].strip())
    except csv.Error as error:
        raise LineError(reader.reader.line_num, f"not CSV: {error}") from None


def _checked(line: int, term: str) -> str:
    if len(term) > MAX_CHARACTERS:
        raise LineError(line, f"a term is longer than {MAX_CHARACTERS} characters")
    if not any(map(str.isalnum, term)):
        raise LineError(line, "a term without letters and digits cannot be found")
    return term
