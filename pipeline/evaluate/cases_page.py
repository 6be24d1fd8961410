"""Page of cases: each miss, false alarm and touched look-alike in its context, to be filtered and sorted."""

from collections.abc import Mapping, Sequence
from html import escape

from pipeline.evaluate.gold import Gold
from pipeline.evaluate.html import options, page
from pipeline.evaluate.score import Case, Score
from pipeline.text.spans import Span

CONTEXT_CHARACTERS = 60


def cases_page(
    documents: Sequence[Gold], scores: Mapping[str, Score], found: Mapping[str, Sequence[Sequence[Span]]]
) -> str:
    """Return the page. It contains original text.

    Arguments:
        documents: the labelled documents.
        scores: the score of each contender by its name.
        found: the findings of each contender by its name, for each document.
    """
    listed = [(name, case) for name, score in scores.items() for case in score.cases]
    rows = [
        _row(number, name, case, documents[case.document], found[name][case.document])
        for number, (name, case) in enumerate(listed, 1)
    ]
    cases = [case for _, case in listed]
    return page(
        "report",
        summary=f"{len(documents)} documents, {len(cases)} cases.",
        contenders=options(scores),
        kinds=options(case.kind for case in cases),
        entities=options(case.entity for case in cases),
        recognizers=options(source for case in cases for source in case.recognizers),
        rows="\n".join(rows),
    )


def _row(number: int, contender: str, case: Case, document: Gold, spans: Sequence[Span]) -> str:
    score = f"{case.score:.2f}" if case.recognizers else ""
    cells = (str(number), contender, case.kind, case.entity, ", ".join(case.recognizers), score, document.id)
    inner = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f"<tr>{inner}<td><bdi>{_in_context(case, document.text, spans)}</bdi></td></tr>"


def _in_context(case: Case, text: str, spans: Sequence[Span]) -> str:
    """Return the range of a case with the text around it, and what of it is found."""
    before = text[max(0, case.start - CONTEXT_CHARACTERS) : case.start]
    after = text[case.end : case.end + CONTEXT_CHARACTERS]
    pieces, position = [], case.start
    for span in spans:
        start, end = max(span.start, case.start), min(span.end, case.end)
        if start < end:
            pieces += [_shown(text[position:start]), f"<b>{_shown(text[start:end])}</b>"]
            position = end
    inner = "".join([*pieces, _shown(text[position : case.end])])
    return f"{_shown(before)}<mark>{inner}</mark>{_shown(after)}"


def _shown(text: str) -> str:
    """Return text escaped and in one line."""
    return escape(" ⏎ ".join(text.splitlines()) if "\n" in text else text)
