"""A policy: what is sensitive in data of one classification, and what becomes of it."""

import hashlib
import json
from collections.abc import Collection
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Self

import regex
import yaml
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from pipeline.policy.strict import StrictModel
from recognizers.entities import CATALOGUE, COUNTRIES, KNOWN

STRICTEST = "restricted"
Scope = Literal["document", "client", "dataset", "recipient", "organization"]
MODELS = ("off", "fast", "accurate")
ENTITY_NAME = "^[A-Z][A-Z0-9_]*$"
# An editor offers the known names; a policy may declare more by patterns and dictionaries.
ENTITY_NAMES: JsonDict = {"propertyNames": {"anyOf": [{"enum": [*sorted(KNOWN)]}, {"pattern": ENTITY_NAME}]}}


class Action(StrEnum):
    """What is done to a finding."""

    KEEP = "keep"
    SHIFT = "shift"
    PSEUDONYMIZE = "pseudonymize"
    GENERALIZE = "generalize"
    MASK = "mask"
    HASH = "hash"
    ENCRYPT = "encrypt"
    REDACT = "redact"
    BLOCK = "block"


# Which action reads which option of a rule, and of which entities: of any where none are named.
OPTIONS = {
    "days": Action.SHIFT,
    "day_first": Action.SHIFT,
    "percent": Action.SHIFT,
    "time": Action.SHIFT,
    "before": Action.GENERALIZE,
    "keep_last": Action.MASK,
}
OPTIONS_OF_ENTITIES = {
    option: frozenset(row.name for row in CATALOGUE if option in row.options.split())
    for option in dict.fromkeys(option for row in CATALOGUE for option in row.options.split())
}


class Rule(StrictModel):
    """The decision about one entity.

    Arguments:
        do: the action.
        min_score: report the entity from this score on; None for the policy's own threshold.
        days: the largest shift of a date, for `shift`; dates move by whole weeks.
        day_first: 3/4/25 is the third of April, for `shift` of dates.
        percent: the largest change of an amount, for `shift` of MONEY.
        time: what becomes of times of day, for `shift` of dates: `keep`, `jitter` (a keyed amount) or `hour`.
        before: every year before this one becomes "before ...", for `generalize` of dates.
        keep_last: how many last characters stay visible, for `mask`.
    """

    do: Action
    min_score: float | None = Field(None, ge=0, le=1)
    days: int = Field(1092, ge=7, le=36525)
    day_first: bool = False
    percent: int = Field(10, ge=1, le=50)
    time: Literal["keep", "jitter", "hour"] = "jitter"
    before: int | None = Field(None, ge=1850, le=2150)
    keep_last: int = Field(0, ge=0)

    @model_validator(mode="after")
    def _has_what_its_action_reads(self) -> Self:
        for name, action in OPTIONS.items():
            if self.do is not action and getattr(self, name) != type(self).model_fields[name].default:
                raise _wrong(f"{name!r} goes with {action}, not with {self.do}")
        return self


def _wrong(message: str) -> PydanticCustomError:
    return PydanticCustomError("wrong", "{message}", {"message": message})


def _unknown(kind: str, value: str, known: Collection[str]) -> PydanticCustomError:
    return PydanticCustomError("unknown", "unknown {kind} {value}", {"kind": kind, "value": value, "known": known})


def _as_rule(value: object) -> object:
    return value if isinstance(value, dict | Rule) else {"do": value}


def _country(value: str) -> str:
    country = "uk" if value == "gb" else value
    if country not in COUNTRIES:
        raise _unknown("country", value, sorted(COUNTRIES))
    return country


def _model(value: str) -> str:
    if value not in MODELS and not regex.fullmatch(r"spacy:\w+|(?!spacy:)[\w.]+:\w+", value):
        raise _unknown("model", value, (*MODELS, "spacy:<package>", "<module>:<attribute>"))
    return value


def _capitals(value: str) -> str:
    if not regex.fullmatch(ENTITY_NAME, value):
        raise _wrong(f"{value!r} is no name of an entity: capitals, digits and _, such as EMPLOYEE_ID")
    return value


def _compiles(value: str) -> str:
    try:
        regex.compile(value)
    except regex.error as error:
        raise _wrong(f"not a regular expression: {error}") from None
    return value


def _finds_something(value: str) -> str:
    if regex.fullmatch(value, ""):
        raise _wrong("the regular expression matches the empty text: make a part of it mandatory")
    return value


RuleOrAction = Annotated[Rule, BeforeValidator(_as_rule, json_schema_input_type=Rule | Action)]
Country = Annotated[
    str, AfterValidator(_country), WithJsonSchema({"type": "string", "enum": sorted({*COUNTRIES, "gb"})})
]
Model = Annotated[str, AfterValidator(_model)]
Entity = Annotated[str, AfterValidator(_capitals)]
Regex = Annotated[str, AfterValidator(_compiles)]
Pattern = Annotated[Regex, AfterValidator(_finds_something)]


class Allow(StrictModel):
    """Values that match this regular expression as a whole are never sensitive."""

    regex: Regex


class SmallDomain(StrictModel):
    """What becomes of numbers that are few enough to try all of them, in the place of pseudonyms and hashes.

    Arguments:
        below: a domain of fewer numbers is small; a number of n digits is one of 10**n at most.
        do: the action.
    """

    below: int = Field(ge=2, le=10**18)
    do: Literal[Action.GENERALIZE, Action.REDACT, Action.BLOCK] = Action.REDACT


