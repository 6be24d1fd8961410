"""Policy loading: reads policy files and resolves inheritance and dictionaries, with located error messages."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from pipeline.errors import LineError, PolicyError
from pipeline.extensions import known_entities
from pipeline.policy.costs import Costs
from pipeline.policy.dictionaries import Dictionary
from pipeline.policy.forms import PATTERN, file_of_list, is_independent
from pipeline.policy.inheritance import check_loosening
from pipeline.policy.lists import DICTIONARY_TERM, Allow, DictionaryFile
from pipeline.policy.model import (
    OPTIONS_OF_ENTITIES,
    Action,
    Crowded,
    Detection,
    PolicyFile,
    ResolvedPolicy,
    Restore,
    Rule,
    SmallDomain,
)
from pipeline.policy.source import Place, Source, nearest, read
from pipeline.policy.values import ENTITY_NAME
from recognizers.entities import KNOWN
from recognizers.lexicon.pools import version
from recognizers.lexicon.vocabulary import Case
from recognizers.own import entities_of, own_recognizers

SUFFIXES = (".yaml", ".yml")
# Defaults for settings that neither a policy nor its parents contain: the safe choice of each.
DEFAULTS: dict[str, Any] = {
    "otherwise": Rule(do=Action.REDACT),
    "scope": "dataset",
    "crowded": Crowded(),
    "people": "whole",
    "people_show": ("gender", "culture"),
    "small_domain": None,
    "pools": None,
    "reversible": False,
    "unscannable": "block",
    "keys": "scan",
    "tool_definitions": "scan",
    "restore": True,
    "costs": None,
}
SECTIONS: dict[str, type[BaseModel]] = {
    "detection": Detection,
    "entities": Rule,
    "otherwise": Rule,
    "allow": Allow,
    "small_domain": SmallDomain,
    "crowded": Crowded,
    "restore": Restore,
    "costs": Costs,
}
NOUNS = {"do": "action", "unscannable": "value", "keys": "value", "tool_definitions": "value"}


class Policy(ResolvedPolicy):
    """A policy, resolved from its file and the files that it extends."""

    @classmethod
    def load(cls, name_or_path: str | Path) -> "Policy":
        """Load a shipped policy by name, or any policy by path.

        Arguments:
            name_or_path: the name of a shipped policy, or a path that ends in `.yaml` or `.yml` or contains a slash.

        Returns:
            The policy, merged with the policies that it extends.

        Raises:
            PolicyError: the policy is invalid. The message contains file, line and the most similar valid spelling.
        """
        return _load(_find(str(name_or_path), Path()), ())


@cache
def shipped_names() -> tuple[str, ...]:
    """Return the names of the shipped policies."""
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
    _check_pools(source, file)
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
        return PolicyFile.model_validate(source.content)
    except ValidationError as error:
        # Pydantic reports an error for each member of a union: select the one with the deepest location.
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
        return f"the entity {key} is outside 'entities': indent it below that key"
    section = SECTIONS[str(place[0])] if place else PolicyFile
    section = DictionaryFile if place[1:2] == ("dictionaries",) else section
    return f"unknown key {key!r}{nearest(key, [field.alias or name for name, field in section.model_fields.items()])}"


def _quoted(expected: str) -> list[str]:
    """Return the choices in pydantic's message "'a', 'b' or 'c'"."""
    return re.findall("'([^']*)'", expected)


def _merge(source: Source, file: PolicyFile, parent: Policy | None) -> Policy:
    """Combine the settings of a file with those of the policy it extends."""
    settings = {name: getattr(file, name) for name in DEFAULTS if getattr(file, name) is not None}
    inherited = {name: getattr(parent, name) for name in DEFAULTS} if parent else DEFAULTS
    return Policy(
        classification=file.classification,
        description=file.description,
        detection=_merge_detection(file.detection, parent.detection) if parent else file.detection,
        entities={**(parent.entities if parent else {}), **file.entities},
        allow=(*(parent.allow if parent else ()), *file.allow),
        terms=_merge_terms(source, file, parent),
        allowed=_merge_allowed(source, file, parent),
        lists=_merge_lists(source, file, parent),
        recognized={**(parent.recognized if parent else {}), **_recognized(source, file)},
        **{**inherited, **settings},
    )


