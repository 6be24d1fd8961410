"""Reading policy files: YAML with line numbers, inheritance that only adds, errors to act on."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from pipeline.entities import KNOWN
from pipeline.errors import PolicyError
from pipeline.policy import Action, Detection, Policy, PolicyFile, Rule

SUFFIXES = (".yaml", ".yml")
DEFAULT_DICTIONARY_ENTITY = "DICTIONARY_TERM"
ROOT_DEFAULTS: dict[str, Any] = {
    "otherwise": Rule(do=Action.REDACT),
    "scope": "organization",
    "reversible": False,
    "unscannable": "block",
}

# How much of a value an action lets through, from all to nothing; a policy may go up, not down.
STRICTNESS = {
    Action.KEEP: 0,
    Action.SHIFT: 1,
    Action.PSEUDONYMIZE: 2,
    Action.GENERALIZE: 2,
    Action.MASK: 2,
    Action.HASH: 2,
    Action.ENCRYPT: 2,
    Action.REDACT: 3,
    Action.BLOCK: 4,
}


@dataclass(frozen=True, slots=True)
class _Source:
    """A policy file as it was read: what it says, and in which line."""

    path: Path
    said: dict[str, Any]
    lines: Mapping[tuple[str | int, ...], int]

    def error(self, place: tuple[str | int, ...], message: str) -> PolicyError:
        """Make the error about one place of the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return PolicyError(f"{self.path.name}:{self.lines.get(place, 1)}: {message}")


def load(name_or_path: str | Path) -> Policy:
    """Load a shipped policy by name, or any policy by path.

    Raises PolicyError with file, line and the nearest right spelling.
    """
    return _load(_find(str(name_or_path), Path.cwd()), ())


def shipped_names() -> tuple[str, ...]:
    """Return the names of the policies that ship with the project."""
    files = resources.files("configs").iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in files if file.name.endswith(".yaml")))


def _find(name_or_path: str, folder: Path) -> Path:
    if name_or_path.endswith(SUFFIXES) or "/" in name_or_path:
        path = folder / name_or_path
        if not path.is_file():
            raise PolicyError(f"no policy file at {name_or_path}")
        return path
    if name_or_path not in shipped_names():
        raise PolicyError(f"unknown classification {name_or_path!r}{_nearest(name_or_path, shipped_names())}")
    return Path(str(resources.files("configs") / f"{name_or_path}.yaml"))


def _load(path: Path, children: tuple[Path, ...]) -> Policy:
    source = _read(path)
    if path in children:
        raise source.error(("extends",), "the policy extends itself")
    file = _validate(source)
    parent = None
    if file.extends:
        try:
            parent = _load(_find(file.extends, path.parent), (*children, path))
        except PolicyError as error:
            raise source.error(("extends",), str(error)) if "unknown classification" in str(error) else error from None
    policy = _merge(source, file, parent)
    _check_entities(source, file, policy)
    _check_loosening(source, file, policy, parent)
    return policy


def _read(path: Path) -> _Source:
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyError(f"cannot read {path}: {getattr(error, 'strerror', None) or 'not UTF-8'}") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{mark.line + 1}:{mark.column + 1}" if mark else "1"
        raise PolicyError(f"{path.name}:{place}: not YAML: {error.problem}") from None
    if not isinstance(node, yaml.MappingNode):
        raise PolicyError(f"{path.name}:1: a policy is a mapping that begins with 'classification: ...'")
    lines: dict[tuple[str | int, ...], int] = {}
    duplicate = next(_index(node, (), lines), None)
    if duplicate:
        raise PolicyError(f"{path.name}:{duplicate[1]}: the key {duplicate[0]!r} stands here a second time")
    return _Source(path, yaml.safe_load(text), lines)


def _index(
    node: yaml.Node, place: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int]
) -> Iterator[tuple[str, int]]:
    """Note the line of every key and item; yield the keys that stand twice."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, key.value)
            if inner in lines:
                yield key.value, key.start_mark.line + 1
            lines[inner] = key.start_mark.line + 1
            yield from _index(value, inner, lines)
    elif isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            lines[(*place, position)] = item.start_mark.line + 1
            yield from _index(item, (*place, position), lines)


def _validate(source: _Source) -> PolicyFile:
    try:
        return PolicyFile.model_validate(source.said)
    except ValidationError as error:
        first = min(error.errors(), key=lambda e: source.lines.get(_known_place(source, e["loc"]), 0))
        place = _known_place(source, first["loc"])
        raise source.error(place, _explain(first)) from None


def _known_place(source: _Source, location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Drop the steps of a pydantic location that are names of types, not keys of the file."""
    place: tuple[str | int, ...] = ()
    for step in location:
        if (*place, step) in source.lines:
            place = (*place, step)
    return place


def _explain(error: Any) -> str:
    """Say what is wrong in the words of the file, with the nearest right spelling."""
    key, kind, context = error["loc"][-1], error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        known = {*PolicyFile.model_fields, *Detection.model_fields, *Rule.model_fields}
        return f"unknown key {key!r}{_nearest(str(key), known)}"
    if kind == "missing":
        return f"the key {key!r} is missing"
    if kind == "enum":
        return f"unknown action {error['input']!r}{_nearest(str(error['input']), list(Action))}"
    if kind == "literal_error":
        options: list[str] = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return f"{key}: {error['input']!r} is not one of {', '.join(options)}{_nearest(str(error['input']), options)}"
    if kind == "value_error":
        message, *alternatives = str(context["error"]).split("|")
        return message + _nearest(message.split("'")[1], alternatives) if alternatives else f"{key}: {message}"
    return f"{key}: {error['msg'][:1].lower()}{error['msg'][1:]}"


