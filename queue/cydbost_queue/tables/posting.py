"""A posting and what belongs to its words: versions, approvals, findings and their acceptances."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from cydbost_language import Language
from cydbost_queue.states import PostingState
from cydbost_queue.tables.columns import Coded, UtcDateTime


class PostingKind(StrEnum):
    """Whether a posting may ask for the emergency exception."""

    STANDARD = "standard"
    EMERGENCY = "emergency"


class HeldReason(StrEnum):
    """Why a posting waits for a person."""

    SLOT_MISSED = "slot_missed"
    HALF_PAIR = "half_pair"
    REFUSED = "refused"
    GATE_CLOSED = "gate_closed"
    CHANGE_FAILED = "change_failed"  #: a change of what is live could not go out, in one language or in both
    PREFLIGHT = "preflight"  #: something was found, before its slot, that would have stopped it
    EXPIRED = "expired"  #: it ran out before it went out
    QUIET = "quiet"  #: its slot came in a quiet period
    STOPPED = "stopped"  #: everything was stopped, and it was not let go afterwards
    PARTS = "parts"  #: another part of the message it is of cannot go out
    RESTORED = "restored"  #: found live after the queue was restored, without the approvals for it


class ApprovalKind(StrEnum):
    """What an approval rests on."""

    PERSON = "person"
    TEMPLATE = "template"  #: the words were approved in advance, as a template
    BREAK_GLASS = "break-glass"  #: one officer alone in an emergency; reviewed afterwards
    SERIES = "series"  #: these very words were approved as the pattern of a series
    EARLIER = "earlier"  #: these very words were approved before, and stand again because a change was dropped


class Posting(SQLModel, table=True):
    """One official message of the council; it has exactly one version per language."""

    __table_args__ = (
        Index("ix_posting_state_slot", "state", "slot"),
        Index(
            "ix_posting_planned",
            "slot",
            "id",
            sqlite_where=text("slot IS NOT NULL"),
            postgresql_where=text("slot IS NOT NULL"),
        ),
        Index(
            "ix_posting_expiry",
            "expires",
            sqlite_where=text("expires IS NOT NULL AND state != 'withdrawn'"),
            postgresql_where=text("expires IS NOT NULL AND state != 'withdrawn'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True, max_length=12)  #: makes our keys differ from every other installation's
    label: str = Field(max_length=200)
    kind: PostingKind = Field(sa_type=Coded(PostingKind))
    state: PostingState = Field(sa_type=Coded(PostingState))
    held_reason: HeldReason | None = Field(default=None, sa_type=Coded(HeldReason))
    slot: datetime | None = Field(default=None, sa_type=UtcDateTime)
    preflight_due: datetime | None = Field(default=None, sa_type=UtcDateTime)  #: when it is looked over before its slot
    expires: datetime | None = Field(default=None, sa_type=UtcDateTime)  #: when both versions come down by themselves
    releases: int = 0  #: how often it was handed to its channels
    template: str | None = Field(default=None, max_length=64)
    continues_id: int | None = Field(default=None, foreign_key="posting.id", unique=True)  #: the part before it
    names: list[list[str]] = Field(default_factory=list, sa_type=JSON)  #: (cy, en) names agreed for this posting alone
    created_by: str = Field(max_length=64)
    created_at: datetime = Field(sa_type=UtcDateTime)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def ref(self) -> str:
        """How people name it: ``P12``."""
        return f"P{self.id}"

    @property
    def subject(self) -> str:
        """Its chain in the record."""
        return f"posting:{self.id}"


class PostingChannel(SQLModel, table=True):
    """A channel that a posting is for."""

    __tablename__ = "posting_channel"

    posting_id: int = Field(foreign_key="posting.id", primary_key=True)
    channel: str = Field(foreign_key="channel.name", primary_key=True)


class Version(SQLModel, table=True):
    """One revision of a posting's words in one language. A revision is never changed; an edit is a new one."""

    __table_args__ = (UniqueConstraint("posting_id", "language", "revision"),)

    id: int | None = Field(default=None, primary_key=True)
    posting_id: int = Field(foreign_key="posting.id", index=True)
    language: Language = Field(sa_type=Coded(Language))
    revision: int
    text: str
    link: str | None = None
    media: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    content_hash: str = Field(max_length=64)
    author: str = Field(max_length=64)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Approval(SQLModel, table=True):
    """One person's word for one version, bound to the exact texts of both."""

    id: int | None = Field(default=None, primary_key=True)
    posting_id: int = Field(foreign_key="posting.id", index=True)
    language: Language = Field(sa_type=Coded(Language))
    cy_hash: str = Field(max_length=64)
    en_hash: str = Field(max_length=64)
    kind: ApprovalKind = Field(sa_type=Coded(ApprovalKind))
    by: str = Field(max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)
    voided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FindingRow(SQLModel, table=True):
    """A finding, kept with the exact texts it was found in."""

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("posting_id", "cy_hash", "en_hash", "fingerprint"),)

    id: int | None = Field(default=None, primary_key=True)
    posting_id: int = Field(foreign_key="posting.id", index=True)
    cy_hash: str = Field(max_length=64)
    en_hash: str = Field(max_length=64)
    fingerprint: str = Field(max_length=16)
    check: str = Field(max_length=64)
    code: str = Field(max_length=64)
    severity: str = Field(max_length=8)
    spans: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    found_at: datetime = Field(sa_type=UtcDateTime)


class Acceptance(SQLModel, table=True):
    """A named person's acceptance of one warning, for these exact texts and until a day."""

    id: int | None = Field(default=None, primary_key=True)
    posting_id: int = Field(foreign_key="posting.id", index=True)
    fingerprint: str = Field(max_length=16)
    cy_hash: str = Field(max_length=64)
    en_hash: str = Field(max_length=64)
    by: str = Field(max_length=64)
    reason_id: int = Field(foreign_key="words.id")
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    expires_at: datetime = Field(sa_type=UtcDateTime)


class TemplateApproval(SQLModel, table=True):
    """A template's exact words, approved in advance by a named person."""

    __tablename__ = "template_approval"
    __table_args__ = (UniqueConstraint("template", "template_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    template: str = Field(max_length=64)
    template_hash: str = Field(max_length=64)
    by: str = Field(max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)
