"""Second detection: values in a copy that look real, although what a run writes lies in reserved ranges.

It is independent of the search: it knows no original, and uses no model and no declared columns, only the rules.
"""

import ipaddress
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from presidio_analyzer import EntityRecognizer

from pipeline.audit.plain_texts import may_look_real
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action
from pipeline.records import Record
from pipeline.replace.numbers.phones import is_nobodys
from pipeline.replace.reserved import is_reserved
from pipeline.run.output_names import without_model
from pipeline.sanitize_record import detect_records
from pipeline.sanitizer import Sanitizer
from pipeline.sanitizer_source import Sanitizers, SanitizerSource
from pipeline.text.document import Text
from pipeline.text.spans import Span
from recognizers.entities import row_of
from recognizers.lexicon.folding import folded
from recognizers.rules import RuleRecognizer

MIN_SCORE = 0.8  # below, numbers that follow one another look like phone numbers
MAX_SANITIZERS = 8
# Attributes `reserved` of the entities whose real values differ from reserved ones. Postcodes are everywhere.
WITH_RESERVED = frozenset({"card", "host", "iban", "ip", "phone", "ssn"})


def rules_only(source: SanitizerSource) -> SanitizerSource:
    """Return the source of sanitizers that detect with rules only."""
    loaded = source.pinned() if source.by_record else source
    return replace(loaded, policy=without_model(loaded.policy), shipped=tuple(map(without_model, loaded.shipped)))


def suspicious(records: Sequence[Record], sanitizers: Sanitizers) -> Iterator[tuple[int, int, Span]]:
    """Yield (index of the record, index of the text, span) of every value that looks real.

    All rules run only on the records in which the few rules for these entities report something: they decide together
    what a value is. These few run only on the texts that are not plain.

    Arguments:
        records: records of a copy.
        sanitizers: sanitizers of the policy, without a model.
    """
    undeclared = [replace(one, texts=tuple(replace(text, entity="", part="") for text in one.texts)) for one in records]
    chosen = sorted(_chosen(undeclared, sanitizers))
    found = detect_records([undeclared[place] for place in chosen], sanitizers)
    for place, findings in zip(chosen, found, strict=True):
        record = undeclared[place]
        policy = sanitizers.of(record.classification).policy
        for number, spans in enumerate(findings or ()):
            value = record.scanned[number].value
            yield from ((place, number, span) for span in spans if _looks_real(span, value, policy))


def _chosen(records: Sequence[Record], sanitizers: Sanitizers) -> set[int]:
    """Return the places of the records in which a rule for an entity with reserved values reports something."""
    chosen: set[int] = set()
    owned = [(place, text) for place, record in enumerate(records) for text in record.scanned]
    for sanitizer in {id(one): one for one in (sanitizers.of(record.classification) for record in records)}.values():
        own = [one for one in owned if sanitizers.of(records[one[0]].classification) is sanitizer]
        if _has_known_rules_only(sanitizer.policy):
            marked = may_look_real([f"{text.context}: {text.value}" if text.context else text.value for _, text in own])
            own = [one for one, is_marked in zip(own, marked, strict=True) if is_marked]
        chosen |= _reporting(own, sanitizer)
    return chosen


def _reporting(owned: Sequence[tuple[int, Text]], sanitizer: Sanitizer) -> set[int]:
    """Return the places of the records whose texts have a value that looks real to the few rules."""
    texts = [text for _, text in owned]
    try:
        findings = _narrowed(sanitizer).reported([texts])[0]
    except Exception:  # as in `detect_records`, which runs the rule again
        return {place for place, _ in owned}
    return {
        place
        for (place, text), spans in zip(owned, findings, strict=True)
        if any(_looks_real(span, text.value, sanitizer.policy) for span in spans)
    }


def _has_known_rules_only(policy: Policy) -> bool:
    """Return whether values of entities with reserved ones are found by our own rules only, whose values have known signs."""
    declared = (*policy.detection.patterns, *policy.terms)
    return not policy.detection.recognizers and not any(row_of(entity).reserved in WITH_RESERVED for entity in declared)


@lru_cache(MAX_SANITIZERS)
def _narrowed(sanitizer: Sanitizer) -> Sanitizer:
    """Return the sanitizer with only those recognizers that can report a value that looks real."""
    return sanitizer.narrowed(_may_look_real)


def _may_look_real(recognizer: EntityRecognizer) -> bool:
    has_reserved = any(row_of(entity).reserved in WITH_RESERVED for entity in recognizer.supported_entities)
    if has_reserved and isinstance(recognizer, RuleRecognizer):
        rule = recognizer.rule
        return max(rule.score, rule.with_context if rule.context else 0) >= MIN_SCORE
    return has_reserved


def _looks_real(span: Span, text: str, policy: Policy) -> bool:
    row = row_of(span.entity)
    if row.reserved not in WITH_RESERVED or span.score < MIN_SCORE or policy.rule(span.entity).do is Action.KEEP:
        return False
    surface = folded(text[span.start : span.end])
    is_made = MADE.get(row.reserved)
    return not is_reserved(span.entity, surface) and not (is_made and is_made(surface))


def _is_private(surface: str) -> bool:
    try:
        return ipaddress.ip_address(surface.strip("[]").partition("/")[0]).is_private
    except ValueError:
        return False


# What surrogates are besides those in reserved ranges: unassigned numbers, and private addresses for private ones.
MADE: dict[str, Callable[[str], bool]] = {"ip": _is_private, "phone": is_nobodys}
