"""How each account was when its platform was last asked."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import UtcDateTime


class AccountHealth(SQLModel, table=True):
    """What an account's platform last said of itself. It tells of platforms, and is no part of the record.

    ``error_code`` is why it could not be asked, ``detail`` the platform's words; ``skew`` its clock less ours, in
    seconds. ``quotas`` holds what it still allows: ``of``, ``limit``, ``left`` and ``renews_at``.
    """

    __tablename__ = "account_health"

    account: str = Field(primary_key=True, foreign_key="account.name")
    asked_at: datetime = Field(sa_type=UtcDateTime)
    usable: bool
    error_code: str | None = Field(default=None, max_length=32)
    detail: str = Field(default="", max_length=500)
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    skew: float | None = None
    quotas: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
