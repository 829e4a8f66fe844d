"""What answers hold: postings, findings, comments and the rest, as programs read them."""

from datetime import datetime
from typing import Generic, TypeVar

from pydantic import BaseModel, Field

from cydbost_bot.sentences import finding_sentence, obstacle_sentence
from cydbost_language import Finding, Language
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import ApprovalKind, Carries, CommentState, HeldReason, PostingKind
from cydbost_queue.verdict import Verdict
from cydbost_queue.views import CommentView, PostingLine, PostingView
from cydbost_queue.views_inbox import InboxLine

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    """Some of a list, and where the next page begins; without “next” there is no more."""

    items: list[T]
    next: str | None = Field(default=None, description="Give it as “after”.")


class ShownFinding(BaseModel):
    """One difference between the versions, or one rule of content that is broken."""

    finding: str = Field(description="Its short name, by which a warning is accepted.", examples=["9f2c41d07a3be815"])
    check: str = Field(examples=["time"])
    code: str
    severity: str = Field(examples=["block"])
    accepted: bool
    cy: list[int] | None = Field(description="Where in the Welsh: from, to.")
    en: list[int] | None = Field(description="Where in the English: from, to.")
    message: str

    @classmethod
    def of(cls, finding: Finding, *, accepted: frozenset[str] = frozenset()) -> "ShownFinding":
        """Return a finding as it is shown, with its sentence in the language of the context."""
        return cls(
            finding=finding.fingerprint,
            check=finding.check,
            code=finding.code,
            severity=finding.severity.value,
            accepted=finding.fingerprint in accepted,
            cy=[finding.cy.start, finding.cy.end] if finding.cy else None,
            en=[finding.en.start, finding.en.end] if finding.en else None,
            message=finding_sentence(finding),
        )


class Obstacle(BaseModel):
    """One thing that stands in a posting's way."""

    code: str = Field(examples=["approval_missing"])
    language: Language | None
    finding: str | None
    message: str


class ShownVerdict(BaseModel):
    """What the gate says: everything found, and everything that stands in the way."""

    open: bool
    findings: list[ShownFinding]
    obstacles: list[Obstacle]

    @classmethod
    def of(cls, verdict: Verdict) -> "ShownVerdict":
        """Return the gate's answer as it is shown."""
        return cls(
            open=verdict.is_open,
            findings=[ShownFinding.of(one, accepted=verdict.accepted) for one in verdict.findings],
            obstacles=[
                Obstacle(
                    code=one.code,
                    language=one.language,
                    finding=one.finding.fingerprint if one.finding else None,
                    message=obstacle_sentence(one),
                )
                for one in verdict.obstacles
            ],
        )


class ShownLine(BaseModel):
    """A posting in a list."""

    ref: str = Field(examples=["P12"])
    label: str
    kind: PostingKind
    state: PostingState
    held_reason: HeldReason | None
    slot: datetime | None
    expires: datetime | None
    channels: list[str]
    languages: list[Language]
    created_at: datetime

    @classmethod
    def of(cls, line: PostingLine) -> "ShownLine":
        """Return a posting of a list as it is shown."""
        return cls(
            ref=line.ref,
            label=line.label,
            kind=line.kind,
            state=line.state,
            held_reason=line.held_reason,
            slot=line.slot,
            expires=line.expires,
            channels=list(line.channels),
            languages=list(line.languages),
            created_at=line.created_at,
        )


class ShownVersion(BaseModel):
    """One version as it stands."""

    language: Language
    revision: int
    text: str
    link: str | None
    pictures: int
    hash: str
    author: str
    created_at: datetime
    stale: bool


class ShownApproval(BaseModel):
    """One person's word for one version, while it counts."""

    language: Language
    kind: ApprovalKind
    by: str
    at: datetime


class ShownDelivery(BaseModel):
    """One version on one account."""

    channel: str
    account: str
    carries: Carries
    state: DeliveryState
    attempts: int
    address: str | None
    live_at: datetime | None
    verified_at: datetime | None
    down_at: datetime | None
    error: str | None


class ShownPosting(ShownLine):
    """Everything about one posting."""

    versions: list[ShownVersion]
    approvals: list[ShownApproval]
    verdict: ShownVerdict
    deliveries: list[ShownDelivery]
    published_at: datetime | None
    welsh_due_at: datetime | None = Field(description="When the Welsh of an emergency in English first is due.")
    welsh_live_at: datetime | None

    @classmethod
    def whole(cls, posting: PostingView) -> "ShownPosting":
        """Return a posting as it is shown."""
        exception = posting.exception
        return cls(
            **ShownLine.of(posting.line).model_dump(),
            versions=[
                ShownVersion(
                    language=one.language,
                    revision=one.revision,
                    text=one.text,
                    link=one.link,
                    pictures=len(one.media),
                    hash=one.content_hash,
                    author=one.author,
                    created_at=one.created_at,
                    stale=one.is_stale,
                )
                for one in posting.versions.values()
            ],
            approvals=[
                ShownApproval(language=one.language, kind=one.kind, by=one.by, at=one.at)
                for one in posting.approvals
                if not one.is_void
            ],
            verdict=ShownVerdict.of(posting.verdict),
            deliveries=[
                ShownDelivery(
                    channel=one.channel,
                    account=one.account,
                    carries=one.carries,
                    state=one.state,
                    attempts=one.attempts,
                    address=one.address,
                    live_at=one.live_at,
                    verified_at=one.verified_at,
                    down_at=one.down_at,
                    error=one.error_code,
                )
                for one in posting.deliveries
            ],
            published_at=posting.published_at,
            welsh_due_at=exception.due_at if exception else None,
            welsh_live_at=exception.welsh_live_at if exception else None,
        )


class ShownReply(BaseModel):
    """What the council answered."""

    kind: str
    language: str
    text: str | None
    author: str
    written_at: datetime
    live_at: datetime | None


class ShownCommentLine(BaseModel):
    """A comment in a list. Words that were erased are null."""

    ref: str = Field(examples=["C4"])
    account: str
    author: str | None
    text: str | None
    written_at: datetime
    language: str = Field(examples=["cy"])
    confidence: float
    reply_in: str = Field(description="The language in which it is owed an answer: cy, en or both.", examples=["cy"])
    state: CommentState

    @classmethod
    def of(cls, line: InboxLine | CommentView) -> "ShownCommentLine":
        """Return a comment of a list as it is shown."""
        return cls(
            ref=line.ref,
            account=line.account,
            author=line.author,
            text=line.text,
            written_at=line.written_at,
            language=line.language,
            confidence=line.confidence,
            reply_in=line.reply_in,
            state=line.state,
        )


class ShownComment(ShownCommentLine):
    """One comment with its replies."""

    posting: str | None
    corrected_by: str | None
    replies: list[ShownReply]

    @classmethod
    def whole(cls, comment: CommentView) -> "ShownComment":
        """Return a comment as it is shown."""
        return cls(
            **ShownCommentLine.of(comment).model_dump(),
            posting=comment.posting,
            corrected_by=comment.corrected_by,
            replies=[
                ShownReply(
                    kind=one.kind,
                    language=one.language,
                    text=one.text,
                    author=one.author,
                    written_at=one.written_at,
                    live_at=one.live_at,
                )
                for one in comment.replies
            ],
        )
