"""Policy lists: the entries of the allow list and of the dictionaries in a policy file."""

from typing import Annotated, Self

from pydantic import Discriminator, Tag, model_validator

from pipeline.policy.strict import StrictModel
from pipeline.policy.values import Entity, Regex, wrong
from recognizers.lexicon.vocabulary import Case

DICTIONARY_TERM = "DICTIONARY_TERM"  # the entity of a dictionary without one


class Allow(StrictModel):
    """An entry of the allow list: values that it describes are not sensitive.

    Arguments:
        regex: matches whole values.
        file: a file of values, relative to the policy file.
        columns: the columns of a CSV file that contain values.
    """

    regex: Regex | None = None
    file: str | None = None
    columns: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        if (self.regex is None) == (self.file is None):
            raise wrong("an entry is a text, or has either 'regex' or 'file'")
        if self.columns and self.file is None:
            raise wrong("'columns' applies to a file")
        return self


class DictionaryFile(StrictModel):
    """A word list with options.

    Arguments:
        entity: the entity of its terms.
        file: the file, relative to the policy file.
        case: `smart` finds a term that is one everyday English word only with its capitals, other terms in any case;
            `any` finds all terms in any case, `exact` only as they are written.
        columns: the columns of a CSV file that contain terms.
    """

    entity: Entity = DICTIONARY_TERM
    file: str
    case: Case = Case.SMART
    columns: tuple[str, ...] = ()


def _form_of_allowed(value: object) -> str:
    return "value" if isinstance(value, str) else "options"


AllowEntry = Annotated[
    Annotated[str, Tag("value")] | Annotated[Allow, Tag("options")],
    Discriminator(_form_of_allowed),
]


def _form_of_dictionary(value: object) -> str:
    if isinstance(value, DictionaryFile) or (isinstance(value, dict) and not {"file", "entity"}.isdisjoint(value)):
        return "options"
    return "by_entity" if isinstance(value, dict) else "path"


DictionaryEntry = Annotated[
    Annotated[str, Tag("path")]
    | Annotated[DictionaryFile, Tag("options")]
    | Annotated[dict[Entity, str], Tag("by_entity")],
    Discriminator(_form_of_dictionary),
]