def _merge_detection(own: Detection, parent: Detection) -> Detection:
    settings = {name: getattr(own, name) for name in own.model_fields_set}
    for name in ("countries", "dictionaries", "recognizers"):
        more = [item for item in settings.get(name, ()) if item not in getattr(parent, name)]
        settings[name] = (*getattr(parent, name), *more)
    settings["patterns"] = {**parent.patterns, **own.patterns}
    return parent.model_copy(update=settings)


def _merge_terms(source: Source, file: PolicyFile, parent: Policy | None) -> dict[str, tuple[Dictionary, ...]]:
    terms = dict(parent.terms) if parent else {}
    for position, entry in enumerate(file.detection.dictionaries):
        for one in _with_options(entry):
            place: Place = ("detection", "dictionaries", position)
            dictionary = _read_words(source, one.file, place, "dictionary", one.columns, one.case)
            terms[one.entity] = tuple(dict.fromkeys((*terms.get(one.entity, ()), dictionary)))
    return terms


def _with_options(entry: str | DictionaryFile | dict[str, str]) -> list[DictionaryFile]:
    if isinstance(entry, DictionaryFile):
        return [entry]
    named = {DICTIONARY_TERM: entry} if isinstance(entry, str) else entry
    return [DictionaryFile(entity=entity, file=name) for entity, name in named.items()]


def _merge_allowed(source: Source, file: PolicyFile, parent: Policy | None) -> tuple[Dictionary, ...]:
    own = [
        _read_words(source, entry.file, ("allow", position), "allow list", entry.columns, Case.EXACT)
        for position, entry in enumerate(file.allow)
        if isinstance(entry, Allow) and entry.file
    ]
    return tuple(dict.fromkeys((*(parent.allowed if parent else ()), *own)))


def _merge_lists(source: Source, file: PolicyFile, parent: Policy | None) -> dict[str, Dictionary]:
    """Return the lists of surrogates by entity: those of the parent hold for entities without a rule in this file."""
    lists = {entity: one for entity, one in (parent.lists if parent else {}).items() if entity not in file.entities}
    for entity, rule in file.entities.items():
        if name := file_of_list(rule.with_ or ""):
            lists[entity] = _read_words(source, name, ("entities", entity, "with"), "list", (), Case.EXACT)
    return lists


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


def _read_words(source: Source, name: str, place: Place, kind: str, columns: tuple[str, ...], case: Case) -> Dictionary:
    try:
        return Dictionary.read(source.path.parent / name, case, columns)
    except LineError as error:
        raise source.error(place, f"{name}:{error.line}: {error}") from None
    except OSError as error:
        raise source.error(place, f"cannot read the {kind} {name}: {error.strerror}") from None
    except ValueError as error:
        raise source.error(place, f"the {kind} {name} {error}") from None


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
        _check_form(source, policy, entity, rule)
    for entity in file.costs.entities if file.costs else ():
        if entity not in known:
            raise source.error(("costs", "entities", entity), f"unknown entity {entity!r}{nearest(entity, known)}")
    for entity in (*policy.detection.patterns, *policy.terms):
        section = "patterns" if entity in policy.detection.patterns else "dictionaries"
        _check_kept(source, policy, ("detection", section, entity), [entity])
    for position, reference in enumerate(file.detection.recognizers):
        _check_kept(source, policy, ("detection", "recognizers", position), policy.recognized[reference])
    if not policy.reversible:
        _check_irreversible(source, policy)


def _check_pools(source: Source, file: PolicyFile) -> None:
    if file.pools not in (None, version()):
        raise source.error(
            ("pools",),
            f"this release has version {version()} of the name pools, so that names would not agree with copies of version "
            f"{file.pools}: install a release with that version (CHANGELOG.md), or make the copies again",
        )


def _check_form(source: Source, policy: Policy, entity: str, rule: Rule) -> None:
    place: Place = ("entities", entity, "with")
    if rule.with_ == PATTERN and entity not in policy.detection.patterns:
        raise source.error(place, f"{entity} has no pattern under 'detection'")
    if rule.with_ and not is_independent(entity):
        raise source.error(place, f"{entity} has surrogates that depend on the document: remove 'with'")


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
