"""The section ``[office]``: where the staff's web application is, and how people sign in to it."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from cydbost_bot.settings_duration import Duration
from cydbost_bot.settings_secret import Secret
from cydbost_bot.settings_section import Role, Section, Text

#: An address without user, query or fragment: what is added to it stays below it.
_ADDRESS = r"^https?://[^\s/?#@]+(/[^\s?#]*)?$"


class Oidc(Section):
    """The council's own sign-in, by OpenID Connect. ``roles`` says which role each value of ``roles_claim`` gives.

    ``name_claim`` is what the record calls somebody who is under no name here yet.
    """

    issuer: Annotated[str, Field(pattern=_ADDRESS)]
    client_id: Text
    client_secret: Secret | None = None
    roles_claim: Text = "roles"
    roles: dict[str, Role] = Field(default_factory=dict)
    name_claim: Text = "preferred_username"


class Office(Section):
    """The staff's web application. ``session_idle`` and ``session_longest`` end a sign-in by themselves.

    ``step_up_within`` is how long ago, at the most, somebody proved who they are before they do what cannot be undone.
    """

    host: Text = "127.0.0.1"
    port: Annotated[StrictInt, Field(ge=1, le=65535)] = 8001
    base_url: Annotated[str, Field(pattern=_ADDRESS)] = "http://127.0.0.1:8001"
    sign_in: Literal["local", "oidc", "both"] = "local"
    require_totp: StrictBool = True
    session_idle: Duration = timedelta(hours=2)
    session_longest: Duration = timedelta(hours=12)
    step_up_within: Duration = timedelta(minutes=5)
    dormant_after: Duration = timedelta(days=90)
    oidc: Oidc | None = None

    @model_validator(mode="after")
    def _oidc_is_there(self) -> "Office":
        if self.sign_in != "local" and self.oidc is None:
            raise PydanticCustomError("oidc_wanted", "oidc_wanted")
        return self
