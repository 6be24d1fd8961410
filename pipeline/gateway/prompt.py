"""Prompts: replacement of what a policy protects, refusal of what cannot be replaced, and the restore map."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.decide.known_values import KnownValues, distinctive_values, is_distinctive
from pipeline.decide.settle import spans_of
from pipeline.errors import PromptError
from pipeline.policy.model import Action
from pipeline.records.prompts.request import Prompt
from pipeline.replace.reserved import is_reserved
from pipeline.restore.restore_map import RestoreMap
from pipeline.sanitized import Sanitized
from pipeline.sanitizer import Sanitizer
from pipeline.text.document import Findings, Text, values_of
from pipeline.text.spans import CERTAIN_SCORE, Span
from recognizers.entities import where
from recognizers.lexicon.handle_forms import handles
from recognizers.lexicon.internet_words import ROLES
from recognizers.lexicon.term_finder import lower

MAX_TRIES = 4
ADDRESSES = where(spelled="host")
PUBLIC = where(is_public=True)
KEYS = where(is_key=True)


@dataclass(frozen=True, slots=True)
class Cleared:
    """A request that may be sent.

    Arguments:
        body: its bytes.
        restore_map: the surrogates in it with their originals.
        counts: entity -> number of replaced values.
        crowded: the entities with more values than its policy expects.
    """

    body: bytes
    restore_map: RestoreMap
    counts: Mapping[str, int]
    crowded: tuple[str, ...] = ()


def clear(prompt: Prompt, sanitizer: Sanitizer, findings: Findings | None = None) -> Cleared:
    """Replace what a policy does not let out; the arguments and errors are those of `clear_texts`."""
    return clear_texts(prompt, sanitizer, findings)[0]


def clear_texts(
    prompt: Prompt, sanitizer: Sanitizer, findings: Findings | None = None
) -> tuple[Cleared, list[Sanitized]]:
    """Replace what a policy does not let out; return the request that may be sent, and each of its texts.

    Arguments:
        prompt: the request.
        sanitizer: the sanitizer of its policy and client.
        findings: what was found in its texts; None to detect.

    Raises PromptError where the request must not be sent.
    """
    if prompt.unscannable and sanitizer.policy.unscannable == "block":
        raise PromptError(
            f"{prompt.unscannable[0]} cannot be scanned, and the policy {sanitizer.policy.classification} allows only text",
            "unscannable",
        )
    document = prompt.texts
    findings = sanitizer.detect([document])[0] if findings is None else findings
    sanitized, restore_map = _replaced(document, findings, sanitizer, beginning(prompt.body))
    if blocked := next((one.blocked for one in sanitized if one.blocked), ""):
        raise PromptError(
            f"the policy {sanitizer.policy.classification} blocks prompts with {blocked}", "blocked", status=403
        )
    _check_credentials(prompt, sanitizer)
    if prompt.sealed or prompt.called:
        within = lower("\n".join((*prompt.sealed.values(), *prompt.called.values())))
        found = spans_of(sanitizer.decide(document, findings))
        known = _known(distinctive_values(values_of(document), found), within)
        _check_sealed(prompt, sanitized, known, sanitizer)
        _check_called(prompt, known, sanitizer)
    body = prompt.text.render(iter([one.text for one in sanitized])).encode("utf-8", "surrogatepass")
    counts = Counter(replacement.entity for one in sanitized for replacement in one.replacements)
    return Cleared(body, restore_map, counts, sanitized[0].crowded if sanitized else ()), sanitized


def beginning(body: Mapping[str, Any]) -> str:
    """Return the first text of a user: every turn of a chat repeats it, and two chats rarely share it."""
    turns = body.get("messages") or body.get("input") or body.get("prompt") or ""
    if isinstance(turns, str):
        return turns
    of_user = (turn.get("content") for turn in turns if isinstance(turn, dict) and turn.get("role") == "user")
    content = next(of_user, "")
    if isinstance(content, list):  # the other fields of a part, such as cache_control, may change from turn to turn
        return "\n".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return str(content)


def _replaced(
    document: list[Text], findings: Findings, sanitizer: Sanitizer, begins: str
) -> tuple[list[Sanitized], RestoreMap]:
    """Replace what was found by surrogates that do not occur in the prompt otherwise, so that each can be restored."""
    avoid: frozenset[str] = frozenset()
    for _ in range(MAX_TRIES):
        sanitized = sanitizer.replace(document, findings, avoid=avoid, begins=begins)
        restore_map = RestoreMap.of(sanitized, sanitizer.policy.restoring)
        if restore_map.unsure <= avoid:
            break
        avoid |= restore_map.unsure
    return sanitized, restore_map


def _known(values: Counter[tuple[str, str]], within: str) -> KnownValues:
    """Return the values of a prompt that a text contains, and the user names derived from the names among them."""
    known = Counter(values)
    for value, entity in values:
        words = value.split() if entity == "PERSON" else []
        derived = handles(words[0], words[-1]) if len(words) > 1 else []
        known.update((handle, "USERNAME") for handle in derived if is_distinctive("USERNAME", handle))
    return KnownValues({(value, entity): count for (value, entity), count in known.items() if value in within})


def _check_credentials(prompt: Prompt, sanitizer: Sanitizer) -> None:
    if prompt.credentials and sanitizer.policy.rule("SECRET").do is not Action.KEEP:
        raise PromptError(
            f"{prompt.credentials[0]} is a secret, and the policy {sanitizer.policy.classification} allows none",
            "in_fixed_field",
        )


def _check_sealed(prompt: Prompt, sanitized: list[Sanitized], known: KnownValues, sanitizer: Sanitizer) -> None:
    """Refuse a prompt whose signed text contains values that are replaced elsewhere in it.

    Public values do not count: models name "GitHub Actions" although no prompt did.
    """
    surrogates = {one.text[it.start : it.end] for one in sanitized for it in one.replacements}
    texts = list(prompt.sealed.values())
    decided = sanitizer.decide(texts, sanitizer.detect([texts])[0])
    for path, content, decisions in zip(prompt.sealed, texts, decided, strict=True):
        for span in known.find(content):
            if not _is_public(span.entity, content[span.start : span.end]):
                raise PromptError(
                    f"{path} is signed, so it cannot be changed, and contains a {span.entity} of the prompt",
                    "in_sealed_text",
                )
        for one in decisions:
            is_ours = one.surface in surrogates or _is_public(one.span.entity, one.surface)
            if _is_sure(one.span, one.surface) and not is_ours and not one.is_kept:
                raise PromptError(
                    f"{path} is signed, so it cannot be changed, and contains a {one.span.entity}", "in_sealed_text"
                )


def _is_public(entity: str, surface: str) -> bool:
    """Return whether a value identifies nobody, or only an organization: "docs.python.org", "noreply@github.com"."""
    is_of_a_role = entity == "EMAIL_ADDRESS" and surface.partition("@")[0].casefold() in ROLES
    return entity in PUBLIC or is_of_a_role or is_reserved(entity, surface)


def _is_sure(span: Span, surface: str) -> bool:
    """Return whether a finding is certain; a key is if it has digits, which "api key: authentication" has not."""
    return span.score >= CERTAIN_SCORE or (span.entity in KEYS and any(map(str.isdecimal, surface)))


def _check_called(prompt: Prompt, known: KnownValues, sanitizer: Sanitizer) -> None:
    """Refuse a prompt whose addresses to call contain other values. Parts of a link are also searched each by itself."""
    parts = [
        (path, Text(part, is_label=True))
        for path, content in prompt.called.items()
        for part in dict.fromkeys((content, *content.split("/")))
    ]
    labels = [label for _, label in parts]
    found = [
        [*spans, *known.find(label.value)] for label, spans in zip(labels, sanitizer.detect([labels])[0], strict=True)
    ]
    for (path, _), decisions in zip(parts, sanitizer.decide(labels, found), strict=True):
        for one in decisions:
            if one.span.entity not in ADDRESSES and not one.is_kept:
                raise PromptError(
                    f"{path} is an address to call, so it cannot be changed, and contains a {one.span.entity}",
                    "in_fixed_field",
                )
