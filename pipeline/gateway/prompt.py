"""A prompt, from the bytes of a request to the bytes that may leave, and the table that leads back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.decide.known_values import KnownValues, distinctive_values, is_distinctive
from pipeline.decide.settle import spans_of
from pipeline.errors import PromptError
from pipeline.gateway.protocol.reading import Prompt
from pipeline.policy.model import Action
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
    """A request that may leave.

    Arguments:
        body: its bytes.
        restore_map: the surrogates in it with their originals.
        counts: entity -> how many values were replaced.
        crowded: the entities of which it holds more values than its policy expects.
    """

    body: bytes
    restore_map: RestoreMap
    counts: Mapping[str, int]
    crowded: tuple[str, ...] = ()


def clear(prompt: Prompt, sanitizer: Sanitizer, findings: Findings | None = None) -> Cleared:
    """Replace what a policy does not let out; raises PromptError where the request must not leave at all.

    Arguments:
        prompt: the request.
        sanitizer: of the policy that holds for it.
        findings: what was found in its texts, where that is known already.
    """
    if prompt.unscannable and sanitizer.policy.unscannable == "block":
        raise PromptError(
            f"{prompt.unscannable[0]} cannot be scanned, and the policy {sanitizer.policy.classification} lets only text out",
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
    return Cleared(body, restore_map, counts, sanitized[0].crowded if sanitized else ())


def beginning(body: Mapping[str, Any]) -> str:
    """Return the first text of a user: a chat sends it again with every turn, and hardly shares it with another chat."""
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
    """Replace what was found, by surrogates that the prompt has for nothing else, so that all of them lead back."""
    avoid: frozenset[str] = frozenset()
    for _ in range(MAX_TRIES):
        sanitized = sanitizer.replace(document, findings, avoid=avoid, begins=begins)
        restore_map = RestoreMap.of(sanitized, sanitizer.policy.restoring)
        if restore_map.unsure <= avoid:
            break
        avoid |= restore_map.unsure
    return sanitized, restore_map


def _known(values: Counter[tuple[str, str]], within: str) -> KnownValues:
    """Return the values of a prompt that a text holds, with the user names that people make of the names among them."""
    known = Counter(values)
    for value, entity in values:
        words = value.split() if entity == "PERSON" else []
        made = handles(words[0], words[-1]) if len(words) > 1 else []
        known.update((handle, "USERNAME") for handle in made if is_distinctive("USERNAME", handle))
    return KnownValues({(value, entity): count for (value, entity), count in known.items() if value in within})


def _check_credentials(prompt: Prompt, sanitizer: Sanitizer) -> None:
    if prompt.credentials and sanitizer.policy.rule("SECRET").do is not Action.KEEP:
        raise PromptError(
            f"{prompt.credentials[0]} is a secret, and the policy {sanitizer.policy.classification} lets none out",
            "in_fixed_field",
        )


def _check_sealed(prompt: Prompt, sanitized: list[Sanitized], known: KnownValues, sanitizer: Sanitizer) -> None:
    """Refuse a prompt that repeats, where nothing may be changed, what is replaced elsewhere in it.

    What models know by themselves does not count: they name "GitHub Actions" without having been told.
    """
    surrogates = {one.text[it.start : it.end] for one in sanitized for it in one.replacements}
    texts = list(prompt.sealed.values())
    decided = sanitizer.decide(texts, sanitizer.detect([texts])[0])
    for path, content, decisions in zip(prompt.sealed, texts, decided, strict=True):
        for span in known.find(content):
            if not _is_public(span.entity, content[span.start : span.end]):
                raise PromptError(f"{path} repeats a {span.entity} of the prompt, and is signed", "in_sealed_text")
        for one in decisions:
            is_ours = one.surface in surrogates or _is_public(one.span.entity, one.surface)
            if _is_sure(one.span, one.surface) and not is_ours and not one.is_kept:
                raise PromptError(
                    f"{path} holds a {one.span.entity}, and is signed: it cannot be changed", "in_sealed_text"
                )


def _is_public(entity: str, surface: str) -> bool:
    """Tell whether a value is nobody's, or a company's that a model may know: "docs.python.org", "noreply@github.com"."""
    is_of_a_role = entity == "EMAIL_ADDRESS" and surface.partition("@")[0].casefold() in ROLES
    return entity in PUBLIC or is_of_a_role or is_reserved(entity, surface)


def _is_sure(span: Span, surface: str) -> bool:
    """Tell whether a value is what it looks like: a key has digits, "api key: authentication" has none."""
    return span.score >= CERTAIN_SCORE or (span.entity in KEYS and any(map(str.isdecimal, surface)))


def _check_called(prompt: Prompt, known: KnownValues, sanitizer: Sanitizer) -> None:
    """Refuse a prompt with an address to call that is more than an address."""
    labels = [Text(content, is_label=True) for content in prompt.called.values()]
    found = [
        [*spans, *known.find(label.value)] for label, spans in zip(labels, sanitizer.detect([labels])[0], strict=True)
    ]
    for path, decisions in zip(prompt.called, sanitizer.decide(labels, found), strict=True):
        for one in decisions:
            if one.span.entity not in ADDRESSES and not one.is_kept:
                raise PromptError(f"{path} holds a {one.span.entity}, and cannot be changed", "in_fixed_field")
