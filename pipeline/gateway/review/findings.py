"""What the page at /review shows of one text: its findings, its copy, and what every policy makes of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from time import perf_counter
from typing import Any

from pipeline.policy.model import Action
from pipeline.records import ReadOptions, Record
from pipeline.records.chat import CHAT_KEYS
from pipeline.records.json_records import scan
from pipeline.records.json_scan import Path, parse
from pipeline.records.json_text import JsonText
from pipeline.sanitize_record import detect_records, replace_record
from pipeline.sanitized import Sanitized
from pipeline.sanitizer_source import Sanitizers
from pipeline.text.document import Findings, Text
from pipeline.text.spans import Span
from recognizers.entities import row_of

INNER = " > "


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a request, and where it stands.

    Arguments:
        message: the number of its message, from 1; None where it is in none.
        role: the role of its message; empty where it has none.
        path: the keys that lead to it; empty for a plain text.
    """

    message: int | None = None
    role: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Treatment:
    """What a policy does to one finding.

    Arguments:
        decision: the action.
        result: what stands in the copy instead; None where there is no copy.
        start, end: where that stands in the copy, in code points, half open; None where there is no copy.
    """

    decision: str
    result: str | None = None
    start: int | None = None
    end: int | None = None


Placed = list[tuple[Span, Treatment]]
KEPT = Treatment(Action.KEEP.value)


@dataclass(frozen=True, slots=True)
class Treated:
    """A record as it leaves under one policy.

    Arguments:
        policy: the name of the policy.
        blocked: the reason why it does not leave; empty where it does.
        rendered: the record as it leaves; empty where it does not.
        copies: its texts as they leave; empty texts where they do not.
        placed: of each text, what was found in order, and what became of it.
    """

    policy: str
    blocked: str
    rendered: str
    copies: Sequence[str]
    placed: Sequence[Placed]


def offered(sanitizers: Sanitizers, classifications: Sequence[str]) -> dict[str, Any]:
    """Return what the page shows before there is a text: the policies to choose from, and the key."""
    described = [(name, sanitizers.of(name).policy.description) for name in classifications]
    return {
        "policies": [{"classification": name, "description": description} for name, description in described],
        "key_id": sanitizers.key.id,
    }


def review(sanitizers: Sanitizers, text: str, classification: str, classifications: Sequence[str]) -> dict[str, Any]:
    """Return everything that the page shows of a text.

    What is found is found once, under `classification`; the other policies decide about the same findings.

    Arguments:
        sanitizers: those of a run in which each record has its own classification.
        text: a plain text, or a JSON object such as the body of a chat request.
        classification: the policy that the text is under.
        classifications: the policies to compare.
    """
    began = perf_counter()
    record, parts = read(text)
    asked = replace(record, classification=classification)
    found = detect_records([asked], sanitizers)[0]
    chosen = _treated(asked, found, sanitizers)
    others = {
        name: chosen if name == classification else _treated(replace(record, classification=name), found, sanitizers)
        for name in classifications
    }
    return {
        "classification": chosen.policy,
        "blocked": chosen.blocked,
        "copy": chosen.rendered,
        "parts": [
            {**asdict(part), "text": original.value, "copy": copy}
            for part, original, copy in zip(parts, record.texts, chosen.copies, strict=True)
        ],
        "findings": list(_findings(chosen)),
        "policies": {
            name: {"blocked": other.blocked, "decisions": _decisions(record, chosen, other)}
            for name, other in others.items()
        },
        "key_id": sanitizers.key.id,
        "seconds": round(perf_counter() - began, 1),  # no finer: it would tell what is cached
    }


def read(text: str) -> tuple[Record, list[Part]]:
    """Read a JSON object by its texts, and anything else as one plain text."""
    value = _object(text)
    if value is None:
        return _record((Text(text),), (), lambda copies: copies[0]), [Part()]
    unscannable: list[str] = []
    found = scan(text, value, ReadOptions(), unscannable)
    record = _record(tuple(found.texts()), tuple(unscannable), lambda copies: found.render(iter(copies)))
    return record, [_part(value, path, written) for path, written in _paths(found)]


def _record(texts: tuple[Text, ...], unscannable: tuple[str, ...], render: Callable[[Sequence[str]], str]) -> Record:
    return Record(1, texts, None, unscannable, render)


def _object(text: str) -> dict[str, Any] | None:
    if text.lstrip()[:1] != "{":
        return None
    try:
        value = parse(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _paths(found: JsonText) -> Iterator[tuple[Path, str]]:
    """Yield of each text its path in the outermost JSON, and the whole path as it is shown."""
    for slot in found.slots:
        written = _dotted(slot.leaf.path)
        if slot.inner:
            for _, inner in _paths(slot.inner):
                yield slot.leaf.path, f"{written}{INNER}{inner}"
        elif slot.text:
            yield slot.leaf.path, written


def _dotted(path: Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def _part(value: dict[str, Any], path: Path, written: str) -> Part:
    match path:
        case ("system", *_):
            return Part(role="system", path=written)
        case (str(key), int(place), *_) if key in CHAT_KEYS:
            turn = value[key][place]
            role = turn.get("role", turn.get("from", "")) if isinstance(turn, dict) else ""
            return Part(place + 1, role if isinstance(role, str) else "", written)
    return Part(path=written)


def _treated(record: Record, found: Findings | None, sanitizers: Sanitizers) -> Treated:
    """Let the policy that a record names as its classification treat what was found."""
    sanitizer = sanitizers.of(record.classification)
    policy = sanitizer.policy.classification
    outcome = replace_record(record, found, sanitizers)
    values = [text.value for text in record.texts]
    if isinstance(outcome, str):
        settled = sanitizer.settle(record.texts, found).texts if found else [[] for _ in values]
        decided = [[(one.span, Treatment(one.action.value)) for one in text] for text in settled]
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
        placed.append((one.span, Treatment(one.action.value, sanitized.text[start:end], start, end)))
    return placed


def _findings(chosen: Treated) -> Iterator[dict[str, Any]]:
    for part, placed in enumerate(chosen.placed):
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
    """Say of every finding what another policy does to it; what that one does not even find, it lets pass."""
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
    """Return the treatment of the finding that covers most of a span: policies may cut an overlap in other places."""
    near = placed[max(bisect_right(starts, span.start) - 1, 0) : bisect_left(starts, span.end)]
    overlaps = [(min(span.end, other.end) - max(span.start, other.start), one) for other, one in near]
    longest, treatment = max(overlaps, key=lambda overlap: overlap[0], default=(0, None))
    return treatment if longest > 0 else None