class Detection(StrictModel):
    """What is looked for, and how hard.

    Arguments:
        ner: `off`, `fast`, `accurate`, `spacy:<package>` or `<module>:<attribute>`.
        countries: whose identifiers to look for, as ISO 3166-1 codes.
        min_score: findings below it are dropped.
        propagate: replace a distinctive value that was found once everywhere in the run.
        dictionaries: word lists, relative to the policy file; `{ENTITY: file}` names what they hold.
        patterns: entity -> regular expression, case sensitive.
    """

    ner: Model = "accurate"
    countries: tuple[Country, ...] = ("us",)
    min_score: float = Field(0.35, ge=0, le=1)
    propagate: bool = False
    dictionaries: tuple[str | dict[Entity, str], ...] = ()
    patterns: dict[Entity, Pattern] = Field(default_factory=dict)


class Crowded(StrictModel):
    """What becomes of a document with many values of one kind, such as a planted list of guesses.

    Arguments:
        over: how many distinct values of one entity a document may hold before it counts as crowded.
        do: `flag` counts it in the report, `own_world` gives it pseudonyms that agree with no other document as well,
            `block` keeps it back.
    """

    over: int = Field(50, ge=1)
    do: Literal["flag", "own_world", "block"] = "flag"


class Restore(StrictModel):
    """Where the gateway puts originals back into answers.

    Arguments:
        tools: the tools whose calls get originals, whatever links they hold; None for all calls that hold no link, address
            or host that the prompt did not have.
        links: into which links of a text: to hosts that the prompt had (`known`), to any, or into none (`never`).
    """

    tools: tuple[str, ...] | None = None
    links: Literal["never", "known", "any"] = "known"


class PolicyFile(StrictModel):
    """What a policy file may say; what it leaves out comes from the policy it extends."""

    classification: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,63}$")
    description: str = ""
    extends: str | None = None
    loosen: tuple[str, ...] = Field((), description="what this policy weakens on purpose, by name")
    detection: Detection = Detection()
    entities: dict[str, RuleOrAction] = Field(default_factory=dict, json_schema_extra=ENTITY_NAMES)
    otherwise: RuleOrAction | None = None
    allow: tuple[str | Allow, ...] = ()
    scope: Scope | None = Field(None, description="how far pseudonyms agree")
    crowded: Crowded | None = Field(None, description="what becomes of a document with many values of one kind")
    people: Literal["whole", "by_part"] | None = Field(
        None, description="by_part maps each part of a name by itself, which keeps families together, and shows them"
    )
    people_show: tuple[Literal["gender", "culture"], ...] | None = Field(
        None, description="what a pseudonym of a person shows; with the default of both, rare people can be told by it"
    )
    small_domain: SmallDomain | None = Field(
        None, description="numbers of fewer possible values than this are not pseudonymized: all of them can be tried"
    )
    reversible: bool | None = None
    unscannable: Literal["block", "pass"] | None = None
    tool_definitions: Literal["scan", "pass"] | None = Field(
        None, description="whether the gateway scans what the descriptions of a prompt's tools say"
    )
    restore: bool | Restore | None = Field(
        None, description="whether, and where, the gateway puts originals back into answers"
    )


class ResolvedPolicy(StrictModel):
    """Everything that a policy says, with nothing left to look up, so that it can travel to a worker.

    Arguments:
        terms: entity -> the words of its dictionaries.
        Everything else: as in the policy file.
    """

    classification: str
    description: str
    detection: Detection
    entities: dict[str, Rule]
    otherwise: Rule
    allow: tuple[str | Allow, ...]
    scope: Scope
    crowded: Crowded
    people: Literal["whole", "by_part"]
    people_show: tuple[Literal["gender", "culture"], ...]
    small_domain: SmallDomain | None
    reversible: bool
    unscannable: Literal["block", "pass"]
    tool_definitions: Literal["scan", "pass"]
    restore: bool | Restore
    terms: dict[str, tuple[str, ...]]

    def rule(self, entity: str) -> Rule:
        """Return the decision about an entity."""
        return self.entities.get(entity, self.otherwise)

    @property
    def restoring(self) -> Restore:
        """Return where originals are put back, if they are."""
        return self.restore if isinstance(self.restore, Restore) else Restore()

    def min_score(self, entity: str) -> float:
        """Return the score from which an entity is reported."""
        own = self.rule(entity).min_score
        return self.detection.min_score if own is None else own

    def allows(self, surface: str) -> bool:
        """Tell whether a value is on the allow list."""
        if surface in self._allowed_values:
            return True
        return any(pattern.fullmatch(surface) for pattern in self._allowed_patterns)

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of everything the policy says, in hexadecimal."""
        canonical = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def as_yaml(self) -> str:
        """Write the resolved policy out, without the words of its dictionaries."""
        shown = self.model_dump(mode="json", exclude={"terms"}, exclude_none=True)
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
        return tuple(regex.compile(entry.regex) for entry in self.allow if isinstance(entry, Allow))


def _shortest(rule: dict[str, Any]) -> str | dict[str, Any]:
    told = {name: value for name, value in rule.items() if value != Rule.model_fields[name].default}
    return told["do"] if len(told) == 1 else told
