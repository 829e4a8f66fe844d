"""Who may sign in to the office, with what, and who is signed in. No secret stands here: hashes, and what is sealed."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from cydbost_language import Language
from cydbost_queue.tables.columns import Coded, UtcDateTime
from cydbost_queue.tables.delivery import NULLABLE_JSON


class Person(SQLModel, table=True):
    """Somebody who was added on the screen; those of the configuration are not kept here."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=64)
    roles: list[str] = Field(default_factory=list, sa_type=JSON)
    languages: list[str] = Field(default_factory=list, sa_type=JSON)  #: those they are able to approve in
    channels: list[str] | None = Field(default=None, sa_type=NULLABLE_JSON)  #: none: they are not limited
    email: str | None = Field(default=None, max_length=254)
    made_by: str = Field(max_length=64)
    made_at: datetime = Field(sa_type=UtcDateTime)


class Login(SQLModel, table=True):
    """How one person signs in, whether the configuration names them or the table ``person``."""

    DRAWERS: ClassVar[str] = "office/totp/"  #: how the drawer of a sealed secret begins

    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(unique=True, max_length=64)
    password_hash: str | None = Field(default=None, max_length=200, repr=False)
    password_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    totp: str | None = Field(default=None, repr=False)  #: the secret, sealed (``sealing``)
    totp_step: int | None = None  #: the step of the last code that was taken: none is taken twice
    failures: int = 0  #: since the last time that somebody signed in
    locked_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    language: Language | None = Field(default=None, sa_type=Coded(Language))  #: of the pages
    seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  #: when they signed in last
    made_at: datetime = Field(sa_type=UtcDateTime)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    disabled_by: str | None = Field(default=None, max_length=64)

    @property
    def drawer(self) -> str:
        """What its sealed secret is sealed for."""
        return f"{self.DRAWERS}{self.person}"


class RecoveryCode(SQLModel, table=True):
    """A code that stands once for the authenticator app."""

    __tablename__ = "recovery_code"

    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(index=True, max_length=64)
    code_hash: str = Field(max_length=64, repr=False)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Identity(SQLModel, table=True):
    """A person as the council's own sign-in knows them: by what never changes there."""

    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(index=True, max_length=64)
    issuer: str = Field(max_length=500)
    subject: str = Field(max_length=255)
    made_at: datetime = Field(sa_type=UtcDateTime)


class Invitation(SQLModel, table=True):
    """A link that lets one person choose a password, once."""

    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(index=True, max_length=64)
    token_hash: str = Field(unique=True, max_length=64, repr=False)
    made_by: str = Field(max_length=64)
    made_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Way(StrEnum):
    """How somebody proved who they are."""

    PASSWORD = "password"  # noqa: S105 - a word for it
    TOTP = "totp"
    RECOVERY = "recovery"
    OIDC = "oidc"


class WebSession(SQLModel, table=True):
    """One person signed in on one device. What the device holds is never kept, only its hash."""

    __tablename__ = "web_session"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64, repr=False)
    person: str = Field(index=True, max_length=64)
    way: Way = Field(sa_type=Coded(Way))
    device: str = Field(max_length=120)
    made_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    idle_until: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    proved_at: datetime = Field(sa_type=UtcDateTime)  #: when they last proved who they are
    failures: int = 0  #: wrong proofs in this session since then
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_by: str | None = Field(default=None, max_length=64)


class SignIn(SQLModel, table=True):
    """A sign-in that is under way: what is known so far, for the one device that holds its token."""

    __tablename__ = "sign_in"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64, repr=False)
    person: str | None = Field(default=None, max_length=64)  #: who gave the right password, or comes by an invitation
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, repr=False)
    tries: int = 0
    ends_at: datetime = Field(sa_type=UtcDateTime, index=True)


class ApiKey(SQLModel, table=True):
    """A key with which a program acts for one person, within the rights it was made for."""

    __tablename__ = "api_key"

    id: int | None = Field(default=None, primary_key=True)
    key_hash: str = Field(unique=True, max_length=64, repr=False)
    person: str = Field(index=True, max_length=64)
    label_id: int = Field(foreign_key="words.id")  #: what the person calls it
    scopes: list[str] = Field(default_factory=list, sa_type=JSON)
    made_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_by: str | None = Field(default=None, max_length=64)

    @property
    def ref(self) -> str:
        """How people name it: ``K3``."""
        return f"K{self.id}"
