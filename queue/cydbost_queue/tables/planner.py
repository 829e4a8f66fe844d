"""The calendar's own rows: keys to its feed, and plans that were read and wait for a person's decision."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from cydbost_language import Language
from cydbost_queue.tables.columns import Coded, UtcDateTime


class FeedKey(SQLModel, table=True):
    """A key with which one person's calendar program reads the plan. The key itself is never kept."""

    __tablename__ = "feed_key"

    id: int | None = Field(default=None, primary_key=True)
    key_hash: str = Field(unique=True, max_length=64)
    person: str = Field(max_length=64, index=True)
    language: Language = Field(sa_type=Coded(Language))
    made_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def subject(self) -> str:
        """Its chain in the record."""
        return f"feed:{self.id}"


class StagedPlan(SQLModel, table=True):
    """A plan that somebody brought in and has not decided about; once it is imported, what became of its rows."""

    __tablename__ = "staged_plan"

    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(max_length=64)
    file_name: str = Field(max_length=200)
    rows: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    pictures: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  #: by the name that the rows call them
    staged_at: datetime = Field(sa_type=UtcDateTime, index=True)
    imported_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    refs: list[str] = Field(default_factory=list, sa_type=JSON)


class ApiCall(SQLModel, table=True):
    """A call of the API that its caller gave a key of their own, and its answer: the same call again gets the same."""

    __tablename__ = "api_call"

    caller: str = Field(primary_key=True, max_length=96)
    key: str = Field(primary_key=True, max_length=255)
    request_hash: str = Field(max_length=64)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    status: int | None = None  #: none: it has not been answered yet
    answer: str | None = None
    headers: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
