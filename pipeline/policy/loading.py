"""Policy loading: reads policy files and resolves inheritance and dictionaries, with located error messages."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from pipeline.errors import PolicyError
from pipeline.extensions import known_entities
from pipeline.policy.dictionaries import Dictionary
from pipeline.policy.inheritance import check_loosening
from pipeline.policy.model import (
    ENTITY_NAME,
    OPTIONS_OF_ENTITIES,
    Action,
    Allow,
    Crowded,
    Detection,
    PolicyFile,
    ResolvedPolicy,
    Restore,
    Rule,
    SmallDomain,
)
from pipeline.policy.source import Place, Source, nearest, read
from recognizers.entities import KNOWN
from recognizers.own import entities_of, own_recognizers

SUFFIXES = (".yaml", ".yml")
DEFAULT_DICTIONARY_ENTITY = "DICTIONARY_TERM"
# Defaults for settings that neither a policy nor its parents contain: the safe choice of each.
DEFAULTS: dict[str, Any] = {
    "otherwise": Rule(do=Action.REDACT),
    "scope": "dataset",
    "crowded": Crowded(),
    "people": "whole",
    "people_show": ("gender", "culture"),
    "small_domain": None,
    "reversible": False,
    "unscannable": "block",
    "tool_definitions": "scan",
    "restore": True,
}
SECTIONS: dict[str, type[BaseModel]] = {
    "detection": Detection,
    "entities": Rule,
    "otherwise": Rule,
    "allow": Allow,
    "small_domain": SmallDomain,
    "crowded": Crowded,
    "restore": Restore,
}
NOUNS = {"do": "action", "unscannable": "value", "tool_definitions": "value"}


class Policy(ResolvedPolicy):
    """A policy, resolved from its file and the files that it extends."""

    @classmethod
    def load(cls, name_or_path: str | Path) -> "Policy":
        """Load a shipped policy by name, or any policy by path.

        Raises PolicyError with file, line and the nearest right spelling.
        """
        return _load(_find(str(name_or_path), Path()), ())


@cache
def shipped_names() -> tuple[str, ...]:
    """Return the names of the policies that ship with the project."""
    files = resources.files("configs").iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in files if file.name.endswith(".yaml")))


def _find(name_or_path: str, folder: Path) -> Path:
    if name_or_path.endswith(SUFFIXES) or "/" in name_or_path:
        path = folder / name_or_path
        if not path.is_file():
            raise PolicyError(f"no policy file at {name_or_path}")
        return path.resolve()
    if name_or_path not in shipped_names():
        hint = nearest(name_or_path, shipped_names())
        raise PolicyError(f"unknown policy {name_or_path!r}{hint}, or a path that ends in .yaml")
    return Path(str(resources.files("configs") / f"{name_or_path}.yaml"))


def _load(path: Path, children: tuple[Path, ...]) -> Policy:
    source = read(path)
    file = _validate(source)
    parent = _load_parent(source, file.extends, (*children, path)) if file.extends else None
    policy = _merge(source, file, parent)
    _check_entities(source, file, policy)
    check_loosening(source, file, policy, parent)
    return policy


def _load_parent(source: Source, extends: str, children: tuple[Path, ...]) -> Policy:
    try:
        path = _find(extends, source.path.parent)
    except PolicyError as error:
        raise source.error(("extends",), str(error)) from None
    if path in children:
        raise source.error(("extends",), f"{extends} extends this policy in turn: remove 'extends' from one of them")
    return _load(path, children)


def _validate(source: Source) -> PolicyFile:
    try:
        return PolicyFile.model_validate(source.said)
    except ValidationError as error:
        # Of a choice between types pydantic reports each: the one that reached deepest was meant.
        first = min(error.errors(), key=lambda e: (source.line(e["loc"]), -len(source.known_place(e["loc"]))))
        place = source.known_place(first["loc"])
        raise source.error(place, _explain(first, place)) from None


def _explain(error: Any, place: Place) -> str:
    """Return an error message in terms of the policy file, with the nearest valid spelling."""
    kind, context = error["type"], error.get("ctx", {})
    key = next((str(step) for step in reversed(place) if isinstance(step, str)), "")
    if kind == "extra_forbidden":
        return _explain_key(key, place[:-1])
    if kind == "missing":
        return f"the key {error['loc'][-1]!r} is missing"
    if kind in ("enum", "literal_error"):
        noun = NOUNS.get(str(error["loc"][-1]), key)
        return f"unknown {noun} {error['input']!r}{nearest(str(error['input']), _quoted(context['expected']))}"
    if kind == "unknown":
        return f"unknown {context['kind']} {context['value']!r}{nearest(str(context['value']), context['known'])}"
    if kind == "wrong":
        return f"{key}: {context['message']}"
    return f"{key} {error['msg'].replace('Input should', 'must')}"


def _explain_key(key: str, place: Place) -> str:
    if key in KNOWN and not place:
        return f"the entity {key} stands outside 'entities': indent it below that key"
    section = SECTIONS[str(place[0])] if place else PolicyFile
    return f"unknown key {key!r}{nearest(key, list(section.model_fields))}"


def _quoted(expected: str) -> list[str]:
    """Return the choices in pydantic's message "'a', 'b' or 'c'"."""
    return re.findall("'([^']*)'", expected)


