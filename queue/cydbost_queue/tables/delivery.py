"""The queue's rows: one version, or one reply, going to one account."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, SmallInteger, text
from sqlmodel import Field, SQLModel

from cydbost_queue.states import DeliveryState
from cydbost_queue.tables.channel import Carries
from cydbost_queue.tables.columns import Coded, UtcDateTime

#: A column that is empty, not the JSON word ``null``, where there is nothing.
NULLABLE_JSON = JSON(none_as_null=True)


class Task(StrEnum):
    """What the worker still has to do for a delivery."""

    PUBLISH = "publish"
    VERIFY = "verify"  #: read back what the public sees
    EDIT = "edit"
    WITHDRAW = "withdraw"


class Lane(IntEnum):
    """Who passes in front of whom; a lower number goes first."""

    EMERGENCY = 0
    REPLY = 1
    ORDINARY = 2


class Delivery(SQLModel, table=True):
    """One version going to one account.

    ``state`` is where it stands on the platform, ``task`` what is still to do; ``batch`` joins the deliveries
    that one worker handles together (the pair on one channel). ``lease`` names the claim that holds it, and
    ``fence`` counts the claims: a worker whose claim was taken over holds an older number, and can no longer write.
    """

    __table_args__ = (
        Index(
            "ix_delivery_open",
            "not_before",
            "batch",
            sqlite_where=text("task IS NOT NULL"),
            postgresql_where=text("task IS NOT NULL"),
        ),
        Index(
            "ix_delivery_next",
            "lane",
            "not_before",
            "id",
            sqlite_where=text("task IS NOT NULL"),
            postgresql_where=text("task IS NOT NULL"),
        ),
        Index("ix_delivery_account_live", "account", "live_at"),
        Index(
            "ix_delivery_person",
            "state",
            sqlite_where=text("state = 'failed' OR error_code IS NOT NULL"),
            postgresql_where=text("state = 'failed' OR error_code IS NOT NULL"),
        ),
        Index(
            "ix_delivery_in_hand",
            "in_hand",
            sqlite_where=text("in_hand IS NOT NULL"),
            postgresql_where=text("in_hand IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=96)  #: sent to the platform, so that a repeat is the same write
    batch: str = Field(index=True, max_length=96)
    posting_id: int | None = Field(default=None, foreign_key="posting.id", index=True)
    reply_id: int | None = Field(default=None, foreign_key="reply.id", index=True)
    channel: str = Field(foreign_key="channel.name")
    account: str = Field(foreign_key="account.name")
    carries: Carries = Field(sa_type=Coded(Carries))
    pair: str = Field(max_length=96)  #: what the platform sees as common to the two versions
    text: str
    says: str | None = Field(default=None, max_length=24)  #: the revisions it says, Welsh and English: ``2.3``
    edit: dict[str, Any] | None = Field(default=None, sa_type=NULLABLE_JSON)  #: what must stand in its place
    before: dict[str, Any] | None = Field(default=None, sa_type=NULLABLE_JSON)  #: what stood there, while it is changed
    link: str | None = None
    media: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    reply_to: str | None = Field(default=None, max_length=255)  #: the remote id this answers
    after: str | None = Field(default=None, max_length=96)  #: the key of the delivery this one continues
    state: DeliveryState = Field(default=DeliveryState.WAITING, sa_type=Coded(DeliveryState))
    task: Task | None = Field(default=Task.PUBLISH, sa_type=Coded(Task))
    in_hand: Task | None = Field(default=None, sa_type=Coded(Task))  #: what was handed to a person to do
    handed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  #: since when
    lane: Lane = Field(default=Lane.ORDINARY, sa_type=SmallInteger)
    attempts: int = 0
    not_before: datetime = Field(sa_type=UtcDateTime)
    lease: str | None = Field(default=None, max_length=96)  #: the claim that holds it; each claim has its own name
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    fence: int = 0  #: rises with each claim
    looks: int = 0  #: how often the platform was asked about an unclear outcome
    created_at: datetime = Field(sa_type=UtcDateTime)
    remote_id: str | None = Field(default=None, max_length=255)
    address: str | None = Field(default=None, max_length=500)
    live_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  #: the platform's own time
    edited_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  #: when its last change was begun or made
    verified_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    down_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cost: int | None = Field(default=None, sa_type=BigInteger)  #: put aside to publish it, in millionths
    paid_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  #: when that was counted as spent
    error_code: str | None = Field(default=None, max_length=32)
    error_detail: str | None = Field(default=None, max_length=500)

    @property
    def subject(self) -> str:
        """The chain its entries belong to: its posting's, or its reply's."""
        return f"posting:{self.posting_id}" if self.posting_id is not None else f"reply:{self.reply_id}"

    @property
    def is_in_hand(self) -> bool:
        """Tell whether a person does what is to be done; a new task takes it out of their hand."""
        return self.in_hand is not None and self.in_hand is self.task


class ReceiptRow(SQLModel, table=True):
    """What the platform gave back for one write or one reading."""

    __tablename__ = "receipt"
    __table_args__ = (
        Index(
            "ix_receipt_changed",
            "at",
            sqlite_where=text("kind = 'edited' OR kind = 'withdrawn'"),
            postgresql_where=text("kind = 'edited' OR kind = 'withdrawn'"),
        ),
        Index(
            "ix_receipt_out",
            "at",
            sqlite_where=text("kind IN ('published', 'found', 'by-hand')"),
            postgresql_where=text("kind IN ('published', 'found', 'by-hand')"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    delivery_id: int = Field(foreign_key="delivery.id", index=True)
    kind: str = Field(max_length=16)  #: published, found, by-hand, read-back, edited, withdrawn
    remote_id: str = Field(max_length=255)
    address: str = Field(max_length=500)
    platform_time: datetime | None = Field(default=None, sa_type=UtcDateTime)
    content_hash: str | None = Field(default=None, max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)
