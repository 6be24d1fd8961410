"""Policy model: what is sensitive in data of one classification, and the action for each entity."""

import hashlib
import json
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Self

import regex
import yaml
from pydantic import BeforeValidator, Field, model_validator
from pydantic.config import JsonDict

from pipeline.extensions import installed_actions
from pipeline.policy.costs import Costs
from pipeline.policy.dictionaries import Dictionary, Words
from pipeline.policy.forms import Form
from pipeline.policy.lists import Allow, AllowEntry, DictionaryEntry
from pipeline.policy.strict import StrictModel
from pipeline.policy.values import ENTITY_NAME, Country, Entity, Model, Pattern, Reference, unknown, wrong
from recognizers.entities import CATALOGUE, KNOWN

STRICTEST = "restricted"
Scope = Literal["document", "client", "dataset", "recipient", "organization"]
Time = Literal["keep", "jitter", "hour"]
DEFAULT_DAYS = 1092  # three years
DEFAULT_PERCENT = 10
ACTION_NAME = "^[a-z][a-z0-9_]*$"
# JSON schema: editors suggest the known entities; a policy may declare more by patterns and dictionaries.
ENTITY_NAMES: JsonDict = {"propertyNames": {"anyOf": [{"enum": [*sorted(KNOWN)]}, {"pattern": ENTITY_NAME}]}}


class Action(StrEnum):
    """The action for a finding."""

    KEEP = "keep"
    SHIFT = "shift"
    PSEUDONYMIZE = "pseudonymize"
    GENERALIZE = "generalize"
    MASK = "mask"
    HASH = "hash"
    ENCRYPT = "encrypt"
    REDACT = "redact"
    BLOCK = "block"


# Option of a rule -> the action that uses it. OPTIONS_OF_ENTITIES limits some options to certain entities.
OPTIONS = {
    "days": Action.SHIFT,
    "day_first": Action.SHIFT,
    "percent": Action.SHIFT,
    "time": Action.SHIFT,
    "before": Action.GENERALIZE,
    "keep_last": Action.MASK,
    "with_": Action.PSEUDONYMIZE,
}
OPTIONS_OF_ENTITIES = {
    option: frozenset(row.name for row in CATALOGUE if option in row.options.split())
    for option in dict.fromkeys(option for row in CATALOGUE for option in row.options.split())
}


def _action(value: object) -> object:
    if isinstance(value, str) and value in {*Action}:
        return Action(value)
    if not isinstance(value, str) or value not in installed_actions():
        raise unknown("action", value, {*Action, *installed_actions()})
    return value


NamedAction = Action | Annotated[str, Field(pattern=ACTION_NAME)]  # of an installed package
AnyAction = Annotated[Action | str, BeforeValidator(_action, json_schema_input_type=NamedAction)]


class Rule(StrictModel):
    """The rule for one entity.

    Arguments:
        do: the action; the name of an operator if an installed package adds it.
        min_score: the lowest score at which the entity is reported; None for the threshold of the policy.
        days: for `shift`, the largest offset of a date, in days; dates shift by whole weeks.
        day_first: for `shift` of dates, whether 3/4/25 is the third of April.
        percent: for `shift` of MONEY, the largest change of an amount, in percent.
        time: for `shift` of dates, whether to `keep` times of day, shift them by a keyed offset (`jitter`), or truncate
            them to the `hour`.
        before: for `generalize` of dates, earlier years become "before <year>".
        keep_last: for `mask`, the number of last characters that stay visible.
        with_: for `pseudonymize`, the form of the surrogates; None for the one of the entity.
    """

    do: AnyAction
    min_score: float | None = Field(None, ge=0, le=1)
    days: int = Field(DEFAULT_DAYS, ge=7, le=36525)
    day_first: bool = False
    percent: int = Field(DEFAULT_PERCENT, ge=1, le=50)
    time: Time = "jitter"
    before: int | None = Field(None, ge=1850, le=2150)
    keep_last: int = Field(0, ge=0)
    with_: Form | None = Field(None, alias="with")

    @model_validator(mode="after")
    def _has_what_its_action_reads(self) -> Self:
        for name, action in OPTIONS.items():
            if self.do is not action and getattr(self, name) != type(self).model_fields[name].default:
                raise wrong(f"{name.rstrip('_')!r} applies to {action}, not to {self.do}")
        return self


def _as_rule(value: object) -> object:
    return value if isinstance(value, dict | Rule) else {"do": value}


RuleOrAction = Annotated[Rule, BeforeValidator(_as_rule, json_schema_input_type=Rule | NamedAction)]


