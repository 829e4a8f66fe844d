"""Channels and accounts: where a posting goes."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import Coded, UtcDateTime


class Layout(StrEnum):
    """How a channel carries the pair."""

    PAIRED_ACCOUNTS = "paired-accounts"
    TWO_POSTS = "two-posts"
    THREAD = "thread"
    COMBINED = "combined"  #: Welsh above English in one post


class OnHalf(StrEnum):
    """What happens to the first version when the second could not be sent within the pair window."""

    WITHDRAW = "withdraw"
    HOLD = "hold"


class OnEdit(StrEnum):
    """How a change of what is live is made."""

    EDIT = "edit"  #: in its place; where the platform can
    REPUBLISH = "republish"  #: the old pair is taken down, then the new one goes out
    CORRECTION = "correction"  #: a new pair that points to what it corrects


class OnHalfEdit(StrEnum):
    """What happens when only one version could be changed within the pair window."""

    RESTORE = "restore"  #: the old words are put back; where that fails, both are withdrawn
    WITHDRAW = "withdraw"


class Mode(StrEnum):
    """What a channel is used for."""

    FULL = "full"
    EMERGENCY_ONLY = "emergency-only"  #: nothing new but emergencies, and what the public is owed: answers, corrections
    OFF = "off"  #: nothing new is sent, nothing is changed, and no comment is read


class Carries(StrEnum):
    """Which version, or both, an account or a delivery carries."""

    CY = "cy"
    EN = "en"
    BOTH = "both"


class Channel(SQLModel, table=True):
    """Where a posting goes: a pair of accounts, or one account that carries both languages."""

    name: str = Field(primary_key=True, max_length=64)
    platform: str = Field(max_length=32)
    layout: Layout = Field(sa_type=Coded(Layout))
    on_half: OnHalf = Field(sa_type=Coded(OnHalf))
    acknowledge: bool
    edits: bool  #: the platform can change a post that is live
    on_edit: OnEdit = Field(default=OnEdit.EDIT, sa_type=Coded(OnEdit))
    on_half_edit: OnHalfEdit = Field(default=OnHalfEdit.RESTORE, sa_type=Coded(OnHalfEdit))
    mode: Mode = Field(default=Mode.FULL, sa_type=Coded(Mode))


class Halt(SQLModel, table=True):
    """Everything is stopped: nothing new is sent until a person has gone through what waits."""

    name: str = Field(primary_key=True, max_length=16)
    at: datetime = Field(sa_type=UtcDateTime)
    by: str = Field(max_length=64)
    reason_id: int = Field(foreign_key="words.id")


class Account(SQLModel, table=True):
    """One account on one platform."""

    name: str = Field(primary_key=True, max_length=64)
    channel: str = Field(foreign_key="channel.name", index=True)
    carries: Carries = Field(sa_type=Coded(Carries))
    stopped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    stopped_by: str | None = Field(default=None, max_length=64)
    stop_reason_id: int | None = Field(default=None, foreign_key="words.id")
    comments_read_to: datetime | None = Field(default=None, sa_type=UtcDateTime)
