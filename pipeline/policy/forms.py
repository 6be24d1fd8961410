"""Forms of surrogates that a policy states: `with: list:plants.txt`, `with: faker:company()` or the form of another entity."""

import ast
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, NamedTuple

import regex
from faker import Faker
from faker.providers import BaseProvider
from pydantic import AfterValidator

from pipeline.policy.values import unknown, wrong
from recognizers.entities import KNOWN, row_of

LIST, FAKER, PATTERN = "list:", "faker:", "pattern"
# Families whose surrogates depend on the whole document.
OF_DOCUMENTS = frozenset({"person", "age", "date", "birth"})
CALL = regex.compile(r"(?:(?P<locale>[a-z]{2,3}_[A-Z]{2}):)?(?P<name>[a-z]\w*)(?P<arguments>\(.*\))?", regex.DOTALL)
EXAMPLES = "an entity such as ORGANIZATION, faker:bothify(text='??-####'), list:plants.txt or pattern"


class FakerCall(NamedTuple):
    """A method of one of Faker's providers, and its arguments.

    Arguments:
        locale: the locale, such as `de_DE`.
        name: the method.
        arguments: its arguments by name.
    """

    locale: str
    name: str
    arguments: dict[str, Any]


def file_of_list(form: str) -> str:
    """Return the file that a form names; an empty string if it names none."""
    return form.removeprefix(LIST).strip() if form.startswith(LIST) else ""


@cache  # of documents with a scope of their own, each asks for it
def faker_call(form: str) -> FakerCall | None:
    """Return the call that a form names; None if it names none. Raises ValueError if it is no call with literals."""
    if not form.startswith(FAKER):
        return None
    match = CALL.fullmatch(form.removeprefix(FAKER).strip())
    if not match:
        raise ValueError("a call looks like faker:bothify(text='??-####') or faker:de_DE:company()")
    return FakerCall(match["locale"] or "en_US", match["name"], _arguments(match["arguments"] or "()"))


def provider_method(fake: Faker, call: FakerCall) -> Callable[..., Any]:
    """Return the method of a call; raises ValueError if none of Faker's providers has it."""
    method: Callable[..., Any] | None = getattr(fake, call.name, None)
    if method is None or not isinstance(getattr(method, "__self__", None), BaseProvider):
        raise ValueError(f"Faker has no {call.name!r} for {call.locale}")
    return method


def _arguments(written: str) -> dict[str, Any]:
    try:
        call = ast.parse(f"f{written}", mode="eval").body
        if isinstance(call, ast.Call) and not call.args:
            return {str(word.arg): ast.literal_eval(word.value) for word in call.keywords if word.arg}
    except (SyntaxError, ValueError):
        pass
    raise ValueError("arguments are named, with plain values: faker:bothify(text='??-####')")


def _checked(form: str) -> str:
    if form == PATTERN or file_of_list(form):
        return form
    if not form.startswith(FAKER):
        if regex.fullmatch("[A-Z0-9_]+", form) and form not in KNOWN:
            raise unknown("entity", form, KNOWN)
        if form not in KNOWN:
            raise wrong(f"{form!r} is no form of surrogates: write {EXAMPLES}")
        return form
    try:
        call = faker_call(form)
        assert call
        fake = Faker(call.locale)
        fake.seed_instance(0)
        made = provider_method(fake, call)(**call.arguments)
    except Exception as error:  # whatever a provider raises for wrong arguments
        raise wrong(f"{form}: {error}") from None
    if isinstance(made, (dict, list, tuple, set, bytes)) or not str(made).strip():
        raise wrong(f"{form}: it makes a {type(made).__name__}, not one text")
    return form


def is_independent(entity: str) -> bool:
    """Return whether surrogates of an entity depend on nothing but the value, so that a policy may state their form."""
    return row_of(entity).surrogate not in OF_DOCUMENTS


Form = Annotated[str, AfterValidator(_checked)]