class SmallDomain(StrictModel):
    """The action, instead of pseudonyms and hashes, for numbers whose domain is small enough to try all values.

    Arguments:
        below: the number of values from which on a domain is not small; n digits have at most 10**n values.
        do: the action; the name of an operator if an installed package adds it.
    """

    below: int = Field(ge=2, le=10**18)
    do: Literal[Action.GENERALIZE, Action.REDACT, Action.BLOCK] = Action.REDACT


class Detection(StrictModel):
    """What is looked for, and how hard.

    Arguments:
        ner: `off`, `fast`, `accurate`, `spacy:<package>` or `<module>:<attribute>`.
        countries: ISO 3166-1 codes of the countries whose identifiers are recognized.
        min_score: the lowest score of a finding.
        propagate: whether a distinctive value that was found once is replaced everywhere in the run.
        dictionaries: word lists, relative to the policy file; `{ENTITY: file}` names what they hold, and
            `{entity: ENTITY, file: file, ...}` has options.
        patterns: entity -> regular expression, case sensitive.
        recognizers: `<module>:<name>` of Presidio recognizers, or of classes or functions that make them.
    """

    ner: Model = "accurate"
    countries: tuple[Country, ...] = ("us",)
    min_score: float = Field(0.35, ge=0, le=1)
    propagate: bool = False
    dictionaries: tuple[DictionaryEntry, ...] = ()
    patterns: dict[Entity, Pattern] = Field(default_factory=dict)
    recognizers: tuple[Reference, ...] = ()


class Crowded(StrictModel):
    """The action for a document with many values of one entity, such as a list of guesses planted by an attacker.

    Arguments:
        over: the maximum number of distinct values of one entity in a document.
        do: `flag` counts the document in the report, `own_world` also gives it pseudonyms that differ from those of all
            other documents, `block` blocks it.
    """

    over: int = Field(50, ge=1)
    do: Literal["flag", "own_world", "block"] = "flag"


class Restore(StrictModel):
    """Where the gateway restores originals in answers.

    Arguments:
        tools: the tools whose calls get originals, with any links; None for all calls whose links, addresses and hosts
            occur in the prompt.
        links: the links in which originals are restored: those to hosts of the prompt (`known`), `any`, or `never`.
    """

    tools: tuple[str, ...] | None = None
    links: Literal["never", "known", "any"] = "known"


class PolicyFile(StrictModel):
    """The content of a policy file. Missing settings are inherited from the policy it extends."""

    classification: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,63}$")
    description: str = ""
    extends: str | None = None
    loosen: tuple[str, ...] = Field((), description="what this policy weakens on purpose, by name")
    detection: Detection = Detection()
    entities: dict[str, RuleOrAction] = Field(default_factory=dict, json_schema_extra=ENTITY_NAMES)
    otherwise: RuleOrAction | None = None
    allow: tuple[AllowEntry, ...] = ()
    scope: Scope | None = Field(None, description="the scope within which surrogates are consistent")
    crowded: Crowded | None = Field(None, description="the action for a document with many values of one entity")
    people: Literal["whole", "by_part"] | None = Field(
        None, description="by_part maps each part of a name separately, which keeps family relations and reveals them"
    )
    people_show: tuple[Literal["gender", "culture"], ...] | None = Field(
        None,
        description="the attributes that a person's surrogate keeps; keeping both can identify people with rare ones",
    )
    small_domain: SmallDomain | None = Field(
        None, description="numbers from smaller domains are not pseudonymized, since all values can be enumerated"
    )
    pools: int | None = Field(None, description="the version of the name pools that pseudonyms must come from")
    reversible: bool | None = None
    unscannable: Literal["block", "pass"] | None = None
    keys: Literal["scan", "keep"] | None = Field(
        None, description="whether values in keys, column names and sheet names are replaced as in text"
    )
    tool_definitions: Literal["scan", "pass"] | None = Field(
        None, description="whether the gateway scans the descriptions of a prompt's tools"
    )
    restore: bool | Restore | None = Field(
        None, description="whether and where the gateway restores originals in answers"
    )
    costs: Costs | None = Field(None, description="what exposed records cost and stolen values fetch, for audit impact")