def _merge(source: Source, file: PolicyFile, parent: Policy | None) -> Policy:
    """Combine the settings of a file with those of the policy it extends."""
    said = {name: getattr(file, name) for name in DEFAULTS if getattr(file, name) is not None}
    inherited = {name: getattr(parent, name) for name in DEFAULTS} if parent else DEFAULTS
    return Policy(
        classification=file.classification,
        description=file.description,
        detection=_merge_detection(file.detection, parent.detection) if parent else file.detection,
        entities={**(parent.entities if parent else {}), **file.entities},
        allow=(*(parent.allow if parent else ()), *file.allow),
        terms=_merge_terms(source, file, parent),
        recognized={**(parent.recognized if parent else {}), **_recognized(source, file)},
        **{**inherited, **said},
    )


def _merge_detection(own: Detection, parent: Detection) -> Detection:
    said = {name: getattr(own, name) for name in own.model_fields_set}
    for name in ("countries", "dictionaries", "recognizers"):
        more = [item for item in said.get(name, ()) if item not in getattr(parent, name)]
        said[name] = (*getattr(parent, name), *more)
    said["patterns"] = {**parent.patterns, **own.patterns}
    return parent.model_copy(update=said)


def _merge_terms(source: Source, file: PolicyFile, parent: Policy | None) -> dict[str, tuple[Dictionary, ...]]:
    terms = dict(parent.terms) if parent else {}
    for position, entry in enumerate(file.detection.dictionaries):
        named = {DEFAULT_DICTIONARY_ENTITY: entry} if isinstance(entry, str) else entry
        for entity, name in named.items():
            dictionary = _read_dictionary(source, name, ("detection", "dictionaries", position))
            terms[entity] = tuple(dict.fromkeys((*terms.get(entity, ()), dictionary)))
    return terms


def _recognized(source: Source, file: PolicyFile) -> dict[str, tuple[str, ...]]:
    """Load the recognizers that a file names; return the entities that each reports."""
    found = {}
    for position, reference in enumerate(file.detection.recognizers):
        place: Place = ("detection", "recognizers", position)
        try:
            found[reference] = entities_of(own_recognizers(reference))
        except ValueError as error:
            raise source.error(place, str(error)) from None
        for entity in found[reference]:
            if not re.fullmatch(ENTITY_NAME, entity):
                raise source.error(
                    place, f"{reference} reports {entity!r}: an entity has capitals, digits and _, such as BADGE_NUMBER"
                )
    return found


def _read_dictionary(source: Source, name: str, place: Place) -> Dictionary:
    try:
        return Dictionary.read(source.path.parent / name)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise source.error(place, f"cannot read the dictionary {name}: {reason}") from None
    except ValueError as error:
        raise source.error(place, f"the dictionary {name} {error}") from None


def _check_entities(source: Source, file: PolicyFile, policy: Policy) -> None:
    """Check the resolved policy: unknown entities, options for other entities, and entities that are found but kept."""
    known = known_entities() | set(policy.declared)
    for entity in file.entities:
        if entity not in known:
            hint = nearest(entity, known) or ": 'heteronym policy schema' lists them"
            raise source.error(("entities", entity), f"unknown entity {entity!r}{hint}")
    for entity, rule in file.entities.items():
        for option, entities in OPTIONS_OF_ENTITIES.items():
            if option in rule.model_fields_set and entity not in entities:
                goes_with = " and ".join(sorted(entities))
                raise source.error(("entities", entity), f"{option!r} applies to {goes_with}, not to {entity}")
    for entity in (*policy.detection.patterns, *policy.terms):
        section = "patterns" if entity in policy.detection.patterns else "dictionaries"
        _check_kept(source, policy, ("detection", section, entity), [entity])
    for position, reference in enumerate(file.detection.recognizers):
        _check_kept(source, policy, ("detection", "recognizers", position), policy.recognized[reference])
    if not policy.reversible:
        _check_irreversible(source, policy)


def _check_kept(source: Source, policy: Policy, place: Place, entities: Iterable[str]) -> None:
    for entity in entities:
        if entity not in policy.entities and policy.otherwise.do is Action.KEEP:
            raise source.error(place, f"{entity} is detected but kept: set its action under 'entities'")


def _check_irreversible(source: Source, policy: Policy) -> None:
    message = "encrypt can be undone: it needs 'reversible: true' in the policy"
    for entity, rule in policy.entities.items():
        if rule.do is Action.ENCRYPT:
            raise source.error(("entities", entity), message)
    if policy.otherwise.do is Action.ENCRYPT:
        raise source.error(("otherwise",), message)
