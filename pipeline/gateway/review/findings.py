"""Findings of the review page: those of one text, its copy, and the decision of every policy about each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import compress
from time import perf_counter
from typing import Any

from pipeline.gateway.review.pasted import Pasted, read
from pipeline.policy.model import Action
from pipeline.records import Record
from pipeline.sanitize_record import detect_records
from pipeline.sanitized import Sanitized
from pipeline.sanitizer_source import Sanitizers
from pipeline.text.document import Findings
from pipeline.text.spans import Span
from recognizers.entities import row_of


@dataclass(frozen=True, slots=True)
class Treatment:
    """What a policy does to one finding.

    Arguments:
        decision: the action.
        result: the replacement in the copy; None where there is no copy.
        start, end: the place of the replacement in the copy, in code points, half open; None where there is no copy.
    """

    decision: str
    result: str | None = None
    start: int | None = None
    end: int | None = None


Placed = list[tuple[Span, Treatment]]
KEPT = Treatment(Action.KEEP.value)


@dataclass(frozen=True, slots=True)
class Treated:
    """The result of a pasted text under one policy.

    Arguments:
        policy: the name of the policy.
        blocked: the reason why nothing leaves; empty where the copy leaves.
        rendered: the copy; empty where nothing leaves.
        copies: its texts; empty texts where nothing leaves.
        placed: the findings of each text in order, with their treatment.
    """

    policy: str
    blocked: str
    rendered: str
    copies: Sequence[str]
    placed: Sequence[Placed]


def offered(sanitizers: Sanitizers, classifications: Sequence[str]) -> dict[str, Any]:
    """Return what the page shows without a text: the policies to choose from, and the id of the key."""
    described = [(name, sanitizers.of(name).policy.description) for name in classifications]
    return {
        "policies": [{"classification": name, "description": description} for name, description in described],
        "key_id": sanitizers.key.id,
    }


def review(sanitizers: Sanitizers, text: str, classification: str, classifications: Sequence[str]) -> dict[str, Any]:
    """Return everything that the page shows of a text; names and settings only where something is found in them.

    Detection runs once, under `classification`; the other policies decide about the same findings.

    Arguments:
        sanitizers: sanitizers by classification.
        text: a plain text, or a JSON object such as the body of a chat request.
        classification: the policy of the text.
        classifications: the policies to compare.
    """
    began = perf_counter()
    pasted = read(text)
    record = pasted.record
    found = detect_records([replace(record, classification=classification)], sanitizers)[0]
    chosen = _treated(pasted, classification, found, sanitizers)
    others = {
        name: chosen if name == classification else _treated(pasted, name, found, sanitizers)
        for name in classifications
    }
    shown = [bool(placed) or not one.is_label for one, placed in zip(record.texts, chosen.placed, strict=True)]
    return {
        "classification": chosen.policy,
        "blocked": chosen.blocked,
        "copy": chosen.rendered,
        "parts": [
            {**asdict(part), "text": original.value, "copy": copy}
            for part, original, copy in compress(zip(pasted.parts, record.texts, chosen.copies, strict=True), shown)
        ],
        "findings": list(_findings(compress(chosen.placed, shown))),
        "policies": {
            name: {"blocked": other.blocked, "decisions": _decisions(record, chosen, other)}
            for name, other in others.items()
        },
        "key_id": sanitizers.key.id,
        "seconds": round(perf_counter() - began, 1),  # not finer: it would show what is cached
    }


def _treated(pasted: Pasted, classification: str, found: Findings | None, sanitizers: Sanitizers) -> Treated:
    """Return what a policy does with what was found."""
    sanitizer = sanitizers.of(classification)
    policy = sanitizer.policy.classification
    record = pasted.record
    outcome = pasted.outcome(classification, found, sanitizers)
    values = [text.value for text in record.texts]
    if isinstance(outcome, str):
        settled = sanitizer.settle(record.texts, found).texts if found else [[] for _ in values]
        decided = [[(one.span, Treatment(str(one.action))) for one in text] for text in settled]
        return Treated(policy, outcome, "", [""] * len(values), decided)
    rendered, sanitized = outcome
    return Treated(policy, "", rendered, [one.text for one in sanitized], [_placed(one) for one in sanitized])


def _placed(sanitized: Sanitized) -> Placed:
    """Return every finding of a text with its place, or that of its replacement, in the copy."""
    replacements = iter(sanitized.replacements)
    shift = 0
    placed = []
    for one in sanitized.decisions:
        start, end = one.span.start + shift, one.span.end + shift
        if not one.is_kept:
            replacement = next(replacements)
            start, end = replacement.start, replacement.end
            shift = end - one.span.end
        placed.append((one.span, Treatment(str(one.action), sanitized.text[start:end], start, end)))
    return placed


def _findings(shown: Iterable[Placed]) -> Iterator[dict[str, Any]]:
    for part, placed in enumerate(shown):
        for span, treatment in placed:
            yield {
                "part": part,
                "start": span.start,
                "end": span.end,
                "entity": span.entity,
                "label": row_of(span.entity).label,
                "family": row_of(span.entity).family,
                "score": round(span.score, 2),
                "recognizer": span.source,
                "decision": treatment.decision,
                "copy_start": treatment.start,
                "copy_end": treatment.end,
            }


def _decisions(record: Record, chosen: Treated, other: Treated) -> list[dict[str, str | None]]:
    """Return what another policy does to every finding; what that policy does not find, it keeps."""
    decided = []
    for text, rows, placed in zip(record.texts, chosen.placed, other.placed, strict=True):
        starts = [span.start for span, _ in placed]
        for span, _ in rows:
            treatment = _of(span, placed, starts) or KEPT
            is_kept = treatment.decision == Action.KEEP and not other.blocked
            result = text.value[span.start : span.end] if is_kept else treatment.result
            decided.append({"decision": treatment.decision, "result": result})
    return decided


def _of(span: Span, placed: Placed, starts: Sequence[int]) -> Treatment | None:
    """Return the treatment of the finding that covers most of a span: policies may resolve an overlap differently."""
    near = placed[max(bisect_right(starts, span.start) - 1, 0) : bisect_left(starts, span.end)]
    overlaps = [(min(span.end, other.end) - max(span.start, other.start), one) for other, one in near]
    longest, treatment = max(overlaps, key=lambda overlap: overlap[0], default=(0, None))
    return treatment if longest > 0 else None
