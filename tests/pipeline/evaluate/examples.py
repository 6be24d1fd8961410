"""Labelled documents, and what two contenders find in them."""

from pipeline.evaluate.gold import Gold
from pipeline.text.spans import Span

MARKS = {"[": "PERSON", "{": "MONEY", "<": "DRIVER_LICENSE"}
CLOSING = "]}>"


def gold(name: str, marked: str) -> Gold:
    """Return a document: [person], {amount}, <driving licence>, and (look-alike)."""
    text, marks, keep = "", [], []
    start, entity = 0, ""
    for character in marked:
        if character in MARKS or character == "(":
            start, entity = len(text), MARKS.get(character, "")
        elif character in CLOSING:
            marks.append((start, len(text), entity))
        elif character == ")":
            keep.append((start, len(text)))
        else:
            text += character
    return Gold(name, text, tuple(marks), tuple(keep))


def spans(document: Gold, *found: tuple[str, str, str]) -> list[Span]:
    """Return the findings of a document, given as (value, entity, recognizer)."""
    places = [(document.text.index(value), value, entity, source) for value, entity, source in found]
    return [Span(place, place + len(value), entity, 0.85, source) for place, value, entity, source in sorted(places)]


DOCUMENTS = (
    gold("clean", "Ask [Ann Lee] about (v1.2.3) today."),
    gold("leaks", "[Bo Ray] paid {90 dollars} with <QX 417>, said [Bo]."),
    gold("kept only", "It cost {5 dollars}, (May) said."),
    gold("empty", "Nothing to see, (June) is over."),
)
OURS = [
    spans(DOCUMENTS[0], ("Ann", "PERSON", "Names"), ("Lee", "PERSON", "Names"), ("today", "DATE_TIME", "Dates")),
    spans(DOCUMENTS[1], ("Bo Ray", "PERSON", "Names"), ("QX 4", "US_DRIVER_LICENSE", "Licences")),
    spans(DOCUMENTS[2], ("May", "PERSON", "Names")),
    spans(DOCUMENTS[3], ("June is", "DATE_TIME", "Dates")),
]
THEIRS = [
    spans(DOCUMENTS[0], ("Ann Lee", "PERSON", "Model")),
    spans(DOCUMENTS[1], ("Bo Ray", "PERSON", "Model"), ("QX 417", "PASSPORT", "Model")),
    spans(DOCUMENTS[2]),
    spans(DOCUMENTS[3]),
]
