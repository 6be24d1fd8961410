"""A prompt, from the bytes of a request to the bytes that may leave, and the table that leads back."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import regex

from pipeline.decide.known_values import KnownValues, is_distinctive
from pipeline.errors import HeteronymError
from pipeline.gateway.protocol.field_kinds import Kind, Number, Protocol, is_data, is_definition, kind_of
from pipeline.gateway.protocol.unscannable import unscannable
from pipeline.gateway.protocol.vocabulary import FIELDS, WORDS
from pipeline.policy.model import Action
from pipeline.records.chat import is_file
from pipeline.records.fields import declared
from pipeline.records.json_scan import Leaf, Path, leaves
from pipeline.records.json_text import JsonText, Slot
from pipeline.records.model import ReadOptions
from pipeline.replace.keyed.ledger import Ledger
from pipeline.replace.reserved import is_reserved
from pipeline.restore.restore_map import RestoreMap
from pipeline.sanitizer import Sanitized, Sanitizer
from pipeline.text.document import Findings, Text
from pipeline.text.spans import CERTAIN_SCORE, Span
from recognizers.lexicon.handle_forms import handles
from recognizers.lexicon.internet_words import ROLES
from recognizers.lexicon.term_finder import lower

MAX_DEPTH = 200
MAX_INNER = 8
MAX_TRIES = 4
MIN_DIGITS = 6  # a shorter number says nothing by itself
MIN_SETTING_DIGITS = 9  # nor does one of a setting
COUNTED = regex.compile(r"seed|created|index|\w+_(?:at|tokens|ms|bytes)")
# The name of a field as programmers make them up. "Quackenbush" is none, nor is "c4539148803436467".
IDENTIFIER = regex.compile(r"(?!.*\d{5})[a-z_$][\w$-]{0,63}", regex.ASCII)
ADDRESSES = frozenset({"URL", "DOMAIN_NAME", "HOSTNAME"})
PUBLIC = ADDRESSES | {"ORGANIZATION"}
KEYS = frozenset({"API_KEY", "SECRET"})
NO_OPTIONS = ReadOptions()
JSON = json.JSONDecoder(parse_int=str, parse_float=str)
SPACE = regex.compile(r"[ \t\r\n]*+")


class PromptError(HeteronymError):
    """A request that must not leave; the message names the place, never the content.

    Arguments:
        message: what is wrong, and what to do.
        reason: a short fixed code.
        status: the HTTP status to answer with.
    """

    def __init__(self, message: str, reason: str, status: int = 400) -> None:
        """Keep the code and the status beside the message."""
        super().__init__(message)
        self.reason = reason
        self.status = status


@dataclass(frozen=True)
class Prompt:
    """A request, read but not yet scanned.

    Arguments:
        protocol: whose way of asking it is.
        body: the request, parsed.
        text: the JSON text with its texts marked.
        sealed: path -> text that its maker has signed, and that must not change.
        called: path -> address that the upstream is to call.
        credentials: the paths of what it is to show there.
        unscannable: the paths of what cannot be scanned.
    """

    protocol: Protocol
    body: Mapping[str, Any]
    text: JsonText
    sealed: Mapping[str, str]
    called: Mapping[str, str]
    credentials: tuple[str, ...]
    unscannable: tuple[str, ...]

    @cached_property
    def texts(self) -> list[Text]:
        """Return its texts in order."""
        return list(self.text.texts())

    @property
    def characters(self) -> int:
        """Return how much text it holds."""
        return sum(len(text.value) for text in self.texts)


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


def read(protocol: Protocol, raw: bytes, *, scan_definitions: bool = True) -> Prompt:
    """Read a request.

    Arguments:
        protocol: whose way of asking it is.
        raw: its body.
        scan_definitions: whether the descriptions of tools are text as well.

    Raises PromptError for what is no JSON object, or has a key twice.
    """
    try:
        text = raw.decode("utf-8")
        body = json.loads(
            text, object_pairs_hook=_no_key_twice, parse_constant=_no_constant, parse_int=Number, parse_float=Number
        )
    except UnicodeDecodeError as error:
        raise PromptError(f"the body is not UTF-8 at byte {error.start + 1}", "not_utf8") from None
    except json.JSONDecodeError as error:
        raise PromptError(
            f"the body is not JSON: {error.msg.lower()} at character {error.pos + 1}", "not_json"
        ) from None
    except RecursionError:
        raise PromptError("the body is nested too deeply", "too_deep") from None
    if not isinstance(body, dict):
        raise PromptError("the body is not a JSON object", "not_json")
    return _Reader(protocol, scan_definitions).read(text, body)


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
        known = _known(sanitizer.distinctive_values(document, findings), within)
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
    ledger = Ledger.of(sanitizer.claims(document, findings, is_all=True))
    avoid: frozenset[str] = frozenset()
    for _ in range(MAX_TRIES):
        sanitized = sanitizer.replace(document, findings, ledger=ledger, avoid=avoid, begins=begins)
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
    for path, content, spans in zip(prompt.sealed, texts, sanitizer.detect([texts])[0], strict=True):
        for span in known.find(content):
            if not _is_public(span.entity, content[span.start : span.end]):
                raise PromptError(f"{path} repeats a {span.entity} of the prompt, and is signed", "in_sealed_text")
        for span in spans:
            surface = content[span.start : span.end]
            is_ours = surface in surrogates or _is_public(span.entity, surface)
            if _is_sure(span, surface) and not is_ours and sanitizer.action(content, span) is not Action.KEEP:
                raise PromptError(
                    f"{path} holds a {span.entity}, and is signed: it cannot be changed", "in_sealed_text"
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
    for path, label, spans in zip(prompt.called, labels, sanitizer.detect([labels])[0], strict=True):
        for span in (*spans, *known.find(label.value)):
            if span.entity not in ADDRESSES and sanitizer.action(label.value, span) is not Action.KEEP:
                raise PromptError(f"{path} holds a {span.entity}, and cannot be changed", "in_fixed_field")


class _Reader:
    """Sorts the strings of a request into texts, fixed ones and sealed ones."""

    def __init__(self, protocol: Protocol, scan_definitions: bool) -> None:
        self._protocol = protocol
        self._scan_definitions = scan_definitions
        self._sealed: dict[str, str] = {}
        self._called: dict[str, str] = {}
        self._credentials: list[str] = []
        self._unscannable: list[str] = []

    def read(self, text: str, body: dict[str, Any]) -> Prompt:
        self._unscannable += unscannable(body)
        parents = dict(objects(body, ()))
        slots = tuple(slot for leaf in leaves(text, with_keys=True) if (slot := self._slot(text, leaf, parents)))
        return Prompt(
            self._protocol,
            body,
            JsonText(text, slots),
            self._sealed,
            self._called,
            tuple(self._credentials),
            tuple(dict.fromkeys(self._unscannable)),
        )

    def _slot(self, text: str, leaf: Leaf, parents: Mapping[Path, Any]) -> Slot | None:
        literal = text[leaf.start : leaf.end]
        if leaf.is_number:
            return self._data(leaf, literal) if is_data(leaf.path) else self._number(leaf, literal)
        content = json.loads(literal)
        if is_definition(leaf.path) and not self._scan_definitions:
            return None
        if leaf.is_key:
            return self._key(leaf, content)
        kind = kind_of(leaf.path, content, parents)
        if kind is not Kind.TOKEN and is_file(leaf.path, content):
            self._unscannable.append(dotted(leaf.path))
            return None
        return self._string(leaf, content, kind)

    def _string(self, leaf: Leaf, content: str, kind: Kind) -> Slot | None:
        match kind:
            case Kind.TEXT:
                return self._data(leaf, content) if is_data(leaf.path) else self._free(leaf, content, ())
            case Kind.LABEL:
                return Slot(leaf, Text(content, is_label=True), None)
            case Kind.USER:
                return Slot(leaf, Text(content, "USERNAME"), None) if content else None
            case Kind.SEALED:
                self._sealed[dotted(leaf.path)] = content
            case Kind.CALLED:
                self._called[dotted(leaf.path)] = content
            case Kind.CREDENTIAL:
                self._credentials.append(dotted(leaf.path))
        return None

    def _number(self, leaf: Leaf, content: str) -> Slot | None:
        """Take a number of a setting, which may be no setting where it is long."""
        is_long = sum(map(str.isdecimal, content)) >= MIN_SETTING_DIGITS
        return Slot(leaf, Text(content), None) if is_long and not COUNTED.fullmatch(str(leaf.path[-1])) else None

    def _key(self, leaf: Leaf, content: str) -> Slot | None:
        """Take the name of a field: one of the protocols' stays."""
        is_number = content.isdecimal() and len(content) <= MIN_DIGITS and not is_data(leaf.path)
        if content in FIELDS or content in WORDS or is_number:
            return None
        return Slot(leaf, Text(content, is_label=bool(IDENTIFIER.fullmatch(content))), None)

    def _data(self, leaf: Leaf, content: str, outer: tuple[str, ...] = (), depth: int = 0) -> Slot | None:
        """Take a string, number or name of a field that a tool was given: its key may tell what it is."""
        if leaf.is_key:
            return self._key(leaf, content)
        keys = (*outer, *(step for step in leaf.path if isinstance(step, str)))
        found = declared(keys, content, NO_OPTIONS)
        if leaf.is_number:
            is_telling = sum(map(str.isdecimal, content)) >= MIN_DIGITS
            return Slot(leaf, found, None) if found and (found.entity or is_telling) else None
        if found and found.entity:
            return Slot(leaf, found, None)
        return self._free(leaf, content, keys, depth)

    def _free(self, leaf: Leaf, content: str, keys: tuple[str, ...], depth: int = 0) -> Slot | None:
        """Take a text, or the JSON that it holds."""
        if not content or content.isspace():
            return None
        if inner := self._inner(content, keys, depth):
            return Slot(leaf, None, inner)
        return Slot(leaf, Text(content), None)

    def _inner(self, content: str, keys: tuple[str, ...], depth: int) -> JsonText | None:
        if depth >= MAX_INNER or content[0] not in "{[" or content.rstrip()[-1] not in "}]" or not _is_json(content):
            return None
        slots = []
        for leaf in leaves(content, with_keys=True):
            literal = content[leaf.start : leaf.end]
            value = literal if leaf.is_number else json.loads(literal)
            if slot := self._data(leaf, value, keys, depth + 1):
                slots.append(slot)
        return JsonText(content, tuple(slots))


def dotted(path: Path) -> str:
    """Write a path as people do: messages[0].content."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def objects(value: Any, path: Path, depth: int = 0) -> Iterator[tuple[Path, Any]]:
    """Yield path -> object for every object of a parsed body."""
    if depth > MAX_DEPTH:
        raise PromptError("the body is nested too deeply", "too_deep")
    if isinstance(value, dict):
        yield path, value
        for key, item in value.items():
            yield from objects(item, (*path, key), depth + 1)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from objects(item, (*path, place), depth + 1)


def _is_json(content: str) -> bool:
    """Tell whether a text is JSON: one value, or one after another, as in JSON Lines."""
    place = 0
    try:
        while place < len(content):
            _, place = JSON.raw_decode(content, place)
            place = SPACE.match(content, place).end()  # type: ignore[union-attr]
    except (ValueError, RecursionError):
        return False
    return True


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise PromptError("the body has a key twice in one object: which of the two counts is not sure", "key_twice")
    return found


def _no_constant(_: str) -> Any:
    raise PromptError("the body is not JSON: NaN and Infinity are no JSON numbers", "not_json")
