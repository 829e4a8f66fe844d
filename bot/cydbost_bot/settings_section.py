"""What every section of ``config.toml`` is made from."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Role = Literal["author", "translator", "approver", "on-call", "language-officer", "administrator"]
LanguageCode = Literal["cy", "en"]
Text = Annotated[str, Field(min_length=1)]


class Section(BaseModel):
    """A section of the file: fixed once read; a key it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True, hide_input_in_errors=True)


__all__ = ["LanguageCode", "Role", "Section", "Text"]
