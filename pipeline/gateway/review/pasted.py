"""Texts pasted into the review page: a request to a model, another JSON object or a plain text, and what becomes of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Any

from pipeline.errors import PromptError
from pipeline.gateway.prompt import clear_texts
from pipeline.records import ReadOptions, Record
from pipeline.records.json_records import scan
from pipeline.records.json_scan import Leaf, dotted, parse
from pipeline.records.json_text import JsonText
from pipeline.records.prompts.field_kinds import is_definition
from pipeline.records.prompts.request import read as read_request
from pipeline.records.prompts.shapes import TURNS, is_request
from pipeline.sanitize_record import Outcome, replace_record
from pipeline.sanitized import Sanitized
from pipeline.sanitizer import Sanitizer
from pipeline.sanitizer_source import Sanitizers
from pipeline.text.document import Findings, Text

INNER = " > "


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a request, and its place.

    Arguments:
        message: the number of its message, from 1; None where it is in none.
        role: the role of its message; empty where it has none.
        path: the keys that lead to it; empty for a plain text.
    """

    message: int | None = None
    role: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that was pasted, read.

    Arguments:
        record: its texts.
        parts: the place of each text.
        request: the body of the request that it is; None where it is not a request.
        defined: of each text of a request, whether it belongs to the definition of a tool.
    """

    record: Record
    parts: list[Part]
    request: bytes | None = None
    defined: Sequence[bool] = ()

    def outcome(self, classification: str, findings: Findings | None, sanitizers: Sanitizers) -> Outcome:
        """Return what leaves under a policy with its texts, or the reason why nothing does.

        A request leaves as the gateway would send it, anything else as a record of a batch run.

        Arguments:
            classification: the name of the policy.
            findings: what was found in the texts; None where they could not be scanned.
            sanitizers: those of the page.
        """
        if self.request is None or findings is None:
            return replace_record(replace(self.record, classification=classification), findings, sanitizers)
        try:
            return self._sent(self.request, findings, sanitizers.of(classification))
        except PromptError as error:
            return str(error)
        except Exception as error:  # its message may hold content, its type does not
            return f"the prompt could not be scanned ({type(error).__name__})"

    def _sent(self, request: bytes, findings: Findings, sanitizer: Sanitizer) -> Outcome:
        scans_definitions = sanitizer.policy.tool_definitions == "scan"
        prompt = read_request(request, scan_definitions=scans_definitions)
        is_scanned = [scans_definitions or not defined for defined in self.defined]
        cleared, sanitized = clear_texts(prompt, sanitizer, list(compress(findings, is_scanned)))
        results = iter(sanitized)
        texts = [
            next(results) if scanned else Sanitized(text.value, (), ())
            for text, scanned in zip(self.record.texts, is_scanned, strict=True)
        ]
        return cleared.body.decode("utf-8", "surrogatepass"), texts


def read(text: str) -> Pasted:
    """Read a JSON object by its texts, and anything else as one plain text."""
    value = _object(text)
    if value is None:
        return Pasted(_record((Text(text),), (), lambda copies: copies[0]), [Part()])
    raw = text.encode("utf-8", "surrogatepass") if is_request(value) else None
    if raw is not None:
        try:
            prompt = read_request(raw)
        except PromptError:  # the outcome names the reason; the texts are shown all the same
            pass
        else:
            placed = list(_places(prompt.text))
            record = _record(tuple(prompt.texts), prompt.unscannable, lambda _: "")
            defined = [is_definition(leaf.path) and not leaf.is_number for leaf, _ in placed]
            return Pasted(record, [_part(prompt.body, leaf, written) for leaf, written in placed], raw, defined)
    unscannable: list[str] = []
    found = scan(text, value, ReadOptions(), unscannable)
    record = _record(tuple(found.texts()), tuple(unscannable), lambda copies: found.render(iter(copies)))
    return Pasted(record, [_part(value, leaf, written) for leaf, written in _places(found)], raw)


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


def _places(found: JsonText) -> Iterator[tuple[Leaf, str]]:
    """Yield the leaf of each text in the outermost JSON, and its whole path as shown."""
    for slot in found.slots:
        written = dotted(slot.leaf.path)
        if slot.inner:
            for _, inner in _places(slot.inner):
                yield slot.leaf, f"{written}{INNER}{inner}"
        elif slot.text:
            yield slot.leaf, written


def _part(value: Any, leaf: Leaf, written: str) -> Part:
    match leaf.path:
        case ("system", *_):
            return Part(role="system", path=written)
        case (str(key), int(place), *_) if key in TURNS:
            turn = value[key][place]
            role = turn.get("role", turn.get("from", "")) if isinstance(turn, dict) else ""
            return Part(place + 1, role if isinstance(role, str) else "", written)
    return Part(path=written)
