"""Policy values: names, references and patterns in a policy file, checked when it is read."""

from collections.abc import Collection
from typing import Annotated

import regex
from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from recognizers.entities import COUNTRIES

MODELS = ("off", "fast", "accurate")
ENTITY_NAME = "^[A-Z][A-Z0-9_]*$"


def wrong(message: str) -> PydanticCustomError:
    """Return an error of validation with its own message."""
    return PydanticCustomError("wrong", "{message}", {"message": message})


def unknown(kind: str, value: object, known: Collection[str]) -> PydanticCustomError:
    """Return an error for a name that is not known; the most similar of the known ones is shown."""
    return PydanticCustomError("unknown", "unknown {kind} {value}", {"kind": kind, "value": value, "known": known})


def _country(value: str) -> str:
    country = "uk" if value == "gb" else value
    if country not in COUNTRIES:
        raise unknown("country", value, sorted(COUNTRIES))
    return country


def _model(value: str) -> str:
    if value not in MODELS and not regex.fullmatch(r"spacy:\w+|(?!spacy:)[\w.]+:\w+", value):
        raise unknown("model", value, (*MODELS, "spacy:<package>", "<module>:<attribute>"))
    return value


def _reference(value: str) -> str:
    if not regex.fullmatch(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*:[^\W\d]\w*(?:\.[^\W\d]\w*)*", value):
        raise wrong(f"{value!r} names no recognizer: write <module>:<class>, such as my_package.badges:Badge")
    return value


def _capitals(value: str) -> str:
    if not regex.fullmatch(ENTITY_NAME, value):
        raise wrong(f"{value!r} is not an entity name: use capitals, digits and _, such as EMPLOYEE_ID")
    return value


def _compiles(value: str) -> str:
    try:
        regex.compile(value)
    except regex.error as error:
        raise wrong(f"not a regular expression: {error}") from None
    return value


def _finds_something(value: str) -> str:
    if regex.fullmatch(value, ""):
        raise wrong("the regular expression matches the empty text: make a part of it mandatory")
    return value


Country = Annotated[
    str, AfterValidator(_country), WithJsonSchema({"type": "string", "enum": sorted({*COUNTRIES, "gb"})})
]
Model = Annotated[str, AfterValidator(_model)]
Entity = Annotated[str, AfterValidator(_capitals)]
Reference = Annotated[str, AfterValidator(_reference)]
Regex = Annotated[str, AfterValidator(_compiles)]
Pattern = Annotated[Regex, AfterValidator(_finds_something)]
