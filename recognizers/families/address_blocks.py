"""Addresses in several lines: the lines above a postcode with its place, as in the head of a letter.

Studio 8
Jeffrey Unions
Yatesburgh
W4 1XB
"""

from collections.abc import Iterator

import regex

from recognizers.families.addresses import CA_CODE, CITY, CODE_BEFORE, EIRCODE, NOT_STREET, SMALL, UK_CODE
from recognizers.functions import Found, FunctionRecognizer
from recognizers.lexicon.street_words import BOXES, COUNTRIES, PREFIX_TYPES, UNIT_WORDS
from recognizers.rules import FLAGS

LIMITS = "The first line must have a number, a unit or a type of street, and the last one a postcode; a line between them has at most five words."

SCORE = 0.65
MAX_LINES = 5  # above the postcode
LAST_REGION = r"(?:[ ]?[/,–-][ ]?|[ ]\(|[ ])(?:\p{Lu}{2,3}|\p{Lu}\p{Ll}{3,20})\)?"
LETTER_CODE = rf"(?:{UK_CODE}|{CA_CODE}|{EIRCODE})"
PLACE = rf"{CITY}(?:{LAST_REGION})?"
INDENT = r"[ \t>|]*+"  # with the signs of a quoted mail
# 901 74 Strihovce  92174-218 Peixoto / MG  North Amanda, FM 91391  East Sean, NT, 2480  HR1 5AS
LAST = regex.compile(
    rf"{INDENT}(?P<value>(?:(?:{CODE_BEFORE}|\d{{8}}),?[ ]{PLACE}|{CITY}(?:(?:[ ]\p{{Ll}}{{3,12}}){{0,2}},?[ ]\p{{Lu}}{{2,3}})?,?[ ](?:{LETTER_CODE}|\d{{4,6}}(?:-\d{{4}})?)|{LETTER_CODE}))(?=[ \t.,;)]*(?:$|[ ][\p{{Ll}}(–-]))",
    FLAGS,
)
CODE_LINE = regex.compile(rf"{INDENT}\d{{5,6}}[ \t]*", FLAGS)
PLACE_LINE = regex.compile(rf"{INDENT}(?P<value>{CITY},[ ]{CITY})[ \t.]*", FLAGS)
COUNTRY_LINE = regex.compile(rf"{INDENT}(?P<value>(?:{COUNTRIES}))[ \t.]*", FLAGS)
NUMBER = r"\d{1,5}(?:[A-Za-z](?![\p{L}\d]))?(?:[ ]?[-/][ ]?\d{1,4}[A-Za-z]?(?!\p{L}))?"
UNIT = rf"(?i:(?:{UNIT_WORDS}|studio|{BOXES})[ºª.]?[ ]?\#?(?:\d{{1,5}}[a-z]?|[a-z])(?!\p{{L}}))"
NAME = rf"(?:(?:{SMALL}[ '’]|[LlDd]['’]){{0,2}}\p{{Lu}}[\p{{L}}\p{{M}}.'’-]{{1,24}})"
# What begins an address: a number and names, names and a number, a unit, or a type of street and names.
FIRST = (
    rf"(?:{UNIT}(?:,?[ ]{UNIT}){{0,2}}(?:,?[ ](?:{NUMBER}[ ])?{NAME}(?:[ ]{NAME}){{0,4}})?"
    rf"|{NUMBER},?[ ]{NAME}(?:[ ]{NAME}){{0,4}}(?:[ ,]{{1,3}}{UNIT}){{0,2}}"
    rf"|(?:(?i:{PREFIX_TYPES})[ ])?{NAME}(?:[ ]\p{{Ll}}{{3,12}}|[ ]{NAME}){{0,4}},?[ ](?:[Nn][º°o]\.?[ ]?|\#[ ]?)?{NUMBER}\.?(?:[ ,]{{1,3}}{UNIT}){{0,3}}"
    rf"|(?i:{PREFIX_TYPES})[ ](?:{NAME}(?:[ ]{NAME}){{0,4}}|(?=[^\n\d]{{0,40}}\d)[\p{{L}}\d #°º.,'’/-]{{2,50}}))"
)
WHOLE_FIRST = regex.compile(rf"{INDENT}(?P<value>{FIRST})[ \t,]*", FLAGS)
# Behind the words of a sentence or a label: "Please send it to Studio 8".
TAIL_FIRST = regex.compile(
    rf"(?:[:,]|(?<!\p{{L}})(?:at|to|is|in|an|nach|à|au|a|en|em|na|do|naar|op|til|till|till))[ ](?P<value>{UNIT}|{NUMBER},?[ ]{NAME}(?:[ ]{NAME}){{0,4}}|{NAME}(?:[ ]\p{{Ll}}{{3,12}}|[ ]{NAME}){{0,4}},?[ ]{NUMBER}\.?)[ \t,]*$",
    FLAGS,
)
BETWEEN = regex.compile(rf"{INDENT}{NAME}(?:[ ]{NAME}|[ ]\d{{1,3}}){{0,4}}[ \t,]*", FLAGS)
NO_ADDRESS = regex.compile(
    rf"{INDENT}(?:{NOT_STREET}|(?i:orders?|invoice|ref|reference|ticket|case|item|items|qty|quantity|total|customer|account|tel|phone|fax|mobile|no|nr|re|date|dear|rechnung|auftrag|bestellung|kunde|kundennr"
    r"|facture|commande|client|pedido|factura|cliente|ordine|fattura|zamówienie|faktura|klient|bestelling|factuur|klant|room|version|chapter|section|figure|table|step|page))(?!\p{L})",
    FLAGS,
)


def addresses_in_lines(text: str) -> Iterator[Found]:
    """Find addresses whose parts are in lines of their own, at least two, from the last line upwards."""
    lines = list(regex.finditer(r"[^\r\n]+|\r?\n(?=\r?\n)", text))
    for place in range(1, len(lines)):
        last = _last_line(lines, place)
        start = _first_line(lines, place) if last else None
        if last and start is not None:
            country = COUNTRY_LINE.fullmatch(lines[last[0] + 1][0]) if last[0] + 1 < len(lines) else None
            end = lines[last[0] + 1].start() + country.end("value") if country else last[1]
            yield start, end, "ADDRESS", SCORE


def _last_line(lines: list[regex.Match[str]], place: int) -> tuple[int, int] | None:
    """Return the index of the last line of an address that has its postcode in a line, and the offset of its end."""
    if found := LAST.match(lines[place][0]):
        return place, lines[place].start() + found.end("value")
    if CODE_LINE.fullmatch(lines[place][0]) and place + 1 < len(lines):
        below = PLACE_LINE.fullmatch(lines[place + 1][0])
        return (place + 1, lines[place + 1].start() + below.end("value")) if below else None
    return None


def _first_line(lines: list[regex.Match[str]], last: int) -> int | None:
    """Return the offset at which the address above a line with a postcode begins; None if there is no address."""
    start = None
    for line in reversed(lines[max(0, last - MAX_LINES) : last]):
        if NO_ADDRESS.match(line[0]):
            break
        if first := WHOLE_FIRST.fullmatch(line[0]):
            start = line.start() + first.start("value")
        elif not BETWEEN.fullmatch(line[0]):
            tail = TAIL_FIRST.search(line[0])
            return line.start() + tail.start("value") if tail else start
    return start


def recognizers() -> list[FunctionRecognizer]:
    """Return the recognizers of this family."""
    return [FunctionRecognizer("address_in_lines", ["ADDRESS"], addresses_in_lines)]