def _nearest(word: str, known: Any) -> str:
    matches = difflib.get_close_matches(word, [str(name) for name in known], n=1, cutoff=0.6)
    return f" - did you mean {matches[0]}?" if matches else f" - one of {', '.join(sorted(known)[:12])}"


def _merge(source: _Source, file: PolicyFile, parent: Policy | None) -> Policy:
    """Lay what a file says over what it extends."""
    base = parent.model_dump() if parent else ROOT_DEFAULTS
    said = {name: getattr(file, name) for name in ROOT_DEFAULTS if getattr(file, name) is not None}
    return Policy(
        classification=file.classification,
        description=file.description,
        detection=_merge_detection(file.detection, parent.detection if parent else Detection()),
        entities={**(parent.entities if parent else {}), **file.entities},
        allow=(*(parent.allow if parent else ()), *file.allow),
        terms=_merge_terms(source, file, parent),
        **{**{name: base[name] for name in ROOT_DEFAULTS}, **said},
    )


def _merge_detection(own: Detection, parent: Detection) -> Detection:
    said = {name: getattr(own, name) for name in own.model_fields_set}
    for name in ("countries", "languages", "dictionaries"):
        if name in said:
            said[name] = tuple(dict.fromkeys((*getattr(parent, name), *said[name])))
    if "patterns" in said:
        said["patterns"] = {**parent.patterns, **said["patterns"]}
    return parent.model_copy(update=said)


def _merge_terms(source: _Source, file: PolicyFile, parent: Policy | None) -> dict[str, tuple[str, ...]]:
    terms = dict(parent.terms) if parent else {}
    for position, entry in enumerate(file.detection.dictionaries):
        named = {DEFAULT_DICTIONARY_ENTITY: entry} if isinstance(entry, str) else entry
        for entity, name in named.items():
            try:
                lines = (source.path.parent / name).read_text(encoding="utf-8").splitlines()
            except (OSError, UnicodeDecodeError) as error:
                reason = getattr(error, "strerror", None) or "not UTF-8"
                place = ("detection", "dictionaries", position)
                raise source.error(place, f"cannot read the dictionary {name}: {reason}") from None
            words = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
            terms[entity] = tuple(dict.fromkeys((*terms.get(entity, ()), *words)))
    return terms


def _check_entities(source: _Source, file: PolicyFile, policy: Policy) -> None:
    known = KNOWN | set(policy.detection.patterns) | set(policy.terms)
    for entity in file.entities:
        if entity not in known:
            raise source.error(("entities", entity), f"unknown entity {entity!r}{_nearest(entity, known)}")
    rules = [*(("entities", entity) for entity in policy.entities), ("otherwise",)]
    for place in rules:
        rule = policy.entities[place[1]] if len(place) == 2 else policy.otherwise
        if rule.do is Action.ENCRYPT and not policy.reversible:
            raise source.error(place, "encrypt can be undone: it needs 'reversible: true' in the policy")


def _check_loosening(source: _Source, file: PolicyFile, policy: Policy, parent: Policy | None) -> None:
    loosened = dict(_loosened(file, policy, parent)) if parent else {}
    for name, place in loosened.items():
        if name not in file.loosen:
            raise source.error(
                place, f"{name} is weaker here than in {file.extends}: mend it, or add 'loosen: [{name}]'"
            )
    for position, name in enumerate(file.loosen):
        if name not in loosened:
            raise source.error(("loosen", position), f"loosen names {name!r}, which nothing here weakens")


def _loosened(file: PolicyFile, policy: Policy, parent: Policy) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield (name, place) of everything that lets more through than the parent does."""
    for entity in {**policy.entities, **parent.entities}:
        before = STRICTNESS[parent.rule(entity).do]
        if entity not in parent.entities:
            before = min(before, STRICTNESS[Action.PSEUDONYMIZE])  # naming an entity may refine `otherwise`
        weaker = STRICTNESS[policy.rule(entity).do] < before
        if weaker or policy.min_score(entity) > parent.min_score(entity):
            yield entity, ("entities", entity)
    if STRICTNESS[policy.otherwise.do] < STRICTNESS[parent.otherwise.do]:
        yield "otherwise", ("otherwise",)
    if policy.detection.min_score > parent.detection.min_score:
        yield "min_score", ("detection", "min_score")
    if parent.detection.propagate and not policy.detection.propagate:
        yield "propagate", ("detection", "propagate")
    if parent.detection.ner != "off" and policy.detection.ner == "off":
        yield "ner", ("detection", "ner")
    if parent.unscannable == "block" and policy.unscannable == "pass":
        yield "unscannable", ("unscannable",)
    if policy.reversible and not parent.reversible:
        yield "reversible", ("reversible",)
    if file.allow:
        yield "allow", ("allow",)