class ResolvedPolicy(StrictModel):
    """The settings of a policy after all references are resolved, so that it can be sent to a worker.

    Arguments:
        terms: entity -> its dictionaries, by reference.
        allowed: the files of the allow list, by reference.
        lists: entity -> the list of its surrogates, by reference.
        recognized: reference in `detection.recognizers` -> the entities that it reports.
        Everything else: as in the policy file.
    """

    classification: str
    description: str
    detection: Detection
    entities: dict[str, Rule]
    otherwise: Rule
    allow: tuple[AllowEntry, ...]
    scope: Scope
    crowded: Crowded
    people: Literal["whole", "by_part"]
    people_show: tuple[Literal["gender", "culture"], ...]
    small_domain: SmallDomain | None
    pools: int | None
    reversible: bool
    unscannable: Literal["block", "pass"]
    keys: Literal["scan", "keep"]
    tool_definitions: Literal["scan", "pass"]
    restore: bool | Restore
    costs: Costs | None
    terms: dict[str, tuple[Dictionary, ...]]
    allowed: tuple[Dictionary, ...] = ()
    lists: dict[str, Dictionary] = Field(default_factory=dict)
    recognized: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @property
    def declared(self) -> tuple[str, ...]:
        """Return the entities that the policy itself has looked for: by patterns, dictionaries and recognizers."""
        recognized = (entity for entities in self.recognized.values() for entity in entities)
        return tuple(dict.fromkeys((*self.detection.patterns, *self.terms, *recognized)))

    @property
    def dictionaries(self) -> tuple[Dictionary, ...]:
        """Return the dictionaries of all entities, the files of the allow list and the lists of surrogates."""
        detected = (dictionary for dictionaries in self.terms.values() for dictionary in dictionaries)
        return (*detected, *self.allowed, *self.lists.values())

    def words(self, entity: str) -> Words:
        """Return the distinct words of an entity's dictionaries; raises PolicyError if a file cannot be read."""
        dictionaries = self.terms.get(entity, ())
        if len(dictionaries) == 1:
            return dictionaries[0].words
        return tuple(dict.fromkeys(word for dictionary in dictionaries for word in dictionary.words))

    def rule(self, entity: str) -> Rule:
        """Return the rule for an entity."""
        return self.entities.get(entity, self.otherwise)

    @property
    def restoring(self) -> Restore:
        """The settings for restoring, if the policy restores originals."""
        return self.restore if isinstance(self.restore, Restore) else Restore()

    def min_score(self, entity: str) -> float:
        """Return the lowest score at which an entity is reported."""
        own = self.rule(entity).min_score
        return self.detection.min_score if own is None else own

    def allows(self, surface: str) -> bool:
        """Return whether a value is on the allow list."""
        if surface in self._allowed_values or any(surface in dictionary for dictionary in self.allowed):
            return True
        return any(pattern.fullmatch(surface) for pattern in self._allowed_patterns)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all settings of the policy, in hexadecimal."""
        without = {"terms", "allowed", "lists", "costs"}  # costs change no copy
        settings = self.model_dump(mode="json", exclude=without, by_alias=True)
        terms = {entity: [one.identity for one in dictionaries] for entity, dictionaries in self.terms.items()}
        allowed = [one.digest for one in self.allowed]
        lists = {entity: one.digest for entity, one in self.lists.items()}
        # Where the files are does not matter.
        canonical = json.dumps({**settings, "terms": terms, "allowed": allowed, "lists": lists}, sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def __getstate__(self) -> dict[Any, Any]:
        """Return the settings for a pickle, which is then the same whether or not a cached property was used."""
        state = super().__getstate__()
        return {**state, "__dict__": {name: getattr(self, name) for name in type(self).model_fields}}

    def as_yaml(self) -> str:
        """Return the resolved policy as YAML, without the words of its dictionaries."""
        excluded = {"terms", "allowed", "lists", "recognized"}
        shown = self.model_dump(mode="json", exclude=excluded, exclude_none=True, by_alias=True)
        shown["allow"] = [_without_empty(entry) for entry in shown["allow"]]
        detection = shown["detection"]
        detection["dictionaries"] = [_without_empty(entry) for entry in detection["dictionaries"]]
        for rules in (shown["entities"], shown):
            for name, rule in rules.items():
                if isinstance(rule, dict) and "do" in rule and name not in ("crowded", "small_domain"):
                    rules[name] = _shortest(rule)
        return yaml.safe_dump(shown, sort_keys=False, allow_unicode=True, width=120)

    @cached_property
    def _allowed_values(self) -> frozenset[str]:
        return frozenset(entry for entry in self.allow if isinstance(entry, str))

    @cached_property
    def _allowed_patterns(self) -> "tuple[regex.Pattern[str], ...]":
        return tuple(regex.compile(entry.regex) for entry in self.allow if isinstance(entry, Allow) and entry.regex)


def _without_empty(entry: Any) -> Any:
    """Return an entry of a list without options that are not set."""
    return {name: value for name, value in entry.items() if value} if isinstance(entry, dict) else entry


def _shortest(rule: dict[str, Any]) -> str | dict[str, Any]:
    defaults = {field.alias or name: field.default for name, field in Rule.model_fields.items()}
    changed = {name: value for name, value in rule.items() if value != defaults[name]}
    return changed["do"] if len(changed) == 1 else changed
