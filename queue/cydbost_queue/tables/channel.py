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


class Account(SQLModel, table=True):
    """One account on one platform."""

    name: str = Field(primary_key=True, max_length=64)
    channel: str = Field(foreign_key="channel.name", index=True)
    carries: Carries = Field(sa_type=Coded(Carries))
    stopped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    comments_read_to: datetime | None = Field(default=None, sa_type=UtcDateTime)
