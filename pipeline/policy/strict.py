"""The base of everything that is read from a file: unknown keys are errors, values do not change."""

from pydantic import BaseModel, ConfigDict


class StrictModel(BaseModel):
    """A frozen model without unknown keys, whose errors do not show what was given."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
